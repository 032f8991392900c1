#include "charts/layout/font_cover.h"

#include "base/utf8.h"
#include "charts/layout/program_output.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_OTHER = 0x0530, /* below: Latin, Greek and Cyrillic */
    PUNCTUATION = 0x2000, /* to OPERATORS: punctuation, currencies, arrows, mathematical operators */
    OPERATORS = 0x22FF,
    LAST = 0x10FFFF,
    TIME_LIMIT = 30,   /* seconds: fontconfig may have to read all fonts first */
    LONGEST = 64 << 20 /* bytes of a list; that of a font of Chinese characters has a megabyte */
};

void ent_font_cover_parse(uint8_t *has, const char *line)
{
    const char *at = strchr(line, '=');

    while (at != NULL && *at != '\0') {
        char *end;
        unsigned long from = strtoul(at + 1, &end, 16), to = from;
        if (end == at + 1) {
            break;
        }
        if (*end == '-') {
            to = strtoul(end + 1, &end, 16);
        }
        for (unsigned long code = from; code <= to && code <= LAST; code++) {
            has[code / 8] |= (uint8_t) (1U << (code % 8));
        }
        at = *end == ' ' ? end : NULL;
    }
}

static void read_list(ent_font_cover *self, ent_arena *arena)
{
    char program[] = "fc-list", all[] = ":", what[] = "charset";
    char *const argv[] = {program, all, what, NULL};
    uint8_t *has = ent_arena_alloc(arena, ENT_FONT_COVER_BYTES);
    char *list = has != NULL ? ent_program_output(argv, TIME_LIMIT, LONGEST, self->stop) : NULL;
    char *line = list;

    self->read = true;
    while (line != NULL && *line != '\0') {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        ent_font_cover_parse(has, line);
        self->has = has;
        line = end != NULL ? end + 1 : NULL;
    }
    free(list);
}

static void add_missing(ent_font_cover *self, const char *character, size_t bytes)
{
    char text[ENT_UTF8_LONGEST + 1] = {0};
    size_t length = strlen(self->missing);

    self->misses++;
    memcpy(text, character, bytes);
    if (strstr(self->missing, text) == NULL && length + strlen(text) < sizeof(self->missing)) {
        strcat(self->missing, text);
    }
}

/* Whether a character has no glyph in any font: joiners, marks of direction, selectors of variants. */
static bool is_invisible(uint32_t code)
{
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || (code >= 0xFE00 && code <= 0xFE0F);
}

bool ent_font_cover_has(ent_font_cover *self, const char *character, ent_arena *arena)
{
    uint32_t code;
    size_t bytes = ent_utf8_decode(character, ENT_UTF8_LONGEST, &code);
    bool has;

    if (code < FIRST_OTHER || is_invisible(code)) {
        return true;
    }
    if (!self->read) {
        read_list(self, arena);
    }
    has = self->has != NULL ? (self->has[code / 8] >> (code % 8) & 1) != 0 : code >= PUNCTUATION && code <= OPERATORS;
    if (!has) {
        add_missing(self, character, bytes);
    }
    return has;
}
