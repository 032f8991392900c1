#include "formula/corrections/foreign_functions.h"

#include <stdio.h>
#include <string.h>

typedef struct foreign_function {
    const char *name; /* in small letters */
    size_t arguments; /* 0: any number, only the name changes */
    const char *ours; /* the name, or a text with $1 and $2 for the arguments */
    const char *help; /* the same with the names of arguments; NULL: ours, a name */
} foreign_function;

static const foreign_function known[] = {
    {"round", 1, "floor($1 + 0.5)", "floor(x + 0.5)"},
    {"ceil", 1, "-floor(-$1)", "-floor(-x)"},
    {"ceiling", 1, "-floor(-$1)", "-floor(-x)"},
    {"int", 1, "floor($1)", "floor(x)"},
    {"trunc", 1, "floor($1)", "floor(x)"},
    {"mod", 2, "$1 - $2 * floor($1 / $2)", "x - y * floor(x / y)"},
    {"pow", 2, "$1 ^ $2", "x ^ y"},
    {"power", 2, "$1 ^ $2", "x ^ y"},
    {"log10", 1, "log($1) / log(10)", "log(x) / log(10)"},
    {"log2", 1, "log($1) / log(2)", "log(x) / log(2)"},
    {"average", 2, "($1 + $2) / 2", "(x + y) / 2"},
    {"avg", 2, "($1 + $2) / 2", "(x + y) / 2"},
    {"mean", 2, "($1 + $2) / 2", "(x + y) / 2"},
    {"sum", 2, "$1 + $2", "x + y"},
    {"square", 1, "$1 ^ 2", "x ^ 2"},
    {"interval", 2, "$1 to $2", "low to high"},
    {"range", 2, "$1 to $2", "low to high"},
    {"choice", 2, "discrete($1, 1, $2, 1)", "discrete(x, 1, y, 1)"},
    {"ln", 0, "log", NULL},
    {"sigmoid", 0, "logistic", NULL},
    {"expit", 0, "logistic", NULL},
    {"inv_logit", 0, "logistic", NULL},
    {"ifelse", 0, "if", NULL},
    {"iif", 0, "if", NULL},
    {"norm", 0, "normal", NULL},
    {"gauss", 0, "normal", NULL},
    {"gaussian", 0, "normal", NULL},
    {"n", 0, "normal", NULL},
    {"rnorm", 0, "normal", NULL},
    {"unif", 0, "uniform", NULL},
    {"u", 0, "uniform", NULL},
    {"runif", 0, "uniform", NULL},
    {"tri", 0, "triangular", NULL},
    {"triang", 0, "triangular", NULL},
    {"triangle", 0, "triangular", NULL},
    {"lognorm", 0, "lognormal", NULL},
    {"lnorm", 0, "lognormal", NULL},
    {"bern", 0, "bernoulli", NULL},
    {"binom", 0, "binomial", NULL},
    {"pois", 0, "poisson", NULL},
    {"expo", 0, "exponential", NULL},
    {"betapert", 0, "pert", NULL},
    {"weib", 0, "weibull", NULL},
    {"phi", 0, "normal_cdf", NULL},
    {"probit", 0, "normal_quantile", NULL},
};

enum { KNOWN = sizeof(known) / sizeof(*known), ARGUMENTS = 2 };

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

static char small(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char) (c - 'A' + 'a');
    }
    return c;
}

static const foreign_function *find(const char *word, size_t n)
{
    for (size_t i = 0; i < KNOWN; i++) {
        size_t same = 0;
        while (same < n && small(word[same]) == known[i].name[same]) {
            same++;
        }
        if (same == n && known[i].name[n] == '\0') {
            return &known[i];
        }
    }
    return NULL;
}

/* Arguments [count] of a call whose parenthesis opens at `open`; the byte after its end, NULL if it has another number
 * of arguments or does not close. */
static const char *split(const char *open, size_t count, const char **from, size_t *length)
{
    const char *start = open + 1;
    size_t found = 0;
    int depth = 0;

    for (const char *at = open + 1; *at != '\0'; at++) {
        bool end = depth == 0 && (*at == ')' || *at == ',');
        if (end) {
            const char *stop = at;
            while (*start == ' ') {
                start++;
            }
            while (stop > start && stop[-1] == ' ') {
                stop--;
            }
            if (found == count) {
                return NULL;
            }
            from[found] = start;
            length[found++] = (size_t) (stop - start);
            start = at + 1;
        }
        if (end && *at == ')') {
            return found == count ? at + 1 : NULL;
        }
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
    }
    return NULL;
}

typedef struct text_writer {
    char *out;
    size_t n, room;
} text_writer;

static void put(text_writer *self, const char *text, size_t length)
{
    for (size_t i = 0; i < length && self->n + 1 < self->room; i++) {
        self->out[self->n++] = text[i];
    }
    self->out[self->n] = '\0';
}

/* An argument, in parentheses unless it is one word or number. */
static void put_argument(text_writer *self, const char *from, size_t length)
{
    bool plain = true;

    for (size_t i = 0; i < length; i++) {
        plain = plain && (is_word(from[i]) || from[i] == '%');
    }
    put(self, "(", plain ? 0 : 1);
    put(self, from, length);
    put(self, ")", plain ? 0 : 1);
}

/* Writes the call of `function` whose parenthesis opens at `open`; returns the rest of the text, NULL if the number of
 * arguments is another. */
static const char *put_call(text_writer *self, const foreign_function *function, const char *open, bool alone)
{
    const char *from[ARGUMENTS] = {NULL};
    size_t length[ARGUMENTS] = {0};
    const char *rest;

    if (function->arguments == 0) {
        put(self, function->ours, strlen(function->ours));
        return open;
    }
    rest = split(open, function->arguments, from, length);
    if (rest == NULL) {
        return NULL;
    }
    alone = alone && *rest == '\0';
    put(self, "(", alone ? 0 : 1);
    for (const char *at = function->ours; *at != '\0'; at++) {
        if (*at == '$') {
            size_t i = (size_t) (*++at - '1');
            put_argument(self, from[i], length[i]);
        } else {
            put(self, at, 1);
        }
    }
    put(self, ")", alone ? 0 : 1);
    return rest;
}

/* Replaces the first call. */
static bool rewrite_first(const char *text, char *out, size_t room)
{
    text_writer writer = {.out = out, .room = room};

    for (const char *at = text; *at != '\0';) {
        const foreign_function *function;
        size_t n = 0;
        while (is_word(at[n])) {
            n++;
        }
        function = n > 0 && at[n] == '(' ? find(at, n) : NULL;
        if (function != NULL) {
            const char *rest = put_call(&writer, function, at + n, at == text);
            if (rest == NULL) {
                return false;
            }
            put(&writer, rest, strlen(rest));
            return writer.n + 1 < room;
        }
        put(&writer, at, n > 0 ? n : 1);
        at += n > 0 ? n : 1;
    }
    return false;
}

bool ent_foreign_functions_rewrite(const char *text, char *out, size_t room)
{
    enum { ROOM = 512, MOST = 8 };
    char before[ROOM];
    bool found = strlen(text) < sizeof(before) && rewrite_first(text, out, room);

    for (int i = 0; found && i < MOST && strlen(out) < sizeof(before); i++) {
        memcpy(before, out, strlen(out) + 1);
        if (!rewrite_first(before, out, room)) {
            memcpy(out, before, strlen(before) + 1);
            break;
        }
    }
    return found;
}

const char *ent_foreign_function_help(const char *word)
{
    const foreign_function *function = find(word, strlen(word));

    return function == NULL ? NULL : function->help != NULL ? function->help : function->ours;
}
