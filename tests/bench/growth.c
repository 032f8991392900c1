/* How cost grows: generated scenarios, one size at a time varied, the rest held. And the multiply-add peak, with which
 * a walk over all packages is compared. */
#include "engine.h"
#include "generate.h"
#include "measure.h"
#include "toy.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct cost {
    double each;    /* ns of CPU a draw, the least of some runs */
    double loading; /* s, to read and compile */
    bool failed;
} cost;

static cost measure(bench_report *bench, const generated *shape)
{
    bench_engine engine = {0};
    char *text = generate(shape);
    cost made = {.failed = true};

    if (text != NULL && engine_open(&engine, "generated.cfg", text, NULL, 0, false, bench->isa)) {
        made.failed = false;
        made.loading = engine.loading;
        for (size_t v = 0; v < engine.experiment.count; v++) {
            made.each += engine_least(&engine, v, bench->quick ? 1 : 3) / (double) engine.experiment.count;
        }
    }
    engine_close(&engine);
    free(text);
    return made;
}

static generated ordinary(void)
{
    return (generated){
        .worlds = 100, .replications = 500, .contributors = 10, .months = 24, .parties = 3, .variants = 1};
}

static void set_options(generated *shape, const size_t *options)
{
    for (size_t d = 0; d < GENERATED_DEMANDS; d++) {
        shape->options[d] = options[d];
    }
}

/* --- packages -------------------------------------------------------------------------------------------------------
 */

static const size_t package_sizes[][GENERATED_DEMANDS] = {{2, 5}, {2, 2, 5, 5}, {2, 2, 2, 5, 5}, {5, 5, 8, 5},
    {5, 8, 5, 10, 10}, {10, 10, 10, 10, 10}, {10, 10, 10, 10, 10, 10}};
enum { PACKAGE_SIZES = 7, SMALL = 2, LARGE = 4 };

/* Multiply-adds a second of one core with this instruction set, multiplying and adding apart. */
static double peak(const bench_report *bench)
{
    const toy_loops *loops = toy_loops_select(ent_kernels_select(bench->isa)->isa);
    double best = 0.0;

    for (int i = 0; i < 7; i++) {
        uint64_t done;
        double start = bench_cpu();
        double made = loops->peak(1000000, &done);
        start = (double) done / (bench_cpu() - start);
        best = start > best && made > 0.0 ? start : best;
    }
    return best;
}

static void walk_rows(bench_report *bench, size_t packages, const generated *shape, cost by_draw, double most)
{
    size_t demands = 0;
    double work, share;
    char figure[48];

    while (demands < GENERATED_DEMANDS && shape->options[demands] > 0) {
        demands++;
    }
    work = (double) (packages * shape->parties * demands); /* a weight times a score, added: a party, a demand each */
    share = work / (by_draw.each * 1e-9) / most;
    if (packages == 20000) {
        snprintf(figure, sizeof(figure), "%.2f", share);
        bench_expect(bench, share >= 0.5, figure, "preferences by draw, 20,000 packages: half the multiply-add peak");
    }
    bench_print(bench, " %12.1f | %6.2f |\n", 1e-6 * (double) packages / (by_draw.each * 1e-9), share);
}

static int packages(bench_report *bench)
{
    double most = peak(bench), small = 0.0, large = 0.0;
    char figure[48];

    bench_print(bench,
        "\n### Packages (3 parties with veto, 10 contributors, 24 months)\n\nMultiply-add peak, multiplied and added "
        "apart (%s): %.1f billion a second. \"Of peak\": packages x parties x demands multiply-adds a draw, as a "
        "plain walk over all packages would take, over that.\n\n"
        "| packages | constant, ns a draw | by world, ns a draw | by draw, ns a draw | M packages/s | of peak |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: |\n",
        ent_kernels_select(bench->isa)->isa, 1e-9 * most);
    for (size_t i = 0; i < (bench->quick ? PACKAGE_SIZES - 2 : PACKAGE_SIZES); i++) {
        generated shape = ordinary();
        cost constant, world, draw;
        size_t number;
        set_options(&shape, package_sizes[i]);
        number = generated_packages(&shape);
        shape.worlds = number > 50000 ? 20 : 100;
        constant = measure(bench, &shape);
        shape.weights = WEIGHTS_WORLD;
        world = measure(bench, &shape);
        shape.weights = WEIGHTS_DRAW;
        shape.worlds = number > 50000 ? 2 : number > 1000 ? 10 : 40;
        shape.replications = number > 50000 ? 50 : 500;
        draw = measure(bench, &shape);
        if (constant.failed || world.failed || draw.failed) {
            return 1;
        }
        small = i == SMALL ? world.each : small;
        large = i == LARGE ? world.each : large;
        bench_print(bench, "| %8zu | %10.0f | %10.0f | %10.0f |", number, constant.each, world.each, draw.each);
        walk_rows(bench, number, &shape, draw, most);
    }
    snprintf(figure, sizeof(figure), "%.2f", large / small);
    bench_expect(bench, large <= 2.0 * small, figure, "preferences by world: 20,000 packages at most twice 200");
    return 0;
}

