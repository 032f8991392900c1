/* Calls of libentente from R. A call runs in a thread of its own while R's thread looks for Ctrl-C and calls the
 * progress function, since only R's thread may use R. All objects of the library hang on one external pointer: R frees
 * them whatever happens. */
#define _POSIX_C_SOURCE 200809L

#include <R.h>
#include <R_ext/Rdynload.h>
#include <R_ext/Utils.h>
#include <Rinternals.h>
#include <entente.h>

#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef enum call_kind { CALL_CHECK, CALL_RUN, CALL_SWEEP, CALL_ANALYSE } call_kind;

/* What one call of R needs. Texts are R's, protected by the caller of .Call. */
typedef struct session {
    call_kind kind;
    entente_options *options;
    entente_scenario *scenario;
    entente_results *results;
    const char *variant; /* NULL: base */
    const char **name;   /* [names] sweeps or methods */
    size_t names;
    int status;
    atomic_int ended;
    atomic_ullong done, total; /* draws */
} session;

static void session_free(SEXP pointer)
{
    session *self = R_ExternalPtrAddr(pointer);

    if (self != NULL) {
        entente_results_free(self->results);
        entente_scenario_free(self->scenario);
        entente_options_free(self->options);
        free((void *) self->name);
        free(self);
        R_ClearExternalPtr(pointer);
    }
}

/* A new session on an external pointer, which the caller protects. */
static SEXP session_new(session **self)
{
    SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));

    R_RegisterCFinalizerEx(pointer, session_free, TRUE);
    *self = calloc(1, sizeof(**self));
    if (*self != NULL) {
        R_SetExternalPtrAddr(pointer, *self);
        (*self)->options = entente_options_new();
    }
    if (*self == NULL || (*self)->options == NULL) {
        Rf_error("entente: memory is out");
    }
    UNPROTECT(1);
    return pointer;
}

/* --- texts from R ------------------------------------------------------------------------------------------------- */

/* A text in UTF-8; NULL for R's NULL. It is R's. */
static const char *text_of(SEXP value)
{
    return Rf_isNull(value) ? NULL : Rf_translateCharUTF8(STRING_ELT(value, 0));
}

/* An array of texts in UTF-8, [*count], in R's transient memory. */
static const char **texts_of(SEXP value, size_t *count)
{
    const char **text;

    *count = Rf_isNull(value) ? 0 : (size_t) Rf_xlength(value);
    text = (const char **) R_alloc(*count + 1, sizeof(*text));
    for (size_t i = 0; i < *count; i++) {
        text[i] = Rf_translateCharUTF8(STRING_ELT(value, (R_xlen_t) i));
    }
    return text;
}

static SEXP text_to_r(const char *text)
{
    return text != NULL ? Rf_mkCharCE(text, CE_UTF8) : NA_STRING;
}

/* --- the thread that calls the library ---------------------------------------------------------------------------- */

static int on_progress(void *context, uint64_t done, uint64_t total)
{
    session *self = context;

    atomic_store(&self->done, done);
    atomic_store(&self->total, total);
    return 0;
}

static int call_library(session *self)
{
    switch (self->kind) {
    case CALL_CHECK:
        return entente_check(self->scenario, &self->results);
    case CALL_SWEEP:
        return entente_sweep(
            self->scenario, self->variant, self->names > 0 ? self->name[0] : NULL, self->options, &self->results);
    case CALL_ANALYSE:
        return entente_analyse(self->scenario, self->variant, self->name, self->names, self->options, &self->results);
    case CALL_RUN:
    default:
        return entente_run(self->scenario, self->options, &self->results);
    }
}

static void *work(void *context)
{
    session *self = context;

    self->status = call_library(self);
    atomic_store(&self->ended, 1);
    return NULL;
}

static void check_interrupt(void *ignored)
{
    (void) ignored;
    R_CheckUserInterrupt();
}

/* Whether the user's function of progress asks for a stop: it returned TRUE, or failed (*failed). */
static int asks_for_stop(const session *self, SEXP progress, int *failed)
{
    SEXP done = PROTECT(Rf_ScalarReal((double) atomic_load(&self->done)));
    SEXP total = PROTECT(Rf_ScalarReal((double) atomic_load(&self->total)));
    SEXP asked = PROTECT(Rf_lang3(progress, done, total));
    SEXP answer = R_tryEval(asked, R_GlobalEnv, failed);
    int stop = *failed || (Rf_isLogical(answer) && Rf_asLogical(answer) == TRUE);

    UNPROTECT(3);
    return stop;
}

