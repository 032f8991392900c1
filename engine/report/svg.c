#include "report/svg.h"

#include "base/status.h"
#include "charts/layout/page.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where reading stands in the drawing. */
typedef struct cursor {
    const char *at, *end;
    const char *name; /* prefix of ids */
    size_t depth;     /* elements that are open */
    bool failed;      /* something that gnuplot does not write */
} cursor;

/* A piece of the source. */
typedef struct piece {
    const char *text;
    size_t length;
} piece;

static bool is(piece self, const char *word)
{
    return self.length == strlen(word) && memcmp(self.text, word, self.length) == 0;
}

static bool is_one_of(piece self, const char *const *word)
{
    for (; *word != NULL; word++) {
        if (is(self, *word)) {
            return true;
        }
    }
    return false;
}

static bool starts(const cursor *self, const char *word)
{
    size_t length = strlen(word);

    return (size_t) (self->end - self->at) >= length && memcmp(self->at, word, length) == 0;
}

/* Moves behind the next `word`; to the end, as a failure, where there is none. */
static void skip_past(cursor *self, const char *word)
{
    while (self->at < self->end && !starts(self, word)) {
        self->at++;
    }
    self->failed = self->failed || self->at == self->end;
    self->at += self->at < self->end ? strlen(word) : 0;
}

static void skip_blanks(cursor *self)
{
    while (self->at < self->end && isspace((unsigned char) *self->at)) {
        self->at++;
    }
}

static piece take_name(cursor *self)
{
    piece name = {self->at, 0};

    while (self->at < self->end && (isalnum((unsigned char) *self->at) || strchr("-_:", *self->at) != NULL)) {
        self->at++;
    }
    name.length = (size_t) (self->at - name.text);
    return name;
}

/* --- values of attributes ----------------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, tolower((unsigned char) c)) : NULL;

    return found != NULL ? (int) (found - digits) : -1;
}

/* "rgb( 27, 39, 51)", "#1B2733", "black" as 0xRRGGBB; -1 for any other text. */
static long colour_of(piece value)
{
    char text[40];
    int r, g, b;
    long rgb = 0;

    if (value.length >= sizeof(text)) {
        return -1;
    }
    memcpy(text, value.text, value.length);
    text[value.length] = '\0';
    if (strcmp(text, "black") == 0) {
        return 0;
    }
    if (sscanf(text, "rgb(%d ,%d ,%d )", &r, &g, &b) == 3 && r >= 0 && r < 256 && g >= 0 && g < 256 && b >= 0 &&
        b < 256) {
        return 65536L * r + 256L * g + b;
    }
    if (text[0] != '#' || value.length != 7) {
        return -1;
    }
    for (int i = 1; i < 7; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0) {
            return -1;
        }
        rgb = 16 * rgb + digit;
    }
    return rgb;
}

/* Letters, digits and the signs of numbers, paths and transformations: nothing that could reach outside. */
static bool is_harmless(piece value)
{
    for (size_t i = 0; i < value.length; i++) {
        unsigned char c = (unsigned char) value.text[i];
        if (!isalnum(c) && !isspace(c) && (c == '\0' || strchr("#.,-+()_%", c) == NULL)) {
            return false;
        }
    }
    return true;
}

static bool holds(piece self, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i + length <= self.length; i++) {
        if (memcmp(self.text + i, word, length) == 0) {
            return true;
        }
    }
    return false;
}

static void put_value(ent_html *out, cursor *self, piece name, piece value)
{
    static const char *const colours[] = {"fill", "stroke", "color", "flood-color", NULL};
    long rgb = is_one_of(name, colours) ? colour_of(value) : -1;

    if (rgb >= 0) {
        ent_html_rawf(out, " %.*s=\"var(--c%06lx,#%06lx)\"", (int) name.length, name.text, (unsigned long) rgb,
            (unsigned long) rgb);
    } else if (is(name, "id")) {
        ent_html_rawf(out, " id=\"%s-%.*s\"", self->name, (int) value.length, value.text);
    } else if (is(name, "xlink:href") && value.length > 1 && value.text[0] == '#') {
        ent_html_rawf(out, " href=\"#%s-%.*s\"", self->name, (int) value.length - 1, value.text + 1);
    } else if (value.length > 6 && memcmp(value.text, "url(#", 5) == 0) {
        ent_html_rawf(out, " %.*s=\"url(#%s-%.*s\"", (int) name.length, name.text, self->name, (int) value.length - 5,
            value.text + 5);
    } else if (is(name, "viewBox") && is(value, "0 0 720 480")) {
        ent_html_raw(out,
            " viewBox=\"24 0 696 480\""); /* the page has a left margin of its own; tics reach into the right one */
    } else if (is(name, "xlink:href") || memchr(value.text, ':', value.length) != NULL) {
        self->failed = true;
    } else {
        ent_html_rawf(out, " %.*s=\"%.*s\"", (int) name.length, name.text, (int) value.length, value.text);
    }
}

