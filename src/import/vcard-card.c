/* One card as the cells of a record. */
#include "config.h"

#include "vcard-private.h"

#include <string.h>

#define MOST_CHOICES 50 /* e-mail addresses, telephone numbers, dates with a label: of each */
#define HOME_FIRST   10 /* what a rank loses by not being at home */

/* One of several e-mail addresses or telephone numbers. */
typedef struct {
    int rank; /* the least is the preferred one */
    char *text;
} Choice;

/* What Apple writes in two properties of one group: a date, and what it is. */
typedef struct {
    char *group;
    char *date; /* NULL: this is the label of an anniversary */
} Labelled;

struct CtVcardCard {
    const CtDecoder *decoder;
    bool is_old; /* vCard 2.1: a comma is a comma */
    bool is_company, is_nobody;
    int address_rank, language_rank; /* of what the cells hold; 0: nothing */
    GString *cells[CT_VCARD_COLUMN_COUNT];
    GArray *emails, *phones; /* of Choice */
    GArray *labelled;        /* of Labelled */
    GString *role;           /* ROLE, for want of a TITLE */
    GString *own_name;       /* what N makes of it */
};

/* A property that is being taken. */
typedef struct {
    const CtVcardLine *line;
    CtVcardParameters parameters;
    char *text;  /* with its escapes */
    char *plain; /* without */
} Property;

static void
property_clear(Property *property)
{
    ct_vcard_parameters_clear(&property->parameters);
    g_free(property->text);
    g_free(property->plain);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Property, property_clear)

static void
choice_clear(gpointer data)
{
    g_free(((Choice *)data)->text);
}

static void
labelled_clear(gpointer data)
{
    g_free(((Labelled *)data)->group);
    g_free(((Labelled *)data)->date);
}

static GArray *
new_array(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, FALSE, size);

    g_array_set_clear_func(array, clear);
    return array;
}

CtVcardCard *
ct_vcard_card_new(const CtDecoder *decoder)
{
    CtVcardCard *card = g_new0(CtVcardCard, 1);

    card->decoder = decoder;
    for (int i = 0; i < CT_VCARD_COLUMN_COUNT; i++)
        card->cells[i] = g_string_new(NULL);
    card->emails = new_array(sizeof(Choice), choice_clear);
    card->phones = new_array(sizeof(Choice), choice_clear);
    card->labelled = new_array(sizeof(Labelled), labelled_clear);
    card->role = g_string_new(NULL);
    card->own_name = g_string_new(NULL);
    return card;
}

void
ct_vcard_card_free(CtVcardCard *card)
{
    if (card == NULL)
        return;
    for (int i = 0; i < CT_VCARD_COLUMN_COUNT; i++)
        g_string_free(card->cells[i], TRUE);
    g_array_unref(card->emails);
    g_array_unref(card->phones);
    g_array_unref(card->labelled);
    g_string_free(card->role, TRUE);
    g_string_free(card->own_name, TRUE);
    g_free(card);
}

void
ct_vcard_card_begin(CtVcardCard *card)
{
    card->is_old = false;
    card->is_company = false;
    card->is_nobody = false;
    card->address_rank = 0;
    card->language_rank = 0;
    for (int i = 0; i < CT_VCARD_COLUMN_COUNT; i++)
        g_string_truncate(card->cells[i], 0);
    g_array_set_size(card->emails, 0);
    g_array_set_size(card->phones, 0);
    g_array_set_size(card->labelled, 0);
    g_string_truncate(card->role, 0);
    g_string_truncate(card->own_name, 0);
}

const char *
ct_vcard_card_cell(const CtVcardCard *card, CtVcardColumn column)
{
    return card->cells[column]->str;
}

/* --- cells ---------------------------------------------------------------------------- */

static void
append(GString *cell, const char *between, const char *text)
{
    if (*text == '\0')
        return;
    if (cell->len > 0)
        g_string_append(cell, between);
    g_string_append(cell, text);
}

static void
set_if_empty(GString *cell, const char *text)
{
    if (cell->len == 0)
        g_string_append(cell, text);
}

