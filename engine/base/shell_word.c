#include "base/shell_word.h"

#include "base/utf8.h"
#include "base/visible_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '.' ||
           c == '/' || c == '_';
}

/* Whether no shell changes the word. A tilde or a `=` in front means something to some shells. */
static bool is_plain(const char *word)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";

    return *word != '\0' && *word != '=' && word[strspn(word, plain)] == '\0';
}

/* Whether the word is text of one line that a terminal shows as it is. A tab would ask a shell for completions. */
static bool is_line(const char *word)
{
    while (*word != '\0') {
        uint32_t code;
        size_t length = ent_utf8_decode(word, ENT_UTF8_LONGEST, &code);
        if (length == 0 || ent_is_hidden(code) || code == '\n' || code == '\t') {
            return false;
        }
        word += length;
    }
    return true;
}

/* In single quotes. A quote in the word ends them, stands behind a backslash, and begins them again. */
static char *quote(char *to, const char *word)
{
    *to++ = '\'';
    for (; *word != '\0'; word++) {
        if (*word == '\'') {
            to = stpcpy(to, "'\\''");
        } else {
            *to++ = *word;
        }
    }
    return stpcpy(to, "'");
}

/* As "$(printf '...')", every byte but letters, digits and a few signs in octal, so that the line is text of one line
 * in any POSIX shell, also where an interactive one expands `!`. A substitution loses line feeds at its end: these
 * follow in quotes. */
static char *quote_bytes(char *to, const char *word)
{
    size_t length = strlen(word);
    size_t end = length;

    while (end > 0 && word[end - 1] == '\n') {
        end--;
    }
    to = stpcpy(to, "\"$(printf '");
    for (size_t i = 0; i < end; i++) {
        if (is_letter(word[i]) || (i > 0 && word[i] == '-')) {
            *to++ = word[i];
        } else {
            to += snprintf(to, 5, "\\%03o", (unsigned) (unsigned char) word[i]);
        }
    }
    to = stpcpy(to, "')\"");
    return end < length ? quote(to, word + end) : to;
}

const char *ent_shell_word(const char *word, ent_arena *arena)
{
    char *quoted;

    if (is_plain(word)) {
        return ent_arena_strdup(arena, word);
    }
    quoted = ent_arena_alloc(arena, 4 * strlen(word) + sizeof("\"$(printf '')\"''"));
    if (quoted != NULL) {
        (void) (is_line(word) ? quote : quote_bytes)(quoted, word);
    }
    return quoted;
}

const char *ent_shell_path(const char *path, ent_arena *arena)
{
    const char *safe = *path == '-' ? ent_arena_printf(arena, "./%s", path) : path;

    return safe != NULL ? ent_shell_word(safe, arena) : NULL;
}

const char *ent_shell_line(const char *const *word, size_t words, ent_arena *arena)
{
    static const char program[] = "entente";
    const char **quoted = ent_arena_array(arena, words + 1, sizeof(*quoted));
    size_t length = sizeof(program);
    char *line;
    char *to;

    for (size_t i = 0; quoted != NULL && i < words; i++) {
        quoted[i] = ent_shell_word(word[i], arena);
        if (quoted[i] == NULL) {
            return NULL;
        }
        length += strlen(quoted[i]) + 1;
    }
    line = quoted != NULL ? ent_arena_alloc(arena, length) : NULL;
    if (line == NULL) {
        return NULL;
    }
    to = stpcpy(line, program);
    for (size_t i = 0; i < words; i++) {
        *to++ = ' ';
        to = stpcpy(to, quoted[i]);
    }
    return line;
}
