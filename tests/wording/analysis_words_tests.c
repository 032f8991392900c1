/* Findings of analyses in sentences. */
#include "suite.h"

#include "wording/analysis/headline_subject.h"
#include "wording/analysis/quantity_name.h"
#include "wording/analysis/sensitivity_words.h"
#include "wording/analysis/value_words.h"

#include <math.h>
#include <string.h>

#define LEFT "\xE2\x80\x9C"
#define RIGHT "\xE2\x80\x9D"

static const double nan_ = (double) NAN;
static ent_arena arena;

static void test_subject(void)
{
    CU_ASSERT_STRING_EQUAL(
        ent_headline_subject("truce.held", NULL, NULL, false, &arena), "the chance that the truce holds");
    CU_ASSERT_STRING_EQUAL(
        ent_headline_subject("truce.held", "Peace", NULL, false, &arena), "the chance of " LEFT "Peace" RIGHT);
    CU_ASSERT_STRING_EQUAL(
        ent_headline_subject("hit and x > 2", "", NULL, false, &arena), "the chance of " LEFT "hit and x > 2" RIGHT);
    CU_ASSERT_STRING_EQUAL(
        ent_headline_subject("mean(cost)", NULL, "Cost", false, &arena), "the mean of " LEFT "Cost" RIGHT);
    CU_ASSERT_STRING_EQUAL(
        ent_headline_subject("agreed", NULL, NULL, true, &arena), "the chance that a deal enters into force");
    CU_ASSERT_STRING_EQUAL(ent_subject_in_variant("the chance", NULL, &arena), "the chance");
    CU_ASSERT_STRING_EQUAL(
        ent_subject_in_variant("the chance", "Air cover", &arena), "the chance in " LEFT "Air cover" RIGHT);
    CU_ASSERT_PTR_NULL(ent_subject_in_variant(NULL, "Air cover", &arena));
}

static const char *label(void *context, const char *section, const char *id)
{
    (void) context;
    return strcmp(section, "parties") == 0 ? "Russia" : strcmp(id, "b") == 0 ? "US commitment" : id;
}

static void test_names(void)
{
    const ent_name_source names = {label, NULL};

    CU_ASSERT_STRING_EQUAL(ent_quantity_name("a", &names, &arena), "a");
    CU_ASSERT_STRING_EQUAL(ent_quantity_name("a+b", &names, &arena), "a + US commitment");
    CU_ASSERT_STRING_EQUAL(ent_quantity_name("experts", &names, &arena), "Which expert is right");
    CU_ASSERT_STRING_EQUAL(
        ent_quantity_name("parties.russia.war_cost", &names, &arena), "Russia: war cost, unknown part");
    CU_ASSERT_STRING_EQUAL(ent_quantity_name("events.storm", &names, &arena), "storm, unknown part");
    CU_ASSERT_STRING_EQUAL(ent_quantity_name("force.required#1", &names, &arena), "force required#1, unknown part");
    CU_ASSERT_STRING_EQUAL(ent_quantity_name("", &names, &arena), "");
}

static void test_sensitivity(void)
{
    ent_sensitivity_figures list[] = {{"Small", 0.01, 0.0, 0.02, 0.02, 0.01, 0.03},
        {"Large", 0.41, 0.40, 0.42, 0.55, 0.54, 0.56}, {"Other", 0.30, 0.29, 0.31, 0.31, 0.30, 0.32}};
    const ent_sensitivity_figures none[] = {{"Small", nan_, nan_, nan_, nan_, nan_, nan_}};

    ent_sensitivity_sort(list, 3);
    CU_ASSERT_STRING_EQUAL(list[0].name, "Large");
    CU_ASSERT_STRING_EQUAL(list[1].name, "Other");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_sentence("the chance that it holds", list, 3, &arena),
        "Of the variance across worlds of the chance that it holds, " LEFT "Large" RIGHT
        " explains the largest share: 41% alone, 55% with its interactions; next comes " LEFT "Other" RIGHT
        " with 31%.");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_sentence("the chance that it holds", list + 1, 1, &arena),
        "Of the variance across worlds of the chance that it holds, " LEFT "Other" RIGHT
        " explains the largest share: 31%, interactions included.");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_interactions(list, 3, &arena),
        "Some 28% of the variance is due to interactions of two or more of them.");
    list[0].first_high = 0.7;
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_interactions(list, 3, &arena), "");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_interactions(none, 1, &arena), "");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_sentence("it", none, 1, &arena),
        "What explains it cannot be told: its variance across worlds is not known, or within the noise of "
        "this number of draws.");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_sentence("it", none, 0, &arena),
        "No factor can move it: nothing in the file is unknown from world to world.");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_share(-0.02, -0.03, -0.01, &arena), "<1%");
    CU_ASSERT_STRING_EQUAL(ent_sensitivity_share(nan_, nan_, nan_, &arena), "?");
}

