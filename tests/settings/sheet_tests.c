/* Comma-separated values as cells: separators, quotes, line ends, blank rows, positions, and refusals. */
#include "settings/tables/sheet.h"
#include "settings/tree_case.h"

/* Reads a text and prints the separator and the cells: "; [a|b][c|]"; on an error its diagnostics. */
static void print_sheet(ent_case_text *out, const char *text)
{
    ent_source source = {.name = "t.csv", .text = text, .length = strlen(text)};
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_sheet sheet;
    int status = ent_sheet_read(&sheet, &source, &arena, "contributors", &diagnostics);

    CU_ASSERT_EQUAL(diagnostics.errors, status == ENT_OK ? 0 : 1);
    ent_case_diagnostics(out, &diagnostics);
    if (status == ENT_OK) {
        ent_case_print(out, "%c ", sheet.separator == '\t' ? 't' : sheet.separator);
    }
    for (size_t r = 0; status == ENT_OK && r < sheet.rows; r++) {
        for (size_t c = 0; c < sheet.row[r].count; c++) {
            ent_mapped_text cell;
            CU_ASSERT_EQUAL_FATAL(ent_sheet_text(&sheet, &sheet.row[r].cell[c], &arena, &cell), ENT_OK);
            CU_ASSERT_EQUAL(strlen(cell.text), cell.length);
            ent_case_print(out, "%s%s", c == 0 ? "[" : "|", cell.text);
        }
        ent_case_print(out, "]");
    }
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

static void expect(const char *text, const char *expected)
{
    static ent_case_text out;

    out.length = 0;
    out.text[0] = '\0';
    print_sheet(&out, text);
    ent_case_compare(text, out.text, expected);
}

static void test_separators(void)
{
    expect("id,a\nx,1\n", ", [id|a][x|1]");
    expect("id;a\nx;1,5\n", "; [id|a][x|1,5]");
    expect("id\ta\nx\t1,5\n", "t [id|a][x|1,5]");
    expect("id\nx\n", ", [id][x]");
    expect("\"id\";\"a,b,c\"\nx;1\n", "; [id|a,b,c][x|1]"); /* commas in quotes do not count */
    expect("sep=;\nid;a\nx;1\n", "; [id|a][x|1]");
    expect("SEP=,\r\nid,a\r\nx,1\r\n", ", [id|a][x|1]");
    expect(";;\n\nid;a\nx;1\n", "; [id|a][x|1]"); /* blank rows above the header */
}

static void test_cells(void)
{
    expect("id,a\nx,\"1, 2\"\n", ", [id|a][x|1, 2]");
    expect("id,a\nx,\"say \"\"no\"\"\"\n", ", [id|a][x|say \"no\"]");
    expect("id,a\nx,\"\"\"\"\n", ", [id|a][x|\"]");
    expect("id,a\nx,\"two\r\nlines\"\ny,2", ", [id|a][x|two\nlines][y|2]");
    expect("id, a\n x , \"1, 2\" \n", ", [id|a][x|1, 2]"); /* blanks around cells */
    expect("id,a\nx,\"  \n 1 \n\"\n", ", [id|a][x|1]");
    expect("id,a\nx,\xC2\xA0"
           "1\xE2\x80\xAF\n",
        ", [id|a][x|1]");
    expect("id,a\nx,caf\xC3\xA9\n", ", [id|a][x|caf\xC3\xA9]");
    expect("id,a\nx,\n", ", [id|a][x|]");
    expect("id,a,b\nx,,\"\"\n", ", [id|a|b][x||]");
    expect("id,a\nx,a\nb\n", ", [id|a][x|a][b]");
}

static void test_lines(void)
{
    expect("id,a\r\nx,1\r\n", ", [id|a][x|1]");
    expect("id,a\nx,1", ", [id|a][x|1]");
    expect("id,a\n\n,\n\"\",\"  \"\nx,1\n\n\n", ", [id|a][x|1]");
    expect("id,a,,\nx,1,,\n,,,\n", ", [id|a||][x|1||]");
}

static void test_errors(void)
{
    expect("", "E t.csv:1:1+1 contributors: the table is empty [the first row has the names of the columns, id, joins, "
               "note, and each other row is an entry]\n");
    expect("\n;;\n", "E t.csv:1:1+1 contributors: the table is empty [the first row has the names of the columns, id, "
                     "joins, note, and each other row is an entry]\n");
    expect("id;a\n;\n",
        "E t.csv:1:1+1 contributors: the table has a header and no rows [the first row has the names of "
        "the columns, id, joins, note, and each other row is an entry]\n");
    expect("id,a\nx,\"1\ny,2\n",
        "E t.csv:2:3+1 contributors: the quotes that open here are never closed [put the whole "
        "cell in double quotes, and write \"\" for each one inside it]\n");
    expect("id,a\n\"x\ny\",\"1\"2\n", "E t.csv:3:7+1 contributors: text behind the closing quotes of a cell [put the "
                                      "whole cell in double quotes, and write \"\" for each one inside it]\n");
    expect("id,a\nx,5\" gun\n", "E t.csv:2:4+1 contributors: a double quote inside a cell that does not begin with one "
                                "[put the whole cell in double quotes, and write \"\" for each one inside it]\n");
    expect("id,a\rx,1\r", "E t.csv:1:5+1 contributors: a carriage return without a line feed [save the file with the "
                          "line ends of Windows or Unix]\n");
}

/* A text of `count` repeats of `piece`, behind `start`. */
static char *repeated(const char *start, const char *piece, size_t count, ent_arena *arena)
{
    size_t n = strlen(start), length = strlen(piece);
    char *text = ent_arena_alloc(arena, n + count * length + 1);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, start, n);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + n + i * length, piece, length);
    }
    return text;
}

