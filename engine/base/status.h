/* Statuses: every function that can fail returns one. 0 is success, negative values are errors. */
#ifndef ENT_BASE_STATUS_H
#define ENT_BASE_STATUS_H

enum ent_status {
    ENT_OK = 0,
    ENT_ERR_NO_MEMORY = -1,   /* an allocation failed */
    ENT_ERR_IO = -2,          /* a file could not be read or written */
    ENT_ERR_SCENARIO = -3,    /* the scenario has errors; they are in the diagnostics */
    ENT_ERR_NUMERIC = -4,     /* a formula gave no number in some draw; said in the diagnostics */
    ENT_ERR_INTERRUPTED = -5, /* the caller asked to stop */
    ENT_ERR_ARGUMENT = -6,    /* an argument is outside the documented range */
    ENT_ERR_CHART = -7,       /* gnuplot is missing or failed */
    ENT_ERR_CHECKPOINT = -8      /* a file of partial results is damaged, or of another run */
};

/* A sentence for a status, never NULL; static storage. */
const char *ent_strerror(int status);

#endif
