/* HTML into memory. Markup comes from this program alone; every text of a user goes through ent_html_text or
 * ent_html_say, which escape it. */
#ifndef ENT_REPORT_HTML_H
#define ENT_REPORT_HTML_H

#include <stddef.h>

/* Zeroed is empty. A failure of memory is remembered, and further calls do nothing: ask for `status` at the end. */
typedef struct ent_html {
    char *bytes; /* not NUL-terminated; owned */
    size_t length, capacity;
    int status; /* ENT_OK or ENT_ERR_NO_MEMORY */
} ent_html;

void ent_html_free(ent_html *self);

/* Markup as it is, and with figures and names of this program in it. */
void ent_html_raw(ent_html *self, const char *markup);
void ent_html_rawf(ent_html *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ent_html_bytes(ent_html *self, const char *bytes, size_t length);

/* Text: the five characters of markup as entities; what is no UTF-8, control characters and those that turn the
 * direction of reading as U+FFFD, so that no text can be taken for another. Safe in quoted attributes too. */
void ent_html_text(ent_html *self, const char *text);
void ent_html_textn(ent_html *self, const char *text, size_t length);
void ent_html_textf(ent_html *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* One element with a text: ent_html_say(out, "p class=note", "%s joins", name). */
void ent_html_say(ent_html *self, const char *tag, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* name="text", with a blank before it. */
void ent_html_attribute(ent_html *self, const char *name, const char *text);

/* A text as part of a relative address: all but letters, digits and -._~ as %XX. */
void ent_html_address(ent_html *self, const char *text);

#endif
