/* The parts of the verification. Each prints a table as Markdown, with fixed seeds. */
#ifndef ENT_TESTS_VERIFY_H
#define ENT_TESTS_VERIFY_H

/* Accuracy of the range across worlds, of the engine and of other estimators. Returns 0 if the engine's is within what
 * is asked for everywhere, else 1. */
int verify_ranges(void);

/* Coverage of the 95% intervals at few worlds, of the engine and by the normal quantile. */
void verify_coverage(void);

#endif
