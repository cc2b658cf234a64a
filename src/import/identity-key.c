/* Names and addresses as keys, by which the same person is found under two ways of writing. A key
 * that is equal for two people only makes them twins that a person looks at; so it forgives much.
 */
#include "config.h"

#include "value-private.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define TEXT_MAX  1000 /* UTF-16 units of a name or an address that are looked at */
#define WORDS_MAX 40

/* --- words ---------------------------------------------------------------------------- */

static void *
open_latin(void *unused)
{
    UErrorCode status = U_ZERO_ERROR;
    static const UChar rules[] = u"Any-Latin; Latin-ASCII; Lower";

    return utrans_openU(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
}

/* What ICU makes of text in any script: slowly, but right. */
static char *
transliterate(const char *text)
{
    static GOnce made =
        G_ONCE_INIT; /* rules that the first call opens, and that stay as they are */
    UTransliterator *latin = g_once(&made, open_latin, NULL);
    UErrorCode status = U_ZERO_ERROR;
    UChar units[2 * TEXT_MAX];
    int32_t length, limit;

    u_strFromUTF8WithSub(units, TEXT_MAX, &length, text, -1, 0xFFFD, NULL, &status);
    if (latin == NULL || (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR))
        return g_utf8_casefold(text, -1);
    status = U_ZERO_ERROR;
    length = MIN(length, TEXT_MAX);
    limit = length;
    utrans_transUChars(latin, units, &length, G_N_ELEMENTS(units), 0, &limit, &status);
    return g_utf16_to_utf8(units, MIN(length, (int32_t)G_N_ELEMENTS(units)), NULL, NULL, NULL);
}

/* Letters of Europe that are no letter with an accent, and the marks that writers put for ' and -,
 * as ICU writes them. */
static const struct {
    gunichar letter;
    char latin[3];
} letters[] = {
    {0xdf, "ss"},  {0xe6, "ae"},  {0xf0, "d"},   {0xf8, "o"},  {0xfe, "th"},
    {0x111, "d"},  {0x127, "h"},  {0x131, "i"},  {0x142, "l"}, {0x153, "oe"},
    {0x2010, "-"}, {0x2013, "-"}, {0x2019, "'"}, {0xa0, " "},  {0xb4, "'"},
};

/* The Latin letters of one character; false: only ICU knows them. */
static bool
append_latin(GString *latin, gunichar character)
{
    gunichar c = g_unichar_tolower(character), base, accent;

    if (c >= 0x300 && c <= 0x36f) /* an accent on its own */
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
        if (letters[i].letter != c)
            continue;
        g_string_append(latin, letters[i].latin);
        return true;
    }
    if (c > 0x17f || !g_unichar_decompose(c, &base, &accent) || accent == 0 || base > 0x7f)
        return false;
    g_string_append_c(latin, (char)base);
    return true;
}

/* Lower case Latin letters, whatever the script: "Łukasz" -> "lukasz", "Straße" -> "strasse",
 * "Анна" -> "anna". */
static char *
to_latin(const char *text)
{
    GString *latin;

    if (g_str_is_ascii(text))
        return g_ascii_strdown(text, -1);
    latin = g_string_sized_new(64);
    while (*text != '\0') {
        gunichar c = g_utf8_get_char_validated(text, -1);

        if (c < 0x80)
            g_string_append_c(latin, g_ascii_tolower((char)c));
        else if (!append_latin(latin, c))
            break;
        text = g_utf8_find_next_char(text, NULL);
    }
    if (*text != '\0') {
        g_autofree char *rest = transliterate(text);

        g_string_append(latin, rest != NULL ? rest : "");
    }
    return g_string_free(latin, FALSE);
}

/* Letters and digits without apostrophes, which join: O'Brien is one word. */
typedef struct {
    char *text; /* the words, each ending in NUL */
    char *word[WORDS_MAX];
    int count;
} Words;

