#include "base/shell_word.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Whether no shell changes the word. A tilde or a `=` in front means something to some shells. */
static bool is_plain(const char *word)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";

    return *word != '\0' && *word != '=' && word[strspn(word, plain)] == '\0';
}

/* Whether every byte is part of a UTF-8 character. */
static bool is_utf8(const char *word)
{
    while (*word != '\0') {
        size_t length = ent_utf8_length(word, ENT_UTF8_LONGEST);
        if (length == 0) {
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

/* As $'...' (POSIX.1-2024; bash, zsh), with bytes outside ASCII in octal, so that the line is text. */
static char *quote_bytes(char *to, const char *word)
{
    to = stpcpy(to, "$'");
    for (; *word != '\0'; word++) {
        unsigned byte = (unsigned char) *word;
        if (byte >= 0x80) {
            to += snprintf(to, 5, "\\%03o", byte);
        } else {
            if (byte == '\'' || byte == '\\') {
                *to++ = '\\';
            }
            *to++ = *word;
        }
    }
    return stpcpy(to, "'");
}

const char *ent_shell_word(const char *word, ent_arena *arena)
{
    char *quoted;

    if (is_plain(word)) {
        return ent_arena_strdup(arena, word);
    }
    quoted = ent_arena_alloc(arena, 4 * strlen(word) + 4);
    if (quoted != NULL) {
        (void) (is_utf8(word) ? quote : quote_bytes)(quoted, word);
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
