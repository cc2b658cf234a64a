/* [rates]: what one unit of a foreign currency is worth in the currency of the business. The names
 * of the entries are not fixed: they are the codes of currencies. */
#include "config.h"

#include "settings-private.h"

#include <string.h>

#define DECIMALS       6
#define MILLION        1000000
#define MOST_UNITS     1000000000 /* of the business's currency for one foreign unit */
#define MOST_DIGITS    10         /* of them before the point: no number becomes too large */
#define WHAT_IS_WANTED "a number above 0 with at most 6 decimals, like 0.92"

/* "0.92" to 920000 millionths. */
static bool
parse_rate(const char *text, int64_t *millionths_out)
{
    size_t whole = strspn(text, "0123456789");
    size_t decimals = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    size_t length = text[whole] == '.' ? whole + 1 + decimals : whole;
    int64_t millionths;

    if (whole == 0 || whole > MOST_DIGITS || decimals > DECIMALS || text[length] != '\0' ||
        (text[whole] == '.' && decimals == 0))
        return false;
    millionths = g_ascii_strtoll(text, NULL, 10) * MILLION;
    for (size_t i = 0, unit = MILLION / 10; i < decimals; i++, unit /= 10)
        millionths += (text[whole + 1 + i] - '0') * (int64_t)unit;
    *millionths_out = millionths;
    return millionths > 0 && millionths <= (int64_t)MOST_UNITS * MILLION;
}

void
ct_read_rate(CtReading *reading, const CtEntry *entry)
{
    CtRate rate = {0};
    g_autofree char *hint = NULL;

    if (!ct_currency_is_code(entry->name)) {
        hint = ct_currency_hint(entry->name);
        ct_problems_add(reading->problems, entry->file, entry->line, entry->column,
                        "[rates] \"%s\" is not a currency code of ISO 4217%s", entry->name, hint);
    } else if (!parse_rate(entry->value, &rate.millionths)) {
        ct_problems_add_at(reading->problems, entry, 0, "[rates] %s: \"%s\" is not " WHAT_IS_WANTED,
                           entry->name, entry->value);
    } else {
        g_strlcpy(rate.currency, entry->name, sizeof rate.currency);
        g_array_append_val(reading->settings->rates, rate);
    }
}

void
ct_settings_check_rates(const CtSettings *settings, CtProblems *problems)
{
    for (guint i = 0; i < settings->rates->len; i++) {
        const CtRate *rate = &g_array_index(settings->rates, CtRate, i);

        if (strcmp(rate->currency, settings->business.currency) == 0 && rate->millionths != MILLION)
            ct_settings_complain(settings, "rates", rate->currency, problems,
                                 "this is the currency of the business, which is worth 1; name the "
                                 "others here");
    }
}
