/* The section of the experts: each one's figure, what disagreement explains, and the sentence in brief. */
#include "report_folder.h"

#define HEAD                                                                                                           \
    "variant,expert,name,weight,worlds,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,"           \
    "difference,"                                                                                                      \
    "difference_low,difference_high,better,draws\n"
#define ANN "ann,Ann <A>,0.25,250,truce.held,0.2,0.19,0.21,0.1,0.2,0.3,0,0,0,0.5,2500\n"
#define BOB "bob,Bob,0.75,750,truce.held,0.7,0.69,0.71,,,,0,0,0,0.5,7500\n"
#define NONE "carl,Carl,0,0,truce.held,,,,,,,,,,,0\n"
#define SHARES "variant,expression,variance,between,share,share_low,share_high\n"

static void test_section(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "experts.csv", HEAD "base," ANN "base," BOB "base," NONE "other," ANN);
    put(&self, "disagreement.csv", SHARES "base,truce.held,0.05,0.04,0.8,0.77,0.83\nother,truce.held,,,,,\n");
    has(write_page(&self), "What the experts say</h2>");
    has(self.text, "<li>Ann &lt;A&gt;, with 25% of the weight, says 20%; across what this expert leaves open too, "
                   "10\xE2\x80\x93"
                   "30%.</li>");
    has(self.text, "<li>Bob, with 75% of the weight, says 70%.</li>");
    has(self.text, "<li>Carl, with 0% of the weight: none of the expert");
    has(self.text, "Their disagreement is 80% of what is not known about the headline (95% interval 77\xE2\x80\x93"
                   "83%)");
    has(self.text,
        "<a href=\"#experts\">The experts</a></dt><dd>They put it between 20% (Ann &lt;A&gt;) and 70% (Bob); "
        "their disagreement is 80% of what is not known about it.</dd>");
    has(self.text, "<th scope=\"row\">Bob</th><td>Base</td><td class=\"n\">75%</td><td class=\"n\">750</td>");
    folder_close(&self);
}

static void test_unknown_share(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "experts.csv", HEAD "base," ANN "base," BOB);
    put(&self, "disagreement.csv", SHARES "base,truce.held,0.0001,0,,,\n");
    has(write_page(&self), "How much of what is not known is their disagreement cannot be told");
    has_not(self.text, "nan");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    has_not(write_page(&self), "What the experts say"); /* a run without experts */
    folder_close(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"section", test_section}, {"unknown share", test_unknown_share}, CU_TEST_INFO_NULL};

    return ent_run_suite("experts in the report", tests);
}
