/* The heading of a file, read by the names of its columns and never by their places. */
#include "config.h"

#include "mapping-private.h"
#include "value-private.h"

#include <string.h>

#define CUSTOMERS (1u << CT_IMPORT_CUSTOMERS)
#define PURCHASES (1u << CT_IMPORT_PURCHASES)
#define CASES     (1u << CT_IMPORT_CASES)
#define CONTACTS  (1u << CT_IMPORT_CONTACTS)
#define EVENTS    (PURCHASES | CASES | CONTACTS)
#define ALL       (CUSTOMERS | EVENTS)
#define ANY       CT_SOURCE_SPREADSHEET

#define FIELD_TRAITS(member, word, characters, shape) {word, characters, shape},
const CtFieldTraits ct_field_traits[CT_FIELD_COUNT] = {CT_IMPORT_FIELDS(FIELD_TRAITS)};

/* Columns by their names: in which kinds of file, and what they are. Of several columns for one
 * field the one whose name stands further up here is asked first. */
typedef struct {
    const char *columns; /* as ct_import_fold() makes them, a blank between */
    unsigned kinds;
    CtField field;   /* CT_FIELD_COUNT: nothing is made of it */
    CtSource source; /* only in files of this program; ANY: in all */
} Alias;

static const Alias aliases[] = {
    {"name", PURCHASES, CT_FIELD_REF, CT_SOURCE_SHOPIFY_ORDERS},
    {"id", PURCHASES, CT_FIELD_COUNT, CT_SOURCE_SHOPIFY_ORDERS},
    {"customerid customerno customernumber customerref clientid contactid recordid "
     "referenceid squarecustomerid kundennummer kundennr",
     CUSTOMERS, CT_FIELD_REF, ANY},
    {"invoiceid invoiceno invoicenumber invoice orderid orderno ordernumber order "
     "purchaseid transactionid receiptnumber rechnungsnummer bestellnummer",
     PURCHASES, CT_FIELD_REF, ANY},
    {"caseid casenumber ticketid ticket", CASES, CT_FIELD_REF, ANY},
    {"contactid", CONTACTS, CT_FIELD_REF, ANY},
    {"ref reference number no id", ALL, CT_FIELD_REF, ANY},
    {"customerid customerno customernumber customerref clientid kundennummer kundennr "
     "customer client kunde",
     EVENTS, CT_FIELD_CUSTOMER, ANY},
    {"email emailaddress mail customeremail billingemail correo correoelectronico "
     "courriel",
     ALL, CT_FIELD_EMAIL, ANY},
    {"email1value email2address", CUSTOMERS, CT_FIELD_EMAIL, ANY},
    {"firstname givenname forename vorname prenom nombre", CUSTOMERS, CT_FIELD_FIRST_NAME, ANY},
    {"lastname surname familyname nachname apellidos nomdefamille", CUSTOMERS, CT_FIELD_LAST_NAME,
     ANY},
    {"fullname name customername customer", CUSTOMERS, CT_FIELD_NAME, ANY},
    {"company companyname organization organisation organizationname associatedcompany "
     "defaultaddresscompany firma empresa",
     CUSTOMERS, CT_FIELD_COMPANY, ANY},
    {"phone phonenumber telephone telephonenumber tel telefon telefono primaryphone "
     "mobile mobilephone mobilenumber cell cellphone handy phone1value "
     "defaultaddressphone homephone businessphone billingphone shippingphone",
     CUSTOMERS, CT_FIELD_PHONE, ANY},
    {"street street1 streetaddress streetaddress1 address1 addressline1 address1street "
     "defaultaddressaddress1 homestreet address strasse adresse direccion",
     CUSTOMERS, CT_FIELD_STREET, ANY},
    {"street2 streetaddress2 address2 addressline2 defaultaddressaddress2 homestreet2", CUSTOMERS,
     CT_FIELD_STREET2, ANY},
    {"postcode postalcode zip zipcode defaultaddresszip address1postalcode "
     "homepostalcode plz codepostal codigopostal",
     CUSTOMERS, CT_FIELD_POSTCODE, ANY},
    {"city town defaultaddresscity address1city homecity ort stadt ville ciudad", CUSTOMERS,
     CT_FIELD_CITY, ANY},
    {"provincecode state province stateprovince region county "
     "defaultaddressprovincecode address1region homestate",
     CUSTOMERS, CT_FIELD_REGION, ANY},
    {"countrycode country countryregion defaultaddresscountrycode address1country "
     "homecountry homecountryregion land pays pais",
     CUSTOMERS, CT_FIELD_COUNTRY, ANY},
    {"language locale sprache", CUSTOMERS, CT_FIELD_LANGUAGE, ANY},
    {"birthday birthdate dateofbirth dob geburtstag geburtsdatum fechadenacimiento "
     "datedenaissance",
     CUSTOMERS, CT_FIELD_BIRTHDAY, ANY},
    {"supportrepid manager accountmanager salesrep salesperson contactowner owner "
     "betreuer",
     CUSTOMERS, CT_FIELD_MANAGER, ANY},
    {"tags labels", CUSTOMERS, CT_FIELD_TAGS, ANY},
    {"joined customersince membersince since signup dateregistered firstvisit created "
     "createdat createdutc createdate kundeseit",
     CUSTOMERS, CT_FIELD_JOINED, ANY},
    {"acceptsemailmarketing acceptsmarketing emailmarketing emailsubscriptionstatus "
     "emailconsent mayemail newsletter marketing optin subscribed",
     CUSTOMERS, CT_FIELD_MAY_EMAIL, ANY},
    {"maycall mayphone phoneconsent callconsent acceptscalls phonemarketing", CUSTOMERS,
     CT_FIELD_MAY_CALL, ANY},
    {"maypost mayletter postconsent acceptspost postalmarketing maycard mailingbypost directmail",
     CUSTOMERS, CT_FIELD_MAY_POST, ANY},
    {"donotemail donotmail unsubscribed optout", CUSTOMERS, CT_FIELD_NO_EMAIL, ANY},
    {"donotcall dnc nocalls donotphone", CUSTOMERS, CT_FIELD_NO_CALL, ANY},
    {"donotpost donotpostalmail nopost", CUSTOMERS, CT_FIELD_NO_POST, ANY},
    {"donotcontact", CUSTOMERS, CT_FIELD_NO_CONTACT, ANY},
    {"invoicedate orderdate purchasedate purchased createdat created", PURCHASES, CT_FIELD_DAY,
     ANY},
    {"date day datum fecha", PURCHASES | CONTACTS, CT_FIELD_DAY, ANY},
    {"when", CONTACTS, CT_FIELD_DAY, ANY},
    {"total ordertotal invoicetotal grandtotal gesamt", PURCHASES, CT_FIELD_TOTAL, ANY},
    {"amount sum linetotal betrag importe", PURCHASES, CT_FIELD_AMOUNT, ANY},
    {"refundedamount refunded refund", PURCHASES, CT_FIELD_REFUNDED, ANY},
    {"quantity qty lineitemquantity menge", PURCHASES, CT_FIELD_QUANTITY, ANY},
    {"unitprice price lineitemprice preis precio", PURCHASES, CT_FIELD_PRICE, ANY},
    {"item itemname product productname lineitemname description artikel", PURCHASES, CT_FIELD_ITEM,
     ANY},
    {"category producttype kategorie", PURCHASES, CT_FIELD_CATEGORY, ANY},
    {"currency ordercurrency waehrung wahrung", PURCHASES, CT_FIELD_CURRENCY, ANY},
    {"financialstatus status orderstatus", PURCHASES, CT_FIELD_STATUS, ANY},
    {"cancelledat canceledat", PURCHASES, CT_FIELD_CANCELLED, ANY},
    {"opened openedat openedon opendate dateopened", CASES, CT_FIELD_OPENED, ANY},
    {"closed closedat closedon closedate dateclosed resolved", CASES, CT_FIELD_CLOSED, ANY},
    {"kind type", CASES, CT_FIELD_KIND, ANY},
    {"channel medium via", CONTACTS, CT_FIELD_CHANNEL, ANY},
    {"direction", CONTACTS, CT_FIELD_DIRECTION, ANY},
    {"person by agent", CONTACTS, CT_FIELD_PERSON, ANY},
    {"mood", CONTACTS, CT_FIELD_MOOD, ANY},
    {"words notes note subject", CASES | CONTACTS, CT_FIELD_WORDS, ANY},
    {"description", CASES, CT_FIELD_WORDS, ANY},
};

