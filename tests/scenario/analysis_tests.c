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

/* Checks, sweeps and the list of variants are of the whole run: in a variant they would change nothing. */
static void test_variants_and_the_whole_run(void)
{
    ent_case_messages(
        "variants: { v: { set = ( \"checks = (P(a) > 0.9)\", \"sweeps.s.name = x\", \"variants.w.name=x\", "
        "\"checksum = 3\" ); }; };",
        "E 1:26+23 variants.v: a variant may not change `checks`: they are of the whole run [write it into the file, "
        "for "
        "all variants]\n"
        "E 1:51+19 variants.v: a variant may not change `sweeps`: they are of the whole run [write it into the file, "
        "for "
        "all variants]\n"
        "E 1:72+19 variants.v: a variant may not change `variants`: they are of the whole run [write it into the file, "
        "for all variants]\n");
}

/* The tables of a force have one list of thresholds for all variants: that of a variant would be passed over. */
static void test_variants_and_thresholds(void)
{
    ent_case_messages("variants: { v: { set = ( \"force.thresholds = (1, 2)\", \" forces.m.thresholds=(1)\", "
                      "\"force.required = 3\", \"forces.thresholds.required = 3\", \"parties.thresholds = 3\" ); }; };",
        "E 1:26+27 variants.v: a variant may not change force.thresholds: all variants are counted at the same "
        "thresholds [write them into the file, for all variants: all that any of them needs]\n"
        "E 1:55+26 variants.v: a variant may not change forces.m.thresholds: all variants are counted at the same "
        "thresholds [write them into the file, for all variants: all that any of them needs]\n");
}

/* A variant puts others together: each mistake in `of` has a message of its own. */
static void test_variants_of_variants(void)
{
    ent_case_messages("variants: { both: { of = ( \"us_inn\", \"base\", 3, \"us_in\", \"us_in\" ); };\n"
                      "us_in: { }; x: { of = \"nothing_near\"; }; y: { of = { }; }; };",
        "E 1:28+8 variants.both.of: there is no variant called `us_inn` [did you mean `us_in`?]\n"
        "E 1:38+6 variants.both.of: every variant begins with the base [leave it out]\n"
        "E 1:46+1 variants.both.of: expected names of variants in quotes [of = ( \"us_in\", \"un_framework\" );]\n"
        "E 1:58+7 variants.both.of: `us_in` is named twice [leave it out]\n"
        "E 2:23+14 variants.x.of: there is no variant called `nothing_near` [`of` names other variants: both, us_in, "
        "y]\n"
        "E 2:52+1 variants.y.of: expected names of variants in quotes [of = ( \"us_in\", \"un_framework\" );]\n");
    ent_case_messages(
        "variants: { a: { of = ( \"b\", \"a\" ); };\nb: { of = ( \"c\" ); }; c: { of = ( \"a\", \"b\" ); }; };",
        "E 1:30+3 variants.a.of: the variants go round in a circle: a -> a [take one of them out of `of`]\n"
        "E 2:35+3 variants.c.of: the variants go round in a circle: a -> b -> c -> a [take one of them out of `of`]\n"
        "E 2:40+3 variants.c.of: the variants go round in a circle: b -> c -> b [take one of them out of `of`]\n");
    ent_case_messages("variants: { one: { of = ( \"other\" ); }; };",
        "E 1:27+7 variants.one.of: there is no variant called `other` [write the changes into `set`: the file has no "
        "other variant]\n");
}

/* Nested deeper than anyone writes, or so often that the assignments would fill the memory. */
static void test_variants_too_many(void)
{
    char text[20000] = "variants: { v0: { set = ( \"run.horizon = 9\", \"run.horizon = 8\" ); };\n";
    size_t length = strlen(text);

    for (int i = 1; i <= 120; i++) {
        length += (size_t) snprintf(text + length, sizeof(text) - length, "v%d: { of = \"v%d\"; };\n", i, i - 1);
    }
    (void) snprintf(text + length, sizeof(text) - length, "};");
    ent_case_messages(text, ""); /* in file order each is put together before the next */
    length = (size_t) snprintf(text, sizeof(text), "variants: {\n");
    for (int i = 1; i <= 120; i++) {
        length += (size_t) snprintf(text + length, sizeof(text) - length, "v%d: { of = \"v%d\"; };\n", i, i + 1);
    }
    (void) snprintf(text + length, sizeof(text) - length, "v121: { }; };");
    ent_case_messages(text, "E 101:14+6 variants.v100.of: more than 100 variants, each of the next [write the changes "
                            "into `set`]\n");
    length =
        (size_t) snprintf(text, sizeof(text), "variants: { v0: { set = ( \"a = 1\" ); };\nv1: { of = \"v0\"; };\n");
    for (int i = 2; i <= 22; i++) {
        length += (size_t) snprintf(
            text + length, sizeof(text) - length, "v%d: { of = ( \"v%d\", \"v%d\" ); };\n", i, i - 1, i - 2);
    }
    (void) snprintf(text + length, sizeof(text) - length, "};");
    ent_case_messages(text, "E 21:13+1 variants.v20.of: more than 10000 assignments in one variant [write the changes "
                            "into `set`]\n");
}

/* headline = { value; name; note; source }. */
static void test_named_headlines(void)
{
    ent_case_messages("headline = { value = \"agreed\"; name = \"A deal\"; note = \"n\"; source = \"s\"; };", "");
    ent_case_messages("headline = { name = \"A deal\"; };",
        "E 1:1+8 headline: the group has no `value` [headline = { value = \"truce.held\"; name = \"…\"; };]\n");
    ent_case_messages("headline = { value = 3; named = \"A deal\"; name = 3; };",
        "E 1:22+1 headline: expected a formula in quotes [headline = \"truce.held\";]\n"
        "E 1:25+5 headline.named: unknown setting `named` [known here: value]\n"
        "E 1:50+1 headline.name: expected a text [put the text in double quotes]\n");
    ent_case_messages("headline = { value = \"agreed +\"; };",
        "E 1:30+1 headline: the formula ends after `+`, where a value was expected\n");
}

/* Words, truth values and lists are values too; a group is none. */
static void test_values_of_a_sweep(void)
{
    ent_case_messages("sweeps: { s: { vary = \"x\"; values = ( ( 1, 2 ), true, \"nash\" ); }; };", "");
    ent_case_messages("sweeps: { s: { vary = \"x\"; values = ( 1, 2 ); from = 0; to = 1; steps = 3; }; };",
        "E 1:54+1 sweeps.s.from: `from` has no meaning beside `values` [keep one of the two]\n"
        "E 1:62+1 sweeps.s.to: `to` has no meaning beside `values` [keep one of the two]\n"
        "E 1:73+1 sweeps.s.steps: `steps` has no meaning beside `values` [keep one of the two]\n");
    ent_case_messages("sweeps: { s: { vary = \"x\"; values = ( 1, { a = 1; } ); }; };",
        "E 1:42+1 sweeps.s.values: expected a value, found a group\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"variant names", test_variant_names}, {"variants and the run", test_variants_and_the_run},
        {"variants and the headline", test_variants_and_the_headline}, {"values of a sweep", test_values_of_a_sweep},
        {"variants and the whole run", test_variants_and_the_whole_run},
        {"variants and thresholds", test_variants_and_thresholds}, {"variants of variants", test_variants_of_variants},
        {"too many variants of variants", test_variants_too_many}, {"named headlines", test_named_headlines},
        CU_TEST_INFO_NULL};

    return ent_run_suite("analysis", tests);
}
