#include "generate.h"

#include <stdio.h>
#include <stdlib.h>

size_t generated_packages(const generated *self)
{
    size_t packages = 1;

    for (size_t d = 0; d < GENERATED_DEMANDS && self->options[d] > 0; d++) {
        packages *= self->options[d];
    }
    return packages;
}

/* Numbers in [0, 1) that look random and are always the same (a multiplicative congruential step). */
static double jumble(unsigned long *state)
{
    *state = (*state * 48271UL) % 2147483647UL;
    return (double) *state / 2147483647.0;
}

static void write_contributors(const generated *self, FILE *out)
{
    fprintf(out, "contributors: {\n");
    for (size_t c = 0; c < self->contributors; c++) {
        fprintf(out, "  c%zu: { troops = \"triangular(%zu, %zu, %zu)\"; joins = \"60%%\"; lead_months = \"2 to 8\";", c,
            500 + 10 * c, 1000 + 20 * c, 2000 + 30 * c);
        fprintf(out, " leaves = \"%zu%%\"; };\n", 3 + c % 5);
    }
    fprintf(out, "};\ncorrelations: { all: { among = ( \"*.joins\" ); rho = 0.2; }; };\n");
    fprintf(out, "force: { required = \"uniform(%zu, %zu)\"; };\n", 600 * self->contributors, 900 * self->contributors);
}

static void write_stance(const generated *self, FILE *out, size_t party, size_t options, unsigned long *state)
{
    static const char *const varying[] = {"", " * (1 + 0.3 * mood)", " * uniform(0.7, 1.3)"};

    fprintf(out, "    p%zu: { weight = \"%.0f%s\"", party, 20.0 + 60.0 * jumble(state), varying[self->weights]);
    fprintf(out, "; scores = ( ");
    for (size_t o = 0; o < options; o++) {
        double place = (double) o / (double) (options - 1);
        double score = 0.7 * (party % 2 == 0 ? 1.0 - place * place : place) + 0.3 * jumble(state);
        fprintf(out, "%s%.4f", o > 0 ? ", " : "", score);
    }
    fprintf(out, " ); };\n");
}

static void write_talks(const generated *self, FILE *out)
{
    unsigned long state = 20250822;

    fprintf(out, "parties: {\n");
    for (size_t p = 0; p < self->parties; p++) {
        fprintf(out, "  p%zu: { threshold = \"triangular(45%%, 55%%, 70%%)\"; war_cost = \"0.5%%\"; };\n", p);
    }
    fprintf(out, "};\ndemands: {\n");
    for (size_t d = 0; d < GENERATED_DEMANDS && self->options[d] > 0; d++) {
        fprintf(out, "  d%zu: {\n    options = ( ", d);
        for (size_t o = 0; o < self->options[d]; o++) {
            fprintf(out, "%s\"o%zu\"", o > 0 ? ", " : "", o);
        }
        fprintf(out, " );\n");
        for (size_t p = 0; p < self->parties; p++) {
            write_stance(self, out, p, self->options[d], &state);
        }
        fprintf(out, "  };\n");
    }
    fprintf(out, "};\ntalks: { rounds = 12; stages: { meeting = \"20%%\"; }; };\n");
}

char *generate(const generated *self)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    if (out == NULL) {
        return NULL;
    }
    fprintf(out, "title = \"Generated\";\nrun: { worlds = %zu; replications = %zu; seed = 7; horizon = %zu; };\n",
        self->worlds, self->replications, self->months);
    fprintf(out, "factors: { mood = \"triangular(-1, 0, 1)\"; };\n");
    write_contributors(self, out);
    if (self->options[0] > 0) {
        write_talks(self, out);
    }
    fprintf(out, "truce: { causes: { breakdown: { hazard = \"weibull_hazard(0.8, 30) * exp(-0.94 * min(force.ratio, "
                 "1))\"; }; }; };\nheadline = \"truce.held\";\n");
    if (self->variants > 1) {
        fprintf(out, "variants: {\n");
        for (size_t v = 1; v < self->variants; v++) {
            fprintf(out, "  v%zu: { set = ( \"contributors.c0.joins = %zu%%\" ); };\n", v, 100 * v / self->variants);
        }
        fprintf(out, "};\n");
    }
    fclose(out);
    return text;
}
