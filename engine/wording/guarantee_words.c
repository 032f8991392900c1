#include "wording/guarantee_words.h"
#include "base/to_count.h"

#include "wording/wording.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define OPEN "\xE2\x80\x9C"
#define CLOSE "\xE2\x80\x9D"

/* A share no larger than this throughout its interval is reported as none where none was found. */
static const double NEXT_TO_NONE = 0.05;

static const char *number(uint64_t count, ent_arena *arena)
{
    char digits[ENT_WORDING_BYTES];

    ent_wording_number(digits, (double) count);
    return ent_arena_printf(arena, "%s", digits);
}

const char *ent_guarantee_part(ent_guarantee_share share, ent_arena *arena)
{
    char figure[ENT_WORDING_BYTES];

    ent_wording_figure(figure, share.p, share.low, share.high);
    switch (figure[0]) {
    case '?':
        return "an unknown share";
    case '<':
        return ent_arena_printf(arena, "under %s", figure + 1);
    case '>':
        return ent_arena_printf(arena, "over %s", figure + 1);
    default:
        return ent_arena_printf(arena, "%s", figure);
    }
}

const char *ent_guarantee_in_force(const ent_guarantee_figures *self, ent_arena *arena)
{
    const char *truces = number(self->truces, arena), *share = ent_guarantee_part(self->in_force, arena);

    if (!(self->in_force.p > 0)) {
        return "never in force";
    }
    if (truces == NULL || share == NULL) {
        return NULL;
    }
    return self->in_force.p >= 1 ? ent_arena_printf(arena, "in force in every month of %s truce%s", truces,
                                       ent_wording_plural((double) self->truces))
                                 : ent_arena_printf(arena, "in force in %s of the months of truce", share);
}

const char *ent_guarantee_tested(const ent_guarantee_figures *self, ent_arena *arena)
{
    const char *truces = number(self->truces, arena), *share = ent_guarantee_part(self->tested, arena);

    if (self->tests == 0) {
        return "never tested";
    }
    if (truces == NULL || share == NULL) {
        return NULL;
    }
    if (self->tested.p >= 1) {
        return self->truces == 1 ? "tested in the only truce"
                                 : ent_arena_printf(arena, "tested in all of %s truces", truces);
    }
    return ent_arena_printf(arena, "tested in %s of truces", share);
}

/* "honoured in 56% of 13,402 tests", of a share of `tests`, which are one guarantee's (`its`) or those of several. */
static const char *honoured(ent_guarantee_share share, uint64_t tests, const char *its, ent_arena *arena)
{
    const char *all = number(tests, arena), *some = ent_guarantee_part(share, arena);

    if (all == NULL || some == NULL) {
        return NULL;
    }
    if (tests == 1) {
        return ent_arena_printf(arena, share.p > 0 ? "honoured in %s only test" : "not honoured in %s only test", its);
    }
    return ent_arena_printf(arena, "honoured in %s of %s tests",
        share.p <= 0   ? "none"
        : share.p >= 1 ? "all"
                       : some,
        all);
}

const char *ent_guarantee_honoured(const ent_guarantee_figures *self, ent_arena *arena)
{
    return self->tests == 0 ? "never tested" : honoured(self->honoured, self->tests, "its", arena);
}

const char *ent_guarantee_saved(const ent_guarantee_figures *self, const char *it, ent_arena *arena)
{
    const char *share = ent_guarantee_part(self->saved, arena);

    if (isnan(self->saved.p)) {
        return "";
    }
    if (self->saved.p <= 0 && !(self->saved.high > NEXT_TO_NONE)) {
        return ent_arena_printf(arena, "%s saves none of the truces that hold", it);
    }
    return share == NULL
               ? NULL
               : ent_arena_printf(arena, "without %s %s of the truces that hold would have broken", it, share);
}

