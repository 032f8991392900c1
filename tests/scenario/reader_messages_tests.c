/* Every message of the readers: its position, path, text and help; no error is reported twice. */
#include "reader_case.h"
#include "scenario/reader.h"

static void test_the_head(void)
{
    ent_case_messages("title = 3;\n"
                      "name = \"x\";\n"
                      "note = \"y\";\n"
                      "notes = ( \"a\" );\n"
                      "sources = ( \"a\", 3 );\n"
                      "factrs: { };\n"
                      "zzz = 1;\n",
        "E 1:9+1 title: expected a text [put the text in double quotes]\n"
        "E 2:1+4 name: unknown setting `name` [did you mean `title`?]\n"
        "E 3:1+4 note: unknown setting `note` [did you mean `notes`?]\n"
        "E 4:9+1 notes: expected a text [put the text in double quotes]\n"
        "E 5:18+1 sources: expected a text [put the text in double quotes]\n"
        "E 6:1+6 factrs: unknown setting `factrs` [did you mean `factors`?]\n"
        "E 7:1+3 zzz: unknown setting `zzz` [known here: title, notes, sources, run, factors, values, events, "
        "contributors, "
        "correlations, force, forces, parties, demands, together, talks, ratification, truce, guarantees, outcomes, "
        "measures, "
        "given, headline, experts, variants, "
        "sweeps, "
        "checks, levels, observed, cases, base, "
        "set]\n");
}

/* true is 1 for a probability or a switch, and an error for an amount. */
static void test_truth_for_amounts(void)
{
    ent_case_messages("run: { worlds = true; horizon = 12; };\n"
                      "factors: { x = true; };\n"
                      "contributors: { a: { troops = true; joins = true; lead_months = false; }; };\n",
        "E 1:17+4 run.worlds: found true, expected a whole number from 1 to 2147483647\n"
        "E 3:31+4 contributors.a.troops: found true, expected a number of troops, 0 or more\n"
        "E 3:65+5 contributors.a.lead_months: found false, expected a number of months, 0 or more\n");
}

/* A formula that is true or false is no number either, wherever a constant one belongs. */
static void test_truth_for_constants(void)
{
    ent_case_messages("run: { worlds = \"true\"; horizon = \"1 < 2\"; until = \"false\"; };\n"
                      "talks: { rounds = \"not false\"; months_per_round = \"true\"; deadline = \"true or false\"; };\n"
                      "force: { required = 1; thresholds = ( \"true\", 3 ); };\n"
                      "experts: { a: { weight = \"true\"; set = (); }; };\n"
                      "sweeps: { s: { vary = \"force.required\"; from = \"true\"; to = \"2 > 1\"; steps = 2; }; };\n",
        "E 1:17+6 run.worlds: `true` is true or false, and a number belongs here\n"
        "E 1:35+7 run.horizon: `1 < 2` is true or false, and a number belongs here\n"
        "E 1:52+7 run.until: `false` is true or false, and a number belongs here\n"
        "E 2:19+11 talks.rounds: `not false` is true or false, and a number belongs here\n"
        "E 2:51+6 talks.months_per_round: `true` is true or false, and a number belongs here\n"
        "E 2:70+15 talks.deadline: `true or false` is true or false, and a number belongs here\n"
        "E 3:39+6 force.thresholds: `true` is true or false, and a number belongs here\n"
        "E 4:26+6 experts.a.weight: `true` is true or false, and a number belongs here\n"
        "E 5:48+6 sweeps.s.from: `true` is true or false, and a number belongs here\n"
        "E 5:61+7 sweeps.s.to: `2 > 1` is true or false, and a number belongs here\n");
}

static void test_run(void)
{
    ent_case_messages("run: {\n"
                      "  worlds = \"200O\";\n"
                      "  replications = 0;\n"
                      "  seed = -1;\n"
                      "  horizon = 12.5;\n"
                      "  horzon = 3;\n"
                      "  note = 4;\n"
                      "};\n",
        "E 2:13+4 run.worlds: `200O` is not a number [a number may end in %, k, M or B; to multiply, write `*`]\n"
        "E 3:18+1 run.replications: found 0, expected a whole number from 1 to 2147483647\n"
        "E 4:10+2 run.seed: found -1, expected a whole number from 0 to 9007199254740991\n"
        "E 5:13+4 run.horizon: found 12.5, expected a whole number from 1 to 1200\n"
        "E 6:3+6 run.horzon: unknown setting `horzon` [did you mean `horizon`?]\n"
        "E 7:10+1 run.note: expected a text [put the text in double quotes]\n");
}

