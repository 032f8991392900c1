/* Messages of the readers of parties, demands and talks. */
/* Every message of the readers: its position, path, text and help; no error is reported twice. */
#include "reader_case.h"
#include "scenario/reader.h"

static void test_parties(void)
{
    ent_case_messages("parties: {\n"
                      "  a: { threshold = \"60%\"; veto = \"yes\"; };\n"
                      "  b: { concession = 0; };\n"
                      "  c = 3;\n"
                      "};\n",
        "E 2:34+5 parties.a.veto: expected true or false [write true]\n"
        "E 3:3+1 parties.b: `threshold` is missing: the least utility this party accepts [threshold = \"50%\";]\n"
        "E 3:21+1 parties.b.concession: found 0, expected more than 0\n"
        "E 4:7+1 parties.c: found a single value, expected a group in braces: { … }\n");
}

/* A list that is not as long as the options names them. */
static void test_lists_of_options(void)
{
    ent_case_messages("parties: { p: { threshold = 0.5; }; };\n"
                      "demands: { d: { options = ( \"no\", \"yes: Agreed\" ); available = ( \"true\" );\n"
                      "  p: { weight = 1; scores = ( 0, 1, 1 ); }; }; };\n",
        "E 2:64+1 demands.d.available: found 1 value, expected 2 [one for each of: no, yes]\n"
        "E 3:29+1 demands.d.p.scores: found 3 values, expected 2 [one for each of: no, yes]\n");
}

static void test_demands(void)
{
    ent_case_messages(
        "parties: { russia: { threshold = 0.5; }; ukraine: { threshold = 0.5; }; us: { threshold = 0.5; }; };\n"
        "demands: {\n"
        "  a: { by = \"rusia\"; options = ( \"x\", \"x\", \"b.c\", 3 );\n"
        "       russia: { weight = -1; scores = ( 0, 1 ); };\n"
        "       ukrain: { weight = 3; scores = ( 0, 1, 0, 1 ); };\n"
        "       us: { weight = 2; }; };\n"
        "  b = 4;\n"
        "  c: { russia: { scores = 0.3; }; };\n"
        "  d: { options = (); by = \"nobody\"; };\n"
        "};\n",
        "E 3:13+7 demands.a.by: no party or contributor is called `rusia` [did you mean `russia`?]\n"
        "E 3:39+3 demands.a.options: the option 'x' stands here twice\n"
        "E 3:44+5 demands.a.options: expected the option's name in quotes: one word of letters, digits and _ [write "
        "\"b_c\", or \"b_c: b.c\" for a name that people read]\n"
        "E 3:51+1 demands.a.options: expected the option's name in quotes: one word of letters, digits and _ [for "
        "example \"un_only\"]\n"
        "E 4:27+2 demands.a.russia.weight: found -1, expected 0 or more\n"
        "E 4:40+1 demands.a.russia.scores: found 2 values, expected 4\n"
        "E 5:8+6 demands.a.ukrain: unknown setting `ukrain` [did you mean `ukraine`?]\n"
        "E 6:8+2 demands.a.us: `scores` is missing: one from 0 to 1 an option [scores = ( 0, 1 );]\n"
        "E 7:7+1 demands.b: found a single value, expected a group in braces: { … }\n"
        "E 8:3+1 demands.c: `options` is missing: what can be agreed [options = ( \"refused\", \"met\" );]\n"
        "E 8:27+3 demands.c.russia.scores: expected a list [write a list in parentheses: ( …, … )]\n"
        "E 9:18+1 demands.d.options: the list of what can be agreed is empty [options = ( \"refused\", \"met\" );]\n"
        "E 9:27+8 demands.d.by: no party or contributor is called `nobody` [`by` names one of the `parties` or "
        "`contributors`]\n");
}

