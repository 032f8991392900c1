#include "settings/setting_name.h"

#include "base/transliterate.h"
#include "base/utf8.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Returns the end of a name, valid or not: also of münchen, force.required, 3rd. */
static size_t end_of_name(const ent_source *source, size_t at)
{
    while (at < source->length) {
        char c = source->text[at];
        bool foreign =
            (unsigned char) c >= 0xC3 && (unsigned char) c <= 0xDF; /* letters of two bytes, from U+00C0 on */
        if (!ent_is_name_byte(c) && c != '.' && !foreign) {
            break;
        }
        at += foreign ? ent_utf8_step(source->text + at, source->length - at) : 1;
    }
    return at;
}

/* True when an = or : follows, after blanks. */
static bool equals_follows(const ent_source *source, size_t at)
{
    at = ent_skip_blank(source, at);
    return at < source->length && (source->text[at] == '=' || source->text[at] == ':');
}

bool ent_setting_name_starts_setting(const ent_parser *self)
{
    const ent_source *source = self->scanner.source;
    const ent_token *token = ent_parser_token(self);

    if (token->kind == ENT_TOKEN_NAME || token->kind == ENT_TOKEN_BOOLEAN) {
        size_t end = end_of_name(source, token->start);
        size_t sign = ent_skip_blank(source, end);
        return equals_follows(source, end) && (sign + 1 >= source->length || source->text[sign + 1] != '=');
    }
    return false;
}

bool ent_setting_name_starts(const ent_parser *self)
{
    const ent_token *token = ent_parser_token(self);

    switch (token->kind) {
    case ENT_TOKEN_NAME:
        return true;
    case ENT_TOKEN_BOOLEAN:
    case ENT_TOKEN_INTEGER:
    case ENT_TOKEN_FLOAT:
        return equals_follows(self->scanner.source, end_of_name(self->scanner.source, token->start));
    case ENT_TOKEN_STRING:
        return token->closed && equals_follows(self->scanner.source, token->end);
    default:
        return false;
    }
}

/* Reports a name of two words, as in `us support = …;`, and moves past the second. */
static void join_words(ent_parser *self, size_t start, size_t end)
{
    const ent_token token = *ent_parser_token(self);

    if (token.kind != ENT_TOKEN_NAME || ent_parser_newline(self, end, token.start) ||
        !ent_setting_name_starts_setting(self)) {
        return;
    }
    ent_parser_fail(self, start, token.end,
        ent_parser_print(self, "write %s_%s", ent_parser_excerpt(self, start, end),
            ent_parser_excerpt(self, token.start, token.end)),
        "a name is one word");
    ent_parser_next(self);
}

/* Reports a name with letters beyond a to z. Returns it without accents, turkiye for türkiye, so that the setting is
 * not lost; the name itself where that is not possible. */
static const char *plain_name(ent_parser *self, size_t start, size_t end, const char *name)
{
    char plain[ENT_PARSER_NAME_BYTES + 1];
    bool known = ent_transliterate(name, plain, sizeof(plain));
    bool incomplete = self->incomplete;

    ent_parser_fail(self, start, end,
        known ? ent_parser_print(self, "write `%s`; the full name goes into name = \"…\";", plain)
              : "the full name goes into name = \"…\";",
        "`%s` cannot be a name: names hold only a to z, 0 to 9 and _", name);
    self->incomplete = known ? incomplete : self->incomplete;
    return known ? ent_parser_print(self, "%s", plain) : name;
}

/* Reports a wrong name. Returns the name to continue with. */
static const char *check_name(ent_parser *self, size_t start, size_t end, bool boolean)
{
    const char *name = ent_parser_text(self, start, end);
    const char *dot = strchr(name, '.');

    if (end - start > ENT_PARSER_NAME_BYTES) {
        ent_parser_fail(self, start, end, "put the full name into name = \"…\";", "a name of more than %d characters",
            ENT_PARSER_NAME_BYTES);
    } else if (boolean) {
        ent_parser_fail(self, start, end, "choose another", "`%s` is a value and cannot be a name", name);
    } else if (dot != NULL && dot != name && is_letter(*name)) {
        ent_parser_fail(self, start, end,
            strchr(dot + 1, '.') != NULL
                ? ent_parser_print(self, "write it in its groups, or use set = ( \"%s = …\" );", name)
                : ent_parser_print(self, "write %.*s: { %s = …; }; or use set = ( \"%s = …\" );", (int) (dot - name),
                      name, dot + 1, name),
            "`%s` is a path, expected a name", name);
    } else if (!is_letter(*name) && *name != '*') {
        ent_parser_fail(self, start, end, NULL, "`%s` cannot be a name: names begin with a letter", name);
    } else {
        for (const char *c = name; *c != '\0'; c++) {
            if ((unsigned char) *c >= 0x80) {
                return plain_name(self, start, end, name);
            }
        }
    }
    return name;
}

const char *ent_setting_name_read(ent_parser *self)
{
    const ent_token token = *ent_parser_token(self);
    const char *name;
    size_t end;

    if (token.kind == ENT_TOKEN_STRING) {
        name = ent_parser_excerpt(self, token.start + 1, token.end - 1);
        ent_parser_fail(
            self, token.start, token.end, ent_parser_print(self, "write %s", name), "a name stands without quotes");
        ent_parser_next(self);
        return name;
    }
    end = end_of_name(self->scanner.source, token.start);
    name = check_name(self, token.start, end, token.kind == ENT_TOKEN_BOOLEAN && end == token.end);
    ent_parser_resume(self, end);
    join_words(self, token.start, end);
    return end - token.start > ENT_PARSER_NAME_BYTES
               ? ent_parser_text(self, token.start, token.start + ENT_PARSER_NAME_BYTES)
               : name;
}

static bool starts_value(const ent_parser *self)
{
    switch (ent_parser_token(self)->kind) {
    case ENT_TOKEN_STRING:
    case ENT_TOKEN_INTEGER:
    case ENT_TOKEN_FLOAT:
    case ENT_TOKEN_BOOLEAN:
        return true;
    default:
        return ent_parser_at(self, '{') || ent_parser_at(self, '(') || ent_parser_at(self, '[');
    }
}

bool ent_setting_name_read_equals(ent_parser *self, size_t start, const char *name)
{
    const ent_token token = *ent_parser_token(self);
    size_t end = start + strlen(name);

    if (ent_parser_at(self, '=') || ent_parser_at(self, ':')) {
        ent_parser_next(self);
        if (ent_parser_at(self, '=') || ent_parser_at(self, ':')) {
            ent_parser_fail(self, token.start, ent_parser_token(self)->end,
                ent_parser_print(self, "write %s = …;", name), "two signs after a name, expected one =");
            ent_parser_next(self);
        }
        return true;
    }
    if (token.kind == ENT_TOKEN_END || ent_parser_newline(self, end, token.start)) {
        ent_parser_fail(self, start, end, ent_parser_print(self, "write %s = …;", name), "expected = after `%s`", name);
    } else {
        ent_parser_fail(
            self, token.start, token.end, ent_parser_print(self, "write %s = …;", name), "expected = after `%s`", name);
    }
    if (starts_value(self)) {
        return true; /* continue as if the sign were present */
    }
    ent_parser_resynchronise(self, start);
    return false;
}
