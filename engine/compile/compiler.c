#include "compile/compiler.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

static const uint32_t unknown_input = UINT32_MAX; /* index of the inputs that replace erroneous values */

/* --- memory ------------------------------------------------------------------------------------------------------ */

void *ent_compile_array(ent_compiler *self, size_t count, size_t size)
{
    void *result = ent_arena_array(self->arena, count, size);

    if (result == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return result;
}

ent_value *ent_compile_values(ent_compiler *self, size_t count)
{
    ent_value *result = ent_compile_array(self, count, sizeof(*result));

    if (result != NULL) {
        memset(result, 0xFF, count * sizeof(*result)); /* ENT_NO_VALUE */
    }
    return result;
}

static void init_world(ent_compiler *self)
{
    size_t factors = self->scenario->factors;
    size_t events = self->scenario->events;

    self->name.factor = ent_compile_values(self, factors);
    self->name.unknown = ent_compile_values(self, self->scenario->unknowns);
    self->coupled.factor = ent_compile_values(self, factors);
    self->name.named = ent_compile_values(self, self->scenario->nameds);
    self->named_kind = ent_compile_array(self, self->scenario->nameds, sizeof(*self->named_kind));
    self->reads = ent_compile_array(self, self->scenario->nameds, sizeof(*self->reads));
    self->seen = ent_compile_array(self, self->scenario->nameds, sizeof(*self->seen));
    self->name.event = ent_compile_values(self, events);
    self->coupled.event = ent_compile_values(self, events);
    self->factor_kind = ent_compile_array(self, factors, sizeof(*self->factor_kind));
    self->event_time = ent_compile_array(self, events, sizeof(*self->event_time));
    self->event_is_circular = ent_compile_array(self, events, sizeof(*self->event_is_circular));
    self->name.timed_now = ent_compile_values(self, events);
    self->name.timed_last = ent_compile_values(self, events);
    self->name.round_now = ent_compile_values(self, events);
    self->name.at_signature = ent_compile_values(self, events);
    self->during.when = ent_compile_values(self, events);
    self->during.rate = ent_compile_values(self, events);
    self->during.trigger = ent_compile_values(self, events);
    self->during.at = ent_compile_values(self, events);
    self->during.every = ent_compile_values(self, events);
    self->during.lasts = ent_compile_values(self, events);
    self->during.started = ent_compile_values(self, events);
    self->during.summed = ent_compile_values(self, events);
    self->during.deal_started = ent_compile_values(self, events);
    self->during.deal_summed = ent_compile_values(self, events);
    self->during.shown = ent_compile_values(self, events);
    self->truce.timed_decided = ent_compile_values(self, events);
    self->truce.timed_begun = ent_compile_values(self, events);
    self->truce.timed_when = ent_compile_values(self, events);
    self->truce.timed_rate = ent_compile_values(self, events);
    self->truce.timed_trigger = ent_compile_values(self, events);
    self->truce.timed_at = ent_compile_values(self, events);
    self->truce.timed_every = ent_compile_values(self, events);
    self->truce.timed_lasts = ent_compile_values(self, events);
    self->truce.timed_until = ent_compile_values(self, events);
}

static void init_coalition(ent_compiler *self)
{
    size_t count = self->scenario->contributors;

    self->name.joins = ent_compile_values(self, count);
    self->coupled.joins = ent_compile_values(self, count);
    self->name.troops = ent_compile_values(self, count);
    self->coupled.troops = ent_compile_values(self, count);
    self->coalition.would_join = ent_compile_values(self, count);
    self->coalition.would_send = ent_compile_values(self, count);
    self->coalition.after = ent_compile_values(self, count);
    self->truce.sends = ent_compile_values(self, count);
    self->truce.brings = ent_compile_values(self, count);
    self->truce.lead = ent_compile_values(self, count);
    self->truce.leaves = ent_compile_values(self, count);
    self->truce.leave_rate = ent_compile_values(self, count);
    self->truce.leave_trigger = ent_compile_values(self, count);
}

static void init_forces(ent_compiler *self)
{
    self->name.force = ent_compile_array(self, self->scenario->forces, sizeof(*self->name.force));
    for (size_t f = 0; self->name.force != NULL && f < self->scenario->forces; f++) {
        ent_force_values *force = &self->name.force[f];
        force->offered = force->required = force->contributors = ENT_NO_VALUE;
        force->deployed = force->ratio = force->committed_now = force->committed = ENT_NO_VALUE;
        force->last_deployed = force->last_ratio = ENT_NO_VALUE;
        force->cap = force->allowed = force->sendable = ENT_NO_VALUE;
    }
    self->truce.sendable = ENT_NO_VALUE;
}

static void init_guarantees(ent_compiler *self)
{
    ent_value **array[] = {&self->name.in_force, &self->name.last_in_force, &self->name.tested, &self->name.honoured,
        &self->name.failed, &self->guarantee.first, &self->guarantee.last, &self->guarantee.open,
        &self->guarantee.failed_for_good, &self->guarantee.honoured_chance, &self->guarantee.contains,
        &self->guarantee.months, &self->guarantee.contained, &self->guarantee.saved, &self->guarantee.tested_truces};

    for (size_t i = 0; i < sizeof(array) / sizeof(*array); i++) {
        *array[i] = ent_compile_values(self, self->scenario->guarantees);
    }
}

static void init_deal(ent_compiler *self, ent_deal_values *deal)
{
    deal->agreed = deal->month = deal->round = deal->whole_month = ENT_NO_VALUE;
    deal->is_signed = deal->signed_month = deal->refused = ENT_NO_VALUE;
    deal->deal = ent_compile_values(self, self->scenario->demands);
    deal->utility = ent_compile_values(self, self->scenario->parties);
    deal->event = ent_compile_values(self, self->scenario->events);
}

static void init_other_stages(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    self->name.threshold = ent_compile_values(self, scenario->parties);
    self->talks.war_cost = ent_compile_values(self, scenario->parties);
    self->talks.concession = ent_compile_values(self, scenario->parties);
    self->talks.softens = ent_compile_values(self, scenario->parties);
    self->coupled.refuses = ent_compile_values(self, scenario->demands * scenario->parties);
    self->name.utility = ent_compile_values(self, scenario->parties);
    self->name.deal = ent_compile_values(self, scenario->demands);
    self->signature.utility = ent_compile_values(self, scenario->parties);
    self->signature.deal = ent_compile_values(self, scenario->demands);
    self->ratification.when = ent_compile_values(self, scenario->ratifications);
    self->ratification.chance = ent_compile_values(self, scenario->ratifications);
    self->ratification.says = ent_compile_values(self, scenario->ratifications);
    self->ratification.takes = ent_compile_values(self, scenario->ratifications);
    self->talks.threshold = ent_compile_values(self, scenario->parties);
    self->talks.stage_month = ent_compile_values(self, scenario->talks.stages);
    self->talks.stage_rate = ent_compile_values(self, scenario->talks.stages);
    self->talks.stage_trigger = ent_compile_values(self, scenario->talks.stages);
    self->name.round_calendar = ENT_NO_VALUE;
    self->truce.hazard = ent_compile_values(self, scenario->causes);
    self->truce.contained = ent_compile_values(self, scenario->causes);
    init_guarantees(self);
    self->outcome.when = ent_compile_values(self, scenario->outcomes);
    self->outcome.check = ent_compile_values(self, scenario->check_queries);
    self->outcome.check_given = ent_compile_values(self, scenario->check_queries);
    self->outcome.mean = ent_compile_values(self, scenario->means);
    self->outcome.mean_given = ent_compile_values(self, scenario->means);
    self->outcome.measure = ent_compile_values(self, scenario->measures);
    self->outcome.measure_given = ent_compile_values(self, scenario->measures);
    self->outcome.where = ENT_NO_VALUE;
    self->outcome.given = ENT_NO_VALUE;
    self->talks.pick = ENT_NO_VALUE;
    self->signature.month = self->signature.round = self->signature.refused = ENT_NO_VALUE;
    self->truce.trigger = ENT_NO_VALUE;
    self->name.incidents = ENT_NO_VALUE;
    self->truce.age = ENT_NO_VALUE;
    self->truce.renews = ENT_NO_VALUE;
    init_deal(self, &self->name.deal_signed);
    init_deal(self, &self->name.deal_now);
}

int ent_compiler_init(ent_compiler *self, ent_model *model, const ent_scenario *scenario, const ent_kernels *kernels,
    ent_diagnostics *diagnostics)
{
    *self = (ent_compiler){.model = model, .scenario = scenario, .diagnostics = diagnostics, .arena = &model->arena};
    model->scenario = scenario;
    model->kernels = kernels;
    self->setting.draw_rate = ENT_RATE_DRAW;
    self->status = ent_value_graph_init(&self->graph, self->arena, kernels);
    if (self->status == ENT_OK) {
        init_world(self);
        init_coalition(self);
        init_forces(self);
        init_other_stages(self);
    }
    return self->status;
}

void ent_compiler_free(ent_compiler *self)
{
    ent_value_graph_free(&self->graph);
    *self = (ent_compiler){0};
}

/* --- errors ------------------------------------------------------------------------------------------------------ */

void ent_compile_begin(ent_compiler *self, const ent_quantity *quantity)
{
    self->setting.quantity = quantity;
    self->setting.inside = NULL;
    self->setting.blamed = NULL;
    self->setting.reading++;
}

const char *ent_compile_path(const ent_compiler *self)
{
    return self->setting.inside != NULL ? self->setting.inside->path : self->setting.quantity->path;
}

void ent_compile_error(
    ent_compiler *self, const ent_quantity *quantity, const ent_ast *ast, const char *help, const char *format, ...)
{
    bool inside = self->setting.inside != NULL && quantity == self->setting.quantity;
    bool of_reader = inside && self->setting.of_reader;
    ent_position at = {0};
    va_list args;
    const char *value;
    char *text;

    if (self->errors++ >= ENT_COMPILE_ERRORS) {
        return;
    }
    if (inside) {
        quantity = of_reader ? quantity : self->setting.inside;
        ast = of_reader ? self->setting.inside_at : ast;
    }
    value = of_reader && self->setting.inside_at != NULL ? self->setting.inside_at->text : NULL;
    if (quantity->setting != NULL) {
        at = quantity->setting->at;
        if (ast != NULL && quantity->setting->type == ENT_SETTING_STRING) {
            at = ent_setting_text_position(quantity->setting, ast->offset, ast->length);
        }
    }
    va_start(args, format);
    text = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, quantity->path, help, "%s%s%s%s",
        value != NULL ? "in the value `" : "", value != NULL ? value : "", value != NULL ? "`: " : "", text);
}

