/* Boxes by hand, planted ones, and every figure of random ones counted anew. */
#include "analysis/boxes.h"

#include "base/status.h"
#include "suite.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

enum { MOST_WORLDS = 4000, MOST_FACTORS = 4 };

/* Data of a test: worlds with factors, draws and cases. */
typedef struct fixture {
    double x[MOST_FACTORS][MOST_WORLDS];
    const double *factor[MOST_FACTORS];
    double sum[MOST_WORLDS], weight[MOST_WORLDS];
    ent_boxes_data data;
    ent_boxes boxes;
    uint64_t state;
} fixture;

static fixture made;

static fixture *start(size_t worlds, size_t factors, uint64_t seed)
{
    made = (fixture){.state = seed};
    for (size_t f = 0; f < MOST_FACTORS; f++) {
        made.factor[f] = made.x[f];
    }
    made.data = (ent_boxes_data){.worlds = worlds,
        .factors = factors,
        .factor = made.factor,
        .points = worlds,
        .sum = made.sum,
        .weight = made.weight};
    return &made;
}

/* A generator of its own: Knuth's 64-bit congruence, upper bits. */
static double uniform(fixture *self)
{
    self->state = self->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double) (self->state >> 12) + 0.5) / 4503599627370496.0;
}

static double binomial(fixture *self, int draws, double p)
{
    double count = 0.0;

    for (int i = 0; i < draws; i++) {
        count += uniform(self) < p ? 1.0 : 0.0;
    }
    return count;
}

static ent_boxes *find(fixture *self, const ent_boxes_options *options)
{
    CU_ASSERT_EQUAL(ent_boxes_find(&self->boxes, &self->data, options), ENT_OK);
    return &self->boxes;
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

/* 20 worlds of 10 draws; all have the event from the 16th on, the others never. */
static fixture *start_stairs(void)
{
    fixture *self = start(20, 1, 1);

    for (size_t w = 0; w < 20; w++) {
        self->x[0][w] = (double) w;
        self->weight[w] = 10.0;
        self->sum[w] = w >= 15 ? 10.0 : 0.0;
    }
    return self;
}

static void test_a_world_at_a_time(void)
{
    fixture *self = start_stairs();
    ent_boxes *boxes = find(self, &ent_boxes_defaults);
    const ent_boxes_box *box = &boxes->box[0];

    CU_ASSERT_EQUAL(boxes->boxes, 1); /* the remaining worlds do not vary */
    CU_ASSERT_DOUBLE_EQUAL(boxes->density, 0.25, 0.0);
    CU_ASSERT_EQUAL(box->steps, 20); /* 20, 19, …, 1 worlds: the least mass */
    for (size_t i = 0; i < box->steps; i++) {
        double worlds = (double) (20 - i);
        CU_ASSERT_DOUBLE_EQUAL(box->step[i].mass, worlds / 20.0, 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(box->step[i].density, worlds > 5.0 ? 5.0 / worlds : 1.0, 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(box->step[i].coverage, worlds > 5.0 ? 1.0 : worlds / 5.0, 1e-15);
        CU_ASSERT_EQUAL(box->step[i].dimensions, i > 0 ? 1 : 0);
    }
    CU_ASSERT_EQUAL(box->chosen, 15);
    CU_ASSERT_EQUAL(box->points, 5);
    CU_ASSERT_EQUAL_FATAL(box->limits, 1);
    CU_ASSERT_EQUAL(box->limit[0].dimension, 0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].low, 14.5, 0.0);
    CU_ASSERT_TRUE(isnan(box->limit[0].high));
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].lowest, 15.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].highest, 19.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].density_without, 0.25, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].quasi_p, pow(0.25, 5.0), 1e-15); /* 5 of 5 worlds */
    ent_boxes_free(boxes);
}

