/* Reads touches with everything that mails and pages say about them, in one query. */
#include "config.h"

#include "deliver-private.h"

#include <string.h>

void
ct_touch_free(CtTouch *touch)
{
    char **texts[] = {
        &touch->rule,       &touch->code,         &touch->manager,      &touch->ref,
        &touch->name,       &touch->email,        &touch->phone,        &touch->kind,
        &touch->company,    &touch->street,       &touch->postcode,     &touch->city,
        &touch->region,     &touch->country,      &touch->language,     &touch->says,
        &touch->item,       &touch->category,     &touch->talk_person,  &touch->talk_words,
        &touch->case_words, &touch->manager_name, &touch->manager_mail, &touch->template_name,
        &touch->first_name, &touch->last_name};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(*texts[i]);
    g_free(touch);
}

static void
touch_destroy(void *data)
{
    ct_touch_free(data);
}

static char *
text_of(CtStmt *row, const char *column)
{
    const char *text = ct_stmt_text(row, ct_stmt_column(row, column));

    return g_strdup(text != NULL ? text : "");
}

static int64_t
number_of(CtStmt *row, const char *column)
{
    return ct_stmt_int(row, ct_stmt_column(row, column));
}

static bool
day_of(CtStmt *row, const char *column, CtDay *day)
{
    int i = ct_stmt_column(row, column);

    day->n = (int32_t)ct_stmt_int(row, i);
    return !ct_stmt_is_null(row, i);
}

static void
read_customer(CtTouch *touch, CtStmt *row)
{
    touch->customer = number_of(row, "customer_id");
    touch->ref = text_of(row, "ref");
    touch->name = text_of(row, "name");
    touch->first_name = text_of(row, "first_name");
    touch->last_name = text_of(row, "last_name");
    touch->company = text_of(row, "company");
    touch->email = text_of(row, "email");
    touch->phone = text_of(row, "phone");
    touch->street = text_of(row, "street");
    touch->postcode = text_of(row, "postcode");
    touch->city = text_of(row, "city");
    touch->region = text_of(row, "region");
    touch->country = text_of(row, "country");
    touch->language = text_of(row, "language");
    touch->birth_mmdd = (int)number_of(row, "birth_mmdd");
    touch->has_birthday = touch->birth_mmdd > 0;
    touch->manager_name = text_of(row, "manager_name");
    touch->manager_mail = text_of(row, "manager_mail");
}

static void
read_history(CtTouch *touch, CtStmt *row)
{
    touch->orders = number_of(row, "orders_total");
    touch->spent_cents = number_of(row, "spent_total");
    day_of(row, "first_day", &touch->first_day);
    day_of(row, "last_day", &touch->last_day);
    touch->gap = !ct_stmt_is_null(row, ct_stmt_column(row, "gap_days"));
    touch->gap_days = ct_stmt_double(row, ct_stmt_column(row, "gap_days"));
    touch->purchase = day_of(row, "purchase_day", &touch->purchase_day);
    touch->purchase_cents = number_of(row, "purchase_cents");
    touch->purchase_first = number_of(row, "purchase_first") == 1;
    touch->item = text_of(row, "item");
    touch->category = text_of(row, "category");
    touch->talked = day_of(row, "talk_day", &touch->talk_day);
    touch->talk_person = text_of(row, "talk_person");
    touch->talk_words = text_of(row, "talk_words");
    touch->has_case = day_of(row, "case_day", &touch->case_day);
    touch->case_words = text_of(row, "case_words");
    touch->had_card = day_of(row, "card_day", &touch->card_day);
}

char *
ct_step_template(const char *template_name, int step)
{
    return step > 1 ? g_strdup_printf("%s-%d", template_name, step) : g_strdup(template_name);
}

static void
read_rule(CtTouch *touch, const GPtrArray *rules)
{
    for (guint i = 0; i < rules->len; i++) {
        const CtRuleText *rule = g_ptr_array_index(rules, i);

        if (strcmp(rule->name, touch->rule) != 0)
            continue;
        touch->says = g_strdup(rule->says);
        touch->template_name = ct_step_template(rule->template_name, touch->step);
        return;
    }
    /* A rule that was taken away since: its name still says what it was about. */
    touch->says = g_strdup(touch->rule);
    touch->template_name = ct_step_template(touch->rule, touch->step);
}

static CtTouch *
read_touch(CtStmt *row, const GPtrArray *rules)
{
    CtTouch *touch = g_new0(CtTouch, 1);
    g_autofree char *state = text_of(row, "state");

    touch->id = number_of(row, "id");
    touch->rule = text_of(row, "rule");
    touch->kind = text_of(row, "kind");
    touch->code = text_of(row, "code");
    touch->manager = text_of(row, "manager");
    touch->step = (int)number_of(row, "step");
    touch->priority = (int)number_of(row, "priority");
    touch->issued = strcmp(state, "issued") == 0;
    day_of(row, "anchor", &touch->anchor);
    day_of(row, "due", &touch->due);
    day_of(row, "latest", &touch->latest);
    day_of(row, "post_by", &touch->post_by);
    read_customer(touch, row);
    read_history(touch, row);
    read_rule(touch, rules);
    return touch;
}

GPtrArray *
ct_touches_read(CtOutbox *outbox, const CtTouchQuery *query, GError **error)
{
    g_autoptr(CtStmt) row = ct_store_query(outbox->store, "deliver/touches", error);
    g_autoptr(GPtrArray) touches = g_ptr_array_new_with_free_func(touch_destroy);
    CtStep step;

    if (row == NULL)
        return NULL;
    ct_stmt_bind_text(row, ":channel", ct_channel_words[query->channel]);
    ct_stmt_bind_text(row, ":state", ct_state_words[query->state]);
    ct_stmt_bind_int(row, ":again", query->again);
    ct_stmt_bind_int(row, ":after", query->after);
    ct_stmt_bind_int(row, ":limit", query->limit);
    ct_stmt_bind_int(row, ":today", outbox->delivery->today.n);
    while ((step = ct_stmt_step(row, error)) == CT_ROW)
        g_ptr_array_add(touches, read_touch(row, outbox->delivery->rules));
    return step == CT_DONE ? g_steal_pointer(&touches) : NULL;
}
