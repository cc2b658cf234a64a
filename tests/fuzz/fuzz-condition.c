/* Any bytes: a condition, or mistakes. What is accepted is made of the printer's own words: no text
 * of the input is in the SQL, every parameter is there once, and every clause can be spoken of. The
 * first line may be a segment's condition, named "x", and the rest the condition that uses it. */
#include "courtesy/rules.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_sql(const CtSql *sql)
{
    for (guint i = 0; i < sql->params->len; i++) {
        const CtParam *param = g_ptr_array_index(sql->params, i);

        g_assert_nonnull(strstr(sql->text->str, param->name));
        g_assert_true(param->is_text == (param->text != NULL));
    }
    for (const char *p = sql->text->str; *p != '\0'; p++)
        g_assert_true(g_ascii_isprint(*p) && strchr("\";@$?#[]{}`~", *p) == NULL);
}

static void
check_condition(const CtCondition *condition)
{
    g_autoptr(CtSql) whole = ct_sql_new(), failed = ct_sql_new();

    ct_condition_sql(condition, whole);
    check_sql(whole);
    ct_condition_failed_sql(condition, failed);
    check_sql(failed);
    g_assert_cmpuint(ct_condition_clauses(condition), >, 0);
    for (guint i = 0; i < ct_condition_clauses(condition); i++) {
        const char *const *facts = ct_condition_clause_facts(condition, i);

        g_assert_null(strchr(ct_condition_clause_text(condition, i), '\n'));
        for (size_t j = 0; facts[j] != NULL; j++)
            g_assert_nonnull(ct_fact_find(facts[j]));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, MIN(size, CT_TEXTFILE_VALUE));
    char *rest = strchr(text, '\n');
    g_autoptr(CtEntry) entry = NULL, segment_entry = NULL;
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autoptr(CtCondition) condition = NULL;
    g_autoptr(GPtrArray) segments = g_ptr_array_new();
    CtSettings settings = {.segments = segments};
    char name[] = "x";
    CtSegment segment = {.name = name};

    if (rest != NULL)
        *rest++ = '\0';
    segment_entry = ct_entry_new("segment", text);
    segment.who = segment_entry;
    g_ptr_array_add(segments, &segment);
    entry = ct_entry_new("who", rest != NULL ? rest : text);
    condition = ct_condition_parse(entry, &settings, CT_SCOPE_PURCHASE, problems);
    g_assert_true((condition != NULL) == (ct_problems_count(problems) == 0));
    if (condition != NULL)
        check_condition(condition);
    return 0;
}
