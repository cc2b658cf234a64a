#include "ct-rows-test.h"

#include "../../src/import/vcard-private.h"

/* --- cards as others write them ------------------------------------------------------- */

static void
vcard__reads__what_telephones_and_mail_programs_write(void **state)
{
    static const struct {
        const char *file;
        int card;
        const char *name, *names, *company, *email, *phones, *street, *place, *birthday;
    } cases[] = {
        {"John_Doe_ANDROID.vcf", 1, "", "//", "", "john.doe@company.com", "", "", "///", ""},
        {"John_Doe_ANDROID.vcf", 3, "Ñ Ñ Ñ Ñ Ñ", "//Ñ Ñ Ñ Ñ", "", "", "123456789", "", "///", ""},
        {"John_Doe_ANDROID.vcf", 4, "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ", "//Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ", "", "",
         "123456 ::: 234567 ::: 3456789 ::: 45678901", "", "///", ""},
        {"John_Doe_ANDROID.vcf", 5, "Ñ Ñ Ñ Ñ", "Ñ Ñ Ñ//Ñ Ñ", "ÑÑÑÑÑÑÑÑÑÑÑÑ", "bob@company.com",
         "123456", "", "///", ""},
        {"John_Doe_EVOLUTION.vcf", 1, "Mr. John Richter, James Doe Sr.", "John/Richter, James/Doe",
         "IBM", "john.doe@ibm.com", "905-666-1234 ::: 905-555-1234",
         "15 Crescent moon drive\nASB-123", "12345/Albaney/New York/United States of America",
         "1980-03-22"},
        {"John_Doe_IPHONE.vcf", 1, "Mr. John Richter James Doe Sr.", "John/Richter James/Doe",
         "IBM", "john.doe@ibm.com",
         "905-555-1234 ::: 905-666-1234 ::: 905-777-1234 ::: 905-222-1234", "Silicon Alley 5",
         "12345/New York/New York/United States of America", "2012-06-06"},
        {"John_Doe_MAC_ADDRESS_BOOK.vcf", 1, "Mr. John Richter,James Doe Sr.",
         "John/Richter,James/Doe", "IBM", "john.doe@ibm.com",
         "905-777-1234 ::: 905-666-1234 ::: 905-555-1234 ::: 905-222-1234", "Silicon Alley 5,",
         "12345/New York/New York/United States of America", "2012-06-06"},
        {"fullcontact.vcf", 1, "Prefix FirstName MiddleName LastName Suffix",
         "FirstName/MiddleName/LastName", "Organization1", "home@example.com",
         "555-555-1111 ::: 555-555-1112 ::: 555-555-1113 ::: 555-555-1114 ::: 555-555-1115 ::: "
         "555-555-1118 ::: 555-555-1119",
         "HomeStreet\nHomeExtended", "HomePostal/HomeCity/HomeState/HomeCountry", "2016-08-01"},
        {"gmail-single.vcf", 1, "Greg Dartmouth", "Greg//Dartmouth", "TheCompany",
         "gdartmouth@hotmail.com", "555 555 1111 ::: 555 555 2222",
         "123 Home St\nHome City, HM 12345", "///", "1960-09-10"},
        {"outlook-2003.vcf", 1, "John Doe III", "John//Doe", "Company, The", "jdoe@hotmail.com",
         "BusinessPhone ::: HomePhone ::: MobilePhone", "123 Main St\nTheOffice",
         "12345/Austin/TX/United States of America", "1980-03-21"},
        {"rfc2426-example.vcf", 1, "Frank Dawson", "//", "Lotus Development Corporation",
         "Frank_Dawson@Lotus.com", "+1-919-676-9515", "6544 Battleford Drive",
         "27613-3502/Raleigh/NC/U.S.A.", ""},
        {"rfc2426-example.vcf", 2, "Tim Howes", "//", "Netscape Communications Corp.",
         "howes@netscape.com", "+1-415-937-3419", "501 E. Middlefield Rd.",
         "94043/Mountain View/CA/U.S.A.", ""},
        {"thunderbird-MoreFunctionsForAddressBook-extension.vcf", 1, "John Doe", "John//Doe",
         "TheOrganization", "doe.john@hotmail.com",
         "555-555-1111 ::: 555-555-2222 ::: 555-555-5555", "Apt 10\n123 Main St",
         "12345/Austin/TX/USA", "1970-09-21"},
        {"old-shift-jis.vcf", 1, "山田 太郎", "太郎//山田", "ソニー能登表", "", "090-0000-0000",
         "西新宿2-8-1", "163-8001/新宿区/東京都/Japan", "1985-06-12"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        gsize size;
        g_autofree char *bytes = read_data("vcards", cases[i].file, &size);
        g_auto(Table) table = open_table(bytes, size, cases[i].file, NULL, &error);
        g_autofree char *names = NULL, *phones = NULL, *place = NULL;

        print_message("%s, card %d\n", cases[i].file, cases[i].card);
        ct_assert_ok(table.rows != NULL, error);
        for (int card = 0; card <= cases[i].card; card++)
            assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
#define CELL(column) ct_rows_field(table.rows, CT_VCARD_##column)
        names = g_strjoin("/", CELL(FIRST_NAME), CELL(MIDDLE_NAME), CELL(LAST_NAME), NULL);
        phones = g_strjoin(*CELL(OTHER_PHONES) != '\0' ? CT_VCARD_BETWEEN : "", CELL(PHONE),
                           CELL(OTHER_PHONES), NULL);
        place = g_strjoin("/", CELL(POSTCODE), CELL(CITY), CELL(REGION), CELL(COUNTRY), NULL);
        assert_string_equal(CELL(FULL_NAME), cases[i].name);
        assert_string_equal(names, cases[i].names);
        assert_string_equal(CELL(COMPANY), cases[i].company);
        assert_string_equal(CELL(EMAIL), cases[i].email);
        assert_string_equal(phones, cases[i].phones);
        assert_string_equal(CELL(STREET), cases[i].street);
        assert_string_equal(place, cases[i].place);
        assert_string_equal(CELL(BIRTHDAY), cases[i].birthday);
    }
}

/* The same files to their ends: none is refused, and none has a card too many or too few. */
static void
vcard__counts__the_cards_of_a_file(void **state)
{
    static const struct {
        const char *file;
        int cards;
    } cases[] = {
        {"John_Doe_ANDROID.vcf", 6},
        {"John_Doe_EVOLUTION.vcf", 1},
        {"John_Doe_IPHONE.vcf", 1},
        {"John_Doe_MAC_ADDRESS_BOOK.vcf", 1},
        {"fullcontact.vcf", 1},
        {"gmail-single.vcf", 1},
        {"outlook-2003.vcf", 1},
        {"rfc2426-example.vcf", 2},
        {"thunderbird-MoreFunctionsForAddressBook-extension.vcf", 1},
        {"old-shift-jis.vcf", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        gsize size;
        g_autofree char *bytes = read_data("vcards", cases[i].file, &size);
        g_auto(Table) table = open_table(bytes, size, cases[i].file, NULL, &error);
        int cards = -1;

        print_message("%s\n", cases[i].file);
        ct_assert_ok(table.rows != NULL, error);
        for (; ct_rows_next(table.rows, &error) == CT_CSV_ROW; cards++)
            for (guint k = 0; k < ct_rows_count(table.rows); k++)
                assert_true(g_utf8_validate(ct_rows_field(table.rows, k), -1, NULL));
        assert_null(error);
        assert_int_equal(cards, cases[i].cards);
        assert_int_equal(ct_rows_format(table.rows), CT_FORMAT_VCARD);
        assert_string_equal(ct_rows_delimiter(table.rows), "");
    }
}

/* --- one property --------------------------------------------------------------------- */

#define V2(lines) "BEGIN:VCARD\r\nVERSION:2.1\r\n" lines "END:VCARD\r\n"
#define V3(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"
#define V4(lines) "BEGIN:VCARD\r\nVERSION:4.0\r\n" lines "END:VCARD\r\n"

typedef struct {
    const char *bytes, *cells;
} Case;

static void
check(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Table) table =
            open_table(cases[i].bytes, strlen(cases[i].bytes), "people.vcf", NULL, &error);
        g_autofree char *cells = NULL;

        print_message("case %zu: %s\n", i, cases[i].bytes);
        ct_assert_ok(table.rows != NULL, error);
        cells = read_named(table.rows, &error);
        ct_assert_ok(error == NULL, error);
        assert_string_equal(cells, cases[i].cells);
    }
}

