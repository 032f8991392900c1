/* Timing, and the tables in which it is printed. The machine may be shared and noisy: times to compare are measured in
 * turns, a ratio is taken turn by turn, and medians are printed beside the best. */
#ifndef ENT_BENCH_MEASURE_H
#define ENT_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { BENCH_TURNS = 32, BENCH_TARGETS = 32 };

typedef struct bench_samples {
    double of[BENCH_TURNS];
    size_t count;
} bench_samples;

typedef struct bench_target {
    char text[96], figure[48];
    bool met;
} bench_target;

typedef struct bench_report {
    FILE *file;                                  /* NULL: standard output only */
    const char *source, *program, *python, *isa; /* folder of the project; entente; NULL: skip numpy; instruction set */
    size_t turns;
    bool quick;
    bench_target target[BENCH_TARGETS];
    size_t targets;
} bench_report;

/* Seconds of CPU of the process (all threads); seconds of the clock on the wall. */
double bench_cpu(void);
double bench_wall(void);

void bench_add(bench_samples *self, double x);
double bench_median(const bench_samples *self);
double bench_least(const bench_samples *self);
/* The median of a / b, turn by turn. */
double bench_ratio(const bench_samples *a, const bench_samples *b);

/* To standard output and the file. */
void bench_print(bench_report *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A target and the figure that was measured. */
void bench_expect(bench_report *self, bool met, const char *figure, const char *text);
void bench_print_targets(bench_report *self);

/* Resources used by a program, from start to end. */
typedef struct bench_process {
    double wall, cpu, megabytes; /* peak of resident memory */
    int status;                  /* exit status, -1: could not be run */
} bench_process;

/* Runs argv (ended by NULL), output thrown away. */
bench_process bench_spawn(const char *const *argv);

/* The benchmarks, each with its tables. 0, or 1 after printing the error. */
int bench_toy(bench_report *self);
int bench_stages(bench_report *self);
int bench_growth(bench_report *self);
int bench_program(bench_report *self);

#endif
