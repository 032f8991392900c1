/* `correlations`: the groups of random quantities that share a Gaussian copula, and the Cholesky factors of their
 * correlation matrices. Quantities that no entry connects to others, directly or indirectly, keep their own streams. */
#include "base/status.h"
#include "compile/name_help.h"
#include "compile/sections/sections.h"
#include "distribution/copula.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The meaning of a name in `among`: a name of formulas, or a red line. */
typedef struct coupled_name {
    ent_name_kind kind; /* ENT_NAME_DEAL: the red line of a party on a demand */
    size_t index;       /* as in ent_name; of a red line: demand * parties + party */
} coupled_name;

/* A random quantity named in `among`. */
typedef struct correlated {
    coupled_name name;
    const char *label; /* as formulas refer to it */
    uint64_t key;      /* stream of its independent normal score */
    ent_rate rate;
    ent_value *score; /* receives the correlated score */
    size_t group;     /* connected component of the correlations */
} correlated;

typedef struct correlated_set {
    correlated *item; /* [count] in order of first mention */
    size_t count, capacity;
    double *rho;                    /* [capacity * capacity] correlations; 0 where no entry gives one */
    const ent_correlation **source; /* [capacity * capacity] the entry that gives it; NULL where none does */
} correlated_set;

/* Adds an error of an entry at the setting `at`, or at the entry if that is NULL. */
static void entry_error(
    ent_compiler *self, const ent_correlation *entry, const ent_setting *at, const char *help, const char *text)
{
    ent_position position = at != NULL ? at->at : entry->label.setting->name_at;
    const char *path = ent_arena_printf(self->arena, "correlations.%s", entry->label.id);

    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, position, path, help, "%s", text != NULL ? text : "");
}