static void
vcard__understands__lines(void **state)
{
    static const Case cases[] = {
        {V3("FN:Ana\r\n  Bell\r\n"), "Full Name=Ana Bell\n"},
        {V3("FN:Ana B\r\n\tell\r\n"), "Full Name=Ana Bell\n"},
        {V2("FN:Ana\r\n Bell\r\n"), "Full Name=Ana Bell\n"},
        {"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n", "Full Name=Ana\n"},
        {"BEGIN:VCARD\rVERSION:3.0\rFN:Ana\rEND:VCARD", "Full Name=Ana\n"},
        {"BEGIN:VCARD\r\r\nVERSION:3.0\r\r\nFN:A\r\r\n na\r\r\nEND:VCARD\r\r\n", "Full Name=Ana\n"},
        {"\xef\xbb\xbf" V3("FN:Ana\r\n") "\xef\xbb\xbf" V3("FN:Bob\r\n"),
         "Full Name=Ana\nFull Name=Bob\n"},
        {"begin:vcard\r\nfn:Ana\r\nend:vcard\r\n", "Full Name=Ana\n"},
        {V3("home.FN:Ana\r\na.b.TITLE:Cook\r\n"), "Full Name=Ana;Role=Cook\n"},
        {V2("NOTE;QUOTED-PRINTABLE:one =\r\ntwo=0D=0A=\r\nthree\r\n"), "Notes=one two\nthree\n"},
        {V2("NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\n"), "Notes=one=\n"},
        {V2("LABEL;ENCODING=QUOTED-PRINTABLE:one=\r\nFN:two=\r\n\r\nFN:Ana\r\n"),
         "Full Name=Ana\n"},
        {V3("NOTE:one\r\ntwo\r\n\r\nthree, four\r\nFN:Ana\r\n"),
         "Full Name=Ana;Notes=one\ntwo\nthree, four\n"},
        {V2("PHOTO;BASE64:\r\n  AAAA\r\n  BBBB==\r\n\r\nFN:Ana\r\n"), "Full Name=Ana\n"},
        {V2("PHOTO;BASE64:\r\nAAAA\r\nBBBB==\r\nFN:Ana\r\n"), "Full Name=Ana\n"},
        {"-- exported --\r\n" V3("FN:Ana\r\n") "-- and --\r\n\r\n" V3("FN:Bob\r\n"),
         "Full Name=Ana\nFull Name=Bob\n"},
        {"VERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n" V3("FN:Bob\r\n"),
         "Full Name=Ana\nFull Name=Bob\n"},
    };

    check(cases, G_N_ELEMENTS(cases));
}

