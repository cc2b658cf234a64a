/* Amounts of money, as programs and people of many countries write them. */
#include "config.h"

#include "value-private.h"

#include <string.h>
#include <unicode/ucurr.h>

#define DIGITS_MAX   12 /* before the decimal sign */
#define DECIMALS_MAX 9  /* behind it */

/* An amount in its pieces. */
typedef struct {
    GString *text;     /* the number: digits, and between them dots, commas and ' for other marks */
    GString *currency; /* its letters */
    gunichar symbol;   /* 0: none */
    bool negative;
} Amount;

/* --- currencies ----------------------------------------------------------------------- */

/* What people write beside an amount; the code is "" where it could mean several currencies. */
static const struct {
    const char *letters; /* with the symbol behind them */
    char code[4];
} local_currencies[] = {
    {"$", ""},       {"US$", "USD"},  {"US", "USD"},    {"CA$", "CAD"},   {"C$", "CAD"},
    {"CA", "CAD"},   {"AU$", "AUD"},  {"A$", "AUD"},    {"AU", "AUD"},    {"NZ$", "NZD"},
    {"NZ", "NZD"},   {"HK$", "HKD"},  {"HK", "HKD"},    {"S$", "SGD"},    {"MX$", "MXN"},
    {"R$", "BRL"},   {"NT$", "TWD"},  {"€", "EUR"},     {"£", "GBP"},     {"¥", ""},
    {"₹", "INR"},    {"₽", "RUB"},  {"₺", "TRY"},     {"₴", "UAH"},     {"₪", "ILS"},
    {"₩", "KRW"},    {"₫", "VND"},    {"₱", "PHP"},     {"฿", "THB"},     {"₦", "NGN"},
    {"₸", "KZT"},    {"₾", "GEL"},  {"zł", "PLN"},    {"Kč", "CZK"},    {"Ft", "HUF"},
    {"lei", "RON"},  {"kr", ""},      {"kr.", ""},      {"Fr", "CHF"},    {"Fr.", "CHF"},
    {"SFr", "CHF"},  {"SFr.", "CHF"}, {"Rs", ""},       {"Rs.", ""},      {"R", "ZAR"},
    {"RM", "MYR"},   {"S/", "PEN"},   {"Lt", "LTL"},    {"Ls", "LVL"},    {"Euro", "EUR"},
    {"euro", "EUR"}, {"eiro", "EUR"}, {"euros", "EUR"}, {"Euros", "EUR"},
};

static bool
is_iso_code(const char *word)
{
    UChar code[4] = {0};
    UErrorCode status = U_ZERO_ERROR;

    if (strlen(word) != 3)
        return false;
    for (int i = 0; i < 3; i++) {
        if (!g_ascii_isalpha(word[i]))
            return false;
        code[i] = (UChar)g_ascii_toupper(word[i]);
    }
    return ucurr_isAvailable(code, U_DATE_MIN, U_DATE_MAX, &status) && U_SUCCESS(status);
}

/* False: what stands beside the number is no currency. */
static bool
find_currency(const Amount *amount, char code[4])
{
    char symbol[7] = {0};
    g_autofree char *both = NULL;

    *code = '\0';
    if (amount->symbol == 0 && amount->currency->len == 0)
        return true;
    if (is_iso_code(amount->currency->str)) {
        g_autofree char *upper = g_ascii_strup(amount->currency->str, -1);

        g_strlcpy(code, upper, 4);
        return true;
    }
    if (amount->symbol != 0)
        g_unichar_to_utf8(amount->symbol, symbol);
    both = g_strconcat(amount->currency->str, symbol, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(local_currencies); i++) {
        if (strcmp(local_currencies[i].letters, both) != 0)
            continue;
        g_strlcpy(code, local_currencies[i].code, 4);
        return true;
    }
    return amount->currency->len == 0; /* a sign that nobody here knows is one all the same */
}

/* --- taking apart --------------------------------------------------------------------- */

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
    else if (g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL)
        amount->symbol = c;
    else
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
    return amount->text->len > 0;
}

/* --- the number ----------------------------------------------------------------------- */

/* Where the decimals begin, or the end when there are none, by what the number itself tells. With a
 * dot and a comma the later one is the decimal sign; one that comes twice is none. Three digits
 * behind a single comma are thousands; behind a single dot they could be either, which is nothing
 * to guess: NULL. */
static const char *
guess_decimals(const char *number)
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