/* Describes a factor, a plain event, C.joins, C.troops or a red line. */
static correlated describe(ent_compiler *self, coupled_name name)
{
    const ent_scenario *scenario = self->scenario;
    correlated made = {.name = name, .rate = ENT_RATE_DRAW, .label = "", .score = NULL};
    const char *path = "";
    uint32_t position = ENT_POSITION_CHANCE;

    switch (name.kind) {
    case ENT_NAME_FACTOR:
        made.label = scenario->factor[name.index].label.id;
        path = scenario->factor[name.index].value.path;
        position = 0;
        made.rate = ENT_RATE_WORLD;
        made.score = &self->coupled.factor[name.index];
        break;
    case ENT_NAME_EVENT:
        made.label = scenario->event[name.index].label.id;
        path = scenario->event[name.index].chance.path;
        made.score = &self->coupled.event[name.index];
        break;
    case ENT_NAME_JOINS:
        path = scenario->contributor[name.index].joins.path;
        made.label = ent_arena_printf(self->arena, "%s.joins", scenario->contributor[name.index].label.id);
        made.score = &self->coupled.joins[name.index];
        break;
    case ENT_NAME_DEAL: {
        size_t d = name.index / scenario->parties;
        size_t p = name.index % scenario->parties;
        path = ent_compile_red_line(self, d, p);
        made.label = ent_arena_printf(self->arena, "%s.%s", scenario->party[p].label.id, scenario->demand[d].label.id);
        made.score = &self->coupled.refuses[name.index];
        break;
    }
    default:
        path = scenario->contributor[name.index].troops.path;
        position = 0;
        made.label = ent_arena_printf(self->arena, "%s.troops", scenario->contributor[name.index].label.id);
        made.score = &self->coupled.troops[name.index];
        break;
    }
    if (made.label == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    made.key = path != NULL ? ent_compile_stream(self, path, position) : 0;
    return made;
}

/* The index of a name in the set. */
static size_t find_or_add(ent_compiler *self, correlated_set *set, coupled_name name)
{
    for (size_t i = 0; i < set->count; i++) {
        if (set->item[i].name.kind == name.kind && set->item[i].name.index == name.index) {
            return i;
        }
    }
    set->item[set->count] = describe(self, name);
    return set->count++;
}

static const ent_quantity *single_distribution(const ent_compiler *self, coupled_name name)
{
    return name.kind == ENT_NAME_FACTOR ? &self->scenario->factor[name.index].value
                                        : &self->scenario->contributor[name.index].troops;
}

/* Whether a quantity can be correlated; adds an error if not, which names the quantity (`*.troops` means many). */
static bool can_be_coupled(ent_compiler *self, const ent_correlation *entry, const ent_setting *at, coupled_name name)
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
    if (name.kind == ENT_NAME_TROOPS && quantity->formula->kind == ENT_AST_DISTRIBUTION && quantity->formula->unknown) {
        entry_error(self, entry, at, "put the distribution into `factors`, couple the factor, and refer to it here",
            ent_arena_printf(
                self->arena, "`%s.troops` cannot be coupled: `%s` is drawn once a world", id, quantity->written));
        return false;
    }
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

/* Error of a name in `among` that is not a random quantity. */
static void error_of_not_random(ent_compiler *self, const ent_correlation *entry, const ent_setting *at, ent_name name)
{
    const char *help = ent_name_help_correlated(self->scenario, at->text, self->arena);

    if (name.kind == ENT_NAME_VALUE) {
        help = "make what is drawn in it a factor, and couple that";
    } else if (help == NULL || name.kind != ENT_NAME_UNKNOWN) {
        help = "name factors, plain events, CONTRIBUTOR.joins, CONTRIBUTOR.troops, *.joins, *.troops, PARTY.DEMAND or "
               "PARTY.*";
    }
    entry_error(self, entry, at, help,
        ent_arena_printf(self->arena,
            name.kind == ENT_NAME_UNKNOWN ? "unknown name `%s`"
            : name.kind == ENT_NAME_VALUE
                ? "`%s` is a name for a formula: only factors, events, who joins, with how many "
                  "troops, and red lines can be coupled"
                : "`%s` cannot be coupled: it follows from other quantities",
            at->text));
}

/* Index of the party before the dot of a name, or the number of parties. */
static size_t party_of(const ent_scenario *scenario, const char *text)
{
    size_t length = strcspn(text, ".");
    size_t p = 0;

    while (p < scenario->parties &&
           (strlen(scenario->party[p].label.id) != length || strncmp(scenario->party[p].label.id, text, length) != 0)) {
        p++;
    }
    return p;
}

/* Whether a name of a party, "russia.donbas", means demand d: "russia.*" means all. */
static bool means_demand(const ent_scenario *scenario, const char *text, size_t d)
{
    const char *dot = strchr(text, '.');

    return dot != NULL && (strcmp(dot + 1, "*") == 0 || strcmp(dot + 1, scenario->demand[d].label.id) == 0);
}

static bool is_red_line(const ent_scenario *scenario, const char *text, size_t party)
{
    for (size_t d = 0; d < scenario->demands && party < scenario->parties; d++) {
        if (means_demand(scenario, text, d)) {
            return true;
        }
    }
    return false;
}

/* Appends the red lines that a name of a party denotes. */
static size_t resolve_red_lines(ent_compiler *self, correlated_set *set, const ent_correlation *entry,
    const ent_setting *at, size_t party, size_t *member)
{
    const ent_scenario *scenario = self->scenario;
    size_t count = 0;

    for (size_t d = 0; d < scenario->demands; d++) {
        if (means_demand(scenario, at->text, d) && scenario->demand[d].stance[party].red_line) {
            member[count++] = find_or_add(self, set, (coupled_name){ENT_NAME_DEAL, d * scenario->parties + party});
        }
    }
    if (count == 0) {
        entry_error(self, entry, at, "say what it refuses, in its entry of the demand: refuses = ( \"60%\", 0 );",
            ent_arena_printf(
                self->arena, "`%s` has no red line that could be coupled: nothing is refused there", at->text));
    }
    return count;
}

/* Appends the indices of the quantities that one name in `among` denotes to member; returns their number. */
static size_t resolve_member(
    ent_compiler *self, correlated_set *set, const ent_correlation *entry, const ent_setting *at, size_t *member)
{
    const ent_scenario *scenario = self->scenario;
    ent_name name;
    size_t party;

    if (strcmp(at->text, "*.joins") == 0 || strcmp(at->text, "*.troops") == 0) {
        ent_name_kind kind = at->text[2] == 'j' ? ENT_NAME_JOINS : ENT_NAME_TROOPS;
        size_t count = 0;
        for (size_t i = 0; i < scenario->contributors; i++) {
            if (can_be_coupled(self, entry, at, (coupled_name){kind, i})) {
                member[count++] = find_or_add(self, set, (coupled_name){kind, i});
            }
        }
        return count;
    }
    party = party_of(scenario, at->text);
    if (party < scenario->parties && is_red_line(scenario, at->text, party)) {
        return resolve_red_lines(self, set, entry, at, party, member);
    }
    name = ent_name_find(scenario, at->text);
    if (name.kind != ENT_NAME_FACTOR && name.kind != ENT_NAME_EVENT && name.kind != ENT_NAME_JOINS &&
        name.kind != ENT_NAME_TROOPS) {
        error_of_not_random(self, entry, at, name);
        return 0;
    }
    if (!can_be_coupled(self, entry, at, (coupled_name){name.kind, name.index})) {
        return 0;
    }
    member[0] = find_or_add(self, set, (coupled_name){name.kind, name.index});
    return 1;
}

/* Warns of an entry without effect: its members are one quantity. */
static void warn_of_lone(
    ent_compiler *self, const correlated_set *set, const ent_correlation *entry, const size_t *member, size_t count)
{
    if (count == 0 || count != entry->members || strchr(entry->among[0]->text, '*') != NULL) {
        return; /* there are errors already, or *.joins may denote one contributor */
    }
    for (size_t i = 1; i < count; i++) {
        if (member[i] != member[0]) {
            return;
        }
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, entry->label.setting->name_at,
        ent_arena_printf(self->arena, "correlations.%s", entry->label.id), "name two or more in `among`",
        "only `%s` stands here: nothing is coupled", set->item[member[0]].label);
}

/* Adds the members of an entry to the set, and their correlations. */
static void correlate_entry(ent_compiler *self, correlated_set *set, const ent_correlation *entry, size_t *member)
{
    size_t count = 0;

    for (size_t i = 0; i < entry->members; i++) {
        count += resolve_member(self, set, entry, entry->among[i], member + count);
    }
    warn_of_lone(self, set, entry, member, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            if (member[i] == member[j]) {
                continue;
            }
            if (set->item[member[i]].rate != set->item[member[j]].rate) {
                entry_error(self, entry, NULL,
                    "couple factors with factors, and events, joins, troops and red lines with one another",
                    ent_arena_printf(self->arena,
                        "`%s` is drawn once a world and `%s` once a draw: they cannot be coupled",
                        set->item[set->item[member[i]].rate == ENT_RATE_WORLD ? member[i] : member[j]].label,
                        set->item[set->item[member[i]].rate == ENT_RATE_WORLD ? member[j] : member[i]].label));
                return;
            }
            set->rho[member[i] * set->capacity + member[j]] = entry->rho;
            set->source[member[i] * set->capacity + member[j]] = entry;
        }
    }
}