/* The lowest chance is in the other worlds: 0 up to the 15th. Coverage is of the draws without the event. */
static void test_least(void)
{
    fixture *self = start_stairs();
    ent_boxes_options options = ent_boxes_defaults;
    const ent_boxes_box *box;

    options.least = true;
    box = &find(self, &options)->box[0];
    CU_ASSERT_EQUAL_FATAL(box->limits, 1);
    CU_ASSERT_TRUE(isnan(box->limit[0].low));
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].high, 14.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].density_without, 0.25, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].quasi_p, pow(0.75, 15.0), 1e-15); /* 15 of 15 without it */
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->chosen].density, 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->chosen].coverage, 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->chosen].mass, 0.75, 1e-15);
    ent_boxes_free(&self->boxes);
}

/* A mean of a measure: no cases, so no coverage and no binomial test; the elbow is of density against mass. */
static void test_mean(void)
{
    fixture *self = start_stairs();
    ent_boxes_options options = ent_boxes_defaults;
    const ent_boxes_box *box;

    for (size_t w = 0; w < 20; w++) {
        self->sum[w] = w >= 15 ? -10.0 : -20.0;
    }
    options.mean = true;
    box = &find(self, &options)->box[0];
    CU_ASSERT_EQUAL_FATAL(box->limits, 1);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].low, 14.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->chosen].density, -1.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].density_without, -1.75, 1e-15);
    CU_ASSERT_TRUE(isnan(box->limit[0].quasi_p));
    CU_ASSERT_TRUE(isnan(box->step[0].coverage));
    ent_boxes_free(&self->boxes);
    options.least = true;
    box = &find(self, &options)->box[0];
    CU_ASSERT_EQUAL_FATAL(box->limits, 1);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].high, 14.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->chosen].density, -2.0, 1e-15);
    ent_boxes_free(&self->boxes);
}

/* A value of a discrete factor goes as a whole, from either end; of two equal moves the first factor's low end wins. */
static void test_discrete(void)
{
    fixture *self = start(40, 2, 1);
    const ent_boxes_box *box;

    for (size_t w = 0; w < 40; w++) {
        self->x[0][w] = self->x[1][w] = (double) (w / 2 % 4); /* both alike */
        self->weight[w] = 10.0;
        self->sum[w] = w / 2 % 4 == 2 ? 9.0 : 1.0;
    }
    box = &find(self, &ent_boxes_defaults)->box[0];
    CU_ASSERT_EQUAL(box->steps, 4); /* without 0, without 1, without 3 */
    CU_ASSERT_DOUBLE_EQUAL(box->step[1].mass, 0.75, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(box->step[1].density, 11.0 / 30.0, 1e-15);
    CU_ASSERT_EQUAL(box->chosen, 3);
    CU_ASSERT_EQUAL_FATAL(box->limits, 1);
    CU_ASSERT_EQUAL(box->limit[0].dimension, 0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].low, 1.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].high, 2.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].lowest, 2.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].highest, 2.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->step[3].density, 0.9, 1e-15);
    ent_boxes_free(&self->boxes);
}

/* Worlds weigh by their draws: of 20 worlds the last has 81 of 100 draws, so the box ends before it is removed. */
static void test_weights(void)
{
    fixture *self = start(20, 1, 1);
    ent_boxes_options options = ent_boxes_defaults;
    const ent_boxes_box *box;

    for (size_t w = 0; w < 20; w++) {
        self->x[0][w] = (double) w;
        self->weight[w] = w == 19 ? 81.0 : 1.0;
        self->sum[w] = w == 19 ? 27.0 : 0.0;
    }
    self->weight[3] = 0.0; /* a world without a draw that counts is in no box */
    self->weight[4] = 2.0;
    options.skip_halves = true;
    box = &find(self, &options)->box[0];
    CU_ASSERT_DOUBLE_EQUAL(
        box->step[1].mass, 0.95, 1e-15); /* four of the five draws that may go: the fifth comes in two */
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->steps - 1].mass, 0.81, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->steps - 1].density, 27.0 / 81.0, 1e-15);
    CU_ASSERT_EQUAL(box->chosen, box->steps - 1);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].low, 18.5, 0.0);
    CU_ASSERT_EQUAL(box->points, 1);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].quasi_p, 1.0, 0.0); /* a third of a case, rounded to none, of one world */
    ent_boxes_free(&self->boxes);
}

