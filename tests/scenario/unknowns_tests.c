/* Distributions drawn once a world, and distributions drawn anew in every draw. */
#include "scenario/unknowns.h"

#include "base/status.h"
#include "suite.h"

#include "../settings/tree_case.h"

typedef struct reading {
    ent_tree tree;
    ent_diagnostics diagnostics;
    ent_scenario scenario;
} reading;

static ent_scenario *read_text(reading *self, const char *text)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};

    *self = (reading){0};
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&self->tree, "s.cfg", ent_case_load, files, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_scenario_read(&self->scenario, "s", &self->tree, &self->diagnostics), ENT_OK);
    return &self->scenario;
}

static void end(reading *self)
{
    ent_scenario_free(&self->scenario);
    ent_diagnostics_free(&self->diagnostics);
    ent_tree_free(&self->tree);
}

static void test_has(void)
{
    static const struct {
        const char *text;
        bool has;
    } rows[] = {{"title = \"\";", false}, {"factors: { a = 3; b = \"2 * a\"; };", false},
        {"factors: { a = \"normal(0, 1)\"; };", true}, {"force: { required = \"uniform(1, 2)\"; };", false},
        {"force: { required = \"1 + unknown(uniform(1, 2))\"; };", true},
        {"outcomes: { o: { when = \"unknown(bernoulli(0.5))\"; }; };", true},
        {"events: { e: { monthly = \"1%\"; lasts = \"max(2, unknown(1 to 3))\"; }; };", true}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        reading self;
        CU_ASSERT_EQUAL(ent_scenario_has_unknowns(read_text(&self, rows[i].text)), rows[i].has);
        end(&self);
    }
}

/* Names are paths; a further one in the same formula has its number; factors, and what stands inside another one, have
 * none. */
static void test_names(void)
{
    static const struct {
        const char *name;
        size_t ordinal;
    } expected[] = {{"contributors.c.troops", 0}, {"contributors.c.joins", 1}, {"contributors.c.joins#2", 3},
        {"force.required", 0}, {"demands.d.available.y", 0}, {"demands.d.p.scores.x", 0}, {"demands.d.p.scores.y", 0}};
    reading self;
    const ent_scenario *s = read_text(&self,
        "factors: { f = \"unknown(normal(0, 1))\"; };\n"
        "contributors: { c: { troops = \"unknown(1k to 2k)\";\n"
        "  joins = \"0.1 * beta(1, 1) + unknown(uniform(0, unknown(uniform(0.1, 0.2)))) + unknown(beta(1, 9))\"; }; "
        "};\n"
        "force: { required = \"unknown(1k to 2k)\"; };\n"
        "parties: { p: { threshold = 0.4; }; };\n"
        "demands: { d: { options = ( \"x\", \"y\" ); available = ( true, \"unknown(bernoulli(0.5))\" );\n"
        "  p: { scores = ( \"unknown(beta(1, 2))\", \"unknown(beta(1, 2))\" ); }; }; };\n");

    CU_ASSERT_EQUAL_FATAL(s->unknowns, sizeof(expected) / sizeof(*expected));
    CU_ASSERT_EQUAL_FATAL(s->unknown_columns, s->unknowns);
    for (size_t i = 0; i < s->unknowns; i++) {
        size_t other = 0; /* the order is that of the sections: found by name */
        while (other < s->unknowns && strcmp(s->unknown[other].name, expected[i].name) != 0) {
            other++;
        }
        CU_ASSERT_FATAL(other < s->unknowns);
        CU_ASSERT_EQUAL(s->unknown[other].ordinal, expected[i].ordinal);
        CU_ASSERT_EQUAL(ent_scenario_find_unknown(s, s->unknown[other].path, expected[i].ordinal), other);
        CU_ASSERT_STRING_EQUAL(s->unknown_column[other].name,
            strcmp(expected[i].name, "force.required") == 0 ? "force.required#1" : expected[i].name);
        CU_ASSERT_EQUAL(s->unknown_column[other].unknown, other);
    }
    CU_ASSERT_EQUAL(ent_scenario_find_unknown(s, "factors.f", 0), SIZE_MAX);
    CU_ASSERT_EQUAL(ent_scenario_find_unknown(s, "contributors.c.joins", 2), SIZE_MAX);
    end(&self);
}

static int count_drawn_anew(const ent_quantity *quantity, void *context)
{
    *(size_t *) context += ent_quantity_is_drawn_anew(quantity) ? 1 : 0;
    return ENT_OK;
}

static void test_drawn_anew(void)
{
    static const struct {
        const char *text;
        size_t count;
    } rows[] = {{"factors: { a = \"normal(0, 1)\"; };", 0}, {"force: { required = \"1k to 2k\"; };", 1},
        {"force: { required = \"unknown(1k to 2k)\"; };", 0},
        {"force: { required = \"unknown(1k to 2k) + uniform(0, 9)\"; };", 1},
        {"force: { required = \"normal(unknown(1k to 2k), 9)\"; };", 1}, {"events: { e = \"bernoulli(0.5)\"; };", 0},
        {"events: { e = \"40% to 60%\"; };", 1}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        reading self;
        size_t count = 0;
        CU_ASSERT_EQUAL(ent_scenario_each_quantity(read_text(&self, rows[i].text), count_drawn_anew, &count), ENT_OK);
        CU_ASSERT_EQUAL(count, rows[i].count);
        end(&self);
    }
}

static void test_shared_columns(void)
{
    static const char *const names[] = {"contributors.c.troops", "contributors.c.joins", "force.required#1"};
    reading base;
    reading variant;
    ent_scenario *both[] = {
        read_text(&base, "contributors: { c: { troops = \"unknown(1 to 2)\"; joins = \"unknown(beta(1, 2))\"; }; };"),
        read_text(&variant, "contributors: { c: { troops = 5; joins = \"unknown(beta(1, 2))\"; }; };\n"
                            "force: { required = \"unknown(1 to 2)\"; };")};

    CU_ASSERT_EQUAL_FATAL(ent_scenario_share_unknowns(both, 2), ENT_OK);
    for (size_t s = 0; s < 2; s++) {
        CU_ASSERT_EQUAL_FATAL(both[s]->unknown_columns, 3);
        for (size_t i = 0; i < 3; i++) {
            bool has = i == 1 || (i == 0 && s == 0) || (i == 2 && s == 1);
            CU_ASSERT_STRING_EQUAL(both[s]->unknown_column[i].name, names[i]);
            CU_ASSERT_EQUAL(both[s]->unknown_column[i].unknown != SIZE_MAX, has);
        }
    }
    CU_ASSERT_EQUAL(both[1]->unknown_column[1].unknown, 0);
    end(&variant);
    end(&base);
}

int main(void)
{
    CU_TestInfo tests[] = {{"has", test_has}, {"names", test_names}, {"drawn anew", test_drawn_anew},
        {"shared columns", test_shared_columns}, CU_TEST_INFO_NULL};

    return ent_run_suite("unknowns", tests);
}
