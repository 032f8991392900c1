#include "wording/wording.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"
#define DASH "\xE2\x80\x93"
#define NO_BREAK "\xC2\xA0"

static void copy(char buffer[ENT_WORDING_BYTES], const char *text)
{
    (void) snprintf(buffer, ENT_WORDING_BYTES, "%s", text);
}

/* --- probabilities ------------------------------------------------------------------------------------------------ */

/* Half-widths of the 95% interval, percentage points. From LOOSE on, the likelihood words are those of its two ends;
 * from WIDE on, the ends stand for the figure. */
enum { LOOSE = 2, WIDE = 25 };

/* Returns the rounding unit in percentage points for an estimate with this interval: never finer than a fifth of the
 * half-width. */
static int unit_of(double low, double high)
{
    double half = 100 * (high - low) / 2;

    return !(half >= 5) ? 1 : half < 15 ? 5 : 10;
}

/* An estimate as it may be printed, in whole per cent. */
typedef struct rounded {
    enum { UNKNOWN, BELOW, NEAR, ABOVE, SPAN } kind; /* below, near or above `percent`; from `percent` to `to` */
    int percent, to;
} rounded;

/* Whole per cent above and below a share; a share that is given with an error of rounding counts as whole. */
static int percent_up(double share)
{
    return (int) ceil(100 * fmin(1, fmax(0, share)) - 1e-9);
}

static int percent_down(double share)
{
    return (int) floor(100 * fmin(1, fmax(0, share)) + 1e-9);
}

/* The ends of an interval that is too wide for a figure. */
static rounded round_ends(double low, double high)
{
    rounded it = {
        SPAN, (int) floor(100 * fmin(1, fmax(0, low)) + 0.5), (int) floor(100 * fmin(1, fmax(0, high)) + 0.5)};

    if (it.percent < 1 && it.to > 99) {
        it.kind = UNKNOWN;
    } else if (it.percent < 1) {
        it = (rounded){BELOW, percent_up(high), 0};
    } else if (it.to > 99) {
        it = (rounded){ABOVE, percent_down(low), 0};
    }
    return it;
}

/* Rounds to the unit that the interval justifies. "Below" and "above" never leave out a part of the interval. */
static rounded round_estimate(double probability, double low, double high)
{
    int unit = unit_of(low, high);
    int percent = (int) (unit * floor(100 * fmin(1, fmax(0, probability)) / unit + 0.5));

    if (isnan(probability)) {
        return (rounded){.kind = UNKNOWN};
    }
    if (100 * (high - low) / 2 >= WIDE) {
        return round_ends(low, high);
    }
    if (percent <= 0 || (probability < 0.01 && !(high > 0.01))) {
        int end = isnan(high) ? unit : percent_up(high);
        return (rounded){.kind = BELOW, .percent = end > unit ? end : unit};
    }
    if (percent >= 100 || (probability > 0.99 && !(low < 0.99))) {
        int end = isnan(low) ? 100 - unit : percent_down(low);
        return (rounded){.kind = ABOVE, .percent = end < 100 - unit ? end : 100 - unit};
    }
    return (rounded){.kind = NEAR, .percent = percent};
}

void ent_wording_widen(double *from, double *to, double low, double high)
{
    int unit = unit_of(low, high);

    if (unit > 1) {
        *from = unit * floor(100 * *from / unit + 1e-9) / 100;
        *to = unit * ceil(100 * *to / unit - 1e-9) / 100;
    }
}

void ent_wording_share(char buffer[ENT_WORDING_BYTES], double probability)
{
    rounded it = round_estimate(probability, NAN, NAN);

    switch (it.kind) {
    case BELOW:
        copy(buffer, "<1");
        break;
    case ABOVE:
        copy(buffer, ">99");
        break;
    case NEAR:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%d", it.percent);
        break;
    default:
        copy(buffer, "?");
    }
}

void ent_wording_percent(char buffer[ENT_WORDING_BYTES], double probability)
{
    ent_wording_share(buffer, probability);
    if (!isnan(probability)) {
        strcat(buffer, "%");
    }
}

void ent_wording_figure(char buffer[ENT_WORDING_BYTES], double probability, double low, double high)
{
    rounded it = round_estimate(probability, low, high);
    bool is_fine = unit_of(low, high) == 1;

    switch (it.kind) {
    case BELOW:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%s%d%%", is_fine ? "<" : "under ", it.percent);
        break;
    case ABOVE:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%s%d%%", is_fine ? ">" : "over ", it.percent);
        break;
    case NEAR:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%s%d%%", is_fine ? "" : "about ", it.percent);
        break;
    case SPAN:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%d to %d%%", it.percent, it.to);
        break;
    default:
        copy(buffer, "?");
    }
}

