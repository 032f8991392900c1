#include "jobs/explain/explain_measures.h"

#include "formula/number.h"

static void explain_measure(FILE *out, const ent_block *block, size_t m)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    const ent_measure *measure = &block->model->scenario->measure[m];
    ent_register given = plan->measure_given[m];
    char text[ENT_NUMBER_TEXT];

    if (given != ENT_NO_REGISTER && block->draw[given][0] == 0.0) {
        fprintf(out, "  %s: not counted, since `%s` does not hold.\n", measure->label.name, measure->given.written);
        return;
    }
    fprintf(out, "  %s: %s%s%s.\n", measure->label.name, ent_number_readable(block->draw[plan->measure[m]][0], 6, text),
        *measure->unit != '\0' ? " " : "", measure->unit);
}

void ent_explain_measures(FILE *out, const ent_block *block)
{
    const ent_scenario *scenario = block->model->scenario;
    ent_register given = block->model->outcome.given;
    bool kept = given == ENT_NO_REGISTER || block->draw[given][0] != 0.0;

    if (scenario->measures > 0) {
        fprintf(out, "\nMeasures\n");
    }
    for (size_t m = 0; m < scenario->measures; m++) {
        explain_measure(out, block, m);
    }
    if (scenario->given.formula != NULL) {
        fprintf(out, "\nGiven %s: %s.\n", scenario->given.written,
            kept ? "it holds, so the tables count this draw" : "it does not hold, so no table counts this draw");
    }
}
