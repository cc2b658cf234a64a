/* Telephone numbers as keys: digits with the country in front. The calling codes are those of the
 * ITU (E.164); what is dialled before a number inside a country is its trunk prefix. */
#include "config.h"

#include "value-private.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS_LEAST 5
#define DIGITS_MOST  15 /* E.164 */
#define LONG_NUMBER  11 /* no national number has more digits */
#define AREA_CODE    7  /* no area code has as many */

typedef struct {
    char country[3];
    char calling[4];
    char trunk[3];         /* "": none, or part of the number */
    char international[5]; /* what is dialled before a foreign number; "": 00 */
    int digits;            /* of every national number without its trunk prefix; 0: it varies */
} Calling;

/* Sorted by country. */
static const Calling callings[] = {
    {"AC", "247", "", "", 0},     {"AD", "376", "", "", 0},      {"AE", "971", "0", "", 0},
    {"AF", "93", "0", "", 9},     {"AG", "1", "1", "011", 10},   {"AI", "1", "1", "011", 10},
    {"AL", "355", "0", "", 0},    {"AM", "374", "0", "", 8},     {"AO", "244", "", "", 9},
    {"AR", "54", "0", "", 0},     {"AS", "1", "1", "011", 10},   {"AT", "43", "0", "", 0},
    {"AU", "61", "0", "0011", 9}, {"AW", "297", "", "", 7},      {"AX", "358", "0", "", 0},
    {"AZ", "994", "0", "", 9},    {"BA", "387", "0", "", 0},     {"BB", "1", "1", "011", 10},
    {"BD", "880", "0", "", 0},    {"BE", "32", "0", "", 0},      {"BF", "226", "", "", 8},
    {"BG", "359", "0", "", 0},    {"BH", "973", "", "", 8},      {"BI", "257", "", "", 8},
    {"BJ", "229", "", "", 0},     {"BL", "590", "0", "", 9},     {"BM", "1", "1", "011", 10},
    {"BN", "673", "", "", 7},     {"BO", "591", "0", "", 8},     {"BQ", "599", "", "", 0},
    {"BR", "55", "0", "", 0},     {"BS", "1", "1", "011", 10},   {"BT", "975", "", "", 0},
    {"BW", "267", "", "", 0},     {"BY", "375", "80", "810", 9}, {"BZ", "501", "", "", 7},
    {"CA", "1", "1", "011", 10},  {"CC", "61", "0", "0011", 9},  {"CD", "243", "0", "", 9},
    {"CF", "236", "", "", 8},     {"CG", "242", "", "", 9},      {"CH", "41", "0", "", 9},
    {"CI", "225", "", "", 10},    {"CK", "682", "", "", 5},      {"CL", "56", "", "", 9},
    {"CM", "237", "", "", 9},     {"CN", "86", "0", "", 0},      {"CO", "57", "", "", 10},
    {"CR", "506", "", "", 8},     {"CU", "53", "0", "119", 0},   {"CV", "238", "", "", 7},
    {"CW", "599", "", "", 0},     {"CX", "61", "0", "0011", 9},  {"CY", "357", "", "", 8},
    {"CZ", "420", "", "", 9},     {"DE", "49", "0", "", 0},      {"DJ", "253", "", "", 8},
    {"DK", "45", "", "", 8},      {"DM", "1", "1", "011", 10},   {"DO", "1", "1", "011", 10},
    {"DZ", "213", "0", "", 0},    {"EC", "593", "0", "", 0},     {"EE", "372", "", "", 0},
    {"EG", "20", "0", "", 0},     {"EH", "212", "0", "", 9},     {"ER", "291", "0", "", 7},
    {"ES", "34", "", "", 9},      {"ET", "251", "0", "", 9},     {"FI", "358", "0", "", 0},
    {"FJ", "679", "", "", 7},     {"FK", "500", "", "", 5},      {"FM", "691", "", "011", 7},
    {"FO", "298", "", "", 6},     {"FR", "33", "0", "", 9},      {"GA", "241", "", "", 0},
    {"GB", "44", "0", "", 0},     {"GD", "1", "1", "011", 10},   {"GE", "995", "0", "", 9},
    {"GF", "594", "0", "", 9},    {"GG", "44", "0", "", 0},      {"GH", "233", "0", "", 9},
    {"GI", "350", "", "", 8},     {"GL", "299", "", "", 6},      {"GM", "220", "", "", 7},
    {"GN", "224", "", "", 9},     {"GP", "590", "0", "", 9},     {"GQ", "240", "", "", 9},
    {"GR", "30", "", "", 10},     {"GT", "502", "", "", 8},      {"GU", "1", "1", "011", 10},
    {"GW", "245", "", "", 9},     {"GY", "592", "", "001", 7},   {"HK", "852", "", "001", 8},
    {"HN", "504", "", "", 8},     {"HR", "385", "0", "", 0},     {"HT", "509", "", "", 8},
    {"HU", "36", "06", "", 0},    {"ID", "62", "0", "001", 0},   {"IE", "353", "0", "", 0},
    {"IL", "972", "0", "", 0},    {"IM", "44", "0", "", 0},      {"IN", "91", "0", "", 10},
    {"IO", "246", "", "", 7},     {"IQ", "964", "0", "", 0},     {"IR", "98", "0", "", 10},
    {"IS", "354", "", "", 0},     {"IT", "39", "", "", 0},       {"JE", "44", "0", "", 0},
    {"JM", "1", "1", "011", 10},  {"JO", "962", "0", "", 0},     {"JP", "81", "0", "010", 0},
    {"KE", "254", "0", "000", 0}, {"KG", "996", "0", "", 9},     {"KH", "855", "0", "001", 0},
    {"KI", "686", "", "", 0},     {"KM", "269", "", "", 7},      {"KN", "1", "1", "011", 10},
    {"KP", "850", "0", "", 0},    {"KR", "82", "0", "001", 0},   {"KW", "965", "", "", 8},
    {"KY", "1", "1", "011", 10},  {"KZ", "7", "8", "810", 10},   {"LA", "856", "0", "", 0},
    {"LB", "961", "0", "", 0},    {"LC", "1", "1", "011", 10},   {"LI", "423", "", "", 0},
    {"LK", "94", "0", "", 9},     {"LR", "231", "0", "", 0},     {"LS", "266", "", "", 8},
    {"LT", "370", "0", "", 8},    {"LU", "352", "", "", 0},      {"LV", "371", "", "", 8},
    {"LY", "218", "0", "", 0},    {"MA", "212", "0", "", 9},     {"MC", "377", "", "", 0},
    {"MD", "373", "0", "", 8},    {"ME", "382", "0", "", 8},     {"MF", "590", "0", "", 9},
    {"MG", "261", "0", "", 9},    {"MH", "692", "1", "011", 7},  {"MK", "389", "0", "", 8},
    {"ML", "223", "", "", 8},     {"MM", "95", "0", "", 0},      {"MN", "976", "0", "001", 8},
    {"MO", "853", "", "", 8},     {"MP", "1", "1", "011", 10},   {"MQ", "596", "0", "", 9},
    {"MR", "222", "", "", 8},     {"MS", "1", "1", "011", 10},   {"MT", "356", "", "", 8},
    {"MU", "230", "", "020", 0},  {"MV", "960", "", "", 7},      {"MW", "265", "0", "", 0},
    {"MX", "52", "", "", 10},     {"MY", "60", "0", "", 0},      {"MZ", "258", "", "", 0},
    {"NA", "264", "0", "", 0},    {"NC", "687", "", "", 6},      {"NE", "227", "", "", 8},
    {"NF", "672", "", "", 0},     {"NG", "234", "0", "009", 0},  {"NI", "505", "", "", 8},
    {"NL", "31", "0", "", 9},     {"NO", "47", "", "", 8},       {"NP", "977", "0", "", 0},
    {"NR", "674", "", "", 7},     {"NU", "683", "", "", 0},      {"NZ", "64", "0", "", 0},
    {"OM", "968", "", "", 8},     {"PA", "507", "", "", 0},      {"PE", "51", "0", "", 0},
    {"PF", "689", "", "", 8},     {"PG", "675", "", "", 0},      {"PH", "63", "0", "", 0},
    {"PK", "92", "0", "", 0},     {"PL", "48", "", "", 9},       {"PM", "508", "0", "", 0},
    {"PR", "1", "1", "011", 10},  {"PS", "970", "0", "", 0},     {"PT", "351", "", "", 9},
    {"PW", "680", "", "011", 7},  {"PY", "595", "0", "", 0},     {"QA", "974", "", "", 8},
    {"RE", "262", "0", "", 9},    {"RO", "40", "0", "", 9},      {"RS", "381", "0", "", 0},
    {"RU", "7", "8", "810", 10},  {"RW", "250", "0", "", 9},     {"SA", "966", "0", "", 9},
    {"SB", "677", "", "", 0},     {"SC", "248", "", "", 7},      {"SD", "249", "0", "", 9},
    {"SE", "46", "0", "", 0},     {"SG", "65", "", "", 8},       {"SH", "290", "", "", 0},
    {"SI", "386", "0", "", 8},    {"SJ", "47", "", "", 8},       {"SK", "421", "0", "", 9},
    {"SL", "232", "0", "", 8},    {"SM", "378", "", "", 0},      {"SN", "221", "", "", 9},
    {"SO", "252", "0", "", 0},    {"SR", "597", "", "", 0},      {"SS", "211", "0", "", 9},
    {"ST", "239", "", "", 7},     {"SV", "503", "", "", 8},      {"SX", "1", "1", "011", 10},
    {"SY", "963", "0", "", 0},    {"SZ", "268", "", "", 8},      {"TC", "1", "1", "011", 10},
    {"TD", "235", "", "", 8},     {"TG", "228", "", "", 8},      {"TH", "66", "0", "001", 0},
    {"TJ", "992", "", "810", 9},  {"TK", "690", "", "", 0},      {"TL", "670", "", "", 0},
    {"TM", "993", "8", "810", 8}, {"TN", "216", "", "", 8},      {"TO", "676", "", "", 0},
    {"TR", "90", "0", "", 10},    {"TT", "1", "1", "011", 10},   {"TV", "688", "", "", 0},
    {"TW", "886", "0", "002", 0}, {"TZ", "255", "0", "000", 9},  {"UA", "380", "0", "", 9},
    {"UG", "256", "0", "000", 9}, {"US", "1", "1", "011", 10},   {"UY", "598", "0", "", 8},
    {"UZ", "998", "", "", 9},     {"VA", "39", "", "", 0},       {"VC", "1", "1", "011", 10},
    {"VE", "58", "0", "", 10},    {"VG", "1", "1", "011", 10},   {"VI", "1", "1", "011", 10},
    {"VN", "84", "0", "", 0},     {"VU", "678", "", "", 0},      {"WF", "681", "", "", 6},
    {"WS", "685", "", "", 0},     {"XK", "383", "0", "", 8},     {"YE", "967", "0", "", 0},
    {"YT", "262", "0", "", 9},    {"ZA", "27", "0", "", 9},      {"ZM", "260", "0", "", 9},
    {"ZW", "263", "0", "", 0},
};

