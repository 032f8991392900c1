/* Errors in checks, variants and sweeps at the borders of their rules. */
#include "reader_case.h"

/* A check names a variant, or base for the file itself. */
static void test_variant_names(void)
{
    ent_case_messages("checks = ( \"P(agreed) > 0.1 in bse\" );",
        "E 1:12+24 checks: there is no variant called `bse` [did you mean `base`?]\n");
    ent_case_messages(
        "variants: { more: { set = ( ); }; };\n"
        "checks = ( \"P(agreed) > 0.1 in mor\", \"P(agreed) > 0.1 in bsae\", \"P(agreed) > 0 in other\" );",
        "E 2:12+24 checks: there is no variant called `mor` [did you mean `more`?]\n"
        "E 2:38+25 checks: there is no variant called `bsae` [did you mean `base`?]\n"
        "E 2:65+24 checks: there is no variant called `other` [`in` names one of the `variants`, or base]\n");
}

/* A variant may not change the size or seed of the run; settings with a longer name are not meant. */
static void test_variants_and_the_run(void)
{
    ent_case_messages("variants: { v: { set = ( \"run.seed = 3\", \" run.worlds=3\", \"run.seeds = 3\", "
                      "\"run.horizon = 9\", \"run.replications\t= 3\" ); }; };",
        "E 1:26+14 variants.v: a variant may not change run.seed: its draws are compared with those of the base [set "
        "it in `run`, for all variants]\n"
        "E 1:42+15 variants.v: a variant may not change run.worlds: its draws are compared with those of the base [set "
        "it in `run`, for all variants]\n"
        "E 1:95+22 variants.v: a variant may not change run.replications: its draws are compared with those of the "
        "base [set it in `run`, for all variants]\n");
}

/* A variant's figure is compared with that of the base, so both answer one question. */
static void test_variants_and_the_headline(void)
{
    ent_case_messages("variants: { v: { set = ( \"headline = a\", \" headline.value= a\", \"headlines = 3\" ); }; };",
        "E 1:26+14 variants.v: a variant may not change the headline: its figure is compared with that of the base "
        "[put "
        "the second question into `checks`, or into a file of its own]\n"
        "E 1:42+20 variants.v: a variant may not change the headline: its figure is compared with that of the base "
        "[put "
        "the second question into `checks`, or into a file of its own]\n");
}

/* Words, truth values and lists are values too; a group is none. */
static void test_values_of_a_sweep(void)
{
    ent_case_messages("sweeps: { s: { vary = \"x\"; values = ( ( 1, 2 ), true, \"nash\" ); }; };", "");
    ent_case_messages("sweeps: { s: { vary = \"x\"; values = ( 1, { a = 1; } ); }; };",
        "E 1:42+1 sweeps.s.values: expected a value, found a group\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"variant names", test_variant_names}, {"variants and the run", test_variants_and_the_run},
        {"variants and the headline", test_variants_and_the_headline}, {"values of a sweep", test_values_of_a_sweep},
        CU_TEST_INFO_NULL};

    return ent_run_suite("analysis", tests);
}