static void
vcard__understands__escapes_and_encodings(void **state)
{
    static const Case cases[] = {
        {V3("NOTE:a\\nb\\Nc\\,d\\;e\\\\f\\:g\\h\r\n"), "Notes=a\nb\nc,d;e\\f:g\\h\n"},
        {V3("NOTE:ends in \\\r\n"), "Notes=ends in \\\n"},
        {V2("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen\r\n"),
         "Full Name=J\xc3\xbcrgen\n"},
        {V2("FN;ENCODING=QUOTED-PRINTABLE:J=fcrgen\r\n"), "Full Name=J\xc3\xbcrgen\n"},
        {V2("FN;CHARSET=NONSENSE;QUOTED-PRINTABLE:J=C3=BCrgen\r\n"), "Full Name=J\xc3\xbcrgen\n"},
        {V2("FN;QUOTED-PRINTABLE:50=25 =X =\r\n"), "Full Name=50% =X =\n"},
        {V2("FN;QUOTED-PRINTABLE:A=00na\r\n"), "Full Name=A na\n"},
        {V2("FN;CHARSET=windows-1251:\xc0\xed\xed\xe0\r\nTITLE;CHARSET=ISO-8859-1:K\xf6"
            "chin\r\n"),
         "Full Name=\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0;Role=K\xc3\xb6"
         "chin\n"},
        {V3("FN;ENCODING=b:SsO8cmdlbg==\r\n"), "Full Name=J\xc3\xbcrgen\n"},
        {V3("FN;CHARSET=utf-8:J\xc3\xbcrgen\r\n"), "Full Name=J\xc3\xbcrgen\n"},
        {V3("FN:J\xfcrgen\r\n"), "Full Name=J\xc3\xbcrgen\n"},
        {V2("FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Ana=C3\r\n"), "Full Name=Ana\xef\xbf\xbd\n"},
        {V3("TEL;X-A=\"a:b;c\";TYPE=CELL:1\r\n"), "Phone=1\n"},
        {V2("TEL;X-A=\";CELL:2\r\n"), "Phone=2\n"},
    };

    check(cases, G_N_ELEMENTS(cases));
}

