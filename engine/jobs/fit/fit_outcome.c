#include "jobs/fit/fit_outcome.h"

#include "base/status.h"
#include "wording/wording.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum {
    FAILURES_A_TERM = 10,   /* Peduzzi, Concato, Feinstein and Holford 1995, Journal of Clinical Epidemiology 48(12) */
    EFFECTIVE_LEAST = 1000, /* draws of the posterior */
};

static const double far_from_zero = 3.0; /* standard deviations between 0 and a covariate's mean */

/* The file as a position, without a line. */
static ent_position file_of(const ent_fit *self)
{
    return (ent_position){.source = &self->file.source};
}

static void say(ent_fit *self, ent_severity severity, const char *path, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void say(ent_fit *self, ent_severity severity, const char *path, const char *help, const char *format, ...)
{
    va_list args;
    const char *message;

    va_start(args, format);
    message = ent_arena_vprintf(&self->arena, format, args);
    va_end(args);
    ent_diagnostics_add(
        &self->diagnostics, severity, file_of(self), path, help, "%s", message != NULL ? message : "out of memory");
}

/* --- errors --------------------------------------------------------------------------------------------------------
 */

/* Rows in which a covariate of 0 and 1 is `value`, and how many of them failed. False for any other covariate. */
static bool count_level(const ent_fit *self, size_t covariate, double value, size_t *rows, size_t *failed)
{
    const ent_survival_data *data = &self->data.data;

    *rows = *failed = 0;
    for (size_t i = 0; i < data->rows; i++) {
        double x = data->covariate[i * data->covariates + covariate];
        if (x < 0.0 || x > 1.0 || (x > 0.0 && x < 1.0)) {
            return false;
        }
        if (x >= value && x <= value) {
            (*rows)++;
            *failed += data->event[i] ? 1 : 0;
        }
    }
    return true;
}

static void explain_separation(ent_fit *self)
{
    size_t covariate = self->maximum.covariate;
    const char *name = self->data.covariate[covariate].name;
    double level = self->maximum.direction < 0 ? 1.0 : 0.0; /* the one without failures */
    const char *help = ent_arena_printf(&self->arena,
        "leave it out, or give its hazard ratio a prior: --prior '%s = 0.1 to 10'; the data alone say only that it is "
        "%s",
        name, self->maximum.direction < 0 ? "low" : "high");
    size_t rows, failed;

    if (count_level(self, covariate, level, &rows, &failed) && failed == 0) {
        say(self, ENT_SEVERITY_ERROR, name, help,
            "none of the %zu rows in which it is %.0f failed, so the likelihood rises for ever as its hazard ratio "
            "goes to %s: there is no estimate",
            rows, level, self->maximum.direction < 0 ? "0" : "infinity");
        return;
    }
    say(self, ENT_SEVERITY_ERROR, name, help,
        "it tells failures from the other rows completely, alone or with other covariates: the likelihood rises for "
        "ever as its coefficient goes to %s infinity, and there is no estimate",
        self->maximum.direction < 0 ? "minus" : "plus");
}

static void explain_shape(ent_fit *self)
{
    if (self->maximum.outcome == ENT_WEIBULL_SHAPE_GROWS) {
        say(self, ENT_SEVERITY_ERROR, "shape", "check the durations; a hazard needs failures at different ones",
            "the failures come at one duration, as far as the covariates tell: the likelihood rises for ever as the "
            "shape grows, and there is no estimate");
        return;
    }
    say(self, ENT_SEVERITY_ERROR, "shape",
        "fix the shape, --fix shape=0.6, or give it a prior, --prior 'shape = lognormal(log(0.6), 0.25)'",
        "the likelihood has no maximum: it rises to %.3f as the shape goes to 0, and the scale with it, to a hazard "
        "proportional to 1 / time. Rows that come under observation late do not tell how the hazard began",
        self->maximum.limit);
}

int ent_fit_explain_outcome(ent_fit *self)
{
    const ent_weibull_fit *made = &self->maximum;
    const char *covariate = self->data.data.covariates > 0 ? self->data.covariate[made->covariate].name : NULL;

    switch (made->outcome) {
    case ENT_WEIBULL_MAXIMUM:
        return ENT_OK;
    case ENT_WEIBULL_NO_FAILURE:
        say(self, ENT_SEVERITY_ERROR, self->data.event.name,
            "a fit needs failures: check --event, and --where if it leaves rows out",
            "none of the %zu rows failed, so the likelihood rises for ever as the hazard goes to 0: there is no "
            "estimate",
            self->data.data.rows);
        break;
    case ENT_WEIBULL_CONSTANT:
        say(self, ENT_SEVERITY_ERROR, covariate, "leave it out of --covariates",
            "it is %.6g in all %zu rows, so that its effect cannot be told from the scale",
            self->data.data.covariate[made->covariate], self->data.data.rows);
        break;
    case ENT_WEIBULL_COLLINEAR:
        say(self, ENT_SEVERITY_ERROR, covariate, "leave it, or one of those before it, out of --covariates",
            "it follows exactly from the covariates before it, so that their effects cannot be told apart");
        break;
    case ENT_WEIBULL_SEPARATED:
        explain_separation(self);
        break;
    case ENT_WEIBULL_SHAPE_TO_ZERO:
    case ENT_WEIBULL_SHAPE_GROWS:
        explain_shape(self);
        break;
    default:
        say(self, ENT_SEVERITY_ERROR, NULL, "try fewer covariates, or --fix shape=0.6",
            "the search for the maximum of the likelihood ended without an answer");
        break;
    }
    return ENT_ERR_SCENARIO;
}

/* --- warnings ------------------------------------------------------------------------------------------------------
 */

/* A covariate whose 0, to which the scale belongs, is far from its values. */
static void warn_of_zero(ent_fit *self, size_t covariate)
{
    const ent_survival_data *data = &self->data.data;
    double mean = 0.0, squares = 0.0;

    for (size_t i = 0; i < data->rows; i++) {
        mean += data->covariate[i * data->covariates + covariate] / (double) data->rows;
    }
    for (size_t i = 0; i < data->rows; i++) {
        double off = data->covariate[i * data->covariates + covariate] - mean;
        squares += off * off;
    }
    if (fabs(mean) > far_from_zero * sqrt(squares / (double) data->rows)) {
        say(self, ENT_SEVERITY_WARNING, self->data.covariate[covariate].name,
            "count it from a value within the data, as years since 1990",
            "the scale is that of rows in which it is 0, far from its mean of %.4g: alone it says nothing about these "
            "data",
            mean);
    }
}

void ent_fit_warn(ent_fit *self)
{
    size_t estimated = self->terms - (ent_fit_is_estimated(self, 0) ? 0 : 1);

    if (self->data.failures < FAILURES_A_TERM * estimated) {
        say(self, ENT_SEVERITY_WARNING, NULL, NULL,
            "%zu failure%s for %zu estimate%s: with fewer than ten each, estimates are rough and their intervals too "
            "narrow or too wide",
            self->data.failures, ent_wording_plural((double) self->data.failures), estimated,
            ent_wording_plural((double) estimated));
    }
    for (size_t j = 0; j < self->data.data.covariates; j++) {
        warn_of_zero(self, j);
    }
    if (self->posterior.effective < EFFECTIVE_LEAST) {
        say(self, ENT_SEVERITY_WARNING, NULL, "give narrower priors, or use the estimates",
            "the sample of the posterior is worth %.0f draws only: its figures are rough", self->posterior.effective);
    }
}
