/* The options: name, help and reader of each. */
#include "base/status.h"
#include "cli/console.h"
#include "cli/options.h"
#include "formula/number.h"

#include <errno.h>
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- readers ------------------------------------------------------------------------------------------------------ */

/* The field of the option's value. */
static void *field_of(const ent_option_entry *option, ent_options *options)
{
    return (char *) options + option->field;
}

/* The number behind a suffix of whole numbers, as formulas have it; 0: there is no such suffix. */
static uint64_t factor_of(const char *suffix)
{
    static const struct {
        const char *suffix;
        uint64_t factor;
    } known[] = {{"", 1}, {"k", 1000}, {"M", 1000000}, {"B", 1000000000}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (strcmp(suffix, known[i].suffix) == 0) {
            return known[i].factor;
        }
    }
    return 0;
}

/* Reads a whole number of `option`, as "20000" or "20k". text: the value, or a part of it. */
static int read_count(const ent_option_entry *option, const char *text, uint64_t *value)
{
    char *end = NULL;
    unsigned long long number;
    uint64_t factor;

    errno = 0;
    number = *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
    factor = end != NULL ? factor_of(end) : 0;
    if (factor == 0) {
        ent_complain("--%s takes a whole number, as in --%s 100 or 20k, not `%s`", option->name, option->name, text);
        return ENT_EXIT_USAGE;
    }
    if (errno != 0 || number > option->most / factor) {
        ent_complain("--%s %s is too large: at most %" PRIu64, option->name, text, option->most);
        return ENT_EXIT_USAGE;
    }
    if (number * factor < option->least) {
        ent_complain("--%s %s is too small: at least %" PRIu64, option->name, text, option->least);
        return ENT_EXIT_USAGE;
    }
    *value = number * factor;
    return ENT_EXIT_OK;
}

/* A whole number, into a uint64_t. */
static int read_number(const ent_option_entry *option, const char *value, ent_options *options)
{
    uint64_t *field = field_of(option, options);

    return read_count(option, value, field);
}

/* A text, into a const char *. */
static int read_text(const ent_option_entry *option, const char *value, ent_options *options)
{
    const char **field = field_of(option, options);

    *field = value;
    return ENT_EXIT_OK;
}

/* An option without a value, into a bool. */
static int read_flag(const ent_option_entry *option, const char *value, ent_options *options)
{
    bool *field = field_of(option, options);

    (void) value;
    *field = true;
    return ENT_EXIT_OK;
}

/* One of the option's choices, its index into a size_t. */
static int read_choice(const ent_option_entry *option, const char *value, ent_options *options)
{
    size_t *field = field_of(option, options);
    const char *names[8];
    char words[64];
    size_t count = 0;
    const char *near;
    char *rest = NULL;

    snprintf(words, sizeof(words), "%s", option->choices);
    for (char *word = strtok_r(words, " ", &rest); word != NULL && count < 8; word = strtok_r(NULL, " ", &rest)) {
        if (strcmp(word, value) == 0) {
            *field = count;
            return ENT_EXIT_OK;
        }
        names[count++] = word;
    }
    near = ent_nearest_name(value, names, count);
    ent_complain("--%s takes one of: %s; not `%s`%s%s%s", option->name, option->choices, value,
        near != NULL ? "; did you mean `" : "", near != NULL ? near : "", near != NULL ? "`?" : "");
    return ENT_EXIT_USAGE;
}

static int read_setting(const ent_option_entry *option, const char *value, ent_options *options)
{
    (void) option;
    options->set[options->sets++] = value;
    return ENT_EXIT_OK;
}

static int read_prior(const ent_option_entry *option, const char *value, ent_options *options)
{
    (void) option;
    options->prior[options->priors++] = value;
    return ENT_EXIT_OK;
}

