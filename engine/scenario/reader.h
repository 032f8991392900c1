/* Functions shared by the readers of the sections: groups with their known names, labels, quantities, constants.
 * Internal to engine/scenario. Every function adds errors to the diagnostics and returns a usable value, so that one
 * pass finds all errors; a failed allocation is kept in `status`. Paths are dotted, as "contributors.italy". */
#ifndef ENT_SCENARIO_READER_H
#define ENT_SCENARIO_READER_H

#include "scenario/scenario.h"
#include "settings/schema.h"
#include "settings/setting.h"
#include "wording/display_name.h"

enum {
    ENT_READER_ERRORS = 500, /* errors reported at most */
    ENT_READER_LISTED = 32   /* names listed at most in a help */
};

typedef struct ent_reader {
    ent_scenario *scenario;         /* the result; its arena serves all allocations */
    const ent_setting *root;        /* borrowed from the tree */
    ent_diagnostics *diagnostics;   /* borrowed */
    int status;                     /* ENT_OK or ENT_ERR_NO_MEMORY */
    size_t errors;                  /* number of errors so far, including those beyond ENT_READER_ERRORS */
    const ent_setting *has_unknown; /* the last group with an unknown setting that was reported */
    ent_capitals capitals;          /* the words that the file's names write with capitals */
} ent_reader;

/* Collects self->capitals from the names at and below a setting. */
void ent_reader_capitals(ent_reader *self, const ent_setting *setting);

/* Adds an error at a setting (NULL: without a position). The error after ENT_READER_ERRORS errors announces that the
 * rest is not listed. */
void ent_reader_error(ent_reader *self, const ent_setting *at, const char *path, const char *help, const char *format,
    ...) __attribute__((format(printf, 5, 6)));

/* Adds a warning at a setting (NULL: without a position). */
void ent_reader_warn(ent_reader *self, const ent_setting *at, const char *path, const char *help, const char *format,
    ...) __attribute__((format(printf, 5, 6)));

/* Returns zeroed memory for [count] elements in the scenario's arena; NULL with status set when memory is exhausted. A
 * count of 0 gives a valid pointer. */
void *ent_reader_array(ent_reader *self, size_t count, size_t size);

/* Returns "parent.child", or "child" when parent is "". "" with status set when memory is exhausted. */
const char *ent_reader_join(ent_reader *self, const char *parent, const char *child);

/* printf into the scenario's arena, for texts and helps. "" with status set when memory is exhausted. */
const char *ent_reader_print(ent_reader *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Reports the missing setting `key`, at the name of its group. Adds nothing when another name in the group is close to
 * `key`, or when an assignment to an unknown setting created the group, since both were reported. */
void ent_reader_missing(
    ent_reader *self, const ent_setting *group, const char *path, const char *key, const char *help, const char *text);

/* True for a value whose error was reported by the parser: no further error should be added. */
bool ent_reader_is_wrong(const ent_setting *setting);

/* True when a group lacks `key` but has an entry with a name close to it. */
bool ent_reader_misspelt(const ent_setting *group, const char *key);

/* Checks that a setting is a group that holds only settings of the schema's `group`, and name, note, source as texts.
 * Returns false when it is not a group. */
bool ent_reader_group(ent_reader *self, const ent_setting *setting, const char *path, ent_group group);

/* As ent_reader_group, for a list of known names [count]. */
bool ent_reader_names(
    ent_reader *self, const ent_setting *setting, const char *path, const char *const *known, size_t count);

/* Checks that name, note and source of a group are texts. */
void ent_reader_texts(ent_reader *self, const ent_setting *group, const char *path);

/* Returns a section of the file; NULL when it is left out, or (with an error) not a group. */
const ent_setting *ent_reader_section(ent_reader *self, const char *name);

/* Returns the number of entries of a section, NULL included: all children but name, note and source. */
size_t ent_reader_entries(const ent_setting *section);

/* True for a child that is not name, note or source. */
bool ent_reader_is_entry(const ent_setting *child);

/* Returns id, name, note and source of a group; of any other setting the id, with the name derived from it. Checks the
 * form of the id, and when `checked` also that it is not reserved and that no other entry of factors, values,
 * events, contributors, parties, demands, guarantees and measures has it. */
ent_label ent_reader_label(ent_reader *self, const ent_setting *setting, const char *path, bool checked);

/* Returns a valid name close to a text, "Us-Support" -> "us_support"; NULL when there is none. */
const char *ent_reader_as_name(ent_reader *self, const char *text);

/* Returns the text of a child; `otherwise` when it is left out or not a text. Adds no error. */
const char *ent_reader_text(const ent_setting *group, const char *key, const char *otherwise);

/* A name or a title, which is one line: a line end with the blanks around it becomes one blank. In the arena of the
 * scenario where there is one; the text itself when memory is out, with the status set. */
const char *ent_reader_one_line(ent_reader *self, const char *text);

/* As ent_reader_text, in one line. */
const char *ent_reader_line(ent_reader *self, const ent_setting *group, const char *key, const char *otherwise);

/* As ent_reader_text, with an error for a child that is not a text. */
const char *ent_reader_string(
    ent_reader *self, const ent_setting *group, const char *key, const char *path, const char *otherwise);

/* Returns whether child `key` of a group is true: a boolean, or the text of one; `otherwise` when it is left out, or
 * (with an error) neither. */
bool ent_reader_flag(ent_reader *self, const ent_setting *group, const char *key, const char *path, bool otherwise);

/* Returns the list child `key` of a group; NULL when it is left out, or (with an error) not a list. */
const ent_setting *ent_reader_list(ent_reader *self, const ent_setting *group, const char *key, const char *path);

#endif
