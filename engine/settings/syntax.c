#include "settings/syntax.h"

#include "base/c_locale.h"
#include "base/status.h"
#include "base/utf8.h"
#include "settings/parser.h"
#include "settings/schema.h"
#include "settings/setting_name.h"
#include "settings/source_position.h"
#include "settings/syntax_errors.h"
#include "settings/writing/quoted.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const ent_token *token(const ent_parser *self)
{
    return ent_parser_token(self);
}

static bool at_mark(const ent_parser *self, char mark)
{
    return ent_parser_at(self, mark);
}

/* --- scalars ------------------------------------------------------------------------------------------------------ */

/* True when the text after a number belongs to it, so that it is not a plain number: 40%, 8k to 15k, 10,000. */
static bool goes_on(const ent_parser *self, size_t end)
{
    const ent_source *source = self->scanner.source;
    const ent_token *next = token(self);
    const ent_setting *parent = self->current->parent;

    if (next->kind == ENT_TOKEN_END || ent_parser_newline(self, end, next->start)) {
        return false;
    }
    if (at_mark(self, ',')) {
        return next->start == end && parent->type == ENT_SETTING_GROUP && end + 1 < source->length &&
               source->text[end + 1] >= '0' && source->text[end + 1] <= '9';
    }
    if (next->kind == ENT_TOKEN_MARK) {
        return at_mark(self, '(') || at_mark(self, '[');
    }
    return next->kind != ENT_TOKEN_STRING && !(ent_setting_name_starts_setting(self) && next->start > end);
}

static ent_setting_type type_of(ent_token_kind kind)
{
    if (kind == ENT_TOKEN_BOOLEAN) {
        return ENT_SETTING_BOOLEAN;
    }
    return kind == ENT_TOKEN_INTEGER ? ENT_SETTING_INTEGER : ENT_SETTING_FLOAT;
}

/* Numbers of scenarios have a decimal point, whatever the locale of the process. */
static double number_of(ent_parser *self, const char *text)
{
    ent_c_locale locale = ent_c_locale_enter();
    double number;

    if (locale.c == (locale_t) 0) {
        self->status = ENT_ERR_NO_MEMORY;
        return 0.0;
    }
    number = strtod(text, NULL);
    ent_c_locale_leave(locale);
    return number;
}

static void read_scalar(ent_parser *self, ent_setting *setting)
{
    size_t start = token(self)->start;
    size_t end = token(self)->end;

    setting->type = type_of(token(self)->kind);
    setting->text = ent_parser_text(self, start, end);
    setting->number = setting->type == ENT_SETTING_BOOLEAN ? (double) (strchr("tT", *setting->text) != NULL)
                                                           : number_of(self, setting->text);
    ent_parser_next(self);
    if (goes_on(self, end)) {
        ent_syntax_error_value(self, start);
    } else if (setting->type == ENT_SETTING_INTEGER && !ent_syntax_check_thousands(self, start, end)) {
        ent_syntax_check_integer(self, start, end);
    } else if (setting->type == ENT_SETTING_FLOAT && isinf(setting->number) != 0) {
        ent_parser_fail(self, start, end, NULL, "%s is too large for a number", ent_parser_excerpt(self, start, end));
    }
}

/* Warns about two literals of a list without a comma: they are one text, but without a blank at their border the
 * comma was probably forgotten. */
static void check_pieces(ent_parser *self, const ent_setting *setting, size_t end, size_t start)
{
    const char *text = self->scanner.source->text;

    if (setting->name == NULL && text[end - 2] != ' ' && text[start + 1] != ' ') {
        ent_parser_warn(self, start, start + 1, "put a comma before it where it is a member of its own",
            "no comma before this text: it is read as the end of the one before");
    }
}

static void check_content(ent_parser *self, const ent_quoted *text)
{
    if (text->zero != SIZE_MAX) {
        ent_parser_fail(self, text->zero, text->zero + 4, "remove it", "a zero byte cannot be part of a text");
    }
    for (size_t at = 0; at < text->length;) {
        size_t step = ent_utf8_length(text->text + at, text->length - at);
        if (step == 0) {
            ent_parser_fail(self, text->map[2 * at], text->map[2 * at + 1], "write the character itself",
                "the text is not UTF-8 where its escapes are resolved");
            return;
        }
        at += step;
    }
}

static void read_string(ent_parser *self, ent_setting *setting)
{
    size_t start = token(self)->start;
    size_t end = start;
    ent_quoted text;

    setting->type = ENT_SETTING_STRING;
    while (token(self)->kind == ENT_TOKEN_STRING) {
        if (ent_syntax_looks_unclosed(self)) {
            ent_syntax_error_unclosed_string(self);
            return;
        }
        if (end > start) {
            check_pieces(self, setting, end, token(self)->start);
        }
        end = token(self)->end;
        ent_parser_next(self);
    }
    setting->at = ent_parser_position(self, start, end - start);
    if (ent_quoted_read(self->scanner.source, start, self->arena, &text) != ENT_OK) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    check_content(self, &text);
    setting->text = text.text;
    setting->map = text.map;
}

