/* Headline and findings of a run as sentences, made from its tables. All strings belong to the digest; words/words.h
 * formats the figures. */
#ifndef ENT_REPORT_VERDICT_H
#define ENT_REPORT_VERDICT_H

#include "report/digest.h"

/* The headline of one variant. */
typedef struct ent_verdict {
    bool known;                /* p is a number */
    double p, mc_low, mc_high; /* probability and its 95% Monte Carlo interval, in [0, 1]; NaN where blank */
    double low, high;          /* range across worlds, in [0, 1]; NaN where blank */
    double difference, difference_low, difference_high; /* from the base, in [-1, 1]; NaN where blank */
    const char *event;                                  /* "a truce is reached and still holds after 5 years" */
    const char *given;                                  /* "in which a deal is signed"; "" without a condition */
    const char *frequency;                              /* "In 34 of 100 futures in which ..." */
} ent_verdict;

ent_verdict ent_verdict_of(ent_digest *digest, const char *variant);

/* "In 34 of 100 futures a truce is reached and still holds after 5 years; across what we do not know, 21 to 48." */
const char *ent_verdict_sentence(ent_digest *digest, const ent_verdict *answer);

/* "Unlikely; across what we do not know, very unlikely to roughly even chance"; "" without a figure or without an
 * interval (a single world). */
const char *ent_verdict_likelihood(ent_digest *digest, const ent_verdict *answer);

/* Further findings, one sentence each. Returns their number, at most ENT_FINDINGS. */
enum { ENT_FINDINGS = 8 };
typedef struct ent_verdict_finding {
    const char *topic; /* "The deal" */
    const char *link;  /* id of the section that shows it */
    const char *text;
} ent_verdict_finding;
size_t ent_verdict_findings(ent_digest *digest, ent_verdict_finding finding[ENT_FINDINGS]);

/* Settings of the base without the definitions of outcomes: their number, the number of those without a source, and the
 * number of those with a source whose note contains "judgement". */
typedef struct ent_verdict_sources {
    size_t settings, unsourced, judged;
} ent_verdict_sources;
ent_verdict_sources ent_verdict_count_sources(const ent_digest *digest);

/* True where a note contains "judgement" or "judgment". */
bool ent_verdict_is_judged(const char *note);

/* True where force.required exceeds 0 in some draw of some variant. */
bool ent_verdict_is_force_required(const ent_digest *digest);

/* True for settings that are definitions (outcomes) and need no source. */
bool ent_verdict_is_definition(const char *path);

#endif
