/* Puts invented people together from the lists in names.c. Some lack a thing or two, as in every
 * customer base: an address, a telephone, a first name, the year of birth. */
#include "config.h"

#include "demo-private.h"

#include <string.h>

#define TRIES 24 /* for a telephone number that nobody has yet */

/* The pattern with a digit by lot for each '#', a letter for each '@' and `text` for each '*'. */
static char *
fill(const char *pattern, const char *text, CtDemoLots *lots)
{
    static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ"; /* those that end a British postcode */
    GString *filled = g_string_new(NULL);

    for (const char *p = pattern; *p != '\0'; p++) {
        if (*p == '#')
            g_string_append_c(filled, (char)('0' + ct_demo_below(lots, 10)));
        else if (*p == '@')
            g_string_append_c(filled, letters[ct_demo_below(lots, (int)sizeof letters - 1)]);
        else if (*p == '*')
            g_string_append(filled, text);
        else
            g_string_append_c(filled, *p);
    }
    return g_string_free(filled, FALSE);
}

static const CtDemoPeople *
draw_people(CtDemoLots *lots)
{
    size_t count;
    const CtDemoPeople *people = ct_demo_peoples(&count);
    int total = 0, place;

    for (size_t i = 0; i < count; i++)
        total += people[i].share;
    for (place = ct_demo_below(lots, total); place >= people->share; people++)
        place -= people->share;
    return people;
}

static const CtDemoTown *
draw_town(const CtDemoTown *towns, CtDemoLots *lots)
{
    int count = 0;

    while (towns[count].city != NULL)
        count++;
    return &towns[ct_demo_below(lots, count)];
}

static const char *
draw_text(const char *const *texts, CtDemoLots *lots)
{
    int count = 0;

    while (texts[count] != NULL)
        count++;
    return texts[ct_demo_below(lots, count)];
}

/* A name of the lists as it is written, and in the letters of an e-mail address. */
static char *
written(const char *name)
{
    return g_strndup(name, strcspn(name, "/"));
}

static char *
latin(const char *name)
{
    const char *slash = strchr(name, '/');

    return slash != NULL ? g_strdup(slash + 1) : g_ascii_strdown(name, -1);
}

/* An address of the person's name, with the customer's number when somebody has it already. */
static char *
draw_email(const char *first, const char *last, int customer, CtDemoLots *lots, GHashTable *taken)
{
    static const char *const domains[] = {"example.com", "example.org", "example.net", NULL};
    const char *domain = draw_text(domains, lots);
    g_autofree char *first_part = latin(first);
    g_autofree char *last_part = latin(last);
    char *email = g_strdup_printf("%s.%s@%s", first_part, last_part, domain);

    if (!g_hash_table_add(taken, g_strdup(email))) {
        g_free(email);
        email = g_strdup_printf("%s.%s%d@%s", first_part, last_part, customer + 1, domain);
    }
    return email;
}

/* A number that nobody has yet, as long as the town has any left. */
static char *
draw_phone(const CtDemoTown *town, CtDemoLots *lots, GHashTable *taken)
{
    char *phone = fill(town->phone, "", lots);

    for (int i = 0; i < TRIES && !g_hash_table_add(taken, g_strdup(phone)); i++) {
        g_free(phone);
        phone = fill(town->phone, "", lots);
    }
    return phone;
}

/* Days until a birthday for which a card is written today: cards to other countries leave earlier.
 */
static int
draw_days_ahead(const char *country, CtDemoLots *lots)
{
    static const char *const overseas[] = {"US", "AU", "MX", "KR", "CN", "AE", "NG", NULL};

    if (g_str_equal(country, "GB"))
        return ct_demo_between(lots, 2, 4);
    if (g_strv_contains(overseas, country))
        return ct_demo_between(lots, 9, 12);
    return ct_demo_between(lots, 6, 8);
}

/* A birthday as month * 100 + day, 0 when it is not known. A few are near, so that there are cards
 * to write; a few are 29 February. */
