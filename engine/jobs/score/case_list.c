#include "jobs/score/case_list.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

static const char unnamed[] = "cases"; /* the set of cases without `collection` */

static const ent_variant_model *base_of(const ent_score_file *file)
{
    return file->experiment->item[0];
}

/* --- the cases of a file ------------------------------------------------------------------------------------------ */

static const char *set_of(const ent_observed *observed)
{
    return *observed->collection != '\0' ? observed->collection : unnamed;
}

static void fill_row(ent_score_case *one)
{
    const ent_observed *observed = one->observed;
    const ent_scenario *scenario = &base_of(one->file)->scenario;
    const ent_case *own = one->number != SIZE_MAX ? &scenario->one_case[one->number] : NULL;
    ent_score_row *row = &one->row;

    *row = (ent_score_row){.set = set_of(observed),
        .name = own != NULL ? own->label.id : one->file->experiment->id,
        .title = own != NULL && *own->label.name != '\0' ? own->label.name : scenario->title,
        .file = one->file->path,
        .conflict = observed->conflict,
        .kind = observed->kind,
        .in_sample = observed->in_sample,
        .frozen = (double) NAN,
        .began = observed->began,
        .duration = {.entered = observed->entered},
        .integrated = {(double) NAN, (double) NAN},
        .pit_ends = {(double) NAN, (double) NAN},
        .pit = (double) NAN};
    row->known = observed->agreed != ENT_FACT_FALSE &&
                 ent_observed_duration(observed, &row->duration.months, &row->duration.ended) &&
                 row->duration.months > row->duration.entered;
    if (!row->known) {
        row->duration.months = (double) NAN;
        row->duration.ended = false;
    }
}

static size_t count_cases(const ent_score_file *file)
{
    const ent_scenario *scenario = &base_of(file)->scenario;

    return scenario->cases > 0 ? scenario->cases : scenario->observed.given ? 1 : 0;
}

static void add_cases(ent_score *self, const ent_score_file *file)
{
    const ent_scenario *scenario = &base_of(file)->scenario;
    size_t count = count_cases(file);

    for (size_t i = 0; i < count; i++) {
        ent_score_case *one = &self->one[self->cases++];
        bool own = scenario->cases > 0;
        one->file = file;
        one->number = own ? i : SIZE_MAX;
        one->observed = own ? &scenario->one_case[i].observed : &scenario->observed;
        fill_row(one);
    }
}

/* --- what cannot be scored ---------------------------------------------------------------------------------------- */

static void say_without_record(ent_score *self, const ent_score_file *file)
{
    const ent_tree *tree = &base_of(file)->tree;
    ent_position at = tree->root != NULL ? tree->root->at : (ent_position){0};

    if (file->named) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, at, "observed",
            "observed: { agreed = true; truce_months = 127; ended = true; until = \"2025-08\"; };",
            "%s has no `observed`, so there is nothing to score it against; expected what happened, or `cases`",
            file->path);
    } else {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_NOTE, (ent_position){0}, NULL, NULL,
            "%s has no `observed` and is passed over", file->path);
    }
}

static const char *why_unknown(const ent_score_case *one)
{
    return one->observed->agreed == ENT_FACT_FALSE ? "no deal was agreed, and only truces are scored"
                                                   : "`observed` does not say how long the truce held and whether it "
                                                     "ended";
}

static void say_unknown(ent_score *self, const ent_score_case *one)
{
    ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL,
        one->observed->agreed == ENT_FACT_FALSE ? NULL : "observed: { truce_months = 127; ended = true; };",
        "%s is not scored: %s", one->row.name, why_unknown(one));
}

static int check(ent_score *self)
{
    for (size_t i = 0; i < self->cases; i++) {
        if (self->one[i].row.known) {
            self->scored++;
        } else {
            say_unknown(self, &self->one[i]);
        }
    }
    if (self->diagnostics.errors > 0) {
        return ENT_ERR_ARGUMENT;
    }
    if (self->scored == 0) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "observed: { agreed = true; truce_months = 127; ended = true; };",
            "nothing to score: no file says how long its truce held and whether it ended");
        return ENT_ERR_ARGUMENT;
    }
    return ENT_OK;
}

/* --- sets --------------------------------------------------------------------------------------------------------- */

/* Moves the cases of each set together, in order of first appearance, and lists the sets. */
static int sort_by_set(ent_score *self)
{
    ent_score_case *sorted = ent_arena_array(&self->arena, self->cases, sizeof(*sorted));
    size_t count = 0;

    self->set = ent_arena_array(&self->arena, self->cases, sizeof(*self->set));
    if (sorted == NULL || self->set == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->cases; i++) {
        size_t s = 0;
        while (s < self->sets && strcmp(self->set[s].name, self->one[i].row.set) != 0) {
            s++;
        }
        if (s == self->sets) {
            ent_score_set *set = &self->set[self->sets++];
            *set = (ent_score_set){.name = self->one[i].row.set, .first = count};
            for (size_t k = i; k < self->cases; k++) {
                if (strcmp(self->one[k].row.set, set->name) == 0) {
                    sorted[count++] = self->one[k];
                }
            }
            set->end = count;
        }
    }
    self->one = sorted;
    return ENT_OK;
}

/* Warns of cases of one name in a set: each counts, although they may be one and the same. */
static void warn_of_names(ent_score *self)
{
    for (size_t i = 1; i < self->cases; i++) {
        const ent_score_row *row = &self->one[i].row;
        size_t k = i;
        while (k > 0 && strcmp(self->one[k - 1].row.set, row->set) == 0 &&
               strcmp(self->one[k - 1].row.name, row->name) != 0) {
            k--;
        }
        if (k > 0 && strcmp(self->one[k - 1].row.set, row->set) == 0) {
            ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL, NULL,
                "%s is there twice in the set %s (%s and %s), and both count", row->name, row->set,
                self->one[k - 1].row.file, row->file);
        }
    }
}

int ent_score_list_cases(ent_score *self, const ent_score_file *file, size_t files)
{
    size_t count = 0;
    int status;

    for (size_t f = 0; f < files; f++) {
        count += count_cases(&file[f]);
    }
    self->one = ent_arena_array(&self->arena, count + 1, sizeof(*self->one));
    if (self->one == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t f = 0; f < files; f++) {
        if (count_cases(&file[f]) == 0) {
            say_without_record(self, &file[f]);
        }
        add_cases(self, &file[f]);
    }
    status = check(self);
    status = status == ENT_OK ? sort_by_set(self) : status;
    if (status == ENT_OK) {
        warn_of_names(self);
    }
    return status;
}