void ent_wording_compact(char buffer[ENT_WORDING_BYTES], double probability, double low, double high)
{
    rounded it = round_estimate(probability, low, high);

    switch (it.kind) {
    case BELOW:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "<%d%%", it.percent);
        break;
    case ABOVE:
        (void) snprintf(buffer, ENT_WORDING_BYTES, ">%d%%", it.percent);
        break;
    case NEAR:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%s%d%%", unit_of(low, high) == 1 ? "" : "\xE2\x89\x88", it.percent);
        break;
    case SPAN:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%d" DASH "%d%%", it.percent, it.to);
        break;
    default:
        copy(buffer, "?");
    }
}

void ent_wording_chance(char buffer[ENT_WORDING_BYTES], double probability)
{
    if (isnan(probability)) {
        copy(buffer, "?");
    } else if (probability > 0 && probability < 0.01) {
        copy(buffer, "under 1%");
    } else if (probability < 1 && probability > 0.99) {
        copy(buffer, "over 99%");
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.0f%%", 100 * probability);
    }
}

/* Prints "In none of 1,000 futures" or "In all 1,000 futures". */
static void print_whole(char buffer[ENT_WORDING_BYTES], const char *which, const char *of, uint64_t draws)
{
    char number[ENT_WORDING_BYTES];

    if (draws == 0) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "In %s%s futures", which, *of != '\0' ? " of the" : "");
        return;
    }
    ent_wording_number(number, (double) draws);
    (void) snprintf(
        buffer, ENT_WORDING_BYTES, "In %s%s %.30s future%s", which, of, number, ent_wording_plural((double) draws));
}

void ent_wording_futures(char buffer[ENT_WORDING_BYTES], double probability, double low, double high, uint64_t draws)
{
    rounded it = round_estimate(probability, low, high);

    if (probability <= 0 || probability >= 1) {
        print_whole(buffer, probability <= 0 ? "none" : "all", probability <= 0 ? " of" : "", draws);
        return;
    }
    switch (it.kind) {
    case BELOW:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "In fewer than %d of 100 futures", it.percent);
        break;
    case ABOVE:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "In more than %d of 100 futures", it.percent);
        break;
    case NEAR:
        (void) snprintf(
            buffer, ENT_WORDING_BYTES, "In %s%d of 100 futures", unit_of(low, high) == 1 ? "" : "about ", it.percent);
        break;
    case SPAN:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "In %d to %d of 100 futures", it.percent, it.to);
        break;
    default:
        copy(buffer, "In an unknown share of futures");
    }
}

static const struct {
    double below;
    const char *word;
} BAND[ENT_WORDING_BANDS] = {{0.05, "almost no chance"}, {0.20, "very unlikely"}, {0.45, "unlikely"},
    {0.55, "roughly even chance"}, {0.80, "likely"}, {0.95, "very likely"}, {1.0, "almost certain"}};

double ent_wording_band(size_t band, const char **word)
{
    *word = BAND[band].word;
    return BAND[band].below;
}

const char *ent_wording_likelihood(double probability)
{
    size_t i = 0;

    if (isnan(probability)) {
        return "not known";
    }
    while (i + 1 < ENT_WORDING_BANDS && probability >= BAND[i].below) {
        i++;
    }
    return BAND[i].word;
}

void ent_wording_likelihoods(char buffer[ENT_WORDING_BYTES], double low, double high)
{
    const char *from = ent_wording_likelihood(low);
    const char *to = ent_wording_likelihood(high);

    buffer[0] = '\0';
    if (!isnan(low) && !isnan(high)) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%s%s%s", from, from != to ? " to " : "", from != to ? to : "");
    }
}

void ent_wording_likelihood_figure(char buffer[ENT_WORDING_BYTES], double probability, double low, double high)
{
    buffer[0] = '\0';
    if (isnan(low) || isnan(high) || round_estimate(probability, low, high).kind == UNKNOWN) {
        return;
    }
    if (100 * (high - low) / 2 >= LOOSE) {
        ent_wording_likelihoods(buffer, low, high);
    } else {
        copy(buffer, ent_wording_likelihood(probability));
    }
}

/* --- ranges and intervals ----------------------------------------------------------------------------------------- */

