/* The list of sections. The report writes them in this order; section_answer.c links to those that are shown. */
#include "report/sections.h"

#include <string.h>

static bool has_outcomes(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_outcomes)->rows > 0;
}

static bool has_drivers(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_drivers)->rows > 0 ||
           ent_run_data_table(digest, &ent_table_no_deal)->rows > 0;
}

static bool has_headline(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_headline)->rows > 0;
}

static bool has_experts(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_experts)->rows > 0;
}

static bool has_measures(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_measures)->rows > 0;
}

static bool has_force(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_contributors)->rows > 0;
}

static bool has_deal(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_parties)->rows > 0;
}

static bool has_frontier(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_frontier)->rows > 0;
}

static bool has_truce(const ent_run_data *digest)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_truce);

    for (size_t c = 0; c < csv->columns; c++) {
        if (csv->rows > 0 && strncmp(csv->cell[c], "cause_", 6) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_guarantees(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_guarantees)->rows > 0;
}

static bool has_sweeps(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_sweeps)->rows > 0;
}

static bool has_sensitivity(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_sensitivity)->rows > 0;
}

static bool has_value(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_value)->rows > 0;
}

static bool has_solve(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_solve)->rows > 0;
}

static bool has_discover(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_discover)->rows > 0;
}

static bool has_blockers(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_blockers)->rows > 0;
}

static bool has_trust(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_convergence)->rows > 0;
}

static bool has_assumptions(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_assumptions)->rows > 0;
}

static bool always(const ent_run_data *digest)
{
    (void) digest;
    return true;
}

static bool has_notes(const ent_run_data *digest)
{
    return digest->manifest.notes[0] != '\0';
}

static void put_notes(ent_html *out, ent_run_data *digest)
{
    ent_html_element(out, "p class=\"notes\"", "%s", digest->manifest.notes);
}

const ent_report_section ent_report_sections[] = {{"drivers", "What moves it", has_drivers, ent_section_drivers},
    {"about", "About this scenario", has_notes, put_notes},
    {"endings", "How it ends", has_outcomes, ent_section_endings},
    {"variants", "The variants compared", has_headline, ent_section_variants},
    {"measures", "The measures", has_measures, ent_section_measures},
    {"experts", "What the experts say", has_experts, ent_section_experts},
    {"force", "The force", has_force, ent_section_force}, {"deal", "The deal", has_deal, ent_section_deal},
    {"frontier", "The space of deals", has_frontier, ent_section_frontier},
    {"truce", "The truce", has_truce, ent_section_truce},
    {"guarantee", "The guarantee", has_guarantees, ent_section_guarantee},
    {"sweeps", "Over a range of settings", has_sweeps, ent_section_sweeps},
    {"solve", "Where it takes a level", has_solve, ent_section_solve},
    {"discover", "In which worlds it is likely", has_discover, ent_section_discover},
    {"sensitivity", "What explains the spread across worlds", has_sensitivity, ent_section_sensitivity},
    {"value", "What it would be worth to know", has_value, ent_section_value},
    {"blockers", "What keeps the parties apart", has_blockers, ent_section_blockers},
    {"trust", "Is the simulation large enough?", has_trust, ent_section_trust},
    {"assumptions", "Register of assumptions", has_assumptions, ent_section_assumptions},
    {"warnings", "Warnings", always, ent_section_warnings},
    {"limits", "Limits of the model", always, ent_section_limits},
    {"reproduce", "How to reproduce this", always, ent_section_reproduce}};

const size_t ent_report_sections_count = sizeof(ent_report_sections) / sizeof(ent_report_sections[0]);
