/* Address labels, laid out once each, on sheets that may have been begun before. */
#include "config.h"

#include "page-private.h"

#define INNER_MARGIN 4.5

static void
draw_label(CtDocument *document, const CtLabel *label, CtBox place)
{
    static const CtStyle style = {.size = 11, .smallest = 7};
    const double width = place.width - 2 * INNER_MARGIN;
    const double height = place.height - 2 * INNER_MARGIN;
    g_autofree char *text = g_strjoinv("\n", (char **)(uintptr_t)label->lines);
    g_autoptr(CtParagraph) paragraph =
        ct_paragraph_new(document, &style, label->language, text, width, height);

    ct_paragraph_draw(document, paragraph, place.x + INNER_MARGIN,
                      place.y + (place.height - ct_paragraph_height(paragraph)) / 2);
}

CtDocument *
ct_labels_draw(const CtPage *page, const CtStationery *sheet, int start, const CtLabel *labels,
               size_t count)
{
    CtDocument *document = ct_document_new(page, sheet->paper, "Labels");
    const int a_sheet = sheet->across * sheet->down;
    int index = start - 1;

    ct_document_begin_page(document);
    if (count == 0)
        ct_document_nothing(document, CT_PAGE_MARGIN, "There are no labels to print today.");
    for (size_t i = 0; i < count; i++, index++) {
        if (index == a_sheet) {
            ct_document_begin_page(document);
            index = 0;
        }
        draw_label(document, &labels[i], ct_stationery_place(sheet, index));
    }
    return document;
}

GBytes *
ct_labels(const CtPage *page, const CtStationery *sheet, int start, const CtLabel *labels,
          size_t count, GError **error)
{
    const int a_sheet = sheet->across * sheet->down;
    g_autoptr(CtDocument) document = NULL;

    if (start < 1 || start > a_sheet) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "label %d: a sheet of %s has the labels 1 to %d", start, sheet->name, a_sheet);
        return NULL;
    }
    document = ct_labels_draw(page, sheet, start, labels, count);
    return ct_document_finish(document, error);
}
