/* The pages, from folders made here: their content, that nothing of a user's text becomes markup, and that missing
 * parts are left out. */
#include "report_folder.h"

/* A run that was stopped reports the stop before its figures, gives the counts made, and is not to be quoted. */
static void test_stopped_run(void)
{
    folder self;
    const char *page;

    folder_open(&self);
    fill(&self);
    put(&self, "manifest.json",
        "{\"program\":\"entente\",\"version\":\"9\",\"scenario\":\"case\",\"title\":\"PARTIAL\","
        "\"headline\":\"truce.held\",\"worlds\":1000,\"replications\":7,\"draws_counted\":4321,"
        "\"draws_wanted\":14000,\"variants\":[\"base\"]}");
    page = write_page(&self);
    has(page, "This run was stopped: 4,321 of 14,000 futures were counted");
    has(page, "after 4,321 futures of all variants together");
    has(page, "Where a run is stopped is chance");
    has_not(page, "To quote a figure");
    folder_close(&self);
}

#define DIFFERENCES "variant,expression,difference,world_p05,world_p50,world_p95,better\n"

/* Beside a clear difference: its range across worlds and the share of worlds; not beside any other. */
static void test_difference(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "differences.csv", DIFFERENCES "other,truce.held,0.02,-0.011,0.02,0.062,0.93\n");
    has(write_page(&self), "<td>+2 points, clear; \xE2\x88\x92"
                           "1 to +6 points across worlds, better in 93 of 100 worlds</td>");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "differences.csv", DIFFERENCES "other,truce.held,0.02,,,,0.93\n");
    has(write_page(&self), "<td>+2 points, clear; better in 93 of 100 worlds</td>");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "headline.csv",
        HEADLINE_HEAD "base,truce.held,0.34,0.33,0.35,0.21,0.34,0.48,0,0,0,1000,400\n"
                      "other,truce.held,0.341,0.33,0.35,0.22,0.36,0.5,0.0009,0.0005,0.0013,1000,400\n");
    put(&self, "differences.csv", DIFFERENCES "other,truce.held,0.0009,-0.011,0.02,0.062,0.93\n");
    has(write_page(&self), "<td>less than a tenth of a point</td>");
    folder_close(&self);
}

static void test_page(void)
{
    folder self;
    const char *page;

    folder_open(&self);
    fill(&self);
    page = write_page(&self);
    has(page, "<html lang=\"en\">");
    has(page, "<h1>A case</h1>");
    has(page,
        "<li>Base: Half of the truces have ended by month 60 (95% interval: from month 60 to beyond the 60 months "
        "simulated).</li>");
    has(page, "In 34 of 100 futures a truce is reached and still holds after 5\xC2\xA0years; across what we do not "
              "know, 21 to 48.");
    has(page, "Some notes.");
    has(page, "The most frequent ending is \xE2\x80\x9CNo deal\xE2\x80\x9D, in 66 of 100 futures.");
    has(page, "Raises the headline: \xE2\x80\x9CThe other\xE2\x80\x9D, 34% to 36% (+2 points, clear).");
    has(page, "This rests on 2 settings. 1 names no source and is judgement.");
    has(page, "Unsourced, and so judgement: 1.");
    has(page, "<strong class=\"judgement\">judgement</strong>");
    has(page, "<em>definition</em>");
    has(page, "<code>events.<wbr>aid</code></th>");
    has(page, "<code>events.aid</code> from <code>40%</code> to <code>100%</code>");
    has(page, "<code>parties.p.veto</code> new: <code>false</code>");
    has(page, "<code>truce.causes.x</code> taken out: a group of settings");
    has(page, "Ranges drawn anew in every draw; not in the range across what we do not know</h3>");
    has(page, "<p>contributors.*.troops (2 settings), force.required.</p>");
    has(page, "<em>default</em>");
    has(page, "<li>A book</li>");
    has(page, "too few");
    has(page, "2025-08-22 09:30 UTC");
    has(page, "The text of case.cfg is not in the folder");
    has(page, "aria-labelledby=\"dots-title\"");
    has_not(page, "id=\"force\"");
    has_not(page, "id=\"deal\"");
    has_not(page, "id=\"sweeps\"");
    has_not(page, "<script");
    folder_close(&self);
}

