/* The card list: everything for an evening of writing by hand, by the day the cards are posted.
 * First everything is laid out and divided into pages, then it is drawn. */
#include "config.h"

#include "page-private.h"

#define ROW_LEAST     24.5
#define ROW_PAD       2.2
#define HEADING       9.5 /* mm of a day heading */
#define HEADING_ABOVE 2.5 /* mm more when it is not at the top of a page */
#define FIRST_ROW     (CT_PAGE_HEAD + 1.0)
#define MOST          150.0 /* mm of any one text: a card has to fit on a page */
#define OWN_LINES     2
#define OWN_FIRST     6.0 /* mm at least from the suggested words to the first line for one's own */
#define OWN_PITCH     5.5
#define OWN_BELOW     3.2 /* mm from the last such line to the end of the row */

/* The columns of an A4 page, from the left margin; a wider page gives the last one more. */
#define BOX_SIDE       4.2
#define NUMBER_X       5.6
#define NUMBER_WIDTH   5.6
#define NAME_X         12.0
#define NAME_WIDTH     58.0
#define OCCASION_X     73.0
#define OCCASION_WIDTH 45.0
#define TEXT_X         121.0

/* A day heading, or a card. */
typedef struct {
    const CtCard *card; /* NULL: a heading */
    CtParagraph *number, *code, *name, *address, *occasion, *details, *text;
    CtParagraph *heading, *heading_count;
    double height;
    int page; /* from 1 */
} Item;

static void
clear_item(gpointer data)
{
    Item *item = data;
    CtParagraph *paragraphs[] = {item->number,  item->code,     item->name,
                                 item->address, item->occasion, item->details,
                                 item->text,    item->heading,  item->heading_count};

    for (size_t i = 0; i < G_N_ELEMENTS(paragraphs); i++)
        ct_paragraph_free(paragraphs[i]);
}

static double
text_width(const CtDocument *document)
{
    return document->sheet.width - 2 * CT_PAGE_MARGIN - TEXT_X;
}

/* From the top of a row to the line that all its columns begin on. */
static double
first_ascent(const Item *item)
{
    return MAX(ct_paragraph_ascent(item->name),
               MAX(ct_paragraph_ascent(item->number), ct_paragraph_ascent(item->occasion)));
}

/* How far one of them reaches down from there. */
static double
below(const Item *item, const CtParagraph *paragraph)
{
    return first_ascent(item) - ct_paragraph_ascent(paragraph) + ct_paragraph_height(paragraph);
}

static Item
lay_out_card(CtDocument *document, const CtCard *card, size_t number)
{
    static const CtStyle count = {.size = 9, .smallest = 6};
    static const CtStyle code = {.size = 7.5, .smallest = 6, .grey = 0.25};
    static const CtStyle name = {.size = 12, .smallest = 9, .bold = true};
    static const CtStyle address = {.size = 9, .smallest = 8};
    static const CtStyle occasion = {.size = 10, .smallest = 8.5, .bold = true};
    static const CtStyle details = {.size = 8.5, .smallest = 8.5, .fit = CT_FIT_WRAP};
    static const CtStyle words = {.size = 8.5, .smallest = 8.5, .fit = CT_FIT_WRAP, .italic = true};
    g_autofree char *digits = g_strdup_printf("%zu", number);
    g_autofree char *lines =
        card->address != NULL ? g_strjoinv("\n", (char **)(uintptr_t)card->address) : NULL;
    const char *language = card->language;
    Item item = {
        .card = card,
        .number = ct_paragraph_new(document, &count, NULL, digits, NUMBER_WIDTH, 0),
        .code = ct_paragraph_new(document, &code, NULL, card->code, NAME_X - 1.5, 0),
        .name = ct_paragraph_new(document, &name, language, card->name, NAME_WIDTH, 10.6),
        .address = ct_paragraph_new(document, &address, language, lines, NAME_WIDTH, MOST),
        .occasion = ct_paragraph_new(document, &occasion, NULL, card->occasion, OCCASION_WIDTH, 20),
        .details = ct_paragraph_new(document, &details, NULL, card->details, OCCASION_WIDTH, MOST),
        .text =
            ct_paragraph_new(document, &words, language, card->text, text_width(document), MOST),
    };
    const double who = below(&item, item.name) + 0.6 + ct_paragraph_height(item.address);
    const double why = below(&item, item.occasion) + 0.9 + ct_paragraph_height(item.details);
    const double own =
        below(&item, item.text) + OWN_FIRST + (OWN_LINES - 1) * OWN_PITCH + OWN_BELOW;

    item.height = MAX(ROW_LEAST, ROW_PAD + MAX(own, MAX(who, why) + ROW_PAD));
    return item;
}

