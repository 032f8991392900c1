/* The processes that count one run together: those of an MPI job, or this one alone. Rank 0 leads: it tells the others
 * what to do, takes what they counted, and is the only one that reads checkpoints, writes and prints.
 *
 * single.c is built by default, mpi.c with -DENTENTE_MPI=ON; there is nothing else in the program that differs. */
#ifndef ENT_RUN_RANKS_RANKS_H
#define ENT_RUN_RANKS_RANKS_H

#include <stddef.h>
#include <stdint.h>

/* Joins the others, where this process was started as one of several (mpirun, srun). ENT_OK. */
int ent_ranks_open(void);
void ent_ranks_close(void);

unsigned ent_ranks_count(void);
unsigned ent_ranks_rank(void);

/* Ends the processes of all ranks at once. Does not return where there are others. */
void ent_ranks_abort(int exit_status);

/* Rank 0's numbers to all. */
void ent_ranks_broadcast(uint64_t *number, size_t count);

/* The largest of all ranks' numbers, to all. */
uint64_t ent_ranks_max(uint64_t number);

/* Sends bytes to rank 0. */
void ent_ranks_send(const unsigned char *data, size_t length);

/* Rank 0: the bytes that a rank sent, in memory to be freed; NULL when memory is out. */
unsigned char *ent_ranks_receive(unsigned rank, size_t *length);

#endif
