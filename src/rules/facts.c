/* The one table of facts: the words of conditions and templates, and what each means in SQL. Only
 * the SQL that every engine understands alike: no dates, no scalar min and max, no booleans. Every
 * expression stands safely inside a larger one. */
#include "config.h"

#include "courtesy/rules.h"

#include <string.h>

#define NEVER               G_STRINGIFY(CT_DAYS_NEVER)
#define SINCE(day)          "coalesce(:today - " day ", " NEVER ")"
#define YES_WHEN(condition) "CASE WHEN " condition " THEN 1 ELSE 0 END"

#define SUPPRESSED(channel, hash)                                                                  \
    "EXISTS (SELECT 1 FROM suppression s WHERE s.channel = '" channel "' AND s.hash = " hash ")"
#define ADDRESS_IS_DEAD(channel, hash)                                                             \
    "EXISTS (SELECT 1 FROM address_status a WHERE a.channel = '" channel "' AND a.hash = " hash    \
    " AND a.status <> 'good')"
/* An address that can be used, which nobody asked to be spared, and the last answer. */
#define PERMITTED(known, channel, hash, unasked)                                                   \
    YES_WHEN(known " AND NOT " SUPPRESSED(channel, hash) " AND NOT " ADDRESS_IS_DEAD(              \
        channel, hash) " AND " LAST_ANSWER(channel, unasked) " = 1")
/* The last answer about marketing on a channel; `unasked` when there is none. */
#define LAST_ANSWER(channel, unasked)                                                              \
    "coalesce((SELECT k.answer FROM consent k WHERE k.customer_id = c.id AND k.channel = "         \
    "'" channel "' AND k.purpose IN ('marketing', 'any') ORDER BY k.id DESC LIMIT 1), " unasked    \
    ")"

/* Born on 29 February: a year older on the day that the policy celebrates. */
#define AGE                                                                                        \
    "(SELECT d.year - c.birth_year - CASE WHEN d.mmdd >= c.birth_mmdd OR EXISTS"                   \
    " (SELECT 1 FROM calendar_birthday b WHERE b.day = d.day AND b.mmdd = c.birth_mmdd)"           \
    " THEN 0 ELSE 1 END FROM calendar d WHERE d.day = :today AND c.birth_doubt IS NULL)"

/* The key of whoever looks after the customer; before that is settled, what the import named. */
#define MANAGER                                                                                    \
    "coalesce((SELECT g.manager FROM assignment g WHERE g.customer_id = c.id),"                    \
    " (SELECT m.key FROM manager m WHERE c.manager <> '' AND (lower(m.key) = lower(c.manager)"     \
    " OR lower(m.name) = lower(c.manager) OR lower(m.mail) = lower(c.manager))"                    \
    " ORDER BY m.place LIMIT 1))"

#define TIER                                                                                       \
    "CASE WHEN f.spent_12_months >= :top_cents AND f.spent_12_months > 0 THEN 'top'"               \
    " WHEN f.orders_total > 0 THEN 'customer' ELSE 'prospect' END"

/* The dearest line of the customer's latest valid purchase. */
#define OF_LAST_PURCHASE(column)                                                                   \
    "(SELECT i." column " FROM purchase p JOIN purchase_item i ON i.purchase_id = p.id"            \
    " WHERE p.customer_id = c.id AND p.status = 'valid' AND p.cents > 0 AND p.day <= :today"       \
    " ORDER BY p.day DESC, p.id DESC, i.cents DESC, i.line LIMIT 1)"

/* The category of the dearest line of the visit that has one. */
#define CATEGORY_OF_VISIT                                                                          \
    "(SELECT i.category FROM purchase p JOIN purchase_item i ON i.purchase_id = p.id"              \
    " WHERE p.customer_id = v.customer_id AND p.status = 'valid'"                                  \
    " AND p.day BETWEEN v.first_day AND v.last_day AND i.category IS NOT NULL"                     \
    " ORDER BY i.cents DESC, p.id, i.line LIMIT 1)"

/* When the last thing of the visit that needed it was installed. */
#define INSTALLED_OF_VISIT                                                                         \
    "(SELECT p.installed_day FROM purchase p WHERE p.customer_id = v.customer_id"                  \
    " AND p.status = 'valid' AND p.day BETWEEN v.first_day AND v.last_day"                         \
    " AND p.installed_day <= :today ORDER BY p.installed_day DESC LIMIT 1)"

