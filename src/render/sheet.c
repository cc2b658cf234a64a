/* The call list of one account manager: three boxes a page, each with everything for one call and
 * room to write; overview.c puts one line a call in front of a long list. */
#include "config.h"

#include "sheet-private.h"

#define CALLS_A_PAGE 3
#define BETWEEN      3.0  /* mm between two boxes */
#define BELOW_HEAD   3.6  /* mm from the rule of the head to the first box */
#define PAD          3.0  /* mm from a frame to what it holds */
#define LABEL_WIDTH  21.0 /* "Last bought" */
#define BULLET_WIDTH 4.0
#define LEFT_SHARE   0.595 /* of a box, for facts and writing lines */
#define LINE_PITCH   7.5   /* between lines that a hand writes on */
#define PROMPTS      3
#define WRITING_MOST 3

/* What came of the call: the bold word is what courtesy understands in an answer by mail. */
static const struct {
    const char *word, *meaning;
} outcomes[] = {
    {"ok", "talked, all is well"}, {"wants", "wants something"}, {"complaint", "is not happy"},
    {"message", "left a message"}, {"noanswer", "nobody there"}, {"wrong", "wrong number"},
    {"stop", "no more calls"},
};

/* --- the head: who, and which number to dial ------------------------------------------ */

/* Draws so that the first line stands on `baseline`; returns the lower edge. */
static double
draw_on(CtDocument *document, const CtParagraph *paragraph, double x, double baseline)
{
    const double top = baseline - ct_paragraph_ascent(paragraph);

    ct_paragraph_draw(document, paragraph, x, top);
    return top + ct_paragraph_height(paragraph);
}

static double
draw_head(CtDocument *document, const CtCall *call, size_t number, CtBox box)
{
    static const CtStyle big = {.size = 20, .smallest = 10, .bold = true};
    static const CtStyle name_style = {.size = 14, .smallest = 9, .bold = true};
    static const CtStyle phone_style = {
        .size = 14.5, .smallest = 9, .bold = true, .align = CT_ALIGN_RIGHT};
    static const CtStyle no_phone = {
        .size = 10, .smallest = 8, .italic = true, .align = CT_ALIGN_RIGHT, .grey = 0.25};
    static const CtStyle below = {.size = 9.5, .smallest = 7.5, .grey = 0.2};
    static const CtStyle below_right = {
        .size = 8.5, .smallest = 7, .align = CT_ALIGN_RIGHT, .grey = 0.2};
    const double baseline = box.y + 7.4, name_x = box.x + 14, name_width = 98, gap = 4;
    const double phone_x = name_x + name_width + gap;
    const double phone_width = box.x + box.width - PAD - phone_x;
    const bool has_phone = call->phone != NULL && *call->phone != '\0';
    g_autofree char *digits = g_strdup_printf("%zu", number);
    g_autoptr(CtParagraph) count = ct_paragraph_new(document, &big, NULL, digits, 10, 0);
    g_autoptr(CtParagraph) name =
        ct_paragraph_new(document, &name_style, call->language, call->name, name_width, 11.6);
    g_autoptr(CtParagraph) phone =
        ct_paragraph_new(document, has_phone ? &phone_style : &no_phone, NULL,
                         has_phone ? call->phone : "no telephone number", phone_width, 12);
    double left, right;

    draw_on(document, count, box.x + PAD, baseline);
    left = draw_on(document, name, name_x, baseline) + 0.5;
    left += ct_document_text(document, &below, call->language, call->company,
                             (CtBox){name_x, left, name_width, 5});
    right = draw_on(document, phone, phone_x, baseline) + 0.7;
    right += ct_document_text(document, &below_right, NULL, call->speaks,
                              (CtBox){phone_x, right, phone_width, 5});
    return MAX(box.y + 14.0, MAX(left, right) + 1.4);
}

/* --- the grey band: why now ----------------------------------------------------------- */

