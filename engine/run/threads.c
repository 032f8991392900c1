#include "run/threads.h"

#ifdef _OPENMP
#include <omp.h>
#endif

unsigned ent_threads_processors(void)
{
#ifdef _OPENMP
    int processors = omp_get_num_procs();

    return processors > 0 ? (unsigned) processors : 1U;
#else
    return 1U;
#endif
}
