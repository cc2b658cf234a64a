/* SQL text under construction. Values never become part of the text: each is a parameter. */
#include "config.h"

#include "courtesy/rules.h"

static void
param_free(void *data)
{
    CtParam *param = data;

    g_free(param->name);
    g_free(param->text);
    g_free(param);
}

CtSql *
ct_sql_new(void)
{
    CtSql *sql = g_new0(CtSql, 1);

    sql->text = g_string_new(NULL);
    sql->params = g_ptr_array_new_with_free_func(param_free);
    return sql;
}

void
ct_sql_free(CtSql *sql)
{
    if (sql == NULL)
        return;
    g_string_free(sql->text, TRUE);
    g_ptr_array_unref(sql->params);
    g_free(sql);
}

static CtParam *
add_param(CtSql *sql)
{
    CtParam *param = g_new0(CtParam, 1);

    g_ptr_array_add(sql->params, param);
    param->name = g_strdup_printf(":p%u", sql->params->len);
    g_string_append(sql->text, param->name);
    return param;
}

void
ct_sql_add_number(CtSql *sql, int64_t value)
{
    add_param(sql)->number = value;
}

void
ct_sql_add_text(CtSql *sql, const char *value)
{
    CtParam *param = add_param(sql);

    param->is_text = true;
    param->text = g_strdup(value);
}
