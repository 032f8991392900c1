#include "charts/context.h"

#include "base/inner_file.h"
#include "base/read_file.h"
#include "base/status.h"
#include "charts/layout/text_metrics.h"
#include "folder/whole_file.h"
#include "wording/display_name.h"
#include "wording/headline_phrase.h"
#include "wording/measure_words.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ent_position NOWHERE = {0};

enum { MOST_SHOWN = 16 /* variants with a row or a label of their own */ };

const char *ent_context_printf(ent_chart_context *self, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(&self->arena, format, args);
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        text = "";
    }
    return text;
}

void *ent_context_alloc(ent_chart_context *self, size_t count, size_t size)
{
    void *memory = ent_arena_array(&self->arena, count, size);

    if (memory == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return memory;
}

static int fail(ent_chart_context *self, int status, const char *what, const char *path)
{
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, NOWHERE, NULL, NULL, "%s: %s", path, what);
    if (self->status == ENT_OK) {
        self->status = status;
    }
    return status;
}

/* Of a file that could not be read; error: its errno. */
static int fail_to_read(ent_chart_context *self, int status, const char *path, int error)
{
    const char *reason = ent_context_printf(self, "cannot be read: %s", ent_inner_reason(error));

    return fail(self, status, status == ENT_ERR_IO ? reason : "cannot be read: memory is out", path);
}

static int read_table(ent_chart_context *self, size_t table)
{
    const char *path = ent_context_printf(self, "%s/%s", self->request->folder, ent_tables[table]->file);
    char reason[ENT_CSV_REASON];
    int status;

    if (ent_inner_kind_of(self->request->folder, ent_tables[table]->file) == ENT_INNER_MISSING) {
        return ENT_OK; /* a scenario without talks has no talks.csv, and so on */
    }
    status = ent_csv_read(&self->table[table], self->request->folder, ent_tables[table]->file);
    if (status == ENT_ERR_IO) {
        ent_csv_reason(&self->table[table], errno, reason);
        fail(self, status, reason, path);
    } else if (status != ENT_OK) {
        self->status = status;
    }
    return status;
}

/* Adds the words of all cells of a column to the words with capitals. */
static void add_column_capitals(ent_chart_context *self, const ent_table *table, const char *name)
{
    const ent_csv *csv = ent_context_table(self, table);
    size_t column = ent_csv_column(csv, name);

    for (size_t row = 0; row < csv->rows; row++) {
        if (ent_capitals_add(&self->capitals, ent_csv_cell(csv, row, column), &self->arena) != ENT_OK) {
            self->status = ENT_ERR_NO_MEMORY;
        }
    }
}

/* Finds the words that the names of the scenario write with capitals. */
static int collect_capitals(ent_chart_context *self)
{
    const ent_chart_request *request = self->request;
    int status = ent_capitals_add(&self->capitals, request->title, &self->arena);

    for (size_t i = 0; i < request->variants && status == ENT_OK; i++) {
        status = ent_capitals_add(&self->capitals, request->variant[i].label, &self->arena);
    }
    for (size_t i = 0; i < request->labels && status == ENT_OK; i++) {
        status = ent_capitals_add(&self->capitals, request->label[i].label, &self->arena);
    }
    if (status != ENT_OK) {
        self->status = status;
    }
    add_column_capitals(self, &ent_table_outcomes, "name");
    add_column_capitals(self, &ent_table_contributors, "name");
    return self->status;
}

static int known_variant(const ent_chart_context *self, const char *id)
{
    for (size_t i = 0; i < self->variants; i++) {
        if (strcmp(self->variant[i].id, id) == 0) {
            return 1;
        }
    }
    return 0;
}

static void add_variant(ent_chart_context *self, const char *id, const char *label)
{
    const char *fallback =
        strcmp(id, "base") == 0 ? "As in the file" : ent_display_name(id, &self->capitals, &self->arena);

    self->variant[self->variants].id = id;
    self->variant[self->variants].label = label != NULL && *label != '\0' ? ent_context_name(self, label) : fallback;
    if (self->variant[self->variants].label == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    } else {
        self->variants++;
    }
}