static void
vcard__chooses__by_preference(void **state)
{
    static const Case cases[] = {
        {V3("EMAIL:a@x\r\nEMAIL;TYPE=pref:b@x\r\nEMAIL:c@x\r\n"),
         "Email=b@x;Other Emails=a@x ::: c@x\n"},
        {V3("EMAIL;TYPE=\"work,pref\":a@x\r\nEMAIL:b@x\r\nEMAIL:a@x\r\n"),
         "Email=a@x;Other Emails=b@x\n"},
        {V2("TEL;HOME:1\r\nTEL;PREF;CELL:2\r\nTEL;FAX;PREF:3\r\nTEL;PAGER:4\r\n"),
         "Phone=2;Other Phones=1\n"},
        {V2("TEL;WORK;FAX;VOICE:1\r\n"), "Phone=1\n"},
        {V4("EMAIL;PREF=50:a@x\r\nEMAIL;PREF=2:b@x\r\nEMAIL:c@x\r\nEMAIL;PREF=50:d@x\r\n"),
         "Email=b@x;Other Emails=a@x ::: d@x ::: c@x\n"},
        {V4("EMAIL:mailto:a@x\r\nTEL;VALUE=uri:tel:+1-555-0100;ext=5\r\n"),
         "Email=a@x;Phone=+1-555-0100\n"},
        {V4("LANG;PREF=2:en\r\nLANG;PREF=1:fr\r\n"), "Language=fr\n"},
        {V3("ADR;TYPE=WORK:;;1 A St;;;;\r\nADR;TYPE=HOME:;;2 B St;;;;\r\n"), "Street=2 B St\n"},
        {V3("ADR;TYPE=WORK,PREF:;;1 A St;;;;\r\nADR;TYPE=HOME:;;2 B St;;;;\r\n"),
         "Street=1 A St\n"},
        {V3("ADR;TYPE=HOME:;;;;;;\r\nADR;TYPE=WORK:;;1 A St;Rome;;00100;IT\r\n"),
         "Street=1 A St;City=Rome;Postcode=00100;Country=IT\n"},
        {V3("ADR:\r\nADR:12;Flat 3;1 A St,Back\r\n"), "Street=1 A St, Back\nFlat 3\nPO Box 12\n"},
        {V3("TITLE:Cook\r\nROLE:Chef\r\n"), "Role=Cook\n"},
        {V3("ROLE:Chef\r\n"), "Role=Chef\n"},
        {V3("N:Bell;Ana;Maria,Luisa;Dr.;\r\n"),
         "Full Name=Ana Maria Luisa Bell;First Name=Ana;Middle Name=Maria Luisa;Last Name=Bell\n"},
        {V2("N:Bell;Ana;Maria,Luisa\r\n"),
         "Full Name=Ana Maria,Luisa Bell;First Name=Ana;Middle Name=Maria,Luisa;Last Name=Bell\n"},
        {V3("CATEGORIES:Friend,Good\\, old\r\nCATEGORIES:VIP\r\n"),
         "Tags=Friend ::: Good, old ::: VIP\n"},
        {V3("NOTE:one\r\nNOTE:two\r\nURL:x.org\r\nURL:y.org\r\n"),
         "Notes=one\ntwo;Website=x.org ::: y.org\n"},
        {V4("UID:urn:uuid:1234-5\r\n"), "UID=1234-5\n"},
    };

    check(cases, G_N_ELEMENTS(cases));
}