static void test_bounds(void)
{
    ent_arena arena = {0};

    expect(repeated("id", ",", ENT_SHEET_COLUMNS, &arena), "E t.csv:1:1003+1 contributors: more than 1000 columns\n");
    expect(repeated("id,a\n", "x,1\n", ENT_SHEET_ROWS + 1, &arena),
        "E t.csv:1002:1+1 contributors: more than 1000 rows, or 100000 cells [is it the right file?]\n");
    expect(repeated("", repeated("x\nx", ",", 400, &arena), 300, &arena), /* 400 columns: row 250 is too much */
        "E t.csv:251:1+1 contributors: more than 1000 rows, or 100000 cells [is it the right file?]\n");
    expect(repeated("id,a\nx,1\n", ",,,,,,,,,\n", 20000, &arena), ", [id|a][x|1]"); /* blank rows do not count */
    ent_arena_free(&arena);
}

static void test_positions(void)
{
    static const char text[] = "id;caf\xC3\xA9;a\n\"x\n\xC3\xA9\";\"1\"; 2 \n";
    ent_source source = {.name = "t.csv", .text = text, .length = sizeof(text) - 1};
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_sheet sheet;
    ent_position at;

    CU_ASSERT_EQUAL_FATAL(ent_sheet_read(&sheet, &source, &arena, "", &diagnostics), ENT_OK);
    at = ent_sheet_position(&sheet, &sheet.row[0].cell[2]);
    CU_ASSERT(at.line == 1 && at.column == 9 && at.length == 1);
    at = ent_sheet_position(&sheet, &sheet.row[0].cell[1]);
    CU_ASSERT(at.line == 1 && at.column == 4 && at.length == 4);
    at = ent_sheet_position(&sheet, &sheet.row[1].cell[0]); /* to the end of its first line */
    CU_ASSERT(at.line == 2 && at.column == 1 && at.length == 2);
    at = ent_sheet_position(&sheet, &sheet.row[1].cell[1]);
    CU_ASSERT(at.line == 3 && at.column == 4 && at.length == 3);
    at = ent_sheet_position(&sheet, &sheet.row[1].cell[2]);
    CU_ASSERT(at.line == 3 && at.column == 9 && at.length == 1);
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"separators", test_separators}, {"cells", test_cells}, {"lines", test_lines},
        {"errors", test_errors}, {"bounds", test_bounds}, {"positions", test_positions}, CU_TEST_INFO_NULL};

    return ent_run_suite("sheet", tests);
}
