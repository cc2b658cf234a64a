/* One row of a file of customers, or of birthdays. */
#include "config.h"

#include "import-private.h"

#include <string.h>

#define DAYS_OF_SPREAD 365

/* What a row says about a customer beyond its plain cells; NULL or false: nothing. */
typedef struct {
    char *ref, *name;
    char *email, *email_key, *email_hash;
    char *phone_key, *phone_hash;
    char *street, *language;
    char *name_key, *address_key, *address_hash, *household_key, *company_key;
    const char *country, *status;
    int birth_mmdd, birth_year;
    CtDay joined;
    bool has_joined, has_own_ref, bounced;
} Person;

static void
person_clear(Person *person)
{
    g_free(person->ref);
    g_free(person->name);
    g_free(person->email);
    g_free(person->email_key);
    g_free(person->email_hash);
    g_free(person->phone_key);
    g_free(person->phone_hash);
    g_free(person->street);
    g_free(person->language);
    g_free(person->name_key);
    g_free(person->address_key);
    g_free(person->address_hash);
    g_free(person->household_key);
    g_free(person->company_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Person, person_clear)

/* The day of the year that this customer gets by lot. */
static int64_t
spread_of(const char *ref)
{
    static const uint8_t key[16] = {0};

    return (int64_t)(ct_siphash(key, ref, strlen(ref)) % DAYS_OF_SPREAD);
}

/* --- what the cells mean -------------------------------------------------------------- */

/* The first mailbox of several that stand in one cell. */
static bool
read_first_email(CtImport *import, Person *person)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);

    ct_import_values(import, CT_FIELD_EMAIL, values);
    for (guint i = 0; i < values->len; i++)
        if (ct_import_email_and_key(values->pdata[i], &person->email, &person->email_key))
            return true;
    return false;
}

static void
read_email(CtImport *import, Person *person)
{
    const char *text = import->cells[CT_FIELD_EMAIL];
    bool bounced;

    if (text == NULL)
        return;
    if (!ct_import_email_and_key(text, &person->email, &person->email_key) &&
        (strpbrk(text, ",;") == NULL || !read_first_email(import, person))) {
        ct_import_wrong_cell(import, CT_FIELD_EMAIL, "an e-mail address");
        return;
    }
    person->email_hash = ct_import_hash(import, person->email_key);
    text = import->cells[CT_FIELD_BOUNCED];
    person->bounced = text != NULL && (!ct_import_answer(text, &bounced) || bounced);
}

static void
read_phone(CtImport *import, Person *person)
{
    if (import->cells[CT_FIELD_PHONE] == NULL)
        return;
    person->phone_key =
        ct_import_phone_key(import->cells[CT_FIELD_PHONE], ct_import_row_country(import));
    if (person->phone_key == NULL)
        ct_import_wrong_cell(import, CT_FIELD_PHONE, "a telephone number");
    else
        person->phone_hash = ct_import_hash(import, person->phone_key);
}

static char *
street_of(const CtImport *import)
{
    static const CtField lines[] = {CT_FIELD_STREET, CT_FIELD_STREET2, CT_FIELD_STREET3};
    GString *street = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (import->cells[lines[i]] != NULL)
            g_string_append_printf(street, "%s%s", street->len > 0 ? "\n" : "",
                                   import->cells[lines[i]]);
    return g_string_free(street, street->len == 0);
}

static void
read_place(CtImport *import, Person *person)
{
    person->street = street_of(import);
    if (ct_mapping_is_whole(import->mapping, import->rows)) {
        g_free(import->fields[CT_FIELD_STREET]->note);
        import->fields[CT_FIELD_STREET]->note = g_strdup("some addresses are kept in one piece");
    }
    if (import->cells[CT_FIELD_COUNTRY] != NULL) {
        person->country = ct_import_country(import->cells[CT_FIELD_COUNTRY]);
        if (person->country == NULL)
            ct_import_wrong_cell(import, CT_FIELD_COUNTRY, "a country");
    }
    if (import->cells[CT_FIELD_LANGUAGE] != NULL) {
        person->language = ct_import_language(import->cells[CT_FIELD_LANGUAGE]);
        if (person->language == NULL)
            ct_import_wrong_cell(import, CT_FIELD_LANGUAGE, "a language");
    }
}

/* In one cell, or in one for the day, one for the month and one for the year. */
static bool
says_birthday(const CtImport *import)
{
    return import->cells[CT_FIELD_BIRTHDAY] != NULL ||
           (import->cells[CT_FIELD_BIRTH_DAY] != NULL &&
            import->cells[CT_FIELD_BIRTH_MONTH] != NULL);
}

