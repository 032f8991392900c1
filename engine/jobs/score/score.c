#include "jobs/score/score.h"

#include "base/status.h"
#include "jobs/score/case_list.h"
#include "jobs/score/frozen.h"
#include "jobs/score/predictions.h"
#include "jobs/score/score_folder.h"
#include "jobs/score/set_scores.h"
#include "jobs/score/summaries.h"
#include "tables/tables.h"

static int score_sets(ent_score *self)
{
    int status = ENT_OK;

    for (size_t s = 0; s < self->sets && status == ENT_OK; s++) {
        ent_score_set *set = &self->set[s];
        status = ent_score_set_fill(self, set);
        status = status == ENT_OK ? ent_score_summarise(self, set) : status;
        status = status == ENT_OK ? ent_score_rate(self, set) : status;
        status = status == ENT_OK ? ent_score_conclude(self, set) : status;
    }
    return status == ENT_OK ? ent_score_list_forecasts(self) : status;
}

static int fill_tables(ent_score *self)
{
    const ent_scenario *scenario = &self->one[0].file->experiment->item[0]->scenario;
    ent_sink *sink[] = {ent_csv_sink(&self->score_table), ent_csv_sink(&self->summary_table),
        ent_csv_sink(&self->forecasts_table), ent_csv_sink(&self->reliability_table),
        ent_csv_sink(&self->survival_table)};
    static const ent_table *const table[] = {&ent_table_score, &ent_table_score_summary, &ent_table_score_forecasts,
        &ent_table_score_reliability, &ent_table_score_survival};
    int status = ENT_OK;

    for (size_t t = 0; t < sizeof(table) / sizeof(*table); t++) {
        ent_table_header(table[t], sink[t], scenario);
    }
    for (size_t i = 0; i < self->cases; i++) {
        ent_table_score_row(sink[0], &self->one[i].row);
    }
    for (size_t i = 0; i < self->summaries; i++) {
        ent_table_score_summary_row(sink[1], &self->summary[i]);
    }
    for (size_t i = 0; i < self->forecasts; i++) {
        ent_table_score_forecasts_row(sink[2], &self->forecast[i]);
    }
    for (size_t i = 0; i < self->reliabilities; i++) {
        ent_table_score_reliability_row(sink[3], &self->reliability[i]);
    }
    for (size_t i = 0; i < self->survivals; i++) {
        ent_table_score_survival_row(sink[4], &self->survival[i]);
    }
    for (size_t t = 0; t < sizeof(table) / sizeof(*table); t++) {
        status = status == ENT_OK ? sink[t]->status : status;
    }
    return status;
}

int ent_job_score(
    ent_score *self, const ent_job_request *request, const ent_job_host *host, const ent_score_file *file, size_t files)
{
    int status = ent_score_list_cases(self, file, files);

    status = status == ENT_OK && request->out != NULL ? ent_score_check_folder(self, request, host) : status;
    status = status == ENT_OK ? ent_score_check_frozen(self) : status;
    status = status == ENT_OK ? ent_score_predict(self, request, host) : status;
    status = status == ENT_OK ? score_sets(self) : status;
    status = status == ENT_OK ? fill_tables(self) : status;
    status = status == ENT_OK && self->diagnostics.no_memory ? ENT_ERR_NO_MEMORY : status;
    return status == ENT_OK && request->out != NULL ? ent_score_write(self, request, host) : status;
}

void ent_score_free(ent_score *self)
{
    ent_csv_writer_free(&self->score_table);
    ent_csv_writer_free(&self->summary_table);
    ent_csv_writer_free(&self->forecasts_table);
    ent_csv_writer_free(&self->reliability_table);
    ent_csv_writer_free(&self->survival_table);
    ent_diagnostics_free(&self->diagnostics);
    ent_arena_free(&self->arena);
    *self = (ent_score){.cases = 0};
}
