/* One row of a file of customers. */
#include "config.h"

#include "import-private.h"

#include <string.h>

#define HASH_CHARACTERS 32
#define DAYS_OF_SPREAD  365

#define MAIL (1u << CT_CHANNEL_MAIL)
#define CALL (1u << CT_CHANNEL_CALL)
#define CARD (1u << CT_CHANNEL_CARD)

/* What a row says about a customer beyond its plain cells; NULL or false: nothing. */
typedef struct {
    char *ref, *name;
    char *email, *email_key, *email_hash;
    char *phone_key, *phone_hash;
    char *street, *language;
    const char *country;
    int birth_mmdd, birth_year;
    CtDay joined;
    bool has_joined;
    bool says[CT_CHANNEL_COUNT], may[CT_CHANNEL_COUNT]; /* whether there is an answer, and which */
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
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Person, person_clear)

static char *
hash_of(const CtImport *import, const char *key)
{
    return ct_token(import->secret, key, CT_ALPHABET_BASE32, HASH_CHARACTERS);
}

/* The day of the year that this customer gets by lot. */
static int64_t
spread_of(const char *ref)
{
    static const uint8_t key[16] = {0};

    return (int64_t)(ct_siphash(key, ref, strlen(ref)) % DAYS_OF_SPREAD);
}

static void
read_email(CtImport *import, Person *person)
{
    const char *text = import->cells[CT_FIELD_EMAIL];

    if (text == NULL)
        return;
    person->email = ct_import_email(text);
    if (person->email == NULL) {
        ct_import_wrong_cell(import, CT_FIELD_EMAIL, "an e-mail address");
        return;
    }
    person->email_key = ct_import_email_key(text);
    person->email_hash = hash_of(import, person->email_key);
}

static void
read_phone(CtImport *import, Person *person)
{
    const CtSettings *settings = import->options->settings;
    const char *country = person->country;

    if (import->cells[CT_FIELD_PHONE] == NULL)
        return;
    if (country == NULL && settings != NULL)
        country = settings->business.country;
    person->phone_key = ct_import_phone_key(import->cells[CT_FIELD_PHONE], country);
    if (person->phone_key == NULL)
        ct_import_wrong_cell(import, CT_FIELD_PHONE, "a telephone number");
    else
        person->phone_hash = hash_of(import, person->phone_key);
}

static void
read_place(CtImport *import, Person *person)
{
    const char *street = import->cells[CT_FIELD_STREET], *more = import->cells[CT_FIELD_STREET2];

    if (street != NULL && more != NULL)
        person->street = g_strconcat(street, "\n", more, NULL);
    else
        person->street = g_strdup(street != NULL ? street : more);
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

/* A birthday that is still to come is a mistake, and so is a day of joining. */
static void
read_days(CtImport *import, Person *person)
{
    const char *birthday = import->cells[CT_FIELD_BIRTHDAY];
    int mmdd, year, this_year, month, day;
    CtDay joined;

    ct_day_to_ymd(import->options->today, &this_year, &month, &day);
    if (birthday != NULL && (!ct_import_birthday(birthday, import->dates, &mmdd, &year) ||
                             year * 10000 + mmdd > this_year * 10000 + month * 100 + day)) {
        ct_import_wrong_cell(import, CT_FIELD_BIRTHDAY, "a birthday");
    } else if (birthday != NULL) {
        person->birth_mmdd = mmdd;
        person->birth_year = year;
    }
    if (import->cells[CT_FIELD_JOINED] == NULL)
        return;
    person->has_joined = ct_import_day(import->cells[CT_FIELD_JOINED], import->dates, &joined) &&
                         joined.n <= import->options->today.n;
    if (person->has_joined)
        person->joined = joined;
    else
        ct_import_wrong_cell(import, CT_FIELD_JOINED, "a day up to today");
}

/* The columns that answer whether somebody may be written to or called. An objection is a column
 * in which a yes forbids; a no there is the absence of an objection, and permits nothing. */
static const struct {
    CtField field;
    bool objection;
    unsigned channels;
} questions[] = {
    {CT_FIELD_MAY_EMAIL, false, MAIL},
    {CT_FIELD_MAY_CALL, false, CALL},
    {CT_FIELD_MAY_POST, false, CARD},
    {CT_FIELD_NO_EMAIL, true, MAIL},
    {CT_FIELD_NO_CALL, true, CALL},
    {CT_FIELD_NO_POST, true, CARD},
    {CT_FIELD_NO_CONTACT, true, MAIL | CALL | CARD},
};

/* One cell of one question. Of several answers about a channel the "no" counts. */
static void
read_answer(CtImport *import, Person *person, size_t question, const char *text)
{
    CtField field = questions[question].field;
    bool objection = questions[question].objection;
    bool may;

    if (objection ? !ct_import_objection(text, &may) : !ct_import_answer(text, &may)) {
        ct_import_wrong_text(import, field, text, "yes or no");
        return;
    }
    if (objection && may)
        return;
    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++) {
        if ((questions[question].channels & (1u << channel)) == 0)
            continue;
        person->may[channel] = may && (!person->says[channel] || person->may[channel]);
        person->says[channel] = true;
    }
}

/* All columns of a question are read, not only the first one that is filled: a "no" may stand in
 * any of them. */