/* Nothing varies: a trajectory, and no step proposed. */
static void test_flat(void)
{
    fixture *self = start_stairs();
    ent_boxes *boxes;

    for (size_t w = 0; w < 20; w++) {
        self->sum[w] = 3.0;
    }
    boxes = find(self, &ent_boxes_defaults);
    CU_ASSERT_EQUAL(boxes->boxes, 1);
    CU_ASSERT_EQUAL(boxes->box[0].chosen, SIZE_MAX);
    CU_ASSERT_TRUE(boxes->box[0].flat);
    CU_ASSERT_EQUAL(boxes->box[0].limits, 0);
    CU_ASSERT_DOUBLE_EQUAL(boxes->box[0].step[0].density, 0.3, 1e-15);
    ent_boxes_free(boxes);
    self->data.factors = 0;
    boxes = find(self, &ent_boxes_defaults);
    CU_ASSERT_EQUAL(boxes->box[0].steps, 1);
    CU_ASSERT_TRUE(boxes->box[0].flat);
    ent_boxes_free(boxes);
    memset(self->sum, 0, sizeof(self->sum));
    boxes = find(self, &ent_boxes_defaults);
    CU_ASSERT_TRUE(isnan(boxes->box[0].step[0].coverage)); /* there are no cases */
    ent_boxes_free(boxes);
    memset(self->weight, 0, sizeof(self->weight));
    CU_ASSERT_EQUAL(find(self, &ent_boxes_defaults)->boxes, 0);
    ent_boxes_free(&self->boxes);
}

/* Draws with two flags: the event needs the first, and the second carries no information. */
static void test_flags(void)
{
    enum { DRAWS = 80 };
    fixture *self = start(40, 1, 1);
    uint32_t world[DRAWS];
    uint64_t flag[DRAWS];
    const ent_boxes_box *box;

    for (size_t i = 0; i < DRAWS; i++) {
        world[i] = (uint32_t) (i / 2);
        flag[i] = i % 4; /* bit 0: draws of odd number */
        self->sum[i] = i % 2 == 1 ? 1.0 : 0.0;
        self->x[0][i / 2] = 5.0;
    }
    self->data.points = DRAWS;
    self->data.world = world;
    self->data.flags = 2;
    self->data.flag = flag;
    self->data.weight = NULL;
    box = &find(self, &ent_boxes_defaults)->box[0];
    CU_ASSERT_EQUAL(box->chosen, 1);
    CU_ASSERT_EQUAL_FATAL(box->limits, 1);
    CU_ASSERT_EQUAL(box->limit[0].dimension, 1);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].low, 0.5, 0.0);
    CU_ASSERT_TRUE(isnan(box->limit[0].high));
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].lowest, 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].density_without, 0.5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].quasi_p / pow(0.5, 40.0), 1.0, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(box->step[1].mass, 0.5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(box->step[1].coverage, 1.0, 1e-15);
    ent_boxes_free(&self->boxes);
}

/* --- planted ------------------------------------------------------------------------------------------------------ */

/* Uniform factors; the third takes 0, 1, 2. The chance is 0.8 in 0.3 < x0 < 0.9, x1 < 0.5, x2 == 1, else 0.1. The box
 * has some 400 worlds of 50 draws: its density has a standard error of 0.003. A slice of 20 worlds in it is 40 standard
 * errors from one beside it, so chance decides where slices are cut, but not which are peeled. */
