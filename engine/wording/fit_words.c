#include "wording/fit_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void ent_fit_number(char buffer[ENT_WORDING_BYTES], double value, int digits)
{
    char rounded[ENT_WORDING_BYTES];

    snprintf(rounded, sizeof(rounded), "%.*g", digits, value);
    ent_wording_number(buffer, isnan(value) ? value : strtod(rounded, NULL));
}

const char *ent_fit_shape_words(double estimate, double low, double high)
{
    if (isnan(low) || isnan(high)) {
        return estimate < 1.0   ? "the hazard falls with time"
               : estimate > 1.0 ? "the hazard rises with time"
                                : "the hazard does not change";
    }
    return high < 1.0  ? "the hazard falls with time"
           : low > 1.0 ? "the hazard rises with time"
                       : "the hazard neither clearly falls nor rises";
}

const char *ent_fit_effect_words(double low, double high)
{
    return high < 0.0 ? "lowers the hazard" : low > 0.0 ? "raises the hazard" : "no clear effect";
}

int ent_fit_residuals_agree(size_t outside, size_t failures)
{
    return 10 * outside <= failures;
}
