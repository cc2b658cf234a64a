/* What a cell means: words, e-mail addresses, amounts of money. */
#include "config.h"

#include "value-private.h"

#include <string.h>
#include <unicode/ucurr.h>
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

char *
ct_import_fold(const char *text)
{
    g_autofree char *lower = g_utf8_casefold(text, -1);
    g_autofree char *apart = g_utf8_normalize(lower, -1, G_NORMALIZE_ALL);
    GString *folded = g_string_sized_new(32);

    for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_find_next_char(p, NULL)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalnum(c))
            g_string_append_unichar(folded, c);
    }
    return g_string_free(folded, FALSE);
}

/* What somebody has decided, whatever the column is called, and plain yes and no. */
static const char *const decided_yes[] = {"subscribed", "granted", "optedin", "optin", NULL};
static const char *const decided_no[] = {"unsubscribed", "denied",        "optedout",
                                         "optout",       "notsubscribed", NULL};
static const char *const plain_yes[] = {"yes", "y",   "true", "t", "1",     "ja", "j", "si",
                                        "s",   "oui", "o",    "x", "opted", "on", NULL};
static const char *const plain_no[] = {"no",  "n",   "false", "f",   "0", "nein",
                                       "non", "off", "nao",   "nee", NULL};

/* Finds the word in one of two pairs of lists, each of which has a yes first. */
static bool
find_answer(const char *text, const char *const *const lists[4], bool *yes_out)
{
    g_autofree char *word = ct_import_fold(text);

    for (int i = 0; i < 4; i++) {
        if (!g_strv_contains(lists[i], word))
            continue;
        *yes_out = i % 2 == 0;
        return true;
    }
    return false;
}

bool
ct_import_answer(const char *text, bool *yes_out)
{
    static const char *const *const lists[] = {decided_yes, decided_no, plain_yes, plain_no};

    return find_answer(text, lists, yes_out);
}

bool
ct_import_objection(const char *text, bool *may_out)
{
    static const char *const *const lists[] = {decided_yes, decided_no, plain_no, plain_yes};

    return find_answer(text, lists, may_out);
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
    domain = g_str_is_ascii(at) ? g_strdup(at + 1) : ascii_domain(at + 1);
    if (domain == NULL)
        return NULL;
    address = g_strdup_printf("%.*s@%s", (int)(at - text), text, domain);
    return ct_address_is_sendable(address) ? g_steal_pointer(&address) : NULL;
}

char *
ct_import_email_key(const char *text)
{
    g_autofree char *address = ct_import_email(text);

    return address != NULL ? g_ascii_strdown(address, -1) : NULL;
}

/* --- money ---------------------------------------------------------------------------- */

#define DIGITS_MAX   12 /* before the decimal point */
#define DECIMALS_MAX 9  /* behind it */

/* An amount in its pieces. */
typedef struct {
    GString *text; /* the number: digits, and between them dots, commas and ' for other marks */
    GString *currency;
    bool negative;
} Amount;

static bool
is_currency_word(const char *word)
{
    static const char *const local[] = {"kr",  "kr.",  "zł", "Kč",  "Ft", "lei", "Fr", "Fr.",
                                        "SFr", "SFr.", "Rs", "Rs.", "R",  "RM",  "S/", "Lt",
                                        "Ls",  "US",   "CA", "AU",  "NZ", "HK",  NULL};
    UChar code[4] = {0};
    UErrorCode status = U_ZERO_ERROR;

    if (g_strv_contains(local, word))
        return true;
    if (strlen(word) != 3 || !g_str_is_ascii(word))
        return false;
    for (int i = 0; i < 3; i++)
        code[i] = (UChar)g_ascii_toupper(word[i]);
    return ucurr_isAvailable(code, U_DATE_MIN, U_DATE_MAX, &status) && U_SUCCESS(status);
}

/* Blanks of all widths and apostrophes stand between groups of digits. */
static bool
is_group_mark(gunichar c)
{
    return g_unichar_isspace(c) || c == '\'' || c == 0x2019;
}

static bool
ends_in_mark(const GString *text)
{
    return text->len > 0 && !g_ascii_isdigit(text->str[text->len - 1]);
}

