/* The reader's terminal: its width and colours, and text wrapped to it. */
#ifndef ENT_CLI_TERMINAL_H
#define ENT_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* Choices of --color, in the order of the option's `choices`. */
typedef enum ent_colour { ENT_COLOUR_AUTO, ENT_COLOUR_ALWAYS, ENT_COLOUR_NEVER } ent_colour;

/* Whether to colour the output to a stream. A choice other than AUTO decides; else NO_COLOR (set and not empty: never),
 * then CLICOLOR_FORCE (set, not empty and not 0: always); else the stream must be a terminal that is not dumb, and
 * CLICOLOR must not be 0. */
bool ent_terminal_colour(FILE *stream, ent_colour choice);

/* Width in columns: COLUMNS where it is a number, else the terminal's own, else 80; at least 40, and at most 120, since
 * longer lines are hard to read. */
int ent_terminal_width(FILE *stream);

/* Width for lines that are wrapped for people but stay whole for programs: ent_terminal_width where the stream is a
 * terminal or COLUMNS is set, else INT_MAX. */
int ent_terminal_reading_width(FILE *stream);

/* Number of columns of a UTF-8 text, one a character (names here have no wide characters). */
int ent_text_width(const char *text);

/* Prints text wrapped at blanks from column `at` on, the later lines behind `indent` blanks, and ends the last line. A
 * word longer than a line is not divided. A newline in the text ends a line. */
void ent_print_wrapped(FILE *stream, const char *text, int at, int indent, int width);

/* Prints a text of several lines, each wrapped behind its own indentation and `more` blanks. */
void ent_print_lines(FILE *stream, const char *text, int more, int width);

#endif
