#include "settings/assignment/assignment_value.h"

#include "base/status.h"
#include "formula/number.h"
#include "settings/schema.h"

#include <string.h>

/* Reads a number in the syntax of libconfig: no suffix, no `inf`. */
static bool take_number(const char *text, ent_setting *made)
{
    const char *digits = text + (*text == '-' || *text == '+' ? 1 : 0);
    size_t length = strlen(digits);

    if (length == 0 || strspn(digits, "0123456789.eE+-") != length ||
        ent_formula_number(*text == '+' ? digits : text, &made->number) != ENT_OK) {
        made->number = 0.0;
        return false;
    }
    made->type = strspn(digits, "0123456789") == length ? ENT_SETTING_INTEGER : ENT_SETTING_FLOAT;
    return true;
}

/* True for one text in quotes; false for 'a' == 'b'. */
static bool is_quoted(const char *text, ent_span span)
{
    char quote = text[span.from];

    return span.to - span.from >= 2 && (quote == '"' || quote == '\'') &&
           memchr(text + span.from + 1, quote, span.to - span.from - 1) == text + span.to - 1;
}

static int take_scalar(ent_assignment_text *self, ent_span span, ent_setting *made)
{
    bool quoted = is_quoted(self->text, span);
    ent_span content = {span.from + (quoted ? 1 : 0), span.to - (quoted ? 1 : 0)};
    const char *text = ent_arena_strndup(self->arena, self->text + content.from, content.to - content.from);

    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *made = (ent_setting){.type = ENT_SETTING_STRING, .text = text, .assigned = 1};
    made->at = ent_assignment_position(self, span);
    made->map = self->map != NULL ? self->map + 2 * content.from : NULL;
    if (quoted || take_number(text, made)) {
        return ENT_OK;
    }
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) {
        made->type = ENT_SETTING_BOOLEAN;
        made->number = text[0] == 't' ? 1.0 : 0.0;
    }
    return ENT_OK;
}

/* --- lists ---------------------------------------------------------------------------------------------------------
 */

/* Returns the end of the list member that begins at `from`: a comma outside brackets and quotes, or `to`. SIZE_MAX
 * when a bracket or quote in it is not closed. */
static size_t member_end(const char *text, size_t from, size_t to)
{
    int depth = 0;
    char quote = '\0';

    for (; from < to; from++) {
        char c = text[from];
        if (quote != '\0') {
            if (c == quote) {
                quote = '\0';
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(' || c == '[') {
            depth++;
        } else if ((c == ')' || c == ']') && --depth < 0) {
            return SIZE_MAX;
        } else if (c == ',' && depth == 0) {
            break;
        }
    }
    return depth == 0 && quote == '\0' ? from : SIZE_MAX;
}

/* True for one list in brackets; false for (1 + 2) * (3). */
static bool is_wrapped(const char *text, ent_span span)
{
    size_t at = span.from + 1;

    if (span.to - span.from < 2 || (text[span.from] != '(' && text[span.from] != '[') ||
        text[span.to - 1] != (text[span.from] == '(' ? ')' : ']')) {
        return false;
    }
    while (at < span.to - 1) {
        size_t end = member_end(text, at, span.to - 1);
        if (end == SIZE_MAX) {
            return false;
        }
        at = end + 1;
    }
    return true;
}

static int take_list(ent_assignment_text *self, ent_span span, ent_setting *made, bool nests);

static int take_member(ent_assignment_text *self, ent_span span, ent_setting *list, bool nests)
{
    ent_setting *member = ent_setting_add(list, NULL, ENT_SETTING_STRING, self->arena);
    int status = ENT_ERR_NO_MEMORY;

    if (member != NULL) {
        status = nests && is_wrapped(self->text, span) ? take_list(self, span, member, false)
                                                       : take_scalar(self, span, member);
        member->parent = list;
        member->name_at = member->at;
    }
    return status;
}

static int take_list(ent_assignment_text *self, ent_span span, ent_setting *made, bool nests)
{
    ent_span inside = ent_span_trim(self->text, (ent_span){span.from + 1, span.to - 1});
    size_t from = inside.from;
    int status = ENT_OK;

    *made = (ent_setting){.type = ENT_SETTING_LIST, .text = "", .assigned = 1};
    made->at = ent_assignment_position(self, span);
    while (status == ENT_OK && inside.from < inside.to && from <= inside.to) {
        size_t end = member_end(self->text, from, inside.to);
        ent_span member = ent_span_trim(self->text, (ent_span){from, end});
        if (member.from == member.to) {
            return ent_assignment_error(self, (ent_span){end < inside.to ? end : end - 1, end}, "remove the comma",
                "a comma with no value %s it", end < inside.to ? "before" : "after");
        }
        status = take_member(self, member, made, nests);
        from = end + 1;
    }
    return status;
}

/* True for a group in braces, as in { value = 3; note = "x"; }; false for a text such as {draft}. */
static bool is_group(const char *text, ent_span span)
{
    return text[span.from] == '{' && text[span.to - 1] == '}' &&
           memchr(text + span.from, '=', span.to - span.from) != NULL;
}

int ent_assignment_value(ent_assignment_text *self, const char *name, const ent_setting *target, ent_setting *made)
{
    const ent_schema_row *known = name != NULL ? ent_schema_named(name) : NULL;
    bool may = known != NULL && known->shape == ENT_SHAPE_LIST_OR_VALUE;
    bool must = (known != NULL && (known->shape == ENT_SHAPE_LIST || known->shape == ENT_SHAPE_PER_OPTION)) ||
                (!may && target != NULL && target->type == ENT_SETTING_LIST);

    if (is_group(self->text, self->value)) {
        return ent_assignment_error(self, self->value,
            ent_assignment_print(
                self, "give each of its settings an assignment of its own: %s.SETTING = VALUE", self->path_text),
            "a group in braces cannot be assigned");
    }
    if ((may || must) && is_wrapped(self->text, self->value)) {
        return take_list(self, self->value, made, name != NULL && strcmp(name, "values") == 0);
    }
    if (must) {
        return ent_assignment_error(self, self->value,
            ent_assignment_print(self, "for example %s = ( a, b )", self->path_text),
            "`%s` is a list, expected ( …, … )", name != NULL ? name : self->path_text);
    }
    return take_scalar(self, self->value, made);
}
