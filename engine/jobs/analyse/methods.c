#include "jobs/analyse/methods.h"

#include <string.h>

#define ENT_METHOD_ADDRESS(name) &ent_method_##name,

static const ent_analysis_method *const method[] = {ENT_METHODS(ENT_METHOD_ADDRESS) NULL};

const ent_analysis_method *const *ent_methods(size_t *count)
{
    *count = sizeof(method) / sizeof(*method) - 1;
    return method;
}

const ent_analysis_method *ent_method_find(const char *name)
{
    for (size_t i = 0; method[i] != NULL; i++) {
        if (strcmp(method[i]->name, name) == 0) {
            return method[i];
        }
    }
    return NULL;
}
