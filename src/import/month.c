/* Months and days of the week by their names. The names come from ICU, in the languages that shops
 * of Europe write; an English month may also be cut short anywhere behind its third letter. */
#include "config.h"

#include "value-private.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#define WEEKDAY        13 /* among the months of a table of names */
#define SEVERAL        14 /* a name that is two months, in two languages */
#define NAME_MAX_UNITS 60
#define NAME_MAX_BYTES 40 /* no name of a month is longer */

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

static const char *const languages[] = {"en", "de", "es", "fr", "lv", "it", "nl", "pt", "sv", "da"};

const char *
ct_import_month_name(int month)
{
    return month_names[month - 1];
}

/* --- the names ------------------------------------------------------------------------ */

/* Adds a name, which is of ICU. What is a month in two languages, and not the same one, is none. */
static void
add_name(GHashTable *names, const UChar *name, int32_t length, int meaning)
{
    g_autofree char *text = g_utf16_to_utf8(name, length, NULL, NULL, NULL);
    g_autofree char *folded = text != NULL ? ct_import_fold(text) : NULL;
    int other;

    if (folded == NULL || *folded == '\0')
        return;
    other = GPOINTER_TO_INT(g_hash_table_lookup(names, folded));
    if (other != 0 && meaning == WEEKDAY)
        return;
    if (other != 0 && other != meaning)
        meaning = SEVERAL;
    g_hash_table_insert(names, g_steal_pointer(&folded), GINT_TO_POINTER(meaning));
}

/* Adds the names of one kind; the first `skip` of ICU's list are empty. */
static void
add_symbols(GHashTable *names, const UDateFormat *format, UDateFormatSymbolType type, int skip)
{
    int32_t count = udat_countSymbols(format, type);

    for (int32_t i = skip; i < count; i++) {
        UErrorCode status = U_ZERO_ERROR;
        UChar name[NAME_MAX_UNITS];
        int32_t length = udat_getSymbols(format, type, i, name, NAME_MAX_UNITS, &status);

        if (U_SUCCESS(status) && length < NAME_MAX_UNITS)
            add_name(names, name, length, skip > 0 ? WEEKDAY : i + 1);
    }
}

/* The names of all languages: first all months, then what is left for the days of the week. */
static void *
make_names(void *unused)
{
    static const UDateFormatSymbolType months[] = {
        UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_STANDALONE_SHORT_MONTHS};
    static const UDateFormatSymbolType weekdays[] = {UDAT_WEEKDAYS, UDAT_SHORT_WEEKDAYS};
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
            UErrorCode status = U_ZERO_ERROR;
            UDateFormat *format =
                udat_open(UDAT_NONE, UDAT_NONE, languages[i], NULL, 0, NULL, 0, &status);

            if (U_FAILURE(status))
                continue;
            for (size_t k = 0; k < G_N_ELEMENTS(months) && round == 0; k++)
                add_symbols(names, format, months[k], 0);
            for (size_t k = 0; k < G_N_ELEMENTS(weekdays) && round == 1; k++)
                add_symbols(names, format, weekdays[k], 1);
            udat_close(format);
        }
    }
    return names;
}

/* --- looking them up ------------------------------------------------------------------ */

static int
english_month(const char *text, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(month_names) && length >= 3; i++)
        if (length <= strlen(month_names[i]) &&
            g_ascii_strncasecmp(text, month_names[i], length) == 0)
            return (int)i + 1;
    return 0;
}

static int
meaning_of(const char *text, size_t length)
{
    static GOnce made =
        G_ONCE_INIT; /* a table that the first call builds, and that stays as it is */
    GHashTable *names;
    g_autofree char *word = NULL;
    g_autofree char *folded = NULL;

    if (length == 0 || length > NAME_MAX_BYTES)
        return 0;
    names = g_once(&made, make_names, NULL);
    word = g_strndup(text, length);
    folded = ct_import_fold(word);
    return GPOINTER_TO_INT(g_hash_table_lookup(names, folded));
}

int
ct_import_month(const char *text, size_t length)
{
    int month = english_month(text, length);

    if (month == 0)
        month = meaning_of(text, length);
    return month < WEEKDAY ? month : 0;
}

bool
ct_import_is_weekday(const char *text, size_t length)
{
    return english_month(text, length) == 0 && meaning_of(text, length) == WEEKDAY;
}
