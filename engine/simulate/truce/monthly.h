/* Truces followed month by month: possible for every scenario. Where formulas other than the hazards do not depend on
 * the month, simulate/truce/event_driven.h does the same in less time. */
#ifndef ENT_SIMULATE_TRUCE_MONTHLY_H
#define ENT_SIMULATE_TRUCE_MONTHLY_H

#include "simulate/truce/violations.h"

/* Follows truces that have been started through months 1 … horizon. Truces that are alive afterwards have held; their
 * ends are recorded. due: list to work with. */
void ent_monthly_run(ent_active_truces *truces, ent_violations *due);

#endif
