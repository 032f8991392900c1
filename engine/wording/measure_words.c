#include "wording/measure_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    double scale;
    const char *word;
} large[] = {{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}, {1.0, ""}};

double ent_measure_scale(double most, const char **word)
{
    size_t i = 0;

    while (i + 1 < sizeof(large) / sizeof(*large) && !(fabs(most) >= large[i].scale)) {
        i++;
    }
    *word = large[i].word;
    return large[i].scale;
}

/* The last decimal place, as a power of ten, that a number is written with. */
static int last_place(double value, double half_width)
{
    int first = value != 0.0 && isfinite(value) ? (int) floor(log10(fabs(value))) : 0;
    int last = half_width > 0.0 && isfinite(half_width) ? (int) floor(log10(half_width))
               : isnan(half_width)                      ? first - 1
                                                        : first - 3;

    last = last < first - 3 ? first - 3 : last;
    return last > first ? first : last; /* at least one digit */
}

/* Writes a number >= 0 in units of scale, with groups of three digits. */
static void put(char *buffer, double size, int last, double scale)
{
    double step = pow(10.0, last);
    double rounded = floor(size / step + 0.5) * step / scale;
    int decimals = (int) (log10(scale) + 0.5) - last;
    char digits[ENT_WORDING_BYTES];
    size_t whole, out = 0;

    decimals = decimals < 0 ? 0 : decimals > 12 ? 12 : decimals;
    if (rounded >= 1e15) {
        snprintf(buffer, ENT_WORDING_BYTES, "%.3g", rounded);
        return;
    }
    snprintf(digits, sizeof(digits), "%.*f", decimals, rounded);
    whole = strcspn(digits, ".");
    if (strspn(digits + whole, ".0") == strlen(digits + whole)) {
        digits[whole] = '\0'; /* a whole number */
    }
    for (size_t i = 0; digits[i] != '\0' && out + 2 < ENT_WORDING_BYTES; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            buffer[out++] = ',';
        }
        buffer[out++] = digits[i];
    }
    buffer[out] = '\0';
}

/* The number without its word. */
static void put_signed(char buffer[ENT_WORDING_BYTES], double value, int last, double scale, const char *plus)
{
    char digits[ENT_WORDING_BYTES];

    put(digits, fabs(value), last, scale);
    snprintf(buffer, ENT_WORDING_BYTES, "%s%.48s",
        strspn(digits, "0.,") == strlen(digits) ? ""
        : value < 0.0                           ? "\xE2\x88\x92"
                                                : plus,
        digits);
}

void ent_measure_words(char buffer[ENT_WORDING_BYTES], double value, double half_width)
{
    const char *word;
    double scale = ent_measure_scale(value, &word);
    char number[ENT_WORDING_BYTES];

    if (isnan(value) || isinf(value)) {
        snprintf(buffer, ENT_WORDING_BYTES, "%s",
            isnan(value)  ? "?"
            : value > 0.0 ? "no limit"
                          : "\xE2\x88\x92 no limit");
        return;
    }
    put_signed(number, value, last_place(value, half_width), scale, "");
    snprintf(buffer, ENT_WORDING_BYTES, "%.50s%s%s", number, *word != '\0' ? " " : "", word);
}

void ent_measure_span(char buffer[ENT_WORDING_BYTES], double low, double high, double half_width)
{
    double most = fmax(fabs(low), fabs(high));
    const char *word;
    double scale = ent_measure_scale(most, &word);
    char from[ENT_WORDING_BYTES], to[ENT_WORDING_BYTES];
    int last = last_place(most, half_width);

    buffer[0] = '\0';
    if (!isfinite(low) || !isfinite(high)) {
        return;
    }
    put_signed(from, low, last, scale, "");
    put_signed(to, high, last, scale, "");
    snprintf(buffer, ENT_WORDING_BYTES, "%.24s%s%.24s%s%s", from, strcmp(from, to) == 0 ? "" : " to ",
        strcmp(from, to) == 0 ? "" : to, *word != '\0' ? " " : "", word);
}

void ent_measure_difference_words(
    char buffer[ENT_WORDING_BYTES], double difference, double low, double high, uint64_t worlds)
{
    const char *word;
    double scale = ent_measure_scale(difference, &word);
    char number[ENT_WORDING_BYTES];

    buffer[0] = '\0';
    if (isnan(difference)) {
        return;
    }
    if (worlds > 0 && worlds < ENT_WORDING_LEAST_WORLDS) {
        snprintf(buffer, ENT_WORDING_BYTES, "cannot be told from %u world%s", (unsigned) worlds,
            ent_wording_plural((double) worlds));
        return;
    }
    if (!isnan(low) && !isnan(high) && !ent_wording_excludes_zero(low, high)) {
        snprintf(buffer, ENT_WORDING_BYTES, "no clear difference");
        return;
    }
    put_signed(number, difference, last_place(difference, (high - low) / 2.0), scale, "+");
    snprintf(buffer, ENT_WORDING_BYTES, "%.24s%s%s, %s", number, *word != '\0' ? " " : "", word,
        isnan(low) || isnan(high) ? "interval not known" : "clear");
    if (worlds >= ENT_WORDING_LEAST_WORLDS && worlds < ENT_WORDING_FEW_WORLDS) {
        size_t n = strlen(buffer);
        snprintf(buffer + n, ENT_WORDING_BYTES - n, " on %u worlds", (unsigned) worlds);
    }
}

bool ent_measure_of_expression(const char *expression, char id[ENT_WORDING_BYTES])
{
    const char *at = expression + strspn(expression, " \t\r\n");
    size_t length;

    id[0] = '\0';
    if (strncmp(at, "mean", 4) != 0) {
        return false;
    }
    at += 4;
    at += strspn(at, " \t\r\n");
    if (*at++ != '(') {
        return false;
    }
    at += strspn(at, " \t\r\n");
    length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (at[length + strspn(at + length, " \t\r\n")] != ')' || length == 0) {
        return false;
    }
    snprintf(id, ENT_WORDING_BYTES, "%.*s", length < 60 ? (int) length : 60, at);
    return true;
}