/* What follows on the share honoured: ", and then enough in 70%"; "" where none is honoured. */
static const char *enough(const ent_guarantee_figures *self, ent_arena *arena)
{
    double count = floor((double) self->tests * self->honoured.p + 0.5);
    const char *share = ent_guarantee_part(self->contained, arena), *all;

    if (self->tests == 0 || isnan(self->contained.p)) {
        return "";
    }
    if (count == 1) {
        return self->contained.p > 0 ? ", and then enough, in a single case"
                                     : ", but then not enough, in a single case";
    }
    all = number(ent_to_count(count), arena);
    if (share == NULL || all == NULL) {
        return NULL;
    }
    if (self->contained.p <= 0 || self->contained.p >= 1) {
        return ent_arena_printf(
            arena, self->contained.p <= 0 ? ", but then enough in none of %s" : ", and then enough in all of %s", all);
    }
    return ent_arena_printf(arena, ", and then enough in %s", share);
}

const char *ent_guarantee_sentence(const ent_guarantee_figures *self, ent_arena *arena)
{
    const char *in_force = ent_guarantee_in_force(self, arena), *tested = ent_guarantee_tested(self, arena);
    const char *kept = ent_guarantee_honoured(self, arena), *contains = enough(self, arena);
    const char *saved = ent_guarantee_saved(self, "it", arena);
    char *text;

    if (in_force == NULL || tested == NULL || kept == NULL || contains == NULL || saved == NULL) {
        return NULL;
    }
    if (self->tests == 0) {
        text = ent_arena_printf(arena, "%s%s.", in_force,
            self->in_force.p > 0      ? "; never tested, so nothing shows what it is worth"
            : isnan(self->in_force.p) ? ": no truce begins"
                                      : "");
    } else {
        text = ent_arena_printf(
            arena, "%s; %s; %s%s%s%s.", in_force, tested, kept, contains, saved[0] != '\0' ? "; " : "", saved);
    }
    if (text != NULL) {
        text[0] = (char) toupper((unsigned char) text[0]);
    }
    return text;
}

ent_guarantee_share ent_guarantees_honoured(const ent_guarantee_figures *list, size_t count, uint64_t *tests)
{
    ent_guarantee_share sum = {0, 0, 0};
    double total;

    *tests = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = (double) list[i].tests;
        if (list[i].tests > 0) {
            sum.p += weight * list[i].honoured.p;
            sum.low += weight * list[i].honoured.low;
            sum.high += weight * list[i].honoured.high;
            *tests += list[i].tests;
        }
    }
    total = *tests > 0 ? (double) *tests : (double) NAN;
    return (ent_guarantee_share){sum.p / total, sum.low / total, sum.high / total};
}

size_t ent_guarantees_first(const ent_guarantee_figures *list, size_t count, size_t *rivals, size_t *rival)
{
    size_t best = count;

    *rivals = 0;
    for (size_t i = 0; i < count; i++) {
        best = list[i].saved.p > 0 && (best == count || list[i].saved.p > list[best].saved.p) ? i : best;
    }
    for (size_t i = 0; i < count && best < count; i++) {
        if (i != best && list[i].saved.p > 0 && !(list[i].saved.high < list[best].saved.low)) {
            *rivals += 1;
            *rival = i;
        }
    }
    return best;
}

/* "Likely: " for the beginning of a sentence, or "" where the share is not known. */
static const char *likelihood(ent_guarantee_share share, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];

    ent_wording_likelihood_figure(words, share.p, share.low, share.high);
    words[0] = (char) toupper((unsigned char) words[0]);
    return words[0] == '\0' ? "" : ent_arena_printf(arena, "%s: ", words);
}