/* Distance of the headline in a variant to that of the base; NaN where either is not known. */
static double distance_to_base(ent_chart_context *self, size_t variant)
{
    return fabs(ent_context_headline(self, variant).p - ent_context_headline(self, 0).p);
}

/* Whether variant a is to be shown before b in turn k: the highest headline first, then the lowest, so that those that
 * titles name are among them, then the largest distance to the base. */
static bool comes_before(ent_chart_context *self, size_t k, size_t a, size_t b)
{
    double x = ent_context_headline(self, a).p, y = ent_context_headline(self, b).p;

    return k == 1 ? x > y : k == 2 ? x < y : distance_to_base(self, a) > distance_to_base(self, b);
}

/* Moves the base and the variants with the largest distance to it to the front, in their order, where there are more
 * variants than a chart has room for. */
static int show_variants(ent_chart_context *self)
{
    ent_chart_name *order = ent_context_alloc(self, self->variants, sizeof(*order));
    bool *shown = ent_context_alloc(self, self->variants, sizeof(*shown));
    size_t count = 0;

    self->shown = self->variants < MOST_SHOWN ? self->variants : MOST_SHOWN;
    if (order == NULL || shown == NULL || self->shown == self->variants) {
        return self->status;
    }
    shown[0] = true;
    for (size_t k = 1; k < self->shown; k++) {
        size_t best = 0;
        for (size_t v = 1; v < self->variants; v++) {
            best = !shown[v] && (best == 0 || comes_before(self, k, v, best)) ? v : best;
        }
        shown[best] = true;
    }
    for (int pass = 1; pass >= 0; pass--) {
        for (size_t v = 0; v < self->variants; v++) {
            if (shown[v] == (pass == 1)) {
                order[count++] = self->variant[v];
            }
        }
    }
    self->variant = order;
    return self->status;
}

/* Collects the variants of the request in its order, then any others in headline.csv. */
static int collect_variants(ent_chart_context *self)
{
    const ent_chart_request *request = self->request;
    const ent_csv *headline = ent_context_table(self, &ent_table_headline);
    size_t column = ent_csv_column(headline, "variant");

    self->variant = ent_context_alloc(self, request->variants + headline->rows + 1, sizeof(*self->variant));
    if (self->variant == NULL) {
        return self->status;
    }
    for (size_t i = 0; i < request->variants && self->status == ENT_OK; i++) {
        add_variant(self, request->variant[i].id, request->variant[i].label);
    }
    for (size_t i = 0; i < headline->rows && self->status == ENT_OK; i++) {
        if (!known_variant(self, ent_csv_cell(headline, i, column))) {
            add_variant(self, ent_csv_cell(headline, i, column), NULL);
        }
    }
    if (self->variants == 0 && self->status == ENT_OK) {
        add_variant(self, "base", NULL);
    }
    return show_variants(self);
}

static int read_style(ent_chart_context *self)
{
    const char *path = ent_context_printf(self, "%s/style.gp", self->request->plots);
    size_t length = 0;
    int status;

    self->style = ent_read_file(path, &self->arena, &length, &status);
    return self->style != NULL ? ENT_OK : fail_to_read(self, status, path, errno);
}

int ent_context_open(ent_chart_context *self, const ent_chart_request *request, const bool reads[ENT_TABLES_COUNT],
    ent_diagnostics *diagnostics)
{
    const char *expression;

    memset(self, 0, sizeof(*self));
    self->request = request;
    self->diagnostics = diagnostics;
    self->cover.stop = request->stop;
    for (size_t i = 0; i < ENT_TABLES_COUNT; i++) {
        if (reads[i] && read_table(self, i) != ENT_OK) {
            return self->status;
        }
    }
    if (ent_inner_mkdir(request->folder, "charts") != 0) {
        const char *why = ent_context_printf(self, "the folder cannot be made: %s", ent_inner_reason(errno));
        return fail(self, ENT_ERR_IO, why, ent_context_printf(self, "%s/charts", request->folder));
    }
    self->drawn = (ent_ledger){.arena = &self->arena};
    if (ent_ledger_read(&self->drawn, request->folder, ENT_LEDGER_DRAWN) != ENT_OK) {
        return fail(self, ENT_ERR_IO, "was not written by this program, or cannot be read",
            ent_context_printf(self, "%s/" ENT_LEDGER_DRAWN, request->folder));
    }
    if (collect_capitals(self) != ENT_OK || collect_variants(self) != ENT_OK || read_style(self) != ENT_OK) {
        return self->status;
    }
    expression = ent_csv_cell(ent_context_table(self, &ent_table_headline), 0,
        ent_csv_column(ent_context_table(self, &ent_table_headline), "expression"));
    self->headline = request->headline != NULL ? request->headline : expression;
    return self->status;
}

