/* The books of the toy shop: everybody's purchases, complaints and talks, written as CSV. */
#include "config.h"

#include "demo-private.h"

#include <string.h>

#define FIRST_CUSTOMER 1001
#define FIRST_ORDER    20001
#define DELIVERED_FROM 12000 /* cents */

typedef struct {
    CtDay day;
    int customer, sequence;     /* from 0; the sequence within one customer and day */
    CtDay delivered, installed; /* 0: it was carried home, or has not come yet */
    int count;
    CtDemoLine lines[CT_DEMO_LINES];
} Order;

typedef struct {
    uint64_t seed;
    CtDay today;
    GString *customers, *cases, *contacts;
    GArray *orders; /* of Order */
    GHashTable *taken;
    int last_case, last_contact;
} Shop;

/* --- CSV (RFC 4180) ------------------------------------------------------------------- */

static void
append_field(GString *csv, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append(csv, text);
        return;
    }
    g_string_append_c(csv, '"');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *p);
    }
    g_string_append_c(csv, '"');
}

/* One row; the fields end in NULL. */
static void
append_row(GString *csv, const char *const *fields)
{
    for (size_t i = 0; fields[i] != NULL; i++) {
        if (i > 0)
            g_string_append_c(csv, ',');
        append_field(csv, fields[i]);
    }
    g_string_append_c(csv, '\n');
}

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *
number_text(int number, char buffer[16])
{
    g_snprintf(buffer, 16, "%d", number);
    return buffer;
}

static const char *
money_text(int cents, char buffer[16])
{
    g_snprintf(buffer, 16, "%s%d.%02d", cents < 0 ? "-" : "", ABS(cents) / 100, ABS(cents) % 100);
    return buffer;
}

/* --- one customer --------------------------------------------------------------------- */

/* Anna's and Tom's by turns; some have not been given to anybody yet. */
static const char *
manager_of(int customer)
{
    if (customer % 11 == 7)
        return "";
    return customer % 2 == 0 ? "anna" : "tom";
}

/* What is large comes with the van, and some of it is put up by us. */
static void
deliver(const Shop *shop, Order *order, CtDemoLots *later)
{
    CtDay comes = ct_demo_open_day((CtDay){order->day.n + ct_demo_between(later, 4, 16)});
    CtDay stands = ct_demo_open_day((CtDay){comes.n + ct_demo_between(later, 0, 3)});

    for (int i = 0; i < order->count; i++) {
        if (order->lines[i].ware->price_cents < DELIVERED_FROM || comes.n <= order->day.n ||
            comes.n > shop->today.n)
            continue;
        order->delivered = comes;
        if (stands.n >= comes.n && stands.n <= shop->today.n &&
            ct_demo_is_put_up(order->lines[i].ware))
            order->installed = stands;
    }
}

static void
add_orders(Shop *shop, int customer, CtDemoRhythm rhythm, const GArray *days, CtDemoLots *lots)
{
    CtDemoLots later = ct_demo_lots(~shop->seed, customer);

    for (guint i = 0; i < days->len; i++) {
        Order order = {.day = g_array_index(days, CtDay, i), .customer = customer};
        CtDay back = ct_demo_open_day((CtDay){order.day.n + ct_demo_between(lots, 4, 12)});

        order.count = ct_demo_basket(rhythm, lots, order.lines);
        deliver(shop, &order, &later);
        g_array_append_val(shop->orders, order);
        if (!ct_demo_chance(lots, 3) || back.n >= shop->today.n)
            continue;
        /* The last thing of the order comes back, and the money for it. */
        order.lines[0] = order.lines[order.count - 1];
        order.lines[0].quantity *= -1;
        order.delivered = order.installed = (CtDay){0};
        order.count = 1;
        order.day = back;
        order.sequence = 1;
        g_array_append_val(shop->orders, order);
    }
}

