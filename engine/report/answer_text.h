/* Headline and findings of a run as sentences, made from its tables. All strings belong to the digest;
 * wording/wording.h formats the figures. */
#ifndef ENT_REPORT_ANSWER_TEXT_H
#define ENT_REPORT_ANSWER_TEXT_H

#include "report/run_data.h"
#include "wording/wording.h"

/* The headline of one variant. */
typedef struct ent_answer_text {
    bool known;                /* p is a number */
    const char *measure;       /* id of the measure whose mean p is, in its unit, as are all figures; NULL: a chance */
    const char *unit;          /* of the measure; "" for a chance */
    double p, mc_low, mc_high; /* probability and its 95% Monte Carlo interval, in [0, 1]; NaN where blank */
    double low, high;          /* range across worlds, in [0, 1]; NaN where blank */
    double difference, difference_low, difference_high; /* from the base, in [-1, 1]; NaN where blank */
    enum { ENT_ANSWER_RANGE_MEASURED, ENT_ANSWER_RANGE_NOT_MEASURED, ENT_ANSWER_NOTHING_UNKNOWN } range;
    const char *reason;     /* why the range was not measured, and what would do; NULL where it is not known */
    uint64_t draws, worlds; /* futures and worlds that stand behind p; 0: not known */
    const char *event;      /* "a truce is reached and still holds after 5 years" */
    const char *given;      /* "in which a deal is signed"; "" without a condition */
    const char *frequency;  /* "In 34 of 100 futures in which ..." */
} ent_answer_text;

/* Headline of a variant by its id; `known` is false where the tables have no figure for it. */
ent_answer_text ent_answer_text_of(ent_run_data *digest, const char *variant);

/* "In 34 of 100 futures a truce is reached and still holds after 5 years; across what we do not know, 21 to 48."; with
 * a condition, "In 41 of 100 futures in which a deal is signed (14,778 in 400 worlds), ..."; an unmeasured range: a
 * sentence with the reason; nothing unknown: no clause. */
const char *ent_answer_text_sentence(ent_run_data *digest, const ent_answer_text *answer);

/* The same without the reason why a range was not measured. */
const char *ent_answer_text_short_sentence(ent_run_data *digest, const ent_answer_text *answer);

/* "Unlikely; across what we do not know, very unlikely to roughly even chance"; "Unlikely on average over what we do
 * not know" where the range was not measured; "" without a figure, without an interval (a single world), and with one
 * that leaves nothing out. */
const char *ent_answer_text_likelihood(ent_run_data *digest, const ent_answer_text *answer);

/* The other half of a headline that needs a deal first: what part of the truces that begin hold to the last month. */
typedef struct ent_answer_text_truces {
    double p, mc_low, mc_high; /* of the truces that begin; NaN where blank */
    double low, high;          /* range across worlds; NaN where blank */
} ent_answer_text_truces;

/* Truces of one variant; NaN throughout without a table of them. */
ent_answer_text_truces ent_answer_text_truces_of(const ent_run_data *digest, const char *variant);

/* "Of the 14,778 truces that begin, 57% still hold after 5 years; across what we do not know, 38 to 76%."; NULL without
 * truces. Of the base. */
const char *ent_answer_text_truces_sentence(ent_run_data *digest);

/* True where the headline is `truce.held` and some future has no truce: the two figures then differ, and stand side by
 * side. */
bool ent_answer_text_shows_truces(const ent_run_data *digest);

/* Whether the guarantees of a variant are real, in one sentence; NULL without guarantees. See
 * wording/guarantee_words.h. */
const char *ent_answer_text_guarantees(ent_run_data *digest, const char *variant);

/* Writes the difference of a variant from the base in words; see ent_wording_difference. */
void ent_answer_text_difference(char buffer[ENT_WORDING_BYTES], const ent_answer_text *base, const ent_answer_text *it);

/* Whether the difference of a variant from the base is clear: its interval leaves out 0, and enough worlds stand behind
 * both. */
bool ent_answer_text_is_clear(const ent_answer_text *base, const ent_answer_text *it);

/* Further findings, one sentence each. Returns their number, at most ENT_FINDINGS. */
enum { ENT_FINDINGS = 8 };
typedef struct ent_answer_text_finding {
    const char *topic; /* "The deal" */
    const char *link;  /* id of the section that shows it */
    const char *text;
} ent_answer_text_finding;
size_t ent_answer_text_findings(ent_run_data *digest, ent_answer_text_finding finding[ENT_FINDINGS]);

/* Settings of the base without the definitions of outcomes: their number, the number of those without a source, and the
 * number of those with a source whose note contains "judgement". */
typedef struct ent_answer_text_sources {
    size_t settings, unsourced, judged;
} ent_answer_text_sources;
ent_answer_text_sources ent_answer_text_count_sources(const ent_run_data *digest);

/* True where a note contains "judgement" or "judgment". */
bool ent_answer_text_is_judged(const char *note);

/* "in 34 of 100 futures", for the middle of a sentence. p, low, high: a probability and its interval (NaN: none). */
const char *ent_answer_text_of_100(ent_run_data *digest, double p, double low, double high);

/* True for settings that are definitions (outcomes) and need no source. */
bool ent_answer_text_is_definition(const char *path);

#endif
