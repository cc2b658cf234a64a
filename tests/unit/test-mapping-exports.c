/* The exports of tests/data/exports: what their columns are taken for, and what their cells say. */
#include "ct-rows-test.h"

#include "../../src/import/mapping-private.h"

/* A file of tests/data/exports behind its heading, and what the heading says. */
typedef struct {
    Table table;
    CtMapping *mapping;
} Export;

static void
export_clear(Export *export)
{
    ct_mapping_free(export->mapping);
    table_clear(&export->table);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Export, export_clear)

static void
open_export(const char *file, Export *export, GError **error)
{
    const CtImportMap map = {.kind = -1};
    gsize size = 0;
    g_autofree char *bytes = read_data("exports", file, &size);

    export->table = open_table(bytes, size, file, NULL, error);
    if (export->table.rows != NULL && ct_rows_next(export->table.rows, error) == CT_CSV_ROW)
        export->mapping = ct_mapping_new(export->table.rows, file, &map, error);
}

/* Which columns each field has. */
static const struct {
    const char *file, *source;
    CtImportKind kind;
    const char *encoding;
    guint unused;
    const char *fields;
} exports[] = {
    {"birthdays.csv", "a spreadsheet", CT_IMPORT_BIRTHDAYS, "UTF-8", 0,
     "name=Name; e-mail=E-Mail; birthday=Geburtstag"},
    {"consent.csv", "a spreadsheet", CT_IMPORT_CONSENT, "UTF-8", 0,
     "e-mail=E-mail; answered=Date; purpose=Purpose; answer=Answer; source=Source; "
     "wording=Wording; channel=Channel"},
    {"do-not-call.csv", "a spreadsheet", CT_IMPORT_DO_NOT_CALL, "UTF-8", 0, "phone=Phone Number"},
    {"events.csv", "a spreadsheet", CT_IMPORT_EVENTS, "UTF-8", 0,
     "postcode=Postcode; event=Event; until=Until; date=Date; words=Notes"},
    {"google-contacts-new.csv", "a Google Contacts export", CT_IMPORT_CUSTOMERS, "UTF-8", 20,
     "first name=First Name; middle name=Middle Name; last name=Last Name; "
     "company=Organization Name; role=Organization Title; "
     "e-mail=E-mail 1 - Value, E-mail 2 - Value; phone=Phone 1 - Value, Phone 2 - Value; "
     "street=Address 1 - Street, Address 2 - Street, Address 1 - Formatted, Address 2 - Formatted; "
     "street 2=Address 1 - Extended Address, Address 2 - Extended Address; "
     "street 3=Address 1 - PO Box, Address 2 - PO Box; "
     "postcode=Address 1 - Postal Code, Address 2 - Postal Code; "
     "city=Address 1 - City, Address 2 - City; "
     "region=Address 1 - Region, Address 2 - Region; "
     "country=Address 1 - Country, Address 2 - Country; birthday=Birthday; tags=Labels"},
    {"google-contacts-old.csv", "a Google Contacts export", CT_IMPORT_CUSTOMERS, "UTF-8", 30,
     "first name=Given Name; middle name=Additional Name; last name=Family Name; "
     "name=Name; company=Organization 1 - Name; role=Organization 1 - Title; "
     "e-mail=E-mail 1 - Value, E-mail 2 - Value; phone=Phone 1 - Value, Phone 2 - Value; "
     "street=Address 1 - Street, Address 1 - Formatted; "
     "street 2=Address 1 - Extended Address; street 3=Address 1 - PO Box; "
     "postcode=Address 1 - Postal Code; city=Address 1 - City; region=Address 1 - Region; "
     "country=Address 1 - Country; language=Language; birthday=Birthday; "
     "tags=Group Membership"},
    {"hubspot-contacts.csv", "a HubSpot contact export", CT_IMPORT_CUSTOMERS, "UTF-8", 4,
     "id=Record ID; first name=First Name; last name=Last Name; "
     "company=Associated Company; role=Job Title; e-mail=Email; phone=Phone Number; "
     "birthday=Date of birth; manager=Contact owner; joined=Create Date; "
     "do not e-mail=Unsubscribed from all email"},
    {"mailchimp-cleaned.csv", "a Mailchimp list of cleaned addresses", CT_IMPORT_CUSTOMERS, "UTF-8",
     17,
     "first name=First Name; last name=Last Name; e-mail=Email Address; "
     "phone=Phone Number; "
     "street=Address; postcode=Address; city=Address; region=Address; country=Address; "
     "birthday=Birthday; tags=TAGS; bounced=CLEAN_TIME"},
    {"mailchimp-subscribed.csv", "a Mailchimp list of subscribers", CT_IMPORT_CUSTOMERS, "UTF-8",
     14,
     "first name=First Name; last name=Last Name; e-mail=Email Address; "
     "phone=Phone Number; "
     "street=Address; postcode=Address; city=Address; region=Address; country=Address; "
     "birthday=Birthday; tags=TAGS; may e-mail=CONFIRM_TIME; "
     "answered=CONFIRM_TIME, OPTIN_TIME"},
    {"mailchimp-unsubscribed.csv", "a Mailchimp list of people who unsubscribed",
     CT_IMPORT_CUSTOMERS, "UTF-8", 20,
     "first name=First Name; last name=Last Name; e-mail=Email Address; "
     "phone=Phone Number; "
     "street=Address; postcode=Address; city=Address; region=Address; country=Address; "
     "birthday=Birthday; tags=TAGS; do not e-mail=UNSUB_TIME; "
     "answered=UNSUB_TIME"},
    {"orders-de.csv", "a spreadsheet", CT_IMPORT_PURCHASES, "windows-1252", 0,
     "id=Rechnungsnummer; customer=Kundennummer; delivered=Lieferdatum; "
     "date=Rechnungsdatum; total=Gesamtbetrag; quantity=Menge; price=Einzelpreis; "
     "item=Artikel; currency=Währung; status=Status"},
    {"outlook-classic.csv", "an Outlook contact export", CT_IMPORT_CUSTOMERS, "windows-1252", 47,
     "first name=First Name; middle name=Middle Name; last name=Last Name; "
     "company=Company; role=Job Title; "
     "e-mail=E-mail Address, E-mail 2 Address, E-mail 3 Address; "
     "phone=Primary Phone, Mobile Phone, Home Phone, Business Phone, Company Main Phone; "
     "other phone=Other Phone, Home Phone 2, Business Phone 2, Car Phone; "
     "street=Business Street, Home Street, Other Street; "
     "street 2=Business Street 2, Home Street 2, Other Street 2; "
     "street 3=Business Street 3, Home Street 3, Other Street 3, Business Address PO Box, Home "
     "Address PO Box, Other Address PO Box; "
     "postcode=Business Postal Code, Home Postal Code, Other Postal Code; "
     "city=Business City, Home City, Other City; "
     "region=Business State, Home State, Other State; "
     "country=Business Country/Region, Home Country/Region, Other Country/Region; "
     "language=Language; birthday=Birthday; tags=Categories; referred by=Referred By"},
    {"outlook-live.csv", "an Outlook contact export", CT_IMPORT_CUSTOMERS, "UTF-8", 40,
     "first name=First Name; middle name=Middle Name; last name=Last Name; "
     "company=Company; role=Job Title; "
     "e-mail=E-mail Address, E-mail 2 Address, E-mail 3 Address; "
     "phone=Primary Phone, Mobile Phone, Home Phone, Business Phone, Company Main Phone; "
     "other phone=Other Phone, Home Phone 2, Business Phone 2, Car Phone; "
     "street=Home Street, Business Street, Other Street, Home Address, Business Address, Other "
     "Address; "
     "street 2=Home Street 2, Business Street 2, Other Street 2; "
     "street 3=Home Street 3, Business Street 3, Other Street 3, Home Address PO Box, Business "
     "Address PO Box, Other Address PO Box; "
     "postcode=Home Postal Code, Business Postal Code, Other Postal Code; "
     "city=Home City, Business City, Other City; "
     "region=Home State, Business State, Other State; "
     "country=Home Country, Business Country, Other Country; language=Language; "
     "birthday=Birthday; tags=Categories; referred by=Referred By"},
    {"quickbooks-desktop.iif", "a QuickBooks Desktop customer list", CT_IMPORT_CUSTOMERS,
     "windows-1252", 16,
     "id=REFNUM; name=NAME; phone=PHONE1; other phone=PHONE2; street=BADDR1, BADDR2, BADDR3, "
     "BADDR4, BADDR5; "
     "postcode=BADDR1, BADDR2, BADDR3, BADDR4, BADDR5; "
     "city=BADDR1, BADDR2, BADDR3, BADDR4, BADDR5; "
     "region=BADDR1, BADDR2, BADDR3, BADDR4, BADDR5; "
     "country=BADDR1, BADDR2, BADDR3, BADDR4, BADDR5; manager=REP; tags=CTYPE"},
    {"quickbooks-online.csv", "a QuickBooks Online customer list", CT_IMPORT_CUSTOMERS, "UTF-8", 5,
     "name=Full Name; company=Company; e-mail=Email; phone=Phone, Mobile; street=Street; "
     "postcode=ZIP code; city=City; region=State; country=Country"},
    {"referrals.csv", "a spreadsheet", CT_IMPORT_REFERRALS, "UTF-8", 0,
     "name=Name; customer=Customer ID; referred by=Referred By; date=Date"},
    {"shopify-customers-new.csv", "a Shopify customer export", CT_IMPORT_CUSTOMERS, "UTF-8", 5,
     "id=Customer ID; first name=First Name; last name=Last Name; "
     "company=Default Address Company; e-mail=Email; phone=Phone, Default Address Phone; "
     "street=Default Address Address1; street 2=Default Address Address2; "
     "postcode=Default Address Zip; city=Default Address City; "
     "region=Default Address Province Code; country=Default Address Country Code; "
     "tags=Tags; may e-mail=Accepts Email Marketing"},
    {"shopify-customers-old.csv", "a Shopify customer export", CT_IMPORT_CUSTOMERS, "UTF-8", 5,
     "first name=First Name; last name=Last Name; company=Company; e-mail=Email; "
     "phone=Phone; street=Address1; street 2=Address2; postcode=Zip; city=City; "
     "region=Province Code, Province; country=Country Code, Country; tags=Tags; "
     "may e-mail=Accepts Email Marketing"},
    {"shopify-orders.csv", "a Shopify order export", CT_IMPORT_PURCHASES, "UTF-8", 66,
     "id=Name; e-mail=Email; phone=Phone, Billing Phone; date=Created at; total=Total; "
     "refunded=Refunded Amount; quantity=Lineitem quantity; price=Lineitem price; "
     "item=Lineitem name; currency=Currency; status=Financial Status; "
     "cancelled=Cancelled at"},
    {"spreadsheet-de.csv", "a spreadsheet", CT_IMPORT_CUSTOMERS, "windows-1252", 3,
     "id=Kunden-Nr.; first name=Vorname; last name=Name; company=Firma; e-mail=E-Mail; "
     "phone=Telefon, Handy; street=Straße; house number=Hausnr.; postcode=PLZ; city=Ort; "
     "country=Land; birthday=Geburtsdatum; joined=Kunde seit; may e-mail=Newsletter"},
    {"spreadsheet-en.csv", "a spreadsheet", CT_IMPORT_CUSTOMERS, "UTF-8", 1,
     "id=Customer No; name=Full Name; e-mail=E-mail; phone=Mobile; street=Street; "
     "postcode=Postcode; city=Town; country=Country; birthday=Birthday; "
     "joined=Customer since; may e-mail=May e-mail; may call=May call"},
    {"spreadsheet-es.csv", "a spreadsheet", CT_IMPORT_CUSTOMERS, "UTF-8", 0,
     "id=Nº de cliente; first name=Nombre; last name=Apellidos; e-mail=Correo electrónico; "
     "phone=Teléfono; street=Dirección; postcode=Código postal; city=Ciudad; "
     "region=Provincia; country=País; birthday=Fecha de nacimiento; joined=Cliente desde; "
     "may e-mail=Acepta publicidad"},
    {"spreadsheet-fr.csv", "a spreadsheet", CT_IMPORT_CUSTOMERS, "UTF-8", 0,
     "id=Numéro client; first name=Prénom; last name=Nom; company=Société; "
     "e-mail=Adresse e-mail; phone=Téléphone portable; street=Adresse; "
     "postcode=Code postal; city=Ville; country=Pays; language=Langue; "
     "birthday=Date de naissance"},
    {"spreadsheet-lv.csv", "a spreadsheet", CT_IMPORT_CUSTOMERS, "UTF-8", 0,
     "id=Klienta numurs; first name=Vārds; last name=Uzvārds; e-mail=E-pasts; "
     "phone=Tālrunis; street=Iela; postcode=Pasta indekss; city=Pilsēta; country=Valsts; "
     "birthday=Dzimšanas diena; may e-mail=Jaunumi"},
    {"square-customers.csv", "a Square customer export", CT_IMPORT_CUSTOMERS, "UTF-8", 8,
     "id=Square Customer ID; first name=First Name; last name=Last Name; "
     "company=Company Name; e-mail=Email Address; phone=Phone Number; "
     "street=Street Address 1; street 2=Street Address 2; postcode=Postal Code; city=City; "
     "region=State; birthday=Birthday; joined=First Visit; "
     "may e-mail=Email Subscription Status"},
    {"stripe-customers-new.csv", "a Stripe customer export", CT_IMPORT_CUSTOMERS, "UTF-8", 9,
     "id=id; name=Name; e-mail=Email; joined=Created (UTC)"},
    {"stripe-customers-old.csv", "a Stripe customer export", CT_IMPORT_CUSTOMERS, "UTF-8", 9,
     "id=id; name=Name; e-mail=Email; phone=Phone; joined=Created (UTC)"},
    {"thunderbird.csv", "a Thunderbird address book", CT_IMPORT_CUSTOMERS, "UTF-8", 12,
     "first name=First Name; last name=Last Name; name=Display Name; company=Organization; "
     "role=Job Title; e-mail=Primary Email; phone=Mobile Number, Home Phone, Work Phone; "
     "other e-mail=Secondary Email; street=Home Address, Work Address; "
     "street 2=Home Address 2, Work Address 2; postcode=Home ZipCode, Work ZipCode; "
     "city=Home City, Work City; region=Home State, Work State; "
     "country=Home Country, Work Country; day of birth=Birth Day; month of birth=Birth Month; "
     "year of birth=Birth Year"},
    {"woocommerce-customers.csv", "a WooCommerce customer export", CT_IMPORT_CUSTOMERS, "UTF-8", 6,
     "name=Name; e-mail=Email; phone=Billing Phone, Shipping Phone; postcode=Postal Code; "
     "city=City; region=Region; country=Country / Region; joined=Sign Up"},
    {"woocommerce-order-export.csv", "a WooCommerce order export", CT_IMPORT_PURCHASES, "UTF-8", 20,
     "id=order_id, order_number; e-mail=customer_email; date=order_date; "
     "total=order_total; currency=order_currency; status=status"},
    {"zoho-contacts.csv", "a Zoho contact export", CT_IMPORT_CUSTOMERS, "UTF-8", 14,
     "id=Record Id; first name=First Name; last name=Last Name; company=Account Name; "
     "role=Title; e-mail=Email; phone=Phone, Mobile, Home Phone; "
     "other e-mail=Secondary Email; other phone=Other Phone; "
     "street=Mailing Street, Other Street; postcode=Mailing Zip, Other Zip; "
     "city=Mailing City, Other City; region=Mailing State, Other State; "
     "country=Mailing Country, Other Country; birthday=Date of Birth; "
     "manager=Contact Owner; tags=Tag; joined=Created Time; do not e-mail=Email Opt Out"},
};

