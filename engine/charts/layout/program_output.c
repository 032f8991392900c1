#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): for pipe2
#include "charts/layout/program_output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { POLL = 20, BLOCK = 1 << 16 }; /* milliseconds between two looks; bytes read at once */

/* A program that runs. */
typedef struct process {
    pid_t pid; /* the leader of a group of its own */
    int out;   /* its standard output */
    struct timespec deadline;
    const atomic_int *stop;
} process;

/* Runs in the child: only async-signal-safe calls. */
static void execute(char *const argv[], int out)
{
    int null = open("/dev/null", O_RDWR);

    (void) setpgid(0, 0);
#ifdef __linux__
    (void) prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (null >= 0 && dup2(null, 0) >= 0 && dup2(out, 1) >= 0 && dup2(null, 2) >= 0) {
        execvp(argv[0], argv);
    }
    _exit(1);
}

static bool start(process *self, char *const argv[])
{
    int pipe_of[2];

    if (pipe2(pipe_of, O_CLOEXEC) != 0) {
        return false;
    }
    self->pid = fork();
    if (self->pid == 0) {
        execute(argv, pipe_of[1]);
    }
    close(pipe_of[1]);
    self->out = pipe_of[0];
    if (self->pid < 0) {
        close(self->out);
        return false;
    }
    (void) setpgid(self->pid, self->pid); /* here too: it may not have come that far when it is to be ended */
    return true;
}

static bool is_over(const process *self)
{
    struct timespec now;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return (self->stop != NULL && atomic_load(self->stop) != 0) || now.tv_sec > self->deadline.tv_sec ||
           (now.tv_sec == self->deadline.tv_sec && now.tv_nsec >= self->deadline.tv_nsec);
}

/* Makes room for a block and the NUL. False where memory is out or the text is too long. */
static bool make_room(char **text, size_t length, size_t *room, size_t most)
{
    size_t wanted = *room == 0 ? 2 * (size_t) BLOCK : 2 * *room;
    char *grown;

    if (length + BLOCK < *room) {
        return true;
    }
    grown = length <= most ? realloc(*text, wanted) : NULL;
    if (grown == NULL) {
        return false;
    }
    *text = grown;
    *room = wanted;
    return true;
}

/* Reads to the end of the output. NULL on failure. */
static char *read_output(const process *self, size_t most)
{
    char *text = NULL;
    size_t length = 0, room = 0;
    ssize_t some = 1;

    while (some != 0 && make_room(&text, length, &room, most) && !is_over(self)) {
        struct pollfd wait = {.fd = self->out, .events = POLLIN};
        if (poll(&wait, 1, POLL) <= 0) {
            continue;
        }
        some = read(self->out, text + length, BLOCK);
        if (some < 0 && errno != EINTR) {
            break;
        }
        length += some > 0 ? (size_t) some : 0;
    }
    if (some != 0 || length > most) {
        free(text);
        return NULL;
    }
    text[length] = '\0';
    return text;
}

/* Waits for the end; ends the program and all it has started where it is late or not wanted any more. Returns whether
 * it ended by itself, with status 0. */
static bool end(const process *self, bool wanted)
{
    const struct timespec pause = {0, POLL * 1000000L};
    bool killed = false;
    int status = 0;
    pid_t done;

    do {
        killed = killed || !wanted || is_over(self);
        if (killed) {
            (void) kill(-self->pid, SIGKILL);
        }
        done = waitpid(self->pid, &status, killed ? 0 : WNOHANG);
        if (done == 0) {
            (void) nanosleep(&pause, NULL);
        }
    } while (done == 0 || (done < 0 && errno == EINTR));
    return done > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

char *ent_program_output(char *const argv[], unsigned seconds, size_t most, const atomic_int *stop)
{
    process self = {.stop = stop};
    char *text;

    (void) clock_gettime(CLOCK_MONOTONIC, &self.deadline);
    self.deadline.tv_sec += (time_t) seconds;
    if (!start(&self, argv)) {
        return NULL;
    }
    text = read_output(&self, most);
    close(self.out);
    if (!end(&self, text != NULL)) {
        free(text);
        text = NULL;
    }
    return text;
}
