/* Trees from texts in memory, and trees and diagnostics printed as text for comparison. */
#ifndef ENT_TESTS_TREE_CASE_H
#define ENT_TESTS_TREE_CASE_H

#include "base/status.h"
#include "settings/tree.h"
#include "suite.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A file for the loader; a NULL path ends the list. A length of 0 stands for that of the text. */
typedef struct ent_case_file {
    const char *path, *text;
    size_t length;
} ent_case_file;

static inline int ent_case_load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    for (const ent_case_file *file = context; file->path != NULL; file++) {
        if (strcmp(file->path, path) == 0) {
            *length = file->length > 0 ? file->length : strlen(file->text);
            *text = ent_arena_strndup(arena, file->text, *length);
            return *text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
        }
    }
    return ENT_ERR_IO;
}

/* A text buffer for printing; 64 KB suffice for any test. */
typedef struct ent_case_text {
    char text[65536];
    size_t length;
} ent_case_text;

static inline void ent_case_print(ent_case_text *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline void ent_case_print(ent_case_text *self, const char *format, ...)
{
    size_t left = sizeof(self->text) - self->length;
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(self->text + self->length, left, format, args);
    va_end(args);
    self->length += length < 0 ? 0 : (size_t) length < left ? (size_t) length : left - 1;
}

/* "name=(1,{x=…})": groups in braces, lists in brackets, texts in quotes. */
static inline void ent_case_setting(ent_case_text *out, const ent_setting *setting)
{
    if (setting->name != NULL) {
        ent_case_print(out, "%s=", setting->name);
    }
    switch (setting->type) {
    case ENT_SETTING_GROUP:
    case ENT_SETTING_LIST:
        ent_case_print(out, "%s", setting->type == ENT_SETTING_GROUP ? "{" : "(");
        for (size_t i = 0; i < setting->count; i++) {
            ent_case_print(out, "%s", i > 0 ? " " : "");
            ent_case_setting(out, setting->child[i]);
        }
        ent_case_print(out, "%s", setting->type == ENT_SETTING_GROUP ? "}" : ")");
        break;
    case ENT_SETTING_BOOLEAN:
        ent_case_print(out, "%s", setting->number != 0.0 ? "true" : "false");
        break;
    case ENT_SETTING_INTEGER:
    case ENT_SETTING_FLOAT:
        ent_case_print(out, "%s%.17g", setting->type == ENT_SETTING_FLOAT ? "f" : "", setting->number);
        break;
    default:
        ent_case_print(out, "\"%s\"", setting->text);
        break;
    }
}

/* One line each: "E 1:9+3 path: text [help]", W for warnings; the file's name before the place where it is not s.cfg.
 */
static inline void ent_case_diagnostics(ent_case_text *out, const ent_diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        const ent_diagnostic *item = &diagnostics->item[i];
        ent_case_print(out, "%s ", item->severity == ENT_SEVERITY_ERROR ? "E" : "W");
        if (item->at.source != NULL) {
            ent_case_print(out, "%s%s%d:%d+%d ",
                strcmp(item->at.source->name, "s.cfg") == 0 ? "" : item->at.source->name,
                strcmp(item->at.source->name, "s.cfg") == 0 ? "" : ":", item->at.line, item->at.column,
                item->at.length);
        }
        ent_case_print(out, "%s: %s", item->path, item->text);
        if (item->help != NULL) {
            ent_case_print(out, " [%s]", item->help);
        }
        ent_case_print(out, "\n");
    }
}

static inline void ent_case_compare(const char *what, const char *found, const char *expected)
{
    if (strcmp(found, expected) != 0) {
        printf("\n%s\nfound:\n%s\nexpected:\n%s\n", what, found, expected);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
}

/* Verifies the invariants of a tree and prints the violation. */
static inline void ent_case_check(const ent_tree *tree)
{
    const char *violation = ent_tree_check(tree);

    if (violation != NULL) {
        printf("\n%s\n", violation);
    }
    CU_ASSERT_PTR_NULL(violation);
}

#endif
