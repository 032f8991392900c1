/* Why draws have no deal. */
#ifndef ENT_SIMULATE_NO_DEAL_NO_DEAL_H
#define ENT_SIMULATE_NO_DEAL_NO_DEAL_H

#include <stddef.h>
#include <stdint.h>

/* What kept a draw from a deal, in the order of its story: the first that ended the talks. */
typedef enum ent_no_deal {
    ENT_NO_DEAL_STAGES,       /* the stages were not passed by the last round */
    ENT_NO_DEAL_NOTHING_OPEN, /* in no round reached was a package left that is available and that no party refuses */
    ENT_NO_DEAL_NOT_ACCEPTED, /* there were such packages, each short of what some party with a veto asked for */
    ENT_NO_DEAL_NOT_RATIFIED, /* a deal was signed and refused, and no other one entered into force */
    ENT_NO_DEAL_COLLAPSE,     /* a truce in force collapsed before the talks, or the wait for the answers, were over */
    ENT_NO_DEAL_TOO_LATE,     /* a signed deal would have entered into force after the horizon of a truce in force */
    ENT_NO_DEAL_REASONS,
    ENT_NO_DEAL_AGREED = ENT_NO_DEAL_REASONS /* there is a deal */
} ent_no_deal;

/* Why each row of a block has no deal. Owned by the simulator. */
typedef struct ent_no_deal_rows {
    size_t parties;
    uint8_t *reason;   /* [ENT_BLOCK_ROWS] an ent_no_deal */
    uint8_t *blockers; /* [ENT_BLOCK_ROWS] where not accepted: how many parties stand alone in the way; at most 255 */
    uint8_t *alone;    /* [parties][ENT_BLOCK_ROWS] where not accepted: 1 where the party alone stands in the way: some
                          package is acceptable in the last round to all others with a veto */
} ent_no_deal_rows;

/* Allocates. A zeroed struct may be freed. Errors: ENT_ERR_NO_MEMORY; the struct may be freed then too. */
int ent_no_deal_rows_init(ent_no_deal_rows *self, size_t parties);
void ent_no_deal_rows_free(ent_no_deal_rows *self);

/* Moves the rows row[0 … count - 1], which ascend, to the beginning. */
void ent_no_deal_rows_gather(ent_no_deal_rows *self, const double *row, size_t count);

#endif
