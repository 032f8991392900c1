/* Every message of the parser: its position, path, text and help; all messages of a text in one pass. */
#include "settings/tree_case.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

typedef struct syntax_case {
    const char *text;
    size_t length;
    const char *expected; /* as ent_case_diagnostics prints them */
} syntax_case;

static void expect_all(const syntax_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ent_case_file files[] = {{"s.cfg", cases[i].text, cases[i].length}, {0}};
        ent_tree tree = {0};
        ent_diagnostics diagnostics = {0};
        ent_case_text found = {.text = ""};
        int status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics);
        CU_ASSERT_EQUAL(status, cases[i].expected[0] == 'E' ? ENT_ERR_SCENARIO : ENT_OK);
        CU_ASSERT(tree.root != NULL || status != ENT_OK);
        if (tree.root != NULL) {
            ent_case_check(&tree);
        }
        ent_diagnostics_sort(&diagnostics);
        ent_case_diagnostics(&found, &diagnostics);
        ent_case_compare(cases[i].text, found.text, cases[i].expected);
        ent_diagnostics_free(&diagnostics);
        ent_tree_free(&tree);
    }
}

static const syntax_case values_without_quotes[] = {
    {"joins = 40%;", 12,
        "E 1:9+3 joins: `40%` is no plain number: formulas and texts stand in quotes [put it in quotes: \"40%\"]\n"},
    {"troops = 8k to 15k;", 19,
        "E 1:10+9 troops: `8k to 15k` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"8k to 15k\"]\n"},
    {"by = russia;", 12,
        "E 1:6+6 by: `russia` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"russia\"]\n"},
    {"c = { joins = logistic(1 + x, 2); };", 36,
        "E 1:15+18 c.joins: `logistic(1 + x, 2)` is no plain number: formulas and texts stand in quotes [put it "
        "in quotes: \"logistic(1 + x, 2)\"]\n"},
    {"x = -a * 2 ; # so", 17,
        "E 1:5+6 x: `-a * 2` is no plain number: formulas and texts stand in quotes [put it in quotes: \"-a * "
        "2\"]\n"},
    {"x = > 5;\ny = 1;", 15,
        "E 1:5+3 x: `> 5` is no plain number: formulas and texts stand in quotes [put it in quotes: \"> 5\"]\n"},
    {"x = a // not this\n;", 19,
        "E 1:5+1 x: `a` is no plain number: formulas and texts stand in quotes [put it in quotes: \"a\"]\n"},
    {"x = a /* nor this */;", 21,
        "E 1:5+1 x: `a` is no plain number: formulas and texts stand in quotes [put it in quotes: \"a\"]\n"},
    {"when = deal.d == \"met\";", 23,
        "E 1:8+15 when: `deal.d == \"met\"` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"deal.d == 'met'\"]\n"},
    {"when = deal.d == \"met;", 22,
        "E 1:8+9 when: `deal.d ==` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"deal.d ==\"]\n"
        "E 1:18+1 : the text that begins here is never closed [close it with \" on the same line]\n"},
    {"x = b(c;", 8,
        "E 1:5+3 x: `b(c` is no plain number: formulas and texts stand in quotes [put it in quotes: \"b(c\"]\n"},
    {"x = 5 x\ny = 2;", 14,
        "E 1:5+3 x: `5 x` is no plain number: formulas and texts stand in quotes [put it in quotes: \"5 x\"]\n"},
    {"x = 8k", 6,
        "E 1:5+2 x: `8k` is no plain number: formulas and texts stand in quotes [put it in quotes: \"8k\"]\n"},
    {"x = \xE2\x82\xAC"
     "5;",
        9,
        "E 1:5+2 x: `\xE2\x82\xAC"
        "5` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"\xE2\x82\xAC"
        "5\"]\n"},
    {"x = 5(3);", 9,
        "E 1:5+4 x: `5(3)` is no plain number: formulas and texts stand in quotes [put it in quotes: \"5(3)\"]\n"},
    {"scores = ( 0, 50%, 1 );", 23,
        "E 1:15+3 scores[1]: `50%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"50%\"]\n"},
    {"a = ( b, min(c, d) );", 21,
        "E 1:7+1 a[0]: `b` is no plain number: formulas and texts stand in quotes [put it in quotes: \"b\"]\n"
        "E 1:10+9 a[1]: `min(c, d)` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"min(c, d)\"]\n"},
    {"set = ( events.x = 100%, b = 2 );", 33,
        "E 1:9+15 set[0]: `events.x = 100%` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"events.x = 100%\"]\n"
        "E 1:26+5 set[1]: `b = 2` is no plain number: formulas and texts stand in quotes [put it in quotes: \"b "
        "= 2\"]\n"},
    {"set = (\n  events.x = 100%,\n  b.c = 2 );", 39,
        "E 2:3+15 set[0]: `events.x = 100%` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"events.x = 100%\"]\n"
        "E 3:3+7 set[1]: `b.c = 2` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"b.c = 2\"]\n"},
    {"a: b: c;", 8,
        "E 1:4+4 a: `b: c` is no plain number: formulas and texts stand in quotes [put it in quotes: \"b: c\"]\n"},
    {"x = inf;", 8,
        "E 1:5+3 x: `inf` is no plain number: formulas and texts stand in quotes [put it in quotes: \"inf\"]\n"},
    {"x = long long long long long long long long long long long long long long long long long long long long long "
     "long long long long long long long long long ; y = ;",
        161,
        "E 1:5+149 x: `long long long long long long long long long long long long \xE2\x80\xA6` is no plain "
        "number: formulas and texts stand in quotes [put it in quotes: \"long long long long long long long long "
        "long long long long \xE2\x80\xA6\"]\n"
        "E 1:157+3 y: expected a value after `y` [write y = \xE2\x80\xA6;]\n"},
    {"x = "
     "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2"
     "\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82"
     "\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"
     "\xE2\x82\xAC\xE2\x82\xAC;",
        95,
        "E 1:5+30 x: `\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2"
        "\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"
        "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x80\xA6` is no plain number: formulas and texts "
        "stand in quotes [put it in quotes: \"\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2"
        "\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"
        "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x80\xA6\"]\n"},
    {"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn = 1;", 106,
        "E 1:1+101 : a name of more than 100 characters [put the full name into name = \"\xE2\x80\xA6\";]\n"},
    {"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn = 1;", 105,
        ""},
};

