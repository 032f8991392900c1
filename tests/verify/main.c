/* Statistical verification of ranges and intervals: see tests/README.md. */
#include "verify.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *part = argc > 1 ? argv[1] : "";
    int status = 0;

    if (argc > 2 || (part[0] != '\0' && strcmp(part, "ranges") != 0 && strcmp(part, "coverage") != 0)) {
        fprintf(stderr, "usage: entente_verify [ranges|coverage]\n");
        return 2;
    }
    if (strcmp(part, "coverage") != 0) {
        status = verify_ranges();
    }
    if (strcmp(part, "ranges") != 0) {
        verify_coverage();
    }
    return status;
}
