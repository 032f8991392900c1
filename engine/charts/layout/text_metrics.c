#include "charts/layout/text_metrics.h"

#include "base/utf8.h"
#include "base/visible_text.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Advance widths of Lato 2.0 in thousandths of the type size, from the space to the tilde. */
static const short REGULAR[95] = {256, 269, 370, 580, 580, 802, 712, 204, 267, 267, 425, 580, 227, 372, 236, 452, 580,
    580, 580, 580, 580, 580, 580, 580, 580, 580, 250, 262, 580, 580, 580, 448, 836, 677, 646, 668, 760, 578, 566, 730,
    764, 280, 422, 662, 514, 928, 764, 800, 600, 800, 626, 542, 590, 736, 677, 1036, 649, 624, 602, 306, 452, 306, 580,
    459, 400, 497, 560, 478, 560, 528, 350, 520, 558, 240, 240, 508, 236, 822, 558, 567, 560, 560, 364, 433, 358, 558,
    516, 786, 498, 516, 452, 301, 250, 301, 580};
static const short BOLD[95] = {243, 281, 396, 580, 580, 820, 724, 212, 274, 274, 425, 580, 238, 373, 238, 466, 580, 580,
    580, 580, 580, 580, 580, 580, 580, 580, 258, 270, 580, 580, 580, 460, 844, 694, 658, 662, 760, 575, 566, 726, 770,
    296, 430, 686, 520, 945, 770, 808, 619, 808, 643, 548, 600, 742, 694, 1051, 670, 648, 606, 314, 466, 314, 580, 466,
    400, 508, 568, 482, 568, 534, 358, 528, 564, 254, 254, 534, 248, 838, 564, 574, 568, 568, 373, 440, 372, 564, 528,
    802, 522, 528, 460, 306, 261, 306, 580};

/* Advance widths of characters outside ASCII: letters, and scripts of full width. */
enum { OTHER_WIDTH = 600, WIDE_WIDTH = 1000 };
static const double ALLOWANCE = 1.2; /* allows for a wider font where Lato is not installed */

/* Number of bytes of the first character; *width: its advance width in thousandths of the type size. */
static size_t step(const char *text, double *width, int bold)
{
    unsigned char c = (unsigned char) *text;

    if (c >= 0x20 && c < 0x7F) {
        *width = bold ? BOLD[c - 0x20] : REGULAR[c - 0x20];
        return 1;
    }
    if (strncmp(text, "\xE2\x81\xA8", 3) == 0 || strncmp(text, "\xE2\x81\xA9", 3) == 0) {
        *width = 0; /* isolates */
        return 3;
    }
    *width = c >= 0xE3 ? WIDE_WIDTH : c == 0xC2 && (unsigned char) text[1] == 0xA0 ? REGULAR[0] : OTHER_WIDTH;
    return ent_utf8_step(text, ENT_UTF8_LONGEST);
}

static double span_width(const char *text, size_t length, double size, int bold)
{
    double sum = 0;
    double width;

    for (size_t i = 0; i < length && text[i] != '\0'; i += step(text + i, &width, bold), sum += width) {
        width = 0;
    }
    return sum * size / 1000 * ALLOWANCE;
}

bool ent_chart_text_is_from_right(const char *text)
{
    while (*text != '\0') {
        uint32_t code = 0;
        size_t n = ent_utf8_decode(text, ENT_UTF8_LONGEST, &code);
        if ((code >= 0x0590 && code <= 0x08FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
            (code >= 0xFE70 && code <= 0xFEFC) || (code >= 0x10800 && code <= 0x10FFF) ||
            (code >= 0x1E800 && code <= 0x1EFFF)) {
            return true;
        }
        text += n > 0 ? n : 1;
    }
    return false;
}

/* A copy without marks of direction. */
static const char *without_marks(const char *name, ent_arena *arena)
{
    char *copy = ent_arena_strdup(arena, name);
    size_t length = 0;

    while (copy != NULL && *name != '\0') {
        uint32_t code;
        size_t step = ent_utf8_decode(name, ENT_UTF8_LONGEST, &code);
        size_t kept = step > 0 && ent_is_direction_mark(code) ? 0 : step > 0 ? step : 1;
        memcpy(copy + length, name, kept);
        length += kept;
        name += step > 0 ? step : 1;
    }
    if (copy != NULL) {
        copy[length] = '\0';
    }
    return copy;
}

/* Whether a text has a character outside ASCII: marks and letters from the right are. */
static bool is_beyond_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char) *text < 0x80) {
        text++;
    }
    return *text != '\0';
}