static const syntax_case numbers_in_other_notations[] = {
    {"troops = 10,000;", 16,
        "E 1:10+6 troops: `10,000` is written with separators, expected digits alone [write 10000]\n"},
    {"x = 10,000,000; y = 1;", 22,
        "E 1:5+10 x: `10,000,000` is written with separators, expected digits alone [write 10000000]\n"},
    {"x = 1_000;", 10, "E 1:5+5 x: `1_000` is written with separators, expected digits alone [write 1000]\n"},
    {"x = 1 000 000;", 14,
        "E 1:5+9 x: `1 000 000` is written with separators, expected digits alone [write 1000000]\n"},
    {"x = 1'000;", 10, "E 1:5+5 x: `1'000` is written with separators, expected digits alone [write 1000]\n"},
    {"x = 1000,000;", 13, "E 1:5+8 x: `1000,000` is written with a decimal comma, expected a point [write 1000.000]\n"},
    {"x = 10,00;", 10, "E 1:5+5 x: `10,00` is written with a decimal comma, expected a point [write 10.00]\n"},
    {"threshold = 0,5;", 16,
        "E 1:13+3 threshold: `0,5` is written with a decimal comma, expected a point [write 0.5]\n"},
    {"x = 1,2,3;", 10,
        "E 1:5+5 x: `1,2,3` is no plain number: formulas and texts stand in quotes [put it in quotes: \"1,2,3\"]\n"},
    {"a = ( 10,000, 20,000 );", 23,
        "E 1:7+6 a[1]: `10,000` is two members of the list [write 10000]\n"
        "E 1:15+6 a[3]: `20,000` is two members of the list [write 20000]\n"},
    {"a = ( 1, 000 );", 15, ""},
    {"veto = yes;", 11, "E 1:8+3 veto: `yes` is no value, expected true or false [write true]\n"},
    {"veto = No;", 10, "E 1:8+2 veto: `No` is no value, expected true or false [write false]\n"},
    {"veto = on; x = OFF;", 19,
        "E 1:8+2 veto: `on` is no value, expected true or false [write true]\n"
        "E 1:16+3 x: `OFF` is no value, expected true or false [write false]\n"},
    {"x = 5 5;", 8,
        "E 1:5+3 x: `5 5` is no plain number: formulas and texts stand in quotes [put it in quotes: \"5 5\"]\n"},
};

