/* Where labels go so that they neither overlap nor hide what they name. All lengths in page units, y downwards. */
#ifndef ENT_CHARTS_LAYOUT_LABEL_LAYOUT_H
#define ENT_CHARTS_LAYOUT_LABEL_LAYOUT_H

#include "base/arena.h"

#include <stddef.h>

typedef struct ent_layout_box {
    double left, top, right, bottom;
} ent_layout_box;

/* A drawn line, as the points it passes. */
typedef struct ent_layout_curve {
    const double *x;
    const double *y;
    size_t count;
} ent_layout_curve;

/* What is on a plot already. */
typedef struct ent_label_area {
    ent_layout_box area;           /* labels stay inside */
    const ent_layout_curve *curve; /* [curves] */
    size_t curves;
    ent_layout_box *taken; /* [takens] boxes of labels placed, room for `room` */
    size_t takens;
    size_t room;
} ent_label_area;

/* Moves wanted[0..count) as little as possible (least squares) so that neighbours in the order given are at least
 * `apart` apart and all lie in [low, high] where that is possible (else closer, evenly). wanted must not decrease. */
void ent_labels_spread(double *wanted, size_t count, double apart, double low, double high);

/* Where a label goes, and the point of the curve that it names. */
typedef struct ent_label_position {
    ent_layout_box box;
    double x, y;
    int leader; /* so far off that a line from the point to the box is due */
} ent_label_position;

/* Finds the place for a box of width x height beside curve number `which`: clear of the other curves and of the boxes
 * taken, near the height where the curve is half way down, a little off where it is crowded; adds the box to `taken`
 * (if there is room). */
ent_label_position ent_labels_place(ent_label_area *self, size_t which, double width, double height);

/* How much of a line lies in a box, counted in steps of two units; 0 is clear. */
size_t ent_labels_overlap(const ent_layout_curve *curve, ent_layout_box box);

#endif
