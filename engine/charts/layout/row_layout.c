#include "charts/layout/row_layout.h"

#include "charts/layout/text_metrics.h"

#include <math.h>

/* Few rows are so many times further apart than `widest`: the page would be empty below them. */
static const double FEW = 1.7;

ent_row_layout ent_row_layout_make(size_t count, double top, double bottom, double widest)
{
    ent_row_layout rows;

    rows.pitch = fmin(FEW * widest, (bottom - top) / (double) (count > 0 ? count : 1));
    rows.top = top;
    rows.bottom = top + rows.pitch * (double) count;
    rows.two_lines = rows.pitch >= 33;
    rows.name = rows.pitch >= 40 ? 13 : fmax(8.5, fmin(12, rows.pitch * 0.72));
    rows.small = rows.two_lines ? fmin(11.5, rows.name - 1) : fmax(8.5, rows.name - 1);
    rows.bar = fmin(33, rows.pitch * (rows.two_lines ? 0.54 : 0.5));
    return rows;
}

double ent_row_middle(const ent_row_layout *self, size_t row)
{
    return self->top + self->pitch * ((double) row + 0.5);
}

void ent_row_fit(ent_row_layout *self, const char *name, double width)
{
    double least = self->two_lines ? 12 : 10;

    while (self->name > least && ent_chart_text_width(name, self->name, 1) > width) {
        self->name = fmax(least, self->name - 0.5);
    }
    self->small = fmin(self->small, self->name - 0.5);
}

void ent_row_name(const ent_row_layout *self, ent_page *page, size_t row, const char *name, double width)
{
    ent_page_type type = {self->name, 1, "ink", ENT_PAGE_START};

    ent_page_block(page, ENT_PAGE_LEFT, ent_row_middle(self, row), type, width, self->two_lines ? 2 : 1, 0, name);
}

void ent_row_figure(
    const ent_row_layout *self, ent_page *page, size_t row, double x, const char *figure, const char *range)
{
    ent_page_type type = {self->two_lines ? self->name + 1.5 : self->name, 1, "ink", ENT_PAGE_END};
    ent_page_type plain = {self->small, 0, "muted", ENT_PAGE_END};
    double y = ent_row_middle(self, row);

    if (*range == '\0') {
        ent_page_text(page, x, y, type, figure);
    } else if (self->two_lines) {
        ent_page_text(page, x, y - 7, type, figure);
        ent_page_text(page, x, y + 8, plain, range);
    } else {
        ent_page_text(page, x, y, plain, range);
        ent_page_text(page, x - fmax(46, ent_chart_text_width(range, plain.size, 0) + 4), y, type, figure);
    }
}

void ent_row_head(ent_page *page, double x, double y, const char *bold, const char *plain)
{
    ent_page_type type = {11.5, 1, "ink", ENT_PAGE_END};

    ent_page_text(page, x, y - 13, type, bold);
    type.bold = 0;
    ent_page_text(page, x, y, type, plain);
}
