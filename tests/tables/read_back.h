/* Tables of the fake run, written and read back. */
#ifndef ENT_TESTS_TABLES_READ_BACK_H
#define ENT_TESTS_TABLES_READ_BACK_H

#include "tables/fake_run.h"

#include "tables/format/csv_reader.h"

/* Reads a table back and frees its writer. The column names must be `header`. */
static inline void read_back(ent_csv_writer *writer, const char *header, ent_csv *csv)
{
    CU_ASSERT_EQUAL_FATAL(writer->sink.status, ENT_OK);
    CU_ASSERT_TRUE_FATAL(writer->length > strlen(header) + 2);
    CU_ASSERT_EQUAL(strncmp(writer->bytes, header, strlen(header)), 0);
    CU_ASSERT_EQUAL(strncmp(writer->bytes + strlen(header), "\r\n", 2), 0);
    ent_csv_init(csv);
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(csv, writer->bytes, writer->length), ENT_OK);
    ent_csv_writer_free(writer);
}

static inline void expect(const ent_csv *csv, size_t row, const char *column, const char *cell)
{
    size_t place = ent_csv_column(csv, column);

    CU_ASSERT_NOT_EQUAL_FATAL(place, ENT_CSV_NONE);
    CU_ASSERT_TRUE_FATAL(row < csv->rows);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(csv, row, place), cell);
}

/* Probability and interval of a row, against the estimate from counts: shortest round trip means equal doubles. */
static inline void expect_estimate(
    const ent_csv *csv, size_t row, const char *column, const uint32_t *k, const uint32_t *n)
{
    ent_estimate e = ent_estimate_without_range(ent_counts_of(k, 1), ent_counts_of(n, 1), FAKE_WORLDS);
    size_t place = ent_csv_column(csv, column);

    CU_ASSERT_NOT_EQUAL_FATAL(place, ENT_CSV_NONE);
    CU_ASSERT_EQUAL(ent_csv_number(csv, row, place), e.p);
    CU_ASSERT_EQUAL(ent_csv_number(csv, row, ent_csv_column(csv, "mc_low")), e.low);
    CU_ASSERT_EQUAL(ent_csv_number(csv, row, ent_csv_column(csv, "mc_high")), e.high);
    if (ent_csv_column(csv, "world_p05") != ENT_CSV_NONE) { /* not measured: two worlds, and nothing unknown */
        expect(csv, row, "world_p05", "");
        expect(csv, row, "world_p95", "");
    }
}

#define ESTIMATE(csv, row, column, k0, k1, n0, n1)                                                                     \
    expect_estimate(csv, row, column, (const uint32_t[]){k0, k1}, (const uint32_t[]){n0, n1})

#endif
