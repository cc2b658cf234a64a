/* Countries and languages by their codes and names. The names come from ICU: each country in
 * English, in the languages that are spoken there, and in a few more that shops of Europe write. */
#include "config.h"

#include "value-private.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define NAME_MAX_UNITS 200

typedef struct {
    const char *name; /* folded as ct_import_fold() does */
    const char *code;
} Name;

/* What people write and no list of names has. */
static const Name country_aliases[] = {
    {"uk", "GB"},
    {"greatbritain", "GB"},
    {"britain", "GB"},
    {"england", "GB"},
    {"scotland", "GB"},
    {"wales", "GB"},
    {"northernireland", "GB"},
    {"unitedstatesofamerica", "US"},
    {"america", "US"},
    {"holland", "NL"},
    {"thenetherlands", "NL"},
    {"czechrepublic", "CZ"},
    {"republicofireland", "IE"},
    {"eire", "IE"},
    {"turkey", "TR"},
    {"southkorea", "KR"},
    {"korea", "KR"},
    {"republicofkorea", "KR"},
    {"koreasouth", "KR"},
    {"northkorea", "KP"},
    {"russianfederation", "RU"},
    {"vietnam", "VN"},
    {"uae", "AE"},
    {"hongkong", "HK"},
    {"macau", "MO"},
    {"macao", "MO"},
    {"macedonia", "MK"},
    {"ivorycoast", "CI"},
    {"swaziland", "SZ"},
    {"burma", "MM"},
    {"capeverde", "CV"},
    {"easttimor", "TL"},
    {"palestine", "PS"},
    {"vatican", "VA"},
    {"bosnia", "BA"},
    {"brd", "DE"},
    {"d", "DE"}, /* as on a car */
    {"a", "AT"},
    {"f", "FR"},
    {"i", "IT"},
    {"oesterreich", "AT"},
    {"prchina", "CN"},
    {"peoplesrepublicofchina", "CN"},
};

/* The languages, besides its own, in which a country or a language may be written. */
static const char *const languages[] = {"en", "de", "fr", "es", "lv", "it",
                                        "nl", "pt", "pl", "sv", "da"};

/* Adds a name unless it is there already: the first meaning counts. `name` is of ICU. */
static void
add_name(GHashTable *names, const UChar *name, int32_t length, const char *code)
{
    g_autofree char *text = g_utf16_to_utf8(name, length, NULL, NULL, NULL);
    g_autofree char *folded = text != NULL ? ct_import_fold(text) : NULL;

    if (folded != NULL && *folded != '\0' && !g_hash_table_contains(names, folded))
        g_hash_table_insert(names, g_steal_pointer(&folded), g_strdup(code));
}

static void
add_word(GHashTable *names, const char *word, const char *code)
{
    if (*word != '\0')
        g_hash_table_insert(names, ct_import_fold(word), g_strdup(code));
}

static void
add_country(GHashTable *names, const char *locale, const char *language, const char *code)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[NAME_MAX_UNITS];
    int32_t length = uloc_getDisplayCountry(locale, language, name, NAME_MAX_UNITS, &status);

    if (U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING)
        add_name(names, name, length, code);
}

static void
add_language(GHashTable *names, const char *code, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[NAME_MAX_UNITS];
    int32_t length = uloc_getDisplayLanguage(code, language, name, NAME_MAX_UNITS, &status);

    if (U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING)
        add_name(names, name, length, code);
}

static void *
country_names(void *unused)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const char *const *codes = uloc_getISOCountries();

    for (int i = 0; codes[i] != NULL; i++) {
        g_autofree char *locale = g_strconcat("und_", codes[i], NULL);

        add_word(names, codes[i], codes[i]);
        add_word(names, uloc_getISO3Country(locale), codes[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(country_aliases); i++)
        add_word(names, country_aliases[i].name, country_aliases[i].code);
    for (size_t k = 0; k < G_N_ELEMENTS(languages); k++) {
        for (int i = 0; codes[i] != NULL; i++) {
            g_autofree char *locale = g_strconcat("und_", codes[i], NULL);

            add_country(names, locale, languages[k], codes[i]);
        }
    }
    for (int32_t i = 0; i < uloc_countAvailable(); i++) {
        const char *locale = uloc_getAvailable(i);
        UErrorCode status = U_ZERO_ERROR;
        char code[ULOC_COUNTRY_CAPACITY];

        if (uloc_getCountry(locale, code, sizeof code, &status) == 2 && U_SUCCESS(status))
            add_country(names, locale, locale, code);
    }
    return names;
}

static void *
language_names(void *unused)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const char *const *codes = uloc_getISOLanguages();

    for (int i = 0; codes[i] != NULL; i++)
        add_word(names, codes[i], codes[i]);
    for (int i = 0; codes[i] != NULL; i++) {
        add_language(names, codes[i], "en");
        add_language(names, codes[i], codes[i]);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(languages); k++)
        for (int i = 0; codes[i] != NULL; i++)
            add_language(names, codes[i], languages[k]);
    return names;
}

const char *
ct_import_country(const char *text)
{
    static GOnce made =
        G_ONCE_INIT; /* a table that the first call builds, and that stays as it is */
    GHashTable *names = g_once(&made, country_names, NULL);
    char buffer[CT_IMPORT_SHORT];
    const char *word = ct_import_fold_short(text, buffer);
    g_autofree char *folded = word == NULL ? ct_import_fold(text) : NULL;

    return g_hash_table_lookup(names, word != NULL ? word : folded);
}

/* "de-AT", "pt_BR": the tag in its usual form, when its language is one. */
static char *
canonical_tag(const char *text, GHashTable *names)
{
    UErrorCode status = U_ZERO_ERROR;
    char locale[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY], tag[ULOC_FULLNAME_CAPACITY];
    g_autofree char *dashed = g_strdelimit(g_strdup(text), "_", '-');
    int32_t used = 0;

    uloc_forLanguageTag(dashed, locale, sizeof locale, &used, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
        used != (int32_t)strlen(dashed))
        return NULL;
    uloc_getLanguage(locale, language, sizeof language, &status);
    uloc_toLanguageTag(locale, tag, sizeof tag, TRUE, &status);
    if (U_FAILURE(status) || g_strcmp0(g_hash_table_lookup(names, language), language) != 0)
        return NULL; /* not a code; a name such as "german" looks like one */
    return g_strdup(tag);
}

char *
ct_import_language(const char *text)
{
    static GOnce made = G_ONCE_INIT; /* as above */
    GHashTable *names = g_once(&made, language_names, NULL);
    g_autofree char *folded = NULL;
    char *tag;

    if (g_strcmp0(g_hash_table_lookup(names, text), text) == 0)
        return g_strdup(text); /* a code as it should be, which is what nearly all cells have */
    folded = ct_import_fold(text);
    tag = canonical_tag(text, names);
    return tag != NULL ? tag : g_strdup(g_hash_table_lookup(names, folded));
}