/* --- one size after the other --------------------------------------------------------------------------------------
 */

typedef void (*setter)(generated *shape, size_t value);

static void set_contributors(generated *shape, size_t value)
{
    shape->contributors = value;
}

static void set_months(generated *shape, size_t value)
{
    shape->months = value;
}

static void set_variants(generated *shape, size_t value)
{
    shape->variants = value;
}

/* The draws are the same in number, in more and more worlds. */
static void set_worlds(generated *shape, size_t value)
{
    shape->worlds = value;
    shape->replications = 100000 / value;
}

static int growing(bench_report *bench, const char *what, setter set, const size_t *value, size_t values)
{
    bench_print(bench, "\n| %-24s | ns a draw | to load, ms |\n| ---: | ---: | ---: |\n", what);
    for (size_t i = 0; i < values; i++) {
        generated shape = ordinary();
        cost made;
        set_options(&shape, package_sizes[1]);
        set(&shape, value[i]);
        made = measure(bench, &shape);
        if (made.failed) {
            return 1;
        }
        bench_print(bench, "| %24zu | %9.0f | %11.1f |\n", value[i], made.each, 1e3 * made.loading);
    }
    return 0;
}

static int sizes(bench_report *bench)
{
    const size_t contributors[] = {5, 10, 20, 50, 100}, months[] = {12, 24, 60, 120, 240, 600};
    const size_t variants[] = {1, 2, 4, 8, 16}, worlds[] = {10, 100, 1000, 10000, 100000};

    bench_print(bench, "\n### Other sizes (100 packages, 3 parties, 10 contributors, 24 months unless varied)\n");
    return growing(bench, "contributors", set_contributors, contributors, 5) |
           growing(bench, "months", set_months, months, 6) | growing(bench, "variants", set_variants, variants, 5) |
           growing(bench, "worlds, of 100,000 draws", set_worlds, worlds, 5);
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

/* set: makes the run long enough, a second or so, that starting and ending a thread is nothing beside it. */
static int threads_of(bench_report *bench, const char *file, const char *set)
{
    const char *const sets[] = {set};
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    bench_samples wall[BENCH_TURNS] = {0}, cpu[BENCH_TURNS] = {0};
    bench_engine engine = {0};
    char path[512], figure[48], text[96];

    snprintf(path, sizeof(path), "%s/scenarios/%s", bench->source, file);
    if (!engine_open(&engine, path, NULL, sets, 1, true, bench->isa)) {
        engine_close(&engine);
        return 1;
    }
    processors = processors > BENCH_TURNS ? BENCH_TURNS : processors;
    for (size_t turn = 0; turn < bench->turns; turn++) {
        for (long t = 1; t <= processors; t++) {
            engine_time spent = engine_run(&engine, 0, (unsigned) t, NULL);
            bench_add(&wall[t - 1], spent.wall);
            bench_add(&cpu[t - 1], spent.cpu);
        }
    }
    for (long t = 1; t <= processors; t++) {
        double gain = bench_ratio(&wall[0], &wall[t - 1]);
        bench_print(bench, "| %-24s | %7ld | %8.1f | %8.1f | %9.2f | %10.2f | %17.2f |\n", file, t,
            1e3 * bench_median(&wall[t - 1]), 1e3 * bench_least(&wall[t - 1]), gain,
            bench_least(&wall[0]) / bench_least(&wall[t - 1]), bench_ratio(&cpu[t - 1], &cpu[0]));
        if (t == 2) {
            snprintf(figure, sizeof(figure), "%.2f", gain);
            snprintf(text, sizeof(text), "%s: two threads at least 1.9 x one", file);
            bench_expect(bench, gain >= 1.9, figure, text);
        }
    }
    engine_close(&engine);
    return 0;
}

int bench_growth(bench_report *self)
{
    int status = packages(self) | sizes(self);

    bench_print(self, "\n### Threads (wall clock, in turns; base variant)\n\nOn a machine that does other work the "
                      "gain says little; CPU near 1 says that the threads do not stand in each other's way.\n\n"
                      "| scenario | threads | ms, median | ms, least | gain | gain of the least | CPU over one's |\n"
                      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    return status | threads_of(self, "coalition.cfg", "run.worlds = 16000") |
           threads_of(self, "ukraine-2025.cfg", "run.worlds = 2000");
}
