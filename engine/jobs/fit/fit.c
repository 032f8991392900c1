#include "jobs/fit/fit.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "formula/number.h"
#include "jobs/fit/fit_folder.h"
#include "jobs/fit/fit_outcome.h"
#include "jobs/fit/fit_priors.h"
#include "jobs/fit/fit_scenario.h"
#include "jobs/load.h"
#include "kernels/scalar_functions.h"
#include "tables/tables.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum {
    DIGITS = 10, /* of estimates: the maximum is exact to about as many */
    SEED = 1     /* of the posterior's sample */
};

static const double z90 = 1.6448536269514722;

bool ent_fit_is_estimated(const ent_fit *self, size_t term)
{
    return term > 0 || self->assumptions.shape <= 0.0;
}

/* --- the data ------------------------------------------------------------------------------------------------------
 */

static int load(ent_fit *self)
{
    const char *path = self->request->path, *text;
    ent_file_scope scope = {.scenario = path}; /* the file that was named, and no other */
    size_t length;
    int status;

    errno = 0;
    status = ent_load_file(&scope, path, &self->arena, &text, &length);
    if (status == ENT_ERR_IO) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "check the name and the folder", "the file %s cannot be read%s%s", path, errno != 0 ? ": " : "",
            errno != 0 ? ent_inner_reason(errno) : "");
    }
    if (status != ENT_OK) {
        return status;
    }
    ent_sha256(text, length, self->sha256);
    self->id = ent_scenario_id(path, &self->arena);
    return self->id != NULL ? ent_data_table_read(&self->file, path, text, length, &self->arena, &self->diagnostics)
                            : ENT_ERR_NO_MEMORY;
}

/* Reads the priors and the fixed shape. */
static int assume(ent_fit *self)
{
    const ent_fit_request *request = self->request;
    ent_normal_prior *prior = ent_arena_array(&self->arena, self->terms, sizeof(*prior));
    int status = prior != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    self->assumptions.prior = prior;
    for (size_t i = 0; i < request->priors && status == ENT_OK; i++) {
        status = ent_fit_prior_read(&self->data, request->prior[i], prior, &self->diagnostics);
    }
    if (status == ENT_OK && request->fixed != NULL) {
        status = ent_fit_fixed_read(&self->data, request->fixed, &self->assumptions.shape, &self->diagnostics);
    }
    if (status == ENT_OK && self->assumptions.shape > 0.0 && prior[0].sd > 0.0) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){.source = &self->file.source},
            "shape", "leave one of the two out", "the shape is fixed and has a prior");
        status = ENT_ERR_SCENARIO;
    }
    return status;
}

/* --- figures -------------------------------------------------------------------------------------------------------
 */

/* Samples the posterior, with weak priors where none was given. */
static int sample_posterior(ent_fit *self)
{
    ent_weibull_assumptions assumed = {.shape = self->assumptions.shape};
    ent_weibull_likelihood likelihood;
    int status = ent_weibull_likelihood_init(&likelihood, &self->data.data);

    self->weak = ent_arena_array(&self->arena, self->terms, sizeof(*self->weak));
    if (status == ENT_OK && self->weak != NULL) {
        memcpy(self->weak, self->assumptions.prior, self->terms * sizeof(*self->weak));
        self->scale_at_mean = ent_weibull_weak_priors(&likelihood, self->weak);
    }
    ent_weibull_likelihood_free(&likelihood);
    if (status != ENT_OK || self->weak == NULL) {
        return status != ENT_OK ? status : ENT_ERR_NO_MEMORY;
    }
    assumed.prior = self->weak;
    assumed.scale_at_mean = self->scale_at_mean;
    status = ent_weibull_posterior_init(&self->posterior, &self->data.data, &assumed, SEED);
    if (status == ENT_ERR_ARGUMENT) {
        ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){.source = &self->file.source}, NULL,
            "give priors that the data do not contradict, with --prior", "the posterior has no mode that was found");
        status = ENT_ERR_SCENARIO;
    }
    return status;
}

/* A quantile of a term on its own scale, with no digit below its Monte Carlo error. */
static double posterior_figure(double value, double error, bool logarithm)
{
    double figure = logarithm ? ent_exp(value) : value, digit;
    double off = logarithm ? figure * error : error;

    if (!(off > 0.0) || !isfinite(figure)) {
        return figure;
    }
    digit = floor(ent_log(fabs(figure) / off) / ent_log(10.0)) +
            2.0; /* one digit beyond the first that the error reaches */
    return ent_number_rounded(figure, digit < 1.0 ? 1 : digit > 6.0 ? 6 : (int) digit);
}

static double estimate_figure(double value, bool logarithm)
{
    return ent_number_rounded(logarithm ? ent_exp(value) : value, DIGITS);
}