static int
compare_country(const void *country, const void *row)
{
    return g_ascii_strcasecmp(country, ((const Calling *)row)->country);
}

static const Calling *
calling_of(const char *country)
{
    if (country == NULL)
        return NULL;
    return bsearch(country, callings, G_N_ELEMENTS(callings), sizeof callings[0], compare_country);
}

/* The first row whose calling code begins the digits; no code begins another one. */
static const Calling *
calling_in(const char *digits)
{
    for (size_t i = 0; i < G_N_ELEMENTS(callings); i++)
        if (*digits == callings[i].calling[0] &&
            strncmp(digits, callings[i].calling, strlen(callings[i].calling)) == 0)
            return &callings[i];
    return NULL;
}

/* What a spreadsheet makes of a long number: 4.93E+10. Its last digits are lost. */
static bool
is_exponent(const char *text)
{
    return g_ascii_toupper(*text) == 'E' && (text[1] == '+' || g_ascii_isdigit(text[1]));
}

#define DIGITS_READ 31

/* Italy dials the 0 of its numbers from abroad, too, whatever people put into parentheses. */
static bool
keeps_zero(const char *digits, size_t count)
{
    return count >= 2 && strncmp(digits + count - 2, "39", 2) == 0 &&
           (count == 2 || (count == 4 && strncmp(digits, "00", 2) == 0));
}

