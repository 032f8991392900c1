/* The sections of boxes of worlds and of the value at a level. */
#include "report_folder.h"

#define STEPS                                                                                                          \
    "variant,box,step,mass,density,coverage,dimensions,chosen\nbase,1,0,1,0.15,1,0,0\nbase,1,1,0.12,0.44,0.352,2,1\n"  \
    "base,2,0,0.88,0.11,0.65,0,0\nbase,2,1,0.2,0.3,0.4,1,1\n"
#define LIMITS "variant,box,factor,low,high,density_without,quasi_p\n"

static void test_discover(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "discover.csv", STEPS);
    put(&self, "discover_boxes.csv",
        LIMITS "base,1,x<1,,0.3,0.2,0.001\nbase,1,y_z,12,,0.3,0.01\nbase,2,x<1,0.7,,0.1,0\n");
    has(write_page(&self), "In which worlds it is likely</h2>");
    has(self.text, "Where \xE2\x80\x9CX&lt;1\xE2\x80\x9D is below 0.3 and \xE2\x80\x9CY z\xE2\x80\x9D is above 12, the "
                   "chance is 44% instead of 15%; that is 12% of the worlds and 35% of all cases.");
    has(self.text, "Of the other worlds, where \xE2\x80\x9CX&lt;1\xE2\x80\x9D is above 0.7, the chance is 30%");
    has(self.text, "How to read it: a box is");
    has_not(self.text, "nan");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "discover.csv", "variant,box,step,mass,density,coverage,dimensions,chosen\nbase,1,0,1,0.15,1,0,0\n");
    put(&self, "discover_boxes.csv", LIMITS);
    has(write_page(&self), "No box of worlds stands out");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    has_not(write_page(&self), "In which worlds it is likely"); /* not analysed */
    folder_close(&self);
}

static void test_solve(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "solve.csv",
        "variant,path,expression,level,value,value_low,value_high,slope\n"
        "base,force.required,P(force.offered < 5),0.5,20,18,22,0.1\n");
    put(&self, "solve_curve.csv",
        "variant,path,expression,value,probability,mc_low,mc_high\n"
        "base,force.required,P(force.offered < 5),0,0.1,0.08,0.12\n"
        "base,force.required,P(force.offered < 5),40,0.9,0.88,0.92\n");
    has(write_page(&self), "Where it takes a level</h2>");
    has(self.text, "P(force.offered &lt; 5) rises to 50% at force.required = 20 (95% interval 18 to 22).");
    has(self.text, "How to read it: the expression was computed");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    has_not(write_page(&self), "Where it takes a level");
    folder_close(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"discover", test_discover}, {"sweep --solve", test_solve}, CU_TEST_INFO_NULL};

    return ent_run_suite("discover and sweep --solve in the report", tests);
}