/* The pieces of a component: "Maria,Luisa" are two names, unless the card is an old one. */
static char *
join_list(const CtVcardCard *card, const char *component, const char *between)
{
    g_auto(GStrv) pieces = NULL;
    GString *joined = g_string_new(NULL);

    if (card->is_old) {
        g_string_free(joined, TRUE);
        return ct_vcard_plain(component);
    }
    pieces = ct_vcard_split(component, ',');
    for (int i = 0; pieces[i] != NULL; i++) {
        g_autofree char *plain = ct_vcard_plain(pieces[i]);

        append(joined, between, plain);
    }
    return g_string_free(joined, FALSE);
}

/* --- properties ----------------------------------------------------------------------- */

/* Last name; first name; middle names; prefixes; suffixes. */
static void
take_name(CtVcardCard *card, Property *property)
{
    static const CtVcardColumn columns[] = {CT_VCARD_LAST_NAME, CT_VCARD_FIRST_NAME,
                                            CT_VCARD_MIDDLE_NAME};
    static const int in_order[] = {1, 2, 0}; /* as it is said */
    g_auto(GStrv) components = ct_vcard_split(property->text, ';');
    guint count = g_strv_length(components);

    if (card->own_name->len > 0)
        return;
    for (guint i = 0; i < MIN(count, G_N_ELEMENTS(columns)); i++) {
        g_autofree char *names = join_list(card, components[i], " ");

        g_string_assign(card->cells[columns[i]], names);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(in_order); i++)
        append(card->own_name, " ", card->cells[columns[in_order[i]]]->str);
}

/* A box number alone would not be found. */
static void
append_box(GString *street, const char *box)
{
    g_autofree char *line = NULL;

    if (*box != '\0' && box[strspn(box, G_CSET_DIGITS " ")] == '\0')
        line = g_strdup_printf("PO Box %s", box);
    append(street, "\n", line != NULL ? line : box);
}

/* Post office box; suite; street; city; region; postcode; country. */
static void
take_address(CtVcardCard *card, Property *property)
{
    static const CtVcardColumn columns[] = {
        CT_VCARD_COLUMN_COUNT, CT_VCARD_COLUMN_COUNT, CT_VCARD_STREET, CT_VCARD_CITY,
        CT_VCARD_REGION,       CT_VCARD_POSTCODE,     CT_VCARD_COUNTRY};
    bool at_home = (property->parameters.types & CT_VCARD_HOME) != 0;
    int rank = property->parameters.preference * HOME_FIRST * 2 + (at_home ? 0 : HOME_FIRST);
    g_auto(GStrv) components = ct_vcard_split(property->text, ';');
    guint count = g_strv_length(components);
    g_autofree char *box = join_list(card, components[0], ", ");
    g_autofree char *suite = count > 1 ? join_list(card, components[1], ", ") : g_strdup("");

    if ((card->address_rank > 0 && card->address_rank <= rank) ||
        property->text[strspn(property->text, "; ")] == '\0')
        return;
    card->address_rank = rank;
    for (guint i = 2; i < G_N_ELEMENTS(columns); i++) {
        g_autofree char *part = i < count ? join_list(card, components[i], ", ") : g_strdup("");

        g_string_assign(card->cells[columns[i]], part);
    }
    append(card->cells[CT_VCARD_STREET], "\n", suite);
    append_box(card->cells[CT_VCARD_STREET], box);
}

/* Behind those that are preferred more or as much. */
static void
take_choice(GArray *choices, const Property *property, const char *scheme)
{
    Choice choice = {.rank = property->parameters.preference};
    const char *text = property->plain;
    guint at = 0;

    if (g_ascii_strncasecmp(text, scheme, strlen(scheme)) == 0)
        text += strlen(scheme);
    if (*text == '\0' || choices->len == MOST_CHOICES)
        return;
    for (guint i = 0; i < choices->len; i++)
        if (strcmp(g_array_index(choices, Choice, i).text, text) == 0)
            return;
    while (at < choices->len && g_array_index(choices, Choice, at).rank <= choice.rank)
        at++;
    choice.text = g_strdup(text);
    g_array_insert_val(choices, at, choice);
}

static void
take_email(CtVcardCard *card, Property *property)
{
    take_choice(card->emails, property, "mailto:");
}

static void
take_phone(CtVcardCard *card, Property *property)
{
    unsigned types = property->parameters.types;

    if ((types & CT_VCARD_FAX) != 0 && (types & CT_VCARD_VOICE) == 0)
        return;
    if (g_ascii_strncasecmp(property->plain, "tel:", 4) == 0) /* RFC 3966: +1-555-0100;ext=5 */
        property->plain[strcspn(property->plain, ";")] = '\0';
    take_choice(card->phones, property, "tel:");
}

