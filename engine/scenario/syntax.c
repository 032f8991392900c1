#include "scenario/syntax.h"

#include "base/status.h"
#include "scenario/scan.h"
#include "scenario/tree.h"
#include "scenario/values.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef struct parser {
    ent_scanner scanner;
    ent_arena *arena;
    ent_diagnostics *diagnostics;
    int depth;
    int status;
    bool too_deep;
    size_t mistakes;
    /* the last place asked for, so that finding places costs no more than reading on */
    size_t known_byte;
    int known_line, known_column;
} parser;

enum { MOST_MISTAKES = 100, MOST_MEMBERS = 100000, MOST_NAMES = 5000 };

/* As ent_source_position, for places that mostly come in order. */
static ent_position place(parser *self, size_t byte, size_t length)
{
    const ent_source *source = self->scanner.source;
    ent_position at = {.source = source};

    if (byte < self->known_byte || self->known_line == 0) {
        self->known_byte = 0;
        self->known_line = 1;
        self->known_column = 1;
    }
    while (self->known_byte < byte && self->known_byte < source->length) {
        char c = source->text[self->known_byte++];
        if (c == '\n') {
            self->known_line++;
            self->known_column = 1;
        } else if (((unsigned char) c & 0xC0U) != 0x80U) {
            self->known_column++;
        }
    }
    at.line = self->known_line;
    at.column = self->known_column;
    for (size_t i = byte; i < byte + length && i < source->length && source->text[i] != '\n'; i++) {
        at.length += ((unsigned char) source->text[i] & 0xC0U) != 0x80U ? 1 : 0;
    }
    at.length = at.length < 1 ? 1 : at.length;
    return at;
}

static void fail(parser *self, size_t start, size_t end, const char *help, const char *text)
{
    ent_position at = place(self, start, end > start ? end - start : 1);

    if (++self->mistakes > MOST_MISTAKES) {
        return;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, "", help, "%s",
        text != NULL ? text : "out of memory");
    if (self->mistakes == MOST_MISTAKES) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, "", NULL, "too many mistakes: the rest is not read");
        self->scanner.at = self->scanner.source->length;
        self->too_deep = true;
    }
}

static const ent_token *token(const parser *self)
{
    return &self->scanner.token;
}

static bool is_mark(const parser *self, char mark)
{
    return token(self)->kind == ENT_TOKEN_MARK && token(self)->mark == mark;
}

static void next(parser *self)
{
    ent_scanner_next(&self->scanner);
}

static char *copy(parser *self, size_t start, size_t end)
{
    char *text = ent_arena_strndup(self->arena, self->scanner.source->text + start, end - start);

    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return text;
}

/* The end of what was meant as one value, from `start`: up to ; or a line's end, without blanks at its end. */
static size_t end_of_phrase(const parser *self, size_t start)
{
    const ent_source *source = self->scanner.source;
    size_t end = start;
    int depth = 0;

    while (end < source->length && strchr(";\n#\"{}", source->text[end]) == NULL) {
        depth += source->text[end] == '(' ? 1 : 0;
        if (source->text[end] == ')' && depth-- == 0) {
            break;
        }
        end++;
    }
    while (end > start && isspace((unsigned char) source->text[end - 1]) != 0) {
        end--;
    }
    return end;
}

/* troops = 8k to 15k; and the like: a formula without its quotes. Passes over it. */
static void missing_quotes(parser *self, size_t start)
{
    size_t end = end_of_phrase(self, start);
    char *phrase;

    if (end <= start) {
        end = token(self)->end;
    }
    phrase = copy(self, start, end);
    if (phrase != NULL) {
        fail(self, start, end, ent_arena_printf(self->arena, "put it in double quotes: \"%s\"", phrase),
            ent_arena_printf(self->arena, "`%s` is no plain number: a formula stands in quotes", phrase));
    }
    self->scanner.at = end;
    next(self);
}