void ent_context_close(ent_chart_context *self)
{
    for (size_t i = 0; i < ENT_TABLES_COUNT; i++) {
        ent_csv_free(&self->table[i]);
    }
    ent_arena_free(&self->arena);
}

const ent_csv *ent_context_table(const ent_chart_context *self, const ent_table *table)
{
    return &self->table[ent_table_index(table)];
}

size_t ent_context_rows(ent_chart_context *self, const ent_table *table, size_t variant, size_t **row)
{
    const ent_csv *csv = ent_context_table(self, table);
    size_t column = ent_csv_column(csv, "variant");
    size_t count = 0;

    *row = csv->rows == 0 ? NULL : ent_context_alloc(self, csv->rows, sizeof(**row));
    for (size_t i = 0; i < csv->rows && *row != NULL; i++) {
        if (strcmp(ent_csv_cell(csv, i, column), self->variant[variant].id) == 0) {
            (*row)[count++] = i;
        }
    }
    return count;
}

ent_chart_figure ent_context_figure(const ent_csv *table, size_t row, const char *column)
{
    ent_chart_figure figure;

    figure.p = ent_csv_number(table, row, ent_csv_column(table, column));
    figure.mc_low = ent_csv_number(table, row, ent_csv_column(table, "mc_low"));
    figure.mc_high = ent_csv_number(table, row, ent_csv_column(table, "mc_high"));
    figure.world_p05 = ent_csv_number(table, row, ent_csv_column(table, "world_p05"));
    figure.world_p95 = ent_csv_number(table, row, ent_csv_column(table, "world_p95"));
    return figure;
}

const char *ent_context_label(ent_chart_context *self, const char *path, const char *id)
{
    const char *text;

    for (size_t i = 0; i < self->request->labels; i++) {
        const ent_chart_name *name = &self->request->label[i];
        if (strcmp(name->id, path) == 0 && name->label != NULL && *name->label != '\0') {
            return ent_context_name(self, name->label);
        }
    }
    text = ent_display_name(id, &self->capitals, &self->arena);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        text = "";
    }
    return text;
}

const char *ent_context_name(ent_chart_context *self, const char *name)
{
    const char *isolated = ent_chart_text_isolated(name, &self->arena);

    if (isolated == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return isolated != NULL ? isolated : "";
}

bool ent_context_truce_in_force(const ent_chart_context *self)
{
    const ent_csv *csv = ent_context_table(self, &ent_table_assumptions);
    size_t variant = ent_csv_column(csv, "variant");
    size_t path = ent_csv_column(csv, "path");

    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, path), "truce.in_force") == 0 &&
            strcmp(ent_csv_cell(csv, row, variant), self->variant[0].id) == 0) {
            return true;
        }
    }
    return false;
}

bool ent_context_is_ratified(const ent_chart_context *self)
{
    return ent_context_table(self, &ent_table_ratification)->rows > 0;
}

const char *ent_context_truce_begins(const ent_chart_context *self)
{
    return ent_context_truce_in_force(self) ? "talks began"
           : ent_context_is_ratified(self)  ? "entry into force"
                                            : "signature";
}