ent_value ent_compile_unknown(ent_compiler *self)
{
    return ent_value_graph_input(&self->graph, unknown_input, self->setting.draw_rate, false, -INFINITY, INFINITY);
}

/* Arguments precede their readers, so one pass downwards reaches everything that the value depends on. */
bool ent_compile_is_unknown(ent_compiler *self, ent_value value)
{
    const ent_node *node = self->graph.node;
    bool *wanted = value != ENT_NO_VALUE ? ent_compile_array(self, (size_t) value + 1, sizeof(*wanted)) : NULL;

    if (wanted == NULL) {
        return true;
    }
    wanted[value] = true;
    for (size_t i = (size_t) value + 1; i-- > 0;) {
        if (wanted[i] && node[i].kind == ENT_NODE_INPUT && node[i].index == unknown_input) {
            return true;
        }
        for (size_t a = 0; wanted[i] && a < node[i].arguments; a++) {
            wanted[node[i].argument[a]] = true;
        }
    }
    return false;
}

/* --- values ------------------------------------------------------------------------------------------------------ */

ent_value ent_compile_constant(ent_compiler *self, double value)
{
    return ent_value_graph_constant(&self->graph, value);
}

ent_value ent_compile_unary(ent_compiler *self, ent_op op, ent_value a)
{
    return ent_value_graph_unary(&self->graph, op, a);
}

