/* Threads by OpenMP where the program is built with it (ENTENTE_OPENMP), a single thread otherwise; the results are the
 * same. All pragmas and calls of OpenMP are in this pair of files. */
#ifndef ENT_RUN_THREADS_H
#define ENT_RUN_THREADS_H

#ifdef _OPENMP
#define ENT_PRAGMA(text) _Pragma(#text)
#else
#define ENT_PRAGMA(text)
#endif

/* Before a statement: each of `threads` (an int) threads executes it. */
#define ENT_PARALLEL(threads) ENT_PRAGMA(omp parallel num_threads(threads))

/* Before a for loop whose iterations set the bool `any` or leave it: divided among `threads` (an int) threads, in any
 * order. Afterwards `any` is true if it was true in one of them. */
#define ENT_PARALLEL_FOR(threads, any)                                                                                 \
    ENT_PRAGMA(omp parallel for schedule(dynamic) num_threads(threads) reduction(|| : any))

/* Before a statement: one thread at a time executes it and the others of this name. */
#define ENT_CRITICAL(name) ENT_PRAGMA(omp critical(name))

/* Number of processors that this process may use: at least 1, and 1 without OpenMP. */
unsigned ent_threads_processors(void);

#endif
