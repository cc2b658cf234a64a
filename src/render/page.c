/* The document that every printed page is part of: a PDF in memory, its head and foot, and the
 * shapes that are not text. */
#include "config.h"

#include "page-private.h"

#include <cairo-pdf.h>

#define POINTS_PER_MM  (72.0 / 25.4)
#define HAIRLINE       0.18
#define RULE           0.42
#define CORNER         62.0 /* for the business and the page number, at the right of the head */
#define DEFAULT_FAMILY "Liberation Sans"

static const CtBox paper_sizes[] = {
    [CT_PAPER_A4] = {0, 0, 210.0, 297.0},
    [CT_PAPER_LETTER] = {0, 0, 215.9, 279.4},
};

CtBox
ct_paper_box(CtPaper paper)
{
    return paper_sizes[paper];
}

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
clear_ink(gpointer ink)
{
    g_free(((CtInk *)ink)->text);
}

/* The clock is kept out of the file, so that the same list gives the same bytes. */
static void
describe(CtDocument *document, const char *title)
{
    g_autofree char *clean = ct_text_clean(title, false);
    g_autofree char *author = ct_text_clean(document->page->business, false);
    g_autofree char *stamp = NULL;
    char day[CT_DAY_TEXT];

    stamp = g_strconcat(ct_day_text(document->page->day, day), "T00:00:00Z", NULL);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_MOD_DATE, stamp);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_CREATOR, PACKAGE_NAME);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_TITLE, clean);
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_AUTHOR, author);
}

/* Fonts are looked up once a document. Without hints a text is exactly as wide on paper as it was
 * when it was measured, at every size. */
static void
open_fonts(CtDocument *document)
{
    const char *family = document->page->font;
    g_autoptr(PangoFontDescription) font = pango_font_description_new();
    cairo_font_options_t *options = cairo_font_options_create();

    if (family == NULL || *family == '\0')
        family = DEFAULT_FAMILY;
    pango_font_description_set_family(font, family);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);

    document->fonts = pango_cairo_font_map_new();
    document->context = pango_font_map_create_context(document->fonts);
    pango_cairo_context_set_resolution(document->context, 72.0);
    pango_cairo_context_set_font_options(document->context, options);
    pango_context_set_round_glyph_positions(document->context, FALSE);
    pango_context_set_font_description(document->context, font);
    cairo_font_options_destroy(options);
}

CtDocument *
ct_document_new(const CtPage *page, CtPaper paper, const char *title)
{
    CtDocument *document = g_new0(CtDocument, 1);

    document->page = page;
    document->sheet = paper_sizes[paper];
    document->bytes = g_byte_array_new();
    document->ink = g_array_new(FALSE, FALSE, sizeof(CtInk));
    g_array_set_clear_func(document->ink, clear_ink);
    document->surface = cairo_pdf_surface_create_for_stream(append_bytes, document->bytes,
                                                            document->sheet.width * POINTS_PER_MM,
                                                            document->sheet.height * POINTS_PER_MM);
    document->cairo = cairo_create(document->surface);
    cairo_scale(document->cairo, POINTS_PER_MM, POINTS_PER_MM);
    describe(document, title);
    open_fonts(document);
    return document;
}

void
ct_document_free(CtDocument *document)
{
    if (document == NULL)
        return;
    g_clear_object(&document->context);
    g_clear_object(&document->fonts);
    cairo_destroy(document->cairo);
    cairo_surface_destroy(document->surface);
    g_byte_array_unref(document->bytes);
    g_array_unref(document->ink);
    g_free(document);
}

GBytes *
ct_document_finish(CtDocument *document, GError **error)
{
    cairo_status_t status = cairo_status(document->cairo);

    if (document->page_number > 0)
        cairo_show_page(document->cairo);
    cairo_surface_finish(document->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_status(document->cairo);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(document->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "cannot draw a PDF: %s",
                    cairo_status_to_string(status));
        return NULL;
    }
    return g_bytes_new(document->bytes->data, document->bytes->len);
}

void
ct_document_begin_page(CtDocument *document)
{
    if (document->page_number > 0)
        cairo_show_page(document->cairo);
    document->page_number++;
}

void
ct_document_note_ink(CtDocument *document, CtInkKind kind, CtBox box, const char *text)
{
    CtInk ink = {.page = document->page_number, .kind = kind, .box = box, .text = g_strdup(text)};

    g_array_append_val(document->ink, ink);
}

/* On one baseline; a title of several lines begins higher. */
static double
head_top(const CtParagraph *paragraph)
{
    const double baseline = 17.2, bottom = 19.4;

    return MIN(baseline - ct_paragraph_ascent(paragraph), bottom - ct_paragraph_height(paragraph));
}

