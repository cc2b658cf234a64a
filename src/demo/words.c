/* What customers of the toy shop said, as somebody wrote it down in a hurry. */
#include "config.h"

#include "demo-private.h"

static const char *const complaints[] = {
    "the lamp flickers when it gets warm",
    "one leg of the chair is shorter, it rocks on the kitchen floor",
    "delivered two days late and nobody called",
    "scratch on the table top, about a hand long",
    "the shade is cream, ordered white",
    "screws missing from the bench, cannot put it together",
    "has written twice about the invoice and got no answer",
    "drawer of the desk sticks since the weather turned",
    "was promised a call back about the mirror, none came",
    "smell of varnish has not gone after three weeks",
};

static const CtDemoTalk calls[] = {
    {"call", "out", 5, "waiting for the chairs in spring, cannot wait to see them"},
    {"call", "out", 4, "all well; the reading lamp is used every evening"},
    {"call", "out", 5, "daughter has moved in with her, needs a second bed lamp \"one day\""},
    {"call", "out", 3, "busy, moving house in autumn, better to call after"},
    {"call", "out", 4, "the oak has darkened nicely, asks how often to oil it"},
    {"call", "out", 5, "told the neighbours about us"},
    {"call", "out", 4, "new grandson, delighted; no wishes"},
    {"call", "out", 3, "fine, but found the delivery slow last time"},
    {"call", "out", 4, "repainting the hall, wants to think about a pendant in the new year"},
    {"call", "out", 2, "disappointed that the green glass is no longer made"},
    {"call", "out", 4, "prefers to be called after four, works mornings"},
    {"call", "in", 4, "asked whether the shade can be washed"},
    {"call", "in", 3, "asked for the height of the bench, will measure and call again"},
    {"call", "in", 5, "rang only to say thank you for the quick repair"},
};

static const CtDemoTalk others[] = {
    {"visit", "in", 4, "looked at the sideboard, will come back with the measurements"},
    {"visit", "in", 5, "brought us apples from the garden"},
    {"visit", "in", 3, "wanted the small shade, we had none; promised to send word"},
    {"visit", "in", 4, "sat in every armchair, likes the grey wool best"},
    {"mail", "in", 0, "asks for care instructions for oiled oak"},
    {"mail", "in", 4, "sent a picture of the table with the whole family round it"},
    {"mail", "in", 0, "new telephone number, same address"},
    {"mail", "out", 0, "sent the measurements of the bookcase"},
    {"mail", "out", 0, "answered about the delivery day"},
    {"card", "out", 0, "birthday card, with a line about the garden"},
};

static const CtDemoTalk grumbles[] = {
    {"mail", "in", 2, "waited at home a whole day, the van came on the next"},
    {"call", "in", 1, "the lamp she was promised was sold to somebody else"},
    {"visit", "in", 2, "nobody had time for him on Saturday"},
};

const char *
ct_demo_complaint(CtDemoLots *lots)
{
    return complaints[ct_demo_below(lots, (int)G_N_ELEMENTS(complaints))];
}

const CtDemoTalk *
ct_demo_call(CtDemoLots *lots)
{
    return &calls[ct_demo_below(lots, (int)G_N_ELEMENTS(calls))];
}

const CtDemoTalk *
ct_demo_talk(CtDemoLots *lots)
{
    return ct_demo_chance(lots, 50) ? ct_demo_call(lots)
                                    : &others[ct_demo_below(lots, (int)G_N_ELEMENTS(others))];
}

const CtDemoTalk *
ct_demo_grumble(CtDemoLots *lots)
{
    return &grumbles[ct_demo_below(lots, (int)G_N_ELEMENTS(grumbles))];
}