static double
draw_band(CtDocument *document, const CtCall *call, CtBox box, double top)
{
    static const CtStyle strong = {.size = 9.5, .smallest = 8, .bold = true};
    static const CtStyle plain = {.size = 9.5, .smallest = 7.5, .fit = CT_FIT_WRAP};
    const double pad = 1.5, line = 0.25;
    g_autoptr(CtParagraph) why = ct_paragraph_new(document, &strong, NULL, call->why, 60, 11.6);
    const double x = box.x + PAD, gap = ct_paragraph_is_empty(why) ? 0 : 3;
    const double evidence_x = x + ct_paragraph_width(why) + gap;
    g_autoptr(CtParagraph) evidence = ct_paragraph_new(document, &plain, NULL, call->evidence,
                                                       box.x + box.width - PAD - evidence_x, 11.6);
    const double inside = MAX(ct_paragraph_height(why), ct_paragraph_height(evidence));

    if (inside <= 0)
        return top;
    ct_document_tint(document, (CtBox){box.x + line, top, box.width - 2 * line, inside + 2 * pad},
                     0.92);
    ct_paragraph_draw(document, why, x, top + pad);
    ct_paragraph_draw(document, evidence, evidence_x, top + pad);
    return top + inside + 2 * pad;
}

/* --- the left column: what we know, what to say, room to write ------------------------ */

typedef struct {
    CtParagraph *label, *text;
    CtMark mark;
    double before; /* mm above it */
} Row;

static void
clear_row(gpointer data)
{
    Row *row = data;

    ct_paragraph_free(row->label);
    ct_paragraph_free(row->text);
}

typedef struct {
    CtDocument *document;
    double width, scale;
    GArray *rows; /* of Row */
    double height;
} Column;

static void
add_row(Column *column, const char *label, CtMark mark, const char *text, double before)
{
    const CtStyle strong = {.size = 9 * column->scale, .smallest = 6, .bold = true};
    const CtStyle plain = {
        .size = 9.5 * column->scale, .smallest = 9.5 * column->scale, .fit = CT_FIT_WRAP};
    const double indent = LABEL_WIDTH + (mark == CT_MARK_NONE ? 0 : BULLET_WIDTH);
    Row row = {.mark = mark, .before = column->rows->len > 0 ? before * column->scale : 0};

    row.label = ct_paragraph_new(column->document, &strong, NULL, label, LABEL_WIDTH - 1, 0);
    row.text = ct_paragraph_new(column->document, &plain, NULL, text, column->width - indent, 0);
    column->height += row.before + ct_paragraph_height(row.text);
    g_array_append_val(column->rows, row);
}

static void
fill_column(Column *column, const CtCall *call)
{
    const struct {
        const char *label, *text;
    } facts[] = {
        {"Last bought", call->last_bought}, {"Last talk", call->last_talk}, {"Open", call->open}};
    const char *label = "Say";

    g_array_set_size(column->rows, 0);
    column->height = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(facts); i++) {
        if (facts[i].text != NULL && *facts[i].text != '\0')
            add_row(column, facts[i].label, CT_MARK_NONE, facts[i].text, 0.6);
    }
    for (int i = 0; call->say != NULL && i < PROMPTS && call->say[i] != NULL; i++) {
        add_row(column, label, CT_MARK_DOT, call->say[i], label != NULL ? 2.4 : 0.6);
        label = NULL;
    }
    if (call->dont != NULL && *call->dont != '\0')
        add_row(column, NULL, CT_MARK_CROSS, call->dont, label != NULL ? 2.4 : 0.6);
}

static double
writing_height(int lines)
{
    return 6.5 + (lines - 1) * LINE_PITCH + 4.0;
}

/* Gives up a writing line before the type becomes small. Returns how many lines are left. */
static int
fit_column(Column *column, const CtCall *call, double height)
{
    static const double scales[] = {1.0, 0.95, 0.9};

    for (int lines = WRITING_MOST; lines > 0; lines--) {
        for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
            column->scale = scales[i];
            fill_column(column, call);
            if (column->height + writing_height(lines) <= height)
                return lines;
        }
    }
    while (column->height + writing_height(1) > height && column->scale > 0.1) {
        column->scale *= 0.95;
        fill_column(column, call);
    }
    return 1;
}

