/* The state of reading one source, and how its mistakes are said. Internal to engine/scenario. */
#ifndef ENT_SETTINGS_PARSER_H
#define ENT_SETTINGS_PARSER_H

#include "settings/scanner.h"
#include "settings/setting.h"

enum {
    ENT_PARSER_ERRORS = 100,    /* after these the rest is not read */
    ENT_PARSER_NAMES = 1000,      /* in one group: libconfig compares each with all others */
    ENT_PARSER_SETTINGS = 100000, /* in one file, so that 16 MB of commas do not take gigabytes */
    ENT_PARSER_NAME_BYTES = 100,        /* bytes of a name */
    ENT_PARSER_EXCERPT_BYTES = 60         /* bytes of a text that messages repeat */
};

typedef struct ent_parser {
    ent_scanner scanner;
    ent_arena *arena;
    ent_diagnostics *diagnostics;
    ent_setting *current; /* the setting that is read: its path goes into the messages */
    int status;           /* ENT_OK or ENT_ERR_NO_MEMORY */
    int depth;            /* groups and lists around the current token */
    size_t settings, mistakes, warnings;
    size_t section; /* where the name of a section first stood inside a group; SIZE_MAX: nowhere yet */
    size_t lost;    /* behind the last text that is not closed, which took brackets and commas with it; 0: none */
    bool torn;      /* a mistake that may have cost more than one value: no more can be said about the settings */
    bool cut;       /* the rest is not read: what is still open then is no mistake */
    bool wrapped;   /* the whole stands in braces, as in JSON */
    /* the last place asked for, so that finding places costs no more than reading on */
    size_t known_byte;
    int known_line, known_column;
} ent_parser;

/* The current token, and the one after it. */
const ent_token *ent_parser_token(const ent_parser *self);
void ent_parser_next(ent_parser *self);
bool ent_parser_at(const ent_parser *self, char mark);

/* Goes on behind byte `at`. */
void ent_parser_resume(ent_parser *self, size_t at);

/* Reads no further. */
void ent_parser_stop(ent_parser *self);

/* As ent_source_position, for places that mostly come in order. */
ent_position ent_parser_position(ent_parser *self, size_t byte, size_t length);

/* The bytes [start, end) as a string. Never NULL; when memory is out the status says so. */
const char *ent_parser_text(ent_parser *self, size_t start, size_t end);

/* The same for messages: a long one is cut, with … at its end. */
const char *ent_parser_excerpt(ent_parser *self, size_t start, size_t end);

/* printf in the arena, for helps: as above. */
const char *ent_parser_print(ent_parser *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An error at [start, end), with the path of the current setting, which is then a wrong one. Nothing after
 * ent_parser_stop: what is missing then was not read. */
void ent_parser_fail(ent_parser *self, size_t start, size_t end, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* A warning, which does not keep the file from being used. No more than ENT_PARSER_ERRORS are given. */
void ent_parser_warn(ent_parser *self, size_t start, size_t end, const char *help, const char *text);

/* Whether a line ends between two bytes; where the line of a byte ends. */
bool ent_parser_newline(const ent_parser *self, size_t from, size_t to);
size_t ent_parser_line_end(const ent_parser *self, size_t at);

/* After a mistake that began at `start`: on to a separator, a closing brace, or a name on a later line. */
void ent_parser_resynchronise(ent_parser *self, size_t start);

#endif
