#include "checkpoint/tally_codec.h"

#include "base/status.h"

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Sizes of a run and its tally, written first: bytes can be added only to a range with the same. */
enum { SIZES = 17 };

static void list_sizes(const ent_chunk_range *range, uint64_t size[SIZES])
{
    const ent_tally_layout *l = &range->tally.layout;
    const uint64_t all[SIZES] = {range->plan.worlds, range->plan.replications, range->plan.chunks, range->guards,
        l->outcomes, l->checks, l->horizon, l->contributors, l->thresholds, l->steps, l->options, l->parties, l->causes,
        l->packages, l->columns, l->kept, l->drivers};

    for (size_t i = 0; i < SIZES; i++) {
        size[i] = all[i];
    }
}

static void put_sums(ent_byte_writer *out, const ent_exact_sum *sum, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_put_signed(out, sum[i].high);
        ent_put_signed(out, sum[i].low);
        ent_put_whole(out, sum[i].count);
        ent_put_whole(out, sum[i].clipped);
    }
}

static void put_kept(ent_byte_writer *out, const ent_tally *tally)
{
    for (size_t c = 0; c < tally->layout.kept; c++) {
        ent_put_column(out, ent_tally_counts(tally, c), (size_t) tally->worlds);
    }
}

static void put_moments(ent_byte_writer *out, const ent_moments *moments, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_put_whole(out, moments[i].k);
        ent_put_whole(out, moments[i].n);
        ent_put_wide(out, moments[i].kk);
        ent_put_wide(out, moments[i].kn);
        ent_put_wide(out, moments[i].nn);
        ent_put_whole(out, moments[i].worlds);
    }
}

/* Counts by randomisation, of a design. */
static void put_units(ent_byte_writer *out, const ent_tally *tally)
{
    size_t n = tally->layout.design ? tally->layout.columns : 0;

    for (size_t i = 0; i < n; i++) {
        ent_put_counts(out, tally->units[i].k, ENT_RANDOMISATIONS);
        ent_put_counts(out, tally->units[i].n, ENT_RANDOMISATIONS);
        ent_put_whole(out, tally->units[i].worlds);
    }
}

/* Bins that are not empty, each by its distance from the one before, which is at least 1; ended by 0. */
static void put_histogram(ent_byte_writer *out, const ent_histogram *histogram)
{
    size_t before = 0;

    ent_put_whole(out, histogram->count);
    ent_put_whole(out, histogram->clipped);
    for (size_t i = 0; i < histogram->bins; i++) {
        const ent_histogram_bin *bin = &histogram->bin[i];
        if (bin->count != 0) {
            ent_put_whole(out, i + 1 - before);
            ent_put_whole(out, bin->count);
            ent_put_double(out, bin->min);
            ent_put_double(out, bin->max);
            before = i + 1;
        }
    }
    ent_put_whole(out, 0);
}

static void put_histograms(ent_byte_writer *out, const ent_histogram *histogram, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_histogram(out, &histogram[i]);
    }
}

static void put_drivers(ent_byte_writer *out, const ent_tally *tally)
{
    for (size_t i = 0; i < tally->layout.drivers; i++) {
        const ent_driver_sum *sum = &tally->driver[i];
        const ent_uint128 product[] = {sum->xx, sum->xb, sum->bb, sum->xn, sum->bn, sum->xy, sum->by};
        ent_put_counts(out, sum->with, ENT_DRIVER_RESIDUES);
        ent_put_counts(out, sum->both, ENT_DRIVER_RESIDUES);
        ent_put_whole(out, sum->worlds_with);
        ent_put_whole(out, sum->worlds_without);
        for (size_t k = 0; k < sizeof(product) / sizeof(*product); k++) {
            ent_put_wide(out, product[k]);
        }
    }
}

/* Utilities of the packages that were agreed on. */
static void put_packages(ent_byte_writer *out, const ent_tally *tally)
{
    const ent_tally_layout *l = &tally->layout;

    ent_put_counts(out, tally->package_count, l->packages);
    for (size_t i = 0; i < l->packages; i++) {
        if (tally->package_count[i] != 0) {
            put_sums(out, tally->package_utility + i * l->parties, l->parties);
        }
    }
}

static void put_guards(ent_byte_writer *out, const ent_chunk_range *range)
{
    for (size_t g = 0; g < range->guards; g++) {
        ent_put_whole(out, range->guard[g].moved);
        ent_put_whole(out, range->guard[g].nan);
    }
}

