/* Points of a sweep: round trips, a file that grows, one that was cut off, one of another sweep,
 * one that no longer fits on the disk. */
#include "suite.h"

#include "base/status.h"
#include "checkpoint/sweep_points.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COUNT = 5 };

static char folder[] = "/tmp/entente-points-XXXXXX";
static char result[64], path[128];
static const ent_identity_file file = {"x.cfg", "", 0};

static ent_identity identity_of(uint64_t seed)
{
    return (ent_identity){.command = "sweep",
        .version = "0",
        .scenario = "x",
        .file = &file,
        .files = 1,
        .variant = "",
        .seed = seed,
        .items = COUNT,
        .shard = 1,
        .shards = 1};
}

typedef struct room {
    ent_estimate estimate[COUNT];
    bool done[COUNT];
    ent_sweep_points points;
} room;

static ent_sweep_points *empty(room *self)
{
    memset(self, 0, sizeof(*self));
    self->points = (ent_sweep_points){.count = COUNT, .estimate = self->estimate, .done = self->done};
    return &self->points;
}

static void add(ent_sweep_points *points, size_t i)
{
    points->estimate[i] = (ent_estimate){.has_p = true,
        .has_range = i % 2 == 1,
        .k = i,
        .n = 1000 + i,
        .p = 0.1 * (double) i,
        .low = (double) NAN,
        .p95 = 1e-300,
        .worlds = 3,
        .range = i % 2 == 1 ? ENT_RANGE_MEASURED
                 : i == 0   ? ENT_RANGE_NONE
                            : ENT_RANGE_WITHIN_NOISE,
        .replications = i > 0 && i % 2 == 0 ? 100 * i : 0};
    points->done[i] = true;
}

static bool same_point(const ent_estimate *a, const ent_estimate *b)
{
    return a->has_p == b->has_p && a->has_interval == b->has_interval && a->has_range == b->has_range && a->k == b->k &&
           a->n == b->n && a->worlds == b->worlds && a->range == b->range && a->replications == b->replications &&
           memcmp(&a->p, &b->p, sizeof(a->p)) == 0 && memcmp(&a->low, &b->low, sizeof(a->low)) == 0 &&
           memcmp(&a->p95, &b->p95, sizeof(a->p95)) == 0;
}

static void frames(void)
{
    const bool left_out[COUNT] = {true, false, false, false, false};
    const bool only_1[COUNT] = {true, false, true, true, true};
    size_t first; /* bytes of the first point that is written */
    unsigned char data[1000];
    ent_byte_writer out = {.data = data};
    room from;
    room to;

    empty(&from);
    add(&from.points, 0);
    add(&from.points, 1);
    add(&from.points, 4);
    ent_sweep_points_encode(&from.points, only_1, &out);
    first = out.length;
    out.length = 0;
    ent_sweep_points_encode(&from.points, left_out, &out);
    CU_ASSERT_EQUAL(ent_sweep_points_decode(empty(&to), data, out.length), 2);
    CU_ASSERT_FALSE(to.done[0]);
    CU_ASSERT_TRUE(to.done[1] && to.done[4]);
    CU_ASSERT_TRUE(same_point(&to.estimate[4], &from.estimate[4]));
    CU_ASSERT_EQUAL(ent_sweep_points_decode(&to.points, data, out.length), SIZE_MAX); /* a point that is done */
    for (size_t i = 0; i < out.length; i++) {
        size_t count = ent_sweep_points_decode(empty(&to), data, i);
        CU_ASSERT(count == SIZE_MAX || i == 0 || i == first);
    }
    empty(&to);
    to.points.count = 4; /* of a smaller sweep */
    CU_ASSERT_EQUAL(ent_sweep_points_decode(&to.points, data, out.length), SIZE_MAX);
}

static size_t open_points(ent_sweep_points_file *points_file, uint64_t seed, bool fresh, room *to)
{
    static ent_identity identity;
    size_t found = 99;

    identity = identity_of(seed);
    CU_ASSERT_EQUAL_FATAL(ent_sweep_points_open(points_file, result, &identity, fresh, empty(to), &found), ENT_OK);
    return found;
}

