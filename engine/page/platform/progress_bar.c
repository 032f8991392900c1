/* cli/progress_bar.h in a page: the page shows the progress (engine/page/hooks.js). */
#include "cli/progress_bar.h"

#include "jobs/job.h"

/* Reports draws done of `total`, of a stage of the command. */
extern void ent_page_progress(const char *label, double done, double total);

void ent_progress_bar_init(ent_progress_bar *self, const char *label, bool quiet)
{
    *self = (ent_progress_bar){.label = label, .visible = !quiet};
}

void ent_progress_bar_update(ent_progress_bar *self, uint64_t done, uint64_t total)
{
    double now = ent_now();

    if (self->visible && (done == total || now - self->shown > 0.05)) {
        self->shown = now;
        ent_page_progress(self->label, (double) done, (double) total);
    }
}

void ent_progress_bar_clear(ent_progress_bar *self)
{
    (void) self;
}
