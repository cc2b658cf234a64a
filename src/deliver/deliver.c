/* The night's delivery: calls and cards on paper, then mail, then the list of what was done. */
#include "config.h"

#include "deliver-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define BOOT_ID         "/proc/sys/kernel/random/boot_id"
#define REHEARSAL       "REHEARSAL.txt"
#define REHEARSAL_WORDS "A rehearsal wrote these files. Nothing in this folder was sent.\n"

void
ct_delivered_free(CtDelivered *delivered)
{
    if (delivered == NULL)
        return;
    g_ptr_array_unref(delivered->calls_by_manager);
    g_ptr_array_unref(delivered->files);
    ct_problems_free(delivered->problems);
    g_free(delivered);
}

static CtDelivered *
delivered_new(void)
{
    CtDelivered *delivered = g_new0(CtDelivered, 1);

    delivered->calls_by_manager = g_ptr_array_new_with_free_func(g_free);
    delivered->files = g_ptr_array_new_with_free_func(g_free);
    delivered->problems = ct_problems_new();
    return delivered;
}

char *
ct_boot_id(void)
{
    char *boot = NULL;

    /* Without a boot id every interrupted claim counts as one of another boot: the safe side. */
    if (!g_file_get_contents(BOOT_ID, &boot, NULL, NULL))
        return g_strdup_printf("unknown %08x", g_random_int());
    return g_strstrip(boot);
}

static void
outbox_clear(CtOutbox *outbox)
{
    g_clear_pointer(&outbox->templates, ct_templates_free);
    g_clear_pointer(&outbox->settle, ct_stmt_free);
    g_clear_pointer(&outbox->secret, g_free);
    g_clear_pointer(&outbox->boot, g_free);
    g_clear_pointer(&outbox->domain, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtOutbox, outbox_clear)

static bool
outbox_open(CtOutbox *outbox, GError **error)
{
    const CtSettings *settings = outbox->delivery->settings;
    g_autofree char *folder = g_build_filename(outbox->delivery->dir, "templates", NULL);
    const char *at = strchr(settings->business.reply_to, '@');

    outbox->secret = ct_meta_secret(outbox->store, error);
    if (outbox->secret == NULL)
        return false;
    outbox->templates = ct_templates_open(folder, settings->business.languages);
    outbox->boot = ct_boot_id();
    outbox->domain = g_strdup(at != NULL ? at + 1 : "courtesy.invalid");
    return true;
}

/* What an earlier rehearsal of this day wrote: it was never sent, and must not lie among what is.
 */
static void
remove_rehearsal(const char *folder)
{
    g_autofree char *marker = g_build_filename(folder, REHEARSAL, NULL);
    g_autofree char *mail = g_build_filename(folder, "mail", NULL);
    const char *const folders[] = {mail, folder};

    if (!g_file_test(marker, G_FILE_TEST_EXISTS))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autoptr(GDir) dir = g_dir_open(folders[i], 0, NULL);
        const char *name;

        while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
            g_autofree char *path = g_build_filename(folders[i], name, NULL);

            if (g_file_test(path, G_FILE_TEST_IS_REGULAR) && g_unlink(path) != 0)
                g_debug("%s stays", path);
        }
    }
}

static bool
mark_rehearsal(CtOutbox *outbox, GError **error)
{
    g_autoptr(GBytes) words = g_bytes_new_static(REHEARSAL_WORDS, strlen(REHEARSAL_WORDS));

    remove_rehearsal(outbox->delivery->out_dir);
    return outbox->delivery->live || ct_outbox_file(outbox, REHEARSAL, words, error);
}

CtDelivered *
ct_deliver_run(CtStore *store, const CtDelivery *delivery, GError **error)
{
    g_autoptr(CtDelivered) delivered = delivered_new();
    g_auto(CtOutbox) outbox = {.store = store, .delivery = delivery, .delivered = delivered};

    if (!outbox_open(&outbox, error) || !mark_rehearsal(&outbox, error) ||
        !ct_deliver_calls(&outbox, error) || !ct_deliver_cards(&outbox, error) ||
        !ct_deliver_mail(&outbox, error) || !ct_deliver_plan_csv(&outbox, error) ||
        !ct_store_set_durability(store, CT_DURABILITY_SAFE, error))
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr frees it */
        return NULL;
    return g_steal_pointer(&delivered);
}
