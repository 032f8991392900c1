#include "tables/cells.h"

#include "base/status.h"

#include <math.h>

void ent_cells_estimate(ent_sink *sink, const ent_estimate *estimate)
{
    ent_sink_real(sink, estimate->p);
    ent_cells_end(sink, estimate->low);
    ent_cells_end(sink, estimate->high);
}

void ent_cells_end(ent_sink *sink, double end)
{
    ent_sink_real(sink, isfinite(end) ? end : (double) NAN);
}

void ent_cells_range(ent_sink *sink, const ent_estimate *estimate)
{
    ent_sink_real(sink, estimate->p05);
    ent_sink_real(sink, estimate->p50);
    ent_sink_real(sink, estimate->p95);
}

void ent_cells_share(ent_sink *sink, uint64_t count, uint64_t of)
{
    ent_sink_real(sink, of > 0 ? (double) count / (double) of : (double) NAN);
}

void ent_cells_mean(ent_sink *sink, const ent_exact_sum *sum)
{
    ent_sink_real(sink, sum->clipped == 0 ? ent_exact_sum_mean(sum) : (double) NAN);
}

ent_estimate ent_cells_ranged(ent_sink *sink, const ent_tally *tally, size_t column)
{
    ent_estimate estimate;

    ent_sink_fail(sink, ent_tally_estimate(tally, column, &estimate));
    return estimate;
}

uint64_t ent_cells_deals(const ent_tally *tally)
{
    return ent_tally_total(tally, tally->layout.deals);
}

uint64_t ent_cells_truces(const ent_tally *tally)
{
    return ent_tally_total(tally, tally->layout.truces);
}

bool ent_cells_any_talks(const ent_figures *figures)
{
    return figures->scenario->demands > 0 && figures->scenario->parties > 0;
}
