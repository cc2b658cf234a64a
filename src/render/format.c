/* Days, money and countries in somebody's language. ICU carries the words and the order of the
 * parts; nothing here depends on the locale of the machine. */
#include "config.h"

#include "courtesy/render.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#define TEXT_MAX         256 /* UTF-16 units of one day, one amount, one country */
#define LOCALE_MAX       128
#define DAY_MS           86400000.0
#define WORLD            "en_001" /* English as the world writes it: day, month, year */
#define ALWAYS_GREGORIAN (-1e15)  /* ms: the change of calendars, before every CtDay */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(UCalendar, ucal_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UDateFormat, udat_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UDateTimePatternGenerator, udatpg_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ULocaleDisplayNames, uldn_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UNumberFormat, unum_close)

/* True when ICU has words of its own for a locale; else it would take those of the machine. */
static bool
is_known(const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_open(NULL, locale, &status);

    ures_close(bundle);
    return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

/* The ICU name of a BCP 47 tag. English of no country, and a language that nobody knows, are the
 * English of the world. */
static void
find_locale(const char *language, char locale[LOCALE_MAX])
{
    UErrorCode status = U_ZERO_ERROR;
    char full[LOCALE_MAX];

    uloc_forLanguageTag(language != NULL ? language : "", full, sizeof full, NULL, &status);
    if (status == U_ZERO_ERROR)
        uloc_getBaseName(full, locale, LOCALE_MAX, &status);
    if (status != U_ZERO_ERROR || *locale == '\0' || strcmp(locale, "en") == 0 || !is_known(locale))
        g_strlcpy(locale, WORLD, LOCALE_MAX);
}

/* NULL when ICU has failed. The caller owns the result. */
static char *
to_utf8(const UChar *text, UErrorCode status)
{
    char utf8[TEXT_MAX * 3 + 1];

    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        return NULL;
    u_strToUTF8(utf8, sizeof utf8, NULL, text, -1, &status);
    return U_SUCCESS(status) ? g_strdup(utf8) : NULL;
}

/* A formatter of days whose parts are named by `skeleton`; the language decides on their order. The
 * calendar is the one that receipts are dated with, also where another one is usual. */
static UDateFormat *
open_format(const char *language, const UChar *skeleton, UErrorCode *status)
{
    char base[LOCALE_MAX - 32], locale[LOCALE_MAX];
    UChar pattern[TEXT_MAX];
    g_autoptr(UDateTimePatternGenerator) patterns = NULL;
    g_autoptr(UCalendar) calendar = NULL;
    g_autoptr(UDateFormat) format = NULL;

    find_locale(language, locale);
    g_strlcpy(base, locale, sizeof base);
    g_snprintf(locale, sizeof locale, "%s@calendar=gregorian", base);
    patterns = udatpg_open(locale, status);
    udatpg_getBestPattern(patterns, skeleton, -1, pattern, TEXT_MAX, status);
    calendar = ucal_open(u"UTC", -1, locale, UCAL_GREGORIAN, status);
    ucal_setGregorianChange(calendar, ALWAYS_GREGORIAN, status);
    format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", -1, pattern, -1, status);
    if (U_FAILURE(*status))
        return NULL;
    udat_setCalendar(format, calendar);
    return g_steal_pointer(&format);
}

static char *
format_day(CtDay day, const char *language, const UChar *skeleton)
{
    UErrorCode status = U_ZERO_ERROR;
    g_autoptr(UDateFormat) format = open_format(language, skeleton, &status);
    UChar text[TEXT_MAX] = {0};
    char plain[CT_DAY_TEXT];
    char *words;

    udat_format(format, day.n * DAY_MS, text, TEXT_MAX, NULL, &status);
    words = to_utf8(text, status);
    return words != NULL ? words : g_strdup(ct_day_text(day, plain));
}

char *
ct_format_day(CtDay day, const char *language)
{
    return format_day(day, language, u"yMMMMd");
}

char *
ct_format_weekday(CtDay day, const char *language)
{
    return format_day(day, language, u"yMMMMEEEEd");
}

char *
ct_format_day_short(CtDay day, const char *language)
{
    return format_day(day, language, u"MMMMd");
}

/* "-4210.50": the amount as exact decimal text. */
static char *
decimal_text(int64_t cents)
{
    uint64_t size = cents < 0 ? -(uint64_t)cents : (uint64_t)cents;

    return g_strdup_printf("%s%" G_GUINT64_FORMAT ".%02u", cents < 0 ? "-" : "", size / 100,
                           (unsigned)(size % 100));
}

char *
ct_format_money(int64_t cents, const char *currency, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    g_autofree char *decimal = decimal_text(cents);
    g_autoptr(UNumberFormat) format = NULL;
    char locale[LOCALE_MAX], *words;
    UChar code[4] = {0}, text[TEXT_MAX] = {0};

    find_locale(language, locale);
    if (strlen(currency) == 3 && strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3) {
        u_charsToUChars(currency, code, 3);
        format = unum_open(UNUM_CURRENCY, NULL, 0, locale, NULL, &status);
        unum_setTextAttribute(format, UNUM_CURRENCY_CODE, code, 3, &status);
        unum_formatDecimal(format, decimal, -1, text, TEXT_MAX, NULL, &status);
        words = to_utf8(text, status);
        if (words != NULL)
            return words;
    }
    return g_strdup_printf("%s %s", decimal, currency);
}

char *
ct_format_country(const char *country, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    g_autofree char *code = g_ascii_strup(country, -1);
    g_autoptr(ULocaleDisplayNames) names = NULL;
    char locale[LOCALE_MAX], *words;
    UChar text[TEXT_MAX] = {0};

    if (ct_vocabulary_find(uloc_getISOCountries(), code) < 0)
        return g_strdup(country);
    find_locale(language, locale);
    names = uldn_open(locale, ULDN_STANDARD_NAMES, &status);
    uldn_regionDisplayName(names, code, text, TEXT_MAX, &status);
    words = to_utf8(text, status);
    return words != NULL ? words : g_strdup(country);
}

char *
ct_format_language(const char *tag, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    g_autoptr(ULocaleDisplayNames) names = NULL;
    char locale[LOCALE_MAX], named[LOCALE_MAX], *words;
    UChar text[TEXT_MAX] = {0};

    uloc_forLanguageTag(tag, named, sizeof named, NULL, &status);
    if (status != U_ZERO_ERROR || *named == '\0')
        return g_strdup(tag);
    find_locale(language, locale);
    names = uldn_open(locale, ULDN_DIALECT_NAMES, &status);
    uldn_localeDisplayName(names, named, text, TEXT_MAX, &status);
    words = to_utf8(text, status);
    return words != NULL ? words : g_strdup(tag);
}