static void wrong_character(parser *self)
{
    const ent_source *source = self->scanner.source;
    size_t start = token(self)->start;
    const char *text = source->text + start;

    if (token(self)->mark == '*') {
        fail(self, start, start + 2, "close it with */", "a comment that begins here is never closed");
    } else if (strncmp(text, "\xE2\x80\x9C", 3) == 0 || strncmp(text, "\xE2\x80\x9D", 3) == 0 ||
        strncmp(text, "\xE2\x80\x9E", 3) == 0) {
        fail(self, start, token(self)->end, "use the straight quote \"", "a curly quotation mark");
    } else if (*text == '@') {
        fail(self, start, start + strcspn(text, " \t\n"), "use base = \"other.cfg\"; to start from another file",
            "`@include` is not part of the scenario language");
    } else if (*text == '\'') {
        fail(self, start, start + 1, "use the double quote \"", "a text stands in double quotes here");
    } else {
        char *shown = copy(self, start, token(self)->end);
        fail(self, start, token(self)->end, NULL,
            ent_arena_printf(self->arena, "the character `%s` has no place here", shown != NULL ? shown : ""));
    }
}

/* After a mistake: to where the next setting can begin. */
static void resynchronise(parser *self, size_t line_of)
{
    const ent_source *source = self->scanner.source;

    while (token(self)->kind != ENT_TOKEN_END) {
        bool new_line = memchr(source->text + line_of, '\n', token(self)->start - line_of) != NULL;
        if (is_mark(self, ';') || is_mark(self, '}') || (new_line && token(self)->kind == ENT_TOKEN_NAME)) {
            return;
        }
        next(self);
    }
}

/* --- scalars ------------------------------------------------------------------------------------------------------ */

static void check_integer(parser *self, const char *text, size_t start, size_t end)
{
    bool wide = strchr(text, 'L') != NULL;
    long long value;

    errno = 0;
    value = strtoll(text, NULL, 0);
    if (errno == ERANGE || (!wide && strncmp(text, "0x", 2) != 0 && (value > INT_MAX || value < INT_MIN))) {
        fail(self, start, end, ent_arena_printf(self->arena, "put it in quotes: \"%.*s\"", (int) strcspn(text, "L"), text),
            ent_arena_printf(self->arena, "%s is too large for a whole number here: it would be read as another number",
                text));
    }
}

static void scan_scalar(parser *self, ent_setting *setting)
{
    size_t start = token(self)->start;
    size_t end = token(self)->end;
    const char *text = copy(self, start, end);

    if (text == NULL) {
        return;
    }
    setting->text = text;
    setting->type = token(self)->kind == ENT_TOKEN_BOOLEAN ? ENT_SETTING_BOOLEAN
        : token(self)->kind == ENT_TOKEN_INTEGER ? ENT_SETTING_INTEGER : ENT_SETTING_FLOAT;
    next(self);
    /* 40%, 8k, 10 to 20: what follows on the line belongs to it */
    if (token(self)->kind != ENT_TOKEN_END && token(self)->kind != ENT_TOKEN_MARK && token(self)->kind != ENT_TOKEN_STRING &&
        token(self)->mark != '*' && memchr(self->scanner.source->text + end, '\n', token(self)->start - end) == NULL) {
        missing_quotes(self, start);
        return;
    }
    if (is_mark(self, '(') || is_mark(self, '[')) {
        missing_quotes(self, start);
        return;
    }
    if (setting->type == ENT_SETTING_INTEGER) {
        check_integer(self, text, start, end);
    }
}

/* A quote that is closed only somewhere in a later line was most likely not closed at all. */
static bool looks_unclosed(const parser *self, const ent_token *string)
{
    const ent_source *source = self->scanner.source;
    size_t at = string->end;

    if (!string->closed) {
        return true;
    }
    if (memchr(source->text + string->start, '\n', string->end - string->start) == NULL) {
        return false;
    }
    while (at < source->length && isspace((unsigned char) source->text[at]) != 0) {
        at++;
    }
    return at < source->length && strchr(";,)}]\"#/", source->text[at]) == NULL;
}