/* The digits of the first number in the text, without an extension (a letter ends the number) and
 * without the "(0)" that stands for the trunk prefix. `digits` has room for DIGITS_READ and a NUL.
 * False: none can be told. */
static bool
read_digits(const char *text, char *digits)
{
    size_t count = 0;

    for (const char *p = text; *p != '\0' && strchr(",;#", *p) == NULL; p++) {
        if (count > 0 && is_exponent(p))
            return false;
        if (count >= AREA_CODE && *p == ' ' && g_str_has_prefix(p, " / ")) /* another number */
            break;
        if (count > 0 && g_ascii_isalpha(*p))
            break;
        if (count > 0 && *p == '(' && g_str_has_prefix(p, "(0)") && !keeps_zero(digits, count))
            p += strlen("(0)") - 1;
        else if (g_ascii_isdigit(*p) && count == DIGITS_READ)
            return false;
        else if (g_ascii_isdigit(*p))
            digits[count++] = *p;
    }
    digits[count] = '\0';
    return count >= DIGITS_LEAST;
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

/* Programs drop the + of +49 171 1234567, and what is left looks like a number of the country. */
static bool
has_calling_code(const char *digits, const Calling *calling)
{
    size_t length = strlen(digits), code = strlen(calling->calling);

    if (!g_str_has_prefix(digits, calling->calling))
        return false;
    if (calling->digits > 0)
        return length == code + (size_t)calling->digits;
    return length > LONG_NUMBER ||
           (strcmp(calling->trunk, "0") == 0 && length == LONG_NUMBER && digits[code] != '0');
}

static bool
has_trunk(const char *digits, const Calling *calling)
{
    size_t trunk = strlen(calling->trunk);

    if (trunk == 0 || !g_str_has_prefix(digits, calling->trunk))
        return false;
    /* 812 345 67 89 begins with the 8 of Saint Petersburg, and not with the one that is dialled */
    return *calling->trunk == '0' || calling->digits == 0 ||
           strlen(digits) == trunk + (size_t)calling->digits;
}

static char *
national(const char *digits, const Calling *calling)
{
    if (has_trunk(digits, calling))
        return g_strconcat(calling->calling, digits + strlen(calling->trunk), NULL);
    if (has_calling_code(digits, calling))
        return international(digits);
    return g_strconcat(calling->calling, digits, NULL);
}

/* The digits behind what is dialled before a foreign number; NULL: it is none. */
static const char *
skip_international(const char *digits, const Calling *calling)
{
    if (calling != NULL && *calling->international != '\0' &&
        g_str_has_prefix(digits, calling->international))
        return digits + strlen(calling->international);
    return g_str_has_prefix(digits, "00") ? digits + strlen("00") : NULL;
}

char *
ct_import_phone_key(const char *text, const char *country)
{
    const Calling *calling = calling_of(country);
    char digits[DIGITS_READ + 1];
    const char *abroad;
    g_autofree char *key = NULL;
    size_t length;

    if (!read_digits(text, digits))
        return NULL;
    abroad = skip_international(digits, calling);
    if (strchr(text, '+') != NULL)
        key = international(digits);
    else if (abroad != NULL)
        key = international(abroad);
    else if (calling != NULL)
        key = national(digits, calling);
    else
        key = g_strdup(digits);
    length = strlen(key);
    return length >= DIGITS_LEAST && length <= DIGITS_MOST ? g_steal_pointer(&key) : NULL;
}
