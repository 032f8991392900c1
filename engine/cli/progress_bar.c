#include "cli/progress_bar.h"

#include "cli/output/streams.h"
#include "jobs/job.h"

#include <stdio.h>
#include <unistd.h>

enum { CELLS = 30 };

void ent_progress_bar_init(ent_progress_bar *self, const char *label, bool quiet)
{
    *self = (ent_progress_bar){.label = label, .visible = !quiet && isatty(STDERR_FILENO) != 0};
}

static void draw(const ent_progress_bar *self, uint64_t done, uint64_t total, double seconds)
{
    double share = (double) done / (double) total;
    double speed = (double) (done - self->resumed) / seconds;
    int filled = (int) (CELLS * share);

    fprintf(stderr, "%s%-24.24s [%.*s%*s] %3.0f%%  %.2f M draws/s  %.0f s left %s", ent_code_text(ENT_CODE_LINE_START),
        self->label, filled, "##############################", CELLS - filled, "", 100.0 * share, speed / 1e6,
        (double) (total - done) / speed, ent_code_text(ENT_CODE_LINE_CLEAR));
    fflush(stderr);
}

void ent_progress_bar_update(ent_progress_bar *self, uint64_t done, uint64_t total)
{
    double now = ent_now();

    if (self->started == 0.0) {
        self->started = now;
        self->resumed = done;
    } else if (done == total) {
        ent_progress_bar_clear(self);
    } else if (self->visible && now - self->shown > 0.1 && now - self->started > 0.3) {
        self->shown = now;
        draw(self, done, total, now - self->started);
    }
}

void ent_progress_bar_clear(ent_progress_bar *self)
{
    if (self->visible && self->shown > 0.0) {
        fprintf(stderr, "%s%s", ent_code_text(ENT_CODE_LINE_START), ent_code_text(ENT_CODE_LINE_CLEAR));
        fflush(stderr);
        self->shown = 0.0;
    }
}
