#include "settings/file_kinds.h"

#include <stdbool.h>
#include <string.h>

#define PLAIN_TEXT "save it as plain text in UTF-8, with the ending .cfg"
#define UTF_8 "save it in the encoding UTF-8"

static const ent_file_kind rtf = {"the file is an RTF document, expected plain text", PLAIN_TEXT};
static const ent_file_kind word = {"the file is a Word document (.docx), expected plain text", PLAIN_TEXT};
static const ent_file_kind excel = {"the file is an Excel workbook (.xlsx), expected plain text", PLAIN_TEXT};
static const ent_file_kind open_document = {"the file is an OpenDocument file (.odt), expected plain text", PLAIN_TEXT};
static const ent_file_kind archive = {"the file is an archive (zip), expected plain text", "unpack it first"};
static const ent_file_kind old_office = {
    "the file is a document of Word or Excel (.doc, .xls), expected plain text", PLAIN_TEXT};
static const ent_file_kind pdf = {"the file is a PDF, expected plain text", "copy its text into a plain text file"};
static const ent_file_kind gzip = {"the file is compressed (gzip), expected plain text", "unpack it first"};
static const ent_file_kind web_page = {
    "the file is a web page (HTML), expected plain text", "download the file itself, or copy its text"};
static const ent_file_kind picture = {"the file is a picture, expected plain text", NULL};
static const ent_file_kind utf_16 = {"the file is UTF-16, expected UTF-8", UTF_8};
static const ent_file_kind utf_32 = {"the file is UTF-32, expected UTF-8", UTF_8};

static bool begins(const char *bytes, size_t length, const char *with, size_t n)
{
    return length >= n && memcmp(bytes, with, n) == 0;
}

/* Whether a text occurs within the first 4000 bytes. */
static bool holds(const char *bytes, size_t length, const char *text)
{
    size_t n = strlen(text);

    for (size_t i = 0; i + n <= length && i < 4000; i++) {
        if (memcmp(bytes + i, text, n) == 0) {
            return true;
        }
    }
    return false;
}

static const ent_file_kind *kind_of_zip(const char *bytes, size_t length)
{
    if (holds(bytes, length, "opendocument")) {
        return &open_document;
    }
    if (holds(bytes, length, "word/")) {
        return &word;
    }
    return holds(bytes, length, "xl/") ? &excel : &archive;
}

/* UTF-16 without a byte order mark: Latin letters have a zero byte beside them. */
static bool alternates(const char *bytes, size_t length)
{
    size_t zeros[2] = {0, 0};
    size_t n = length < 64 ? length - length % 2 : 64;

    for (size_t i = 0; i < n; i++) {
        zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    }
    return n >= 4 && ((zeros[0] == 0 && 4 * zeros[1] >= n) || (zeros[1] == 0 && 4 * zeros[0] >= n));
}

const ent_file_kind *ent_file_kind_of(const char *bytes, size_t length)
{
    static const struct {
        const char *bytes;
        size_t length;
        const ent_file_kind *kind;
    } known[] = {{"{\\rtf", 5, &rtf}, {"\xD0\xCF\x11\xE0", 4, &old_office}, {"%PDF", 4, &pdf}, {"\x1F\x8B", 2, &gzip},
        {"<!DOCTYPE", 9, &web_page}, {"<!doctype", 9, &web_page}, {"<html", 5, &web_page}, {"\x89PNG", 4, &picture},
        {"\xFF\xD8\xFF", 3, &picture}, {"\xFF\xFE\0\0", 4, &utf_32}, {"\0\0\xFE\xFF", 4, &utf_32},
        {"\xFF\xFE", 2, &utf_16}, {"\xFE\xFF", 2, &utf_16}};

    if (begins(bytes, length, "PK\x03\x04", 4)) {
        return kind_of_zip(bytes, length);
    }
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (begins(bytes, length, known[i].bytes, known[i].length)) {
            return known[i].kind;
        }
    }
    return alternates(bytes, length) ? &utf_16 : NULL;
}
