/* workload - the work of the days to come. Inside cli only. */
#pragma once

#include "cli.h"

/* Adds a table of `days` days from first->today on to `out`, or with --json an object for each day,
 * channel and manager; `rule`: only what this one asks for, "" for all. In a transaction that the
 * caller takes back. */
bool ct_cli_workload(CtContext *ctx, const CtNight *first, int days, const char *rule, GString *out,
                     GError **error);
