/* What a reader looks at: how wide it is, whether it shows colours, and text wrapped to it. */
#ifndef ENT_CLI_TERMINAL_H
#define ENT_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* What --color says. */
typedef enum ent_colour { ENT_COLOUR_AUTO, ENT_COLOUR_ALWAYS, ENT_COLOUR_NEVER } ent_colour;

/* Whether to colour what goes to a stream. What --color says counts first; then NO_COLOR (set and not empty: never),
 * CLICOLOR_FORCE (set, not empty and not 0: always); else a terminal that is not dumb, unless CLICOLOR is 0. */
bool ent_terminal_colour(FILE *stream, ent_colour choice);

/* Columns: COLUMNS when it is a number, else the terminal's own, else 80; at least 40 and at most 120, since longer
 * lines are hard to read. */
int ent_terminal_width(FILE *stream);

/* The width for lines that people read on a terminal, but programs cut apart elsewhere: ent_terminal_width where there
 * is a terminal or COLUMNS is set, else no limit. */
int ent_terminal_reading_width(FILE *stream);

/* Columns that a UTF-8 text takes (one a character; names here have no wide ones). */
int ent_text_width(const char *text);

/* Prints text wrapped at blanks, from column `at` on, the lines after the first behind `indent` blanks, and ends the
 * last line. Words longer than a line stay whole. A newline in the text ends a line. */
void ent_print_wrapped(FILE *stream, const char *text, int at, int indent, int width);

/* Prints a text of several lines, each wrapped behind its own indentation and `more` blanks. */
void ent_print_lines(FILE *stream, const char *text, int more, int width);

#endif
