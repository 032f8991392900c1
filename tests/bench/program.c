/* The program from start to tables: how long, how much memory. */
#include "generate.h"
#include "measure.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS = 24 };

typedef struct program_call {
    const char *argv[ARGUMENTS];
    size_t count;
} program_call;

static void say(program_call *self, const char *argument)
{
    if (self->count + 1 < ARGUMENTS) {
        self->argv[self->count++] = argument;
    }
}

static program_call start(const bench_report *bench, const char *scenario, const char *out, const char *threads)
{
    const char *const arguments[] = {bench->program, "run", scenario, "--out", out, "--no-charts", "--quiet",
        "--threads", threads, "--set", "checks = ()"};
    program_call made = {0};

    for (size_t i = 0; i < sizeof(arguments) / sizeof(*arguments); i++) {
        say(&made, arguments[i]);
    }
    return made;
}

static bool print_call(
    bench_report *bench, const char *what, const program_call *call, size_t turns, bench_process *best)
{
    bench_samples wall = {0}, cpu = {0};
    bench_process last = {0};

    for (size_t i = 0; i < turns; i++) {
        last = bench_spawn(call->argv);
        if (last.status != 0) {
            bench_print(bench, "\n%s failed: exit status %d\n", what, last.status);
            return false;
        }
        bench_add(&wall, last.wall);
        bench_add(&cpu, last.cpu);
    }
    *best = (bench_process){.wall = bench_least(&wall), .cpu = bench_least(&cpu), .megabytes = last.megabytes};
    bench_print(bench, "| %-66s | %7.0f | %7.0f | %7.1f |\n", what, 1e3 * best->wall, 1e3 * best->cpu, best->megabytes);
    return true;
}

static int small_run(bench_report *bench, const char *out)
{
    bench_process best;
    char path[512], figure[48];
    program_call call;

    snprintf(path, sizeof(path), "%s/scenarios/minimal.cfg", bench->source);
    call = start(bench, path, out, "1");
    say(&call, "--worlds");
    say(&call, "100");
    say(&call, "--replications");
    say(&call, "100");
    if (!print_call(bench, "minimal.cfg, 100 worlds of 100", &call, bench->turns, &best)) {
        return 1;
    }
    snprintf(figure, sizeof(figure), "%.0f ms", 1e3 * best.wall);
    bench_expect(bench, best.wall < 0.1, figure, "a small run from start to tables: under 100 ms");
    return 0;
}

static int whole_runs(bench_report *bench, const char *out)
{
    static const char *const files[] = {"minimal.cfg", "coalition.cfg", "coalition-truce.cfg", "ukraine-2025.cfg"};
    bench_process best;
    int status = 0;

    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        char path[512], what[96];
        program_call call;
        snprintf(path, sizeof(path), "%s/scenarios/%s", bench->source, files[i]);
        snprintf(what, sizeof(what), "%s as it stands, all variants, one thread", files[i]);
        call = start(bench, path, out, "1");
        status |= print_call(bench, what, &call, 1, &best) ? 0 : 1;
    }
    return status;
}

static const char *const rates[] = {"constant", "by world", "by draw"};

/* The peak in megabytes, 0 where it failed. */
static double largest(bench_report *bench, const char *folder, const char *out, generated_weights weights)
{
    generated shape = {.worlds = 20,
        .replications = weights == WEIGHTS_DRAW ? 20 : 500,
        .contributors = 100,
        .months = 600,
        .parties = 3,
        .variants = 1,
        .options = {10, 10, 10, 10, 10, 10},
        .weights = weights};
    bench_process best;
    char path[512], what[96];
    char *text = generate(&shape);
    FILE *file;
    program_call call;

    snprintf(path, sizeof(path), "%s/largest.cfg", folder);
    file = fopen(path, "w");
    if (text == NULL || file == NULL) {
        free(text);
        return 0.0;
    }
    fputs(text, file);
    fclose(file);
    free(text);
    call = start(bench, path, out, "2");
    call.count -= 2; /* no checks to leave out */
    snprintf(what, sizeof(what), "1,000,000 packages (%s), 100 contributors, 600 months", rates[weights]);
    return print_call(bench, what, &call, 1, &best) ? best.megabytes : 0.0;
}

