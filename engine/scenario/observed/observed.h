/* What really happened in a case, as `observed` has it: for scores, and never read by the simulation. */
#ifndef ENT_SCENARIO_OBSERVED_OBSERVED_H
#define ENT_SCENARIO_OBSERVED_OBSERVED_H

#include "settings/setting.h"

#include <stdbool.h>
#include <stddef.h>

/* A truth value that may be left out. */
typedef enum ent_fact { ENT_FACT_UNKNOWN, ENT_FACT_FALSE, ENT_FACT_TRUE } ent_fact;

/* A forecast that was published. */
typedef struct ent_forecast {
    const char *id;     /* name of its group; "forecast", or of a list "forecast_1", "forecast_2", … */
    const char *name;   /* who made it: `name`, else `source`, else the id */
    const char *note;   /* "" when none */
    const char *source; /* "" when none */
    double p;           /* probability of the event forecast, in [0, 1] */
    const char *of;     /* the event in words; "" when none */
    double months;      /* > 0: it is the chance that the truce still holds so many months after it began; NaN: of
                           another event, or not given */
    double on;          /* calendar month in which it was made (formula/calendar.h); NaN when left out */
} ent_forecast;

/* Times in months since the truce began, calendar months as formula/calendar.h counts them. Every entry is optional. */
typedef struct ent_observed {
    bool given;          /* the file has `observed` */
    ent_fact agreed;     /* a deal was signed */
    double month;        /* of the talks, in which it was; NaN when left out */
    double began;        /* calendar month in which the truce began; left out: run.start + month where both are given;
                            else NaN */
    double truce_months; /* > 0: from the beginning of the truce to its end or, where it had not ended, to the last
                            month known; NaN when left out */
    ent_fact ended;      /* the truce ended then; NO: it is censored */
    const char *cause;   /* of its end; "" when none */
    double troops;       /* deployed at most, in persons; NaN when left out */
    double until;        /* calendar month up to which all this is known; NaN when left out */
    double entered;      /* months that the truce had lasted when it came under observation: the case is one among those
                            that had lasted so long, and all its chances are conditional on that (left truncation);
                            default 0 */
    bool in_sample;      /* a prior of the file was fitted to data with this case */
    const char *sample;  /* the name of that sample; "" when none */
    const char *collection; /* the set of cases that it belongs to, "famous": sets are never mixed; "" when none */
    const char *kind;       /* kind of guarantee, or any other group of cases; "" when none */
    const char *conflict;   /* cases of one conflict are left out together; "" when none: the case stands alone */
    const char *note;       /* "" when none */
    const char *source;     /* "" when none */
    ent_forecast *forecast; /* [forecasts] in file order */
    size_t forecasts;
    const ent_setting *setting; /* the group; NULL when not given */
} ent_observed;

/* Sets *months to the duration of the truce and *ended to whether it ended then (false: it is censored there: by
 * truce_months or, without it, from `began` to `until`). Returns false where the entries do not give it: without
 * `ended`, or without a duration. */
bool ent_observed_duration(const ent_observed *self, double *months, bool *ended);

#endif
