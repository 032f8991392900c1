/* Sealed files: complete or absent; every byte that is changed, lost or added is detected. */
#include "suite.h"

#include "base/status.h"
#include "checkpoint/sealed_file.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/entente-frames-XXXXXX";
static char path[64];

static void write_bytes(const unsigned char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static size_t read_bytes(unsigned char *bytes, size_t room)
{
    FILE *file = fopen(path, "rb");
    size_t length;

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    length = fread(bytes, 1, room, file);
    fclose(file);
    return length;
}

static void make(ent_arena *arena)
{
    ent_sealed_writer writer = {0};

    CU_ASSERT_EQUAL_FATAL(ent_sealed_create(&writer, path, 1, arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_IDENTITY, "who", 3), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_CHUNKS, "", 0), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_CHUNKS, "what", 4), ENT_OK);
    CU_ASSERT_NOT_EQUAL(access(path, F_OK), 0); /* no name before the end */
    CU_ASSERT_EQUAL(ent_sealed_finish(&writer), ENT_OK);
    ent_sealed_close(&writer);
}

static void round_trip(void)
{
    ent_arena arena = {0};
    ent_sealed_reader reader = {0};
    unsigned char *data = NULL;

    make(&arena);
    CU_ASSERT_EQUAL_FATAL(ent_sealed_open(&reader, path, 1, &arena), ENT_OK);
    CU_ASSERT_TRUE(reader.whole);
    CU_ASSERT_PTR_NULL(reader.wrong);
    CU_ASSERT_EQUAL_FATAL(reader.records, 4);
    CU_ASSERT_EQUAL(reader.record[2].kind, ENT_RECORD_CHUNKS);
    CU_ASSERT_EQUAL(reader.record[2].length, 4);
    CU_ASSERT_EQUAL(ent_sealed_read(&reader, 2, &arena, &data), ENT_OK);
    CU_ASSERT_EQUAL(memcmp(data, "what", 4), 0);
    CU_ASSERT_EQUAL(ent_sealed_read(&reader, 1, &arena, &data), ENT_OK);
    ent_sealed_free(&reader);
    unlink(path);
    ent_arena_free(&arena);
}

static int open_and_close(void)
{
    ent_arena arena = {0};
    ent_sealed_reader reader = {0};
    int status = ent_sealed_open(&reader, path, 1, &arena);

    CU_ASSERT_EQUAL(status == ENT_ERR_CHECKPOINT, reader.wrong != NULL);
    ent_sealed_free(&reader);
    ent_arena_free(&arena);
    return status;
}

static void every_byte(void)
{
    ent_arena arena = {0};
    unsigned char bytes[512];
    size_t length;

    make(&arena);
    length = read_bytes(bytes, sizeof(bytes));
    CU_ASSERT_EQUAL(length, 8 + 4 * (12 + 32) + 3 + 4);
    for (size_t i = 0; i < length; i++) { /* cut off */
        write_bytes(bytes, i);
        CU_ASSERT_EQUAL(open_and_close(), ENT_ERR_CHECKPOINT);
    }
    for (size_t i = 0; i < length; i++) {
        for (unsigned change = 1; change < 256; change *= 2) {
            bytes[i] ^= (unsigned char) change;
            write_bytes(bytes, length);
            CU_ASSERT_EQUAL(open_and_close(), ENT_ERR_CHECKPOINT);
            bytes[i] ^= (unsigned char) change;
        }
    }
    bytes[length] = 0; /* a byte after the end */
    write_bytes(bytes, length + 1);
    CU_ASSERT_EQUAL(open_and_close(), ENT_ERR_CHECKPOINT);
    write_bytes(bytes, length);
    CU_ASSERT_EQUAL(open_and_close(), ENT_OK);
    memmove(bytes + 8, bytes + 8 + 47, length - 55); /* the first record removed */
    write_bytes(bytes, length - 47);
    CU_ASSERT_EQUAL(open_and_close(), ENT_ERR_CHECKPOINT);
    unlink(path);
    ent_arena_free(&arena);
}

static void words(void)
{
    static const struct {
        const char *bytes, *wrong;
    } cases[] = {{"", "is no file of partial results"}, {"variant,outcome", "is no file of partial results"},
        {"ENTPART9........", "is in a format that this version does not read"}, {"ENTPART3", "is cut off"}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        ent_arena arena = {0};
        ent_sealed_reader reader = {0};
        write_bytes((const unsigned char *) cases[i].bytes, strlen(cases[i].bytes));
        CU_ASSERT_EQUAL(ent_sealed_open(&reader, path, 1, &arena), ENT_ERR_CHECKPOINT);
        CU_ASSERT_STRING_EQUAL(reader.wrong, cases[i].wrong);
        ent_sealed_free(&reader);
        ent_arena_free(&arena);
    }
    unlink(path);
    CU_ASSERT_EQUAL(open_and_close(), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, ENOENT);
}