static void
vcard__understands__days(void **state)
{
    static const Case cases[] = {
        {V3("BDAY:19850612\r\n"), "Birthday=1985-06-12\n"},
        {V3("BDAY;VALUE=date:1985-06-12\r\n"), "Birthday=1985-06-12\n"},
        {V4("BDAY:--0612\r\n"), "Birthday=--0612\n"},
        {V3("BDAY:--06-12\r\n"), "Birthday=--0612\n"},
        {V3("BDAY:1985-06-12T00:00:00Z\r\n"), "Birthday=1985-06-12\n"},
        {V4("BDAY:19850612T102200\r\n"), "Birthday=1985-06-12\n"},
        {V3("BDAY;X-APPLE-OMIT-YEAR=1604:1604-06-12\r\n"), "Birthday=--0612\n"},
        {V3("BDAY:1604-06-12\r\n"), "Birthday=--0612\n"},
        {V3("BDAY;X-APPLE-OMIT-YEAR=1900:1900-02-28\r\n"), "Birthday=--0228\n"},
        {V3("BDAY:--0229\r\n"), "Birthday=--0229\n"},
        {V3("BDAY:1985-02-29\r\n"), "Birthday=1985-02-29\n"},
        {V3("BDAY:1985-13-45\r\n"), "Birthday=1985-13-45\n"},
        {V4("BDAY;VALUE=text:circa 1800\r\n"), "Birthday=circa 1800\n"},
        {V4("BDAY;ALTID=1;VALUE=text:spring\r\nBDAY;ALTID=1:19850612\r\n"),
         "Birthday=1985-06-12\n"},
        {V4("ANNIVERSARY:20090808T1430-0500\r\n"), "Anniversary=2009-08-08\n"},
        {V3("X-ANNIVERSARY:1990-04-30\r\n"), "Anniversary=1990-04-30\n"},
        {V3("item1.X-ABDATE;type=pref:1970-06-02\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\n"
            "item2.X-ABDATE:1999-01-01\r\nitem2.X-ABLabel:First meeting\r\n"),
         "Anniversary=1970-06-02\n"},
        {V3("item1.X-ABDATE:1999-01-01\r\nitem1.X-ABLabel:First meeting\r\n"
            "item2.X-ABDATE:1970-06-02\r\nitem2.X-ABLabel:_$!<Anniversary>!$_\r\n"),
         "Anniversary=1970-06-02\n"},
        {V3("item1.X-ABLabel:_$!<Anniversary>!$_\r\nitem1.X-ABDATE:1604-06-02\r\n"),
         "Anniversary=--0602\n"},
    };

    check(cases, G_N_ELEMENTS(cases));
}

static void
vcard__tells__people_from_others(void **state)
{
    static const Case cases[] = {
        {V4("KIND:group\r\nFN:Friends\r\nMEMBER:urn:uuid:1\r\n") V4("FN:Ana\r\n"),
         "Full Name=Ana\n"},
        {V3("X-ADDRESSBOOKSERVER-KIND:group\r\nFN:Friends\r\n"), ""},
        {V4("KIND:org\r\nFN:Oak & Lamp\r\n"), "Company=Oak & Lamp\n"},
        {V3("N:;;;;\r\nFN:Oak & Lamp\r\nORG:Oak & Lamp;\r\nX-ABShowAs:COMPANY\r\n"),
         "Company=Oak & Lamp\n"},
        {V3("N:Bell;Ana;;;\r\nFN:Oak & Lamp\r\nORG:Oak & Lamp;Sales\r\nX-ABShowAs:COMPANY\r\n"),
         "Full Name=Ana Bell;First Name=Ana;Last Name=Bell;Company=Oak & Lamp\n"},
        {V3("N:Oak & Lamp;;;;\r\nX-ABShowAs:COMPANY\r\n"), "Company=Oak & Lamp\n"},
        {V2("FN:Ana\r\nAGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Bob\r\nAGENT:\r\n"
            "BEGIN:VCARD\r\nFN:Cy\r\nEND:VCARD\r\nEND:VCARD\r\nTITLE:Cook\r\n"),
         "Full Name=Ana;Role=Cook\n"},
        {V2("AGENT: BEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\nFN:Ana\r\n"), "Full Name=Ana\n"},
        {V3("AGENT:BEGIN:VCARD\\nFN:Bob\\nEND:VCARD\\n\r\nFN:Ana\r\n"), "Full Name=Ana\n"},
    };

    check(cases, G_N_ELEMENTS(cases));
}

/* --- what nobody can read, and limits ------------------------------------------------- */

