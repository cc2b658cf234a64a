#include "ct-rows-test.h"

#include "../../src/import/mapping-private.h"

/* The heading of a file that consists of this text. */
typedef struct {
    Table table;
    CtMapping *mapping;
} Heading;

static void
heading_clear(Heading *heading)
{
    ct_mapping_free(heading->mapping);
    table_clear(&heading->table);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Heading, heading_clear)

static void
read_heading(const char *text, const CtImportMap *map, Heading *heading, GError **error)
{
    heading->table = open_table(text, strlen(text), "file.csv", NULL, error);
    assert_non_null(heading->table.rows);
    assert_int_equal(ct_rows_next(heading->table.rows, error), CT_CSV_ROW);
    heading->mapping = ct_mapping_new(heading->table.rows, "file.csv", map, error);
}

/* A map with these columns: "folded heading", "field", ..., NULL. */
static void
fill_columns(CtImportMap *map, const char *const *pairs)
{
    map->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (int i = 0; pairs[i] != NULL; i += 2)
        g_hash_table_insert(map->columns, g_strdup(pairs[i]), g_strdup(pairs[i + 1]));
}

static void
mapping__finds__the_kind_of_a_file(void **state)
{
    static const struct {
        const char *heading;
        CtImportKind kind;
    } cases[] = {
        {"id,name\n", CT_IMPORT_CUSTOMERS},
        {"E-Mail\n", CT_IMPORT_CUSTOMERS},
        {"name,email,birthday,street\n", CT_IMPORT_CUSTOMERS},
        {"name,email,birthday,shoe size\n", CT_IMPORT_CUSTOMERS},
        {"name,email,birthday\n", CT_IMPORT_BIRTHDAYS},
        {"id,birth day,birth month,birth year\n", CT_IMPORT_BIRTHDAYS},
        {"customer,date,total\n", CT_IMPORT_PURCHASES},
        {"phone,date,amount\n", CT_IMPORT_PURCHASES},
        {"customer,opened,closed\n", CT_IMPORT_CASES},
        {"customer,date,channel,words\n", CT_IMPORT_CONTACTS},
        {"event,date,postcode\n", CT_IMPORT_EVENTS},
        {"event,date,email\n", CT_IMPORT_EVENTS},
        {"customer,referred by\n", CT_IMPORT_REFERRALS},
        {"name,referred by,street\n", CT_IMPORT_CUSTOMERS},
        {"email,channel,answer,date\n", CT_IMPORT_CONSENT},
        {"Telefon\n", CT_IMPORT_DO_NOT_CALL},
        {"phone,email\n", CT_IMPORT_CUSTOMERS}, /* nobody said that they are not to be used */
        {"phone,date\n", CT_IMPORT_DO_NOT_CALL},
        {"phone,name\n", CT_IMPORT_CUSTOMERS},
        {"Kundennummer,Rechnungsdatum,Gesamtbetrag\n", CT_IMPORT_PURCHASES},
        {"cliente,fecha,importe\n", CT_IMPORT_PURCHASES},
        {"klients,datums,summa\n", CT_IMPORT_PURCHASES},
        {"N° client;Date de commande;Montant total\n", CT_IMPORT_PURCHASES},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Heading) heading = {0};
        const CtImportMap map = {.kind = -1};

        print_message("case %zu: %s", i, cases[i].heading);
        read_heading(cases[i].heading, &map, &heading, &error);
        ct_assert_ok(heading.mapping != NULL, error);
        assert_string_equal(ct_import_kind_words[heading.mapping->kind],
                            ct_import_kind_words[cases[i].kind]);
    }
}

