#include "settings/tables/cell_spelling.h"

#include "base/status.h"
#include "base/utf8.h"
#include "distribution/kinds.h"
#include "formula/vocabulary.h"

#include <stdarg.h>
#include <string.h>

enum {
    DEPTH = 64, /* brackets followed; deeper ones are those of the 64th */
    SIGNS = 16  /* most separators of one number */
};

/* What stands between two brackets. */
typedef enum brackets {
    PLAIN,    /* at most one argument: a comma can be no separator */
    COUNTED,  /* of a function whose number of arguments is known, two or more: a comma too many is an error of the
                 formula */
    UNCOUNTED /* of a function with any number of arguments, or of a list: a comma in a number would add one */
} brackets;

typedef struct rewriting {
    ent_spelling *result;
    const ent_mapped_text *cell;
    ent_number_style style;
    ent_arena *arena;
    char *out; /* [cell->length + 1] */
    uint32_t *map;
    size_t length; /* of out */
    size_t at;     /* in the cell */
    brackets inside[DEPTH];
    size_t depth;
    bool no_memory;
} rewriting;

/* A number in a cell: groups of digits with a separator between each two. */
typedef struct number {
    size_t start, end;       /* bytes [start, end) of the cell, without exponent and suffix */
    size_t sign_at[SIGNS];   /* where each separator begins */
    size_t digits_at[SIGNS]; /* where the group behind it begins */
    char sign[SIGNS];        /* '.', ',' or ' ' for blanks and apostrophes */
    size_t signs;
} number;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

static size_t digits_from(const ent_mapped_text *cell, size_t at)
{
    size_t n = 0;

    while (at + n < cell->length && is_digit(cell->text[at + n])) {
        n++;
    }
    return n;
}

