#include "charts/layout/label_layout.h"

#include <float.h>
#include <math.h>

/* Isotonic least squares by pooling adjacent violators (Ayer et al., Annals of Mathematical Statistics 26, 1955): on
 * return the values do not decrease, and each block has the mean of its values. */
static void pool(double *shifted, size_t count)
{
    size_t start = 0;

    /* quadratic in the number of labels, which is about a dozen */
    for (size_t i = 1; i < count; i++) {
        for (start = i; start > 0; start--) {
            double sum = 0;
            size_t from = start - 1;
            while (from > 0 && shifted[from - 1] == shifted[start - 1]) {
                from--;
            }
            if (shifted[start - 1] <= shifted[start]) {
                break;
            }
            for (size_t j = from; j <= i; j++) {
                sum += shifted[j];
            }
            for (size_t j = from; j <= i; j++) {
                shifted[j] = sum / (double) (i + 1 - from);
            }
            start = from + 1;
        }
    }
}

void ent_labels_spread(double *wanted, size_t count, double apart, double low, double high)
{
    if (count == 0) {
        return;
    }
    if ((double) (count - 1) * apart > high - low) {
        apart = count > 1 ? (high - low) / (double) (count - 1) : 0;
    }
    for (size_t i = 0; i < count; i++) {
        wanted[i] -= (double) i * apart;
    }
    pool(wanted, count);
    for (size_t i = 0; i < count; i++) {
        double least = low, most = high - (double) (count - 1) * apart;
        wanted[i] = fmax(least, fmin(most, wanted[i])) + (double) i * apart;
    }
}

enum { LONGEST_STEPS = 10000 }; /* points of a segment that are looked at */

size_t ent_labels_overlap(const ent_layout_curve *curve, ent_layout_box box)
{
    size_t hits = 0;

    for (size_t i = 0; i + 1 < curve->count; i++) {
        double dx = curve->x[i + 1] - curve->x[i], dy = curve->y[i + 1] - curve->y[i];
        int steps = 1 + (int) fmin(hypot(dx, dy) / 2, LONGEST_STEPS);
        if (!isfinite(dx) || !isfinite(dy) || fmax(curve->x[i], curve->x[i + 1]) < box.left ||
            fmin(curve->x[i], curve->x[i + 1]) > box.right || fmax(curve->y[i], curve->y[i + 1]) < box.top ||
            fmin(curve->y[i], curve->y[i + 1]) > box.bottom) {
            continue;
        }
        for (int k = 0; k <= steps; k++) {
            double x = curve->x[i] + dx * k / steps, y = curve->y[i] + dy * k / steps;
            hits += x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? 1 : 0;
        }
    }
    return hits;
}

static double overlap(ent_layout_box a, ent_layout_box b)
{
    double width = fmin(a.right, b.right) - fmax(a.left, b.left);
    double height = fmin(a.bottom, b.bottom) - fmax(a.top, b.top);

    return width > 0 && height > 0 ? width * height : 0;
}

/* The cost of a box: outside the area, overlap with labels, curves covered, distance to other curves. */
static double cost_of(const ent_label_area *self, size_t which, ent_layout_box box)
{
    double cost = 0;
    ent_layout_box wide = {box.left - 6, box.top - 4, box.right + 6, box.bottom + 4};

    if (box.left < self->inside.left || box.right > self->inside.right || box.top < self->inside.top ||
        box.bottom > self->inside.bottom) {
        cost += 1e6;
    }
    for (size_t i = 0; i < self->takens; i++) {
        cost += 200 * overlap(wide, self->taken[i]);
    }
    for (size_t i = 0; i < self->curves; i++) {
        cost += 60 * (double) ent_labels_overlap(&self->curve[i], box);
        cost += i == which ? 0 : 12 * (double) ent_labels_overlap(&self->curve[i], wide);
    }
    return cost;
}

/* The box on one of six sides of a point, at distance `off`. */
static ent_layout_box beside(double x, double y, int side, double off, double width, double height)
{
    double left = side % 3 == 0 ? x + off : side % 3 == 1 ? x - width - off : x - width / 2;
    double top = side < 3 ? y - height - 0.7 * off : y + 0.7 * off;

    return (ent_layout_box){left, top, left + width, top + height};
}

static void try_point(ent_label_area *self, size_t which, double x, double y, ent_label_position *best, double *least)
{
    static const double off[] = {7, 26, 50, 80};
    double width = best->box.right - best->box.left, height = best->box.bottom - best->box.top;
    double middle = (self->inside.top + self->inside.bottom) / 2;
    double far = 160 * fabs(y - middle) / (self->inside.bottom - self->inside.top);

    for (int i = 0; i < 24; i++) {
        ent_layout_box box = beside(x, y, i % 6, off[i / 6], width, height);
        double cost = far + 0.5 * off[i / 6] + (i % 3 == 2 ? 3 : 0);
        if (cost < *least) {
            cost += cost_of(self, which, box);
        }
        if (cost < *least) {
            *least = cost;
            *best = (ent_label_position){box, x, y, i >= 6};
        }
    }
}

ent_label_position ent_labels_place(ent_label_area *self, size_t which, double width, double height)
{
    const ent_layout_curve *curve = &self->curve[which];
    ent_label_position best = {
        {self->inside.left, self->inside.top, self->inside.left + width, self->inside.top + height}, 0, 0, 0};
    double least = DBL_MAX;

    for (size_t i = 0; i < 4 * curve->count; i++) {
        size_t point = i / 4;
        size_t next = point + 1 < curve->count ? point + 1 : point;
        double part = (double) (i % 4) / 4;
        try_point(self, which, curve->x[point] + part * (curve->x[next] - curve->x[point]),
            curve->y[point] + part * (curve->y[next] - curve->y[point]), &best, &least);
    }
    if (self->takens < self->room) {
        self->taken[self->takens++] = best.box;
    }
    return best;
}