static void test_planted(void)
{
    fixture *self = start(MOST_WORLDS, 4, 7);
    const ent_boxes_box *box;
    double inside = 0.0;

    for (size_t w = 0; w < MOST_WORLDS; w++) {
        bool in;
        for (size_t f = 0; f < 4; f++) {
            self->x[f][w] = uniform(self);
        }
        self->x[2][w] = floor(3.0 * self->x[2][w]);
        in = self->x[0][w] > 0.3 && self->x[0][w] < 0.9 && self->x[1][w] < 0.5 && self->x[2][w] == 1.0;
        self->weight[w] = 50.0;
        self->sum[w] = binomial(self, 50, in ? 0.8 : 0.1);
        inside += in ? 1.0 : 0.0;
    }
    box = &find(self, &ent_boxes_defaults)->box[0];
    CU_ASSERT_EQUAL(self->boxes.boxes, 1); /* the remaining worlds are below the overall mean */
    CU_ASSERT_EQUAL_FATAL(box->limits, 3);
    /* A peeled slice holds 5% of a box: of a unit's width at most 0.05, so the ends are that near. */
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].low, 0.3, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[0].high, 0.9, 0.03);
    CU_ASSERT_TRUE(isnan(box->limit[1].low));
    CU_ASSERT_DOUBLE_EQUAL(box->limit[1].high, 0.5, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[2].low, 0.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->limit[2].high, 1.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->chosen].density, 0.8, 0.04);
    CU_ASSERT_DOUBLE_EQUAL(box->step[box->chosen].mass, inside / MOST_WORLDS, 0.1 * inside / MOST_WORLDS);
    for (size_t l = 0; l < 3; l++) {
        CU_ASSERT_TRUE(box->limit[l].density_without < 0.6);
        CU_ASSERT_TRUE(box->limit[l].quasi_p < 1e-6);
    }
    ent_boxes_free(&self->boxes);
}

