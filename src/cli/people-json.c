/* One customer for programs. */
#include "config.h"

#include "cmd-people-private.h"

/* The columns of a row, days as YYYY-MM-DD. */
static void
add_columns(JsonBuilder *builder, CtStmt *row)
{
    static const char *const days[] = {"joined_day", "last_day", "last_contact", "day", NULL};

    for (int i = 0; i < ct_stmt_columns(row); i++) {
        const char *name = ct_stmt_column_name(row, i);

        if (ct_stmt_is_null(row, i))
            ct_cli_json_text(builder, name, NULL);
        else if (ct_vocabulary_find(days, name) >= 0)
            ct_cli_json_day(builder, name, (CtDay){(int32_t)ct_stmt_int(row, i)});
        else if (ct_stmt_is_text(row, i))
            ct_cli_json_text(builder, name, ct_stmt_text(row, i));
        else
            ct_cli_json_number(builder, name, ct_stmt_int(row, i));
    }
}

/* The rest of a query as an array of objects. */
static bool
add_rows(JsonBuilder *builder, const char *name, CtStmt *rows, GError **error)
{
    CtStep step;

    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    while ((step = ct_stmt_step(rows, error)) == CT_ROW) {
        json_builder_begin_object(builder);
        add_columns(builder, rows);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    return step == CT_DONE;
}

static void
add_permissions(const CtContext *ctx, JsonBuilder *builder, const GPtrArray *permissions)
{
    json_builder_set_member_name(builder, "allowed");
    json_builder_begin_array(builder);
    for (guint i = 0; i < permissions->len; i++) {
        const CtPermission *permission = g_ptr_array_index(permissions, i);
        g_autofree char *why = ct_cli_permission(ctx, permission);

        json_builder_begin_object(builder);
        ct_cli_json_text(builder, "channel", ct_channel_words[permission->channel]);
        ct_cli_json_text(builder, "kind", ct_kind_words[permission->kind]);
        json_builder_set_member_name(builder, "may");
        json_builder_add_boolean_value(builder, g_str_has_prefix(why, "yes"));
        ct_cli_json_text(builder, "why", why);
        ct_cli_json_text(builder, "source", permission->source);
        if (permission->answer >= 0)
            ct_cli_json_day(builder, "day", permission->day);
        else
            ct_cli_json_text(builder, "day", NULL);
        ct_cli_json_text(builder, "wording", permission->wording);
        ct_cli_json_text(builder, "address_status", permission->status);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void
add_timeline(JsonBuilder *builder, const GPtrArray *moments)
{
    json_builder_set_member_name(builder, "timeline");
    json_builder_begin_array(builder);
    for (guint i = 0; i < moments->len; i++) {
        const CtMoment *moment = g_ptr_array_index(moments, i);

        json_builder_begin_object(builder);
        ct_cli_json_day(builder, "day", moment->day);
        ct_cli_json_text(builder, "what", moment->what);
        ct_cli_json_text(builder, "words", moment->words);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

bool
ct_portrait_print_json(const CtContext *ctx, const CtPortrait *portrait, GError **error)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    add_columns(builder, portrait->row);
    if (!add_rows(builder, "household", portrait->household, error) ||
        !add_rows(builder, "more", portrait->more, error))
        return false;
    add_permissions(ctx, builder, portrait->permissions);
    add_timeline(builder, portrait->moments);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
    return true;
}
