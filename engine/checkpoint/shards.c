#include "checkpoint/shards.h"

#include "base/status.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *ent_shard_path(const char *folder, const ent_identity *identity, ent_arena *arena)
{
    return ent_arena_printf(arena, "%s/%sshard-%" PRIu64 "-of-%" PRIu64 ".part", folder,
        strcmp(identity->command, "run") == 0 ? "" : "sweep-", identity->shard, identity->shards);
}

bool ent_shard_exists(const char *path, const ent_identity *identity)
{
    ent_arena scratch = {0};
    ent_shard shard = {.path = NULL};
    bool exists = ent_shard_open(&shard, path, ENT_SHARD_INNER, &scratch) == ENT_OK &&
                  shard.identity.shard == identity->shard && shard.identity.shards == identity->shards &&
                  shard.identity.draws == identity->draws && shard.identity.draws_first == identity->draws_first &&
                  ent_identity_difference(identity, &shard.identity, &scratch) == NULL;

    ent_shard_free(&shard);
    ent_arena_free(&scratch);
    return exists;
}

int ent_shard_open(ent_shard *self, const char *path, size_t inner, ent_arena *arena)
{
    int status;

    *self = (ent_shard){.path = path};
    status = ent_sealed_open(&self->reader, path, inner, arena);
    if (status == ENT_OK) {
        status = ent_get_identity(&self->reader, arena, &self->identity);
    }
    ent_sealed_release(&self->reader); /* there may be more shards than a process may hold open */
    return status;
}

void ent_shard_free(ent_shard *self)
{
    ent_sealed_free(&self->reader);
    *self = (ent_shard){.path = NULL};
}

/* --- checking ----------------------------------------------------------------------------------------------------- */

static void add_error(ent_diagnostics *diagnostics, const char *text)
{
    ent_diagnostics_add(
        diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "%s", text != NULL ? text : "out of memory");
}

static int by_share(const void *a, const void *b)
{
    const ent_shard *x = a;
    const ent_shard *y = b;

    if (x->identity.shard != y->identity.shard) {
        return x->identity.shard < y->identity.shard ? -1 : 1;
    }
    return strcmp(x->path, y->path);
}

/* Adds an error for each shard of another run than that of the first. */
static void check_foreign(const ent_shard *shard, size_t count, ent_arena *arena, ent_diagnostics *diagnostics)
{
    for (size_t i = 1; i < count; i++) {
        const ent_identity *first = &shard[0].identity;
        const ent_identity *other = &shard[i].identity;
        const char *difference = ent_identity_difference(first, other, arena);
        if (difference == NULL && other->shards != first->shards) {
            difference =
                ent_arena_printf(arena, "is one of %" PRIu64 " shards, not of %" PRIu64, other->shards, first->shards);
        } else if (difference == NULL && (other->draws != first->draws || other->draws_first != first->draws_first)) {
            difference = ent_arena_printf(arena, "is of --draws %s%" PRIu64 ", not %s%" PRIu64,
                other->draws_first ? "first:" : "", other->draws, first->draws_first ? "first:" : "", first->draws);
        } else if (difference == NULL) {
            continue;
        }
        add_error(diagnostics, ent_arena_printf(arena, "%s %s as %s is", shard[i].path,
                                   difference != NULL ? difference : "is of another run", shard[0].path));
    }
}

static void add_missing(uint64_t first, uint64_t last, uint64_t shards, ent_arena *arena, ent_diagnostics *diagnostics)
{
    if (first == last) {
        add_error(diagnostics, ent_arena_printf(arena, "shard %" PRIu64 " of %" PRIu64 " is missing", first, shards));
    } else if (first < last) {
        add_error(diagnostics, ent_arena_printf(arena, "shards %" PRIu64 " to %" PRIu64 " of %" PRIu64 " are missing",
                                   first, last, shards));
    }
}

/* Adds an error for each share that is given twice or missing. shard: [count] by share. */
static void check_numbers(const ent_shard *shard, size_t count, ent_arena *arena, ent_diagnostics *diagnostics)
{
    uint64_t shards = shard[0].identity.shards;
    uint64_t next = 1;

    for (size_t i = 0; i < count; i++) {
        uint64_t number = shard[i].identity.shard;
        if (number < next) {
            add_error(diagnostics, ent_arena_printf(arena, "shard %" PRIu64 " of %" PRIu64 " is there twice: %s and %s",
                                       number, shards, shard[i - 1].path, shard[i].path));
            continue;
        }
        add_missing(next, number - 1, shards, arena, diagnostics);
        next = number + 1;
    }
    add_missing(next, shards, shards, arena, diagnostics);
}

int ent_shards_check(ent_shard *shard, size_t count, ent_diagnostics *diagnostics)
{
    ent_arena arena = {0};
    size_t before = diagnostics->errors;

    check_foreign(shard, count, &arena, diagnostics);
    if (diagnostics->errors == before) {
        qsort(shard, count, sizeof(*shard), by_share);
        check_numbers(shard, count, &arena, diagnostics);
    }
    ent_arena_free(&arena);
    return diagnostics->errors == before ? ENT_OK : ENT_ERR_CHECKPOINT;
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

/* Adds the counts of a shard, which must hold the chunks of its share. */
static int add(ent_shard *shard, size_t variant, ent_chunk_range *range)
{
    const ent_identity *identity = &shard->identity;
    ent_chunk_span span = {0};
    int status = ent_get_chunk_range(&shard->reader, variant + 1, variant, range, &span);

    ent_sealed_release(&shard->reader);
    if (status == ENT_OK &&
        (span.first != ent_chunk_plan_boundary(&range->plan, identity->shard - 1, identity->shards) ||
            span.next != ent_chunk_plan_boundary(&range->plan, identity->shard, identity->shards))) {
        shard->reader.wrong = "does not hold the share that it says";
        status = ENT_ERR_CHECKPOINT;
    }
    return status;
}

int ent_shards_merge(ent_shard *shard, size_t count, size_t variant, ent_chunk_range *range, size_t *at)
{
    for (*at = 0; *at < count; (*at)++) {
        int status = add(&shard[*at], variant, range);
        if (status != ENT_OK) {
            return status;
        }
    }
    *at = count - 1;
    range->next = range->end;
    if (range->tally.played != range->plan.worlds * range->plan.replications) {
        shard[*at].reader.wrong = "and the others do not add up to the run";
        return ENT_ERR_CHECKPOINT;
    }
    return ENT_OK;
}
