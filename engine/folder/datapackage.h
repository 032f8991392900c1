/* datapackage.json: the tables of a folder as a Tabular Data Package (https://specs.frictionlessdata.io), with the
 * type, unit and meaning of every column. All of it follows from the tables and the manifest, and is the same for equal
 * tables. */
#ifndef ENT_FOLDER_DATAPACKAGE_H
#define ENT_FOLDER_DATAPACKAGE_H

#include "base/diagnostic.h"
#include "folder/manifest.h"

#define ENT_DATAPACKAGE_FILE "datapackage.json"

/* Sets *text, which the caller frees, to the description of the tables among file[files] of a folder, in the order of
 * the registry; to NULL where there is none. Files that are no results are left out. ENT_OK; ENT_ERR_IO with a
 * diagnostic: a table cannot be read; ENT_ERR_NO_MEMORY. */
int ent_datapackage_text(const char *folder, const ent_manifest *manifest, const ent_manifest_hash *file, size_t files,
    char **text, ent_diagnostics *diagnostics);

#endif