static void
take_language(CtVcardCard *card, Property *property)
{
    int rank = property->parameters.preference;

    if (card->language_rank > 0 && card->language_rank <= rank)
        return;
    card->language_rank = rank;
    g_string_assign(card->cells[CT_VCARD_LANGUAGE], property->plain);
}

/* The first text that is a day, else the first text. */
static void
take_day(CtVcardCard *card, CtVcardColumn column, const char *text, int omitted_year)
{
    GString *cell = card->cells[column];
    g_autofree char *day = ct_vcard_day(text, omitted_year);
    bool is_day = strcmp(day, text) != 0 || strlen(day) == strlen("1985-06-12");

    if (cell->len == 0 || (is_day && !g_ascii_isdigit(*cell->str) && *cell->str != '-'))
        g_string_assign(cell, day);
}

static void
take_birthday(CtVcardCard *card, Property *property)
{
    take_day(card, CT_VCARD_BIRTHDAY, property->plain, property->parameters.omitted_year);
}

static void
take_anniversary(CtVcardCard *card, Property *property)
{
    take_day(card, CT_VCARD_ANNIVERSARY, property->plain, property->parameters.omitted_year);
}

static void
take_labelled(CtVcardCard *card, Property *property)
{
    Labelled labelled = {0};
    bool is_date = property->line->name == CT_VCARD_APPLE_DATE;

    if (card->labelled->len == MOST_CHOICES ||
        (!is_date && strstr(property->plain, "Anniversary") == NULL))
        return;
    labelled.group = g_strdup(property->parameters.group);
    if (is_date)
        labelled.date = ct_vcard_day(property->plain, property->parameters.omitted_year);
    g_array_append_val(card->labelled, labelled);
}

static void
take_categories(CtVcardCard *card, Property *property)
{
    g_autofree char *tags = join_list(card, property->text, CT_VCARD_BETWEEN);

    append(card->cells[CT_VCARD_TAGS], CT_VCARD_BETWEEN, tags);
}

static void
take_kind(CtVcardCard *card, Property *property)
{
    static const char *const nobodies[] = {"group", "location", "device", "application"};
    const char *kind = property->plain;

    for (size_t i = 0; i < G_N_ELEMENTS(nobodies); i++)
        if (g_ascii_strcasecmp(kind, nobodies[i]) == 0)
            card->is_nobody = true;
    if (g_ascii_strcasecmp(kind, "org") == 0 || g_ascii_strcasecmp(kind, "company") == 0)
        card->is_company = true;
}

static void
take_company(CtVcardCard *card, Property *property)
{
    g_auto(GStrv) components = ct_vcard_split(property->text, ';');
    g_autofree char *company = ct_vcard_plain(components[0]);

    set_if_empty(card->cells[CT_VCARD_COMPANY], company);
}

static void
take_uid(CtVcardCard *card, Property *property)
{
    static const char scheme[] = "urn:uuid:";
    const char *uid = property->plain;

    if (g_ascii_strncasecmp(uid, scheme, strlen(scheme)) == 0)
        uid += strlen(scheme);
    set_if_empty(card->cells[CT_VCARD_UID], uid);
}

static void
take_version(CtVcardCard *card, Property *property)
{
    card->is_old = g_str_has_prefix(property->plain, "2");
}

static void
take_full_name(CtVcardCard *card, Property *property)
{
    set_if_empty(card->cells[CT_VCARD_FULL_NAME], property->plain);
}

static void
take_title(CtVcardCard *card, Property *property)
{
    set_if_empty(card->cells[CT_VCARD_ROLE], property->plain);
}

static void
take_role(CtVcardCard *card, Property *property)
{
    set_if_empty(card->role, property->plain);
}

static void
take_note(CtVcardCard *card, Property *property)
{
    append(card->cells[CT_VCARD_NOTES], "\n", property->plain);
}

static void
take_website(CtVcardCard *card, Property *property)
{
    append(card->cells[CT_VCARD_WEBSITE], CT_VCARD_BETWEEN, property->plain);
}

typedef void (*Taker)(CtVcardCard *card, Property *property);

