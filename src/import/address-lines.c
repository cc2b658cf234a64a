/* A postal address that stands in one text, taken apart: the last line may name the country, and
 * the line before it holds the postcode in the form of that country. Whatever leaves room for a
 * second reading stays as it is: on an envelope the lines are right in any case. */
#include "config.h"

#include "value-private.h"

#include <string.h>

#define LINES_MAX 12

/* --- what is known of countries ------------------------------------------------------- */

typedef enum {
    AT_START = 1 << 0, /* "8010 Graz" */
    AT_END = 1 << 1,   /* "Bath BA1 5AQ" */
    TELLING = 1 << 2   /* no other country has such codes: it need not be named */
} Habits;

/* Postcodes: N is a digit, A a letter, X one of them, a blank may be left out. In front of digits
 * there may be the sign of the country, "D-" or "LV-". */
static const struct {
    const char *countries, *forms;
    unsigned habits; /* of Habits */
    const char *regions;
} customs[] = {
    {"GB IM JE GG", "AN NAA|ANN NAA|AAN NAA|AANN NAA|ANA NAA|AANA NAA", AT_END | TELLING, NULL},
    {"US PR", "NNNNN|NNNNN-NNNN", AT_END,
     " AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE "
     "NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY "},
    {"CA", "ANA NAN", AT_END | TELLING, " AB BC MB NB NL NS NT NU ON PE QC SK YT "},
    {"AU", "NNNN", AT_END, " ACT NSW NT QLD SA TAS VIC WA "},
    {"IE", "ANN XXXX|ANA XXXX", AT_END, NULL},
    {"NZ ZA LV", "NNNN", AT_END, NULL},
    {"IN SG", "NNNNNN", AT_END, NULL},
    {"NL", "NNNN AA", AT_START, NULL},
    {"AT BE BG CH CY DK HU LI LU NO SI", "NNNN", AT_START, NULL},
    {"DE EE ES FI FR HR IT LT MC MX TR UA", "NNNNN", AT_START, NULL},
    {"CZ GR SE SK", "NNN NN", AT_START, NULL},
    {"IS", "NNN", AT_START, NULL},
    {"PL", "NN-NNN", AT_START, NULL},
    {"PT", "NNNN-NNN", AT_START, NULL},
    {"RO RU", "NNNNNN", AT_START, NULL},
};

#define NO_CUSTOM G_N_ELEMENTS(customs)

static size_t
custom_of(const char *country)
{
    for (size_t i = 0; i < G_N_ELEMENTS(customs); i++)
        if (strstr(customs[i].countries, country) != NULL)
            return i;
    return NO_CUSTOM;
}

static bool
is_region(size_t custom, const char *text)
{
    g_autofree char *padded = g_strconcat(" ", text, " ", NULL);

    return *text != '\0' && strchr(text, ' ') == NULL && customs[custom].regions != NULL &&
           strstr(customs[custom].regions, padded) != NULL;
}

/* --- postcodes ------------------------------------------------------------------------ */

static bool
fits(char form, char c)
{
    switch (form) {
    case 'N':
        return g_ascii_isdigit(c);
    case 'A':
        return g_ascii_isalpha(c);
    case 'X':
        return g_ascii_isalnum(c);
    default:
        return c == form;
    }
}

/* Where the text goes on behind a postcode of this form, `size` characters; NULL: it has another
 * one. */
static const char *
skip_form(const char *form, size_t size, const char *text)
{
    for (size_t i = 0; i < size; i++) {
        if (form[i] == ' ' && *text != ' ')
            continue;
        if (!fits(form[i], *text))
            return NULL;
        text++;
    }
    return text;
}

/* "D-", "LV-" */
static const char *
skip_sign(const char *text)
{
    size_t length = strspn(text, G_CSET_A_2_Z);

    return length >= 1 && length <= 3 && text[length] == '-' ? text + length + 1 : text;
}

/* Where the text goes on behind the postcode that it begins with; NULL: it begins with none. */
static const char *
skip_postcode(size_t custom, const char *text)
{
    const char *form = customs[custom].forms;

    while (*form != '\0') {
        size_t size = strcspn(form, "|");
        const char *end = skip_form(form, size, *form == 'N' ? skip_sign(text) : text);

        if (end != NULL && !g_ascii_isalnum(*end) && *end != '-')
            return end;
        form += size + (form[size] == '|');
    }
    return NULL;
}

/* The postcode that the text ends with, behind a blank; NULL: it ends with none. */
static const char *
last_postcode(size_t custom, const char *text)
{
    for (const char *p = strchr(text, ' '); p != NULL; p = strchr(p + 1, ' ')) {
        const char *end = skip_postcode(custom, p + 1);

        if (end != NULL && *end == '\0')
            return p + 1;
    }
    return NULL;
}

/* --- lines ---------------------------------------------------------------------------- */

/* The lines of an address that are not understood yet. */
typedef struct {
    char *line[LINES_MAX];
    int count;
    size_t custom;
    bool named; /* the country */
} Lines;