/* False: it is none that can be; one that is still to come is a mistake. */
static bool
parse_birthday(const CtImport *import, int *mmdd_out, int *year_out)
{
    const char *whole = import->cells[CT_FIELD_BIRTHDAY];
    int mmdd, year, this_year, month, day;
    bool read = whole != NULL
                    ? ct_import_birthday(whole, import->reading.dates, &mmdd, &year)
                    : ct_import_birthday_parts(import->cells[CT_FIELD_BIRTH_DAY],
                                               import->cells[CT_FIELD_BIRTH_MONTH],
                                               import->cells[CT_FIELD_BIRTH_YEAR], &mmdd, &year);

    ct_day_to_ymd(import->options->today, &this_year, &month, &day);
    if (!read || year * 10000 + mmdd > this_year * 10000 + month * 100 + day)
        return false;
    *mmdd_out = mmdd;
    *year_out = year;
    return true;
}

static bool
read_birthday(CtImport *import, int *mmdd_out, int *year_out)
{
    if (!says_birthday(import))
        return false;
    if (parse_birthday(import, mmdd_out, year_out))
        return true;
    ct_import_wrong_cell(
        import, import->cells[CT_FIELD_BIRTHDAY] != NULL ? CT_FIELD_BIRTHDAY : CT_FIELD_BIRTH_DAY,
        "a birthday");
    return false;
}

static void
read_days(CtImport *import, Person *person)
{
    const char *joined = import->cells[CT_FIELD_JOINED];

    read_birthday(import, &person->birth_mmdd, &person->birth_year);
    if (joined == NULL)
        return;
    person->has_joined = ct_import_day(joined, import->reading.dates, &person->joined) &&
                         person->joined.n <= import->options->today.n;
    if (!person->has_joined)
        ct_import_wrong_cell(import, CT_FIELD_JOINED, "a day up to today");
}

/* What the column says of the customer as a whole; a word that nobody here knows says nothing. */
static const char *
read_status(const CtImport *import)
{
    static const struct {
        const char *status;
        const char *const words[12];
    } meanings[] = {
        {"deceased",
         {"deceased", "dead", "died", "verstorben", "gestorben", "fallecido", "fallecida", "decede",
          "miris", "mirusi", NULL}},
        {"blocked", {"blocked", "banned", "locked", "gesperrt", "bloqueado", "bloque", NULL}},
        {"staff", {"staff", "employee", "mitarbeiter", "mitarbeiterin", "empleado", NULL}},
        {"test", {"test", "testing", "testkunde", NULL}},
    };
    const char *text = import->cells[CT_FIELD_STANDING];
    g_autofree char *word = text != NULL ? ct_import_fold(text) : NULL;

    for (size_t i = 0; word != NULL && i < G_N_ELEMENTS(meanings); i++)
        if (g_strv_contains(meanings[i].words, word))
            return meanings[i].status;
    return NULL;
}

/* --- who it is ------------------------------------------------------------------------ */

/* The full name; of a first or a last name alone the store makes one
 * (complete-customer-names.sql). */
static char *
name_of(const CtImport *import)
{
    const char *first = import->cells[CT_FIELD_FIRST_NAME];
    const char *middle = import->cells[CT_FIELD_MIDDLE_NAME];
    const char *last = import->cells[CT_FIELD_LAST_NAME];

    if (import->cells[CT_FIELD_NAME] != NULL)
        return g_strdup(import->cells[CT_FIELD_NAME]);
    if (first == NULL || last == NULL)
        return NULL;
    return middle != NULL ? g_strjoin(" ", first, middle, last, NULL)
                          : g_strjoin(" ", first, last, NULL);
}

static char *
name_key_of(const CtImport *import)
{
    return ct_import_person_key(import->cells[CT_FIELD_FIRST_NAME],
                                import->cells[CT_FIELD_LAST_NAME], import->cells[CT_FIELD_NAME],
                                import->cells[CT_FIELD_COMPANY]);
}

/* True when something in the row says who it is. */
static bool
is_somebody(const CtImport *import, const Person *person)
{
    return person->name != NULL || person->email != NULL ||
           import->cells[CT_FIELD_FIRST_NAME] != NULL ||
           import->cells[CT_FIELD_LAST_NAME] != NULL || import->cells[CT_FIELD_COMPANY] != NULL;
}

char *
ct_import_made_ref(const CtImport *import)
{
    const char *email = import->cells[CT_FIELD_EMAIL], *phone = import->cells[CT_FIELD_PHONE];
    g_autofree char *name_key = name_key_of(import);
    g_autofree char *key = email != NULL ? ct_import_email_key(email) : NULL;

    if (key == NULL && phone != NULL)
        key = ct_import_phone_key(phone, ct_import_row_country(import));
    if (key == NULL)
        key = g_strdup(import->cells[CT_FIELD_POSTCODE]);
    if (name_key == NULL)
        return g_steal_pointer(&key);
    return key != NULL ? g_strconcat(key, "|", name_key, NULL) : g_steal_pointer(&name_key);
}

