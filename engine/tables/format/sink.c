#include "tables/format/sink.h"

#include "base/status.h"

void ent_sink_text(ent_sink *self, const char *text)
{
    if (self->status == ENT_OK) {
        self->methods->text(self, text != NULL ? text : "");
        self->column++;
    }
}

void ent_sink_real(ent_sink *self, double x)
{
    if (self->status == ENT_OK) {
        self->methods->real(self, x == 0.0 ? 0.0 : x); /* no -0 */
        self->column++;
    }
}

void ent_sink_count(ent_sink *self, uint64_t x)
{
    if (self->status == ENT_OK) {
        self->methods->count(self, x);
        self->column++;
    }
}

void ent_sink_cell(ent_sink *self, const ent_cell *cell)
{
    if (cell->text != NULL) {
        ent_sink_text(self, cell->text);
    } else {
        ent_sink_real(self, cell->number);
    }
}

void ent_sink_end_row(ent_sink *self)
{
    if (self->status != ENT_OK) {
        return;
    }
    self->methods->end_row(self);
    if (self->rows == 0) {
        self->columns = self->column;
    }
    if (self->column != self->columns) {
        ent_sink_fail(self, ENT_ERR_ARGUMENT);
    }
    self->rows++;
    self->column = 0;
}

void ent_sink_fail(ent_sink *self, int status)
{
    if (self->status == ENT_OK) {
        self->status = status;
    }
}
