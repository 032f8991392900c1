#include "cli/interrupts.h"

#include "cli/options.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

atomic_int ent_interrupted;

static const char *interrupt_text = "\nentente: stopping once the draws in hand are counted (again: at once)\n";
static const char *interrupt_output;
static atomic_int deferring;
static atomic_int announcing;

void ent_set_interrupt_text(const char *text)
{
    interrupt_text = text;
}

void ent_set_interrupt_output(const char *output)
{
    interrupt_output = output;
}

void ent_defer_interrupts(bool deferred)
{
    atomic_store(&deferring, deferred ? 1 : 0);
}

/* Writes a text within a handler, which cannot report that the stream is closed. */
static void put(int stream, const char *text)
{
    if (write(stream, text, strlen(text)) < 0) {
        return;
    }
}

static void on_interrupt(int signal_number)
{
    (void) signal_number;
    if (atomic_load(&deferring) == 0) {
        if (interrupt_output != NULL) {
            put(STDOUT_FILENO, interrupt_output);
        }
        if (atomic_load(&announcing) != 0) {
            put(STDERR_FILENO, "\nentente: interrupted\n");
        }
        _exit(ENT_EXIT_INTERRUPTED);
    }
    atomic_store(&ent_interrupted, 1);
    if (atomic_load(&announcing) != 0) {
        put(STDERR_FILENO, interrupt_text);
    }
}

void ent_catch_interrupts(bool announce)
{
    struct sigaction action;

    atomic_store(&announcing, announce ? 1 : 0);
    memset(&action, 0, sizeof(action));
    action.sa_handler = on_interrupt;
    sigemptyset(&action.sa_mask);
    action.sa_flags = (int) SA_RESETHAND; /* a second Ctrl-C ends the program at once */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}
