/* The reference that talks are compared with: it values all packages in all rounds of a draw. */
#ifndef ENT_TESTS_TALKS_REFERENCE_H
#define ENT_TESTS_TALKS_REFERENCE_H

#include "model/scenario_text.h"
#include "simulate/talks_domain.h"
#include "simulate/talks_months.h"

enum { DRAWS = 256, MOST_PACKAGES = 8192, MOST_PARTIES = 5, MOST_DEMANDS = 13, MOST_OPTIONS = 32 };

typedef struct reference {
    size_t packages;
    size_t chosen[MOST_PACKAGES][MOST_DEMANDS];
    bool out[MOST_PACKAGES], never[MOST_PACKAGES];
    double utility[MOST_PACKAGES][MOST_PARTIES];
    bool acceptable[MOST_PACKAGES];
    double threshold[MOST_PARTIES], war_cost[MOST_PARTIES], concession[MOST_PARTIES];
    double reservation[MOST_PARTIES];
    double best[MOST_PARTIES]; /* of those acceptable */
    double aspiration[MOST_PARTIES];
    bool open;    /* some package is in a round reached */
    bool reached; /* a round in which it could sign */
    size_t round; /* 0: no deal */
    size_t deal;
} reference;

static talks_months round_now; /* the talks of the draw in the round that is played */

