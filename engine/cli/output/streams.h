/* Standard output and standard error as the program uses them: names, notes, paths and messages come from outside, and
 * a terminal obeys the codes in them. All that is printed goes through one filter, which writes out hidden characters
 * (base/visible_text.h) and lets pass the codes of this program alone. */
#ifndef ENT_CLI_OUTPUT_STREAMS_H
#define ENT_CLI_OUTPUT_STREAMS_H

#include <stddef.h>
#include <stdio.h>

/* Codes of ECMA-48 that this program writes. */
typedef enum ent_code {
    ENT_CODE_OFF, /* all attributes off */
    ENT_CODE_BOLD,
    ENT_CODE_FAINT,
    ENT_CODE_GREEN,
    ENT_CODE_RED_BOLD,
    ENT_CODE_YELLOW_BOLD,
    ENT_CODE_CYAN_BOLD,
    ENT_CODE_LINE_START, /* back to the start of the line */
    ENT_CODE_LINE_CLEAR, /* clear from here to the end of the line */
    ENT_CODES
} ent_code;

/* Puts the filter between stdout, stderr and their descriptors, for the rest of the program. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_streams_open(void);

/* Writes the remainder of a character that was cut off, and flushes both. */
void ent_streams_close(void);

/* Text that the filter turns into a code. It begins with a mark that is drawn at random for each process, so that no
 * text from outside can stand for it. Before ent_streams_open: the code itself. */
const char *ent_code_text(ent_code code);

/* The same where `wanted`, else "". */
const char *ent_code_if(int wanted, ent_code code);

/* A text as one line of output: line feeds are written out (base/visible_text.h), so that no path or formula can pass
 * for several lines. Valid until the eighth call after this one. */
const char *ent_line(const char *text);

/* File descriptor of a stream, also of one behind the filter. */
int ent_stream_descriptor(FILE *stream);

#endif