/* The scenario is shown while it is the one that was run. */
/* Who stops how many of the deals that are signed, in sentences; deals are in force, not signed. */
static void test_ratification(void)
{
    folder self;
    const char *page;

    folder_open(&self);
    fill(&self);
    put(&self, "manifest.json",
        "{\"program\": \"entente\", \"version\": \"1.2.3\", \"scenario\": \"case\", \"title\": \"A case\", "
        "\"headline\": "
        "\"agreed\", \"seed\": 7, \"worlds\": 2000, \"replications\": 500, \"variants\": [\"base\"], \"labels\": "
        "{\"variants.base\": \"Base\", \"ratification.duma.by\": \"R & Co\"}}");
    put(&self, "parties.csv",
        "variant,party,threshold_mean,utility_mean,utility_p05,utility_p50,utility_p95\nbase,p,0.5,0.6,0.5,0.6,0.7\n");
    put(&self, "talks.csv", "variant,month,agreed,mc_low,mc_high\nbase,12,0.4,0.39,0.41\n");
    put(&self, "ratification.csv",
        "variant,entry,name,asked,yes,mc_low,mc_high,month\nbase,duma,State Duma,0.5,0.6,0.59,0.61,2.25\n"
        "base,vote,Vote,1,0.9,0.89,0.91,0\nbase,court,Court,0,,,,\nother,duma,State Duma,0.5,0.6,0.59,0.61,2.25\n");
    page = write_page(&self);
    has(page,
        "State Duma (R &amp; Co) is asked about 50% of the deals that are signed and says yes to 60% of these, 2.2 "
        "months after the signature on average: it stops 20% of the deals signed.");
    has(page,
        "Vote is asked about every deal that is signed and says yes to 90% of them, at the signature: it stops 10%.");
    has(page, "Court is never asked.");
    has(page, "A deal is in force within 12");
    has_not(page, "A deal is signed");
    folder_close(&self);
}

/* Truces that come back: their number and the months of peace are sums over the months. */
static void test_renewal(void)
{
    const char *page;
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\nbase,1,900,0.9,0.89,0.91,,,0."
        "1\n");
    put(&self, "renewal.csv",
        "variant,month,at_peace,mc_low,mc_high,begun\nbase,1,0.9,0.89,0.91,0\nbase,2,0.8,0.79,0.81,0.1\n"
        "base,3,0.7,0.69,0.71,0.15\nother,1,1,,,0\n");
    page = write_page(&self);
    has(page, "When a truce that broke comes back");
    has(page, "a future with a truce sees 1.2 truces on average, and 2 of 3 months of peace. In the last month there "
              "is peace "
              "in 70% of them.");
    has(page, "Of the 900 first truces, 90% still hold after 1\xC2\xA0month");
    folder_close(&self);
}

static void test_scenario(void)
{
    static const char text[] = "title = \"<A & B>\";\n";
    char manifest[2048];
    char sha256[ENT_SHA256_TEXT];
    const char *at = strstr(MANIFEST, "f4f1ad");
    ent_diagnostics diagnostics = {0};
    ent_run_data data;
    folder self;

    ent_sha256(text, strlen(text), sha256);
    (void) snprintf(manifest, sizeof(manifest), "%.*s%s%s", (int) (at - MANIFEST), MANIFEST, sha256, at + 64);
    folder_open(&self);
    fill(&self);
    put(&self, "manifest.json", manifest);
    put(&self, "scenario.cfg", text);
    has(write_page(&self), "<code>title = &quot;&lt;A &amp; B&gt;&quot;;\n</code>");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "manifest.json", manifest);
    put(&self, "scenario.cfg", "title = \"Another\";\n");
    CU_ASSERT_EQUAL(ent_run_data_load(&data, self.path, NULL, true, &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "scenario.cfg: has been changed since the run"));
    ent_run_data_free(&data);
    ent_diagnostics_free(&diagnostics);
    folder_close(&self);
}

/* A word of an id is written as the names of the scenario write it. */
static void test_capitals(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "packages.csv", "variant,rank,count,share,army\nbase,1,1,1,idf_leaves_by_mou\n");
    put(&self, "parties.csv",
        "variant,party,threshold_mean,utility_mean,utility_p05,utility_p50,utility_p95\nbase,un_team,1,1,1,1,1\n");
    put(&self, "outcomes.csv",
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,held,The IDF and a MoU,1000,340,0.34,0.33,0.35,0.21,0.34,0.48\n");
    has(write_page(&self), "<td>IDF leaves by MoU</td>");
    has(self.text, ">UN team</th>");
    folder_close(&self);
}