static int largest_runs(bench_report *bench, const char *folder, const char *out)
{
    double most = 0.0;
    char figure[48];

    for (generated_weights weights = WEIGHTS_CONSTANT; weights <= WEIGHTS_DRAW; weights++) {
        double peak = largest(bench, folder, out, weights);
        if (peak == 0.0) {
            return 1;
        }
        most = peak > most ? peak : most;
    }
    snprintf(figure, sizeof(figure), "%.0f MB", most);
    bench_expect(bench, most < 1000.0, figure, "1,000,000 packages, 100 contributors, 600 months: under 1 GB");
    return 0;
}

/* --- many worlds of few draws ------------------------------------------------------------------------------------- */

/* Writes the toy with a truce and so many factors, which its hazard is multiplied by. */
static bool write_factors(const bench_report *bench, const char *path, size_t factors)
{
    FILE *file = fopen(path, "w");

    if (file == NULL) {
        return false;
    }
    fprintf(file, "base = \"%s/scenarios/coalition-truce.cfg\";\nfactors: {", bench->source);
    for (size_t f = 0; f < factors; f++) {
        fprintf(file, " f%zu = \"%s\";", f, f % 2 == 0 ? "uniform(0.8, 1.2)" : "normal(1, 0.1)");
    }
    fprintf(file, " };\ntruce: { causes: { breakdown: { hazard = \"weibull_hazard(0.8, 30) * exp(-0.94 * "
                  "min(force.ratio, 1))");
    for (size_t f = 0; f < factors; f++) {
        fprintf(file, " * f%zu", f);
    }
    fprintf(file, "\"; }; }; };\n");
    return fclose(file) == 0;
}

/* Two million draws: as 4,000 worlds of 500, and in more and more worlds of fewer. */
static int worlds_of(bench_report *bench, const char *folder, const char *out, size_t factors, double most)
{
    static const char *const sizes[][2] = {
        {"4000", "500"}, {"200000", "10"}, {"500000", "4"}, {"1000000", "2"}, {"2000000", "1"}};
    double few = 0.0;
    char path[512], what[96], figure[48];

    snprintf(path, sizeof(path), "%s/worlds.cfg", folder);
    if (!write_factors(bench, path, factors)) {
        return 1;
    }
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        program_call call = start(bench, path, out, "1");
        bench_process best;
        say(&call, "--worlds");
        say(&call, sizes[i][0]);
        say(&call, "--replications");
        say(&call, sizes[i][1]);
        snprintf(
            what, sizeof(what), "toy with a truce, %zu factors: %s worlds of %s", factors, sizes[i][0], sizes[i][1]);
        if (!print_call(bench, what, &call, bench->turns, &best)) {
            return 1;
        }
        few = i == 0 ? best.cpu : few;
        if (i + 1 == sizeof(sizes) / sizeof(*sizes)) {
            snprintf(figure, sizeof(figure), "%.2f", best.cpu / few);
            snprintf(
                what, sizeof(what), "2,000,000 worlds of 1, %zu factors: at most %.1f x 4,000 of 500", factors, most);
            bench_expect(bench, best.cpu <= most * few, figure, what);
        }
    }
    return 0;
}

static int remove_folder(const char *folder)
{
    const char *const argv[] = {"rm", "-rf", folder, NULL};

    return bench_spawn(argv).status;
}

int bench_program(bench_report *self)
{
    char folder[] = "/tmp/entente-bench-XXXXXX", out[64];
    int status;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    snprintf(out, sizeof(out), "%s/out", folder);
    bench_print(self,
        "\n### The program, from start to tables (the largest: two threads; 10,000 draws, by draw 400)\n\n| %-66s | "
        "least wall, ms | least CPU, ms | peak MB |\n"
        "| --- | ---: | ---: | ---: |\n",
        "run");
    status = small_run(self, out) | whole_runs(self, out) | largest_runs(self, folder, out) |
             worlds_of(self, folder, out, 0, 1.5) | worlds_of(self, folder, out, 20, 2.5);
    return remove_folder(folder) != 0 ? 1 : status;
}