/* "id=Customer ID; phone=Phone, Default Address Phone" */
static char *
fields_of(const CtMapping *mapping)
{
    GString *text = g_string_new(NULL);

    for (CtField field = 0; field < CT_FIELD_COUNT; field++) {
        const char *before = "=";

        if (!ct_mapping_has(mapping, field))
            continue;
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "",
                               ct_field_traits[field].name);
        for (guint i = 0; i < mapping->columns[field]->len; i++, before = ", ")
            g_string_append_printf(
                text, "%s%s", before,
                (char *)mapping->headings->pdata[g_array_index(mapping->columns[field], guint, i)]);
    }
    return g_string_free(text, FALSE);
}

static void
mapping__recognises__every_export_by_its_columns(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(exports); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Export) export = {0};
        g_autofree char *fields = NULL;

        print_message("case %zu: %s\n", i, exports[i].file);
        open_export(exports[i].file, &export, &error);
        ct_assert_ok(export.mapping != NULL, error);
        fields = fields_of(export.mapping);
        assert_string_equal(ct_mapping_source_name(export.mapping), exports[i].source);
        assert_int_equal(export.mapping->kind, exports[i].kind);
        assert_string_equal(ct_rows_encoding(export.table.rows), exports[i].encoding);
        assert_string_equal(fields, exports[i].fields);
        assert_int_equal(g_strv_length(export.mapping->unused), exports[i].unused);
    }
}

