/* The toy model side by side: the floor, the columns, the engine, GSL and numpy, in turns; and whether they agree. */
#include "engine.h"
#include "measure.h"
#include "toy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FLOOR, COLUMNS, ENGINE, UNCOUNTED, GSL, NUMPY, CONTENDERS };

static const char *const names[CONTENDERS] = {"(a) uniforms alone: the floor", "(b) hand-written columns",
    "(c) entente, from the scenario file", "    of which its draws, not tallied", "(d) plain GSL calls", "(d) numpy"};

typedef struct contest {
    bench_report *bench;
    const char *what, *file;
    bench_engine engine;
    toy_model toy, slow; /* slow: fewer draws for GSL */
    toy_world *world, *slow_world;
    ent_tally tally;
    bench_samples each[CONTENDERS]; /* ns a draw */
    double complete[CONTENDERS], held[CONTENDERS], draws[CONTENDERS];
} contest;

static void summarise(contest *self, int who, const toy_model *toy, const toy_world *world)
{
    double complete = 0.0, held = 0.0, draws = 0.0;

    for (uint64_t w = 0; w < toy->worlds; w++) {
        complete += world[w].complete;
        held += world[w].months[TOY_MONTHS];
        draws += world[w].draws;
    }
    self->complete[who] = complete / draws;
    self->held[who] = held / draws;
    self->draws[who] = draws;
}

static double time_toy(contest *self, int who, const toy_model *toy, toy_world *world)
{
    double start = bench_cpu();

    if (who == FLOOR) {
        self->draws[FLOOR] = toy_floor(toy); /* kept, or the compiler could leave it out */
    } else {
        memset(world, 0, toy->worlds * sizeof(*world));
        (who == COLUMNS ? toy_columns : toy_gsl)(toy, world);
    }
    start = bench_cpu() - start;
    if (who != FLOOR) {
        summarise(self, who, toy, world);
    }
    return 1e9 * start / (double) (toy->worlds * toy->replications);
}

static double time_engine(contest *self)
{
    double spent;

    ent_tally_free(&self->tally);
    spent = engine_run(&self->engine, 0, 1, &self->tally).cpu;
    return 1e9 * spent / (double) engine_draws(&self->engine);
}

/* Draws and seconds as the script prints them. */
static bool time_numpy(contest *self)
{
    char command[512];
    double seconds = 0.0, mean;
    FILE *script;
    int got;

    snprintf(command, sizeof(command), "%s '%s/tests/bench/toy_numpy.py' %d %s", self->bench->python,
        self->bench->source, self->bench->quick ? 100000 : 400000, self->toy.truce ? "truce" : "");
    script = popen(command, "r");
    if (script == NULL) {
        return false;
    }
    got = fscanf(script, "%lf %lf %lf %lf %lf", &self->draws[NUMPY], &seconds, &self->complete[NUMPY], &mean,
        &self->held[NUMPY]);
    if (pclose(script) != 0 || got != 5) {
        return false;
    }
    bench_add(&self->each[NUMPY], 1e9 * seconds / self->draws[NUMPY]);
    return true;
}

static void sum_engine(contest *self)
{
    const ent_tally *tally = &self->tally;
    double complete = (double) ent_tally_total(tally, tally->layout.headline);
    double held = (double) ent_tally_total(tally, tally->layout.survived + TOY_MONTHS - 1);

    self->draws[ENGINE] = (double) engine_draws(&self->engine);
    self->held[ENGINE] = held / self->draws[ENGINE];
    self->complete[ENGINE] = self->toy.truce ? (double) NAN : complete / self->draws[ENGINE];
}

/* Draw for draw the same joins and offers as the hand-written program: the counts must be equal, world by world. */
static size_t differing_worlds(const contest *self)
{
    const ent_tally *tally = &self->tally;
    size_t differ = 0;

    for (uint64_t w = 0; w < tally->worlds; w++) {
        uint32_t got = ent_count(ent_tally_counts(tally, tally->layout.headline), w); /* with a truce, that it held */
        uint32_t want = self->toy.truce ? self->world[w].months[TOY_MONTHS] : self->world[w].complete;
        differ += got != want ? 1 : 0;
    }
    return differ;
}

/* Whether two shares of independent draws agree within 5 standard errors (one false alarm in two million). */
static bool agree(double p, double n, double q, double m)
{
    return fabs(p - q) <= 5.0 * sqrt(q * (1.0 - q) * (1.0 / n + 1.0 / m));
}

static int check(contest *self)
{
    const double *figure = self->toy.truce ? self->held : self->complete;
    size_t differ = differing_worlds(self);
    int failed = 0;

    for (int who = COLUMNS; who < CONTENDERS; who++) {
        if (self->each[who].count > 0 && who != UNCOUNTED &&
            !agree(figure[who], self->draws[who], figure[COLUMNS], self->draws[COLUMNS])) {
            bench_print(
                self->bench, "\nDISAGREES: %s: %.5f, the columns %.5f\n", names[who], figure[who], figure[COLUMNS]);
            failed = 1;
        }
    }
    bench_print(self->bench, "\n%s: engine %.5f, columns %.5f, GSL %.5f, numpy %.5f; ",
        self->toy.truce ? "P(truce held)" : "P(offered >= required)", figure[ENGINE], figure[COLUMNS], figure[GSL],
        figure[NUMPY]);
    if (differ == 0) {
        bench_print(self->bench, "engine and columns equal in every one of %llu worlds.\n",
            (unsigned long long) self->toy.worlds);
    } else {
        bench_print(self->bench, "engine and columns differ in %zu of %llu worlds.\n", differ,
            (unsigned long long) self->toy.worlds);
    }
    return failed;
}