static const syntax_case numbers_out_of_range[] = {
    {"a = 3000000000;", 15,
        "E 1:5+10 a: 3000000000 is too large to be written so: libconfig would read it as -1294967296 [write it "
        "in quotes: \"3000000000\"]\n"},
    {"a = -2147483649;", 16,
        "E 1:5+11 a: -2147483649 is too large to be written so: libconfig would read it as 2147483647 [write it "
        "in quotes: \"-2147483649\"]\n"},
    {"a = 2147483648;", 15,
        "E 1:5+10 a: 2147483648 is too large to be written so: libconfig would read it as -2147483648 [write it "
        "in quotes: \"2147483648\"]\n"},
    {"a = 99999999999999999999L;", 26,
        "E 1:5+21 a: 99999999999999999999L is too large to be written so: libconfig would read it as "
        "9223372036854775807 [write it in quotes: \"99999999999999999999\"]\n"},
    {"a = -9223372036854775809L;", 26,
        "E 1:5+21 a: -9223372036854775809L is too large to be written so: libconfig would read it as "
        "-9223372036854775808 [write it in quotes: \"-9223372036854775809\"]\n"},
    {"a = 0x80000000;", 15,
        "E 1:5+10 a: 0x80000000 is too large to be written so: libconfig would read it as -2147483648 [write it "
        "as a decimal number in quotes]\n"},
    {"a = 0xFFFFFFFFFFFFFFFFL;", 24,
        "E 1:5+19 a: 0xFFFFFFFFFFFFFFFFL is too large to be written so: libconfig would read it as -1 [write it "
        "as a decimal number in quotes]\n"},
    {"a = -0x10;", 10, "E 1:5+5 a: `-0x10` is no number [write it as a decimal number]\n"},
    {"a = 0x;", 7, "E 1:5+2 a: `0x` is no number [write it as a decimal number]\n"},
    {"a = 0xL;", 8, "E 1:5+3 a: `0xL` is no number [write it as a decimal number]\n"},
    {"a = 1e999;", 10, "E 1:5+5 a: 1e999 is too large for a number\n"},
    {"a = -1e999;", 11, "E 1:5+6 a: -1e999 is too large for a number\n"},
    {"a = 5LLL;", 9,
        "E 1:5+4 a: `5LLL` is no plain number: formulas and texts stand in quotes [put it in quotes: \"5LLL\"]\n"},
};