/* --- lists ---------------------------------------------------------------------------------------------------------
 */

static void read_value(ent_parser *self, ent_setting *setting);

static ent_setting *add(ent_parser *self, ent_setting *parent, const char *name)
{
    ent_setting *made = ent_setting_add(parent, name, ENT_SETTING_STRING, self->arena);

    if (made == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return NULL;
    }
    if (++self->settings == ENT_PARSER_SETTINGS + 1) {
        ent_parser_fail(
            self, token(self)->start, token(self)->end, NULL, "more than %d settings in one file", ENT_PARSER_SETTINGS);
        ent_parser_stop(self);
    }
    return made;
}

static bool enter(ent_parser *self)
{
    if (++self->depth <= ENT_SETTING_DEPTH) {
        return true;
    }
    self->depth--;
    ent_parser_fail(self, token(self)->start, token(self)->end, NULL, "groups and lists are nested more than %d deep",
        ENT_SETTING_DEPTH);
    ent_parser_stop(self);
    return false;
}

/* libconfig's arrays hold scalars of one type; an integer with an L at its end is a type of its own. */
static bool same_kind(const ent_setting *a, const ent_setting *b)
{
    return a->type == b->type &&
           (a->type != ENT_SETTING_INTEGER || (strchr(a->text, 'L') != NULL) == (strchr(b->text, 'L') != NULL));
}

static const char *kind_of(const ent_setting *setting)
{
    switch (setting->type) {
    case ENT_SETTING_INTEGER:
        return strchr(setting->text, 'L') != NULL ? "a long whole number" : "a whole number";
    case ENT_SETTING_FLOAT:
        return "a number with a fraction";
    case ENT_SETTING_BOOLEAN:
        return "a truth value";
    default:
        return "a text";
    }
}

static void check_array(ent_parser *self, const ent_setting *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const ent_setting *member = list->child[i];
        bool plain = member->type != ENT_SETTING_GROUP && member->type != ENT_SETTING_LIST;
        size_t byte;
        if (plain && same_kind(list->child[0], member)) {
            continue;
        }
        byte = ent_source_byte(&member->at);
        if (plain) {
            ent_parser_fail(self, byte, byte + strlen(member->text), "write the list in round brackets: ( …, … )",
                "the values in square brackets must be of one kind, which %s and %s are not", kind_of(list->child[0]),
                kind_of(member));
        } else {
            ent_parser_fail(self, byte, byte + 1, "write the list in round brackets: ( …, … )",
                "a list in square brackets holds only plain values");
        }
        return;
    }
}

/* True when the list ends at the current token, with or without a bracket. A setting on a later line ends it too,
 * but not events.un_mandate = 100%, which is a member of `set` without its quotes. */
static bool list_ends(const ent_parser *self, size_t opener)
{
    const ent_source *source = self->scanner.source;
    const ent_token *next = token(self);

    if (next->kind == ENT_TOKEN_END || at_mark(self, ')') || at_mark(self, ']') || at_mark(self, '}') ||
        at_mark(self, ';')) {
        return true;
    }
    return ent_setting_name_starts_setting(self) && ent_parser_newline(self, opener, next->start) &&
           source->text[next->end] != '.';
}

/* Reads the comma between two members; reports a missing one unless the list ends. */
static void read_comma(ent_parser *self, size_t opener, char closer)
{
    size_t start = token(self)->start;
    size_t end = token(self)->end;

    if (at_mark(self, ',')) {
        ent_parser_next(self);
        if (at_mark(self, closer)) {
            ent_parser_fail(self, start, end, "remove it", "a comma before the end of the list");
        }
        return;
    }
    if (list_ends(self, opener) || self->unclosed_end > opener) {
        return;
    }
    ent_parser_fail(self, start, end, "put a comma before it", "expected a comma or %c", closer);
    if (at_mark(self, '=') || at_mark(self, ':')) {
        ent_parser_next(self);
    }
}

static void read_list(ent_parser *self, ent_setting *list, char closer)
{
    size_t opener = token(self)->start;
    size_t before = self->errors;

    list->type = ENT_SETTING_LIST;
    if (!enter(self)) {
        return;
    }
    ent_parser_next(self);
    while (!list_ends(self, opener) && self->status == ENT_OK) {
        ent_setting *member = add(self, list, NULL);
        if (member == NULL) {
            return;
        }
        read_value(self, member);
        member->name_at = member->at;
        self->current = list;
        read_comma(self, opener, closer);
    }
    self->depth--;
    if (!at_mark(self, closer)) {
        ent_syntax_error_unclosed(self, opener, closer);
        return;
    }
    if (closer == ']' && self->errors == before) {
        check_array(self, list);
    }
    ent_parser_next(self);
}