/* Nothing without means: the bytes are then those of version 0.1.0. */
static void put_means(ent_byte_writer *out, const ent_tally *tally)
{
    if (tally->layout.means > 0) {
        ent_put_whole(out, tally->layout.means);
        put_sums(out, tally->mean, (size_t) tally->worlds * tally->layout.means);
    }
}

static void put_wide(ent_byte_writer *out, const ent_wide_sum *sum)
{
    ent_put_whole(out, (uint64_t) sum->top);
    for (size_t i = 0; i < ENT_WIDE_DIGITS; i++) {
        ent_put_signed(out, sum->digit[i]);
    }
}

/* Nothing without measures. */
static void put_measures(ent_byte_writer *out, const ent_tally *tally)
{
    size_t measures = tally->layout.measures;

    if (measures > 0) {
        ent_put_whole(out, measures);
    }
    for (size_t i = 0; i < (size_t) tally->worlds * measures; i++) {
        const ent_measure_sum *sum = &tally->measure_sum[i];
        ent_put_whole(out, sum->count);
        if (sum->count > 0) {
            ent_put_whole(out, sum->beyond);
            put_wide(out, &sum->x);
            put_wide(out, &sum->square);
        }
    }
    for (size_t i = 0; i < measures; i++) {
        put_histogram(out, &tally->measure[i].negative);
        put_histogram(out, &tally->measure[i].other);
        ent_put_whole(out, tally->measure[i].not_numbers);
    }
}

void ent_chunk_range_encode(const ent_chunk_range *self, ent_byte_writer *out)
{
    const ent_tally *tally = &self->tally;
    const ent_tally_layout *l = &tally->layout;
    uint64_t size[SIZES];

    list_sizes(self, size);
    for (size_t i = 0; i < SIZES; i++) {
        ent_put_whole(out, size[i]);
    }
    ent_put_whole(out, self->first);
    ent_put_whole(out, self->next);
    ent_put_whole(out, tally->draws);
    if (l->is_given) {
        ent_put_whole(out, tally->played);
    }
    put_kept(out, tally);
    put_moments(out, tally->column, l->columns);
    put_units(out, tally);
    put_sums(out, tally->troops_sum, l->contributors);
    put_histograms(out, tally->troops, l->contributors);
    ent_put_counts(out, tally->pivotal, l->contributors);
    ent_put_counts(out, tally->shapley, l->contributors);
    ent_put_counts(out, tally->available, l->options);
    ent_put_counts(out, tally->refused, l->options);
    put_sums(out, tally->threshold_sum, l->parties);
    put_sums(out, tally->utility_sum, l->parties);
    put_histograms(out, tally->utility, l->parties);
    put_packages(out, tally);
    ent_put_counts(out, tally->answer_months, l->ratifications);
    ent_put_counts(out, tally->cause_month, l->causes * l->horizon);
    ent_put_counts(out, tally->guarantee_month, l->guarantees * ENT_GUARANTEE_SERIES * (l->horizon + 1));
    put_guards(out, self);
    if (self->split != NULL) {
        ent_put_column(out, ent_counts_of(self->split, 1), (size_t) self->plan.worlds * self->split_columns);
    }
    put_means(out, tally);
    put_measures(out, tally);
    put_drivers(out, tally);
}

unsigned char *ent_chunk_range_encoded(const ent_chunk_range *self, ent_arena *arena, size_t *length)
{
    ent_byte_writer out = {.data = NULL};

    ent_chunk_range_encode(self, &out); /* counts the bytes */
    out.data = ent_arena_alloc(arena, out.length);
    out.length = 0;
    if (out.data != NULL) {
        ent_chunk_range_encode(self, &out);
    }
    *length = out.length;
    return out.data;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* No sum of 2^62 numbers goes beyond this, and thousands of such sums can be added. */
static ent_int128 get_sum(ent_byte_reader *in)
{
    const ent_int128 most = (ent_int128) 1 << 115;
    ent_int128 x = ent_get_signed(in);

    in->bad = in->bad || x > most || x < -most;
    return in->bad ? 0 : x;
}

static void get_sums(ent_byte_reader *in, ent_exact_sum *sum, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_exact_sum more = {.high = get_sum(in), .low = 0};
        more.low = get_sum(in);
        more.count = ent_get_whole(in);
        more.clipped = ent_get_whole(in);
        ent_exact_sum_merge(&sum[i], &more);
    }
}

static void get_kept(ent_byte_reader *in, ent_tally *tally)
{
    for (size_t c = 0; c < tally->layout.kept; c++) {
        ent_get_column(in, tally->kept + c * tally->room * tally->bytes, tally->bytes, (size_t) tally->worlds);
    }
}

