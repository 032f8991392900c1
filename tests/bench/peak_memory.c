/* Runs a command and prints its peak of resident memory in kilobytes; its exit status becomes ours.
 *
 *     peak_memory COMMAND ARGUMENT... */
#include "measure.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    const char *copy[64] = {NULL};
    bench_process made;

    for (int i = 1; i < argc && i < 64; i++) {
        copy[i - 1] = argv[i];
    }
    if (argc < 2 || argc > 63) {
        fprintf(stderr, "usage: peak_memory COMMAND ARGUMENT...\n");
        return EXIT_FAILURE;
    }
    made = bench_spawn(copy);
    printf("%.0f\n", 1024.0 * made.megabytes);
    return made.status < 0 ? EXIT_FAILURE : made.status;
}
