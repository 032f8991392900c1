#include "formula/number.h"

#include "base/c_locale.h"
#include "base/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t digits_length(const char *text)
{
    size_t n = 0;

    while (is_digit(text[n])) {
        n++;
    }
    return n;
}

/* Length of the digits and the fraction; a point belongs to them unless a point or a letter follows (`8..15`, `1.x`).
 */
static size_t mantissa_length(const char *text)
{
    size_t whole = digits_length(text);
    size_t n = whole;

    if (text[n] == '.') {
        size_t fraction = digits_length(text + n + 1);
        char next = text[n + 1 + fraction];
        if (fraction > 0 || (whole > 0 && next != '.' && !is_letter(next))) {
            n += 1 + fraction;
        }
    }
    return n;
}

static size_t exponent_length(const char *text, int *exponent)
{
    size_t n = 0;
    size_t digits;
    int value = 0;

    *exponent = 0;
    if (text[0] != 'e' && text[0] != 'E') {
        return 0;
    }
    n = text[1] == '+' || text[1] == '-' ? 2 : 1;
    digits = digits_length(text + n);
    if (digits == 0) {
        return 0;
    }
    for (size_t i = 0; i < digits; i++) {
        value = value < 100000 ? value * 10 + (text[n + i] - '0') : value; /* beyond any double */
    }
    *exponent = text[1] == '-' ? -value : value;
    return n + digits;
}

/* A suffix adds to the exponent, so that "12.3%" is the double nearest to 0.123. */
static size_t suffix_length(const char *text, int *exponent)
{
    if (text[0] == '%') {
        *exponent = -2;
        return 1;
    }
    if ((text[0] == 'k' || text[0] == 'M') && !is_letter(text[1]) && !is_digit(text[1])) {
        *exponent = text[0] == 'k' ? 3 : 6;
        return 1;
    }
    *exponent = 0;
    return 0;
}

static int literal_value(const char *text, size_t mantissa, int exponent, double *value)
{
    char buffer[ENT_NUMBER_BYTES + 32];
    ent_c_locale locale;

    if (mantissa > ENT_NUMBER_BYTES) {
        return ENT_ERR_ARGUMENT;
    }
    snprintf(buffer, sizeof(buffer), "%.*se%d", (int) mantissa, text, exponent);
    locale = ent_c_locale_enter();
    if (locale.c == (locale_t) 0) {
        return ENT_ERR_NO_MEMORY;
    }
    *value = strtod(buffer, NULL);
    ent_c_locale_leave(locale);
    return isinf(*value) ? ENT_ERR_ARGUMENT : ENT_OK;
}

int ent_literal_read(const char *text, ent_literal *literal)
{
    size_t mantissa = mantissa_length(text);
    int exponent, shift;

    *literal = (ent_literal){0};
    if (mantissa == 0) {
        return ENT_OK;
    }
    literal->length = mantissa + exponent_length(text + mantissa, &exponent);
    literal->length += suffix_length(text + literal->length, &shift);
    literal->percent = shift == -2;
    return literal_value(text, mantissa, exponent + shift, &literal->value);
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

int ent_formula_number(const char *text, double *number)
{
    ent_literal literal = {0};
    const char *at = skip_blanks(text);
    bool negative = *at == '-';
    int status;

    at += negative ? 1 : 0;
    if (strncmp(at, "inf", 3) == 0) {
        literal = (ent_literal){.length = 3, .value = INFINITY};
    } else {
        status = ent_literal_read(at, &literal);
        if (status != ENT_OK) {
            return status == ENT_ERR_NO_MEMORY ? status : ENT_ERR_SCENARIO;
        }
    }
    if (literal.length == 0 || *skip_blanks(at + literal.length) != '\0') {
        return ENT_ERR_SCENARIO;
    }
    *number = negative ? -literal.value : literal.value;
    return ENT_OK;
}

/* "1e+22" to "1e22", "1e-05" to "1e-5". */
static void tidy_exponent(char *text)
{
    char *e = strchr(text, 'e');
    char *from;

    if (e == NULL) {
        return;
    }
    from = e + 1;
    e++;
    if (*from == '-') {
        e++;
    }
    from++;
    from += strspn(from, "0");
    memmove(e, from, strlen(from) + 1);
}

/* Copies a text that fits the buffer. */
static void set_text(char *buffer, const char *text)
{
    memcpy(buffer, text, strlen(text) + 1);
}

char *ent_number_shortest(double value, char *buffer)
{
    ent_c_locale locale;

    if (!isfinite(value)) {
        set_text(buffer, isnan(value) ? "nan" : value > 0.0 ? "inf" : "-inf");
        return buffer;
    }
    locale = ent_c_locale_enter();
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(buffer, ENT_NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value) {
            break;
        }
    }
    ent_c_locale_leave(locale);
    tidy_exponent(buffer);
    return buffer;
}

static void strip_zeros(char *text)
{
    size_t n = strlen(text);

    if (strchr(text, '.') == NULL) {
        return;
    }
    while (text[n - 1] == '0') {
        n--;
    }
    n -= text[n - 1] == '.' ? 1 : 0;
    text[n] = '\0';
}

/* Writes a number >= 0 with `digits` significant digits, but all digits before the point; with an exponent only below
 * 1e-4 and from 1e15. */
static void write_rounded(double size, int digits, char *buffer)
{
    ent_c_locale locale = ent_c_locale_enter();

    if (size != 0.0 && (size < 1e-4 || size >= 1e15)) {
        snprintf(buffer, ENT_NUMBER_TEXT, "%.*g", digits, size);
        tidy_exponent(buffer);
    } else {
        int before = size > 0.0 ? (int) floor(log10(size)) + 1 : 1; /* digits before the point; negative for 0.001 */
        snprintf(buffer, ENT_NUMBER_TEXT, "%.*f", digits > before ? digits - before : 0, size);
        strip_zeros(buffer);
    }
    ent_c_locale_leave(locale);
}

/* Copies a decimal with commas between the thousands. */
static void copy_grouped(const char *text, char *out)
{
    size_t whole = digits_length(text);
    size_t n = 0;

    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            out[n++] = ',';
        }
        out[n++] = text[i];
    }
    set_text(out + n, text + whole);
}

char *ent_number_readable(double value, int digits, char *buffer)
{
    char plain[ENT_NUMBER_TEXT];
    char *at = buffer;

    if (isnan(value)) {
        set_text(buffer, "not a number");
        return buffer;
    }
    if (value < 0.0) {
        set_text(buffer, "\xE2\x88\x92");
        at = buffer + 3;
    }
    if (isinf(value)) {
        set_text(at, "infinity");
        return buffer;
    }
    if (digits == 0) {
        ent_number_shortest(fabs(value), plain);
    } else {
        write_rounded(fabs(value), digits, plain);
    }
    copy_grouped(plain, at);
    return buffer;
}

char *ent_number_percent(double value, int digits, char *buffer)
{
    if (!isfinite(value)) {
        return ent_number_shortest(value, buffer);
    }
    write_rounded(fabs(value * 100.0), digits == 0 ? 15 : digits, buffer);
    if (value < 0.0) {
        memmove(buffer + 1, buffer, strlen(buffer) + 1);
        buffer[0] = '-';
    }
    set_text(buffer + strlen(buffer), "%");
    return buffer;
}
