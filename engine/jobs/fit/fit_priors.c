#include "jobs/fit/fit_priors.h"

#include "base/status.h"
#include "formula/parse.h"
#include "kernels/scalar_functions.h"
#include "settings/source_position.h"

#include <math.h>
#include <string.h>

#define PRIOR_HELP                                                                                                     \
    "write lognormal(mu, sigma) or LOW to HIGH, a 90% interval, as --prior 'shape = 0.4 to 0.9'; of a covariate they " \
    "are of its hazard ratio, and normal(mean, sd) is of its coefficient"

/* Half the width of a 90% interval in standard deviations. */
static const double z90 = 1.6448536269514722;

/* An assignment while it is read. */
typedef struct assignment {
    const ent_fit_data *data;
    ent_source *source; /* the option's text */
    const char *term;   /* left of the last = */
    size_t term_at;
    const char *value; /* right of it */
    size_t value_at;
    ent_diagnostics *diagnostics;
} assignment;

static int fail(const assignment *self, size_t offset, size_t length, const char *help, const char *message,
    const char *what) __attribute__((format(printf, 5, 0)));

/* Adds an error at bytes of the text; message takes one string. */
static int fail(
    const assignment *self, size_t offset, size_t length, const char *help, const char *message, const char *what)
{
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, ent_source_position(self->source, offset, length), NULL,
        help, message, what);
    return ENT_ERR_SCENARIO;
}

/* Splits at the last =, since a covariate may have one: kind=interstate = 0.3 to 1. */
static int split(assignment *self, const ent_fit_data *data, const char *option, const char *text,
    ent_diagnostics *diagnostics, const char *help)
{
    ent_arena *arena = data->table->arena;
    const char *equals = strrchr(text, '=');
    size_t from = strspn(text, " "), to;

    *self =
        (assignment){.data = data, .source = ent_arena_alloc(arena, sizeof(ent_source)), .diagnostics = diagnostics};
    if (self->source == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *self->source = (ent_source){.name = option, .text = text, .length = strlen(text)};
    if (equals == NULL) {
        return fail(self, 0, strlen(text), help, "`%s` has no =", text);
    }
    for (to = (size_t) (equals - text); to > from && text[to - 1] == ' ';) {
        to--;
    }
    self->term = ent_arena_strndup(arena, text + from, to - from);
    self->term_at = from;
    self->value_at = (size_t) (equals - text) + 1 + strspn(equals + 1, " ");
    self->value = text + self->value_at;
    return self->term != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Sets *term to the index of a term: 0 shape, 1 scale, 2 … covariates. */
static int find_term(const assignment *self, size_t *term)
{
    const ent_fit_data *data = self->data;
    size_t terms = data->data.covariates + 2;
    const char **name = ent_arena_array(data->table->arena, terms, sizeof(*name));
    const char *near, *help = NULL;

    if (name == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < terms; i++) {
        name[i] = i == 0 ? "shape" : i == 1 ? "scale" : data->covariate[i - 2].name;
        if (strcmp(name[i], self->term) == 0) {
            *term = i;
            return ENT_OK;
        }
    }
    near = ent_nearest_name(self->term, name, terms);
    help = near != NULL ? ent_arena_printf(data->table->arena, "did you mean `%s`?", near)
                        : "a term is shape, scale, or a covariate as --covariates has it";
    return fail(self, self->term_at, strlen(self->term), help, "there is no term `%s`", self->term);
}

/* Reads the two numbers of normal, lognormal or an interval. */
static int read_density(const assignment *self, size_t term, const ent_ast *node, ent_normal_prior *prior)
{
    double a = (double) NAN, b = (double) NAN;
    bool normal = node->kind == ENT_AST_DISTRIBUTION && node->distribution == &ent_kind_normal;
    bool interval = node->kind == ENT_AST_DISTRIBUTION && node->distribution == &ent_kind_interval;
    size_t at = self->value_at + node->offset;

    if (node->kind != ENT_AST_DISTRIBUTION || !(normal || interval || node->distribution == &ent_kind_lognormal) ||
        node->arguments != 2 || node->unknown || (normal && term < 2)) {
        return fail(self, at, node->length, PRIOR_HELP, "`%s` is no prior of this term", self->value);
    }
    if (!ent_ast_constant(node->argument[0], &a) || !ent_ast_constant(node->argument[1], &b)) {
        return fail(self, at, node->length, NULL, "`%s` has a parameter that is no number", self->value);
    }
    if (interval && (a <= 0.0 || b <= a)) {
        return fail(
            self, at, node->length, NULL, "`%s`: expected two numbers above 0, the lower one first", self->value);
    }
    *prior = interval ? (ent_normal_prior){0.5 * (ent_log(a) + ent_log(b)), (ent_log(b) - ent_log(a)) / (2.0 * z90)}
                      : (ent_normal_prior){a, b};
    if (!isfinite(prior->mean) || !isfinite(prior->sd) || prior->sd <= 0.0) {
        return fail(self, at, node->length, NULL, "`%s` has no finite mean, or no spread above 0", self->value);
    }
    return ENT_OK;
}

int ent_fit_prior_read(
    const ent_fit_data *data, const char *text, ent_normal_prior *prior, ent_diagnostics *diagnostics)
{
    assignment self;
    ent_formula_error error = {.message = NULL};
    ent_ast *node;
    size_t term = 0;
    int status = split(&self, data, "--prior", text, diagnostics, PRIOR_HELP);

    if (status == ENT_OK) {
        status = find_term(&self, &term);
    }
    if (status != ENT_OK) {
        return status;
    }
    status = ent_formula_parse(self.value, data->table->arena, &node, &error);
    if (status == ENT_ERR_SCENARIO) {
        return fail(&self, self.value_at + error.offset, error.length, error.help, "%s", error.message);
    }
    return status == ENT_OK ? read_density(&self, term, node, &prior[term]) : status;
}

int ent_fit_fixed_read(const ent_fit_data *data, const char *text, double *shape, ent_diagnostics *diagnostics)
{
    static const char help[] = "write --fix shape=0.6; other terms can have a narrow prior instead (--prior)";
    assignment self;
    ent_formula_error error = {.message = NULL};
    ent_ast *node = NULL;
    int status = split(&self, data, "--fix", text, diagnostics, help);

    if (status != ENT_OK) {
        return status;
    }
    if (strcmp(self.term, "shape") != 0) {
        return fail(
            &self, self.term_at, strlen(self.term), help, "`%s` cannot be fixed, the shape alone can", self.term);
    }
    status = ent_formula_parse(self.value, data->table->arena, &node, &error);
    if (status == ENT_ERR_NO_MEMORY) {
        return status;
    }
    if (status != ENT_OK || !ent_ast_constant(node, shape) || !isfinite(*shape) || *shape <= 0.0) {
        return fail(&self, self.value_at, strlen(self.value), help, "`%s` is no number above 0", self.value);
    }
    return ENT_OK;
}
