/* How a customer, and what somebody allows, is said in a line. */
#include "config.h"

#include "cli.h"

#include <string.h>

#define LANGUAGE "en-GB"

char *
ct_cli_person(const CtPerson *person)
{
    return g_strdup_printf("%s (no. %s)", person->name, person->ref);
}

bool
ct_cli_commit(const CtContext *ctx, CtTxn *txn, GError **error)
{
    if (!ctx->dry_run)
        return ct_txn_commit(txn, error);
    if (!ctx->json && !ctx->quiet)
        g_print("(nothing was stored: --dry-run)\n");
    return true;
}

/* "(Shopify customer export, 12 June 2025: "I want news")" */
static char *
source_of(const CtPermission *permission)
{
    g_autofree char *day = ct_format_day(permission->day, LANGUAGE);
    g_autofree char *wording =
        permission->wording != NULL ? ct_text_clean(permission->wording, false) : NULL;

    return g_strdup_printf("(%s, %s%s%s%s)", permission->source, day, wording != NULL ? ": \"" : "",
                           wording != NULL ? wording : "", wording != NULL ? "\"" : "");
}

/* Why nothing may go, whatever was answered. NULL: nothing is in the way. */
static char *
obstacle_of(const CtPermission *permission)
{
    static const char *const unknown[CT_CHANNEL_COUNT] = {
        "no e-mail address is known", "no phone number is known", "no postal address is known"};
    g_autofree char *day = ct_format_day(permission->status_day, LANGUAGE);

    if (permission->standing != NULL)
        return g_strdup_printf("no, the customer is marked %s", permission->standing);
    if (!permission->address)
        return g_strdup_printf("no, %s", unknown[permission->channel]);
    if (permission->suppressed != NULL)
        return g_strdup_printf("no, the address is never used again (%s)", permission->suppressed);
    if (permission->shared_no)
        return g_strdup("no, somebody with the same address said no");
    if (permission->status != NULL)
        return g_strdup_printf("no, the address is marked %s since %s", permission->status, day);
    return NULL;
}

char *
ct_cli_permission(const CtContext *ctx, const CtPermission *permission)
{
    g_autofree char *source = permission->answer >= 0 ? source_of(permission) : NULL;
    g_autofree char *obstacle = obstacle_of(permission);

    if (permission->answer == 0)
        return g_strdup_printf("no %s", source);
    if (obstacle != NULL)
        return g_steal_pointer(&obstacle);
    if (permission->answer > 0)
        return g_strdup_printf("yes %s", source);
    if (permission->kind == CT_KIND_MARKETING &&
        ctx->settings->policy.consent_needed[permission->channel])
        return g_strdup("no, nobody asked yet");
    return g_strdup("yes");
}