static void
read_answers(CtImport *import, Person *person)
{
    for (size_t i = 0; i < G_N_ELEMENTS(questions); i++) {
        const GArray *columns = import->mapping->columns[questions[i].field];

        for (guint k = 0; k < columns->len; k++) {
            guint column = g_array_index(columns, guint, k);
            g_autofree char *text = ct_text_clean(ct_csv_field(import->csv, column), false);

            if (*text != '\0')
                read_answer(import, person, i, text);
        }
    }
    if (!person->says[CT_CHANNEL_MAIL])
        return;
    if (person->may[CT_CHANNEL_MAIL])
        import->report->consent_yes++;
    else
        import->report->consent_no++;
}

/* What a customer without id, e-mail address and telephone number is known by. */
static char *
name_and_place(const CtImport *import, const Person *person)
{
    const char *const names[] = {person->name, import->cells[CT_FIELD_FIRST_NAME],
                                 import->cells[CT_FIELD_LAST_NAME],
                                 import->cells[CT_FIELD_COMPANY]};
    const char *postcode = import->cells[CT_FIELD_POSTCODE];

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i] != NULL)
            return g_strconcat(names[i], "|", postcode != NULL ? postcode : "", NULL);
    g_assert_not_reached();
}

/* The id of the file; without one, what is least likely to be two people's. */
static char *
ref_of(const CtImport *import, const Person *person)
{
    if (import->cells[CT_FIELD_REF] != NULL)
        return g_strdup(import->cells[CT_FIELD_REF]);
    if (person->email_key != NULL)
        return g_strdup(person->email_key);
    if (person->phone_key != NULL)
        return g_strdup(person->phone_key);
    return name_and_place(import, person);
}

/* The full name; of a first or a last name alone the store makes one (name-customers.sql). */
static char *
name_of(const CtImport *import)
{
    const char *first = import->cells[CT_FIELD_FIRST_NAME];
    const char *last = import->cells[CT_FIELD_LAST_NAME];

    if (import->cells[CT_FIELD_NAME] != NULL)
        return g_strdup(import->cells[CT_FIELD_NAME]);
    return first != NULL && last != NULL ? g_strconcat(first, " ", last, NULL) : NULL;
}

/* True when something in the row says who it is. */
static bool
is_somebody(const CtImport *import, const Person *person)
{
    return person->name != NULL || person->email != NULL ||
           import->cells[CT_FIELD_FIRST_NAME] != NULL ||
           import->cells[CT_FIELD_LAST_NAME] != NULL || import->cells[CT_FIELD_COMPANY] != NULL;
}

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
bind_answers(CtStmt *insert, const Person *person)
{
    static const char *const parameters[CT_CHANNEL_COUNT] = {
        [CT_CHANNEL_MAIL] = ":may_email",
        [CT_CHANNEL_CALL] = ":may_call",
        [CT_CHANNEL_CARD] = ":may_post",
    };

    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++)
        ct_import_bind_number(insert, parameters[channel], person->says[channel],
                              person->may[channel]);
}

static void
bind_person(CtImport *import, const Person *person)
{
    CtStmt *insert = import->insert;
    const char *phone = person->phone_key != NULL ? import->cells[CT_FIELD_PHONE] : NULL;

    ct_stmt_bind_int(insert, ":row", ct_csv_record(import->csv));
    ct_stmt_bind_text(insert, ":ref", person->ref);
    ct_stmt_bind_text(insert, ":name", person->name);
    ct_stmt_bind_text(insert, ":email", person->email);
    ct_stmt_bind_text(insert, ":email_key", person->email_key);
    ct_stmt_bind_text(insert, ":email_hash", person->email_hash);
    ct_stmt_bind_text(insert, ":phone", phone);
    ct_stmt_bind_text(insert, ":phone_key", person->phone_key);
    ct_stmt_bind_text(insert, ":phone_hash", person->phone_hash);
    ct_stmt_bind_text(insert, ":street", person->street);
    ct_stmt_bind_text(insert, ":country", person->country);
    ct_stmt_bind_text(insert, ":language", person->language);
    ct_import_bind_number(insert, ":birth_mmdd", person->birth_mmdd > 0, person->birth_mmdd);
    ct_import_bind_number(insert, ":birth_year", person->birth_year > 0, person->birth_year);
    ct_import_bind_number(insert, ":joined_day", person->has_joined, person->joined.n);
    bind_answers(insert, person);
    ct_stmt_bind_int(insert, ":spread", spread_of(person->ref));
}

/* Writes the row, and says so when it contradicts an earlier one with the same id. */
static bool
write_person(CtImport *import, GError **error)
{
    const char *ref = import->cells[CT_FIELD_REF];
    int64_t earlier;

    if (!ct_stmt_number(import->insert, 0, &earlier, error))
        return false;
    if (earlier > 0 && ref != NULL) {
        g_autofree char *quoted = ct_import_quote(ref);

        ct_import_report_wrong(import, ct_csv_record(import->csv),
                               "id %s stands in row %" G_GINT64_FORMAT
                               " already; the later row counts",
                               quoted, earlier);
    }
    return true;
}

bool
ct_import_stage_customer(CtImport *import, GError **error)
{
    g_auto(Person) person = {0};

    person.name = name_of(import);
    read_email(import, &person);
    if (!is_somebody(import, &person)) {
        ct_import_reject(import, "no name, no company and no e-mail address");
        return true;
    }
    read_place(import, &person);
    read_phone(import, &person);
    read_days(import, &person);
    read_answers(import, &person);
    person.ref = ref_of(import, &person);
    bind_cells(import);
    bind_person(import, &person);
    return write_person(import, error);
}