void ent_wording_range(char buffer[ENT_WORDING_BYTES], double low, double high)
{
    char from[ENT_WORDING_BYTES];
    char to[ENT_WORDING_BYTES];

    buffer[0] = '\0';
    if (isnan(low) || isnan(high)) {
        return;
    }
    ent_wording_share(from, low);
    ent_wording_share(to, high);
    if (strcmp(from, to) == 0) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.20s%%", to);
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.20s" DASH "%.20s%%", from, to);
    }
}

/* Returns a share as part of a sentence: "under 1" for "<1", "over 99" for ">99". */
static const char *in_sentence(char buffer[ENT_WORDING_BYTES], double probability)
{
    ent_wording_share(buffer, probability);
    return strcmp(buffer, "<1") == 0 ? "under 1" : strcmp(buffer, ">99") == 0 ? "over 99" : buffer;
}

void ent_wording_span(char buffer[ENT_WORDING_BYTES], double low, double high)
{
    char first[ENT_WORDING_BYTES];
    char second[ENT_WORDING_BYTES];
    const char *from = in_sentence(first, low);
    const char *to = in_sentence(second, high);

    buffer[0] = '\0';
    if (isnan(low) || isnan(high)) {
        return;
    }
    if (strcmp(from, to) == 0) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.20s", to);
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.20s to %.20s", from, to);
    }
}

void ent_wording_interval(char buffer[ENT_WORDING_BYTES], double low, double high)
{
    double width = 100 * (high - low);
    int digits = width >= 2 ? 0 : width >= 0.2 ? 1 : 2;
    char from[32];
    char to[32];

    buffer[0] = '\0';
    if (isnan(low) || isnan(high)) {
        return;
    }
    (void) snprintf(from, sizeof(from), "%.*f", digits, 100 * low);
    (void) snprintf(to, sizeof(to), "%.*f", digits, 100 * high);
    if (low <= 0) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, high <= 0 ? "none" : "under %.*f%%", digits,
            fmax(ceil(100 * high * pow(10, digits)), 1) / pow(10, digits));
    } else if (high >= 1) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, low >= 1 ? "all" : "over %.*f%%", digits,
            fmin(floor(100 * low * pow(10, digits)), 100 * pow(10, digits) - 1) / pow(10, digits));
    } else if (strcmp(from, to) == 0) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.20s%%", to);
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.20s" DASH "%.20s%%", from, to);
    }
}

/* --- differences -------------------------------------------------------------------------------------------------- */

void ent_wording_points(char buffer[ENT_WORDING_BYTES], double difference, double half_width)
{
    int digits = half_width < 0.005 ? 1 : 0;
    char number[ENT_WORDING_BYTES / 2];
    const char *sign = difference < 0 ? MINUS : "+";

    if (isnan(difference)) {
        copy(buffer, "?");
        return;
    }
    (void) snprintf(number, sizeof(number), "%.*f", digits, fabs(100 * difference));
    if (strspn(number, "0.") == strlen(number)) {
        sign = ""; /* half a point too, which is rounded to even */
    }
    (void) snprintf(buffer, ENT_WORDING_BYTES, "%s%s", sign, number);
}

int ent_wording_excludes_zero(double low, double high)
{
    return low > 0 || high < 0;
}

int ent_wording_is_clear(double difference, double low, double high)
{
    return ent_wording_excludes_zero(low, high) && fabs(difference) >= ENT_WORDING_LEAST_DIFFERENCE;
}

/* Writes a difference with an interval that excludes 0, or without an interval. */
static void print_points(char buffer[ENT_WORDING_BYTES], double difference, double half)
{
    char points[ENT_WORDING_BYTES];

    ent_wording_points(points, difference, half);
    if (strcmp(points, "0.0") == 0 || (strcmp(points, "0") == 0 && !isnan(half))) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%s by less than %s", difference < 0 ? "down" : "up",
            points[1] == '.' ? "0.1 points" : "1 point");
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.20s point%s", points,
            strcmp(points, "+1") == 0 || strcmp(points, MINUS "1") == 0 ? "" : "s");
    }
}

