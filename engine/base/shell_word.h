/* Words of a command line that a POSIX shell reads as they are meant. */
#ifndef ENT_BASE_SHELL_WORD_H
#define ENT_BASE_SHELL_WORD_H

#include "base/arena.h"

/* A word as a shell must be given it: unchanged where it has letters, digits and _ @ % + = : , . / - alone, else in
 * single quotes; one with control or other hidden characters (base/visible_text.h), line feeds or bytes that are not
 * UTF-8 as "$(printf 'caf\351')", which is one line of text that every POSIX shell reads back. In the arena; NULL when
 * memory is out. */
const char *ent_shell_word(const char *word, ent_arena *arena);

/* The same for the path of a file as an operand: one that begins as an option does is led by "./". */
const char *ent_shell_path(const char *path, ent_arena *arena);

/* A command line, "entente" and word [words], each as by ent_shell_word. In the arena; NULL when memory is out. */
const char *ent_shell_line(const char *const *word, size_t words, ent_arena *arena);

#endif