/* Looks after a running call. Returns 1 after Ctrl-C, 2 where the function of progress failed, else 0. */
static int look_after(session *self, SEXP progress)
{
    const struct timespec pause = {.tv_nsec = 50000000};
    unsigned long long shown = ULLONG_MAX;
    int reason = 0;

    while (!atomic_load(&self->ended)) {
        int failed = 0;
        nanosleep(&pause, NULL);
        if (reason == 0 && !R_ToplevelExec(check_interrupt, NULL)) {
            reason = 1;
            entente_stop(self->options);
        }
        if (reason == 0 && !Rf_isNull(progress) && atomic_load(&self->total) > 0 && atomic_load(&self->done) != shown) {
            shown = atomic_load(&self->done);
            if (asks_for_stop(self, progress, &failed)) {
                reason = failed ? 2 : 0;
                entente_stop(self->options);
            }
        }
    }
    return reason;
}

static int run_thread(session *self, SEXP progress)
{
    pthread_t thread;
    int reason;

    entente_options_on_progress(self->options, on_progress, self);
    if (pthread_create(&thread, NULL, work, self) != 0) {
        Rf_error("entente: no thread can be started");
    }
    reason = look_after(self, progress);
    pthread_join(thread, NULL);
    return reason;
}

/* --- messages and tables to R ------------------------------------------------------------------------------------- */

/* A list whose members are named, as NAME, ..., NULL. */
static SEXP named_list(const char *const *name, size_t members)
{
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t) members));
    SEXP names = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) members));

    for (size_t i = 0; i < members; i++) {
        SET_STRING_ELT(names, (R_xlen_t) i, Rf_mkChar(name[i]));
    }
    Rf_setAttrib(list, R_NamesSymbol, names);
    UNPROTECT(2);
    return list;
}

enum { MESSAGE_COLUMNS = 8 };

/* The messages as columns of a data frame. */
static SEXP messages_to_r(const session *self, int of_results)
{
    static const char *const name[MESSAGE_COLUMNS] = {
        "severity", "file", "line", "column", "length", "path", "text", "help"};
    static const char *const severity[] = {"error", "warning", "note"};
    static const SEXPTYPE type[MESSAGE_COLUMNS] = {STRSXP, STRSXP, INTSXP, INTSXP, INTSXP, STRSXP, STRSXP, STRSXP};
    size_t count = of_results ? entente_results_messages(self->results) : entente_scenario_messages(self->scenario);
    SEXP list = PROTECT(named_list(name, MESSAGE_COLUMNS));

    for (size_t c = 0; c < MESSAGE_COLUMNS; c++) {
        SET_VECTOR_ELT(list, (R_xlen_t) c, Rf_allocVector(type[c], (R_xlen_t) count));
    }
    for (size_t i = 0; i < count; i++) {
        const entente_message *it =
            of_results ? entente_results_message(self->results, i) : entente_scenario_message(self->scenario, i);
        const char *text[MESSAGE_COLUMNS] = {
            severity[it->severity], it->file, NULL, NULL, NULL, it->path, it->text, it->help};
        const int number[MESSAGE_COLUMNS] = {0, 0, it->line, it->column, it->length, 0, 0, 0};
        for (size_t c = 0; c < MESSAGE_COLUMNS; c++) {
            SEXP column = VECTOR_ELT(list, (R_xlen_t) c);
            if (type[c] == STRSXP) {
                SET_STRING_ELT(column, (R_xlen_t) i, text_to_r(text[c]));
            } else {
                INTEGER(column)[i] = number[c];
            }
        }
    }
    UNPROTECT(1);
    return list;
}

static SEXP texts_to_r(const entente_table *table, size_t column, size_t rows)
{
    SEXP made = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) rows));

    for (size_t row = 0; row < rows; row++) {
        const char *text = entente_table_text(table, row, column);
        double number = entente_table_number(table, row, column);
        char digits[32] = "";
        if (text == NULL && !isnan(number)) { /* a number among texts */
            snprintf(digits, sizeof(digits), "%.15g", number);
        }
        SET_STRING_ELT(made, (R_xlen_t) row, text_to_r(text != NULL ? text : digits));
    }
    UNPROTECT(1);
    return made;
}

