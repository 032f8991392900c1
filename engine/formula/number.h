/* Numbers as text, in the C locale whatever the process's is. */
#ifndef ENT_FORMULA_NUMBER_H
#define ENT_FORMULA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* One unsigned literal at the start of a text: digits, a fraction, an exponent, a suffix. */
typedef struct ent_literal {
    size_t length; /* bytes; 0 when the text does not start with a number */
    double value;  /* correctly rounded, the suffix included: "35%" is 0.35 */
    bool percent;
} ent_literal;

/* Reads a literal: digits with an optional `.` and an optional exponent, then at most one of `%`, `k`, `M`. ENT_OK
 * (also with length 0), ENT_ERR_ARGUMENT when it is too large for a double or longer than ENT_NUMBER_BYTES (length is
 * then still right), ENT_ERR_NO_MEMORY. */
enum { ENT_NUMBER_BYTES = 400 };
int ent_literal_read(const char *text, ent_literal *literal);

/* The whole text as one plain number: a literal or `inf`, with an optional `-`, blanks around it ("35%", "40k",
 * "-3e4"). ENT_OK, ENT_ERR_SCENARIO when it is anything else, ENT_ERR_NO_MEMORY. */
int ent_formula_number(const char *text, double *number);

/* Text of a number. Buffers hold ENT_NUMBER_TEXT bytes, NUL included; the buffer is returned. */
enum { ENT_NUMBER_TEXT = 64 };

/* Shortest decimal that reads back as the same double: "0.35", "40000", "1e-9", "inf", "nan". */
char *ent_number_shortest(double value, char *buffer);

/* For readers: `digits` significant digits at most (1 to 17), but no digit before the point is lost; 0: as many as are
 * needed to read it back. Thousands apart by commas; U+2212 as minus: "8,000", "0.2857", "−5,000", "infinity". */
char *ent_number_readable(double value, int digits, char *buffer);

/* As per cent, ASCII, `digits` as above (0: 15, which hides the noise of multiplying by 100): 0.07 gives "7%". */
char *ent_number_percent(double value, int digits, char *buffer);

#endif
