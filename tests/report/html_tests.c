#include "suite.h"

#include "base/status.h"
#include "report/html.h"
#include "report/svg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GONE "\xEF\xBF\xBD"

static char made[4096];

static const char *taken(ent_html *html)
{
    size_t length = html->length < sizeof(made) - 1 ? html->length : sizeof(made) - 1;

    CU_ASSERT_EQUAL(html->status, ENT_OK);
    memcpy(made, html->bytes != NULL ? html->bytes : "", length);
    made[length] = '\0';
    ent_html_free(html);
    return made;
}

static void is(const char *said, const char *expected)
{
    if (strcmp(said, expected) != 0) {
        printf("\n  expected \"%s\"\n  found    \"%s\"\n", expected, said);
    }
    CU_ASSERT_STRING_EQUAL(said, expected);
}

static const char *escaped(const char *text)
{
    ent_html html = {0};

    ent_html_text(&html, text);
    return taken(&html);
}

static void test_text(void)
{
    is(escaped(""), "");
    is(escaped("plain"), "plain");
    is(escaped("<b>&\"'"), "&lt;b&gt;&amp;&quot;&#39;");
    is(escaped("&amp;"), "&amp;amp;");
    is(escaped("</script><script>alert(1)</script>"), "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    is(escaped("a\tb\nc\r\nd"), "a\tb\nc\nd");
    is(escaped("\x01\x1B\x7F"), GONE GONE GONE);
    is(escaped("Gorže ü 平和"), "Gorže ü 平和");
    is(escaped("cut \xE5\xB9"), "cut " GONE GONE);
    is(escaped("over \xC0\xBC"), "over " GONE GONE);
    is(escaped("turn\xE2\x80\xAEtxt.exe"), "turn" GONE "txt.exe"); /* right-to-left override */
    is(escaped("\xE2\x81\xA6x\xE2\x81\xA9"), GONE "x" GONE);
    is(escaped("\xD8\x9C \xE2\x80\xA8"), GONE " " GONE); /* the Arabic mark, a line separator */
    is(escaped("\xEF\xBB\x81"), "\xEF\xBB\x81");         /* an Arabic letter beside the byte order mark */
    is(escaped("\xE2\x81\xA8x\xE2\x81\xA9 12"), "\xE2\x81\xA8x\xE2\x81\xA9 12"); /* isolates that end in the text */
    is(escaped("\xE2\x81\xA8\xE2\x81\xA8x"), "\xE2\x81\xA8\xE2\x81\xA8x\xE2\x81\xA9\xE2\x81\xA9");
    is(escaped("x\xE2\x81\xA9\xE2\x81\xA8"), "x" GONE "\xE2\x81\xA8\xE2\x81\xA9");
    is(escaped("\xEF\xBB\xBFmark"), GONE "mark");
    is(escaped("\xC2\x85 line"), GONE " line");
    is(escaped("\xE2\x80\x93 dash"), "\xE2\x80\x93 dash"); /* beside the hidden ones */
}

static void test_pieces(void)
{
    ent_html html = {0};

    ent_html_element(&html, "p class=\"note\"", "%s is <%d>", "a&b", 7);
    is(taken(&html), "<p class=\"note\">a&amp;b is &lt;7&gt;</p>");
    ent_html_attribute(&html, "title", "\" onload=\"x");
    is(taken(&html), " title=\"&quot; onload=&quot;x\"");
    ent_html_address(&html, "my run/\"<\xC3\xA9%#?:.cfg");
    is(taken(&html), "my%20run%2F%22%3C%C3%A9%25%23%3F%3A.cfg");
    ent_html_textf(&html, "%s", "<");
    ent_html_rawf(&html, "<i>%d</i>", 3);
    ent_html_textn(&html, "a<b", 2);
    is(taken(&html), "&lt;<i>3</i>a&lt;");
    ent_html_free(&html);
    ent_html_free(&html);
}

static void test_growth(void)
{
    ent_html html = {0};

    for (size_t i = 0; i < 300000; i++) {
        ent_html_text(&html, "<");
    }
    CU_ASSERT_EQUAL(html.status, ENT_OK);
    CU_ASSERT_EQUAL(html.length, 1200000);
    CU_ASSERT(memcmp(html.bytes + html.length - 8, "&lt;&lt;", 8) == 0);
    ent_html_free(&html);
}

/* --- drawings ----------------------------------------------------------------------------------------------------- */

static int inlined(const char *svg)
{
    ent_html html = {0};
    int status = ent_svg_inline(&html, "talks", svg, strlen(svg), "A <title>", "Words & more");

    if (status != ENT_OK) {
        CU_ASSERT_EQUAL(html.length, 0);
    }
    (void) taken(&html);
    return status;
}

#define TITLE_FONT "font-family=\"chart-title&#44; Lato\""

/* The title's lines, and nothing else, whatever their size, still escaped. */
static void test_title(void)
{
    static const char svg[] =
        "<svg><g " TITLE_FONT " font-size=\"19.00\"><text><tspan font-weight=\"bold\" >One &amp; </tspan></text></g>"
        "<g fill='none' " TITLE_FONT " font-size=\"7\"><text>t<tspan " TITLE_FONT ">wo > &lt;1%</tspan></text></g>"
        "<g font-size=\"19.00\"><text><tspan>three</tspan></text></g></svg>";
    ent_html html = {0};

    ent_svg_title(&html, svg, strlen(svg));
    is(taken(&html), "One &amp;  two &gt; &lt;1%");
    for (size_t n = 0; n < strlen(svg); n++) { /* cut anywhere: no read beyond it */
        char *cut = malloc(n + 1);
        if (cut == NULL) {
            CU_FAIL_FATAL("memory is out");
            break;
        }
        memcpy(cut, svg, n);
        ent_svg_title(&html, cut, n);
        (void) taken(&html);
        free(cut);
    }
    ent_html_free(&html);
}

static void test_drawing(void)
{
    CU_ASSERT_EQUAL(
        inlined("<?xml version=\"1.0\"?>\n<!-- a -->\n<svg\n width=\"720\" height=\"480\" viewBox=\"0 0 9 9\" "
                "xmlns=\"http://www.w3.org/2000/svg\">\n<title>x</title><desc>y</desc>\n"
                "<g id='a' font-family=\"Lato&#44; Arial\" fill=\"rgb( 27,  39,  51)\" stroke='black'>"
                "<use xlink:href='#a'/><rect width=\"3\" height='4' fill=\"#1B4F7A\"/>"
                "<text>5 &lt; 6</text></g>\n</svg>\n"),
        ENT_OK);
    is(made,
        "<svg role=\"img\" aria-labelledby=\"talks-title talks-desc\" viewBox=\"0 0 9 9\"><title id=\"talks-title\">A "
        "&lt;title&gt;</title><desc id=\"talks-desc\">Words &amp; more</desc><g id=\"talks-a\" "
        "fill=\"var(--c1b2733,#1b2733)\" stroke=\"var(--c000000,#000000)\"><use href=\"#talks-a\"/><rect width=\"3\" "
        "height=\"4\" fill=\"var(--c1b4f7a,#1b4f7a)\"/><text>5 &lt; 6</text></g></svg>");
    CU_ASSERT_EQUAL(inlined("<svg><g " TITLE_FONT "><text>\"a\" > 'b' &amp; c</text></g></svg>"), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(made, "<g class=\"chart-title\"><text>\"a\" &gt; 'b' &amp; c</text></g>"));
    CU_ASSERT_EQUAL(inlined("<svg viewBox=\"0 0 720 480\"><g/></svg>"), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(made, " viewBox=\"24 0 696 480\"")); /* up to the right edge: nothing there is cut */
    CU_ASSERT_EQUAL(inlined("<svg><g clip-path=\"url(#c)\" fill='none'/></svg>"), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(made, "clip-path=\"url(#talks-c)\""));
}

/* What no drawing of gnuplot has, and what could run, load or break out. */
static void test_hostile_drawings(void)
{
    static const char *const drawing[] = {"", "words", "<svg>", "<svg", "<svg a", "<svg viewBox",
        "<svg viewBox=", "<svg viewBox=\"0", "<svg></svg", "<svg></svg><svg></svg>",
        "<svg><script>alert(1)</script></svg>", "<svg onload=\"alert(1)\"></svg>", "<svg><g onclick='x'/></svg>",
        "<svg><foreignObject/></svg>", "<svg><image xlink:href='x.png'/></svg>",
        "<svg><use xlink:href='other.svg#a'/></svg>", "<svg><use xlink:href='http://x'/></svg>",
        "<svg><use href='#a'/></svg>", "<svg><g fill=\"url(http://x)\"/></svg>", "<svg><g fill=\"url('x')\"/></svg>",
        "<svg><g transform=\"a;b\"/></svg>", "<svg><g id=\"a<b\"/></svg>", "<svg><a/></svg>",
        "<svg><style>*{}</style></svg>", "<svg><g fill=none/></svg>", "<svg><!-- never closed",
        "<svg><title>never closed", "<svg></script></svg>", "<svg><animate/></svg>", "<svg><![CDATA[x]]></svg>",
        "<!DOCTYPE svg><svg></svg>"};

    for (size_t i = 0; i < sizeof(drawing) / sizeof(drawing[0]); i++) {
        int status = inlined(drawing[i]);
        if (status != ENT_ERR_ARGUMENT) {
            printf("\n  let through: %s\n", drawing[i]);
        }
        CU_ASSERT_EQUAL(status, ENT_ERR_ARGUMENT);
    }
}

/* Cut anywhere, a drawing is refused, and reading stays inside it. */
static void test_cut_drawings(void)
{
    static const char whole[] = "<?xml?><!-- x --><svg viewBox='0 0 9 9'><title>t</title><g fill=\"rgb(1,2,3)\"><text>a"
                                "</text></g></svg>";

    for (size_t n = 0; n + 1 < sizeof(whole) - 1; n++) {
        ent_html html = {0};
        char *cut = malloc(n + 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(cut);
        memcpy(cut, whole, n);
        CU_ASSERT_EQUAL(ent_svg_inline(&html, "x", cut, n, "t", "d"), ENT_ERR_ARGUMENT);
        ent_html_free(&html);
        free(cut);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"text", test_text}, {"pieces", test_pieces}, {"growth", test_growth},
        {"a drawing", test_drawing}, {"the title of a drawing", test_title},
        {"hostile drawings", test_hostile_drawings}, {"cut drawings", test_cut_drawings}, CU_TEST_INFO_NULL};

    return ent_run_suite("html", tests);
}
