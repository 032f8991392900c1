#include "checkpoint/identity.h"

#include "base/status.h"

#include <inttypes.h>
#include <string.h>

/* Set in the number of rows of draws.csv where these are the first draws. */
static const uint64_t FIRST_DRAWS = UINT64_C(1) << 63;

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void put_string(ent_byte_writer *out, const char *text)
{
    ent_put_text(out, text, strlen(text));
}

static void put_strings(ent_byte_writer *out, const char *const *text, size_t count)
{
    ent_put_whole(out, count);
    for (size_t i = 0; i < count; i++) {
        put_string(out, text[i]);
    }
}

void ent_identity_encode(const ent_identity *self, ent_byte_writer *out)
{
    const uint64_t draws = self->draws | (self->draws_first ? FIRST_DRAWS : 0);
    const uint64_t number[] = {
        self->seed, self->worlds, self->replications, draws, self->items, self->shard, self->shards};

    put_string(out, self->command);
    put_string(out, self->version);
    put_string(out, self->scenario);
    put_string(out, self->variant);
    put_strings(out, self->set, self->sets);
    put_strings(out, self->name, self->names);
    for (size_t i = 0; i < sizeof(number) / sizeof(*number); i++) {
        ent_put_whole(out, number[i]);
    }
    ent_put_whole(out, self->files);
    for (size_t i = 0; i < self->files; i++) {
        put_string(out, self->file[i].path);
        ent_put_text(out, self->file[i].bytes, self->file[i].length);
    }
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

typedef struct decoding {
    ent_byte_reader in;
    ent_arena *arena;
    bool no_memory;
} decoding;

static const char *get_string(decoding *self, size_t *length)
{
    const char *text = ent_get_text(&self->in, length);
    char *copy;

    if (text == NULL) {
        return "";
    }
    copy = ent_arena_alloc(self->arena, *length + 1); /* zeroed, so terminated by NUL */
    self->no_memory = self->no_memory || copy == NULL;
    if (copy != NULL) {
        memcpy(copy, text, *length);
    }
    return copy != NULL ? copy : "";
}

static const char *get_name(decoding *self)
{
    size_t length = 0;

    return get_string(self, &length);
}

/* Reads the length of a list. Each element takes a byte at least, which bounds the memory that a damaged length could
 * ask for. */
static size_t get_length(decoding *self)
{
    uint64_t count = ent_get_whole(&self->in);

    if (count > (uint64_t) (self->in.end - self->in.at)) {
        self->in.bad = true;
        return 0;
    }
    return (size_t) count;
}

static const char *const *get_strings(decoding *self, size_t *count)
{
    const char **text;

    *count = get_length(self);
    text = ent_arena_array(self->arena, *count, sizeof(*text));
    if (text == NULL) {
        self->no_memory = true;
        *count = 0;
    }
    for (size_t i = 0; i < *count; i++) {
        text[i] = get_name(self);
    }
    return text;
}

static void get_files(decoding *self, ent_identity *identity)
{
    ent_identity_file *file;

    identity->files = get_length(self);
    file = ent_arena_array(self->arena, identity->files, sizeof(*file));
    if (file == NULL) {
        self->no_memory = true;
        identity->files = 0;
    }
    for (size_t i = 0; i < identity->files; i++) {
        file[i].path = get_name(self);
        file[i].bytes = get_string(self, &file[i].length);
    }
    identity->file = file;
}

int ent_identity_decode(ent_identity *self, const unsigned char *data, size_t length, ent_arena *arena)
{
    decoding from = {.in = {.at = data, .end = data + length}, .arena = arena};
    uint64_t *number[] = {
        &self->seed, &self->worlds, &self->replications, &self->draws, &self->items, &self->shard, &self->shards};

    *self = (ent_identity){.command = get_name(&from)};
    self->version = get_name(&from);
    self->scenario = get_name(&from);
    self->variant = get_name(&from);
    self->set = get_strings(&from, &self->sets);
    self->name = get_strings(&from, &self->names);
    for (size_t i = 0; i < sizeof(number) / sizeof(*number); i++) {
        *number[i] = ent_get_whole(&from.in);
    }
    self->draws_first = (self->draws & FIRST_DRAWS) != 0;
    self->draws &= ~FIRST_DRAWS;
    get_files(&from, self);
    if (from.no_memory) {
        return ENT_ERR_NO_MEMORY;
    }
    if (from.in.bad || from.in.at != from.in.end || self->files == 0 || self->shards == 0 || self->shard == 0 ||
        self->shard > self->shards) {
        return ENT_ERR_CHECKPOINT;
    }
    return ENT_OK;
}

/* --- comparing ---------------------------------------------------------------------------------------------------- */

static bool same_strings(const char *const *a, size_t as, const char *const *b, size_t bs)
{
    if (as != bs) {
        return false;
    }
    for (size_t i = 0; i < as; i++) {
        if (strcmp(a[i], b[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* Replaces a text that there was no memory for. */
static const char *text_or_default(const char *text)
{
    return text != NULL ? text : "is of another run";
}

static const char *different_file(const ent_identity *self, const ent_identity *other, ent_arena *arena)
{
    if (self->files != other->files) {
        return "stands on other files";
    }
    for (size_t i = 0; i < self->files; i++) {
        const ent_identity_file *a = &self->file[i];
        const ent_identity_file *b = &other->file[i];
        if (a->length != b->length || memcmp(a->bytes, b->bytes, a->length) != 0) {
            return text_or_default(ent_arena_printf(arena, "is of another text of %s", a->path));
        }
    }
    return NULL;
}

static const char *different_number(const ent_identity *self, const ent_identity *other, ent_arena *arena)
{
    const struct {
        const char *words;
        uint64_t ours, theirs;
    } number[] = {{"seed", self->seed, other->seed}, {"worlds =", self->worlds, other->worlds},
        {"replications =", self->replications, other->replications}};

    for (size_t i = 0; i < sizeof(number) / sizeof(*number); i++) {
        if (number[i].ours != number[i].theirs) {
            return text_or_default(ent_arena_printf(
                arena, "is of %s %" PRIu64 ", not %" PRIu64, number[i].words, number[i].theirs, number[i].ours));
        }
    }
    return NULL;
}

static const char *different_program(const ent_identity *self, const ent_identity *other, ent_arena *arena)
{
    if (strcmp(self->command, other->command) != 0) {
        return text_or_default(ent_arena_printf(arena, "is of a %s, not a %s", other->command, self->command));
    }
    if (strcmp(self->version, other->version) != 0) {
        return text_or_default(
            ent_arena_printf(arena, "was written by version %s, not %s", other->version, self->version));
    }
    if (strcmp(self->scenario, other->scenario) != 0) {
        return text_or_default(
            ent_arena_printf(arena, "is of the scenario %s, not %s", other->scenario, self->scenario));
    }
    return NULL;
}

const char *ent_identity_difference(const ent_identity *self, const ent_identity *other, ent_arena *arena)
{
    const char *text = different_program(self, other, arena);

    if (text == NULL) { /* before --set, since its text is less specific */
        text = different_number(self, other, arena);
    }
    if (text == NULL) {
        text = different_file(self, other, arena);
    }
    if (text == NULL && !same_strings(self->set, self->sets, other->set, other->sets)) {
        text = "is of other settings of the command line";
    }
    if (text == NULL && strcmp(self->variant, other->variant) != 0) {
        text = "is of another --variant";
    }
    if (text == NULL && !same_strings(self->name, self->names, other->name, other->names)) {
        text = "is of other sweeps";
    }
    return text == NULL && self->items != other->items ? "has another number of variants or points" : text;
}
