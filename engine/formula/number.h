/* Reading and writing of numbers, in the C locale whatever the locale of the process. */
#ifndef ENT_FORMULA_NUMBER_H
#define ENT_FORMULA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* An unsigned literal at the start of a text: digits, a fraction, an exponent, a suffix. */
typedef struct ent_literal {
    size_t length; /* bytes; 0 where the text does not start with a number */
    double value;  /* correctly rounded, the suffix included: "35%" is 0.35 */
    bool percent;  /* the suffix is % */
    char suffix;   /* '%', 'k' (thousand), 'M' (million), 'B' (billion, 1e9); 0: none */
} ent_literal;

/* Reads a literal: digits with an optional `.` and an optional exponent, then at most one of `%`, `k`, `M`, `B`. ENT_OK
 * (also with length 0), ENT_ERR_ARGUMENT where it is too large for a double or longer than ENT_NUMBER_BYTES (length is
 * set nevertheless), ENT_ERR_NO_MEMORY. */
enum { ENT_NUMBER_BYTES = 400 };
int ent_literal_read(const char *text, ent_literal *literal);

/* Reads a whole text as one number: a literal or `inf`, with an optional `-` and blanks around it ("35%", "40k",
 * "-3e4"). ENT_ERR_SCENARIO for any other text, ENT_ERR_NO_MEMORY. */
int ent_formula_number(const char *text, double *number);

/* The functions below write a number to a buffer of ENT_NUMBER_TEXT bytes and return the buffer. */
enum { ENT_NUMBER_TEXT = 64 };

/* Writes the shortest decimal that is read as the same double: "0.35", "40000", "1e-9", "inf", "nan". */
char *ent_number_shortest(double value, char *buffer);

/* The nearest number with at most `digits` (1 to 17) significant decimal digits. */
double ent_number_rounded(double value, int digits);

/* Writes a number for readers, with at most `digits` significant digits (1 to 17, but all digits before the point; 0:
 * as many as the shortest decimal). Commas separate thousands, U+2212 is the minus: "8,000", "0.2857", "−5,000",
 * "infinity". */
char *ent_number_readable(double value, int digits, char *buffer);

/* Writes a number as per cent in ASCII, with `digits` as above (0: 15, which hides the rounding of the product by 100):
 * 0.07 gives "7%". */
char *ent_number_percent(double value, int digits, char *buffer);

#endif