/* --- elements ----------------------------------------------------------------------------------------------------- */

/* Attributes that the page decides, or has no use for. */
static const char *const DROPPED[] = {
    "font-family", "class", "width", "height", "xmlns", "xmlns:xlink", "xml:space", "style", NULL};
static const char *const ATTRIBUTE[] = {"id", "xlink:href", "fill", "stroke", "color", "flood-color", "flood-opacity",
    "fill-opacity", "stroke-opacity", "opacity", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-dasharray", "stroke-miterlimit", "d", "points", "x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "r", "cx",
    "cy", "rx", "ry", "transform", "text-anchor", "font-size", "font-weight", "font-style", "text-decoration",
    "baseline-shift", "viewBox", "filterUnits", "in", "in2", "result", "operator", "clip-path", "clipPathUnits",
    "filter", "shape-rendering", NULL};
static const char *const ELEMENT[] = {"svg", "g", "defs", "rect", "circle", "ellipse", "path", "use", "filter",
    "feFlood", "feComposite", "text", "tspan", "polygon", "polyline", "line", "clipPath", NULL};

/* Sizes of rectangles and filters are kept: only those of the drawing itself are the page's. */
static bool is_dropped(piece element, piece name)
{
    if (is(name, "width") || is(name, "height")) {
        return is(element, "svg");
    }
    return is_one_of(name, DROPPED);
}

static void copy_attribute(ent_html *out, cursor *self, piece element)
{
    piece name = take_name(self);
    piece value = {0};
    char quote;

    skip_blanks(self);
    if (name.length == 0 || self->at == self->end || *self->at != '=') {
        self->failed = true;
        return;
    }
    self->at++;
    skip_blanks(self);
    quote = '\0';
    if (self->at < self->end) {
        quote = *self->at;
    }
    value.text = self->at + (quote != '\0' ? 1 : 0);
    if (quote != '"' && quote != '\'') {
        self->failed = true;
        return;
    }
    self->at++;
    while (self->at < self->end && *self->at != quote) {
        self->at++;
    }
    value.length = (size_t) (self->at - value.text);
    self->failed = self->failed || self->at == self->end;
    self->at += self->at < self->end ? 1 : 0;
    if (is(element, "g") && is(name, "font-family") && holds(value, ENT_PAGE_TITLE_MARK)) {
        ent_html_raw(out, " class=\"" ENT_PAGE_TITLE_MARK "\"");
    }
    if (is_dropped(element, name)) {
        return;
    }
    if ((!is_one_of(name, ATTRIBUTE) && !is(name, "width") && !is(name, "height")) || !is_harmless(value)) {
        self->failed = true;
    } else {
        put_value(out, self, name, value);
    }
}

static void put_title(ent_html *out, const cursor *self, const char *title, const char *description)
{
    ent_html_rawf(out, "<title id=\"%s-title\">", self->name);
    ent_html_text(out, title);
    ent_html_rawf(out, "</title><desc id=\"%s-desc\">", self->name);
    ent_html_text(out, description);
    ent_html_raw(out, "</desc>");
}

/* A start tag, and its end where it is empty. Returns whether it was the drawing's own. */
static bool copy_tag(ent_html *out, cursor *self)
{
    piece element;
    bool root;

    self->at++;
    element = take_name(self);
    root = is(element, "svg");
    if (is(element, "title") || is(element, "desc")) {
        skip_past(self, is(element, "title") ? "</title>" : "</desc>");
        return false;
    }
    if (!is_one_of(element, ELEMENT)) {
        self->failed = true;
        return false;
    }
    ent_html_rawf(out, "<%.*s", (int) element.length, element.text);
    if (root) {
        ent_html_rawf(out, " role=\"img\" aria-labelledby=\"%s-title %s-desc\"", self->name, self->name);
    }
    for (skip_blanks(self); self->at < self->end && *self->at != '>' && *self->at != '/' && !self->failed;
         skip_blanks(self)) {
        copy_attribute(out, self, element);
    }
    if (starts(self, "/>")) {
        ent_html_raw(out, "/>");
        self->at += 2;
    } else if (starts(self, ">")) {
        ent_html_raw(out, ">");
        self->at++;
        self->depth++;
    } else {
        self->failed = true;
    }
    return root;
}