static void read_string(parser *self, ent_setting *setting)
{
    size_t start = token(self)->start;
    size_t last = start;

    setting->type = ENT_SETTING_STRING;
    while (token(self)->kind == ENT_TOKEN_STRING) {
        if (looks_unclosed(self, token(self))) {
            const char *line_end = strchr(self->scanner.source->text + token(self)->start, '\n');
            fail(self, token(self)->start, token(self)->start + 1, "close it with \" on the same line",
                "a text that begins here is never closed");
            self->scanner.at =
                line_end != NULL ? (size_t) (line_end - self->scanner.source->text) : self->scanner.source->length;
            next(self);
            break;
        }
        last = token(self)->end;
        next(self);
    }
    setting->at = place(self, start, last > start ? last - start : 1);
    if (ent_values_map(self->scanner.source, start, last, self->arena, &setting->map) != ENT_OK) {
        self->status = ENT_ERR_NO_MEMORY;
    }
}

/* --- groups, lists ------------------------------------------------------------------------------------------------- */

static void read_value(parser *self, ent_setting *setting);

static bool enter(parser *self)
{
    if (++self->depth <= ENT_TREE_DEPTH) {
        return true;
    }
    if (!self->too_deep) {
        fail(self, token(self)->start, token(self)->end, NULL, "groups and lists are nested too deeply");
    }
    self->too_deep = true;
    self->scanner.at = self->scanner.source->length; /* nothing after this can be trusted */
    next(self);
    return false;
}

static void unclosed(parser *self, size_t opener, char mark)
{
    if (!self->too_deep) {
        fail(self, opener, opener + 1, ent_arena_printf(self->arena, "close it with %c", mark),
            ent_arena_printf(self->arena, "the `%c` that opens here is never closed", self->scanner.source->text[opener]));
    }
}

static void check_members(parser *self, const ent_setting *list, bool array)
{
    for (size_t i = 1; array && i < list->count; i++) {
        if (list->child[i]->type != list->child[0]->type) {
            ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, list->child[i]->at, "",
                "write the list in round parentheses: ( …, … )",
                "the values in square brackets must all be of one kind (1 and 2.5 are not)");
            return;
        }
    }
}

static void read_list(parser *self, ent_setting *list, char close)
{
    size_t opener = token(self)->start;
    size_t comma = SIZE_MAX;

    list->type = ENT_SETTING_LIST;
    if (!enter(self)) {
        return;
    }
    next(self);
    while (token(self)->kind != ENT_TOKEN_END && !is_mark(self, close) && self->status == ENT_OK) {
        ent_setting *member;
        if (is_mark(self, ';') || is_mark(self, '}') || is_mark(self, close == ')' ? ']' : ')')) {
            break;
        }
        if (list->count >= MOST_MEMBERS) {
            fail(self, opener, opener + 1, NULL, "a list of more than 100000 members");
            self->scanner.at = self->scanner.source->length;
            next(self);
            break;
        }
        member = ent_setting_add(list, NULL, ENT_SETTING_STRING, self->arena);
        if (member == NULL) {
            self->status = ENT_ERR_NO_MEMORY;
            return;
        }
        read_value(self, member);
        member->name_at = member->at;
        comma = SIZE_MAX;
        if (is_mark(self, ',')) {
            comma = token(self)->start;
            next(self);
        } else if (!is_mark(self, close) && token(self)->kind != ENT_TOKEN_END && !is_mark(self, ';') &&
            !is_mark(self, '}')) {
            fail(self, token(self)->start, token(self)->end, "put a comma between the two", "a comma is missing before this");
            if (token(self)->kind == ENT_TOKEN_MARK || token(self)->kind == ENT_TOKEN_WRONG) {
                next(self);
            }
        }
    }
    self->depth--;
    if (!is_mark(self, close)) {
        unclosed(self, opener, close);
        return;
    }
    if (comma != SIZE_MAX) {
        fail(self, comma, comma + 1, "remove it", "a comma before the end of a list");
    }
    check_members(self, list, close == ']');
    next(self);
}