/* Whole numbers as integers where R's integers hold them all, else doubles; empty cells are NA. */
static SEXP numbers_to_r(const double *number, size_t rows, int whole)
{
    SEXP made;

    for (size_t row = 0; row < rows; row++) {
        whole = whole && (isnan(number[row]) || fabs(number[row]) <= INT_MAX);
    }
    made = PROTECT(Rf_allocVector(whole ? INTSXP : REALSXP, (R_xlen_t) rows));
    for (size_t row = 0; row < rows; row++) {
        if (whole) {
            INTEGER(made)[row] = isnan(number[row]) ? NA_INTEGER : (int) number[row];
        } else {
            REAL(made)[row] = isnan(number[row]) ? NA_REAL : number[row];
        }
    }
    UNPROTECT(1);
    return made;
}

static SEXP column_to_r(const entente_table *table, size_t column)
{
    size_t rows = entente_table_rows(table);

    return entente_table_kind(table, column) == ENTENTE_TEXT
               ? texts_to_r(table, column, rows)
               : numbers_to_r(entente_table_numbers(table, column), rows, entente_table_is_whole(table, column));
}

/* The columns of a table with their names, and their units and meanings as attributes. */
static SEXP table_to_r(const entente_table *table)
{
    size_t columns = entente_table_columns(table);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t) columns));
    SEXP names = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) columns));
    SEXP units = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) columns));
    SEXP meanings = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) columns));

    for (size_t c = 0; c < columns; c++) {
        R_xlen_t at = (R_xlen_t) c;
        SET_VECTOR_ELT(list, at, column_to_r(table, c));
        SET_STRING_ELT(names, at, text_to_r(entente_table_name(table, c)));
        SET_STRING_ELT(units, at, text_to_r(entente_table_unit(table, c)));
        SET_STRING_ELT(meanings, at, text_to_r(entente_table_meaning(table, c)));
    }
    Rf_setAttrib(list, R_NamesSymbol, names);
    Rf_setAttrib(list, Rf_install("units"), units);
    Rf_setAttrib(list, Rf_install("meanings"), meanings);
    UNPROTECT(4);
    return list;
}

static SEXP tables_to_r(entente_results *results)
{
    size_t tables = entente_results_tables(results);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t) tables));
    SEXP names = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) tables));

    for (size_t t = 0; t < tables; t++) {
        const char *name = entente_results_table_name(results, t);
        const entente_table *table = NULL;
        if (entente_results_table(results, name, &table) != ENTENTE_OK) {
            Rf_error("entente: memory is out");
        }
        SET_VECTOR_ELT(list, (R_xlen_t) t, table_to_r(table));
        SET_STRING_ELT(names, (R_xlen_t) t, text_to_r(name));
    }
    Rf_setAttrib(list, R_NamesSymbol, names);
    UNPROTECT(2);
    return list;
}

static SEXP findings_to_r(const entente_results *results)
{
    size_t count = entente_results_findings(results);
    SEXP list = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) count));
    SEXP names = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t) count));

    for (size_t i = 0; i < count; i++) {
        SET_STRING_ELT(list, (R_xlen_t) i, text_to_r(entente_results_finding(results, i)));
        SET_STRING_ELT(names, (R_xlen_t) i, text_to_r(entente_results_finding_method(results, i)));
    }
    Rf_setAttrib(list, R_NamesSymbol, names);
    UNPROTECT(2);
    return list;
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

enum { ANSWERS = 8 };

