/* What a shop for furniture and lamps sells, and what people put together in one order. */
#include "config.h"

#include "demo-private.h"

/* Three bands by price. */
static const CtDemoWare small[] = {
    {"Light bulb, warm white", "bulbs", 650},
    {"Light bulb, clear globe", "bulbs", 890},
    {"Fabric cable, two metres", "fittings", 1450},
    {"Beeswax polish, 250 ml", "care", 1280},
    {"Oak care oil, 500 ml", "care", 1950},
    {"Felt glides, set of 16", "care", 590},
    {"Coat hook, brass", "fittings", 1680},
    {"Linen cushion, natural", "textiles", 3400},
    {"Candle holder, cast iron", "accessories", 2650},
    {"Lampshade, parchment, small", "lampshades", 4200},
    {"Serving tray, ash", "accessories", 3850},
    {"Picture ledge, oak, 60 cm", "shelves", 4500},
};

static const CtDemoWare middling[] = {
    {"Table lamp \"Brook\", green glass", "lamps", 12900},
    {"Reading lamp \"Heron\"", "lamps", 18500},
    {"Wall light \"Quay\", pair", "lamps", 16400},
    {"Pendant \"Bell\", enamel", "lamps", 14900},
    {"Lampshade, silk, large", "lampshades", 11800},
    {"Stool, ash", "chairs", 9900},
    {"Kitchen chair \"Mill\"", "chairs", 17500},
    {"Windsor chair, painted", "chairs", 22500},
    {"Bedside table, oak", "tables", 19800},
    {"Wool blanket, grey", "textiles", 12400},
    {"Wall shelf, oak, 120 cm", "shelves", 13900},
    {"Round mirror, oak frame", "accessories", 15600},
};

static const CtDemoWare large[] = {
    {"Dining table \"Weir\", oak", "tables", 89000},
    {"Writing desk, cherry", "tables", 64000},
    {"Armchair \"Fireside\", wool", "chairs", 72000},
    {"Rocking chair, ash", "chairs", 49500},
    {"Bookcase, oak, five shelves", "shelves", 58000},
    {"Floor lamp \"Crane\", brass", "lamps", 34500},
    {"Chandelier \"Hive\", six arms", "lamps", 52000},
    {"Sideboard, walnut", "cabinets", 84000},
    {"Blanket chest, pine", "cabinets", 39000},
    {"Bench, oak, 160 cm", "chairs", 42000},
};

bool
ct_demo_is_put_up(const CtDemoWare *ware)
{
    static const char *const categories[] = {"cabinets", "shelves", "lamps", NULL};

    return ct_vocabulary_find(categories, ware->category) >= 0;
}

typedef struct {
    const CtDemoWare *wares;
    int count;
} Band;

static const Band bands[] = {
    {small, G_N_ELEMENTS(small)},
    {middling, G_N_ELEMENTS(middling)},
    {large, G_N_ELEMENTS(large)},
};

/* The main thing of an order: of a hundred orders, how many are for something large and how many
 * for something middling. The rest are small. */
static const struct {
    int large, middling;
} habits[] = {
    [CT_DEMO_REGULAR] = {7, 55},  [CT_DEMO_FRIEND] = {40, 50}, [CT_DEMO_HALVES] = {6, 34},
    [CT_DEMO_SEASONAL] = {3, 27}, [CT_DEMO_ONCE] = {14, 42},   [CT_DEMO_LAPSED] = {8, 42},
    [CT_DEMO_NEW] = {32, 28},     [CT_DEMO_NEVER] = {0, 0},
};

static CtDemoLine
pick(const Band *band, CtDemoLots *lots)
{
    const CtDemoWare *ware = &band->wares[ct_demo_below(lots, band->count)];
    bool in_sets = band == &bands[0] || g_str_equal(ware->category, "chairs");

    return (CtDemoLine){ware,
                        in_sets && ct_demo_chance(lots, 40) ? ct_demo_between(lots, 2, 4) : 1};
}

static bool
has(const CtDemoLine *lines, int count, const CtDemoWare *ware)
{
    for (int i = 0; i < count; i++) {
        if (lines[i].ware == ware)
            return true;
    }
    return false;
}

int
ct_demo_basket(CtDemoRhythm rhythm, CtDemoLots *lots, CtDemoLine lines[CT_DEMO_LINES])
{
    int place = ct_demo_below(lots, 100);
    int more = ct_demo_chance(lots, 55) ? ct_demo_between(lots, 1, CT_DEMO_LINES - 1) : 0;
    int count = 1;

    if (place < habits[rhythm].large)
        lines[0] = pick(&bands[2], lots);
    else if (place < habits[rhythm].large + habits[rhythm].middling)
        lines[0] = pick(&bands[1], lots);
    else
        lines[0] = pick(&bands[0], lots);
    for (; more > 0; more--) {
        CtDemoLine line = pick(&bands[0], lots);

        if (!has(lines, count, line.ware))
            lines[count++] = line;
    }
    return count;
}
