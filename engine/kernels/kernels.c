#include "kernels/kernels.h"

static const ent_op_info info[ENT_OP_COUNT] = {
    [ENT_OP_ADD] = {"add", 2},
    [ENT_OP_SUB] = {"sub", 2},
    [ENT_OP_MUL] = {"mul", 2},
    [ENT_OP_DIV] = {"div", 2},
    [ENT_OP_NEG] = {"neg", 1},
    [ENT_OP_POW] = {"pow", 2},
    [ENT_OP_MIN] = {"min", 2},
    [ENT_OP_MAX] = {"max", 2},
    [ENT_OP_ABS] = {"abs", 1},
    [ENT_OP_EXP] = {"exp", 1},
    [ENT_OP_LOG] = {"log", 1},
    [ENT_OP_SQRT] = {"sqrt", 1},
    [ENT_OP_FLOOR] = {"floor", 1},
    [ENT_OP_LOGISTIC] = {"logistic", 1},
    [ENT_OP_LOGIT] = {"logit", 1},
    [ENT_OP_NORMAL_CDF] = {"normal_cdf", 1},
    [ENT_OP_NORMAL_QUANTILE] = {"normal_quantile", 1},
    [ENT_OP_EQ] = {"eq", 2},
    [ENT_OP_NE] = {"ne", 2},
    [ENT_OP_LT] = {"lt", 2},
    [ENT_OP_LE] = {"le", 2},
    [ENT_OP_GT] = {"gt", 2},
    [ENT_OP_GE] = {"ge", 2},
    [ENT_OP_AND] = {"and", 2},
    [ENT_OP_OR] = {"or", 2},
    [ENT_OP_NOT] = {"not", 1},
    [ENT_OP_IF] = {"if", 3},
    [ENT_OP_CLAMP] = {"clamp", 3},
    [ENT_OP_WEIBULL_HAZARD] = {"weibull_hazard", 3},
    [ENT_OP_LOG1P] = {"log1p", 1},
    [ENT_OP_EXPM1] = {"expm1", 1},
    [ENT_OP_TRIANGULAR] = {"triangular", 4},
    [ENT_OP_NEG_LOG] = {"neg_log", 1},
    [ENT_OP_POW_OF_LOG] = {"pow_of_log", 2},
};

const ent_op_info *ent_op_describe(ent_op op)
{
    return &info[op];
}
