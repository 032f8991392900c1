/* A condition is true, false, or NaN where a value that it compares is NaN: treating NaN as false would publish wrong
 * probabilities without a warning. As in Kleene's strong three-valued logic (Kleene 1952, Introduction to
 * Metamathematics, section 64), `false and x` is false and `true or x` is true for any x, so `x > 0 and log(x) > 1`
 * works as expected. The kernels are two-valued; the third value costs extra operators only where the bounds of an
 * operand allow NaN. */
#include "compile/expressions/conditions.h"

#include <math.h>

static bool may_nan(const ent_compiler *self, ent_value value)
{
    return value != ENT_NO_VALUE && self->graph.node[value].may_nan;
}

/* `value` where `argument` is a number, else NaN. */
static ent_value where_number(ent_compiler *self, ent_value argument, ent_value value)
{
    return may_nan(self, argument) ? ent_compile_if(self, ent_compile_binary(self, ENT_OP_EQ, argument, argument),
                                         value, ent_compile_constant(self, NAN))
                                   : value;
}

static ent_value is_false(ent_compiler *self, ent_value value)
{
    return ent_compile_binary(self, ENT_OP_EQ, value, ent_compile_constant(self, 0.0));
}

/* `and` and `or` of the kernels treat NaN as false, so they are right where they give true. The result is known to be
 * false where the operands' negations decide; everywhere else it is NaN. */
static ent_value connect(ent_compiler *self, ent_op op, ent_value a, ent_value b)
{
    ent_value known = ent_compile_binary(self, op, a, b);
    ent_value no;

    if (!may_nan(self, a) && !may_nan(self, b)) {
        return known;
    }
    no = ent_compile_binary(self, op == ENT_OP_AND ? ENT_OP_OR : ENT_OP_AND, is_false(self, a), is_false(self, b));
    return ent_compile_if(self, ent_compile_binary(self, ENT_OP_OR, known, no), known, ent_compile_constant(self, NAN));
}

ent_value ent_compile_operator(ent_compiler *self, ent_op op, const ent_value *argument, size_t arguments)
{
    ent_value value;

    if (op == ENT_OP_AND || op == ENT_OP_OR) {
        return connect(self, op, argument[0], argument[1]);
    }
    value = ent_value_graph_op(&self->graph, op, argument, arguments);
    if (op == ENT_OP_IF || (op >= ENT_OP_EQ && op <= ENT_OP_NOT)) {
        value = where_number(self, argument[0], value);
    }
    if (op >= ENT_OP_EQ && op <= ENT_OP_GE) {
        value = where_number(self, argument[1], value);
    }
    return value;
}

ent_value ent_compile_truth(ent_compiler *self, ent_value value)
{
    ent_value argument[] = {value, ent_compile_constant(self, 0.0)};

    return ent_compile_operator(self, ENT_OP_NE, argument, 2);
}
