/* The sections of Sobol' indices and of the value of information. */
#include "report_folder.h"

#define INDICES "variant,group,first,first_low,first_high,total,total_low,total_high,evaluations\n"
#define VALUES "variant,factor,value,value_low,value_high,best_without,switches\n"

static void test_sensitivity(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "sensitivity.csv",
        INDICES "base,x<1,0.1,0.08,0.12,0.1,0.09,0.11,1000\nbase,a+b,0.5,0.48,0.52,0.6,0.58,0.62,1000\n");
    has(write_page(&self), "What explains the spread across worlds</h2>");
    has(self.text, "\xE2\x80\x9C"
                   "A + B\xE2\x80\x9D explains the largest share: 50% alone, 60% with its interactions; next comes "
                   "\xE2\x80\x9CX&lt;1\xE2\x80\x9D with 10%.");
    has(self.text, "<th scope=\"row\">A + B</th>");
    has(self.text, "Some 40% of the variance is due to interactions");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "sensitivity.csv", INDICES "base,x,,,,,,,400\n");
    has(write_page(&self), "cannot be told: its variance across worlds is not known, or within the noise");
    has_not(self.text, "nan");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    has_not(write_page(&self), "What explains the spread"); /* not analysed */
    folder_close(&self);
}

static void test_value(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "value.csv",
        VALUES "base,x,0.001,0.0005,0.0015,base,0.1\nbase,y_z,0.02,0.018,0.022,base,0.25\n"
               "base,all,0.03,0.027,0.033,base,0.5\n");
    has(write_page(&self), "What it would be worth to know</h2>");
    has(self.text,
        "to know \xE2\x80\x9CY z\xE2\x80\x9D before choosing would add 2.0 points, to know everything at least 3.0 "
        "points.");
    has(self.text, "<th scope=\"row\">Everything, at least</th>");
    has(self.text, "2.0 points</td>");
    folder_close(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"sensitivity", test_sensitivity}, {"value", test_value}, CU_TEST_INFO_NULL};

    return ent_run_suite("sensitivity and value in the report", tests);
}