static const syntax_case brackets[] = {
    {"a = [1, 2.5];", 13,
        "E 1:9+3 a: the values in square brackets must be of one kind, which a whole number and a number with a "
        "fraction are not [write the list in round brackets: ( \xE2\x80\xA6, \xE2\x80\xA6 )]\n"},
    {"a = [1, 3L];", 12,
        "E 1:9+2 a: the values in square brackets must be of one kind, which a whole number and a long whole "
        "number are not [write the list in round brackets: ( \xE2\x80\xA6, \xE2\x80\xA6 )]\n"},
    {"a = [\"x\", 1];", 13,
        "E 1:11+1 a: the values in square brackets must be of one kind, which a text and a whole number are not "
        "[write the list in round brackets: ( \xE2\x80\xA6, \xE2\x80\xA6 )]\n"},
    {"a = [true, 1];", 14,
        "E 1:12+1 a: the values in square brackets must be of one kind, which a truth value and a whole number "
        "are not [write the list in round brackets: ( \xE2\x80\xA6, \xE2\x80\xA6 )]\n"},
    {"a = [(1)];", 10,
        "E 1:6+1 a: a list in square brackets holds only plain values [write the list in round brackets: ( "
        "\xE2\x80\xA6, \xE2\x80\xA6 )]\n"},
    {"a = [1, {x = 1;}];", 18,
        "E 1:9+1 a: a list in square brackets holds only plain values [write the list in round brackets: ( "
        "\xE2\x80\xA6, \xE2\x80\xA6 )]\n"},
    {"a = (1, );", 10, "E 1:7+1 a: a comma before the end of the list [remove it]\n"},
    {"a = [1, 2, ];", 13, "E 1:10+1 a: a comma before the end of the list [remove it]\n"},
    {"a = (1,, 2);", 12,
        "E 1:8+1 a[1]: expected a value: a number, a text or formula in quotes, ( \xE2\x80\xA6 ) or { "
        "\xE2\x80\xA6 }\n"},
    {"a = (, 1);", 10,
        "E 1:6+1 a[0]: expected a value: a number, a text or formula in quotes, ( \xE2\x80\xA6 ) or { "
        "\xE2\x80\xA6 }\n"},
    {"a = (1 (2));", 12,
        "E 1:6+5 a[0]: `1 (2)` is no plain number: formulas and texts stand in quotes [put it in quotes: \"1 "
        "(2)\"]\n"},
    {"a = (1, 2;\nb = 3;", 17, "E 1:5+1 a: the `(` that opens here is never closed [close it with )]\n"},
    {"a = (1, 2\nb = 3;", 16, "E 1:5+1 a: the `(` that opens here is never closed [close it with )]\n"},
    {"a = (1, 2]; b = 3;", 18, "E 1:10+1 a: expected ), as `(` on line 1 began it [write )]\n"},
    {"a = [1, 2); b = 3;", 18, "E 1:10+1 a: expected ], as `[` on line 1 began it [write ]]\n"},
    {"a = (1, 2}", 10, "E 1:10+1 a: expected ), as `(` on line 1 began it [write )]\n"},
    {"a = (1", 6, "E 1:5+1 a: the `(` that opens here is never closed [close it with )]\n"},
    {"a = (", 5, "E 1:5+1 a: the `(` that opens here is never closed [close it with )]\n"},
    {"a = [", 5, "E 1:5+1 a: the `[` that opens here is never closed [close it with ]]\n"},
    {"a = {", 5, "E 1:5+1 a: the `{` that opens here is never closed [close it with }]\n"},
    {"a = { b = (1; };", 16, "E 1:11+1 a.b: the `(` that opens here is never closed [close it with )]\n"},
    {"a: {\n  b = 1;\n  force = \"m\";\ntruce: { y = 1; };\n", 48, /* that of a contributor */
        "E 1:4+1 a: the `{` that opens here is never closed [close it with }; it may be missing before `truce` on line "
        "4]\n"},
    {"a: {\n  b = 1;\nforce: { x = 1; };\ntruce: { y = 1; };\n", 52,
        "E 1:4+1 a: the `{` that opens here is never closed [close it with }; it may be missing before `force` "
        "on line 3]\n"},
    {"a: { b: { c = 1; };\n", 20, "E 1:4+1 a: the `{` that opens here is never closed [close it with }]\n"},
    {"a: { b = 1; }; };\nc = 2;", 24,
        "E 1:16+1 : nothing is open that this `}` could close [remove it, or look for the opening one that is "
        "missing]\n"},
    {"a = 1; ) b = 2;", 15,
        "E 1:8+1 : nothing is open that this `)` could close [remove it, or look for the opening one that is "
        "missing]\n"},
    {"a = 1; ]; b = 2;", 16,
        "E 1:8+1 : nothing is open that this `]` could close [remove it, or look for the opening one that is "
        "missing]\n"},
    {"a = ( { x = 1, ( } );", 21,
        "E 1:16+1 a[0]: expected the name of a setting [settings are written name = value;]\n"},
    {"{ \"title\": \"x\", b: 2 }", 22,
        "E 1:1+1 : a scenario has no braces round the whole [remove it, and the } at the end]\n"
        "E 1:3+7 : a name stands without quotes [write title]\n"},
    {"{ a = 1; };", 11, "E 1:1+1 : a scenario has no braces round the whole [remove it, and the } at the end]\n"},
    {"{ a = 1; }; b = 2;", 18,
        "E 1:1+1 : a scenario has no braces round the whole [remove it, and the } at the end]\n"
        "E 1:10+1 : nothing is open that this `}` could close [remove it, or look for the opening one that is "
        "missing]\n"},
    {"a = 1; { b = 2; };", 18, "E 1:8+1 : a group without a name [groups are written name: { \xE2\x80\xA6 };]\n"},
};

