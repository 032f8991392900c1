#include "settings/setting.h"
#include "suite.h"

#include <string.h>

/* { contributors: { italy: { joins; }; }; list: ( 1, ( 2, { x; } ) ); } */
typedef struct family {
    ent_arena arena;
    ent_setting root;
    ent_setting *contributors, *italy, *joins, *list, *inner, *group, *x;
} family;

static ent_setting *add(family *self, ent_setting *parent, const char *name, ent_setting_type type)
{
    ent_setting *made = ent_setting_add(parent, name, type, &self->arena);

    CU_ASSERT_PTR_NOT_NULL_FATAL(made);
    return made;
}

static void make(family *self)
{
    *self = (family){.root = {.type = ENT_SETTING_GROUP, .text = ""}};
    self->contributors = add(self, &self->root, "contributors", ENT_SETTING_GROUP);
    self->italy = add(self, self->contributors, "italy", ENT_SETTING_GROUP);
    self->joins = add(self, self->italy, "joins", ENT_SETTING_STRING);
    self->list = add(self, &self->root, "list", ENT_SETTING_LIST);
    add(self, self->list, NULL, ENT_SETTING_INTEGER);
    self->inner = add(self, self->list, NULL, ENT_SETTING_LIST);
    add(self, self->inner, NULL, ENT_SETTING_INTEGER);
    self->group = add(self, self->inner, NULL, ENT_SETTING_GROUP);
    self->x = add(self, self->group, "x", ENT_SETTING_FLOAT);
}

static void test_add(void)
{
    family f;
    ent_setting *many;

    make(&f);
    CU_ASSERT_STRING_EQUAL(f.joins->text, "");
    CU_ASSERT_PTR_EQUAL(f.joins->parent, f.italy);
    CU_ASSERT_EQUAL(f.joins->type, ENT_SETTING_STRING);
    many = add(&f, &f.root, "many", ENT_SETTING_LIST);
    for (size_t i = 0; i < 1000; i++) {
        add(&f, many, NULL, ENT_SETTING_INTEGER)->number = (double) i;
    }
    CU_ASSERT_EQUAL(many->count, 1000);
    for (size_t i = 0; i < 1000; i++) {
        CU_ASSERT_EQUAL(many->child[i]->number, (double) i);
    }
    ent_arena_free(&f.arena);
}

static void test_get_and_find(void)
{
    family f;

    make(&f);
    CU_ASSERT_PTR_EQUAL(ent_setting_get(&f.root, "list"), f.list);
    CU_ASSERT_PTR_NULL(ent_setting_get(&f.root, "lis"));
    CU_ASSERT_PTR_NULL(ent_setting_get(&f.root, "contributors.italy"));
    CU_ASSERT_PTR_NULL(ent_setting_get(f.list, "x"));
    CU_ASSERT_PTR_NULL(ent_setting_get(f.joins, "x"));
    CU_ASSERT_PTR_EQUAL(ent_setting_find(&f.root, ""), &f.root);
    CU_ASSERT_PTR_EQUAL(ent_setting_find(&f.root, "contributors"), f.contributors);
    CU_ASSERT_PTR_EQUAL(ent_setting_find(&f.root, "contributors.italy.joins"), f.joins);
    CU_ASSERT_PTR_EQUAL(ent_setting_find(f.italy, "joins"), f.joins);
    CU_ASSERT_PTR_NULL(ent_setting_find(&f.root, "contributors.ital"));
    CU_ASSERT_PTR_NULL(ent_setting_find(&f.root, "contributors.italyx"));
    CU_ASSERT_PTR_NULL(ent_setting_find(&f.root, "contributors..joins"));
    CU_ASSERT_PTR_NULL(ent_setting_find(&f.root, "contributors.italy.joins.x"));
    CU_ASSERT_PTR_NULL(ent_setting_find(&f.root, "list.x"));
    ent_arena_free(&f.arena);
}

static void test_path(void)
{
    family f;

    make(&f);
    CU_ASSERT_STRING_EQUAL(ent_setting_path(&f.root, &f.arena), "");
    CU_ASSERT_STRING_EQUAL(ent_setting_path(f.contributors, &f.arena), "contributors");
    CU_ASSERT_STRING_EQUAL(ent_setting_path(f.joins, &f.arena), "contributors.italy.joins");
    CU_ASSERT_STRING_EQUAL(ent_setting_path(f.list->child[0], &f.arena), "list[0]");
    CU_ASSERT_STRING_EQUAL(ent_setting_path(f.group, &f.arena), "list[1][1]");
    CU_ASSERT_STRING_EQUAL(ent_setting_path(f.x, &f.arena), "list[1][1].x");
    ent_arena_free(&f.arena);
}

