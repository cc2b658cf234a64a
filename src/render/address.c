/* Postal addresses in the order that the post of each country reads best. */
#include "config.h"

#include "courtesy/render.h"

/* S street, P postcode, T town, R region, each line apart by '|'. What stands between two letters
 * is printed only between two fields that are there. Regions that a country's post does not ask
 * for are left out. The rest of the world: POSTCODE TOWN. */
static const struct {
    const char *countries, *format;
} formats[] = {
    {"GB IM JE GG", "S|T|P"},
    {"IE", "S|T|R|P"},
    {"US CA AU PR", "S|T R P"},
    {"BR", "S|T - R|P"},
    {"IN PK BD", "S|T P|R"},
    {"NZ SG SA IL", "S|T P"},
    {"JP KR CN TW TH ID MY", "S|T, R P"},
    {"HK AE QA", "S|T|R"},
    {"LV", "S|T, P"},
    {"HU", "T|S|P"},
    {"RU UA BY KZ", "S|T|R|P"},
    {"ZA EG", "S|T|P"},
    {"ES IT", "S|P T R"},
    {"MX AR", "S|P T, R"},
    {"TR", "S|P T/R"},
};
#define ELSEWHERE "S|P T"

static bool
is_listed(const char *countries, const char *country)
{
    g_auto(GStrv) codes = g_strsplit(countries, " ", -1);

    for (char **code = codes; *code != NULL; code++) {
        if (g_ascii_strcasecmp(*code, country) == 0)
            return true;
    }
    return false;
}

static const char *
find_format(const char *country)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (is_listed(formats[i].countries, country))
            return formats[i].format;
    }
    return ELSEWHERE;
}

/* Takes over each line of the text that is not empty. */
static void
add_lines(GStrvBuilder *lines, const char *text)
{
    g_autofree char *clean = ct_text_clean(text, true);
    g_auto(GStrv) parts = g_strsplit(clean, "\n", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (*g_strstrip(*part) != '\0')
            g_strv_builder_add(lines, *part);
    }
}

typedef struct {
    const char *street, *postcode, *town, *region;
} Parts;

static const char *
find_part(const Parts *parts, char letter)
{
    const char *text = NULL;

    switch (letter) {
    case 'S':
        text = parts->street;
        break;
    case 'P':
        text = parts->postcode;
        break;
    case 'T':
        text = parts->town;
        break;
    case 'R':
        text = parts->region;
        break;
    }
    return text != NULL ? text : "";
}

/* One line of a format. The last mark before a field is the one that separates it. */
static void
add_formatted(GStrvBuilder *lines, const char *format, const Parts *parts)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GString) between = g_string_new(NULL);

    for (const char *p = format; *p != '\0'; p++) {
        g_autofree char *text = NULL;

        if (!g_ascii_isupper(*p)) {
            g_string_append_c(between, *p);
            continue;
        }
        text = ct_text_clean(find_part(parts, *p), true);
        if (*text != '\0') {
            if (line->len > 0)
                g_string_append(line, between->str);
            g_string_append(line, text);
        }
        g_string_truncate(between, 0);
    }
    add_lines(lines, line->str);
}

/* "United Kingdom" or "GB" as "UNITED KINGDOM"; NULL when it is the sender's own country. */
static char *
name_abroad(const char *country, const char *home, const char *language)
{
    g_autofree char *name = NULL;

    if (*country == '\0' || (home != NULL && g_ascii_strcasecmp(country, home) == 0))
        return NULL;
    name = ct_format_country(country, language);
    return g_utf8_strup(name, -1);
}

char **
ct_address_lines(const CtAddress *address, const char *home, const char *language)
{
    g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
    g_autofree char *code = ct_text_clean(address->country != NULL ? address->country : "", false);
    const char *place = *code != '\0' || home == NULL ? code : home;
    g_auto(GStrv) format = g_strsplit(find_format(place), "|", -1);
    g_autofree char *abroad = name_abroad(code, home, language);
    const bool is_city_state = g_strcmp0(address->city, address->region) == 0;
    const Parts parts = {address->street, address->postcode, address->city,
                         is_city_state ? NULL : address->region};

    add_lines(lines, address->company != NULL ? address->company : "");
    for (char **line = format; *line != NULL; line++)
        add_formatted(lines, *line, &parts);
    add_lines(lines, abroad != NULL ? abroad : "");
    return g_strv_builder_end(lines);
}
