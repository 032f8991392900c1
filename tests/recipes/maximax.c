/* Maximum of U_p - R_p. Part of tests/recipes: the value of a package is the gain of the party that gains most. */
static void maximax(const ent_bargaining_set *set, double *value)
{
    for (size_t i = 0; i < set->count; i++) {
        value[i] = -INFINITY;
        for (size_t j = 0; j < set->deciders; j++) {
            double gain = gain_of(set, i, j);
            value[i] = gain > value[i] ? gain : value[i];
        }
    }
}
