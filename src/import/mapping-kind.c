/* What the rows of a file are, by the columns that it has; and what those that it has not cost. */
#include "config.h"

#include "import-private.h"

/* What a kind of file cannot do without: of each group, one field. A list ends in CT_FIELD_COUNT.
 */
static const struct {
    CtImportKind kind;
    const char *what;
    CtField fields[8];
} needs[] = {
    {CT_IMPORT_CONSENT,
     "customer id, e-mail or phone",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_PHONE, CT_FIELD_COUNT}},
    {CT_IMPORT_CONSENT, "channel", {CT_FIELD_CHANNEL, CT_FIELD_COUNT}},
    {CT_IMPORT_CONSENT, "answer", {CT_FIELD_ANSWER, CT_FIELD_COUNT}},
    {CT_IMPORT_DO_NOT_CALL, "phone or e-mail", {CT_FIELD_PHONE, CT_FIELD_EMAIL, CT_FIELD_COUNT}},
    {CT_IMPORT_REFERRALS,
     "customer id, e-mail or name",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_PHONE, CT_FIELD_NAME, CT_FIELD_FIRST_NAME,
      CT_FIELD_LAST_NAME, CT_FIELD_COUNT}},
    {CT_IMPORT_REFERRALS, "referred by", {CT_FIELD_REFERRED_BY, CT_FIELD_COUNT}},
    {CT_IMPORT_EVENTS, "event", {CT_FIELD_EVENT, CT_FIELD_COUNT}},
    {CT_IMPORT_EVENTS, "date", {CT_FIELD_DAY, CT_FIELD_COUNT}},
    {CT_IMPORT_EVENTS,
     "customer id, e-mail, postcode or region",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_PHONE, CT_FIELD_NAME, CT_FIELD_POSTCODE,
      CT_FIELD_REGION, CT_FIELD_COUNT}},
    {CT_IMPORT_CASES,
     "customer id, e-mail or phone",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_PHONE, CT_FIELD_COUNT}},
    {CT_IMPORT_CASES, "opened", {CT_FIELD_OPENED, CT_FIELD_COUNT}},
    {CT_IMPORT_PURCHASES,
     "customer id, e-mail or phone",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_PHONE, CT_FIELD_COUNT}},
    {CT_IMPORT_PURCHASES, "date", {CT_FIELD_DAY, CT_FIELD_COUNT}},
    {CT_IMPORT_PURCHASES,
     "total or amount or price",
     {CT_FIELD_TOTAL, CT_FIELD_AMOUNT, CT_FIELD_PRICE, CT_FIELD_COUNT}},
    {CT_IMPORT_CONTACTS,
     "customer id, e-mail or phone",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_PHONE, CT_FIELD_COUNT}},
    {CT_IMPORT_CONTACTS, "date", {CT_FIELD_DAY, CT_FIELD_COUNT}},
    {CT_IMPORT_CONTACTS, "channel", {CT_FIELD_CHANNEL, CT_FIELD_COUNT}},
    {CT_IMPORT_BIRTHDAYS,
     "customer id, e-mail or name",
     {CT_FIELD_CUSTOMER, CT_FIELD_EMAIL, CT_FIELD_NAME, CT_FIELD_FIRST_NAME, CT_FIELD_LAST_NAME,
      CT_FIELD_COUNT}},
    {CT_IMPORT_BIRTHDAYS, "birthday", {CT_FIELD_BIRTHDAY, CT_FIELD_BIRTH_MONTH, CT_FIELD_COUNT}},
    {CT_IMPORT_CUSTOMERS,
     "name or company or e-mail",
     {CT_FIELD_NAME, CT_FIELD_FIRST_NAME, CT_FIELD_LAST_NAME, CT_FIELD_COMPANY, CT_FIELD_EMAIL,
      CT_FIELD_COUNT}},
};

/* In the order in which they are tried. A modest kind is taken for a file only when nothing is left
 * over: a table of customers may have a column of birthdays, too. */
static const struct {
    CtImportKind kind;
    bool modest;
} kinds[] = {
    {CT_IMPORT_CONSENT, false},    {CT_IMPORT_CASES, false},    {CT_IMPORT_PURCHASES, false},
    {CT_IMPORT_CONTACTS, false},   {CT_IMPORT_EVENTS, false},   {CT_IMPORT_REFERRALS, true},
    {CT_IMPORT_DO_NOT_CALL, true}, {CT_IMPORT_BIRTHDAYS, true}, {CT_IMPORT_CUSTOMERS, false},
};

/* What stands elsewhere: the event of all rows, in the map. And what a file can do without that is
 * of this kind for certain: its name names the event, and of purchases it is known when they were.
 */
static bool
is_met_otherwise(const CtMapping *mapping, CtField field)
{
    return (field == CT_FIELD_EVENT && (mapping->has_event || mapping->is_told)) ||
           (field == CT_FIELD_TOTAL && mapping->is_told);
}

