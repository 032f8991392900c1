#include "charts/layout/page.h"

#include "base/utf8.h"
#include "base/visible_text.h"
#include "charts/layout/text_metrics.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

enum { LINES = 6 };

void ent_page_put(ent_page *self, const char *format, ...)
{
    va_list args;
    int written;

    va_start(args, format);
    written = vfprintf(self->file, format, args);
    va_end(args);
    self->failed |= written < 0;
}

void ent_page_number(ent_page *self, double value)
{
    if (isfinite(value)) {
        ent_page_put(self, " %.7g", value);
    } else {
        ent_page_put(self, " NaN");
    }
}

/* Number of bytes of the UTF-8 character at text; 0 for other bytes and for U+FFFE and U+FFFF, which XML forbids. */
static size_t character_length(const char *text)
{
    uint32_t code;
    size_t n = ent_utf8_decode(text, ENT_UTF8_LONGEST, &code);

    return code == 0xFFFE || code == 0xFFFF ? 0 : n;
}

/* In place of characters that no font has. */
#define MISSING "[?]"

/* Whether the character at c is replaced, as the first one or, after such a one, as part of it: a variant of a
 * character, or two joined. */
static bool is_replaced(ent_page *self, const char *c, bool after)
{
    static const char variant[] = "\xEF\xB8\x8F", joiner[] = "\xE2\x80\x8D";

    if (self->cover == NULL) {
        return false;
    }
    if (after && (strncmp(c, variant, 3) == 0 || strncmp(c, joiner, 3) == 0)) {
        return true;
    }
    return !ent_font_cover_has(self->cover, c, self->arena);
}

/* The text in place of a hidden character: a blank for a control character, as for a line end or a tab, nothing for a
 * mark of direction. NULL: it is not hidden, or an isolate, which ent_chart_text_isolated puts around names. */
static const char *hidden_as(const char *c)
{
    uint32_t code;

    (void) ent_utf8_decode(c, ENT_UTF8_LONGEST, &code);
    if (code == 0x2068 || code == 0x2069) {
        return NULL;
    }
    return ent_is_direction_mark(code) || code == 0xFEFF                               ? ""
           : ent_is_hidden(code) || code == (unsigned) '\n' || code == (unsigned) '\t' ? " "
                                                                                       : NULL;
}

/* Writes text for a string in single quotes, in which gnuplot expands neither backquotes nor macros. An apostrophe
 * becomes a typographic one, so that no text ends the string (gnuplot misreads a doubled quote at its start).
 * Backslashes escape the markup of enhanced mode; {} separates a backslash from U+, which would begin a code point, and
 * ]] from >, which gnuplot does not escape and which XML forbids in one piece of text. */
static void put_escaped(ent_page *self, const char *text)
{
    bool replaced = false;
    size_t brackets = 0; /* directly before */

    for (const char *c = text; *c != '\0';) {
        size_t n = character_length(c);
        const char *instead = n > 0 ? hidden_as(c) : NULL;
        bool had = replaced;
        replaced = n > 1 && instead == NULL && is_replaced(self, c, had);
        if (instead != NULL) {
            ent_page_put(self, "%s", instead);
        } else if (replaced) {
            ent_page_put(self, "%s", had ? "" : MISSING);
        } else if (n == 0) {
            ent_page_put(self, "?");
            n = 1;
        } else if (*c == '>' && brackets > 1) {
            ent_page_put(self, "{}>");
        } else if (*c == '\'') {
            ent_page_put(self, "\xE2\x80\x99");
        } else if (*c == '\\') {
            ent_page_put(self, "\\\\{}");
        } else if (strchr("{}^_@&~", *c) != NULL) {
            ent_page_put(self, "\\%c", *c);
        } else {
            ent_page_put(self, "%.*s", (int) n, c);
        }
        brackets = *c == ']' ? brackets + 1 : instead != NULL && *instead == '\0' ? brackets : 0;
        c += n;
    }
}

void ent_page_quote(ent_page *self, const char *text)
{
    ent_page_put(self, "'");
    put_escaped(self, text);
    ent_page_put(self, "'");
}

/* A line of a text that was broken inside a name written from the right: the isolate around the part is closed. */
static const char *closed(ent_page *self, const char *line)
{
    static const char open[] = "\xE2\x81\xA8", close[] = "\xE2\x81\xA9";
    size_t depth = 0, missing = 0;
    const char *text;

    for (const char *c = line; *c != '\0'; c++) {
        if (strncmp(c, open, 3) == 0) {
            depth++;
        } else if (strncmp(c, close, 3) == 0) {
            missing += depth == 0 ? 1 : 0;
            depth -= depth > 0 ? 1 : 0;
        }
    }
    if (depth == 0 && missing == 0) {
        return line;
    }
    text = ent_arena_printf(self->arena, "%s%s%s", missing > 0 ? open : "", line, depth > 0 ? close : "");
    return text != NULL ? text : line;
}

