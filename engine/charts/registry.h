/* The registry of the charts: one const descriptor a chart.
 *
 * A new chart is one file that defines `const ent_chart ent_chart_NAME`, its drawing commands plots/NAME.gp, and one
 * line in ENT_CHARTS below. plots/README.md is checked against the registry. */
#ifndef ENT_CHARTS_REGISTRY_H
#define ENT_CHARTS_REGISTRY_H

#include "charts/context.h"

enum { ENT_CHART_TABLES = 5, ENT_CHART_DRAWINGS = 2 };

typedef struct ent_chart {
    const char *name;                         /* "outcomes"; "sweep_NAME" stands for one chart a sweep */
    const char *about;                        /* One line: the question that the chart answers */
    const ent_table *table[ENT_CHART_TABLES]; /* Tables read, the first one required; NULL for fewer */
    const char *drawing[ENT_CHART_DRAWINGS];  /* plots/DRAWING.gp, also "analysis/fit"; NULL for fewer */

    /* Writes the script or scripts of the chart; none where its table has nothing to draw. Failures are in
     * context->status. */
    void (*draw)(ent_chart_context *context);
} ent_chart;

/* Every chart, in the order drawn. */
#define ENT_CHARTS(CHART)                                                                                              \
    CHART(outcomes)                                                                                                    \
    CHART(headline)                                                                                                    \
    CHART(drivers)                                                                                                     \
    CHART(measures)                                                                                                    \
    CHART(experts)                                                                                                     \
    CHART(force)                                                                                                       \
    CHART(contributors)                                                                                                \
    CHART(pivotal)                                                                                                     \
    CHART(talks)                                                                                                       \
    CHART(ratification)                                                                                                \
    CHART(deal)                                                                                                        \
    CHART(truce)                                                                                                       \
    CHART(causes)                                                                                                      \
    CHART(renewal)                                                                                                     \
    CHART(guarantees)                                                                                                  \
    CHART(guarantee_months)                                                                                            \
    CHART(frontier)                                                                                                    \
    CHART(sweeps)                                                                                                      \
    CHART(solve)                                                                                                       \
    CHART(discover)                                                                                                    \
    CHART(sensitivity)                                                                                                 \
    CHART(value)                                                                                                       \
    CHART(blockers)                                                                                                    \
    CHART(compare)                                                                                                     \
    CHART(score_survival)                                                                                              \
    CHART(score_reliability)                                                                                           \
    CHART(fit)                                                                                                         \
    CHART(convergence)

#define ENT_CHART_DECLARE(name) extern const ent_chart ent_chart_##name;
ENT_CHARTS(ENT_CHART_DECLARE)

#define ENT_CHART_ONE(name) +1
enum { ENT_CHARTS_COUNT = 0 ENT_CHARTS(ENT_CHART_ONE) };

extern const ent_chart *const ent_charts[ENT_CHARTS_COUNT];

#endif