static bool
has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* What remains is the street. False: nothing remains. */
static bool
take_street(const Lines *lines, int count, CtPostal *place)
{
    GString *street;

    if (count < 1)
        return false;
    street = g_string_new(lines->line[0]);
    for (int i = 1; i < count; i++)
        g_string_append_printf(street, "\n%s", lines->line[i]);
    place->street = g_string_free(street, FALSE);
    return true;
}

/* The postcode stands alone: the line above is the city, or the city stands above its region. With
 * more lines nobody knows which of them is the city. */
static bool
take_lines(const Lines *lines, CtPostal *place)
{
    int count = lines->count - 1; /* above the postcode */
    bool region = count > 0 && is_region(lines->custom, lines->line[count - 1]);
    int city = count - 1 - region;

    if (city < 1 || (!region && city > 1) || has_digit(lines->line[city]) ||
        is_region(lines->custom, lines->line[city]))
        return false;
    place->postcode = g_strdup(lines->line[count]);
    place->city = g_strdup(lines->line[city]);
    place->region = region ? g_strdup(lines->line[count - 1]) : NULL;
    return take_street(lines, city, place);
}

/* "8010 Graz" */
static bool
take_start(const Lines *lines, const char *last, const char *rest, CtPostal *place)
{
    const char *city = rest + strspn(rest, " ,");

    if (lines->count < 2 || *city == '\0')
        return false;
    place->postcode = g_strndup(last, (gsize)(rest - last));
    place->city = g_strdup(city);
    return take_street(lines, lines->count - 1, place);
}

/* "Bath BA1 5AQ", "Salem, OR 97301" */
static bool
take_end(const Lines *lines, const char *last, const char *postcode, CtPostal *place)
{
    g_autofree char *city = g_strndup(last, (gsize)(postcode - last));
    char *blank;
    bool region;

    g_strchomp(city);
    blank = strrchr(city, ' ');
    region = blank != NULL && is_region(lines->custom, blank + 1);
    if (region) {
        place->region = g_strdup(blank + 1);
        *blank = '\0';
    }
    g_strchomp(city);
    if (g_str_has_suffix(city, ","))
        city[strlen(city) - 1] = '\0';
    if (lines->count < 2 || *city == '\0' || strchr(city, ',') != NULL || has_digit(city) ||
        (!lines->named && customs[lines->custom].regions != NULL && !region))
        return false;
    place->postcode = g_strdup(postcode);
    place->city = g_steal_pointer(&city);
    return take_street(lines, lines->count - 1, place);
}

/* As the country has it. */
static bool
take_place(const Lines *lines, CtPostal *place)
{
    const char *last = lines->line[lines->count - 1], *rest, *postcode;
    unsigned habits = customs[lines->custom].habits;

    g_assert(last != NULL);
    rest = skip_postcode(lines->custom, last);
    postcode = last_postcode(lines->custom, last);

    if (rest != NULL && *rest == '\0')
        return (lines->named || (habits & TELLING) != 0) && take_lines(lines, place);
    if (rest != NULL && postcode == NULL && (habits & AT_START) != 0)
        return take_start(lines, last, rest, place);
    if (rest == NULL && postcode != NULL && (habits & AT_END) != 0)
        return take_end(lines, last, postcode, place);
    return false;
}

/* The country may be left out where the postcode tells it, or the state beside it. */
static bool
take_any_place(Lines *lines, CtPostal *place)
{
    if (lines->named)
        return lines->custom != NO_CUSTOM && take_place(lines, place);
    for (lines->custom = 0; lines->custom < NO_CUSTOM; lines->custom++) {
        if ((customs[lines->custom].habits & TELLING) == 0 &&
            strstr(customs[lines->custom].countries, "US") == NULL)
            continue;
        if (take_place(lines, place))
            return true;
        ct_import_postal_clear(place);
    }
    return false;
}

void
ct_import_postal_clear(CtPostal *place)
{
    g_clear_pointer(&place->street, g_free);
    g_clear_pointer(&place->postcode, g_free);
    g_clear_pointer(&place->city, g_free);
    g_clear_pointer(&place->region, g_free);
    g_clear_pointer(&place->country, g_free);
}

bool
ct_import_postal(GPtrArray *texts, CtPostal *place_out)
{
    g_auto(CtPostal) place = {0};
    Lines lines = {.custom = NO_CUSTOM};
    const char *country;

    if (texts->len >= 2 && texts->len <= LINES_MAX) {
        for (guint i = 0; i < texts->len; i++)
            lines.line[lines.count++] = texts->pdata[i];
        country = ct_import_country(lines.line[lines.count - 1]);
        lines.named = country != NULL;
        lines.custom = lines.named ? custom_of(country) : NO_CUSTOM;
        lines.count -= lines.named;
        if (take_any_place(&lines, &place)) {
            place.country = lines.named ? g_strdup(lines.line[lines.count]) : NULL;
            *place_out = place;
            place = (CtPostal){0};
            return true;
        }
    }
    g_ptr_array_add(texts, NULL);
    *place_out = (CtPostal){.street = g_strjoinv("\n", (char **)texts->pdata)};
    g_ptr_array_set_size(texts, (int)texts->len - 1);
    return false;
}
