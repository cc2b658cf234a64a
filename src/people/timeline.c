/* What happened with one customer, newest first: every table that knows a day, one line each. */
#include "config.h"

#include "people-private.h"

#include <string.h>

void
ct_moment_free(CtMoment *moment)
{
    if (moment == NULL)
        return;
    g_free(moment->what);
    g_free(moment->words);
    g_free(moment);
}

static void
moment_free(void *data)
{
    ct_moment_free(data);
}

static void
add_part(GString *head, const char *part)
{
    if (part != NULL && *part != '\0')
        g_string_append_printf(head, "%s%s", head->len > 0 ? ", " : "", part);
}

/* "640.00 EUR"; NULL where no money is meant. */
static char *
amount_of(CtStmt *row)
{
    int column = ct_stmt_column(row, "cents");
    int64_t cents = ct_stmt_int(row, column);
    const char *currency = ct_stmt_text(row, ct_stmt_column(row, "currency"));

    if (ct_stmt_is_null(row, column))
        return NULL;
    return g_strdup_printf("%s%" G_GINT64_FORMAT ".%02d%s%s", cents < 0 ? "-" : "",
                           ABS(cents) / 100, (int)(ABS(cents) % 100), currency != NULL ? " " : "",
                           currency != NULL ? currency : "");
}

static char *
words_of(CtStmt *row)
{
    int end = ct_stmt_column(row, "end_day");
    g_autofree char *amount = amount_of(row);
    g_autofree char *words = ct_text_clean(ct_stmt_text(row, ct_stmt_column(row, "words")), false);
    g_autoptr(GString) line = g_string_new(NULL);
    char day[CT_DAY_TEXT];

    add_part(line, amount);
    add_part(line, ct_stmt_text(row, ct_stmt_column(row, "detail")));
    add_part(line, ct_stmt_text(row, ct_stmt_column(row, "person")));
    if (!ct_stmt_is_null(row, end))
        g_string_append_printf(line, "%s%s %s", line->len > 0 ? " " : "",
                               ct_stmt_text(row, ct_stmt_column(row, "end_word")),
                               ct_day_text((CtDay){(int32_t)ct_stmt_int(row, end)}, day));
    if (*words != '\0')
        g_string_append_printf(line, "%s%s", line->len > 0 ? ": " : "", words);
    return g_strdup(line->str);
}

GPtrArray *
ct_people_timeline(CtStore *store, int64_t customer, int most, GError **error)
{
    g_autoptr(GPtrArray) moments = g_ptr_array_new_with_free_func(moment_free);
    g_autoptr(CtStmt) rows = ct_people_query(store, "timeline", customer, error);
    CtStep step;

    if (rows == NULL)
        return NULL;
    ct_stmt_bind_int(rows, ":most", most);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        CtMoment *moment = g_new0(CtMoment, 1);

        moment->day = (CtDay){(int32_t)ct_stmt_int(rows, ct_stmt_column(rows, "day"))};
        moment->what = g_strdup(ct_stmt_text(rows, ct_stmt_column(rows, "what")));
        moment->words = words_of(rows);
        g_ptr_array_add(moments, moment);
    }
    return step == CT_DONE ? g_steal_pointer(&moments) : NULL;
}