/* A program by the columns that only it writes. */
static const struct {
    const char *name;
    CtImportKind kind;
    const char *needs[5];
    const char *refusal; /* why such a file is of no use, and what is */
} sources[CT_SOURCE_COUNT] = {
    [CT_SOURCE_SPREADSHEET] = {.name = "spreadsheet"},
    [CT_SOURCE_SHOPIFY_CUSTOMERS] = {"Shopify customer export",
                                     CT_IMPORT_CUSTOMERS,
                                     {"firstname", "email", "totalspent", "taxexempt"},
                                     NULL},
    [CT_SOURCE_SHOPIFY_ORDERS] = {"Shopify order export",
                                  CT_IMPORT_PURCHASES,
                                  {"name", "financialstatus", "lineitemname", "createdat"},
                                  NULL},
    [CT_SOURCE_WOOCOMMERCE_CUSTOMERS] = {"WooCommerce customer export",
                                         CT_IMPORT_CUSTOMERS,
                                         {"username", "lastactive", "totalspend", "aov"},
                                         NULL},
    [CT_SOURCE_WOOCOMMERCE_ORDERS] =
        {"WooCommerce order export",
         CT_IMPORT_PURCHASES,
         {"order", "customertype", "itemssold", "netsales"},
         "the orders that WooCommerce Analytics writes name their customers by neither e-mail nor "
         "number; please export them with an order export plugin that writes customer_email"},
};

