/* The registry of charts: every descriptor is complete, plots/ holds the drawing commands of every chart and no others,
 * and plots/README.md lists the charts of the registry. */
#include "suite.h"

#include "base/read_file.h"

#include "charts/registry.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PLOTS ENTENTE_SOURCE "/plots"

static void test_descriptors(void)
{
    for (size_t i = 0; i < ENT_CHARTS_COUNT; i++) {
        const ent_chart *chart = ent_charts[i];
        CU_ASSERT(strlen(chart->about) > 10 && strchr(chart->about, '\n') == NULL);
        CU_ASSERT_PTR_NOT_NULL(chart->table[0]);
        CU_ASSERT_PTR_NOT_NULL(chart->draw);
        for (size_t other = 0; other < i; other++) {
            CU_ASSERT_STRING_NOT_EQUAL(chart->name, ent_charts[other]->name);
        }
    }
}

/* Whether a file of plots/, "analysis/fit.gp" say, begins every script, or ends that of some chart. */
static bool is_used(const char *file)
{
    char name[128];

    for (size_t i = 0; i < ENT_CHARTS_COUNT; i++) {
        for (size_t d = 0; d < ENT_CHART_DRAWINGS && ent_charts[i]->drawing[d] != NULL; d++) {
            (void) snprintf(name, sizeof(name), "%s.gp", ent_charts[i]->drawing[d]);
            if (strcmp(file, name) == 0) {
                return true;
            }
        }
    }
    return strcmp(file, "style.gp") == 0 || strcmp(file, "note.gp") == 0;
}

/* Returns the number of scripts in plots/FOLDER, each of which is used. */
static size_t scripts_in(const char *folder)
{
    char path[512];
    size_t scripts = 0;
    DIR *plots;

    (void) snprintf(path, sizeof(path), "%s/%s", PLOTS, folder);
    plots = opendir(path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plots);
    for (const struct dirent *entry = readdir(plots); entry != NULL; entry = readdir(plots)) {
        size_t length = strlen(entry->d_name);
        if (length > 3 && strcmp(entry->d_name + length - 3, ".gp") == 0) {
            (void) snprintf(path, sizeof(path), "%s%s", folder, entry->d_name);
            CU_ASSERT_TRUE(is_used(path));
            scripts++;
        }
    }
    closedir(plots);
    return scripts;
}

static void test_drawing_commands(void)
{
    size_t scripts = scripts_in("") + scripts_in("analysis/");
    size_t drawings = 0;

    for (size_t i = 0; i < ENT_CHARTS_COUNT; i++) {
        for (size_t d = 0; d < ENT_CHART_DRAWINGS && ent_charts[i]->drawing[d] != NULL; d++) {
            drawings++;
        }
    }
    CU_ASSERT_EQUAL(scripts, drawings + 2); /* and style.gp, note.gp */
}

static void test_readme(void)
{
    ent_arena arena = {0};
    size_t length = 0;
    int status;
    const char *readme = ent_read_file(PLOTS "/README.md", &arena, &length, &status);

    CU_ASSERT_PTR_NOT_NULL_FATAL(readme);
    for (size_t i = 0; i < ENT_CHARTS_COUNT && readme != NULL; i++) {
        const ent_chart *chart = ent_charts[i];
        const char *tables = chart->table[0]->file;
        const char *line;
        for (size_t t = 1; t < ENT_CHART_TABLES && chart->table[t] != NULL; t++) {
            tables = ent_arena_printf(&arena, "%s, %s", tables, chart->table[t]->file);
        }
        line = ent_arena_printf(&arena, "\n| `%s` | %s | %s |\n", chart->name, tables, chart->about);
        if (strstr(readme, line) == NULL) {
            fprintf(stderr, "plots/README.md lacks the line%s", line);
            CU_FAIL("a chart that plots/README.md does not list");
        }
    }
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"descriptors", test_descriptors}, {"drawing commands", test_drawing_commands},
        {"plots/README.md", test_readme}, CU_TEST_INFO_NULL};

    return ent_run_suite("registry of charts", tests);
}
