#include "scenario/scan.h"

#include <ctype.h>
#include <string.h>

static char peek(const ent_scanner *self, size_t ahead)
{
    return self->at + ahead < self->source->length ? self->source->text[self->at + ahead] : '\0';
}

/* Passes over blanks and comments; false at an unclosed comment, which then is the token. */
static bool skip_blank(ent_scanner *self)
{
    const ent_source *source = self->source;

    while (self->at < source->length) {
        char c = source->text[self->at];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            self->at++;
        } else if (c == '#' || (c == '/' && peek(self, 1) == '/')) {
            while (self->at < source->length && source->text[self->at] != '\n') {
                self->at++;
            }
        } else if (c == '/' && peek(self, 1) == '*') {
            const char *end = strstr(source->text + self->at + 2, "*/");
            if (end == NULL) {
                self->token = (ent_token){ENT_TOKEN_WRONG, self->at, self->at + 2, '*', false};
                self->at = source->length;
                return false;
            }
            self->at = (size_t) (end - source->text) + 2;
        } else {
            break;
        }
    }
    return true;
}

static bool is_name_start(char c)
{
    return isalpha((unsigned char) c) != 0 || c == '*' || c == '_';
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
    while (isdigit((unsigned char) peek(self, 0)) != 0) {
        self->at++;
    }
}

static void scan_number(ent_scanner *self)
{
    self->token.kind = ENT_TOKEN_INTEGER;
    if (peek(self, 0) == '-' || peek(self, 0) == '+') {
        self->at++;
    }
    if (peek(self, 0) == '0' && (peek(self, 1) == 'x' || peek(self, 1) == 'X')) {
        self->at += 2;
        while (isxdigit((unsigned char) peek(self, 0)) != 0) {
            self->at++;
        }
    } else {
        scan_digits(self);
        if (peek(self, 0) == '.') {
            self->token.kind = ENT_TOKEN_FLOAT;
            self->at++;
            scan_digits(self);
        }
        if (peek(self, 0) == 'e' || peek(self, 0) == 'E') {
            size_t sign = peek(self, 1) == '-' || peek(self, 1) == '+' ? 2 : 1;
            if (isdigit((unsigned char) peek(self, sign)) != 0) {
                self->token.kind = ENT_TOKEN_FLOAT;
                self->at += sign;
                scan_digits(self);
            }
        }
    }
    while (self->token.kind == ENT_TOKEN_INTEGER && peek(self, 0) == 'L') {
        self->at++;
    }
}

static bool starts_number(const ent_scanner *self)
{
    size_t sign = peek(self, 0) == '-' || peek(self, 0) == '+' ? 1 : 0;

    return isdigit((unsigned char) peek(self, sign)) != 0 ||
        (peek(self, sign) == '.' && isdigit((unsigned char) peek(self, sign + 1)) != 0);
}

static void scan_name(ent_scanner *self)
{
    static const char *const words[] = {"true", "false"};
    size_t length;

    while (is_name_start(peek(self, 0)) || isdigit((unsigned char) peek(self, 0)) != 0 || peek(self, 0) == '-') {
        self->at++;
    }
    length = self->at - self->token.start;
    self->token.kind = ENT_TOKEN_NAME;
    for (size_t w = 0; w < 2; w++) {
        size_t i = 0;
        while (i < length && tolower((unsigned char) self->source->text[self->token.start + i]) == words[w][i]) {
            i++;
        }
        if (i == length && words[w][i] == '\0') {
            self->token.kind = ENT_TOKEN_BOOLEAN;
        }
    }
}

void ent_scanner_next(ent_scanner *self)
{
    char c;

    if (!skip_blank(self)) {
        return;
    }
    self->token = (ent_token){.kind = ENT_TOKEN_END, .start = self->at, .end = self->at};
    if (self->at >= self->source->length) {
        return;
    }
    c = self->source->text[self->at];
    if (c == '"') {
        scan_string(self);
    } else if (starts_number(self)) {
        scan_number(self);
    } else if (is_name_start(c)) {
        scan_name(self);
    } else if (c != '\0' && strchr("=:;,{}()[]", c) != NULL) {
        self->token.kind = ENT_TOKEN_MARK;
        self->token.mark = c;
        self->at++;
    } else {
        self->token.kind = ENT_TOKEN_WRONG;
        self->at++;
        while (self->at < self->source->length && ((unsigned char) self->source->text[self->at] & 0xC0U) == 0x80U) {
            self->at++;
        }
    }
    self->token.end = self->at;
}
