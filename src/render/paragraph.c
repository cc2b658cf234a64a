/* Text that always fits: it shrinks, wraps and shrinks again, and is never cut. Lines are placed
 * by us, not by Pango, so that a word in another script does not push the others apart. */
#include "config.h"

#include "page-private.h"

#include <math.h>

#define MM_PER_POINT (25.4 / 72.0)
#define REFERENCE    10.0  /* points */
#define ASCENT       0.905 /* of the type size: the usual proportions of a sans serif */
#define DESCENT      0.212
#define PITCH        1.16
#define CLEARANCE    0.06 /* between the ink of two lines */
#define STEP         0.5  /* points */
#define TINIEST      1.0  /* points: beyond any real text */

typedef struct {
    double x, baseline; /* of one line */
} Place;

struct CtParagraph {
    PangoLayout *layout;
    char *text;
    double grey;
    double scale; /* of the reference size */
    double width, height, ascent;
    GArray *places; /* of Place, one a line */
};

void
ct_paragraph_free(CtParagraph *paragraph)
{
    if (paragraph == NULL)
        return;
    g_clear_object(&paragraph->layout);
    g_array_unref(paragraph->places);
    g_free(paragraph->text);
    g_free(paragraph);
}

/* The language chooses between the Chinese, Japanese and Korean shapes of a character. Fontconfig
 * tells the two ways of writing Chinese apart only by a place where each is used. */
static PangoLanguage *
find_language(const char *tag)
{
    static const struct {
        const char *range, *place;
    } chinese[] = {{"zh-hans", "zh-cn"}, {"zh-hant", "zh-tw"}, {"zh-tw", "zh-tw"},
                   {"zh-hk", "zh-hk"},   {"zh-mo", "zh-hk"},   {"zh", "zh-cn"}};
    PangoLanguage *language = pango_language_from_string(tag);

    for (size_t i = 0; i < G_N_ELEMENTS(chinese); i++) {
        if (pango_language_matches(language, chinese[i].range))
            return pango_language_from_string(chinese[i].place);
    }
    return language;
}

static void
set_attributes(PangoLayout *layout, const char *language)
{
    g_autoptr(PangoAttrList) attributes = pango_attr_list_new();

    pango_attr_list_insert(attributes, pango_attr_language_new(find_language(language)));
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout, attributes);
}

/* Only these scripts have slanted letters; the others would look bent. */
static bool
has_italics(const char *text)
{
    for (const char *p = text; *p != '\0'; p += g_utf8_skip[(guchar)*p]) {
        const GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(p));

        if (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED &&
            script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_GREEK &&
            script != G_UNICODE_SCRIPT_CYRILLIC)
            return false;
    }
    return true;
}

/* A text is shaped at one size and scaled to any other, so that each font is looked up and loaded
 * only once a document. */
static void
set_font(PangoLayout *layout, bool bold, bool italic)
{
    PangoContext *context = pango_layout_get_context(layout);
    g_autoptr(PangoFontDescription) font =
        pango_font_description_copy(pango_context_get_font_description(context));

    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font, REFERENCE * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
}

static double
to_mm(const CtParagraph *paragraph, int pango_units)
{
    return (double)pango_units / PANGO_SCALE * paragraph->scale * MM_PER_POINT;
}

/* Gives every line its baseline: evenly, further apart only where tall letters would touch. */
static void
place_lines(CtParagraph *paragraph)
{
    const double em = REFERENCE * paragraph->scale * MM_PER_POINT;
    const int lines = pango_layout_get_line_count(paragraph->layout);
    double baseline = 0, below = 0;

    g_array_set_size(paragraph->places, 0);
    paragraph->width = 0;
    for (int i = 0; i < lines; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(paragraph->layout, i);
        PangoRectangle ink, logical;
        double above;

        pango_layout_line_get_extents(line, &ink, &logical);
        above = to_mm(paragraph, -ink.y);
        if (i == 0)
            baseline = paragraph->ascent = MAX(ASCENT * em, above);
        else
            baseline += MAX(PITCH * em, below + above + CLEARANCE * em);
        below = to_mm(paragraph, ink.y + ink.height);
        g_array_append_val(paragraph->places, ((Place){0, baseline}));
        paragraph->width = MAX(paragraph->width, to_mm(paragraph, logical.width));
    }
    paragraph->height = baseline + MAX(DESCENT * em, below);
}

/* Lays out at one size. Width 0: without wrapping. */
static void
lay_out(CtParagraph *paragraph, double size, double width)
{
    double units;

    paragraph->scale = size / REFERENCE;
    units = width / (paragraph->scale * MM_PER_POINT) * PANGO_SCALE;
    pango_layout_set_width(paragraph->layout, width > 0 ? (int)units : -1);
    place_lines(paragraph);
}

static bool
fits(const CtParagraph *paragraph, double width, double height)
{
    const double rounding = 0.001;

    return paragraph->width <= width + rounding &&
           (height <= 0 || paragraph->height <= height + rounding);
}

/* Without wrapping a text grows evenly with its size, so one measurement tells all. */
static bool
fit_on_lines(CtParagraph *paragraph, const CtStyle *style, double width, double height)
{
    double size = style->size;

    lay_out(paragraph, size, 0);
    while (!fits(paragraph, width, height)) {
        const double smaller = size - STEP, ratio = smaller / size;

        if (smaller < style->smallest)
            return false;
        paragraph->width *= ratio;
        paragraph->height *= ratio;
        size = smaller;
    }
    if (size < style->size)
        lay_out(paragraph, size, 0);
    return true;
}