static void
mapping__says__what_a_file_lacks(void **state)
{
    static const struct {
        const char *heading;
        int kind;
        const char *says;
    } cases[] = {
        {"a,b\n", -1,
         "file.csv: its columns fit neither customers (name, e-mail), purchases (customer, date, "
         "total), cases (customer, opened), contacts (customer, date, channel) nor the other kinds "
         "of file; its first row is: a, b"},
        {"date,id\n", CT_IMPORT_PURCHASES,
         "file.csv: purchases need a column \"customer id, e-mail or phone\"; its first row is: "
         "date, id"},
        {"id,customer\n", CT_IMPORT_CASES,
         "file.csv: cases need a column \"opened\"; its first row is: id, customer"},
        {"id,city\n", CT_IMPORT_CUSTOMERS,
         "file.csv: customers need a column \"name or company or e-mail\"; its first row is: id, "
         "city"},
        {"event,postcode\n", CT_IMPORT_EVENTS,
         "file.csv: events need a column \"date\"; its first row is: event, postcode"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Heading) heading = {0};
        const CtImportMap map = {.kind = cases[i].kind};

        print_message("case %zu: %s", i, cases[i].heading);
        read_heading(cases[i].heading, &map, &heading, &error);
        ct_assert_fails(heading.mapping != NULL, error, CT_ERROR_INPUT);
        assert_string_equal(error->message, cases[i].says);
    }
}

/* The heading of the only column of a field; "-": it has none. */
static const char *
heading_of(const CtMapping *mapping, CtField field)
{
    if (mapping->columns[field]->len != 1)
        return "-";
    return mapping->headings->pdata[g_array_index(mapping->columns[field], guint, 0)];
}

static void
mapping__tells__a_part_from_the_whole(void **state)
{
    static const struct {
        const char *heading, *first, *last, *name, *birthday, *day;
    } cases[] = {
        {"id,Vorname,Name\n", "Vorname", "Name", "-", "-", "-"},
        {"id,Vorname,Nachname,Name\n", "Vorname", "Nachname", "Name", "-", "-"},
        {"id,Name\n", "-", "-", "Name", "-", "-"},
        {"id,Prénom,Nom\n", "Prénom", "Nom", "-", "-", "-"},
        {"id,Nom\n", "-", "-", "Nom", "-", "-"},
        {"id,Nombre,Apellidos\n", "Nombre", "Apellidos", "-", "-", "-"},
        {"id,Nombre\n", "-", "-", "Nombre", "-", "-"},
        {"id,Vārds,Uzvārds\n", "Vārds", "Uzvārds", "-", "-", "-"},
        {"id,Vārds\n", "-", "-", "Vārds", "-", "-"},
        {"id,First Name,Name\n", "First Name", "Name", "-", "-", "-"},
        {"id,First Name,Full Name\n", "First Name", "-", "Full Name", "-", "-"},
        {"id,Name,Birth Day\n", "-", "-", "Name", "Birth Day", "-"},
        {"id,Name,Birth Day,Birth Month\n", "-", "-", "Name", "-", "Birth Day"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Heading) heading = {0};
        const CtImportMap map = {.kind = CT_IMPORT_CUSTOMERS};

        print_message("case %zu: %s", i, cases[i].heading);
        read_heading(cases[i].heading, &map, &heading, &error);
        ct_assert_ok(heading.mapping != NULL, error);
        assert_string_equal(heading_of(heading.mapping, CT_FIELD_FIRST_NAME), cases[i].first);
        assert_string_equal(heading_of(heading.mapping, CT_FIELD_LAST_NAME), cases[i].last);
        assert_string_equal(heading_of(heading.mapping, CT_FIELD_NAME), cases[i].name);
        assert_string_equal(heading_of(heading.mapping, CT_FIELD_BIRTHDAY), cases[i].birthday);
        assert_string_equal(heading_of(heading.mapping, CT_FIELD_BIRTH_DAY), cases[i].day);
    }
}

/* --- what a person said --------------------------------------------------------------- */

static void
mapping__believes__a_person_more_than_a_name(void **state)
{
    static const char *const said[] = {"phone", "nothing", "kontakt", "E-Mail",
                                       "email", "tags",    NULL};
    g_autoptr(GError) error = NULL;
    g_auto(Heading) heading = {0};
    g_auto(CtImportMap) map = {.kind = -1};

    fill_columns(&map, said);
    read_heading("Name,Phone,Email,Kontakt,Note\n", &map, &heading, &error);
    ct_assert_ok(heading.mapping != NULL, error);
    assert_string_equal(heading_of(heading.mapping, CT_FIELD_EMAIL), "Kontakt");
    assert_string_equal(heading_of(heading.mapping, CT_FIELD_TAGS), "Email");
    assert_string_equal(heading_of(heading.mapping, CT_FIELD_PHONE), "-");
    assert_int_equal(g_strv_length(heading.mapping->unused), 2);
    assert_string_equal(heading.mapping->unused[0], "Phone");
    assert_string_equal(heading.mapping->unused[1], "Note");
}

