/* demo - a toy shop made by lot from a seed: customers, purchases, cases, talks and events as CSV,
 * so that it comes in by the same door as a real one. Pure. Every person in it is invented.
 * May include: core. */
#pragma once

#include "courtesy/core.h"

typedef struct {
    char *customers, *purchases, *cases, *contacts, *events; /* CSV texts */
} CtDemo;

/* Two years of a furniture shop up to `today`; the same seed and day give the same bytes. */
CtDemo *ct_demo_make(uint64_t seed, CtDay today, int customers);
void ct_demo_free(CtDemo *demo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtDemo, ct_demo_free)
