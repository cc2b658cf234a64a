/* Lots by splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014): one word of state, good enough for a toy shop, the same on every machine. */
#include "config.h"

#include "demo-private.h"

#define GOLDEN_GAMMA UINT64_C(0x9e3779b97f4a7c15)

static uint64_t
next(CtDemoLots *lots)
{
    uint64_t z = lots->state += GOLDEN_GAMMA;

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

CtDemoLots
ct_demo_lots(uint64_t seed, int customer)
{
    CtDemoLots shop = {seed};
    CtDemoLots lots = {next(&shop) + (uint64_t)customer};

    /* Neighbours would begin with neighbouring states: one draw takes them apart. */
    lots.state = next(&lots);
    return lots;
}

int
ct_demo_below(CtDemoLots *lots, int below)
{
    /* The upper half as a fraction of `below`: uneven by less than one in a million. */
    return (int)(((next(lots) >> 32) * (uint64_t)below) >> 32);
}

int
ct_demo_between(CtDemoLots *lots, int from, int to)
{
    return from + ct_demo_below(lots, to - from + 1);
}

bool
ct_demo_chance(CtDemoLots *lots, int percent)
{
    return ct_demo_below(lots, 100) < percent;
}