static Item
lay_out_heading(CtDocument *document, CtDay day, size_t count, bool continued)
{
    static const CtStyle strong = {.size = 11, .smallest = 9, .bold = true};
    static const CtStyle plain = {.size = 10, .smallest = 8, .grey = 0.25};
    g_autofree char *weekday = ct_format_weekday(day, document->page->language);
    g_autofree char *text = g_strdup_printf("Post on %s", weekday);
    g_autofree char *number = g_strdup_printf("%zu %s", count, count == 1 ? "card" : "cards");

    return (Item){
        .heading = ct_paragraph_new(document, &strong, NULL, text, 120, 0),
        .heading_count =
            ct_paragraph_new(document, &plain, NULL, continued ? "continued" : number, 40, 0),
        .height = HEADING,
    };
}

static size_t
same_day(const CtCard *cards, size_t count, size_t first)
{
    size_t n = 0;

    while (first + n < count && cards[first + n].post_by.n == cards[first].post_by.n)
        n++;
    return n;
}

/* Where the next item goes. */
typedef struct {
    GArray *items; /* of Item */
    double y, bottom;
    int page;
} Flow;

static void
append(Flow *flow, Item item)
{
    item.page = flow->page;
    if (item.card == NULL && flow->y > FIRST_ROW)
        item.height += HEADING_ABOVE;
    flow->y += item.height;
    g_array_append_val(flow->items, item);
}

/* A card never splits, and a heading never stands without its first card. */
static void
divide(CtDocument *document, Flow *flow, const CtCard *cards, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const bool new_day = i == 0 || cards[i].post_by.n != cards[i - 1].post_by.n;
        Item card = lay_out_card(document, &cards[i], i + 1);
        const double heading = new_day ? HEADING + HEADING_ABOVE : 0;
        const bool turn = flow->y + heading + card.height > flow->bottom && flow->y > FIRST_ROW;

        if (turn) {
            flow->page++;
            flow->y = FIRST_ROW;
        }
        if (new_day || turn)
            append(flow, lay_out_heading(document, cards[i].post_by, same_day(cards, count, i),
                                         !new_day));
        append(flow, card);
    }
}

static void
draw_heading(CtDocument *document, const Item *item, double y)
{
    const double baseline = y + item->height - 3.0, x = CT_PAGE_MARGIN;

    ct_paragraph_draw(document, item->heading, x, baseline - ct_paragraph_ascent(item->heading));
    ct_paragraph_draw(document, item->heading_count, x + ct_paragraph_width(item->heading) + 3,
                      baseline - ct_paragraph_ascent(item->heading_count));
}

/* Room for words of one's own, always at the end of the row. */
static void
draw_own_lines(CtDocument *document, double x, double row_bottom)
{
    static const CtStyle small = {.size = 6.5, .smallest = 6, .grey = 0.35};
    const double first = row_bottom - OWN_BELOW - (OWN_LINES - 1) * OWN_PITCH;
    const double width = text_width(document);

    ct_document_text(document, &small, NULL, "own line", (CtBox){x, first - 3.0, 20, 0});
    for (int i = 0; i < OWN_LINES; i++)
        ct_document_line(document, (CtBox){x, first + i * OWN_PITCH, width, 0.18}, 0.7);
}

