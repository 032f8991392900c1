/* State of parsing one source, and how its errors are reported. Internal to engine/settings. */
#ifndef ENT_SETTINGS_PARSER_H
#define ENT_SETTINGS_PARSER_H

#include "settings/scanner.h"
#include "settings/setting.h"

enum {
    ENT_PARSER_ERRORS = 100,      /* after this many errors parsing stops */
    ENT_PARSER_NAMES = 1000,      /* settings of one group: libconfig compares each with all others */
    ENT_PARSER_SETTINGS = 100000, /* settings of one file, so that 16 MB of commas do not take gigabytes */
    ENT_PARSER_NAME_BYTES = 100,  /* longest name */
    ENT_PARSER_EXCERPT_BYTES = 60 /* longest piece of the source that a message repeats */
};

typedef struct ent_parser {
    ent_scanner scanner;
    ent_arena *arena;             /* borrowed */
    ent_diagnostics *diagnostics; /* borrowed */
    ent_setting *current;         /* the setting being parsed: messages carry its path */
    int status;                   /* ENT_OK or ENT_ERR_NO_MEMORY */
    int depth;                    /* number of groups and lists around the current token */
    size_t settings, errors, warnings;
    size_t section;      /* byte of the first section name inside a group; SIZE_MAX: none */
    size_t unclosed_end; /* byte after the last unclosed text, which swallowed brackets and commas; 0: none */
    bool incomplete;     /* an error may have cost more than one value, so that the tree cannot be checked further */
    bool stopped;        /* the rest is not parsed: brackets that are open then are no error */
    bool wrapped;        /* the whole file stands in braces, as in JSON */
    /* position of the last byte asked for, so that positions in increasing order cost one pass in total */
    size_t known_byte;
    int known_line, known_column;
} ent_parser;

/* Returns the current token. */
const ent_token *ent_parser_token(const ent_parser *self);

/* Moves to the next token. */
void ent_parser_next(ent_parser *self);

/* True when the current token is the mark `mark`. */
bool ent_parser_at(const ent_parser *self, char mark);

/* Continues at byte `at`. */
void ent_parser_resume(ent_parser *self, size_t at);

/* Stops parsing: the current token becomes the end. */
void ent_parser_stop(ent_parser *self);

/* As ent_source_position, and fast when called with increasing bytes. */
ent_position ent_parser_position(ent_parser *self, size_t byte, size_t length);

/* Returns bytes [start, end) as a string in the arena; "" with status set when memory is exhausted. */
const char *ent_parser_text(ent_parser *self, size_t start, size_t end);

/* Returns bytes [start, end) for a message: shortened to ENT_PARSER_EXCERPT_BYTES, then with … at the end. */
const char *ent_parser_excerpt(ent_parser *self, size_t start, size_t end);

/* printf into the arena, for helps; "" with status set when memory is exhausted. */
const char *ent_parser_print(ent_parser *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds an error at [start, end) with the path of the current setting, and marks that setting as wrong. Adds nothing
 * after ent_parser_stop, since whatever is missing then was not parsed. */
void ent_parser_fail(ent_parser *self, size_t start, size_t end, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds a warning, which leaves the file usable; at most ENT_PARSER_ERRORS of them. */
void ent_parser_warn(ent_parser *self, size_t start, size_t end, const char *help, const char *text);

/* True when a line ends in [from, to). */
bool ent_parser_newline(const ent_parser *self, size_t from, size_t to);

/* Returns the byte at which the line of byte `at` ends. */
size_t ent_parser_line_end(const ent_parser *self, size_t at);

/* Recovers from an error that began at `start`: moves on to a separator, a closing brace, or a name on a later line. */
void ent_parser_resynchronise(ent_parser *self, size_t start);

#endif