static void
draw_left(CtDocument *document, const CtCall *call, CtBox box)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    Column column = {.document = document, .width = box.width, .rows = rows};
    double y = box.y;
    int lines;

    g_array_set_clear_func(rows, clear_row);
    lines = fit_column(&column, call, box.height);
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        const double ascent = ct_paragraph_ascent(row->text);
        const double indent = LABEL_WIDTH + (row->mark == CT_MARK_NONE ? 0 : BULLET_WIDTH);

        y += row->before;
        draw_on(document, row->label, box.x, y + ascent);
        ct_document_mark(document, row->mark, box.x + LABEL_WIDTH + 0.9, y + ascent * 0.64);
        ct_paragraph_draw(document, row->text, box.x + indent, y);
        y += ct_paragraph_height(row->text);
    }
    for (int i = 0; i < lines; i++)
        ct_document_line(document,
                         (CtBox){box.x, box.y + box.height - 4.0 - i * LINE_PITCH, box.width, 0.18},
                         0.55);
}

/* --- the right column: what came of it ------------------------------------------------ */

static void
draw_outcomes(CtDocument *document, CtBox box, double pitch, CtBox square)
{
    const double line = 0.36; /* mm that a line needs for each point of its size */
    const CtStyle strong = {.size = MIN(9.5, pitch / line), .smallest = 1, .bold = true};
    const CtStyle plain = {.size = MIN(9, pitch / line), .smallest = 1, .grey = 0.2};
    const double side = MIN(3.4, pitch - 0.9), word_x = box.x + 5.4, word_width = 17.6,
                 meaning_x = word_x + word_width;

    for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++) {
        const double top = box.y + (double)i * pitch, baseline = top + side / 2 + 1.2;
        const double right = top + pitch > square.y ? square.x : box.x + box.width;
        g_autoptr(CtParagraph) word =
            ct_paragraph_new(document, &strong, NULL, outcomes[i].word, word_width - 1, 0);
        g_autoptr(CtParagraph) meaning =
            ct_paragraph_new(document, &plain, NULL, outcomes[i].meaning, right - meaning_x, 0);

        ct_document_tick_box(document, box.x, top, side);
        draw_on(document, word, word_x, baseline);
        draw_on(document, meaning, meaning_x, baseline);
    }
}

/* Mood, next date and code, one above the other, to the left of the square. */
static void
draw_answers(CtDocument *document, const CtCall *call, CtBox box, double pitch)
{
    static const CtStyle label = {.size = 9, .smallest = 7, .grey = 0.2};
    static const CtStyle digit = {.size = 8, .smallest = 6, .align = CT_ALIGN_CENTRE};
    static const CtStyle code = {.size = 11, .smallest = 7, .bold = true};
    const double label_width = 14, radius = 2.2;
    const double step = MIN(6.0, (box.width - label_width - 2 * radius) / 4);
    double baseline = box.y + 3.2;
    g_autoptr(CtParagraph) mood =
        ct_paragraph_new(document, &label, NULL, "mood", label_width - 1, 0);
    g_autoptr(CtParagraph) again =
        ct_paragraph_new(document, &label, NULL, "again on", label_width - 1, 0);
    g_autoptr(CtParagraph) code_word =
        ct_paragraph_new(document, &label, NULL, "code", label_width - 1, 0);
    g_autoptr(CtParagraph) code_text =
        ct_paragraph_new(document, &code, NULL, call->code, box.width - label_width, 0);

    draw_on(document, mood, box.x, baseline);
    for (int i = 0; i < 5; i++) {
        const double x = box.x + label_width + radius + i * step;
        const char text[] = {(char)('1' + i), '\0'};
        g_autoptr(CtParagraph) number =
            ct_paragraph_new(document, &digit, NULL, text, 2 * radius, 0);

        ct_document_circle(document, x, baseline - 1.05, radius);
        draw_on(document, number, x - radius, baseline);
    }
    baseline += pitch;
    draw_on(document, again, box.x, baseline);
    ct_document_line(
        document, (CtBox){box.x + label_width, baseline, box.width - label_width - 2, 0.18}, 0.55);
    baseline += pitch;
    draw_on(document, code_word, box.x, baseline);
    draw_on(document, code_text, box.x + label_width, baseline);
}