/* Takes a character that is no part of the number: a sign, or some of the currency. */
static bool
take_sign(gunichar c, Amount *amount)
{
    bool is_minus = c == '-' || c == 0x2212 || c == 0x2013;

    if (is_minus && ends_in_mark(amount->text)) /* "12,-" is no sign but two noughts */
        return true;
    if (is_minus || c == '(') {
        bool first = !amount->negative;

        amount->negative = true;
        return first;
    }
    if (c == ')')
        return amount->negative;
    if (c == '+')
        return amount->text->len == 0;
    if (g_unichar_isalpha(c) || c == '/' || c == '.')
        g_string_append_unichar(amount->currency, c);
    else if (g_unichar_type(c) != G_UNICODE_CURRENCY_SYMBOL)
        return false;
    return true;
}

/* Sorts the characters of an amount: sign, currency and number, each in one piece. */
static bool
take_apart(const char *text, Amount *amount)
{
    bool ended = false;

    for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char(p, NULL)) {
        gunichar c = g_utf8_get_char(p);
        bool inside = amount->text->len > 0 && !ended;

        if (g_ascii_isdigit(*p) && ended)
            return false;
        if (g_ascii_isdigit(*p) || (inside && (*p == '.' || *p == ','))) {
            g_string_append_c(amount->text, *p);
        } else if (is_group_mark(c)) {
            if (inside && !ends_in_mark(amount->text))
                g_string_append_c(amount->text, '\'');
        } else {
            if (inside && g_str_has_suffix(amount->text->str, "'"))
                g_string_truncate(amount->text, amount->text->len - 1);
            if (!take_sign(c, amount))
                return false;
            ended = amount->text->len > 0;
        }
    }
    if (g_str_has_suffix(amount->text->str, "'"))
        g_string_truncate(amount->text, amount->text->len - 1);
    return amount->text->len > 0 &&
           (amount->currency->len == 0 || is_currency_word(amount->currency->str));
}

/* Where the decimals begin in a number, or its end when there are none. With a dot and a comma the
 * later one is the decimal mark; one that comes twice is none. Three digits behind a single comma
 * are thousands; behind a single dot they could be either, which is nothing to guess: NULL. */
static const char *
find_decimals(const char *number)
{
    const char *end = number + strlen(number);
    const char *dot = strrchr(number, '.'), *comma = strrchr(number, ',');
    const char *last = MAX(dot, comma);
    size_t before = last != NULL ? (size_t)(last - number) : 0;

    if (last == NULL)
        return end;
    if (memchr(number, *last, before) != NULL)
        return dot == NULL || comma == NULL ? end : NULL;
    if ((dot != NULL && comma != NULL) || end - last != 4 || before > 3 || *number == '0')
        return last;
    return *last == ',' ? end : NULL;
}

/* The digits before `decimals`; behind the first mark they stand in groups of three. */
static bool
read_whole(const char *number, const char *decimals, int64_t *whole_out)
{
    int64_t whole = 0;
    int digits = 0, group = 0;
    bool grouped = false;

    for (const char *p = number; p < decimals; p++) {
        if (!g_ascii_isdigit(*p)) {
            if (group == 0 || group > 3 || (grouped && group != 3))
                return false;
            grouped = true;
            group = 0;
            continue;
        }
        if (++digits > DIGITS_MAX)
            return false;
        whole = whole * 10 + (*p - '0');
        group++;
    }
    *whole_out = whole;
    return digits > 0 && (!grouped || group == 3);
}

/* Cents from the digits behind the decimal point, rounded half up. */
static bool
read_cents(const char *decimals, int *cents_out)
{
    size_t count = strlen(decimals);

    if (count > DECIMALS_MAX || strspn(decimals, "0123456789") != count)
        return false;
    *cents_out = (count > 0 ? (decimals[0] - '0') * 10 : 0) + (count > 1 ? decimals[1] - '0' : 0) +
                 (count > 2 && decimals[2] >= '5');
    return true;
}

bool
ct_import_money(const char *text, int64_t *cents_out)
{
    g_autoptr(GString) number = g_string_new(NULL);
    g_autoptr(GString) currency = g_string_new(NULL);
    Amount amount = {.text = number, .currency = currency};
    const char *decimals;
    int64_t whole;
    int cents = 0;

    if (!g_utf8_validate(text, -1, NULL) || !take_apart(text, &amount))
        return false;
    decimals = find_decimals(number->str);
    if (decimals == NULL || !read_whole(number->str, decimals, &whole) ||
        (*decimals != '\0' && !read_cents(decimals + 1, &cents)))
        return false;
    *cents_out = (whole * 100 + cents) * (amount.negative ? -1 : 1);
    return true;
}
