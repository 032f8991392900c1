/* Section "The space of deals": which packages could be signed, and why in some futures none can. */
#include "report/sections.h"
#include "wording/analysis/frontier_words.h"

#include <math.h>
#include <string.h>

enum { MOST_ROWS = 10, MOST_POINTS = 16 };

/* --- figures ------------------------------------------------------------------------------------------------------ */

static double summary(const ent_run_data *digest, const char *figure, const char *party)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_frontier_summary);

    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_run_data_text_at(digest, &ent_table_frontier_summary, row, "figure"), figure) == 0 &&
            strcmp(ent_run_data_text_at(digest, &ent_table_frontier_summary, row, "party"), party) == 0) {
            return ent_run_data_number_at(digest, &ent_table_frontier_summary, row, "value");
        }
    }
    return (double) NAN;
}

/* Ids of the parties with a veto, [*parties]; NULL when memory is out. */
static const char **veto_parties(ent_run_data *digest, size_t *parties)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_frontier_summary);
    const char **id = ent_arena_array(&digest->arena, csv->rows + 1, sizeof(*id));

    *parties = 0;
    for (size_t row = 0; id != NULL && row < csv->rows; row++) {
        if (strcmp(ent_run_data_text_at(digest, &ent_table_frontier_summary, row, "figure"), "reservation") == 0) {
            id[(*parties)++] = ent_run_data_text_at(digest, &ent_table_frontier_summary, row, "party");
        }
    }
    return id;
}

static ent_frontier_figures figures_of(ent_run_data *digest, const char *const *id, size_t parties)
{
    ent_frontier_party *party = ent_arena_array(&digest->arena, parties + 1, sizeof(*party));
    ent_frontier_figures made = {.draw = summary(digest, "draw", ""),
        .packages = summary(digest, "packages", ""),
        .out = summary(digest, "out", ""),
        .pareto = summary(digest, "pareto", ""),
        .rational = summary(digest, "rational", ""),
        .counted = summary(digest, "draws", ""),
        .none = summary(digest, "none", ""),
        .nothing_left = summary(digest, "nothing_left", ""),
        .apart = summary(digest, "apart", ""),
        .party = party};

    for (size_t p = 0; party != NULL && p < parties; p++) {
        party[made.parties++] = (ent_frontier_party){.name = ent_run_data_label(digest, "parties", id[p]),
            .never_enough = summary(digest, "never_enough", id[p]),
            .reservation = summary(digest, "reservation", id[p])};
    }
    digest->no_memory = digest->no_memory || party == NULL;
    return made;
}

/* --- packages ----------------------------------------------------------------------------------------------------- */

static bool is_demand(const char *column)
{
    static const char *const others[] = {"variant", "pareto", "rational", "point", "ties", "acceptable", "signed"};

    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        if (strcmp(column, others[i]) == 0) {
            return false;
        }
    }
    return strncmp(column, "utility_", 8) != 0;
}

/* "Territory: frozen; Troops: none" */
static const char *options_of(ent_run_data *digest, size_t row)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_frontier);
    const char *text = "";

    for (size_t c = 0; c < csv->columns; c++) {
        const char *demand = csv->cell[c];
        if (is_demand(demand)) {
            text = ent_run_data_format(digest, "%s%s%s: %s", text, *text != '\0' ? "; " : "",
                ent_run_data_label(digest, "demands", demand),
                ent_run_data_label(digest, ent_run_data_format(digest, "demands.%s", demand),
                    ent_run_data_text_at(digest, &ent_table_frontier, row, demand)));
        }
    }
    return text;
}

