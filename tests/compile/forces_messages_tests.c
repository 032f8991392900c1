/* Messages about several forces, and about troops that are present in part. */
#include "message_case.h"

#define FORCES                                                                                                         \
    "forces: { monitors: { required = 200; }; patrols: { }; };\n"                                                      \
    "contributors: { a: { troops = 90; force = \"monitors\"; }; b: { troops = 50; force = \"patrols\"; }; c: { "       \
    "troops = 4000; "

/* A contributor c with some more settings, on line 2 from column 94 on. */
#define ONE(settings) FORCES settings "}; };"

static void test_force_of_contributor(void)
{
    expect(ONE("force = \"monitor\"; "),
        "E 2:126+9 contributors.c.force: no force in `forces` is called `monitor` [did you mean `monitors`?]\n");
    expect(ONE("force = \"xyz\"; "), "E 2:126+5 contributors.c.force: no force in `forces` is called `xyz` [the forces "
                                     "are `force`, `monitors`, `patrols`; left out, it is the main one, `force`]\n");
    expect(ONE("force = 3; "),
        "E 2:126+1 contributors.c.force: expected the name of a force in double quotes [force = \"monitors\";]\n");
    expect(ONE("force = \"force\"; "), "");
    expect("contributors: { a: { troops = 90; force = \"monitors\"; }; };",
        "E 1:43+10 contributors.a.force: no force in `forces` is called `monitors` [write it beside `force`: forces: { "
        "monitors: { required = 200; }; };]\n");
    expect("forces: { monitors: { }; };\ncontributors: { a: { troops = 90; }; };",
        "W 1:21+1 forces.monitors: no contributor serves in the force `monitors` [write force = \"monitors\"; in the "
        "contributors that serve in it]\n");
}

static void test_names(void)
{
    expect("forces: { force: { }; a: { }; agreed: { }; };\ncontributors: { a: { troops = 90; force = \"a\"; }; };",
        "E 1:11+5 forces.force: `force` is a word of the language and cannot be a name [choose another, for example "
        "`force_1`]\n"
        "E 1:23+1 forces.a: the name `a` is taken already, on line 2 [names are shared by factors, values, events, "
        "contributors, forces, parties, demands, guarantees and measures: rename one of the two]\n"
        "E 1:31+6 forces.agreed: `agreed` is a word of the language and cannot be a name [choose another, for example "
        "`agreed_1`]\n");
    expect(ONE("leaves = \"monitors.rati\"; "),
        "E 2:128+13 contributors.c.leaves: unknown name `monitors.rati` [did you mean `monitors.ratio`?]\n");
    expect(ONE("leaves = \"if(monitors, 1, 0)\"; "),
        "E 2:131+8 contributors.c.leaves: unknown name `monitors` [of a force, formulas see `monitors.offered`, "
        "`.required`, `.contributors`, after the deal `.committed`, and month by month `.deployed` and `.ratio`]\n");
    expect(ONE("leaves = \"forces.monitors.required / 1000\"; "),
        "E 2:128+24 contributors.c.leaves: unknown name `forces.monitors.required` [in a formula the section is left "
        "out: `monitors.required`]\n");
    expect(FORCES "}; };\nheadline = \"monitor.offered >= monitors.required\";",
        "E 3:13+15 headline: unknown name `monitor.offered` [did you mean `monitors.offered`?]\n");
    expect(FORCES "}; };\nheadline = \"monitors.offered\";",
        "E 3:13+16 headline: `monitors.offered` is a number, and a condition belongs here: true or false [compare it, "
        "for example `monitors.offered > 0`]\n");
}

static void test_required(void)
{
    expect("force: { required = \"m.required\"; };\nforces: { m: { required = \"m.required\"; }; n: { required = "
           "\"p.required\"; };\n"
           "p: { required = \"m.required + force.required\"; }; };\n"
           "contributors: { a: { troops = 9; force = \"m\"; }; b: { troops = 9; force = \"n\"; }; c: { troops = 9; "
           "force = \"p\"; joins = \"p.required / 10\"; requires = \"m.offered > 3\"; }; };",
        "E 1:22+10 force.required: the main force is worked out first, so `m.required` is not known here [let the "
        "other force refer to `force.required`]\n"
        "E 2:28+10 forces.m.required: `m.required` refers to itself [refer to factors and events]\n"
        "E 2:61+10 forces.n.required: `p.required` comes later in the file; a force may refer only to what those above "
        "it require [move `p` above `n`]\n"
        "E 4:122+10 contributors.c.joins: `p.required` is worked out side by side with the contributors (stage 2), so "
        "it is not known here [put what both depend on into `factors`]\n"
        "E 4:152+9 contributors.c.requires: `m.offered` counts all that join, so no contributor may depend on it [for "
        "a contributor that waits until others send so many troops, write after = \"10k\"]\n");
    expect("forces: { m: { required = \"m.offered\"; thresholds = ( 3, 2 ); cap = \"m.deployed\"; }; };\n"
           "contributors: { a: { troops = 9; force = \"m\"; }; };",
        "E 1:28+9 forces.m.required: `m.offered` is worked out side by side with this setting (stage 2), so it is not "
        "known here [refer to factors and events]\n"
        "E 1:58+1 forces.m.thresholds: found 2 after 3, expected a larger number [write them from low to high, each "
        "once]\n"
        "E 1:70+10 forces.m.cap: `m.deployed` follows from who leaves, who is allowed, who is present, and the cap, so "
        "none of these may refer to it [refer to `force.offered`, to who joins, to `month`, or to timed events]\n");
}

static void test_present(void)
{
    expect(ONE("present = 55; "), "E 2:128+2 contributors.c.present: found 55, expected a share from 0% to 100% [if "
                                  "you mean per cent, write \"55%\"]\n");
    expect(ONE("present = \"30 to 60\"; "),
        "W 2:128+10 contributors.c.present: `30 to 60` is above 1 in every draw, expected a share from 0% to 100%; it "
        "counts as 1 [if you mean per cent, write % behind the numbers]\n");
    expect(ONE("present = \"monitors.deployed > 3\"; "),
        "E 2:129+17 contributors.c.present: `monitors.deployed` follows from who leaves, who is allowed, who is "
        "present, and the cap, so none of these may refer to it [refer to `force.offered`, to who joins, to `month`, "
        "or to timed events]\n");
    expect(ONE("present = \"truce.held\"; "),
        "E 2:129+10 contributors.c.present: `truce.held` is known only when the truce has ended, and this setting is "
        "needed month by month before [this setting may refer to all that comes out of the coalition and the talks, "
        "and to timed events]\n");
    expect(ONE("lead_months = \"monitors.deployed\"; "),
        "E 2:133+17 contributors.c.lead_months: `monitors.deployed` changes from month to month, and this setting may "
        "not [only leaves, hazard, contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` "
        "of timed events may]\n");
    expect(ONE("presence = 0.5; "),
        "E 2:118+8 contributors.c.presence: unknown setting `presence` [did you mean `present`?]\n");
    expect(ONE("present = \"40% to 80%\"; "), "");
}

int main(void)
{
    CU_TestInfo tests[] = {{"force of a contributor", test_force_of_contributor}, {"names", test_names},
        {"required", test_required}, {"present", test_present}, CU_TEST_INFO_NULL};

    return ent_run_suite("messages of forces", tests);
}
