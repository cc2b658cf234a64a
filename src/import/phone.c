/* Telephone numbers as keys: digits with the country in front. The calling codes are those of the
 * ITU (E.164); what is dialled before a number inside a country is its trunk prefix. */
#include "config.h"

#include "value-private.h"

#include <string.h>

#define DIGITS_LEAST 5
#define DIGITS_MOST  15 /* E.164 */

typedef struct {
    char country[3];
    char calling[4];
    char trunk[3]; /* "": none, or part of the number */
} Calling;

static const Calling callings[] = {
    {"AD", "376", ""},  {"AE", "971", "0"},  {"AF", "93", "0"},  {"AL", "355", "0"},
    {"AM", "374", "0"}, {"AO", "244", ""},   {"AR", "54", "0"},  {"AT", "43", "0"},
    {"AU", "61", "0"},  {"AZ", "994", "0"},  {"BA", "387", "0"}, {"BD", "880", "0"},
    {"BE", "32", "0"},  {"BG", "359", "0"},  {"BH", "973", ""},  {"BO", "591", "0"},
    {"BR", "55", "0"},  {"BY", "375", "80"}, {"CA", "1", "1"},   {"CH", "41", "0"},
    {"CL", "56", ""},   {"CM", "237", ""},   {"CN", "86", "0"},  {"CO", "57", ""},
    {"CR", "506", ""},  {"CU", "53", "0"},   {"CY", "357", ""},  {"CZ", "420", ""},
    {"DE", "49", "0"},  {"DK", "45", ""},    {"DZ", "213", "0"}, {"EC", "593", "0"},
    {"EE", "372", ""},  {"EG", "20", "0"},   {"ES", "34", ""},   {"ET", "251", "0"},
    {"FI", "358", "0"}, {"FO", "298", ""},   {"FR", "33", "0"},  {"GB", "44", "0"},
    {"GE", "995", "0"}, {"GG", "44", "0"},   {"GH", "233", "0"}, {"GI", "350", ""},
    {"GR", "30", ""},   {"GT", "502", ""},   {"HK", "852", ""},  {"HN", "504", ""},
    {"HR", "385", "0"}, {"HU", "36", "06"},  {"ID", "62", "0"},  {"IE", "353", "0"},
    {"IL", "972", "0"}, {"IM", "44", "0"},   {"IN", "91", "0"},  {"IQ", "964", "0"},
    {"IR", "98", "0"},  {"IS", "354", ""},   {"IT", "39", ""},   {"JE", "44", "0"},
    {"JO", "962", "0"}, {"JP", "81", "0"},   {"KE", "254", "0"}, {"KR", "82", "0"},
    {"KW", "965", ""},  {"KZ", "7", "8"},    {"LB", "961", "0"}, {"LI", "423", ""},
    {"LK", "94", "0"},  {"LT", "370", "0"},  {"LU", "352", ""},  {"LV", "371", ""},
    {"LY", "218", "0"}, {"MA", "212", "0"},  {"MC", "377", ""},  {"MD", "373", "0"},
    {"ME", "382", "0"}, {"MK", "389", "0"},  {"MT", "356", ""},  {"MX", "52", ""},
    {"MY", "60", "0"},  {"NG", "234", "0"},  {"NI", "505", ""},  {"NL", "31", "0"},
    {"NO", "47", ""},   {"NP", "977", "0"},  {"NZ", "64", "0"},  {"OM", "968", ""},
    {"PA", "507", ""},  {"PE", "51", "0"},   {"PH", "63", "0"},  {"PK", "92", "0"},
    {"PL", "48", ""},   {"PR", "1", "1"},    {"PT", "351", ""},  {"PY", "595", "0"},
    {"QA", "974", ""},  {"RO", "40", "0"},   {"RS", "381", "0"}, {"RU", "7", "8"},
    {"SA", "966", "0"}, {"SE", "46", "0"},   {"SG", "65", ""},   {"SI", "386", "0"},
    {"SK", "421", "0"}, {"SM", "378", ""},   {"SN", "221", ""},  {"SV", "503", ""},
    {"SY", "963", "0"}, {"TH", "66", "0"},   {"TN", "216", ""},  {"TR", "90", "0"},
    {"TW", "886", "0"}, {"TZ", "255", "0"},  {"UA", "380", "0"}, {"UG", "256", "0"},
    {"US", "1", "1"},   {"UY", "598", "0"},  {"UZ", "998", ""},  {"VE", "58", "0"},
    {"VN", "84", "0"},  {"ZA", "27", "0"},
};

static const Calling *
calling_of(const char *country)
{
    for (size_t i = 0; country != NULL && i < G_N_ELEMENTS(callings); i++)
        if (g_ascii_strcasecmp(callings[i].country, country) == 0)
            return &callings[i];
    return NULL;
}

/* The first row whose calling code begins the digits; no code begins another one. */
static const Calling *
calling_in(const char *digits)
{
    for (size_t i = 0; i < G_N_ELEMENTS(callings); i++)
        if (g_str_has_prefix(digits, callings[i].calling))
            return &callings[i];
    return NULL;
}

/* What a spreadsheet makes of a long number: 4.93E+10. Its last digits are lost. */
static bool
is_exponent(const char *text)
{
    return g_ascii_toupper(*text) == 'E' && (text[1] == '+' || g_ascii_isdigit(text[1]));
}

/* The digits of the first number in the text, without an extension (a letter ends the number) and
 * without the "(0)" that stands for the trunk prefix. NULL: none can be told. */
static char *
digits_of(const char *text)
{
    g_autoptr(GString) digits = g_string_new(NULL);

    for (const char *p = text; *p != '\0' && strchr(",;#", *p) == NULL; p++) {
        if (digits->len > 0 && is_exponent(p))
            return NULL;
        if (digits->len > 0 && g_ascii_isalpha(*p))
            break;
        if (digits->len > 0 && g_str_has_prefix(p, "(0)"))
            p += strlen("(0)") - 1;
        else if (g_ascii_isdigit(*p))
            g_string_append_c(digits, *p);
    }
    return g_strdup(digits->str);
}

/* A number that begins with a country's code. Some write the trunk prefix behind it: +49 030. */
static char *
international(const char *digits)
{
    const Calling *calling = calling_in(digits);
    const char *rest;

    if (calling == NULL)
        return g_strdup(digits);
    rest = digits + strlen(calling->calling);
    if (strcmp(calling->trunk, "0") == 0 && *rest == '0')
        rest++;
    return g_strconcat(calling->calling, rest, NULL);
}

static char *
national(const char *digits, const Calling *calling)
{
    size_t trunk = strlen(calling->trunk);

    if (trunk > 0 && g_str_has_prefix(digits, calling->trunk))
        digits += trunk;
    return g_strconcat(calling->calling, digits, NULL);
}

char *
ct_import_phone_key(const char *text, const char *country)
{
    const Calling *calling = calling_of(country);
    g_autofree char *digits = digits_of(text);
    g_autofree char *key = NULL;

    if (digits == NULL || strlen(digits) < DIGITS_LEAST)
        return NULL;
    if (strchr(text, '+') != NULL)
        key = international(digits);
    else if (g_str_has_prefix(digits, "00"))
        key = international(digits + 2);
    else if (calling != NULL)
        key = national(digits, calling);
    else
        key = g_strdup(digits);
    return strlen(key) >= DIGITS_LEAST && strlen(key) <= DIGITS_MOST ? g_steal_pointer(&key) : NULL;
}