static void
draw_right(CtDocument *document, const CtCall *call, CtBox box)
{
    const bool has_link = call->mailto != NULL && *call->mailto != '\0';
    g_autoptr(CtSquare) square = ct_square_new(has_link ? call->mailto : call->code);
    const double side = square != NULL ? ct_square_side(square) : 0;
    const double right = box.x + box.width + PAD - 0.4, bottom = box.y + box.height - 0.4;
    const CtBox place = {right - side, bottom - side, side, side};
    const double answer_pitch = 6.6;
    const double answer_height = 3.2 + 2 * answer_pitch + 3.4;
    const double answer_top = box.y + box.height - answer_height;
    const size_t answers = G_N_ELEMENTS(outcomes);
    const double pitch = MIN(5.4, (answer_top - box.y - 0.5) / (double)answers);

    if (square != NULL)
        ct_square_draw(document, square, place.x, place.y);
    draw_outcomes(document, box, pitch, place);
    draw_answers(document, call, (CtBox){box.x, answer_top, place.x - box.x - 0.5, answer_height},
                 answer_pitch);
}

/* --- the sheet ------------------------------------------------------------------------ */

static void
draw_call(CtDocument *document, const CtCall *call, size_t number, CtBox box)
{
    const double split = box.x + box.width * LEFT_SHARE, bottom = box.y + box.height;
    double top;

    ct_document_frame(document, box);
    top = draw_head(document, call, number, box);
    top = draw_band(document, call, box, top);
    ct_document_line(document, (CtBox){split, top + 1.5, 0.18, bottom - top - 3}, 0.6);
    draw_left(document, call,
              (CtBox){box.x + PAD, top + 2.2, split - box.x - 2 * PAD, bottom - top - 2.2});
    draw_right(
        document, call,
        (CtBox){split + PAD, top + 2.8, box.x + box.width - split - 2 * PAD, bottom - top - 2.8});
}

void
ct_call_page(CtDocument *document, const CtCallList *list, int pages)
{
    g_autofree char *title = g_strdup_printf("Calls for %s", list->manager);
    g_autofree char *day = ct_format_weekday(document->page->day, document->page->language);
    g_autofree char *subtitle = NULL;
    const bool has_hours = list->hours != NULL && *list->hours != '\0';

    subtitle =
        g_strdup_printf("%s  ·  %zu %s%s%s", day, list->count, list->count == 1 ? "call" : "calls",
                        has_hours ? "  ·  call " : "", has_hours ? list->hours : "");
    ct_document_begin_page(document);
    ct_document_header(document, title, subtitle, pages);
    ct_document_footer(
        document,
        "To report a call, scan its square with a telephone: it opens a mail with the code and "
        "\"ok\". Put one of the bold words instead, add what was said, and send it.\n"
        "Personal data: please shred after use.");
}

CtDocument *
ct_call_sheet_draw(const CtPage *page, const char *manager, const char *hours, const CtCall *calls,
                   size_t count)
{
    CtDocument *document = ct_document_new(page, page->paper, "Calls");
    const CtCallList list = {manager, hours, calls, count};
    const int call_pages = (int)((count + CALLS_A_PAGE - 1) / CALLS_A_PAGE);
    const double top = CT_PAGE_HEAD + BELOW_HEAD,
                 width = document->sheet.width - 2 * CT_PAGE_MARGIN;
    const double space = document->sheet.height - CT_PAGE_FOOT - top;
    const double height = (space - (CALLS_A_PAGE - 1) * BETWEEN) / CALLS_A_PAGE;
    g_autoptr(CtOverview) overview =
        count > CT_OVERVIEW_FROM ? ct_overview_new(document, &list) : NULL;
    const int pages = MAX(1, call_pages + ct_overview_pages(overview));

    ct_overview_draw(document, overview, &list, pages);
    for (size_t i = 0; i < count; i++) {
        const double y = top + (double)(i % CALLS_A_PAGE) * (height + BETWEEN);

        if (i % CALLS_A_PAGE == 0)
            ct_call_page(document, &list, pages);
        draw_call(document, &calls[i], i + 1, (CtBox){CT_PAGE_MARGIN, y, width, height});
    }
    if (count == 0) {
        ct_call_page(document, &list, pages);
        ct_document_nothing(document, CT_PAGE_HEAD, "There are no calls today.");
    }
    return document;
}

GBytes *
ct_call_sheet(const CtPage *page, const char *manager, const char *hours, const CtCall *calls,
              size_t count, GError **error)
{
    g_autoptr(CtDocument) document = ct_call_sheet_draw(page, manager, hours, calls, count);

    return ct_document_finish(document, error);
}
