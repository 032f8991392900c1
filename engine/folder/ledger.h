/* Which files of a folder this program has written: their names, and the SHA-256 of their content as written.
 *
 * A file is its own where the ledger has its name with the hash that it has now, so that a file of another hand, or one
 * that was changed since, is never taken for its own, whatever a foreign manifest names. Ledgers are manifest.json, and
 * files in the form of sha256sum with a first line that identifies them: `.written` while results are written, and
 * `charts/.drawn` for good, since charts may be drawn again in any format. */
#ifndef ENT_FOLDER_LEDGER_H
#define ENT_FOLDER_LEDGER_H

#include "base/arena.h"
#include "folder/manifest.h"

#include <stdbool.h>
#include <stddef.h>

#define ENT_LEDGER_WRITTEN ".written"
#define ENT_LEDGER_DRAWN "charts/.drawn"

/* A zeroed struct is empty. */
typedef struct ent_ledger {
    ent_arena *arena;        /* borrowed */
    ent_manifest_hash *item; /* [count] one name may have several hashes */
    size_t count, capacity;
} ent_ledger;

/* Whose a file is. */
typedef enum ent_file_owner {
    ENT_FILE_MISSING,
    ENT_FILE_OWN,       /* a ledger has it with the hash that it has */
    ENT_FILE_UNLISTED,  /* no ledger has its name */
    ENT_FILE_FOREIGN,   /* it was changed since it was written; or it is a link or a folder */
    ENT_FILE_UNREADABLE /* a listed file that cannot be read, so that nothing is known of it: not to be changed either
                         */
} ent_file_owner;

/* Adds a file. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_ledger_add(ent_ledger *self, const char *name, const char *sha256);

/* Adds the files of manifest.json, if it is of this program, and of `.written`, if it is. A file that cannot be read
 * counts as empty. *complete, which may be NULL: whether there is such a manifest. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_ledger_read_folder(ent_ledger *self, const char *folder, bool *complete);

/* Adds the files of a ledger in sha256sum's form. ENT_OK; ENT_ERR_IO: there is a file of this name that is no ledger;
 * ENT_ERR_NO_MEMORY. */
int ent_ledger_read(ent_ledger *self, const char *folder, const char *name);

/* Appends a file to a ledger on the disk, unless it is in it, and makes the ledger where it is not there. It must be
 * this program's own, as ent_ledger_read has it. ENT_OK; ENT_ERR_IO with errno; ENT_ERR_NO_MEMORY. */
int ent_ledger_append(const char *folder, const char *ledger, const char *name, const char *sha256);

/* Whose a file of the folder is. */
ent_file_owner ent_ledger_owner(const ent_ledger *self, const char *folder, const char *name);

#endif