void
ct_import_row_likenesses(const CtImport *import, GPtrArray *texts)
{
    g_autofree char *name_key = name_key_of(import);
    g_autofree char *street = street_of(import);
    g_autofree char *address_key = ct_import_address_key(street, import->cells[CT_FIELD_POSTCODE],
                                                         import->cells[CT_FIELD_CITY], NULL);
    int mmdd = 0, year = 0;

    (void)(says_birthday(import) && parse_birthday(import, &mmdd, &year));
    ct_import_likenesses(name_key, address_key, mmdd, year, texts);
}

static const char *
own_ref(const CtImport *import)
{
    const char *ref = import->cells[CT_FIELD_REF];

    return ref != NULL ? ref : import->cells[CT_FIELD_CUSTOMER];
}

/* By what the customer is recognised. The address is complete with what the business knows of its
 * own country. */
static void
make_keys(const CtImport *import, Person *person)
{
    const char *ref = own_ref(import);
    const char *company = import->cells[CT_FIELD_COMPANY];

    person->has_own_ref = ref != NULL;
    person->ref = ref != NULL ? g_strdup(ref) : ct_import_made_ref(import);
    if (person->ref == NULL) /* of a name without a letter */
        person->ref = g_strdup_printf("row %" G_GINT64_FORMAT, ct_rows_record(import->rows));
    person->name_key = name_key_of(import);
    person->company_key = ct_import_company_key(company);
    person->address_key = ct_import_address_key(person->street, import->cells[CT_FIELD_POSTCODE],
                                                import->cells[CT_FIELD_CITY], person->country);
    if (person->address_key == NULL)
        return;
    person->address_hash = ct_import_hash(import, person->address_key);
    person->household_key = ct_import_household_key(
        person->address_key, import->cells[CT_FIELD_LAST_NAME], person->name);
}

/* --- writing -------------------------------------------------------------------------- */