bool
ct_mapping_has(const CtMapping *mapping, CtField field)
{
    return mapping->columns[field]->len > 0;
}

const char *
ct_mapping_source_name(const CtMapping *mapping)
{
    return sources[mapping->source].name;
}

const char *
ct_mapping_cell(const CtMapping *mapping, const CtCsv *csv, CtField field)
{
    const GArray *columns = mapping->columns[field];
    const char *text = "";

    for (guint i = 0; i < columns->len && text[strspn(text, " ")] == '\0'; i++)
        text = ct_csv_field(csv, g_array_index(columns, guint, i));
    return text;
}

/* --- recognition ---------------------------------------------------------------------- */

static bool
is_source(CtSource source, GHashTable *names)
{
    for (int i = 0; sources[source].needs[i] != NULL; i++)
        if (!g_hash_table_contains(names, sources[source].needs[i]))
            return false;
    return sources[source].needs[0] != NULL;
}

static CtSource
find_source(GPtrArray *folded, int kind)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < folded->len; i++)
        g_hash_table_add(names, folded->pdata[i]);
    for (CtSource source = CT_SOURCE_SPREADSHEET; source < CT_SOURCE_COUNT; source++)
        if (is_source(source, names) && (kind < 0 || (int)sources[source].kind == kind))
            return source;
    return CT_SOURCE_SPREADSHEET;
}

/* Gives the columns of this name, which nothing has taken yet, to a field. */
static void
take_columns(CtMapping *mapping, GPtrArray *folded, const char *name, CtField field, bool *taken)
{
    for (guint i = 0; i < folded->len; i++) {
        if (taken[i] || strcmp(folded->pdata[i], name) != 0)
            continue;
        taken[i] = true;
        if (field < CT_FIELD_COUNT)
            g_array_append_val(mapping->columns[field], i);
    }
}

static void
map_columns(CtMapping *mapping, GPtrArray *folded)
{
    bool taken[CT_CSV_COLUMNS] = {false};

    for (int field = 0; field < CT_FIELD_COUNT; field++)
        g_array_set_size(mapping->columns[field], 0);
    for (size_t i = 0; i < G_N_ELEMENTS(aliases); i++) {
        g_auto(GStrv) names = NULL;

        if ((aliases[i].kinds & (1u << mapping->kind)) == 0 ||
            (aliases[i].source != ANY && aliases[i].source != mapping->source))
            continue;
        names = g_strsplit(aliases[i].columns, " ", -1);
        for (int k = 0; names[k] != NULL; k++)
            take_columns(mapping, folded, names[k], aliases[i].field, taken);
    }
}

/* What a kind of file cannot do without: of each group, one field. */
static const struct {
    CtImportKind kind;
    const char *what;
    CtField fields[6]; /* ends in CT_FIELD_COUNT */
} needs[] = {
    {CT_IMPORT_CASES, "customer id or e-mail", {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_COUNT}},
    {CT_IMPORT_CASES, "opened", {CT_FIELD_OPENED, CT_FIELD_COUNT}},
    {CT_IMPORT_CONTACTS,
     "customer id or e-mail",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_COUNT}},
    {CT_IMPORT_CONTACTS, "date", {CT_FIELD_DAY, CT_FIELD_COUNT}},
    {CT_IMPORT_CONTACTS, "channel", {CT_FIELD_CHANNEL, CT_FIELD_COUNT}},
    {CT_IMPORT_PURCHASES,
     "customer id or e-mail",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_COUNT}},
    {CT_IMPORT_PURCHASES, "date", {CT_FIELD_DAY, CT_FIELD_COUNT}},
    {CT_IMPORT_PURCHASES,
     "total or amount or price",
     {CT_FIELD_TOTAL, CT_FIELD_AMOUNT, CT_FIELD_PRICE, CT_FIELD_COUNT}},
    {CT_IMPORT_CUSTOMERS,
     "name or company or e-mail",
     {CT_FIELD_NAME, CT_FIELD_FIRST_NAME, CT_FIELD_LAST_NAME, CT_FIELD_COMPANY, CT_FIELD_EMAIL,
      CT_FIELD_COUNT}},
};

