#include "results/cells.h"

#include "base/status.h"

#include <math.h>

void ent_cells_header(ent_csv_writer *self, const char *names)
{
    if (self->rows == 0) {
        ent_csv_names(self, names);
        ent_csv_end_row(self);
    }
}

void ent_cells_estimate(ent_csv_writer *self, const ent_estimate *estimate)
{
    ent_csv_real(self, estimate->p); /* what is unknown is NaN, which leaves a cell empty */
    ent_csv_real(self, estimate->low);
    ent_csv_real(self, estimate->high);
}

void ent_cells_range(ent_csv_writer *self, const ent_estimate *estimate)
{
    ent_csv_real(self, estimate->p05);
    ent_csv_real(self, estimate->p50);
    ent_csv_real(self, estimate->p95);
}

void ent_cells_share(ent_csv_writer *self, uint64_t count, uint64_t of)
{
    ent_csv_real(self, of > 0 ? (double) count / (double) of : (double) NAN);
}

ent_estimate ent_cells_kept(ent_csv_writer *self, const ent_tally *tally, size_t column, size_t given)
{
    ent_estimate estimate;

    ent_csv_fail(self, ent_tally_kept(tally, column, given, &estimate));
    return estimate;
}

uint64_t ent_cells_deals(const ent_tally *tally)
{
    ent_counts deals = ent_tally_counts(tally, tally->layout.deals);
    uint64_t sum = 0;

    for (uint64_t w = 0; w < tally->worlds; w++) {
        sum += deals.at[w * deals.stride];
    }
    return sum;
}

bool ent_cells_any_talks(const ent_figures *figures)
{
    return figures->scenario->demands > 0 && figures->scenario->parties > 0;
}
