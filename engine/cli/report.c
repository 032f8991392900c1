#include "cli/report.h"

#include "base/status.h"
#include "cli/place.h"
#include "cli/report_page.h"
#include "run/ranks/ranks.h"
#include "charts/charts.h"
#include "tables/checks.h"
#include "run/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void ent_report_free(ent_report *self)
{
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        ent_csv_writer_free(&self->table[t]);
    }
    ent_diagnostics_free(&self->diagnostics);
    ent_arena_free(&self->arena);
    *self = (ent_report){0};
}

static double cpu_seconds(void)
{
    struct timespec used;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double) used.tv_sec + 1e-9 * (double) used.tv_nsec;
}

static int fill_tables(ent_report *self, const ent_figures *figures)
{
    int status = ENT_OK;

    for (size_t t = 0; t < ENT_TABLES_COUNT && status == ENT_OK; t++) {
        if (ent_table_is_written(ent_tables[t], figures->draws)) {
            status = ent_table_write(ent_tables[t], ent_csv_sink(&self->table[t]), figures);
        }
    }
    self->checks_failed += ent_checks_failed(figures);
    self->warnings = ent_csv_rows(&self->table[ent_table_index(&ent_table_warnings)]);
    return status;
}

static int keep_headline(ent_report *self, ent_variant_summary *summary, const ent_tally *tally)
{
    ent_counts event = ent_tally_counts(tally, tally->layout.headline);
    ent_counts given = ent_tally_counts(tally, tally->layout.headline + 1);

    summary->worlds = tally->worlds;
    summary->event = ent_arena_array(&self->arena, tally->worlds, sizeof(*summary->event));
    summary->given = ent_arena_array(&self->arena, tally->worlds, sizeof(*summary->given));
    if (summary->event == NULL || summary->given == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (uint64_t w = 0; w < tally->worlds; w++) {
        summary->event[w] = event.at[w * event.stride];
        summary->given[w] = given.at[w * given.stride];
    }
    return ENT_OK;
}

static int summarise(ent_report *self, size_t v, const ent_variant_model *variant, const ent_tally *tally, const ent_tally *base)
{
    ent_variant_summary *summary = &self->summary[v];
    const ent_tally_layout *layout = &tally->layout;
    int status = ent_tally_kept(tally, layout->headline, layout->headline + 1, &summary->headline);

    summary->id = variant->id;
    summary->label = variant->label;
    summary->outcome = ent_arena_array(&self->arena, layout->outcomes, sizeof(*summary->outcome));
    if (status == ENT_OK) {
        status = keep_headline(self, summary, tally);
    }
    if (status == ENT_OK) {
        status = ent_tally_kept(tally, layout->deals, layout->draws, &summary->deals);
    }
    for (size_t o = 0; status == ENT_OK && summary->outcome != NULL && o < layout->outcomes; o++) {
        status = ent_tally_kept(tally, layout->outcome + o, layout->draws, &summary->outcome[o]);
    }
    if (base != NULL) {
        summary->difference = ent_paired_difference(ent_tally_counts(tally, layout->headline),
            ent_tally_counts(tally, layout->headline + 1), ent_tally_counts(base, base->layout.headline),
            ent_tally_counts(base, base->layout.headline + 1), tally->worlds);
    }
    return summary->outcome != NULL ? status : ENT_ERR_NO_MEMORY;
}

typedef struct tabulation {
    ent_part_source source;
    void *context;
    const double *threshold;
    size_t thresholds;
    ent_chunk_range base;
} tabulation;

/* Restricts the counts of a run that was stopped to whole worlds. false: there are none. */
static bool cut(ent_chunk_range *part)
{
    uint64_t worlds = ent_chunk_range_whole_worlds(part);

    if (worlds == 0 || part->split != NULL) { /* of split worlds the tally has draws beyond the whole ones */
        return false;
    }
    part->tally.worlds = worlds;
    return true;
}

static int fill(ent_report *self, tabulation *at, size_t v, const ent_chunk_range *part)
{
    ent_variant_model *variant = self->experiment->item[v];
    ent_figures figures = {.variant = variant->id, .scenario = &variant->scenario, .tally = &part->tally,
        .base = &at->base.tally, .threshold = at->threshold, .compiled = variant, .guard = part->guard,
        .draws = self->options->draws, .diagnostics = &self->diagnostics};
    int status = fill_tables(self, &figures);

    if (status == ENT_OK) {
        status = summarise(self, v, variant, &part->tally, v == 0 ? NULL : &at->base.tally);
    }
    self->shown++;
    self->counted += ent_chunk_range_draws(part);
    return status;
}

static int tabulate_variant(ent_report *self, tabulation *at, size_t v)
{
    ent_chunk_range own = {.first = 0};
    ent_chunk_range *part = v == 0 ? &at->base : &own;
    int status = at->source(at->context, v, at->threshold, at->thresholds, part);

    self->stopped = status == ENT_ERR_INTERRUPTED;
    if (status == ENT_OK || (self->stopped && cut(part))) {
        status = fill(self, at, v, part);
    }
    ent_chunk_range_free(&own);
    return status == ENT_OK && self->stopped ? ENT_ERR_INTERRUPTED : status;
}

int ent_report_tabulate(ent_report *self, const ent_options *options, ent_experiment *experiment,
    ent_part_source source, void *context)
{
    double began = ent_now();
    double cpu = cpu_seconds();
    tabulation at = {.source = source, .context = context};
    int status = ENT_OK;

    self->options = options;
    self->experiment = experiment;
    self->started = time(NULL);
    self->checks = experiment->item[0]->scenario.checks;
    self->summary = ent_arena_array(&self->arena, experiment->count, sizeof(*self->summary));
    at.threshold = ent_experiment_thresholds(experiment, &at.thresholds);
    if (self->summary == NULL || at.threshold == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t v = 0; v < experiment->count && status == ENT_OK; v++) {
        status = tabulate_variant(self, &at, v);
    }
    ent_chunk_range_free(&at.base);
    self->wall = ent_now() - began;
    self->cpu = cpu_seconds() - cpu;
    return status;
}

/* --- files -------------------------------------------------------------------------------------------------------------- */

static int hash_bases(ent_report *self, ent_manifest *manifest)
{
    const ent_tree *tree = &self->experiment->item[0]->tree;
    ent_manifest_hash *base = ent_arena_array(&self->arena, tree->files, sizeof(*base));

    if (base == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_sha256(tree->file[0]->bytes, tree->file[0]->length, manifest->sha256);
    for (size_t i = 1; i < tree->files; i++) {
        base[i - 1].name = tree->file[i]->path;
        ent_sha256(tree->file[i]->bytes, tree->file[i]->length, base[i - 1].sha256);
    }
    manifest->base = base;
    manifest->bases = tree->files - 1;
    return ENT_OK;
}

static int describe_run(ent_report *self, ent_manifest *manifest, char *host, size_t room)
{
    ent_run_options run = {.threads = self->options->threads};
    int status;

    *manifest = (ent_manifest){.program = "entente", .version = ENTENTE_VERSION, .command = ent_command_line,
        .started = self->started, .wall_seconds = self->wall, .cpu_seconds = self->cpu,
        .threads = ent_run_threads(&run), .ranks = ent_ranks_count(), .host = host};
    if (gethostname(host, room - 1) != 0) {
        host[0] = '\0';
    }
    status = ent_manifest_describe(manifest, &self->experiment->item[0]->scenario, &self->arena);
    return status == ENT_OK ? hash_bases(self, manifest) : status;
}

/* Makes sure that nobody takes the tables of a run that was stopped, or charts of them, for whole. */
static int describe_stop(ent_report *self, ent_manifest *manifest)
{
    manifest->counted = self->counted;
    manifest->wanted = manifest->worlds * manifest->replications * self->experiment->count;
    manifest->variants = self->shown;
    manifest->title = ent_arena_printf(&self->arena, "PARTIAL, stopped at %.0f%%: %s",
        100.0 * (double) manifest->counted / (double) manifest->wanted, manifest->title);
    return manifest->title != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* The charts and the page come before the manifest, so that a folder with one is whole. That they could not be drawn is
 * said, and is no error of the run. */
static int finish_folder(ent_report *self, ent_folder *folder, ent_manifest *manifest)
{
    int status;

    self->folder = ent_arena_strdup(&self->arena, folder->path);
    if (self->folder == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (self->options->charts && !self->stopped) {
        self->charts_drawn = ent_draw_described(self->folder, manifest, self->options->format, &self->arena) == ENT_OK;
    }
    status = ent_keep_scenario(folder, &self->experiment->item[0]->tree, &self->diagnostics);
    if (status == ENT_OK && !self->stopped) {
        status = ent_write_page(folder, manifest, self->options, &self->arena, &self->diagnostics);
    }
    manifest->ended = time(NULL);
    return status == ENT_OK ? ent_folder_finish(folder, manifest, &self->diagnostics) : status;
}

static const char *result_folder(const ent_report *self, ent_arena *arena)
{
    return ent_arena_printf(arena, "%s/%s", self->options->out, self->experiment->id);
}

void ent_report_forget_partial(const ent_report *self)
{
    ent_arena scratch = {0};
    const char *folder = result_folder(self, &scratch);

    if (folder != NULL) {
        ent_folder_remove(folder, "partial");
    }
    ent_arena_free(&scratch);
}

static int open_folder(ent_report *self, ent_folder *folder, ent_manifest *manifest)
{
    const char *within = result_folder(self, &self->arena);

    if (!self->stopped) {
        return ent_folder_open(folder, self->options->out, self->experiment->id, &self->diagnostics);
    }
    if (within == NULL || describe_stop(self, manifest) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_folder_open(folder, within, "partial", &self->diagnostics);
}

int ent_report_write(ent_report *self)
{
    ent_folder folder = {0};
    ent_manifest manifest;
    char host[256] = "";
    int status = describe_run(self, &manifest, host, sizeof(host));

    if (status == ENT_OK) {
        status = open_folder(self, &folder, &manifest);
        folder.passing = self->passing;
    }
    for (size_t t = 0; t < ENT_TABLES_COUNT && status == ENT_OK; t++) {
        if (ent_table_is_written(ent_tables[t], self->options->draws)) {
            status = ent_folder_write(
                &folder, ent_tables[t]->file, self->table[t].bytes, self->table[t].length, &self->diagnostics);
        }
    }
    if (status == ENT_OK) {
        status = finish_folder(self, &folder, &manifest);
    }
    ent_folder_free(&folder);
    return status;
}

int ent_report_write_table(ent_report *self, const char *name, const ent_csv_writer *csv)
{
    ent_folder folder = {0};
    ent_manifest manifest;
    char host[256] = "";
    int status = describe_run(self, &manifest, host, sizeof(host));

    if (status == ENT_OK) {
        status = ent_folder_extend(&folder, self->options->out, self->experiment->id, &manifest, &self->diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_write(&folder, name, csv->bytes, csv->length, &self->diagnostics);
    }
    if (status == ENT_OK) {
        status = finish_folder(self, &folder, &manifest);
    }
    ent_folder_free(&folder);
    return status;
}

/* --- charts ------------------------------------------------------------------------------------------------------------- */

/* Variants go by their names in the scenario. */
static void name_variants(ent_chart_request *request, ent_arena *arena)
{
    ent_chart_name *variant = ent_arena_array(arena, request->variants + 1, sizeof(*variant));

    for (size_t v = 0; variant != NULL && v < request->variants; v++) {
        const char *key = ent_arena_printf(arena, "variants.%s", request->variant[v].id);
        variant[v] = request->variant[v];
        if (strcmp(variant[v].id, "base") == 0 && (variant[v].label == NULL || *variant[v].label == '\0')) {
            variant[v].label = "Base";
        }
        for (size_t i = 0; key != NULL && i < request->labels; i++) {
            if (strcmp(request->label[i].id, key) == 0) {
                variant[v].label = request->label[i].label;
            }
        }
    }
    if (variant != NULL) {
        request->variant = variant;
    }
}

static int draw(ent_chart_request *request, ent_arena *arena, ent_diagnostics *diagnostics)
{
    request->plots = ent_plots_folder(arena);
    if (request->plots == NULL) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "install the program whole, or name the folder with style.gp in it: ENTENTE_PLOTS=FOLDER entente plot ...",
            "the program's drawing scripts (share/entente/plots) are not there, so there are no charts; the tables are "
            "complete");
        return ENT_ERR_IO;
    }
    name_variants(request, arena);
    return ent_charts_draw(request, diagnostics);
}

int ent_draw_charts(const char *folder, ent_chart_format format)
{
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_chart_request request = {.format = format};
    int status = ent_charts_request_load(&request, folder, &arena, &diagnostics);

    if (status == ENT_OK) {
        status = draw(&request, &arena, &diagnostics);
    }
    ent_print_diagnostics(&diagnostics, false);
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
    return status;
}

int ent_draw_described(const char *folder, const ent_manifest *manifest, ent_chart_format format, ent_arena *arena)
{
    ent_diagnostics diagnostics = {0};
    ent_chart_request request = {.folder = folder, .format = format};
    int status = ent_charts_request_describe(&request, manifest, arena);

    if (status == ENT_OK) {
        status = draw(&request, arena, &diagnostics);
    }
    ent_print_diagnostics(&diagnostics, false);
    ent_diagnostics_free(&diagnostics);
    return status;
}
