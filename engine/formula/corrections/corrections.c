#include "formula/corrections/corrections.h"

#include "base/status.h"
#include "formula/corrections/phrases.h"

#include <string.h>

/* Sets the error of a text that is known as a whole. */
static int set(ent_formula_error *error, const char *text, const char *message, const char *help)
{
    size_t blank = strspn(text, " \t\r\n");
    size_t length = strlen(text);

    while (length > blank && strchr(" \t\r\n", text[length - 1]) != NULL) {
        length--;
    }
    if (help == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *error = (ent_formula_error){.offset = blank, .length = length - blank, .message = message, .help = help};
    return ENT_ERR_SCENARIO;
}

/* Drops the correction of a foreign sign where something else is wrong too. */
static int without_wrong_help(ent_arena *arena, ent_text_parser parses, ent_formula_error *error)
{
    if (error->corrected != NULL && !parses(error->corrected, arena)) {
        error->help = NULL;
        error->corrected = NULL;
    }
    return ENT_ERR_SCENARIO;
}

/* A correction that parses but is itself a phrase, `up to 10000`, is corrected further. out: [ENT_PHRASE_ROOM]. */
static const char *corrected_again(const char *corrected, ent_text_parser parses, ent_arena *arena, char *out)
{
    bool again = strlen(corrected) <= ENT_PHRASE_BYTES && ent_phrase_up_to(corrected, out, ENT_PHRASE_ROOM);

    return again && parses(out, arena) ? out : corrected;
}

int ent_correct(const char *text, ent_arena *arena, ent_text_parser parses, ent_formula_error *error)
{
    char out[ENT_PHRASE_ROOM];
    char further[ENT_PHRASE_ROOM];

    if (strlen(text) > ENT_PHRASE_BYTES) {
        return without_wrong_help(arena, parses, error);
    }
    if (ent_phrase_is_date(text)) {
        return set(error, text, "this is a date, and a number belongs here",
            "months are counted: write their number, such as `12` for a year; a calendar month inside a formula is "
            "written "
            "'2026-12'");
    }
    if (error->corrected != NULL && parses(error->corrected, arena)) {
        return ENT_ERR_SCENARIO;
    }
    for (size_t i = 0; i < ent_phrase_count; i++) {
        const char *right;
        if (!ent_phrases[i].rewrite(text, out, sizeof(out)) || !parses(out, arena)) {
            continue;
        }
        right = corrected_again(out, parses, arena, further);
        if (ent_phrases[i].message == NULL) {
            error->help = ent_arena_printf(arena, "%s `%s`", ent_phrases[i].help, right);
            return error->help != NULL ? ENT_ERR_SCENARIO : ENT_ERR_NO_MEMORY;
        }
        return set(error, text, ent_phrases[i].message, ent_arena_printf(arena, "%s `%s`", ent_phrases[i].help, right));
    }
    return without_wrong_help(arena, parses, error);
}

int ent_correct_query(const char *text, ent_arena *arena, ent_text_parser parses, ent_formula_error *error)
{
    char out[ENT_PHRASE_ROOM];

    if (strlen(text) <= ENT_PHRASE_BYTES && ent_phrase_given(text, out, sizeof(out)) && parses(out, arena)) {
        size_t bar = strcspn(text, "|");
        int status = set(error, text, "a condition is written `given`", ent_arena_printf(arena, "write `%s`", out));
        error->offset = bar;
        error->length = 1;
        return status;
    }
    return ent_correct(text, arena, parses, error);
}
