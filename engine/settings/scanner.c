#include "settings/scanner.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Not isalpha, which depends on the locale of the process. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ent_is_name_byte(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '*';
}

static char byte_at(const ent_source *source, size_t at)
{
    if (at >= source->length) {
        return '\0';
    }
    return source->text[at];
}

static char peek(const ent_scanner *self, size_t ahead)
{
    return byte_at(self->source, self->at + ahead);
}

static size_t line_end(const ent_source *source, size_t at)
{
    const char *end = memchr(source->text + at, '\n', source->length - at);

    return end != NULL ? (size_t) (end - source->text) : source->length;
}

size_t ent_skip_blank(const ent_source *source, size_t at)
{
    while (at < source->length) {
        char c = source->text[at];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            at++;
        } else if (c == '#' || (c == '/' && byte_at(source, at + 1) == '/')) {
            at = line_end(source, at);
        } else if (c == '/' && byte_at(source, at + 1) == '*') {
            const char *end = strstr(source->text + at + 2, "*/");
            if (end == NULL) {
                break;
            }
            at = (size_t) (end - source->text) + 2;
        } else {
            break;
        }
    }
    return at;
}

static void scan_string(ent_scanner *self)
{
    const char *text = self->source->text;
    size_t at = self->at + 1;

    while (at < self->source->length && text[at] != '"') {
        at += text[at] == '\\' && at + 1 < self->source->length ? 2 : 1;
    }
    self->token.kind = ENT_TOKEN_STRING;
    self->token.closed = at < self->source->length;
    self->at = self->token.closed ? at + 1 : self->source->length;
}

static void scan_digits(ent_scanner *self)
{
    while (is_digit(peek(self, 0))) {
        self->at++;
    }
}

static void scan_decimal(ent_scanner *self)
{
    size_t sign;

    scan_digits(self);
    if (peek(self, 0) == '.') {
        self->token.kind = ENT_TOKEN_FLOAT;
        self->at++;
        scan_digits(self);
    }
    sign = peek(self, 1) == '-' || peek(self, 1) == '+' ? 2 : 1;
    if ((peek(self, 0) == 'e' || peek(self, 0) == 'E') && is_digit(peek(self, sign))) {
        self->token.kind = ENT_TOKEN_FLOAT;
        self->at += sign;
        scan_digits(self);
    }
}

static void scan_number(ent_scanner *self)
{
    self->token.kind = ENT_TOKEN_INTEGER;
    self->at += peek(self, 0) == '-' || peek(self, 0) == '+' ? 1 : 0;
    if (peek(self, 0) == '0' && (peek(self, 1) == 'x' || peek(self, 1) == 'X')) {
        self->at += 2;
        while (isxdigit((unsigned char) peek(self, 0)) != 0) {
            self->at++;
        }
    } else {
        scan_decimal(self);
    }
    for (int i = 0; i < 2 && self->token.kind == ENT_TOKEN_INTEGER && peek(self, 0) == 'L'; i++) {
        self->at++;
    }
}

static bool starts_number(const ent_scanner *self)
{
    size_t sign = peek(self, 0) == '-' || peek(self, 0) == '+' ? 1 : 0;

    return is_digit(peek(self, sign)) || (peek(self, sign) == '.' && is_digit(peek(self, sign + 1)));
}

static void scan_name(ent_scanner *self)
{
    const char *name = self->source->text + self->at;
    size_t length = 0;

    while (ent_is_name_byte(peek(self, length))) {
        length++;
    }
    self->at += length;
    self->token.kind =
        (length == 4 && strncasecmp(name, "true", 4) == 0) || (length == 5 && strncasecmp(name, "false", 5) == 0)
            ? ENT_TOKEN_BOOLEAN
            : ENT_TOKEN_NAME;
}

static void scan_wrong(ent_scanner *self)
{
    const ent_source *source = self->source;

    self->token.kind = ENT_TOKEN_WRONG;
    if (peek(self, 0) == '/' && peek(self, 1) == '*') {
        self->token.kind = ENT_TOKEN_COMMENT;
        self->at++;
    }
    self->at += ent_utf8_step(source->text + self->at, source->length - self->at);
}

void ent_scanner_next(ent_scanner *self)
{
    char c;

    self->at = ent_skip_blank(self->source, self->at);
    self->token = (ent_token){.kind = ENT_TOKEN_END, .start = self->at, .end = self->at};
    if (self->at >= self->source->length) {
        return;
    }
    c = self->source->text[self->at];
    if (c == '"') {
        scan_string(self);
    } else if (starts_number(self)) {
        scan_number(self);
    } else if (is_letter(c) || c == '_' || c == '*') {
        scan_name(self);
    } else if (c != '\0' && strchr("=:;,{}()[]", c) != NULL) {
        self->token.kind = ENT_TOKEN_MARK;
        self->token.mark = c;
        self->at++;
    } else {
        scan_wrong(self);
    }
    self->token.end = self->at;
}