/* The same when the decimal sign is known. */
static const char *
find_decimals(const char *number, CtDecimal decimal)
{
    const char *mark;

    if (decimal == CT_DECIMAL_UNKNOWN)
        return guess_decimals(number);
    mark = strchr(number, decimal == CT_DECIMAL_COMMA ? ',' : '.');
    return mark != NULL ? mark : number + strlen(number);
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

/* Cents from the digits behind the decimal sign, rounded half up. */
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

static bool
read_number(const Amount *amount, CtDecimal decimal, int64_t *cents_out)
{
    const char *number = amount->text->str;
    const char *decimals = find_decimals(number, decimal);
    int64_t whole;
    int cents = 0;

    if (decimals == NULL || !read_whole(number, decimals, &whole) ||
        (*decimals != '\0' && !read_cents(decimals + 1, &cents)))
        return false;
    *cents_out = (whole * 100 + cents) * (amount->negative ? -1 : 1);
    return true;
}

/* Most amounts are written by programs: -12.50. Digits, and behind `mark` one or two more. */
static bool
read_plain(const char *text, char mark, int64_t *cents_out)
{
    bool negative = *text == '-';
    const char *p = text + negative, *start = p;
    int64_t cents = 0;

    for (; g_ascii_isdigit(*p); p++)
        cents = p - start < DIGITS_MAX ? cents * 10 + (*p - '0') : 0;
    if (p == start || p - start > DIGITS_MAX)
        return false;
    cents *= 100;
    if (*p == mark && g_ascii_isdigit(p[1])) {
        cents += (int64_t)10 * (p[1] - '0');
        p += 2;
        if (g_ascii_isdigit(*p))
            cents += *p++ - '0';
    }
    if (*p != '\0')
        return false;
    *cents_out = negative ? -cents : cents;
    return true;
}

bool
ct_import_money_in(const char *text, CtDecimal decimal, int64_t *cents_out, char currency_out[4])
{
    g_autoptr(GString) number = NULL;
    g_autoptr(GString) letters = NULL;
    Amount amount;
    char currency[4];
    int64_t cents;

    if (read_plain(text, decimal == CT_DECIMAL_COMMA ? ',' : '.', cents_out)) {
        *currency_out = '\0';
        return true;
    }
    number = g_string_new(NULL);
    letters = g_string_new(NULL);
    amount = (Amount){.text = number, .currency = letters};
    if (!g_utf8_validate(text, -1, NULL) || !take_apart(text, &amount) ||
        !find_currency(&amount, currency) || !read_number(&amount, decimal, &cents))
        return false;
    *cents_out = cents;
    memcpy(currency_out, currency, sizeof currency);
    return true;
}

bool
ct_import_money(const char *text, CtDecimal decimal, int64_t *cents_out)
{
    char currency[4];

    return ct_import_money_in(text, decimal, cents_out, currency);
}

/* --- what it tells of others ---------------------------------------------------------- */

static CtMoneyHint
hint_of(const char *number)
{
    const char *dot = strrchr(number, '.'), *comma = strrchr(number, ',');
    const char *last = MAX(dot, comma);
    const char *decimals = guess_decimals(number);

    if (last == NULL || last[1] == '\0')
        return CT_MONEY_NONE;
    if (decimals == NULL)
        return dot != NULL && comma != NULL ? CT_MONEY_NONE : CT_MONEY_EITHER;
    if (*decimals != '\0')
        return *decimals == '.' ? CT_MONEY_POINT : CT_MONEY_COMMA;
    if (memchr(number, *last, (size_t)(last - number)) == NULL)
        return CT_MONEY_NONE; /* 1,234 */
    return *last == '.' ? CT_MONEY_COMMA : CT_MONEY_POINT;
}

CtMoneyHint
ct_import_money_hint(const char *text)
{
    g_autoptr(GString) number = NULL;
    g_autoptr(GString) letters = NULL;
    Amount amount;
    CtMoneyHint tells;
    char currency[4];
    int64_t cents;

    if (read_plain(text, '.', &cents))
        return strchr(text, '.') != NULL ? CT_MONEY_POINT : CT_MONEY_NONE;
    number = g_string_new(NULL);
    letters = g_string_new(NULL);
    amount = (Amount){.text = number, .currency = letters};
    if (!g_utf8_validate(text, -1, NULL) || !take_apart(text, &amount) ||
        !find_currency(&amount, currency))
        return CT_MONEY_NONE;
    tells = hint_of(number->str);
    if (tells == CT_MONEY_EITHER || tells == CT_MONEY_NONE)
        return tells;
    return read_number(&amount, CT_DECIMAL_UNKNOWN, &cents) ? tells : CT_MONEY_NONE;
}
