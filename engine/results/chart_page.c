#include "results/chart_page.h"

#include "base/utf8.h"
#include "results/chart_words.h"

#include <math.h>
#include <stdarg.h>
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

/* Length of the UTF-8 character at text, 0 where the bytes are none or one that XML excludes. */
static size_t xml_length(const char *text)
{
    uint32_t code;
    size_t n = ent_utf8_decode(text, ENT_UTF8_LONGEST, &code);

    return code == 0xFFFE || code == 0xFFFF ? 0 : n;
}

/* The text between the quotes. Single quotes keep gnuplot from running backquotes and macros, and no text can end
 * them: an apostrophe is written as the typographic one (gnuplot misreads a doubled quote at a string's start). The
 * backslashes keep enhanced mode from reading markup; {} parts a backslash from U+ so that it is no code point. */
static void put_escaped(ent_page *self, const char *text)
{
    for (const unsigned char *c = (const unsigned char *) text; *c != '\0';) {
        size_t n = xml_length((const char *) c);
        if (n == 0) {
            ent_page_put(self, "?");
            n = 1;
        } else if (*c < 0x20 || *c == 0x7F) {
            ent_page_put(self, " ");
        } else if (*c == '\'') {
            ent_page_put(self, "\xE2\x80\x99");
        } else if (*c == '\\') {
            ent_page_put(self, "\\\\{}");
        } else if (strchr("{}^_@&~", *c) != NULL) {
            ent_page_put(self, "\\%c", *c);
        } else {
            ent_page_put(self, "%.*s", (int) n, (const char *) c);
        }
        c += n;
    }
}

void ent_page_quote(ent_page *self, const char *text)
{
    ent_page_put(self, "'");
    put_escaped(self, text);
    ent_page_put(self, "'");
}

static void put_label(ent_page *self, double x, double y, ent_page_type type, const char *bold, const char *rest)
{
    static const char *const align[] = {"left", "center", "right"};

    ent_page_put(self, "set label '");
    if (*bold != '\0') {
        ent_page_put(self, "{/:Bold ");
        put_escaped(self, bold);
        ent_page_put(self, "}");
    }
    put_escaped(self, rest);
    ent_page_put(self, "' at screen X(%.1f), Y(%.1f) %s font type(%g) tc rgb %s front\n", x, y, align[type.align],
        type.size, type.colour);
}

void ent_page_text(ent_page *self, double x, double y, ent_page_type type, const char *text)
{
    if (*text != '\0') {
        put_label(self, x, y, type, type.bold ? text : "", type.bold ? "" : text);
    }
}

void ent_page_text_pair(ent_page *self, double x, double y, ent_page_type type, const char *bold, const char *rest)
{
    put_label(self, x, y, type, bold, rest);
}

double ent_page_leading(double size)
{
    return 1.22 * size;
}

size_t ent_page_block(
    ent_page *self, double x, double y, ent_page_type type, double width, size_t most, int anchor, const char *text)
{
    const char *line[LINES];
    double leading = ent_page_leading(type.size);
    size_t count = ent_words_wrap(text, width, type.size, type.bold, most < LINES ? most : LINES, self->arena, line);
    double first = anchor > 0   ? y
                   : anchor < 0 ? y - (double) (count - 1) * leading
                                : y - (double) (count - 1) * leading / 2;

    if (count == 0) {
        self->failed = 1;
    }
    for (size_t i = 0; i < count; i++) {
        ent_page_text(self, x, first + (double) i * leading, type, line[i]);
    }
    return count;
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
    ent_page_put(
        self, "%s\n# ---- what this chart says, in page units (720 x 480, from the top left corner)\n\n", style);
}

/* Keeps short names in quotation marks on one line: their spaces become no-break spaces. */
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

/* The narrowest width that takes no more lines and no ellipsis, so that a title's two lines are of a length. */
static double balanced(ent_page *self, const char *text, ent_page_type type, double width)
{
    const char *line[LINES];
    size_t lines = ent_words_wrap(text, width, type.size, type.bold, LINES, self->arena, line);

    if (lines != 2) {
        return width;
    }
    while (width > 200 && ent_words_wrap(text, width - 10, type.size, type.bold, LINES, self->arena, line) == 2) {
        width -= 10;
    }
    return width;
}

void ent_page_head(ent_page *self, const char *title, const char *subtitle)
{
    ent_page_type bold = {19, 1, "ink", ENT_PAGE_START};
    ent_page_type plain = {13, 0, "soft", ENT_PAGE_START};
    double width = ENT_PAGE_RIGHT - ENT_PAGE_LEFT;
    const char *kept = keep_names(self, title);
    size_t lines = ent_page_block(self, ENT_PAGE_LEFT, 23, bold, balanced(self, kept, bold, width), 2, 1, kept);
    double y = 23 + (double) lines * ent_page_leading(bold.size);

    lines = ent_page_block(self, ENT_PAGE_LEFT, y, plain, width, 2, 1, subtitle);
    self->top = y + (double) lines * ent_page_leading(plain.size) + 12;
}

void ent_page_foot(ent_page *self, const char *marks, const char *source)
{
    ent_page_type type = {10, 0, "muted", ENT_PAGE_START};
    double width = ENT_PAGE_RIGHT - ENT_PAGE_LEFT;

    ent_page_block(self, ENT_PAGE_LEFT, 452, type, width, 2, -1, marks);
    ent_page_block(self, ENT_PAGE_LEFT, 465, type, width, 1, 1, source);
}

void ent_page_frame(ent_page *self, double left, double right, double top, double bottom)
{
    ent_page_put(self, "left = %.1f; right = %.1f; top = %.1f; bottom = %.1f\n", left, right, top, bottom);
}

/* A tic label is a number format, in which a percent sign is written twice. */
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
    ent_page_put(self, "\n# ---- how it is drawn\n\n%s", drawing);
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