void ent_wording_difference(char buffer[ENT_WORDING_BYTES], double difference, double low, double high, uint64_t worlds)
{
    bool has_few = worlds > 0 && worlds < ENT_WORDING_FEW_WORLDS;
    size_t used;

    buffer[0] = '\0';
    if (isnan(difference)) {
        return;
    }
    if (worlds > 0 && worlds < ENT_WORDING_LEAST_WORLDS) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "cannot be told from %d world%s", (int) worlds,
            ent_wording_plural((double) worlds));
        return;
    }
    if (!isnan(low) && !isnan(high) && !ent_wording_is_clear(difference, low, high)) {
        copy(buffer, ent_wording_excludes_zero(low, high) ? "less than a tenth of a point" : "no clear difference");
        return;
    }
    print_points(buffer, difference, (high - low) / 2);
    used = strlen(buffer);
    (void) snprintf(buffer + used, ENT_WORDING_BYTES - used, ", %s",
        isnan(low) || isnan(high)   ? "interval not known"
        : fabs(difference) >= 0.005 ? "clear"
                                    : "small but clear");
    used = strlen(buffer);
    if (has_few) {
        (void) snprintf(buffer + used, ENT_WORDING_BYTES - used, " on %d worlds", (int) worlds);
    }
}

void ent_wording_better(char buffer[ENT_WORDING_BYTES], double better)
{
    double worlds = round(100 * better);

    if (isnan(better)) {
        buffer[0] = '\0';
    } else if (better <= 0 || better >= 1) {
        copy(buffer, better <= 0 ? "better in no world" : "better in every world");
    } else if (worlds < 1 || worlds > 99) {
        copy(buffer, worlds < 1 ? "better in under 1 of 100 worlds" : "better in over 99 of 100 worlds");
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "better in %.0f of 100 worlds", worlds);
    }
}

void ent_wording_difference_range(char buffer[ENT_WORDING_BYTES], double low, double high, double half_width)
{
    char from[ENT_WORDING_BYTES];
    char to[ENT_WORDING_BYTES];

    buffer[0] = '\0';
    if (isnan(low) || isnan(high)) {
        return;
    }
    ent_wording_points(from, low, half_width);
    ent_wording_points(to, high, half_width);
    if (strcmp(from, to) == 0) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.16s points across worlds", from);
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.16s to %.16s points across worlds", from, to);
    }
}

/* --- other numbers ------------------------------------------------------------------------------------------------ */

const char *ent_wording_plural(double count)
{
    return count == 1 ? "" : "s";
}

const char *ent_wording_are(double count)
{
    return count == 1 ? "is" : "are";
}

/* Prints digits with a comma before every third from the right. */
static void group_digits(char buffer[ENT_WORDING_BYTES], const char *digits, int negative)
{
    size_t count = strlen(digits);
    size_t out = negative ? (size_t) snprintf(buffer, ENT_WORDING_BYTES, MINUS) : 0;

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0) {
            buffer[out++] = ',';
        }
        buffer[out++] = digits[i];
    }
    buffer[out] = '\0';
}

void ent_wording_number(char buffer[ENT_WORDING_BYTES], double value)
{
    char plain[ENT_WORDING_BYTES];

    if (isnan(value) || isinf(value)) {
        copy(buffer, isnan(value) ? "?" : value > 0 ? "no limit" : MINUS "\xE2\x88\x9E");
    } else if (fabs(value) >= 1e15) {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.4g", value);
    } else if (value == floor(value) || fabs(value) >= 1000) {
        (void) snprintf(plain, sizeof(plain), "%.0f", fabs(value));
        group_digits(buffer, plain, value < 0);
    } else {
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%s%.4g", value < 0 ? MINUS : "", fabs(value));
    }
}

void ent_wording_about(char buffer[ENT_WORDING_BYTES], double value)
{
    double unit = value == 0 || !isfinite(value) ? 1 : pow(10, floor(log10(fabs(value))) - 1);

    ent_wording_number(buffer, unit >= 1 ? floor(value / unit + 0.5) * unit : value >= 1 ? floor(value + 0.5) : value);
}

void ent_wording_count(char buffer[ENT_WORDING_BYTES], uint64_t count, const char *noun)
{
    char digits[24];
    char number[ENT_WORDING_BYTES];

    (void) snprintf(digits, sizeof(digits), "%" PRIu64, count);
    group_digits(number, digits, 0);
    (void) snprintf(buffer, ENT_WORDING_BYTES, "%.30s %.30s%s", number, noun, ent_wording_plural((double) count));
}

void ent_wording_months(char buffer[ENT_WORDING_BYTES], double months)
{
    int years = months >= 24 && fmod(months, 12) == 0;
    double n = years ? months / 12 : months;

    if (isnan(months)) {
        copy(buffer, "?");
        return;
    }
    (void) snprintf(
        buffer, ENT_WORDING_BYTES, "%.0f" NO_BREAK "%s%s", n, years ? "year" : "month", ent_wording_plural(n));
}
