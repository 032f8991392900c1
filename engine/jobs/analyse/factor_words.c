#include "jobs/analyse/factor_words.h"

#include "wording/analysis/headline_subject.h"
#include "wording/analysis/quantity_name.h"
#include "wording/display_name.h"

#include <string.h>

/* The label of an entry of a list of structs that begin with it; NULL without one. */
static const char *find(const void *list, size_t count, size_t size, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        const ent_label *own = (const ent_label *) (const void *) ((const char *) list + i * size);
        if (strcmp(own->id, id) == 0) {
            return own->name;
        }
    }
    return NULL;
}

#define FIND(list, count) find(list, count, sizeof(*(list)), id)

static const char *own_label(const ent_scenario *scenario, const char *section, const char *id)
{
    return strcmp(section, "factors") == 0        ? FIND(scenario->factor, scenario->factors)
           : strcmp(section, "events") == 0       ? FIND(scenario->event, scenario->events)
           : strcmp(section, "parties") == 0      ? FIND(scenario->party, scenario->parties)
           : strcmp(section, "demands") == 0      ? FIND(scenario->demand, scenario->demands)
           : strcmp(section, "contributors") == 0 ? FIND(scenario->contributor, scenario->contributors)
                                                  : NULL;
}

static const char *label(void *context, const char *section, const char *id)
{
    ent_analysis *self = context;
    const char *own = own_label(&self->variant->scenario, section, id);

    return own != NULL && *own != '\0' ? own : ent_display_name(id, NULL, &self->arena);
}

const char *ent_factor_words(ent_analysis *self, const char *quantity)
{
    const ent_name_source names = {label, self};

    return ent_quantity_name(quantity, &names, &self->arena);
}

const char *ent_subject_words(ent_analysis *self)
{
    const ent_scenario *scenario = &self->variant->scenario;
    const char *measure = NULL;

    if (scenario->headline_query.measure != NULL) {
        const ent_label *label = &scenario->measure[scenario->headline_measure].label;
        measure =
            label->name != NULL && *label->name != '\0' ? label->name : ent_display_name(label->id, NULL, &self->arena);
    }
    return ent_subject_in_variant(ent_headline_subject(scenario->headline, scenario->headline_name, measure,
                                      scenario->ratifications > 0, &self->arena),
        self->variant != self->experiment->item[0] ? self->variant->label : NULL, &self->arena);
}
