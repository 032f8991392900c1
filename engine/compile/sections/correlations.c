/* `correlations`: which random quantities share a Gaussian copula, and its factorised matrix. Quantities that no entry
 * links, directly or through others, keep their own streams untouched. */
#include "compile/compiler.h"

#include "base/status.h"
#include "compile/name_help.h"
#include "random/copula.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct ent_coupled {
    ent_name name;
    const char *label;
    uint64_t key; /* stream of its own normal score */
    ent_rate rate;
    ent_value *score; /* where the compiler looks for the coupled score */
    size_t group;     /* connected component */
} ent_coupled;

typedef struct coupling_matrix {
    double *rho; /* [count * count] */
    size_t count;
} coupling_matrix;

static void entry_error(ent_compiler *self, const ent_correlation *entry, const ent_setting *at, const char *help,
    const char *text)
{
    ent_position place = at != NULL ? at->at : entry->label.setting->name_at;
    const char *path = ent_arena_printf(self->arena, "correlations.%s", entry->label.id);

    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, place, path, help, "%s", text != NULL ? text : "");
}

/* A name of `among`: FACTOR, EVENT, C.joins, C.troops. */
static ent_coupled describe(ent_compiler *self, ent_name name)
{
    const ent_scenario *scenario = self->scenario;
    ent_coupled made = {.name = name, .rate = ENT_RATE_DRAW, .label = "", .score = NULL};
    const char *path = "";
    uint32_t position = ENT_POSITION_CHANCE;

    switch (name.kind) {
    case ENT_NAME_FACTOR:
        made.label = scenario->factor[name.index].label.id;
        path = scenario->factor[name.index].value.path;
        position = 0;
        made.rate = ENT_RATE_WORLD;
        made.score = &self->factor_score[name.index];
        break;
    case ENT_NAME_EVENT:
        made.label = scenario->event[name.index].label.id;
        path = scenario->event[name.index].chance.path;
        made.score = &self->event_score[name.index];
        break;
    case ENT_NAME_JOINS:
        path = scenario->contributor[name.index].joins.path;
        made.label = ent_arena_printf(self->arena, "%s.joins", scenario->contributor[name.index].label.id);
        made.score = &self->joins_score[name.index];
        break;
    default:
        path = scenario->contributor[name.index].troops.path;
        position = 0;
        made.label = ent_arena_printf(self->arena, "%s.troops", scenario->contributor[name.index].label.id);
        made.score = &self->troops_score[name.index];
        break;
    }
    if (made.label == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    made.key = path != NULL ? ent_compile_stream(self, path, position) : 0;
    return made;
}

static size_t find_or_add(ent_compiler *self, ent_name name)
{
    for (size_t i = 0; i < self->coupled_count; i++) {
        if (self->coupled[i].name.kind == name.kind && self->coupled[i].name.index == name.index) {
            return i;
        }
    }
    self->coupled[self->coupled_count] = describe(self, name);
    return self->coupled_count++;
}

static const ent_quantity *single_distribution(const ent_compiler *self, ent_name name)
{
    return name.kind == ENT_NAME_FACTOR ? &self->scenario->factor[name.index].value
                                        : &self->scenario->contributor[name.index].troops;
}

/* Whether a quantity can be coupled; `*.troops` stands for many, so what cannot is named. */
static bool can_be_coupled(ent_compiler *self, const ent_correlation *entry, const ent_setting *at, ent_name name)
{
    const ent_scenario *scenario = self->scenario;
    const ent_quantity *quantity;
    const char *id = name.kind == ENT_NAME_TROOPS ? scenario->contributor[name.index].label.id : NULL;

    if (name.kind == ENT_NAME_EVENT && scenario->event[name.index].timed) {
        entry_error(self, entry, at, "couple factors or plain events that it depends on",
            ent_arena_printf(self->arena, "`%s` is a timed event, and those cannot be coupled", at->text));
        return false;
    }
    if (name.kind != ENT_NAME_FACTOR && name.kind != ENT_NAME_TROOPS) {
        return true;
    }
    quantity = single_distribution(self, name);
    if (quantity->formula->kind != ENT_AST_DISTRIBUTION) {
        entry_error(self, entry, at,
            id != NULL ? "give it one distribution of its own, such as \"1k to 4k\""
                       : "give it one distribution of its own, such as \"normal(0, 1)\"",
            ent_arena_printf(self->arena, "`%s%s` cannot be coupled: `%s` is not a single distribution",
                id != NULL ? id : at->text, id != NULL ? ".troops" : "", quantity->written));
        return false;
    }
    return true;
}

/* A name of `among` that is no quantity to be coupled. */
static void say_not_random(ent_compiler *self, const ent_correlation *entry, const ent_setting *at, ent_name name)
{
    const char *help = ent_name_help_correlated(self->scenario, at->text, self->arena);

    if (help == NULL || name.kind != ENT_NAME_UNKNOWN) {
        help = "name factors, plain events, CONTRIBUTOR.joins, CONTRIBUTOR.troops, *.joins or *.troops";
    }
    entry_error(self, entry, at, help,
        ent_arena_printf(self->arena,
            name.kind == ENT_NAME_UNKNOWN ? "unknown name `%s`" : "`%s` cannot be coupled: it follows from other quantities",
            at->text));
}

/* Adds the quantities that one name stands for to `member`. */
static size_t resolve_member(ent_compiler *self, const ent_correlation *entry, const ent_setting *at, size_t *member)
{
    const ent_scenario *scenario = self->scenario;
    ent_name name;

    if (strcmp(at->text, "*.joins") == 0 || strcmp(at->text, "*.troops") == 0) {
        ent_name_kind kind = at->text[2] == 'j' ? ENT_NAME_JOINS : ENT_NAME_TROOPS;
        size_t count = 0;
        for (size_t i = 0; i < scenario->contributors; i++) {
            if (can_be_coupled(self, entry, at, (ent_name){kind, i})) {
                member[count++] = find_or_add(self, (ent_name){kind, i});
            }
        }
        return count;
    }
    name = ent_name_find(scenario, at->text);
    if (name.kind != ENT_NAME_FACTOR && name.kind != ENT_NAME_EVENT && name.kind != ENT_NAME_JOINS &&
        name.kind != ENT_NAME_TROOPS) {
        say_not_random(self, entry, at, name);
        return 0;
    }
    if (!can_be_coupled(self, entry, at, name)) {
        return 0;
    }
    member[0] = find_or_add(self, name);
    return 1;
}

/* One quantity alone, or twice the same: an entry that does nothing, which was hardly meant. */
static void warn_of_lone(ent_compiler *self, const ent_correlation *entry, const size_t *member, size_t count)
{
    if (count == 0 || count != entry->members || strchr(entry->among[0]->text, '*') != NULL) {
        return; /* mistakes were said; *.joins stands for as many as there are */
    }
    for (size_t i = 1; i < count; i++) {
        if (member[i] != member[0]) {
            return;
        }
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, entry->label.setting->name_at,
        ent_arena_printf(self->arena, "correlations.%s", entry->label.id), "name two or more in `among`",
        "only `%s` stands here: nothing is coupled", self->coupled[member[0]].label);
}

static void couple_entry(ent_compiler *self, const ent_correlation *entry, coupling_matrix *matrix, size_t *member)
{
    size_t count = 0;

    for (size_t i = 0; i < entry->members; i++) {
        count += resolve_member(self, entry, entry->among[i], member + count);
    }
    warn_of_lone(self, entry, member, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            if (member[i] == member[j]) {
                continue;
            }
            if (self->coupled[member[i]].rate != self->coupled[member[j]].rate) {
                entry_error(self, entry, NULL, "couple factors with factors, and events, joins and troops with one another",
                    ent_arena_printf(self->arena, "`%s` is drawn once a world and `%s` once a draw: they cannot be coupled",
                        self->coupled[self->coupled[member[i]].rate == ENT_RATE_WORLD ? member[i] : member[j]].label,
                        self->coupled[self->coupled[member[i]].rate == ENT_RATE_WORLD ? member[j] : member[i]].label));
                return;
            }
            matrix->rho[member[i] * matrix->count + member[j]] = entry->rho;
        }
    }
}