/* The columns may stand in any order, and their names in any case. */
static void
mapping__recognises__an_export_whatever_the_order_of_its_columns(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(exports); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Export) export = {0};
        g_autoptr(GString) line = g_string_new(NULL);
        g_auto(Table) table = {0};
        g_autoptr(CtMapping) mapping = NULL;
        const CtImportMap map = {.kind = -1};

        print_message("case %zu: %s\n", i, exports[i].file);
        open_export(exports[i].file, &export, &error);
        if (ct_rows_format(export.table.rows) != CT_FORMAT_CSV)
            continue;
        for (guint k = export.mapping->headings->len; k > 0; k--) {
            g_autofree char *upper = g_utf8_strup(export.mapping->headings->pdata[k - 1], -1);

            ct_csv_append(line, upper, line->len == 0, CT_CSV_FOR_PROGRAMS);
        }
        g_string_append_c(line, '\n');
        table = open_table(line->str, line->len, "other.csv", "UTF-8", &error);
        assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
        mapping = ct_mapping_new(table.rows, "other.csv", &map, &error);
        ct_assert_ok(mapping != NULL, error);
        assert_string_equal(ct_mapping_source_name(mapping), exports[i].source);
        assert_int_equal(mapping->kind, exports[i].kind);
        for (CtField field = 0; field < CT_FIELD_COUNT; field++)
            assert_int_equal(mapping->columns[field]->len, export.mapping->columns[field]->len);
    }
}

