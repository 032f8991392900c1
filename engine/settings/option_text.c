#include "settings/option_text.h"

#include <string.h>

static const char blanks[] = " \t\r\n\f";

/* Leaves out the blanks around [*length] bytes. */
static const char *trimmed(const char *text, size_t *length)
{
    while (*length > 0 && strchr(blanks, *text) != NULL) {
        text++;
        --*length;
    }
    while (*length > 0 && strchr(blanks, text[*length - 1]) != NULL) {
        --*length;
    }
    return text;
}

ent_option_text ent_option_text_read(const char *text)
{
    const char *colon = strchr(text, ':');
    ent_option_text self = {.id_length = colon != NULL ? (size_t) (colon - text) : strlen(text)};

    self.id = trimmed(text, &self.id_length);
    if (colon != NULL) {
        self.name_length = strlen(colon + 1);
        self.name = trimmed(colon + 1, &self.name_length);
    }
    return self;
}