static void get_moments(ent_byte_reader *in, ent_moments *moments, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_moments more = {.k = ent_get_whole(in)};
        more.n = ent_get_whole(in);
        more.kk = ent_get_wide(in);
        more.kn = ent_get_wide(in);
        more.nn = ent_get_wide(in);
        more.worlds = ent_get_whole(in);
        ent_moments_merge(&moments[i], &more);
    }
}

static void get_units(ent_byte_reader *in, ent_tally *tally)
{
    size_t n = tally->layout.design ? tally->layout.columns : 0;

    for (size_t i = 0; i < n && !in->bad; i++) {
        ent_get_counts(in, tally->units[i].k, ENT_RANDOMISATIONS);
        ent_get_counts(in, tally->units[i].n, ENT_RANDOMISATIONS);
        tally->units[i].worlds += ent_get_whole(in);
    }
}

static void add_bin(ent_histogram_bin *to, const ent_histogram_bin *from)
{
    to->min = to->count == 0 || from->min < to->min ? from->min : to->min;
    to->max = to->count == 0 || from->max > to->max ? from->max : to->max;
    to->count += from->count;
}

static void get_histogram(ent_byte_reader *in, ent_histogram *histogram)
{
    uint64_t count = ent_get_whole(in);
    uint64_t sum = 0;
    size_t at = 0;

    histogram->count += count;
    histogram->clipped += ent_get_whole(in);
    for (uint64_t step = ent_get_whole(in); step != 0; step = ent_get_whole(in)) {
        ent_histogram_bin bin = {.count = ent_get_whole(in)};
        bin.min = ent_get_double(in);
        bin.max = ent_get_double(in);
        if (in->bad || step > histogram->bins - at || bin.count == 0 || bin.count > count - sum ||
            !(bin.min <= bin.max)) {
            in->bad = true;
            return;
        }
        at += (size_t) step;
        sum += bin.count;
        add_bin(&histogram->bin[at - 1], &bin);
    }
    in->bad = in->bad || sum != count;
}

static void get_histograms(ent_byte_reader *in, ent_histogram *histogram, size_t n)
{
    for (size_t i = 0; i < n && !in->bad; i++) {
        get_histogram(in, &histogram[i]);
    }
}

/* Reads the counts twice: to add them, and to know which packages' utilities follow. */
static void get_packages(ent_byte_reader *in, ent_tally *tally)
{
    const ent_tally_layout *l = &tally->layout;
    ent_byte_reader again = *in;
    size_t i = 0;

    ent_get_counts(in, tally->package_count, l->packages);
    while (i < l->packages && !in->bad) {
        uint64_t others;
        i += (size_t) ent_get_whole(&again);
        others = ent_get_whole(&again);
        for (; others > 0; others--, i++) {
            (void) ent_get_whole(&again);
            get_sums(in, tally->package_utility + i * l->parties, l->parties);
        }
    }
}

static void get_guards(ent_byte_reader *in, ent_chunk_range *range)
{
    for (size_t g = 0; g < range->guards; g++) {
        range->guard[g].moved += ent_get_whole(in);
        range->guard[g].nan += ent_get_whole(in);
    }
}

static void get_means(ent_byte_reader *in, ent_tally *tally)
{
    if (tally->layout.means > 0) {
        in->bad = ent_get_whole(in) != tally->layout.means || in->bad;
        get_sums(in, tally->mean, in->bad ? 0 : (size_t) tally->worlds * tally->layout.means);
    }
}

static void get_wide(ent_byte_reader *in, ent_wide_sum *sum)
{
    const ent_int128 most = (ent_int128) 1 << 62;
    uint64_t top = ent_get_whole(in);

    in->bad = in->bad || top > ENT_WIDE_TOP;
    sum->top = in->bad ? 0 : (int32_t) top;
    for (size_t i = 0; i < ENT_WIDE_DIGITS; i++) {
        ent_int128 digit = ent_get_signed(in);
        in->bad = in->bad || digit > most || digit < -most;
        sum->digit[i] = in->bad ? 0 : (int64_t) digit;
    }
}

static void get_measure(ent_byte_reader *in, const ent_tally *tally, ent_measure_sum *sum)
{
    ent_measure_sum more = {.count = 0};
    uint64_t count = ent_get_whole(in);
    uint64_t beyond = count > 0 ? ent_get_whole(in) : 0;

    in->bad = in->bad || count + sum->count > tally->replications || beyond > count;
    if (in->bad || count == 0) {
        return;
    }
    more.count = (uint32_t) count;
    more.beyond = (uint32_t) beyond;
    get_wide(in, &more.x);
    get_wide(in, &more.square);
    if (!in->bad) {
        ent_measure_sum_merge(sum, &more);
    }
}