/* Now and then a complaint after a purchase, more often of late: some of those are still open. */
static void
add_cases(Shop *shop, int customer, const GArray *days, CtDemoLots *lots)
{
    for (guint i = 0; i < days->len; i++) {
        CtDay opened = {g_array_index(days, CtDay, i).n + ct_demo_between(lots, 1, 20)};
        CtDay closed = {opened.n + ct_demo_between(lots, 2, 25)};
        bool is_young = opened.n > shop->today.n - 30;
        char id[16], number[16], opened_text[CT_DAY_TEXT], closed_text[CT_DAY_TEXT];

        if (opened.n > shop->today.n || !ct_demo_chance(lots, is_young ? 9 : 2))
            continue;
        append_row(shop->cases,
                   FIELDS(number_text(301 + shop->last_case++, id),
                          number_text(FIRST_CUSTOMER + customer, number),
                          ct_day_text(opened, opened_text),
                          closed.n <= shop->today.n ? ct_day_text(closed, closed_text) : "",
                          "complaint", ct_demo_complaint(lots)));
    }
}

static void
add_contact(Shop *shop, int customer, CtDay day, const CtDemoTalk *talk)
{
    const char *manager = manager_of(customer);
    char id[16], number[16], mood[16], day_text[CT_DAY_TEXT];

    append_row(shop->contacts,
               FIELDS(number_text(5001 + shop->last_contact++, id),
                      number_text(FIRST_CUSTOMER + customer, number), ct_day_text(day, day_text),
                      talk->channel, talk->direction, *manager != '\0' ? manager : "anna",
                      talk->mood > 0 ? number_text(talk->mood, mood) : "", talk->words));
}

/* Talks since the first purchase. Those who come often are called every few months; most were not
 * called in the last two. */
static void
add_contacts(Shop *shop, int customer, CtDemoRhythm rhythm, CtDay first, CtDemoLots *lots)
{
    bool often = ct_demo_comes_often(rhythm);
    int until = shop->today.n - (ct_demo_chance(lots, often ? 88 : 95) ? 66 : 12);
    int day = first.n + ct_demo_between(lots, 15, often ? 120 : 500);

    while (day <= until) {
        add_contact(shop, customer, ct_demo_open_day((CtDay){day}),
                    often ? ct_demo_call(lots) : ct_demo_talk(lots));
        day += ct_demo_between(lots, often ? 70 : 250, often ? 200 : 700);
    }
}

/* The number of somebody who was here before and sent this customer; "" for most. */
static const char *
sender_of(int customer, CtDemoRhythm rhythm, CtDemoLots *later, char buffer[16])
{
    if (customer == 0 || !ct_demo_chance(later, rhythm == CT_DEMO_NEW ? 50 : 5))
        return "";
    return number_text(FIRST_CUSTOMER + ct_demo_below(later, customer), buffer);
}

static void
add_customer(Shop *shop, int customer)
{
    CtDemoLots lots = ct_demo_lots(shop->seed, customer);
    CtDemoLots later = ct_demo_lots(shop->seed + 1, customer); /* changes no other lot */
    CtDemoRhythm rhythm = ct_demo_rhythm(customer);
    g_autoptr(CtDemoPerson) person = ct_demo_person(customer, shop->today, &lots, shop->taken);
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(CtDay));
    CtDay joined = {shop->today.n - ct_demo_between(&lots, 10, CT_DEMO_DAYS)};
    char number[16], sender[16], joined_text[CT_DAY_TEXT];

    ct_demo_visits(rhythm, shop->today, &lots, days);
    if (days->len > 0)
        joined.n = g_array_index(days, CtDay, 0).n - ct_demo_between(&lots, 0, 4);
    append_row(shop->customers,
               FIELDS(number_text(FIRST_CUSTOMER + customer, number), person->first_name,
                      person->last_name, person->company, person->email, person->phone,
                      person->street, person->postcode, person->city, person->region,
                      person->country, person->language, person->birthday,
                      ct_day_text(joined, joined_text), manager_of(customer),
                      ct_demo_chance(&lots, 68) ? "yes" : "no",
                      sender_of(customer, rhythm, &later, sender)));
    add_orders(shop, customer, rhythm, days, &lots);
    add_cases(shop, customer, days, &lots);
    add_contacts(shop, customer, rhythm, joined, &lots);
    if (rhythm != CT_DEMO_NEVER && ct_demo_chance(&later, 2)) /* unhappy since yesterday */
        add_contact(shop, customer, ct_demo_open_day((CtDay){shop->today.n - 1}),
                    ct_demo_grumble(&later));
}

