/* How many settings of the register of assumptions have a source, and how many rest on judgement. */
#include "report/answer_text.h"

#include "tables/structure_rows.h"

#include <string.h>

bool ent_answer_text_is_definition(const char *path)
{
    return ent_structure_is_definition(path);
}

bool ent_answer_text_is_judged(const char *note)
{
    return strstr(note, "udgement") != NULL || strstr(note, "udgment") != NULL;
}

ent_answer_text_sources ent_answer_text_count_sources(const ent_run_data *digest)
{
    const ent_table *table = &ent_table_assumptions;
    size_t rows = ent_run_data_table(digest, table)->rows;
    const char *base = digest->variant[0];
    ent_answer_text_sources count = {0};

    for (size_t i = ent_run_data_row(digest, table, base, 0); i < rows;
         i = ent_run_data_row(digest, table, base, i + 1)) {
        if (ent_answer_text_is_definition(ent_run_data_text_at(digest, table, i, "path")) ||
            ent_run_data_text_at(digest, table, i, "written")[0] == '\0') {
            continue; /* a definition or a default is no judgement */
        }
        count.settings++;
        if (ent_run_data_text_at(digest, table, i, "source")[0] == '\0') {
            count.unsourced++;
        } else if (ent_answer_text_is_judged(ent_run_data_text_at(digest, table, i, "note"))) {
            count.judged++;
        }
    }
    return count;
}
