/* The section of what keeps the parties apart: its sentences, its table, and what stands beside them. */
#include "report_folder.h"

#define HEAD                                                                                                           \
    "variant,kind,change,paths,agreed,agreed_difference,agreed_low,agreed_high,headline,headline_difference,"          \
    "headline_low,headline_high\n"

static void test_section(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "blockers.csv",
        HEAD
        "base,veto,<A> has no veto and refuses nothing,parties.a.veto = false,0.38,0.23,0.21,0.25,0.2,0.1,0.09,0.11\n"
        "base,event,“E” surely happens,events.e = 100%,0.15,0,0,0,,,,\n");
    has(write_page(&self), "What keeps the parties apart</h2>");
    has(self.text, "<li>If &lt;A&gt; has no veto and refuses nothing, 38 of 100 futures have a deal instead of 15 (+23 "
                   "points, clear), and ");
    has(self.text, "<td><code>parties.a.veto = false</code></td>");
    has(self.text, "<td class=\"n\">15%</td><td>no difference</td><td class=\"n\">no figure</td><td>not known</td>");
    has(self.text, "All 2 changes as a table");
    has_not(self.text, "The changes are made to the variant");
    has_not(self.text, "nan");
    folder_close(&self);
}

static void test_variant(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "blockers.csv",
        HEAD
        "other,veto,A has no veto and refuses nothing,parties.a.veto = false,0.38,0.0009,0.0008,0.001,0.2,0.1,0,0.2\n");
    has(write_page(&self), "The changes are made to the variant");
    has(self.text, "<p>No single change clearly moves anything.</p>");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    has_not(write_page(&self), "What keeps the parties apart"); /* not analysed */
    folder_close(&self);
}

/* Twenty rows of many. */
static void test_many(void)
{
    char rows[8192] = HEAD;
    folder self;

    for (int i = 0; i < 25; i++) {
        size_t used = strlen(rows);
        (void) snprintf(rows + used, sizeof(rows) - used,
            "base,event,change %d,events.e%d = 0,0.38,0.23,0.21,0.25,0.2,0.1,0.09,0.11\n", i, i);
    }
    folder_open(&self);
    fill(&self);
    put(&self, "blockers.csv", rows);
    has(write_page(&self), "The largest 20 changes as a table");
    has(self.text, "blockers.csv has all 25.");
    has(self.text, "<li>If change 4,");
    has_not(self.text, "<li>If change 5,");
    has(self.text, "events.e19 = 0");
    has_not(self.text, "events.e20 = 0");
    folder_close(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"section", test_section}, {"of a variant, and without", test_variant},
        {"many changes", test_many}, CU_TEST_INFO_NULL};

    return ent_run_suite("blockers in the report", tests);
}