/* A drawing is shown where it is whole, and only while it is not older than the tables. */
static void test_charts(void)
{
    static const char svg[] = "<?xml version=\"1.0\"?><svg viewBox=\"0 0 720 480\"><text>Endings</text></svg>";
    char path[128];
    folder self;

    folder_open(&self);
    fill(&self);
    (void) snprintf(path, sizeof(path), "%s/charts", self.path);
    CU_ASSERT_EQUAL_FATAL(mkdir(path, 0777), 0);
    put(&self, "charts/outcomes.svg", svg);
    put(&self, "charts/headline.svg", "<svg><script>bad()</script></svg>");
    put(&self, "charts/Odd name.svg", svg);
    has(write_page(&self), "<text>Endings</text>");
    has(self.text, "<desc id=\"outcomes-desc\">No deal: Base, Chance 66%, Across what we do not know (90%) 50");
    has(self.text, "Data of this chart: How it ends, by variant");
    has_not(self.text, "bad()");
    has(self.text, "charts/headline.svg is not shown");
    has_not(self.text, "charts/outcomes.svg is not shown");
    CU_ASSERT_EQUAL(self.digest.charts, 2);
    ent_run_data_free(&self.digest);
    ent_html_free(&self.page);
    free(self.text);
    self.text = NULL;
    sleep(1); /* times of files may be no finer than that */
    put(&self, "outcomes.csv",
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,held,Always,1000,1000,1,0.99,1,1,1,1\n");
    has_not(write_page(&self), "<text>Endings</text>");
    has(self.text, "Always");
    folder_close(&self);
}

/* A text of any content stays text. */
static void test_hostile(void)
{
#define EVIL "</title><script>alert(1)</script><img src=x onerror=alert(1)>"
    folder self;
    const char *page;

    folder_open(&self);
    put(&self, "manifest.json",
        "{\"scenario\": \"" EVIL "\", \"title\": \"" EVIL "\", \"headline\": \"" EVIL "\", \"notes\": \"" EVIL
        "\", \"sources\": [\"" EVIL "\"], \"command\": \"" EVIL "\", \"program\": \"" EVIL "\", \"version\": \"" EVIL
        "\", \"sha256\": \"" EVIL "\", \"bases\": {\"" EVIL "\": \"" EVIL "\"}, \"variants\": [\"base\", \"" EVIL
        "\"], \"labels\": {\"variants.base\": \"" EVIL "\", \"headline.name\": \"" EVIL "\"}, \"files\": {\"" EVIL
        ".csv\": \"" EVIL "\"}}");
    put(&self, "headline.csv",
        HEADLINE_HEAD "base," EVIL ",0.3,0.2,0.4,0.1,0.3,0.5,,,,100,40\n" EVIL "," EVIL
                      ",0.5,0.4,0.6,0.1,0.3,0.5,0.2,0.1,0.3,100,40\n");
    put(&self, "outcomes.csv",
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base," EVIL "," EVIL ",1000,660,0.66,0.65,0.67,0.5,0.66,0.8\n");
    put(&self, "assumptions.csv",
        "variant,path,written,understood,p05,p50,p95,note,source\n"
        "base," EVIL "," EVIL "," EVIL ",1,2,3," EVIL "," EVIL "\n" EVIL "," EVIL ",x,x,1,2,3,,\n");
    put(&self, "warnings.csv", "variant,path,warning,count\n" EVIL "," EVIL "," EVIL "," EVIL "\n");
    put(&self, "contributors.csv",
        "variant,contributor,name,joins,mc_low,mc_high,troops_mean,troops_p05,troops_p50,troops_p95,pivotal,shapley\n"
        "base," EVIL "," EVIL ",1,1,1,1,1,1,1,1,1\n");
    put(&self, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_" EVIL "\n"
        "base,1,1,1,1,1,1,1,0\n");
    put(&self, "parties.csv",
        "variant,party,threshold_mean,utility_mean,utility_p05,utility_p50,utility_p95\n"
        "base," EVIL ",1,1,1,1,1\n");
    put(&self, "packages.csv", "variant,rank,count,share," EVIL "\nbase,1,1,1," EVIL "\n");
    put(&self, "sweeps.csv", "variant,sweep," EVIL ",expression,probability\nbase," EVIL "," EVIL ",x,0.5\n");
    page = write_page(&self);
    has_not(page, "<script");
    has_not(page, "<img");
    has(page, "&lt;script&gt;alert(1)&lt;/script&gt;");
    folder_close(&self);
}

/* A sweep's folder, and one with nothing but a manifest. */
static void test_little(void)
{
    folder self;

    folder_open(&self);
    put(&self, "manifest.json", "{}");
    has(write_page(&self), "This folder holds no headline figure.");
    has_not(self.text, "class=\"dots\"");
    folder_close(&self);
    folder_open(&self);
    put(&self, "manifest.json", MANIFEST);
    put(&self, "sweeps.csv",
        "variant,sweep,force.required,expression,probability,mc_low,mc_high,world_p05,world_p50,"
        "world_p95\nbase,size,10000,truce.held,0.2,0.19,0.21,0.1,0.2,0.3\n");
    has(write_page(&self), "Over a range of settings");
    folder_close(&self);
}

static void test_errors(void)
{
    folder self;

    folder_open(&self);
    CU_ASSERT_EQUAL(ent_run_data_load(&self.digest, self.path, NULL, true, &self.diagnostics), ENT_ERR_IO);
    ent_run_data_free(&self.digest);
    put(&self, "manifest.json", "no json");
    CU_ASSERT_EQUAL(ent_run_data_load(&self.digest, self.path, NULL, true, &self.diagnostics), ENT_ERR_IO);
    ent_run_data_free(&self.digest);
    put(&self, "manifest.json", MANIFEST);
    put(&self, "headline.csv", "variant,expression\nbase\n");
    CU_ASSERT_EQUAL(ent_run_data_load(&self.digest, self.path, NULL, true, &self.diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(self.diagnostics.errors, 3);
    folder_close(&self);
}

/* A part that exists and cannot be read is not left out in silence. */
static void test_unreadable_parts(void)
{
    static const char *const part[] = {"scenario.cfg", "charts/outcomes.svg"};
    char path[256];
    folder self;

    folder_open(&self);
    put(&self, "manifest.json", MANIFEST);
    (void) snprintf(path, sizeof(path), "%s/charts", self.path);
    CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++) {
        (void) snprintf(path, sizeof(path), "%s/%s", self.path, part[i]);
        CU_ASSERT_EQUAL(mkdir(path, 0700), 0); /* a folder in its place */
        CU_ASSERT_EQUAL(ent_run_data_load(&self.digest, self.path, NULL, true, &self.diagnostics), ENT_ERR_IO);
        CU_ASSERT_EQUAL_FATAL(self.diagnostics.errors, i + 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(self.diagnostics.item[i].text, part[i]));
        CU_ASSERT_PTR_NOT_NULL(strstr(self.diagnostics.item[i].text, "cannot be read"));
        ent_run_data_free(&self.digest);
        CU_ASSERT_EQUAL(rmdir(path), 0);
    }
    folder_close(&self);
}

/* A text that the manifest lists is not left out where it is missing; one that it does not list may be. */
static void test_missing_text(void)
{
    static const char files[] = "\"files\": {";
    char manifest[sizeof(MANIFEST) + 100];
    const char *at = strstr(MANIFEST, files);
    folder self;

    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    at += sizeof(files) - 1;
    folder_open(&self);
    for (int listed = 0; listed < 2; listed++) {
        (void) snprintf(manifest, sizeof(manifest), "%.*s\"%s\": \"aa\", %s", (int) (at - MANIFEST), MANIFEST,
            listed ? "scenario.cfg" : "other.cfg", at);
        put(&self, "manifest.json", manifest);
        CU_ASSERT_EQUAL(
            ent_run_data_load(&self.digest, self.path, NULL, true, &self.diagnostics), listed ? ENT_ERR_IO : ENT_OK);
        ent_run_data_free(&self.digest);
    }
    CU_ASSERT_EQUAL_FATAL(self.diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(self.diagnostics.item[0].text, "scenario.cfg: cannot be read"));
    folder_close(&self);
}

static void test_index(void)
{
    folder one;
    ent_html page = {0};

    folder_open(&one);
    fill(&one);
    CU_ASSERT_EQUAL_FATAL(ent_run_data_load(&one.digest, one.path, NULL, false, &one.diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_html_index(&page, &one.digest, 1), ENT_OK);
    CU_ASSERT(ent_html_is_index(page.bytes, page.length));
    CU_ASSERT_FALSE(ent_html_is_index(page.bytes, page.length - 1));
    CU_ASSERT_FALSE(ent_html_is_index(page.bytes, 3));
    page.bytes[page.length / 2] ^= 1; /* changed by its user */
    CU_ASSERT_FALSE(ent_html_is_index(page.bytes, page.length));
    page.bytes[page.length / 2] ^= 1;
    ent_html_bytes(&page, "", 1);
    CU_ASSERT_FALSE(ent_html_is_index(page.bytes, page.length)); /* something behind its end */
    has(page.bytes, "/report.html\">A case</a>");
    has(page.bytes, "In 34 of 100 futures");
    has_not(page.bytes, "/tmp/");
    ent_html_free(&page);
    folder_close(&one);
}

int main(void)
{
    CU_TestInfo tests[] = {{"capitals", test_capitals}, {"a page", test_page},
        {"difference of a variant", test_difference}, {"stopped run", test_stopped_run},
        {"the scenario", test_scenario}, {"renewal", test_renewal}, {"ratification", test_ratification},
        {"charts", test_charts}, {"hostile texts", test_hostile}, {"little to show", test_little},
        {"errors", test_errors}, {"unreadable parts", test_unreadable_parts},
        {"a text that is missing", test_missing_text}, {"index", test_index}, CU_TEST_INFO_NULL};

    return ent_run_suite("report", tests);
}
