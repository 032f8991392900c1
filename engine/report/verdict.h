/* The answer and the findings of a run as sentences, from its tables. All strings are in the digest's memory; figures
 * are said by wording/wording.h. */
#ifndef ENT_REPORT_VERDICT_H
#define ENT_REPORT_VERDICT_H

#include "report/digest.h"

/* The headline of one variant. */
typedef struct ent_verdict {
    bool known;                /* the variant has a probability */
    double p, mc_low, mc_high; /* NaN where blank */
    double low, high;          /* range across worlds; NaN where there is none */
    double difference, difference_low, difference_high;
    const char *event;     /* "a truce is reached and still holds after 5 years" */
    const char *given;     /* "in which a deal is signed"; "" without a condition */
    const char *frequency; /* "In 34 of 100 futures in which ..." */
} ent_verdict;

ent_verdict ent_verdict_of(ent_digest *digest, const char *variant);

/* "In 34 of 100 futures a truce is reached and still holds after 5 years; across what we do not know, 21 to 48." */
const char *ent_verdict_sentence(ent_digest *digest, const ent_verdict *answer);

/* "Unlikely; across what we do not know, very unlikely to roughly even chance." with a capital; ""
 * without a figure, or where a single world leaves it open how far off it may be. */
const char *ent_verdict_likelihood(ent_digest *digest, const ent_verdict *answer);

/* What else the run found, a sentence each; as many as there is something to say about (at most ENT_FINDINGS). */
enum { ENT_FINDINGS = 8 };
typedef struct ent_verdict_finding {
    const char *topic; /* "The deal" */
    const char *link;  /* id of the section that shows it */
    const char *text;
} ent_verdict_finding;
size_t ent_verdict_findings(ent_digest *digest, ent_verdict_finding finding[ENT_FINDINGS]);

/* How many settings of the base there are, how many of them name no source, and how many more are called judgement by
 * their own note. Definitions of outcomes do not count. */
typedef struct ent_verdict_sources {
    size_t settings, unsourced, judged;
} ent_verdict_sources;
ent_verdict_sources ent_verdict_count_sources(const ent_digest *digest);

/* Whether a note says that the number is judgement, in whole or in part. */
bool ent_verdict_is_judged(const char *note);

/* Whether any number of troops is required in any future of any variant. */
bool ent_verdict_is_force_required(const ent_digest *digest);

/* Whether a setting is a definition of the scenario's own, which needs no source. */
bool ent_verdict_is_definition(const char *path);

#endif
