#include "jobs/solve/answer.h"

#include "base/status.h"
#include "wording/solve_words.h"

#include <math.h>

int ent_solve_answer(ent_solve_results *self, const char *path)
{
    const ent_crossing *crossing = &self->crossing;
    ent_solve_words words = {.expression = self->question.expression,
        .path = path,
        .level = self->question.level,
        .chance = !self->question.is_mean,
        .unit = self->question.unit,
        .percent = self->ends.percent,
        .from = self->ends.from,
        .to = self->ends.to,
        .least = (double) NAN,
        .most = (double) NAN,
        .value = crossing->value,
        .low = crossing->low,
        .high = crossing->high,
        .rises = crossing->rises,
        .crossings = crossing->crossings};

    for (size_t i = 0; i < crossing->points; i++) { /* NaN is passed over */
        words.least = fmin(words.least, crossing->point[i].y);
        words.most = fmax(words.most, crossing->point[i].y);
        ent_solve_words_count(
            &words, crossing->point[i].x, crossing->point[i].y, crossing->point[i].low, crossing->point[i].high);
    }
    self->sentence = ent_solve_sentence(&words, &self->results.arena);
    self->others = ent_solve_several(&words, &self->results.arena);
    return self->sentence != NULL && (self->others != NULL || words.crossings < 2) ? ENT_OK : ENT_ERR_NO_MEMORY;
}