static inline double setting(const ent_block *block, size_t row, const ent_quantity *quantity)
{
    const double *column = scenario_text_column(block, quantity->path);

    if (round_now.block == block && round_now.row == row) {
        return talks_value(&round_now, quantity);
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(column);
    return column[row];
}

static inline bool is_clocked(const ent_block *block)
{
    return block->model->talks.clock;
}

/* The share a month by which the chances of a party's red line fall. */
static inline double softening(const ent_block *block, size_t row, size_t d, size_t p)
{
    const ent_scenario *scenario = block->model->scenario;
    const ent_quantity *own = &scenario->demand[d].stance[p].softens;
    const ent_quantity *softens = own->formula != NULL ? own : &scenario->party[p].softens;

    return softens->formula != NULL ? setting(block, row, softens) : 0.0;
}

/* Sets which options a party refuses in month m, from the stream of its red line. */
static inline void draw_red_line(bool *out, const ent_block *block, size_t row, size_t d, size_t p, double m)
{
    const ent_scenario *scenario = block->model->scenario;
    const ent_demand *demand = &scenario->demand[d];
    char path[80];
    double v;

    snprintf(path, sizeof(path), "demands.%s.%s.refuses", demand->label.id, scenario->party[p].label.id);
    block->model->kernels->philox(
        ent_stream_make(scenario->run.seed, path, ENT_POSITION_CHANCE).key, block->first + row, 0, 1, &v);
    for (size_t o = 0; o < demand->options; o++) {
        double chance = setting(block, row, &demand->stance[p].refuses[o]);
        out[o] = out[o] || 1.0 - v < chance * pow(1.0 - softening(block, row, d, p), m);
    }
}

/* Values of the settings of one draw: [options][parties], [demands][parties]. */
typedef struct preferences {
    double weight[MOST_DEMANDS][MOST_PARTIES], score[MOST_DEMANDS][MOST_OPTIONS][MOST_PARTIES];
    bool out[MOST_DEMANDS][MOST_OPTIONS];
} preferences;

static inline void read_preferences(preferences *self, const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;

    memset(self, 0, sizeof(*self));
    for (size_t d = 0; d < scenario->demands; d++) {
        const ent_demand *demand = &scenario->demand[d];
        for (size_t o = 0; o < demand->options; o++) {
            for (size_t p = 0; p < scenario->parties; p++) {
                if (demand->stance[p].given) {
                    self->weight[d][p] = setting(block, row, &demand->stance[p].weight);
                    self->score[d][o][p] = setting(block, row, &demand->stance[p].score[o]);
                }
            }
        }
    }
}

/* Sets which options are out in month m. */
static inline void exclude(preferences *self, const ent_block *block, size_t row, double m)
{
    const ent_scenario *scenario = block->model->scenario;

    for (size_t d = 0; d < scenario->demands; d++) {
        for (size_t o = 0; o < scenario->demand[d].options; o++) {
            self->out[d][o] = setting(block, row, &scenario->demand[d].available[o]) == 0.0;
        }
        for (size_t p = 0; p < scenario->parties; p++) {
            if (scenario->party[p].veto && scenario->demand[d].stance[p].red_line) {
                draw_red_line(self->out[d], block, row, d, p, m);
            }
        }
    }
}

static inline void exclude_packages(reference *self, const preferences *from, const ent_scenario *scenario)
{
    for (size_t i = 0; i < self->packages; i++) {
        self->out[i] = self->never[i];
        for (size_t d = 0; d < scenario->demands; d++) {
            self->out[i] = self->out[i] || from->out[d][self->chosen[i][d]];
        }
    }
}

/* A `when` of `together`, from its formula: comparisons of deal.DEMAND with an option, and, or, not. */
static inline bool is_met(const ent_ast *ast, const ent_scenario *scenario, const size_t *chosen)
{
    size_t d = 0;
    bool same;

    switch (ast->kind) {
    case ENT_AST_AND:
        return is_met(ast->argument[0], scenario, chosen) && is_met(ast->argument[1], scenario, chosen);
    case ENT_AST_OR:
        return is_met(ast->argument[0], scenario, chosen) || is_met(ast->argument[1], scenario, chosen);
    case ENT_AST_NOT:
        return !is_met(ast->argument[0], scenario, chosen);
    default:
        while (strcmp(scenario->demand[d].label.id, ast->argument[0]->text + strlen("deal.")) != 0) {
            d++;
        }
        same = strcmp(scenario->demand[d].option[chosen[d]], ast->argument[1]->text) == 0;
        return same == (ast->kind == ENT_AST_EQ);
    }
}

/* Additions of the entries of `together`, and whether they put the package out. */
static inline void add_together(reference *self, const ent_block *block, size_t row, size_t package)
{
    const ent_scenario *scenario = block->model->scenario;

    self->never[package] = false;
    for (size_t e = 0; e < scenario->togethers; e++) {
        const ent_together *entry = &scenario->together[e];
        if (!is_met(entry->when.formula, scenario, self->chosen[package])) {
            continue;
        }
        self->never[package] = self->never[package] || entry->never;
        for (size_t p = 0; p < scenario->parties; p++) {
            if (entry->addition[p].formula != NULL) {
                self->utility[package][p] += setting(block, row, &entry->addition[p]);
            }
        }
    }
    for (size_t p = 0; p < scenario->parties && scenario->togethers > 0; p++) {
        self->utility[package][p] = fmin(fmax(self->utility[package][p], 0.0), 1.0);
    }
}

static inline void value_package(reference *self, const preferences *from, const ent_scenario *scenario, size_t package)
{
    size_t *chosen = self->chosen[package];
    size_t rest = package;

    for (size_t d = scenario->demands; d-- > 0;) {
        chosen[d] = rest % scenario->demand[d].options;
        rest /= scenario->demand[d].options;
    }
    for (size_t p = 0; p < scenario->parties; p++) {
        double gain = 0.0;
        double total = 0.0;
        for (size_t d = 0; d < scenario->demands; d++) {
            gain += from->weight[d][p] * from->score[d][chosen[d]][p];
            total += from->weight[d][p];
        }
        self->utility[package][p] = total > 0.0 ? gain / total : 0.0;
    }
}

/* R_p and a_p of round k; whether some package is acceptable to all with a veto. */
static inline bool hold_round(reference *self, const ent_scenario *scenario, size_t k)
{
    double *aspiration = self->aspiration;
    bool any = false;

    for (size_t p = 0; p < scenario->parties; p++) {
        double r = self->threshold[p] - self->war_cost[p] * ((double) k * scenario->talks.months_per_round);
        double share = fmin(1.0, (double) k / (double) scenario->talks.deadline);
        r = fmin(fmax(r, 0.0), 1.0);
        self->reservation[p] = r;
        aspiration[p] = isnan(self->concession[p]) ? r : r + (1.0 - r) * (1.0 - pow(share, 1.0 / self->concession[p]));
    }
    for (size_t i = 0; i < self->packages; i++) {
        self->acceptable[i] = !self->out[i];
        for (size_t p = 0; p < scenario->parties; p++) {
            if (scenario->party[p].veto && !(self->utility[i][p] >= aspiration[p] - 1e-12)) {
                self->acceptable[i] = false;
            }
        }
        any = any || self->acceptable[i];
    }
    return any;
}

static inline void find_best(reference *self, const ent_scenario *scenario)
{
    for (size_t p = 0; p < scenario->parties; p++) {
        self->best[p] = -INFINITY;
        for (size_t i = 0; i < self->packages; i++) {
            self->best[p] = self->acceptable[i] ? fmax(self->best[p], self->utility[i][p]) : self->best[p];
        }
    }
}

static inline double share_of_best(const reference *self, size_t i, size_t p)
{
    return self->best[p] <= self->reservation[p] + 1e-12
               ? 1.0
               : (self->utility[i][p] - self->reservation[p]) / (self->best[p] - self->reservation[p]);
}

static inline bool is_rule(const ent_scenario *scenario, const char *name)
{
    return strcmp(scenario->talks.rule->name, name) == 0;
}

static inline double worth(const reference *self, const ent_scenario *scenario, size_t i)
{
    double product = 1.0;
    double least = INFINITY;
    double sum = 0.0;
    double vetoes = 0.0;

    for (size_t p = 0; p < scenario->parties; p++) {
        double gain = self->utility[i][p] - self->reservation[p];
        sum += self->utility[i][p];
        if (!scenario->party[p].veto) {
            continue;
        }
        vetoes += 1.0;
        product *= fmax(gain, 0.0);
        least = fmin(least, is_rule(scenario, "egalitarian")         ? gain
                            : is_rule(scenario, "kalai_smorodinsky") ? share_of_best(self, i, p)
                                                                     : 0.0);
    }
    if (is_rule(scenario, "nash")) {
        return vetoes > 0.0 ? pow(product, 1.0 / vetoes) : 1.0;
    }
    return is_rule(scenario, "utilitarian") ? sum : least;
}

static inline size_t choose(reference *self, const ent_scenario *scenario, double pick)
{
    static double value[MOST_PACKAGES];
    double best = -INFINITY;
    size_t count = 0;

    for (size_t i = 0; i < self->packages; i++) {
        count += self->acceptable[i] ? 1 : 0;
    }
    if (is_rule(scenario, "random")) {
        size_t wanted = (size_t) (pick * (double) count);
        size_t i = 0;
        while (!self->acceptable[i] || wanted > 0) {
            wanted -= self->acceptable[i] ? 1 : 0;
            i++;
        }
        return i;
    }
    find_best(self, scenario);
    for (size_t i = 0; i < self->packages; i++) {
        value[i] = self->acceptable[i] ? worth(self, scenario, i) : -INFINITY;
        best = fmax(best, value[i]);
    }
    for (size_t i = 0;; i++) {
        if (self->acceptable[i] && (value[i] >= best - 1e-12 || value[i] == best)) {
            return i;
        }
    }
}

/* Thresholds, war costs and concessions of the parties, in the round that is played. */
static inline void read_reservations(reference *self, const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;

    for (size_t p = 0; p < scenario->parties; p++) {
        self->threshold[p] = setting(block, row, &scenario->party[p].threshold);
        self->war_cost[p] = setting(block, row, &scenario->party[p].war_cost);
        self->concession[p] = scenario->party[p].concession.formula != NULL
                                  ? setting(block, row, &scenario->party[p].concession)
                                  : (double) NAN;
    }
}

/* Plays round k: excludes and finds the acceptable packages. */
static inline bool play_round(reference *self, preferences *from, const ent_block *block, size_t row, size_t k)
{
    const ent_scenario *scenario = block->model->scenario;

    if (is_clocked(block)) {
        talks_months_to(&round_now, block, row, (double) k * scenario->talks.months_per_round, NULL, NULL);
        read_reservations(self, block, row);
    }
    exclude(from, block, row, (double) k * scenario->talks.months_per_round);
    exclude_packages(self, from, scenario);
    for (size_t i = 0; i < self->packages; i++) {
        self->open = self->open || !self->out[i];
    }
    self->reached = true;
    return hold_round(self, scenario, k);
}

static inline void negotiate(reference *self, const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;
    const ent_talks_plan *plan = &block->model->talks;
    double ready = is_clocked(block) ? talks_ready(block, row) : block->draw[plan->ready][row];
    static preferences from;

    round_now.block = NULL;
    read_preferences(&from, block, row);
    self->packages = plan->packages;
    self->round = 0;
    self->open = self->reached = false;
    read_reservations(self, block, row);
    for (size_t i = 0; i < self->packages; i++) {
        value_package(self, &from, scenario, i);
        add_together(self, block, row, i);
    }
    for (size_t k = 1; k <= scenario->talks.rounds && self->round == 0; k++) {
        if ((double) k * scenario->talks.months_per_round >= ready && play_round(self, &from, block, row, k)) {
            self->round = k;
            self->deal = choose(self, scenario, plan->pick != ENT_NO_REGISTER ? block->draw[plan->pick][row] : 0.0);
        }
    }
}

#endif
