#include "cli/commands/analyse_choices.h"

#include "cli/console.h"

#include <string.h>

static int complain_of_choice(const ent_experiment *experiment, const char *id, ent_arena *arena)
{
    const char **names = ent_arena_array(arena, experiment->count, sizeof(*names));
    const char *near = NULL;

    for (size_t v = 0; names != NULL && v < experiment->count; v++) {
        names[v] = experiment->item[v]->id;
    }
    near = names != NULL ? ent_nearest_name(id, names, experiment->count) : NULL;
    ent_complain("--choose: %s has no variant `%s`%s%s%s", experiment->id, id,
        near != NULL ? "; did you mean `" : "; write ids of its `variants`, or base, with commas between them",
        near != NULL ? near : "", near != NULL ? "`?" : "");
    return ENT_EXIT_USAGE;
}

/* Adds an id. Returns an exit status, after a message. */
static int add_choice(ent_choices *self, const char *id, const ent_experiment *experiment, ent_arena *arena)
{
    if (ent_experiment_find(experiment, id) == SIZE_MAX) {
        return complain_of_choice(experiment, id, arena);
    }
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->id[i], id) == 0) {
            ent_complain("--choose: `%s` stands there twice; write each choice once", id);
            return ENT_EXIT_USAGE;
        }
    }
    self->id[self->count++] = id;
    return ENT_EXIT_OK;
}

int ent_choices_read(ent_choices *self, const ent_options *options, const ent_experiment *experiment, ent_arena *arena)
{
    char *rest = options->choose != NULL ? ent_arena_strdup(arena, options->choose) : NULL;
    int status = ENT_EXIT_OK;

    *self = (ent_choices){.count = 0};
    if (options->choose == NULL) {
        return ENT_EXIT_OK;
    }
    self->id = ent_arena_array(arena, strlen(options->choose) + 1, sizeof(*self->id));
    if (self->id == NULL || rest == NULL) {
        return ENT_EXIT_FAILED;
    }
    while (rest != NULL && status == ENT_EXIT_OK) {
        char *comma = strchr(rest, ',');
        if (comma != NULL) {
            *comma = '\0';
        }
        status = add_choice(self, rest, experiment, arena);
        rest = comma != NULL ? comma + 1 : NULL;
    }
    return status;
}