static void grows(void)
{
    const ent_identity identity = identity_of(5);
    ent_sweep_points_file points_file;
    ent_sweep_points_file second;
    room to;
    room other;
    FILE *grown;

    CU_ASSERT_EQUAL(open_points(&points_file, 5, false, &to), 0);
    CU_ASSERT_PTR_NULL(points_file.note);
    CU_ASSERT_NOT_EQUAL(access(result, F_OK), 0); /* nothing before the first save */
    add(&to.points, 3);
    CU_ASSERT_EQUAL(ent_sweep_points_save(&points_file, &identity, &to.points), ENT_OK);
    add(&to.points, 0);
    CU_ASSERT_EQUAL(ent_sweep_points_save(&points_file, &identity, &to.points), ENT_OK);
    CU_ASSERT_EQUAL(open_points(&second, 5, false, &other), 0);
    CU_ASSERT_STRING_EQUAL(second.note, "belongs to a sweep that is still going on");
    ent_sweep_points_close(&second);
    ent_sweep_points_close(&points_file); /* as a kill would */
    grown = fopen(path, "ab");
    CU_ASSERT_PTR_NOT_NULL_FATAL(grown);
    fputs("half a frame", grown);
    fclose(grown);
    CU_ASSERT_EQUAL(open_points(&points_file, 5, false, &to), 2);
    CU_ASSERT_TRUE(to.done[0] && to.done[3] && !to.done[1]);
    add(&to.points, 1);
    CU_ASSERT_EQUAL(ent_sweep_points_save(&points_file, &identity, &to.points), ENT_OK);
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(open_points(&points_file, 5, false, &to), 3);
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(open_points(&points_file, 5, true, &to), 0); /* --fresh */
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(open_points(&points_file, 6, false, &to), 0);
    CU_ASSERT_STRING_EQUAL(points_file.note, "is of seed 5, not 6");
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(open_points(&points_file, 5, false, &to), 3);
    ent_sweep_points_remove(&points_file);
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(rmdir(result), 0); /* empty */
}

/* Saves where the file may have so many bytes, as on a full disk. */
static int save_within(rlim_t bytes, ent_sweep_points_file *points_file, const ent_sweep_points *points)
{
    const ent_identity identity = identity_of(5);
    struct rlimit limit, small;
    int status;

    CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = limit;
    small.rlim_cur = bytes < limit.rlim_cur ? bytes : limit.rlim_cur;
    (void) signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit fails, with EFBIG */
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &small), 0);
    status = ent_sweep_points_save(points_file, &identity, points);
    CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &limit), 0);
    (void) signal(SIGXFSZ, SIG_DFL);
    return status;
}

/* A point that no longer fits is an error and not taken for written; those before it are found again. */
static void no_room(void)
{
    static ent_sweep_points_file points_file;
    struct stat about;
    room to;

    CU_ASSERT_EQUAL(open_points(&points_file, 5, false, &to), 0);
    add(&to.points, 3);
    CU_ASSERT_EQUAL(save_within(RLIM_INFINITY, &points_file, &to.points), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(stat(path, &about), 0);
    add(&to.points, 0);
    CU_ASSERT_EQUAL(save_within((rlim_t) about.st_size + 20, &points_file, &to.points), ENT_ERR_IO);
    CU_ASSERT(points_file.written[3] && !points_file.written[0]);
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(open_points(&points_file, 5, false, &to), 1);
    CU_ASSERT(to.done[3] && !to.done[0]);
    ent_sweep_points_remove(&points_file);
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(open_points(&points_file, 5, false, &to), 0);
    add(&to.points, 3);
    CU_ASSERT_EQUAL(save_within(100, &points_file, &to.points), ENT_ERR_IO); /* not even the first */
    CU_ASSERT_FALSE(points_file.written[3]);
    ent_sweep_points_remove(&points_file);
    ent_sweep_points_close(&points_file);
    CU_ASSERT_EQUAL(rmdir(result), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"frames", frames}, {"grows", grows}, {"no room", no_room}, CU_TEST_INFO_NULL};
    int status;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    snprintf(result, sizeof(result), "%s/x", folder);
    snprintf(path, sizeof(path), "%s/.checkpoint/sweep.points", result);
    status = ent_run_suite("points", tests);
    rmdir(folder);
    return status;
}
