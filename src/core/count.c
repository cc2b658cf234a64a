/* How many there are of something, in words for people. */
#include "config.h"

#include "courtesy/core.h"

#include <string.h>

#define GROUP 3 /* digits between two commas */

char *
ct_number(int64_t number)
{
    g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, number);
    GString *text = g_string_new(NULL);
    size_t length = strlen(digits);

    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % GROUP == 0 && digits[i - 1] != '-')
            g_string_append_c(text, ',');
        g_string_append_c(text, digits[i]);
    }
    return g_string_free(text, FALSE);
}

char *
ct_count(int64_t number, const char *one, const char *many)
{
    g_autofree char *digits = ct_number(number);

    return g_strdup_printf("%s %s", digits, number == 1 ? one : many);
}