static ent_frontier_package package_of(ent_run_data *digest, size_t row, const char *const *id, size_t parties)
{
    double *utility = ent_arena_array(&digest->arena, parties + 1, sizeof(*utility));

    for (size_t p = 0; utility != NULL && p < parties; p++) {
        utility[p] =
            ent_run_data_number_at(digest, &ent_table_frontier, row, ent_run_data_format(digest, "utility_%s", id[p]));
    }
    digest->no_memory = digest->no_memory || utility == NULL;
    return (ent_frontier_package){.options = options_of(digest, row),
        .rules = ent_run_data_text_at(digest, &ent_table_frontier, row, "point"),
        .acceptable = ent_run_data_number_at(digest, &ent_table_frontier, row, "acceptable"),
        .is_signed = ent_run_data_number_at(digest, &ent_table_frontier, row, "signed"),
        .utility = utility};
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

static void put_sentence(ent_html *out, ent_run_data *digest, const char *sentence)
{
    digest->no_memory = digest->no_memory || sentence == NULL;
    if (sentence != NULL && *sentence != '\0') {
        ent_html_element(out, "p", "%s", sentence);
    }
}

static void put_sentences(ent_html *out, ent_run_data *digest)
{
    size_t rows = ent_run_data_table(digest, &ent_table_frontier)->rows;
    size_t parties = 0, points = 0, best = 0;
    const char **id = veto_parties(digest, &parties);
    ent_frontier_package point[MOST_POINTS];
    ent_frontier_package most;
    ent_frontier_figures figures;

    if (id == NULL || rows == 0) {
        digest->no_memory = digest->no_memory || id == NULL;
        return;
    }
    figures = figures_of(digest, id, parties);
    for (size_t row = 0; row < rows; row++) {
        if (*ent_run_data_text_at(digest, &ent_table_frontier, row, "point") != '\0' && points < MOST_POINTS) {
            point[points++] = package_of(digest, row, id, parties);
        }
        if (ent_run_data_number_at(digest, &ent_table_frontier, row, "acceptable") >
            ent_run_data_number_at(digest, &ent_table_frontier, best, "acceptable")) {
            best = row;
        }
    }
    most = package_of(digest, best, id, parties);
    if (!digest->no_memory) {
        put_sentence(out, digest, ent_frontier_zone_sentence(&figures, &digest->arena));
        put_sentence(out, digest, ent_frontier_space_sentence(&figures, &digest->arena));
        put_sentence(out, digest, ent_frontier_points_sentence(&figures, point, points, &digest->arena));
        put_sentence(out, digest, ent_frontier_best_sentence(&most, &digest->arena));
    }
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

/* The packages that most futures accept, and those that a rule chooses. */
typedef struct top_packages {
    ent_table_view view;
    double least; /* share of `acceptable` of the last one that is shown */
} top_packages;

static bool is_top(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    double share = ent_run_data_number_at(digest, self->table, row, "acceptable");

    return *ent_run_data_text_at(digest, self->table, row, "point") != '\0' ||
           (share > 0.0 && share >= ((const top_packages *) (const void *) self)->least);
}

/* The share of the package number MOST_ROWS by share; 0 where there are not so many. */
static double least_share(const ent_run_data *digest)
{
    size_t rows = ent_run_data_table(digest, &ent_table_frontier)->rows;
    double top[MOST_ROWS] = {0.0};

    for (size_t row = 0; row < rows; row++) {
        double share = ent_run_data_number_at(digest, &ent_table_frontier, row, "acceptable");
        size_t at = MOST_ROWS;
        while (at > 0 && share > top[at - 1]) {
            if (at < MOST_ROWS) {
                top[at] = top[at - 1];
            }
            at--;
        }
        if (at < MOST_ROWS) {
            top[at] = share;
        }
    }
    return top[MOST_ROWS - 1];
}

static size_t add_columns(ent_run_data *digest, ent_table_view_column *column)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_frontier);
    size_t columns = 0;

    column[columns++] = (ent_table_view_column){"acceptable", "Acceptable to all", ENT_TABLE_VIEW_PERCENT, NULL};
    column[columns++] = (ent_table_view_column){"signed", "The deal", ENT_TABLE_VIEW_PERCENT, NULL};
    column[columns++] = (ent_table_view_column){"point", "Chosen by", ENT_TABLE_VIEW_READABLE, NULL};
    for (size_t c = 0; c < csv->columns && columns < ENT_TABLE_VIEW_COLUMNS; c++) {
        const char *name = csv->cell[c];
        if (is_demand(name)) {
            column[columns++] =
                (ent_table_view_column){name, ent_run_data_label(digest, "demands", name), ENT_TABLE_VIEW_OPTION, name};
        }
    }
    for (size_t c = 0; c < csv->columns && columns < ENT_TABLE_VIEW_COLUMNS; c++) {
        if (strncmp(csv->cell[c], "utility_", 8) == 0) {
            column[columns++] = (ent_table_view_column){csv->cell[c],
                ent_run_data_format(digest, "Worth to %s", ent_run_data_label(digest, "parties", csv->cell[c] + 8)),
                ENT_TABLE_VIEW_SCORE, NULL};
        }
    }
    return columns;
}

void ent_section_frontier(ent_html *out, ent_run_data *digest)
{
    ent_table_view_column column[ENT_TABLE_VIEW_COLUMNS];
    top_packages top = {
        .view = {.table = &ent_table_frontier,
            .caption = "The packages that most futures accept, and those that a bargaining rule chooses; in file order",
            .column = column,
            .columns = add_columns(digest, column),
            .shows = is_top},
        .least = least_share(digest)};

    put_sentences(out, digest);
    ent_figure(out, digest, "frontier", "The space of deals", &top.view);
    ent_html_raw(out,
        "<p>How to read this: a package takes one option of each demand. It is acceptable in a future where each party "
        "with a veto gets at least what it still asks for in the last round, and nothing in it is refused or not "
        "available; that is counted over all futures, each with its own preferences, thresholds and red lines. What "
        "packages are worth, the Pareto front and what the rules choose are those of one future: every quantity at its "
        "median, every event and red line as is likelier, unless a draw was asked for. A package is on the Pareto "
        "front "
        "where no other one is better for one party and as good for all with a veto.</p>\n");
}
