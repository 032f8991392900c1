/* Writes the results of a command that has a folder OUT/ID of its own (compare, score, fit): tables, charts, a page
 * from them, and the manifest last. */
#ifndef ENT_JOBS_OWN_RESULTS_H
#define ENT_JOBS_OWN_RESULTS_H

#include "folder/manifest.h"
#include "jobs/folder_lock.h"
#include "report/html.h"
#include "report/run_data.h"
#include "tables/format/csv_writer.h"

/* A table of the folder. csv: NULL: it is not written this time. */
typedef struct ent_own_table {
    const char *file;
    const ent_csv_writer *csv;
} ent_own_table;

/* All pointers are borrowed. */
typedef struct ent_own_results {
    ent_own_folder folder;
    const ent_own_table *table; /* [tables] */
    size_t tables;
    const char *text_file, *text; /* a file beside the tables; NULL: none */
    const char *page;             /* file name of the page; NULL: none, and charts only in the format of the request */
    int (*put_page)(ent_html *out, ent_run_data *data, const void *notes); /* the page of the tables in data */
    const void *notes;                                                     /* of put_page */
} ent_own_results;

typedef struct ent_own_written {
    const char *folder; /* in the arena */
    bool charts_drawn;  /* they were asked for, and none failed */
} ent_own_written;

/* Writes the folder, whose lock is held meanwhile. manifest: describes it but for files and end, which are set. ENT_OK;
 * ENT_ERR_IO with a diagnostic; ENT_ERR_INTERRUPTED: stopped while another run wrote there; ENT_ERR_NO_MEMORY. That
 * charts cannot be drawn is a diagnostic of the host and no error. */
int ent_own_results_write(const ent_own_results *self, ent_manifest *manifest, const ent_job_request *request,
    const ent_job_host *host, ent_arena *arena, ent_diagnostics *diagnostics, ent_own_written *written);

#endif
