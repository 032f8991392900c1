#include "settings/syntax_errors.h"

#include "base/utf8.h"
#include "settings/file_kinds.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* --- characters ----------------------------------------------------------------------------------------------------
 */

/* True for a byte that is not UTF-8, and for a control character. `length` is the number of bytes of the character,
 * 0 for invalid UTF-8. */
static bool is_bad(const char *text, size_t length)
{
    unsigned char c = (unsigned char) *text;

    return length == 0 || c == 0x7F || (c < 0x20 && strchr("\t\n\r\f", c) == NULL) || c == 0;
}

static void bad_character(ent_parser *self, size_t at, size_t length)
{
    const char *text = self->scanner.source->text;
    unsigned byte = (unsigned char) text[at];

    if (length == 0) {
        ent_parser_fail(self, at, at + 1, "save the file as UTF-8", "the byte 0x%02X is not UTF-8", byte);
    } else if (byte == 0) {
        ent_parser_fail(self, at, at + 1, "save the file as plain UTF-8 text", "a zero byte: this is no text file");
    } else {
        ent_parser_fail(self, at, at + 1, "remove it", "the control character U+%04X has no place in a scenario", byte);
    }
}

bool ent_syntax_check_characters(ent_parser *self)
{
    const ent_source *source = self->scanner.source;
    const ent_file_kind *kind = ent_file_kind_of(source->text, source->length);
    size_t step;

    if (kind != NULL) {
        ent_parser_fail(self, 0, 1, kind->help, "%s", kind->message);
        return false;
    }
    if (source->length > (size_t) ENT_SETTING_BYTES) {
        ent_parser_fail(self, 0, 1, NULL, "the file is larger than %d MB: is it a scenario?", ENT_SETTING_BYTES >> 20);
        return false;
    }
    for (size_t at = 0; at < source->length; at += step) {
        step = ent_utf8_length(source->text + at, source->length - at);
        if (is_bad(source->text + at, step)) {
            bad_character(self, at, step);
            return false; /* one suffices: the file has another encoding or is not a text */
        }
    }
    return true;
}

typedef struct lookalike {
    const char *text; /* UTF-8 */
    const char *code;
} lookalike;

/* Returns the number of bytes of an invisible character at `text`, and its code point; 0 for any other character. */
static size_t invisible_at(const char *text, const char **code)
{
    static const lookalike known[] = {{"\xC2\xA0", "U+00A0, a no-break space"}, {"\xC2\xAD", "U+00AD, a soft hyphen"},
        {"\xE2\x80\x83", "U+2003, an em space"}, {"\xE2\x80\x89", "U+2009, a thin space"},
        {"\xE2\x80\x8B", "U+200B, a zero-width space"}, {"\xE2\x80\x8E", "U+200E, a direction mark"},
        {"\xE2\x80\x8F", "U+200F, a direction mark"}, {"\xE2\x80\xAF", "U+202F, a narrow no-break space"},
        {"\xE3\x80\x80", "U+3000, an ideographic space"}, {"\xEF\xBB\xBF", "U+FEFF, a byte order mark"}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        size_t length = strlen(known[i].text);
        if (strncmp(text, known[i].text, length) == 0) {
            *code = known[i].code;
            return length;
        }
    }
    return 0;
}

void ent_syntax_skip_invisible(ent_parser *self)
{
    const ent_token *token = ent_parser_token(self);
    const char *code;

    while (token->kind == ENT_TOKEN_WRONG && invisible_at(self->scanner.source->text + token->start, &code) > 0) {
        ent_parser_fail(self, token->start, token->end, "write an ordinary blank, or nothing",
            "an invisible character stands here (%s)", code);
        ent_parser_next(self);
    }
}

/* Returns the number of bytes of a quotation mark other than the straight double one; 0 for any other character. */
static size_t foreign_quote_at(const char *text)
{
    static const char *const known[] = {"'", "`", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x9F",
        "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9A", "\xC2\xAB", "\xC2\xBB", "\xEF\xBC\x82"};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (strncmp(text, known[i], strlen(known[i])) == 0) {
            return strlen(known[i]);
        }
    }
    return 0;
}