/* Two boxes, the likelier first; ends within a slice, as above. */
static void test_covering(void)
{
    fixture *self = start(MOST_WORLDS, 2, 11);
    const ent_boxes_box *box;

    for (size_t w = 0; w < MOST_WORLDS; w++) {
        double p = 0.05;
        self->x[0][w] = uniform(self);
        self->x[1][w] = uniform(self);
        p = self->x[0][w] < 0.3 && self->x[1][w] < 0.5 ? 0.9 : p;
        p = self->x[0][w] > 0.7 && self->x[1][w] > 0.5 ? 0.6 : p;
        self->weight[w] = 20.0;
        self->sum[w] = binomial(self, 20, p);
    }
    box = find(self, &ent_boxes_defaults)->box;
    CU_ASSERT_EQUAL_FATAL(self->boxes.boxes, 2);
    CU_ASSERT_EQUAL_FATAL(box[0].limits, 2);
    CU_ASSERT_EQUAL_FATAL(box[1].limits, 2);
    CU_ASSERT_DOUBLE_EQUAL(box[0].limit[0].high, 0.3, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(box[0].limit[1].high, 0.5, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(box[1].limit[0].low, 0.7, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(box[1].limit[1].low, 0.5, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(box[1].step[0].mass, 1.0 - box[0].step[box[0].chosen].mass, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(box[1].step[0].coverage, 1.0 - box[0].step[box[0].chosen].coverage, 1e-12);
    ent_boxes_free(&self->boxes);
}

/* Chance noise alone: a box is proposed in 1 of 740 by the bound; of 60 seeds none but with a chance of 8%. */
static void test_noise(void)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        fixture *self = start(400, 3, seed);
        for (size_t w = 0; w < 400; w++) {
            for (size_t f = 0; f < 3; f++) {
                self->x[f][w] = uniform(self);
            }
            self->weight[w] = 20.0;
            self->sum[w] = binomial(self, 20, 0.3);
        }
        CU_ASSERT_TRUE(find(self, &ent_boxes_defaults)->box[0].noise);
        CU_ASSERT_EQUAL(self->boxes.box[0].chosen, SIZE_MAX);
        CU_ASSERT_TRUE(self->boxes.box[0].steps > 20);
        ent_boxes_free(&self->boxes);
    }
}

/* --- counted anew ------------------------------------------------------------------------------------------------- */

static bool within(const ent_boxes_limit *limit, double x)
{
    return (isnan(limit->low) || x > limit->low) && (isnan(limit->high) || x < limit->high);
}

/* The mean over worlds within all limits but one. */
static double mean_without(const fixture *self, const ent_boxes_box *box, size_t left_out, double *mass)
{
    double sum = 0.0, weight = 0.0, all = 0.0;

    for (size_t w = 0; w < self->data.worlds; w++) {
        bool in = true;
        for (size_t l = 0; l < box->limits; l++) {
            in = in && (l == left_out || within(&box->limit[l], self->x[box->limit[l].dimension][w]));
        }
        sum += in ? self->sum[w] : 0.0;
        weight += in ? self->weight[w] : 0.0;
        all += self->weight[w];
    }
    *mass = weight / all;
    return sum / weight;
}

/* Worlds with ties, weights that differ, some of them 0, and an effect: the first box from its limits. */
static void test_counted_anew(void)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        fixture *self = start(300, 3, seed);
        const ent_boxes_box *box;
        double mass;
        for (size_t w = 0; w < 300; w++) {
            self->x[0][w] = uniform(self);
            self->x[1][w] = floor(8.0 * uniform(self));
            self->x[2][w] = floor(3.0 * uniform(self));
            self->weight[w] = floor(30.0 * uniform(self));
            self->sum[w] = binomial(self, (int) self->weight[w], 0.7 * self->x[0][w] + 0.1 * self->x[2][w]);
        }
        box = &find(self, &ent_boxes_defaults)->box[0];
        CU_ASSERT_NOT_EQUAL_FATAL(box->chosen, SIZE_MAX);
        CU_ASSERT_DOUBLE_EQUAL(mean_without(self, box, SIZE_MAX, &mass), box->step[box->chosen].density, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(mass, box->step[box->chosen].mass, 1e-12);
        CU_ASSERT_TRUE(box->step[box->steps - 1].mass > 0.05 - 1e-12);
        for (size_t l = 0; l < box->limits; l++) {
            CU_ASSERT_DOUBLE_EQUAL(mean_without(self, box, l, &mass), box->limit[l].density_without, 1e-12);
        }
        ent_boxes_free(&self->boxes);
    }
}

/* Pasting: the last step's mean is the highest that adding a slice can reach, and above the last peeled one's. */
static void test_pasting(void)
{
    size_t pasted = 0;

    for (uint64_t seed = 1; seed <= 40; seed++) {
        fixture *self = start(200, 2, seed);
        const ent_boxes_box *box;
        for (size_t w = 0; w < 200; w++) {
            self->x[0][w] = uniform(self);
            self->x[1][w] = uniform(self);
            self->weight[w] = 1.0;
            self->sum[w] = binomial(self, 1, self->x[0][w] * self->x[1][w]);
        }
        box = &find(self, &ent_boxes_defaults)->box[0];
        for (size_t i = 1; i < box->steps; i++) {
            if (box->step[i].mass > box->step[i - 1].mass) {
                pasted++;
                CU_ASSERT_TRUE(box->step[i].density > box->step[i - 1].density);
            }
        }
        ent_boxes_free(&self->boxes);
    }
    CU_ASSERT_TRUE(pasted > 0);
}

static void test_binomial(void)
{
    static const struct {
        unsigned trials, successes;
        double p;
    } item[] = {{10, 3, 0.2}, {10, 10, 0.5}, {1000, 320, 0.3}, {100000, 50100, 0.5}, {7, 1, 1e-9}};

    for (size_t i = 0; i < sizeof(item) / sizeof(*item); i++) {
        double expected = gsl_cdf_binomial_Q(item[i].successes - 1, item[i].p, item[i].trials);
        CU_ASSERT_DOUBLE_EQUAL(ent_binomial_upper(item[i].trials, item[i].p, item[i].successes) / expected, 1.0, 1e-9);
    }
    CU_ASSERT_DOUBLE_EQUAL(ent_binomial_upper(5, 0.3, 0), 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_binomial_upper(5, 0.0, 1), 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_binomial_upper(5, 1.0, 5), 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_binomial_upper(5, 0.5, 6), 0.0, 0.0);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"a world at a time", test_a_world_at_a_time}, {"the lowest chance", test_least},
        {"the mean of a measure", test_mean}, {"a discrete factor, and ties", test_discrete},
        {"worlds by their weight", test_weights}, {"nothing varies", test_flat}, {"flags of draws", test_flags},
        {"a planted box", test_planted}, {"two planted boxes", test_covering}, {"noise", test_noise},
        {"every figure counted anew", test_counted_anew}, {"pasting", test_pasting},
        {"the binomial tail", test_binomial}, CU_TEST_INFO_NULL};

    return ent_run_suite("analysis/boxes", tests);
}