static void test_a_section_that_is_none(void)
{
    ent_case_messages("run = 3;\n"
                      "truce = ( 1 );\n",
        "E 1:7+1 run: found a single value, expected a section in braces: run: { … };\n"
        "E 2:9+1 truce: found a list, expected a section in braces: truce: { … };\n");
}

static void test_names(void)
{
    ent_case_messages("factors: { Us-Support = 1; month = 2; };\n"
                      "events: { a = 0.5; };\n"
                      "parties: { a: { threshold = 0.5; }; };\n",
        "E 1:12+10 factors.Us-Support: `Us-Support` cannot be a name: names hold only a to z, 0 to 9 and _ [write "
        "`us_support`; the full name goes into `name`]\n"
        "E 1:28+5 factors.month: `month` is a word of the language and cannot be a name [choose another, for example "
        "`month_1`]\n"
        "E 3:12+1 parties.a: the name `a` is taken already, on line 2 [names are shared by factors, values, events, "
        "contributors, forces, parties, demands, guarantees and measures: rename one of the two]\n");
}

static void test_factors(void)
{
    ent_case_messages("factors: {\n"
                      "  a = \"normal(0, 1\";\n"
                      "  b: { valu = 3; };\n"
                      "  c: { note = \"x\"; };\n"
                      "  d = ( 1, 2 );\n"
                      "  e: { value = { x = 1; }; };\n"
                      "  f: { value = 1; note = 3; };\n"
                      "  g = \"0 / 0\";\n"
                      "};\n",
        "E 2:14+1 factors.a: this parenthesis is never closed [close it with `)`]\n"
        "E 3:8+4 factors.b.valu: unknown setting `valu` [did you mean `value`?]\n"
        "E 4:3+1 factors.c: the group has no `value` [write { value = …; note = \"…\"; source = \"…\"; }]\n"
        "E 5:7+1 factors.d: found a list, expected a number or a formula in quotes [for a range write \"1 to 2\"]\n"
        "E 6:16+1 factors.e: found a group, expected a number or a formula in quotes\n"
        "E 7:26+1 factors.f.note: expected a text [put the text in double quotes]\n"
        "E 8:7+7 factors.g: `0 / 0` is not a number\n");
}

static void test_events(void)
{
    ent_case_messages("events: {\n"
                      "  a = 60;\n"
                      "  b: { montly = \"1%\"; when = \"a\"; };\n"
                      "  c: { chance = 0.5; when = \"a\"; };\n"
                      "  d: { monthly = \"1%\"; at = 3; chance = 0.3; value = 2; };\n"
                      "  e: { monthly = \"101%\"; lasts = -1; };\n"
                      "  f: { };\n"
                      "};\n",
        "E 2:7+2 events.a: found 60, expected a probability from 0% to 100% [if you mean per cent, write \"60%\"]\n"
        "E 3:8+6 events.b.montly: unknown setting `montly` [did you mean `monthly`?]\n"
        "E 4:17+3 events.c.chance: `chance` belongs to a timed event, and this event has no timing [write `monthly = "
        "…` (a chance each month) or `at = …` (one possible month)]\n"
        "E 4:29+3 events.c.when: `when` belongs to a timed event, and this event has no timing [write `monthly = …` (a "
        "chance each month) or `at = …` (one possible month)]\n"
        "E 5:29+1 events.d: a timed event has either `monthly` (a chance each month) or `at` (one possible month), not "
        "both [keep one of the two]\n"
        "E 5:41+3 events.d: `chance` has no meaning beside `monthly` [`chance` belongs to `at`]\n"
        "E 5:54+1 events.d: an event has either `value` (it happens or not) or a timing (`monthly`, `at`), not both "
        "[drop `value`, or drop the timing]\n"
        "E 6:18+6 events.e.monthly: found 101%, expected a probability from 0% to 100%\n"
        "E 6:34+2 events.e.lasts: found -1, expected a number of months, 0 or more\n"
        "E 7:3+1 events.f: the group has no `value` [write { value = …; note = \"…\"; source = \"…\"; }]\n");
}

