/* A scenario with every section, for the tests that make each allocation fail in turn. */
#ifndef ENT_TESTS_EVERY_SECTION_H
#define ENT_TESTS_EVERY_SECTION_H

#include "failing_memory.h"
#include "settings/tree_case.h"

static const char every_section[] =
    "run: { worlds = 3; replications = 7; horizon = 5; };\n"
    "factors: { f = \"normal(0, 1)\"; g: { value = \"gamma(2, 1) + abs(f)\"; }; u = \"2k to 5k\"; };\n"
    "events: { e = \"15%\"; t: { monthly = \"1%\"; when = \"e or month > 2\"; lasts = 3; }; s: { at = 2; chance = 0.5; "
    "};\n"
    "  k = \"if(agreed, 0.3, truce.held)\"; };\n"
    "contributors: { c: { troops = \"1k to 4k\"; joins = \"logistic(f)\"; after = 3; pool = 5000; rotation = 2; };\n"
    "  d: { troops = \"unknown(beta(2, 3)) * unknown(100 to 2k)\"; joins = \"60%\"; lead_months = \"1 to 3\"; leaves = "
    "\"month / 100\"; "
    "allowed = \"t\"; }; };\n"
    "correlations: { k: { among = ( \"f\", \"u\" ); rho = 0.5; }; l: { among = ( \"e\", \"*.joins\", \"p.*\" ); rho = "
    "0.3; }; "
    "};\n"
    "force: { required = 10; cap = \"4k\"; allowed = \"deal.d1 != 'b'\"; thresholds = ( 1, 2 ); };\n"
    "parties: { p: { threshold = \"uniform(0.2, 0.6)\"; war_cost = 0.01; }; q: { threshold = \"unknown(normal(f, 1)) / "
    "9\"; concession = 0.5; "
    "};\n"
    "  w: { threshold = 0; veto = false; }; };\n"
    "demands: { d1: { options = ( \"a\", \"b\" ); available = ( true, \"e\" );\n"
    "    p: { weight = 1; scores = ( 0, 1 ); refuses = ( 0.1, 0 ); softens = \"f / 50\"; }; q: { scores = ( 1, \"g / "
    "9\" ); }; };\n"
    "  d2: { options = ( \"a\", \"b\", \"c\" ); p: { weight = 2; scores = ( 0, 0.5, 1 ); }; q: { scores = ( 1, 0.3, 0 "
    "); };\n"
    "    w: { scores = ( 0, 1, 0 ); }; }; };\n"
    "together: { x: { when = \"deal.d1 == 'a' and deal.d2 == 'c'\"; p = 0.1; q = \"0.1 * g\"; }; y: { when = \"deal.d1 "
    "== "
    "'b'\"; never = true; }; };\n"
    "talks: { rounds = 3; stages: { s1 = 0.5; }; };\n"
    "ratification: { r1: { by = \"p\"; chance = \"0.5 + p.utility / 9 + unknown(uniform(0, 0.1))\"; takes = \"1 to "
    "3\";\n"
    "  when = \"deal.d1 == 'a' or e\"; if_no = \"talks\"; }; r2: { chance = 0.9; }; };\n"
    "truce: { causes: { x: { hazard = \"weibull_hazard(0.8, 60) * exp(-force.ratio)\"; contained = 0.2; }; y: { hazard "
    "= 0.01; }; }; };\n"
    "checks = ( \"P(agreed given e) > 0.0001\" );\n";

typedef struct opened_text {
    ent_tree tree;
    ent_scenario scenario;
    ent_diagnostics diagnostics;
} opened_text;

static inline void open_text(opened_text *self, const char *text)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};

    *self = (opened_text){0};
    memory_allow_all();
    ent_tree_load(&self->tree, "s.cfg", ent_case_load, files, &self->diagnostics);
    CU_ASSERT_PTR_NOT_NULL_FATAL(self->tree.root);
    ent_scenario_read(&self->scenario, "s", &self->tree, &self->diagnostics);
}

static inline void close_text(opened_text *self)
{
    ent_scenario_free(&self->scenario);
    ent_tree_free(&self->tree);
    ent_diagnostics_free(&self->diagnostics);
}

#endif
