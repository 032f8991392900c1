/* Bargaining solutions: the registry of the rules by which one acceptable package becomes the deal.
 *
 * A new rule is one row of `registry` in solutions.c and, unless it chooses at random, one function that values
 * packages. The scenario reader, its messages and the talks take names and properties from here. */
#ifndef ENT_BARGAINING_SOLUTIONS_H
#define ENT_BARGAINING_SOLUTIONS_H

#include "kernels/kernels.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The acceptable packages of one round, by column. All arrays are borrowed. */
typedef struct ent_bargaining_set {
    const double *utility;     /* [deciders][stride] utility in [0, 1] of each package to each decider */
    const double *package;     /* [stride] package index, a whole number */
    size_t stride, deciders;   /* deciders: parties that the rule takes into account */
    const uint32_t *member;    /* [count] rows of the acceptable packages */
    size_t count;              /* at least 1 */
    const double *reservation; /* [deciders] utility in [0, 1] of fighting on until this round */
} ent_bargaining_set;

/* Packages within reach of the best value: those worth share * best - margin or more if the best is above `floor`, else
 * those worth `low` or more, which all packages are. Wide enough for rounding and for ties. */
typedef struct ent_bargaining_margin {
    double share;  /* in [0, 1] */
    double margin; /* in units of the goal, 0 or more */
    double floor, low;
} ent_bargaining_margin;

/* How the best package is found without valuing all packages. */
typedef enum ent_bargaining_method {
    ENT_BARGAINING_GOAL,   /* largest product, minimum or sum of gains: branch and bound with `goal` */
    ENT_BARGAINING_SHARES, /* largest minimum of gains, each divided by the decider's largest gain: branch and bound */
    ENT_BARGAINING_FRONT,  /* any value that rises with the utilities: enumeration of the undominated packages */
    ENT_BARGAINING_COUNT   /* each acceptable package with equal probability: counting */
} ent_bargaining_method;

typedef struct ent_bargaining_rule {
    const char *name;    /* the value of `talks.rule` */
    const char *summary; /* one line of documentation */
    ent_bargaining_method method;
    bool everyone_decides; /* parties without a veto are deciders too */
    ent_goal goal;         /* of ENT_BARGAINING_GOAL */
    /* Writes the value of each member of the set, larger is better, to value[count]. NULL for ENT_BARGAINING_COUNT. */
    void (*evaluate)(const ent_bargaining_set *set, double *value);
    /* The margin for the goal (for the gains of one decider and for shares alike with ENT_BARGAINING_SHARES). NULL for
     * the other methods. */
    ent_bargaining_margin (*margin)(size_t deciders);
} ent_bargaining_rule;

/* Number of rules in the registry, at least 1. */
size_t ent_bargaining_rules(void);

/* Returns rule number index < ent_bargaining_rules(), in the order of the documentation. Rule 0 is the default of
 * `talks.rule`. */
const ent_bargaining_rule *ent_bargaining_rule_at(size_t index);

/* Returns the rule with this name, or NULL. */
const ent_bargaining_rule *ent_bargaining_rule_find(const char *name);

/* Returns the row of the member with the largest value; of those within 1e-12 of it, the row with the smallest package
 * index. value: scratch, [count]. */
size_t ent_bargaining_choose(const ent_bargaining_rule *rule, const ent_bargaining_set *set, double *value);

#endif