static void test_contributors(void)
{
    ent_case_messages("contributors: {\n"
                      "  a: { troop = \"1k to 4k\"; };\n"
                      "  b: { troops = \"-2k to 5k\"; joins = 140; rotation = 3; };\n"
                      "  c = 3;\n"
                      "  d: { joins = 1.5; };\n"
                      "  e: { pool = 3; rotaton = 0; };\n"
                      "  f: { troops = \"0 - 5\"; rotation = 0; pool = 10; };\n"
                      "};\n",
        "E 2:8+5 contributors.a.troop: unknown setting `troop` [did you mean `troops`?]\n"
        "E 3:3+1 contributors.b: `rotation` stands without `pool`: what can be kept up is pool / rotation [give both, "
        "or neither]\n"
        "E 3:17+11 contributors.b.troops: the low end of a number of troops is negative (-2000) [write a low end above "
        "0, or \"triangular(0, 2500, 5000)\" where none may come]\n"
        "E 3:38+3 contributors.b.joins: found 140, expected a probability from 0% to 100%\n"
        "E 4:7+1 contributors.c: found a single value, expected a group in braces: { … }\n"
        "E 5:3+1 contributors.d: `troops` is missing [troops = \"1k to 4k\";]\n"
        "E 5:16+3 contributors.d.joins: found 1.5, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"1.5%\"]\n"
        "E 6:18+7 contributors.e.rotaton: unknown setting `rotaton` [did you mean `rotation`?]\n"
        "E 7:17+7 contributors.f.troops: found 0 - 5, expected a number of troops, 0 or more [`-` subtracts; for an "
        "interval write \"0 to 5\"]\n"
        "E 7:37+1 contributors.f.rotation: found 0, expected more than 0\n");
}

static void test_correlations(void)
{
    ent_case_messages("factors: { x = \"normal(0, 1)\"; y = \"normal(0, 1)\"; };\n"
                      "correlations: {\n"
                      "  a: { amng = ( \"x\" ); rho = 1; };\n"
                      "  b = 3;\n"
                      "  c: { among = ( 3, \"y\" ); };\n"
                      "  d: { among = \"x\"; rho = \"normal(0,1)\"; };\n"
                      "  e: { among = (); rho = 0.3; };\n"
                      "};\n",
        "E 3:8+4 correlations.a.amng: unknown setting `amng` [did you mean `among`?]\n"
        "E 3:30+1 correlations.a.rho: found 1, expected more than -1 and less than 1 [write 0.99; for two names of "
        "one thing, use one factor in both formulas]\n"
        "E 4:7+1 correlations.b: found a single value, expected a group in braces: { … }\n"
        "E 5:3+1 correlations.c: `rho` is missing [rho = 0.5;]\n"
        "E 5:18+1 correlations.c.among: expected the name of a random quantity in quotes\n"
        "E 6:16+3 correlations.d.among: expected a list [write a list in parentheses: ( …, … )]\n"
        "E 6:27+13 correlations.d.rho: found `normal(0,1)`, expected a constant number: it is the same in every draw\n"
        "E 7:16+1 correlations.e.among: the list of what is coupled is empty [among = ( \"a\", \"b\" );]\n");
}

static void test_force(void)
{
    ent_case_messages("force: { thresholds = ( 0, \"20%\", \"40%\" ); }; talks: { months_per_round = \"50%\"; };\n",
        "E 1:28+5 force.thresholds: `20%` is a share, expected a number from 0 to 1000000000000000 [write the number "
        "itself, without %]\n"
        "E 1:35+5 force.thresholds: `40%` is a share, expected a number from 0 to 1000000000000000 [write the number "
        "itself, without %]\n"
        "E 1:75+5 talks.months_per_round: `50%` is a share, expected a number from 0.001 to 1200 [write the number "
        "itself, without %]\n");
    ent_case_messages("force: { required = -3; thresholds = ( 1, 1, \"x\", -2, 5, 4 ); allowd = true; };\n",
        "E 1:21+2 force.required: found -3, expected a number of troops, 0 or more\n"
        "E 1:43+1 force.thresholds: found 1 after 1, expected a larger number [write them from low to high, each "
        "once]\n"
        "E 1:46+3 force.thresholds: found `x`, expected a constant number: it is the same in every draw\n"
        "E 1:51+2 force.thresholds: found -2, expected a number from 0 to 1000000000000000\n"
        "E 1:58+1 force.thresholds: found 4 after 5, expected a larger number [write them from low to high, each "
        "once]\n"
        "E 1:63+6 force.allowd: unknown setting `allowd` [did you mean `allowed`?]\n");
}

