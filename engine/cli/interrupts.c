#include "cli/interrupts.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

atomic_int ent_interrupted;

static const char *interrupt_text = "\nentente: stopping once the draws in hand are counted (again: at once)\n";

void ent_set_interrupt_text(const char *text)
{
    interrupt_text = text;
}

static void on_interrupt(int signal_number)
{
    (void) signal_number;
    atomic_store(&ent_interrupted, 1);
    if (write(STDERR_FILENO, interrupt_text, strlen(interrupt_text)) < 0) {
        return; /* a handler cannot report that standard error is closed */
    }
}

static void on_interrupt_silently(int signal_number)
{
    (void) signal_number;
    atomic_store(&ent_interrupted, 1);
}

void ent_catch_interrupts(bool announce)
{
    struct sigaction action;

    memset(&action, 0, sizeof(action));
    action.sa_handler = announce ? on_interrupt : on_interrupt_silently;
    sigemptyset(&action.sa_mask);
    action.sa_flags = (int) SA_RESETHAND; /* a second Ctrl-C ends the program at once */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}
