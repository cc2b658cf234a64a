/* When people buy: eight rhythms, and for each the days of two years. */
#include "config.h"

#include "demo-private.h"

#define SUNDAY 7

/* How many of every hundred customers have a rhythm. */
static const struct {
    CtDemoRhythm rhythm;
    int share;
} shares[] = {
    {CT_DEMO_REGULAR, 10}, {CT_DEMO_FRIEND, 10}, {CT_DEMO_HALVES, 17}, {CT_DEMO_SEASONAL, 14},
    {CT_DEMO_ONCE, 26},    {CT_DEMO_LAPSED, 16}, {CT_DEMO_NEW, 5},     {CT_DEMO_NEVER, 2},
};

/* Weeks in which people think of their homes: the day of the year on which each begins. */
static const int seasons[] = {65, 110, 250, 325};

CtDemoRhythm
ct_demo_rhythm(int customer)
{
    /* 37 shares no factor with 100: each hundred holds every place once, well mixed. */
    int place = (int)((int64_t)customer * 37 % 100);

    for (size_t i = 0; i < G_N_ELEMENTS(shares); i++) {
        if (place < shares[i].share)
            return shares[i].rhythm;
        place -= shares[i].share;
    }
    g_assert_not_reached(); /* the shares are a hundred together */
}

bool
ct_demo_comes_often(CtDemoRhythm rhythm)
{
    return rhythm == CT_DEMO_REGULAR || rhythm == CT_DEMO_FRIEND;
}

CtDay
ct_demo_open_day(CtDay day)
{
    int mmdd = ct_day_mmdd(day);

    while (mmdd >= 1225 || mmdd == 101 || ct_day_weekday(day) == SUNDAY) {
        day.n--;
        mmdd = ct_day_mmdd(day);
    }
    return day;
}

/* A purchase about `ago` days before today, unless that is not in the books. */
static void
add_visit(GArray *days, CtDay today, int ago)
{
    CtDay day = ct_demo_open_day((CtDay){today.n - ago});

    if (day.n >= today.n - CT_DEMO_DAYS && day.n < today.n)
        g_array_append_val(days, day);
}

/* Purchases about every `gap_days`, the last one `last_ago`, the first at most `first_ago`. */
static void
add_steady(GArray *days, CtDay today, CtDemoLots *lots, int gap_days, int last_ago, int first_ago)
{
    g_autoptr(GArray) agos = g_array_new(FALSE, FALSE, sizeof(int));

    for (int ago = last_ago; ago <= first_ago;) {
        g_array_append_val(agos, ago);
        ago += gap_days + ct_demo_between(lots, -gap_days / 8, gap_days / 8);
    }
    for (guint i = agos->len; i > 0; i--)
        add_visit(days, today, g_array_index(agos, int, i - 1));
}

/* Where between two purchases somebody is today, as days since the last: many are past the middle,
 * so that there is somebody to call; some have just been here. */
static int
days_into_gap(CtDemoLots *lots, int gap_days)
{
    int place = ct_demo_below(lots, 100);

    if (place < 43)
        return gap_days * ct_demo_between(lots, 57, 70) / 100;
    if (place < 63)
        return ct_demo_between(lots, 1, 7);
    return gap_days * ct_demo_between(lots, 15, 95) / 100 + 1;
}

static void
add_seasonal(GArray *days, CtDay today, CtDemoLots *lots)
{
    int season = seasons[ct_demo_below(lots, (int)G_N_ELEMENTS(seasons))];
    int year, month, day;

    ct_day_to_ymd(today, &year, &month, &day);
    for (int y = year - 2; y <= year; y++) {
        CtDay first = {ct_day_from_ymd(y, 1, 1).n + season + ct_demo_below(lots, 20)};

        add_visit(days, today, today.n - first.n);
        if (ct_demo_chance(lots, 60))
            add_visit(days, today, today.n - first.n - ct_demo_between(lots, 6, 25));
    }
}

void
ct_demo_visits(CtDemoRhythm rhythm, CtDay today, CtDemoLots *lots, GArray *days)
{
    int gap_days;

    switch (rhythm) {
    case CT_DEMO_REGULAR:
        gap_days = ct_demo_between(lots, 25, 42);
        add_steady(days, today, lots, gap_days, days_into_gap(lots, gap_days),
                   ct_demo_between(lots, 300, CT_DEMO_DAYS));
        return;
    case CT_DEMO_FRIEND:
        gap_days = ct_demo_between(lots, 55, 115);
        add_steady(days, today, lots, gap_days, days_into_gap(lots, gap_days),
                   ct_demo_between(lots, 500, CT_DEMO_DAYS));
        return;
    case CT_DEMO_HALVES:
        gap_days = ct_demo_between(lots, 150, 200);
        add_steady(days, today, lots, gap_days, days_into_gap(lots, gap_days), CT_DEMO_DAYS);
        return;
    case CT_DEMO_SEASONAL:
        add_seasonal(days, today, lots);
        return;
    case CT_DEMO_ONCE:
        add_visit(days, today, ct_demo_between(lots, 20, CT_DEMO_DAYS));
        return;
    case CT_DEMO_LAPSED:
        gap_days = ct_demo_between(lots, 35, 80);
        add_steady(days, today, lots, gap_days, ct_demo_between(lots, 220, 480), CT_DEMO_DAYS);
        return;
    case CT_DEMO_NEW:
        add_visit(days, today, ct_demo_between(lots, 2, 10));
        return;
    case CT_DEMO_NEVER:
        return;
    }
}
