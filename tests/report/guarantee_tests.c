/* The chapter of the guarantees: the question answered at its top, a sentence a guarantee, charts and tables. */
#include "report_folder.h"

#define GUARANTEES_HEAD                                                                                                \
    "variant,guarantee,name,in_force,in_force_low,in_force_high,tested,tested_low,tested_high,honoured,honoured_low,"  \
    "honoured_high,contained,contained_low,contained_high,saved,saved_low,saved_high,truces,tests\n"
#define AIR "air,Air <cover>,0.5,0.49,0.51,0.3,0.29,0.31,0.6,0.59,0.61,0.75,0.74,0.76,0.2,0.19,0.21,1000,500\n"
#define NATO "nato,NATO,0,0,0.01,0,0,0.01,,,,,,,0,0,0.01,1000,0\n"
#define MONTHS                                                                                                         \
    "variant,guarantee,month,at_risk,in_force,tested,honoured,contained\n"                                             \
    "base,air,1,1000,0.4,7,5,4\nbase,air,2,900,0.4,70,50,40\nbase,air,3,800,0.6,8,6,5\nother,air,1,777,0.4,7,5,4\n"

static void test_one(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "guarantees.csv", GUARANTEES_HEAD "base," AIR "other," AIR);
    put(&self, "guarantee_months.csv", MONTHS);
    has(write_page(&self), "<h3>Will the guarantee behind the truce be real?</h3>");
    has(self.text,
        "<p class=\"likelihood\">Likely: \xE2\x80\x9C"
        "Air &lt;cover&gt;\xE2\x80\x9D is honoured in 60% of 500 tests, and without it 20% of the truces that "
        "hold would have broken.</p>");
    has(self.text, "<li><strong>The other</strong>: Likely: ");
    has(self.text, "<li><strong>Air &lt;cover&gt;</strong>: In force in 50% of the months of truce; tested in 30%");
    has(self.text, "<a href=\"#guarantee\">The guarantee</a></dt><dd>Likely: ");
    has(self.text, "<th scope=\"row\">Air &lt;cover&gt;</th><td>Base</td><td class=\"n\">50%</td><td class=\"n\">"
                   "49\xE2\x80\x93"
                   "51%</td>");
    has(self.text, "<td class=\"n\">500</td><td class=\"n\">60%</td><td class=\"n\">59\xE2\x80\x93"
                   "61%</td>");
    has(self.text, "<th scope=\"row\">Air</th><td class=\"n\">3</td><td class=\"n\">800</td>"); /* no label: the id */
    has_not(self.text, "<td class=\"n\">900</td>"); /* months 1, 3, 6 and each year */
    has_not(self.text, "<td class=\"n\">777</td>"); /* of the base */
    folder_close(&self);
}

static void test_several(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "guarantees.csv", GUARANTEES_HEAD "base," AIR "base," NATO "other," NATO);
    has(write_page(&self), "<h3>Will the guarantees behind the truce be real?</h3>");
    has(self.text,
        "Likely: the 2 guarantees, of which 1 is never tested, are honoured in 60% of 500 tests; most depends");
    has(self.text,
        "<li><strong>The other</strong>: \xE2\x80\x9CNATO\xE2\x80\x9D is never in force in 1,000 truces.</li>");
    has(self.text, "<li><strong>NATO</strong>: Never in force.</li>");
    has(self.text, "<span class=\"none\">no figure</span>");
    folder_close(&self);
}

static void test_none(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "guarantees.csv", GUARANTEES_HEAD "base,a,A,,,,,,,,,,,,,,,,0,0\n");
    has(write_page(&self), "No truce begins, so the guarantee is never put to the test.</p>");
    has_not(self.text, "<strong>A</strong>");
    folder_close(&self);

    folder_open(&self);
    fill(&self);
    has_not(write_page(&self), "id=\"guarantee\"");
    has_not(self.text, "The guarantee");
    folder_close(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"one guarantee", test_one}, {"several guarantees", test_several}, {"none", test_none}, CU_TEST_INFO_NULL};

    return ent_run_suite("report of guarantees", tests);
}
