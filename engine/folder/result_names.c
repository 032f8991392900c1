#include "folder/result_names.h"

#include "folder/datapackage.h"
#include "tables/tables.h"

#include <string.h>

/* Whether a name is START, digits, END: "base-1.cfg". */
static bool is_numbered(const char *name, const char *start, const char *end)
{
    size_t length = strlen(start);
    size_t digits = strncmp(name, start, length) == 0 ? strspn(name + length, "0123456789") : 0;

    return digits > 0 && strcmp(name + length + digits, end) == 0;
}

bool ent_is_result_name(const char *name)
{
    static const char *const known[] = {
        "report.html", "live.html", "compare.html", "score.html", "scenario.cfg", "fit.cfg", ENT_DATAPACKAGE_FILE};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (strcmp(name, known[i]) == 0) {
            return true;
        }
    }
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        if (strcmp(name, ent_tables[t]->file) == 0) {
            return true;
        }
    }
    return is_numbered(name, "base-", ".cfg") || is_numbered(name, "table-", ".txt") ||
           (strncmp(name, "boxes/", 6) == 0 && strchr(name + 6, '/') == NULL && dot != NULL &&
               strcmp(dot, ".cfg") == 0);
}

bool ent_is_chart_name(const char *name)
{
    static const char *const ending[] = {".gp", ".svg", ".png", ".pdf"};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot != NULL && i < sizeof(ending) / sizeof(*ending); i++) {
        if (strcmp(dot, ending[i]) == 0) {
            return strncmp(name, "charts/", 7) == 0 && strchr(name + 7, '/') == NULL;
        }
    }
    return false;
}