static bool
fit_by_wrapping(CtParagraph *paragraph, const CtStyle *style, double width, double height)
{
    pango_layout_set_wrap(paragraph->layout, PANGO_WRAP_WORD);
    /* NOLINTNEXTLINE(cert-flp30-c,*.FloatLoopCounter): points; a rounding does no harm */
    for (double size = style->size; size >= style->smallest; size -= STEP) {
        lay_out(paragraph, size, width);
        if (fits(paragraph, width, height))
            return true;
    }
    return false;
}

/* The last resort: a little smaller yet, then words are broken, then as small as it must be. */
static void
fit_by_all_means(CtParagraph *paragraph, const CtStyle *style, double width, double height)
{
    const double whole_words = 0.85 * style->smallest;

    /* NOLINTNEXTLINE(cert-flp30-c,*.FloatLoopCounter): points; a rounding does no harm */
    for (double size = style->smallest; size >= whole_words; size *= 0.97) {
        lay_out(paragraph, size, width);
        if (fits(paragraph, width, height))
            return;
    }
    pango_layout_set_wrap(paragraph->layout, PANGO_WRAP_WORD_CHAR);
    /* NOLINTNEXTLINE(cert-flp30-c,*.FloatLoopCounter): points; a rounding does no harm */
    for (double size = style->smallest; size >= TINIEST; size *= 0.93) {
        lay_out(paragraph, size, width);
        if (fits(paragraph, width, height))
            return;
    }
}

/* Lines that are written from the right end together at the right of the longest one. */
static void
align_lines(CtParagraph *paragraph, CtAlign align, double width)
{
    const bool from_right = pango_layout_get_direction(paragraph->layout, 0) == PANGO_DIRECTION_RTL;

    for (guint i = 0; i < paragraph->places->len; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(paragraph->layout, (int)i);
        Place *place = &g_array_index(paragraph->places, Place, i);
        PangoRectangle logical;

        pango_layout_line_get_extents(line, NULL, &logical);
        switch (align) {
        case CT_ALIGN_LEFT:
            place->x = from_right ? paragraph->width - to_mm(paragraph, logical.width) : 0;
            break;
        case CT_ALIGN_RIGHT:
            place->x = width - to_mm(paragraph, logical.width);
            break;
        case CT_ALIGN_CENTRE:
            place->x = (width - to_mm(paragraph, logical.width)) / 2;
            break;
        }
    }
}

CtParagraph *
ct_paragraph_new(CtDocument *document, const CtStyle *style, const char *language, const char *text,
                 double width, double height)
{
    CtParagraph *paragraph = g_new0(CtParagraph, 1);

    paragraph->grey = style->grey;
    paragraph->places = g_array_new(FALSE, FALSE, sizeof(Place));
    paragraph->text = ct_text_clean(text != NULL ? text : "", true);
    if (*paragraph->text == '\0')
        return paragraph;

    if (language == NULL || *language == '\0')
        language = document->page->language;
    paragraph->layout = pango_layout_new(document->context);
    set_font(paragraph->layout, style->bold, style->italic && has_italics(paragraph->text));
    set_attributes(paragraph->layout, language);
    pango_layout_set_text(paragraph->layout, paragraph->text, -1);
    if ((style->fit == CT_FIT_WRAP || !fit_on_lines(paragraph, style, width, height)) &&
        !fit_by_wrapping(paragraph, style, width, height))
        fit_by_all_means(paragraph, style, width, height);
    align_lines(paragraph, style->align, width);
    return paragraph;
}

bool
ct_paragraph_is_empty(const CtParagraph *paragraph)
{
    return paragraph->layout == NULL;
}

double
ct_paragraph_width(const CtParagraph *paragraph)
{
    return paragraph->width;
}

double
ct_paragraph_height(const CtParagraph *paragraph)
{
    return paragraph->height;
}

double
ct_paragraph_ascent(const CtParagraph *paragraph)
{
    return paragraph->ascent;
}

/* The smallest box around two boxes; an empty one counts for nothing. */
static CtBox
join(CtBox a, CtBox b)
{
    const double x = MIN(a.x, b.x), y = MIN(a.y, b.y);

    if (a.width <= 0)
        return b;
    return (CtBox){x, y, MAX(a.x + a.width, b.x + b.width) - x,
                   MAX(a.y + a.height, b.y + b.height) - y};
}

void
ct_paragraph_draw(CtDocument *document, const CtParagraph *paragraph, double x, double y)
{
    const double scale = paragraph->scale * MM_PER_POINT;
    CtBox drawn = {0};

    for (guint i = 0; i < paragraph->places->len; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(paragraph->layout, (int)i);
        const Place *place = &g_array_index(paragraph->places, Place, i);
        const double left = x + place->x, baseline = y + place->baseline;
        PangoRectangle ink;

        pango_layout_line_get_extents(line, &ink, NULL);
        drawn =
            join(drawn, (CtBox){left + to_mm(paragraph, ink.x), baseline + to_mm(paragraph, ink.y),
                                to_mm(paragraph, ink.width), to_mm(paragraph, ink.height)});
        cairo_save(document->cairo);
        cairo_set_source_rgb(document->cairo, paragraph->grey, paragraph->grey, paragraph->grey);
        cairo_translate(document->cairo, left, baseline);
        cairo_scale(document->cairo, scale, scale);
        pango_cairo_show_layout_line(document->cairo, line);
        cairo_restore(document->cairo);
    }
    if (paragraph->places->len > 0)
        ct_document_note_ink(document, CT_INK_TEXT, drawn, paragraph->text);
}

double
ct_document_text(CtDocument *document, const CtStyle *style, const char *language, const char *text,
                 CtBox box)
{
    g_autoptr(CtParagraph) paragraph =
        ct_paragraph_new(document, style, language, text, box.width, box.height);

    ct_paragraph_draw(document, paragraph, box.x, box.y);
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr frees it */
    return ct_paragraph_height(paragraph);
}
