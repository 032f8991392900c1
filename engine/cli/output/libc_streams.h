/* Included before all else (-include) where the C library's stdout and stderr cannot be assigned, as in musl and in
 * engine/page: cli/output/streams.c puts its filter into these two variables, and all that prints reads them. */
#ifndef ENT_CLI_OUTPUT_LIBC_STREAMS_H
#define ENT_CLI_OUTPUT_LIBC_STREAMS_H

#include <stdio.h>

extern FILE *ent_stdout, *ent_stderr; /* those of the C library until ent_streams_open */

static inline FILE *ent_libc_stdout(void)
{
    return stdout;
}

static inline FILE *ent_libc_stderr(void)
{
    return stderr;
}

#undef stdout
#undef stderr
#define stdout ent_stdout
#define stderr ent_stderr
#define printf(...) fprintf(ent_stdout, __VA_ARGS__)
#define putchar(c) fputc((c), ent_stdout)
#define puts(text) ((void) (fputs((text), ent_stdout) < 0 || fputc('\n', ent_stdout) < 0))

#endif
