/* Prints a condition as SQL. Names of columns come from the table of facts, signs from the tables
 * below; whatever the user wrote is a parameter. */
#include "config.h"

#include "condition-private.h"

#include <string.h>

static void append_condition(const CtNode *node, CtSql *sql);
static void append_value(const CtNode *node, int decimals, CtSql *sql);

/* NOLINTBEGIN(misc-no-recursion): the parser ends it at CT_CONDITION_DEPTH */

/* --- values --------------------------------------------------------------------------- */

static void
append_sum(const CtNode *node, int decimals, CtSql *sql)
{
    const CtNode *left = ct_node_child(node, 0);

    if (left->kind == CT_NODE_SUM)
        append_sum(left, decimals, sql);
    else
        append_value(left, decimals, sql);
    g_string_append(sql->text, node->sign == CT_TOKEN_PLUS ? " + " : " - ");
    append_value(ct_node_child(node, 1), decimals, sql);
}

/* A quotient keeps its decimals as part of a whole number: the left side is made larger first. To
 * divide by 0 gives NULL, in every engine. */
static void
append_product(const CtNode *node, CtSql *sql)
{
    const CtNode *left = ct_node_child(node, 0), *right = ct_node_child(node, 1);
    int shift = node->decimals + right->decimals - left->decimals;

    if (left->kind == CT_NODE_PRODUCT)
        append_product(left, sql);
    else
        append_value(left, left->decimals, sql);
    if (node->sign == CT_TOKEN_TIMES) {
        g_string_append(sql->text, " * ");
        append_value(right, right->decimals, sql);
        return;
    }
    if (shift > 0)
        g_string_append_printf(sql->text, " * %" G_GINT64_FORMAT, ct_power_of_ten(shift));
    g_string_append(sql->text, " / nullif(");
    append_value(right, right->decimals, sql);
    g_string_append(sql->text, ", 0)");
}

/* The value as a whole number with so many decimals, at least as many as it has. */
static void
append_value(const CtNode *node, int decimals, CtSql *sql)
{
    int64_t factor = ct_power_of_ten(decimals - node->decimals);

    if (node->kind == CT_NODE_NUMBER || node->kind == CT_NODE_YESNO) {
        ct_sql_add_number(sql, node->number * factor);
        return;
    }
    if (node->kind == CT_NODE_TEXT) {
        ct_sql_add_text(sql, node->text);
        return;
    }
    if (node->kind == CT_NODE_FACT && factor == 1) {
        g_string_append(sql->text, node->fact->sql);
        return;
    }
    g_string_append_c(sql->text, '(');
    if (node->kind == CT_NODE_SUM) {
        append_sum(node, decimals, sql);
        g_string_append_c(sql->text, ')');
        return;
    }
    if (node->kind == CT_NODE_PRODUCT)
        append_product(node, sql);
    else
        g_string_append(sql->text, node->fact->sql);
    if (factor > 1)
        g_string_append_printf(sql->text, " * %" G_GINT64_FORMAT, factor);
    g_string_append_c(sql->text, ')');
}

/* --- comparisons ---------------------------------------------------------------------- */

static const char *
comparison_sign(CtTokenKind sign)
{
    static const char *const signs[] = {
        [CT_TOKEN_EQUAL] = " = ",   [CT_TOKEN_UNEQUAL] = " <> ",
        [CT_TOKEN_LESS] = " < ",    [CT_TOKEN_LESS_EQUAL] = " <= ",
        [CT_TOKEN_GREATER] = " > ", [CT_TOKEN_GREATER_EQUAL] = " >= ",
    };

    return signs[sign];
}

/* All sides of a comparison are brought to the same number of decimals. */
static int
common_decimals(const CtNode *node)
{
    int decimals = 0;

    for (guint i = 0; i < node->children->len; i++)
        decimals = MAX(decimals, ct_node_child(node, i)->decimals);
    return decimals;
}

static void
append_children(const CtNode *node, guint from, const char *between, CtSql *sql)
{
    int decimals = common_decimals(node);

    for (guint i = from; i < node->children->len; i++) {
        if (i > from)
            g_string_append(sql->text, between);
        append_value(ct_node_child(node, i), decimals, sql);
    }
}

static void
append_list(const CtNode *node, CtSql *sql)
{
    append_value(ct_node_child(node, 0), common_decimals(node), sql);
    g_string_append(sql->text, node->negated ? " NOT IN (" : " IN (");
    append_children(node, 1, ", ", sql);
    g_string_append_c(sql->text, ')');
}

static void
append_between(const CtNode *node, CtSql *sql)
{
    append_value(ct_node_child(node, 0), common_decimals(node), sql);
    g_string_append(sql->text, node->negated ? " NOT BETWEEN " : " BETWEEN ");
    append_children(node, 1, " AND ", sql);
}

