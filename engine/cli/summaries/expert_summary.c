#include "cli/summaries/expert_summary.h"

#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/summaries/run_summary.h"
#include "wording/wording.h"

#include <stdio.h>

/* Prints "Alpha (weight 60%): 20%, across worlds 12–31%". */
static void print_expert(const ent_expert_figure *expert)
{
    char weight[ENT_WORDING_BYTES];
    char figure[ENT_WORDING_BYTES];
    char range[ENT_WORDING_BYTES];

    ent_wording_chance(weight, expert->weight);
    ent_summary_range(range, &expert->headline);
    if (!expert->headline.has_p) {
        printf("    %s (weight %s): no draws\n", expert->name, weight);
        return;
    }
    ent_summary_figure(figure, &expert->headline);
    printf(
        "    %s (weight %s): %s%s%s\n", expert->name, weight, figure, *range != '\0' ? ", across worlds " : "", range);
}

void ent_print_experts(const ent_results *results)
{
    const ent_variant_summary *base = &results->summary[0];
    char share[ENT_WORDING_BYTES];

    if (base->experts == 0) {
        return;
    }
    printf("  as each expert has it (the figures above pool the draws of all)\n");
    for (size_t e = 0; e < base->experts; e++) {
        print_expert(&base->expert[e]);
    }
    if (base->disagreement.has_share) {
        ent_wording_figure(share, base->disagreement.share, base->disagreement.low, base->disagreement.high);
        printf("    their disagreement is %s of the variance of the headline across worlds\n", share);
    } else {
        printf("    how much their disagreement explains cannot be told from the noise of this run\n");
    }
}

void ent_add_experts(cJSON *json, const ent_variant_summary *summary)
{
    const ent_disagreement *made = &summary->disagreement;
    cJSON *list;
    cJSON *disagreement;

    if (summary->experts == 0) {
        return;
    }
    list = cJSON_AddArrayToObject(json, "experts");
    for (size_t e = 0; e < summary->experts; e++) {
        const ent_expert_figure *expert = &summary->expert[e];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "expert", expert->id);
        cJSON_AddStringToObject(item, "name", expert->name);
        ent_json_number(item, "weight", true, expert->weight);
        ent_json_count(item, "worlds", expert->worlds);
        ent_json_estimate(item, &expert->headline);
        ent_json_difference(item, &expert->difference);
        ent_json_append(list, item);
    }
    disagreement = cJSON_AddObjectToObject(json, "disagreement");
    ent_json_number(disagreement, "share", made->has_share, made->share);
    ent_json_number(disagreement, "share_low", made->has_interval, made->low);
    ent_json_number(disagreement, "share_high", made->has_interval, made->high);
}