static void
mapping__asks_first__the_column_that_a_person_named(void **state)
{
    static const char *const said[] = {"mobil", "phone", NULL};
    g_autoptr(GError) error = NULL;
    g_auto(Heading) heading = {0};
    g_auto(CtImportMap) map = {.kind = -1};

    fill_columns(&map, said);
    read_heading("Name,Phone,Mobil\nAna,1,2\nBob,3,\n", &map, &heading, &error);
    ct_assert_ok(heading.mapping != NULL, error);
    assert_int_equal(ct_rows_next(heading.table.rows, &error), CT_CSV_ROW);
    assert_string_equal(ct_mapping_cell(heading.mapping, heading.table.rows, CT_FIELD_PHONE), "2");
    assert_int_equal(ct_rows_next(heading.table.rows, &error), CT_CSV_ROW);
    assert_string_equal(ct_mapping_cell(heading.mapping, heading.table.rows, CT_FIELD_PHONE), "3");
}

static void
mapping__keeps__a_column_on_request(void **state)
{
    char *keep[] = {(char[]){"shoe SIZE"}, (char[]){"Name"}, NULL};
    const CtImportMap map = {.kind = -1, .keep = keep};
    g_autoptr(GError) error = NULL;
    g_auto(Heading) heading = {0};

    read_heading("Name,Shoe Size,Hat\n", &map, &heading, &error);
    ct_assert_ok(heading.mapping != NULL, error);
    assert_int_equal(heading.mapping->kept->len, 1); /* the name is used anyway */
    assert_int_equal(g_array_index(heading.mapping->kept, guint, 0), 1);
    assert_int_equal(g_strv_length(heading.mapping->unused), 1);
    assert_string_equal(heading.mapping->unused[0], "Hat");
}

/* Says of a heading that it was named for this very file. */
static void
insist_on(CtImportMap *map, const char *folded)
{
    map->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (folded != NULL)
        g_hash_table_add(map->said, g_strdup(folded));
}

/* A file that comes every night may have a column less than the one that was asked about. */
static void
mapping__passes_over__what_is_remembered_of_other_files(void **state)
{
    static const char *const remembered[] = {"mobile2", "phone", "shoesize", "tags", NULL};
    char *keep[] = {(char[]){"Hat"}, (char[]){"Belt"}, NULL};
    g_autoptr(GError) error = NULL;
    g_auto(Heading) heading = {0};
    CtImportMap map = {.kind = -1, .keep = keep};

    fill_columns(&map, remembered);
    insist_on(&map, "hat"); /* which is there */
    read_heading("Name,Shoe Size,Hat\n", &map, &heading, &error);
    g_hash_table_unref(map.columns);
    g_hash_table_unref(map.said);
    ct_assert_ok(heading.mapping != NULL, error);
    assert_true(ct_mapping_has(heading.mapping, CT_FIELD_TAGS));
    assert_int_equal(heading.mapping->kept->len, 1);
    assert_int_equal(g_strv_length(heading.mapping->absent), 2);
    assert_string_equal(heading.mapping->absent[0], "mobile2");
    assert_string_equal(heading.mapping->absent[1], "Belt");
}

static void
mapping__names__the_column_that_was_meant(void **state)
{
    static const struct {
        const char *pairs[3];
        const char *keep, *says;
    } cases[] = {
        {{"shoesise", "tags", NULL},
         NULL,
         "file.csv has no column \"shoesise\"; did you mean \"Shoe Size\"?"},
        {{"qqqqqq", "tags", NULL}, NULL, "file.csv has no column \"qqqqqq\""},
        {{NULL}, "Nane", "file.csv has no column \"nane\"; did you mean \"Name\"?"},
        {{"shoesize", "birthdy", NULL},
         NULL,
         "file.csv: \"birthdy\" is not something that a column can hold; did you mean "
         "\"birthday\"?"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Heading) heading = {0};
        g_auto(CtImportMap) map = {.kind = -1};

        print_message("case %zu: %s\n", i, cases[i].says);
        fill_columns(&map, cases[i].pairs);
        insist_on(&map, cases[i].pairs[0]);
        if (cases[i].keep != NULL)
            ct_import_map_keep(&map, cases[i].keep);
        read_heading("Name,Shoe Size\n", &map, &heading, &error);
        ct_assert_fails(heading.mapping != NULL, error, CT_ERROR_INPUT);
        assert_string_equal(error->message, cases[i].says);
    }
}