/* Status, its sentence, why it stopped, messages, and what there is of results. */
static SEXP answer(session *self, int reason, int opened)
{
    static const char *const name[ANSWERS] = {
        "status", "sentence", "reason", "messages", "tables", "draws", "folder", "findings"};
    SEXP list = PROTECT(named_list(name, ANSWERS));

    SET_VECTOR_ELT(list, 0, Rf_ScalarInteger(self->status));
    SET_VECTOR_ELT(list, 1, Rf_mkString(entente_strerror(self->status)));
    SET_VECTOR_ELT(list, 2, Rf_ScalarInteger(reason));
    SET_VECTOR_ELT(list, 3, messages_to_r(self, opened && self->results != NULL));
    if (self->results != NULL) {
        SET_VECTOR_ELT(list, 4, tables_to_r(self->results));
        SET_VECTOR_ELT(list, 5, Rf_ScalarReal((double) entente_results_draws(self->results)));
        SET_VECTOR_ELT(list, 6, Rf_ScalarString(text_to_r(entente_results_folder(self->results))));
        SET_VECTOR_ELT(list, 7, findings_to_r(self->results));
    }
    UNPROTECT(1);
    return list;
}

static int open_scenario(session *self, SEXP file, SEXP set)
{
    size_t sets;
    const char **changed = texts_of(set, &sets);

    return entente_open_file(
        &self->scenario, R_ExpandFileName(text_of(file)), sets > 0 ? changed : NULL, sets, self->options);
}

static int set_options(session *self, SEXP threads, SEXP draws, SEXP out, SEXP allow_outside)
{
    entente_options_allow_outside(self->options, Rf_asLogical(allow_outside) == TRUE);
    entente_options_threads(self->options, (unsigned) Rf_asInteger(threads));
    entente_options_draws(self->options, (uint64_t) Rf_asReal(draws));
    if (Rf_isNull(out)) {
        return ENTENTE_OK;
    }
    return entente_options_folder(self->options, R_ExpandFileName(text_of(out))) == ENTENTE_OK
               ? entente_options_command(self->options, "entente from R")
               : ENTENTE_ERR_NO_MEMORY;
}

static SEXP call(SEXP kind, SEXP file, SEXP set, SEXP names, SEXP variant, SEXP threads, SEXP draws, SEXP out,
    SEXP progress, SEXP allow_outside)
{
    session *self;
    SEXP pointer = PROTECT(session_new(&self));
    size_t count = 0;
    const char **name = texts_of(names, &count);
    int reason = 0;
    int opened = 0;
    SEXP made;

    self->kind = (call_kind) Rf_asInteger(kind);
    self->variant = text_of(variant);
    self->name = calloc(count + 1, sizeof(*self->name));
    for (size_t i = 0; self->name != NULL && i < count; i++) {
        self->name[self->names++] = name[i];
    }
    self->status = self->name != NULL ? set_options(self, threads, draws, out, allow_outside) : ENTENTE_ERR_NO_MEMORY;
    self->status = self->status == ENTENTE_OK ? open_scenario(self, file, set) : self->status;
    if (self->status == ENTENTE_OK) {
        opened = 1;
        reason = run_thread(self, progress);
    }
    if (self->scenario == NULL || self->status == ENTENTE_ERR_NO_MEMORY) {
        Rf_error("entente: memory is out");
    }
    made = PROTECT(answer(self, reason, opened));
    session_free(pointer);
    UNPROTECT(2);
    return made;
}

/* --- helpers of read_results -------------------------------------------------------------------------------------- */

/* Texts as numbers, correctly rounded; R's own conversion may be off in the last bit. "": NA. */
static SEXP numbers(SEXP text)
{
    R_xlen_t count = Rf_xlength(text);
    SEXP made = PROTECT(Rf_allocVector(REALSXP, count));

    for (R_xlen_t i = 0; i < count; i++) {
        const char *cell = CHAR(STRING_ELT(text, i));
        char *end;
        double number = strtod(cell, &end);
        if (*end != '\0') {
            Rf_error("'%s' is no number", cell);
        }
        REAL(made)[i] = *cell == '\0' ? NA_REAL : number;
    }
    UNPROTECT(1);
    return made;
}

static SEXP version(void)
{
    return Rf_mkString(entente_version());
}

static const R_CallMethodDef calls[] = {{"call", (DL_FUNC) &call, 10}, {"numbers", (DL_FUNC) &numbers, 1},
    {"version", (DL_FUNC) &version, 0}, {NULL, NULL, 0}};

void R_init_entente(DllInfo *info);

void R_init_entente(DllInfo *info)
{
    R_registerRoutines(info, NULL, calls, NULL, NULL);
    R_useDynamicSymbols(info, FALSE);
}