static const char *print(rewriting *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

static const char *print(rewriting *self, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    self->no_memory = self->no_memory || text == NULL;
    return text != NULL ? text : "";
}

static void refuse(rewriting *self, size_t from, size_t to, const char *message, const char *help)
{
    if (self->result->error.message == NULL) {
        self->result->error =
            (ent_spelling_error){.offset = from, .length = to - from, .message = message, .help = help};
    }
}

/* Writes `c` for bytes [from, to) of the cell. */
static void put(rewriting *self, char c, size_t from, size_t to)
{
    self->out[self->length] = c;
    self->map[2 * self->length] = self->cell->map[2 * from];
    self->map[2 * self->length + 1] = self->cell->map[2 * to - 1];
    self->length++;
}

static void copy(rewriting *self, size_t to)
{
    for (; self->at < to; self->at++) {
        put(self, self->cell->text[self->at], self->at, self->at + 1);
    }
}

/* --- reading a number --------------------------------------------------------------------------------------------- */

/* Returns the length of a separator at `at`, and its kind; 0 for none. */
static size_t sign_at(const rewriting *self, size_t at, char *kind)
{
    const char *text = self->cell->text + at;
    size_t left = self->cell->length - at;
    size_t blank = left > 0 && *text != '\t' ? ent_sheet_blank(text, left) : 0;

    *kind = ' ';
    if (left == 0 || blank > 0) {
        return blank;
    }
    if (*text == '.' || (*text == ',' && self->inside[self->depth] == PLAIN)) {
        *kind = *text;
        return 1;
    }
    if (*text == '\'') {
        return 1;
    }
    return left >= 3 && memcmp(text, "\xE2\x80\x99", 3) == 0 ? 3 : 0; /* the apostrophe of Switzerland */
}

/* Reads the number that begins at a digit. A blank or an apostrophe belongs to it only before exactly three digits. */
static number read_number(const rewriting *self)
{
    number read = {.start = self->at, .end = self->at + digits_from(self->cell, self->at)};

    while (read.signs < SIGNS) {
        char kind;
        size_t length = sign_at(self, read.end, &kind);
        size_t digits = length > 0 ? digits_from(self->cell, read.end + length) : 0;
        if (digits == 0 || (kind == ' ' && digits != 3)) {
            break;
        }
        read.sign_at[read.signs] = read.end;
        read.digits_at[read.signs] = read.end + length;
        read.sign[read.signs++] = kind;
        read.end += length + digits;
    }
    return read;
}

/* True where the first `count` separators can be those of thousands: one to three digits, no zero in front, then
 * groups of three. */
static bool are_thousands(const rewriting *self, const number *read, size_t count)
{
    size_t first = read->sign_at[0] - read->start;

    if (first < 1 || first > 3 || self->cell->text[read->start] == '0') {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (read->sign[i] != read->sign[0] || digits_from(self->cell, read->digits_at[i]) != 3) {
            return false;
        }
    }
    return true;
}

/* The suffix behind a number, for messages: "%", "k"; "" for none. */
static const char *suffix_of(rewriting *self, size_t end)
{
    const ent_mapped_text *cell = self->cell;
    size_t blank;

    while (end < cell->length && (blank = ent_sheet_blank(cell->text + end, cell->length - end)) > 0) {
        end += blank;
    }
    if (end < cell->length && strchr("%kMB", cell->text[end]) != NULL &&
        (end + 1 >= cell->length || !is_word(cell->text[end + 1]))) {
        return print(self, "%c", cell->text[end]);
    }
    return "";
}

/* Digits [start, middle) and the three from `rest` as a decimal that no reader takes for thousands: "1.25", "10",
 * "1.2340". */
static const char *decimal_of(rewriting *self, size_t start, size_t middle, size_t rest)
{
    const char *text = self->cell->text;
    size_t digits = 3;

    while (digits > 0 && text[rest + digits - 1] == '0') {
        digits--;
    }
    return print(self, "%.*s%s%.*s%s", (int) (middle - start), text + start, digits > 0 ? "." : "", (int) digits,
        text + rest, digits == 3 ? "0" : "");
}

/* Refuses a number whose only separator stands before three digits. */
static void refuse_ambiguous(rewriting *self, const number *read)
{
    const char *text = self->cell->text;
    int whole = (int) (read->sign_at[0] - read->start);
    const char *suffix = suffix_of(self, read->end);
    const char *decimal = decimal_of(self, read->start, read->sign_at[0], read->digits_at[0]);

    refuse(self, read->start, read->end,
        print(self, "`%.*s` is ambiguous: %.*s%.3s%s with a separator of thousands, or %s%s with a decimal %s",
            (int) (read->end - read->start), text + read->start, whole, text + read->start, text + read->digits_at[0],
            suffix, decimal, suffix, read->sign[0] == ',' ? "comma" : "point"),
        print(self, "write %.*s%.3s%s or %s%s", whole, text + read->start, text + read->digits_at[0], suffix, decimal,
            suffix));
}

/* --- writing a number --------------------------------------------------------------------------------------------- */

/* Copies a number with its first `thousands` separators left out, and the next one, if any, as a point. */
static void write_number(rewriting *self, const number *read, size_t thousands)
{
    for (size_t i = 0; i < read->signs; i++) {
        copy(self, read->sign_at[i]);
        if (i >= thousands) {
            put(self, '.', read->sign_at[i], read->digits_at[i]);
        }
        self->at = read->digits_at[i];
    }
    copy(self, read->end);
}

/* True before an exponent, as in 1.234E+05: such a number has no thousands. */
static bool has_exponent(const rewriting *self, size_t end)
{
    const ent_mapped_text *cell = self->cell;

    if (end >= cell->length || (cell->text[end] != 'e' && cell->text[end] != 'E')) {
        return false;
    }
    end++;
    end += end < cell->length && (cell->text[end] == '+' || cell->text[end] == '-') ? 1 : 0;
    return digits_from(cell, end) > 0;
}

static void rewrite_one_sign(rewriting *self, const number *read)
{
    char sign = read->sign[0];
    bool thousands = are_thousands(self, read, 1) && !has_exponent(self, read->end);

    if (sign == ' ') {
        if (thousands) {
            write_number(self, read, 1);
        } else {
            copy(self, read->end);
        }
        return;
    }
    if (thousands && (sign == ',' || self->style.point_groups)) {
        refuse_ambiguous(self, read);
    }
    self->result->decimal_comma = self->result->decimal_comma || (sign == ',' && !thousands);
    write_number(self, read, 0);
}

/* Two separators or more: thousands, and perhaps another sign before the decimals. Anything else stays as it is, and is
 * no number for the formula either. */
static void rewrite_many_signs(rewriting *self, const number *read)
{
    size_t last = read->signs - 1;
    bool decimals = read->sign[last] != read->sign[0] && read->sign[last] != ' ';

    if (!are_thousands(self, read, decimals ? last : read->signs)) {
        copy(self, read->end);
        return;
    }
    self->result->decimal_comma =
        self->result->decimal_comma || read->sign[0] == '.' || (decimals && read->sign[last] == ',');
    write_number(self, read, decimals ? last : read->signs);
}

/* Refuses `10,5` and the like where a comma that separates and one of decimals would both give a valid formula. */
static void check_comma(rewriting *self, const number *read)
{
    const ent_mapped_text *cell = self->cell;
    size_t comma = read->end;
    size_t first = comma - read->start;
    size_t digits = comma < cell->length && cell->text[comma] == ',' ? digits_from(cell, comma + 1) : 0;
    size_t end = comma + 1 + digits;
    bool thousands = digits == 3 && first <= 3 && cell->text[read->start] != '0';

    if (digits == 0 || read->signs > 0 || self->inside[self->depth] != UNCOUNTED ||
        (end < cell->length && cell->text[end] == '.') || !(thousands || self->style.comma_decimals)) {
        return;
    }
    refuse(self, read->start, end,
        print(self, "`%.*s` is ambiguous: two numbers, or one with a %s", (int) (end - read->start),
            cell->text + read->start, thousands ? "separator of thousands" : "decimal comma"),
        print(self, "write `%.*s, %.*s` for two numbers, `%.*s%s%.*s` for one", (int) first, cell->text + read->start,
            (int) digits, cell->text + comma + 1, (int) first, cell->text + read->start, thousands ? "" : ".",
            (int) digits, cell->text + comma + 1));
}

/* Leaves out blanks between a number and its per cent sign. */
static void skip_to_percent(rewriting *self)
{
    const ent_mapped_text *cell = self->cell;
    size_t at = self->at;
    size_t blank;

    while (at < cell->length && (blank = ent_sheet_blank(cell->text + at, cell->length - at)) > 0) {
        at += blank;
    }
    if (at < cell->length && cell->text[at] == '%') {
        self->at = at;
    }
}

static void rewrite_number(rewriting *self)
{
    number read = read_number(self);

    if (read.signs == 1) {
        rewrite_one_sign(self, &read);
    } else if (read.signs > 1 && read.signs < SIGNS) {
        rewrite_many_signs(self, &read);
    } else {
        copy(self, read.end);
    }
    check_comma(self, &read);
    skip_to_percent(self);
}

/* --- everything else ---------------------------------------------------------------------------------------------- */

static brackets brackets_of(const char *word, size_t length)
{
    ent_word found = ent_word_find(word, length);
    const ent_callable *call = found.kind == ENT_WORD_FUNCTION       ? &ent_functions[found.index]
                               : found.kind == ENT_WORD_DISTRIBUTION ? &ent_distributions[found.index]->call
                                                                     : NULL;

    if (call == NULL || call->most == 1) {
        return PLAIN;
    }
    return call->least == call->most ? COUNTED : UNCOUNTED;
}

static void open_bracket(rewriting *self, brackets inside)
{
    copy(self, self->at + 1);
    if (self->depth + 1 < DEPTH) {
        self->depth++;
    }
    self->inside[self->depth] = inside;
}

/* Copies a word, and the bracket of the call that it begins. */
static void copy_word(rewriting *self)
{
    const ent_mapped_text *cell = self->cell;
    size_t start = self->at;
    size_t end = start;

    while (end < cell->length && (is_word(cell->text[end]) || cell->text[end] == '.')) {
        end++;
    }
    copy(self, end);
    if (end < cell->length && cell->text[end] == '(') {
        open_bracket(self, brackets_of(cell->text + start, end - start));
    }
}

/* Copies a string in single quotes. */
static void copy_string(rewriting *self)
{
    const char *close = memchr(self->cell->text + self->at + 1, '\'', self->cell->length - self->at - 1);

    copy(self, close != NULL ? (size_t) (close - self->cell->text) + 1 : self->cell->length);
}

static void rewrite(rewriting *self)
{
    const ent_mapped_text *cell = self->cell;

    while (self->at < cell->length) {
        char c = cell->text[self->at];
        size_t blank = ent_sheet_blank(cell->text + self->at, cell->length - self->at);
        if (is_digit(c)) {
            rewrite_number(self);
        } else if (is_word(c)) {
            copy_word(self);
        } else if (c == '\'') {
            copy_string(self);
        } else if (c == '(' || c == '[') {
            open_bracket(self, c == '[' ? UNCOUNTED : PLAIN);
        } else if ((c == ')' || c == ']') && self->depth > 0) {
            copy(self, self->at + 1);
            self->depth--;
        } else if (blank > 1) { /* a no-break space is a blank */
            put(self, ' ', self->at, self->at + blank);
            self->at += blank;
        } else {
            copy(self, self->at + ent_utf8_step(cell->text + self->at, cell->length - self->at));
        }
    }
}

static bool equals(const ent_mapped_text *cell, const char *word)
{
    return strcmp(cell->text, word) == 0;
}

/* The truth value that a spreadsheet writes in capitals; NULL for any other cell. */
static const char *truth_of(const ent_mapped_text *cell)
{
    if (equals(cell, "TRUE") || equals(cell, "True") || equals(cell, "VRAI") || equals(cell, "WAHR")) {
        return "true";
    }
    return equals(cell, "FALSE") || equals(cell, "False") || equals(cell, "FAUX") || equals(cell, "FALSCH") ? "false"
                                                                                                            : NULL;
}

/* Gives the whole cell another text. */
static void put_word(rewriting *self, const char *word)
{
    for (; *word != '\0'; word++) {
        put(self, *word, 0, self->cell->length);
    }
}

int ent_cell_spelling(
    ent_spelling *self, const ent_mapped_text *cell, ent_number_style style, bool list, ent_arena *arena)
{
    rewriting state = {.result = self, .cell = cell, .style = style, .arena = arena};
    const char *truth = truth_of(cell);
    size_t room = cell->length + sizeof("false");

    *self = (ent_spelling){.error = {.message = NULL}};
    state.out = ent_arena_alloc(arena, room + 1);
    state.map = ent_arena_array(arena, 2 * room + 1, sizeof(*state.map));
    if (state.out == NULL || state.map == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (truth != NULL) {
        put_word(&state, truth);
    } else if (cell->length > 0 && (cell->text[0] == '#' || strncmp(cell->text, "Err:", 4) == 0)) {
        refuse(&state, 0, cell->length, print(&state, "`%s` is the spreadsheet's mark of an error", cell->text),
            "correct the cell in the spreadsheet, and save the table again");
    } else {
        if (list && cell->length > 0 && cell->text[0] == '(') {
            open_bracket(&state, UNCOUNTED);
        }
        rewrite(&state);
    }
    state.map[2 * state.length] = cell->map[2 * cell->length];
    self->text = (ent_mapped_text){.text = state.out, .length = state.length, .map = state.map};
    return state.no_memory ? ENT_ERR_NO_MEMORY : ENT_OK;
}
