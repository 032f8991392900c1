/* Ranks: the processes that count one run, those of an MPI job or this process alone. Rank 0 leads: it assigns the
 * work, receives the counts, and is the only one that reads checkpoints, writes files and prints.
 *
 * Two implementations, chosen when the program is built: single.c by default, mpi.c with -DENTENTE_MPI=ON. */
#ifndef ENT_RUN_RANKS_RANKS_H
#define ENT_RUN_RANKS_RANKS_H

#include <stddef.h>
#include <stdint.h>

/* Joins the other ranks if a launcher (mpirun, srun) started this process as one of several. Errors: ENT_ERR_IO. */
int ent_ranks_open(void);

/* Leaves them; without other ranks, does nothing. */
void ent_ranks_close(void);

/* Returns the number of ranks, at least 1. */
unsigned ent_ranks_count(void);

/* Returns the number of this rank, from 0. */
unsigned ent_ranks_rank(void);

/* Ends the processes of all ranks with an exit status. Returns only if there are no others. */
void ent_ranks_abort(int exit_status);

/* Copies rank 0's numbers to all ranks. number: [count]. All ranks must call it. */
void ent_ranks_broadcast(uint64_t *number, size_t count);

/* Returns the largest of the numbers of all ranks, which must all call it. */
uint64_t ent_ranks_max(uint64_t number);

/* Sends bytes to rank 0. */
void ent_ranks_send(const unsigned char *data, size_t length);

/* In rank 0: waits for the bytes that a rank sends. Returns them in memory that the caller frees with free(); NULL when
 * memory is out. */
unsigned char *ent_ranks_receive(unsigned rank, size_t *length);

#endif