/* font: the gnuplot function that gives the font of a size, `type` or `title_type`. */
static void put_label(
    ent_page *self, double x, double y, ent_page_type type, const char *font, const char *bold, const char *rest)
{
    static const char *const align[] = {"left", "center", "right"};

    bold = closed(self, bold);
    rest = closed(self, rest);
    ent_page_put(self, "set label '");
    if (ent_chart_text_is_from_right(bold) || ent_chart_text_is_from_right(rest)) {
        ent_page_put(self, "\xE2\x80\x8E"); /* the mark from left to right: Pango looks into isolates for the base */
    }
    if (*bold != '\0') {
        ent_page_put(self, "{/:Bold ");
        put_escaped(self, bold);
        ent_page_put(self, "}");
    }
    put_escaped(self, rest);
    ent_page_put(self, "' at screen X(%.1f), Y(%.1f) %s font %s(%g) tc rgb %s front\n", x, y, align[type.align], font,
        type.size, type.colour);
}

static void put_line(ent_page *self, double x, double y, ent_page_type type, const char *font, const char *text)
{
    if (*text != '\0') {
        put_label(self, x, y, type, font, type.bold ? text : "", type.bold ? "" : text);
    }
}

void ent_page_text(ent_page *self, double x, double y, ent_page_type type, const char *text)
{
    put_line(self, x, y, type, "type", text);
}

void ent_page_text_pair(ent_page *self, double x, double y, ent_page_type type, const char *bold, const char *rest)
{
    put_label(self, x, y, type, "type", bold, rest);
}

double ent_page_leading(double size)
{
    return 1.22 * size;
}

static size_t put_block(ent_page *self, double x, double y, ent_page_type type, const char *font, double width,
    size_t most, int anchor, const char *text)
{
    const char *line[LINES];
    double leading = ent_page_leading(type.size);
    size_t count =
        ent_chart_text_wrap(text, width, type.size, type.bold, most < LINES ? most : LINES, self->arena, line);
    double first = anchor > 0   ? y
                   : anchor < 0 ? y - (double) (count - 1) * leading
                                : y - (double) (count - 1) * leading / 2;

    if (count == 0) {
        self->failed = 1;
    }
    for (size_t i = 0; i < count; i++) {
        put_line(self, x, first + (double) i * leading, type, font, line[i]);
    }
    return count;
}

size_t ent_page_block(
    ent_page *self, double x, double y, ent_page_type type, double width, size_t most, int anchor, const char *text)
{
    return put_block(self, x, y, type, "type", width, most, anchor, text);
}

void ent_page_line(ent_page *self, double x0, double y0, double x1, double y1, const char *colour)
{
    ent_page_put(self,
        "set arrow from screen X(%.1f), Y(%.1f) to screen X(%.1f), Y(%.1f) nohead lw 0.75 lc rgb %s back\n", x0, y0, x1,
        y1, colour);
}

void ent_page_begin(ent_page *self, const char *style)
{
    ent_page_put(self, "# Redraw with: gnuplot %s.gp\n", self->name);
    ent_page_put(self, "# or, as PNG or PDF: gnuplot -e \"format='png'\" %s.gp\n\n", self->name);
    ent_page_put(self, "chart = '%s'\n\n", self->name);
    ent_page_put(self, "%s\n# The title: its first font family marks it in SVG.\n", style);
    ent_page_put(self, "title_type(size) = (format eq 'svg' ? '" ENT_PAGE_TITLE_MARK "&#44; ' : '').type(size)\n\n");
    ent_page_put(self, "# ---- texts and numbers, in page units (720 x 480, from the top left corner)\n\n");
}

/* Replaces the spaces in names of under 30 bytes in quotation marks by no-break spaces, so that they stay on one line.
 */
static const char *keep_names(ent_page *self, const char *text)
{
    static const char open[] = "\xE2\x80\x9C", close[] = "\xE2\x80\x9D", no_break[] = "\xC2\xA0";
    char *copy = ent_arena_alloc(self->arena, 2 * strlen(text) + 1);
    size_t out = 0;
    const char *end = text;

    if (copy == NULL) {
        return text;
    }
    for (; *text != '\0'; text++) {
        if (strncmp(text, open, 3) == 0) {
            const char *stop = strstr(text, close);
            end = stop != NULL && stop - text < 30 ? stop : text;
        }
        if (*text == ' ' && text < end) {
            copy[out++] = no_break[0];
            copy[out++] = no_break[1];
        } else {
            copy[out++] = *text;
        }
    }
    copy[out] = '\0';
    return copy;
}

