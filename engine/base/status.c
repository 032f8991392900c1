#include "base/status.h"

const char *ent_strerror(int status)
{
    switch (status) {
    case ENT_OK:
        return "no error";
    case ENT_ERR_NO_MEMORY:
        return "out of memory";
    case ENT_ERR_IO:
        return "a file could not be read or written";
    case ENT_ERR_SCENARIO:
        return "the scenario has errors";
    case ENT_ERR_NUMERIC:
        return "a formula gave no number in some draw";
    case ENT_ERR_INTERRUPTED:
        return "interrupted";
    case ENT_ERR_ARGUMENT:
        return "an argument is out of range";
    case ENT_ERR_CHART:
        return "the charts could not be drawn";
    case ENT_ERR_CHECKPOINT:
        return "partial results are damaged or of another run";
    default:
        return "unknown error";
    }
}
