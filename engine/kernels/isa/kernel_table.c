/* The kernels of one instruction set, compiled once per set with -DENT_ISA=NAME (NAME: a header of this folder) and the
 * set's compiler flags; CMakeLists.txt lists the sets of a processor. */
#include "kernels/approximate_score.h"
#include "kernels/columns.h"
#include "kernels/hazards.h"
#include "kernels/kernels.h"
#include "kernels/operators.h"
#include "kernels/pair_loop.h"
#include "kernels/philox.h"
#include "kernels/row_selection.h"
#include "kernels/sampling.h"
#include "kernels/voting_game.h"

#define ENT_JOIN_(a, b) a##b
#define ENT_JOIN(a, b) ENT_JOIN_(a, b)
#define ENT_TEXT_(a) #a
#define ENT_TEXT(a) ENT_TEXT_(a)

extern const ent_kernels ENT_JOIN(ent_kernels_, ENT_ISA);

const ent_kernels ENT_JOIN(ent_kernels_, ENT_ISA) = {
    .isa = ENT_TEXT(ENT_ISA),
    .op = {op_add, op_sub, op_mul, op_div, op_neg, op_pow, op_min, op_max, op_abs, op_exp, op_log, op_sqrt, op_floor,
        op_logistic, op_logit, op_normal_cdf, op_normal_quantile, op_eq, op_ne, op_lt, op_le, op_gt, op_ge, op_and,
        op_or, op_not, op_if, op_clamp, op_weibull_hazard, op_log1p, op_expm1, op_triangular, op_neg_log,
        op_pow_of_log},
    .philox = philox,
    .philox_at = philox_at,
    .philox_streams = philox_streams,
    .philox_each = philox_each,
    .approximate_scores = approximate_scores,
    .approximate_above = approximate_above,
    .axpy = axpy,
    .affine = affine,
    .above = above,
    .hold = hold,
    .combine = combine,
    .sum = sum_columns,
    .add_chosen = add_chosen,
    .draw_triangular = draw_triangular,
    .triangular = triangular,
    .table = table,
    .count_nonzero = count_nonzero,
    .count_both = count_both,
    .count_at_least = count_at_least,
    .guard = guard,
    .split_sum = split_sum,
    .count_short = count_short,
    .add_present = add_present,
    .depart = depart,
    .begin = begin,
    .lasting = lasting,
    .choose = choose,
    .choose_reaching = choose_reaching,
    .pivots = pivots,
    .mark = mark,
    .mark_unless = mark_unless,
    .reach = reach,
    .count_reach = count_reach,
    .outdoing = outdoing,
    .pairs = pairs,
    .worth = worth,
    .count_between = count_between,
    .count_common = count_common,
    .depart_by = depart_by,
    .add_present_by = add_present_by,
    .begin_by = begin_by,
    .under_way = under_way,
    .lasting_by = lasting_by,
    .list_due = list_due,
    .accrue = accrue,
};