void
ct_document_header(CtDocument *document, const char *title, const char *subtitle, int pages)
{
    static const CtStyle large = {.size = 16, .smallest = 9, .bold = true};
    static const CtStyle plain = {.size = 10, .smallest = 7.5};
    static const CtStyle small = {
        .size = 8.5, .smallest = 6, .align = CT_ALIGN_RIGHT, .grey = 0.25};
    const double x = CT_PAGE_MARGIN, width = document->sheet.width - 2 * x;
    const double title_width = width - CORNER - 4;
    g_autofree char *number = NULL;
    g_autoptr(CtParagraph) head = NULL, corner = NULL;

    number = g_strdup_printf("%s  ·  page %d of %d", document->page->business,
                             document->page_number, pages);
    head = ct_paragraph_new(document, &large, NULL, title, title_width, 7.0);
    corner = ct_paragraph_new(document, &small, NULL, number, CORNER, 7.0);
    ct_paragraph_draw(document, head, x, head_top(head));
    ct_paragraph_draw(document, corner, x + width - CORNER, head_top(corner));
    ct_document_text(document, &plain, NULL, subtitle, (CtBox){x, 19.8, width, 4.8});
    ct_document_line(document, (CtBox){x, CT_PAGE_HEAD - RULE, width, RULE}, 0);
}

void
ct_document_footer(CtDocument *document, const char *text)
{
    static const CtStyle small = {.size = 7.5, .smallest = 6, .fit = CT_FIT_WRAP, .grey = 0.25};
    const double x = CT_PAGE_MARGIN, width = document->sheet.width - 2 * x;
    const double top = document->sheet.height - CT_PAGE_FOOT + 1.6;

    ct_document_line(document, (CtBox){x, top, width, HAIRLINE}, 0.4);
    ct_document_text(document, &small, NULL, text, (CtBox){x, top + 1.2, width, 6.2});
}

void
ct_document_nothing(CtDocument *document, double top, const char *text)
{
    static const CtStyle style = {.size = 13, .smallest = 9, .align = CT_ALIGN_CENTRE, .grey = 0.2};
    const double width = document->sheet.width - 2 * CT_PAGE_MARGIN;

    ct_document_text(document, &style, NULL, text, (CtBox){CT_PAGE_MARGIN, top + 40.0, width, 0});
}

static void
fill_box(CtDocument *document, CtBox box, double grey)
{
    cairo_set_source_rgb(document->cairo, grey, grey, grey);
    cairo_rectangle(document->cairo, box.x, box.y, box.width, box.height);
    cairo_fill(document->cairo);
}

void
ct_document_line(CtDocument *document, CtBox bar, double grey)
{
    fill_box(document, bar, grey);
    ct_document_note_ink(document, CT_INK_LINE, bar, NULL);
}

void
ct_document_tint(CtDocument *document, CtBox box, double grey)
{
    fill_box(document, box, grey);
}

void
ct_document_frame(CtDocument *document, CtBox box)
{
    const double line = 0.25;

    ct_document_line(document, (CtBox){box.x, box.y, box.width, line}, 0);
    ct_document_line(document, (CtBox){box.x, box.y + box.height - line, box.width, line}, 0);
    ct_document_line(document, (CtBox){box.x, box.y, line, box.height}, 0);
    ct_document_line(document, (CtBox){box.x + box.width - line, box.y, line, box.height}, 0);
}

void
ct_document_tick_box(CtDocument *document, double x, double y, double side)
{
    const double line = 0.28;

    cairo_set_source_rgb(document->cairo, 0, 0, 0);
    cairo_set_line_width(document->cairo, line);
    cairo_rectangle(document->cairo, x + line / 2, y + line / 2, side - line, side - line);
    cairo_stroke(document->cairo);
    ct_document_note_ink(document, CT_INK_TICK_BOX, (CtBox){x, y, side, side}, NULL);
}

void
ct_document_circle(CtDocument *document, double x, double y, double radius)
{
    cairo_set_source_rgb(document->cairo, 0.45, 0.45, 0.45);
    cairo_set_line_width(document->cairo, HAIRLINE);
    cairo_new_sub_path(document->cairo);
    cairo_arc(document->cairo, x, y, radius, 0, 2 * G_PI);
    cairo_stroke(document->cairo);
}

void
ct_document_mark(CtDocument *document, CtMark mark, double x, double y)
{
    const double dot = 0.45, arm = 0.8;

    cairo_set_source_rgb(document->cairo, 0, 0, 0);
    switch (mark) {
    case CT_MARK_NONE:
        return;
    case CT_MARK_DOT:
        cairo_new_sub_path(document->cairo);
        cairo_arc(document->cairo, x, y, dot, 0, 2 * G_PI);
        cairo_fill(document->cairo);
        return;
    case CT_MARK_CROSS:
        cairo_set_line_width(document->cairo, 0.32);
        cairo_move_to(document->cairo, x - arm, y - arm);
        cairo_line_to(document->cairo, x + arm, y + arm);
        cairo_move_to(document->cairo, x - arm, y + arm);
        cairo_line_to(document->cairo, x + arm, y - arm);
        cairo_stroke(document->cairo);
        return;
    }
}