static void test_weights(void)
{
    ent_case_messages(
        "parties: { a: { threshold = 0.5; }; b: { threshold = 0.5; }; c: { threshold = 0.5; }; };\n"
        "demands: {\n"
        "  x: { options = ( \"no\", \"yes\" ); a: { weight = 0; scores = ( 0, 1 ); }; b: { wieght = 0; scores = ( 0, 1 "
        "); }; };\n"
        "};\n",
        "E 1:12+1 parties.a: all weights of `a` are zero: it has no utility to compare with its threshold [give it an "
        "entry with a weight in at least one demand]\n"
        "E 1:62+1 parties.c: all weights of `c` are zero: it has no utility to compare with its threshold [give it an "
        "entry with a weight in at least one demand]\n"
        "E 3:79+6 demands.x.b.wieght: unknown setting `wieght` [did you mean `weight`?]\n");
}

/* 24 demands of two options are the most packages; one more demand is too many. */
static void test_too_many_packages(void)
{
    ent_case_text text = {.text = ""};

    ent_case_print(&text, "demands: {");
    for (int i = 0; i < 24; i++) {
        ent_case_print(&text, " d%d: { options = ( \"a\", \"b\" ); };", i);
    }
    ent_case_print(&text, " };");
    ent_case_messages(text.text,
        "W 1:10+1 demands: there are no talks without `parties`: a deal is signed at once, whatever stands here [add "
        "`parties`, or leave `demands` out]\n");
    text.length -= 3;
    ent_case_print(&text, " last: { options = ( \"a\", \"b\" ); }; };");
    ent_case_messages(text.text,
        "E 1:10+1 demands: 33554432 packages: more than the 16777216 this version can keep apart [merge options or "
        "demands that go together]\n");
}

/* Where there are no talks, nothing reads the settings of talks, and a closed stage keeps no deal away. */
static void test_no_talks(void)
{
    ent_case_messages("parties: { p: { threshold = 0.9; }; };\ntalks: { stages: { a = 0; }; };\n",
        "W 1:10+1 parties: there are no talks without `demands`: a deal is signed at once, whatever stands here [add "
        "`demands`, or leave `parties` out]\n");
    ent_case_messages("talks: { rounds = 3; stages: { a = 0; b = 0.5; }; };\n",
        "W 1:30+1 talks.stages: there are no talks (no parties, no demands): a deal is signed at once, and no stage "
        "holds it up [add `parties` and `demands`, or leave `stages` out]\n");
    ent_case_messages("talks: { rounds = 3; };\n", "");
}

static void test_talks(void)
{
    ent_case_messages("talks: { rounds = 0; rule = \"nsh\"; stages = 3; months_per_round = \"1 to 2\"; };\n",
        "E 1:19+1 talks.rounds: found 0, expected a whole number from 1 to 1200\n"
        "E 1:29+5 talks.rule: found \"nsh\", expected one of nash, kalai_smorodinsky, egalitarian, utilitarian, random "
        "[did you mean \"nash\"?]\n"
        "E 1:45+1 talks.stages: expected a group [stages: { bilateral = \"15%\"; };]\n"
        "E 1:67+8 talks.months_per_round: found `1 to 2`, expected a constant number: it is the same in every draw\n");
}

static void test_stages(void)
{
    ent_case_messages(
        "talks: { rule = \"fair\"; stages: { One = \"15%\"; two: { vlue = 0.1; }; three = 1.5; note = 1; }; };\n",
        "E 1:17+6 talks.rule: found \"fair\", expected one of nash, kalai_smorodinsky, egalitarian, utilitarian, "
        "random\n"
        "E 1:35+3 talks.stages.One: `One` cannot be a name: names hold only a to z, 0 to 9 and _ [write `one`; the "
        "full name goes into `name`]\n"
        "E 1:55+4 talks.stages.two.vlue: unknown setting `vlue` [did you mean `value`?]\n"
        "E 1:78+3 talks.stages.three: found 1.5, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"1.5%\"]\n"
        "E 1:90+1 talks.stages.note: expected a text [put the text in double quotes]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"parties", test_parties}, {"lists of options", test_lists_of_options},
        {"demands", test_demands}, {"weights", test_weights}, {"too many packages", test_too_many_packages},
        {"no talks", test_no_talks}, {"talks", test_talks}, {"stages", test_stages}, CU_TEST_INFO_NULL};

    return ent_run_suite("messages of talks", tests);
}