static void test_outcomes(void)
{
    ent_case_messages("outcomes: { unclassified: { }; b = 3; c: { wehn = true; }; };\n",
        "E 1:27+1 outcomes.unclassified: `unclassified` is what the tables call draws that no outcome takes [choose "
        "another name]\n"
        "E 1:36+1 outcomes.b: found a single value, expected a group in braces: { … }\n"
        "E 1:44+4 outcomes.c.wehn: unknown setting `wehn` [did you mean `when`?]\n");
}

static void test_queries(void)
{
    ent_case_messages(
        "headline = 3;\n"
        "variants: { air_cover: { set = ( \"events.a = 1\" ); }; };\n"
        "checks = ( \"P(truce.held) > 0.001\", \"P(truce.held) > \", 3, \"P(agreed) < 0.9 in air_cove\", \"P(agreed) < "
        "0.9 in zz\",\n"
        "  \"P(agreed) < 0.9 in base\" );\n",
        "E 1:12+1 headline: expected a formula in quotes [headline = \"truce.held\";]\n"
        "E 3:54+1 checks: a check compares with a number, for example 0.5 or 50%, or with another `P(...)` [for "
        "example `P(truce.held given "
        "agreed) > 0.5`]\n"
        "E 3:57+1 checks: expected a check in quotes [\"P(truce.held) > 0.1\"]\n"
        "E 3:60+29 checks: there is no variant called `air_cove` [did you mean `air_cover`?]\n"
        "E 3:91+23 checks: there is no variant called `zz` [`in` names one of the `variants`, or base]\n");
}

static void test_levels(void)
{
    ent_case_messages("levels = ( \"20%\", 50, \"10%\", 0, \"truce.held\" );\n",
        "E 1:19+2 levels: found 50, expected a chance between 0% and 100% [if you mean per cent, write \"50%\"]\n"
        "E 1:23+5 levels: found 10% after 20%, expected a larger number [write them from low to high, each once]\n"
        "E 1:30+1 levels: found 0, expected a chance between 0% and 100% [levels = ( \"20%\", \"50%\" );]\n"
        "E 1:33+12 levels: found `truce.held`, expected a constant number: it is the same in every draw\n");
}

static void test_headline(void)
{
    ent_case_messages("headline = \"truce.held giv\";\n"
                      "checks = \"P(agreed) < 0.9\";\n",
        "E 1:24+3 headline: an operator is missing between `truce.held` and `giv`\n"
        "E 2:10+17 checks: expected a list [write a list in parentheses: ( …, … )]\n");
}

static void test_option_names(void)
{
    ent_case_messages("parties: { p: { threshold = 0; }; };\n"
                      "demands: { d: { options = ( \"a: \", \"b c: X\", \"e: Same\", \"f:Same\", \"e\", \": Y\",\n"
                      "\"ok: 'any': text\" ); p: { scores = ( 1, 0, 0, 0, 0, 0, 0 ); }; }; };",
        "E 2:29+5 demands.d.options: behind the colon the name that people read is missing [write \"a: …\", or \"a\" "
        "alone]\n"
        "E 2:36+8 demands.d.options: expected the option's name in quotes: one word of letters, digits and _ [write "
        "\"b_c: X\"]\n"
        "E 2:57+8 demands.d.options: the options 'e' and 'f' have the same name, `Same` [give each a name of its own, "
        "since people read nothing else]\n"
        "E 2:67+3 demands.d.options: the option 'e' stands here twice\n"
        "E 2:72+5 demands.d.options: expected the option's name in quotes: one word of letters, digits and _ [for "
        "example \"un_only\"]\n");
}

static void test_variants(void)
{
    ent_case_messages("variants: {\n"
                      "  base: { };\n"
                      "  v: { set = ( \" run.worlds = 3\", \"run.seed=4\", \"run.horizon = 5\", 4 ); };\n"
                      "  w: { set = \"x\"; };\n"
                      "  x: { sets = ( \"a = 1\" ); };\n"
                      "  y = 3;\n"
                      "};\n",
        "E 2:9+1 variants.base: `base` is the file itself [choose another name]\n"
        "E 3:16+17 variants.v: a variant may not change run.worlds: its draws are compared with those of the base [set "
        "it in `run`, for all variants]\n"
        "E 3:35+12 variants.v: a variant may not change run.seed: its draws are compared with those of the base [set "
        "it in `run`, for all variants]\n"
        "E 3:68+1 variants.v: expected `path = value` in quotes [\"events.air_cover = 100%\"]\n"
        "E 4:14+3 variants.w.set: expected a list [write a list in parentheses: ( …, … )]\n"
        "E 5:8+4 variants.x.sets: unknown setting `sets` [did you mean `set`?]\n"
        "E 6:7+1 variants.y: found a single value, expected a group in braces: { … }\n");
}

