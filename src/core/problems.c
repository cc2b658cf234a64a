/* A list of mistakes, each with its place, in the order in which they were found. */
#include "config.h"

#include "courtesy/core.h"

struct CtProblems {
    GPtrArray *lines;
};

CtProblems *
ct_problems_new(void)
{
    CtProblems *problems = g_new0(CtProblems, 1);

    problems->lines = g_ptr_array_new_with_free_func(g_free);
    return problems;
}

void
ct_problems_free(CtProblems *problems)
{
    if (problems == NULL)
        return;
    g_ptr_array_unref(problems->lines);
    g_free(problems);
}

static void G_GNUC_PRINTF(5, 0) add(CtProblems *problems, const char *file, int line, int column,
                                    const char *format, va_list args)
{
    GString *text = g_string_new(file);

    if (line > 0)
        g_string_append_printf(text, ":%d", line);
    if (line > 0 && column > 0)
        g_string_append_printf(text, ":%d", column);
    if (text->len > 0)
        g_string_append(text, ": ");
    g_string_append_vprintf(text, format, args);
    g_ptr_array_add(problems->lines, g_string_free(text, FALSE));
}

void
ct_problems_add(CtProblems *problems, const char *file, int line, int column, const char *format,
                ...)
{
    va_list args;

    va_start(args, format);
    add(problems, file, line, column, format, args);
    va_end(args);
}

void
ct_problems_add_at(CtProblems *problems, const CtEntry *entry, size_t offset, const char *format,
                   ...)
{
    CtPlace place = ct_entry_place(entry, offset);
    va_list args;

    va_start(args, format);
    add(problems, entry->file, place.line, place.column, format, args);
    va_end(args);
}

guint
ct_problems_count(const CtProblems *problems)
{
    return problems->lines->len;
}

const char *
ct_problems_line(const CtProblems *problems, guint i)
{
    return g_ptr_array_index(problems->lines, i);
}

bool
ct_problems_none(const CtProblems *problems, CtError code, GError **error)
{
    g_autoptr(GString) all = g_string_new(NULL);

    if (problems->lines->len == 0)
        return true;
    for (guint i = 0; i < problems->lines->len; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? "\n" : "", ct_problems_line(problems, i));
    g_set_error_literal(error, CT_ERROR, (int)code, all->str);
    return false;
}
