/* The space of deals in sentences. Texts are in the arena; NULL when memory is out. */
#ifndef ENT_WORDING_FRONTIER_WORDS_H
#define ENT_WORDING_FRONTIER_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A party with a veto. */
typedef struct ent_frontier_party {
    const char *name;    /* display name; borrowed */
    double never_enough; /* share of all draws without a zone of agreement, in which no package left is enough for it */
    double reservation;  /* its utility of fighting on to the last round, in [0, 1], in the draw of the utilities */
} ent_frontier_party;

/* What frontier_summary.csv has. Shares are of all draws, in [0, 1]; NaN: not known. */
typedef struct ent_frontier_figures {
    double draw;                     /* number of the draw at which packages are valued; NaN: the one in the middle */
    double packages;                 /* number of all */
    double out;                      /* of these: refused, not available, or never possible, in that draw */
    double pareto, rational;         /* likewise: on the front; can be a deal */
    double counted;                  /* draws that the shares below are of */
    double none;                     /* without a zone of agreement in the last round */
    double nothing_left;             /* of these: every package has something that is refused or not available */
    double apart;                    /* of these: each party has a package that is enough for it, but none is for all */
    const ent_frontier_party *party; /* [parties] those with a veto */
    size_t parties;
} ent_frontier_figures;

/* The package that one or several bargaining rules choose, or that most draws would accept. */
typedef struct ent_frontier_package {
    const char *options;   /* "Territory: frozen; Troops: none"; borrowed */
    const char *rules;     /* names of rules as frontier.csv has them, joined by blanks; borrowed */
    double acceptable;     /* share of draws */
    double is_signed;      /* share of draws in which it is the deal */
    const double *utility; /* [parties of the figures] in [0, 1] */
} ent_frontier_package;

/* "In 38% of futures there is no zone of agreement in the last round: in 3% nothing is left that is available and
 * unrefused; in 30% nothing that is left is ever enough for Russia, in 4% for Ukraine; in 5% each could have enough,
 * but never in the same package." */
const char *ent_frontier_zone_sentence(const ent_frontier_figures *self, ent_arena *arena);

/* "In the future in the middle, 12 of 108 packages can be a deal and 9 are on the Pareto front; 24 are refused or not
 * available." */
const char *ent_frontier_space_sentence(const ent_frontier_figures *self, ent_arena *arena);

/* Choices of the rules: package [packages], one for each package that is the point of a rule. "" without one. */
const char *ent_frontier_points_sentence(
    const ent_frontier_figures *self, const ent_frontier_package *package, size_t packages, ent_arena *arena);

/* "The package that most futures would accept, …, is acceptable in 23% of them and the deal in 5%." "" where none is
 * ever acceptable. */
const char *ent_frontier_best_sentence(const ent_frontier_package *package, ent_arena *arena);

/* The name of a rule for people: "Nash". The name itself for one that is not known. */
const char *ent_frontier_rule_name(const char *rule, ent_arena *arena);

#endif