static void test_sweeps(void)
{
    ent_case_messages("sweeps: {\n"
                      "  s: { vary = \"a\"; valus = ( 1 ); };\n"
                      "  t: { vary = ( \"a\", \"b\" ); from = ( 0, 1 ); to = ( 1 ); };\n"
                      "  u: { values = ( 1 ); };\n"
                      "  v: { vary = \"force.required\"; values = ( 1, \"x\", ( 2 ) ); from = 1; };\n"
                      "  w: { vary = ( \"a\", 3 ); from = 0; to = 1; steps = 2000; };\n"
                      "  x: { vary = ( \"a\", \"b\" ); from = 0; to = 1; steps = 2000; };\n"
                      "  y: { vary = \"a\"; values = (); };\n"
                      "  z: { vary = ( \"a\", \"b\" ); values = ( ( 1, 2 ) ); };\n"
                      "  a: { vary = \"a\"; from = 0; to = 1; steps = 0; };\n"
                      "};\n",
        "E 2:20+5 sweeps.s.valus: unknown setting `valus` [did you mean `values`?]\n"
        "E 3:3+1 sweeps.t: `steps` is missing [give `values`, or `from`, `to` and `steps`]\n"
        "E 3:51+1 sweeps.t.to: `to` is missing for `b` [one value for each path of `vary`]\n"
        "E 4:3+1 sweeps.u: `vary` is missing: what the sweep changes [vary = \"force.required\";]\n"
        "E 5:68+1 sweeps.v.from: `from` has no meaning beside `values` [keep one of the two]\n"
        "E 6:22+1 sweeps.w.vary: expected the path of a setting in quotes\n"
        "E 7:6+1 sweeps.x: 4000000 points, expected no more than 1000000 [take fewer steps]\n"
        "E 8:29+1 sweeps.y.values: the list of values is empty [values = ( 1, 2, 3 );]\n"
        "E 9:38+1 sweeps.z.values: expected one list of values for each path of `vary` [values = ( ( 1, 2 ), ( 3, 4 ) "
        ");]\n"
        "E 10:46+1 sweeps.a.steps: found 0, expected a whole number from 1 to 100000\n");
}

static void test_places_in_formulas(void)
{
    ent_case_messages("events: {\n"
                      "  a = \"10% + \"; b = \"20% + \" /* more */\n"
                      "   \"+ Ü 3\";\n"
                      "  c: { value = \"0.1 \\t+ \\x2b \\x29\"; };\n"
                      "  d = \"ü + ) 1\";\n"
                      "};\n",
        "E 2:12+1 events.a: the formula ends after `+`, where a value was expected\n"
        "E 3:5+1 events.b: a value was expected before `+`; there is no sign `+` [leave it out: a number without `-` "
        "is positive]\n"
        "E 4:25+4 events.c: a value was expected before `+`; there is no sign `+` [leave it out: a number without `-` "
        "is positive]\n"
        "E 5:8+1 events.d: `ü` stands in no name: names hold a to z, 0 to 9 and _ [write `u`]\n");
}