const char *ent_chart_text_isolated(const char *name, ent_arena *arena)
{
    const char *plain = is_beyond_ascii(name) ? without_marks(name, arena) : name;

    return plain != NULL && ent_chart_text_is_from_right(plain)
               ? ent_arena_printf(arena, "\xE2\x81\xA8%s\xE2\x81\xA9", plain)
               : plain;
}

double ent_chart_text_width(const char *text, double size, int bold)
{
    return span_width(text, strlen(text), size, bold);
}

/* Number of bytes of text that fit with an ellipsis after them. */
static size_t fit_with_ellipsis(const char *text, double width, double size, int bold)
{
    double room = width - ent_chart_text_width("\xE2\x80\xA6", size, bold);
    size_t n = 0;
    double one;

    while (text[n] != '\0') {
        size_t next = n + step(text + n, &one, bold);
        if (span_width(text, next, size, bold) > room) {
            break;
        }
        n = next;
    }
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == ',')) {
        n--;
    }
    return n;
}

/* The end of a text that is kept when its middle is cut: the words in the last 40% of the width, or one word's end. */
static const char *kept_end(const char *text, double width, double size, int bold)
{
    const char *end = text;
    const char *word;
    double one;

    while (*end != '\0' && ent_chart_text_width(end, size, bold) > 0.4 * width) {
        end += step(end, &one, bold);
    }
    word = strchr(end, ' ');
    return end > text && end[-1] != ' ' && word != NULL && word[1] != '\0' ? word + 1 : end;
}

/* A last line for all of a text that does not fit: its middle is cut, since names that begin alike differ at the end.
 */
static const char *cut_middle(const char *text, double width, double size, int bold, ent_arena *arena)
{
    const char *end = kept_end(text, width, size, bold);
    size_t n = fit_with_ellipsis(text, width - ent_chart_text_width(end, size, bold), size, bold);

    return ent_arena_printf(arena, "%.*s\xE2\x80\xA6%s", (int) n, text, end);
}

/* Number of bytes of the first line: up to the last space, or hyphen within words, that fits. 0: the first word is
 * wider than the line. */
static size_t first_line(const char *text, double width, double size, int bold)
{
    size_t last = 0;

    for (size_t i = 1;; i++) {
        int can = text[i] == '\0' || text[i] == ' ' || (text[i - 1] == '-' && isalpha((unsigned char) text[i]));
        if (can && span_width(text, i, size, bold) > width) {
            return last;
        }
        if (can) {
            last = i;
        }
        if (text[i] == '\0') {
            return last;
        }
    }
}

size_t ent_chart_text_wrap(
    const char *text, double width, double size, int bold, size_t most, ent_arena *arena, const char **line)
{
    size_t count = 0;

    while (*text == ' ') {
        text++;
    }
    do {
        size_t n = *text == '\0' ? 0 : first_line(text, width, size, bold);
        if (*text != '\0' && (n == 0 || (count + 1 == most && text[n] != '\0'))) {
            bool last = count + 1 == most;
            n = fit_with_ellipsis(text, width, size, bold);
            line[count] = last ? cut_middle(text, width, size, bold, arena)
                               : ent_arena_printf(arena, "%.*s\xE2\x80\xA6", (int) n, text);
            text = last ? "" : text + strcspn(text + n, " ") + n;
        } else {
            line[count] = ent_arena_strndup(arena, text, n);
            text += n;
        }
        if (line[count++] == NULL) {
            return 0;
        }
        text += strspn(text, " ");
    } while (*text != '\0' && count < most);
    return count;
}