static void
mapping__takes__the_event_from_the_map(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Heading) heading = {0};
    g_auto(CtImportMap) map = {.kind = CT_IMPORT_EVENTS, .event = g_strdup("storm")};

    read_heading("date,postcode\n", &map, &heading, &error);
    ct_assert_ok(heading.mapping != NULL, error);
    assert_false(ct_mapping_has(heading.mapping, CT_FIELD_EVENT));
}

/* --- lists without a heading ---------------------------------------------------------- */

static void
list_of_numbers__needs__no_heading(void **state)
{
    static const struct {
        const char *text;
        int kind;
        const char *numbers; /* NULL: refused */
    } cases[] = {
        {"+44 7700 900001\n(020) 7946 0004\n", CT_IMPORT_DO_NOT_CALL,
         "1:+44 7700 900001 2:(020) 7946 0004 "},
        {"02079460005\n", CT_IMPORT_DO_NOT_CALL, "1:02079460005 "},
        {"'+44 7700 900001,Ann\n'+44 7700 900002,Bob\n", CT_IMPORT_DO_NOT_CALL,
         "1:'+44 7700 900001 2:'+44 7700 900002 "},
        {"2025-06-12,02079460005\n", CT_IMPORT_DO_NOT_CALL, "1:02079460005 "},
        {"Phone\n02079460005\n", CT_IMPORT_DO_NOT_CALL, "2:02079460005 "},
        {"Rufnr\n02079460005\n", CT_IMPORT_DO_NOT_CALL, NULL},
        {"gone@example.com,02079460005\nivy@example.com,\n", CT_IMPORT_DO_NOT_CALL,
         "1:02079460005 2: "}, /* with its mailboxes */
        {"2025-06-12\n2025-06-13\n", CT_IMPORT_DO_NOT_CALL, NULL},
        {"12345\n", CT_IMPORT_DO_NOT_CALL, NULL},
        {"02079460005\n", -1, NULL}, /* nobody said what it is */
        {"02079460005\n", CT_IMPORT_CUSTOMERS, NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Heading) heading = {0};
        const CtImportMap map = {.kind = cases[i].kind};

        print_message("case %zu: %s\n", i, cases[i].text);
        read_heading(cases[i].text, &map, &heading, &error);
        if (cases[i].numbers == NULL) {
            ct_assert_fails(heading.mapping != NULL, error, CT_ERROR_INPUT);
            continue;
        }
        ct_assert_ok(heading.mapping != NULL, error);
        assert_int_equal(g_strv_length(heading.mapping->unused), 0);
        for (int round = 0; round < 2; round++) {
            g_autoptr(GString) numbers = g_string_new(NULL);

            while (ct_rows_next(heading.table.rows, &error) == CT_CSV_ROW)
                g_string_append_printf(
                    numbers, "%d:%s ", (int)ct_rows_record(heading.table.rows),
                    ct_mapping_cell(heading.mapping, heading.table.rows, CT_FIELD_PHONE));
            assert_null(error);
            assert_string_equal(numbers->str, cases[i].numbers);
            ct_assert_ok(ct_rows_rewind(heading.table.rows, &error), error);
            assert_int_equal(ct_rows_next(heading.table.rows, &error), CT_CSV_ROW);
        }
    }
}

/* --- fields --------------------------------------------------------------------------- */

static void
field__has__a_name_of_its_own(void **state)
{
    for (int i = 0; i < CT_FIELD_COUNT; i++) {
        print_message("%s (%s)\n", ct_field_names[i], ct_field_traits[i].word);
        assert_int_equal(ct_field_find(ct_field_names[i]), i);
        assert_true(ct_field_traits[i].characters > 0);
    }
    assert_int_equal(ct_field_find("E mail"), CT_FIELD_EMAIL);
    assert_int_equal(ct_field_find("MAY E-MAIL"), CT_FIELD_MAY_EMAIL);
    assert_int_equal(ct_field_find("nothing"), CT_FIELD_COUNT);
    assert_int_equal(ct_field_find("birthdy"), -1);
    assert_int_equal(ct_field_find(""), -1);
    assert_null(ct_field_names[CT_FIELD_COUNT + 1]);
}