const char *ent_context_no_deal(ent_chart_context *self, const char *hint)
{
    return ent_context_is_ratified(self)
               ? "In none of the simulated futures does a deal enter into force. See ratification.csv for who says no."
               : ent_context_printf(
                     self, "In none of the simulated futures do the parties sign.%s%s", *hint != '\0' ? " " : "", hint);
}

const char *ent_context_left_out(ent_chart_context *self)
{
    size_t more = self->variants - self->shown;

    return more == 0 ? ""
                     : ent_context_printf(self, "%zu more variant%s, nearer to the base, %s in the tables. ", more,
                           more == 1 ? "" : "s", more == 1 ? "is" : "are");
}

/* The name that the scenario gives its headline; "" for none. */
static const char *headline_name(ent_chart_context *self)
{
    return ent_context_label(self, "headline.name", "");
}

const char *ent_context_clause(ent_chart_context *self)
{
    const char *made =
        ent_headline_clause(self->headline, headline_name(self), ent_context_is_ratified(self), &self->arena);

    self->status = made != NULL ? self->status : ENT_ERR_NO_MEMORY;
    return made != NULL ? made : "";
}

const char *ent_context_heading(ent_chart_context *self)
{
    const char *own = headline_name(self);
    const ent_headline_phrase *known = ent_headline_phrase_find(self->headline, ent_context_is_ratified(self));

    return *own != '\0' ? own : known != NULL ? known->heading : "Headline";
}

const char *ent_context_estimate(ent_chart_context *self, double p, double low, double high)
{
    char words[ENT_WORDING_BYTES], digits[ENT_WORDING_BYTES];

    ent_wording_likelihood_figure(words, p, low, high);
    ent_wording_figure(digits, p, low, high);
    return ent_context_printf(self, "%s%s%s", words, words[0] != '\0' ? ", " : "", digits);
}

const char *ent_context_headline_measure(ent_chart_context *self)
{
    char id[ENT_WORDING_BYTES];

    return self->headline != NULL && ent_measure_of_expression(self->headline, id) ? ent_context_printf(self, "%s", id)
                                                                                   : NULL;
}

ent_chart_figure ent_context_headline(ent_chart_context *self, size_t variant)
{
    const ent_csv *csv = ent_context_table(self, &ent_table_headline);
    size_t column = ent_csv_column(csv, "variant");

    for (size_t i = 0; i < csv->rows; i++) {
        if (strcmp(ent_csv_cell(csv, i, column), self->variant[variant].id) == 0) {
            return ent_context_figure(csv, i, "probability");
        }
    }
    return (ent_chart_figure){NAN, NAN, NAN, NAN, NAN};
}

int ent_context_put(ent_chart_context *self, const char *file, const char *bytes, size_t length)
{
    const char *folder = self->request->folder;
    const char *name = ent_context_printf(self, "charts/%s", file);
    ent_file_owner owner = ent_ledger_owner(&self->drawn, folder, name);
    char sha256[ENT_SHA256_TEXT];
    int status;

    if (owner != ENT_FILE_MISSING && owner != ENT_FILE_OWN) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, NOWHERE, NULL,
            "move it away, then draw again with: entente plot",
            "%s/%s was not written by this program or has been changed since; it is left as it is", folder, name);
        self->status = self->status == ENT_OK ? ENT_ERR_CHART : self->status;
        return ENT_ERR_CHART;
    }
    ent_sha256(bytes, length, sha256);
    status = ent_ledger_append(folder, ENT_LEDGER_DRAWN, name, sha256);
    if (status == ENT_ERR_IO) {
        status = ent_file_failure(self->diagnostics, "write", folder, ENT_LEDGER_DRAWN);
    }
    status = status == ENT_OK ? ent_ledger_add(&self->drawn, name, sha256) : status;
    status = status == ENT_OK ? ent_whole_file_write(folder, name, bytes, length, true, self->diagnostics) : status;
    self->status = self->status == ENT_OK || status == ENT_ERR_NO_MEMORY ? status : self->status;
    return status;
}