/* Numbers the connected components of the correlations; returns their number. */
static size_t number_groups(correlated_set *set)
{
    size_t groups = 0;

    for (size_t i = 0; i < set->count; i++) {
        set->item[i].group = SIZE_MAX;
    }
    for (size_t i = 0; i < set->count; i++) {
        bool grew = true;
        if (set->item[i].group != SIZE_MAX) {
            continue;
        }
        set->item[i].group = groups;
        while (grew) {
            grew = false;
            for (size_t a = 0; a < set->count; a++) {
                for (size_t b = 0; b < set->count && set->item[a].group == groups; b++) {
                    if (set->item[b].group == SIZE_MAX && set->rho[a * set->capacity + b] != 0.0) {
                        set->item[b].group = groups;
                        grew = true;
                    }
                }
            }
        }
        groups++;
    }
    return groups;
}

/* Error of a group: the matrix of its first `failed` members is not positive definite. */
static void error_of_not_positive(ent_compiler *self, const correlated_set *set, const size_t *member, size_t failed)
{
    const ent_correlation *entry = NULL; /* the last in the file that correlates the last of them with another */
    const char *list = "";

    for (size_t i = 0; i < failed && list != NULL; i++) {
        const ent_correlation *source = set->source[member[i] * set->capacity + member[failed - 1]];
        entry = source != NULL && (entry == NULL || source > entry) ? source : entry;
        list = ent_arena_printf(self->arena, "%s%s%s", list, i > 0 ? ", " : "", set->item[member[i]].label);
    }
    if (entry == NULL) {
        return; /* the first block that fails has correlations in its last row */
    }
    entry_error(self, entry, NULL, "bring the correlations among them nearer to each other, or nearer to 0",
        ent_arena_printf(self->arena,
            "no random quantities can be correlated in this way: the matrix of %s is not positive definite",
            list != NULL ? list : "them"));
}

