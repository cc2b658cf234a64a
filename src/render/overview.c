/* The first page of a long call list: one line a call, to see the whole day at a glance. */
#include "config.h"

#include "sheet-private.h"

#define ROW_LEAST   10.0
#define ROW_PAD     1.9
#define MOST        16.0                 /* mm of any one text */
#define FIRST_ROW   (CT_PAGE_HEAD + 8.0) /* below the column titles */
#define NUMBER_X    0.0
#define BOX_X       8.5
#define BOX_SIDE    3.6
#define NAME_X      15.0
#define NAME_WIDTH  56.0
#define PHONE_X     75.0
#define PHONE_WIDTH 34.0
#define WHY_X       113.0
#define CODE_WIDTH  14.0

typedef struct {
    CtParagraph *number, *name, *company, *phone, *why, *evidence, *code;
    double height;
    int page; /* of the overview, from 0 */
} Row;

struct CtOverview {
    GArray *rows; /* of Row */
    int pages;
};

static void
clear_row(gpointer data)
{
    Row *row = data;

    ct_paragraph_free(row->number);
    ct_paragraph_free(row->name);
    ct_paragraph_free(row->company);
    ct_paragraph_free(row->phone);
    ct_paragraph_free(row->why);
    ct_paragraph_free(row->evidence);
    ct_paragraph_free(row->code);
}

/* How far a text reaches down whose first line stands `ascent` below the top. */
static double
below(double ascent, const CtParagraph *paragraph)
{
    return ascent - ct_paragraph_ascent(paragraph) + ct_paragraph_height(paragraph);
}

static Row
lay_out_row(CtDocument *document, const CtCall *call, size_t number)
{
    static const CtStyle count = {.size = 10, .smallest = 7, .bold = true, .align = CT_ALIGN_RIGHT};
    static const CtStyle strong = {.size = 10, .smallest = 8.5, .bold = true};
    static const CtStyle phone = {.size = 10, .smallest = 8};
    static const CtStyle no_phone = {.size = 8, .smallest = 7, .italic = true, .grey = 0.25};
    static const CtStyle why = {.size = 8, .smallest = 7, .bold = true};
    static const CtStyle small = {.size = 8, .smallest = 7, .fit = CT_FIT_WRAP, .grey = 0.25};
    static const CtStyle code = {.size = 9, .smallest = 7, .bold = true, .align = CT_ALIGN_RIGHT};
    const double why_width = document->sheet.width - 2 * CT_PAGE_MARGIN - WHY_X - CODE_WIDTH - 2;
    const bool has_phone = call->phone != NULL && *call->phone != '\0';
    g_autofree char *digits = g_strdup_printf("%zu", number);
    Row row = {
        .number = ct_paragraph_new(document, &count, NULL, digits, BOX_X - 2.5, 0),
        .name = ct_paragraph_new(document, &strong, call->language, call->name, NAME_WIDTH, 9),
        .company =
            ct_paragraph_new(document, &small, call->language, call->company, NAME_WIDTH, MOST),
        .phone = has_phone
                     ? ct_paragraph_new(document, &phone, NULL, call->phone, PHONE_WIDTH, MOST)
                     : ct_paragraph_new(document, &no_phone, NULL, "no number", PHONE_WIDTH, 0),
        .why = ct_paragraph_new(document, &why, NULL, call->why, why_width, MOST),
        .evidence = ct_paragraph_new(document, &small, NULL, call->evidence, why_width, MOST),
        .code = ct_paragraph_new(document, &code, NULL, call->code, CODE_WIDTH, 0),
    };
    const double ascent = ct_paragraph_ascent(row.number);
    const double name = below(ascent, row.name) + ct_paragraph_height(row.company);
    const double reason = below(ascent, row.why) + ct_paragraph_height(row.evidence);

    row.height = ROW_PAD + MAX(name, MAX(reason, below(ascent, row.phone))) + ROW_PAD;
    row.height = MAX(ROW_LEAST, row.height);
    return row;
}