static void test_copy_is_apart(void)
{
    family f;
    ent_setting *copy;

    make(&f);
    copy = ent_setting_copy(&f.root, NULL, &f.arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    add(&f, f.italy, "late", ENT_SETTING_FLOAT);
    f.joins->number = 7.0;
    CU_ASSERT_EQUAL(ent_setting_find(copy, "contributors.italy")->count, 1);
    CU_ASSERT_EQUAL(ent_setting_find(copy, "contributors.italy.joins")->number, 0.0);
    CU_ASSERT_PTR_EQUAL(
        ent_setting_find(copy, "contributors.italy.joins")->parent, ent_setting_find(copy, "contributors.italy"));
    CU_ASSERT_PTR_NULL(copy->parent);
    add(&f, ent_setting_find(copy, "contributors.italy"), "own", ENT_SETTING_FLOAT);
    CU_ASSERT_PTR_NULL(ent_setting_find(&f.root, "contributors.italy.own"));
    copy = ent_setting_copy(f.joins, f.list, &f.arena);
    CU_ASSERT_PTR_EQUAL(copy->parent, f.list);
    ent_arena_free(&f.arena);
}

static void test_take(void)
{
    family f;
    ent_setting other = {.type = ENT_SETTING_LIST, .name = "other", .text = "", .assigned = 1};

    make(&f);
    ent_setting_add(&other, NULL, ENT_SETTING_INTEGER, &f.arena);
    f.joins->name_at.line = 3;
    ent_setting_take(f.joins, &other);
    CU_ASSERT_STRING_EQUAL(f.joins->name, "joins");
    CU_ASSERT_EQUAL(f.joins->name_at.line, 3);
    CU_ASSERT_PTR_EQUAL(f.joins->parent, f.italy);
    CU_ASSERT_EQUAL(f.joins->type, ENT_SETTING_LIST);
    CU_ASSERT_EQUAL(f.joins->count, 1);
    CU_ASSERT_PTR_EQUAL(f.joins->child[0]->parent, f.joins);
    CU_ASSERT_EQUAL(f.joins->assigned, 1);
    ent_arena_free(&f.arena);
}

/* Each violation of a tree that is otherwise sound. */
static void test_check(void)
{
    ent_source source = {.name = "s.cfg", .text = "x = 35;\ny = 1;", .length = 14};
    family f;

    make(&f);
    CU_ASSERT_PTR_NULL(ent_setting_check(&f.root));
    f.x->parent = f.inner;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a child has another parent");
    f.x->parent = f.group;
    f.x->name = NULL;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a member of a group has no name, or one of a list has a name");
    f.x->name = "x";
    f.inner->name = "inner";
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a member of a group has no name, or one of a list has a name");
    f.inner->name = NULL;
    f.list->name = "contributors";
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "two settings of a group have the same name");
    f.list->name = "list";
    f.x->text = NULL;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a setting has no text");
    f.x->text = "";
    f.italy->capacity = 0;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "more children than capacity");
    f.italy->capacity = 1;
    f.italy->type = ENT_SETTING_STRING;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a scalar has children");
    f.italy->type = ENT_SETTING_GROUP;
    f.x->type = ENT_SETTING_BOOLEAN;
    f.x->number = 0.5;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a truth value is neither 0 nor 1");
    f.x->number = 1.0;
    f.x->at = (ent_position){&source, 2, 5, 1};
    f.x->name_at = (ent_position){&source, 2, 7, 1}; /* the end of the source */
    CU_ASSERT_PTR_NULL(ent_setting_check(&f.root));
    f.x->name_at.column = 8;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a position is outside its source");
    f.x->name_at.column = 1;
    f.x->at.line = 3;
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a position is outside its source");
    f.x->at = (ent_position){NULL, 1, 1, 1};
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a position is outside its source");
    f.x->at = (ent_position){&source, 1, 1, 0};
    CU_ASSERT_STRING_EQUAL(ent_setting_check(&f.root), "a position is outside its source");
    ent_arena_free(&f.arena);
}

static void test_text_position_falls_back(void)
{
    ent_source source = {.name = "s.cfg", .text = "x = 35;", .length = 7};
    ent_setting number = {.type = ENT_SETTING_INTEGER, .text = "35", .at = {&source, 1, 5, 2}};
    ent_setting made = {.type = ENT_SETTING_STRING, .text = "35", .at = {&source, 1, 5, 2}};
    ent_setting nowhere = {.type = ENT_SETTING_STRING, .text = "35"};

    CU_ASSERT_EQUAL(ent_setting_text_position(&number, 1, 1).column, 5);
    CU_ASSERT_EQUAL(ent_setting_text_position(&number, 1, 1).length, 2);
    CU_ASSERT_EQUAL(ent_setting_text_position(&made, 1, 1).column, 5);
    CU_ASSERT_EQUAL(ent_setting_text_position(&nowhere, 1, 1).line, 0);
}

static void text_to(family *f, ent_setting *group, const char *name, const char *text, int assigned)
{
    ent_setting *made = ent_setting_get(group, name);

    made = made != NULL ? made : add(f, group, name, ENT_SETTING_STRING);
    made->text = text;
    made->assigned = assigned;
}

/* The nearest text around a setting, that around its group where it has none; of an assigned value an assigned one. */
static void test_texts_around(void)
{
    family f;

    make(&f);
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "");
    text_to(&f, f.contributors, "source", "of all", 0);
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "of all");
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "note"), "");
    text_to(&f, f.italy, "source", "of Italy", 0);
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "of Italy");
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.x, "source"), "");
    text_to(&f, f.italy, "source", "", 0);
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "of all");
    f.joins->assigned = 1;
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "");
    text_to(&f, f.italy, "source", "of the change", 1);
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "of the change");
    ent_setting_get(f.italy, "source")->type = ENT_SETTING_INTEGER; /* an assigned number is a text here */
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "of the change");
    f.joins->assigned = 0;
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "of the change");
    ent_setting_get(f.italy, "source")->assigned = 0; /* no text, of which the reader has complained */
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(f.joins, "source"), "of all");
    ent_arena_free(&f.arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"add", test_add}, {"get and find", test_get_and_find}, {"path", test_path},
        {"copy", test_copy_is_apart}, {"take", test_take}, {"check", test_check},
        {"text position", test_text_position_falls_back}, {"texts around", test_texts_around}, CU_TEST_INFO_NULL};

    return ent_run_suite("setting", tests);
}