/* The name of a folder. */
static int read_folder(const ent_option_entry *option, const char *value, ent_options *options)
{
    if (*value == '\0') {
        ent_complain(
            "--%s takes the name of a folder, as in --%s results, not an empty word", option->name, option->name);
        return ENT_EXIT_USAGE;
    }
    return read_text(option, value, options);
}

/* "1000": so many draws, evenly over all worlds; "first:1000": the first ones. */
static int read_draws(const ent_option_entry *option, const char *value, ent_options *options)
{
    static const char first[] = "first:";

    options->draws_first = strncmp(value, first, sizeof(first) - 1) == 0;
    return read_count(option, options->draws_first ? value + sizeof(first) - 1 : value, &options->draws);
}

/* A condition, into a const char *. */
static int read_condition_text(const ent_option_entry *option, const char *value, ent_options *options)
{
    if (strspn(value, " \t") == strlen(value)) {
        ent_complain("--%s takes a condition, as in --%s agreed, not an empty word", option->name, option->name);
        return ENT_EXIT_USAGE;
    }
    return read_text(option, value, options);
}

/* --given COND is --set "given = COND". */
static int read_condition(const ent_option_entry *option, const char *value, ent_options *options)
{
    size_t room = strlen(option->name) + strlen(value) + 8;
    char *made = malloc(room);

    if (made == NULL) {
        return ENT_EXIT_FAILED;
    }
    if (strspn(value, " \t") == strlen(value)) {
        free(made);
        ent_complain("--%s takes a condition, as in --%s agreed, not an empty word", option->name, option->name);
        return ENT_EXIT_USAGE;
    }
    snprintf(made, room, "%s = %s", option->name, value);
    options->made[options->mades++] = made;
    options->set[options->sets++] = made;
    return ENT_EXIT_OK;
}

/* Whether a text has chances above 0 and below 1, from low to high, with commas between them. */
static bool are_levels(const char *value)
{
    double last = 0.0, level = 0.0;

    while (true) {
        size_t length = strcspn(value, ",");
        char part[64];
        if (length >= sizeof(part)) {
            return false;
        }
        memcpy(part, value, length);
        part[length] = '\0';
        if (ent_formula_number(part, &level) != ENT_OK || !(level > last) || !(level < 1.0)) {
            return false;
        }
        if (value[length] == '\0') {
            return true;
        }
        last = level;
        value += length + 1;
    }
}

/* --levels 20%,50% is --set "levels = (20%,50%)". */
static int read_levels(const ent_option_entry *option, const char *value, ent_options *options)
{
    size_t room = strlen(option->name) + strlen(value) + 8;
    char *made = malloc(room);

    if (made == NULL) {
        return ENT_EXIT_FAILED;
    }
    if (!are_levels(value)) {
        free(made);
        ent_complain("--%s takes chances with commas between them, from low to high, as in --%s 20%%,50%%, not `%s`",
            option->name, option->name, value);
        return ENT_EXIT_USAGE;
    }
    snprintf(made, room, "%s = (%s)", option->name, value);
    options->made[options->mades++] = made;
    options->set[options->sets++] = made;
    return ENT_EXIT_OK;
}

/* --seed 7 is --set run.seed=7. */
static int read_run_setting(const ent_option_entry *option, const char *value, ent_options *options)
{
    size_t room = strlen(option->name) + 32;
    char *made = malloc(room);
    uint64_t number = 0;
    int status;

    if (made == NULL) {
        return ENT_EXIT_FAILED;
    }
    status = read_count(option, value, &number);
    snprintf(made, room, "run.%s = %" PRIu64, option->name, number);
    options->made[options->mades++] = made;
    options->set[options->sets++] = made;
    return status;
}

