/* Readers of the sections. Internal to engine/scenario. */
#ifndef ENT_SCENARIO_SECTIONS_H
#define ENT_SCENARIO_SECTIONS_H

#include "scenario/reader.h"

/* Readers of the sections: each fills in its members of the scenario. Parties are read before demands, whose stances
 * are keyed by party. */
void ent_read_run(ent_reader *self);
void ent_read_design(
    ent_reader *self, const ent_setting *run); /* of run.design, once run.worlds is read; run may be NULL */
void ent_read_factors(ent_reader *self);
void ent_read_values(ent_reader *self);
void ent_read_events(ent_reader *self);
void ent_read_forces(ent_reader *self);
void ent_read_contributors(ent_reader *self); /* after the forces, which they serve in */
void ent_read_correlations(ent_reader *self);
void ent_read_parties(ent_reader *self);
void ent_read_demands(ent_reader *self);
void ent_read_together(ent_reader *self);
void ent_read_talks(ent_reader *self);
void ent_read_ratification(ent_reader *self); /* after contributors and parties, which `by` may name */
void ent_read_truce(ent_reader *self);
void ent_read_guarantees(ent_reader *self); /* after the truce: they are named against its causes */
void ent_read_outcomes(ent_reader *self);
void ent_read_measures(ent_reader *self); /* and `given`; before headline and checks, which may take their means */

/* Returns the number of the measure that a query takes the mean of; the number of measures, with an error, where there
 * is none of that name. setting: NULL for a default. */
size_t ent_read_measure_of(ent_reader *self, const ent_setting *setting, const char *path, const ent_query *query);

void ent_read_queries(ent_reader *self); /* headline and checks */
void ent_read_until(ent_reader *self);   /* run.until, in the unit of the headline */
void ent_read_experts(ent_reader *self);
void ent_read_variants(ent_reader *self);
void ent_read_sweeps(ent_reader *self);
void ent_read_levels(ent_reader *self);
void ent_read_observed(ent_reader *self); /* after run and truce */
void ent_read_cases(ent_reader *self);    /* and `observed`, which they complete; after values */

#endif
