/* The section "What moves it": its sentences, how to read them, and its place on the page. */
#include "report_folder.h"

#define HEAD                                                                                                           \
    "variant,quantity,kind,share,low,high,difference,difference_low,difference_high,explained,explained_low,"          \
    "explained_high\n"
#define FACTOR "pull_of,factor,,0.378,0.067,-0.311,-0.32,-0.3,0.41,0.4,0.42\n"
#define EVENT "storm<b>,event,0.3,0.13,0.27,0.14,0.13,0.15,0.024,0.023,0.025\n"
#define YES "river.ceded,demand,0.4,0.5,0.6,0.1,0.09,0.11,0.01,0.009,0.011\n"
#define NO "river.kept,demand,0.6,0.6,0.5,-0.1,-0.11,-0.09,0.01,0.009,0.011\n"
#define STAGE "first,stage,0.9,0,0.05,0.05,0.04,0.06,0.002,0.001,0.003\n"
#define UNCLEAR "calm,event,0.5,0.22,0.23,0.01,-0.01,0.03,0,0,0.001\n"
#define NEVER "nothing,event,0,0.22,,,,,,,\n"

static void test_section(void)
{
    folder self;
    const char *page;

    folder_open(&self);
    fill(&self);
    put(&self, "drivers.csv",
        HEAD "base," FACTOR "base," EVENT "base," YES "base," NO "base," STAGE "base," UNCLEAR "base," NEVER
             "other," FACTOR);
    page = write_page(&self);
    has(page, "What moves it</h2>");
    has(self.text,
        "<li>Pull of: 38% where it is lowest, 7% where it is highest; it explains 41% of what differs between "
        "worlds.</li>");
    has(self.text,
        "<li>Storm&lt;b&gt;: 13% without it, 27% with it; it explains 2% of the variance among futures.</li>");
    has(self.text, "Ceded: 50% in deals with another option, 60% in deals with it");
    has_not(self.text, "<li>River: Kept"); /* states the same */
    has(self.text, "<li>First: &lt;1% where it is not passed in time, 5% where it is");
    has_not(self.text, "<li>Calm"); /* not clear */
    has(self.text, "association within the model");
    has_not(self.text, "nan");
    CU_ASSERT(strstr(self.text, "id=\"drivers\"") < strstr(self.text, "id=\"brief\""));
    CU_ASSERT(strstr(self.text, "id=\"answer\"") < strstr(self.text, "id=\"drivers\""));
    CU_ASSERT(strstr(self.text, "href=\"#drivers\"") < strstr(self.text, "href=\"#brief\""));
    folder_close(&self);
}

static void test_nothing(void)
{
    char path[128];
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "drivers.csv", HEAD "base," UNCLEAR "base," NEVER);
    has(write_page(&self), "No quantity of this scenario clearly goes along with the headline.");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "drivers.csv", HEAD "base," NEVER);
    (void) snprintf(path, sizeof(path), "%s/charts", self.path);
    CU_ASSERT_EQUAL_FATAL(mkdir(path, 0777), 0);
    put(&self, "charts/drivers.svg", "<svg viewBox=\"0 0 9 9\"><g id=\"x\"/></svg>");
    has(write_page(&self), "<desc id=\"drivers-desc\">No row of the data has a figure to draw.</desc>");
    has_not(self.text, "Data of this chart: What moves the headline");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    has_not(write_page(&self), "What moves it"); /* a run without drivers */
    folder_close(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {{"section", test_section}, {"nothing", test_nothing}, CU_TEST_INFO_NULL};

    return ent_run_suite("drivers in the report", tests);
}
