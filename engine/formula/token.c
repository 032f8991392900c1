#include "formula/token.h"

#include "base/status.h"
#include "base/transliterate.h"
#include "base/utf8.h"
#include "formula/corrections/notation_hints.h"
#include "formula/number.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word_start(char c)
{
    return (c >= 'a' && c <= 'z') || is_upper(c) || c == '_';
}

static bool is_word_part(char c)
{
    return is_word_start(c) || is_digit(c);
}

/* Length of a word: letters, digits and _, and points between them. */
static size_t word_length(const char *text)
{
    size_t n = 0;

    while (is_word_part(text[n]) || (text[n] == '.' && n > 0 && is_word_part(text[n + 1]))) {
        n++;
    }
    return n;
}

static const char *help_for_number(ent_formula_sink *sink, const char *text, size_t number, size_t whole)
{
    static const struct {
        const char *word, *ours, *meaning;
    } scales[] = {{"K", "k", ""}, {"m", "M", " if you mean million"}, {"mn", "M", ""}, {"mln", "M", ""},
        {"mio", "M", ""}, {"MM", "M", ""}, {"b", "B", " if you mean billion"}, {"bn", "B", ""}, {"bln", "B", ""},
        {"pct", "%", ""}};
    const char *rest = text + number;
    size_t left = whole - number;
    char digits[ENT_NUMBER_TEXT];
    size_t n = 0;

    if (*rest == '_') {
        for (size_t i = 0; i < whole && n + 1 < sizeof(digits); i++) {
            if (text[i] != '_') {
                digits[n++] = text[i];
            }
        }
        digits[n] = '\0';
        return ent_formula_help(sink, "write `%s`: numbers have no separators", digits);
    }
    for (size_t i = 0; i < sizeof(scales) / sizeof(*scales); i++) {
        if (rest[-1] != '%' && left == strlen(scales[i].word) && strncmp(rest, scales[i].word, left) == 0) {
            return ent_formula_help(
                sink, "write `%.*s%s`%s", (int) (number < 40 ? number : 40), text, scales[i].ours, scales[i].meaning);
        }
    }
    if (rest[-1] == '%') {
        return "there is no modulo: `%` belongs to the number before it";
    }
    if (is_word_start(*rest) && *rest != 'e' && *rest != 'E') {
        return "a number may end in %, k, M or B; to multiply, write `*`";
    }
    return "a number has digits, at most one decimal point, and may end in %, k, M or B";
}

static size_t shown(size_t length)
{
    return length < 40 ? length : 40;
}

static int read_number(ent_lexer *self, ent_token *token)
{
    const char *text = self->text + self->position;
    ent_literal literal;
    int status = ent_literal_read(text, &literal);
    size_t whole = literal.length;

    if (status == ENT_ERR_NO_MEMORY) {
        return ent_formula_no_memory(self->sink);
    }
    while (is_word_part(text[whole]) || (text[whole] == '.' && text[whole + 1] != '.')) {
        whole++;
    }
    if (whole > literal.length) {
        return ent_formula_fail(self->sink, self->position, whole,
            help_for_number(self->sink, text, literal.length, whole), "`%.*s` is not a number", (int) shown(whole),
            text);
    }
    if (status != ENT_OK) {
        return ent_formula_fail(self->sink, self->position, whole, "for no limit write `inf`",
            "the number `%.*s` is too large", (int) shown(whole), text);
    }
    token->kind = ENT_TOKEN_NUMBER;
    token->length = literal.length;
    token->number = literal.value;
    token->percent = literal.percent;
    token->suffix = literal.suffix;
    return ENT_OK;
}

/* Every component of a dotted name is [a-z][a-z0-9_]*. */
static bool has_name_form(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || text[i - 1] == '.';
        if (is_upper(text[i]) || (first && !(text[i] >= 'a' && text[i] <= 'z'))) {
            return false;
        }
    }
    return true;
}

static const char *lowered(ent_formula_sink *sink, const char *text, size_t n)
{
    char *copy = ent_arena_strndup(sink->arena, text, n);

    for (size_t i = 0; copy != NULL && i < n; i++) {
        if (is_upper(copy[i])) {
            copy[i] = (char) (copy[i] - 'A' + 'a');
        }
    }
    return copy;
}

