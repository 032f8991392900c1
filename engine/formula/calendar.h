/* Months of the calendar, written "2026-12" and counted from January of the year 0. */
#ifndef ENT_FORMULA_CALENDAR_H
#define ENT_FORMULA_CALENDAR_H

#include <stdbool.h>

enum { ENT_CALENDAR_TEXT = 24 /* room for "September 9999" and "2026-12" */ };

/* Whether a text is a calendar month: four digits, `-`, 01 to 12, and nothing else. *month (if not NULL) is then its
 * number: 12 * year + (0 for January … 11 for December). */
bool ent_calendar_read(const char *text, double *month);

/* Writes "December 2026". A part of a month counts as the month that it lies in. "" for a number that is not finite or
 * beyond the years 0 to 9999. */
void ent_calendar_words(char text[ENT_CALENDAR_TEXT], double month);

/* Writes "2026-12", likewise. */
void ent_calendar_text(char text[ENT_CALENDAR_TEXT], double month);

/* Rewrites a date of another form as a calendar month: "June 2026", "2026/06", "06.2026", "2026-6", "15 June 2026",
 * "2026-06-15". Returns false, and leaves `text` alone, where year and month cannot be determined. */
bool ent_calendar_correct(const char *written, char text[ENT_CALENDAR_TEXT]);

#endif