ent_value ent_compile_binary(ent_compiler *self, ent_op op, ent_value a, ent_value b)
{
    return ent_value_graph_binary(&self->graph, op, a, b);
}

ent_value ent_compile_if(ent_compiler *self, ent_value condition, ent_value yes, ent_value no)
{
    return ent_value_graph_if(&self->graph, condition, yes, no);
}

bool ent_compile_is_constant(const ent_compiler *self, ent_value value, double *constant)
{
    return ent_value_graph_is_constant(&self->graph, value, constant);
}

ent_value ent_compile_input(ent_compiler *self, ent_rate rate, bool monthly, double low, double high)
{
    return ent_value_graph_input(&self->graph, self->inputs++, rate, monthly, low, high);
}

uint64_t ent_compile_stream(const ent_compiler *self, const char *path, uint32_t position)
{
    return ent_stream_make(self->scenario->run.seed, path, position).key;
}

void ent_compile_note_world_stream(ent_compiler *self, uint64_t key, const char *quantity, size_t group)
{
    ent_model *model = self->model;

    for (size_t i = 0; i < model->world_streams; i++) {
        if (model->world_stream[i].key == key) {
            return;
        }
    }
    if (model->world_streams == model->world_stream_capacity) {
        size_t capacity = model->world_stream_capacity == 0 ? 32 : 2 * model->world_stream_capacity;
        ent_world_stream *grown = ent_compile_array(self, capacity, sizeof(*grown));
        if (grown == NULL) {
            return;
        }
        for (size_t i = 0; i < model->world_streams; i++) {
            grown[i] = model->world_stream[i];
        }
        model->world_stream = grown;
        model->world_stream_capacity = capacity;
    }
    model->world_stream[model->world_streams++] = (ent_world_stream){.key = key, .quantity = quantity, .group = group};
}