static void copy_end_tag(ent_html *out, cursor *self)
{
    piece element;

    self->at += 2;
    element = take_name(self);
    self->failed = self->failed || !is_one_of(element, ELEMENT) || !starts(self, ">") || self->depth == 0;
    self->depth--;
    ent_html_rawf(out, "</%.*s>", (int) element.length, element.text);
    self->at += self->failed ? 0 : 1;
}

/* Takes the text up to the next tag. */
static piece take_text(cursor *self)
{
    piece text = {self->at, 0};

    while (self->at < self->end && *self->at != '<') {
        self->failed = self->failed || *self->at == '\0';
        self->at++;
    }
    text.length = (size_t) (self->at - text.text);
    return text;
}

/* Writes text with its entities, and > as one: it is legal in XML text, and gnuplot does not escape it. */
static void put_text(ent_html *out, piece text)
{
    const char *end = text.text + text.length;

    for (const char *at = text.text; at < end;) {
        const char *stop = memchr(at, '>', (size_t) (end - at));
        ent_html_bytes(out, at, (size_t) ((stop != NULL ? stop : end) - at));
        if (stop != NULL) {
            ent_html_raw(out, "&gt;");
        }
        at = stop != NULL ? stop + 1 : end;
    }
}

/* Text between tags; line ends between elements are dropped. */
static void copy_words(ent_html *out, cursor *self)
{
    piece text = take_text(self);
    bool blank = true;

    for (size_t i = 0; i < text.length && blank; i++) {
        blank = isspace((unsigned char) text.text[i]);
    }
    if (!blank || memchr(text.text, '\n', text.length) == NULL) {
        put_text(out, text);
    }
}

int ent_svg_inline(
    ent_html *out, const char *name, const char *svg, size_t length, const char *title, const char *description)
{
    cursor self = {.at = svg, .end = svg + length, .name = name};
    ent_html made = {0};
    size_t roots = 0;

    while (self.at < self.end && !self.failed) {
        if (starts(&self, "<?")) {
            skip_past(&self, "?>");
        } else if (starts(&self, "<!--")) {
            skip_past(&self, "-->");
        } else if (starts(&self, "</")) {
            copy_end_tag(&made, &self);
        } else if (*self.at == '<' && copy_tag(&made, &self)) {
            put_title(&made, &self, title, description);
            roots++;
        } else if (self.at < self.end && *self.at != '<') {
            copy_words(&made, &self);
        }
    }
    if (self.failed || roots != 1 || self.depth != 0) {
        ent_html_free(&made);
        return ENT_ERR_ARGUMENT;
    }
    ent_html_bytes(out, made.bytes, made.length);
    if (made.status != ENT_OK) {
        out->status = made.status;
    }
    ent_html_free(&made);
    return out->status;
}

/* Whether the tag at the cursor is that of a group of labels in the title's font. */
static bool starts_title(const cursor *self)
{
    const char *end = starts(self, "<g ") ? memchr(self->at, '>', (size_t) (self->end - self->at)) : NULL;

    return end != NULL && holds((piece){self->at, (size_t) (end - self->at)}, ENT_PAGE_TITLE_MARK);
}

void ent_svg_title(ent_html *out, const char *svg, size_t length)
{
    cursor self = {.at = svg, .end = svg + length};
    bool first = true;

    while (self.at < self.end) {
        if (!starts_title(&self)) {
            self.at++;
            continue;
        }
        skip_past(&self, "<text");
        skip_past(&self, ">");
        ent_html_raw(out, first ? "" : " ");
        while (self.at < self.end && !starts(&self, "</text")) {
            if (*self.at == '<') {
                skip_past(&self, ">");
            } else {
                put_text(out, take_text(&self));
            }
        }
        first = false;
    }
}
