/* The pages, from folders made here: what they say, that nothing of a user's text becomes markup, and that what is
 * missing is left out. */
#include "suite.h"

#include "base/status.h"
#include "report/answer_text.h"
#include "report/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct folder {
    char path[64];
    ent_diagnostics diagnostics;
    ent_run_data digest;
    ent_html page;
    char *text; /* of the page, ended */
} folder;

static void put(const folder *self, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    (void) snprintf(path, sizeof(path), "%s/%s", self->path, name);
    file = fopen(path, "w");
    CU_ASSERT_FATAL(file != NULL);
    CU_ASSERT(fputs(text, file) >= 0);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static void folder_open(folder *self)
{
    memset(self, 0, sizeof(*self));
    strcpy(self->path, "/tmp/entente-report-XXXXXX");
    CU_ASSERT_FATAL(mkdtemp(self->path) != NULL);
}

static void folder_close(folder *self)
{
    char command[128];

    (void) snprintf(command, sizeof(command), "rm -r %s", self->path);
    CU_ASSERT_EQUAL(system(command), 0);
    ent_diagnostics_free(&self->diagnostics);
    ent_run_data_free(&self->digest);
    ent_html_free(&self->page);
    free(self->text);
}

static const char *write_page(folder *self)
{
    CU_ASSERT_EQUAL_FATAL(ent_run_data_load(&self->digest, self->path, NULL, true, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_html_report(&self->page, &self->digest), ENT_OK);
    self->text = malloc(self->page.length + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(self->text);
    memcpy(self->text, self->page.bytes, self->page.length);
    self->text[self->page.length] = '\0';
    return self->text;
}

static void has(const char *page, const char *text)
{
    if (strstr(page, text) == NULL) {
        printf("\n  missing: %s\n", text);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(page, text));
}

static void has_not(const char *page, const char *text)
{
    if (strstr(page, text) != NULL) {
        printf("\n  should not be there: %.80s\n", strstr(page, text));
    }
    CU_ASSERT_PTR_NULL(strstr(page, text));
}

#define MANIFEST                                                                                                       \
    "{\"program\": \"entente\", \"version\": \"1.2.3\", \"scenario\": \"case\", \"title\": \"A case\", \"headline\": " \
    "\"truce.held\", \"notes\": \"Some notes.\", \"sources\": [\"A book\"], \"sha256\": "                              \
    "\"f4f1ad2a0f5f7ff8a5d6c9f5f9a1bd9a2ee48f0b14a1bb83a45b6c9f0e6f9c4a\", \"bases\": {}, \"command\": \"entente "     \
    "run case.cfg\", \"seed\": 7, \"worlds\": 2000, \"replications\": 500, \"variants\": [\"base\", \"other\"], "      \
    "\"labels\": {\"variants.base\": \"Base\", \"variants.other\": \"The other\"}, \"started\": "                      \
    "\"2025-08-22T09:30:00Z\", \"files\": {\"outcomes.csv\": \"aa\"}}"
#define HEADLINE_HEAD                                                                                                  \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high,draws,worlds\n"
#define TRUCE                                                                                                          \
    "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"                                 \
    "base,1,1000,0.9,0.89,0.91,0.8,0.95,0.1\nbase,60,500,0.5,0.49,0.51,0.3,0.7,0.5\n"

#define WARNINGS "variant,path,warning,count\n"
#define WHY "the range across worlds is not measured: "
#define FEW "it stands on 2.5 draws a world on average; run.replications = 400 or more would do"

/* A folder with these rows of headline.csv and warnings.csv. */
static void open_answer(folder *self, const char *rows, const char *warnings)
{
    char text[1024];

    folder_open(self);
    put(self, "manifest.json", MANIFEST);
    put(self, "truce.csv", TRUCE);
    (void) snprintf(text, sizeof(text), "%s%s", HEADLINE_HEAD, rows);
    put(self, "headline.csv", text);
    (void) snprintf(text, sizeof(text), "%s%s", WARNINGS, warnings);
    put(self, "warnings.csv", text);
    CU_ASSERT_EQUAL_FATAL(ent_run_data_load(&self->digest, self->path, NULL, true, &self->diagnostics), ENT_OK);
}

static void says(const char *found, const char *expected)
{
    if (strcmp(found, expected) != 0) {
        printf("\n  expected \"%s\"\n  found    \"%s\"\n", expected, found);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
}

typedef struct answered {
    const char *row, *warning, *sentence;
} answered;

static void answer_all(const answered *it, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        folder self;
        ent_answer_text answer;
        open_answer(&self, it[i].row, it[i].warning);
        answer = ent_answer_text_of(&self.digest, "base");
        says(ent_answer_text_sentence(&self.digest, &answer), it[i].sentence);
        folder_close(&self);
    }
}

#define HOLDS "a truce is reached and still holds after 5\xC2\xA0years"

/* At 0, 1, 2 and 100 of 100; a range that was measured. */
static void test_answers(void)
{
    static const answered it[] = {{"base,truce.held,0.34,0.33,0.35,0.21,0.34,0.48,,,,1000000,2000\n", "",
                                      "In 34 of 100 futures " HOLDS "; across what we do not know, 21 to 48."},
        {"base,truce.held,0,0,0.0019,0,0,0,,,,1000000,2000\n", "",
            "There is none among 1,000,000 futures in which " HOLDS "; what we do not know moves that by less than a "
            "point."},
        {"base,truce.held,0.01,0.009,0.011,0.001,0.01,0.03,,,,1000000,2000\n", "",
            "In 1 of 100 futures " HOLDS "; across what we do not know, under 1 to 3."},
        {"base,truce.held,0.02,0.019,0.021,0.01,0.02,0.03,,,,1000000,2000\n", "",
            "In 2 of 100 futures " HOLDS "; across what we do not know, 1 to 3."},
        {"base,truce.held,1,0.998,1,0.999,1,1,,,,1000000,2000\n", "",
            "In all 1,000,000 futures " HOLDS "; what we do not know moves that by less than a point."},
        {"base,truce.held,0.34,0.28,0.41,0.341,0.341,0.342,,,,1000000,2000\n", "",
            "In about 35 of 100 futures " HOLDS "; across what we do not know, 30 to 35."},
        {"base,truce.held,0.34,0.33,0.35,0.341,0.341,0.342,,,,1000000,2000\n", "",
            "In 34 of 100 futures " HOLDS "; what we do not know moves that by less than a point."},
        {"base,force.offered >= 20k,0.34,0.33,0.35,0.21,0.34,0.48,,,,1000000,2000\n", "",
            "In 34 of 100 futures this is true: force.offered is at least 20,000; across what we do not know, 21 to "
            "48."},
        {"base,us_vote,0.34,0.33,0.35,0.21,0.34,0.48,,,,1000000,2000\n", "",
            "In 34 of 100 futures \xE2\x80\x9CUS vote\xE2\x80\x9D comes true; across what we do not know, 21 to 48."},
        {"", "", "This folder holds no headline figure."}};

    answer_all(it, sizeof(it) / sizeof(it[0]));
}

/* The futures and worlds behind a figure with a condition stand beside it. */
static void test_conditional_answers(void)
{
    static const answered it[] = {
        {"base,truce.held given agreed,0.34,0.33,0.35,0.21,0.34,0.48,,,,14778,400\n", "",
            "In 34 of 100 futures in which a deal is signed (14,778 in 400 worlds), the truce still holds after "
            "5\xC2\xA0years; across what we do not know, 21 to 48."},
        {"base,truce.held given agreed,0.34,0.33,0.35,0.21,0.34,0.48,,,,1450,29\n", "",
            "In 34 of 100 futures in which a deal is signed (1,450 in 29 worlds only), the truce still holds after "
            "5\xC2\xA0years; across what we do not know, 21 to 48."},
        {"base,truce.held given agreed,0.97,0.34,1,,,,,,,100,2\n", "base,headline," WHY FEW ",0\n",
            "In more than 34 of 100 futures in which a deal is signed (100 in 2 worlds only), the truce still holds "
            "after 5\xC2\xA0years. How far that could move across what we do not know was not measured: " FEW "."},
        {"base,truce.held given agreed,0,0,0.2,,,,,,,37,1\n", "base,headline," WHY FEW ",0\n",
            "Among the futures in which a deal is signed (37 in 1 world only), there is none in which the truce still "
            "holds after 5\xC2\xA0years. How far that could move across what we do not know was not measured: " FEW
            "."},
        {"base,truce.held given agreed,,,,,,,,,,0,0\n", "",
            "There is no figure for the headline: its condition never came true."},
        {"base,us_vote given agreed,0.34,0.33,0.35,0.21,0.34,0.48,,,,14778,400\n", "",
            "In 34 of 100 futures in which a deal is signed (14,778 in 400 worlds), \xE2\x80\x9CUS vote\xE2\x80\x9D "
            "comes true; across what we do not know, 21 to 48."},
        {"base,a given x > 2,0.34,0.33,0.35,0.21,0.34,0.48,,,,14778,400\n", "",
            "In 34 of 100 futures in which this holds: x is above 2 (14,778 in 400 worlds), \xE2\x80\x9C"
            "A\xE2\x80\x9D comes true; across what we do not know, 21 to 48."}};

    answer_all(it, sizeof(it) / sizeof(it[0]));
}

/* A range that was not measured, and one that there is not, as nothing is unknown. */
static void test_answers_without_range(void)
{
    static const answered it[] = {
        {"base,truce.held,0.34,0.33,0.35,,,,,,,40000,400\n", "base,headline," WHY FEW ",0\n",
            "In 34 of 100 futures " HOLDS ". How far that could move across what we do not know was not measured: " FEW
            "."},
        {"base,truce.held,0.34,0.33,0.35,,,,,,,40000,400\n", "", "In 34 of 100 futures " HOLDS "."},
        {"base,truce.held,0.34,0.33,0.35,,,,,,,40000,400\n", "other,headline," WHY FEW ",0\n",
            "In 34 of 100 futures " HOLDS "."},
        {"base,truce.held,0.34,0.33,0.35,,,,,,,,\n", "",
            "In 34 of 100 futures " HOLDS ". How far that could move across what we do not know was not measured."}};

    answer_all(it, sizeof(it) / sizeof(it[0]));
}

static void test_likelihood(void)
{
    folder self;
    ent_answer_text answer;

    open_answer(&self, "base,truce.held,0.34,0.33,0.35,0.21,0.34,0.48,,,,1000,400\n", "");
    answer = ent_answer_text_of(&self.digest, "base");
    says(ent_answer_text_likelihood(&self.digest, &answer),
        "Unlikely; across what we do not know, unlikely to roughly even chance");
    answer.low = answer.high = 0.34;
    says(ent_answer_text_likelihood(&self.digest, &answer), "Unlikely");
    answer.low = answer.high = NAN;
    answer.range = ENT_ANSWER_RANGE_NOT_MEASURED;
    says(ent_answer_text_likelihood(&self.digest, &answer),
        "Unlikely on average; the range across what we do not know was not measured");
    answer.range = ENT_ANSWER_NOTHING_UNKNOWN;
    says(ent_answer_text_likelihood(&self.digest, &answer), "Unlikely");
    answer.mc_low = 0;
    answer.mc_high = 1;
    says(ent_answer_text_likelihood(&self.digest, &answer), "");
    answer.mc_low = answer.mc_high = NAN;
    says(ent_answer_text_likelihood(&self.digest, &answer), "");
    answer.known = false;
    says(ent_answer_text_likelihood(&self.digest, &answer), "");
    folder_close(&self);
}

/* A difference needs worlds on both sides. */
static void test_differences(void)
{
    ent_answer_text base = {.worlds = 400};
    ent_answer_text it = {.worlds = 9, .difference = 0.14, .difference_low = 0.13, .difference_high = 0.15};
    char words[ENT_WORDING_BYTES];

    CU_ASSERT_FALSE(ent_answer_text_is_clear(&base, &it));
    CU_ASSERT_FALSE(ent_answer_text_is_clear(&it, &base)); /* the smaller number counts */
    ent_answer_text_difference(words, &base, &it);
    says(words, "cannot be told from 9 worlds");
    it.worlds = 10;
    CU_ASSERT_TRUE(ent_answer_text_is_clear(&base, &it));
    ent_answer_text_difference(words, &base, &it);
    says(words, "+14 points, clear on 10 worlds");
    it.difference_low = 0;
    CU_ASSERT_FALSE(ent_answer_text_is_clear(&base, &it));
}

static void fill(folder *self)
{
    put(self, "manifest.json", MANIFEST);
    put(self, "headline.csv",
        HEADLINE_HEAD "base,truce.held,0.34,0.33,0.35,0.21,0.34,0.48,0,0,0,1000,400\n"
                      "other,truce.held,0.36,0.35,0.37,0.22,0.36,0.5,0.02,0.01,0.03,1000,400\n");
    put(self, "outcomes.csv",
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,no_deal,No deal,1000,660,0.66,0.65,0.67,0.5,0.66,0.8\n"
        "base,held,Holds,1000,340,0.34,0.33,0.35,0.21,0.34,0.48\n");
    put(self, "truce.csv", TRUCE);
    put(self, "assumptions.csv",
        "variant,path,written,understood,p05,p50,p95,note,source\n"
        "base,events.aid,40%,40%,0.4,0.4,0.4,,A paper\n"
        "base,events.war,2 to 6,between 2 and 6,2,3.5,6,Guessed,\n"
        "base,outcomes.held.when,true,true,1,1,1,,\n"
        "other,events.aid,100%,100%,1,1,1,,A paper\n"
        "other,events.war,2 to 6,between 2 and 6,2,3.5,6,Guessed,\n");
    put(self, "warnings.csv", "variant,path,warning,count\nbase,run.worlds,too few,3\n");
}

/* A run that was stopped says so before its figures, counts what was counted, and is not to be quoted. */
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

static void test_page(void)
{
    folder self;
    const char *page;

    folder_open(&self);
    fill(&self);
    page = write_page(&self);
    has(page, "<html lang=\"en\">");
    has(page, "<h1>A case</h1>");
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

/* Where the range is blank no cell, card or sentence shows one. */
static void test_page_without_range(void)
{
    folder self;
    ent_html index = {0};

    folder_open(&self);
    fill(&self);
    put(&self, "headline.csv",
        HEADLINE_HEAD "base,truce.held,0.34,0.33,0.35,,,,0,0,0,1000,400\n"
                      "other,truce.held,0.342,0.335,0.349,0.22,0.36,0.5,0.002,0.001,0.003,1000,400\n");
    put(&self, "outcomes.csv",
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,held,Holds,1000,340,0.34,0.33,0.35,,,\nother,held,Holds,1000,340,0.34,0.33,0.35,,,\n");
    put(&self, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"
        "base,1,1000,0.9,0.89,0.91,,,0.1\nbase,60,500,0.5,0.49,0.51,,,0.5\n");
    put(&self, "warnings.csv", WARNINGS "base,headline," WHY FEW ",0\n");
    has(write_page(&self), "Why the range was not measured: " FEW ".");
    has(self.text, "Unlikely on average; the range across what we do not know was not measured.");
    has(self.text, "<td class=\"n\">34%</td><td class=\"n\">not measured</td>");
    has(self.text, "Of the 1,000 truces that begin, 50% still hold after 5\xC2\xA0years; how far that moves across "
                   "what we do not know was not measured.");
    has(self.text, "still 34% (+0.2 points, small but clear)");
    has(self.text, "How far that moves across what we do not know is not shown: it was not measured.");
    has_not(self.text, "class=\"d1\"");
    has_not(self.text, "throughout");
    has_not(self.text, "leaves nothing open");
    CU_ASSERT_EQUAL_FATAL(ent_html_index(&index, &self.digest, 1), ENT_OK);
    ent_html_bytes(&index, "", 1);
    has(index.bytes, "was not measured: " FEW ".</p>");
    has(index.bytes, "Unlikely on average; the range across what we do not know was not measured.");
    ent_html_free(&index);
    folder_close(&self);
}

/* Where the file leaves nothing open by world, nothing is missing and the page says so once. */
static void test_page_without_unknowns(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "headline.csv", HEADLINE_HEAD "base,truce.held,0.34,0.33,0.35,,,,0,0,0,1000,400\n");
    put(&self, "outcomes.csv",
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,held,Holds,1000,340,0.34,0.33,0.35,,,\n");
    has(write_page(&self), "<td class=\"n\">34%</td><td class=\"n\">nothing unknown</td>");
    has(self.text, "In 34 of 100 futures " HOLDS ".</p>");
    has(self.text, "<p class=\"likelihood\">Unlikely.</p>");
    has(self.text, "<li>The file leaves nothing open by world");
    has(self.text, "class=\"d1\"");
    has_not(self.text, "not measured");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "headline.csv", HEADLINE_HEAD "base,truce.held given agreed,,,,,,,,,,0,0\n");
    has(write_page(&self), "<li>The file leaves nothing open by world"); /* by the register of assumptions */
    put(&self, "assumptions.csv",
        "variant,path,written,understood,p05,p50,p95,note,source\nbase,factors.x,2 to 6,between 2 and 6,2,3.5,6,,\n");
    ent_run_data_free(&self.digest);
    ent_html_free(&self.page);
    free(self.text);
    has_not(write_page(&self), "leaves nothing open");
    folder_close(&self);
}

typedef struct sized {
    const char *row, *warning, *text;
} sized;

/* 'Is the simulation large enough?' by noise, worlds and range. */
static void test_sizes(void)
{
    static const sized it[] = {{"base,truce.held,0.34,0.33,0.35,0.21,0.34,0.48,0,0,0,1000,400\n", "",
                                   "<strong>Yes.</strong> The noise of the simulation is about 1 point either way (95% "
                                   "interval). It stands on "
                                   "400 worlds. The range across what we do not know was measured."},
        {"base,truce.held,0.34,0.33,0.35,,,,0,0,0,1000,400\n", "base,headline," WHY FEW ",0\n",
            "<strong>For the figure, yes; for its range across what we do not know, no.</strong> The noise of the "
            "simulation is about 1 point either way (95% interval). It stands on 400 worlds. The range across what we "
            "do not know was not measured: " FEW "."},
        {"base,truce.held,0.34,0.31,0.37,,,,0,0,0,1000,400\n", "base,headline," WHY FEW ",0\n",
            "<strong>For a rough figure, yes; for its range across what we do not know, no.</strong> The noise of the "
            "simulation is about 3 points either way"},
        {"base,truce.held,0.34,0.31,0.37,,,,0,0,0,1000,400\n", "",
            "<strong>For a rough figure, yes.</strong> The noise of the simulation is about 3 points either way (95% "
            "interval). It stands on 400 worlds. The file leaves nothing open by world"},
        {"base,truce.held,0.34,0.338,0.342,0.21,0.34,0.48,0,0,0,1000,29\n", "",
            "<strong>No.</strong> The noise of the simulation is about 0.2 points either way (95% interval). It stands "
            "on 29 worlds, and below 30 the noise itself is hardly known."},
        {"base,truce.held,0.34,0.2,0.5,0.21,0.34,0.48,0,0,0,1000,400\n", "",
            "<strong>No.</strong> The noise of the simulation is about 15 points either way"},
        {"base,truce.held,0.34,,,,,,,,,1000,1\n", "base,headline," WHY FEW ",0\n",
            "<strong>No.</strong> The figure stands on a single world, so its noise is not known. The range across "
            "what we do not know was not measured: " FEW "."},
        {"base,truce.held,,,,,,,,,,0,0\n", "", "<strong>No.</strong> There is no figure for the headline."}};

    for (size_t i = 0; i < sizeof(it) / sizeof(it[0]); i++) {
        folder self;
        char rows[1024];
        folder_open(&self);
        fill(&self);
        (void) snprintf(rows, sizeof(rows), "%s%s", HEADLINE_HEAD, it[i].row);
        put(&self, "headline.csv", rows);
        (void) snprintf(rows, sizeof(rows), "%s%s", WARNINGS, it[i].warning);
        put(&self, "warnings.csv", rows);
        put(&self, "convergence.csv",
            "variant,worlds,draws,probability,mc_low,mc_high\nbase,400,1000,0.34,0.33,0.35\n");
        put(&self, "checks.csv",
            "variant,check,value,mc_low,mc_high,holds\nbase,P(truce.held) > 0.34,0.34,0.33,0.35,\n");
        has(write_page(&self), it[i].text);
        has(self.text, "cannot be told");
        folder_close(&self);
    }
}

/* A condition keeps other futures in each variant, and the table counts them. */
static void test_pairing(void)
{
    folder self;

    folder_open(&self);
    fill(&self);
    has(write_page(&self), "All variants live through the same futures, draw by draw");
    has_not(self.text, "Futures that count");
    has(self.text, "any 64-bit x86 or Arm machine");
    folder_close(&self);
    folder_open(&self);
    fill(&self);
    put(&self, "headline.csv",
        HEADLINE_HEAD "base,truce.held given agreed,0.34,0.33,0.35,0.21,0.34,0.48,0,0,0,1000,400\n"
                      "other,truce.held given agreed,0.5,0.1,0.9,,,,0.2,0.1,0.3,3,1\n");
    has_not(write_page(&self), "live through the same futures");
    has(self.text, "the headline counts only the futures in which a deal is signed, and a change may also move which "
                   "futures these are");
    has(self.text, "<td>cannot be told from 1 world</td><td class=\"n\">3 in 1 world</td>");
    has(self.text, "No variant differs clearly from the base.");
    folder_close(&self);
}

/* The scenario is shown while it is the one that was run. */
static void test_scenario(void)
{
    static const char text[] = "title = \"<A & B>\";\n";
    char manifest[2048];
    char sha256[ENT_SHA256_TEXT];
    const char *at = strstr(MANIFEST, "f4f1ad");
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
    has_not(write_page(&self), "Another");
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

/* Whatever a text holds, it stays text. */
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

static void test_index(void)
{
    folder one;
    ent_html page = {0};

    folder_open(&one);
    fill(&one);
    CU_ASSERT_EQUAL_FATAL(ent_run_data_load(&one.digest, one.path, NULL, false, &one.diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_html_index(&page, &one.digest, 1), ENT_OK);
    ent_html_bytes(&page, "", 1);
    CU_ASSERT(ent_html_is_index(page.bytes));
    has(page.bytes, "/report.html\">A case</a>");
    has(page.bytes, "In 34 of 100 futures");
    has_not(page.bytes, "/tmp/");
    CU_ASSERT_FALSE(ent_html_is_index("<html>somebody's own</html>"));
    ent_html_free(&page);
    folder_close(&one);
}

int main(void)
{
    CU_TestInfo tests[] = {{"answers", test_answers}, {"answers with a condition", test_conditional_answers},
        {"answers without a range", test_answers_without_range}, {"likelihood", test_likelihood},
        {"differences", test_differences}, {"no certainty without a range", test_page_without_range},
        {"nothing unknown", test_page_without_unknowns}, {"the size of a run", test_sizes},
        {"how variants compare", test_pairing}, {"a page", test_page}, {"stopped run", test_stopped_run},
        {"the scenario", test_scenario}, {"charts", test_charts}, {"hostile texts", test_hostile},
        {"little to show", test_little}, {"errors", test_errors}, {"index", test_index}, CU_TEST_INFO_NULL};

    return ent_run_suite("report", tests);
}
