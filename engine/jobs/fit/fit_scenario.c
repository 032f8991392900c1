#include "jobs/fit/fit_scenario.h"

#include "base/status.h"
#include "distribution/copula.h"
#include "formula/number.h"
#include "kernels/scalar_functions.h"
#include "wording/wording.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { DIGITS = 4, WORD_DIGITS = 3 };

/* A text that grows. */
typedef struct text {
    ent_arena *arena;
    const char *all; /* NULL when memory is out */
} text;

static void put(text *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(text *self, const char *format, ...)
{
    va_list args;
    const char *more;

    va_start(args, format);
    more = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (self->all != NULL && more != NULL) {
        self->all = ent_arena_printf(self->arena, "%s%s", self->all, more);
    } else {
        self->all = NULL;
    }
}

/* A copy without controls, which could end a line: blanks in their place. escape: quotes and backslashes too, which
 * could end a string. */
static const char *copied(text *self, const char *from, bool escape)
{
    char *made = ent_arena_alloc(self->arena, 2 * strlen(from) + 1);
    size_t n = 0;

    if (made == NULL) {
        self->all = NULL;
        return "";
    }
    for (; *from != '\0'; from++) {
        if (escape && (*from == '"' || *from == '\\')) {
            made[n++] = '\\';
        }
        made[n++] = (char) ((unsigned char) *from < 0x20 || *from == 0x7F ? ' ' : *from);
    }
    return made;
}

/* A text for a string of a scenario. */
static const char *quoted(text *self, const char *from)
{
    return copied(self, from, true);
}

/* A text for a comment. */
static const char *remark(text *self, const char *from)
{
    return copied(self, from, false);
}

static const char *number(text *self, double value, int digits)
{
    char buffer[ENT_NUMBER_TEXT];
    const char *made = ent_arena_strdup(self->arena, ent_number_shortest(ent_number_rounded(value, digits), buffer));

    self->all = made != NULL ? self->all : NULL;
    return made != NULL ? made : "";
}

/* --- names ---------------------------------------------------------------------------------------------------------
 */

enum { LONGEST_NAME = 40 };

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "Kind=Interstate war" as "hr_kind_interstate_war"; cut, since a scenario has no longer names, and a correlation is
 * named after two of these. */
static char *ratio_name(ent_fit *self, const char *covariate)
{
    char *made = ent_arena_printf(&self->arena, "hr_%s", covariate);
    size_t n = 0;

    for (size_t i = 0; made != NULL && made[i] != '\0'; i++) {
        char c = (char) (made[i] >= 'A' && made[i] <= 'Z' ? made[i] - 'A' + 'a' : made[i]);
        if (is_letter_or_digit(c)) {
            made[n++] = c;
        } else if (n > 0 && made[n - 1] != '_') {
            made[n++] = '_';
        }
    }
    n = n > LONGEST_NAME ? LONGEST_NAME : n;
    while (n > 0 && made[n - 1] == '_') {
        n--;
    }
    if (made != NULL) {
        made[n] = '\0';
    }
    return made;
}

const char *ent_fit_factor(ent_fit *self, size_t term)
{
    const char *made;

    if (term < 2) {
        return term == 0 ? "shape" : "scale";
    }
    made = ratio_name(self, self->data.covariate[term - 2].name);
    for (size_t j = 2; made != NULL && j < term; j++) {
        const char *other = ratio_name(self, self->data.covariate[j - 2].name);
        if (other == NULL) {
            return NULL;
        }
        if (strcmp(other, made) == 0) {
            return ent_arena_printf(&self->arena, "%s_%zu", made, term - 1);
        }
    }
    return made;
}

/* --- factors -------------------------------------------------------------------------------------------------------
 */

/* The name of a factor for people. */
static const char *name_of(ent_fit *self, text *made, size_t term)
{
    return term == 0   ? "Shape of the hazard"
           : term == 1 ? "Scale of the hazard"
                       : ent_arena_printf(
                             &self->arena, "Hazard ratio of %s", quoted(made, self->data.covariate[term - 2].name));
}

/* The plural endings of the rows and the failures of a fit. */
static const char *of_rows(const ent_fit *self)
{
    return ent_wording_plural((double) self->data.data.rows);
}

static const char *of_failures(const ent_fit *self)
{
    return ent_wording_plural((double) self->data.failures);
}

/* Unit of a term, for its note. */
static const char *unit_of(ent_fit *self, text *made, size_t term)
{
    if (term == 1) {
        return ent_arena_printf(&self->arena, ", in the unit of `%s`%s", quoted(made, self->data.time.name),
            self->terms > 2 ? ", where all covariates are 0" : "");
    }
    return term >= 2 && !self->data.covariate[term - 2].binary ? ", for one more" : "";
}

static void put_factor(ent_fit *self, text *made, size_t term, const char *source)
{
    const ent_posterior_term *at = &self->posterior.term[term];
    const char *id = ent_fit_factor(self, term), *name = name_of(self, made, term), *unit = unit_of(self, made, term);

    if (id == NULL || name == NULL || unit == NULL) {
        made->all = NULL;
        return;
    }
    put(made, "  %s: { name = \"%s\";\n", id, name);
    if (!ent_fit_is_estimated(self, term)) {
        put(made, "    value = %s;\n    note = \"Fixed at this value, not estimated.\";\n    source = \"%s\"; };\n",
            number(made, ent_exp(at->median), 10), source);
        return;
    }
    put(made,
        "    value = \"lognormal(%s, %s)\";\n"
        "    note = \"Median %s, 90%% from %s to %s%s; posterior of a fit to %zu row%s with %zu failure%s.\";\n"
        "    source = \"%s\"; };\n",
        number(made, at->mean, DIGITS), number(made, at->sd, DIGITS), number(made, ent_exp(at->median), WORD_DIGITS),
        number(made, ent_exp(at->low), WORD_DIGITS), number(made, ent_exp(at->high), WORD_DIGITS), unit,
        self->data.data.rows, of_rows(self), self->data.failures, of_failures(self), source);
}

/* --- correlations --------------------------------------------------------------------------------------------------
 */

/* Sets rho [n * n] to the rounded correlations of the estimated terms; where rounding left no correlation matrix, they
 * are shortened a little. scratch: [n * n]. False where none is found. */
static bool round_correlations(const ent_fit *self, size_t first, double *rho, double *scratch)
{
    size_t n = self->terms - first;
    double share = 1.0;

    for (size_t tries = 0; tries < 20; tries++) {
        for (size_t i = 0; i < n * n; i++) {
            double exact = self->posterior.correlation[(first + i / n) * self->terms + first + i % n];
            rho[i] = i / n == i % n ? 1.0 : ent_number_rounded(share * exact, DIGITS);
        }
        memcpy(scratch, rho, n * n * sizeof(*scratch));
        if (ent_cholesky(scratch, n, NULL) == ENT_OK) {
            return true;
        }
        share *= 0.9995;
    }
    return false;
}

static void put_correlations(ent_fit *self, text *made)
{
    size_t first = ent_fit_is_estimated(self, 0) ? 0 : 1, n = self->terms - first;
    double *rho = ent_arena_array(&self->arena, n * n, sizeof(*rho));
    double *scratch = ent_arena_array(&self->arena, n * n, sizeof(*scratch));

    if (rho == NULL || scratch == NULL) {
        made->all = NULL;
        return;
    }
    if (n < 2 || !round_correlations(self, first, rho, scratch)) {
        return;
    }
    put(made, "correlations: {\n");
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            const char *a = ent_fit_factor(self, first + i), *b = ent_fit_factor(self, first + j);
            if (a == NULL || b == NULL) {
                made->all = NULL;
                return;
            }
            put(made, "  %s_%s: { among = ( \"%s\", \"%s\" ); rho = %s; };\n", a, b, a, b,
                number(made, rho[i * n + j], DIGITS));
        }
    }
    put(made, "};\n");
}

