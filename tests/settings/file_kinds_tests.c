/* Files that are no plain text: each is named, with what to do. */
#include "settings/file_kinds.h"

#include "settings/tree_case.h"
#include "suite.h"

typedef struct sample {
    const char *bytes;
    size_t length;
    const char *found; /* in the message; NULL: plain text */
} sample;

#define SAMPLE(text, found)                                                                                            \
    {                                                                                                                  \
        text, sizeof(text) - 1, found                                                                                  \
    }

static const sample samples[] = {
    SAMPLE("{\\rtf1\\ansi run: {}}", "RTF"),
    SAMPLE("PK\x03\x04\x14\0\x06\0word/document.xml", "Word document"),
    SAMPLE("PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
    SAMPLE("PK\x03\x04\x14\0\x06\0xl/workbook.xml", "Excel"),
    SAMPLE("PK\x03\x04\x14\0scenario.cfg", "archive"),
    SAMPLE("\xD0\xCF\x11\xE0\xA1\xB1", "Word or Excel"),
    SAMPLE("%PDF-1.7\n", "PDF"),
    SAMPLE("\x1F\x8B\x08", "gzip"),
    SAMPLE("<!DOCTYPE html><html>", "web page"),
    SAMPLE("\x89PNG\r\n", "picture"),
    SAMPLE("\xFF\xFEr\0u\0n\0", "UTF-16"),
    SAMPLE("\xFE\xFF\0r\0u\0n", "UTF-16"),
    SAMPLE("r\0u\0n\0:\0 \0", "UTF-16"),
    SAMPLE("\0r\0u\0n\0:\0 ", "UTF-16"),
    SAMPLE("\xFF\xFE\0\0r\0\0\0", "UTF-32"),
    SAMPLE("title = \"x\";\n", NULL),
    SAMPLE("# PK and %PDF\nrun: { };", NULL),
    SAMPLE("", NULL),
    SAMPLE("{", NULL),
};

static void test_kinds(void)
{
    for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
        const ent_file_kind *kind = ent_file_kind_of(samples[i].bytes, samples[i].length);
        CU_ASSERT_EQUAL(kind != NULL, samples[i].found != NULL);
        if (kind != NULL && samples[i].found != NULL) {
            CU_ASSERT_PTR_NOT_NULL(strstr(kind->message, samples[i].found));
        }
    }
}

/* One error for a whole document, whatever its content. */
static void test_message(void)
{
    ent_case_file files[] = {{"s.cfg", "{\\rtf1 run: { } }", 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 1);
    CU_ASSERT_STRING_EQUAL(diagnostics.item[0].text, "the file is an RTF document, expected plain text");
    CU_ASSERT_STRING_EQUAL(diagnostics.item[0].help, "save it as plain text in UTF-8, with the ending .cfg");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"kinds", test_kinds}, {"message", test_message}, CU_TEST_INFO_NULL};

    return ent_run_suite("file kinds", tests);
}