/* A column without a value is as good as none. */
static void
mapping__tells__what_no_row_fills(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Heading) heading = {0};
    g_auto(GStrv) lacking = NULL;
    const CtImportMap map = {.kind = -1};

    read_heading("id,name,email,phone,street,birthday,newsletter\n", &map, &heading, &error);
    ct_assert_ok(heading.mapping != NULL, error);
    heading.mapping->is_empty[CT_FIELD_BIRTHDAY] = true;
    lacking = ct_mapping_lacking(heading.mapping);
    assert_int_equal(g_strv_length(lacking), 1);
    assert_string_equal(lacking[0], "birthday: birthday rules will rest");
}

static void
mapping__tells__what_will_rest(void **state)
{
    static const struct {
        const char *heading, *lacking;
    } cases[] = {
        {"id,name,email,phone,street,newsletter\n", "birthday: birthday rules will rest"},
        {"id,name,email,phone,street,birth month,newsletter\n", ""},
        {"customer,date,total,item,category\n", ""}, /* hardly any shop delivers and installs */
        {"customer,date,total,item\n", "category: conditions on categories rest"},
        {"customer,opened\n", "closed: every case counts as open"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Heading) heading = {0};
        g_auto(GStrv) lacking = NULL;
        g_autofree char *joined = NULL;
        const CtImportMap map = {.kind = -1};

        print_message("case %zu: %s", i, cases[i].heading);
        read_heading(cases[i].heading, &map, &heading, &error);
        ct_assert_ok(heading.mapping != NULL, error);
        lacking = ct_mapping_lacking(heading.mapping);
        joined = g_strjoinv("; ", lacking);
        assert_string_equal(joined, cases[i].lacking);
    }
}

/* As many columns as a file may have, each of a name that many aliases are compared with. */
static void
mapping__reads__as_many_columns_as_there_may_be(void **state)
{
    static const char *const headings[] = {"Home Street %d", "Phone %d - Value",
                                           "Address %d - City", "%dth Q"};

    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Heading) heading = {0};
        g_autoptr(GString) text = g_string_new("name");
        const CtImportMap map = {.kind = -1};

        for (int k = 1; k < CT_CSV_COLUMNS; k++) {
            g_autofree char *number = g_strdup_printf("%d", k);
            g_auto(GStrv) parts = g_strsplit(headings[i], "%d", 2);

            g_string_append_printf(text, ",%s%s%s", parts[0], number, parts[1]);
        }
        print_message("case %zu: %s\n", i, headings[i]);
        g_string_append_c(text, '\n');
        read_heading(text->str, &map, &heading, &error);
        ct_assert_ok(heading.mapping != NULL, error);
        assert_int_equal(heading.mapping->headings->len, CT_CSV_COLUMNS);
        assert_string_equal(ct_mapping_cell(heading.mapping, heading.table.rows, CT_FIELD_NAME),
                            "name");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mapping__finds__the_kind_of_a_file),
        cmocka_unit_test(mapping__says__what_a_file_lacks),
        cmocka_unit_test(mapping__tells__a_part_from_the_whole),
        cmocka_unit_test(mapping__believes__a_person_more_than_a_name),
        cmocka_unit_test(mapping__asks_first__the_column_that_a_person_named),
        cmocka_unit_test(mapping__keeps__a_column_on_request),
        cmocka_unit_test(mapping__passes_over__what_is_remembered_of_other_files),
        cmocka_unit_test(mapping__names__the_column_that_was_meant),
        cmocka_unit_test(mapping__takes__the_event_from_the_map),
        cmocka_unit_test(list_of_numbers__needs__no_heading),
        cmocka_unit_test(field__has__a_name_of_its_own),
        cmocka_unit_test(mapping__tells__what_no_row_fills),
        cmocka_unit_test(mapping__tells__what_will_rest),
        cmocka_unit_test(mapping__reads__as_many_columns_as_there_may_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
