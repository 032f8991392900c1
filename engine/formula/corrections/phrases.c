#include "formula/corrections/phrases.h"

#include "base/status.h"
#include "formula/corrections/foreign_functions.h"
#include "formula/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define BLANKS " \t\r\n"

/* --- pieces of text ----------------------------------------------------------------------------------------------- */

/* Bytes [from, from + length) of a formula. */
typedef struct piece {
    const char *from;
    size_t length;
} piece;

static const char *skip(const char *text)
{
    return text + strspn(text, BLANKS);
}

static piece trimmed(const char *from, const char *to)
{
    while (from < to && strchr(BLANKS, *from) != NULL) {
        from++;
    }
    while (to > from && strchr(BLANKS, to[-1]) != NULL) {
        to--;
    }
    return (piece){from, (size_t) (to - from)};
}

static piece all_of(const char *text)
{
    return trimmed(text, text + strlen(text));
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether the text at `at` starts with a phrase of words; a word of letters must end there. */
static bool starts(const char *at, const char *phrase)
{
    size_t n = strlen(phrase);

    return strncasecmp(at, phrase, n) == 0 && !(is_letter(phrase[n - 1]) && (is_letter(at[n]) || is_digit(at[n])));
}

/* The text after the first of `phrases` that it starts with; NULL if there is none. */
static const char *after_any(const char *text, const char *const *phrases, size_t count)
{
    text = skip(text);
    for (size_t i = 0; i < count; i++) {
        if (starts(text, phrases[i])) {
            return skip(text + strlen(phrases[i]));
        }
    }
    return NULL;
}

#define AFTER_ANY(text, phrases) after_any(text, phrases, sizeof(phrases) / sizeof(*(phrases)))

/* A word with blanks on both sides, outside parentheses; NULL if there is none. */
static const char *find_word(const char *text, const char *word)
{
    int depth = 0;

    for (const char *at = text; *at != '\0'; at++) {
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        if (depth == 0 && at > text && strchr(BLANKS, at[-1]) != NULL && starts(at, word)) {
            return at;
        }
    }
    return NULL;
}

/* Writes into `out`; false where it does not fit. */
static bool fits(int written, size_t room)
{
    return written > 0 && (size_t) written < room;
}

#define PIECE(p) (int) (p).length, (p).from

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* A literal that is the whole of a text, blanks apart. */
static bool whole_number(piece text, ent_literal *number)
{
    return text.length > 0 && ent_literal_read(text.from, number) == ENT_OK && number->length == text.length;
}

static bool number_at(const char **at, ent_literal *number)
{
    *at = skip(*at);
    if (ent_literal_read(*at, number) != ENT_OK || number->length == 0) {
        return false;
    }
    *at = skip(*at + number->length);
    return true;
}

/* Writes a value with the suffix of a literal: 6400 as 6.4k. */
static void put_like(const ent_literal *like, double value, char *buffer)
{
    double scale = like->suffix == 'k' ? 1e3 : like->suffix == 'M' ? 1e6 : like->suffix == 'B' ? 1e9 : 1.0;
    size_t n;

    if (like->percent) {
        ent_number_percent(ent_number_rounded(value, 12), 6, buffer);
        return;
    }
    ent_number_shortest(ent_number_rounded(value / scale, 6), buffer);
    n = strlen(buffer);
    if (like->suffix != '\0') {
        buffer[n++] = like->suffix;
        buffer[n] = '\0';
    }
}

static bool put_range(const ent_literal *like, double low, double high, char *out, size_t room)
{
    char from[ENT_NUMBER_TEXT + 1], to[ENT_NUMBER_TEXT + 1];

    put_like(like, low, from);
    put_like(like, high, to);
    return low < high && fits(snprintf(out, room, "%s to %s", from, to), room);
}

/* --- forms ---------------------------------------------------------------------------------------------------------
 */

static bool rewrite_at_most(const char *text, char *out, size_t room)
{
    static const char *const words[] = {"up to", "at most", "no more than", "not more than", "less than", "fewer than",
        "below", "under", "maximum", "max", "<=", "<"};
    const char *rest = AFTER_ANY(text, words);
    ent_literal number;

    return rest != NULL && whole_number(all_of(rest), &number) &&
           fits(snprintf(out, room, "uniform(0, %.*s)", PIECE(all_of(rest))), room);
}

/* Twice the number; of a share three quarters of the way to 100%. */
static bool rewrite_at_least(const char *text, char *out, size_t room)
{
    static const char *const words[] = {
        "at least", "no less than", "not less than", "more than", "over", "above", "minimum", "min", ">=", ">"};
    const char *rest = AFTER_ANY(text, words);
    piece whole = all_of(rest != NULL ? rest : text);
    ent_literal number;

    if (rest == NULL && whole.length > 1 && whole.from[whole.length - 1] == '+') {
        whole.length--;
    } else if (rest == NULL) {
        return false;
    }
    return whole_number(whole, &number) && number.value > 0.0 &&
           put_range(&number, number.value, number.percent ? 1.0 - (1.0 - number.value) / 4.0 : 2.0 * number.value, out,
               room);
}

static bool rewrite_about(const char *text, char *out, size_t room)
{
    static const char *const words[] = {"~", "\xE2\x89\x88", "about", "around", "approximately", "approx.", "approx",
        "roughly", "circa", "ca.", "ca", "c.", "some"};
    const char *rest = AFTER_ANY(text, words);
    ent_literal number;

    return rest != NULL && whole_number(all_of(rest), &number) && number.value > 0.0 &&
           put_range(&number, 0.8 * number.value,
               number.percent && number.value > 0.8 ? 1.0 - (1.0 - number.value) / 2.0 : 1.2 * number.value, out, room);
}

/* `between X and Y`, `from X to Y`, `X until Y`, `X through Y`, `range X to Y`. */
static bool rewrite_between(const char *text, char *out, size_t room)
{
    static const char *const words[] = {"between", "from", "range from", "range"};
    static const char *const joints[] = {"and", "to", "until", "till", "through", "-", ",", ".."};
    const char *rest = AFTER_ANY(text, words);
    const char *begin = skip(rest != NULL ? rest : text);
    const char *at = begin;
    ent_literal low, high;
    piece first, last;

    if (!number_at(&at, &low)) {
        return false;
    }
    first = trimmed(begin, at);
    for (size_t i = rest != NULL ? 0 : 2; i < sizeof(joints) / sizeof(*joints) && (rest != NULL || i < 5); i++) {
        if (starts(at, joints[i])) {
            last = all_of(at + strlen(joints[i]));
            return whole_number(last, &high) && low.value < high.value &&
                   fits(snprintf(out, room, "%.*s to %.*s", PIECE(first), PIECE(last)), room);
        }
    }
    return false;
}

/* `10k +- 2k`, `10k ± 20%`. */
static bool rewrite_plus_minus(const char *text, char *out, size_t room)
{
    static const char *const signs[] = {"+/-", "+-", "\xC2\xB1", "plus or minus", "plus/minus", "plus minus"};
    const char *at = text;
    const char *rest;
    ent_literal middle, spread;
    double half;

    if (!number_at(&at, &middle)) {
        return false;
    }
    rest = AFTER_ANY(at, signs);
    if (rest == NULL || !whole_number(all_of(rest), &spread) || !(spread.value > 0.0)) {
        return false;
    }
    half = spread.percent && !middle.percent ? spread.value * middle.value : spread.value;
    return put_range(&middle, middle.value - half, middle.value + half, out, room);
}

/* Whether a comma separates two numbers and is no decimal sign, as in 0,5: a suffix stands before it or a blank behind.
 */
static bool clearly_two(piece text)
{
    const char *comma = memchr(text.from, ',', text.length);

    return comma == NULL || !is_digit(comma[-1]) || strchr(BLANKS, comma[1]) != NULL;
}

/* `8k, 15k`, `[8k, 15k]`, `8k; 15k`: two numbers; three are a triangular distribution. */
static bool rewrite_list(const char *text, char *out, size_t room)
{
    piece whole = all_of(text);
    bool closed = whole.length > 2 && ((*whole.from == '[' && whole.from[whole.length - 1] == ']') ||
                                          (*whole.from == '(' && whole.from[whole.length - 1] == ')') ||
                                          (*whole.from == '{' && whole.from[whole.length - 1] == '}'));
    const char *end = whole.from + whole.length - (closed ? 1 : 0);
    const char *at = whole.from + (closed ? 1 : 0);
    piece part[3] = {{0}};
    double value[3] = {0.0};
    size_t count = 0;

    for (; at < end && count < 3; count++) {
        const char *from = skip(at);
        ent_literal number;
        at = from;
        if (!number_at(&at, &number) || at > end || (at < end && *at != ',' && *at != ';')) {
            return false;
        }
        part[count] = trimmed(from, at);
        value[count] = number.value;
        at += at < end ? 1 : 0;
    }
    if (!closed && is_digit(*whole.from) && !clearly_two(whole)) {
        return false;
    }
    if (at < end || count < 2 || !(value[0] < value[1]) || (count == 3 && !(value[1] < value[2]))) {
        return false;
    }
    return count == 2 ? fits(snprintf(out, room, "%.*s to %.*s", PIECE(part[0]), PIECE(part[1])), room)
                      : fits(snprintf(out, room, "triangular(%.*s, %.*s, %.*s)", PIECE(part[0]), PIECE(part[1]),
                                 PIECE(part[2])),
                            room);
}

static bool put_choice(piece condition, piece yes, piece no, char *out, size_t room)
{
    return condition.length > 0 && yes.length > 0 && no.length > 0 &&
           fits(snprintf(out, room, "if(%.*s, %.*s, %.*s)", PIECE(condition), PIECE(yes), PIECE(no)), room);
}

/* `A if C else B`, `A if C, otherwise B`, `if C then A else B`, `C ? A : B`. */
static bool rewrite_choice(const char *text, char *out, size_t room)
{
    const char *end = text + strlen(text);
    const char *start = skip(text);
    const char *when = find_word(text, "if");
    const char *other = find_word(text, "else");
    const char *then = find_word(text, "then");
    const char *mark = strchr(text, '?');
    const char *colon = mark != NULL ? strchr(mark, ':') : NULL;
    size_t length = 4;

    if (mark != NULL && colon != NULL) {
        return put_choice(trimmed(text, mark), trimmed(mark + 1, colon), trimmed(colon + 1, end), out, room);
    }
    if (other == NULL) {
        other = find_word(text, "otherwise");
        length = 9;
    }
    if (starts(start, "if") && then != NULL) {
        return put_choice(trimmed(start + 2, then), trimmed(then + 4, other != NULL ? other : end),
            other != NULL ? trimmed(other + length, end) : (piece){"0", 1}, out, room);
    }
    if (when == NULL || when == start) {
        return false;
    }
    if (other == NULL) {
        return put_choice(trimmed(when + 2, end), trimmed(text, when), (piece){"0", 1}, out, room);
    }
    if (other < when) {
        return false;
    }
    while (other > when && strchr(BLANKS ",", other[-1]) != NULL) {
        other--;
    }
    return put_choice(trimmed(when + 2, other), trimmed(text, when),
        trimmed(other + strspn(other, BLANKS ",") + length, end), out, room);
}

/* Digits in groups of three, 10'000 or 10,000 or 10 000, anywhere in a formula. */
static bool rewrite_thousands(const char *text, char *out, size_t room)
{
    static const char *const separators[] = {"'", "\xE2\x80\x99", ",", "\xC2\xA0", "\xE2\x80\xAF", "_", " "};
    bool found = false;
    size_t n = 0;

    while (*text != '\0' && n + 1 < room) {
        bool joined = false;
        for (size_t i = 0; i < sizeof(separators) / sizeof(*separators) && n > 0 && is_digit(out[n - 1]); i++) {
            size_t length = strlen(separators[i]);
            const char *group = text + length;
            joined = strncmp(text, separators[i], length) == 0 && strspn(group, "0123456789") == 3;
            if (joined) {
                text = group;
                found = true;
                break;
            }
        }
        for (size_t i = 0; i < (joined ? 3U : 1U) && n + 1 < room; i++) {
            out[n++] = *text++;
        }
    }
    out[n] = '\0';
    return found && *text == '\0';
}

/* A number and its suffix apart: 1.5 M, 40 %, 8 k to 15 k. */
static bool rewrite_apart(const char *text, char *out, size_t room)
{
    bool found = false;
    size_t n = 0;

    while (*text != '\0' && n + 1 < room) {
        const char *next = skip(text);
        bool suffix = *next != '\0' && strchr("kMB%", *next) != NULL && !is_letter(next[1]) && !is_digit(next[1]);
        if (next > text && n > 0 && is_digit(out[n - 1]) && suffix) {
            found = true;
            text = next;
        }
        out[n++] = *text++;
    }
    out[n] = '\0';
    return found && *text == '\0';
}

/* Replaces every `from` outside strings by `to`. */
static bool replace(const char *text, const char *from, const char *to, char *out, size_t room)
{
    bool found = false;
    bool quoted = false;
    size_t n = 0;

    while (*text != '\0' && n + strlen(to) + 1 < room) {
        quoted = *text == '\'' ? !quoted : quoted;
        if (!quoted && strncmp(text, from, strlen(from)) == 0) {
            memcpy(out + n, to, strlen(to));
            n += strlen(to);
            text += strlen(from);
            found = true;
        } else {
            out[n++] = *text++;
        }
    }
    out[n] = '\0';
    return found && *text == '\0';
}

/* uniform(0..1), uniform(0 to 1): a range in place of the arguments. */
static bool rewrite_dots(const char *text, char *out, size_t room)
{
    return replace(text, "..", ", ", out, room);
}

static bool rewrite_range_arguments(const char *text, char *out, size_t room)
{
    return strchr(text, '(') != NULL && replace(text, " to ", ", ", out, room);
}

static bool rewrite_is_not(const char *text, char *out, size_t room)
{
    return replace(text, " is not ", " != ", out, room);
}

static bool rewrite_is(const char *text, char *out, size_t room)
{
    return replace(text, " is ", " == ", out, room) || replace(text, " equals ", " == ", out, room);
}

static bool rewrite_of(const char *text, char *out, size_t room)
{
    return replace(text, "% of ", "% * ", out, room);
}

/* `1 in 10`, `1 out of 10`. */
static bool rewrite_odds(const char *text, char *out, size_t room)
{
    static const char *const joints[] = {"out of", "in"};
    const char *at = text;
    const char *rest;
    ent_literal part, all;

    if (!number_at(&at, &part)) {
        return false;
    }
    rest = AFTER_ANY(at, joints);
    return rest != NULL && whole_number(all_of(rest), &all) && part.value <= all.value &&
           fits(snprintf(out, room, "%.*s / %.*s", (int) part.length, skip(text), PIECE(all_of(rest))), room);
}

/* A semicolon or comma at the end. */
static bool rewrite_end(const char *text, char *out, size_t room)
{
    piece whole = all_of(text);
    size_t before = whole.length;

    while (whole.length > 0 && strchr(";, \t", whole.from[whole.length - 1]) != NULL) {
        whole.length--;
    }
    return whole.length > 0 && whole.length < before && fits(snprintf(out, room, "%.*s", PIECE(whole)), room);
}

/* A currency sign. */
static bool rewrite_currency(const char *text, char *out, size_t room)
{
    static const char *const signs[] = {"$", "\xE2\x82\xAC", "\xC2\xA3"};

    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
        if (replace(text, signs[i], "", out, room)) {
            return true;
        }
    }
    return false;
}