static void test_ten_mistakes(void)
{
    ent_case_messages("run: { worlds = 10,000; };\n"
                      "factors: { resolve = normal(0, 1); };\n"
                      "events: {\n"
                      "  un_mandate = 15%;\n"
                      "  air_cover = \"logistic(-0.4 + 1.1 * resolv\";\n"
                      "  late = 150;\n"
                      "};\n"
                      "contributors: {\n"
                      "  france: { troops = 6k to 10k; join = 0.5; };\n"
                      "  italy: { joins = \"60%\"; };\n"
                      "};\n"
                      "force: { required = 3000000000; thresholds = ( 10000, 20000, ); };\n"
                      "headline = \"truce.hold ==\";\n",
        "E 1:17+6 run.worlds: `10,000` is written with separators, expected digits alone [write 10000]\n"
        "E 2:22+12 factors.resolve: `normal(0, 1)` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"normal(0, 1)\"]\n"
        "E 4:16+3 events.un_mandate: `15%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"15%\"]\n"
        "E 5:24+1 events.air_cover: this parenthesis is never closed [close it with `)`]\n"
        "E 6:10+3 events.late: found 150, expected a probability from 0% to 100%\n"
        "E 9:22+9 contributors.france.troops: `6k to 10k` is no plain number: formulas and texts stand in quotes [put "
        "it in quotes: \"6k to 10k\"]\n"
        "E 9:33+4 contributors.france.join: unknown setting `join` [did you mean `joins`?]\n"
        "E 10:3+5 contributors.italy: `troops` is missing [troops = \"1k to 4k\";]\n"
        "E 12:21+10 force.required: 3000000000 is too large to be written so: libconfig would read it as -1294967296 "
        "[write it in quotes: \"3000000000\"]\n"
        "E 12:60+1 force.thresholds: a comma before the end of the list [remove it]\n"
        "E 13:24+2 headline: the formula ends after `==`, where a value was expected\n");
}

static void test_values_of_any_kind(void)
{
    ent_case_messages(
        "title = Example;\n"
        "sources = ( one );\n"
        "run: { seed = 0x1ffffffff; };\n"
        "events: { a: { value = 5%; }; b: { monthly = 1%; when = a; }; };\n"
        "correlations: { c: { among = ( a, \"b\" ); rho = -.5.5; }; };\n"
        "force: { thresholds = [ 1, 2.5 ]; };\n"
        "parties: { p: { threshold = 5%; veto = yes; }; };\n"
        "demands: { d: { options = ( \"x\", \"y\" ); by = p; p: { weight = 1k; scores = ( 0, 10% ); }; }; };\n"
        "talks: { rule = nash; stages: { s = 5%; }; };\n"
        "truce: { causes: { c: { hazard = 1%; }; }; };\n"
        "outcomes: { o: { when = agreed; }; };\n"
        "headline = agreed;\n"
        "variants: { v: { set = ( a ); }; };\n"
        "sweeps: { s: { vary = a; values = ( 1 ); }; t: { vary = \"a\"; from = 1%; to = 2; steps = 3; }; u: { vary = "
        "\"a\"; values = 3%; }; };\n"
        "checks = ( P(agreed) > 3 );\n",
        "E 1:9+7 title: `Example` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"Example\"]\n"
        "E 2:13+3 sources[0]: `one` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"one\"]\n"
        "E 3:15+11 run.seed: 0x1ffffffff is too large to be written so: libconfig would read it as -1 [write it as a "
        "decimal number in quotes]\n"
        "E 4:24+2 events.a.value: `5%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"5%\"]\n"
        "E 4:46+2 events.b.monthly: `1%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"1%\"]\n"
        "E 4:57+1 events.b.when: `a` is no plain number: formulas and texts stand in quotes [put it in quotes: \"a\"]\n"
        "E 5:32+1 correlations.c.among[0]: `a` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"a\"]\n"
        "E 5:48+5 correlations.c.rho: `-.5.5` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"-.5.5\"]\n"
        "E 6:28+3 force.thresholds: the values in square brackets must be of one kind, which a whole number and a "
        "number with a fraction are not [write the list in round brackets: ( …, … )]\n"
        "E 7:29+2 parties.p.threshold: `5%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"5%\"]\n"
        "E 7:40+3 parties.p.veto: `yes` is no value, expected true or false [write true]\n"
        "E 8:46+1 demands.d.by: `p` is no plain number: formulas and texts stand in quotes [put it in quotes: \"p\"]\n"
        "E 8:63+2 demands.d.p.weight: `1k` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"1k\"]\n"
        "E 8:81+3 demands.d.p.scores[1]: `10%` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"10%\"]\n"
        "E 9:17+4 talks.rule: `nash` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"nash\"]\n"
        "E 9:37+2 talks.stages.s: `5%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"5%\"]\n"
        "E 10:34+2 truce.causes.c.hazard: `1%` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"1%\"]\n"
        "E 11:25+6 outcomes.o.when: `agreed` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"agreed\"]\n"
        "E 12:12+6 headline: `agreed` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"agreed\"]\n"
        "E 13:26+1 variants.v.set[0]: `a` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"a\"]\n"
        "E 14:23+1 sweeps.s.vary: `a` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"a\"]\n"
        "E 14:69+2 sweeps.t.from: `1%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"1%\"]\n"
        "E 14:121+2 sweeps.u.values: `3%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"3%\"]\n"
        "E 15:12+13 checks[0]: `P(agreed) > 3` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"P(agreed) > 3\"]\n");
}

