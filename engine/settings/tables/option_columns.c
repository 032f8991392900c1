#include "settings/tables/option_columns.h"

#include "base/status.h"

#include <string.h>

enum { MOST_OPTIONS = 1000 };

/* A list that is being made, one value for each option. */
typedef struct option_list {
    ent_setting *list;
    const ent_setting *entry, *options;
    const ent_schema_row *row;
    struct option_list *next;
} option_list;

/* The text of a member without a cell; compared by its address. */
static const char unset[] = "";

static option_list *find(option_list *known, const ent_setting *list)
{
    while (known != NULL && known->list != list) {
        known = known->next;
    }
    return known;
}

/* Length of the name of an option, "un_only: Under the UN". */
static size_t name_length(const char *option)
{
    size_t length = strcspn(option, ":");

    while (length > 0 && option[length - 1] == ' ') {
        length--;
    }
    return length;
}

/* Returns the number of an option; the number of options where there is none of this name. */
static size_t option_of(const ent_setting *options, const char *name)
{
    size_t i = 0;

    while (i < options->count && (strlen(name) != name_length(options->child[i]->text) ||
                                     strncmp(options->child[i]->text, name, strlen(name)) != 0)) {
        i++;
    }
    return i;
}

/* Returns the options of an entry; NULL after an error. */
static const ent_setting *options_of(ent_table_rows *self, const ent_setting *entry, const ent_option_cell *cell)
{
    const ent_setting *options = ent_setting_get(entry, "options");

    if (options == NULL || options->type != ENT_SETTING_LIST || options->count > MOST_OPTIONS) {
        if (options == NULL || !options->wrong) {
            ent_table_rows_fail(self, cell->value.at, entry, "give `options` in the table or in the group of the file",
                "`%s` has no list of options, which the column `%s` needs", entry->name, cell->column->path);
        }
        return NULL;
    }
    return options;
}

/* Adds a list without values to `group`. */
static int add_list(ent_table_rows *self, ent_setting *group, const ent_setting *entry, const ent_option_cell *cell,
    const ent_setting *options, option_list **known)
{
    const ent_schema_row *row = cell->column->per_list;
    option_list *made = ent_arena_alloc(self->arena, sizeof(*made));

    if (made == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *made = (option_list){.entry = entry, .options = options, .row = row, .next = *known};
    made->list = ent_setting_add(group, row->name, ENT_SETTING_LIST, self->arena);
    if (made->list == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    made->list->at = made->list->name_at = cell->value.at;
    for (size_t i = 0; i < options->count; i++) {
        ent_setting *member = ent_setting_add(made->list, NULL, ENT_SETTING_STRING, self->arena);
        if (member == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        member->text = unset;
        member->at = member->name_at = made->list->at;
    }
    *known = made;
    return ENT_OK;
}

static int place(ent_table_rows *self, ent_setting *section, const ent_option_cell *cell, option_list **known)
{
    ent_setting *entry = ent_setting_get(section, cell->entry);
    const char *name = strrchr(cell->column->path, '.') + 1;
    const ent_setting *options;
    ent_setting *group = NULL;
    ent_setting *list;
    const char *rest;
    size_t option;
    int status = ENT_OK;

    if (entry != NULL && entry->type == ENT_SETTING_GROUP) { /* the file may have a single value in its place */
        status = ent_table_group(entry, cell->column->path, 2, cell->column->at, self->arena, &group, &rest);
    }
    list = group != NULL ? ent_setting_get(group, cell->column->per_list->name) : NULL;
    if (status != ENT_OK || group == NULL || (list != NULL && find(*known, list) == NULL)) {
        return status;
    }
    options = options_of(self, entry, cell);
    option = options != NULL ? option_of(options, name) : 0;
    if (options == NULL || option == options->count) {
        self->incomplete = true;
        if (options != NULL) {
            ent_table_rows_fail(self, cell->value.at, entry, "leave the cell empty where a demand has no such option",
                "`%s` has no option `%s`", cell->entry, name);
        }
        return ENT_OK;
    }
    if (list == NULL) {
        status = add_list(self, group, entry, cell, options, known);
        list = status == ENT_OK ? (*known)->list : NULL;
    }
    if (list != NULL) {
        ent_setting_take(list->child[option], &cell->value);
        list->child[option]->name_at = cell->value.at;
    }
    return status;
}

/* Gives the options without a cell the default of their list. */
static void complete(ent_table_rows *self, const option_list *made)
{
    bool truth = made->row->member != NULL && strcmp(made->row->member, "true") == 0;

    for (size_t i = 0; i < made->list->count; i++) {
        ent_setting *member = made->list->child[i];
        const char *option = made->options->child[i]->text;
        if (member->text != unset) {
            continue;
        }
        if (made->row->member == NULL) {
            member->wrong = made->list->wrong = 1;
            self->wrong = true;
            ent_table_rows_fail(self, made->entry->name_at, made->list, "fill in the cell of each option",
                "the option `%.*s` has no value", (int) name_length(option), option);
            continue;
        }
        member->type = truth ? ENT_SETTING_BOOLEAN : ENT_SETTING_INTEGER;
        member->number = truth ? 1.0 : 0.0;
        member->text = made->row->member;
    }
}

int ent_option_columns_apply(ent_table_rows *self, ent_setting *section)
{
    option_list *known = NULL;
    int status = ENT_OK;

    for (const ent_option_cell *cell = self->option; cell != NULL && status == ENT_OK; cell = cell->next) {
        status = place(self, section, cell, &known);
    }
    for (; known != NULL && status == ENT_OK; known = known->next) {
        complete(self, known);
    }
    return status;
}