#define WRITE "write"
#define SUCH_AS "write a range, its 5th to its 95th percentile, such as"

const ent_phrase ent_phrases[] = {
    {"`+-` is no operator", SUCH_AS, rewrite_plus_minus},
    {"a limit alone is no number", WRITE, rewrite_at_most},
    {"a lower limit alone is no number", SUCH_AS, rewrite_at_least},
    {"an approximate number is written as a range", SUCH_AS, rewrite_about},
    {"a range is written with `to` alone", WRITE, rewrite_between},
    {NULL, WRITE, ent_foreign_functions_rewrite},
    {"numbers have no thousands separators", WRITE, rewrite_thousands},
    {"a range is written with `to`", WRITE, rewrite_list},
    {"a choice is written `if(condition, a, b)`", WRITE, rewrite_choice},
    {"a suffix follows its number directly", WRITE, rewrite_apart},
    {"the arguments of a function are separated by commas", WRITE, rewrite_dots},
    {"the arguments of a function are separated by commas", WRITE, rewrite_range_arguments},
    {"`is not` is written `!=`", WRITE, rewrite_is_not},
    {"equality is written `==`", WRITE, rewrite_is},
    {"`of` is written `*`", WRITE, rewrite_of},
    {"a share of a number is written with `/`", WRITE, rewrite_odds},
    {"a formula ends without a sign", WRITE, rewrite_end},
    {"numbers carry no unit", WRITE, rewrite_currency},
};

