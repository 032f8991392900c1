#include "distribution/designs/designs.h"

const char *ent_design_name(ent_design_kind kind)
{
    static const char *const name[ENT_DESIGNS] = {"random", "lhs", "sobol"};

    return name[kind];
}

const char *ent_design_words(ent_design_kind kind)
{
    static const char *const words[ENT_DESIGNS] = {"independent worlds", "Latin hypercubes", "scrambled Sobol' points"};

    return words[kind];
}

uint64_t ent_design_worlds(ent_design_kind kind, uint64_t worlds)
{
    uint64_t points = (worlds + ENT_RANDOMISATIONS - 1) / ENT_RANDOMISATIONS;
    uint64_t power = 1;

    while (kind == ENT_DESIGN_SOBOL && power < points) {
        power *= 2;
    }
    switch (kind) {
    case ENT_DESIGN_SOBOL:
        return power * ENT_RANDOMISATIONS;
    case ENT_DESIGN_LHS:
        return points * ENT_RANDOMISATIONS;
    default:
        return worlds;
    }
}

uint64_t ent_design_stage(ent_design_kind kind, uint64_t worlds, unsigned stage)
{
    uint64_t count = kind == ENT_DESIGN_RANDOM ? 250 : 256;

    for (; stage > 0 && count < worlds; stage--) {
        count *= 2;
    }
    return count < worlds ? count : worlds;
}
