#include "report/measures/measure_text.h"

#include "wording/measure_words.h"

#include <math.h>

/* " euro"; "" without a unit. */
static const char *behind(ent_run_data *digest, const char *measure)
{
    const char *unit = ent_run_data_unit(digest, measure);

    return *unit != '\0' ? ent_run_data_format(digest, " %s", unit) : "";
}

const char *ent_measure_text_figure(
    ent_run_data *digest, const char *measure, double value, double mc_low, double mc_high)
{
    char words[ENT_WORDING_BYTES];

    ent_measure_words(words, value, (mc_high - mc_low) / 2.0);
    return ent_run_data_format(digest, "%s%s", words, behind(digest, measure));
}

const char *ent_measure_text_lead(
    ent_run_data *digest, const char *measure, double value, double mc_low, double mc_high)
{
    const char *own = ent_run_data_named(digest, "headline.name");

    return ent_run_data_format(digest, "\xE2\x80\x9C%s\xE2\x80\x9D is %s on average",
        own != NULL ? own : ent_run_data_label(digest, "measures", measure),
        ent_measure_text_figure(digest, measure, value, mc_low, mc_high));
}

static double figure(ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, &ent_table_measures, row, column);
}

/* "; in nine of ten futures, 0 to 288 billion" */
static const char *spread(ent_run_data *digest, size_t row, double half)
{
    char span[ENT_WORDING_BYTES], median[ENT_WORDING_BYTES];

    ent_measure_span(span, figure(digest, row, "p05"), figure(digest, row, "p95"), half);
    ent_measure_words(median, figure(digest, row, "p50"), half);
    return span[0] != '\0'
               ? ent_run_data_format(digest, "; in nine of ten futures %s, in the middle one %s", span, median)
               : "";
}

static const char *across(ent_run_data *digest, size_t row, double half)
{
    const char *variant = ent_run_data_text_at(digest, &ent_table_measures, row, "variant");
    char span[ENT_WORDING_BYTES];

    ent_measure_span(span, figure(digest, row, "world_p05"), figure(digest, row, "world_p95"), half);
    if (span[0] != '\0') {
        return ent_run_data_format(digest, "; across what we do not know, the average goes from %s", span);
    }
    return ent_run_data_has_unknowns(digest, variant)
               ? "; how far the average moves across what we do not know was not measured"
               : "";
}

const char *ent_measure_text_sentence(ent_run_data *digest, size_t row)
{
    const char *measure = ent_run_data_text_at(digest, &ent_table_measures, row, "measure");
    double mean = figure(digest, row, "mean");
    double low = figure(digest, row, "mc_low"), high = figure(digest, row, "mc_high");
    double half = (high - low) / 2.0;

    if (!(figure(digest, row, "draws") > 0.0)) {
        return "Its condition never held, so it has no figures.";
    }
    if (isnan(mean)) {
        return "It has no mean, since in some futures the number is infinite or too large.";
    }
    return ent_run_data_format(digest, "On average %s%s%s.", ent_measure_text_figure(digest, measure, mean, low, high),
        spread(digest, row, half), across(digest, row, half));
}