static const Taker takers[CT_VCARD_UNUSED] = {
    [CT_VCARD_VERSION] = take_version,
    [CT_VCARD_UID_TEXT] = take_uid,
    [CT_VCARD_FN] = take_full_name,
    [CT_VCARD_N] = take_name,
    [CT_VCARD_ORG] = take_company,
    [CT_VCARD_TITLE] = take_title,
    [CT_VCARD_ROLE_TEXT] = take_role,
    [CT_VCARD_MAIL] = take_email,
    [CT_VCARD_TEL] = take_phone,
    [CT_VCARD_ADR] = take_address,
    [CT_VCARD_LANG] = take_language,
    [CT_VCARD_BDAY] = take_birthday,
    [CT_VCARD_WEDDING] = take_anniversary,
    [CT_VCARD_WEDDING_X] = take_anniversary,
    [CT_VCARD_WEDDING_EVOLUTION] = take_anniversary,
    [CT_VCARD_WEDDING_KDE] = take_anniversary,
    [CT_VCARD_APPLE_DATE] = take_labelled,
    [CT_VCARD_APPLE_LABEL] = take_labelled,
    [CT_VCARD_CATEGORIES] = take_categories,
    [CT_VCARD_NOTE] = take_note,
    [CT_VCARD_URL] = take_website,
    [CT_VCARD_KIND] = take_kind,
    [CT_VCARD_KIND_APPLE] = take_kind,
    [CT_VCARD_SHOW_AS] = take_kind,
};

bool
ct_vcard_card_take(CtVcardCard *card, const CtVcardLine *line, GError **error)
{
    g_auto(Property) property = {.line = line, .parameters = ct_vcard_parameters(line->head)};

    property.text = ct_vcard_text(line, &property.parameters, card->decoder);
    if (property.text == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "this is not UTF-8, as the rest of the file is; please say --encoding NAME");
        return false;
    }
    property.plain = ct_vcard_plain(property.text);
    if (takers[line->name] != NULL)
        takers[line->name](card, &property);
    return true;
}

/* --- the whole card ------------------------------------------------------------------- */

static void
settle_choices(const GArray *choices, GString *first, GString *others)
{
    for (guint i = 0; i < choices->len; i++)
        append(i == 0 ? first : others, CT_VCARD_BETWEEN, g_array_index(choices, Choice, i).text);
}

static void
settle_anniversary(CtVcardCard *card)
{
    for (guint i = 0; i < card->labelled->len; i++)
        for (guint k = 0; k < card->labelled->len; k++) {
            const Labelled *date = &g_array_index(card->labelled, Labelled, i);
            const Labelled *label = &g_array_index(card->labelled, Labelled, k);

            if (date->date != NULL && label->date == NULL && strcmp(date->group, label->group) == 0)
                take_day(card, CT_VCARD_ANNIVERSARY, date->date, 0);
        }
}

/* The name of a company is not the name of a person too. */
static void
settle_company(CtVcardCard *card)
{
    GString *company = card->cells[CT_VCARD_COMPANY];
    GString *full_name = card->cells[CT_VCARD_FULL_NAME];

    set_if_empty(company, full_name->len > 0 ? full_name->str : card->own_name->str);
    if (strcmp(card->own_name->str, company->str) == 0) {
        g_string_truncate(card->own_name, 0);
        g_string_truncate(card->cells[CT_VCARD_FIRST_NAME], 0);
        g_string_truncate(card->cells[CT_VCARD_MIDDLE_NAME], 0);
        g_string_truncate(card->cells[CT_VCARD_LAST_NAME], 0);
    }
    if (strcmp(full_name->str, company->str) == 0)
        g_string_truncate(full_name, 0);
}

bool
ct_vcard_card_end(CtVcardCard *card)
{
    if (card->is_company)
        settle_company(card);
    set_if_empty(card->cells[CT_VCARD_FULL_NAME], card->own_name->str);
    set_if_empty(card->cells[CT_VCARD_ROLE], card->role->str);
    settle_choices(card->emails, card->cells[CT_VCARD_EMAIL], card->cells[CT_VCARD_OTHER_EMAILS]);
    settle_choices(card->phones, card->cells[CT_VCARD_PHONE], card->cells[CT_VCARD_OTHER_PHONES]);
    settle_anniversary(card);
    return !card->is_nobody;
}
