#include "run/ranks/ranks.h"

#include "base/status.h"

#include <mpi.h>
#include <stdlib.h>

/* Bytes sent at once, since MPI counts in int. */
enum { PIECE = 1 << 30, TAG = 1 };

/* Whether a launcher started this process. Without one MPI is not initialised, which would take a second. */
static int launched(void)
{
    static const char *const marks[] = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_SIZE", "PMI_RANK"};

    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        if (getenv(marks[i]) != NULL) {
            return 1;
        }
    }
    return 0;
}

/* Whether MPI is initialised and not finalised yet. */
static int joined(void)
{
    int begun = 0;
    int ended = 0;

    MPI_Initialized(&begun);
    MPI_Finalized(&ended);
    return begun != 0 && ended == 0;
}

int ent_ranks_open(void)
{
    int level = 0;

    /* only the main thread calls MPI; an error within MPI ends the job with a message of MPI */
    if (launched() != 0 && MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &level) != MPI_SUCCESS) {
        return ENT_ERR_IO;
    }
    return ENT_OK;
}

void ent_ranks_close(void)
{
    if (joined() != 0) {
        MPI_Finalize();
    }
}

unsigned ent_ranks_count(void)
{
    int count = 1;

    if (joined() != 0) {
        MPI_Comm_size(MPI_COMM_WORLD, &count);
    }
    return (unsigned) count;
}

unsigned ent_ranks_rank(void)
{
    int own = 0;

    if (joined() != 0) {
        MPI_Comm_rank(MPI_COMM_WORLD, &own);
    }
    return (unsigned) own;
}

void ent_ranks_abort(int exit_status)
{
    if (joined() != 0) {
        MPI_Abort(MPI_COMM_WORLD, exit_status);
    }
}

void ent_ranks_broadcast(uint64_t *number, size_t count)
{
    if (joined() != 0) {
        MPI_Bcast(number, (int) count, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    }
}

uint64_t ent_ranks_max(uint64_t number)
{
    uint64_t largest = number;

    if (joined() != 0) {
        MPI_Allreduce(&number, &largest, 1, MPI_UINT64_T, MPI_MAX, MPI_COMM_WORLD);
    }
    return largest;
}

void ent_ranks_send(const unsigned char *data, size_t length)
{
    uint64_t size = length;

    MPI_Send(&size, 1, MPI_UINT64_T, 0, TAG, MPI_COMM_WORLD);
    for (size_t at = 0; at < length; at += PIECE) {
        size_t piece = length - at < PIECE ? length - at : (size_t) PIECE;
        MPI_Send(data + at, (int) piece, MPI_BYTE, 0, TAG, MPI_COMM_WORLD);
    }
}

unsigned char *ent_ranks_receive(unsigned rank, size_t *length)
{
    uint64_t size = 0;
    unsigned char *data;

    MPI_Recv(&size, 1, MPI_UINT64_T, (int) rank, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    *length = (size_t) size;
    data = malloc(*length + 1);
    for (size_t at = 0; data != NULL && at < *length; at += PIECE) {
        size_t piece = *length - at < PIECE ? *length - at : (size_t) PIECE;
        MPI_Recv(data + at, (int) piece, MPI_BYTE, (int) rank, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    return data;
}
