#include "measure.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

double bench_cpu(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double bench_wall(void)
{
    return seconds(CLOCK_MONOTONIC);
}

void bench_add(bench_samples *self, double x)
{
    if (self->count < BENCH_TURNS) {
        self->of[self->count++] = x;
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y ? 1 : 0;
}

double bench_median(const bench_samples *self)
{
    double sorted[BENCH_TURNS];

    memcpy(sorted, self->of, sizeof(sorted));
    qsort(sorted, self->count, sizeof(*sorted), ascending);
    return self->count == 0 ? 0.0 : 0.5 * (sorted[(self->count - 1) / 2] + sorted[self->count / 2]);
}

double bench_least(const bench_samples *self)
{
    double least = self->of[0];

    for (size_t i = 1; i < self->count; i++) {
        least = self->of[i] < least ? self->of[i] : least;
    }
    return least;
}

double bench_ratio(const bench_samples *a, const bench_samples *b)
{
    bench_samples ratio = {0};

    for (size_t i = 0; i < a->count && i < b->count; i++) {
        bench_add(&ratio, a->of[i] / b->of[i]);
    }
    return bench_median(&ratio);
}

void bench_print(bench_report *self, const char *format, ...)
{
    va_list arguments;
    va_list again;

    va_start(arguments, format);
    va_copy(again, arguments);
    vprintf(format, arguments);
    fflush(stdout);
    if (self->file != NULL) {
        vfprintf(self->file, format, again);
    }
    va_end(again);
    va_end(arguments);
}

void bench_expect(bench_report *self, bool met, const char *figure, const char *text)
{
    bench_target *target = &self->target[self->targets];

    if (self->targets < BENCH_TARGETS) {
        snprintf(target->text, sizeof(target->text), "%s", text);
        snprintf(target->figure, sizeof(target->figure), "%s", figure);
        target->met = met;
        self->targets++;
    }
}

void bench_print_targets(bench_report *self)
{
    bench_print(self, "\n### Targets\n\n| %-64s | %20s | %-6s |\n| --- | ---: | --- |\n", "target", "measured", "");
    for (size_t i = 0; i < self->targets; i++) {
        const bench_target *target = &self->target[i];
        bench_print(self, "| %-64s | %20s | %-6s |\n", target->text, target->figure, target->met ? "met" : "MISSED");
    }
}

enum { ARGUMENTS = 64 };

bench_process bench_spawn(const char *const *argv)
{
    bench_process made = {.status = -1};
    char *copy[ARGUMENTS] = {NULL}; /* execvp's argument is not const, though it changes nothing */
    struct rusage usage;
    double start = bench_wall();
    int status;
    pid_t child;

    for (size_t i = 0; i + 1 < ARGUMENTS && argv[i] != NULL; i++) {
        memcpy(&copy[i], &argv[i], sizeof(copy[i]));
    }
    child = fork();

    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        if (null >= 0) {
            dup2(null, STDOUT_FILENO);
        }
        execvp(argv[0], copy);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        return made;
    }
    made.wall = bench_wall() - start;
    made.cpu = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    made.megabytes = (double) usage.ru_maxrss / 1024.0;
    made.status = WIFEXITED(status) && WEXITSTATUS(status) != 127 ? WEXITSTATUS(status) : -1;
    return made;
}