const char *
ct_kind_lack(const CtMapping *mapping)
{
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++) {
        bool met = needs[i].kind != mapping->kind;

        for (int k = 0; needs[i].fields[k] != CT_FIELD_COUNT && !met; k++)
            met = ct_mapping_has(mapping, needs[i].fields[k]) ||
                  is_met_otherwise(mapping, needs[i].fields[k]);
        if (!met)
            return needs[i].what;
    }
    return NULL;
}

/* True when something is made of every column that has a heading. */
static bool
uses_all(const CtMapping *mapping)
{
    bool used[CT_CSV_COLUMNS] = {false};
    guint ours = ct_import_is_corrected(mapping) ? 1 : 0; /* the last column of rejected rows */

    for (int field = 0; field < CT_FIELD_COUNT; field++)
        for (guint i = 0; i < mapping->columns[field]->len; i++)
            used[g_array_index(mapping->columns[field], guint, i)] = true;
    for (guint i = 0; i < mapping->headings->len - ours; i++)
        if (!used[i] && *(char *)mapping->headings->pdata[i] != '\0')
            return false;
    return true;
}

/* True when nothing speaks against a modest kind. A list of mailboxes may as well be one of
 * customers: somebody has to say that they are not to be used. */
static bool
is_plain(const CtMapping *mapping)
{
    return uses_all(mapping) &&
           (mapping->kind != CT_IMPORT_DO_NOT_CALL || !ct_mapping_has(mapping, CT_FIELD_EMAIL));
}

int
ct_kind_find(CtMapping *mapping, void (*map_columns)(CtMapping *mapping, void *data), void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        mapping->kind = kinds[i].kind;
        map_columns(mapping, data);
        if (ct_kind_lack(mapping) == NULL && (!kinds[i].modest || is_plain(mapping)))
            return (int)mapping->kind;
    }
    return -1;
}

/* What rests when a field is not there, of kinds of which one would expect it. */
static const struct {
    CtImportKind kind;
    CtField fields[3]; /* one of them is enough; ends in CT_FIELD_COUNT */
    const char *rests;
} lacks[] = {
    {CT_IMPORT_CUSTOMERS, {CT_FIELD_EMAIL, CT_FIELD_COUNT}, "nobody can be written to by e-mail"},
    {CT_IMPORT_CUSTOMERS, {CT_FIELD_PHONE, CT_FIELD_COUNT}, "nobody can be called"},
    {CT_IMPORT_CUSTOMERS, {CT_FIELD_STREET, CT_FIELD_COUNT}, "no cards can be posted"},
    {CT_IMPORT_CUSTOMERS,
     {CT_FIELD_BIRTHDAY, CT_FIELD_BIRTH_MONTH, CT_FIELD_COUNT},
     "birthday rules will rest"},
    {CT_IMPORT_CUSTOMERS,
     {CT_FIELD_MAY_EMAIL, CT_FIELD_NO_EMAIL, CT_FIELD_COUNT},
     "no marketing mail without a yes"},
    {CT_IMPORT_PURCHASES,
     {CT_FIELD_ITEM, CT_FIELD_COUNT},
     "nothing can be said of what was bought"},
    {CT_IMPORT_PURCHASES, {CT_FIELD_CATEGORY, CT_FIELD_COUNT}, "conditions on categories rest"},
    {CT_IMPORT_CASES, {CT_FIELD_CLOSED, CT_FIELD_COUNT}, "every case counts as open"},
    {CT_IMPORT_CONTACTS, {CT_FIELD_MOOD, CT_FIELD_COUNT}, "conditions on the last mood rest"},
    {CT_IMPORT_CONSENT,
     {CT_FIELD_ANSWER_DAY, CT_FIELD_COUNT},
     "no answer counts more than an old no"},
    {CT_IMPORT_CONSENT, {CT_FIELD_WORDING, CT_FIELD_COUNT}, "what was agreed to cannot be shown"},
};

char **
ct_mapping_lacking(const CtMapping *mapping)
{
    g_autoptr(GPtrArray) lacking = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < G_N_ELEMENTS(lacks); i++) {
        bool met = lacks[i].kind != mapping->kind;

        for (int k = 0; lacks[i].fields[k] != CT_FIELD_COUNT && !met; k++)
            met = ct_mapping_has(mapping, lacks[i].fields[k]) &&
                  !mapping->is_empty[lacks[i].fields[k]];
        if (!met)
            g_ptr_array_add(lacking,
                            g_strdup_printf("%s: %s", ct_field_traits[lacks[i].fields[0]].word,
                                            lacks[i].rests));
    }
    g_ptr_array_add(lacking, NULL);
    return (char **)g_ptr_array_steal(lacking, NULL);
}