/* Reports a text in foreign quotes, as “60%”, and continues after its closing quote on the same line. */
static void foreign_quotes(ent_parser *self)
{
    const char *text = self->scanner.source->text;
    size_t start = ent_parser_token(self)->start;
    size_t from = start + foreign_quote_at(text + start);
    size_t end = ent_parser_line_end(self, start);
    size_t to = from;
    size_t mark;

    while (to < end && text[to] != '"' && foreign_quote_at(text + to) == 0) {
        to++;
    }
    mark = to < end && text[to] != '"' ? foreign_quote_at(text + to) : 1;
    if (to == end) {
        ent_parser_fail(self, start, from, "write the straight double quote \"",
            "`%s` is not the quote that texts stand in", ent_parser_text(self, start, from));
        ent_parser_next(self);
        ent_parser_resynchronise(self, start);
        return;
    }
    ent_parser_fail(self, start, from,
        ent_parser_print(self, "write it in straight double quotes: \"%s\"", ent_parser_excerpt(self, from, to)),
        "`%s` is not the quote that texts stand in", ent_parser_text(self, start, from));
    ent_parser_resume(self, to + mark);
}

void ent_syntax_error_character(ent_parser *self)
{
    const ent_token token = *ent_parser_token(self);
    const char *text = self->scanner.source->text + token.start;

    if (foreign_quote_at(text) > 0) {
        foreign_quotes(self);
        return;
    }
    if (strncmp(text, "@include", 8) == 0) {
        ent_parser_fail(self, token.start, token.start + 8, "base = \"other.cfg\"; starts from another file",
            "`@include` is not part of the scenario language");
        ent_parser_resume(self, ent_parser_line_end(self, token.start));
        return;
    }
    ent_parser_fail(self, token.start, token.end, *text == '%' ? "remarks start with # or //" : NULL,
        "the character `%s` has no place here", ent_parser_text(self, token.start, token.end));
    ent_parser_next(self);
    ent_parser_resynchronise(self, token.start);
}

void ent_syntax_error_value_character(ent_parser *self)
{
    size_t start = ent_parser_token(self)->start;
    const char *text = self->scanner.source->text + start;

    if (foreign_quote_at(text) > 0 || *text == '@') {
        ent_syntax_error_character(self);
    } else {
        ent_syntax_error_value(self, start);
    }
}

/* --- values without quotes -----------------------------------------------------------------------------------------
 */

static bool in_list(const ent_parser *self)
{
    const ent_setting *parent = self->current->parent;

    return parent != NULL && parent->type == ENT_SETTING_LIST;
}

/* Returns the byte after a quoted part of a phrase, as in deal.x == "met"; 0 when it does not end on the line. */
static size_t quoted_piece(const ent_parser *self, size_t at)
{
    const char *text = self->scanner.source->text;
    const char *close = memchr(text + at + 1, '"', ent_parser_line_end(self, at) - at - 1);

    return close != NULL ? (size_t) (close - text) + 1 : 0;
}

/* True for a comma between digits in a group, where it belongs to the number since a separating comma has no digit
 * after it. In a list it separates. */
static bool comma_in_number(const ent_parser *self, size_t at)
{
    const ent_source *source = self->scanner.source;

    return !in_list(self) && at > 0 && at + 1 < source->length && is_digit(source->text[at - 1]) &&
           is_digit(source->text[at + 1]);
}

/* Returns the probable end of a value without quotes: a separator, a bracket that the value did not open, a comment
 * or the end of the line, without trailing blanks. It is behind `start`, where a number, a word or a sign that no value
 * begins with stands. */
static size_t end_of_value(const ent_parser *self, size_t start)
{
    const char *text = self->scanner.source->text;
    size_t stop = ent_parser_line_end(self, start);
    size_t at = start;
    int depth = 0;

    while (at < stop && strchr(";{}#", text[at]) == NULL) {
        if ((text[at] == '/' && (text[at + 1] == '/' || text[at + 1] == '*')) ||
            ((text[at] == ')' || text[at] == ']') && depth-- == 0) ||
            (text[at] == ',' && depth == 0 && !comma_in_number(self, at))) {
            break;
        }
        depth += text[at] == '(' || text[at] == '[' ? 1 : 0;
        if (text[at] == '"') {
            size_t behind = quoted_piece(self, at);
            if (behind == 0) {
                break;
            }
            at = behind;
        } else {
            at++;
        }
    }
    while (at > start && is_blank(text[at - 1])) {
        at--;
    }
    return at;
}

/* Copies a number without its thousands separators, as in 10,000, 1_000 and 1 000 000. Returns false for other
 * texts. */
