/* Money as programs and spreadsheets read it. */
#include "config.h"

#include "courtesy/core.h"

char *
ct_cents_text(int64_t cents)
{
    uint64_t size = cents < 0 ? -(uint64_t)cents : (uint64_t)cents;

    return g_strdup_printf("%s%" G_GUINT64_FORMAT ".%02d", cents < 0 ? "-" : "", size / 100,
                           (int)(size % 100));
}
