/* page-private - what all printed pages share: a PDF in memory, text that always fits, lines, boxes
 * and squares. All lengths are millimetres from the top left corner of the page; type sizes are
 * points. For the files of src/render that print, and for their tests. */
#pragma once

#include "courtesy/render.h"

#include <pango/pangocairo.h>

#define CT_PAGE_MARGIN 15.0 /* left, right and top */
#define CT_PAGE_HEAD   26.2 /* from the upper edge to the end of the head */
#define CT_PAGE_FOOT   15.0 /* from the end of the content to the lower edge */

typedef struct {
    double x, y, width, height;
} CtBox;

/* A whole sheet of paper. */
CtBox ct_paper_box(CtPaper paper);

/* --- the document --------------------------------------------------------------------- */

/* Something that was drawn: tests compare these boxes to find out whether any two overlap. */
typedef enum { CT_INK_TEXT, CT_INK_LINE, CT_INK_TICK_BOX, CT_INK_SQUARE } CtInkKind;
typedef struct {
    int page; /* from 1 */
    CtInkKind kind;
    CtBox box;
    char *text; /* what is written there; NULL for other kinds */
} CtInk;

/* The sheets use it through the functions below; only page.c, paragraph.c and square.c look inside.
 */
typedef struct {
    const CtPage *page;
    CtBox sheet;
    cairo_surface_t *surface;
    cairo_t *cairo; /* scaled: its unit is the millimetre */
    PangoFontMap *fonts;
    PangoContext *context;
    GByteArray *bytes;
    GArray *ink; /* of CtInk */
    int page_number;
} CtDocument;

/* A PDF without pages. `page` must outlive it; `paper` may differ from the page's own, because
 * labels decide for themselves. The caller owns the result. */
CtDocument *ct_document_new(const CtPage *page, CtPaper paper, const char *title);
void ct_document_free(CtDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtDocument, ct_document_free)

void ct_document_begin_page(CtDocument *document);
/* A title, a line under it, the business and the page number (of `pages`) in the corner, a rule. */
void ct_document_header(CtDocument *document, const char *title, const char *subtitle, int pages);
/* A hairline and a small text at the foot of the page. */
void ct_document_footer(CtDocument *document, const char *text);
/* One calm sentence at `top` of a page that has nothing else to say. */
void ct_document_nothing(CtDocument *document, double top, const char *text);

/* A filled bar: rules, column lines. `grey`: 0 black .. 1 white. */
void ct_document_line(CtDocument *document, CtBox bar, double grey);
/* A tint behind text: not ink. */
void ct_document_tint(CtDocument *document, CtBox box, double grey);
/* Four lines around a box. */
void ct_document_frame(CtDocument *document, CtBox box);
/* An empty box to be ticked with a pen. */
void ct_document_tick_box(CtDocument *document, double x, double y, double side);
/* A thin circle around (x, y), to be marked with a pen: not ink. */
void ct_document_circle(CtDocument *document, double x, double y, double radius);
/* The mark before an item of a list, its middle at (x, y): not ink. */
typedef enum { CT_MARK_NONE, CT_MARK_DOT, CT_MARK_CROSS } CtMark;
void ct_document_mark(CtDocument *document, CtMark mark, double x, double y);

/* Remembers what was drawn where. */
void ct_document_note_ink(CtDocument *document, CtInkKind kind, CtBox box, const char *text);
/* Closes the PDF. The caller owns the bytes. Errors: CT_ERROR_OUTPUT. */
GBytes *ct_document_finish(CtDocument *document, GError **error);

/* --- text ----------------------------------------------------------------------------- */

typedef enum { CT_ALIGN_LEFT, CT_ALIGN_RIGHT, CT_ALIGN_CENTRE } CtAlign;
typedef enum {
    CT_FIT_LINE, /* shrinks to stay on one line, and wraps only below the smallest size */
    CT_FIT_WRAP, /* wraps, and shrinks only when it is too high */
} CtFit;

typedef struct {
    double size, smallest;
    CtFit fit;
    CtAlign align;
    bool bold, italic;
    double grey;
} CtStyle;

/* A text that has been laid out, once. It is never cut: when it is too large even at the smallest
 * size, it goes on shrinking. */
typedef struct CtParagraph CtParagraph;

/* Lays `text` (any bytes; line feeds are kept) out in a box of `width` and `height` (0: as high as
 * it needs). `language`: BCP 47, NULL or "" for that of the house. NULL and blank texts make an
 * empty paragraph. The caller owns the result. */
CtParagraph *ct_paragraph_new(CtDocument *document, const CtStyle *style, const char *language,
                              const char *text, double width, double height);
void ct_paragraph_free(CtParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtParagraph, ct_paragraph_free)
bool ct_paragraph_is_empty(const CtParagraph *paragraph);
/* Width of its longest line, and height, both 0 when empty. */
double ct_paragraph_width(const CtParagraph *paragraph);
double ct_paragraph_height(const CtParagraph *paragraph);
/* From its top to its first baseline. */
double ct_paragraph_ascent(const CtParagraph *paragraph);
/* Draws with the top left corner of its box at (x, y). */
void ct_paragraph_draw(CtDocument *document, const CtParagraph *paragraph, double x, double y);

/* Lays out, draws at the top left of `box`, and returns the height. */
double ct_document_text(CtDocument *document, const CtStyle *style, const char *language,
                        const char *text, CtBox box);

/* --- squares (QR codes) --------------------------------------------------------------- */

/* The matrix for a text: at least 18 mm wide, with the 4 modules of white that scanners want. */
typedef struct CtSquare CtSquare;

/* NULL when the text is empty or longer than a square can hold. The caller owns the result. */
CtSquare *ct_square_new(const char *text);
void ct_square_free(CtSquare *square);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtSquare, ct_square_free)
/* Side of the whole, white margin included. */
double ct_square_side(const CtSquare *square);
void ct_square_draw(CtDocument *document, const CtSquare *square, double x, double y);

/* --- the sheets, before they become bytes: so that tests can look at the ink ---------- */

/* Where label `index` (from 0) of a sheet lies, without the inner margin. */
CtBox ct_stationery_place(const CtStationery *sheet, int index);

CtDocument *ct_call_sheet_draw(const CtPage *page, const char *manager, const char *hours,
                               const CtCall *calls, size_t count);
CtDocument *ct_card_list_draw(const CtPage *page, const char *labels, const CtCard *cards,
                              size_t count);
CtDocument *ct_labels_draw(const CtPage *page, const CtStationery *sheet, int start,
                           const CtLabel *labels, size_t count);
