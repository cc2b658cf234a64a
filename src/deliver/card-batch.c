/* The card list and the address labels, in the same order. A second run of the same day prints the
 * whole day again. */
#include "config.h"

#include "deliver-private.h"

#include <string.h>

/* One card with the texts that it owns; CtCard and CtLabel only borrow. */
typedef struct {
    CtTouch *touch; /* borrowed */
    char **address; /* without the name */
    char **label;   /* the name, then the address */
    char *occasion, *details, *text;
} CardText;

static void
card_text_free(void *data)
{
    CardText *card = data;

    g_strfreev(card->address);
    g_strfreev(card->label);
    g_free(card->occasion);
    g_free(card->details);
    g_free(card->text);
    g_free(card);
}

static bool
is_abroad(const CtOutbox *outbox, const CtTouch *touch)
{
    return *touch->country != '\0' &&
           strcmp(touch->country, outbox->delivery->settings->business.country) != 0;
}

static char *
details(const CtOutbox *outbox, const CtTouch *touch)
{
    const char *house = outbox->delivery->settings->business.languages[0];
    GString *words = g_string_new(NULL);

    if (*touch->first_name != '\0')
        g_string_append_printf(words, "greet as %s", touch->first_name);
    if (*touch->language != '\0') {
        g_autofree char *language = ct_format_language(touch->language, house);

        g_string_append_printf(words, "%s%s", words->len > 0 ? "; " : "", language);
    }
    if (touch->purchase && *touch->item != '\0') {
        g_autofree char *day = ct_format_day(touch->purchase_day, house);

        g_string_append_printf(words, "\nlast: %s, %s", touch->item, day);
    }
    if (touch->had_card) {
        g_autofree char *day = ct_format_day(touch->card_day, house);

        g_string_append_printf(words, "\nlast card: %s", day);
    }
    return g_string_free(words, FALSE);
}

static CardText *
card_text(CtOutbox *outbox, CtTouch *touch, GError **error)
{
    const CtSettings *settings = outbox->delivery->settings;
    const char *language = ct_touch_language(outbox, touch);
    const CtTemplate *template = ct_templates_find(outbox->templates, touch->template_name,
                                                   CT_TEMPLATE_CARD, language, error);
    g_autoptr(JsonNode) data = template != NULL ? ct_touch_data(outbox, touch, template) : NULL;
    char *text =
        template != NULL ? ct_template_card(template, outbox->templates, data, error) : NULL;
    g_autoptr(GStrvBuilder) label = g_strv_builder_new();
    CardText *card;

    if (text == NULL)
        return NULL;
    card = g_new0(CardText, 1);
    card->touch = touch;
    card->text = text;
    card->address = ct_address_lines(&(CtAddress){.company = touch->company,
                                                  .street = touch->street,
                                                  .postcode = touch->postcode,
                                                  .city = touch->city,
                                                  .region = touch->region,
                                                  .country = touch->country},
                                     settings->business.country, settings->business.languages[0]);
    g_strv_builder_add(label, touch->name);
    for (int i = 0; card->address[i] != NULL; i++)
        g_strv_builder_add(label, card->address[i]);
    card->label = g_strv_builder_end(label);
    card->occasion = ct_touch_occasion(touch, settings->business.languages[0]);
    card->details = details(outbox, touch);
    return card;
}

static CtCard
as_card(const CtOutbox *outbox, const CardText *card)
{
    return (CtCard){.name = card->touch->name,
                    .language = ct_touch_language(outbox, card->touch),
                    .address = (const char *const *)card->address,
                    .occasion = card->occasion,
                    .details = card->details,
                    .text = card->text,
                    .post_by = card->touch->post_by,
                    .abroad = is_abroad(outbox, card->touch),
                    .code = card->touch->code};
}

static int
by_posting_day(const void *a, const void *b)
{
    const CtTouch *x = *(CtTouch *const *)a, *y = *(CtTouch *const *)b;

    return x->post_by.n != y->post_by.n ? x->post_by.n - y->post_by.n
                                        : (x->id > y->id) - (x->id < y->id);
}

static GBytes *
render_list(CtOutbox *outbox, GPtrArray *cards, GError **error)
{
    g_autofree CtCard *list = g_new0(CtCard, cards->len);
    CtPage page = ct_outbox_page(outbox);

    for (guint i = 0; i < cards->len; i++)
        list[i] = as_card(outbox, g_ptr_array_index(cards, i));
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it */
    return ct_card_list(&page, outbox->delivery->settings->print.labels, list, cards->len, error);
}

static GBytes *
render_labels(CtOutbox *outbox, GPtrArray *cards, GError **error)
{
    const CtStationery *sheet = ct_stationery_find(outbox->delivery->settings->print.labels);
    g_autofree CtLabel *labels = g_new0(CtLabel, cards->len);
    CtPage page = ct_outbox_page(outbox);

    g_assert(sheet != NULL); /* the settings are checked before the night begins */
    for (guint i = 0; i < cards->len; i++) {
        const CardText *card = g_ptr_array_index(cards, i);

        labels[i] = (CtLabel){.lines = (const char *const *)card->label,
                              .language = ct_touch_language(outbox, card->touch)};
    }
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it */
    return ct_labels(&page, sheet, 1, labels, cards->len, error);
}

static bool
write_cards(CtOutbox *outbox, GPtrArray *cards, GError **error)
{
    g_autofree char *labels_name =
        g_strdup_printf("labels-%s.pdf", outbox->delivery->settings->print.labels);
    g_autoptr(GBytes) list = render_list(outbox, cards, error);
    g_autoptr(GBytes) labels = list != NULL ? render_labels(outbox, cards, error) : NULL;

    return labels != NULL && ct_outbox_file(outbox, "cards.pdf", list, error) &&
           ct_outbox_file(outbox, labels_name, labels, error);
}

bool
ct_deliver_cards(CtOutbox *outbox, GError **error)
{
    g_autoptr(GPtrArray) touches = ct_outbox_paper(outbox, CT_CHANNEL_CARD, error);
    g_autoptr(GPtrArray) cards = g_ptr_array_new_with_free_func(card_text_free);

    if (touches == NULL)
        return false;
    g_ptr_array_sort(touches, by_posting_day);
    for (guint i = 0; i < touches->len; i++) {
        CtTouch *touch = g_ptr_array_index(touches, i);
        g_autoptr(GError) reason = NULL;
        CardText *card = card_text(outbox, touch, &reason);

        if (card != NULL)
            g_ptr_array_add(cards, card);
        else if (!ct_outbox_hold(outbox, touch, reason, error))
            return false;
    }
    if (cards->len > 0 && !write_cards(outbox, cards, error))
        return false;
    outbox->delivered->cards = cards->len;
    return ct_outbox_paper_issued(outbox, CT_CHANNEL_CARD, error);
}
