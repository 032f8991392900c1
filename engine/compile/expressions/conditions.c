/* Conditions of three values: true, false, and no number where what they compare is none. What is no number must not
 * pass for false: a published share would be wrong without a word. As in Kleene's strong logic (Kleene 1952,
 * Introduction to Metamathematics, section 64) `false and x` is false and `true or x` true whatever x is, so that
 * "x > 0 and log(x) > 1" says what it seems to. Kernels know two values; the third costs only where bounds allow it. */
#include "compile/compiler.h"

#include <math.h>

static bool may_nan(const ent_compiler *self, ent_value value)
{
    return value != ENT_NO_VALUE && self->graph->node[value].may_nan;
}

static ent_value constant(ent_compiler *self, double value)
{
    return ent_value_graph_constant(self->graph, value);
}

static ent_value binary(ent_compiler *self, ent_op op, ent_value a, ent_value b)
{
    return ent_value_graph_binary(self->graph, op, a, b);
}

/* The value where `argument` is a number. */
static ent_value where_number(ent_compiler *self, ent_value argument, ent_value value)
{
    return may_nan(self, argument)
               ? ent_value_graph_if(self->graph, binary(self, ENT_OP_EQ, argument, argument), value, constant(self, NAN))
               : value;
}

static ent_value is_false(ent_compiler *self, ent_value value)
{
    return binary(self, ENT_OP_EQ, value, constant(self, 0.0));
}

/* The kernels' `and` and `or` are right where they give true; what else is known to be false is so by its sides. */
static ent_value connect(ent_compiler *self, ent_op op, ent_value a, ent_value b)
{
    ent_value known = binary(self, op, a, b);
    ent_value no;

    if (!may_nan(self, a) && !may_nan(self, b)) {
        return known;
    }
    no = binary(self, op == ENT_OP_AND ? ENT_OP_OR : ENT_OP_AND, is_false(self, a), is_false(self, b));
    return ent_value_graph_if(self->graph, binary(self, ENT_OP_OR, known, no), known, constant(self, NAN));
}

ent_value ent_compile_operator(ent_compiler *self, ent_op op, const ent_value *argument, size_t arguments)
{
    ent_value value;

    if (op == ENT_OP_AND || op == ENT_OP_OR) {
        return connect(self, op, argument[0], argument[1]);
    }
    value = ent_value_graph_op(self->graph, op, argument, arguments);
    if (op == ENT_OP_IF || (op >= ENT_OP_EQ && op <= ENT_OP_NOT)) {
        value = where_number(self, argument[0], value);
    }
    if (op >= ENT_OP_EQ && op <= ENT_OP_GE) {
        value = where_number(self, argument[1], value);
    }
    return value;
}