static bool without_separators(const char *phrase, char *plain, size_t room)
{
    size_t digits = 0; /* since the last separator */
    size_t n = 0;
    bool separated = false;

    for (; *phrase != '\0' && n + 1 < room; phrase++) {
        if (is_digit(*phrase)) {
            plain[n++] = *phrase;
            digits++;
        } else if (strchr(",_ '", *phrase) != NULL && digits >= 1 && (separated ? digits == 3 : digits <= 3)) {
            separated = true;
            digits = 0;
        } else {
            return false;
        }
    }
    plain[n] = '\0';
    return separated && digits == 3 && *phrase == '\0' && plain[0] != '0';
}

/* Copies a number with a decimal comma, as in 0,5, with a point. Returns false for other texts. */
static bool with_point(const char *phrase, char *plain, size_t room)
{
    size_t whole = strspn(phrase, "0123456789");
    size_t fraction = phrase[whole] == ',' ? strspn(phrase + whole + 1, "0123456789") : 0;

    if (whole == 0 || fraction == 0 || phrase[whole + 1 + fraction] != '\0' || whole + fraction + 2 > room) {
        return false;
    }
    memcpy(plain, phrase, whole + fraction + 2);
    plain[whole] = '.';
    return true;
}

/* Returns "true" for yes and on, "false" for no and off, and NULL for other words. */
static const char *truth(const char *phrase)
{
    static const char *const words[] = {"yes", "no", "on", "off"};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (strcasecmp(phrase, words[i]) == 0) {
            return i % 2 == 0 ? "true" : "false";
        }
    }
    return NULL;
}

/* Replaces double quotes by single ones, in which texts stand inside a formula. */
static const char *with_single_quotes(ent_parser *self, const char *phrase)
{
    char *made = ent_arena_strdup(self->arena, phrase);

    for (char *c = made; c != NULL && *c != '\0'; c++) {
        if (*c == '"') {
            *c = '\'';
        }
    }
    return made != NULL ? made : phrase;
}

void ent_syntax_error_value(ent_parser *self, size_t start)
{
    size_t end = end_of_value(self, start);
    const char *phrase = ent_parser_excerpt(self, start, end);
    char plain[64];

    if (without_separators(phrase, plain, sizeof(plain))) {
        ent_parser_fail(self, start, end, ent_parser_print(self, "write %s", plain),
            "`%s` is written with separators, expected digits alone", phrase);
    } else if (with_point(phrase, plain, sizeof(plain))) {
        ent_parser_fail(self, start, end, ent_parser_print(self, "write %s", plain),
            "`%s` is written with a decimal comma, expected a point", phrase);
    } else if (truth(phrase) != NULL) {
        ent_parser_fail(self, start, end, ent_parser_print(self, "write %s", truth(phrase)),
            "`%s` is no value, expected true or false", phrase);
    } else {
        ent_parser_fail(self, start, end,
            ent_parser_print(self, "put it in quotes: \"%s\"", with_single_quotes(self, phrase)),
            "`%s` is no plain number: formulas and texts stand in quotes", phrase);
    }
    ent_parser_resume(self, end);
}

/* --- numbers -------------------------------------------------------------------------------------------------------
 */

/* Returns the integer that libconfig reads: the low 32 bits, or for an integer with L the nearest of 64 bits. */
static long long as_libconfig(const char *text, bool wide, bool hex)
{
    unsigned long long bits;

    if (wide && hex) {
        return (long long) strtoull(text, NULL, 16);
    }
    if (wide) {
        return strtoll(text, NULL, 10);
    }
    bits = hex ? strtoull(text, NULL, 16) : (unsigned long long) strtoll(text, NULL, 10);
    return (long long) (int) (unsigned) (bits & 0xFFFFFFFFU);
}

void ent_syntax_check_integer(ent_parser *self, size_t start, size_t end)
{
    const char *text = ent_parser_text(self, start, end);
    const char *digits = text + (*text == '-' || *text == '+' ? 1 : 0);
    bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    bool wide = strchr(text, 'L') != NULL;
    const long long largest_exact = (1LL << 53) - 1;
    long long value;

    if (hex && (digits != text || digits[2] == '\0' || digits[2] == 'L')) {
        ent_parser_fail(self, start, end, "write it as a decimal number", "`%s` is no number", text);
        return;
    }
    errno = 0;
    value = strtoll(text, NULL, hex ? 16 : 10);
    if (errno == 0 && wide && (value > largest_exact || value < -largest_exact)) {
        ent_parser_fail(self, start, end, "the largest whole number is 9007199254740991",
            "%s is too large to be kept exactly", ent_parser_excerpt(self, start, end));
        return;
    }
    if (errno == ERANGE || (!wide && (value > INT_MAX || value < INT_MIN))) {
        ent_parser_fail(self, start, end,
            hex ? "write it as a decimal number in quotes"
                : ent_parser_print(self, "write it in quotes: \"%s\"",
                      ent_parser_excerpt(self, start, end - (wide ? strspn(strchr(text, 'L'), "L") : 0))),
            "%s is too large to be written so: libconfig would read it as %lld", ent_parser_excerpt(self, start, end),
            as_libconfig(text, wide, hex));
    }
}

