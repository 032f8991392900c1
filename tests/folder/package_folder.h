/* A folder with files for suites of datapackage.json. */
#ifndef ENT_TESTS_PACKAGE_FOLDER_H
#define ENT_TESTS_PACKAGE_FOLDER_H

#include "suite.h"

#include "folder/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char package_root[] = "/tmp/entente-package-XXXXXX";
static ent_manifest_hash package_file[8];
static size_t package_files;

static void package_open(void)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(package_root));
}

static void package_close(void)
{
    char command[96];

    snprintf(command, sizeof(command), "rm -rf '%s'", package_root);
    CU_ASSERT_EQUAL(system(command), 0);
}

/* Writes a file and lists it. */
static void package_put(const char *name, const char *text)
{
    char path[96];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", package_root, name);
    file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
    package_file[package_files].name = name;
    ent_sha256(text, strlen(text), package_file[package_files++].sha256);
}

#endif