/* Bad weather tomorrow, where two of the towns are. */
static char *
events(CtDay today)
{
    g_autoptr(GString) csv = g_string_new("event,date,region,words\n");
    char day[CT_DAY_TEXT];

    ct_day_text((CtDay){today.n + 1}, day);
    append_row(csv, FIELDS("storm", day, "Somerset", "gusts up to 65 miles an hour"));
    append_row(csv, FIELDS("storm", day, "West Yorkshire", "gusts up to 70 miles an hour"));
    return g_string_free(g_steal_pointer(&csv), FALSE);
}

/* --- the order book ------------------------------------------------------------------- */

static int
compare_orders(const void *one, const void *other)
{
    const Order *a = one, *b = other;

    if (a->day.n != b->day.n)
        return a->day.n < b->day.n ? -1 : 1;
    if (a->customer != b->customer)
        return a->customer < b->customer ? -1 : 1;
    return a->sequence - b->sequence;
}

static const char *
day_or_none(CtDay day, char buffer[CT_DAY_TEXT])
{
    return day.n != 0 ? ct_day_text(day, buffer) : "";
}

/* One row an item; the total stands in the first row of an order only. */
static void
append_order(GString *csv, const Order *order, int number)
{
    char id[16], customer[16], quantity[16], price[16], total[16];
    char day[CT_DAY_TEXT], delivered[CT_DAY_TEXT], installed[CT_DAY_TEXT];
    int cents = 0;

    for (int i = 0; i < order->count; i++)
        cents += order->lines[i].quantity * order->lines[i].ware->price_cents;
    for (int i = 0; i < order->count; i++) {
        const CtDemoLine *line = &order->lines[i];

        append_row(csv, FIELDS(number_text(number, id),
                               number_text(FIRST_CUSTOMER + order->customer, customer),
                               ct_day_text(order->day, day), line->ware->item, line->ware->category,
                               number_text(line->quantity, quantity),
                               money_text(line->ware->price_cents, price),
                               i == 0 ? money_text(cents, total) : "",
                               day_or_none(order->delivered, delivered),
                               day_or_none(order->installed, installed)));
    }
}

static char *
order_book(GArray *orders)
{
    GString *csv = g_string_new("order id,customer id,date,item,category,quantity,unit price,"
                                "total,delivered,installed\n");

    g_array_sort(orders, compare_orders);
    for (guint i = 0; i < orders->len; i++)
        append_order(csv, &g_array_index(orders, Order, i), FIRST_ORDER + (int)i);
    return g_string_free(csv, FALSE);
}

CtDemo *
ct_demo_make(uint64_t seed, CtDay today, int customers)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(Order));
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    CtDemo *demo = g_new0(CtDemo, 1);
    Shop shop = {
        .seed = seed,
        .today = today,
        .customers = g_string_new("customer id,first name,last name,company,email,phone,street,"
                                  "postcode,city,region,country,language,birthday,joined,manager,"
                                  "accepts marketing,referred by\n"),
        .cases = g_string_new("case id,customer id,opened,closed,kind,words\n"),
        .contacts = g_string_new("contact id,customer id,date,channel,direction,person,mood,"
                                 "words\n"),
        .orders = orders,
        .taken = taken,
    };

    for (int i = 0; i < customers; i++)
        add_customer(&shop, i);
    demo->customers = g_string_free(shop.customers, FALSE);
    demo->purchases = order_book(orders);
    demo->cases = g_string_free(shop.cases, FALSE);
    demo->contacts = g_string_free(shop.contacts, FALSE);
    demo->events = events(today);
    return demo;
}

void
ct_demo_free(CtDemo *demo)
{
    if (demo == NULL)
        return;
    g_free(demo->customers);
    g_free(demo->purchases);
    g_free(demo->cases);
    g_free(demo->contacts);
    g_free(demo->events);
    g_free(demo);
}
