/* The objects behind the opaque types of entente.h. For the interface itself, and for the command line, which runs
 * scenarios by the public calls and reads here what only a terminal shows: excerpts of the source, the summary. */
#ifndef ENT_INTERFACE_HANDLES_H
#define ENT_INTERFACE_HANDLES_H

#include "entente.h"
#include "jobs/analyse/analyse.h"
#include "jobs/compare/comparison.h"
#include "jobs/file_scope.h"
#include "jobs/sweep.h"

/* A public message, and the diagnostic that it was made of. */
typedef struct ent_interface_message {
    entente_message shown;            /* first member: a pointer to it is one to the struct */
    const ent_diagnostic *diagnostic; /* borrowed; NULL: a sentence of the run */
} ent_interface_message;

typedef struct ent_interface_messages {
    ent_interface_message *item; /* [count] in the owner's arena */
    size_t count;
} ent_interface_messages;

struct entente_options {
    ent_arena arena;         /* texts of the request */
    ent_job_request request; /* `set` and `sets` are those of the scenario */
    const ent_kernels *kernels;
    bool outside; /* scenarios may read files outside their own folder */
    int (*progress)(void *context, uint64_t done, uint64_t total);
    void *progress_context;
    void (*message)(void *context, const entente_message *message);
    void *message_context;
    atomic_int stop;
    const atomic_int *interrupt; /* borrowed; not 0: stop, in place of `stop`; NULL: none */
    size_t number;               /* index of the scenario among those of the caller, the same on all ranks */
};

struct entente_scenario {
    ent_arena arena; /* name, text, settings, messages */
    const char *name;
    const char *text; /* NULL: read from the file `name` */
    const char **set; /* [sets] */
    size_t sets;
    ent_file_scope scope; /* of bases and tables */
    ent_experiment experiment;
    ent_diagnostics diagnostics; /* errors; borrows from the experiment */
    ent_diagnostics warnings;    /* without errors: of all variants */
    ent_interface_messages messages;
    int status; /* of opening */
};

struct entente_table {
    const ent_memory_table *cells; /* borrowed from the results */
    double *number;                /* [columns * rows] column by column */
    const ent_column **column;     /* [columns] */
    int *kind;                     /* [columns] */
};

struct entente_results {
    ent_arena arena; /* tables, messages */
    ent_job_request request;
    ent_job_host host;
    entente_options *options; /* borrowed; NULL: none */
    ent_sweep_results sweep;  /* its `results` are those of a run or check too */
    ent_analysis analysis;
    ent_comparison comparison; /* zero but of a comparison */
    ent_results *figures;      /* those of `sweep`, or of `analysis` */
    const ent_experiment *experiment;
    const ent_scenario *scenario;           /* whose items have columns; NULL: the base of the experiment */
    entente_table *table[ENT_TABLES_COUNT]; /* in the order of ent_tables; NULL: not asked for yet */
    ent_interface_messages messages;
};

/* Makes public messages of diagnostics, and adds them to the list. origin: an entente_origin. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_interface_messages_add(
    ent_interface_messages *self, const ent_diagnostics *diagnostics, int origin, ent_arena *arena);

/* Message number `index`; NULL beyond the last. */
const entente_message *ent_interface_messages_at(const ent_interface_messages *self, size_t index);

/* The public form of a diagnostic, which it borrows. */
ent_interface_message ent_interface_message_of(const ent_diagnostic *diagnostic, int origin);

/* Empty results of a scenario, freed by entente_results_free; NULL when memory is out. */
entente_results *ent_interface_results_new(entente_scenario *scenario, entente_options *options);

/* Makes the messages of the figures, and takes back the request to stop. Returns `status`, or ENT_ERR_NO_MEMORY. */
int ent_interface_finish(entente_results *self, int status);

#endif
