#include "report/live/live_page.h"

#include <string.h>

/* The tags that templates must have; engine/page/web has them in the same spelling. */
static const char marker[] = "<meta name=\"entente-page\" content=\"";
static const char own_marker[] = "<meta name=\"entente-page\" content=\"" ENTENTE_VERSION "\">";
static const char opening[] = "<script type=\"application/json\" id=\"entente-scenarios\">";
static const char closing[] = "</script>";

/* Bytes at the start of a page in which its marker must be. */
enum { HEAD = 16384 };

/* The first place of a text [size] in bytes [length]; NULL where there is none. */
static const char *find(const char *bytes, size_t length, const char *text, size_t size)
{
    const char *end = bytes + length;

    while ((size_t) (end - bytes) >= size) {
        const char *at = memchr(bytes, text[0], (size_t) (end - bytes) - size + 1);
        if (at == NULL) {
            return NULL;
        }
        if (memcmp(at, text, size) == 0) {
            return at;
        }
        bytes = at + 1;
    }
    return NULL;
}

#define FIND(bytes, length, literal) find(bytes, length, literal, sizeof(literal) - 1)

bool ent_live_is_page(const char *bytes, size_t length)
{
    return FIND(bytes, length < HEAD ? length : HEAD, marker) != NULL;
}

/* Finds the list of scenarios of a page, of which there must be one. */
static bool find_list(const char *bytes, size_t length, size_t *begin, size_t *end)
{
    const char *first = FIND(bytes, length, opening);
    const char *list = first != NULL ? first + sizeof(opening) - 1 : NULL;
    const char *last = list != NULL ? FIND(list, length - (size_t) (list - bytes), closing) : NULL;

    if (last == NULL || FIND(list, length - (size_t) (list - bytes), opening) != NULL) {
        return false;
    }
    *begin = (size_t) (list - bytes);
    *end = (size_t) (last - bytes);
    return true;
}

ent_live_kind ent_live_template_read(ent_live_template *self, const char *bytes, size_t length)
{
    ent_live_template found = {.bytes = bytes, .length = length};

    if (!ent_live_is_page(bytes, length)) {
        return ENT_LIVE_OTHER;
    }
    if (FIND(bytes, length < HEAD ? length : HEAD, own_marker) == NULL) {
        return ENT_LIVE_VERSION;
    }
    if (!find_list(bytes, length, &found.begin, &found.end)) {
        return ENT_LIVE_DAMAGED;
    }
    *self = found;
    return ENT_LIVE_FINE;
}

void ent_live_page(
    ent_html *out, const ent_live_template *template, const ent_live_scenario *scenario, size_t scenarios)
{
    ent_html_bytes(out, template->bytes, template->begin);
    ent_live_scenario_list(out, scenario, scenarios);
    ent_html_bytes(out, template->bytes + template->end, template->length - template->end);
}

/* Whether a list could end its element, or open a comment: not without `<`, which ent_live_scenario_list never writes.
 * A page may come from a stranger, with `</SCRIPT >` or `<!--` in its list. */
static bool has_markup(const char *list, size_t length)
{
    return memchr(list, '<', length) != NULL;
}

bool ent_live_page_again(ent_html *out, const ent_live_template *template, const char *page, size_t length)
{
    size_t begin;
    size_t end;

    if (!ent_live_is_page(page, length) || !find_list(page, length, &begin, &end) ||
        has_markup(page + begin, end - begin)) {
        return false;
    }
    ent_html_bytes(out, template->bytes, template->begin);
    ent_html_bytes(out, page + begin, end - begin);
    ent_html_bytes(out, template->bytes + template->end, template->length - template->end);
    return true;
}
