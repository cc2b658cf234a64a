/* What a cell means: words and e-mail addresses. */
#include "config.h"

#include "value-private.h"

#include <string.h>
#include <unicode/uidna.h>

#define SHOWN       40  /* characters of a cell in a message */
#define SHOWN_BYTES 320 /* enough for them */

char *
ct_import_quote(const char *text)
{
    g_autofree char *start = g_utf8_make_valid(text, (gssize)strnlen(text, SHOWN_BYTES));
    g_autofree char *clean = ct_text_clean(start, false);
    g_autofree char *shown = g_utf8_substring(clean, 0, MIN(SHOWN, g_utf8_strlen(clean, -1)));

    return g_strdup_printf("\"%s%s\"", shown, strlen(shown) < strlen(clean) ? "…" : "");
}

/* True for printable ASCII and the letters of Europe with single blanks inside: cleaning would only
 * copy it. Nearly all cells are so, and a file has millions. */
static bool
is_clean(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    bool after_blank = true;

    for (; *p != '\0'; p++) {
        if (*p == ' ' && after_blank)
            return false;
        if (*p >= 0xc3 && *p <= 0xc5 && (p[1] & 0xc0) == 0x80) /* U+00C0 to U+017F */
            p++;
        else if (*p < ' ' || *p >= 0x7f)
            return false;
        after_blank = *p == ' ';
    }
    return !after_blank || *text == '\0';
}

char *
ct_import_clean(const char *text, bool keep_lines)
{
    return is_clean(text) ? g_strdup(text) : ct_text_clean(text, keep_lines);
}

/* The folded form of ASCII alone, of which most cells and headings are; `folded` has room for as
 * many bytes as `text`, and may be it. */
static void
fold_ascii(const char *text, char *folded)
{
    for (; *text != '\0'; text++)
        if (g_ascii_isalnum(*text))
            *folded++ = g_ascii_tolower(*text);
    *folded = '\0';
}

const char *
ct_import_fold_short(const char *text, char buffer[CT_IMPORT_SHORT])
{
    if (strlen(text) >= CT_IMPORT_SHORT || !g_str_is_ascii(text))
        return NULL;
    fold_ascii(text, buffer);
    return buffer;
}

char *
ct_import_fold(const char *text)
{
    g_autofree char *lower = NULL;
    g_autofree char *apart = NULL;
    GString *folded;

    if (g_str_is_ascii(text)) {
        lower = g_strdup(text);
        fold_ascii(lower, lower);
        return g_steal_pointer(&lower);
    }
    lower = g_utf8_casefold(text, -1);
    apart = g_utf8_normalize(lower, -1, G_NORMALIZE_ALL);
    folded = g_string_sized_new(32);
    for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_find_next_char(p, NULL)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalnum(c))
            g_string_append_unichar(folded, c);
    }
    return g_string_free(folded, FALSE);
}

/* "0000-00-00", "0/0/00": noughts with marks between them are what programs write for no day. */
static bool
is_no_day(const char *text)
{
    int marks = 0;

    for (const char *p = text; *p != '\0'; p++) {
        if (strchr("-/.", *p) != NULL)
            marks++;
        else if (strchr("0: ", *p) == NULL)
            return false;
    }
    return marks >= 2;
}

/* As g_strv_contains(), for many lists of which most words begin with another letter. */
static bool
is_in(const char *const *words, const char *word)
{
    for (int i = 0; words[i] != NULL; i++)
        if (*words[i] == *word && strcmp(words[i], word) == 0)
            return true;
    return false;
}

bool
ct_import_is_nothing(const char *text)
{
    static const char *const words[] = {
        "na",          "nil",           "none",         "null",       "unknown",      "undefined",
        "notset",      "nan",           "noanswer",     "neverasked", "notasked",     "pending",
        "nodata",      "keine",         "keiner",       "unbekannt",  "keineangabe",  "ka",
        "ninguno",     "nodado",        "aucun",        "aucune",     "inconnu",      "inconnue",
        "nezinams",    "nav",           "sindatos",     "ninguna",    "nonrenseigne", "desconocido",
        "notprovided", "notapplicable", "notavailable", NULL};
    char buffer[CT_IMPORT_SHORT];
    const char *word = ct_import_fold_short(text, buffer);
    g_autofree char *folded = NULL;

    if (*text == '0')
        return is_no_day(text);
    if (word != NULL)
        return *word == '\0' || is_in(words, word);
    if (strlen(text) >= CT_IMPORT_SHORT) /* longer than any of them */
        return false;
    folded = ct_import_fold(text);
    return *folded == '\0' || is_in(words, folded);
}