/* Numbers the connected components. */
static size_t number_groups(ent_compiler *self, const coupling_matrix *matrix)
{
    size_t groups = 0;

    for (size_t i = 0; i < self->coupled_count; i++) {
        self->coupled[i].group = SIZE_MAX;
    }
    for (size_t i = 0; i < self->coupled_count; i++) {
        bool grew = true;
        if (self->coupled[i].group != SIZE_MAX) {
            continue;
        }
        self->coupled[i].group = groups;
        while (grew) {
            grew = false;
            for (size_t a = 0; a < self->coupled_count; a++) {
                for (size_t b = 0; b < self->coupled_count && self->coupled[a].group == groups; b++) {
                    if (self->coupled[b].group == SIZE_MAX && matrix->rho[a * matrix->count + b] != 0.0) {
                        self->coupled[b].group = groups;
                        grew = true;
                    }
                }
            }
        }
        groups++;
    }
    return groups;
}

static void not_positive(ent_compiler *self, const size_t *member, size_t failed)
{
    const ent_scenario *scenario = self->scenario;
    const char *list = "";

    for (size_t i = 0; i < failed && list != NULL; i++) {
        list = ent_arena_printf(self->arena, "%s%s%s", list, i > 0 ? ", " : "", self->coupled[member[i]].label);
    }
    entry_error(self, &scenario->correlation[scenario->correlations - 1], NULL,
        "bring the correlations among them nearer to each other, or nearer to 0",
        ent_arena_printf(self->arena, "no random quantities can be correlated in this way: the matrix of %s is not positive definite",
            list != NULL ? list : "them"));
}

