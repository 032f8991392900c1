#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/summaries/fit_summary.h"
#include "jobs/fit/fit.h"

/* Refuses a command line without the columns that a fit needs. */
static int check_options(const ent_options *options)
{
    if (options->time == NULL) {
        ent_complain("fit needs the column of durations, as in --time months");
        return ENT_EXIT_USAGE;
    }
    if (options->event == NULL) {
        ent_complain("fit needs the column that is 1 for a failure and 0 for none, as in --event failed");
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

static void print_end(const ent_fit *fit, const ent_options *options, int status)
{
    if (status == ENT_OK) {
        ent_print_fit(fit, options);
        ent_add_fit(fit);
    } else if (status == ENT_ERR_INTERRUPTED) {
        ent_complain("stopped; nothing was written");
    } else if (fit->diagnostics.errors == 0) {
        ent_complain("%s", ent_strerror(status));
    }
}

static int fit(const ent_options *options)
{
    const ent_fit_request wanted = {.path = options->operand[0],
        .choice = {.time = options->time,
            .event = options->event,
            .covariates = options->covariates,
            .entered = options->entered,
            .censor = options->censor > 0.0 ? &options->censor : NULL,
            .where = options->where},
        .prior = options->prior,
        .priors = options->priors,
        .fixed = options->fix};
    ent_fit made = {.terms = 0};
    ent_job_console console;
    int status = check_options(options);

    if (status != ENT_EXIT_OK) {
        return status;
    }
    ent_job_console_open(&console, options);
    ent_defer_interrupts(true);
    status = ent_job_fit(&made, &wanted, &console.request, &console.host);
    ent_defer_interrupts(false);
    ent_print_diagnostics(&made.diagnostics, options->quiet);
    print_end(&made, options, status);
    status = status == ENT_OK && console.request.charts && !made.charts_drawn ? ENT_ERR_CHART : status;
    ent_fit_free(&made);
    ent_job_console_close(&console);
    return ent_exit_status(status);
}

const ent_command_entry ent_command_fit = {.name = "fit",
    .operands = "DATA.csv",
    .summary = "a hazard fitted to durations, as factors for a scenario",
    .text = "Fits a Weibull hazard to durations in a CSV file, some of which have not ended: cumulative hazard (t / "
            "scale)^shape times a hazard ratio for each covariate. Writes the estimates (maximum likelihood, and the "
            "posterior under weak priors), residuals with a chart, and fit.cfg: factors for shape, scale and hazard "
            "ratios with their correlations, which a scenario can start from.",
    .example = {{"entente fit truces.csv --time months --event failed --covariates armed,distance",
                    "a hazard with two covariates"},
        {"entente fit truces.csv --time months --event failed --covariates kind=interstate --entered 12 --fix "
         "shape=0.6",
            "rows that are seen from month 12 on, with a shape that is known"}},
    .options = "time event covariates entered censor where fix prior out excel format no-charts",
    .least = 1,
    .most = 1,
    .wants = "a CSV file",
    .operand = ENT_ARGUMENT_NEW_FILE,
    .run = fit};
