#include "report/forces/force_text.h"

#include "report/answer_text.h"
#include "tables/forces/force_list.h"

#include <math.h>
#include <string.h>

/* The contributors to a force in the base, from contributors.csv. */
typedef struct members {
    double shapley; /* sum of their Shapley values, in [0, 1] */
    size_t top;     /* row with the largest one; the number of rows if each is 0 */
    bool any;
} members;

static members members_of(const ent_run_data *digest, const char *id)
{
    const ent_table *table = &ent_table_contributors;
    const ent_csv *assumptions = ent_run_data_table(digest, &ent_table_assumptions);
    const char *base = digest->variant[0];
    size_t rows = ent_run_data_table(digest, table)->rows;
    members made = {.top = rows};
    double most = 0;

    for (size_t i = ent_run_data_row(digest, table, base, 0); i < rows;
         i = ent_run_data_row(digest, table, base, i + 1)) {
        double it = ent_run_data_number_at(digest, table, i, "shapley");
        const char *contributor = ent_run_data_text_at(digest, table, i, "contributor");
        if (strcmp(ent_force_list_of(assumptions, base, contributor), id) != 0) {
            continue;
        }
        made.any = true;
        made.shapley += fmax(0, it);
        made.top = it > most ? i : made.top;
        most = fmax(most, it);
    }
    return made;
}

const char *ent_force_text_name(ent_run_data *digest, const char *id)
{
    return ent_run_data_label(digest, "forces", id);
}

/* P(offered >= required) is the sum of the Shapley values (efficiency axiom; Shapley 1953). */
const char *ent_force_text_of(ent_run_data *digest, const char *id, bool named)
{
    members of = members_of(digest, id);
    const char *as_many = "As many troops as are required";
    const char *most = "";

    if (!of.any || !ent_force_list_requires(ent_run_data_table(digest, &ent_table_force), id)) {
        return NULL;
    }
    if (named) {
        as_many = ent_run_data_format(digest, "%s: as many troops as are required", ent_force_text_name(digest, id));
    }
    if (of.top < ent_run_data_table(digest, &ent_table_contributors)->rows) {
        most = ent_run_data_format(digest, "; most depends on \xE2\x80\x9C%s\xE2\x80\x9D",
            ent_run_data_text_at(digest, &ent_table_contributors, of.top, "name"));
    }
    return ent_run_data_format(digest, "%s are offered %s%s.", as_many,
        ent_answer_text_of_100(digest, fmin(1, of.shapley), (double) NAN, (double) NAN), most);
}

const char *ent_force_text(ent_run_data *digest)
{
    const ent_csv *force = ent_run_data_table(digest, &ent_table_force);
    size_t forces = ent_force_list_count(force);
    const char *text = NULL;

    for (size_t f = 0; f < forces; f++) {
        const char *one = ent_force_text_of(digest, ent_force_list_id(force, f), forces > 1);
        if (one != NULL) {
            text = text == NULL ? one : ent_run_data_format(digest, "%s %s", text, one);
        }
    }
    return text;
}