static void
words_clear(Words *words)
{
    g_free(words->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static bool
is_word_character(char c)
{
    return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

static void
split(const char *text, Words *words)
{
    char *to;
    bool inside = false;

    words->text = to_latin(text);
    words->count = 0;
    to = words->text;
    for (const char *p = words->text; p != NULL && *p != '\0'; p++) {
        if (*p == '\'' || *p == '`')
            continue;
        if (!is_word_character(*p)) {
            if (inside)
                *to++ = '\0';
            inside = false;
            continue;
        }
        if (!inside && words->count == WORDS_MAX)
            break;
        if (!inside)
            words->word[words->count++] = to;
        inside = true;
        *to++ = *p;
    }
    if (inside)
        *to = '\0';
}

/* --- two ways of writing one letter --------------------------------------------------- */

/* What may stand behind a letter that has lost its mark: "Mueller" for "Müller", "Aagaard" for
 * "Ågård", "Soerensen" for "Sørensen", "Djokovic" for "Đoković". */
static const struct {
    char letter;
    const char *behind;
} digraphs[] = {{'a', "ae"}, {'o', "e"}, {'u', "e"}, {'d', "j"}};

static bool
follows_vowel(const char *word, const char *end)
{
    return end > word && strchr("aeiouyq", end[-1]) != NULL;
}

/* Makes one word of the three that stand for a name with such a letter: "mueller", "müller" and
 * "muller" are all "muller". It makes "samul" of "samuel" on both sides, which harms nobody; behind
 * a vowel nothing is taken away, so that Bauer and Baur, Feuer and Feur remain two. A word of two
 * letters is left alone: one letter would be an initial. */
static void
unify(char *word)
{
    char *to = word;

    if (strlen(word) < 3)
        return;
    for (const char *from = word; *from != '\0';) {
        const char *behind = "";

        for (size_t i = 0; i < G_N_ELEMENTS(digraphs); i++)
            if (digraphs[i].letter == *from && !follows_vowel(word, to))
                behind = digraphs[i].behind;
        *to++ = *from++;
        from += strspn(from, behind);
    }
    *to = '\0';
}

static void
unify_all(Words *words)
{
    for (int i = 0; i < words->count; i++)
        unify(words->word[i]);
}

static int
compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *
join(const Words *words)
{
    GString *joined = g_string_sized_new(64);

    for (int i = 0; i < words->count; i++) {
        if (i > 0)
            g_string_append_c(joined, ' ');
        g_string_append(joined, words->word[i]);
    }
    return g_string_free(joined, FALSE);
}

static void
remove_word(Words *words, int at)
{
    memmove(&words->word[at], &words->word[at + 1],
            (size_t)(words->count - at - 1) * sizeof words->word[0]);
    words->count--;
}

/* --- names ---------------------------------------------------------------------------- */

static bool
is_title(const char *word)
{
    static const char *const titles[] = {
        "mr",   "mrs", "ms",     "miss",    "mx",    "dr",   "prof",     "professor", "sir",
        "dame", "rev", "herr",   "frau",    "herrn", "mag",  "ing",      "dipl",      "med",
        "sr",   "sra", "srta",   "dona",    "mme",   "mlle", "monsieur", "madame",    "jr",
        "phd",  "esq", "signor", "signora", "kgs",   "kdze", NULL};

    for (int i = 0; titles[i] != NULL; i++)
        if (*titles[i] == *word && strcmp(titles[i], word) == 0)
            return true;
    return false;
}

/* Removes titles, and single letters beside two other words, but never the last word. */
static void
remove_small(Words *words)
{
    int whole = 0;

    for (int i = words->count - 1; i >= 0; i--)
        if (words->count > 1 && is_title(words->word[i]))
            remove_word(words, i);
    for (int i = 0; i < words->count; i++)
        whole += words->word[i][1] != '\0';
    for (int i = words->count - 1; i >= 0; i--)
        if (whole >= 2 && words->word[i][1] == '\0')
            remove_word(words, i);
}

char *
ct_import_name_key(const char *first, const char *last, const char *full)
{
    g_auto(Words) words = {0};
    g_autofree char *both = NULL;

    if (first != NULL || last != NULL)
        both = g_strconcat(first != NULL ? first : "", " ", last != NULL ? last : "", NULL);
    else if (full != NULL)
        both = g_strdup(full);
    if (both == NULL)
        return NULL;
    split(both, &words);
    unify_all(&words);
    remove_small(&words);
    if (words.count == 0)
        return NULL;
    qsort(words.word, (size_t)words.count, sizeof words.word[0], compare_words);
    return join(&words);
}

/* --- addresses ------------------------------------------------------------------------ */

/* Words that are written out by one and cut short by another. */
static const struct {
    const char *word, *key;
} address_words[] = {
    {"street", "st"},       {"str", "st"},       {"strasse", "st"},    {"road", "rd"},
    {"avenue", "av"},       {"ave", "av"},       {"avenida", "av"},    {"avda", "av"},
    {"lane", "ln"},         {"drive", "dr"},     {"court", "ct"},      {"square", "sq"},
    {"place", "pl"},        {"platz", "pl"},     {"plaza", "pl"},      {"pza", "pl"},
    {"boulevard", "bd"},    {"blvd", "bd"},      {"apartment", "apt"}, {"flat", "apt"},
    {"appartement", "apt"}, {"calle", "c"},      {"rue", "r"},         {"terrace", "ter"},
    {"crescent", "cres"},   {"gardens", "gdns"}, {"close", "cl"},      {"north", "n"},
    {"south", "s"},         {"east", "e"},       {"west", "w"},        {"saint", "st"},
    {"sankt", "st"},        {"iela", ""},        {"nr", ""},           {"no", ""},
    {"number", ""},         {"numero", ""},      {"hausnr", ""},
};

/* "hauptstrasse" and "hauptstr" end in the same word. */
static const struct {
    const char *end, *key;
} address_ends[] = {{"strasse", "str"}, {"str", "str"}, {"platz", "pl"}, {"straat", "str"}};

/* What stands in a key for a word that people cut short; NULL: the word itself. */
static const char *
short_word(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(address_words); i++)
        if (*word == *address_words[i].word && strcmp(word, address_words[i].word) == 0)
            return address_words[i].key;
    return NULL;
}

static void
append_address_word(GString *key, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i < G_N_ELEMENTS(address_ends); i++) {
        size_t end = strlen(address_ends[i].end);

        if (length <= end || strcmp(word + length - end, address_ends[i].end) != 0)
            continue;
        g_string_append_len(key, word, (gssize)(length - end));
        g_string_append(key, address_ends[i].key);
        return;
    }
    g_string_append(key, word);
}

/* The only number of an address stands at its end: "12 High Street" and "High Street 12". */
static void
move_number(Words *words)
{
    char *number = words->word[0];

    for (int i = 1; i < words->count; i++)
        if (strpbrk(words->word[i], "0123456789") != NULL)
            return;
    if (!g_ascii_isdigit(*number))
        return;
    remove_word(words, 0);
    words->word[words->count++] = number;
}

/* "12 a" is "12a". */
static bool
continues_number(const Words *words, int i)
{
    return i > 0 && words->word[i][1] == '\0' && g_ascii_isalpha(*words->word[i]) &&
           strspn(words->word[i - 1], "0123456789") == strlen(words->word[i - 1]);
}

static char *
street_key(const char *street)
{
    g_auto(Words) words = {0};
    GString *key = g_string_sized_new(64);

    split(street, &words);
    if (words.count > 0)
        move_number(&words);
    for (int i = 0; i < words.count; i++) {
        const char *shortened = short_word(words.word[i]);

        unify(words.word[i]);
        if (shortened != NULL && *shortened == '\0')
            continue;
        if (key->len > 0 && !continues_number(&words, i))
            g_string_append_c(key, ' ');
        if (shortened != NULL)
            g_string_append(key, shortened);
        else
            append_address_word(key, words.word[i]);
    }
    return g_string_free(key, FALSE);
}

/* Without blanks; of an American ZIP code the five digits that everybody knows. */
static char *
postcode_key(const char *postcode)
{
    char *key = ct_import_fold(postcode);

    if (strlen(key) == 9 && strspn(key, "0123456789") == 9 && strchr(postcode, '-') != NULL)
        key[5] = '\0';
    return key;
}

static char *
city_key(const char *city)
{
    g_auto(Words) words = {0};

    split(city, &words);
    unify_all(&words);
    return join(&words);
}

char *
ct_import_address_key(const char *street, const char *postcode, const char *city,
                      const char *country)
{
    g_autofree char *of_street = street != NULL ? street_key(street) : NULL;
    g_autofree char *place = postcode != NULL ? postcode_key(postcode) : NULL;

    if (of_street == NULL || *of_street == '\0')
        return NULL;
    if ((place == NULL || *place == '\0') && city != NULL) {
        g_free(place);
        place = city_key(city);
    }
    if (place == NULL || *place == '\0')
        return NULL;
    return g_strconcat(of_street, "|", place, "|", country != NULL ? country : "", NULL);
}

/* Of two exports one may name the country, and the other not. */
void
ct_import_likenesses(const char *name_key, const char *address_key, int mmdd, int year,
                     GPtrArray *texts)
{
    if (name_key == NULL)
        return;
    if (address_key != NULL) {
        const char *country = strrchr(address_key, '|');

        size_t length = country != NULL ? (size_t)(country - address_key) : strlen(address_key);

        g_ptr_array_add(texts, g_strdup_printf("%s|%.*s", name_key, (int)length, address_key));
    }
    if (mmdd > 0)
        g_ptr_array_add(texts, g_strdup_printf("%s|%04d-%04d", name_key, year, mmdd));
}

/* --- households ----------------------------------------------------------------------- */

/* The family name of a full name: what stands before a comma, else the last word that is no title.
 */
static char *
family_name(const char *full)
{
    g_auto(Words) words = {0};
    const char *comma = strchr(full, ',');

    if (comma != NULL && comma > full) {
        g_autofree char *before = g_strndup(full, (gsize)(comma - full));

        return ct_import_name_key(NULL, before, NULL);
    }
    split(full, &words);
    unify_all(&words);
    remove_small(&words);
    return words.count > 1 ? g_strdup(words.word[words.count - 1]) : NULL;
}

char *
ct_import_household_key(const char *address_key, const char *last, const char *full)
{
    g_autofree char *name = NULL;

    if (address_key == NULL)
        return NULL;
    if (last != NULL)
        name = ct_import_name_key(NULL, last, NULL);
    else if (full != NULL)
        name = family_name(full);
    return name != NULL ? g_strconcat(address_key, "|", name, NULL) : NULL;
}
