/* What is wrong with settings that were read: what one of them means for another, and what only
 * other modules can tell. */
#include "config.h"

#include "settings-private.h"

#include <string.h>

void
ct_settings_complain(const CtSettings *settings, const char *block, const char *name,
                     CtProblems *problems, const char *format, ...)
{
    g_autofree char *key = g_strdup_printf(CT_SETTING_KEY, block, name);
    const CtEntry *entry = g_hash_table_lookup(settings->written, key);
    g_autofree char *what = NULL;
    va_list args;

    va_start(args, format);
    what = g_strdup_vprintf(format, args);
    va_end(args);
    if (entry != NULL)
        ct_problems_add_at(problems, entry, 0, "%s: %s", key, what);
    else
        ct_problems_add(problems, "", 0, 0, "%s: %s", key, what);
}

void
ct_settings_check(const CtSettings *settings, CtProblems *problems)
{
    const char *server = settings->mail.server;
    g_autofree char *host = g_strndup(server, strcspn(server, ":"));

    ct_settings_check_rates(settings, problems);
    if (settings->mail.security != CT_SECURITY_NONE)
        return;
    if (!ct_address_is_loopback(host))
        ct_settings_complain(settings, "mail", "security", problems,
                             "none is for this machine only, not for %s; write: security = "
                             "starttls",
                             host);
    else if (*settings->mail.user != '\0')
        ct_settings_complain(settings, "mail", "user", problems,
                             "a login needs security = starttls; a password never travels in "
                             "clear");
}
