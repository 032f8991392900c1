#include "jobs/fit/fit_data.h"

#include "base/status.h"
#include "formula/number.h"
#include "jobs/fit/row_condition.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

/* A table while it is read. */
typedef struct reading {
    ent_fit_data *data;
    const ent_data_table *table;
    const ent_fit_choice *choice;
    ent_arena *arena;
    ent_diagnostics *diagnostics;
    size_t errors;
} reading;

/* A kind of mistake in a column. */
typedef struct mistake {
    size_t count, first; /* rows with it; the first of them, a row of the table */
} mistake;

static void add_mistake(mistake *self, size_t row)
{
    self->first = self->count++ == 0 ? row : self->first;
}

/* " (3 rows)" behind a message on the first one; "" of a single row. */
static const char *how_many(reading *self, const mistake *of)
{
    const char *words = of->count > 1 ? ent_arena_printf(self->arena, " (so in %zu rows)", of->count) : "";

    return words != NULL ? words : "";
}

static void fail(reading *self, ent_position at, const char *path, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void fail(reading *self, ent_position at, const char *path, const char *help, const char *format, ...)
{
    va_list args;
    const char *message;

    va_start(args, format);
    message = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    self->errors++;
    ent_diagnostics_add(
        self->diagnostics, ENT_SEVERITY_ERROR, at, path, help, "%s", message != NULL ? message : "out of memory");
}

/* --- columns -------------------------------------------------------------------------------------------------------
 */

/* The position of the header line. */
static ent_position header_of(const reading *self)
{
    return ent_data_table_header_at(self->table, 0);
}

/* Finds the column of a word, COLUMN or (with `texts`) COLUMN=TEXT; a column may have an = in its name. */
static int find_column(reading *self, const char *option, const char *word, bool texts, ent_fit_column *made)
{
    const char *equals = strchr(word, '='), *name = word;

    *made = (ent_fit_column){.name = word, .column = ent_data_table_find(self->table, word)};
    if (made->column == SIZE_MAX && texts && equals != NULL) {
        name = ent_arena_strndup(self->arena, word, (size_t) (equals - word));
        if (name == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        made->column = ent_data_table_find(self->table, name);
        made->equals = equals + 1;
    }
    if (made->column == SIZE_MAX) {
        fail(self, header_of(self), option, ent_column_help(self->table, name), "there is no column `%s`", name);
    }
    return ENT_OK;
}

/* The nearest text in a column, for a text that no cell has. */
static const char *nearest_text(reading *self, const ent_fit_column *of)
{
    const char **text = ent_arena_array(self->arena, self->table->rows, sizeof(*text));
    const char *near;

    for (size_t row = 0; text != NULL && row < self->table->rows; row++) {
        text[row] = ent_data_table_text(self->table, row, of->column);
        if (text[row] == NULL) {
            return NULL;
        }
    }
    near = text != NULL ? ent_nearest_name(of->equals, text, self->table->rows) : NULL;
    return near != NULL && *near != '\0' ? ent_arena_printf(self->arena, "did you mean `%s`?", near) : NULL;
}

/* Splits "a,b,kind=interstate" and finds the columns. */
static int find_covariates(reading *self)
{
    const char *at = self->choice->covariates;
    size_t most = 1;
    int status = ENT_OK;

    for (size_t i = 0; at != NULL && at[i] != '\0'; i++) {
        most += at[i] == ',' ? 1 : 0;
    }
    self->data->covariate = ent_arena_array(self->arena, most, sizeof(*self->data->covariate));
    if (self->data->covariate == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    while (at != NULL && status == ENT_OK) {
        size_t length = strcspn(at, ","), blank = strspn(at, " ");
        size_t end = length;
        while (end > blank && at[end - 1] == ' ') {
            end--;
        }
        const char *word = ent_arena_strndup(self->arena, at + blank, end > blank ? end - blank : 0);
        if (word == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        status = find_column(self, "--covariates", word, true, &self->data->covariate[self->data->data.covariates++]);
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    return status;
}

/* --entered: a number for all rows, or a column. */
static int find_entered(reading *self)
{
    self->data->entered_at = (double) NAN;
    if (self->choice->entered == NULL) {
        self->data->entered_at = 0.0;
        return ENT_OK;
    }
    if (ent_data_table_find(self->table, self->choice->entered) == SIZE_MAX &&
        ent_formula_number(self->choice->entered, &self->data->entered_at) == ENT_OK) {
        if (!(self->data->entered_at >= 0.0) || !isfinite(self->data->entered_at)) {
            fail(self, header_of(self), "--entered", NULL, "`%s` is no duration of 0 or more", self->choice->entered);
        }
        return ENT_OK;
    }
    self->data->entered_at = (double) NAN;
    return find_column(self, "--entered", self->choice->entered, false, &self->data->entered);
}

/* --- rows ----------------------------------------------------------------------------------------------------------
 */

static int choose_rows(reading *self)
{
    ent_fit_data *data = self->data;
    ent_row_condition condition;
    int status = ENT_OK;

    data->row = ent_arena_array(self->arena, self->table->rows, sizeof(*data->row));
    if (data->row == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (self->choice->where != NULL) {
        status = ent_row_condition_init(&condition, self->table, "--where", self->choice->where, self->diagnostics);
    }
    for (size_t row = 0; row < self->table->rows && status == ENT_OK; row++) {
        bool holds = true;
        if (self->choice->where != NULL) {
            status = ent_row_condition_holds(&condition, row, &holds);
        }
        if (holds) {
            data->row[data->data.rows++] = row;
        } else {
            data->left_out++;
        }
    }
    if (status == ENT_OK && data->data.rows == 0) {
        fail(self, header_of(self), "--where", NULL, "the condition holds in none of the %zu rows", self->table->rows);
    }
    return status;
}

/* A column of numbers, or of 0 and 1 by a text, for the chosen rows, into out[i * stride]. */
static int read_equality(reading *self, const ent_fit_column *of, double *out, size_t stride)
{
    mistake empty = {0};
    size_t found = 0;

    for (size_t i = 0; i < self->data->data.rows; i++) {
        size_t row = self->data->row[i];
        const char *text = ent_data_table_text(self->table, row, of->column);
        if (text == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        out[i * stride] = strcmp(text, of->equals) == 0 ? 1.0 : 0.0;
        found += out[i * stride] > 0.0 ? 1 : 0;
        if (*text == '\0') {
            add_mistake(&empty, row);
        }
    }
    if (empty.count > 0) {
        fail(self, ent_data_table_at(self->table, empty.first, of->column), of->name,
            ent_arena_printf(self->arena, "fill the cells, or leave such rows out: --where \"%s != '?'\"",
                self->table->column[of->column]),
            "the cell is empty%s", how_many(self, &empty));
    } else if (found == 0) {
        fail(self, ent_data_table_header_at(self->table, of->column), of->name, nearest_text(self, of),
            "no row has the text `%s` in the column `%s`", of->equals, self->table->column[of->column]);
    }
    return ENT_OK;
}

/* The help for a text where a number belongs. */
static const char *text_help(reading *self, const ent_fit_column *of, size_t row)
{
    const char *text = ent_data_table_text(self->table, row, of->column);

    return ent_arena_printf(self->arena, "to count a text as 1 and all others as 0 write %s=%s",
        self->table->column[of->column], text != NULL ? text : "TEXT");
}

static int read_numbers(reading *self, const ent_fit_column *of, bool texts, double *out, size_t stride)
{
    mistake empty = {0}, wrong = {0};
    const char *why = NULL, *help = NULL;

    for (size_t i = 0; i < self->data->data.rows; i++) {
        size_t row = self->data->row[i];
        const char *why_here, *help_here;
        int status = ent_data_table_number(self->table, row, of->column, &out[i * stride], &why_here, &help_here);
        if (status == ENT_ERR_NO_MEMORY) {
            return status;
        }
        if (status == ENT_OK) {
            continue;
        }
        if (!ent_data_table_is_empty(self->table, row, of->column)) {
            why = wrong.count == 0 ? why_here : why;
            help = wrong.count == 0 ? help_here : help;
        }
        add_mistake(ent_data_table_is_empty(self->table, row, of->column) ? &empty : &wrong, row);
    }
    if (empty.count > 0) {
        fail(self, ent_data_table_at(self->table, empty.first, of->column), of->name,
            ent_arena_printf(self->arena, "fill the cells, or leave such rows out: --where '%s >= 0'",
                self->table->column[of->column]),
            "the cell is empty%s", how_many(self, &empty));
    }
    if (wrong.count > 0) {
        fail(self, ent_data_table_at(self->table, wrong.first, of->column), of->name,
            help != NULL ? help
            : texts      ? text_help(self, of, wrong.first)
                         : NULL,
            "%s%s", why != NULL ? why : "the cell is no number", how_many(self, &wrong));
    }
    return ENT_OK;
}

/* Reads a column for the chosen rows. texts: COLUMN=TEXT is possible, for the help. */
static int read_column(reading *self, const ent_fit_column *of, bool texts, double *out, size_t stride)
{
    return of->equals != NULL ? read_equality(self, of, out, stride) : read_numbers(self, of, texts, out, stride);
}

/* Whether all numbers are 0 or 1. */
static bool is_binary(const reading *self, const double *x, size_t stride)
{
    for (size_t i = 0; i < self->data->data.rows; i++) {
        double at = x[i * stride];
        if (!(at >= 0.0 && at <= 0.0) && !(at >= 1.0 && at <= 1.0)) {
            return false;
        }
    }
    return true;
}

/* --- values --------------------------------------------------------------------------------------------------------
 */

static void check_times(reading *self, const double *time)
{
    mistake low = {0};

    for (size_t i = 0; i < self->data->data.rows; i++) {
        if (time[i] <= 0.0) {
            add_mistake(&low, self->data->row[i]);
        }
    }
    if (low.count > 0) {
        const char *text = ent_data_table_text(self->table, low.first, self->data->time.column);
        fail(self, ent_data_table_at(self->table, low.first, self->data->time.column), self->data->time.name,
            ent_arena_printf(self->arena,
                "write a small number for a failure on the first day, and leave out what never began: --where '%s > "
                "0'",
                self->data->time.name),
            "a duration of %s, expected one above 0%s", text != NULL ? text : "?", how_many(self, &low));
    }
}

static void check_entries(reading *self, const double *time, const double *entered)
{
    const char *name = self->choice->entered;
    mistake late = {0}, negative = {0};

    for (size_t i = 0; name != NULL && i < self->data->data.rows; i++) {
        if (entered[i] < 0.0) {
            add_mistake(&negative, self->data->row[i]);
        } else if (entered[i] >= time[i]) {
            add_mistake(&late, self->data->row[i]);
        }
    }
    if (negative.count > 0) {
        fail(self, ent_data_table_at(self->table, negative.first, self->data->entered.column), name, NULL,
            "the row enters before its duration begins, expected 0 or more%s", how_many(self, &negative));
    }
    if (late.count > 0) {
        fail(self, ent_data_table_at(self->table, late.first, self->data->time.column), self->data->time.name,
            ent_arena_printf(self->arena,
                "such a row was over before it came under observation; leave it out: --where '%s > %s'",
                self->data->time.name, name),
            "the duration is not above the entry (%s)%s", name, how_many(self, &late));
    }
}

static int set_events(reading *self, const double *event)
{
    ent_fit_data *data = self->data;
    bool *failed = ent_arena_array(self->arena, data->data.rows, sizeof(*failed));
    mistake other = {0};

    if (failed == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < data->data.rows; i++) {
        failed[i] = event[i] >= 1.0 && event[i] <= 1.0;
        data->failures += failed[i] ? 1 : 0;
        if (!failed[i] && !(event[i] >= 0.0 && event[i] <= 0.0) && !isnan(event[i])) {
            add_mistake(&other, data->row[i]);
        }
    }
    if (other.count > 0) {
        const char *text = ent_data_table_text(self->table, other.first, data->event.column);
        fail(self, ent_data_table_at(self->table, other.first, data->event.column), data->event.name,
            "1 is a failure at that duration, 0 a row that had not failed by then", "`%s` is neither 0 nor 1%s",
            text != NULL ? text : "?", how_many(self, &other));
    }
    data->data.event = failed;
    return ENT_OK;
}

static int read_values(reading *self)
{
    ent_fit_data *data = self->data;
    size_t rows = data->data.rows, k = data->data.covariates;
    double *time = ent_arena_array(self->arena, rows, sizeof(*time));
    double *event = ent_arena_array(self->arena, rows, sizeof(*event));
    double *entered = ent_arena_array(self->arena, rows, sizeof(*entered));
    double *x = ent_arena_array(self->arena, rows * k + 1, sizeof(*x));
    int status = time != NULL && event != NULL && entered != NULL && x != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = read_column(self, &data->time, false, time, 1);
    }
    if (status == ENT_OK) {
        status = read_column(self, &data->event, true, event, 1);
    }
    for (size_t i = 0; status == ENT_OK && i < rows; i++) {
        entered[i] = data->entered_at;
    }
    if (status == ENT_OK && isnan(data->entered_at)) {
        status = read_column(self, &data->entered, false, entered, 1);
    }
    for (size_t j = 0; j < k && status == ENT_OK; j++) {
        status = read_column(self, &data->covariate[j], true, &x[j], k);
        data->covariate[j].binary = is_binary(self, &x[j], k);
    }
    if (status != ENT_OK) {
        return status;
    }
    check_times(self, time);
    for (size_t i = 0; self->choice->censor != NULL && i < rows; i++) {
        if (time[i] > *self->choice->censor) {
            time[i] = *self->choice->censor;
            event[i] = event[i] >= 1.0 && event[i] <= 1.0 ? 0.0 : event[i]; /* anything else is a mistake still */
        }
    }
    check_entries(self, time, entered);
    data->data.time = time;
    data->data.entered = entered;
    data->data.covariate = x;
    return set_events(self, event);
}

/* --- the whole -----------------------------------------------------------------------------------------------------
 */

/* Refuses a column that stands for two things. */
static void check_twice(reading *self)
{
    const ent_fit_data *data = self->data;

    for (size_t j = 0; j < data->data.covariates; j++) {
        const char *name = data->covariate[j].name;
        for (size_t i = 0; i < j; i++) {
            if (strcmp(data->covariate[i].name, name) == 0) {
                fail(self, header_of(self), "--covariates", NULL, "`%s` is there twice", name);
            }
        }
        if (strcmp(name, data->time.name) == 0 || strcmp(name, data->event.name) == 0) {
            fail(self, header_of(self), "--covariates", "a covariate is known before the failure",
                "`%s` is the %s, and no covariate", name, strcmp(name, data->time.name) == 0 ? "duration" : "event");
        }
    }
}

int ent_fit_data_read(
    ent_fit_data *self, const ent_data_table *table, const ent_fit_choice *choice, ent_diagnostics *diagnostics)
{
    reading work = {.data = self, .table = table, .choice = choice, .arena = table->arena, .diagnostics = diagnostics};
    int status;

    *self = (ent_fit_data){.table = table};
    status = find_column(&work, "--time", choice->time, false, &self->time);
    if (status == ENT_OK) {
        status = find_column(&work, "--event", choice->event, true, &self->event);
    }
    if (status == ENT_OK) {
        status = find_covariates(&work);
    }
    if (status == ENT_OK) {
        status = find_entered(&work);
    }
    if (status == ENT_OK && work.errors == 0) {
        check_twice(&work);
        status = choose_rows(&work);
    }
    if (status == ENT_OK && work.errors == 0) {
        status = read_values(&work);
    }
    return status == ENT_OK && work.errors > 0 ? ENT_ERR_SCENARIO : status;
}