const size_t ent_phrase_count = sizeof(ent_phrases) / sizeof(*ent_phrases);

bool ent_phrase_up_to(const char *text, char *out, size_t room)
{
    return starts(skip(text), "up") && rewrite_at_most(text, out, room);
}

bool ent_phrase_given(const char *text, char *out, size_t room)
{
    const char *bar = strchr(text, '|');
    piece before, after;

    if (bar == NULL || bar[1] == '|' || strchr(bar + 1, '|') != NULL) {
        return false;
    }
    before = trimmed(text, bar);
    after = all_of(bar + 1);
    return fits(snprintf(out, room, "%.*s given %.*s", PIECE(before), PIECE(after)), room);
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

/* Length of a number of `least` to `most` digits. */
static size_t digits(const char *at, size_t least, size_t most)
{
    size_t n = strspn(at, "0123456789");

    return n >= least && n <= most ? n : 0;
}

/* 2026-06, 2026-06-15, 06/2026, 2026/06, 15.6.2026, 6.2026 with two points alone. */
static bool is_numeric_date(piece text)
{
    size_t year = digits(text.from, 4, 4);
    size_t first = year > 0 ? year : digits(text.from, 1, 2);
    char sign = text.from[first]; /* the NUL at the end, or any character where no digits begin the text */
    const char *second = text.from + first + 1;
    size_t length = first > 0 && (sign == '-' || sign == '/' || sign == '.') ? digits(second, 1, year > 0 ? 2 : 4) : 0;
    size_t rest = length > 0 && second[length] == sign ? digits(second + length + 1, 1, 4) : 0;
    size_t whole = first + 1 + length + (rest > 0 ? rest + 1 : 0);

    if (length == 0 || whole != text.length || (sign == '.' && rest == 0)) {
        return false;
    }
    return year > 0 ? length == 2 : length == 4 || rest == 4;
}

bool ent_phrase_is_date(const char *text)
{
    static const char *const months[] = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    piece whole = all_of(text);
    bool month = false;
    bool year = false;

    if (whole.length == 0 || whole.length > 40 || strpbrk(text, "'<>=()") != NULL) {
        return false;
    }
    for (size_t i = 0; i < whole.length; i++) {
        const char *at = whole.from + i;
        bool begins = i == 0 || (!is_letter(at[-1]) && !is_digit(at[-1]));
        for (size_t m = 0; begins && m < sizeof(months) / sizeof(*months); m++) {
            month = month || strncasecmp(at, months[m], 3) == 0;
        }
        year = year || (begins && digits(at, 4, 4) == 4 && (*at == '1' || *at == '2'));
    }
    return (month && year) || is_numeric_date(whole);
}