static void check_duplicate(parser *self, const ent_setting *group, const ent_setting *child)
{
    for (size_t i = 0; i + 1 < group->count; i++) {
        if (strcmp(group->child[i]->name, child->name) == 0) {
            ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, child->name_at, "", "keep one of the two",
                "`%s` stands here a second time; the first is on line %d", child->name, group->child[i]->name_at.line);
            return;
        }
    }
}

/* The = or : after a name; whether the setting can be read. */
static bool read_equals(parser *self, const char *name)
{
    size_t start = token(self)->start;

    if (!is_mark(self, '=') && !is_mark(self, ':')) {
        fail(self, start, token(self)->end, ent_arena_printf(self->arena, "write %s = …;", name),
            ent_arena_printf(self->arena, "expected = or : after `%s`", name));
        if (token(self)->kind == ENT_TOKEN_STRING || token(self)->kind == ENT_TOKEN_INTEGER ||
            token(self)->kind == ENT_TOKEN_FLOAT || token(self)->kind == ENT_TOKEN_BOOLEAN || is_mark(self, '{') ||
            is_mark(self, '(')) {
            return true; /* go on as if it were there */
        }
        resynchronise(self, start);
        return false;
    }
    next(self);
    if (is_mark(self, '=')) {
        fail(self, start, token(self)->end, "a single = sets a value", "two = after a name");
        next(self);
    }
    return true;
}