/* --- the file --------------------------------------------------------------------------------------------------- */

/* " * hr_armed ^ armed" for the term of a covariate, with a value of the case at hand as the exponent. */
static void put_ratio(ent_fit *self, text *made, size_t term)
{
    const char *factor = ent_fit_factor(self, term);

    if (factor == NULL) {
        made->all = NULL;
        return;
    }
    put(made, " * %s ^ x%zu", factor, term - 1);
}

static void put_head(ent_fit *self, text *made, const char *command_line)
{
    put(made,
        "# A hazard fitted to durations by entente %s: factors with their correlations. Start from this file with\n"
        "#   base = \"fit.cfg\";\n"
        "# or copy the groups. The hazard of a cause is then\n"
        "#   hazard = \"weibull_hazard(shape, scale)",
        ENTENTE_VERSION);
    for (size_t term = 2; term < self->terms; term++) {
        put_ratio(self, made, term);
    }
    put(made, "\";\n");
    for (size_t term = 2; term < self->terms; term++) {
        const ent_fit_column *of = &self->data.covariate[term - 2];
        put(made, "# with %s %s in place of x%zu.\n",
            of->binary ? "1 or 0 of the case at hand for" : "the value of the case at hand for", remark(made, of->name),
            term - 1);
    }
    put(made, "# The scale is in the unit of `%s`, and weibull_hazard counts months.\n# %s\n",
        remark(made, self->data.time.name), remark(made, command_line));
}

const char *ent_fit_scenario(ent_fit *self, const char *command_line)
{
    text made = {.arena = &self->arena, .all = ""};
    const char *slash = strrchr(self->request->path, '/');
    const char *source = ent_arena_printf(&self->arena, "entente fit: %s (%zu row%s, %zu failure%s)",
        quoted(&made, slash != NULL ? slash + 1 : self->request->path), self->data.data.rows, of_rows(self),
        self->data.failures, of_failures(self));

    if (source == NULL) {
        return NULL;
    }
    put_head(self, &made, command_line != NULL ? command_line : "");
    put(&made, "factors: {\n");
    for (size_t term = 0; term < self->terms; term++) {
        put_factor(self, &made, term, source);
    }
    put(&made, "};\n");
    put_correlations(self, &made);
    return made.all;
}