static const struct {
    const char *file;
    int64_t row;
    CtField field;
    const char *cell; /* of ct_mapping_cell(); then, behind " + ", others of ct_mapping_cells() */
} cells[] = {
    {"shopify-customers-new.csv", 2, CT_FIELD_REF, "'7100000000001"},
    {"shopify-customers-new.csv", 2, CT_FIELD_PHONE, "'+441225000002 + +441225000001"},
    {"shopify-customers-new.csv", 5, CT_FIELD_PHONE, "030 2000 001"},
    {"shopify-customers-new.csv", 6, CT_FIELD_LAST_NAME, "O'Rourke"},
    {"shopify-customers-old.csv", 5, CT_FIELD_REGION, "Galway"},
    {"shopify-orders.csv", 3, CT_FIELD_REF, "#1001"},
    {"shopify-orders.csv", 3, CT_FIELD_TOTAL, ""},
    {"shopify-orders.csv", 4, CT_FIELD_REFUNDED, "30.00"},
    {"shopify-orders.csv", 6, CT_FIELD_CANCELLED, "2025-06-04 09:00:00 +0200"},
    {"shopify-orders.csv", 9, CT_FIELD_STATUS, "pending"},
    {"woocommerce-customers.csv", 5, CT_FIELD_NAME, "=Ola Nordmann"},
    {"woocommerce-customers.csv", 4, CT_FIELD_PHONE, "'+351220000003"},
    {"woocommerce-customers.csv", 3, CT_FIELD_POSTCODE, "69001"},
    {"woocommerce-order-export.csv", 6, CT_FIELD_REF, "315 + A-315"},
    {"square-customers.csv", 3, CT_FIELD_REF, "SQ0000000000000000000002"},
    {"square-customers.csv", 4, CT_FIELD_MAY_EMAIL, ""}, /* "Unknown" is no answer */
    {"mailchimp-subscribed.csv", 3, CT_FIELD_MAY_EMAIL, "2021-05-05 17:12:00"},
    {"mailchimp-subscribed.csv", 3, CT_FIELD_ANSWER_DAY, "2021-05-05 17:12:00"},
    {"mailchimp-subscribed.csv", 2, CT_FIELD_STREET, "Herrengasse 3"},
    {"mailchimp-subscribed.csv", 2, CT_FIELD_POSTCODE, "8010"},
    {"mailchimp-subscribed.csv", 2, CT_FIELD_CITY, "Graz"},
    {"mailchimp-subscribed.csv", 2, CT_FIELD_REGION, ""},
    {"mailchimp-subscribed.csv", 2, CT_FIELD_COUNTRY, "AT"},
    {"mailchimp-subscribed.csv", 3, CT_FIELD_STREET, ""},
    {"mailchimp-unsubscribed.csv", 3, CT_FIELD_NO_EMAIL, "2018-05-25 00:00:01"},
    {"mailchimp-cleaned.csv", 3, CT_FIELD_BOUNCED, "2018-05-25 00:00:01"},
    {"hubspot-contacts.csv", 3, CT_FIELD_NO_EMAIL, "true"},
    {"zoho-contacts.csv", 4, CT_FIELD_STREET, "Lime Street 9"},
    {"zoho-contacts.csv", 6, CT_FIELD_CITY, "Hull"}, /* the address that has a street, too */
    {"google-contacts-new.csv", 2, CT_FIELD_EMAIL, "nadia@example.com + n.petersen@example.org"},
    {"google-contacts-new.csv", 2, CT_FIELD_PHONE, "+49 171 0000001 + +49 40 000001"},
    {"google-contacts-new.csv", 2, CT_FIELD_TAGS, "Stammkunden"},
    {"google-contacts-new.csv", 3, CT_FIELD_TAGS, ""},
    {"google-contacts-new.csv", 3, CT_FIELD_EMAIL, "theo@example.org + t.marsh@example.net"},
    {"google-contacts-new.csv", 5, CT_FIELD_COUNTRY, "ES"}, /* of the address with a street */
    {"google-contacts-new.csv", 7, CT_FIELD_EMAIL, "uma@example.org"},
    {"google-contacts-new.csv", 7, CT_FIELD_LAST_NAME, "Null"},
    {"google-contacts-old.csv", 7, CT_FIELD_PHONE, "+420 200 000 006 + +420 200 000 007"},
    {"outlook-classic.csv", 2, CT_FIELD_STREET, "Am Wall 3"},
    {"outlook-classic.csv", 3, CT_FIELD_STREET, "1 Crane Yard"}, /* at home only a city is known */
    {"outlook-classic.csv", 3, CT_FIELD_CITY, "Dover"},
    {"outlook-classic.csv", 3, CT_FIELD_EMAIL, "edith@example.org"},
    {"outlook-classic.csv", 4, CT_FIELD_BIRTHDAY, ""}, /* 0/0/00 */
    {"outlook-classic.csv", 7, CT_FIELD_STREET3, "Box 6"},
    {"outlook-live.csv", 3, CT_FIELD_STREET, "2 Sea Road\nDeal CT14 7AA"},
    {"thunderbird.csv", 2, CT_FIELD_BIRTH_DAY, "3"},
    {"thunderbird.csv", 3, CT_FIELD_STREET, "Unit 3"},
    {"quickbooks-desktop.iif", 2, CT_FIELD_STREET, "5 Alder Way"}, /* without the name above */
    {"quickbooks-desktop.iif", 2, CT_FIELD_POSTCODE, "97301"},
    {"quickbooks-desktop.iif", 2, CT_FIELD_CITY, "Salem"},
    {"quickbooks-desktop.iif", 2, CT_FIELD_REGION, "OR"},
    {"quickbooks-desktop.iif", 3, CT_FIELD_STREET, "Attn: Noël\n77 Pine St"},
    {"quickbooks-desktop.iif", 4, CT_FIELD_STREET, "Pat Dunn\n9 Oak Ct"}, /* another name */
    {"quickbooks-desktop.iif", 3, CT_FIELD_NAME, "Café Noël"},
    {"spreadsheet-de.csv", 2, CT_FIELD_STREET, "Goethestr. 12a"},
    {"spreadsheet-de.csv", 2, CT_FIELD_LAST_NAME, "Jäger"},
    {"spreadsheet-de.csv", 5, CT_FIELD_MAY_EMAIL, ""}, /* k.A. */
    {"spreadsheet-en.csv", 4, CT_FIELD_PHONE, ""},     /* n/a */
    {"spreadsheet-en.csv", 6, CT_FIELD_NAME, "Gwen Null"},
    {"spreadsheet-en.csv", 6, CT_FIELD_BIRTHDAY, ""}, /* n/a */
    {"do-not-call.csv", 6, CT_FIELD_PHONE, ""},       /* none */
};

