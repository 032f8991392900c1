/* Talks made up at random, as the text of a scenario: coarse and fine scores, refusals, conditions, thresholds, costs
 * and concessions of every kind. The same seed gives the same text. */
#ifndef ENT_TESTS_TALKS_DOMAIN_H
#define ENT_TESTS_TALKS_DOMAIN_H

#include "suite.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct writer {
    char text[60000];
    size_t length;
    uint64_t state;
} writer;

static inline uint64_t next(writer *self) /* splitmix64 */
{
    uint64_t z = self->state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static inline size_t below(writer *self, size_t n)
{
    return (size_t) (next(self) % n);
}

__attribute__((format(printf, 2, 3))) static inline void put(writer *self, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(self->text + self->length, sizeof(self->text) - self->length, format, args);
    va_end(args);
    self->length += n > 0 ? (size_t) n : 0;
    CU_ASSERT_FATAL(self->length < sizeof(self->text));
}

typedef struct domain_shape {
    size_t parties, demands, options; /* options: most of a demand; exactly where `full` */
    bool full;
    bool fixed;     /* preferences are constants */
    double highest; /* thresholds are up to this */
    unsigned draws; /* a world; 0: 16 */
    bool contested; /* every option may be refused, the first of a demand seldom */
    bool softens;   /* red lines give way, more or less */
    bool together;  /* packages are worth more or less than their options, or are out */
    bool clocked;   /* events during the talks, and settings by round */
} domain_shape;

static inline void put_party(writer *self, size_t p, const domain_shape *shape)
{
    static const char *const costs[] = {
        "0", "0", "0.01", "0.03", "discrete(-0.02, 1)", "uniform(-0.02, 0.03)", "if(e1, 0.05, 0)"};
    static const char *const concessions[] = {NULL, NULL, "0.4", "1", "3", "uniform(0.2, 2)"};
    const char *concession = concessions[below(self, 6)]; /* one call a statement: arguments have no order */
    const char *veto = below(self, 4) == 0 ? "false" : "true";
    const char *cost = costs[below(self, 7)];

    if (shape->clocked) {
        static const char *const by_round[] = {"0.04 * r2", "if(calendar >= 3, 0.05, 0)", "0.02 - 0.03 * r1", "0.01"};
        cost = by_round[below(self, 4)];
    }
    put(self, "p%zu: { war_cost = \"%s\"; veto = %s;", p, cost, veto);
    if (shape->clocked && below(self, 3) > 0) {
        static const char *const by_round[] = {"if(r1, 0.3, 0.7)", "0.6 - 0.2 * r2 + 0.1 * r1", "0.7 - 0.03 * calendar",
            "if(r3 and not r1, 0.25, 0.65)", "w - 0.3 * r2"};
        put(self, "threshold = \"%s\";", by_round[below(self, 5)]);
    } else if (below(self, 3) == 0) {
        put(self, "threshold = %.2f;", shape->highest * (double) below(self, 11) / 10.0);
    } else {
        put(self, "threshold = \"uniform(%.2f, %.2f)\";", -0.1, shape->highest);
    }
    if (concession != NULL) {
        put(self, "concession = \"%s\";", concession);
    }
    if (shape->softens && below(self, 3) > 0) {
        static const char *const softens[] = {"0.05", "0.4", "if(e1, 0, 0.2)", "uniform(0, 0.3)", "1"};
        put(self, "softens = \"%s\";", softens[below(self, 5)]);
    }
    put(self, "};");
}

static inline void put_number(writer *self, const domain_shape *shape, bool score)
{
    static const char *const varying[] = {"if(e1, 0.5, 1)", "if(e2, 0, 0.75)", "if(e1 and e2, 1, 0.25)", "w", "1 - w"};

    if (!shape->fixed && below(self, 8) == 0) {
        put(self, "\"%s\"", varying[below(self, 5)]);
    } else if (!shape->fixed && below(self, 60) == 0) {
        put(self, "\"uniform(0, 1)\"");
    } else if (below(self, 2) == 0) {
        put(self, "%.2f", (double) below(self, 5) / 4.0); /* coarse, so that packages tie */
    } else {
        put(self, "%.4f", (double) (1 + below(self, 9998)) / (score ? 10000.0 : 1000.0));
    }
}

static inline void put_stance(writer *self, const domain_shape *shape, size_t p, size_t options, bool matters)
{
    put(self, "p%zu: { weight = ", p);
    if (matters) { /* not all weights may be 0 in every draw, but in some they may */
        put(self, below(self, 5) == 0 && !shape->fixed ? "\"if(e1, 0.5, 0)\"" : "1.5");
    } else {
        put_number(self, shape, false);
    }
    put(self, "; scores = (");
    for (size_t o = 0; o < options; o++) {
        put(self, o > 0 ? ", " : "");
        put_number(self, shape, true);
    }
    put(self, ");");
    if (shape->contested || shape->softens || below(self, 3) == 0) {
        if (shape->softens && below(self, 3) == 0) {
            put(self, "softens = %s;", below(self, 2) == 0 ? "0" : "\"uniform(0, 0.5)\"");
        }
        put(self, "refuses = (");
        for (size_t o = 0; o < options; o++) {
            put(self, "%s%s", o > 0 ? ", " : "",
                shape->clocked && below(self, 3) == 0
                    ? (below(self, 2) == 0 ? "\"if(r1, 0.8, 0.1)\"" : "\"if(calendar < 3, 0.9, 0.2 + 0.3 * r2)\"")
                : shape->contested     ? (o > 0 ? "0.3" : "0.05")
                : below(self, 3) == 0  ? "0.4"
                : shape->softens       ? (below(self, 2) == 0 ? "0.8" : "\"if(e2, 0.95, w)\"")
                : below(self, 25) == 0 ? "1.0"
                                       : "0.0");
        }
        put(self, ");");
    }
    put(self, "};");
}

static inline void put_demand(writer *self, const domain_shape *shape, size_t d)
{
    size_t options = shape->full ? shape->options : 1 + below(self, shape->options);

    put(self, "d%zu: { options = (", d);
    for (size_t o = 0; o < options; o++) {
        put(self, "%s\"o%zu\"", o > 0 ? ", " : "", o);
    }
    put(self, ");");
    if (below(self, 3) == 0) {
        put(self, "available = (");
        for (size_t o = 0; o < options; o++) {
            put(self, "%s\"%s\"", o > 0 ? ", " : "",
                shape->clocked && below(self, 4) == 0 ? "not r2 or e1"
                : below(self, 3) == 0                 ? "e1 or w > 0.6"
                : below(self, 25) == 0                ? "false"
                                                      : "true");
        }
        put(self, ");");
    }
    for (size_t p = 0; p < shape->parties; p++) {
        if (p == d || below(self, 5) != 0) { /* party p always has a stance on demand p */
            put_stance(self, shape, p, options, p == d);
        }
    }
    put(self, "};");
}

/* deal.d == 'o', or != */
static inline void put_comparison(writer *self, const domain_shape *shape)
{
    size_t demand = below(self, shape->demands);
    const char *op = below(self, 4) == 0 ? "!=" : "==";

    put(self, "deal.d%zu %s 'o%zu'", demand, op, below(self, shape->options));
}

/* Entries of two or three demands of full size, some of which describe nothing. */
static inline void put_together(writer *self, const domain_shape *shape)
{
    static const char *const additions[] = {"0.15", "-0.3", "0.5", "-1", "if(e1, 0.2, -0.4)", "w - 0.5", "2 * w - 1.2"};
    static const char *const operators[] = {" and ", " or ", " and not "};
    size_t entries = 1 + below(self, 4);

    put(self, "together: {");
    for (size_t e = 0; e < entries; e++) {
        put(self, "t%zu: { when = \"", e);
        put_comparison(self, shape);
        for (size_t i = 1 + below(self, 2); i > 0; i--) {
            put(self, "%s", operators[below(self, 3)]);
            put_comparison(self, shape);
        }
        put(self, "\";");
        if (below(self, 5) == 0) {
            put(self, "never = true;");
        }
        for (size_t p = 0; p < shape->parties; p++) {
            if (below(self, 3) > 0) {
                put(self, "p%zu = \"%s\";", p, additions[below(self, shape->fixed ? 4 : 7)]);
            }
        }
        put(self, "};");
    }
    put(self, "};");
}

static inline void put_domain(writer *self, const domain_shape *shape, uint64_t seed, const char *rule)
{
    static const char *const months[] = {"1", "2", "0.5"};

    static const char clocked[] =
        "r1: { monthly = \"if(calendar < 2, 0.5, 0.25)\"; lasts = 3; during = \"talks\"; };"
        "r2: { at = \"1 + e1\"; every = 2.5; chance = 0.5; lasts = 1.5; during = \"both\"; when = \"not r1 or e2\"; };"
        "r3: { at = \"3 - 4 * e2\"; chance = \"if(r2, 1, 0.5)\"; during = \"talks\"; lasts = 6; };";
    const char *month;
    size_t rounds;

    self->length = 0;
    self->state = seed;
    month = months[below(self, 3)];
    rounds = 1 + below(self, 8);
    put(self,
        "run: { worlds = 16; replications = %u; seed = %u; horizon = 2; }; factors: { w = \"uniform(0, 1)\"; };"
        "events: { e1: 0.5; e2: 0.3; %s}; talks: { rule = \"%s\"; rounds = %zu; months_per_round = %s;",
        shape->draws > 0 ? shape->draws : 16, (unsigned) (seed % 100000), shape->clocked ? clocked : "", rule, rounds,
        month);
    if (seed % 3 == 0) { /* before the last round, or after it */
        put(self, "deadline = %u;", 1 + (unsigned) (seed % 11));
    }
    if (below(self, 2) == 0) {
        put(self, shape->clocked ? "stages: { s: \"if(r1, 0.9, 0.5)\"; t: \"if(e2, 0.7, 0.9)\"; };"
                                 : "stages: { s: \"if(e2, 0.4, 0.8)\"; };");
    }
    put(self, "}; parties: {");
    for (size_t p = 0; p < shape->parties; p++) {
        put_party(self, p, shape);
    }
    put(self, "}; demands: {");
    for (size_t d = 0; d < shape->demands; d++) {
        put_demand(self, shape, d);
    }
    put(self, "};");
    if (shape->together) {
        put_together(self, shape);
    }
}

#endif
