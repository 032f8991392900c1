#include "settings/tables/characters.h"

#include "base/status.h"
#include "base/utf8.h"
#include "settings/file_kinds.h"
#include "settings/setting.h"
#include "settings/source_position.h"

#include <string.h>

#define SAVE_AS                                                                                                        \
    "in Calc: Save As, Text CSV, character set Unicode (UTF-8); in Excel: Save As, CSV UTF-8 (comma delimited)"

/* The byte of the first character that is not UTF-8 or a control character; the length where there is none. */
static size_t bad_character(const ent_source *source)
{
    size_t at = 0;

    while (at < source->length) {
        size_t step = ent_utf8_length(source->text + at, source->length - at);
        unsigned char c = (unsigned char) source->text[at];
        if (step == 0 || c == 0x7F || c == 0 || (c < 0x20 && strchr("\t\n\r", c) == NULL)) {
            break;
        }
        at += step;
    }
    return at;
}

int ent_table_characters(const ent_source *source, const char *path, ent_diagnostics *diagnostics)
{
    const ent_file_kind *kind = ent_file_kind_of(source->text, source->length);
    ent_position start = {.source = source, .line = 1, .column = 1, .length = 1};
    size_t bad;

    if (kind != NULL) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, start, path, SAVE_AS, "%s", kind->message);
        return ENT_ERR_SCENARIO;
    }
    if (source->length > (size_t) ENT_SETTING_BYTES) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, start, path, NULL,
            "the file is larger than %d MB: is it the right one?", ENT_SETTING_BYTES >> 20);
        return ENT_ERR_SCENARIO;
    }
    bad = bad_character(source);
    if (bad < source->length) {
        unsigned byte = (unsigned char) source->text[bad];
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, ent_source_position(source, bad, 1), path,
            byte < 0x80 ? "remove it" : SAVE_AS,
            byte < 0x80 ? "the control character U+%04X has no place in a table" : "the byte 0x%02X is not UTF-8",
            byte);
        return ENT_ERR_SCENARIO;
    }
    return ENT_OK;
}
