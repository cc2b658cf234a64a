/* What the languages of a shop tell about the encoding of its files. Statistics need many letters
 * and know few languages; but a program that writes one byte a letter writes in the encoding of
 * Windows for the place it is used in, and its letters are those of the language there. */
#include "config.h"

#include "encoding-private.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

#define FALLBACK  "windows-1252"
#define HOMES_MAX 32
#define NEAR      30 /* letters of a word that are looked at beside one */
#define FITTING   75 /* of 100 letters: so many are of the languages of the shop */

/* The encodings of a language, the most usual one first. */
static const struct {
    const char *languages;
    const char *encodings[4];
} families[] = {
    {"tr az", {"windows-1254"}},
    {"hu pl cs sk sl hr ro bs sq", {"windows-1250", "ISO-8859-2"}},
    {"lv lt et", {"windows-1257", "ISO-8859-13"}},
    {"el", {"windows-1253"}},
    {"ru bg uk be mk sr kk", {"windows-1251", "KOI8-R", "ISO-8859-5"}},
    {"he yi", {"windows-1255"}},
    {"ar fa ur", {"windows-1256", "ISO-8859-6"}},
};

/* What is spoken in a shop. */
typedef struct {
    const char *encodings[HOMES_MAX];
    int count;
    USet *letters; /* of its languages */
} Home;

static void
home_clear(Home *home)
{
    g_clear_pointer(&home->letters, uset_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Home, home_clear)

/* --- languages ------------------------------------------------------------------------ */

static void
add_encoding(Home *home, const char *encoding)
{
    if (home->count < HOMES_MAX)
        home->encodings[home->count++] = encoding;
}

static void
add_encodings(Home *home, const char *language)
{
    for (size_t i = 0; i < G_N_ELEMENTS(families); i++) {
        g_auto(GStrv) languages = g_strsplit(families[i].languages, " ", -1);

        if (!g_strv_contains((const char *const *)languages, language))
            continue;
        for (int k = 0; families[i].encodings[k] != NULL; k++)
            add_encoding(home, families[i].encodings[k]);
        return;
    }
    add_encoding(home, FALLBACK);
}

static void
add_letters(Home *home, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(language, &status);
    USet *letters =
        ulocdata_getExemplarSet(data, NULL, USET_ADD_CASE_MAPPINGS, ULOCDATA_ES_STANDARD, &status);

    if (U_SUCCESS(status))
        uset_addAll(home->letters, letters);
    uset_close(letters);
    ulocdata_close(data);
}

/* `tag` is "de", "pt-BR" or "und-TR". */
static void
add_language(Home *home, const char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    char locale[ULOC_FULLNAME_CAPACITY], likely[ULOC_FULLNAME_CAPACITY];
    char language[ULOC_LANG_CAPACITY];

    uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
    uloc_addLikelySubtags(locale, likely, sizeof likely, &status);
    uloc_getLanguage(likely, language, sizeof language, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || *language == '\0')
        return;
    add_encodings(home, language);
    add_letters(home, language);
}

static void
find_home(const CtSettings *settings, Home *home)
{
    g_autofree char *anybody = g_strconcat("und-", settings->business.country, NULL);
    char **languages = settings->business.languages;

    home->letters = uset_openEmpty();
    for (int i = 0; languages != NULL && languages[i] != NULL; i++)
        add_language(home, languages[i]);
    if (settings->business.country != NULL && *settings->business.country != '\0')
        add_language(home, anybody);
}

/* --- letters -------------------------------------------------------------------------- */

/* The words under an encoding, into an array of UChar that ends in zero. False: some of the bytes
 * are nothing in it. */
static bool
decode(const char *encoding, const char *words, size_t size, GArray *units)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ct_encoding_converter(encoding);
    int32_t length;

    if (converter == NULL)
        return false;
    g_array_set_size(units, (guint)size + 1);
    length = ucnv_toUChars(converter, (UChar *)(void *)units->data, (int32_t)size + 1, words,
                           (int32_t)size, &status);
    ucnv_close(converter);
    if (U_FAILURE(status))
        return false;
    g_array_set_size(units, (guint)length);
    return true;
}

/* Whether a letter can stand where it does: no capital behind a small letter, and none of another
 * script beside a Latin one. */
static bool
is_in_place(const UChar *units, int32_t at)
{
    bool latin = units[at] < 0x250;

    for (int32_t i = at; !latin && i > 0 && at - i < NEAR && units[i - 1] != ' '; i--)
        if (units[i - 1] < 0x80)
            return false;
    for (int32_t i = at + 1; !latin && i - at < NEAR && units[i] != ' ' && units[i] != 0; i++)
        if (units[i] < 0x80)
            return false;
    return at == 0 || !g_unichar_isupper(units[at]) || !g_unichar_islower(units[at - 1]);
}

/* Of 100 letters that are not ASCII, how many are of the home languages; -1: it cannot be this
 * encoding. */
static int
fit_of(const Home *home, const char *encoding, const char *words, size_t size)
{
    g_autoptr(GArray) array = g_array_new(TRUE, FALSE, sizeof(UChar));
    const UChar *units;
    int letters = 0, known = 0;

    if (!decode(encoding, words, size, array))
        return -1;
    units = (const UChar *)(const void *)array->data;
    for (int32_t i = 0; units[i] != 0; i++) {
        if (units[i] < 0x80)
            continue;
        letters++;
        known += uset_contains(home->letters, units[i]) && is_in_place(units, i);
    }
    return letters > 0 ? 100 * known / letters : -1;
}

const char *
ct_encoding_at_home(const CtSettings *settings, const char *words, size_t size, const char *guess)
{
    g_auto(Home) home = {0};
    const char *best = NULL;
    int most = FITTING - 1;

    find_home(settings, &home);
    for (int i = 0; i < home.count; i++) {
        int fit = fit_of(&home, home.encodings[i], words, size);

        if (fit <= most)
            continue;
        most = fit;
        best = home.encodings[i];
    }
    if (best == NULL || strcmp(best, FALLBACK) == 0 || fit_of(&home, guess, words, size) > most)
        return guess;
    return best;
}