/* A number as formulas have it, "35%" or "10k", into a double. */
static int read_real(const ent_option_entry *option, const char *value, ent_options *options)
{
    double *field = field_of(option, options);

    if (ent_formula_number(value, field) != ENT_OK || !(fabs(*field) <= DBL_MAX)) {
        ent_complain("--%s takes a number, as in --%s 10k, 0.35 or 35%%, not `%s`", option->name, option->name, value);
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

static int read_censor(const ent_option_entry *option, const char *value, ent_options *options)
{
    int status = read_real(option, value, options);

    if (status == ENT_EXIT_OK && !(options->censor > 0.0)) {
        ent_complain("--%s takes a duration above 0, not `%s`", option->name, value);
        status = ENT_EXIT_USAGE;
    }
    return status;
}

/* --design sobol is --set 'run.design = "sobol"', --until 0.2% is --set 'run.until = "0.2%"'. */
static int read_run_text(const ent_option_entry *option, const char *value, ent_options *options)
{
    size_t room = strlen(option->name) + strlen(value) + 16;
    char *made;

    if (*value == '\0' || strpbrk(value, "\"\\") != NULL) {
        ent_complain("--%s takes %s, not `%s`", option->name,
            option->choices != NULL ? "random, lhs or sobol" : "a half-width such as 0.2%", value);
        return ENT_EXIT_USAGE;
    }
    made = malloc(room);
    if (made == NULL) {
        return ENT_EXIT_FAILED;
    }
    snprintf(made, room, "run.%s = \"%s\"", option->name, value);
    options->made[options->mades++] = made;
    options->set[options->sets++] = made;
    return ENT_EXIT_OK;
}

/* "3/8" */
static int read_shard(const ent_option_entry *option, const char *value, ent_options *options)
{
    char share[32] = "";
    const char *slash = strchr(value, '/');
    uint64_t shard = 0;
    uint64_t shards = 0;

    if (slash != NULL && slash - value < (ptrdiff_t) sizeof(share)) {
        memcpy(share, value, (size_t) (slash - value));
    }
    if (share[0] < '0' || share[0] > '9' || slash[1] < '0' || slash[1] > '9') {
        ent_complain("--shard takes which share of how many, as in --shard 3/8, not `%s`", value);
        return ENT_EXIT_USAGE;
    }
    if (read_count(option, share, &shard) != ENT_EXIT_OK || read_count(option, slash + 1, &shards) != ENT_EXIT_OK) {
        return ENT_EXIT_USAGE;
    }
    if (shard < 1 || shard > shards) {
        ent_complain("--shard %s: shares are counted from 1 to the number of them, as in --shard 3/8", value);
        return ENT_EXIT_USAGE;
    }
    options->shard = shard;
    options->shards = shards;
    return ENT_EXIT_OK;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

#define FIELD(member) .field = offsetof(ent_options, member)
#define FLAG(member) .kind = ENT_ARGUMENT_NONE, FIELD(member), .read = read_flag
#define NUMBER(member, largest)                                                                                        \
    .kind = ENT_ARGUMENT_COUNT, .argument = "N", FIELD(member), .most = (largest), .read = read_number
#define RUN_SETTING .kind = ENT_ARGUMENT_COUNT, .argument = "N", .read = read_run_setting

/* 2^53 - 1, as in a file: numbers are doubles, and the next ones are not exact. */
#define LARGEST_SEED ((UINT64_C(1) << 53) - 1)

/* 2^31 - 1, as in a file. */
#define LARGEST_SIZE ((UINT64_C(1) << 31) - 1)

static const ent_option_entry table[] = {
    {.name = "set",
        .kind = ENT_ARGUMENT_SETTING,
        .argument = "PATH=VALUE",
        .help = "change a setting, as --set events.un_mandate=100%; may be given again and again",
        .repeats = true,
        .read = read_setting},
    {.name = "given",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "CONDITION",
        .help = "keep only the futures in which this holds, as --given agreed, instead of the file's `given`",
        .read = read_condition},
    {.name = "seed", RUN_SETTING, .most = LARGEST_SEED, .help = "seed of the random numbers, instead of the file's"},
    {.name = "worlds",
        RUN_SETTING,
        .least = 1,
        .most = LARGEST_SIZE,
        .help = "worlds to simulate, instead of the file's"},
    {.name = "replications",
        RUN_SETTING,
        .least = 1,
        .most = LARGEST_SIZE,
        .help = "futures in each world, instead of the file's"},
    {.name = "design",
        .kind = ENT_ARGUMENT_CHOICE,
        .argument = "random|lhs|sobol",
        .choices = "random lhs sobol",
        .help = "how the worlds are chosen, instead of the file's design",
        .read = read_run_text},
    {.name = "until",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "HALF",
        .help =
            "`run` stops early, once half the width of the headline's 95% interval is below this, as --until 0.2%; 0: "
            "it plays all worlds",
        .read = read_run_text},
    {.name = "draw",
        NUMBER(draw, UINT64_MAX / 2),
        .help = "the future to tell, or at which `frontier` values deals, counted from 0"},
    {.name = "world", NUMBER(world, UINT64_MAX / 2), .help = "of --draw: the world, counted from 0"},
    {.name = "where",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "CONDITION",
        .help = "the first future in which this holds, as --where \"agreed and not truce.held\"; of `fit` the rows, as "
                "--where \"kind == 'interstate' and months > 12\"",
        FIELD(where),
        .read = read_condition_text},
    {.name = "outcome",
        .kind = ENT_ARGUMENT_OUTCOME,
        .argument = "NAME",
        .help = "the first future that ends so",
        FIELD(outcome),
        .read = read_text},
    {.name = "since",
        .kind = ENT_ARGUMENT_SCENARIO,
        .argument = "EARLIER",
        .help = "compare with this earlier version of the file, once, in place of waiting for saves",
        FIELD(since),
        .read = read_text},
    {.name = "typical",
        FLAG(typical),
        .help = "the future nearest to the middle of its outcome, of those with --where and --outcome; without them of "
                "the most frequent outcome"},
    {.name = "variant",
        .kind = ENT_ARGUMENT_VARIANT,
        .argument = "NAME",
        .help = "in this variant instead of the base",
        FIELD(variant),
        .read = read_text},
    {.name = "choose",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "A,B,…",
        .help = "of the method value: the variants to choose among (all, and base)",
        FIELD(choose),
        .read = read_text},
    {.name = "levels",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "20%,50%",
        .help = "also the share of worlds in which the chance is at least so high, instead of the file's `levels`",
        .read = read_levels},
    {.name = "threads", NUMBER(threads, 1024), .help = "processors to use (all); results do not depend on it"},
    {.name = "out",
        .letter = 'o',
        .kind = ENT_ARGUMENT_FOLDER,
        .argument = "DIR",
        .help = "where results go (results): one folder a scenario, named after its file",
        FIELD(out),
        .read = read_folder},
    {.name = "draws",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "N",
        .most = 100000000,
        .help =
            "also write N simulated futures of each variant, evenly over all worlds (first:N the first N), draws.csv",
        .read = read_draws},
    {.name = "excel", FLAG(excel), .help = "tables begin with a byte-order mark, so that spreadsheets keep accents"},
    {.name = "format",
        .kind = ENT_ARGUMENT_CHOICE,
        .argument = "svg|png|pdf",
        .choices = "svg png pdf",
        .help = "of the charts (svg)",
        FIELD(format),
        .read = read_choice},
    {.name = "allow-outside",
        FLAG(allow_outside),
        .help = "let `base` and tables be files outside the scenario's own folder, which a stranger's should not read"},
    {.name = "no-charts", FLAG(no_charts), .help = "tables only"},
    {.name = "shard",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "I/N",
        .help = "count only share I of N, to be put together by `entente merge`",
        .most = 1000000,
        .read = read_shard},
    {.name = "solve",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "'EXPRESSION = LEVEL'",
        .help = "find the value at which this holds, as --solve 'P(truce.held) = 50%'",
        FIELD(solve),
        .read = read_text},
    {.name = "vary",
        .kind = ENT_ARGUMENT_PATH,
        .argument = "PATH",
        .help = "the setting that is varied for --solve",
        FIELD(vary),
        .read = read_text},
    {.name = "from",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "A",
        .help = "where its range begins, as 10k or 35% (from the setting itself)",
        FIELD(from),
        .read = read_real},
    {.name = "to",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "B",
        .help = "where its range ends",
        FIELD(to),
        .read = read_real},
    {.name = "least", FLAG(least), .help = "discover: boxes in which the headline is least likely"},
    {.name = "chance", FLAG(chance), .help = "discover: plain events and who joins are limited too, draw by draw"},
    {.name = "time",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "COLUMN",
        .help = "the column of durations",
        FIELD(time),
        .read = read_text},
    {.name = "event",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "COLUMN",
        .help = "the column that is 1 where the duration ended in a failure and 0 where none was seen, or COLUMN=TEXT",
        FIELD(event),
        .read = read_text},
    {.name = "covariates",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "A,B,…",
        .help = "columns of numbers that may change the hazard, or COLUMN=TEXT for 1 where the cell is TEXT and 0 else",
        FIELD(covariates),
        .read = read_text},
    {.name = "entered",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "COLUMN|N",
        .help = "the duration at which a row came under observation (0): a column, or a number for all rows",
        FIELD(entered),
        .read = read_text},
    {.name = "censor",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "N",
        .help = "rows that last longer than N count as not failed at N: the fit is of the first N months alone",
        FIELD(censor),
        .read = read_censor},
    {.name = "fix",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "shape=N",
        .help = "the shape is known, as --fix shape=0.6",
        FIELD(fix),
        .read = read_text},
    {.name = "prior",
        .kind = ENT_ARGUMENT_ANYTHING,
        .argument = "'TERM = DISTRIBUTION'",
        .help =
            "what is known of shape, scale or a covariate's hazard ratio beside the data, as --prior 'shape = 0.4 to "
            "0.9'; may be given again and again",
        .repeats = true,
        .read = read_prior},
    {.name = "live",
        FLAG(live),
        .help = "also write live.html: the program with this scenario in one page, to change it in a browser"},
    {.name = "page",
        .kind = ENT_ARGUMENT_NEW_FILE,
        .argument = "TEMPLATE",
        .help = "the page to put scenarios in, as engine/page/build.sh builds it (the installed one)",
        FIELD(page),
        .read = read_text},
    {.name = "fresh",
        FLAG(fresh),
        .help = "start over, even where an earlier run was interrupted and could be gone on with"},
    {.name = "json", FLAG(json), .everywhere = true, .help = "one JSON document on standard output, instead of text"},
    {.name = "quiet", .letter = 'q', FLAG(quiet), .everywhere = true, .help = "errors only"},
    {.name = "color",
        .kind = ENT_ARGUMENT_CHOICE,
        .argument = "WHEN",
        .choices = "auto always never",
        .help = "colour: auto (on a terminal), always or never",
        .everywhere = true,
        FIELD(colour),
        .read = read_choice},
    {.name = "help", .letter = 'h', FLAG(help), .everywhere = true, .help = "this help"},
    {.name = "version", .letter = 'V', FLAG(version), .everywhere = true, .help = "the version"},
};

enum { OPTIONS = sizeof(table) / sizeof(*table) };

/* ent_options.given has a bit for each. */
_Static_assert(OPTIONS <= 64, "more options than bits");

const ent_option_entry *ent_option_table(size_t *count)
{
    *count = OPTIONS;
    return table;
}

const ent_option_entry *ent_option_find(const char *name, size_t length)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0) {
            return &table[i];
        }
    }
    return NULL;
}

const ent_option_entry *ent_option_of_letter(char letter)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        if (table[i].letter == letter) {
            return &table[i];
        }
    }
    return NULL;
}