static void get_measures(ent_byte_reader *in, ent_tally *tally)
{
    size_t measures = tally->layout.measures;

    if (measures > 0) {
        in->bad = ent_get_whole(in) != measures || in->bad;
    }
    for (size_t i = 0; i < (size_t) tally->worlds * measures && !in->bad; i++) {
        get_measure(in, tally, &tally->measure_sum[i]);
    }
    for (size_t i = 0; i < measures && !in->bad; i++) {
        get_histogram(in, &tally->measure[i].negative);
        get_histogram(in, &tally->measure[i].other);
        tally->measure[i].not_numbers += ent_get_whole(in);
    }
}

static void get_drivers(ent_byte_reader *in, ent_tally *tally)
{
    for (size_t i = 0; i < tally->layout.drivers && !in->bad; i++) {
        ent_driver_sum *sum = &tally->driver[i];
        ent_uint128 *product[] = {&sum->xx, &sum->xb, &sum->bb, &sum->xn, &sum->bn, &sum->xy, &sum->by};
        ent_get_counts(in, sum->with, ENT_DRIVER_RESIDUES);
        ent_get_counts(in, sum->both, ENT_DRIVER_RESIDUES);
        sum->worlds_with += ent_get_whole(in);
        sum->worlds_without += ent_get_whole(in);
        for (size_t k = 0; k < sizeof(product) / sizeof(*product); k++) {
            *product[k] += ent_get_wide(in);
        }
    }
}

static void get_split(ent_byte_reader *in, ent_chunk_range *range)
{
    const ent_tally_layout *l = &range->tally.layout;

    ent_get_column(in, range->split, 4, (size_t) range->plan.worlds * range->split_columns);
    for (uint64_t w = 0; w < range->plan.worlds && !in->bad; w++) {
        uint32_t *count = range->split + w * range->split_columns;
        in->bad = count[l->played] > range->plan.replications;
        ent_chunk_range_settle_split(range, w);
    }
}

static bool same_sizes(ent_byte_reader *in, const ent_chunk_range *range)
{
    uint64_t size[SIZES];
    bool same = true;

    list_sizes(range, size);
    for (size_t i = 0; i < SIZES; i++) {
        same = ent_get_whole(in) == size[i] && same;
    }
    return same && !in->bad;
}

static void get_draws(ent_byte_reader *in, ent_tally *tally)
{
    uint64_t draws = ent_get_whole(in);

    tally->draws += draws;
    tally->played += tally->layout.is_given ? ent_get_whole(in) : draws;
}

int ent_chunk_range_decode(ent_chunk_range *self, const unsigned char *data, size_t length, ent_chunk_span *span)
{
    ent_byte_reader in = {.at = data, .end = data + length};
    ent_tally *tally = &self->tally;
    const ent_tally_layout *l = &tally->layout;

    if (!same_sizes(&in, self)) {
        return ENT_ERR_CHECKPOINT;
    }
    span->first = ent_get_whole(&in);
    span->next = ent_get_whole(&in);
    if (span->first > span->next || span->next > self->plan.chunks) {
        return ENT_ERR_CHECKPOINT;
    }
    get_draws(&in, tally);
    get_kept(&in, tally);
    get_moments(&in, tally->column, l->columns);
    get_units(&in, tally);
    get_sums(&in, tally->troops_sum, l->contributors);
    get_histograms(&in, tally->troops, l->contributors);
    ent_get_counts(&in, tally->pivotal, l->contributors);
    ent_get_counts(&in, tally->shapley, l->contributors);
    ent_get_counts(&in, tally->available, l->options);
    ent_get_counts(&in, tally->refused, l->options);
    get_sums(&in, tally->threshold_sum, l->parties);
    get_sums(&in, tally->utility_sum, l->parties);
    get_histograms(&in, tally->utility, l->parties);
    get_packages(&in, tally);
    ent_get_counts(&in, tally->answer_months, l->ratifications);
    ent_get_counts(&in, tally->cause_month, l->causes * l->horizon);
    ent_get_counts(&in, tally->guarantee_month, l->guarantees * ENT_GUARANTEE_SERIES * (l->horizon + 1));
    get_guards(&in, self);
    if (self->split != NULL) {
        get_split(&in, self);
    }
    get_means(&in, tally);
    get_measures(&in, tally);
    get_drivers(&in, tally);
    return in.bad || in.at != in.end ? ENT_ERR_CHECKPOINT : ENT_OK;
}
