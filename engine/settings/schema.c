#include "settings/schema.h"

#include <string.h>

enum {
    SECTION = ENT_TRAIT_SECTION,
    REFERENCED = ENT_TRAIT_SECTION | ENT_TRAIT_REFERENCED,
    SHARED = ENT_TRAIT_SECTION | ENT_TRAIT_REFERENCED | ENT_TRAIT_SHARED,
    TEXT = ENT_TRAIT_TEXT,
    RECORD = ENT_TRAIT_NOT_SIMULATED | ENT_TRAIT_NOT_RESERVED, /* of `observed` and `cases` */
    RECORD_TEXT = RECORD | TEXT
};

/* clang-format off */
static const ent_schema_row row[] = {
    {ENT_GROUP_ROOT, "title", ENT_SHAPE_VALUE, ENT_TRAIT_NOT_SIMULATED, NULL},
    {ENT_GROUP_ROOT, "notes", ENT_SHAPE_VALUE, ENT_TRAIT_NOT_SIMULATED, NULL},
    {ENT_GROUP_ROOT, "sources", ENT_SHAPE_LIST_OR_VALUE, ENT_TRAIT_NOT_SIMULATED, NULL},
    {ENT_GROUP_ROOT, "run", ENT_SHAPE_GROUP, SECTION, NULL},
    {ENT_GROUP_ROOT, "factors", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "values", ENT_SHAPE_ENTRIES, ENT_TRAIT_REFERENCED | ENT_TRAIT_SHARED, NULL}, /* sweeps have one too */
    {ENT_GROUP_ROOT, "events", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "contributors", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "correlations", ENT_SHAPE_ENTRIES, SECTION | ENT_TRAIT_EXTENSIBLE, NULL},
    {ENT_GROUP_ROOT, "force", ENT_SHAPE_GROUP, SECTION, NULL},
    {ENT_GROUP_ROOT, "forces", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "parties", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "demands", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "together", ENT_SHAPE_ENTRIES, SECTION | ENT_TRAIT_EXTENSIBLE, NULL},
    {ENT_GROUP_ROOT, "talks", ENT_SHAPE_GROUP, REFERENCED, NULL},
    {ENT_GROUP_ROOT, "ratification", ENT_SHAPE_ENTRIES, SECTION | ENT_TRAIT_EXTENSIBLE, NULL},
    {ENT_GROUP_ROOT, "truce", ENT_SHAPE_GROUP, REFERENCED, NULL},
    {ENT_GROUP_ROOT, "guarantees", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "outcomes", ENT_SHAPE_ENTRIES, SECTION, NULL},
    {ENT_GROUP_ROOT, "measures", ENT_SHAPE_ENTRIES, SHARED, NULL},
    {ENT_GROUP_ROOT, "given", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_ROOT, "headline", ENT_SHAPE_VALUE, SECTION, NULL},
    {ENT_GROUP_ROOT, "experts", ENT_SHAPE_ENTRIES, SECTION, NULL},
    {ENT_GROUP_ROOT, "variants", ENT_SHAPE_ENTRIES, REFERENCED | ENT_TRAIT_EXTENSIBLE, NULL},
    {ENT_GROUP_ROOT, "sweeps", ENT_SHAPE_ENTRIES, SECTION | ENT_TRAIT_EXTENSIBLE, NULL},
    {ENT_GROUP_ROOT, "checks", ENT_SHAPE_LIST, SECTION, NULL},
    {ENT_GROUP_ROOT, "levels", ENT_SHAPE_LIST_OR_VALUE, ENT_TRAIT_NOT_SIMULATED, NULL},
    {ENT_GROUP_ROOT, "observed", ENT_SHAPE_GROUP, SECTION | ENT_TRAIT_NOT_SIMULATED, NULL},
    {ENT_GROUP_ROOT, "cases", ENT_SHAPE_ENTRIES, SECTION | ENT_TRAIT_NOT_SIMULATED, NULL},
    {ENT_GROUP_ROOT, "base", ENT_SHAPE_VALUE, ENT_TRAIT_NOT_SIMULATED | ENT_TRAIT_REFERENCED, NULL},
    {ENT_GROUP_ROOT, "set", ENT_SHAPE_LIST, ENT_TRAIT_NOT_SIMULATED, NULL},
    {ENT_GROUP_ENTRIES, "table", ENT_SHAPE_VALUE, ENT_TRAIT_NOT_SIMULATED | TEXT, NULL},
    {ENT_GROUP_QUANTITY, "value", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RUN, "worlds", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RUN, "replications", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RUN, "seed", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RUN, "horizon", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RUN, "design", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RUN, "until", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RUN, "start", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "value", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "monthly", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "at", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "chance", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "when", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "lasts", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "every", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EVENT, "during", ENT_SHAPE_VALUE, TEXT, NULL},
    {ENT_GROUP_CONTRIBUTOR, "troops", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "joins", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "requires", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "after", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "lead_months", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "leaves", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "pool", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "rotation", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "allowed", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CONTRIBUTOR, "force", ENT_SHAPE_VALUE, TEXT, NULL},
    {ENT_GROUP_CONTRIBUTOR, "present", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CORRELATION, "among", ENT_SHAPE_LIST, TEXT, NULL},
    {ENT_GROUP_CORRELATION, "rho", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_FORCE, "required", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_FORCE, "allowed", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_FORCE, "cap", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_FORCE, "thresholds", ENT_SHAPE_LIST, 0, NULL},
    {ENT_GROUP_PARTY, "threshold", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_PARTY, "war_cost", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_PARTY, "concession", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_PARTY, "veto", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_PARTY, "softens", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_DEMAND, "by", ENT_SHAPE_VALUE, TEXT, NULL},
    {ENT_GROUP_DEMAND, "options", ENT_SHAPE_LIST, ENT_TRAIT_REFERENCED | TEXT, NULL},
    {ENT_GROUP_DEMAND, "available", ENT_SHAPE_PER_OPTION, 0, "true"},
    {ENT_GROUP_STANCE, "weight", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_STANCE, "scores", ENT_SHAPE_PER_OPTION, 0, NULL},
    {ENT_GROUP_STANCE, "refuses", ENT_SHAPE_PER_OPTION, 0, "0"},
    {ENT_GROUP_STANCE, "softens", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TOGETHER, "when", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TOGETHER, "never", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TALKS, "rounds", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TALKS, "months_per_round", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TALKS, "deadline", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TALKS, "rule", ENT_SHAPE_VALUE, TEXT, NULL},
    {ENT_GROUP_TALKS, "stages", ENT_SHAPE_ENTRIES, 0, NULL},
    {ENT_GROUP_RATIFICATION, "by", ENT_SHAPE_VALUE, TEXT, NULL},
    {ENT_GROUP_RATIFICATION, "chance", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RATIFICATION, "takes", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RATIFICATION, "when", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_RATIFICATION, "if_no", ENT_SHAPE_VALUE, TEXT, NULL},
    {ENT_GROUP_TRUCE, "causes", ENT_SHAPE_ENTRIES, 0, NULL},
    {ENT_GROUP_TRUCE, "in_force", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TRUCE, "age", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_TRUCE, "renews", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CAUSE, "hazard", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_CAUSE, "contained", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_GUARANTEE, "by", ENT_SHAPE_VALUE, ENT_TRAIT_NOT_SIMULATED | TEXT, NULL},
    {ENT_GROUP_GUARANTEE, "given", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_GUARANTEE, "starts", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_GUARANTEE, "lasts", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_GUARANTEE, "honoured", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_GUARANTEE, "contains", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_GUARANTEE, "against", ENT_SHAPE_LIST_OR_VALUE, TEXT, NULL},
    {ENT_GROUP_GUARANTEE, "fails_for_good", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_OUTCOME, "when", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EXPERT, "weight", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_EXPERT, "set", ENT_SHAPE_LIST, ENT_TRAIT_NOT_SIMULATED | TEXT, NULL},
    {ENT_GROUP_MEASURE, "value", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_MEASURE, "unit", ENT_SHAPE_VALUE, ENT_TRAIT_NOT_SIMULATED | TEXT, NULL},
    {ENT_GROUP_MEASURE, "given", ENT_SHAPE_VALUE, 0, NULL},
    {ENT_GROUP_VARIANT, "of", ENT_SHAPE_LIST_OR_VALUE, ENT_TRAIT_NOT_SIMULATED | TEXT, NULL},
    {ENT_GROUP_VARIANT, "set", ENT_SHAPE_LIST, ENT_TRAIT_NOT_SIMULATED | TEXT, NULL},
    {ENT_GROUP_SWEEP, "vary", ENT_SHAPE_LIST_OR_VALUE, TEXT, NULL},
    {ENT_GROUP_SWEEP, "values", ENT_SHAPE_LIST, 0, NULL},
    {ENT_GROUP_SWEEP, "from", ENT_SHAPE_LIST_OR_VALUE, 0, NULL},
    {ENT_GROUP_SWEEP, "to", ENT_SHAPE_LIST_OR_VALUE, 0, NULL},
    {ENT_GROUP_SWEEP, "steps", ENT_SHAPE_LIST_OR_VALUE, 0, NULL},
    {ENT_GROUP_OBSERVED, "agreed", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_OBSERVED, "month", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_OBSERVED, "began", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_OBSERVED, "truce_months", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_OBSERVED, "ended", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_OBSERVED, "cause", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_OBSERVED, "troops", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_OBSERVED, "until", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_OBSERVED, "entered", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_OBSERVED, "in_sample", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_OBSERVED, "collection", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_OBSERVED, "kind", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_OBSERVED, "conflict", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_OBSERVED, "forecast", ENT_SHAPE_GROUP, RECORD, NULL},
    {ENT_GROUP_OBSERVED, "forecasts", ENT_SHAPE_ENTRIES, RECORD, NULL},
    {ENT_GROUP_FORECAST, "p", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_FORECAST, "on", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_FORECAST, "of", ENT_SHAPE_VALUE, RECORD_TEXT, NULL},
    {ENT_GROUP_FORECAST, "months", ENT_SHAPE_VALUE, RECORD, NULL},
    {ENT_GROUP_CASE, "observed", ENT_SHAPE_GROUP, RECORD, NULL},
    {ENT_GROUP_CASE, "values", ENT_SHAPE_ENTRIES, RECORD, NULL},
    {ENT_GROUP_CASE, "set", ENT_SHAPE_LIST, RECORD_TEXT, NULL},
};
/* clang-format on */