static void print_contest(contest *self)
{
    bench_print(self->bench,
        "\n### %s\n\n| %-36s | ns a draw, median | least | M draws/s | entente's speed over it |\n"
        "| --- | ---: | ---: | ---: | ---: |\n",
        self->what, "one core, CPU time, in turns");
    for (int who = 0; who < CONTENDERS; who++) {
        double median = bench_median(&self->each[who]);
        if (self->each[who].count == 0) {
            bench_print(self->bench, "| %-36s | skipped: no numpy for `%s` | | | |\n", names[who],
                self->bench->python != NULL ? self->bench->python : "python3");
            continue;
        }
        bench_print(self->bench, "| %-36s | %17.1f | %5.1f | %9.2f | %23.2f |\n", names[who], median,
            bench_least(&self->each[who]), 1e3 / median, bench_ratio(&self->each[who], &self->each[ENGINE]));
    }
}

static void expect_ratio(contest *self, int who, double least, const char *text)
{
    double ratio = bench_ratio(&self->each[who], &self->each[ENGINE]);
    char figure[48], line[96];

    if (self->each[who].count > 0) {
        snprintf(figure, sizeof(figure), "%.2f", ratio);
        snprintf(line, sizeof(line), "%s: %s", self->toy.truce ? "toy with truce" : "toy coalition", text);
        bench_expect(self->bench, ratio >= least, figure, line);
    }
}

static void expect_all(contest *self)
{
    double speed = 1e3 / bench_median(&self->each[ENGINE]);
    char figure[48];

    expect_ratio(self, COLUMNS, 0.8, "at least 0.8 x the hand-written columns");
    expect_ratio(self, GSL, 3.0, "at least 3 x plain GSL");
    expect_ratio(self, NUMPY, 4.0, "at least 4 x numpy");
    snprintf(figure, sizeof(figure), "%.2f M/s", speed);
    if (self->toy.truce) {
        bench_expect(self->bench, speed >= 3.0, figure, "toy with truce: at least 3 million draws a second");
    } else {
        bench_expect(self->bench, speed >= 5.0, figure, "toy coalition: at least 5 million draws a second");
        snprintf(figure, sizeof(figure), "%.2f", bench_ratio(&self->each[ENGINE], &self->each[FLOOR]));
        bench_expect(self->bench, bench_ratio(&self->each[ENGINE], &self->each[FLOOR]) <= 3.0, figure,
            "toy coalition: at most 3 x the time of the uniforms alone");
    }
}

static bool open_contest(contest *self, bench_report *bench, bool truce)
{
    const ent_run_size *run;
    char path[512];

    self->bench = bench;
    self->file = truce ? "coalition-truce.cfg" : "coalition.cfg";
    self->what = truce ? "The toy coalition with a truce of 24 months (scenarios/coalition-truce.cfg)"
                       : "The toy coalition (scenarios/coalition.cfg)";
    snprintf(path, sizeof(path), "%s/scenarios/%s", bench->source, self->file);
    if (!engine_open(&self->engine, path, NULL, NULL, 0, true, bench->isa)) {
        return false;
    }
    run = &self->engine.experiment.item[0]->scenario.run;
    toy_init(&self->toy, ent_kernels_select(bench->isa), run->seed, run->worlds, run->replications, truce);
    self->slow = self->toy;
    self->slow.worlds = self->toy.worlds / (bench->quick ? 20 : 5) + 1;
    self->world = calloc(self->toy.worlds, sizeof(*self->world));
    self->slow_world = calloc(self->slow.worlds, sizeof(*self->slow_world));
    return self->world != NULL && self->slow_world != NULL;
}

static void close_contest(contest *self)
{
    ent_tally_free(&self->tally);
    engine_close(&self->engine);
    free(self->world);
    free(self->slow_world);
}

static int contend(bench_report *bench, bool truce)
{
    contest self = {0};
    int status = 1;

    if (open_contest(&self, bench, truce)) {
        bool numpy = bench->python != NULL;
        for (size_t turn = 0; turn < bench->turns; turn++) {
            bench_add(&self.each[FLOOR], time_toy(&self, FLOOR, &self.toy, NULL));
            bench_add(&self.each[COLUMNS], time_toy(&self, COLUMNS, &self.toy, self.world));
            bench_add(&self.each[ENGINE], time_engine(&self));
            bench_add(
                &self.each[UNCOUNTED], 1e9 * engine_uncounted(&self.engine) / (double) engine_draws(&self.engine));
            bench_add(&self.each[GSL], time_toy(&self, GSL, &self.slow, self.slow_world));
            numpy = numpy && time_numpy(&self);
        }
        sum_engine(&self);
        print_contest(&self);
        status = check(&self);
        expect_all(&self);
    }
    close_contest(&self);
    return status;
}

int bench_toy(bench_report *self)
{
    int coalition = contend(self, false);

    return contend(self, true) != 0 ? 1 : coalition;
}