ent_page *ent_context_page(ent_chart_context *self, const char *name)
{
    ent_page *page = ent_context_alloc(self, 1, sizeof(*page));

    if (page == NULL || self->status == ENT_ERR_NO_MEMORY) {
        return NULL;
    }
    page->name = name;
    page->arena = &self->arena;
    page->cover = self->request->format == ENT_CHART_SVG ? NULL : &self->cover;
    page->file = open_memstream(&page->bytes, &page->length);
    if (page->file == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return NULL;
    }
    ent_page_begin(page, self->style);
    return page;
}

/* ", those with agreed": which draws are kept; a long condition is cut. */
static const char *given_clause(ent_chart_context *self)
{
    enum { LONGEST = 48 };
    const char *given = ent_context_label(self, "given.condition", "");
    size_t length = strlen(given);

    if (length == 0) {
        return "";
    }
    while (length > LONGEST || (length < strlen(given) && ((unsigned char) given[length] & 0xC0U) == 0x80U)) {
        length--;
    }
    return ent_context_printf(
        self, ", those with %.*s%s", (int) length, given, given[length] != '\0' ? "\xE2\x80\xA6" : "");
}

/* What the number of draws in a footer counts: draws of each case in the folder of a score, of each variant in others.
 */
static const char *draws_of(const ent_chart_context *self)
{
    size_t scores =
        ent_context_table(self, &ent_table_score)->rows + ent_context_table(self, &ent_table_score_reliability)->rows;

    return scores > 0 ? " a case" : self->variants > 1 ? " a variant" : "";
}

static const char *source_line(ent_chart_context *self)
{
    char seed[ENT_WORDING_BYTES];
    char draws[ENT_WORDING_BYTES];

    (void) snprintf(seed, sizeof(seed), "%llu", (unsigned long long) self->request->seed);
    if (self->request->stopped > 0) {
        ent_wording_number(draws, (double) self->request->stopped);
        return ent_context_printf(self, "Scenario %s, seed %s, a run STOPPED after %s draws, entente %s.",
            ent_context_name(self, self->request->scenario), seed, draws, self->request->version);
    }
    if (self->request->draws == 0) { /* of data, not of a simulation */
        return ent_context_printf(
            self, "Data %s, entente %s.", ent_context_name(self, self->request->scenario), self->request->version);
    }
    ent_wording_number(draws, (double) self->request->draws);
    return ent_context_printf(self, "Scenario %s, seed %s, %s draws%s%s, entente %s.",
        ent_context_name(self, self->request->scenario), seed, draws, draws_of(self), given_clause(self),
        self->request->version);
}

void ent_context_page_end(ent_chart_context *self, ent_page *page, const char *marks, const char *drawing)
{
    const char *path = ent_context_printf(self, "%s/%s.gp", self->request->plots, drawing);
    ent_chart_script *script = ent_context_alloc(self, 1, sizeof(*script));
    size_t length = 0;
    int status = ENT_OK;
    const char *commands = ent_read_file(path, &self->arena, &length, &status);
    int error = errno;

    ent_page_foot(page, marks, source_line(self));
    if (commands != NULL) {
        ent_page_end(page, commands);
    }
    page->failed |= ferror(page->file) != 0;
    page->failed |= fclose(page->file) != 0;
    if (commands == NULL) {
        fail_to_read(self, status, path, error);
    } else if (page->failed) { /* it is written to memory */
        self->status = ENT_ERR_NO_MEMORY;
    } else if (self->status != ENT_ERR_NO_MEMORY && ent_context_put(self, ent_context_printf(self, "%s.gp", page->name),
                                                        page->bytes, page->length) == ENT_OK) {
        script->name = page->name;
        script->next = self->script;
        self->script = script;
    }
    free(page->bytes);
}

void ent_context_empty_page(
    ent_chart_context *self, const char *name, const char *title, const char *subtitle, const char *why)
{
    ent_page_type type = {14, 0, "muted", ENT_PAGE_START};
    ent_page *page = ent_context_page(self, name);

    if (page != NULL) {
        ent_page_head(page, title, subtitle);
        ent_page_block(page, ENT_PAGE_LEFT, page->top + 30, type, 520, 5, 1, why);
        ent_context_page_end(self, page, "", "note");
    }
}
