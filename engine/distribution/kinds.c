#include "distribution/kinds.h"

#include <string.h>

#define ADDRESS(name) &ent_kind_##name,
const ent_distribution_kind *const ent_distributions[ENT_DISTRIBUTIONS] = {ENT_DISTRIBUTION_KINDS(ADDRESS)};

static bool arguments_named(const ent_distribution_kind *kind)
{
    size_t arguments = kind->call.pairs ? 2 : kind->call.most;

    if (arguments == 0 || arguments > ENT_KIND_PARAMETERS ||
        (!kind->call.pairs && kind->call.least > kind->call.most)) {
        return false;
    }
    for (size_t i = 0; i < arguments; i++) {
        if (kind->parameter[i].name == NULL) {
            return false;
        }
    }
    return true;
}

static bool complete(const ent_distribution_kind *kind)
{
    return kind->call.name != NULL && kind->call.arguments != NULL && kind->call.doc != NULL && arguments_named(kind) &&
           (kind->words != NULL || kind->phrase != NULL) && kind->init != NULL && kind->tails != NULL;
}

const ent_distribution_kind *ent_distributions_check(void)
{
    for (size_t i = 0; i < ENT_DISTRIBUTIONS; i++) {
        if (!complete(ent_distributions[i])) {
            return ent_distributions[i];
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(ent_distributions[i]->call.name, ent_distributions[j]->call.name) == 0) {
                return ent_distributions[i];
            }
        }
    }
    return NULL;
}
