/* Shared by the readers of the sections: groups with their known names, labels, quantities, constants. Internal to
 * engine/scenario. Every function reports mistakes to the diagnostics and goes on with a usable value, so that one
 * pass finds all of them; memory running out is remembered in `status`. */
#ifndef ENT_SCENARIO_READER_H
#define ENT_SCENARIO_READER_H

#include "scenario/scenario.h"
#include "settings/setting.h"

enum { ENT_READER_ERRORS = 500, /* no more are said */ ENT_READER_LISTED = 30 /* names in a help */ };

typedef struct ent_reader {
    ent_scenario *scenario;
    const ent_setting *root;
    ent_diagnostics *diagnostics;
    int status; /* ENT_OK or ENT_ERR_NO_MEMORY */
    size_t mistakes;
    const ent_setting *has_unknown; /* the last group in which an unknown setting was said */
} ent_reader;

/* An error at a setting. Nothing after ENT_READER_ERRORS. */
void ent_reader_error(ent_reader *self, const ent_setting *at, const char *path, const char *help, const char *format,
    ...) __attribute__((format(printf, 5, 6)));

/* Memory from the scenario's arena; on failure status is set and NULL returned. count 0 gives a valid pointer. */
void *ent_reader_array(ent_reader *self, size_t count, size_t size);

/* "parent.child", or "child" where parent is "". Never NULL ("" when memory is out). */
const char *ent_reader_join(ent_reader *self, const char *parent, const char *child);

/* printf in the scenario's arena, for texts and helps. Never NULL ("" when memory is out). */
const char *ent_reader_print(ent_reader *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What should be there, where it is not: at the group's name. Nothing where another name in the group looks like a
 * misspelt `key`, or where an assignment to an unknown setting made the group, both of which are said already. */
void ent_reader_missing(
    ent_reader *self, const ent_setting *group, const char *path, const char *key, const char *help, const char *text);

/* Whether a setting is a mistake that was said when the text was read: nothing more is said then. */
bool ent_reader_is_wrong(const ent_setting *setting);

/* Whether `key` is not there, but an entry whose name is near to it. */
bool ent_reader_misspelt(const ent_setting *group, const char *key);

/* Checks that a setting is a group and that it holds only `known` names, or name, note, source, which are texts. */
bool ent_reader_group(
    ent_reader *self, const ent_setting *setting, const char *path, const char *const *known, size_t count);

/* Checks that name, note and source of a group are texts. */
void ent_reader_texts(ent_reader *self, const ent_setting *group, const char *path);

/* A top-level section: NULL when left out; an error and NULL when it is no group. */
const ent_setting *ent_reader_section(ent_reader *self, const char *name);

/* Children of a section that are entries of it: all but name, note, source. */
size_t ent_reader_entries(const ent_setting *section);
bool ent_reader_is_entry(const ent_setting *child);

/* id, name, note and source of a group (or of a plain setting: id alone). Checks the form of the id, and when `checked`
 * also that it is not reserved and is unique over factors, events, contributors, parties and demands. */
ent_label ent_reader_label(ent_reader *self, const ent_setting *setting, const char *path, bool checked);

/* A child that is a text; `otherwise` when it is none or left out. Says nothing. */
const char *ent_reader_text(const ent_setting *group, const char *key, const char *otherwise);

/* The same, with an error where it is no text. */
const char *ent_reader_string(
    ent_reader *self, const ent_setting *group, const char *key, const char *path, const char *otherwise);

/* The list child `key` of a group: NULL when left out or (with an error) no list. A single scalar counts as no list. */
const ent_setting *ent_reader_list(ent_reader *self, const ent_setting *group, const char *key, const char *path);

/* A quantity from the setting itself: number, boolean, formula in quotes, or a group with `value`. */
ent_quantity ent_reader_quantity(ent_reader *self, const ent_setting *setting, const char *path, ent_meaning meaning);

/* The same, of a group whose entries were checked already. */
ent_quantity ent_reader_value(ent_reader *self, const ent_setting *setting, const char *path, ent_meaning meaning);

/* What stands in for a quantity whose mistake was said. */
ent_quantity ent_reader_unknown(ent_reader *self, const ent_setting *setting, const char *path);

/* A quantity from the text of a default (NULL: left out, formula NULL). */
ent_quantity ent_reader_default(ent_reader *self, const char *text, const char *path, ent_meaning meaning);

/* The quantity of child `key`, or its default. */
ent_quantity ent_reader_child(ent_reader *self, const ent_setting *group, const char *key, const char *path,
    ent_meaning meaning, const char *otherwise);

/* A constant number of a setting, within [low, high] (an error says so and gives `otherwise`). whole: an integer. */
double ent_reader_constant(ent_reader *self, const ent_setting *setting, const char *path, double low, double high,
    bool whole, double otherwise);

/* The sections. */
void ent_read_run(ent_reader *self);
void ent_read_factors(ent_reader *self);
void ent_read_events(ent_reader *self);
void ent_read_contributors(ent_reader *self);
void ent_read_correlations(ent_reader *self);
void ent_read_force(ent_reader *self);
void ent_read_parties(ent_reader *self);
void ent_read_demands(ent_reader *self);
void ent_read_talks(ent_reader *self);
void ent_read_truce(ent_reader *self);
void ent_read_outcomes(ent_reader *self);
void ent_read_queries(ent_reader *self);
void ent_read_variants(ent_reader *self);
void ent_read_sweeps(ent_reader *self);

#endif
