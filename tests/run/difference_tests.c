/* The difference between two readings of a scenario, as changes and in words. */
#include "../jobs/job_case.h"

#include "run/difference.h"
#include "settings/tree.h"

typedef struct pair {
    ent_tree before, after;
    ent_diagnostics diagnostics;
    ent_changes changes;
} pair;

static void compare(pair *self, const char *before, const char *after)
{
    *self = (pair){.changes = {.count = 0}};
    CU_ASSERT_EQUAL_FATAL(
        ent_tree_load(&self->before, "a.cfg", job_load_text, (void *) before, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(
        ent_tree_load(&self->after, "a.cfg", job_load_text, (void *) after, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_changes_find(&self->changes, self->before.root, self->after.root), ENT_OK);
}

static void end(pair *self)
{
    ent_changes_free(&self->changes);
    ent_changes_free(&self->changes);
    CU_ASSERT(self->changes.count == 0 && self->changes.item == NULL);
    ent_diagnostics_free(&self->diagnostics);
    ent_tree_free(&self->before);
    ent_tree_free(&self->after);
}

/* Compares and expects so many changes and these words. */
static void expect(const char *before, const char *after, size_t count, const char *words)
{
    pair self;

    compare(&self, before, after);
    CU_ASSERT_EQUAL(self.changes.count, count);
    CU_ASSERT_STRING_EQUAL(ent_changes_words(&self.changes), words);
    end(&self);
}

static void test_values(void)
{
    expect("a: { b = 1; };", "a: { b = 1; };", 0, "");
    expect("a: { b = 1; };", "a: { b = 2; };", 1, "a b 1 to 2");
    expect("force: { required = \"20k\"; };", "force: { required = \"30k\"; };", 1, "force required 20k to 30k");
    expect("parties: { p: { veto = true; }; };", "parties: { p: { veto = false; }; };", 1, "p veto true to false");
    expect("talks: { rule = \"nash\"; };", "talks: { rule = \"random\"; };", 1, "talks rule nash to random");
    expect("parties: { p: { name = \"A\"; }; };", "parties: { p: { name = \"B\"; }; };", 1, "B name A to B");
    expect("x = ( 1, \"b\" );", "x = ( 1, \"c\", ( 2 ) );", 1, "x (1, b) to (1, c, (2))");
    expect("x = \"\";", "x = \"a\";", 1, "x empty to a");
}

/* Of a section that one of the two has not, what stands in it: what a variant sets is not "a group". */
static void test_sections(void)
{
    pair self;

    expect("a = 1;", "a = 1; force: { required = \"20k\"; };", 1, "force required 20k, which is new");
    expect("a = 1;", "a = 1; talks: { rule = \"random\"; stages: { first = \"10%\"; }; };", 2,
        "talks rule random, which is new, talks stages first 10%, which is new");
    expect("a = 1; force: { required = \"20k\"; };", "a = 1;", 1, "force required taken out");
    expect("a = 1;", "a = 1; contributors: { spain: { name = \"Spain\"; troops = 1; }; };", 1, "Spain added");
    compare(&self, "a = 1;", "a = 1; truce: { in_force = true; };");
    CU_ASSERT_STRING_EQUAL(self.changes.item[0].path, "truce.in_force");
    CU_ASSERT_PTR_NULL(self.changes.item[0].before);
    CU_ASSERT_STRING_EQUAL(self.changes.item[0].after, "true");
    end(&self);
}

/* A value and a group with that value are the same. */
static void test_groups_with_value(void)
{
    expect("f: { a = 1; };", "f: { a = { value = 1; }; };", 0, "");
    expect("f: { a = { value = 1; note = \"x\"; }; };", "f: { a = 2; };", 2, "f a 1 to 2, f a note taken out");
}

/* A group that is new, or was removed, is one change. */
static void test_groups(void)
{
    expect("a: { b = 1; };", "a: { b = 1; }; c: { d = 1; e = 2; };", 1, "c added");
    expect("a: { b = 1; }; c: { d = 1; };", "a: { b = 1; };", 1, "c taken out");
    expect("a: { b = 1; };", "a: { b = 1; c = 7; };", 1, "a c 7, which is new");
}

/* Entries go by their names, and without their sections. */
static void test_names(void)
{
    expect("contributors: { italy: { name = \"Italia\"; joins = \"60%\"; }; };",
        "contributors: { italy: { name = \"Italia\"; joins = \"80%\"; }; };", 1, "Italia joins 60% to 80%");
    expect("events: { us_air_cover = 1; };", "events: { us_air_cover = 0; };", 1, "us air cover 1 to 0");
    expect(
        "events: { e: { name = \"\"; value = 1; }; };", "events: { e: { name = \"\"; value = 3; }; };", 1, "e 1 to 3");
}

static void test_many(void)
{
    expect("a = 1; b = 1; c = 1;", "a = 2; b = 2; c = 2;", 3, "a 1 to 2, b 1 to 2, c 1 to 2");
    expect("a = 1; b = 1; c = 1; d = 1;", "a = 2; b = 2; c = 2; d = 2;", 4, "a 1 to 2, b 1 to 2 and 2 others");
}

/* More changes than the first room for them. */
static void test_growth(void)
{
    pair self;

    compare(&self, "a=1;b=1;c=1;d=1;e=1;f=1;g=1;h=1;i=1;j=1;", "a=2;b=2;c=2;d=2;e=2;f=2;g=2;h=2;i=2;j=2;");
    CU_ASSERT_EQUAL_FATAL(self.changes.count, 10);
    for (size_t i = 0; i < 10; i++) {
        const char path[] = {(char) ('a' + (int) i), '\0'};
        CU_ASSERT_STRING_EQUAL(self.changes.item[i].path, path);
        CU_ASSERT_STRING_EQUAL(self.changes.item[i].before, "1");
        CU_ASSERT_STRING_EQUAL(self.changes.item[i].after, "2");
    }
    end(&self);
}

/* Long values are cut between characters: 60 bytes would end within the last of 30 two-byte ones after one ASCII. */
static void test_long(void)
{
    pair self;

    compare(&self, "x = \"aéééééééééééééééééééééééééééééééééé\";", "x = 1;");
    CU_ASSERT_STRING_EQUAL(ent_changes_words(&self.changes), "x aééééééééééééééééééééééééééééé\xE2\x80\xA6 to 1");
    end(&self);
}

/* `base` and `set` at the top level are not settings. */
static void test_set(void)
{
    pair self;

    compare(&self, "a = 1;", "a = 1; set = ( \"a = 3\" );");
    CU_ASSERT_EQUAL_FATAL(self.changes.count, 1);
    CU_ASSERT_STRING_EQUAL(self.changes.item[0].path, "a");
    CU_ASSERT_STRING_EQUAL(self.changes.item[0].label, "a");
    CU_ASSERT_STRING_EQUAL(self.changes.item[0].after, "3");
    end(&self);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"values", test_values},
        {"sections", test_sections},
        {"groups with a value", test_groups_with_value},
        {"groups", test_groups},
        {"names", test_names},
        {"many changes in words", test_many},
        {"many changes", test_growth},
        {"long values", test_long},
        {"base and set", test_set},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("run/difference", tests);
}
