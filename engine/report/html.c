#include "report/html.h"

#include "base/status.h"
#include "base/utf8.h"
#include "base/visible_text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

void ent_html_free(ent_html *self)
{
    free(self->bytes);
    *self = (ent_html){0};
}

void ent_html_bytes(ent_html *self, const char *bytes, size_t length)
{
    if (self->status != ENT_OK) {
        return;
    }
    if (length > self->capacity - self->length) {
        size_t capacity = self->capacity < 65536 ? 65536 : 2 * self->capacity;
        char *grown;
        while (capacity - self->length < length) {
            capacity *= 2;
        }
        grown = realloc(self->bytes, capacity);
        if (grown == NULL) {
            self->status = ENT_ERR_NO_MEMORY;
            return;
        }
        self->bytes = grown;
        self->capacity = capacity;
    }
    if (length > 0) {
        memcpy(self->bytes + self->length, bytes, length);
        self->length += length;
    }
}

void ent_html_raw(ent_html *self, const char *markup)
{
    ent_html_bytes(self, markup, strlen(markup));
}

/* Formats into allocated memory, freed by the caller; NULL when memory is out. */
static char *formatted(ent_html *self, const char *format, va_list args)
{
    va_list again;
    char *text = NULL;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length >= 0 && self->status == ENT_OK) {
        text = malloc((size_t) length + 1);
    }
    if (text != NULL) {
        /* the first vsnprintf used the copy `again`, which the analyser does not see */
        (void) vsnprintf(text, (size_t) length + 1, format, args); /* NOLINT(clang-analyzer-valist.Uninitialized) */
    } else {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return text;
}

void ent_html_rawf(ent_html *self, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = formatted(self, format, args);
    va_end(args);
    if (text != NULL) {
        ent_html_raw(self, text);
    }
    free(text);
}

/* --- text --------------------------------------------------------------------------------------------------------- */

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Whether a character is replaced: a hidden one, and those that XML forbids. An isolate that another end closes in the
 * same text stays (ent_chart_text_isolated puts it around names); open: number of isolates that are open. */
static bool is_replaced(uint32_t code, size_t *open)
{
    enum { FIRST_STRONG_ISOLATE = 0x2068, END_OF_ISOLATE = 0x2069 };

    if (code == FIRST_STRONG_ISOLATE) {
        (*open)++;
        return false;
    }
    if (code == END_OF_ISOLATE && *open > 0) {
        (*open)--;
        return false;
    }
    return ent_is_hidden(code) || code == 0xFFFE || code == 0xFFFF;
}

void ent_html_textn(ent_html *self, const char *text, size_t length)
{
    size_t from = 0; /* start of the bytes to be copied unchanged */
    size_t at = 0;
    size_t open = 0;

    while (at < length) {
        uint32_t code;
        size_t step = ent_utf8_decode(text + at, length - at, &code);
        const char *instead = step == 1 ? entity(text[at]) : NULL;
        if (step == 1 && text[at] == '\r') {
            instead = "";
        } else if (step == 0 || is_replaced(code, &open)) {
            instead = REPLACEMENT;
        }
        step = step == 0 ? 1 : step;
        if (instead != NULL) {
            ent_html_bytes(self, text + from, at - from);
            ent_html_raw(self, instead);
            from = at + step;
        }
        at += step;
    }
    ent_html_bytes(self, text + from, length - from);
    for (; open > 0; open--) {
        ent_html_raw(self, "\xE2\x81\xA9");
    }
}

void ent_html_text(ent_html *self, const char *text)
{
    ent_html_textn(self, text, strlen(text));
}

void ent_html_textf(ent_html *self, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = formatted(self, format, args);
    va_end(args);
    if (text != NULL) {
        ent_html_text(self, text);
    }
    free(text);
}

void ent_html_element(ent_html *self, const char *tag, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = formatted(self, format, args);
    va_end(args);
    ent_html_rawf(self, "<%s>", tag);
    if (text != NULL) {
        ent_html_text(self, text);
    }
    ent_html_rawf(self, "</%.*s>", (int) strcspn(tag, " "), tag);
    free(text);
}

void ent_html_attribute(ent_html *self, const char *name, const char *text)
{
    ent_html_rawf(self, " %s=\"", name);
    ent_html_text(self, text);
    ent_html_raw(self, "\"");
}

void ent_html_address(ent_html *self, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    for (; *text != '\0'; text++) {
        if (strchr(plain, *text) != NULL) {
            ent_html_bytes(self, text, 1);
        } else {
            ent_html_rawf(self, "%%%02X", (unsigned) (unsigned char) *text);
        }
    }
}
