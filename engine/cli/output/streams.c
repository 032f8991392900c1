#define _GNU_SOURCE /* fopencookie, getrandom; NOLINT(bugprone-reserved-identifier) */
#include "cli/output/streams.h"

#include "base/status.h"
#include "base/visible_text.h"
#include "cli/output/filter.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#ifdef ENT_CLI_OUTPUT_LIBC_STREAMS_H
FILE *ent_stdout, *ent_stderr;

__attribute__((constructor)) static void use_libc_streams(void)
{
    ent_stdout = ent_libc_stdout();
    ent_stderr = ent_libc_stderr();
}
#endif

/* A stream behind the filter. */
typedef struct filtered {
    ent_filter filter;
    FILE *stream; /* NULL: not open */
    int descriptor;
} filtered;

static filtered output, errors;
static char code_text[ENT_CODES][ENT_FILTER_MARK + 2]; /* mark, letter */

/* The whole of bytes to a descriptor. */
static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t) written : 0;
    }
    return true;
}

/* Filters and writes bytes, a piece at a time so that no memory is asked for. */
static bool pass(filtered *self, const char *bytes, size_t length, bool last)
{
    enum { PIECE = 2048 };
    char out[ENT_VISIBLE_LONGEST * (ENT_FILTER_HELD + PIECE)];
    bool written = true;

    do {
        size_t piece = length < PIECE ? length : PIECE;
        size_t made = ent_filter_feed(&self->filter, bytes, piece, last && piece == length ? 1 : 0, out);
        written = write_all(self->descriptor, out, made);
        bytes += piece;
        length -= piece;
    } while (length > 0 && written);
    return written;
}

/* As fopencookie wants it: the number of bytes taken, 0 after an error. */
static ssize_t write_filtered(void *cookie, const char *bytes, size_t length)
{
    return pass(cookie, bytes, length, false) ? (ssize_t) length : 0;
}

/* Marks are 64 random bits: no scenario can forge one. */
static void draw_mark(void)
{
    uint64_t bits = 0;

    if (getrandom(&bits, sizeof(bits), 0) != (ssize_t) sizeof(bits)) {
        struct timespec now = {0};
        (void) clock_gettime(CLOCK_REALTIME, &now);
        bits = (uint64_t) now.tv_nsec * 0x9E3779B97F4A7C15U ^ (uint64_t) getpid() << 32U ^ (uintptr_t) &bits;
    }
    for (size_t i = 0; i < ENT_CODES; i++) {
        (void) snprintf(code_text[i], sizeof(code_text[i]), "\033%016llx%c", (unsigned long long) bits, 'a' + (int) i);
    }
}

static FILE *open_filtered(filtered *self, int descriptor, int buffering)
{
    *self = (filtered){.filter = {.mark = code_text[0]}, .descriptor = descriptor};
    self->stream = fopencookie(self, "w", (cookie_io_functions_t){.write = write_filtered});
    if (self->stream != NULL) {
        (void) setvbuf(self->stream, NULL, buffering, BUFSIZ);
    }
    return self->stream;
}

int ent_streams_open(void)
{
    FILE *made_output, *made_errors;

    draw_mark();
    made_output = open_filtered(&output, STDOUT_FILENO, isatty(STDOUT_FILENO) != 0 ? _IOLBF : _IOFBF);
    made_errors = open_filtered(&errors, STDERR_FILENO, _IONBF);
    if (made_output == NULL || made_errors == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    stdout = made_output;
    stderr = made_errors;
    return ENT_OK;
}

void ent_streams_close(void)
{
    filtered *const each[] = {&output, &errors};

    for (size_t i = 0; i < 2; i++) {
        if (each[i]->stream != NULL) {
            (void) fflush(each[i]->stream);
            (void) pass(each[i], "", 0, true);
        }
    }
}

const char *ent_code_text(ent_code code)
{
    return output.stream != NULL ? code_text[code] : ent_filter_sequence((char) ('a' + (int) code));
}

const char *ent_code_if(int wanted, ent_code code)
{
    return wanted ? ent_code_text(code) : "";
}

const char *ent_line(const char *text)
{
    static ent_arena arena[8];
    static size_t next;
    ent_arena *own = &arena[next++ % 8];
    const char *line = NULL;

    if (strchr(text, '\n') == NULL) {
        return text;
    }
    ent_arena_free(own);
    line = ent_visible_text(text, true, own);
    return line != NULL ? line : "";
}

int ent_stream_descriptor(FILE *stream)
{
    return stream == output.stream ? STDOUT_FILENO : stream == errors.stream ? STDERR_FILENO : fileno(stream);
}