static void test_value(void)
{
    ent_value_figures list[] = {{"Small", 0.0003, 0.0002, 0.0004, 0.01}, {"Large", 0.012, 0.010, 0.014, 0.3}};
    const ent_value_figures all = {"all", 0.0234, 0.02, 0.027, 0.4}, none = {"none", nan_, nan_, nan_, nan_};

    ent_value_sort(list, 2);
    CU_ASSERT_STRING_EQUAL(list[0].name, "Large");
    CU_ASSERT_STRING_EQUAL(ent_value_amount(&list[1], NULL, &arena), "0.03 points");
    CU_ASSERT_STRING_EQUAL(ent_value_amount(&none, NULL, &arena), "an unknown amount");
    CU_ASSERT_STRING_EQUAL(ent_value_amount(&all, "", &arena), "0.023");
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Air cover", list, 2, &all, NULL, &arena),
        "Without knowing more, " LEFT "Air cover" RIGHT " would be chosen; to know " LEFT "Large" RIGHT
        " before choosing would add 1.2 points, to know everything at least 2.3 points.");
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Air cover", list, 2, &list[1], NULL, &arena),
        "Without knowing more, " LEFT "Air cover" RIGHT " would be chosen; to know " LEFT "Large" RIGHT
        " before choosing would add 1.2 points.");
    CU_ASSERT_STRING_EQUAL(ent_value_one_choice("Base", &arena),
        "There is one choice alone, " LEFT "Base" RIGHT
        ", so that nothing that could be known would change it: variants of the scenario make choices.");
    list[0].value = 0;
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Air cover", list, 1, &none, NULL, &arena),
        "Without knowing more, " LEFT "Air cover" RIGHT
        " would be chosen, and to know a single factor would not change that.");
    CU_ASSERT_STRING_EQUAL(ent_value_amount(&list[0], NULL, &arena), "nothing");
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Air cover", list, 1, &all, NULL, &arena),
        "Without knowing more, " LEFT "Air cover" RIGHT " would be chosen, and to know a single factor would not "
        "change that; to know everything would add at least 2.3 "
        "points.");
}

/* The number alone, as a chart has it: of points no digit finer than the interval justifies, and 0 is not "under". */
static void test_value_number(void)
{
    const ent_value_figures fine = {"", 0.0123, 0.012, 0.0126, 0}, coarse = {"", 0.0123, 0.009, 0.016, 0};
    const ent_value_figures wide = {"", 0.0123, 0, 0.03, 0}, least = {"", 0.0049, 0, 0.02, 0},
                            half = {"", 0.005, 0, 0.02, 0};
    const ent_value_figures little = {"", 0.00004, 0, 0.0001, 0}, tenth = {"", 0.0004, 0, 0.002, 0};
    const ent_value_figures units = {"", 0.0123, 0, 0.01, 0}, tenths = {"", 0.0123, 0, 0.001, 0};
    const ent_value_figures nothing = {"", 0, 0, 0.02, 0}, unknown = {"", nan_, nan_, nan_, nan_};

    CU_ASSERT_STRING_EQUAL(ent_value_number(&fine, true, &arena), "1.23");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&coarse, true, &arena), "1.2");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&wide, true, &arena), "1");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&least, true, &arena), "under 1");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&half, true, &arena), "under 1");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&tenth, true, &arena), "under 0.1");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&little, true, &arena), "under 0.01");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&nothing, true, &arena), "0");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&units, true, &arena), "1"); /* half a point on either side */
    CU_ASSERT_STRING_EQUAL(ent_value_number(&tenths, true, &arena), "1.2");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&nothing, false, &arena), "0");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&unknown, true, &arena), "?");
    CU_ASSERT_STRING_EQUAL(ent_value_number(&wide, false, &arena), "0.01");
}

/* An unknown value comes last, hides nothing, and is distinguished from a value of nothing. */
static void test_value_not_known(void)
{
    static const char cannot[] =
        "What it would be worth to know cannot be told: the headline is not known in enough worlds.";
    ent_value_figures list[] = {{"Unknown", nan_, nan_, nan_, nan_}, {"Small", 0.0003, 0.0002, 0.0004, 0.01},
        {"Other", nan_, nan_, nan_, nan_}, {"Large", 0.012, 0.010, 0.014, 0.3}};
    const ent_value_figures none = {"all", nan_, nan_, nan_, nan_}, one_world = {"all", 0.1, nan_, nan_, 0.5};
    const ent_value_figures nothing = {"all", 0, 0, 0.001, 0};
    ent_value_figures alike[] = {{"First", 0.01, 0, 0.02, 0}, {"Second", 0.01, 0, 0.02, 0}, {"Top", 0.02, 0, 0.03, 0}};

    CU_ASSERT_FALSE(ent_value_is_known(list, 1, &none)); /* only the first counts, and there is one */
    CU_ASSERT_TRUE(ent_value_is_known(list + 1, 1, &none));
    CU_ASSERT_FALSE(ent_value_is_known(list + 1, 0, &none));
    ent_value_sort(alike, 3);
    CU_ASSERT_STRING_EQUAL(alike[1].name, "First"); /* equal ones stay in their order */
    ent_value_sort(list, 4);
    CU_ASSERT_STRING_EQUAL(list[0].name, "Large");
    CU_ASSERT_STRING_EQUAL(list[1].name, "Small");
    CU_ASSERT_STRING_EQUAL(list[2].name, "Unknown");
    CU_ASSERT_STRING_EQUAL(list[3].name, "Other");
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Aid", list + 2, 2, &none, NULL, &arena), cannot);
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Aid", list, 0, &none, NULL, &arena), cannot);
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Aid", list, 0, &one_world, NULL, &arena), cannot);
    CU_ASSERT_STRING_EQUAL(ent_value_sentence("Aid", list, 0, &nothing, NULL, &arena),
        "Without knowing more, " LEFT "Aid" RIGHT " would be chosen, and to know a single factor would not change "
        "that."); /* "at least nothing" would say nothing */
    CU_ASSERT_STRING_EQUAL(ent_value_not_clear("Aid", "Base", &arena),
        "No choice is clearly best: between " LEFT "Aid" RIGHT " and " LEFT "Base" RIGHT
        " there is no clear difference.");
}

int main(void)
{
    CU_TestInfo tests[] = {{"the headline as a subject", test_subject}, {"names of quantities", test_names},
        {"sensitivity", test_sensitivity}, {"value of information", test_value},
        {"numbers of values", test_value_number}, {"value not known", test_value_not_known}, CU_TEST_INFO_NULL};
    int status = ent_run_suite("findings of analyses", tests);

    ent_arena_free(&arena);
    return status;
}
