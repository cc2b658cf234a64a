/* The programs whose exports are known, each by the names of columns that only it writes. */
#include "config.h"

#include "mapping-private.h"

#include <string.h>

const CtSourceTraits ct_source_traits[CT_SOURCE_COUNT] = {
    [CT_SOURCE_SPREADSHEET] = {.name = "a spreadsheet", .needs = ""},
    [CT_SOURCE_SHOPIFY_CUSTOMERS] = {.name = "a Shopify customer export",
                                     .kind = CT_IMPORT_CUSTOMERS,
                                     .needs = "firstname email totalspent taxexempt"},
    [CT_SOURCE_SHOPIFY_ORDERS] = {.name = "a Shopify order export",
                                  .kind = CT_IMPORT_PURCHASES,
                                  .needs = "name financialstatus lineitemname createdat"},
    [CT_SOURCE_WOOCOMMERCE_CUSTOMERS] = {.name = "a WooCommerce customer export",
                                         .kind = CT_IMPORT_CUSTOMERS,
                                         .needs = "username lastactive totalspend aov"},
    [CT_SOURCE_WOOCOMMERCE_ORDERS] =
        {.name = "a WooCommerce Analytics order export",
         .kind = CT_IMPORT_PURCHASES,
         .needs = "order customertype itemssold netsales",
         .refusal = "the orders that WooCommerce Analytics writes name their customers by neither "
                    "e-mail nor number; please export them with an order export plugin that writes "
                    "customer_email"},
    [CT_SOURCE_ORDER_EXPORT] = {.name = "a WooCommerce order export",
                                .kind = CT_IMPORT_PURCHASES,
                                .needs = "ordernumber|orderid orderdate status|orderstatus "
                                         "customeremail|billingemail|emailbilling "
                                         "ordertotal|ordertotalamount paymentmethod|"
                                         "paymentmethodtitle|customernote|billingfirstname"},
    [CT_SOURCE_SQUARE] = {.name = "a Square customer export",
                          .kind = CT_IMPORT_CUSTOMERS,
                          .needs = "squarecustomerid"},
    [CT_SOURCE_STRIPE] = {.name = "a Stripe customer export",
                          .kind = CT_IMPORT_CUSTOMERS,
                          .needs = "id email createdutc delinquent"},
    [CT_SOURCE_MAILCHIMP_CLEANED] = {.name = "a Mailchimp list of cleaned addresses",
                                     .kind = CT_IMPORT_CUSTOMERS,
                                     .needs = "emailaddress|email memberrating cleantime",
                                     .blanks = true},
    [CT_SOURCE_MAILCHIMP_UNSUBSCRIBED] = {.name = "a Mailchimp list of people who unsubscribed",
                                          .kind = CT_IMPORT_CUSTOMERS,
                                          .needs = "emailaddress|email memberrating unsubtime",
                                          .blanks = true},
    [CT_SOURCE_MAILCHIMP_SUBSCRIBED] = {.name = "a Mailchimp list of subscribers",
                                        .kind = CT_IMPORT_CUSTOMERS,
                                        .needs = "emailaddress|email memberrating confirmtime",
                                        .blanks = true},
    [CT_SOURCE_ZOHO] = {.name = "a Zoho contact export",
                        .kind = CT_IMPORT_CUSTOMERS,
                        .needs = "emailoptout lastname mailingstreet|accountname|contactowner"},
    [CT_SOURCE_HUBSPOT] = {.name = "a HubSpot contact export",
                           .kind = CT_IMPORT_CUSTOMERS,
                           .needs = "recordid email "
                                    "leadstatus|lifecyclestage|associatedcompany|contactowner"},
    [CT_SOURCE_GOOGLE] = {.name = "a Google Contacts export",
                          .kind = CT_IMPORT_CUSTOMERS,
                          .needs = "givenname|fileas email1value|phone1value",
                          .joins = true},
    [CT_SOURCE_OUTLOOK] = {.name = "an Outlook contact export",
                           .kind = CT_IMPORT_CUSTOMERS,
                           .needs = "firstname|vorname lastname|nachname emailaddress|emailadresse "
                                    "homestreet|businessstreet|strasseprivat|strassegeschaftlich"},
    [CT_SOURCE_THUNDERBIRD] = {.name = "a Thunderbird address book",
                               .kind = CT_IMPORT_CUSTOMERS,
                               .needs = "displayname primaryemail screenname"},
    [CT_SOURCE_QUICKBOOKS_DESKTOP] = {.name = "a QuickBooks Desktop customer list",
                                      .kind = CT_IMPORT_CUSTOMERS,
                                      .needs = "name"},
    [CT_SOURCE_QUICKBOOKS_ONLINE] = {.name = "a QuickBooks Online customer list",
                                     .kind = CT_IMPORT_CUSTOMERS,
                                     .needs = "fullname openingbalance resalenumber"},
    [CT_SOURCE_VCARD] = {.name = "a vCard file",
                         .kind = CT_IMPORT_CUSTOMERS,
                         .needs = "",
                         .joins = true},
};

/* True when one of "a|b" is there. */
static bool
has_one(const char *alternatives, GHashTable *names)
{
    g_auto(GStrv) names_of_one = g_strsplit(alternatives, "|", -1);

    for (int i = 0; names_of_one[i] != NULL; i++)
        if (g_hash_table_contains(names, names_of_one[i]))
            return true;
    return false;
}

static bool
is_source(CtSource source, GHashTable *names)
{
    g_auto(GStrv) needs = g_strsplit(ct_source_traits[source].needs, " ", -1);

    for (int i = 0; needs[i] != NULL; i++)
        if (!has_one(needs[i], names))
            return false;
    return needs[0] != NULL;
}

/* What can be told without looking at a column. */
static CtSource
source_of_format(CtFormat format)
{
    switch (format) {
    case CT_FORMAT_CSV:
        return CT_SOURCE_SPREADSHEET;
    case CT_FORMAT_VCARD:
        return CT_SOURCE_VCARD;
    case CT_FORMAT_IIF:
        return CT_SOURCE_QUICKBOOKS_DESKTOP;
    }
    return CT_SOURCE_SPREADSHEET;
}

CtSource
ct_source_find(GPtrArray *folded, CtFormat format, int kind)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    if (source_of_format(format) != CT_SOURCE_SPREADSHEET)
        return source_of_format(format);
    for (guint i = 0; i < folded->len; i++)
        g_hash_table_add(names, folded->pdata[i]);
    for (CtSource source = CT_SOURCE_SPREADSHEET; source < CT_SOURCE_COUNT; source++)
        if (source != CT_SOURCE_QUICKBOOKS_DESKTOP && is_source(source, names) &&
            (kind < 0 || (int)ct_source_traits[source].kind == kind))
            return source;
    return CT_SOURCE_SPREADSHEET;
}
