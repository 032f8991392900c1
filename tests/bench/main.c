/* The benchmark: cost of the engine beside a hand-written program, GSL, numpy and the bare uniforms; where its time
 * goes; how its cost grows. Not a test: prints figures and targets, fails only where results disagree or something
 * cannot run.
 *
 *     entente_bench --source FOLDER --program ENTENTE [--python PYTHON] [--markdown FILE] [--turns N] [--quick]
 *                   [--only toy|stages|growth|program] */
#include "kernels/kernels.h"
#include "measure.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct bench_wish {
    bench_report bench;
    const char *markdown, *only;
} bench_wish;

static bool read_arguments(bench_wish *self, int argc, char **argv)
{
    *self = (bench_wish){.bench = {.source = ".", .program = "build/entente", .turns = 7}};
    for (int i = 1; i < argc; i++) {
        const char *const name = argv[i];
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(name, "--quick") == 0) {
            self->bench.quick = true;
            self->bench.turns = 3;
            continue;
        }
        i++;
        if (strcmp(name, "--source") == 0) {
            self->bench.source = value;
        } else if (strcmp(name, "--program") == 0) {
            self->bench.program = value;
        } else if (strcmp(name, "--python") == 0) {
            self->bench.python = *value != '\0' ? value : NULL;
        } else if (strcmp(name, "--markdown") == 0) {
            self->markdown = value;
        } else if (strcmp(name, "--only") == 0) {
            self->only = value;
        } else if (strcmp(name, "--turns") == 0 && atoi(value) > 0 && atoi(value) <= BENCH_TURNS) {
            self->bench.turns = (size_t) atoi(value);
        } else {
            fprintf(stderr, "entente_bench: what is %s %s?\n", name, value);
            return false;
        }
    }
    return true;
}

/* The processor's name as reported by the kernel. */
static void processor(char *name, size_t size)
{
    FILE *file = fopen("/proc/cpuinfo", "r");
    char line[256];

    snprintf(name, size, "unknown processor");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        const char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) == 0 && colon != NULL) {
            snprintf(name, size, "%.*s", (int) strcspn(colon + 2, "\n"), colon + 2);
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

static void print_head(bench_report *self)
{
    char name[128], date[32];
    double load[1] = {0};
    FILE *file = fopen("/proc/loadavg", "r");
    time_t now = time(NULL);
    struct tm parts;

    processor(name, sizeof(name));
    gmtime_r(&now, &parts);
    strftime(date, sizeof(date), "%Y-%m-%d", &parts);
    if (file != NULL) {
        if (fscanf(file, "%lf", load) != 1) {
            load[0] = 0.0;
        }
        fclose(file);
    }
    bench_print(self, "%s, %s, %ld processors, kernels %s, load at the start %.2f; %zu turns.\n", date, name,
        sysconf(_SC_NPROCESSORS_ONLN), ent_kernels_select(self->isa)->isa, load[0], self->turns);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(bench_report *self);
    } parts[] = {{"program", bench_program}, /* first: a child inherits the peak memory of its parent */
        {"toy", bench_toy}, {"stages", bench_stages}, {"growth", bench_growth}};
    bench_wish wish;
    int status = EXIT_SUCCESS;

    if (!read_arguments(&wish, argc, argv)) {
        return EXIT_FAILURE;
    }
    wish.bench.isa = getenv("ENTENTE_ISA");
    if (ent_kernels_select(wish.bench.isa) == NULL) {
        fprintf(stderr, "entente_bench: ENTENTE_ISA=%s: unknown, or not on this processor\n", wish.bench.isa);
        return EXIT_FAILURE;
    }
    wish.bench.file = wish.markdown != NULL ? fopen(wish.markdown, "w") : NULL;
    print_head(&wish.bench);
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        if ((wish.only == NULL || strcmp(wish.only, parts[i].name) == 0) && parts[i].run(&wish.bench) != 0) {
            status = EXIT_FAILURE;
        }
    }
    bench_print_targets(&wish.bench);
    if (wish.bench.file != NULL && fclose(wish.bench.file) != 0) {
        status = EXIT_FAILURE;
    }
    return status;
}
