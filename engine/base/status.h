/* Status codes: every function that can fail returns one. 0 is success, negative values are errors. */
#ifndef ENT_BASE_STATUS_H
#define ENT_BASE_STATUS_H

enum ent_status {
    ENT_OK = 0,
    ENT_ERR_NO_MEMORY = -1,   /* an allocation failed */
    ENT_ERR_IO = -2,          /* a file could not be read or written */
    ENT_ERR_SCENARIO = -3,    /* the scenario has errors, see the diagnostics */
    ENT_ERR_NUMERIC = -4,     /* a formula gave no number in some draw, see the diagnostics */
    ENT_ERR_INTERRUPTED = -5, /* the caller requested a stop */
    ENT_ERR_ARGUMENT = -6,    /* an argument is outside the documented range */
    ENT_ERR_CHART = -7,       /* gnuplot is missing or failed */
    ENT_ERR_CHECKPOINT = -8   /* a checkpoint or shard is damaged, or belongs to another run */
};

/* Returns a sentence that describes a status, in static storage; never NULL. */
const char *ent_strerror(int status);

#endif
