#include "formula/corrections/notation_hints.h"

#include "base/status.h"

#include <stdbool.h>
#include <string.h>

/* Longest formula that is shown corrected, and the largest growth: a byte that becomes a word takes 5 with its blanks.
 */
enum { CORRECTED_BYTES = 160, GROWTH = 5 };

#define STRINGS_TAKE "strings stand between plain single quotes (')"
#define ROUND_ONLY "only round parentheses group"
#define SPECIAL_BLANK "a special blank stands here, where a plain one belongs"
#define INTERVAL_OR_MINUS "a dash is neither `to` (an interval) nor `-` (minus)"

/* A sign stands before its own prefixes. */
static const ent_notation_hint spellings[] = {
    {"\xE2\x89\xA4", "<=", NULL},              /* less-than or equal to */
    {"\xE2\x89\xA5", ">=", NULL},              /* greater-than or equal to */
    {"\xE2\x89\xA0", "!=", NULL},              /* not equal to */
    {"\xE2\x88\x92", "-", NULL},               /* minus sign */
    {"\xE2\x80\x93", "to", INTERVAL_OR_MINUS}, /* en dash */
    {"\xE2\x80\x94", "to", INTERVAL_OR_MINUS}, /* em dash */
    {"\xC3\x97", "*", NULL},                   /* multiplication sign */
    {"\xC2\xB7", "*", NULL},                   /* middle dot */
    {"\xC3\xB7", "/", NULL},                   /* division sign */
    {"\xC2\xB2", "^2", NULL},                  /* superscript two */
    {"\xC2\xB3", "^3", NULL},                  /* superscript three */
    {"\xE2\x88\x9E", "inf", NULL},             /* infinity */
    {"\xC2\xAC", "not", NULL},                 /* not sign */
    {"\xE2\x88\xA7", "and", NULL},             /* logical and */
    {"\xE2\x88\xA8", "or", NULL},              /* logical or */
    {"\xE2\x80\xA6", "to", NULL},              /* ellipsis */
    {"\xE2\x80\x98", "'", STRINGS_TAKE},       /* single quotes */
    {"\xE2\x80\x99", "'", STRINGS_TAKE},
    {"\xE2\x80\x9A", "'", STRINGS_TAKE},
    {"\xE2\x80\x9C", "'", STRINGS_TAKE}, /* double quotes */
    {"\xE2\x80\x9D", "'", STRINGS_TAKE},
    {"\xE2\x80\x9E", "'", STRINGS_TAKE},
    {"\"", "'", STRINGS_TAKE},
    {"`", "'", STRINGS_TAKE},
    {"\xC2\xA0", " ", SPECIAL_BLANK},     /* no-break space */
    {"\xE2\x80\xAF", " ", SPECIAL_BLANK}, /* narrow no-break space */
    {"\xE2\x80\x89", " ", SPECIAL_BLANK}, /* thin space */
    {"**", "^", NULL},
    {"&&", "and", NULL},
    {"&", "and", NULL},
    {"||", "or", NULL},
    {"|", "or", NULL},
    {"<>", "!=", NULL},
    {"=<", "<=", NULL},
    {"=>", ">=", NULL},
    {"=", "==", "`=` compares nothing: equality is written `==`"},
    {"!", "not", NULL},
    {"..", "to", NULL},
    {"[", "(", ROUND_ONLY},
    {"]", ")", ROUND_ONLY},
    {"{", "(", ROUND_ONLY},
    {"}", ")", ROUND_ONLY},
    {";", ",", "arguments are separated by commas"},
};

static const char *const own_signs[] = {"==", "!=", "<=", ">="};

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

const ent_notation_hint *ent_notation_hint_at(const char *text)
{
    for (size_t i = 0; i < sizeof(own_signs) / sizeof(own_signs[0]); i++) {
        if (starts(text, own_signs[i])) {
            return NULL;
        }
    }
    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
        if (starts(text, spellings[i].found)) {
            return &spellings[i];
        }
    }
    return NULL;
}

static bool is_word_sign(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%' || c == ')' || c == '(' || c == '\'';
}

/* Writes the replacement, with blanks around it if it is a word. */
static size_t put(char *out, size_t n, const ent_notation_hint *spelling, char next)
{
    size_t length = strlen(spelling->ours);
    bool word = spelling->ours[0] >= 'a' && spelling->ours[0] <= 'z' && strcmp(spelling->ours, "inf") != 0;

    if (word && n > 0 && is_word_sign(out[n - 1])) {
        out[n++] = ' ';
    }
    memcpy(out + n, spelling->ours, length);
    n += length;
    if (word && is_word_sign(next)) {
        out[n++] = ' ';
    }
    return n;
}

/* Length of the unchanged bytes at the start of a text: a string, a sign of the language, or one byte. */
static size_t kept_length(const char *text)
{
    const char *end = text[0] == '\'' ? strchr(text + 1, '\'') : NULL;

    if (end != NULL) {
        return (size_t) (end - text) + 1;
    }
    for (size_t i = 0; i < sizeof(own_signs) / sizeof(own_signs[0]); i++) {
        if (starts(text, own_signs[i])) {
            return 2;
        }
    }
    return 1;
}

static const char *corrected(ent_formula_sink *sink, const char *text)
{
    size_t length = strlen(text);
    size_t n = 0;
    char *out;

    if (length > CORRECTED_BYTES) {
        return NULL;
    }
    out = ent_arena_alloc(sink->arena, length * GROWTH + 1);
    if (out == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < length;) {
        const ent_notation_hint *spelling = ent_notation_hint_at(text + i);
        size_t taken = spelling != NULL ? strlen(spelling->found) : kept_length(text + i);
        if (spelling != NULL) {
            n = put(out, n, spelling, text[i + taken]);
        } else {
            memcpy(out + n, text + i, taken);
            n += taken;
        }
        i += taken;
    }
    out[n] = '\0';
    return out;
}

int ent_notation_hint_fail(ent_formula_sink *sink, const char *text, size_t offset, const ent_notation_hint *spelling)
{
    const char *right = corrected(sink, text);
    size_t length = strlen(spelling->found);
    const char *help = right != NULL ? ent_formula_help(sink, "write `%s`", right) : NULL;
    bool first = sink->status == ENT_OK;
    int status = spelling->message != NULL ? ent_formula_fail(sink, offset, length, help, "%s", spelling->message)
                                           : ent_formula_fail(sink, offset, length, help, "`%s` is written `%s`",
                                                 spelling->found, spelling->ours);

    if (first && status == ENT_ERR_SCENARIO) {
        sink->error->corrected = right;
    }
    return status;
}
