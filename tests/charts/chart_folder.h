/* A folder of results with two tables, and a request to draw it, for tests of charts. */
#ifndef ENT_TESTS_CHARTS_CHART_FOLDER_H
#define ENT_TESTS_CHARTS_CHART_FOLDER_H

#include "base/read_file.h"
#include "charts/charts.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLOTS ENTENTE_SOURCE "/plots"

typedef struct folder {
    char path[64];
    ent_arena arena;
    ent_diagnostics diagnostics;
    ent_chart_request request;
} folder;

static inline const char *in(folder *self, const char *name)
{
    return ent_arena_printf(&self->arena, "%s/%s", self->path, name);
}

static inline void put(folder *self, const char *name, const char *text)
{
    FILE *file = fopen(in(self, name), "w");

    CU_ASSERT_FATAL(file != NULL);
    CU_ASSERT(fputs(text, file) >= 0);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static inline const char *get(folder *self, const char *name)
{
    size_t length = 0;
    int status;
    const char *text = ent_read_file(in(self, name), &self->arena, &length, &status);

    return text != NULL ? text : "";
}

static inline int there(folder *self, const char *name)
{
    return access(in(self, name), F_OK) == 0;
}

#define OUTCOMES_HEAD "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
#define HEADLINE_HEAD                                                                                                  \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high\n"

static inline void folder_open(folder *self)
{
    memset(self, 0, sizeof(*self));
    strcpy(self->path, "/tmp/entente-charts-XXXXXX");
    CU_ASSERT_FATAL(mkdtemp(self->path) != NULL);
    self->request.folder = self->path;
    self->request.plots = PLOTS;
    self->request.scenario = "test";
    self->request.seed = 7;
    self->request.draws = 1000000;
    self->request.version = "0.1.0";
    self->request.processes = 2;
    put(self, "outcomes.csv",
        OUTCOMES_HEAD "base,no_deal,No deal,1000,700,0.7,0.68,0.72,0.5,0.7,0.8\n"
                      "base,collapses,Collapses,1000,200,0.2,0.18,0.22,0.1,0.2,0.3\n"
                      "base,held,Holds,1000,100,0.1,0.09,0.11,0.05,0.1,0.2\n"
                      "other,no_deal,No deal,1000,600,0.6,0.58,0.62,0.4,0.6,0.7\n"
                      "other,collapses,Collapses,1000,200,0.2,0.18,0.22,0.1,0.2,0.3\n"
                      "other,held,Holds,1000,200,0.2,0.19,0.21,0.1,0.2,0.3\n");
    put(self, "headline.csv",
        HEADLINE_HEAD "base,truce.held,0.1,0.09,0.11,0.05,0.1,0.2,,,\n"
                      "other,truce.held,0.2,0.19,0.21,0.1,0.2,0.3,0.1,0.09,0.11\n");
}

static inline void folder_close(folder *self)
{
    const char *command = ent_arena_printf(&self->arena, "rm -r %s", self->path);

    CU_ASSERT_EQUAL(system(command), 0);
    ent_diagnostics_free(&self->diagnostics);
    ent_arena_free(&self->arena);
}

#endif