/* A file that grows: records published before a kill are found, and appending continues after them. */
static void appending(void)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {0};
    ent_sealed_reader reader = {0};
    unsigned char *data = NULL;
    unsigned char bytes[512];
    size_t length;

    CU_ASSERT_EQUAL_FATAL(ent_sealed_create(&writer, path, 1, &arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_IDENTITY, "who", 3), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_publish(&writer), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_POINTS, "one", 3), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_POINTS, "lost", 4), ENT_OK);
    ent_sealed_close(&writer);
    CU_ASSERT_EQUAL(access(path, F_OK), 0); /* published */
    length = read_bytes(bytes, sizeof(bytes));
    write_bytes(bytes, length - 1); /* killed while writing the last record */
    CU_ASSERT_EQUAL(ent_sealed_open(&reader, path, 1, &arena), ENT_ERR_CHECKPOINT);
    CU_ASSERT_EQUAL_FATAL(reader.records, 2);
    CU_ASSERT_EQUAL_FATAL(ent_sealed_append(&writer, path, 1, &reader), ENT_OK);
    ent_sealed_free(&reader);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_POINTS, "two", 3), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_finish(&writer), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_sealed_open(&reader, path, 1, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(reader.records, 4);
    CU_ASSERT_EQUAL(ent_sealed_read(&reader, 2, &arena, &data), ENT_OK);
    CU_ASSERT_EQUAL(memcmp(data, "two", 3), 0);
    ent_sealed_free(&reader);
    unlink(path);
    ent_arena_free(&arena);
}

static void no_folder(void)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {0};

    CU_ASSERT_EQUAL(ent_sealed_create(&writer, "/nonexistent/x", 1, &arena), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, ENOENT);
    ent_sealed_close(&writer);
    ent_sealed_close(&writer);
    ent_arena_free(&arena);
}

/* Another process writes the same file meanwhile: the last to publish wins, and the file is sound. */
static void two_writers(void)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {0};
    ent_sealed_reader reader = {0};
    int status = 0;
    pid_t child;

    CU_ASSERT_EQUAL_FATAL(ent_sealed_create(&writer, path, 1, &arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_put(&writer, ENT_RECORD_IDENTITY, "first", 5), ENT_OK);
    child = fork();
    if (child == 0) {
        ent_sealed_writer own = {0};
        bool done = ent_sealed_create(&own, path, 1, &arena) == ENT_OK &&
                    ent_sealed_put(&own, ENT_RECORD_IDENTITY, "the second writer", 17) == ENT_OK &&
                    ent_sealed_finish(&own) == ENT_OK;
        _exit(done ? 0 : 1);
    }
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_EQUAL(status, 0);
    CU_ASSERT_EQUAL(ent_sealed_finish(&writer), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_open(&reader, path, 1, &arena), ENT_OK);
    CU_ASSERT_EQUAL(reader.record[0].length, 5);
    ent_sealed_free(&reader);
    CU_ASSERT_EQUAL(unlink(path), 0);
    ent_arena_free(&arena);
}

/* The next writer removes the file left by a killed process. */
static void left_behind(void)
{
    ent_arena arena = {0};
    char left[128] = "";
    pid_t child = fork();

    if (child == 0) {
        ent_sealed_writer own = {0};
        _exit(ent_sealed_create(&own, path, 1, &arena) == ENT_OK ? 0 : 1);
    }
    CU_ASSERT_EQUAL(waitpid(child, NULL, 0), child);
    snprintf(left, sizeof(left), "%s.%ld.new", path, (long) child);
    CU_ASSERT_EQUAL(access(left, F_OK), 0);
    make(&arena);
    CU_ASSERT_NOT_EQUAL(access(left, F_OK), 0);
    CU_ASSERT_EQUAL(unlink(path), 0);
    ent_arena_free(&arena);
}

/* An empty file may be about to be locked by its writer, unless there is none. */
static void empty_left_behind(void)
{
    char left[128] = "";
    FILE *file;

    snprintf(left, sizeof(left), "%s.%d.new", path, 11113);
    file = fopen(left, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
    ent_sealed_remove_stale(path, 1, false);
    CU_ASSERT_EQUAL(access(left, F_OK), 0);
    ent_sealed_remove_stale(path, 1, true);
    CU_ASSERT_NOT_EQUAL(access(left, F_OK), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"two writers", two_writers}, {"left behind", left_behind},
        {"empty left behind", empty_left_behind}, {"round trip", round_trip}, {"every byte", every_byte},
        {"words", words}, {"appending", appending}, {"no folder", no_folder}, CU_TEST_INFO_NULL};
    int status;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    snprintf(path, sizeof(path), "%s/x.part", folder);
    status = ent_run_suite("frames", tests);
    rmdir(folder);
    return status;
}
