#include "formula/calendar.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};

static const char digits[] = "0123456789";

bool ent_calendar_read(const char *text, double *month)
{
    int number;

    if (strspn(text, digits) != 4 || text[4] != '-' || strspn(text + 5, digits) != 2 || text[7] != '\0') {
        return false;
    }
    number = 10 * (text[5] - '0') + (text[6] - '0');
    if (number < 1 || number > 12) {
        return false;
    }
    if (month != NULL) {
        int year = 1000 * (text[0] - '0') + 100 * (text[1] - '0') + 10 * (text[2] - '0') + (text[3] - '0');
        *month = 12.0 * year + (double) (number - 1);
    }
    return true;
}

/* Splits a number into year and month, 0 to 11. */
static bool split(double month, int *year, int *number)
{
    double whole = floor(month);

    if (!(whole >= 0.0 && whole < 120000.0)) {
        return false;
    }
    *year = (int) whole / 12;
    *number = (int) whole % 12;
    return true;
}

void ent_calendar_words(char text[ENT_CALENDAR_TEXT], double month)
{
    int year, number;

    text[0] = '\0';
    if (split(month, &year, &number)) {
        (void) snprintf(text, ENT_CALENDAR_TEXT, "%s %d", months[number], year);
    }
}

void ent_calendar_text(char text[ENT_CALENDAR_TEXT], double month)
{
    int year, number;

    text[0] = '\0';
    if (split(month, &year, &number)) {
        (void) snprintf(text, ENT_CALENDAR_TEXT, "%04d-%02d", year, number + 1);
    }
}

/* Number of the month with this name or its first three letters, 1 to 12; 0 for any other word. */
static int named(const char *word, size_t length)
{
    for (int m = 0; m < 12; m++) {
        if (length >= 3 && length <= strlen(months[m]) && strncasecmp(word, months[m], length) == 0) {
            return m + 1;
        }
    }
    return 0;
}

/* The parts of a date: its numbers in order, and the month in letters. */
typedef struct parts {
    int number[3], length[3];
    int count;
    int month; /* from its name, 1 to 12; 0: none */
} parts;

static bool take_number(parts *self, const char *text, size_t length)
{
    if (self->count == 3 || length > 4) {
        return false;
    }
    self->length[self->count] = (int) length;
    for (size_t i = 0; i < length; i++) {
        self->number[self->count] = 10 * self->number[self->count] + (text[i] - '0');
    }
    self->count++;
    return true;
}

static bool take_parts(parts *self, const char *text)
{
    while (*text != '\0') {
        size_t number = strspn(text, digits);
        size_t word = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
        if (number > 0 && !take_number(self, text, number)) {
            return false;
        }
        if (word > 0) {
            if (self->month != 0 || named(text, word) == 0) {
                return false;
            }
            self->month = named(text, word);
        }
        text += number + word;
        if (number + word == 0) {
            if (strchr(" -/.,", *text) == NULL) {
                return false;
            }
            text++;
        }
    }
    return true;
}

bool ent_calendar_correct(const char *written, char text[ENT_CALENDAR_TEXT])
{
    parts found = {.month = 0};
    int year, month;
    bool last;

    if (!take_parts(&found, written) || found.count == 0) {
        return false;
    }
    last = found.length[found.count - 1] == 4;
    if (!last && found.length[0] != 4) {
        return false;
    }
    year = last ? found.number[found.count - 1] : found.number[0];
    month = found.month != 0  ? found.month
            : found.count < 2 ? 0
            : last            ? found.number[found.count - 2]
                              : found.number[1];
    if (month < 1 || month > 12) {
        return false;
    }
    ent_calendar_text(text, 12.0 * year + (double) (month - 1));
    return true;
}