static void
vcard__refuses__what_nobody_can_read(void **state)
{
    static const struct {
        const char *bytes;
        size_t size; /* 0: up to the first NUL */
        const char *says;
    } cases[] = {
        {V3("FN:Ana\r\n") "BEGIN:VCARD\r\nFN:Bob\r\n", 0,
         "people.vcf:5: the card that begins here has no END:VCARD; the file ends first"},
        {"BEGIN:VCARD\r\nFN:Ana\r\n" V3("FN:Bob\r\n"), 0,
         "people.vcf:1: the card that begins here has no END:VCARD before the next one begins "
         "(line 3)"},
        {"BEGIN:VCARD\r\nFN:A\0na\r\n", 21, "people.vcf:2: a NUL byte"},
        {"BEGIN:VCARD\r\nPHOTO:A\0na\r\n", 24, "people.vcf:2: a NUL byte"},
        {V3("FN:J\xc3\xbcrgen J\xc3\xbcrgen J\xc3\xbcrgen\r\nTITLE:K\xf6"
            "chin\r\n"),
         0, "people.vcf:4: this is not UTF-8, as the rest of the file is"},
        {"name,email\r\nAna,ana@example.com\r\n", 0, "people.vcf: there is no vCard in this file"},
        {"", 0, "people.vcf: there is no vCard in this file"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t size = cases[i].size > 0 ? cases[i].size : strlen(cases[i].bytes);
        g_autoptr(GError) error = NULL, again = NULL;
        g_auto(Table) table = open_table(cases[i].bytes, size, "people.vcf", NULL, &error);
        g_autofree char *cells = NULL;

        print_message("case %zu: %s\n", i, cases[i].bytes);
        ct_assert_ok(table.rows != NULL, error);
        cells = read_named(table.rows, &error);
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
        print_message("  %s\n", error->message);
        assert_true(g_str_has_prefix(error->message, cases[i].says));
        assert_int_equal(ct_rows_next(table.rows, &again), CT_CSV_FAILED); /* and stays so */
        assert_string_equal(again->message, error->message);
    }
}

static void
vcard__keeps__its_limits(void **state)
{
    static const struct {
        const char *before, *text;
        size_t times;
        const char *after, *says; /* NULL: it is read */
    } cases[] = {
        {V3("FN:Ana\r\n") "BEGIN:VCARD\r\nPHOTO:", "A", 1 << 20, "\r\nEND:VCARD\r\n", NULL},
        {"BEGIN:VCARD\r\nPHOTO:\r\n", " AAAA\r\n", 1 << 18, "END:VCARD\r\n", NULL},
        {"BEGIN:VCARD\r\nNOTE:", "A", CT_VCARD_PROPERTY - 5, "\r\nEND:VCARD\r\n", NULL},
        {"BEGIN:VCARD\r\nNOTE:", "A", CT_VCARD_PROPERTY - 4, "\r\nEND:VCARD\r\n",
         "people.vcf:2: a property longer than 65536 bytes"},
        {"BEGIN:VCARD\r\nNOTE:", "\r\n AAAAAAA", CT_VCARD_PROPERTY / 7, "\r\nEND:VCARD\r\n",
         "people.vcf:2: a property longer than 65536 bytes"},
        {"BEGIN:VCARD\r\n", "NOTE:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", CT_VCARD_PROPERTIES,
         "END:VCARD\r\n", NULL},
        {"BEGIN:VCARD\r\n", "NOTE:A\r\n", CT_VCARD_PROPERTIES + 1, "END:VCARD\r\n",
         "people.vcf:10002: a card of more than 10000 properties"},
        {"BEGIN:VCARD\r\nVERSION:2.1\r\n", "AGENT:\r\nBEGIN:VCARD\r\n", CT_VCARD_DEPTH + 1, "",
         "people.vcf:24: more than 10 cards inside each other"},
        {"BEGIN:VCARD\r\n", "EMAIL:a@example.com\r\n", 9000, "END:VCARD\r\n", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) bytes = g_string_new(cases[i].before);
        g_autoptr(GError) error = NULL;
        g_auto(Table) table = {0};
        g_autofree char *cells = NULL;

        print_message("case %zu: %s, %zu times %s\n", i, cases[i].before, cases[i].times,
                      cases[i].text);
        for (size_t k = 0; k < cases[i].times; k++)
            g_string_append(bytes, cases[i].text);
        g_string_append(bytes, cases[i].after);
        table = open_table(bytes->str, bytes->len, "people.vcf", NULL, &error);
        ct_assert_ok(table.rows != NULL, error);
        cells = read_named(table.rows, &error);
        if (cases[i].says == NULL) {
            ct_assert_ok(error == NULL, error);
            continue;
        }
        assert_true(g_error_matches(error, CT_ERROR, CT_ERROR_INPUT));
        print_message("  %s\n", error->message);
        assert_string_equal(error->message, cases[i].says);
    }
}

static void
vcard__refuses__a_card_over_the_limit(void **state)
{
    g_autoptr(GString) bytes = g_string_new("BEGIN:VCARD\r\n");
    g_autofree char *note = g_strnfill(CT_VCARD_PROPERTY - 5, 'A');
    g_autoptr(GError) error = NULL;
    g_auto(Table) table = {0};
    g_autofree char *cells = NULL;

    for (int i = 0; i < 17; i++)
        g_string_append_printf(bytes, "NOTE:%s\r\n", note);
    table = open_table(bytes->str, bytes->len, "people.vcf", NULL, &error);
    ct_assert_ok(table.rows != NULL, error);
    cells = read_named(table.rows, &error);
    assert_non_null(error);
    assert_string_equal(error->message, "people.vcf:18: a card longer than 1048576 bytes");
}

static void
vcard__tells__where_a_card_is(void **state)
{
    static const char bytes[] =
        V4("FN:Ana\r\n") V4("KIND:group\r\n") "\r\n\xef\xbb\xbf" V4("FN:Cy\r\n");
    g_autoptr(GError) error = NULL;
    g_auto(Table) table = open_table(bytes, strlen(bytes), "x", NULL, &error);

    for (int round = 0; round < 2; round++) {
        print_message("round %d\n", round);
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        assert_int_equal(ct_rows_record(table.rows), 0);
        assert_int_equal(ct_rows_count(table.rows), CT_VCARD_COLUMN_COUNT);
        assert_string_equal(ct_rows_field(table.rows, 0), "UID");
        assert_string_equal(ct_rows_field(table.rows, CT_VCARD_WEBSITE), "Website");
        assert_string_equal(ct_rows_field(table.rows, CT_VCARD_COLUMN_COUNT), "");
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        assert_int_equal(ct_rows_record(table.rows), 1);
        assert_int_equal(ct_rows_line(table.rows), 1);
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        assert_int_equal(ct_rows_record(table.rows), 3);
        assert_int_equal(ct_rows_line(table.rows), 10);
        assert_string_equal(ct_rows_field(table.rows, CT_VCARD_FULL_NAME), "Cy");
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_END);
        ct_assert_ok(ct_rows_rewind(table.rows, &error), error);
    }
}