CtOverview *
ct_overview_new(CtDocument *document, const CtCallList *list)
{
    CtOverview *overview = g_new0(CtOverview, 1);
    const double bottom = document->sheet.height - CT_PAGE_FOOT;
    double y = FIRST_ROW;

    overview->rows = g_array_new(FALSE, FALSE, sizeof(Row));
    overview->pages = 1;
    g_array_set_clear_func(overview->rows, clear_row);
    for (size_t i = 0; i < list->count; i++) {
        Row row = lay_out_row(document, &list->calls[i], i + 1);

        if (y + row.height > bottom && y > FIRST_ROW) {
            overview->pages++;
            y = FIRST_ROW;
        }
        y += row.height;
        row.page = overview->pages - 1;
        g_array_append_val(overview->rows, row);
    }
    return overview;
}

void
ct_overview_free(CtOverview *overview)
{
    if (overview == NULL)
        return;
    g_array_unref(overview->rows);
    g_free(overview);
}

int
ct_overview_pages(const CtOverview *overview)
{
    return overview != NULL ? overview->pages : 0;
}

static void
draw_titles(CtDocument *document)
{
    static const CtStyle style = {.size = 8, .smallest = 7, .grey = 0.3};
    static const CtStyle right = {.size = 8, .smallest = 7, .align = CT_ALIGN_RIGHT, .grey = 0.3};
    const double x = CT_PAGE_MARGIN, y = FIRST_ROW - 5.0;
    const double width = document->sheet.width - 2 * x;

    ct_document_text(document, &style, NULL, "Customer", (CtBox){x + NAME_X, y, NAME_WIDTH, 0});
    ct_document_text(document, &style, NULL, "Telephone", (CtBox){x + PHONE_X, y, PHONE_WIDTH, 0});
    ct_document_text(document, &style, NULL, "Why now", (CtBox){x + WHY_X, y, 30, 0});
    ct_document_text(document, &right, NULL, "Code",
                     (CtBox){x + width - CODE_WIDTH, y, CODE_WIDTH, 0});
}

static void
draw_rule(CtDocument *document, double y)
{
    const double width = document->sheet.width - 2 * CT_PAGE_MARGIN;

    ct_document_line(document, (CtBox){CT_PAGE_MARGIN, y, width, 0.18}, 0.6);
}

/* The first lines of all columns stand on one baseline. */
static void
draw_row(CtDocument *document, const Row *row, double y)
{
    const double x = CT_PAGE_MARGIN, width = document->sheet.width - 2 * x;
    const double baseline = y + ROW_PAD + ct_paragraph_ascent(row->number);
    const double name_y = baseline - ct_paragraph_ascent(row->name);
    const double why_y = baseline - ct_paragraph_ascent(row->why);

    draw_rule(document, y);
    ct_paragraph_draw(document, row->number, x + NUMBER_X,
                      baseline - ct_paragraph_ascent(row->number));
    ct_document_tick_box(document, x + BOX_X, baseline - 3.1, BOX_SIDE);
    ct_paragraph_draw(document, row->name, x + NAME_X, name_y);
    ct_paragraph_draw(document, row->company, x + NAME_X, name_y + ct_paragraph_height(row->name));
    ct_paragraph_draw(document, row->phone, x + PHONE_X,
                      baseline - ct_paragraph_ascent(row->phone));
    ct_paragraph_draw(document, row->why, x + WHY_X, why_y);
    ct_paragraph_draw(document, row->evidence, x + WHY_X, why_y + ct_paragraph_height(row->why));
    ct_paragraph_draw(document, row->code, x + width - CODE_WIDTH,
                      baseline - ct_paragraph_ascent(row->code));
}

void
ct_overview_draw(CtDocument *document, const CtOverview *overview, const CtCallList *list,
                 int pages)
{
    int page = -1;
    double y = FIRST_ROW;

    for (guint i = 0; overview != NULL && i < overview->rows->len; i++) {
        const Row *row = &g_array_index(overview->rows, Row, i);

        if (row->page != page) {
            ct_call_page(document, list, pages);
            draw_titles(document);
            page = row->page;
            y = FIRST_ROW;
        }
        draw_row(document, row, y);
        y += row->height;
        if (i + 1 == overview->rows->len || row[1].page != page)
            draw_rule(document, y);
    }
}
