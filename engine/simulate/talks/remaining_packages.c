#include "simulate/talks/remaining_packages.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of up to this many packages, all that are acceptable are listed. */
static const double most_listed = 16384.0;

int ent_remaining_packages_init(ent_remaining_packages *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_remaining_packages){.plan = plan, .kernels = kernels};
    self->shut = calloc((plan->rounds + 1) * plan->options + 1, sizeof(*self->shut));
    self->option = calloc(plan->demands + 1, sizeof(*self->option));
    return self->shut != NULL && self->option != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_remaining_packages_free(ent_remaining_packages *self)
{
    ent_pareto_front_free(&self->found);
    free(self->shut);
    free(self->index);
    free(self->option);
    *self = (ent_remaining_packages){0};
}

/* --- boxes ----------------------------------------------------------------------------------------------------------
 */

/* One search over boxes. */
typedef struct box_search {
    ent_remaining_packages *self;
    ent_enumeration *enumeration;
    const ent_preference *preference;
    const uint64_t *excluded;
    const double *aspiration;
    ent_refused_packages refused;
    int status;
} box_search;

static int reserve(ent_remaining_packages *self, size_t count)
{
    if (self->indices < count) {
        uint32_t *grown = realloc(self->index, 2 * count * sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        self->index = grown;
        self->indices = 2 * count;
    }
    return ent_pareto_front_reserve(&self->found, self->found.count + count, self->plan->deciders);
}

/* Appends the acceptable packages that the enumeration found. */
static void append(box_search *search)
{
    ent_remaining_packages *self = search->self;
    const ent_pareto_front *from = &search->enumeration->found;
    ent_pareto_front *to = &self->found;
    size_t count;

    search->status = reserve(self, from->count);
    if (search->status != ENT_OK) {
        return;
    }
    count = self->kernels->reach(
        from->count, self->plan->deciders, from->utility, from->capacity, search->aspiration, self->index);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < self->plan->deciders; j++) {
            to->utility[j * to->capacity + to->count] = from->utility[j * from->capacity + self->index[i]];
        }
        to->package[to->count++] = from->package[self->index[i]];
    }
}

static void enumerate(box_search *search, const bool *shut)
{
    ent_enumeration *enumeration = search->enumeration;

    enumeration->shut = shut;
    if (ent_enumeration_open(enumeration, search->preference, search->excluded, search->aspiration)) {
        search->status = ent_enumeration_run(enumeration, (double) INFINITY);
        if (search->status == ENT_OK) {
            append(search);
        }
    }
    enumeration->shut = NULL;
}

static bool is_in_box(const box_search *search, const bool *shut, size_t package)
{
    const ent_talks_plan *plan = search->self->plan;
    size_t *option = search->self->option;

    ent_preference_unpack(plan, package, option);
    for (size_t d = 0; d < plan->demands; d++) {
        if (shut[option[d]]) {
            return false;
        }
    }
    return true;
}

/* Shuts all options of a demand but one. */
static void fix(const ent_talks_plan *plan, bool *shut, size_t demand, size_t option)
{
    for (size_t o = plan->first_option[demand]; o < plan->first_option[demand + 1]; o++) {
        shut[o] = o != option;
    }
}

/* Searches the box number `depth` without the refused packages from number `from` on; those before are not in it. */
static void search_box(box_search *search, size_t depth, size_t from)
{
    const ent_talks_plan *plan = search->self->plan;
    bool *shut = search->self->shut + depth * plan->options;
    bool *part = shut + plan->options;

    while (from < search->refused.count && !is_in_box(search, shut, search->refused.package[from])) {
        from++;
    }
    if (from == search->refused.count) {
        enumerate(search, shut);
        return;
    }
    for (size_t d = 0; d < plan->demands && search->status == ENT_OK; d++) {
        ent_preference_unpack(plan, search->refused.package[from], search->self->option);
        memcpy(part, shut, plan->options * sizeof(*part));
        for (size_t before = 0; before < d; before++) {
            fix(plan, part, before, search->self->option[before]);
        }
        part[search->self->option[d]] = true;
        search_box(search, depth + 1, from + 1);
    }
}

/* --- all at once -----------------------------------------------------------------------------------------------------
 */

static bool is_refused(ent_refused_packages refused, double package)
{
    for (size_t i = 0; i < refused.count; i++) {
        if ((double) refused.package[i] == package) {
            return true;
        }
    }
    return false;
}

static void drop_refused(ent_pareto_front *found, ent_refused_packages refused)
{
    size_t kept = 0;

    for (size_t i = 0; i < found->count; i++) {
        if (!is_refused(refused, found->package[i])) {
            for (size_t j = 0; j < found->deciders; j++) {
                found->utility[j * found->capacity + kept] = found->utility[j * found->capacity + i];
            }
            found->package[kept++] = found->package[i];
        }
    }
    found->count = kept;
}

/* Lists all acceptable packages, dominated ones too, and drops the refused. Returns false, and does nothing, where
 * there are too many packages. */
static bool search_all(box_search *search)
{
    ent_enumeration *enumeration = search->enumeration;
    bool keeps_all = enumeration->keeps_all;

    if (!ent_enumeration_open(enumeration, search->preference, search->excluded, search->aspiration)) {
        return true;
    }
    if (ent_enumeration_packages(enumeration) > most_listed) {
        return false;
    }
    enumeration->keeps_all = true;
    search->status = ent_enumeration_run(enumeration, (double) INFINITY);
    enumeration->keeps_all = keeps_all;
    if (search->status == ENT_OK) {
        append(search);
        drop_refused(&search->self->found, search->refused);
    }
    return true;
}

int ent_remaining_packages_run(ent_remaining_packages *self, ent_enumeration *search, const ent_preference *preference,
    const uint64_t *excluded, const double *aspiration, ent_refused_packages refused)
{
    box_search all = {.self = self,
        .enumeration = search,
        .preference = preference,
        .excluded = excluded,
        .aspiration = aspiration,
        .refused = refused,
        .status = ENT_OK};

    self->found.count = 0;
    if (!search_all(&all)) {
        memset(self->shut, 0, self->plan->options * sizeof(*self->shut));
        search_box(&all, 0, 0);
    }
    return all.status;
}

/* --- counting -------------------------------------------------------------------------------------------------------
 */

static bool is_acceptable(ent_remaining_packages *self, const ent_preference *preference, const uint64_t *excluded,
    const double *aspiration, size_t package)
{
    const ent_talks_plan *plan = self->plan;

    ent_preference_unpack(plan, package, self->option);
    for (size_t d = 0; d < plan->demands; d++) {
        if (ent_is_excluded(plan, excluded, self->option[d])) {
            return false;
        }
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        if (!(ent_preference_utility(preference, plan, self->option, plan->decider[j]) >= aspiration[j])) {
            return false;
        }
    }
    return true;
}

size_t ent_acceptable_refused(ent_remaining_packages *self, const ent_preference *preference, const uint64_t *excluded,
    const double *aspiration, ent_refused_packages refused, size_t last)
{
    size_t count = 0;

    for (size_t i = 0; i < refused.count; i++) {
        count += refused.package[i] <= last && is_acceptable(self, preference, excluded, aspiration, refused.package[i])
                     ? 1
                     : 0;
    }
    return count;
}
