/* The space of deals in one draw: which packages are on the Pareto front, which leave every party with a veto at least
 * its reservation, and the bargaining solutions among these.
 *
 * With U_p(i) the utility of package i to party p and tolerance t = 1e-12, over the packages that are not out and the
 * parties with a veto:
 *
 *   on the front     no package j has U_p(j) >= U_p(i) - t for all p and U_p(j) > U_p(i) + t for one p
 *   rational         U_p(i) >= R_p - t for all p
 *   point of a rule  the package that the rule chooses among the rational ones (bargaining/solutions.h)
 *
 * A package that is out is neither on the front nor rational: it cannot be a deal, so it is no point of the bargaining
 * set (Nash 1950, who defines solutions on the set of what can be agreed on). */
#ifndef ENT_ANALYSIS_DEAL_SPACE_H
#define ENT_ANALYSIS_DEAL_SPACE_H

#include "bargaining/solutions.h"

#include <stdbool.h>
#include <stddef.h>

/* All arrays are borrowed. */
typedef struct ent_deal_space {
    size_t packages, parties;
    const double *utility;     /* [parties][packages] in [0, 1] */
    const bool *veto;          /* [parties] */
    const double *reservation; /* [parties] R_p in [0, 1]: utility of fighting on; read of parties with a veto and, by
                                  rules in which everyone decides, of all */
    const bool *out;           /* [packages] refused or not available */
} ent_deal_space;

/* The package that a rule chooses. */
typedef struct ent_deal_point {
    const ent_bargaining_rule *rule; /* static storage */
    size_t package;
    size_t ties; /* packages whose value by the rule is within 1e-12 of the best one, the package itself included */
} ent_deal_point;

/* Sets pareto[packages]. Takes packages * front members comparisons at worst. Errors: ENT_ERR_NO_MEMORY. */
int ent_deal_space_pareto(const ent_deal_space *self, bool *pareto);

/* Sets rational[packages]. Returns how many there are: 0 where there is no zone of agreement. */
size_t ent_deal_space_rational(const ent_deal_space *self, bool *rational);

/* Writes the points of all rules that value packages, in the order of their registry, to point[ent_bargaining_rules()].
 * *points: their number; 0 where no package is rational. Errors: ENT_ERR_NO_MEMORY. */
int ent_deal_space_points(const ent_deal_space *self, const bool *rational, ent_deal_point *point, size_t *points);

#endif
