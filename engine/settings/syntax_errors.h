/* The mistakes that people make in scenario files, each said with what to write instead, and reading on behind it.
 * Internal to engine/scenario. */
#ifndef ENT_SETTINGS_SYNTAX_ERRORS_H
#define ENT_SETTINGS_SYNTAX_ERRORS_H

#include "settings/parser.h"

/* Checks the characters of a whole source: UTF-8, no zero bytes, no control characters. False when reading on makes
 * no sense. */
bool ent_syntax_check_characters(ent_parser *self);

/* What begins at `start` was meant as a value but is no number: a formula or text without quotes, 10,000, yes. */
void ent_syntax_error_value(ent_parser *self, size_t start);

/* A character that starts no token, where a name or a separator could stand. */
void ent_syntax_error_character(ent_parser *self);

/* The same where a value should stand. */
void ent_syntax_error_value_character(ent_parser *self);

/* Passes over characters that look like a blank and are none. */
void ent_syntax_skip_invisible(ent_parser *self);

/* A whole number that libconfig would read as another one. */
void ent_syntax_check_integer(ent_parser *self, size_t start, size_t end);

/* Whether the member [start, end) of a list is the 000 of 10,000; says so then. */
bool ent_syntax_check_thousands(ent_parser *self, size_t start, size_t end);

/* Whether the closing quote of the current string is more likely the opening one of a later text. */
bool ent_syntax_looks_unclosed(const ent_parser *self);

/* Says that the string that begins at the current token has no end, and reads on behind what it was meant to be. */
void ent_syntax_error_unclosed_string(ent_parser *self);

/* The bracket at `opener` has no `closer`: the current token is something else, or the end. */
void ent_syntax_error_unclosed(ent_parser *self, size_t opener, char closer);

#endif