/* The record of this number. */
static void
go_to(CtRows *rows, int64_t row)
{
    g_autoptr(GError) error = NULL;

    while (ct_rows_record(rows) < row)
        if (ct_rows_next(rows, &error) != CT_CSV_ROW)
            fail_msg("there is no row %d", (int)row);
}

static void
mapping__finds__the_cells_of_every_export(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Export) export = {0};
        g_auto(GStrv) expected = g_strsplit(cells[i].cell, " + ", 2);
        g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);

        print_message("case %zu: %s row %d %s\n", i, cells[i].file, (int)cells[i].row,
                      ct_field_traits[cells[i].field].name);
        open_export(cells[i].file, &export, &error);
        ct_assert_ok(export.mapping != NULL, error);
        go_to(export.table.rows, cells[i].row);
        assert_string_equal(ct_mapping_cell(export.mapping, export.table.rows, cells[i].field),
                            expected[0] != NULL ? expected[0] : "");
        if (expected[0] == NULL || expected[1] == NULL)
            continue;
        ct_mapping_cells(export.mapping, export.table.rows, cells[i].field, all);
        assert_int_equal(all->len, 2);
        assert_string_equal(all->pdata[1], expected[1]);
    }
}

/* What somebody says of a column of any file: its cells hold whole addresses. */
static void
mapping__takes_addresses_apart__in_any_file(void **state)
{
    static const char text[] = "Name,Anschrift,Land\n"
                               "Ana,\"Polna 2\n00-622 Warszawa\nPolska\",PL\n"
                               "Bob,\"Hauptstr. 5\n12345 Berlin\",\n";
    g_autoptr(GError) error = NULL;
    g_auto(CtImportMap) map = {.kind = -1};
    g_auto(Table) table = open_table(text, strlen(text), "file.csv", NULL, &error);
    g_autoptr(CtMapping) mapping = NULL;

    ct_assert_ok(ct_import_map_column(&map, "Anschrift = address", &error), error);
    assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
    mapping = ct_mapping_new(table.rows, "file.csv", &map, &error);
    ct_assert_ok(mapping != NULL, error);
    assert_int_equal(g_strv_length(mapping->unused), 0);
    assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
    assert_false(ct_mapping_is_whole(mapping, table.rows));
    assert_string_equal(ct_mapping_cell(mapping, table.rows, CT_FIELD_STREET), "Polna 2");
    assert_string_equal(ct_mapping_cell(mapping, table.rows, CT_FIELD_CITY), "Warszawa");
    assert_string_equal(ct_mapping_cell(mapping, table.rows, CT_FIELD_COUNTRY), "PL");
    assert_int_equal(ct_rows_next(table.rows, &error), CT_CSV_ROW);
    assert_true(ct_mapping_is_whole(mapping, table.rows));
    assert_string_equal(ct_mapping_cell(mapping, table.rows, CT_FIELD_STREET),
                        "Hauptstr. 5\n12345 Berlin");
    assert_string_equal(ct_mapping_cell(mapping, table.rows, CT_FIELD_CITY), "");
}