bool ent_syntax_check_thousands(ent_parser *self, size_t start, size_t end)
{
    const char *text = self->scanner.source->text;
    size_t from = start;

    if (!in_list(self) || end - start != 3 || text[start] != '0' || start < 2 || text[start - 1] != ',' ||
        !is_digit(text[start - 2])) {
        return false;
    }
    for (from = start - 1; from > 0 && is_digit(text[from - 1]); from--) {
    }
    ent_parser_fail(self, from, end,
        ent_parser_print(
            self, "write %s%s", ent_parser_excerpt(self, from, start - 1), ent_parser_text(self, start, end)),
        "`%s` is two members of the list", ent_parser_excerpt(self, from, end));
    return true;
}

/* --- unclosed texts and brackets -----------------------------------------------------------------------------------
 */

static bool holds_separator(const ent_source *source, const ent_token *string)
{
    for (size_t at = string->start; at < string->end; at++) {
        if (strchr(";,=(\n", source->text[at]) != NULL) {
            return true;
        }
    }
    return false;
}

bool ent_syntax_looks_unclosed(const ent_parser *self)
{
    const ent_source *source = self->scanner.source;
    const ent_token *string = ent_parser_token(self);
    size_t behind = string->end;
    size_t before = string->end - 1;

    if (!string->closed) {
        return true;
    }
    if (behind < source->length && ent_is_name_byte(source->text[behind]) && holds_separator(source, string)) {
        return true; /* "60%; requires = "un_mandate */
    }
    if (!ent_parser_newline(self, string->start, string->end)) {
        return false;
    }
    while (before > string->start + 1 && is_blank(source->text[before - 1])) {
        before--;
    }
    if (source->text[before - 1] == '=' || source->text[before - 1] == '(') {
        return true; /* the closing quote is in the position of an opening one */
    }
    behind = ent_skip_blank(source, behind);
    return behind < source->length && strchr(";,)}]\"", source->text[behind]) == NULL &&
           !ent_is_name_byte(source->text[behind]);
}

void ent_syntax_error_unclosed_string(ent_parser *self)
{
    const char *text = self->scanner.source->text;
    size_t start = ent_parser_token(self)->start;
    size_t end = ent_parser_line_end(self, start);
    size_t at = start + 1;

    while (at < end && text[at] != ';') { /* the next setting may be on the same line */
        at++;
    }
    ent_parser_fail(
        self, start, start + 1, "close it with \" on the same line", "the text that begins here is never closed");
    self->unclosed_end = at;
    self->incomplete = true;
    ent_parser_resume(self, at);
}

/* True when the current setting is inside a group, which a } may then close. */
static bool in_group(const ent_parser *self)
{
    for (const ent_setting *at = self->current->parent; at != NULL && at->parent != NULL; at = at->parent) {
        if (at->type == ENT_SETTING_GROUP) {
            return true;
        }
    }
    return false;
}

void ent_syntax_error_unclosed(ent_parser *self, size_t opener, char closer)
{
    const char *text = self->scanner.source->text;
    const ent_token token = *ent_parser_token(self);
    const char *help;

    self->incomplete = true;
    if (self->unclosed_end > opener) {
        return;
    }
    if (token.kind == ENT_TOKEN_MARK && token.mark != ';' && (token.mark != '}' || !in_group(self))) {
        ent_parser_fail(self, token.start, token.end, ent_parser_print(self, "write %c", closer),
            "expected %c, as `%c` on line %d began it", closer, text[opener],
            ent_parser_position(self, opener, 1).line);
        ent_parser_next(self);
        return;
    }
    help = ent_parser_print(self, "close it with %c", closer);
    if (closer == '}' && self->section != SIZE_MAX && self->section > opener) {
        size_t end = self->section + strcspn(text + self->section, " \t:={");
        help = ent_parser_print(self, "close it with }; it may be missing before `%s` on line %d",
            ent_parser_text(self, self->section, end), ent_parser_position(self, self->section, 1).line);
    }
    ent_parser_fail(self, opener, opener + 1, help, "the `%c` that opens here is never closed", text[opener]);
}
