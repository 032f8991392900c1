/* Ctrl-C and SIGTERM.
 *
 * The first signal ends the program at once, with status 130, whatever it computes or waits for. Only while draws are
 * counted or results are written it is deferred: ent_interrupted is set, and the job saves its counts and returns. A
 * second signal always ends the program. */
#ifndef ENT_CLI_INTERRUPTS_H
#define ENT_CLI_INTERRUPTS_H

#include <stdatomic.h>
#include <stdbool.h>

/* The line of a deferred signal where files are written and no draw is counted. */
#define ENT_INTERRUPT_WRITING "\nentente: stopping once the file in hand is written (again: at once)\n"

/* Not 0 after a signal that was deferred. */
extern atomic_int ent_interrupted;

/* Installs the handlers. announce: each prints a line on standard error. */
void ent_catch_interrupts(bool announce);

/* Starts or ends deferring signals. */
void ent_defer_interrupts(bool deferred);

/* Replaces the line that is printed for a deferred signal; static storage. */
void ent_set_interrupt_text(const char *text);

/* Sets a text for standard output when a signal ends the program at once; NULL: none. Borrowed until replaced. */
void ent_set_interrupt_output(const char *output);

#endif
