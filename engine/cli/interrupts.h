/* Ctrl-C and SIGTERM. */
#ifndef ENT_CLI_INTERRUPTS_H
#define ENT_CLI_INTERRUPTS_H

#include <stdatomic.h>
#include <stdbool.h>

/* Not 0 after SIGINT or SIGTERM; a second signal ends the program at once. */
extern atomic_int ent_interrupted;

/* Installs the handlers. announce: each prints a line on standard error. */
void ent_catch_interrupts(bool announce);

/* Replaces the line that is printed; static storage. */
void ent_set_interrupt_text(const char *text);

#endif
