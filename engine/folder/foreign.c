#include "folder/foreign.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "folder/manifest_read.h"

#include <string.h>

static const char manifest_name[] = "manifest.json";

bool ent_folder_lists(const char *folder, const char *name, ent_arena *arena)
{
    ent_manifest manifest = {0};
    size_t length = 0;
    int status;
    const char *text = ent_inner_read(folder, manifest_name, arena, &length, &status);

    if (text == NULL || ent_manifest_read(&manifest, text, length, arena) != ENT_OK ||
        strcmp(manifest.program, "entente") != 0) {
        return false;
    }
    for (size_t i = 0; i < manifest.files; i++) {
        if (strcmp(manifest.file[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

const char *ent_folder_foreign(const char *folder, const char *const *name, size_t names, ent_arena *arena)
{
    ent_ledger own = {.arena = arena};
    ent_ledger written = {.arena = arena};
    bool complete = false;

    if (ent_ledger_read_folder(&own, folder, &complete) != ENT_OK) {
        return NULL;
    }
    if (ent_ledger_read(&written, folder, ENT_LEDGER_WRITTEN) == ENT_ERR_IO) {
        return ENT_LEDGER_WRITTEN;
    }
    for (size_t i = 0; i < names; i++) {
        ent_file_owner owner = ent_ledger_owner(&own, folder, name[i]);
        bool is_own = strcmp(name[i], manifest_name) == 0 ? complete : owner == ENT_FILE_OWN;
        if (owner != ENT_FILE_MISSING && !is_own) {
            return name[i];
        }
    }
    return NULL;
}

ent_file_owner ent_folder_file_owner(const char *folder, const char *name, ent_arena *arena)
{
    ent_ledger own = {.arena = arena};

    return ent_ledger_read_folder(&own, folder, NULL) == ENT_OK ? ent_ledger_owner(&own, folder, name)
                                                                : ENT_FILE_FOREIGN;
}