/* Makes the inputs that carry the scores of a group, and its Cholesky factor. */
static void build_group(ent_compiler *self, const correlated_set *set, const size_t *member, size_t count,
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
        coupling->key[i] = set->item[member[i]].key;
        if (set->item[member[i]].rate == ENT_RATE_WORLD) {
            ent_compile_note_world_stream(
                self, coupling->key[i], set->item[member[i]].label, (size_t) (coupling - self->model->world_group));
        }
        for (size_t j = 0; j < count; j++) {
            coupling->factor[i * count + j] = i == j ? 1.0 : set->rho[member[i] * set->capacity + member[j]];
        }
        score[i] = ent_compile_input(self, set->item[member[i]].rate, false, -INFINITY, INFINITY);
        *set->item[member[i]].score = score[i];
        coupling->z[i] = score[i]; /* a value until the pass `schedule` replaces it by its register */
    }
    if (ent_cholesky(coupling->factor, count, &failed) != ENT_OK) {
        error_of_not_positive(self, set, member, failed);
    }
}

static void build_groups(ent_compiler *self, correlated_set *set, size_t *member)
{
    ent_model *model = self->model;
    size_t groups = number_groups(set);
    ent_value *score = ent_compile_values(self, set->count);

    model->world_group = ent_compile_array(self, groups, sizeof(*model->world_group));
    model->draw_group = ent_compile_array(self, groups, sizeof(*model->draw_group));
    for (size_t g = 0; g < groups && self->status == ENT_OK; g++) {
        size_t count = 0;
        ent_correlated_group *coupling;
        for (size_t i = 0; i < set->count; i++) {
            if (set->item[i].group == g) {
                member[count++] = i;
            }
        }
        if (count < 2) {
            continue; /* correlated with nothing: it keeps its own stream */
        }
        coupling = set->item[member[0]].rate == ENT_RATE_WORLD ? &model->world_group[model->world_groups++]
                                                               : &model->draw_group[model->draw_groups++];
        build_group(self, set, member, count, coupling, score);
    }
}

void ent_compile_correlations(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    size_t capacity =
        scenario->factors + scenario->events + 2 * scenario->contributors + scenario->demands * scenario->parties;
    correlated_set set = {.capacity = capacity};
    size_t listed = capacity; /* members of all entries with * expanded */
    size_t *member;

    for (size_t i = 0; i < scenario->correlations; i++) {
        listed += scenario->correlation[i].members * (scenario->contributors + scenario->demands + 1);
    }
    if (scenario->correlations == 0) {
        return;
    }
    set.item = ent_compile_array(self, capacity, sizeof(*set.item));
    set.rho = ent_compile_array(self, capacity * capacity, sizeof(*set.rho));
    set.source = ent_compile_array(self, capacity * capacity, sizeof(*set.source));
    member = ent_compile_array(self, listed, sizeof(*member));
    if (self->status != ENT_OK) {
        return;
    }
    for (size_t i = 0; i < scenario->correlations; i++) {
        correlate_entry(self, &set, &scenario->correlation[i], member);
    }
    build_groups(self, &set, member);
}