/* What somebody has decided, whatever the column is called, and plain yes and no. */
static const char *const decided_yes[] = {"subscribed", "granted", "optedin",  "optin",
                                          "consented",  "inscrit", "suscrito", NULL};
static const char *const decided_no[] = {
    "unsubscribed", "denied",        "optedout",  "optout",     "notsubscribed", "nonsubscribed",
    "withdrawn",    "revoked",       "refused",   "objected",   "declined",      "abgemeldet",
    "widerrufen",   "widersprochen", "abgelehnt", "desinscrit", "desabonne",     "dadodebaja",
    "baja",         "atteicies",     NULL};
static const char *const plain_yes[] = {
    "yes",    "y",    "true", "t",         "1",      "ja",      "j",       "si",         "s",
    "oui",    "o",    "x",    "opted",     "on",     "allowed", "erlaubt", "confirmed",  "accepted",
    "agreed", "wahr", "vrai", "verdadero", "active", "enabled", "erteilt", "zugestimmt", NULL};
static const char *const plain_no[] = {"no",     "n",    "false", "f",        "0",        "nein",
                                       "non",    "off",  "nao",   "nee",      "ne",       "never",
                                       "falsch", "faux", "falso", "disabled", "verboten", NULL};

/* Finds a folded word in one of two pairs of lists, each of which has a yes first. */
static bool
find_word(const char *word, const char *const *const lists[4], bool *yes_out)
{
    for (int i = 0; i < 4; i++) {
        if (!is_in(lists[i], word))
            continue;
        *yes_out = i % 2 == 0;
        return true;
    }
    return false;
}

static bool
find_answer(const char *text, const char *const *const lists[4], bool *yes_out)
{
    char buffer[CT_IMPORT_SHORT];
    const char *word = ct_import_fold_short(text, buffer);
    g_autofree char *folded = NULL;

    if (word != NULL)
        return find_word(word, lists, yes_out);
    folded = ct_import_fold(text);
    return find_word(folded, lists, yes_out);
}

/* Which day it is does not matter here, so that either order will do. */
static bool
is_day(const char *text)
{
    CtDay day;

    return ct_import_day(text, CT_DATES_DMY, &day) || ct_import_day(text, CT_DATES_MDY, &day);
}

bool
ct_import_answer(const char *text, bool *yes_out)
{
    static const char *const *const lists[] = {decided_yes, decided_no, plain_yes, plain_no};

    if (find_answer(text, lists, yes_out))
        return true;
    if (!is_day(text))
        return false;
    *yes_out = true;
    return true;
}

bool
ct_import_objection(const char *text, bool *may_out)
{
    static const char *const *const lists[] = {decided_yes, decided_no, plain_no, plain_yes};

    if (find_answer(text, lists, may_out))
        return true;
    if (!is_day(text))
        return false;
    *may_out = false;
    return true;
}

/* --- e-mail addresses ----------------------------------------------------------------- */

#define ADDRESS_MAX 254

/* The domain in the ASCII form of IDNA (UTS 46). NULL when it has none. */
static char *
ascii_domain(const char *domain)
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(
        UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    char ascii[ADDRESS_MAX + 1];
    int32_t length = uidna_nameToASCII_UTF8(idna, domain, -1, ascii, sizeof ascii, &info, &status);

    uidna_close(idna);
    if (U_FAILURE(status) || info.errors != 0 || length >= (int32_t)sizeof ascii)
        return NULL;
    return g_strndup(ascii, (gsize)length);
}

char *
ct_import_email(const char *text)
{
    const char *at = strrchr(text, '@');
    g_autofree char *domain = NULL;
    g_autofree char *address = NULL;

    if (at == NULL)
        return NULL;
    if (g_str_is_ascii(text))
        return ct_address_is_sendable(text) ? g_strdup(text) : NULL;
    domain = g_str_is_ascii(at) ? g_strdup(at + 1) : ascii_domain(at + 1);
    if (domain == NULL)
        return NULL;
    address = g_strdup_printf("%.*s@%s", (int)(at - text), text, domain);
    return ct_address_is_sendable(address) ? g_steal_pointer(&address) : NULL;
}

bool
ct_import_email_and_key(const char *text, char **email_out, char **key_out)
{
    char *address = ct_import_email(text);

    if (address == NULL)
        return false;
    *email_out = address;
    *key_out = g_ascii_strdown(address, -1);
    return true;
}

char *
ct_import_email_key(const char *text)
{
    g_autofree char *address = ct_import_email(text);

    return address != NULL ? g_ascii_strdown(address, -1) : NULL;
}
