/* The headline on the pages: figures with and without a range, a condition, a difference; the size of the run. */
#include "report_folder.h"

#define LABELS "\"labels\": {"

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

/* An unmeasured range, and scenarios without unknowns. */
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
    says(ent_answer_text_likelihood(&self.digest, &answer), "Unlikely on average over what we do not know");
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
    has(self.text, "Unlikely on average over what we do not know.");
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
    has(index.bytes, "Unlikely on average over what we do not know.");
    ent_html_free(&index);
    folder_close(&self);
}

/* A scenario without unknowns: no range is missing, and one line of the page states it. */
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

/* A headline that needs a deal first stands beside the share of truces that hold; where every future has a truce the
 * two are one. */
static void test_truces_beside_the_headline(void)
{
    static const char outcomes[] =
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,held,Holds,1000,340,0.34,0.33,0.35,0.21,0.34,0.48\nother,held,Holds,1000,0,0,0,0.01,,,\n";
    static const char held[] = HEADLINE_HEAD "base,truce.held,0.34,0.33,0.35,0.21,0.34,0.48,0,0,0,1000,400\n"
                                             "other,truce.held,0,0,0.01,,,,-0.34,-0.35,-0.33,1000,400\n";
    static const char truces[] = "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"
                                 "base,1,500,0.9,0.89,0.91,,,0.1\nbase,60,400,0.68,0.66,0.7,0.5,0.8,0.32\n"
                                 "other,1,0,,,,,,\nother,60,0,,,,,,\n";
    folder self;

    folder_open(&self);
    fill(&self);
    put(&self, "outcomes.csv", outcomes);
    put(&self, "headline.csv", held);
    put(&self, "truce.csv", truces);
    has(write_page(&self),
        "<p class=\"lead\">Of the 500 truces that begin, 68% still hold after 5\xC2\xA0years; across "
        "what we do not know, 50 to 80%.</p>");
    has(self.text, "<th scope=\"col\" class=\"n\">Of the truces that begin, hold (range)</th>");
    has(self.text, "<td class=\"n\">68% (50\xE2\x80\x93"
                   "80%)</td></tr>");
    has(self.text, "<td class=\"n\">no truce</td></tr>");
    folder_close(&self);

    folder_open(&self);
    fill(&self);
    put(&self, "outcomes.csv", outcomes);
    put(&self, "headline.csv", held);
    put(&self, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"
        "base,1,1000,0.9,0.89,0.91,,,0.1\nbase,60,400,0.34,0.33,0.35,0.21,0.48,0.66\n");
    has_not(write_page(&self), "<p class=\"lead\">Of the");
    has_not(self.text, "Of the truces that begin, hold");
    has(self.text, "Of the 1,000 truces that begin, 34% still hold");
    folder_close(&self);
}

/* Months of the talks as dates, where the scenario gives a start. */
static void test_dates(void)
{
    for (int dated = 0; dated < 2; dated++) {
        folder self;
        folder_open(&self);
        put(&self, "manifest.json", MANIFEST);
        put(&self, "truce.csv", TRUCE);
        put(&self, "talks.csv", "variant,month,agreed,mc_low,mc_high\nbase,1,0.1,0.09,0.11\nbase,12,0.4,0.39,0.41\n");
        put(&self, "headline.csv", HEADLINE_HEAD "base,agreed,0.4,0.39,0.41,,,,,,,1000000,2000\n");
        if (dated) {
            put(&self, "assumptions.csv",
                "variant,path,written,understood,p05,p50,p95,note,source\nbase,run.start,2025-09,,,,,,\n");
        }
        CU_ASSERT_EQUAL_FATAL(ent_run_data_load(&self.digest, self.path, NULL, true, &self.diagnostics), ENT_OK);
        CU_ASSERT_STRING_EQUAL(ent_run_data_date(&self.digest, 12.0), dated ? "September 2026" : "");
        CU_ASSERT_STRING_EQUAL(ent_run_data_date(&self.digest, 3.5), dated ? "December 2025" : "");
        {
            ent_answer_text answer = ent_answer_text_of(&self.digest, "base");
            CU_ASSERT_EQUAL(
                strstr(ent_answer_text_sentence(&self.digest, &answer), "(by September 2026)") != NULL, dated);
        }
        folder_close(&self);
    }
}