/* A pattern in which the characters of `special` stand for themselves. */
static char *
escape(const char *text, const char *special)
{
    GString *pattern = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        if (strchr(special, *p) != NULL)
            g_string_append_c(pattern, '\\');
        g_string_append_c(pattern, *p);
    }
    return g_string_free(pattern, FALSE);
}

static void
append_pattern(const char *pattern, CtSql *sql)
{
    g_string_append(sql->text, "lower(");
    ct_sql_add_text(sql, pattern);
    g_string_append(sql->text, ") ESCAPE '\\'");
}

static void
append_like(const CtNode *node, CtSql *sql)
{
    g_autofree char *pattern = escape(ct_node_child(node, 1)->text, "\\");

    g_string_append(sql->text, "lower(");
    append_value(ct_node_child(node, 0), 0, sql);
    g_string_append(sql->text, node->negated ? ") NOT LIKE " : ") LIKE ");
    append_pattern(pattern, sql);
}

static void
append_bought(const CtNode *node, CtSql *sql)
{
    g_autofree char *inside = escape(node->text, "\\%_");
    g_autofree char *pattern = g_strdup_printf("%%%s%%", inside);

    g_string_append_printf(sql->text,
                           "EXISTS (SELECT 1 FROM purchase p"
                           " JOIN purchase_item i ON i.purchase_id = p.id"
                           " WHERE p.customer_id = c.id AND p.status = 'valid'"
                           " AND p.day <= :today AND lower(i.%s) LIKE ",
                           node->column);
    append_pattern(pattern, sql);
    g_string_append_c(sql->text, ')');
}

/* --- conditions ----------------------------------------------------------------------- */

/* Long chains are halved in brackets: an engine's tree of expressions may not grow too high. */
static void
append_chain(const CtNode *node, guint from, guint to, CtSql *sql)
{
    const char *word = node->kind == CT_NODE_AND ? " AND " : " OR ";
    guint middle = from + (to - from) / 2;

    if (to - from > CT_CONDITION_CHAIN) {
        g_string_append_c(sql->text, '(');
        append_chain(node, from, middle, sql);
        g_string_append_printf(sql->text, ")%s(", word);
        append_chain(node, middle, to, sql);
        g_string_append_c(sql->text, ')');
        return;
    }
    for (guint i = from; i < to; i++) {
        if (i > from)
            g_string_append(sql->text, word);
        append_condition(ct_node_child(node, i), sql);
    }
}

static void
append_inside(const CtNode *node, CtSql *sql)
{
    switch (node->kind) {
    case CT_NODE_COMPARE:
        append_children(node, 0, comparison_sign(node->sign), sql);
        return;
    case CT_NODE_BETWEEN:
        append_between(node, sql);
        return;
    case CT_NODE_LIST:
        append_list(node, sql);
        return;
    case CT_NODE_LIKE:
        append_like(node, sql);
        return;
    case CT_NODE_IS_NULL:
        append_children(node, 0, "", sql);
        g_string_append(sql->text, node->negated ? " IS NOT NULL" : " IS NULL");
        return;
    case CT_NODE_BOUGHT:
        append_bought(node, sql);
        return;
    case CT_NODE_TRUTH:
        append_children(node, 0, "", sql);
        g_string_append(sql->text, " = 1");
        return;
    case CT_NODE_NOT:
        g_string_append(sql->text, "NOT ");
        append_condition(ct_node_child(node, 0), sql);
        return;
    case CT_NODE_AND:
    case CT_NODE_OR:
        append_chain(node, 0, node->children->len, sql);
        return;
    case CT_NODE_WRONG:
    case CT_NODE_FACT:
    case CT_NODE_NUMBER:
    case CT_NODE_TEXT:
    case CT_NODE_YESNO:
    case CT_NODE_SUM:
    case CT_NODE_PRODUCT:
        break;
    }
    g_assert_not_reached();
}

static void
append_condition(const CtNode *node, CtSql *sql)
{
    g_string_append_c(sql->text, '(');
    append_inside(node, sql);
    g_string_append_c(sql->text, ')');
}

/* NOLINTEND(misc-no-recursion) */

void
ct_condition_sql(const CtCondition *condition, CtSql *sql)
{
    if (condition == NULL)
        g_string_append(sql->text, "(1 = 1)");
    else
        append_condition(condition->root, sql);
}

/* One flat CASE: an engine's parser gives up on twenty inside each other. What is unknown is not
 * so. */
void
ct_condition_failed_sql(const CtCondition *condition, CtSql *sql)
{
    guint count = ct_condition_clauses(condition);

    if (count == 0) {
        g_string_append_c(sql->text, '0');
        return;
    }
    g_string_append(sql->text, "CASE");
    for (guint i = 0; i < count; i++) {
        g_string_append(sql->text, " WHEN ");
        append_condition(ct_condition_clause(condition, i), sql);
        g_string_append_printf(sql->text, " IS NOT TRUE THEN %u", i + 1);
    }
    g_string_append(sql->text, " ELSE 0 END");
}
