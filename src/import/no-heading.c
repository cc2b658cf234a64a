/* Lists of telephone numbers or mailboxes often begin with one of them and not with the names of
 * their columns. */
#include "config.h"

#include "mapping-private.h"
#include "value-private.h"

#include <string.h>

#define FEWEST_DIGITS 6

/* A telephone number, and nothing else that is made of digits. */
static bool
is_number(const char *text)
{
    CtDay day;
    size_t digits = 0;

    text += *text == '\'';
    for (const char *p = text; *p != '\0'; p++)
        digits += g_ascii_isdigit(*p);
    return digits >= FEWEST_DIGITS && text[strspn(text, "+0123456789 ()-./")] == '\0' &&
           !ct_import_day(text, CT_DATES_DMY, &day) && !ct_import_day(text, CT_DATES_MDY, &day);
}

/* What a cell of the first record is; CT_FIELD_COUNT: nothing that such a list is about. */
static CtField
field_of(const char *text)
{
    g_autofree char *mailbox = ct_import_email_key(text);

    if (mailbox != NULL)
        return CT_FIELD_EMAIL;
    return is_number(text) ? CT_FIELD_PHONE : CT_FIELD_COUNT;
}

bool
ct_mapping_read_bare(CtMapping *mapping, CtRows *rows)
{
    bool found = false;

    if (mapping->kind != CT_IMPORT_DO_NOT_CALL || ct_rows_format(rows) != CT_FORMAT_CSV)
        return false;
    for (guint i = 0; i < mapping->headings->len; i++)
        found = found || field_of(mapping->headings->pdata[i]) != CT_FIELD_COUNT;
    if (!found)
        return false;
    for (guint i = 0; i < mapping->headings->len; i++) {
        CtField field = field_of(mapping->headings->pdata[i]);
        const char *heading = field != CT_FIELD_COUNT ? ct_field_names[field] : "";

        if (field != CT_FIELD_COUNT)
            g_array_append_val(mapping->columns[field], i);
        g_free(mapping->headings->pdata[i]);
        mapping->headings->pdata[i] = g_strdup(heading);
    }
    ct_rows_repeat(rows);
    return true;
}
