/* Whether a results folder is of the same run as another. */
#ifndef ENT_FOLDER_SAME_RUN_H
#define ENT_FOLDER_SAME_RUN_H

#include "folder/manifest.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* Whether a manifest read as JSON (NULL: none) is of the same program, scenario file, bases and tables (by their
 * contents), settings of the command line, version, seed and size as `manifest`. */
bool ent_same_run(const cJSON *earlier, const ent_manifest *manifest);

/* A whole number of the manifest; 0 where it has none. */
uint64_t ent_earlier_number(const cJSON *earlier, const char *key);

#endif