static const char *answer_of_one(const ent_guarantee_figures *it, ent_arena *arena)
{
    const char *word = likelihood(it->honoured, arena), *kept = ent_guarantee_honoured(it, arena);
    const char *saved = ent_guarantee_saved(it, "it", arena), *truces = number(it->truces, arena);

    if (word == NULL || kept == NULL || saved == NULL || truces == NULL) {
        return NULL;
    }
    if (it->tests == 0) {
        return ent_arena_printf(arena,
            it->in_force.p > 0 ? OPEN "%s" CLOSE " is never tested in %s truce%s, so nothing shows whether it is real."
                               : OPEN "%s" CLOSE " is never in force in %s truce%s.",
            it->name, truces, ent_wording_plural((double) it->truces));
    }
    return ent_arena_printf(
        arena, "%s" OPEN "%s" CLOSE " is %s%s%s.", word, it->name, kept, saved[0] != '\0' ? ", and " : "", saved);
}

/* What depends on the one of several guarantees that saves most; "" where none saves a truce. */
static const char *first_clause(const ent_guarantee_figures *list, size_t count, ent_arena *arena)
{
    size_t rivals = 0, rival = 0, first = ent_guarantees_first(list, count, &rivals, &rival);
    const char *kept, *saved;

    if (first == count) {
        return isnan(list[0].saved.p) ? "; no truce holds" : "; none of the truces that hold needed one of them";
    }
    kept = ent_guarantee_honoured(&list[first], arena);
    saved = ent_guarantee_part(list[first].saved, arena);
    if (kept == NULL || saved == NULL) {
        return NULL;
    }
    if (rivals == 0) {
        return ent_arena_printf(arena,
            "; most depends on " OPEN "%s" CLOSE ", %s: without it %s of the truces that hold would have broken",
            list[first].name, kept, saved);
    }
    kept = ent_arena_printf(arena, "; without " OPEN "%s" CLOSE ", %s, %s of the truces that hold would have broken",
        list[first].name, kept, saved);
    if (kept == NULL) {
        return NULL;
    }
    return rivals == 1
               ? ent_arena_printf(arena, "%s, and " OPEN "%s" CLOSE " may matter as much", kept, list[rival].name)
               : ent_arena_printf(arena, "%s, and %zu others may matter as much", kept, rivals);
}

/* ", of which 2 are never tested,"; "" if all are. */
static const char *untested_clause(const ent_guarantee_figures *list, size_t count, ent_arena *arena)
{
    size_t untested = 0;

    for (size_t i = 0; i < count; i++) {
        untested += list[i].tests == 0 ? 1 : 0;
    }
    return untested == 0 ? ""
                         : ent_arena_printf(
                               arena, ", of which %zu %s never tested,", untested, ent_wording_are((double) untested));
}

static const char *answer_of_several(const ent_guarantee_figures *list, size_t count, ent_arena *arena)
{
    uint64_t tests = 0;
    ent_guarantee_share all = ent_guarantees_honoured(list, count, &tests);
    const char *word = likelihood(all, arena), *kept = honoured(all, tests, "their", arena);
    const char *first = first_clause(list, count, arena), *truces = number(list[0].truces, arena);
    const char *untested = untested_clause(list, count, arena);

    if (word == NULL || kept == NULL || first == NULL || truces == NULL || untested == NULL) {
        return NULL;
    }
    if (tests == 0) {
        return ent_arena_printf(arena,
            "None of the %zu guarantees is ever tested in %s truce%s, so nothing shows whether they are real.", count,
            truces, ent_wording_plural((double) list[0].truces));
    }
    return ent_arena_printf(
        arena, "%s%s %zu guarantees%s are %s%s.", word, word[0] != '\0' ? "the" : "The", count, untested, kept, first);
}

const char *ent_guarantees_answer(const ent_guarantee_figures *list, size_t count, ent_arena *arena)
{
    if (list[0].truces == 0) {
        return count == 1 ? "No truce begins, so the guarantee is never put to the test."
                          : "No truce begins, so no guarantee is put to the test.";
    }
    return count == 1 ? answer_of_one(list, arena) : answer_of_several(list, count, arena);
}