static void read_setting(parser *self, ent_setting *group)
{
    size_t start = token(self)->start;
    char *name = copy(self, start, token(self)->end);
    ent_setting *child = name != NULL ? ent_setting_add(group, name, ENT_SETTING_STRING, self->arena) : NULL;

    if (child == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    child->name_at = place(self, start, token(self)->end - start);
    child->at = child->name_at;
    check_duplicate(self, group, child);
    if (group->count > MOST_NAMES) {
        fail(self, start, token(self)->end, NULL, "more than 5000 settings in one group");
        self->scanner.at = self->scanner.source->length;
    }
    next(self);
    if (read_equals(self, name)) {
        read_value(self, child);
    }
    if (is_mark(self, ';') || is_mark(self, ',')) {
        next(self);
    }
}

/* Something in a group that is no name: 10,000 for example. */
static void unexpected_in_group(parser *self, bool root)
{
    size_t start = token(self)->start;

    if (token(self)->kind == ENT_TOKEN_WRONG) {
        wrong_character(self);
    } else if (token(self)->kind == ENT_TOKEN_INTEGER && start > 0 && self->scanner.source->text[start - 1] == ',') {
        fail(self, start, token(self)->end, "write 10000 or \"10k\" for ten thousand", "a number with a comma in it");
    } else if (root && is_mark(self, '}')) {
        fail(self, start, start + 1, "remove it, or look for a missing {", "a } without a {");
        next(self);
        return;
    } else if (token(self)->kind == ENT_TOKEN_STRING && !token(self)->closed) {
        fail(self, start, start + 1, "close it with \" on the same line", "a text that begins here is never closed");
    } else {
        fail(self, start, token(self)->end, "a setting is written name = value;", "expected the name of a setting");
    }
    next(self);
    resynchronise(self, start);
}

static void read_members(parser *self, ent_setting *group, bool root)
{
    while (token(self)->kind != ENT_TOKEN_END && (root || !is_mark(self, '}')) && self->status == ENT_OK) {
        if (is_mark(self, ';') || is_mark(self, ',')) {
            if (!root || group->count == 0 || is_mark(self, ',')) {
                fail(self, token(self)->start, token(self)->end, "remove it", "a separator with nothing before it");
            } else {
                fail(self, token(self)->start, token(self)->end, "remove one", "two separators in a row");
            }
            next(self);
        } else if (token(self)->kind == ENT_TOKEN_NAME || token(self)->kind == ENT_TOKEN_BOOLEAN) {
            read_setting(self, group);
        } else {
            unexpected_in_group(self, root);
            if (is_mark(self, ';')) {
                next(self);
            }
        }
    }
}

static void read_group(parser *self, ent_setting *group)
{
    size_t opener = token(self)->start;

    group->type = ENT_SETTING_GROUP;
    if (!enter(self)) {
        return;
    }
    next(self);
    read_members(self, group, false);
    self->depth--;
    if (!is_mark(self, '}')) {
        unclosed(self, opener, '}');
        return;
    }
    next(self);
}

static void read_value(parser *self, ent_setting *setting)
{
    size_t start = token(self)->start;

    setting->at = place(self, start, token(self)->end - start);
    switch (token(self)->kind) {
    case ENT_TOKEN_STRING:
        read_string(self, setting);
        return;
    case ENT_TOKEN_INTEGER:
    case ENT_TOKEN_FLOAT:
    case ENT_TOKEN_BOOLEAN:
        scan_scalar(self, setting);
        return;
    case ENT_TOKEN_NAME:
        missing_quotes(self, start);
        return;
    case ENT_TOKEN_WRONG:
        wrong_character(self);
        next(self);
        resynchronise(self, start);
        return;
    default:
        break;
    }
    if (is_mark(self, '{')) {
        read_group(self, setting);
    } else if (is_mark(self, '(') || is_mark(self, '[')) {
        read_list(self, setting, is_mark(self, '(') ? ')' : ']');
    } else {
        fail(self, start, token(self)->end, NULL,
            "expected a value: a number, a text or formula in quotes, ( … ) or { … }");
        if (is_mark(self, '=') || is_mark(self, ':')) {
            next(self);
        }
    }
}

/* --- the whole ----------------------------------------------------------------------------------------------------- */

static bool is_continuation(unsigned char c)
{
    return (c & 0xC0U) == 0x80U;
}

/* Bytes of the UTF-8 character at a place; 0 where it is none. */
static size_t utf8_length(const unsigned char *text, size_t left)
{
    size_t length = text[0] < 0x80U ? 1 : text[0] >= 0xC2U && text[0] < 0xE0U ? 2
        : (text[0] & 0xF0U) == 0xE0U ? 3 : text[0] >= 0xF0U && text[0] < 0xF5U ? 4 : 0;

    if (length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if (!is_continuation(text[i])) {
            return 0;
        }
    }
    return text[0] == '\0' ? 0 : length;
}

static bool check_text(parser *self)
{
    const ent_source *source = self->scanner.source;
    const unsigned char *text = (const unsigned char *) source->text;

    if (source->length > (size_t) ENT_TREE_BYTES) {
        fail(self, 0, 1, NULL, "the file is larger than 16 MB: is it a scenario?");
        return false;
    }
    for (size_t i = 0; i < source->length;) {
        size_t length = utf8_length(text + i, source->length - i);
        if (length == 0) {
            fail(self, i, i + 1, "save the file as UTF-8 text",
                text[i] == '\0' ? "a zero byte: this is no text file" : "a byte that is not UTF-8");
            return false;
        }
        i += length;
    }
    return true;
}

int ent_syntax_read(const ent_source *source, ent_arena *arena, ent_setting **root, ent_diagnostics *diagnostics)
{
    parser self = {.scanner = {.source = source}, .arena = arena, .diagnostics = diagnostics};
    size_t before = diagnostics->errors;

    *root = ent_arena_alloc(arena, sizeof(**root));
    if (*root == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    (*root)->type = ENT_SETTING_GROUP;
    (*root)->text = "";
    (*root)->at = ent_source_position(source, 0, 1);
    if (!check_text(&self)) {
        return ENT_ERR_SCENARIO;
    }
    next(&self);
    if (token(&self)->kind == ENT_TOKEN_END) {
        fail(&self, 0, 1, "`entente init` writes a scenario to start from", "the file holds no settings");
    }
    read_members(&self, *root, true);
    if (self.status != ENT_OK) {
        return self.status;
    }
    if (diagnostics->errors > before) {
        return ENT_ERR_SCENARIO;
    }
    return ent_values_take(source, *root, arena, diagnostics);
}
