/* ukraine-2025 whole, and where its time goes. The engine has no clock in it: a sample of blocks is played through the
 * block's own interface, and the public parts of each are then played again on the same columns and timed. */
#include "engine.h"
#include "measure.h"
#include "run/counter.h"
#include "simulate/coalition.h"
#include "simulate/simulator.h"

#include <stdlib.h>
#include <string.h>

enum { STAGE_WORLDS, STAGE_COALITION, STAGE_TALKS, STAGE_TRUCE, STAGE_OUTCOME, STAGE_REST, STAGE_TALLIES, STAGES };
enum { REPLAYS = 3, CHUNK_WORLDS = 64, BLOCKS = 2000 };

static const char *const names[STAGES] = {"worlds: factors, tables by month", "coalition: sampling, joins, troops",
    "talks: refusals, rounds, the deal", "truce: month by month", "outcome: conditions of draws",
    "placing rows, correlated scores, outcomes", "tallies"};

typedef struct sampled {
    ent_simulator simulator;
    ent_counter counter;
    double spent[STAGES];
    uint64_t draws, worlds_draws;
    bool same; /* playing a part again changed nothing */
} sampled;

static void play_stage(sampled *self, int stage)
{
    ent_block *block = &self->simulator.block;
    const ent_model *model = block->model;
    const ent_segment *segment = model->program.segment;
    ent_row_set frame = ent_block_frame(block);

    switch (stage) {
    case STAGE_COALITION:
        ent_segment_run(&segment[ENT_SEGMENT_COALITION], &frame);
        if (model->coalition.any_after) {
            ent_coalition_solve(&model->coalition, model->kernels, block->draw, block->rows, block->scratch);
        }
        break;
    case STAGE_TALKS:
        ent_segment_run(&segment[ENT_SEGMENT_TALKS], &frame);
        if (!model->talks.none) {
            ent_talks_run(
                &self->simulator.talks, block->draw, block->world, block->world_of, block->rows, block->package);
        }
        if (model->ratification.entries > 0) {
            ent_ratification_run(&self->simulator.ratification, block, &self->simulator.talks);
        }
        break;
    case STAGE_TRUCE:
        ent_segment_run(&segment[ENT_SEGMENT_DEAL], &frame);
        ent_truces_run(&self->simulator.truces);
        break;
    case STAGE_OUTCOME:
        ent_segment_run(&segment[ENT_SEGMENT_OUTCOME], &frame);
        break;
    case STAGE_TALLIES:
        ent_counter_add(&self->counter, block, &self->simulator.ratification);
        break;
    default:
        break;
    }
}

/* The least of some replays. */
static double replay(sampled *self, int stage)
{
    double least = 1e9;

    for (int i = 0; i < REPLAYS; i++) {
        double start = bench_wall();
        play_stage(self, stage);
        start = bench_wall() - start;
        least = start < least ? start : least;
    }
    return least;
}

static void sample_block(sampled *self, uint64_t first)
{
    const ent_model *model = self->simulator.block.model;
    const double *held = self->simulator.block.draw[model->truce.held];
    double before[ENT_BLOCK_ROWS];
    double whole = 1e9, parts = 0.0, start;

    for (int i = 0; i < REPLAYS; i++) {
        start = bench_wall();
        ent_simulator_run(&self->simulator, first, ENT_BLOCK_ROWS);
        start = bench_wall() - start;
        whole = start < whole ? start : whole;
    }
    self->spent[STAGE_TALLIES] += replay(self, STAGE_TALLIES); /* the repeated counts are discarded */
    memcpy(before, held, sizeof(before));
    for (int stage = STAGE_COALITION; stage <= STAGE_OUTCOME; stage++) {
        double each = replay(self, stage);
        self->spent[stage] += each;
        parts += each;
    }
    self->same = self->same && memcmp(before, held, sizeof(before)) == 0;
    self->spent[STAGE_REST] += whole > parts ? whole - parts : 0.0;
    self->draws += ENT_BLOCK_ROWS;
}