static void
mapping__refuses__the_orders_of_woocommerce_analytics(void **state)
{
    g_autoptr(GError) error = NULL;
    g_auto(Export) export = {0};

    open_export("woocommerce-orders.csv", &export, &error);
    ct_assert_fails(export.mapping != NULL, error, CT_ERROR_INPUT);
    assert_string_equal(error->message,
                        "woocommerce-orders.csv: the orders that WooCommerce Analytics writes name "
                        "their customers by neither e-mail nor number; please export them with an "
                        "order export plugin that writes customer_email");
}

/* Every file of the folder stands in a table above. */
static void
mapping__is_tested__with_every_export(void **state)
{
    g_autofree char *folder = g_build_filename(g_getenv("SRCDIR"), "tests/data/exports", NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *file;

    assert_non_null(files);
    while ((file = g_dir_read_name(files)) != NULL) {
        bool known = strcmp(file, "woocommerce-orders.csv") == 0;

        for (size_t i = 0; i < G_N_ELEMENTS(exports); i++)
            known = known || strcmp(exports[i].file, file) == 0;
        print_message("%s\n", file);
        assert_true(known);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mapping__recognises__every_export_by_its_columns),
        cmocka_unit_test(mapping__recognises__an_export_whatever_the_order_of_its_columns),
        cmocka_unit_test(mapping__finds__the_cells_of_every_export),
        cmocka_unit_test(mapping__takes_addresses_apart__in_any_file),
        cmocka_unit_test(mapping__refuses__the_orders_of_woocommerce_analytics),
        cmocka_unit_test(mapping__is_tested__with_every_export),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