static int fail_word(ent_lexer *self, size_t n)
{
    const char *text = self->text + self->position;
    const char *small = lowered(self->sink, text, n);

    if (small == NULL) {
        return ent_formula_no_memory(self->sink);
    }
    if (n == 1 && (*text == 'P' || *text == 'E') && text[1 + strspn(text + 1, " ")] == '(') {
        return ent_formula_fail(self->sink, self->position, n, "in a headline or formula write the expression alone",
            "`%c(...)` stands only in checks, at the start and after the comparison", *text);
    }
    if (strcmp(small, "nan") == 0 || strcmp(small, "na") == 0 || strcmp(small, "none") == 0 ||
        strcmp(small, "null") == 0) {
        return ent_formula_fail(self->sink, self->position, n, "write a number or a range, or leave the setting out",
            "`%.*s` is no number", (int) shown(n), text);
    }
    if (has_name_form(small, n)) {
        return ent_formula_fail(self->sink, self->position, n,
            ent_formula_help(self->sink, "did you mean `%.*s`?", (int) shown(n), small),
            "words are written in small letters: `%.*s`", (int) shown(n), text);
    }
    return ent_formula_fail(self->sink, self->position, n,
        "use small letters, digits and _, and start each part with a letter", "`%.*s` cannot be a name", (int) shown(n),
        text);
}

static int read_word(ent_lexer *self, ent_token *token)
{
    const char *text = self->text + self->position;
    size_t n = word_length(text);

    if (!has_name_form(text, n)) {
        return fail_word(self, n);
    }
    if (text[n] == '.' && text[n + 1] != '.') {
        return ent_formula_fail(self->sink, self->position + n, 1, "for example `deal.western_troops`",
            "a name must follow the point after `%.*s`", (int) shown(n), text);
    }
    token->kind = ENT_TOKEN_WORD;
    token->length = n;
    token->word = ent_word_find(text, n);
    return ENT_OK;
}

static int read_string(ent_lexer *self, ent_token *token)
{
    const char *text = self->text + self->position;
    const char *end = strchr(text + 1, '\'');

    if (end == NULL) {
        return ent_formula_fail(
            self->sink, self->position, 1, "close it with another `'`", "the string that starts here is never closed");
    }
    token->kind = ENT_TOKEN_STRING;
    token->length = (size_t) (end - text) + 1;
    return ENT_OK;
}

typedef struct sign {
    const char *text;
    ent_token_kind kind;
} sign;

/* Longer signs before their prefixes. */
static const sign signs[] = {{"==", ENT_TOKEN_EQ}, {"!=", ENT_TOKEN_NE}, {"<=", ENT_TOKEN_LE}, {">=", ENT_TOKEN_GE},
    {"<", ENT_TOKEN_LT}, {">", ENT_TOKEN_GT}, {"+", ENT_TOKEN_PLUS}, {"-", ENT_TOKEN_MINUS}, {"*", ENT_TOKEN_STAR},
    {"/", ENT_TOKEN_SLASH}, {"^", ENT_TOKEN_CARET}, {"(", ENT_TOKEN_OPEN}, {")", ENT_TOKEN_CLOSE},
    {",", ENT_TOKEN_COMMA}};

static bool read_sign(const char *text, ent_token *token)
{
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        size_t n = strlen(signs[i].text);
        if (strncmp(text, signs[i].text, n) == 0) {
            token->kind = signs[i].kind;
            token->length = n;
            return true;
        }
    }
    return false;
}

static int fail_percent(ent_lexer *self)
{
    const char *text = self->text;
    size_t end = self->position;
    size_t start;

    while (end > 0 && strchr(" \t\r\n", text[end - 1]) != NULL) {
        end--;
    }
    start = end;
    while (start > 0 && (is_digit(text[start - 1]) || text[start - 1] == '.')) {
        start--;
    }
    return ent_formula_fail(self->sink, self->position, 1,
        start < end && !(start > 0 && is_word_part(text[start - 1]))
            ? ent_formula_help(self->sink, "write `%.*s%%` without a blank", (int) shown(end - start), text + start)
            : "for the remainder of x / y write `x - y * floor(x / y)`",
        "there is no modulo: `%%` belongs to a number and follows it directly");
}