/* The narrowest width at which a text of two lines has no third line: its lines are then of about equal length. */
static double balanced(ent_page *self, const char *text, ent_page_type type, double width)
{
    const char *line[LINES];
    size_t lines = ent_chart_text_wrap(text, width, type.size, type.bold, LINES, self->arena, line);

    if (lines != 2) {
        return width;
    }
    while (width > 200 && ent_chart_text_wrap(text, width - 10, type.size, type.bold, LINES, self->arena, line) == 2) {
        width -= 10;
    }
    return width;
}

/* A title begins with a capital, whatever name it begins with, but for a function: "mean(cost)". */
static const char *capitalised(ent_page *self, const char *title)
{
    char *copy = ent_arena_strdup(self->arena, title);

    if (copy == NULL) {
        return title;
    }
    if (copy[strcspn(copy, " (")] != '(' && copy[0] >= 'a' && copy[0] <= 'z' && !(copy[1] >= 'A' && copy[1] <= 'Z')) {
        copy[0] = (char) (copy[0] - 'a' + 'A');
    }
    return copy;
}

void ent_page_head(ent_page *self, const char *title, const char *subtitle)
{
    ent_page_type bold = {19, 1, "ink", ENT_PAGE_START};
    ent_page_type plain = {13, 0, "soft", ENT_PAGE_START};
    double width = ENT_PAGE_RIGHT - ENT_PAGE_LEFT;
    const char *kept = keep_names(self, capitalised(self, title));
    size_t lines =
        put_block(self, ENT_PAGE_LEFT, 23, bold, "title_type", balanced(self, kept, bold, width), 2, 1, kept);
    double y = 23 + (double) lines * ent_page_leading(bold.size);

    lines = ent_page_block(self, ENT_PAGE_LEFT, y, plain, width, 2, 1, subtitle);
    self->top = y + (double) lines * ent_page_leading(plain.size) + 12;
}

void ent_page_foot(ent_page *self, const char *marks, const char *source)
{
    ent_page_type type = {10, 0, "muted", ENT_PAGE_START};
    double width = ENT_PAGE_RIGHT - ENT_PAGE_LEFT;

    ent_page_block(self, ENT_PAGE_LEFT, 452, type, width, 3, -1, marks);
    ent_page_block(self, ENT_PAGE_LEFT, 465, type, width, 1, 1, source);
}

void ent_page_frame(ent_page *self, double left, double right, double top, double bottom)
{
    ent_page_put(self, "left = %.1f; right = %.1f; top = %.1f; bottom = %.1f\n", left, right, top, bottom);
}

/* Doubles percent signs: gnuplot reads the label of a tic as a number format. */
static const char *double_percents(ent_page *self, const char *text)
{
    char *copy = ent_arena_alloc(self->arena, 2 * strlen(text) + 1);
    size_t n = 0;

    if (copy == NULL) {
        self->failed = 1;
        return "";
    }
    for (; *text != '\0'; text++) {
        copy[n++] = *text;
        if (*text == '%') {
            copy[n++] = '%';
        }
    }
    copy[n] = '\0';
    return copy;
}

void ent_page_tics(ent_page *self, const char *axis, const double *at, const char *const *label, size_t count)
{
    ent_page_put(self, "set %s (", axis);
    for (size_t i = 0; i < count; i++) {
        ent_page_put(self, i == 0 ? "'" : ", '");
        put_escaped(self, double_percents(self, label[i]));
        ent_page_put(self, "' %.9g", at[i]);
    }
    ent_page_put(self, ")\n");
}

void ent_page_end(ent_page *self, const char *drawing)
{
    ent_page_put(self, "\n# ---- drawing commands\n\n%s", drawing);
}

size_t ent_page_ticks(double low, double high, double wanted, double *at, size_t room)
{
    static const double nice[] = {1, 2, 2.5, 5, 10};
    double raw = (high - low) / wanted;
    double power = pow(10, floor(log10(raw > 0 ? raw : 1)));
    double step = 10 * power;
    size_t count = 0;

    for (size_t i = sizeof(nice) / sizeof(nice[0]); i-- > 0;) {
        if (nice[i] * power >= raw * 0.999) {
            step = nice[i] * power;
        }
    }
    for (double value = floor(low / step + 1e-9) * step; count < room; value += step) {
        at[count++] = fabs(value) < step * 1e-9 ? 0 : value;
        if (value >= high - step * 1e-9) {
            break;
        }
    }
    return count;
}
