/* The codes of countries, currencies and time zones, as ICU knows them, and what somebody meant who
 * wrote a name instead. */
#include "config.h"

#include "settings-private.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>

#define NAME_UNITS 200 /* room for the name of a country */

static const char *
one_of(const char *const *codes, const char *text)
{
    int i = ct_vocabulary_find(codes, text);

    return i >= 0 ? codes[i] : NULL;
}

/* True for the same text in other capitals. `name` is ICU's. */
static bool
is_name(const char *text, const UChar *name, int32_t length)
{
    g_autofree char *utf8 = g_utf16_to_utf8(name, length, NULL, NULL, NULL);
    g_autofree char *folded = utf8 != NULL ? g_utf8_casefold(utf8, -1) : NULL;
    g_autofree char *folded_text = g_utf8_casefold(text, -1);

    return folded != NULL && strcmp(folded, folded_text) == 0;
}

/* "; did you mean "CODE"?", or ", like EXAMPLE". */
static char *
hint(const char *code, const char *example)
{
    return code != NULL ? g_strdup_printf("; did you mean \"%s\"?", code)
                        : g_strdup_printf(", like %s", example);
}

/* --- countries ------------------------------------------------------------------------ */

bool
ct_country_is_code(const char *text)
{
    return one_of(uloc_getISOCountries(), text) != NULL;
}

static bool
country_is_called(const char *code, UDisplayContext length, const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleDisplayNames *names = uldn_openForContext("en", &length, 1, &status);
    UChar name[NAME_UNITS];
    int32_t units = uldn_regionDisplayName(names, code, name, NAME_UNITS, &status);
    bool same = U_SUCCESS(status) && is_name(text, name, units);

    uldn_close(names);
    return same;
}

/* The same code in small letters, the code of three letters, the name: "uk" and "United Kingdom".
 */
char *
ct_country_hint(const char *text)
{
    const char *const *codes = uloc_getISOCountries();
    const char *found = NULL;

    for (int i = 0; codes[i] != NULL && found == NULL; i++) {
        g_autofree char *locale = g_strconcat("und_", codes[i], NULL);

        if (g_ascii_strcasecmp(text, codes[i]) == 0 ||
            g_ascii_strcasecmp(text, uloc_getISO3Country(locale)) == 0 ||
            country_is_called(codes[i], UDISPCTX_LENGTH_SHORT, text) ||
            country_is_called(codes[i], UDISPCTX_LENGTH_FULL, text))
            found = codes[i];
    }
    return hint(found, "GB");
}

/* --- currencies ----------------------------------------------------------------------- */

/* The codes of the money that is in use, separated from what is history or none at all. */
static char **
currencies(void)
{
    g_autoptr(GStrvBuilder) codes = g_strv_builder_new();
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *all = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
    const char *code;

    while ((code = uenum_next(all, NULL, &status)) != NULL)
        g_strv_builder_add(codes, code);
    uenum_close(all);
    return g_strv_builder_end(codes);
}

bool
ct_currency_is_code(const char *text)
{
    g_auto(GStrv) codes = currencies();

    return one_of((const char *const *)codes, text) != NULL;
}

static bool
currency_is_called(const char *code, UCurrNameStyle style, const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    g_autofree UChar *wide = g_utf8_to_utf16(code, -1, NULL, NULL, NULL);
    UBool is_choice = 0;
    int32_t units = 0;
    const UChar *name = ucurr_getName(wide, "en", style, &is_choice, &units, &status);

    return U_SUCCESS(status) && is_name(text, name, units);
}

/* The same code in small letters, the sign, the name: "eur", a euro sign, "Euro". */
char *
ct_currency_hint(const char *text)
{
    g_auto(GStrv) codes = currencies();
    const char *found = NULL;

    for (int i = 0; codes[i] != NULL && found == NULL; i++)
        if (g_ascii_strcasecmp(text, codes[i]) == 0 ||
            currency_is_called(codes[i], UCURR_SYMBOL_NAME, text) ||
            currency_is_called(codes[i], UCURR_LONG_NAME, text))
            found = codes[i];
    return hint(found, "EUR");
}

/* --- time zones ----------------------------------------------------------------------- */

char *
ct_time_zone_hint(const char *text)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_auto(GStrv) names = NULL;
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *all = ucal_openTimeZones(&status);
    const char *name;

    while ((name = uenum_next(all, NULL, &status)) != NULL)
        g_strv_builder_add(builder, name);
    uenum_close(all);
    names = g_strv_builder_end(builder);
    return ct_vocabulary_hint((const char *const *)names, text, ", like Europe/London");
}
