/* Writer of HTML into memory. Markup is the program's own; every text of a user is written by ent_html_text,
 * ent_html_element or ent_html_attribute, which escape it. */
#ifndef ENT_REPORT_HTML_H
#define ENT_REPORT_HTML_H

#include <stddef.h>

/* Zeroed: empty. After a failed allocation further calls do nothing; check `status` at the end. */
typedef struct ent_html {
    char *bytes; /* not NUL-terminated; owned */
    size_t length, capacity;
    int status; /* ENT_OK or ENT_ERR_NO_MEMORY */
} ent_html;

/* Frees the bytes; the writer is empty afterwards. */
void ent_html_free(ent_html *self);

/* Writes markup unchanged; no text of a user may be in it. */
void ent_html_raw(ent_html *self, const char *markup);
void ent_html_rawf(ent_html *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ent_html_bytes(ent_html *self, const char *bytes, size_t length);

/* Writes text: & < > " ' as entities; bytes that are no UTF-8, control characters and marks that change the direction
 * of reading as U+FFFD, but for isolates, which are closed in the same text: no text can pass for another, or reorder
 * what stands beside it. Safe in quoted attributes too. */
void ent_html_text(ent_html *self, const char *text);
void ent_html_textn(ent_html *self, const char *text, size_t length);
void ent_html_textf(ent_html *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes one element with a text: ent_html_element(out, "p class=note", "%s joins", name). */
void ent_html_element(ent_html *self, const char *tag, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Writes an attribute, name="text", after a blank. */
void ent_html_attribute(ent_html *self, const char *name, const char *text);

/* Writes a text as part of a relative address: every byte except letters, digits and -._~ as %XX. */
void ent_html_address(ent_html *self, const char *text);

#endif
