#include "ct-test.h"

#include "../../src/import/mapping-private.h"

#include <glib/gstdio.h>
#include <string.h>

static void
map__has__one_name_for_all_files_of_a_kind(void **state)
{
    static const char *const cases[][2] = {
        {"customers_export.csv", "customers_export"},
        {"~/downloads/customers_export (3).csv", "customers_export"},
        {"customers_export-2025-06-12.csv", "customers_export"},
        {"customers-export_1.CSV", "customers_export"},
        {"2025-06-12 Customers export.csv", "customers_export"},
        {"customers_export_20250612T103000Z.csv", "customers_export"},
        {"customers_export-2025-06-12T10-30-00Z.csv", "customers_export"},
        {"subscribed_members_export_8f3a2b1c9d.csv", "subscribed_members_export"},
        {"orders.csv.txt", "orders"},
        {"orders.map", "orders"},
        {"q3.list.csv", "q_list"},
        {"Kunden März.csv", "kunden_märz"},
        {"../../etc/passwd", "passwd"},
        {"a/../b;rm -rf.csv", "b_rm_rf"},
        {".csv", "csv"},
        {"12.csv", "import"},
        {"-", "import"},
        {"", "import"},
        {"\xff\xfe.csv", "import"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = ct_import_map_path("/shop", cases[i][0]);
        g_autofree char *expected = g_strdup_printf("/shop/imports/%s.map", cases[i][1]);

        print_message("case %zu: %s -> %s\n", i, cases[i][0], path);
        assert_string_equal(path, expected);
    }
}

static void
map__has__a_name_of_bounded_length(void **state)
{
    g_autofree char *letters = g_strnfill(5000, 'x');
    g_autofree char *path = ct_import_map_path("d", letters);

    assert_int_equal(strlen(path), strlen("d/imports/.map") + 60);
}

/* A map as a file in a folder of its own. */
typedef struct {
    char *folder, *path;
} Place;

static Place
make_place(void)
{
    Place place = {.folder = g_dir_make_tmp("ct-map-XXXXXX", NULL)};

    place.path = g_build_filename(place.folder, "imports", "file.map", NULL);
    return place;
}

static void
place_clear(Place *place)
{
    g_autofree char *imports = g_path_get_dirname(place->path);

    g_remove(place->path);
    g_rmdir(imports);
    g_rmdir(place->folder);
    g_free(place->path);
    g_free(place->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static CtTextFile *
parse(const char *text, CtProblems *problems)
{
    return ct_textfile_parse("imports/file.map", text, strlen(text), problems);
}

static bool
read_map(const char *text, CtImportMap *map, CtProblems *problems)
{
    g_autoptr(CtTextFile) file = parse(text, problems);

    return ct_import_map_read(file, map, problems);
}

static void
map__says__all_that_can_be_said(void **state)
{
    static const char text[] = "# what Anna said\n"
                               "[import customers_export]\n"
                               "as       = purchases   # really\n"
                               "dates    = dmy\n"
                               "decimal  = comma\n"
                               "encoding = windows-1252\n"
                               "event    = a storm\n"
                               "keep     = Shoe Size, Hat\n"
                               "           Colour\n"
                               "Fulfilled at = Delivered\n"
                               "\"Event\"  = until\n"
                               "Memo = nothing\n";
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;
    g_auto(CtImportMap) map = {.kind = -1};

    ct_assert_ok(read_map(text, &map, problems), error);
    ct_assert_ok(ct_problems_none(problems, CT_ERROR_INPUT, &error), error);
    assert_int_equal(map.kind, CT_IMPORT_PURCHASES);
    assert_int_equal(map.dates, CT_DATES_DMY);
    assert_int_equal(map.decimal, CT_DECIMAL_COMMA);
    assert_string_equal(map.encoding, "windows-1252");
    assert_string_equal(map.event, "a storm");
    assert_int_equal(g_strv_length(map.keep), 3);
    assert_string_equal(map.keep[0], "Shoe Size");
    assert_string_equal(map.keep[2], "Colour");
    assert_int_equal(g_hash_table_size(map.columns), 3);
    assert_string_equal(g_hash_table_lookup(map.columns, "fulfilledat"), "delivered");
    assert_string_equal(g_hash_table_lookup(map.columns, "event"), "until");
    assert_string_equal(g_hash_table_lookup(map.columns, "memo"), CT_FIELD_NOTHING);
}

static void
map__names__the_place_of_every_mistake(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"[import x]\nas = customer\n",
         "imports/file.map:2:6: \"customer\" is no kind of file; did you mean \"customers\"?"},
        {"[import x]\ndates = ymd\n", "imports/file.map:2:9: \"ymd\" is neither dmy nor mdy"},
        {"[import x]\ndecimal = dot\n",
         "imports/file.map:2:11: \"dot\" is neither comma nor point"},
        {"[import x]\nencoding = utf 8\n",
         "imports/file.map:2:12: an encoding is a word such as UTF-8 or windows-1252"},
        {"[import x]\nevent =\n",
         "imports/file.map:2:8: the name of an event is one line of at most 200 bytes"},
        {"[import x]\nkeep = , ;\n",
         "imports/file.map:2:8: \"keep\" names the columns that are to be kept"},
        {"[import x]\nMobile = phon\n",
         "imports/file.map:2:10: \"phon\" is not something that a column can hold; did you mean "
         "\"phone\"?"},
        {"[import x]\n... = phone\n",
         "imports/file.map:2:1: \"...\" cannot be the name of a column"},
        {"[import x]\nMobile = phone\nMOBILE = phone\n",
         "imports/file.map:3:1: the column \"MOBILE\" is here a second time"},
        {"as = customers\n", "imports/file.map:1:1: a map begins with [import NAME]"},
        {"[imprt x]\nas = customers\n",
         "imports/file.map:1: [imprt] does not belong here; a map has one block, [import NAME]"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(CtProblems) problems = ct_problems_new();
        g_auto(CtImportMap) map = {.kind = 7};

        print_message("case %zu: %s", i, cases[i].text);
        assert_false(read_map(cases[i].text, &map, problems));
        assert_int_equal(map.kind, 7); /* untouched */
        assert_int_equal(ct_problems_count(problems), 1);
        assert_string_equal(ct_problems_line(problems, 0), cases[i].says);
    }
}

static void
map__tells__of_all_mistakes_at_once(void **state)
{
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_auto(CtImportMap) map = {.kind = -1};

    assert_false(
        read_map("[import x]\nas = a\ndates = b\ndecimal = c\nMobile = d\n", &map, problems));
    assert_int_equal(ct_problems_count(problems), 4);
}

static void
fill(CtImportMap *map)
{
    static const char *const pairs[][2] = {
        {"fulfilledat", "delivered"}, {"keep", "tags"}, {"as", "nothing"}, {"имя", "name"}};

    *map = (CtImportMap){.kind = CT_IMPORT_EVENTS,
                         .dates = CT_DATES_MDY,
                         .decimal = CT_DECIMAL_POINT,
                         .encoding = g_strdup("UTF-16LE"),
                         .event = g_strdup("# a  storm\nat sea = bad"),
                         .keep = g_strsplit("Shoe Size|#Orders|Name, first|[x]", "|", -1)};
    map->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        g_hash_table_insert(map->columns, g_strdup(pairs[i][0]), g_strdup(pairs[i][1]));
}

static void
map__is_read__as_it_was_written(void **state)
{
    g_auto(Place) place = make_place();
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;
    g_auto(CtImportMap) map = {.kind = -1};
    g_auto(CtImportMap) again = {.kind = -1};
    g_autofree char *text = NULL;
    g_autofree char *same = NULL;

    fill(&map);
    ct_assert_ok(ct_import_map_save(place.path, &map, &error), error);
    assert_true(ct_import_map_load(place.path, &again, problems));
    ct_assert_ok(ct_problems_none(problems, CT_ERROR_INPUT, &error), error);
    text = ct_import_map_text(place.path, &map);
    same = ct_import_map_text(place.path, &again);
    assert_string_equal(same, text);
    assert_string_equal(text, "[import file]\n"
                              "as = events\n"
                              "dates = mdy\n"
                              "decimal = point\n"
                              "encoding = UTF-16LE\n"
                              "event = # a storm at sea = bad\n"
                              "keep = Shoe Size\n"
                              "       orders\n"
                              "       namefirst\n"
                              "       [x]\n"
                              "\"as\" = nothing\n"
                              "fulfilledat = delivered\n"
                              "\"keep\" = tags\n"
                              "имя = name\n");
    assert_int_equal(again.kind, CT_IMPORT_EVENTS);
    assert_int_equal(g_hash_table_size(again.columns), 4);
    assert_string_equal(g_hash_table_lookup(again.columns, "as"), "nothing");
    assert_int_equal(g_strv_length(again.keep), 4);
}

/* What is said of a file has to be in it; once it is remembered, it may be missing. */
static void
map__tells__what_was_said_of_this_file(void **state)
{
    g_auto(Place) place = make_place();
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;
    g_auto(CtImportMap) map = {.kind = -1};
    g_auto(CtImportMap) again = {.kind = -1};

    ct_import_map_keep(&map, "Shoe Size");
    ct_import_map_keep(&map, "Hat");
    ct_import_map_keep(&map, "Hat");
    ct_assert_ok(ct_import_map_column(&map, "E-Post = e-mail", &error), error);
    assert_int_equal(g_strv_length(map.keep), 2);
    assert_string_equal(map.keep[0], "Shoe Size");
    assert_string_equal(map.keep[1], "Hat");
    assert_int_equal(g_hash_table_size(map.said), 3);
    assert_true(g_hash_table_contains(map.said, "shoesize"));
    assert_true(g_hash_table_contains(map.said, "epost"));
    ct_assert_ok(ct_import_map_save(place.path, &map, &error), error);
    assert_true(ct_import_map_load(place.path, &again, problems));
    assert_int_equal(g_strv_length(again.keep), 2);
    assert_null(again.said);
}

static void
map__is_empty__without_a_file(void **state)
{
    g_auto(Place) place = make_place();
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(GError) error = NULL;
    CtImportMap map = {.kind = 3, .dates = CT_DATES_DMY};

    assert_true(ct_import_map_load(place.path, &map, problems));
    assert_int_equal(ct_problems_count(problems), 0);
    assert_int_equal(map.kind, -1);
    assert_int_equal(map.dates, CT_DATES_UNKNOWN);
    assert_null(map.columns);
    ct_assert_ok(ct_import_map_save(place.path, &map, &error), error); /* nothing to say */
    assert_false(g_file_test(place.path, G_FILE_TEST_EXISTS));
}

/* What a person wrote stays as it is while nothing new is known. */
static void
map__is_left_alone__when_it_says_the_same(void **state)
{
    static const char text[] = "# Anna's\n[import whatever]\ndates =   dmy\n";
    g_auto(Place) place = make_place();
    g_autofree char *folder = g_path_get_dirname(place.path);
    g_autofree char *after = NULL;
    g_autofree char *changed = NULL;
    g_autoptr(GError) error = NULL;
    CtImportMap map = {.kind = -1, .dates = CT_DATES_DMY};

    assert_int_equal(g_mkdir(folder, 0700), 0);
    assert_true(g_file_set_contents(place.path, text, -1, NULL));
    ct_assert_ok(ct_import_map_save(place.path, &map, &error), error);
    assert_true(g_file_get_contents(place.path, &after, NULL, NULL));
    assert_string_equal(after, text);
    map.dates = CT_DATES_MDY;
    ct_assert_ok(ct_import_map_save(place.path, &map, &error), error);
    assert_true(g_file_get_contents(place.path, &changed, NULL, NULL));
    assert_string_equal(changed, "[import file]\ndates = mdy\n");
}

static void
map__says__that_it_cannot_be_read(void **state)
{
    g_auto(Place) place = make_place();
    g_autofree char *folder = g_path_get_dirname(place.path);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_auto(CtImportMap) map = {.kind = -1};

    assert_int_equal(g_mkdir(folder, 0700), 0);
    assert_int_equal(g_mkdir(place.path, 0700), 0); /* a folder where a file should be */
    assert_false(ct_import_map_load(place.path, &map, problems));
    assert_int_equal(ct_problems_count(problems), 1);
    assert_int_equal(g_rmdir(place.path), 0);
}

static void
map__says__that_it_cannot_be_written(void **state)
{
    g_autoptr(GError) error = NULL;
    const CtImportMap map = {.kind = CT_IMPORT_CASES};

    ct_assert_fails(ct_import_map_save("/dev/null/imports/x.map", &map, &error), error,
                    CT_ERROR_OUTPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(map__has__one_name_for_all_files_of_a_kind),
        cmocka_unit_test(map__has__a_name_of_bounded_length),
        cmocka_unit_test(map__says__all_that_can_be_said),
        cmocka_unit_test(map__names__the_place_of_every_mistake),
        cmocka_unit_test(map__tells__of_all_mistakes_at_once),
        cmocka_unit_test(map__is_read__as_it_was_written),
        cmocka_unit_test(map__tells__what_was_said_of_this_file),
        cmocka_unit_test(map__is_empty__without_a_file),
        cmocka_unit_test(map__is_left_alone__when_it_says_the_same),
        cmocka_unit_test(map__says__that_it_cannot_be_read),
        cmocka_unit_test(map__says__that_it_cannot_be_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