/* Talks of the last 365 days that somebody gave a mood to. */
#define MEAN_MOOD                                                                                  \
    "(SELECT sum(m.mood) * 1.0 / count(m.mood) FROM contact m WHERE m.customer_id = c.id"          \
    " AND m.day > :today - 365 AND m.day <= :today)"

/* Four times the days by the days of four years: right for every year, leap or not, and for those
 * who first bought on 29 February. */
#define YEARS_SINCE_FIRST "(((w.anchor - f.first_day) * 4 + 8) / 1461)"

#define CUSTOMER(type) CT_TYPE_##type, CT_SCOPE_CUSTOMER
#define PURCHASE(type) CT_TYPE_##type, CT_SCOPE_PURCHASE
#define CASE(type)     CT_TYPE_##type, CT_SCOPE_CASE
#define YEARS(type)    CT_TYPE_##type, CT_SCOPE_ANNIVERSARY

/* clang-format off: a table reads best as one */
static const CtFact facts[] = {
    {"id", CUSTOMER(TEXT), "", "the number or key of the customer in the imported file", "c.ref"},
    {"name", CUSTOMER(TEXT), "", "the whole name", "c.name"},
    {"first_name", CUSTOMER(TEXT), "", "the first name", "c.first_name"},
    {"company", CUSTOMER(TEXT), "", "the company", "c.company"},
    {"city", CUSTOMER(TEXT), "", "the city of the postal address", "c.city"},
    {"postcode", CUSTOMER(TEXT), "", "the postcode of the postal address", "c.postcode"},
    {"country", CUSTOMER(TEXT), "",
     "the country as two letters, such as 'GB'; unknown means the"
     " country of the business",
     "c.country"},
    {"language", CUSTOMER(TEXT), "",
     "the language, such as 'de'; unknown means the first language"
     " of the business",
     "c.language"},
    {"email_ok", CUSTOMER(YESNO), "",
     "whether marketing mail is permitted: an address that works,"
     " and a recorded yes",
     PERMITTED("c.email IS NOT NULL", "mail", "c.email_hash", "0")},
    {"call_ok", CUSTOMER(YESNO), "",
     "whether calls are permitted: a number that works, and no"
     " recorded no",
     PERMITTED("c.phone IS NOT NULL", "call", "c.phone_hash", "1")},
    {"post_ok", CUSTOMER(YESNO), "",
     "whether post is permitted: street and city known, nothing"
     " came back, and no recorded no",
     PERMITTED("c.street IS NOT NULL AND c.city IS NOT NULL", "card", "c.address_hash", "1")},
    {"joined_days", CUSTOMER(DAYS), "days", "days since the customer joined",
     SINCE("c.joined_day")},
    {"birthday_known", CUSTOMER(YESNO), "", "whether the birthday is known",
     YES_WHEN("c.birth_mmdd IS NOT NULL AND c.birth_doubt IS NULL")},
    {"age", CUSTOMER(NUMBER), "years", "age today; unknown without a year of birth", AGE},
    {"manager", CUSTOMER(TEXT), "", "the key of the manager who looks after the customer", MANAGER},
    {"tier", CUSTOMER(TEXT), "",
     "'top' (among those who spent most in the last 12 months),"
     " 'customer' or 'prospect' (never bought)",
     TIER},
    {"tags", CUSTOMER(TEXT), "", "the tags of the imported file", "c.tags"},
    {"role", CUSTOMER(TEXT), "", "the role in the company, such as 'buyer'", "c.role"},
    {"referrals", CUSTOMER(NUMBER), "customers", "customers who came because this one sent them",
     "(SELECT count(*) FROM referral r WHERE r.customer_id = c.id AND r.day <= :today)"},

    {"orders_total", CUSTOMER(NUMBER), "purchases", "purchases ever", "f.orders_total"},
    {"orders_12_months", CUSTOMER(NUMBER), "purchases", "purchases of the last 365 days",
     "f.orders_12_months"},
    {"spent_total", CUSTOMER(MONEY), "", "money spent ever, net of refunds", "f.spent_total"},
    {"spent_12_months", CUSTOMER(MONEY), "", "money spent in the last 365 days, net of refunds",
     "f.spent_12_months"},
    {"average_order", CUSTOMER(MONEY), "",
     "money spent ever, divided by purchases; 0 before the"
     " first",
     "coalesce(f.spent_total / nullif(f.orders_total, 0), 0)"},
    {"first_purchase_days", CUSTOMER(DAYS), "days", "days since the first purchase",
     SINCE("f.first_day")},
    {"days_since_purchase", CUSTOMER(DAYS), "days", "days since the last purchase",
     SINCE("f.last_day")},
    {"usual_gap_days", CUSTOMER(DAYS), "days",
     "the usual number of days between two purchases;"
     " may have decimals",
     "f.gap_days"},
    {"expected_in_days", CUSTOMER(DAYS), "days",
     "days until the next purchase is expected, below 0"
     " when overdue; may have decimals",
     "(f.last_day + f.gap_days - :today)"},
    {"last_item", CUSTOMER(TEXT), "", "the dearest item of the last purchase",
     OF_LAST_PURCHASE("name")},
    {"last_category", CUSTOMER(TEXT), "", "the category of the dearest item of the last purchase",
     OF_LAST_PURCHASE("category")},

    {"days_since_contact", CUSTOMER(DAYS), "days", "days since any contact, a purchase included",
     SINCE("f.last_contact")},
    {"days_since_call", CUSTOMER(DAYS), "days", "days since the last call", SINCE("f.last_call")},
    {"days_since_mail", CUSTOMER(DAYS), "days", "days since the last e-mail", SINCE("f.last_mail")},
    {"days_since_card", CUSTOMER(DAYS), "days", "days since the last card", SINCE("f.last_card")},
    {"contacts_30_days", CUSTOMER(NUMBER), "contacts", "contacts of the last 30 days",
     "f.contacts_30_days"},
    {"contacts_12_months", CUSTOMER(NUMBER), "contacts", "contacts of the last 365 days",
     "f.contacts_12_months"},

    {"open_cases", CUSTOMER(NUMBER), "cases", "complaints and other cases that are open",
     "f.open_cases"},
    {"days_since_complaint", CUSTOMER(DAYS), "days", "days since the last complaint was opened",
     SINCE("f.last_complaint")},
    {"last_mood", CUSTOMER(NUMBER), "",
     "the mood of the last talk, 1 (angry) to 5 (delighted);"
     " unknown before the first",
     "f.last_mood"},
    {"satisfaction", CUSTOMER(NUMBER), "",
     "the mean mood of the talks of the last 365 days, 1 to 5; may have decimals; unknown"
     " without one",
     MEAN_MOOD},
    {"bounced", CUSTOMER(YESNO), "",
     "whether mail to the address came back or the address is wrong",
     YES_WHEN(ADDRESS_IS_DEAD("mail", "c.email_hash"))},

    {"purchase_total", PURCHASE(MONEY), "", "the total of this purchase", "v.cents"},
    {"purchase_is_first", PURCHASE(YESNO), "", "whether this purchase is the first ever",
     YES_WHEN("v.number = 1")},
    {"purchase_category", PURCHASE(TEXT), "", "the category of the dearest item of this purchase",
     CATEGORY_OF_VISIT},
    {"installed_days", PURCHASE(DAYS), "days", "days since this purchase was installed",
     SINCE(INSTALLED_OF_VISIT)},
    {"case_kind", CASE(TEXT), "", "the kind of this complaint, as in the imported file", "k.kind"},
    {"case_age_days", CASE(DAYS), "days",
     "days that this complaint is open, or was until it was"
     " closed",
     "(least(k.closed_day, :today) - k.opened_day)"},
    {"anniversary_years", YEARS(NUMBER), "years",
     "years since the first purchase, on this"
     " anniversary",
     YEARS_SINCE_FIRST},
};
/* clang-format on */

const CtFact *
ct_facts(size_t *count_out)
{
    *count_out = G_N_ELEMENTS(facts);
    return facts;
}

const CtFact *
ct_fact_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(facts); i++)
        if (strcmp(facts[i].name, name) == 0)
            return &facts[i];
    return NULL;
}

const char *
ct_type_word(CtType type)
{
    switch (type) {
    case CT_TYPE_NUMBER:
        return "number";
    case CT_TYPE_DAYS:
        return "days";
    case CT_TYPE_MONEY:
        return "money";
    case CT_TYPE_TEXT:
        return "text";
    case CT_TYPE_YESNO:
        return "yes/no";
    }
    g_assert_not_reached();
}
