/* disagreement.csv */
#include "base/status.h"
#include "tables/cells.h"
#include "tables/experts/expert_figures.h"

#include <math.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("expression", "text", "the headline as written"),
    ENT_COLUMN("variance", "squared probability or unit",
        "variance of its chance or mean across worlds, without sampling noise"),
    ENT_COLUMN("between", "squared probability or unit", "variance between the experts' figures, likewise"),
    ENT_COLUMN("share", "share of variance",
        "share of the variance that lies between experts; empty where the variance cannot be told from noise"),
    ENT_COLUMN("share_low", "share of variance", "lower end of its 95% interval"),
    ENT_COLUMN("share_high", "share of variance", "upper end of its 95% interval")};

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_disagreement made = {.variance = (double) NAN, .between = (double) NAN, .share = (double) NAN};
    int status = ent_expert_disagreement(&made, figures->compiled, figures->tally);

    ent_sink_fail(sink, status);
    ent_sink_text(sink, figures->variant);
    ent_sink_text(sink, figures->scenario->headline);
    ent_sink_real(sink, made.variance);
    ent_sink_real(sink, made.between);
    ent_sink_real(sink, made.share);
    ent_sink_real(sink, made.low);
    ent_sink_real(sink, made.high);
    ent_sink_end_row(sink);
}

const ent_table ent_table_disagreement = {.file = "disagreement.csv",
    .about = "How much of what is not known about the headline is disagreement between the experts",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .items = ENT_ITEMS_EXPERTS,
    .write = write_rows};
