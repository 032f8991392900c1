#include "wording/display_name.h"

#include "base/status.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static const char *const COMMON[] = {"US", "UN", "EU", "UK", "NATO", "OSCE"};

/* Whether a byte belongs to a word: an ASCII letter or digit, or a byte of a longer UTF-8 character. */
static bool is_word(char c)
{
    return isalnum((unsigned char) c) || (unsigned char) c >= 0x80;
}

static size_t word_length(const char *text)
{
    size_t n = 0;

    while (text[n] != '\0' && is_word(text[n])) {
        n++;
    }
    return n;
}

/* Whether the spelling of a word differs from that of an ordinary word: a capital beyond the first letter, or a capital
 * and digits only. */
static bool is_special(const char *word, size_t length)
{
    size_t capitals = 0, digits = 0;

    for (size_t i = 0; i < length; i++) {
        capitals += isupper((unsigned char) word[i]) ? 1 : 0;
        digits += isdigit((unsigned char) word[i]) ? 1 : 0;
    }
    return capitals >= 2 || (capitals == 1 && (digits + 1 == length ? digits > 0 : !isupper((unsigned char) word[0])));
}

/* Whether a name has several words and no small letter. */
static bool is_all_capitals(const char *name)
{
    size_t words = 0;

    for (const char *c = name; *c != '\0'; c++) {
        if (islower((unsigned char) *c)) {
            return false;
        }
        words += is_word(*c) && !is_word(c[1]) ? 1 : 0;
    }
    return words > 1;
}

/* Whether two words of this length are equal but for capitals. */
static bool is_same(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (tolower((unsigned char) a[i]) != tolower((unsigned char) b[i])) {
            return false;
        }
    }
    return true;
}

static const char *find(const ent_capitals *self, const char *word, size_t length)
{
    for (const ent_capital_word *it = self != NULL ? self->first : NULL; it != NULL; it = it->next) {
        if (strlen(it->word) == length && is_same(it->word, word, length)) {
            return it->word;
        }
    }
    return NULL;
}

int ent_capitals_add(ent_capitals *self, const char *name, ent_arena *arena)
{
    if (name == NULL || is_all_capitals(name)) {
        return ENT_OK;
    }
    while (*name != '\0') {
        size_t length = word_length(name);
        if (is_special(name, length) && find(self, name, length) == NULL) {
            ent_capital_word *added = ent_arena_alloc(arena, sizeof(*added));
            const char *word = ent_arena_strndup(arena, name, length);
            if (added == NULL || word == NULL) {
                return ENT_ERR_NO_MEMORY;
            }
            *added = (ent_capital_word){word, self->first};
            self->first = added;
        }
        name += length > 0 ? length : 1;
    }
    return ENT_OK;
}

/* Writes a word of an id as the scenario's names, else the common acronyms, spell it. */
static void spell(char *word, size_t length, const ent_capitals *capitals)
{
    const char *spelling = find(capitals, word, length);

    for (size_t i = 0; spelling == NULL && i < sizeof(COMMON) / sizeof(COMMON[0]); i++) {
        spelling = strlen(COMMON[i]) == length && is_same(COMMON[i], word, length) ? COMMON[i] : NULL;
    }
    if (spelling != NULL) {
        memcpy(word, spelling, length);
    }
}

const char *ent_display_name(const char *id, const ent_capitals *capitals, ent_arena *arena)
{
    char *text = ent_arena_strdup(arena, id);
    size_t length;

    if (text == NULL) {
        return NULL;
    }
    for (char *c = text; *c != '\0'; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    length = word_length(text);
    if (find(capitals, text, length) == NULL) {
        text[0] = (char) toupper((unsigned char) text[0]);
    }
    for (char *c = text; *c != '\0'; c += length > 0 ? length : 1) {
        length = word_length(c);
        spell(c, length, capitals);
    }
    return text;
}
