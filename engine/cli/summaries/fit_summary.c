#include "cli/summaries/fit_summary.h"

#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "formula/number.h"
#include "jobs/fit/fit_scenario.h"
#include "wording/fit_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS = 3 };

/* --- for people ----------------------------------------------------------------------------------------------------
 */

static int widest_term(const ent_fit *fit)
{
    int width = 0;

    for (size_t i = 0; i < fit->terms; i++) {
        int own = ent_text_width(ent_line(fit->term[i].term));
        width = own > width ? own : width;
    }
    return width;
}

/* "0.635 (0.560 to 0.720)"; the estimate alone where it has no interval. ratio: of the exponentials. */
static void figure_words(char *words, size_t room, const ent_fit_row *row, bool ratio)
{
    char estimate[ENT_WORDING_BYTES], low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    ent_fit_number(estimate, ratio ? exp(row->estimate) : row->estimate, DIGITS);
    if (isnan(row->low)) {
        snprintf(words, room, "%s", estimate);
        return;
    }
    ent_fit_number(low, ratio ? exp(row->low) : row->low, DIGITS);
    ent_fit_number(high, ratio ? exp(row->high) : row->high, DIGITS);
    snprintf(words, room, "%s (%s to %s)", estimate, low, high);
}

static void print_term(const ent_fit *fit, size_t i, int width)
{
    const ent_fit_row *row = &fit->term[i];
    char figure[4 * ENT_WORDING_BYTES];

    figure_words(figure, sizeof(figure), row, i >= 2);
    printf("  %s%*s  ", ent_line(row->term), width - ent_text_width(ent_line(row->term)), "");
    if (i == 0) {
        printf("%s: %s%s\n", figure, ent_fit_shape_words(row->estimate, row->low, row->high),
            isnan(row->low) ? "; fixed, not estimated" : "");
    } else if (i == 1) {
        printf("%s, in the unit of `%s`%s\n", figure, ent_line(fit->data.time.name),
            fit->terms > 2 ? ", where all covariates are 0" : "");
    } else {
        printf("hazard ratio %s%s: %s\n", figure, fit->data.covariate[i - 2].binary ? "" : " for one more",
            ent_fit_effect_words(row->low, row->high));
    }
}

static void print_residuals(const ent_fit *fit)
{
    size_t inside = fit->data.failures - fit->outside;

    printf("residuals: the unit exponential is inside their 95%% band at %zu of %zu failures%s\n", inside,
        fit->data.failures,
        ent_fit_residuals_agree(fit->outside, fit->data.failures)
            ? ""
            : ": the model does not fit everywhere, see the chart");
}

void ent_print_fit(const ent_fit *fit, const ent_options *options)
{
    bool bold = ent_console_colour(stdout);
    int width = widest_term(fit);
    bool given = options->priors > 0;

    if (options->quiet || options->json) {
        return;
    }
    printf("%s%s: %zu row%s, %zu failure%s%s\n", ent_code_if(bold, ENT_CODE_BOLD), ent_line(fit->id),
        fit->data.data.rows, ent_wording_plural((double) fit->data.data.rows), fit->data.failures,
        ent_wording_plural((double) fit->data.failures), ent_code_if(bold, ENT_CODE_OFF));
    if (fit->data.left_out > 0) {
        printf("  %zu row%s left out by --where\n", fit->data.left_out, fit->data.left_out == 1 ? " is" : "s are");
    }
    for (size_t i = 0; i < fit->terms; i++) {
        print_term(fit, i, width);
    }
    printf("in parentheses: 90%% intervals %s; the posterior is in fit.csv\n",
        given ? "around the mode, with the priors given" : "of maximum likelihood");
    print_residuals(fit);
    printf("written: %s/fit.csv, fit_summary.csv and fit_residuals.csv%s\n", ent_line(fit->folder),
        fit->charts_drawn ? ", chart in charts/" : "");
    printf("factors for a scenario: %s/fit.cfg\n", ent_line(fit->folder));
}

/* --- as JSON -------------------------------------------------------------------------------------------------------
 */

static cJSON *term_json(const ent_fit_row *row)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "term", row->term);
    ent_json_number(json, "estimate", true, row->estimate);
    ent_json_number(json, "low", true, row->low);
    ent_json_number(json, "high", true, row->high);
    ent_json_number(json, "se", true, row->se);
    ent_json_number(json, "posterior_median", true, row->posterior_median);
    ent_json_number(json, "posterior_low", true, row->posterior_low);
    ent_json_number(json, "posterior_high", true, row->posterior_high);
    return json;
}

static cJSON *correlation_json(const ent_fit *fit, size_t i, size_t j)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "first", fit->term[i].term);
    cJSON_AddStringToObject(json, "second", fit->term[j].term);
    ent_json_number(json, "rho", true, ent_number_rounded(fit->posterior.correlation[i * fit->terms + j], 4));
    return json;
}

void ent_add_fit(const ent_fit *fit)
{
    cJSON *json = ent_json_wanted() ? cJSON_CreateObject() : NULL;
    cJSON *terms, *correlations;

    if (json == NULL) {
        return;
    }
    cJSON_AddStringToObject(json, "data", fit->request->path);
    cJSON_AddStringToObject(json, "folder", fit->folder != NULL ? fit->folder : "");
    cJSON_AddStringToObject(json, "scenario", "fit.cfg");
    cJSON_AddBoolToObject(json, "charts", fit->charts_drawn);
    ent_json_count(json, "rows", fit->data.data.rows);
    ent_json_count(json, "left_out", fit->data.left_out);
    ent_json_count(json, "failures", fit->data.failures);
    ent_json_number(json, "log_likelihood", true, fit->maximum.log_likelihood);
    ent_json_count(json, "residuals_outside", fit->outside);
    terms = cJSON_AddArrayToObject(json, "terms");
    for (size_t i = 0; i < fit->terms; i++) {
        cJSON_AddItemToArray(terms, term_json(&fit->term[i]));
    }
    correlations =
        cJSON_AddArrayToObject(json, "correlations"); /* of the posterior, of shape and scale as logarithms */
    for (size_t i = 0; i < fit->terms; i++) {
        for (size_t j = i + 1; ent_fit_is_estimated(fit, i) && j < fit->terms; j++) {
            cJSON_AddItemToArray(correlations, correlation_json(fit, i, j));
        }
    }
    ent_json_result(json);
}
