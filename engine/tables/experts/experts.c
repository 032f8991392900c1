/* experts.csv */
#include "base/status.h"
#include "tables/cells.h"
#include "tables/experts/expert_figures.h"

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("expert", "text", "id of the expert"),
    ENT_COLUMN("name", "text", "the expert's name"),
    ENT_COLUMN("weight", "probability", "the expert's share of all weights"),
    ENT_COLUMN("worlds", "count", "number of worlds that belong to the expert"),
    ENT_COLUMN("expression", "text", "the headline as written"),
    ENT_COLUMNS_HEADLINE("probability", "probability of the headline in these worlds"), ENT_COLUMNS_HEADLINE_RANGE,
    ENT_COLUMN("difference", "difference in probability or unit",
        "difference to the base in the same worlds, paired draw by draw"),
    ENT_COLUMN("difference_low", "difference in probability or unit", "lower end of its 95% Monte Carlo interval"),
    ENT_COLUMN("difference_high", "difference in probability or unit", "upper end of its 95% Monte Carlo interval"),
    ENT_COLUMN(
        "better", "probability", "share of these worlds in which it is above the base; equal ones count as one half"),
    ENT_COLUMN("draws", "count", "number of draws behind the probability: those in which its condition holds")};

static void put_row(ent_sink *sink, const ent_figures *figures, const ent_expert_figure *figure)
{
    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, figure->id);
    ent_sink_text(sink, figure->name);
    ent_sink_real(sink, figure->weight);
    ent_sink_count(sink, figure->worlds);
    ent_sink_text(sink, figures->scenario->headline);
    ent_cells_estimate(sink, &figure->headline);
    ent_cells_range(sink, &figure->headline);
    ent_sink_real(sink, figure->difference.value);
    ent_sink_real(sink, figure->difference.low);
    ent_sink_real(sink, figure->difference.high);
    ent_sink_real(sink, figure->difference.better);
    ent_sink_count(sink, figure->headline.n);
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_arena arena = {0};
    ent_expert_figure *figure = NULL;
    int status = ent_expert_figures(figures->compiled, figures->tally, figures->base, &arena, &figure);

    ent_sink_fail(sink, status);
    for (size_t e = 0; status == ENT_OK && e < figures->compiled->experts; e++) {
        put_row(sink, figures, &figure[e]);
    }
    ent_arena_free(&arena);
}

const ent_table ent_table_experts = {.file = "experts.csv",
    .about = "The headline as each expert has it, over the worlds that belong to the expert",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_EXPERTS,
    .write = write_rows};
