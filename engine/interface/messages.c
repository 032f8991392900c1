#include "interface/handles.h"

#include "base/status.h"

#include <string.h>

/* The enumerations of the interface have the values of the engine. */
_Static_assert((int) ENTENTE_ERROR == (int) ENT_SEVERITY_ERROR, "severities");
_Static_assert((int) ENTENTE_WARNING == (int) ENT_SEVERITY_WARNING, "severities");
_Static_assert((int) ENTENTE_NOTE == (int) ENT_SEVERITY_NOTE, "severities");
_Static_assert((int) ENTENTE_OK == (int) ENT_OK, "status");
_Static_assert((int) ENTENTE_ERR_NO_MEMORY == (int) ENT_ERR_NO_MEMORY, "status");
_Static_assert((int) ENTENTE_ERR_IO == (int) ENT_ERR_IO, "status");
_Static_assert((int) ENTENTE_ERR_SCENARIO == (int) ENT_ERR_SCENARIO, "status");
_Static_assert((int) ENTENTE_ERR_NUMERIC == (int) ENT_ERR_NUMERIC, "status");
_Static_assert((int) ENTENTE_ERR_INTERRUPTED == (int) ENT_ERR_INTERRUPTED, "status");
_Static_assert((int) ENTENTE_ERR_ARGUMENT == (int) ENT_ERR_ARGUMENT, "status");
_Static_assert((int) ENTENTE_ERR_CHART == (int) ENT_ERR_CHART, "status");
_Static_assert((int) ENTENTE_ERR_CHECKPOINT == (int) ENT_ERR_CHECKPOINT, "status");

const char *entente_version(void)
{
    return ENTENTE_VERSION;
}

const char *entente_strerror(int status)
{
    return ent_strerror(status);
}

ent_interface_message ent_interface_message_of(const ent_diagnostic *diagnostic, int origin)
{
    const ent_position *at = &diagnostic->at;

    return (ent_interface_message){.shown = {.severity = (int) diagnostic->severity,
                                       .origin = origin,
                                       .file = at->source != NULL ? at->source->name : "",
                                       .line = at->line,
                                       .column = at->column,
                                       .length = at->length,
                                       .path = diagnostic->path,
                                       .text = diagnostic->text,
                                       .help = diagnostic->help},
        .diagnostic = diagnostic};
}

int ent_interface_messages_add(
    ent_interface_messages *self, const ent_diagnostics *diagnostics, int origin, ent_arena *arena)
{
    ent_interface_message *grown = ent_arena_array(arena, self->count + diagnostics->count, sizeof(*grown));

    if (grown == NULL || diagnostics->no_memory) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->count; i++) {
        grown[i] = self->item[i];
    }
    for (size_t i = 0; i < diagnostics->count; i++) {
        grown[self->count++] = ent_interface_message_of(&diagnostics->item[i], origin);
    }
    self->item = grown;
    return ENT_OK;
}

const entente_message *ent_interface_messages_at(const ent_interface_messages *self, size_t index)
{
    return index < self->count ? &self->item[index].shown : NULL;
}
