/* An option of a demand as written: its identifier, and behind a colon the name that people read. */
#ifndef ENT_SETTINGS_OPTION_TEXT_H
#define ENT_SETTINGS_OPTION_TEXT_H

#include <stddef.h>

/* Parts of "pa_reformed: Reformed Palestinian Authority"; they point into the text. */
typedef struct ent_option_text {
    const char *id; /* [id_length] without blanks around it */
    size_t id_length;
    const char
        *name; /* [name_length] what stands behind the first colon, without blanks around it; NULL without a colon */
    size_t name_length;
} ent_option_text;

ent_option_text ent_option_text_read(const char *text);

#endif