static int
draw_birthday(int customer, CtDay today, const char *country, CtDemoLots *lots)
{
    CtDay soon = {today.n + draw_days_ahead(country, lots)};
    int month = ct_demo_between(lots, 1, 12);
    int day = ct_demo_between(lots, 1, ct_day_month_length(2001, month));

    if (customer % 120 == 59)
        return 229;
    if (customer % 41 == 3)
        return ct_day_mmdd(soon);
    return ct_demo_chance(lots, 65) ? month * 100 + day : 0;
}

/* "1962-06-12"; "06-12" when the year is not known. */
static char *
birthday_text(int mmdd, CtDay today, CtDemoLots *lots)
{
    int age = ct_demo_between(lots, 22, 88);
    int year, month, day;

    if (mmdd == 0)
        return g_strdup("");
    if (ct_demo_chance(lots, 20))
        return g_strdup_printf("%02d-%02d", mmdd / 100, mmdd % 100);
    ct_day_to_ymd(today, &year, &month, &day);
    for (year -= age; !ct_day_is_valid(year, mmdd / 100, mmdd % 100); year--)
        continue; /* back to a leap year */
    return g_strdup_printf("%04d-%02d-%02d", year, mmdd / 100, mmdd % 100);
}

/* First and last name, now and then a double one or the last name alone; the company that some
 * people of the trade buy for. */
static void
name_person(CtDemoPerson *person, const CtDemoPeople *people, int customer, CtDemoLots *lots,
            GHashTable *taken)
{
    const char *first = draw_text(people->first, lots);
    const char *last = draw_text(people->last, lots);
    const char *second = draw_text(people->last, lots);

    person->first_name = ct_demo_chance(lots, 3) ? g_strdup("") : written(first);
    person->last_name = written(last);
    if (ct_demo_chance(lots, ct_demo_comes_often(ct_demo_rhythm(customer)) ? 25 : 3))
        person->company = fill(draw_text(people->companies, lots), person->last_name, lots);
    else
        person->company = g_strdup("");
    if (second != last && ct_demo_chance(lots, 3)) {
        g_autofree char *single = g_steal_pointer(&person->last_name);
        g_autofree char *other = written(second);

        person->last_name = g_strdup_printf("%s-%s", single, other);
    }
    if (ct_demo_chance(lots, 92))
        person->email = draw_email(first, last, customer, lots, taken);
    else
        person->email = g_strdup("");
}

CtDemoPerson *
ct_demo_person(int customer, CtDay today, CtDemoLots *lots, GHashTable *taken)
{
    const CtDemoPeople *people = draw_people(lots);
    const CtDemoTown *town = draw_town(people->towns, lots);
    g_autofree char *house = g_strdup_printf("%d", ct_demo_between(lots, 1, 98));
    CtDemoPerson *person = g_new0(CtDemoPerson, 1);
    bool has_phone = ct_demo_chance(lots, ct_demo_comes_often(ct_demo_rhythm(customer)) ? 94 : 75);
    bool has_address = ct_demo_chance(lots, 94);

    name_person(person, people, customer, lots, taken);
    person->phone = has_phone ? draw_phone(town, lots, taken) : g_strdup("");
    person->street =
        has_address ? fill(draw_text(people->streets, lots), house, lots) : g_strdup("");
    person->postcode = has_address ? fill(town->postcode, "", lots) : g_strdup("");
    person->city = has_address ? town->city : "";
    person->region = has_address ? town->region : "";
    person->country = people->country;
    person->language = people->language;
    person->birthday =
        birthday_text(draw_birthday(customer, today, people->country, lots), today, lots);
    return person;
}

void
ct_demo_person_free(CtDemoPerson *person)
{
    if (person == NULL)
        return;
    g_free(person->first_name);
    g_free(person->last_name);
    g_free(person->company);
    g_free(person->email);
    g_free(person->phone);
    g_free(person->street);
    g_free(person->postcode);
    g_free(person->birthday);
    g_free(person);
}