/* In UTF-16 the whole file is in one encoding, whatever a property says of itself. */
static void
vcard__reads__utf_16(void **state)
{
    static const char text[] = "\xef\xbb\xbf" V3("FN;CHARSET=ISO-8859-1:J\xc3\xbcrgen\r\n"
                                                 "TITLE;CHARSET=ISO-8859-1;ENCODING="
                                                 "QUOTED-PRINTABLE:K=F6chin\r\n");
    g_autoptr(GError) error = NULL;
    gsize size;
    g_autofree char *bytes = g_convert(text, -1, "UTF-16LE", "UTF-8", NULL, &size, NULL);
    g_auto(Table) table = open_table(bytes, size, "x", NULL, &error);
    g_autofree char *cells = NULL;

    ct_assert_ok(table.rows != NULL, error);
    cells = read_named(table.rows, &error);
    assert_string_equal(cells, "Full Name=J\xc3\xbcrgen;Role=K\xc3\xb6"
                               "chin\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vcard__reads__what_telephones_and_mail_programs_write),
        cmocka_unit_test(vcard__counts__the_cards_of_a_file),
        cmocka_unit_test(vcard__understands__lines),
        cmocka_unit_test(vcard__understands__escapes_and_encodings),
        cmocka_unit_test(vcard__chooses__by_preference),
        cmocka_unit_test(vcard__understands__days),
        cmocka_unit_test(vcard__tells__people_from_others),
        cmocka_unit_test(vcard__refuses__what_nobody_can_read),
        cmocka_unit_test(vcard__keeps__its_limits),
        cmocka_unit_test(vcard__refuses__a_card_over_the_limit),
        cmocka_unit_test(vcard__tells__where_a_card_is),
        cmocka_unit_test(vcard__reads__utf_16),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