static void test_one_of_two_stays(void)
{
    ent_case_messages("events: { a = 0.5; b = 2; a = 3; };\n"
                      "parties: { p: { threshold = 1; }; };\n"
                      "force: { required = 1; required = \"x +\"; };\n",
        "E 1:24+1 events.b: found 2, expected a probability from 0% to 100% [if you mean per cent, write \"2%\"]\n"
        "E 1:27+1 events.a: `a` stands here twice: both on line 1 [keep one of the two]\n"
        "E 3:24+8 force.required: `required` stands here twice: both on line 3 [keep one of the two]\n");
}

/* A seed of 2^53 or more may stand for two numbers; the largest below is kept. */
static void test_large_seeds(void)
{
    ent_case_messages("run: { seed = \"9007199254740991\"; };", "");
    ent_case_messages("run: { seed = 9007199254740991L; };", "");
    ent_case_messages("run: { seed = \"9007199254740992\"; };",
        "E 1:15+18 run.seed: 9007199254740992 is too large to be kept exactly [the largest whole number is "
        "9007199254740991]\n");
    ent_case_messages("run: { seed = 9007199254740992L; };",
        "E 1:15+17 run.seed: 9007199254740992L is too large to be kept exactly [the largest whole number is "
        "9007199254740991]\n");
    ent_case_messages("set = ( \"run.seed = 9007199254740992\" );",
        "E 1:21+16 run.seed: 9007199254740992 is too large to be kept exactly [the largest whole number is "
        "9007199254740991]\n");
}

static void test_structure_lost(void)
{
    ent_case_messages("events: { a = 2; };\n"
                      "force: { required = -1;\n",
        "E 2:8+1 force: the `{` that opens here is never closed [close it with }]\n");
}

/* A group with many unknown names: the help lists the first known names, and the number of errors is bounded. */
static void test_many_mistakes(void)
{
    static ent_case_text text;
    ent_case_file files[] = {{"s.cfg", text.text, 0}, {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    ent_diagnostics diagnostics = {0};

    ent_case_print(&text, "parties: {");
    for (int i = 0; i < 40; i++) {
        ent_case_print(&text, " p%02d: { threshold = 1; };", i);
    }
    ent_case_print(&text, " };\ndemands: { d: { options = ( \"a\" );");
    for (int i = 0; i < 900; i++) {
        ent_case_print(&text, "\nunknown%d = 1;", i);
    }
    ent_case_print(&text, " }; };\n");
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, ENT_READER_ERRORS + 1);
    CU_ASSERT_STRING_EQUAL(diagnostics.item[ENT_READER_ERRORS - 1].text, "unknown setting `unknown499`");
    CU_ASSERT_STRING_EQUAL(diagnostics.item[ENT_READER_ERRORS].text,
        "that is mistake number 501 in the sections: the others are not said");
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].help, "known here: by, options, available, p00, "));
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].help, ", p28, \xE2\x80\xA6"));
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"the head", test_the_head}, {"run", test_run},
        {"truth for amounts", test_truth_for_amounts}, {"truth for constants", test_truth_for_constants},
        {"a section that is none", test_a_section_that_is_none}, {"names", test_names}, {"factors", test_factors},
        {"events", test_events}, {"contributors", test_contributors}, {"correlations", test_correlations},
        {"force", test_force}, {"outcomes", test_outcomes}, {"queries", test_queries}, {"levels", test_levels},
        {"headline", test_headline}, {"variants", test_variants}, {"sweeps", test_sweeps},
        {"places in formulas", test_places_in_formulas}, {"ten mistakes", test_ten_mistakes},
        {"values of any kind", test_values_of_any_kind}, {"one of two stays", test_one_of_two_stays},
        {"structure lost", test_structure_lost}, {"large seeds", test_large_seeds},
        {"many mistakes", test_many_mistakes}, {"names of options", test_option_names}, CU_TEST_INFO_NULL};

    return ent_run_suite("reader messages", tests);
}