/* --- groups --------------------------------------------------------------------------------------------------------
 */

/* Whether a group begins behind a byte, blanks and comments apart. */
static bool group_follows(const ent_parser *self, size_t at)
{
    const ent_source *source = self->scanner.source;
    size_t next = ent_skip_blank(source, at);

    return next < source->length && source->text[next] == '{';
}

/* Whether a name in a group is that of a section: a brace is missing then. `force` is a setting of contributors too,
 * but no group there. The current token is the sign behind the name. */
static bool is_section(const ent_parser *self, const char *name)
{
    const ent_schema_row *row = ent_schema_find(ENT_GROUP_ROOT, name);

    return row != NULL && (row->traits & ENT_TRAIT_SECTION) != 0 &&
           (ent_schema_find(ENT_GROUP_CONTRIBUTOR, name) == NULL || group_follows(self, token(self)->end));
}

/* Returns true for the first setting with this name in its group; reports the others. */
static bool check_setting(ent_parser *self, const ent_setting *group, const ent_setting *child, size_t start)
{
    size_t end = start + strlen(child->name);

    if (self->depth > 0 && self->section == SIZE_MAX && is_section(self, child->name)) {
        self->section = start; /* a missing } probably belongs before it */
    }
    if (group->count == ENT_PARSER_NAMES + 1) {
        ent_parser_fail(self, start, end, NULL, "more than %d settings in one group", ENT_PARSER_NAMES);
        ent_parser_stop(self);
        return false;
    }
    for (size_t i = 0; i + 1 < group->count; i++) {
        if (strcmp(group->child[i]->name, child->name) == 0) {
            int before = group->child[i]->name_at.line;
            int here = child->name_at.line;
            ent_parser_fail(self, start, end, "keep one of the two",
                before == here ? "`%s` stands here twice: both on line %d"
                               : "`%s` stands here twice: on line %d and on line %d",
                child->name, before, here);
            return false;
        }
    }
    return true;
}

/* Reads the value of a setting; reports a missing one at the end, a separator, or the next setting on a later line. */
static void read_assigned(ent_parser *self, ent_setting *child, size_t name, size_t sign)
{
    bool none = token(self)->kind == ENT_TOKEN_END || at_mark(self, ';') || at_mark(self, ',') || at_mark(self, '}') ||
                (ent_setting_name_starts_setting(self) && ent_parser_newline(self, sign, token(self)->start));

    if (none) {
        ent_parser_fail(self, name, sign, ent_parser_print(self, "write %s = …;", child->name),
            "expected a value after `%s`", child->name);
        return;
    }
    read_value(self, child);
}

static void read_setting(ent_parser *self, ent_setting *group)
{
    ent_setting *around = self->current;
    size_t start = token(self)->start;
    bool first;
    size_t sign;
    const char *name = ent_setting_name_read(self);
    ent_setting *child = add(self, group, name);

    if (child == NULL) {
        return;
    }
    child->name_at = ent_parser_position(self, start, strlen(name));
    child->at = child->name_at;
    self->current = child;
    first = check_setting(self, group, child, start);
    sign = token(self)->end;
    if (ent_setting_name_read_equals(self, start, name)) {
        read_assigned(self, child, start, sign);
    }
    self->current = around;
    group->count -= first ? 0 : 1; /* of two settings with the same name the first is kept */
    if (at_mark(self, ';') || at_mark(self, ',')) {
        ent_parser_next(self);
    }
}

static void read_group(ent_parser *self, ent_setting *group);

static void read_nameless(ent_parser *self, ent_setting *group)
{
    ent_setting *child = add(self, group, "");

    if (child != NULL) {
        read_group(self, child);
    }
}

/* Reports a token in a group that is not a name, and continues after it. */
static void unexpected(ent_parser *self, ent_setting *group)
{
    size_t start = token(self)->start;
    size_t end = token(self)->end;

    ent_syntax_skip_invisible(self);
    if (token(self)->start != start) {
        return;
    }
    if (token(self)->kind == ENT_TOKEN_WRONG) {
        ent_syntax_error_character(self);
    } else if (at_mark(self, ';') || at_mark(self, ',')) {
        ent_parser_fail(self, start, end, "remove it", "a `%c` with nothing before it", token(self)->mark);
        ent_parser_next(self);
        return;
    } else if (at_mark(self, '}') || at_mark(self, ')') || at_mark(self, ']')) {
        ent_parser_fail(self, start, end, "remove it, or look for the opening one that is missing",
            "nothing is open that this `%c` could close", token(self)->mark);
        ent_parser_next(self);
    } else if (group->parent == NULL && group->count == 0 && at_mark(self, '{')) {
        ent_parser_fail(
            self, start, end, "remove it, and the } at the end", "a scenario has no braces round the whole");
        self->wrapped = true;
        ent_parser_next(self);
        return;
    } else if (at_mark(self, '{')) {
        ent_parser_fail(self, start, end, "groups are written name: { … };", "a group without a name");
        read_nameless(self, group);
    } else if (token(self)->kind == ENT_TOKEN_STRING && !token(self)->closed) {
        ent_syntax_error_unclosed_string(self);
    } else {
        ent_parser_fail(self, start, end, "settings are written name = value;", "expected the name of a setting");
        ent_parser_next(self);
        ent_parser_resynchronise(self, start);
    }
    if (at_mark(self, ';')) {
        ent_parser_next(self);
    }
}

