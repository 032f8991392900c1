/* What stands on the right of an assignment: true or false, a number, a text in quotes, a list in brackets where the
 * setting is one (its texts may go unquoted), and otherwise a formula. */
#include "settings/assignment_text.h"

#include "base/status.h"
#include "formula/number.h"

#include <string.h>

/* A number as libconfig writes them: no suffix, no `inf`. */
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

/* Whether a part is one text in quotes, as 'a' == 'b' is not. */
static bool is_quoted(const char *text, ent_span part)
{
    char quote = text[part.from];

    return part.to - part.from >= 2 && (quote == '"' || quote == '\'') &&
           memchr(text + part.from + 1, quote, part.to - part.from - 1) == text + part.to - 1;
}

int ent_assigning_scalar(ent_assignment_text *self, ent_span part, ent_setting *made)
{
    bool quoted = is_quoted(self->text, part);
    ent_span content = {part.from + (quoted ? 1 : 0), part.to - (quoted ? 1 : 0)};
    const char *text = ent_arena_strndup(&self->tree->arena, self->text + content.from, content.to - content.from);

    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *made = (ent_setting){.type = ENT_SETTING_STRING, .text = text, .assigned = 1};
    made->at = ent_assignment_position(self, part);
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

/* --- lists ----------------------------------------------------------------------------------------------------------
 */

/* The end of one member from `from` on: a comma outside brackets and quotes, or `to`; SIZE_MAX where a bracket or quote
 * within it does not close. */
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

/* Whether a part is one list in brackets, as (1 + 2) * (3) is not. */
static bool is_wrapped(const char *text, ent_span part)
{
    size_t at = part.from + 1;

    if (part.to - part.from < 2 || (text[part.from] != '(' && text[part.from] != '[') ||
        text[part.to - 1] != (text[part.from] == '(' ? ')' : ']')) {
        return false;
    }
    while (at < part.to - 1) {
        size_t end = member_end(text, at, part.to - 1);
        if (end == SIZE_MAX) {
            return false;
        }
        at = end + 1;
    }
    return true;
}

static int take_list(ent_assignment_text *self, ent_span part, ent_setting *made, bool nests);

static int take_member(ent_assignment_text *self, ent_span part, ent_setting *list, bool nests)
{
    ent_setting *member = ent_setting_add(list, NULL, ENT_SETTING_STRING, &self->tree->arena);
    int status = ENT_ERR_NO_MEMORY;

    if (member != NULL) {
        status = nests && is_wrapped(self->text, part) ? take_list(self, part, member, false)
                                                       : ent_assigning_scalar(self, part, member);
        member->parent = list;
        member->name_at = member->at;
    }
    return status;
}

static int take_list(ent_assignment_text *self, ent_span part, ent_setting *made, bool nests)
{
    ent_span inside = ent_span_trim(self->text, (ent_span){part.from + 1, part.to - 1});
    size_t from = inside.from;
    int status = ENT_OK;

    *made = (ent_setting){.type = ENT_SETTING_LIST, .text = "", .assigned = 1};
    made->at = ent_assignment_position(self, part);
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

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; name != NULL && i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

int ent_assignment_value(ent_assignment_text *self, const char *name, const ent_setting *target, ent_setting *made)
{
    static const char *const lists[] = {
        "options", "scores", "refuses", "available", "thresholds", "among", "values", "set", "checks"};
    static const char *const either[] = {"sources", "vary", "from", "to", "steps"};
    bool may = is_one_of(name, either, sizeof(either) / sizeof(*either));
    bool must = !may && (is_one_of(name, lists, sizeof(lists) / sizeof(*lists)) ||
                            (target != NULL && target->type == ENT_SETTING_LIST));

    if ((may || must) && is_wrapped(self->text, self->value)) {
        return take_list(self, self->value, made, strcmp(name != NULL ? name : "", "values") == 0);
    }
    if (must) {
        return ent_assignment_error(self, self->value,
            ent_assignment_print(self, "for example %s = ( a, b )", self->path_text),
            "`%s` is a list, expected ( …, … )", name != NULL ? name : self->path_text);
    }
    return ent_assigning_scalar(self, self->value, made);
}
