/* Frequent errors in scenario files: each is reported with its correction, and parsing continues after it. Internal to
 * engine/settings. */
#ifndef ENT_SETTINGS_SYNTAX_ERRORS_H
#define ENT_SETTINGS_SYNTAX_ERRORS_H

#include "settings/parser.h"

/* Checks the size and the characters of a whole source: UTF-8, no zero bytes, no control characters. Returns false
 * after reporting an error; the source should then not be parsed. */
bool ent_syntax_check_characters(ent_parser *self);

/* Reports a value at `start` that is not a plain number: a formula or text without quotes, 10,000, yes. */
void ent_syntax_error_value(ent_parser *self, size_t start);

/* Reports a character that starts no token, at a position for a name or a separator. */
void ent_syntax_error_character(ent_parser *self);

/* Reports a character that starts no token, at a position for a value. */
void ent_syntax_error_value_character(ent_parser *self);

/* Reports and skips characters that look like a blank, such as a no-break space. */
void ent_syntax_skip_invisible(ent_parser *self);

/* Reports the integer [start, end) when libconfig would read it as another number. */
void ent_syntax_check_integer(ent_parser *self, size_t start, size_t end);

/* Returns true, and reports it, when the list member [start, end) is the 000 of 10,000. */
bool ent_syntax_check_thousands(ent_parser *self, size_t start, size_t end);

/* True when the closing quote of the current string is more likely the opening quote of a later text. */
bool ent_syntax_looks_unclosed(const ent_parser *self);

/* Reports that the string at the current token is not closed, and continues after its probable end. */
void ent_syntax_error_unclosed_string(ent_parser *self);

/* Reports that the bracket at `opener` has no `closer` at the current token. */
void ent_syntax_error_unclosed(ent_parser *self, size_t opener, char closer);

#endif