/* True at the last brace of a file that stands in braces. */
static bool closes_wrapping(ent_parser *self)
{
    ent_scanner ahead = self->scanner;

    if (!self->wrapped || !at_mark(self, '}')) {
        return false;
    }
    ent_scanner_next(&ahead);
    if (ahead.token.kind == ENT_TOKEN_MARK && ahead.token.mark == ';') {
        ent_scanner_next(&ahead);
    }
    return ahead.token.kind == ENT_TOKEN_END;
}

static void read_members(ent_parser *self, ent_setting *group)
{
    bool root = group->parent == NULL;

    while (token(self)->kind != ENT_TOKEN_END && (root || !at_mark(self, '}')) && self->status == ENT_OK) {
        if (ent_setting_name_starts(self)) {
            read_setting(self, group);
        } else if (root && closes_wrapping(self)) {
            return;
        } else {
            unexpected(self, group);
        }
    }
}

static void read_group(ent_parser *self, ent_setting *group)
{
    size_t opener = token(self)->start;

    group->type = ENT_SETTING_GROUP;
    if (!enter(self)) {
        return;
    }
    ent_parser_next(self);
    read_members(self, group);
    self->depth--;
    if (!at_mark(self, '}')) {
        ent_syntax_error_unclosed(self, opener, '}');
        return;
    }
    ent_parser_next(self);
}

/* --- any value -----------------------------------------------------------------------------------------------------
 */

static void read_marked(ent_parser *self, ent_setting *setting)
{
    size_t start = token(self)->start;

    if (at_mark(self, '{')) {
        read_group(self, setting);
    } else if (at_mark(self, '(') || at_mark(self, '[')) {
        read_list(self, setting, at_mark(self, '(') ? ')' : ']');
    } else {
        ent_parser_fail(self, start, token(self)->end, NULL,
            "expected a value: a number, a text or formula in quotes, ( … ) or { … }");
        if (!list_ends(self, start) && !at_mark(self, ',')) {
            ent_parser_next(self);
        }
    }
}

static void read_value(ent_parser *self, ent_setting *setting)
{
    ent_setting *around = self->current;

    self->current = setting;
    setting->at = ent_parser_position(self, token(self)->start, token(self)->end - token(self)->start);
    ent_syntax_skip_invisible(self);
    switch (token(self)->kind) {
    case ENT_TOKEN_STRING:
        read_string(self, setting);
        break;
    case ENT_TOKEN_INTEGER:
    case ENT_TOKEN_FLOAT:
    case ENT_TOKEN_BOOLEAN:
        read_scalar(self, setting);
        break;
    case ENT_TOKEN_NAME:
        ent_syntax_error_value(self, token(self)->start);
        break;
    case ENT_TOKEN_WRONG:
        ent_syntax_error_value_character(self);
        break;
    default:
        read_marked(self, setting);
        break;
    }
    self->current = around;
}

/* --- the whole source ----------------------------------------------------------------------------------------------
 */

int ent_syntax_read(const ent_source *source, ent_arena *arena, ent_setting **root, ent_diagnostics *diagnostics)
{
    ent_parser self = {.scanner = {.source = source}, .arena = arena, .diagnostics = diagnostics, .section = SIZE_MAX};

    *root = ent_arena_alloc(arena, sizeof(**root));
    if (*root == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    (*root)->type = ENT_SETTING_GROUP;
    (*root)->text = "";
    self.current = *root;
    (*root)->at = ent_source_position(source, 0, 1);
    (*root)->name_at = (*root)->at;
    if (ent_syntax_check_characters(&self)) {
        ent_parser_next(&self);
        if (token(&self)->kind == ENT_TOKEN_END && !self.stopped) {
            ent_parser_fail(&self, 0, 1, "settings are written name = value;", "the file holds no settings");
        }
        read_members(&self, *root);
    }
    if (self.status != ENT_OK || self.incomplete) {
        *root = NULL;
    }
    return self.status == ENT_OK && self.errors > 0 ? ENT_ERR_SCENARIO : self.status;
}