/* The columns that are stored as the file has them. */
static void
bind_cells(CtImport *import)
{
    static const struct {
        const char *parameter;
        CtField field;
    } plain[] = {
        {":first_name", CT_FIELD_FIRST_NAME},
        {":last_name", CT_FIELD_LAST_NAME},
        {":company", CT_FIELD_COMPANY},
        {":role", CT_FIELD_ROLE},
        {":postcode", CT_FIELD_POSTCODE},
        {":city", CT_FIELD_CITY},
        {":region", CT_FIELD_REGION},
        {":manager", CT_FIELD_MANAGER},
        {":tags", CT_FIELD_TAGS},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
        ct_stmt_bind_text(import->insert, plain[i].parameter, import->cells[plain[i].field]);
}

static void
bind_person(CtImport *import, const Person *person)
{
    const struct {
        const char *parameter, *text;
    } texts[] = {
        {":ref", person->ref},
        {":name", person->name},
        {":email", person->email},
        {":email_key", person->email_key},
        {":email_hash", person->email_hash},
        {":phone", person->phone_key != NULL ? import->cells[CT_FIELD_PHONE] : NULL},
        {":phone_key", person->phone_key},
        {":phone_hash", person->phone_hash},
        {":street", person->street},
        {":country", person->country},
        {":language", person->language},
        {":status", person->status},
        {":name_key", person->name_key},
        {":address_key", person->address_key},
        {":address_hash", person->address_hash},
        {":household_key", person->household_key},
        {":company_key", person->company_key},
    };
    CtStmt *insert = import->insert;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        ct_stmt_bind_text(insert, texts[i].parameter, texts[i].text);
    ct_stmt_bind_int(insert, ":row", ct_rows_record(import->rows));
    ct_stmt_bind_int(insert, ":own", person->has_own_ref);
    ct_import_bind_number(insert, ":birth_mmdd", person->birth_mmdd > 0, person->birth_mmdd);
    ct_import_bind_number(insert, ":birth_year", person->birth_year > 0, person->birth_year);
    ct_import_bind_number(insert, ":joined_day", person->has_joined, person->joined.n);
    ct_import_bind_number(insert, ":bounced", person->bounced, 1);
    ct_stmt_bind_int(insert, ":spread", spread_of(person->ref));
}

/* Writes the row, and says so when it contradicts an earlier one with the same id. *place_out is
 * the row that named the customer first. */
static bool
write_person(CtImport *import, const Person *person, int64_t *place_out, GError **error)
{
    CtStmt *insert = import->insert;
    int64_t row = ct_rows_record(import->rows);
    bool differs;

    bind_cells(import);
    bind_person(import, person);
    if (ct_stmt_step(insert, error) != CT_ROW)
        return false;
    *place_out = ct_stmt_int(insert, ct_stmt_column(insert, "first_place"));
    differs = ct_stmt_int(insert, ct_stmt_column(insert, "differs")) == 1;
    ct_stmt_reset(insert);
    if (differs && *place_out != row && person->has_own_ref) {
        g_autofree char *quoted = ct_import_quote(person->ref);

        ct_import_report_wrong(
            import, row, "id %s stands in row %" G_GINT64_FORMAT " already; the later row counts",
            quoted, *place_out);
    }
    return true;
}

/* Whether a field can have but one value in this row: one column, one text in it. */
static bool
is_single(const CtImport *import, CtField field)
{
    const CtMapping *mapping = import->mapping;

    return import->cells[field] == NULL ||
           (mapping->columns[field]->len == 1 && !ct_source_traits[mapping->source].joins &&
            strpbrk(import->cells[field], ",;") == NULL);
}

/* The mailboxes or numbers of the row beside the one that is written to. */
static bool
write_addresses(CtImport *import, int64_t place, const char *main_key, CtChannel channel,
                GError **error)
{
    bool mail = channel == CT_CHANNEL_MAIL;
    CtField main_field = mail ? CT_FIELD_EMAIL : CT_FIELD_PHONE;
    CtField other_field = mail ? CT_FIELD_OTHER_EMAIL : CT_FIELD_OTHER_PHONE;
    g_autoptr(GPtrArray) values = NULL;

    if (is_single(import, main_field) && import->cells[other_field] == NULL)
        return true;
    values = g_ptr_array_new_with_free_func(g_free);
    ct_import_values(import, main_field, values);
    ct_import_values(import, other_field, values);
    for (guint i = 0; i < values->len; i++) {
        const char *text = values->pdata[i];
        g_autofree char *key = mail ? ct_import_email_key(text)
                                    : ct_import_phone_key(text, ct_import_row_country(import));
        g_autofree char *hash = key != NULL ? ct_import_hash(import, key) : NULL;

        if (key == NULL || g_strcmp0(key, main_key) == 0)
            continue;
        ct_stmt_bind_int(import->insert_address, ":place", place);
        ct_stmt_bind_text(import->insert_address, ":channel", ct_channel_words[channel]);
        ct_stmt_bind_text(import->insert_address, ":key", key);
        ct_stmt_bind_text(import->insert_address, ":address", text);
        ct_stmt_bind_text(import->insert_address, ":hash", hash);
        if (!ct_stmt_run(import->insert_address, NULL, error))
            return false;
    }
    return true;
}

/* What somebody asked to keep (--keep). */
static bool
write_extras(CtImport *import, int64_t place, GError **error)
{
    const CtMapping *mapping = import->mapping;

    for (guint i = 0; i < mapping->kept->len; i++) {
        guint column = g_array_index(mapping->kept, guint, i);
        g_autofree char *value = ct_import_clean(ct_rows_field(import->rows, column), true);

        if (*value == '\0')
            continue;
        ct_stmt_bind_int(import->insert_extra, ":place", place);
        ct_stmt_bind_text(import->insert_extra, ":name", mapping->headings->pdata[column]);
        ct_stmt_bind_text(import->insert_extra, ":value", value);
        if (!ct_stmt_run(import->insert_extra, NULL, error))
            return false;
    }
    return true;
}

bool
ct_import_stage_customer(CtImport *import, GError **error)
{
    g_auto(Person) person = {0};
    int64_t place;

    person.name = name_of(import);
    read_email(import, &person);
    if (!is_somebody(import, &person)) {
        ct_import_reject(import, "no name, no company and no e-mail address");
        return true;
    }
    read_place(import, &person);
    read_phone(import, &person);
    read_days(import, &person);
    person.status = read_status(import);
    make_keys(import, &person);
    return write_person(import, &person, &place, error) &&
           write_addresses(import, place, person.email_key, CT_CHANNEL_MAIL, error) &&
           write_addresses(import, place, person.phone_key, CT_CHANNEL_CALL, error) &&
           ct_import_stage_sender(import, place, error) && write_extras(import, place, error) &&
           ct_import_stage_answers(import, place, person.email_key, person.phone_key, error);
}

bool
ct_import_stage_birthday(CtImport *import, GError **error)
{
    g_auto(Person) person = {0};
    int64_t place;

    if (!read_birthday(import, &person.birth_mmdd, &person.birth_year)) {
        ct_import_reject(import, "no birthday");
        return true;
    }
    person.name = name_of(import);
    read_email(import, &person);
    read_phone(import, &person);
    make_keys(import, &person);
    return write_person(import, &person, &place, error);
}