static void build_group(ent_compiler *self, const coupling_matrix *matrix, const size_t *member, size_t count,
    ent_correlated_group *coupling, ent_value *score)
{
    size_t failed = 0;

    coupling->members = count;
    coupling->key = ent_compile_array(self, count, sizeof(*coupling->key));
    coupling->factor = ent_compile_array(self, count * count, sizeof(*coupling->factor));
    coupling->z = ent_compile_array(self, count, sizeof(*coupling->z));
    if (coupling->key == NULL || coupling->factor == NULL || coupling->z == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        coupling->key[i] = self->coupled[member[i]].key;
        for (size_t j = 0; j < count; j++) {
            coupling->factor[i * count + j] = i == j ? 1.0 : matrix->rho[member[i] * matrix->count + member[j]];
        }
        score[i] = ent_compile_input(self, self->coupled[member[i]].rate, false, -INFINITY, INFINITY);
        *self->coupled[member[i]].score = score[i];
        coupling->z[i] = score[i]; /* a value for now; the scheduler makes it a register */
    }
    if (ent_cholesky(coupling->factor, count, &failed) != ENT_OK) {
        not_positive(self, member, failed);
    }
}

static void build_groups(ent_compiler *self, const coupling_matrix *matrix, size_t *member)
{
    ent_model *model = self->model;
    size_t groups = number_groups(self, matrix);
    ent_value *score = ent_compile_values(self, self->coupled_count);

    model->world_group = ent_compile_array(self, groups, sizeof(*model->world_group));
    model->draw_group = ent_compile_array(self, groups, sizeof(*model->draw_group));
    for (size_t g = 0; g < groups && self->status == ENT_OK; g++) {
        size_t count = 0;
        ent_correlated_group *coupling;
        for (size_t i = 0; i < self->coupled_count; i++) {
            if (self->coupled[i].group == g) {
                member[count++] = i;
            }
        }
        if (count < 2) {
            continue; /* coupled with nothing: its own stream serves */
        }
        coupling = self->coupled[member[0]].rate == ENT_RATE_WORLD ? &model->world_group[model->world_groups++]
                                                                   : &model->draw_group[model->draw_groups++];
        build_group(self, matrix, member, count, coupling, score);
    }
}

void ent_compile_correlations(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    size_t most = scenario->factors + scenario->events + 2 * scenario->contributors;
    coupling_matrix matrix = {.count = most};
    size_t listed = most;
    size_t *member;

    for (size_t i = 0; i < scenario->correlations; i++) {
        listed += scenario->correlation[i].members * (scenario->contributors + 1);
    }
    if (scenario->correlations == 0) {
        return;
    }
    self->coupled = ent_compile_array(self, most, sizeof(*self->coupled));
    matrix.rho = ent_compile_array(self, most * most, sizeof(*matrix.rho));
    member = ent_compile_array(self, listed, sizeof(*member));
    if (self->status != ENT_OK) {
        return;
    }
    for (size_t i = 0; i < scenario->correlations; i++) {
        couple_entry(self, &scenario->correlation[i], &matrix, member);
    }
    build_groups(self, &matrix, member);
}
