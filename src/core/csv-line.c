/* CSV on the way out. */
#include "config.h"

#include "courtesy/core.h"

#include <string.h>

/* What makes a spreadsheet take a cell for a formula, half and full width. */
static bool
is_formula(const char *cell)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};

    if (*cell != '\0' && strchr("=+-@\t\r", *cell) != NULL)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
        if (g_str_has_prefix(cell, wide[i]))
            return true;
    return false;
}

const char *
ct_csv_uncover(const char *cell)
{
    return *cell == '\'' && is_formula(cell + 1) ? cell + 1 : cell;
}

void
ct_csv_append(GString *line, const char *cell, bool first, CtCsvReader reader)
{
    bool formula = reader == CT_CSV_FOR_PEOPLE && is_formula(cell);
    bool quoted = strpbrk(cell, ",;\"\t\r\n") != NULL || formula;

    if (!first)
        g_string_append_c(line, ',');
    if (quoted)
        g_string_append_c(line, '"');
    if (formula)
        g_string_append_c(line, '\'');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            g_string_append_c(line, '"');
        g_string_append_c(line, *cell);
    }
    if (quoted)
        g_string_append_c(line, '"');
}