static int sample(sampled *self, const bench_engine *engine)
{
    const ent_model *model = &engine->experiment.item[0]->model;
    const ent_run_size *run = &model->scenario->run;
    ent_tally_layout layout = ent_counter_layout(model, engine->thresholds);
    uint64_t worlds = run->worlds < CHUNK_WORLDS ? run->worlds : CHUNK_WORLDS;
    uint64_t first = 0;
    double start;

    if (ent_simulator_init(&self->simulator, model, (size_t) worlds) != 0 ||
        ent_counter_init(&self->counter, model, &layout, engine->threshold, (size_t) worlds, NULL) != 0) {
        return 1;
    }
    start = bench_wall();
    ent_simulator_set_worlds(&self->simulator, 0, (size_t) worlds, run->replications, true);
    self->spent[STAGE_WORLDS] = bench_wall() - start;
    self->worlds_draws = worlds * run->replications;
    self->same = true;
    for (size_t i = 0; i < BLOCKS && first + ENT_BLOCK_ROWS <= worlds * run->replications; i++) {
        sample_block(self, first);
        first += ENT_BLOCK_ROWS;
    }
    return 0;
}

static int print_stages(bench_report *bench, const bench_engine *engine, const char *what)
{
    sampled self = {0};
    double sum = 0.0;
    int status = sample(&self, engine);

    self.spent[STAGE_WORLDS] *= self.draws > 0 ? (double) self.draws / (double) self.worlds_draws : 0.0;
    for (int i = 0; i < STAGES; i++) {
        sum += self.spent[i];
    }
    bench_print(bench, "\n| %-42s | ns a draw | share |\n| --- | ---: | ---: |\n", what);
    for (int i = 0; i < STAGES && status == 0; i++) {
        bench_print(bench, "| %-42s | %9.1f | %4.1f%% |\n", names[i], 1e9 * self.spent[i] / (double) self.draws,
            100.0 * self.spent[i] / sum);
    }
    if (!self.same) {
        bench_print(bench, "\nPlaying a stage again changed its result: these shares mean nothing.\n");
    }
    ent_counter_free(&self.counter);
    ent_simulator_free(&self.simulator);
    return status != 0 || !self.same;
}

static int stages_of(bench_report *bench, const char *file)
{
    bench_engine engine = {0};
    char path[512];
    int status = 1;

    snprintf(path, sizeof(path), "%s/scenarios/%s", bench->source, file);
    if (engine_open(&engine, path, NULL, NULL, 0, true, bench->isa)) {
        status = print_stages(bench, &engine, file);
    }
    engine_close(&engine);
    return status;
}

static int whole(bench_report *bench)
{
    bench_engine engine = {0};
    bench_samples each = {0};
    char path[512], figure[48];
    double speed;

    snprintf(path, sizeof(path), "%s/scenarios/ukraine-2025.cfg", bench->source);
    if (!engine_open(&engine, path, NULL, NULL, 0, false, bench->isa)) {
        engine_close(&engine);
        return 1;
    }
    for (size_t turn = 0; turn < (bench->turns + 1) / 2; turn++) {
        double cpu = 0.0;
        for (size_t v = 0; v < engine.experiment.count; v++) {
            cpu += engine_run(&engine, v, 1, NULL).cpu;
        }
        bench_add(&each, 1e9 * cpu / (double) (engine_draws(&engine) * engine.experiment.count));
    }
    speed = 1e3 / bench_median(&each);
    bench_print(bench,
        "\n### ukraine-2025 whole\n\n%zu variants of %llu draws, one core: %.0f ns a draw (least %.0f), %.2f million "
        "draws a second; %.0f ms to load and compile.\n",
        engine.experiment.count, (unsigned long long) engine_draws(&engine), bench_median(&each), bench_least(&each),
        speed, 1e3 * engine.loading);
    snprintf(figure, sizeof(figure), "%.2f M/s", speed);
    bench_expect(bench, speed >= 2.0, figure, "ukraine-2025 with its talks: at least 2 million draws a second");
    engine_close(&engine);
    return 0;
}

int bench_stages(bench_report *self)
{
    int status = whole(self);

    bench_print(self, "\n### Share of each stage (base variant)\n");
    status |= stages_of(self, "ukraine-2025.cfg");
    status |= stages_of(self, "coalition.cfg");
    return status | stages_of(self, "coalition-truce.cfg");
}
