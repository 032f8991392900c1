/* The instruction sets that are built in, and the choice among them. A new set takes a header of this folder, a line in
 * isa/vector.h, a row here and a row in CMakeLists.txt, which defines ENT_SET_<name> for each set that it builds. */
#include "kernels/kernels.h"

#include <stdbool.h>
#include <string.h>

extern const ent_kernels ent_kernels_avx512;
extern const ent_kernels ent_kernels_avx2;
extern const ent_kernels ent_kernels_sse2;
extern const ent_kernels ent_kernels_neon;
extern const ent_kernels ent_kernels_portable;

typedef struct instruction_set {
    bool (*supported)(void); /* by the processor and the operating system */
    const ent_kernels *kernels;
} instruction_set;

static bool always(void)
{
    return true;
}

#if defined(ENT_SET_avx2)
static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2");
}
#endif

#if defined(ENT_SET_avx512)
static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
}
#endif

/* Widest first. SSE2 belongs to every x86-64 processor, NEON to every AArch64 processor. */
static const instruction_set sets[] = {
#if defined(ENT_SET_avx512)
    {has_avx512, &ent_kernels_avx512},
#endif
#if defined(ENT_SET_avx2)
    {has_avx2, &ent_kernels_avx2},
#endif
#if defined(ENT_SET_sse2)
    {always, &ent_kernels_sse2},
#endif
#if defined(ENT_SET_neon)
    {always, &ent_kernels_neon},
#endif
    {always, &ent_kernels_portable},
};

const ent_kernels *ent_kernels_supported(size_t i)
{
    for (size_t k = 0; k < sizeof(sets) / sizeof(*sets); k++) {
        if (sets[k].supported() && i-- == 0) {
            return sets[k].kernels;
        }
    }
    return NULL;
}

const ent_kernels *ent_kernels_narrowest(void)
{
    return sets[sizeof(sets) / sizeof(*sets) - 1].kernels;
}

const ent_kernels *ent_kernels_select(const char *isa)
{
    const ent_kernels *kernels = NULL;

    if (isa == NULL) {
        return ent_kernels_supported(0);
    }
    if (strcmp(isa, "narrowest") == 0) {
        return ent_kernels_narrowest();
    }
    for (size_t i = 0; (kernels = ent_kernels_supported(i)) != NULL; i++) {
        if (strcmp(kernels->isa, isa) == 0) {
            return kernels;
        }
    }
    return NULL;
}