static void
draw_card(CtDocument *document, const Item *item, double y)
{
    const double x = CT_PAGE_MARGIN, width = document->sheet.width - 2 * x;
    const double baseline = y + ROW_PAD + first_ascent(item);
    const double name_y = baseline - ct_paragraph_ascent(item->name);
    const double occasion_y = baseline - ct_paragraph_ascent(item->occasion);

    ct_document_line(document, (CtBox){x, y, width, 0.25}, 0.3);
    ct_document_tick_box(document, x, baseline - 3.6, BOX_SIDE);
    ct_paragraph_draw(document, item->number, x + NUMBER_X,
                      baseline - ct_paragraph_ascent(item->number));
    ct_paragraph_draw(document, item->code, x, baseline + 2.0);
    ct_paragraph_draw(document, item->name, x + NAME_X, name_y);
    ct_paragraph_draw(document, item->address, x + NAME_X,
                      name_y + ct_paragraph_height(item->name) + 0.6);
    ct_paragraph_draw(document, item->occasion, x + OCCASION_X, occasion_y);
    ct_paragraph_draw(document, item->details, x + OCCASION_X,
                      occasion_y + ct_paragraph_height(item->occasion) + 0.9);
    ct_paragraph_draw(document, item->text, x + TEXT_X, baseline - ct_paragraph_ascent(item->text));
    draw_own_lines(document, x + TEXT_X, y + item->height);
}

/* "9 cards · 6 stamps inland, 3 abroad · labels: ..." */
static char *
describe(const CtPage *page, const char *labels, const CtCard *cards, size_t count)
{
    g_autofree char *day = ct_format_weekday(page->day, page->language);
    const bool has_labels = labels != NULL && *labels != '\0';
    size_t abroad = 0;

    for (size_t i = 0; i < count; i++)
        abroad += cards[i].abroad ? 1 : 0;
    return g_strdup_printf("%s  ·  %zu %s  ·  stamps: %zu inland, %zu abroad%s%s", day, count,
                           count == 1 ? "card" : "cards", count - abroad, abroad,
                           has_labels ? "  ·  labels: " : "", has_labels ? labels : "");
}

static void
begin_page(CtDocument *document, const char *subtitle, int pages)
{
    ct_document_begin_page(document);
    ct_document_header(document, "Cards to write", subtitle, pages);
    ct_document_footer(
        document, "Tick a card when it is in the post.   Personal data: please shred after use.");
}

static void
draw_items(CtDocument *document, const GArray *items, const char *subtitle, int pages)
{
    int page = 0;
    double y = FIRST_ROW;

    for (guint i = 0; i < items->len; i++) {
        const Item *item = &g_array_index(items, Item, i);

        if (item->page != page) {
            begin_page(document, subtitle, pages);
            page = item->page;
            y = FIRST_ROW;
        }
        if (item->card == NULL)
            draw_heading(document, item, y);
        else
            draw_card(document, item, y);
        y += item->height;
    }
}

CtDocument *
ct_card_list_draw(const CtPage *page, const char *labels, const CtCard *cards, size_t count)
{
    CtDocument *document = ct_document_new(page, page->paper, "Cards to write");
    g_autofree char *subtitle = describe(page, labels, cards, count);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Item));
    Flow flow = {
        .items = items, .y = FIRST_ROW, .bottom = document->sheet.height - CT_PAGE_FOOT, .page = 1};

    g_array_set_clear_func(items, clear_item);
    divide(document, &flow, cards, count);
    draw_items(document, items, subtitle, flow.page);
    if (count == 0) {
        begin_page(document, subtitle, 1);
        ct_document_nothing(document, CT_PAGE_HEAD, "There are no cards to write today.");
    }
    return document;
}

GBytes *
ct_card_list(const CtPage *page, const char *labels, const CtCard *cards, size_t count,
             GError **error)
{
    g_autoptr(CtDocument) document = ct_card_list_draw(page, labels, cards, count);

    return ct_document_finish(document, error);
}