/* Sets *help to the word around a letter with an accent, without accents: turkiye for türkiye. Returns whether the
 * character at the position is such a letter. */
static bool plain_word(const ent_lexer *self, const char **help)
{
    const char *text = self->text;
    size_t from = self->position, to = self->position;
    char word[ENT_NUMBER_TEXT], plain[ENT_NUMBER_TEXT];

    while (from > 0 && (is_word_part(text[from - 1]) || (unsigned char) text[from - 1] >= 0x80)) {
        from--;
    }
    while (text[to] != '\0' && (is_word_part(text[to]) || (unsigned char) text[to] >= 0x80)) {
        to++;
    }
    if (to - from >= sizeof(word)) {
        return false;
    }
    memcpy(word, text + from, to - from);
    word[to - from] = '\0';
    if (!ent_transliterate(word, plain, sizeof(plain))) {
        return false;
    }
    *help = ent_formula_help(self->sink, "write `%s`", plain);
    return true;
}

static int fail_character(ent_lexer *self)
{
    const char *text = self->text + self->position;
    unsigned char first = (unsigned char) *text;
    size_t length = ent_utf8_length(text, ENT_UTF8_LONGEST);
    size_t n = length > 1 || (first > 0x20 && first < 0x7F) ? length : 0;
    const char *help = NULL;

    if (n == 0) {
        return ent_formula_fail(
            self->sink, self->position, 1, NULL, "the byte 0x%02X cannot stand in a formula", (unsigned) first);
    }
    if (n > 1 && plain_word(self, &help)) {
        return ent_formula_fail(self->sink, self->position, n, help,
            "`%.*s` stands in no name: names hold a to z, 0 to 9 and _", (int) n, text);
    }
    if (first == '?' || first == ':') {
        help = "to choose between values write `if(condition, a, b)`";
    } else if (first == '$' || strncmp(text, "\xE2\x82\xAC", n) == 0 || strncmp(text, "\xC2\xA3", n) == 0) {
        help = "numbers carry no unit";
    } else if (strncmp(text, "\xC2\xB1", n) == 0) {
        help = "write a range as `low to high`";
    }
    return ent_formula_fail(self->sink, self->position, n, help, "`%.*s` has no meaning in a formula", (int) n, text);
}

int ent_lexer_next(ent_lexer *self, ent_token *token)
{
    const ent_notation_hint *spelling;
    const char *text;
    int status = ENT_OK;

    self->position += strspn(self->text + self->position, " \t\r\n");
    text = self->text + self->position;
    *token = (ent_token){.kind = ENT_TOKEN_END, .offset = self->position};
    spelling = ent_notation_hint_at(text);
    if (strncmp(text, "+-", 2) == 0 || strncmp(text, "+/-", 3) == 0) {
        return ent_formula_fail(self->sink, self->position, text[1] == '-' ? 2 : 3,
            "write a range as `low to high`; to subtract write `-` alone", "`+-` is no operator");
    }
    if (*text == '\0') {
        return ENT_OK;
    }
    if (spelling != NULL) {
        return ent_notation_hint_fail(self->sink, self->text, self->position, spelling);
    }
    if (is_digit(*text) || (*text == '.' && is_digit(text[1]))) {
        status = read_number(self, token);
    } else if (is_word_start(*text)) {
        status = read_word(self, token);
    } else if (*text == '\'') {
        status = read_string(self, token);
    } else if (*text == '%') {
        status = fail_percent(self);
    } else if (!read_sign(text, token)) {
        status = fail_character(self);
    }
    self->position += token->length;
    return status;
}

bool ent_token_is(const ent_token *self, ent_word_kind kind)
{
    return self->kind == ENT_TOKEN_WORD && self->word.kind == kind;
}

bool ent_token_starts_value(const ent_token *self)
{
    switch (self->kind) {
    case ENT_TOKEN_NUMBER:
    case ENT_TOKEN_STRING:
    case ENT_TOKEN_OPEN:
        return true;
    case ENT_TOKEN_WORD:
        return self->word.kind <= ENT_WORD_CONSTANT;
    default:
        return false;
    }
}