/* The first need that no column meets; NULL: all are met. */
static const char *
find_lack(const CtMapping *mapping)
{
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++) {
        bool met = needs[i].kind != mapping->kind;

        for (int k = 0; needs[i].fields[k] != CT_FIELD_COUNT && !met; k++)
            met = ct_mapping_has(mapping, needs[i].fields[k]);
        if (!met)
            return needs[i].what;
    }
    return NULL;
}

static char *
join_headings(const CtMapping *mapping)
{
    GString *joined = g_string_new(NULL);

    for (guint i = 0; i < mapping->headings->len && joined->len < 500; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "",
                               (char *)mapping->headings->pdata[i]);
    return g_string_free(joined, FALSE);
}

/* Tries the kinds from the one that is known by most columns to the one that fits nearly all. */
static bool
find_kind(CtMapping *mapping, GPtrArray *folded)
{
    static const CtImportKind kinds[] = {CT_IMPORT_CASES, CT_IMPORT_PURCHASES, CT_IMPORT_CONTACTS,
                                         CT_IMPORT_CUSTOMERS};

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        mapping->kind = kinds[i];
        map_columns(mapping, folded);
        if (find_lack(mapping) == NULL)
            return true;
    }
    return false;
}

static bool
recognise(CtMapping *mapping, GPtrArray *folded, const char *file, int kind, GError **error)
{
    g_autofree char *headings = join_headings(mapping);
    const char *lack;

    mapping->source = find_source(folded, kind);
    if (sources[mapping->source].refusal != NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: %s", file,
                    sources[mapping->source].refusal);
        return false;
    }
    if (kind < 0 && mapping->source == CT_SOURCE_SPREADSHEET) {
        if (find_kind(mapping, folded))
            return true;
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "%s: its columns fit neither customers (name, e-mail), purchases (customer, "
                    "date, total), cases (customer, opened) nor contacts (customer, date, "
                    "channel); its first row is: %s",
                    file, headings);
        return false;
    }
    mapping->kind = kind >= 0 ? (CtImportKind)kind : sources[mapping->source].kind;
    map_columns(mapping, folded);
    lack = find_lack(mapping);
    if (lack != NULL)
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "%s: %s need a column \"%s\"; its first row is: %s", file,
                    ct_import_kind_words[mapping->kind], lack, headings);
    return lack == NULL;
}

/* The headings of the columns that no field is read from. */
static char **
list_unused(const CtMapping *mapping)
{
    g_autoptr(GPtrArray) unused = g_ptr_array_new();
    bool used[CT_CSV_COLUMNS] = {false};

    for (int field = 0; field < CT_FIELD_COUNT; field++)
        for (guint i = 0; i < mapping->columns[field]->len; i++)
            used[g_array_index(mapping->columns[field], guint, i)] = true;
    for (guint i = 0; i < mapping->headings->len; i++)
        if (!used[i] && *(char *)mapping->headings->pdata[i] != '\0')
            g_ptr_array_add(unused, g_strdup(mapping->headings->pdata[i]));
    g_ptr_array_add(unused, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&unused), FALSE);
}

CtMapping *
ct_mapping_new(const CtCsv *csv, const char *file, int kind, GError **error)
{
    g_autoptr(CtMapping) mapping = g_new0(CtMapping, 1);
    g_autoptr(GPtrArray) folded = g_ptr_array_new_with_free_func(g_free);

    mapping->headings = g_ptr_array_new_with_free_func(g_free);
    for (int field = 0; field < CT_FIELD_COUNT; field++)
        mapping->columns[field] = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < ct_csv_count(csv); i++) {
        g_ptr_array_add(mapping->headings, ct_text_clean(ct_csv_field(csv, i), false));
        g_ptr_array_add(folded, ct_import_fold(ct_csv_field(csv, i)));
    }
    if (!recognise(mapping, folded, file, kind, error))
        return NULL;
    mapping->unused = list_unused(mapping);
    return g_steal_pointer(&mapping);
}

void
ct_mapping_free(CtMapping *mapping)
{
    if (mapping == NULL)
        return;
    for (int field = 0; field < CT_FIELD_COUNT; field++)
        if (mapping->columns[field] != NULL)
            g_array_unref(mapping->columns[field]);
    g_ptr_array_unref(mapping->headings);
    g_strfreev(mapping->unused);
    g_free(mapping);
}
