/* A headline that is the mean of a measure: numbers in its unit stand wherever chances of a headline would. */
#include "report_folder.h"

#define MEAN_MANIFEST                                                                                                  \
    "{\"program\": \"entente\", \"version\": \"1.2.3\", \"scenario\": \"case\", \"title\": \"A case\", \"headline\": " \
    "\"mean(cost)\", \"seed\": 7, \"worlds\": 400, \"replications\": 500, \"variants\": [\"base\", \"other\"], "       \
    "\"labels\": {\"variants.base\": \"Base\", \"variants.other\": \"The other\", \"measures.cost\": \"Cost\", "       \
    "\"measures.cost.unit\": \"euro\"}}"
#define HEAD                                                                                                           \
    "variant,expert,name,weight,worlds,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,"           \
    "difference,difference_low,difference_high,better,draws\n"

static void open_means(folder *self, const char *base)
{
    char text[1024];

    folder_open(self);
    fill(self);
    put(self, "manifest.json", MEAN_MANIFEST);
    (void) snprintf(text, sizeof(text), HEADLINE_HEAD "base,mean(cost),%s\n", base);
    put(self, "headline.csv", text);
}

/* The answer in the unit, without dots and likelihood words. */
static void test_answer(void)
{
    folder self;

    open_means(&self, "240,238,242,200,240,280,0,0,0,1000,400");
    has(write_page(&self), "\xE2\x80\x9C"
                           "Cost\xE2\x80\x9D is 240 euro on average");
    has(self.text, "own noise puts the figure at 238 to 242 (95% interval).");
    has_not(self.text, "class=\"dots\"");
    has_not(self.text, "class=\"likelihood\"");
    folder_close(&self);
}

/* The tables of a headline, row by row; a check may be of a mean or of a chance. */
static void test_tables(void)
{
    folder self;

    open_means(&self, "240,238,242,200,240,280,0,0,0,1000,400");
    put(&self, "convergence.csv",
        "variant,worlds,draws,probability,mc_low,mc_high\nbase,200,500,250,230,270\nbase,400,1000,240,238,242\n");
    put(&self, "sweeps.csv",
        "variant,sweep,force.required,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,size,10000,mean(cost),260,258,262,220,260,300\nbase,size,20000,mean(cost),280,278,282,,,\n");
    put(&self, "experts.csv", HEAD "base,ann,Ann,0.25,250,mean(cost),120,118,122,90,120,150,0,0,0,0.5,2500\n");
    put(&self, "checks.csv",
        "variant,check,value,mc_low,mc_high,holds\nbase, E(cost) > 230,240,238,242,1\n"
        "base,P(agreed) > 0.4,0.5,0.49,0.51,1\n");
    (void) write_page(&self);
    has(self.text, "<th scope=\"row\" class=\"n\">200</th><td>Base</td><td class=\"n\">500</td><td class=\"n\">250</td>"
                   "<td class=\"n\">230 to 270</td>");
    has(self.text,
        "<th scope=\"col\" class=\"n\">On average</th><th scope=\"col\" class=\"n\">Across what we do not know");
    has(self.text, "<td>10000</td><td class=\"n\">260</td><td class=\"n\">220 to 300</td>");
    has(self.text, "<td>20000</td><td class=\"n\">280</td><td class=\"n\">not measured</td>");
    has(self.text,
        "<th scope=\"col\" class=\"n\">On average</th><th scope=\"col\" class=\"n\">Noise of the simulation");
    has(self.text, "<th scope=\"row\">Ann</th><td>Base</td><td class=\"n\">25%</td><td class=\"n\">250</td>"
                   "<td class=\"n\">120</td><td class=\"n\">118 to 122</td><td class=\"n\">90 to 150</td>");
    has(self.text, "E(cost) &gt; 230</th><td class=\"n\">240</td><td class=\"n\">238 to 242</td>");
    has(self.text, "P(agreed) &gt; 0.4</th><td class=\"n\">50%</td><td class=\"n\">49\xE2\x80\x93"
                   "51%</td>");
    has(self.text, "The noise of the simulation is about 2 euro either way (95% interval).");
    folder_close(&self);
}

/* With a single world there is no interval: no figure is said to lie in one. */
static void test_single_world(void)
{
    folder self;

    open_means(&self, "240,,,,,,,,,1000,1");
    has(write_page(&self), "It stands on a single world, so it is not known how far the figure may be off");
    has_not(self.text, "noise puts the figure at");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "headline.csv", HEADLINE_HEAD "base,truce.held,0.34,,,,,,,,,1000,1\n");
    has(write_page(&self), "It stands on a single world, so it is not known how far the figure may be off");
    has_not(self.text, "noise puts the figure at");
    folder_close(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"answer", test_answer}, {"tables", test_tables}, {"a single world", test_single_world}, CU_TEST_INFO_NULL};

    return ent_run_suite("a mean as the headline of the report", tests);
}
