#include "charts/layout/likelihood_bands.h"

#include "charts/layout/text_metrics.h"
#include "wording/wording.h"

#include <math.h>

void ent_likelihood_bands_put(ent_page *page, double left, double right, double top, double end)
{
    ent_page_type type = {10, 0, "muted", ENT_PAGE_MIDDLE};
    double from = 0;

    ent_page_put(page, "$bands << EOD\n");
    for (size_t i = 0; i < ENT_WORDING_BANDS && from < end; i++) {
        const char *word;
        double to = fmin(end, 100 * ent_wording_band(i, &word));
        ent_page_put(page, "%.5g %.5g %s\n", from, to, i % 2 == 0 ? "0xF3F5F7" : "0xFFFFFF");
        from = to;
    }
    ent_page_put(page, "EOD\n");
    from = 0;
    for (size_t i = 0; i < ENT_WORDING_BANDS && from < end; i++) {
        const char *word;
        double to = fmin(end, 100 * ent_wording_band(i, &word));
        double start = left + from / end * (right - left), stop = left + to / end * (right - left);
        if (ent_chart_text_width(word, type.size, 0) / 1.1 < stop - start) {
            ent_page_text(page, (start + stop) / 2, top - 7, type, word);
        } else if (stop - start > 26) {
            ent_page_block(page, (start + stop) / 2, top - 7, type, fmax(62, stop - start), 3, -1, word);
        }
        from = to;
    }
}