ent_value ent_compile_uniform(ent_compiler *self, const char *path, uint32_t position, ent_rate rate)
{
    return ent_value_graph_uniform(&self->graph, ent_compile_stream(self, path, position), rate);
}

ent_value ent_compile_unit_exponential(ent_compiler *self, const char *path)
{
    return ent_compile_unary(self, ENT_OP_NEG_LOG, ent_compile_uniform(self, path, ENT_POSITION_CHANCE, ENT_RATE_DRAW));
}

ent_value ent_compile_cumulative_hazard(ent_compiler *self, ent_value chance)
{
    return ent_compile_unary(
        self, ENT_OP_NEG, ent_compile_unary(self, ENT_OP_LOG1P, ent_compile_unary(self, ENT_OP_NEG, chance)));
}

ent_value ent_compile_ceiling(ent_compiler *self, ent_value value)
{
    return ent_compile_unary(
        self, ENT_OP_NEG, ent_compile_unary(self, ENT_OP_FLOOR, ent_compile_unary(self, ENT_OP_NEG, value)));
}

void ent_compile_at(ent_compiler *self, ent_time time, size_t own_before, bool month_allowed)
{
    self->setting.time = time;
    self->setting.own_before = own_before;
    self->setting.forces_before = 0;
    self->setting.month_allowed = month_allowed;
    self->setting.round_allowed = false;
    self->setting.again = false;
    self->setting.month = time <= ENT_TIME_TIMED ? self->name.month : self->name.truce_month;
    self->setting.hazard_month = self->setting.month;
    self->setting.deal = month_allowed && time >= ENT_TIME_TIMED && time < ENT_TIME_TRUCE ? &self->name.deal_now : NULL;
}

bool ent_compile_awaits_deal(const ent_compiler *self)
{
    return self->scenario->truce.in_force && (!self->model->talks.none || self->scenario->ratifications > 0);
}

/* --- values by round ---------------------------------------------------------------------------------------------- */

ent_value ent_compile_round_input(ent_compiler *self, double low, double high)
{
    ent_value made = ent_compile_input(self, ENT_RATE_DRAW, true, low, high);

    self->graph.node[made].by_round = true;
    return made;
}

bool ent_compile_is_by_round(const ent_compiler *self, ent_value value)
{
    return value != ENT_NO_VALUE && self->graph.node[value].by_round;
}

static void append_round_value(ent_compiler *self, ent_round_values *list, ent_value from, ent_value to)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 16 : 2 * list->capacity;
        ent_value *grown = ent_compile_values(self, 2 * capacity);
        if (grown == NULL) {
            return;
        }
        for (size_t i = 0; i < list->count; i++) {
            grown[i] = list->from[i];
            grown[capacity + i] = list->to[i];
        }
        *list = (ent_round_values){.from = grown, .to = grown + capacity, .count = list->count, .capacity = capacity};
    }
    list->from[list->count] = from;
    list->to[list->count++] = to;
}

/* A column of the draws for a value of the rounds. */
static ent_value copy_to_draws(ent_compiler *self, ent_round_values *list, ent_value value)
{
    const ent_node *node = &self->graph.node[value];
    ent_value to = ent_compile_input(self, ENT_RATE_DRAW, false, node->low, node->high);

    append_round_value(self, list, value, to);
    return to;
}

ent_value ent_compile_keep(ent_compiler *self, ent_value value)
{
    return ent_compile_is_by_round(self, value) ? copy_to_draws(self, &self->kept, value) : value;
}

size_t ent_compile_keep_for_talks(ent_compiler *self, ent_value value)
{
    append_round_value(self, &self->kept, value, ENT_NO_VALUE);
    return self->kept.count > 0 ? self->kept.count - 1 : 0;
}

ent_value ent_compile_of_first_round(ent_compiler *self, ent_value value)
{
    return ent_compile_is_by_round(self, value) ? copy_to_draws(self, &self->first, value) : value;
}
