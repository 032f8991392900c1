/* Pages that hold the whole program: an HTML file of a stranger as a template, and as an earlier page whose scenarios
 * go into a page anew; bytes as the text and the name of a file of a scenario. */
#include "report/live/live_page.h"
#include "target.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <string.h>

#define OPENING "<script type=\"application/json\" id=\"entente-scenarios\">"
#define TEMPLATE                                                                                                       \
    "<head><meta name=\"entente-page\" content=\"" ENTENTE_VERSION "\"></head>" OPENING "[]</script><p>end</p>"

/* The list of a page made from the template: no character in it can end or open an element. marks: that it lacks. */
static void check_list(const ent_html *page, const ent_live_template *template, const char *marks)
{
    size_t behind = template->length - template->end;

    fuzz_require(page->length >= template->begin + behind, "the template's own bytes");
    fuzz_require(memcmp(page->bytes, template->bytes, template->begin) == 0, "the template before the list");
    fuzz_require(memcmp(page->bytes + page->length - behind, template->bytes + template->end, behind) == 0,
        "the template behind the list");
    for (size_t i = template->begin; i < page->length - behind; i++) {
        fuzz_require(page->bytes[i] == '\0' || strchr(marks, page->bytes[i]) == NULL, "a list without marks of HTML");
    }
}

/* own: the template is that of this file. */
static void make_again(const ent_live_template *template, bool own, const char *bytes, size_t length)
{
    ent_html page = {0};
    ent_html again = {0};
    bool made = ent_live_page_again(&page, template, bytes, length) && page.status == ENT_OK;

    if (made) {
        check_list(&page, template, "<");
    }
    if (made && own) {
        fuzz_require(ent_live_page_again(&again, template, page.bytes, page.length), "a page that is read again");
        fuzz_require(again.status != ENT_OK ||
                         (again.length == page.length && memcmp(again.bytes, page.bytes, page.length) == 0),
            "the same page again");
    }
    ent_html_free(&page);
    ent_html_free(&again);
}

static void put_scenario(const ent_live_template *template, const char *text, size_t length, ent_arena *arena)
{
    const char *name = ent_arena_strndup(arena, text, length < 40 ? length : 40);
    const ent_live_file file = {.path = name, .bytes = text, .length = length};
    const char *const set[] = {name};
    const ent_live_scenario scenario = {.name = name, .text = file, .file = &file, .files = 1, .set = set, .sets = 1};
    ent_html page = {0};

    if (name != NULL) {
        ent_live_page(&page, template, &scenario, 1);
    }
    if (name != NULL && page.status == ENT_OK) {
        cJSON *list;
        check_list(&page, template, "<>&");
        list = cJSON_ParseWithLength(
            page.bytes + template->begin, page.length - template->begin - (template->length - template->end));
        fuzz_require(cJSON_GetArraySize(list) == 1, "a list of one scenario that can be read");
        fuzz_require(cJSON_IsString(cJSON_GetObjectItem(cJSON_GetArrayItem(list, 0), "text")), "its text");
        cJSON_Delete(list);
    }
    ent_html_free(&page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *) data;
    ent_live_template template, other = {0};
    ent_arena arena = {0};

    fuzz_require(ent_live_template_read(&template, TEMPLATE, sizeof(TEMPLATE) - 1) == ENT_LIVE_FINE, "the template");
    if (ent_live_template_read(&other, bytes, size) == ENT_LIVE_FINE) {
        fuzz_require(ent_live_is_page(bytes, size) && other.begin <= other.end && other.end < size, "a list in it");
        make_again(&other, false, TEMPLATE, sizeof(TEMPLATE) - 1);
    }
    make_again(&template, true, bytes, size);
    put_scenario(&template, bytes, size, &arena);
    ent_arena_free(&arena);
    return 0;
}
