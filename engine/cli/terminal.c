#include "cli/terminal.h"

#include "base/utf8.h"
#include "cli/output/streams.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 40, WIDEST = 120, USUAL = 80 };

static bool is_set(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && *value != '\0';
}

static bool is_zero(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && strcmp(value, "0") == 0;
}

bool ent_terminal_colour(FILE *stream, ent_colour choice)
{
    const char *term = getenv("TERM");

    if (choice != ENT_COLOUR_AUTO) {
        return choice == ENT_COLOUR_ALWAYS;
    }
    if (is_set("NO_COLOR")) {
        return false;
    }
    if (is_set("CLICOLOR_FORCE") && !is_zero("CLICOLOR_FORCE")) {
        return true;
    }
    return isatty(ent_stream_descriptor(stream)) != 0 && !is_zero("CLICOLOR") &&
           (term == NULL || strcmp(term, "dumb") != 0);
}

int ent_terminal_width(FILE *stream)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size = {0};
    long width = columns != NULL ? strtol(columns, NULL, 10) : 0;

    if (width <= 0 && ioctl(ent_stream_descriptor(stream), TIOCGWINSZ, &size) == 0) {
        width = size.ws_col;
    }
    if (width <= 0) {
        width = USUAL;
    }
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (int) width;
}

int ent_terminal_reading_width(FILE *stream)
{
    return isatty(ent_stream_descriptor(stream)) != 0 || is_set("COLUMNS") ? ent_terminal_width(stream) : INT_MAX;
}

int ent_text_width(const char *text)
{
    return (int) ent_utf8_count(text, strlen(text));
}

void ent_print_wrapped(FILE *stream, const char *text, int at, int indent, int width)
{
    bool first = true; /* on this line */

    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        int columns = (int) ent_utf8_count(text, length);
        if (length > 0 && !first && at + 1 + columns > width) {
            fprintf(stream, "\n%*s", indent, "");
            at = indent;
            first = true;
        }
        if (length > 0) {
            fprintf(stream, "%s%.*s", first ? "" : " ", (int) length, text);
            at += columns + (first ? 0 : 1);
            first = false;
        }
        text += length;
        if (*text == '\n') {
            fprintf(stream, "\n%*s", text[1] != '\n' && text[1] != '\0' ? indent : 0, "");
            at = indent;
            first = true;
        }
        text += *text != '\0' ? 1 : 0;
    }
    fputc('\n', stream);
}

void ent_print_lines(FILE *stream, const char *text, int more, int width)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        int indent = (int) strspn(text, " ");
        char *line = (size_t) indent < length ? strndup(text + indent, length - (size_t) indent) : NULL;
        if (line != NULL) {
            fprintf(stream, "%*s", indent, "");
            ent_print_wrapped(stream, line, indent, indent + more, width);
        } else {
            fprintf(stream, "%.*s\n", (int) length, text); /* unchanged: empty, or memory is out */
        }
        free(line);
        text += length + (text[length] == '\n' ? 1 : 0);
    }
}