/* The name that a scenario gives its headline stands for the event; a condition keeps its words. */
static void test_named_headline(void)
{
    static const char *const rows[][2] = {{"base,truce.held,0.34,0.33,0.35,0.21,0.34,0.48,,,,1000000,2000\n",
                                              "In 34 of 100 futures \xE2\x80\x9CPeace that lasts\xE2\x80\x9D comes "
                                              "true; across what we do not know, 21 to 48."},
        {"base,truce.held given agreed,0.34,0.33,0.35,0.21,0.34,0.48,,,,10000,400\n",
            "In 34 of 100 futures in which a deal is signed (10,000 in 400 worlds), \xE2\x80\x9CPeace that "
            "lasts\xE2\x80\x9D comes true; across what we do not know, 21 to 48."}};
    const char *labels = strstr(MANIFEST, LABELS);
    char manifest[sizeof(MANIFEST) + 100];

    CU_ASSERT_PTR_NOT_NULL_FATAL(labels);
    labels += strlen(LABELS);
    (void) snprintf(manifest, sizeof(manifest), "%.*s\"headline.name\": \"Peace that lasts\", %s",
        (int) (labels - MANIFEST), MANIFEST, labels);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        folder self;
        ent_answer_text answer;
        char text[1024];
        folder_open(&self);
        put(&self, "manifest.json", manifest);
        put(&self, "truce.csv", TRUCE);
        (void) snprintf(text, sizeof(text), "%s%s", HEADLINE_HEAD, rows[i][0]);
        put(&self, "headline.csv", text);
        CU_ASSERT_EQUAL_FATAL(ent_run_data_load(&self.digest, self.path, NULL, true, &self.diagnostics), ENT_OK);
        answer = ent_answer_text_of(&self.digest, "base");
        says(ent_answer_text_sentence(&self.digest, &answer), rows[i][1]);
        folder_close(&self);
    }
}

/* Options by the names that the manifest has for them, in both tables of the deal; else by their ids as words. */
static void test_option_names(void)
{
    const char *labels = strstr(MANIFEST, LABELS);
    char manifest[sizeof(MANIFEST) + 200];
    folder self;

    CU_ASSERT_PTR_NOT_NULL_FATAL(labels);
    labels += strlen(LABELS);
    (void) snprintf(manifest, sizeof(manifest), "%.*s\"demands.gov.pa\": \"Reformed Authority\", %s",
        (int) (labels - MANIFEST), MANIFEST, labels);
    folder_open(&self);
    put(&self, "manifest.json", manifest);
    put(&self, "headline.csv", HEADLINE_HEAD "base,truce.held,0.34,0.33,0.35,,,,,,,1000,400\n");
    put(&self, "talks.csv", "variant,month,agreed,mc_low,mc_high\nbase,12,0.4,0.39,0.41\n");
    put(&self, "demands.csv",
        "variant,demand,option,share,mc_low,mc_high,available,refused\n"
        "base,gov,pa,0.75,0.74,0.76,1,0\nbase,gov,un_trustee,0.25,0.24,0.26,1,0\n");
    put(&self, "packages.csv", "variant,rank,count,share,gov\nbase,1,300,0.75,pa\nbase,2,100,0.25,un_trustee\n");
    put(&self, "parties.csv",
        "variant,party,threshold_mean,utility_mean,utility_p05,utility_p50,utility_p95\nbase,p,1,1,1,1,1\n");
    (void) write_page(&self);
    has(self.text, "<td>Reformed Authority</td>");
    has(self.text, "<td>UN trustee</td>");
    has_not(self.text, "<td>pa</td>");
    folder_close(&self);
}

/* Tables of another hand: figures that are no chances and no counts are read as the nearest ones. */
static void test_impossible_figures(void)
{
    static const char *const rows[] = {"base,truce.held,2e17,2e17,2e17,-4e17,5e17,6e300,,,,1e300,1e20\n",
        "base,truce.held,-2e17,-2e17,-2e17,-6e300,-5e17,-4e17,,,,-1e300,-1\n"};
    static const char *const filled[] = {"100 are filled", "0 are filled"};
    static const uint64_t counted[] = {UINT64_MAX, 0};

    for (size_t i = 0; i < 2; i++) {
        folder self;
        ent_answer_text answer;
        open_answer(&self, rows[i], "");
        ent_run_data_free(&self.digest);
        has(write_page(&self), filled[i]);
        answer = ent_answer_text_of(&self.digest, "base");
        CU_ASSERT_EQUAL(answer.draws, counted[i]);
        CU_ASSERT_EQUAL(answer.worlds, counted[i]);
        folder_close(&self);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"answers", test_answers}, {"dates", test_dates},
        {"answers with a condition", test_conditional_answers}, {"answers without a range", test_answers_without_range},
        {"likelihood", test_likelihood}, {"differences", test_differences},
        {"no certainty without a range", test_page_without_range}, {"nothing unknown", test_page_without_unknowns},
        {"the size of a run", test_sizes}, {"how variants compare", test_pairing},
        {"truces beside the headline", test_truces_beside_the_headline}, {"named headline", test_named_headline},
        {"names of options", test_option_names}, {"impossible figures", test_impossible_figures}, CU_TEST_INFO_NULL};

    return ent_run_suite("answers of the report", tests);
}