static const syntax_case quotes[] = {
    {"a = \"60%; b = \"x\"; c = 3;", 25,
        "E 1:5+1 a: the text that begins here is never closed [close it with \" on the same line]\n"},
    {"a = \"60%;\nb = \"x\";", 18,
        "E 1:5+1 a: the text that begins here is never closed [close it with \" on the same line]\n"},
    {"a = \"60%\nb = 5;\nc = \"x\"; d = ;", 30,
        "E 1:5+1 a: the text that begins here is never closed [close it with \" on the same line]\n"
        "E 3:10+3 d: expected a value after `d` [write d = \xE2\x80\xA6;]\n"},
    {"a = \"x", 6, "E 1:5+1 a: the text that begins here is never closed [close it with \" on the same line]\n"},
    {"a = ( \"x, \"y\" );", 16,
        "E 1:7+1 a[0]: the text that begins here is never closed [close it with \" on the same line]\n"},
    {"set = ( \"a = 1,\n \"b = 2\" );", 27,
        "E 1:9+1 set[0]: the text that begins here is never closed [close it with \" on the same line]\n"},
    {"\"x", 2, "E 1:1+1 : the text that begins here is never closed [close it with \" on the same line]\n"},
    {"a = \xE2\x80\x9C"
     "60%\xE2\x80\x9D; b = ;",
        20,
        "E 1:5+1 a: `\xE2\x80\x9C` is not the quote that texts stand in [write it in straight double quotes: "
        "\"60%\"]\n"
        "E 1:12+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a = \xE2\x80\x9E"
     "60%\xE2\x80\x9C;",
        14,
        "E 1:5+1 a: `\xE2\x80\x9E` is not the quote that texts stand in [write it in straight double quotes: "
        "\"60%\"]\n"},
    {"a = \xC2\xAB"
     "60%\xC2\xBB;",
        12,
        "E 1:5+1 a: `\xC2\xAB` is not the quote that texts stand in [write it in straight double quotes: \"60%\"]\n"},
    {"a = '60%';", 10,
        "E 1:5+1 a: `'` is not the quote that texts stand in [write it in straight double quotes: \"60%\"]\n"},
    {"a = \xE2\x80\x9C"
     "60%\"; b = ;",
        18,
        "E 1:5+1 a: `\xE2\x80\x9C` is not the quote that texts stand in [write it in straight double quotes: "
        "\"60%\"]\n"
        "E 1:12+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a = \xE2\x80\x9C"
     "60%;\nb = ;",
        17,
        "E 1:5+1 a: `\xE2\x80\x9C` is not the quote that texts stand in [write the straight double quote \"]\n"
        "E 2:1+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a = 1; \xE2\x80\x99", 10,
        "E 1:8+1 : `\xE2\x80\x99` is not the quote that texts stand in [write the straight double quote \"]\n"},
    {"a = \"x\\x00\";", 12, "E 1:7+4 a: a zero byte cannot be part of a text [remove it]\n"},
    {"a = \"x\\xe9\";", 12,
        "E 1:7+4 a: the text is not UTF-8 where its escapes are resolved [write the character itself]\n"},
    {"a = \"\\xc3\" \"\\xa9 \\xff\";", 23,
        "E 1:18+4 a: the text is not UTF-8 where its escapes are resolved [write the character itself]\n"},
    {"a = ( \"x\" \"y\" );", 16,
        "W 1:11+1 a[0]: no comma before this text: it is read as the end of the one before [put a comma before "
        "it where it is a member of its own]\n"},
    {"a = ( \"x \" \"y\", \"z\"\n\" y\" );", 27, ""},
    {"a = \"x\" \"y\";", 12, ""},
    {"a = ( \"P(x) > 1\"\n      \"P(y) > 1\" );", 36,
        "W 2:7+1 a[0]: no comma before this text: it is read as the end of the one before [put a comma before it "
        "where it is a member of its own]\n"},
    {"a = 5 \"x\";", 10, "E 1:7+3 : expected the name of a setting [settings are written name = value;]\n"},
    {"a = \"x\" 5;", 10, "E 1:9+1 : expected the name of a setting [settings are written name = value;]\n"},
    {"a = \"x;\nb = \" y\"; c = ;", 23,
        "E 1:5+1 a: the text that begins here is never closed [close it with \" on the same line]\n"
        "E 2:11+3 c: expected a value after `c` [write c = \xE2\x80\xA6;]\n"},
    {"a = \"x\ny\" ? 5;\nb = ;", 20,
        "E 1:5+1 a: the text that begins here is never closed [close it with \" on the same line]\n"
        "E 2:2+6 y: expected = after `y` [write y = \xE2\x80\xA6;]\n"
        "E 2:2+1 y: the text that begins here is never closed [close it with \" on the same line]\n"
        "E 3:1+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a = \"x,\n y\"\nb = ;", 17, "E 3:1+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
};

static const syntax_case names_and_signs[] = {
    {"a == 3;", 7, "E 1:3+2 a: two signs after a name, expected one = [write a = \xE2\x80\xA6;]\n"},
    {"a := 3;", 7, "E 1:3+2 a: two signs after a name, expected one = [write a = \xE2\x80\xA6;]\n"},
    {"a = = 3;", 8, "E 1:3+3 a: two signs after a name, expected one = [write a = \xE2\x80\xA6;]\n"},
    {"a 5; b = 1;", 11, "E 1:3+1 a: expected = after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a \"x\";", 6, "E 1:3+3 a: expected = after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a { b = 1; };", 13, "E 1:3+1 a: expected = after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a; b = 1;", 9, "E 1:2+1 a: expected = after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a\nb = 1;", 8, "E 1:1+1 a: expected = after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a", 1, "E 1:1+1 a: expected = after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a = ;", 5, "E 1:1+3 a: expected a value after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a =\nb = 1;", 10, "E 1:1+3 a: expected a value after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a = }", 5,
        "E 1:1+3 a: expected a value after `a` [write a = \xE2\x80\xA6;]\n"
        "E 1:5+1 : nothing is open that this `}` could close [remove it, or look for the opening one that is "
        "missing]\n"},
    {"a: { b = };", 11, "E 1:6+3 a.b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a =", 3, "E 1:1+3 a: expected a value after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a = , b = 1;", 12, "E 1:1+3 a: expected a value after `a` [write a = \xE2\x80\xA6;]\n"},
    {"us support = 3;", 15, "E 1:1+10 : a name is one word [write us_support]\n"},
    {"3rd = 4; b = 1;", 15, "E 1:1+3 : `3rd` cannot be a name: names begin with a letter\n"},
    {"5 = 4;", 6, "E 1:1+1 : `5` cannot be a name: names begin with a letter\n"},
    {"true = 3;", 9, "E 1:1+4 : `true` is a value and cannot be a name [choose another]\n"},
    {"False: { };", 11, "E 1:1+5 : `False` is a value and cannot be a name [choose another]\n"},
    {"\"france\": { x = ; };", 20,
        "E 1:1+8 : a name stands without quotes [write france]\n"
        "E 1:13+3 france.x: expected a value after `x` [write x = \xE2\x80\xA6;]\n"},
    {"force.required = 3;", 19,
        "E 1:1+14 : `force.required` is a path, expected a name [write force: { required = \xE2\x80\xA6; }; or "
        "use set = ( \"force.required = \xE2\x80\xA6\" );]\n"},
    {"a.b.c = 3;", 10,
        "E 1:1+5 : `a.b.c` is a path, expected a name [write it in its groups, or use set = ( \"a.b.c = "
        "\xE2\x80\xA6\" );]\n"},
    {"m\xC3\xBCnchen = 2;", 13,
        "E 1:1+7 : `m\xC3\xBCnchen` cannot be a name: names hold only a to z, 0 to 9 and _ [write `munchen`; the "
        "full name goes into name = \"\xE2\x80\xA6\";]\n"},
    {"_x = 3;", 7, "E 1:1+2 : `_x` cannot be a name: names begin with a letter\n"},
    {"a = 1; a = 2;", 13, "E 1:8+1 a: `a` stands here twice: both on line 1 [keep one of the two]\n"},
    {"c: { a = 1;\n     b = 2;\n     a = 3; };\nc: { };", 46,
        "E 3:6+1 c.a: `a` stands here twice: on line 1 and on line 3 [keep one of the two]\n"
        "E 4:1+1 c: `c` stands here twice: on line 1 and on line 4 [keep one of the two]\n"},
    {"a=1;; b=2;", 10, "E 1:5+1 : a `;` with nothing before it [remove it]\n"},
    {"; a = 1;", 8, "E 1:1+1 : a `;` with nothing before it [remove it]\n"},
    {"a: {; b = 1, , c = 2; };", 24,
        "E 1:5+1 a: a `;` with nothing before it [remove it]\n"
        "E 1:14+1 a: a `,` with nothing before it [remove it]\n"},
    {": = 3;", 6, "E 1:1+1 : expected the name of a setting [settings are written name = value;]\n"},
    {"a = 1; = 2; b = ;", 17,
        "E 1:8+1 : expected the name of a setting [settings are written name = value;]\n"
        "E 1:13+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a = 1; 5; b = ;", 15,
        "E 1:8+1 : expected the name of a setting [settings are written name = value;]\n"
        "E 1:11+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a = 1; \"x\"; b = ;", 17,
        "E 1:8+3 : expected the name of a setting [settings are written name = value;]\n"
        "E 1:13+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
};

static const syntax_case comments_and_characters[] = {
    {"/* never", 8, "E 1:1+2 : the comment that begins here is never closed [close it with */]\n"},
    {"a = 1; /* never\nb = 2;", 22, "E 1:8+2 : the comment that begins here is never closed [close it with */]\n"},
    {"a: { b = ( 1, /* never", 22, "E 1:15+2 a.b: the comment that begins here is never closed [close it with */]\n"},
    {"a = 5 /* never", 14, "E 1:7+2 a: the comment that begins here is never closed [close it with */]\n"},
    {"a = /* never", 12, "E 1:5+2 a: the comment that begins here is never closed [close it with */]\n"},
    {"a /* never", 10, "E 1:3+2 : the comment that begins here is never closed [close it with */]\n"},
    {"", 0, "E 1:1+1 : the file holds no settings [settings are written name = value;]\n"},
    {"  \n\t# nothing", 13, "E 1:1+1 : the file holds no settings [settings are written name = value;]\n"},
    {"// nothing\n/* at all */", 23, "E 1:1+1 : the file holds no settings [settings are written name = value;]\n"},
    {"@include \"x.cfg\"\na = ;", 22,
        "E 1:1+8 : `@include` is not part of the scenario language [base = \"other.cfg\"; starts from another file]\n"
        "E 2:1+3 a: expected a value after `a` [write a = \xE2\x80\xA6;]\n"},
    {"a = @include \"x.cfg\";", 21,
        "E 1:5+8 a: `@include` is not part of the scenario language [base = \"other.cfg\"; starts from another "
        "file]\n"},
    {"a = 1; ? b = 2;\nc = ;", 21,
        "E 1:8+1 : the character `?` has no place here\n"
        "E 2:1+3 c: expected a value after `c` [write c = \xE2\x80\xA6;]\n"},
    {"a = 1; \xC3\xA9\nc = ;", 15,
        "E 1:8+1 : the character `\xC3\xA9` has no place here\n"
        "E 2:1+3 c: expected a value after `c` [write c = \xE2\x80\xA6;]\n"},
    {"a = 1\\;", 7,
        "E 1:5+2 a: `1\\` is no plain number: formulas and texts stand in quotes [put it in quotes: \"1\\\"]\n"},
    {"a =\xC2\xA0"
     "5; b = ;",
        13,
        "E 1:4+1 a: an invisible character stands here (U+00A0, a no-break space) [write an ordinary blank, or "
        "nothing]\n"
        "E 1:8+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"\xC2\xA0"
     "a = 1;",
        8,
        "E 1:1+1 : an invisible character stands here (U+00A0, a no-break space) [write an ordinary blank, or "
        "nothing]\n"},
    {"a = 1;\xE2\x80\x8B\nb = ;", 15,
        "E 1:7+1 : an invisible character stands here (U+200B, a zero-width space) [write an ordinary blank, or "
        "nothing]\n"
        "E 2:1+3 b: expected a value after `b` [write b = \xE2\x80\xA6;]\n"},
    {"a = 1;\xEF\xBB\xBF", 9,
        "E 1:7+1 : an invisible character stands here (U+FEFF, a byte order mark) [write an ordinary blank, or "
        "nothing]\n"},
};

static const syntax_case encodings[] = {
    {"a = \"caf\xE9\";", 11, "E 1:9+1 : the byte 0xE9 is not UTF-8 [save the file as UTF-8]\n"},
    {"a = 1;\n\xFF", 8, "E 2:1+1 : the byte 0xFF is not UTF-8 [save the file as UTF-8]\n"},
    {"a = \"\xED\xA0\x80\";", 10, "E 1:6+1 : the byte 0xED is not UTF-8 [save the file as UTF-8]\n"},
    {"\xFF\xFE"
     "a\x00",
        4, "E 1:1+1 : the file is UTF-16, expected UTF-8 [save it in the encoding UTF-8]\n"},
    {"\xFE\xFF\x00"
     "a",
        4, "E 1:1+1 : the file is UTF-16, expected UTF-8 [save it in the encoding UTF-8]\n"},
    {"a = 1;\x00 b = 2;", 14, "E 1:7+1 : a zero byte: this is no text file [save the file as plain UTF-8 text]\n"},
    {"a = \"\x1B[31m\";", 12, "E 1:6+1 : the control character U+001B has no place in a scenario [remove it]\n"},
    {"a = 1;\x7F", 7, "E 1:7+1 : the control character U+007F has no place in a scenario [remove it]\n"},
    {"a = 1;\x0B", 7, "E 1:7+1 : the control character U+000B has no place in a scenario [remove it]\n"},
};

static void test_values_without_quotes(void)
{
    expect_all(values_without_quotes, COUNT(values_without_quotes));
}

static void test_numbers_in_other_notations(void)
{
    expect_all(numbers_in_other_notations, COUNT(numbers_in_other_notations));
}

static void test_numbers_out_of_range(void)
{
    expect_all(numbers_out_of_range, COUNT(numbers_out_of_range));
}

static void test_brackets(void)
{
    expect_all(brackets, COUNT(brackets));
}

static void test_quotes(void)
{
    expect_all(quotes, COUNT(quotes));
}

static void test_names_and_signs(void)
{
    expect_all(names_and_signs, COUNT(names_and_signs));
}

static void test_comments_and_characters(void)
{
    expect_all(comments_and_characters, COUNT(comments_and_characters));
}

static void test_encodings(void)
{
    expect_all(encodings, COUNT(encodings));
}

int main(void)
{
    CU_TestInfo tests[] = {{"values without quotes", test_values_without_quotes},
        {"numbers in other notations", test_numbers_in_other_notations},
        {"numbers out of range", test_numbers_out_of_range}, {"brackets", test_brackets}, {"quotes", test_quotes},
        {"names and signs", test_names_and_signs}, {"comments and characters", test_comments_and_characters},
        {"encodings", test_encodings}, CU_TEST_INFO_NULL};

    return ent_run_suite("syntax messages", tests);
}
