/* Positions of labels: apart from each other, and beside the curves that they name without covering any. Lengths are in
 * page units, y downwards. */
#ifndef ENT_CHARTS_LAYOUT_LABEL_LAYOUT_H
#define ENT_CHARTS_LAYOUT_LABEL_LAYOUT_H

#include <stddef.h>

typedef struct ent_layout_box {
    double left, top, right, bottom; /* page units */
} ent_layout_box;

/* A curve on the page, as a polygonal chain. Borrowed. */
typedef struct ent_layout_curve {
    const double *x; /* [count] page units */
    const double *y; /* [count] page units */
    size_t count;
} ent_layout_curve;

/* A plot, with its curves and the labels already on it. */
typedef struct ent_label_area {
    ent_layout_box inside;         /* Labels stay inside */
    const ent_layout_curve *curve; /* [curves] */
    size_t curves;
    ent_layout_box *taken; /* [takens] boxes of the labels on it; room for `room` of them */
    size_t takens;
    size_t room;
} ent_label_area;

/* Moves the positions wanted[0..count), which must not decrease, so that neighbours are at least `apart` apart and all
 * lie in [low, high], with the least sum of squared moves (isotonic regression by pooling adjacent violators; then cut
 * to the range). Where they do not fit, they are spread evenly over the range. */
void ent_labels_spread(double *wanted, size_t count, double apart, double low, double high);

/* A position for a label, and the point of the curve that it names. */
typedef struct ent_label_position {
    ent_layout_box box;
    double x, y; /* The point, page units */
    int leader;  /* 1: the box is so far from the point that a line should connect them */
} ent_label_position;

/* Returns the best position of a box of width x height beside curve number `which`: one of several boxes at several
 * points of the curve, by a cost of leaving the area, overlapping the boxes taken, covering curves, being close to
 * other curves, and distance from half the height of the area. Adds the box to `taken` while there is room. */
ent_label_position ent_labels_place(ent_label_area *self, size_t which, double width, double height);

/* Returns the length of a curve inside a box, in steps of about two page units; 0 where it does not cross it. */
size_t ent_labels_overlap(const ent_layout_curve *curve, ent_layout_box box);

#endif