enum { ROWS = sizeof(row) / sizeof(*row) };

const ent_schema_row *ent_schema(size_t *count)
{
    *count = ROWS;
    return row;
}

const ent_schema_row *ent_schema_find(ent_group group, const char *name)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (row[i].group == group && strcmp(row[i].name, name) == 0) {
            return &row[i];
        }
    }
    return NULL;
}

const ent_schema_row *ent_schema_named(const char *name)
{
    const ent_schema_row *section = NULL; /* `values` is a section and, inside a sweep, a list */

    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(row[i].name, name) != 0 || (row[i].traits & ENT_TRAIT_NOT_RESERVED) != 0) {
            continue;
        }
        if (row[i].group != ENT_GROUP_ROOT || row[i].shape != ENT_SHAPE_ENTRIES) {
            return &row[i];
        }
        section = &row[i];
    }
    return section;
}

bool ent_schema_inside(const ent_schema_row *outer, ent_group *inside)
{
    static const struct {
        ent_group group, inside;
        const char *name;
    } known[] = {{ENT_GROUP_ROOT, ENT_GROUP_RUN, "run"}, {ENT_GROUP_ROOT, ENT_GROUP_QUANTITY, "factors"},
        {ENT_GROUP_ROOT, ENT_GROUP_QUANTITY, "values"}, {ENT_GROUP_ROOT, ENT_GROUP_EVENT, "events"},
        {ENT_GROUP_ROOT, ENT_GROUP_CONTRIBUTOR, "contributors"},
        {ENT_GROUP_ROOT, ENT_GROUP_CORRELATION, "correlations"}, {ENT_GROUP_ROOT, ENT_GROUP_FORCE, "force"},
        {ENT_GROUP_ROOT, ENT_GROUP_FORCE, "forces"}, {ENT_GROUP_ROOT, ENT_GROUP_PARTY, "parties"},
        {ENT_GROUP_ROOT, ENT_GROUP_DEMAND, "demands"}, {ENT_GROUP_ROOT, ENT_GROUP_TOGETHER, "together"},
        {ENT_GROUP_ROOT, ENT_GROUP_TALKS, "talks"}, {ENT_GROUP_ROOT, ENT_GROUP_RATIFICATION, "ratification"},
        {ENT_GROUP_ROOT, ENT_GROUP_TRUCE, "truce"}, {ENT_GROUP_ROOT, ENT_GROUP_GUARANTEE, "guarantees"},
        {ENT_GROUP_ROOT, ENT_GROUP_OUTCOME, "outcomes"}, {ENT_GROUP_ROOT, ENT_GROUP_MEASURE, "measures"},
        {ENT_GROUP_ROOT, ENT_GROUP_EXPERT, "experts"}, {ENT_GROUP_ROOT, ENT_GROUP_VARIANT, "variants"},
        {ENT_GROUP_ROOT, ENT_GROUP_SWEEP, "sweeps"}, {ENT_GROUP_TALKS, ENT_GROUP_QUANTITY, "stages"},
        {ENT_GROUP_TRUCE, ENT_GROUP_CAUSE, "causes"}, {ENT_GROUP_ROOT, ENT_GROUP_OBSERVED, "observed"},
        {ENT_GROUP_OBSERVED, ENT_GROUP_FORECAST, "forecast"}, {ENT_GROUP_OBSERVED, ENT_GROUP_FORECAST, "forecasts"},
        {ENT_GROUP_ROOT, ENT_GROUP_CASE, "cases"}, {ENT_GROUP_CASE, ENT_GROUP_OBSERVED, "observed"},
        {ENT_GROUP_CASE, ENT_GROUP_QUANTITY, "values"}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (known[i].group == outer->group && strcmp(known[i].name, outer->name) == 0) {
            *inside = known[i].inside;
            return true;
        }
    }
    return false;
}

size_t ent_schema_names(ent_group group, const char *name[ENT_SCHEMA_NAMES])
{
    size_t count = 0;

    for (size_t i = 0; i < ROWS && count < ENT_SCHEMA_NAMES; i++) {
        if (row[i].group == group) {
            name[count++] = row[i].name;
        }
    }
    return count;
}

bool ent_schema_is_record(const char *path)
{
    static const char *const section[] = {"observed", "cases"};

    for (size_t i = 0; i < sizeof(section) / sizeof(*section); i++) {
        size_t length = strlen(section[i]);
        if (strncmp(path, section[i], length) == 0 && (path[length] == '.' || path[length] == '\0')) {
            return true;
        }
    }
    return false;
}

bool ent_schema_is_label(const char *name)
{
    return strcmp(name, "name") == 0 || strcmp(name, "note") == 0 || strcmp(name, "source") == 0;
}
