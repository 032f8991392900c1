/* Runs a scenario with some settings changed, and prints how it ends: PROGRAM FILE [PATH=VALUE ...] */
#include <entente.h>
#include <stdio.h>

static void print_messages(const entente_scenario *scenario)
{
    for (size_t i = 0; i < entente_scenario_messages(scenario); i++) {
        const entente_message *message = entente_scenario_message(scenario, i);
        fprintf(
            stderr, "%s:%d:%d: %s: %s\n", message->file, message->line, message->column, message->path, message->text);
    }
}

int main(int argc, char **argv)
{
    entente_scenario *scenario = NULL;
    entente_results *results = NULL;
    const entente_table *table = NULL;
    const char *const *set = (const char *const *) argv + 2;
    int status =
        argc < 2 ? (int) ENTENTE_ERR_ARGUMENT : entente_open_file(&scenario, argv[1], set, (size_t) argc - 2, NULL);

    if (scenario != NULL) {
        print_messages(scenario);
    }
    if (status == ENTENTE_OK && (status = entente_run(scenario, NULL, &results)) == ENTENTE_OK &&
        (status = entente_results_table(results, "outcomes", &table)) == ENTENTE_OK) {
        const double *p = entente_table_numbers(table, (size_t) entente_table_find(table, "probability"));
        for (size_t row = 0; row < entente_table_rows(table); row++) {
            printf("%s,%s,%.17g\n", entente_table_text(table, row, 0), entente_table_text(table, row, 1), p[row]);
        }
    }
    if (status != ENTENTE_OK) {
        fprintf(stderr, "%s\n", entente_strerror(status));
    }
    entente_results_free(results);
    entente_scenario_free(scenario);
    return status == ENTENTE_OK ? 0 : 1;
}
