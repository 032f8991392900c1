#include "wording/truce_median.h"

#include "wording/wording.h"

#include <math.h>
#include <stdio.h>

/* The month where a curve, which never rises, first is at 1/2 or below. */
static void cross(double *at, double month, double share)
{
    if (*at == 0.0 && share <= 0.5) {
        *at = month;
    }
}

void ent_truce_median_add(ent_truce_median *self, double month, double survival, double mc_low, double mc_high)
{
    int known = !isnan(mc_low) && !isnan(mc_high);

    self->has_interval = self->last == 0.0 ? known : self->has_interval && known;
    self->last = month;
    cross(&self->month, month, survival);
    cross(&self->low, month, mc_low);
    cross(&self->high, month, mc_high);
}

/* What follows the sentence on the median, within the horizon. */
static void write_interval(char *buffer, size_t size, const ent_truce_median *median)
{
    if (!median->has_interval) {
        snprintf(buffer, size, "; how sure that is, is not known");
    } else if (median->high == 0.0) {
        snprintf(buffer, size, " (95%% interval: from month %.0f to beyond the %.0f months simulated)", median->low,
            median->last);
    } else if (median->low == median->high) {
        snprintf(buffer, size, " (the 95%% interval is that month alone)");
    } else {
        snprintf(buffer, size, " (95%% interval: month %.0f to %.0f)", median->low, median->high);
    }
}

void ent_wording_truce_median(char buffer[ENT_TRUCE_MEDIAN_BYTES], const ent_truce_median *median)
{
    const char *plural = ent_wording_plural(median->last);
    char interval[ENT_TRUCE_MEDIAN_BYTES / 2] = "";

    buffer[0] = '\0';
    if (median->last == 0.0) {
        return;
    }
    if (median->month > 0.0) {
        write_interval(interval, sizeof(interval), median);
        snprintf(
            buffer, ENT_TRUCE_MEDIAN_BYTES, "Half of the truces have ended by month %.0f%s.", median->month, interval);
        return;
    }
    if (median->has_interval && median->low > 0.0) {
        snprintf(interval, sizeof(interval), "; the 95%% interval of the median begins at month %.0f", median->low);
    }
    snprintf(buffer, ENT_TRUCE_MEDIAN_BYTES, "More than half of the truces outlast the %.0f month%s simulated%s.",
        median->last, plural, interval);
}
