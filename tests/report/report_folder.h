/* Results folders for tests of the report, and assertions on their pages. */
#ifndef ENT_TESTS_REPORT_FOLDER_H
#define ENT_TESTS_REPORT_FOLDER_H

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

static inline void put(const folder *self, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    (void) snprintf(path, sizeof(path), "%s/%s", self->path, name);
    file = fopen(path, "w");
    CU_ASSERT_FATAL(file != NULL);
    CU_ASSERT(fputs(text, file) >= 0);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static inline void folder_open(folder *self)
{
    memset(self, 0, sizeof(*self));
    strcpy(self->path, "/tmp/entente-report-XXXXXX");
    CU_ASSERT_FATAL(mkdtemp(self->path) != NULL);
}

static inline void folder_close(folder *self)
{
    char command[128];

    (void) snprintf(command, sizeof(command), "rm -r %s", self->path);
    CU_ASSERT_EQUAL(system(command), 0);
    ent_diagnostics_free(&self->diagnostics);
    ent_run_data_free(&self->digest);
    ent_html_free(&self->page);
    free(self->text);
}

static inline const char *write_page(folder *self)
{
    CU_ASSERT_EQUAL_FATAL(ent_run_data_load(&self->digest, self->path, NULL, true, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_html_report(&self->page, &self->digest), ENT_OK);
    self->text = malloc(self->page.length + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(self->text);
    memcpy(self->text, self->page.bytes, self->page.length);
    self->text[self->page.length] = '\0';
    return self->text;
}

static inline void has(const char *page, const char *text)
{
    if (strstr(page, text) == NULL) {
        printf("\n  missing: %s\n", text);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(page, text));
}

static inline void has_not(const char *page, const char *text)
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

static inline void says(const char *found, const char *expected)
{
    if (strcmp(found, expected) != 0) {
        printf("\n  expected \"%s\"\n  found    \"%s\"\n", expected, found);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
}

static inline void fill(folder *self)
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

#endif
