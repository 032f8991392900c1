#include "tally/drivers/driver_sum.h"

/* Sums over the worlds of one call, which fit 64 bits. */
typedef struct products {
    uint64_t xx, xb, bb, xn, bn, xy, by;
} products;

static products multiply(const ent_driver_counts *own, const ent_driver_counts *base, size_t worlds)
{
    products sum = {0};

    for (size_t w = 0; w < worlds; w++) {
        uint64_t x = own->with[w], b = own->both[w];
        uint64_t n = base->with[w], y = base->both[w];
        sum.xx += x * x;
        sum.xb += x * b;
        sum.bb += b * b;
        sum.xn += x * n;
        sum.bn += b * n;
        sum.xy += x * y;
        sum.by += b * y;
    }
    return sum;
}

static void add_totals(ent_driver_sum *self, const ent_driver_counts *own, uint64_t first, size_t worlds)
{
    size_t residue = (size_t) (first % ENT_DRIVER_RESIDUES);

    for (size_t w = 0; w < worlds; residue = 0) {
        size_t run = ENT_DRIVER_RESIDUES - residue < worlds - w ? ENT_DRIVER_RESIDUES - residue : worlds - w;
        for (size_t i = 0; i < run; i++) {
            self->with[residue + i] += own->with[w + i];
            self->both[residue + i] += own->both[w + i];
        }
        w += run;
    }
}

void ent_driver_sum_add(
    ent_driver_sum *self, const ent_driver_counts *own, const ent_driver_counts *base, uint64_t first, size_t worlds)
{
    products sum = multiply(own, base, worlds);

    add_totals(self, own, first, worlds);
    for (size_t w = 0; w < worlds; w++) {
        self->worlds_with += own->with[w] > 0 ? 1 : 0;
        self->worlds_without += own->with[w] < base->with[w] ? 1 : 0;
    }
    self->xx += sum.xx;
    self->xb += sum.xb;
    self->bb += sum.bb;
    self->xn += sum.xn;
    self->bn += sum.bn;
    self->xy += sum.xy;
    self->by += sum.by;
}

void ent_driver_sum_add_single(
    ent_driver_sum *self, const ent_driver_counts *own, const ent_driver_counts *base, uint64_t first, size_t worlds)
{
    uint32_t with = 0, both = 0, draws = 0;

    add_totals(self, own, first, worlds);
    for (size_t w = 0; w < worlds; w++) {
        with += own->with[w];
        both += own->both[w];
        draws += base->with[w];
    }
    /* of one draw, b = 1 only where x = 1 and y = 1, and either only where n = 1: so all products are x, or b */
    self->worlds_with += with;
    self->worlds_without += draws - with;
    self->xx += with;
    self->xn += with;
    self->xb += both;
    self->bb += both;
    self->bn += both;
    self->xy += both;
    self->by += both;
}

uint64_t ent_driver_total(const uint64_t *residue)
{
    uint64_t total = 0;

    for (size_t r = 0; r < ENT_DRIVER_RESIDUES; r++) {
        total += residue[r];
    }
    return total;
}

void ent_driver_sum_merge(ent_driver_sum *self, const ent_driver_sum *other)
{
    for (size_t r = 0; r < ENT_DRIVER_RESIDUES; r++) {
        self->with[r] += other->with[r];
        self->both[r] += other->both[r];
    }
    self->worlds_with += other->worlds_with;
    self->worlds_without += other->worlds_without;
    self->xx += other->xx;
    self->xb += other->xb;
    self->bb += other->bb;
    self->xn += other->xn;
    self->bn += other->bn;
    self->xy += other->xy;
    self->by += other->by;
}
