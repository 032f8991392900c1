#include "cli/options.h"

#include "base/diagnostic.h"
#include "base/status.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPT_SET = 256, OPT_SEED, OPT_WORLDS, OPT_REPLICATIONS, OPT_THREADS, OPT_OUT, OPT_DRAWS, OPT_FORMAT, OPT_NO_CHARTS,
    OPT_JSON, OPT_QUIET, OPT_DRAW, OPT_VARIANT, OPT_HELP, OPT_VERSION };

static const struct option long_options[] = {{"set", required_argument, NULL, OPT_SET},
    {"seed", required_argument, NULL, OPT_SEED}, {"worlds", required_argument, NULL, OPT_WORLDS},
    {"replications", required_argument, NULL, OPT_REPLICATIONS}, {"threads", required_argument, NULL, OPT_THREADS},
    {"out", required_argument, NULL, OPT_OUT}, {"draws", required_argument, NULL, OPT_DRAWS},
    {"format", required_argument, NULL, OPT_FORMAT}, {"no-charts", no_argument, NULL, OPT_NO_CHARTS},
    {"json", no_argument, NULL, OPT_JSON}, {"quiet", no_argument, NULL, OPT_QUIET},
    {"draw", required_argument, NULL, OPT_DRAW}, {"variant", required_argument, NULL, OPT_VARIANT},
    {"help", no_argument, NULL, OPT_HELP}, {"version", no_argument, NULL, OPT_VERSION}, {NULL, 0, NULL, 0}};

enum { LONG_OPTIONS = sizeof(long_options) / sizeof(*long_options) - 1 };

void ent_options_free(ent_options *self)
{
    for (size_t i = 0; i < self->mades; i++) {
        free(self->made[i]);
    }
    free(self->made);
    free((void *) self->operand);
    free((void *) self->set);
    *self = (ent_options){0};
}

static int wrong_number(const char *option, const char *text)
{
    fprintf(stderr, "entente: --%s takes a whole number, not `%s`\n", option, text);
    return ENT_EXIT_USAGE;
}

static int read_count(const char *option, const char *text, uint64_t most, uint64_t *value)
{
    char *end = NULL;
    unsigned long long read;

    errno = 0;
    if (*text < '0' || *text > '9') {
        return wrong_number(option, text);
    }
    read = strtoull(text, &end, 10);
    if (errno != 0 || *end != '\0') {
        return wrong_number(option, text);
    }
    if (read > most) {
        fprintf(stderr, "entente: --%s %s is too large: at most %llu\n", option, text, (unsigned long long) most);
        return ENT_EXIT_USAGE;
    }
    *value = read;
    return ENT_EXIT_OK;
}

/* --seed 7 is --set run.seed=7. */
static int add_run_setting(ent_options *self, const char *name, const char *text)
{
    size_t length = strlen(name) + strlen(text) + 8;
    char *made = malloc(length);
    uint64_t checked;

    if (made == NULL) {
        return ENT_EXIT_FAILED;
    }
    snprintf(made, length, "run.%s = %s", name, text);
    self->made[self->mades++] = made;
    self->set[self->sets++] = made;
    return read_count(name, text, UINT64_C(9007199254740992), &checked);
}

static int read_format(ent_options *self, const char *text)
{
    if (ent_chart_format_parse(text, &self->format) == ENT_OK) {
        return ENT_EXIT_OK;
    }
    fprintf(stderr, "entente: --format takes svg, png or pdf, not `%s`\n", text);
    return ENT_EXIT_USAGE;
}

static int take_option(ent_options *self, int option, const char *value)
{
    uint64_t number = 0;
    int status = ENT_EXIT_OK;

    switch (option) {
    case OPT_SET:
        self->set[self->sets++] = value;
        break;
    case OPT_SEED:
        return add_run_setting(self, "seed", value);
    case OPT_WORLDS:
        return add_run_setting(self, "worlds", value);
    case OPT_REPLICATIONS:
        return add_run_setting(self, "replications", value);
    case OPT_THREADS:
        status = read_count("threads", value, 1024, &number);
        self->threads = (unsigned) number;
        break;
    case OPT_OUT:
        self->out = value;
        break;
    case OPT_DRAWS:
        return read_count("draws", value, 100000000, &self->draws);
    case OPT_DRAW:
        self->has_draw = true;
        return read_count("draw", value, UINT64_MAX / 2, &self->draw);
    case OPT_VARIANT:
        self->variant = value;
        break;
    case OPT_FORMAT:
        return read_format(self, value);
    default:
        self->charts = self->charts && option != OPT_NO_CHARTS;
        self->json = self->json || option == OPT_JSON;
        self->quiet = self->quiet || option == OPT_QUIET;
        self->help = self->help || option == OPT_HELP || option == 'h';
        self->version = self->version || option == OPT_VERSION || option == 'V';
        break;
    }
    return status;
}

static int unknown_option(const char *text)
{
    const char *names[LONG_OPTIONS];
    const char *near;
    char word[64] = "";

    for (size_t i = 0; i < LONG_OPTIONS; i++) {
        names[i] = long_options[i].name;
    }
    snprintf(word, sizeof(word), "%s", text + strspn(text, "-"));
    word[strcspn(word, "=")] = '\0';
    near = ent_nearest_name(word, names, LONG_OPTIONS);
    fprintf(stderr, "entente: unknown option `%s`%s%s%s\n", text, near != NULL ? "; did you mean --" : "",
        near != NULL ? near : "", near != NULL ? "?" : "; `entente --help` lists them");
    return ENT_EXIT_USAGE;
}

static int read_options(ent_options *self, int argc, char **argv)
{
    int status = ENT_EXIT_OK;
    int option;

    opterr = 0;
    while (status == ENT_EXIT_OK) {
        int at = optind;
        option = getopt_long(argc, argv, "+:hVo:", long_options, NULL);
        if (option == -1 && optind < argc && !(at < argc && strcmp(argv[optind - 1], "--") == 0)) {
            self->operand[self->operands++] = argv[optind++]; /* options may follow operands */
            continue;
        }
        if (option == -1) {
            break;
        }
        if (option == ':') {
            fprintf(stderr, "entente: `%s` wants a value\n", argv[optind - 1]);
            status = ENT_EXIT_USAGE;
        } else if (option == '?') {
            status = unknown_option(argv[at < argc ? at : argc - 1]);
        } else {
            status = take_option(self, option == 'o' ? OPT_OUT : option, optarg);
        }
    }
    while (status == ENT_EXIT_OK && optind < argc) {
        self->operand[self->operands++] = argv[optind++];
    }
    return status;
}

int ent_options_read(ent_options *self, int argc, char **argv)
{
    size_t room = (size_t) argc + 1;
    int status;

    *self = (ent_options){.out = "results", .charts = true, .format = ENT_CHART_SVG};
    self->operand = calloc(room, sizeof(*self->operand));
    self->set = calloc(room, sizeof(*self->set));
    self->made = calloc(room, sizeof(*self->made));
    if (self->operand == NULL || self->set == NULL || self->made == NULL) {
        return ENT_EXIT_FAILED;
    }
    status = read_options(self, argc, argv);
    if (status == ENT_EXIT_OK && self->operands > 0) {
        self->command = self->operand[0];
        memmove((void *) self->operand, (const void *) (self->operand + 1),
            --self->operands * sizeof(*self->operand));
    }
    return status;
}
