/* A touch in words: the data of templates, keys and tokens, the occasion. */
#include "config.h"

#include "deliver-private.h"

#include <string.h>

const char *
ct_touch_language(const CtOutbox *outbox, const CtTouch *touch)
{
    return *touch->language != '\0' ? touch->language
                                    : outbox->delivery->settings->business.languages[0];
}

char *
ct_touch_key(const CtTouch *touch)
{
    char day[CT_DAY_TEXT], step[16] = "";

    if (touch->step > 1)
        g_snprintf(step, sizeof step, "|%d", touch->step);
    return g_strdup_printf("%s|%s|%s%s", touch->rule, touch->ref, ct_day_text(touch->anchor, day),
                           step);
}

char *
ct_touch_token(const CtOutbox *outbox, const char *purpose, const CtTouch *touch)
{
    g_autofree char *key = ct_touch_key(touch);
    g_autofree char *text = g_strconcat(purpose, "|", key, NULL);
    g_autofree char *token = ct_token(outbox->secret, text, CT_ALPHABET_BASE32, 26);

    return g_strdup_printf("%s.courtesy@%s", token, outbox->domain);
}

char *
ct_touch_unsubscribe(const CtOutbox *outbox, const CtTouch *touch)
{
    return g_strdup_printf("mailto:%s?subject=stop%%20%s",
                           outbox->delivery->settings->business.reply_to, touch->code);
}

/* --- data ----------------------------------------------------------------------------- */

static void
add_text(JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, value != NULL ? value : "");
}

static void
add_number(JsonBuilder *builder, const char *name, int64_t value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, value);
}

static void
add_day(JsonBuilder *builder, const char *name, CtDay day, const char *language)
{
    g_autofree char *text = ct_format_day(day, language);

    add_text(builder, name, text);
}

static void
add_money(JsonBuilder *builder, const char *name, int64_t cents, const CtSettings *settings,
          const char *language)
{
    g_autofree char *text = ct_format_money(cents, settings->business.currency, language);

    add_text(builder, name, text);
}

static char *
first_word(const char *name)
{
    return g_strndup(name, strcspn(name, " "));
}

static void
add_purchase(JsonBuilder *builder, const CtTouch *touch, const CtSettings *settings,
             const char *language)
{
    json_builder_set_member_name(builder, "purchase");
    if (!touch->purchase) {
        json_builder_add_null_value(builder);
        return;
    }
    json_builder_begin_object(builder);
    add_text(builder, "item", touch->item);
    add_text(builder, "category", touch->category);
    add_day(builder, "date", touch->purchase_day, language);
    add_money(builder, "total", touch->purchase_cents, settings, language);
    json_builder_set_member_name(builder, "is_first");
    json_builder_add_boolean_value(builder, touch->purchase_first);
    json_builder_end_object(builder);
}

static void
add_occasion(JsonBuilder *builder, const CtTouch *touch, const char *language)
{
    json_builder_set_member_name(builder, "birthday");
    if (touch->has_birthday) {
        /* Any leap year will do: only day and month are said. */
        g_autofree char *text = ct_format_day_short(
            ct_day_from_ymd(2000, touch->birth_mmdd / 100, touch->birth_mmdd % 100), language);

        json_builder_begin_object(builder);
        add_text(builder, "date", text);
        json_builder_end_object(builder);
    } else {
        json_builder_add_null_value(builder);
    }
    json_builder_set_member_name(builder, "occasion");
    json_builder_begin_object(builder);
    add_text(builder, "name", touch->says);
    add_day(builder, "date", touch->anchor, language);
    json_builder_end_object(builder);
}

static void
add_house(JsonBuilder *builder, const CtTouch *touch, const CtSettings *settings)
{
    g_autofree char *first = first_word(touch->manager_name);
    g_autofree char *address = g_strdelimit(g_strdup(settings->business.address), "\n", ',');
    g_auto(GStrv) lines = g_strsplit(address, ",", -1);
    g_autofree char *one_line = NULL;

    for (int i = 0; lines[i] != NULL; i++)
        g_strstrip(lines[i]);
    one_line = g_strjoinv(", ", lines);
    json_builder_set_member_name(builder, "manager");
    json_builder_begin_object(builder);
    add_text(builder, "name", touch->manager_name);
    add_text(builder, "first_name", first);
    add_text(builder, "mail", touch->manager_mail);
    json_builder_end_object(builder);
    json_builder_set_member_name(builder, "business");
    json_builder_begin_object(builder);
    add_text(builder, "name", settings->business.name);
    add_text(builder, "website", settings->business.website);
    add_text(builder, "address", one_line);
    add_text(builder, "reply_to", settings->business.reply_to);
    json_builder_end_object(builder);
}

static void
add_customer(JsonBuilder *builder, const CtOutbox *outbox, const CtTouch *touch,
             const char *language)
{
    const CtSettings *settings = outbox->delivery->settings;
    CtDay today = outbox->delivery->today;
    g_autofree char *country =
        *touch->country != '\0' ? ct_format_country(touch->country, language) : g_strdup("");
    g_autofree char *unsubscribe = ct_touch_unsubscribe(outbox, touch);

    add_text(builder, "first_name", touch->first_name);
    add_text(builder, "last_name", touch->last_name);
    add_text(builder, "name", touch->name);
    add_text(builder, "company", touch->company);
    add_text(builder, "city", touch->city);
    add_text(builder, "country", country);
    add_text(builder, "language", language);
    add_text(builder, "salutation", *touch->first_name != '\0' ? touch->first_name : touch->name);
    add_day(builder, "today", today, language);
    add_text(builder, "code", touch->code);
    add_text(builder, "unsubscribe", unsubscribe);
    add_number(builder, "orders_total", touch->orders);
    add_money(builder, "spent_total", touch->spent_cents, settings, language);
    add_number(builder, "days_since_purchase", touch->orders > 0 ? today.n - touch->last_day.n : 0);
    add_number(builder, "usual_gap_days", (int64_t)(touch->gap_days + 0.5));
    add_number(builder, "years_as_customer",
               touch->orders > 0 ? (today.n - touch->first_day.n) * 4 / 1461 : 0);
}

/* Words and dates of one text are of one language. */
static const char *
written_language(const CtOutbox *outbox, const CtTouch *touch, const CtTemplate *template)
{
    const char *own = ct_touch_language(outbox, touch), *of_text = ct_template_language(template);

    return g_ascii_strncasecmp(own, of_text, strlen(of_text)) == 0 ? own : of_text;
}

JsonNode *
ct_touch_data(const CtOutbox *outbox, const CtTouch *touch, const CtTemplate *template)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    const char *language = written_language(outbox, touch, template);

    json_builder_begin_object(builder);
    add_customer(builder, outbox, touch, language);
    add_purchase(builder, touch, outbox->delivery->settings, language);
    add_occasion(builder, touch, language);
    add_house(builder, touch, outbox->delivery->settings);
    json_builder_end_object(builder);
    return json_builder_get_root(builder);
}

char *
ct_touch_occasion(const CtTouch *touch, const char *language)
{
    g_autofree char *name = g_strdelimit(g_strdup(touch->template_name), "-_", ' ');
    g_autofree char *day = ct_format_weekday(touch->anchor, language);

    name[0] = g_ascii_toupper(name[0]);
    return g_strdup_printf("%s, %s", name, day);
}