static void set_term(ent_fit *self, size_t i)
{
    const ent_posterior_term *posterior = &self->posterior.term[i];
    double estimate = self->maximum.estimate[i], error = ent_weibull_fit_error(&self->maximum, i);
    bool logarithm = i < 2;

    self->term[i] = (ent_fit_row){.term = i == 0   ? "shape"
                                          : i == 1 ? "scale"
                                                   : self->data.covariate[i - 2].name,
        .estimate = estimate_figure(estimate, logarithm),
        .low = (double) NAN,
        .high = (double) NAN,
        .se = (double) NAN,
        .posterior_median = (double) NAN,
        .posterior_low = (double) NAN,
        .posterior_high = (double) NAN};
    if (!ent_fit_is_estimated(self, i)) {
        return;
    }
    self->term[i].low = estimate_figure(estimate - z90 * error, logarithm);
    self->term[i].high = estimate_figure(estimate + z90 * error, logarithm);
    self->term[i].se = ent_number_rounded(error, DIGITS);
    self->term[i].posterior_median = posterior_figure(posterior->median, posterior->median_error, logarithm);
    self->term[i].posterior_low = posterior_figure(posterior->low, posterior->low_error, logarithm);
    self->term[i].posterior_high = posterior_figure(posterior->high, posterior->high_error, logarithm);
}

static int set_terms(ent_fit *self)
{
    const ent_survival_data *data = &self->data.data;

    self->term = ent_arena_array(&self->arena, self->terms, sizeof(*self->term));
    self->residual = ent_arena_array(&self->arena, data->rows, sizeof(*self->residual));
    if (self->term == NULL || self->residual == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->terms; i++) {
        set_term(self, i);
    }
    for (size_t i = 0; i < data->rows; i++) {
        self->at_risk += data->time[i] - data->entered[i];
    }
    return ent_cox_snell(data, self->maximum.estimate, self->residual);
}

static int fit_model(ent_fit *self)
{
    int status = ent_weibull_fit_init(&self->maximum, &self->data.data, &self->assumptions);

    if (status == ENT_OK) {
        status = ent_fit_explain_outcome(self);
    }
    if (status == ENT_OK) {
        status = sample_posterior(self);
    }
    if (status == ENT_OK) {
        status = set_terms(self);
    }
    if (status == ENT_OK) {
        self->outside = ent_cox_snell_outside(self->residual, self->data.data.rows);
        ent_fit_warn(self);
    }
    return status;
}

/* --- tables --------------------------------------------------------------------------------------------------------
 */

static ent_sink *open_table(ent_csv_writer *writer, const ent_table *table)
{
    ent_csv_writer_init(writer);
    ent_table_header(table, ent_csv_sink(writer), NULL);
    return ent_csv_sink(writer);
}

static int write_summary(ent_fit *self)
{
    ent_sink *sink = open_table(&self->summary_table, &ent_table_fit_summary);

    ent_table_fit_summary_row(sink, "rows", (double) self->data.data.rows);
    ent_table_fit_summary_row(sink, "left_out", (double) self->data.left_out);
    ent_table_fit_summary_row(sink, "failures", (double) self->data.failures);
    ent_table_fit_summary_row(sink, "time_at_risk", ent_number_rounded(self->at_risk, DIGITS));
    ent_table_fit_summary_row(sink, "log_likelihood", ent_number_rounded(self->maximum.log_likelihood, DIGITS));
    ent_table_fit_summary_row(sink, "residuals_outside", (double) self->outside);
    ent_table_fit_summary_row(sink, "posterior_draws", (double) self->posterior.draws);
    ent_table_fit_summary_row(sink, "posterior_effective", floor(self->posterior.effective));
    return sink->status;
}

static int write_tables(ent_fit *self, const char *command_line)
{
    ent_sink *sink = open_table(&self->table, &ent_table_fit);
    ent_sink *residuals = open_table(&self->residuals_table, &ent_table_fit_residuals);
    int status = write_summary(self);

    for (size_t i = 0; i < self->terms; i++) {
        ent_table_fit_row(sink, &self->term[i]);
    }
    for (size_t i = 0; i < self->data.data.rows; i++) {
        const ent_cox_snell_row *row = &self->residual[i];
        ent_position at = ent_data_table_at(&self->file, self->data.row[row->row], self->data.time.column);
        ent_table_fit_residuals_row(residuals, at.line, row);
    }
    self->scenario = ent_fit_scenario(self, command_line);
    status = status == ENT_OK ? sink->status : status;
    status = status == ENT_OK ? residuals->status : status;
    return status == ENT_OK && self->scenario == NULL ? ENT_ERR_NO_MEMORY : status;
}

int ent_job_fit(ent_fit *self, const ent_fit_request *fit, const ent_job_request *request, const ent_job_host *host)
{
    int status;

    self->request = fit;
    status = load(self);
    if (status == ENT_OK) {
        status = ent_fit_data_read(&self->data, &self->file, &fit->choice, &self->diagnostics);
        self->terms = self->data.data.covariates + 2;
    }
    status = status == ENT_OK ? assume(self) : status;
    status = status == ENT_OK ? fit_model(self) : status;
    status = status == ENT_OK ? write_tables(self, request->command_line) : status;
    status = status == ENT_OK && self->diagnostics.no_memory ? ENT_ERR_NO_MEMORY : status; /* a warning is missing */
    if (status == ENT_OK && request->out != NULL) {
        status = ent_fit_write(self, request, host);
    }
    return status;
}

void ent_fit_free(ent_fit *self)
{
    ent_weibull_fit_free(&self->maximum);
    ent_weibull_posterior_free(&self->posterior);
    ent_csv_writer_free(&self->table);
    ent_csv_writer_free(&self->summary_table);
    ent_csv_writer_free(&self->residuals_table);
    ent_diagnostics_free(&self->diagnostics);
    ent_arena_free(&self->arena);
}
