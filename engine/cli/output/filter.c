#include "cli/output/filter.h"

#include "base/utf8.h"
#include "base/visible_text.h"
#include "cli/output/streams.h"

#include <stdbool.h>
#include <string.h>

const char *ent_filter_sequence(char letter)
{
    static const char *const sequence[ENT_CODES] = {[ENT_CODE_OFF] = "\033[0m",
        [ENT_CODE_BOLD] = "\033[1m",
        [ENT_CODE_FAINT] = "\033[2m",
        [ENT_CODE_GREEN] = "\033[32m",
        [ENT_CODE_RED_BOLD] = "\033[1;31m",
        [ENT_CODE_YELLOW_BOLD] = "\033[1;33m",
        [ENT_CODE_CYAN_BOLD] = "\033[1;36m",
        [ENT_CODE_LINE_START] = "\r",
        [ENT_CODE_LINE_CLEAR] = "\033[K"};

    return letter >= 'a' && letter < 'a' + ENT_CODES ? sequence[letter - 'a'] : NULL;
}

/* Whether the bytes are the start of something longer that they do not end: a code of the program, a line end of two
 * characters, or a character. */
static bool is_cut(const ent_filter *self, const char *bytes, size_t length)
{
    size_t shared = length < ENT_FILTER_MARK ? length : ENT_FILTER_MARK;

    if (length <= ENT_FILTER_MARK && memcmp(bytes, self->mark, shared) == 0) {
        return true;
    }
    if (length == 1 && *bytes == '\r') {
        return true;
    }
    return length < ENT_UTF8_LONGEST && ent_utf8_length(bytes, length) == 0 && (unsigned char) *bytes >= 0xC2 &&
           (unsigned char) *bytes <= 0xF4;
}

/* Filters the sequence or character at the start of bytes [length]. Returns its length, and the length of its output in
 * *written. */
static size_t filter_one(const ent_filter *self, const char *bytes, size_t length, char *out, size_t *written)
{
    size_t step;
    const char *sequence = length > ENT_FILTER_MARK && memcmp(bytes, self->mark, ENT_FILTER_MARK) == 0
                               ? ent_filter_sequence(bytes[ENT_FILTER_MARK])
                               : NULL;

    if (sequence != NULL) {
        *written = strlen(sequence);
        memcpy(out, sequence, *written);
        return ENT_FILTER_MARK + 1;
    }
    if (length > 1 && bytes[0] == '\r' && bytes[1] == '\n') { /* a text of a file with such line ends */
        *written = 0;
        return 1;
    }
    *written = ent_visible_character(bytes, length, out, &step);
    return step;
}

/* Filters bytes [length] up to `stop`, behind which nothing begins. Returns where filtering ended. */
static size_t filter_until(const ent_filter *self, const char *bytes, size_t length, size_t stop, bool last, char **out)
{
    size_t at = 0;

    while (at < stop && (last || !is_cut(self, bytes + at, length - at))) {
        size_t written;
        at += filter_one(self, bytes + at, length - at, *out, &written);
        *out += written;
    }
    return at;
}

size_t ent_filter_feed(ent_filter *self, const char *bytes, size_t length, int last, char *out)
{
    char *to = out;
    size_t at = 0;

    if (self->length > 0) { /* the bytes held, with as much of the new bytes as any code or character could need */
        char joined[2 * ENT_FILTER_HELD];
        size_t more = length < ENT_FILTER_HELD ? length : ENT_FILTER_HELD;
        size_t held = self->length;
        memcpy(joined, self->held, held);
        memcpy(joined + held, bytes, more);
        at = filter_until(self, joined, held + more, held, last != 0, &to);
        if (at < held) { /* still cut: all bytes are held */
            memmove(self->held, joined + at, held + more - at);
            self->length = held + more - at;
            return (size_t) (to - out);
        }
        at -= held;
        self->length = 0;
    }
    at += filter_until(self, bytes + at, length - at, length - at, last != 0, &to);
    memcpy(self->held, bytes + at, length - at);
    self->length = length - at;
    return (size_t) (to - out);
}
