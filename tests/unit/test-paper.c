/* Printed pages, looked at from inside: bytes, and the boxes of ink on each page. */
#include "ct-test.h"

#include "../../src/render/page-private.h"
#include "paper-samples.h"

#include <math.h>
#include <string.h>

typedef enum { CALLS, CARDS, LABELS } Kind;
static const char *const kind_words[] = {"calls", "cards", "labels"};

/* Every kind of page that there is. */
static const struct {
    Kind kind;
    CtPaper paper;
    size_t count;
    const char *sheet;
    int start;
    int pages; /* 0: as many as it takes */
} pages[] = {
    {CALLS, CT_PAPER_A4, 0, NULL, 0, 1},         {CALLS, CT_PAPER_A4, 1, NULL, 0, 1},
    {CALLS, CT_PAPER_A4, 3, NULL, 0, 1},         {CALLS, CT_PAPER_A4, 4, NULL, 0, 2},
    {CALLS, CT_PAPER_A4, 6, NULL, 0, 2},         {CALLS, CT_PAPER_A4, 7, NULL, 0, 4},
    {CALLS, CT_PAPER_A4, 20, NULL, 0, 9},        {CALLS, CT_PAPER_LETTER, 0, NULL, 0, 1},
    {CALLS, CT_PAPER_LETTER, 3, NULL, 0, 1},     {CALLS, CT_PAPER_LETTER, 20, NULL, 0, 9},
    {CARDS, CT_PAPER_A4, 0, NULL, 0, 1},         {CARDS, CT_PAPER_A4, 1, NULL, 0, 1},
    {CARDS, CT_PAPER_A4, 9, NULL, 0, 2},         {CARDS, CT_PAPER_A4, 10, NULL, 0, 2},
    {CARDS, CT_PAPER_A4, 30, NULL, 0, 0},        {CARDS, CT_PAPER_LETTER, 0, NULL, 0, 1},
    {CARDS, CT_PAPER_LETTER, 9, NULL, 0, 2},     {CARDS, CT_PAPER_LETTER, 30, NULL, 0, 0},
    {LABELS, CT_PAPER_A4, 0, "L7160", 1, 1},     {LABELS, CT_PAPER_A4, 1, "L7160", 1, 1},
    {LABELS, CT_PAPER_A4, 21, "L7160", 1, 1},    {LABELS, CT_PAPER_A4, 22, "L7160", 1, 2},
    {LABELS, CT_PAPER_A4, 18, "L7160", 4, 1},    {LABELS, CT_PAPER_A4, 19, "L7160", 4, 2},
    {LABELS, CT_PAPER_A4, 1, "L7160", 21, 1},    {LABELS, CT_PAPER_A4, 2, "L7160", 21, 2},
    {LABELS, CT_PAPER_A4, 8, "L7162", 1, 1},     {LABELS, CT_PAPER_A4, 8, "L7165", 1, 1},
    {LABELS, CT_PAPER_LETTER, 22, "5160", 1, 1}, {LABELS, CT_PAPER_A4, 21, "5161", 1, 2},
};

static CtDocument *
draw(const CtPage *page, size_t i)
{
    const size_t count = pages[i].count;

    print_message("case %zu: %zu %s, %s\n", i, count, kind_words[pages[i].kind],
                  pages[i].paper == CT_PAPER_A4 ? "A4" : "Letter");
    switch (pages[i].kind) {
    case CALLS:
        return ct_call_sheet_draw(page, "Anna Berg", "9:00-18:00", sample_calls(count), count);
    case CARDS:
        return ct_card_list_draw(page, "L7160, first free label 4", sample_cards(count, page->day),
                                 count);
    case LABELS:
        return ct_labels_draw(page, ct_stationery_find(pages[i].sheet), pages[i].start,
                              sample_labels(count), count);
    }
    return NULL;
}

/* All of them, drawn once for all tests. */
static int
draw_all(void **state)
{
    CtDocument **documents = g_new0(CtDocument *, G_N_ELEMENTS(pages));

    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        documents[i] = draw(sample_page(pages[i].paper), i);
    *state = documents;
    return 0;
}

static int
free_all(void **state)
{
    CtDocument **documents = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        ct_document_free(documents[i]);
    g_free(documents);
    return 0;
}

static void
paper__repeats__its_bytes(void **state)
{
    CtDocument **documents = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(pages); i += 3) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CtDocument) again = draw(sample_page(pages[i].paper), i);
        g_autoptr(GBytes) first = ct_document_finish(documents[i], &error);
        g_autoptr(GBytes) second = ct_document_finish(again, &error);
        gsize size;
        const char *data;

        ct_assert_ok(first != NULL && second != NULL, error);
        data = g_bytes_get_data(first, &size);
        assert_true(size > 500 && memcmp(data, "%PDF-", 5) == 0);
        assert_true(g_bytes_equal(first, second));
    }
}

static void
paper__has__the_pages_it_needs(void **state)
{
    CtDocument **documents = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        const CtDocument *document = documents[i];

        print_message("case %zu: %d pages\n", i, document->page_number);
        if (pages[i].pages > 0)
            assert_int_equal(document->page_number, pages[i].pages);
        else
            assert_in_range(document->page_number, pages[i].count / 9, pages[i].count / 5);
    }
}

static bool
overlap(const CtInk *a, const CtInk *b)
{
    const double slack = 0.02;

    if (a->page != b->page || (a->kind == CT_INK_LINE && b->kind == CT_INK_LINE))
        return false;
    return a->box.x + slack < b->box.x + b->box.width &&
           b->box.x + slack < a->box.x + a->box.width &&
           a->box.y + slack < b->box.y + b->box.height &&
           b->box.y + slack < a->box.y + a->box.height;
}

static void
print_ink(const CtInk *ink)
{
    print_error("  page %d, kind %d, %.2f %.2f + %.2f %.2f: %s\n", ink->page, (int)ink->kind,
                ink->box.x, ink->box.y, ink->box.width, ink->box.height,
                ink->text != NULL ? ink->text : "");
}

static int
count_overlaps(const CtDocument *document)
{
    const CtInk *ink = (const CtInk *)(void *)document->ink->data;
    int overlaps = 0;

    for (guint a = 0; a < document->ink->len; a++) {
        for (guint b = a + 1; b < document->ink->len; b++) {
            if (!overlap(&ink[a], &ink[b]))
                continue;
            print_error("these overlap:\n");
            print_ink(&ink[a]);
            print_ink(&ink[b]);
            overlaps++;
        }
    }
    return overlaps;
}

static void
paper__never__prints_one_thing_over_another(void **state)
{
    CtDocument **documents = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        const CtDocument *document = documents[i];

        print_message("case %zu\n", i);
        assert_true(document->ink->len > 0);
        assert_int_equal(count_overlaps(document), 0);
    }
}

static bool
is_inside(const CtBox *inner, const CtBox *outer, double margin)
{
    return inner->x >= outer->x + margin && inner->y >= outer->y + margin &&
           inner->x + inner->width <= outer->x + outer->width - margin &&
           inner->y + inner->height <= outer->y + outer->height - margin;
}

static void
paper__keeps__a_margin(void **state)
{
    CtDocument **documents = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        const CtDocument *document = documents[i];
        const double margin = 6.0; /* what all printers can reach */

        for (guint j = 0; j < document->ink->len; j++) {
            const CtInk *ink = &g_array_index(document->ink, CtInk, j);

            if (!is_inside(&ink->box, &document->sheet, margin)) {
                print_ink(ink);
                fail_msg("case %zu: too close to the edge of the paper", i);
            }
        }
    }
}

static void
overlap__is_seen__when_there_is_one(void **state)
{
    const CtPage *page = sample_page(CT_PAPER_A4);
    g_autoptr(CtDocument) document = ct_document_new(page, page->paper, "Test");
    const CtStyle style = {.size = 10, .smallest = 8};

    ct_document_begin_page(document);
    ct_document_text(document, &style, NULL, "one", (CtBox){20, 20, 50, 0});
    ct_document_text(document, &style, NULL, "two", (CtBox){20, 40, 50, 0});
    assert_int_equal(count_overlaps(document), 0);
    ct_document_line(document, (CtBox){20, 41.5, 50, 0.2}, 0);
    assert_int_equal(count_overlaps(document), 1);
    ct_document_begin_page(document);
    ct_document_text(document, &style, NULL, "one", (CtBox){20, 20, 50, 0});
    assert_int_equal(count_overlaps(document), 1);
}

static void
paper__says__when_it_cannot_be_drawn(void **state)
{
    const CtPage *page = sample_page(CT_PAPER_A4);
    g_autoptr(CtDocument) document = ct_document_new(page, page->paper, "Test");
    g_autoptr(GError) error = NULL;

    ct_document_begin_page(document);
    cairo_restore(document->cairo); /* without a save: from now on cairo refuses */
    ct_assert_fails(ct_document_finish(document, &error) != NULL, error, CT_ERROR_OUTPUT);
}

static void
paper__holds__texts_beyond_all_measure(void **state)
{
    const CtPage *page = sample_page(CT_PAPER_A4);
    g_autoptr(GString) text = g_string_new(NULL);
    const char *say[] = {NULL, NULL, NULL, NULL}, *address[] = {NULL, NULL, NULL};
    CtCall calls[7] = {{0}};
    CtCard cards[2] = {{0}};
    g_autoptr(CtDocument) call_sheet = NULL, card_list = NULL;

    for (int i = 0; i < 30; i++)
        g_string_append(text, "many words ");
    say[0] = say[1] = say[2] = address[0] = address[1] = text->str;
    for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
        const char *t = text->str;

        calls[i] = (CtCall){t, t, t, "en", t, t, t, t, t, t, say, t, "K7Q4XM", t};
    }
    for (size_t i = 0; i < G_N_ELEMENTS(cards); i++)
        cards[i] = (CtCard){.name = text->str,
                            .address = address,
                            .occasion = text->str,
                            .details = text->str,
                            .text = text->str,
                            .code = "K7Q4XM"};
    call_sheet = ct_call_sheet_draw(page, text->str, text->str, calls, G_N_ELEMENTS(calls));
    card_list = ct_card_list_draw(page, text->str, cards, G_N_ELEMENTS(cards));
    assert_int_equal(count_overlaps(call_sheet), 0);
    assert_int_equal(count_overlaps(card_list), 0);
}

/* --- text ----------------------------------------------------------------------------- */

static void
paragraph__always__fits_its_box(void **state)
{
    static const struct {
        const char *text;
        double width, height;
        CtFit fit;
    } cases[] = {
        {"short", 60, 10, CT_FIT_LINE},
        {"Dr. Ayodele Williams-Featherstonehaugh-Cholmondeley Fitzgera", 54, 29, CT_FIT_LINE},
        {"Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis", 20, 5, CT_FIT_LINE},
        {"one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine", 60, 12, CT_FIT_LINE},
        {"서울특별시 중구 세종대로 110", 10, 10, CT_FIT_WRAP},
        {"كل عام وأنت بخير، ونتمنى لك سنة سعيدة", 14, 8, CT_FIT_WRAP},
        {"words that flow over several lines as they come", 30, 8, CT_FIT_WRAP},
    };
    const CtPage *page = sample_page(CT_PAPER_A4);
    g_autoptr(CtDocument) document = ct_document_new(page, page->paper, "Test");

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const CtStyle style = {.size = 11, .smallest = 7, .fit = cases[i].fit};
        g_autoptr(CtParagraph) paragraph = ct_paragraph_new(document, &style, "en", cases[i].text,
                                                            cases[i].width, cases[i].height);

        print_message("case %zu: %.1f x %.1f mm in %.1f x %.1f mm\n", i,
                      ct_paragraph_width(paragraph), ct_paragraph_height(paragraph), cases[i].width,
                      cases[i].height);
        assert_true(ct_paragraph_height(paragraph) > 0);
        assert_true(ct_paragraph_width(paragraph) <= cases[i].width + 0.01);
        assert_true(ct_paragraph_height(paragraph) <= cases[i].height + 0.01);
    }
}

/* A text that fits at once is as large as its style says; half a millimetre less makes it smaller,
 * but keeps it on its line; far less makes it wrap. */
static void
paragraph__shrinks__before_it_wraps(void **state)
{
    const CtPage *page = sample_page(CT_PAPER_A4);
    g_autoptr(CtDocument) document = ct_document_new(page, page->paper, "Test");
    const CtStyle style = {.size = 14, .smallest = 9};
    const char *name = "Ana Maria Lopez";
    g_autoptr(CtParagraph) full = ct_paragraph_new(document, &style, "en", name, 100, 0);
    const double width = ct_paragraph_width(full), height = ct_paragraph_height(full);
    g_autoptr(CtParagraph) tight = ct_paragraph_new(document, &style, "en", name, width - 0.5, 0);
    g_autoptr(CtParagraph) narrow = ct_paragraph_new(document, &style, "en", name, width / 2, 0);

    assert_true(ct_paragraph_width(tight) < width - 0.5);
    assert_true(ct_paragraph_width(tight) > width * 13.4 / 14);
    assert_true(ct_paragraph_height(tight) < height);
    assert_true(ct_paragraph_height(narrow) > height * 1.5);
}

static void
paper__survives__any_bytes(void **state)
{
    static const char *const hostile[] = {
        "",
        " ",
        "\xff\xfe broken",
        "a\x01"
        "b\x1b[31m",
        "\xe2\x80\xae"
        "drow",
        "<b>&amp;",
        "%s%n",
        "\n\n\n",
        "\xf0\x9f\x98\x80\xe2\x80\x8d",
        "\t",
    };
    const CtPage page = {"\xff", {20251}, "", CT_PAPER_A4, ""};
    const char *lines[G_N_ELEMENTS(hostile)][3] = {{NULL}};
    CtCall calls[G_N_ELEMENTS(hostile) + 1] = {{0}}; /* the last: nothing is known */
    CtCard cards[G_N_ELEMENTS(hostile) + 1] = {{0}};
    CtLabel labels[G_N_ELEMENTS(hostile)];
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) call_sheet = NULL, card_list = NULL, label_sheet = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        const char *text = hostile[i];

        lines[i][0] = lines[i][1] = text;
        calls[i] = (CtCall){text, text, text, text,     text, text, text,
                            text, text, text, lines[i], text, text, text};
        cards[i] = (CtCard){text, text, lines[i], text, text, text, {20251}, true, text};
        labels[i] = (CtLabel){lines[i], text};
    }
    call_sheet = ct_call_sheet(&page, "\xff", NULL, calls, G_N_ELEMENTS(calls), &error);
    ct_assert_ok(call_sheet != NULL, error);
    card_list = ct_card_list(&page, NULL, cards, G_N_ELEMENTS(cards), &error);
    ct_assert_ok(card_list != NULL, error);
    label_sheet =
        ct_labels(&page, ct_stationery_find("5160"), 1, labels, G_N_ELEMENTS(labels), &error);
    ct_assert_ok(label_sheet != NULL, error);
}

static void
square__is_large__and_has_white_around(void **state)
{
    g_autofree char *endless = g_strnfill(3000, 'x');
    g_autoptr(CtSquare) small = ct_square_new("K7Q4XM"); /* 21 modules */
    g_autoptr(CtSquare) large = ct_square_new(samples[1].mailto);

    assert_true(fabs(ct_square_side(small) - 18.0 * (21 + 8) / 21) < 0.01);
    assert_true(ct_square_side(large) > 22.0 && ct_square_side(large) < 28.0);
    assert_null(ct_square_new(NULL));
    assert_null(ct_square_new(""));
    assert_null(ct_square_new(endless));
}

/* --- cards ---------------------------------------------------------------------------- */

static void
cards__never__leave_a_heading_alone(void **state)
{
    static const size_t counts[] = {1, 5, 6, 7, 8, 9, 13, 16, 30};

    for (size_t c = 0; c < G_N_ELEMENTS(counts); c++) {
        const size_t n = counts[c];
        const CtPage *page = sample_page(n % 2 == 0 ? CT_PAPER_A4 : CT_PAPER_LETTER);
        g_autoptr(CtDocument) document = ct_card_list_draw(page, "", sample_cards(n, page->day), n);
        size_t boxes = 0;
        bool heading = false;

        print_message("%zu cards\n", n);
        for (guint i = 0; i < document->ink->len; i++) {
            const CtInk *ink = &g_array_index(document->ink, CtInk, i);
            const bool is_box = ink->kind == CT_INK_TICK_BOX;

            /* A heading is followed by its first card before the next page begins. */
            if (ink->text != NULL && g_str_has_prefix(ink->text, "Cards to write"))
                assert_false(heading);
            if (ink->text != NULL && g_str_has_prefix(ink->text, "Post on"))
                heading = true;
            boxes += is_box ? 1 : 0;
            heading = heading && !is_box;
        }
        assert_false(heading);
        assert_int_equal(boxes, n);
    }
}

/* --- labels --------------------------------------------------------------------------- */

static void
labels__stay__inside_their_inner_margin(void **state)
{
    const CtPage *page = sample_page(CT_PAPER_A4);
    size_t sheets;
    const CtStationery *sheet = ct_stationery(&sheets);

    for (size_t s = 0; s < sheets; s++, sheet++) {
        g_autoptr(CtDocument) document = ct_labels_draw(page, sheet, 1, sample_labels(7), 7);

        assert_int_equal(document->ink->len, 7);
        for (int i = 0; i < 7; i++) {
            const CtInk *ink = &g_array_index(document->ink, CtInk, i);
            const CtBox place = ct_stationery_place(sheet, i);

            print_message("%s, label %d\n", sheet->name, i + 1);
            print_ink(ink);
            assert_true(is_inside(&ink->box, &place, 4.3));
        }
    }
}

static void
labels__refuse__a_start_that_is_not_on_the_sheet(void **state)
{
    const CtPage *page = sample_page(CT_PAPER_A4);
    static const int starts[] = {-1, 0, 22};

    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_autoptr(GError) error = NULL;

        print_message("case %zu: %d\n", i, starts[i]);
        ct_assert_fails(ct_labels(page, ct_stationery_find("L7160"), starts[i], sample_labels(1), 1,
                                  &error) != NULL,
                        error, CT_ERROR_USAGE);
    }
}

static void
stationery__has__symmetrical_margins(void **state)
{
    static const struct {
        const char *name;
        double left, top;
    } cases[] = {
        {"L7160", 7.21, 15.15}, {"l7159", 7.21, 12.9},  {"L7161", 7.21, 8.7},
        {"L7162", 4.65, 12.9},  {"L7163", 4.65, 15.15}, {"L7165", 4.65, 13.1},
        {"5160", 4.76, 12.7},   {"5161", 3.97, 12.7},   {"5163", 3.97, 12.7},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const CtStationery *sheet = ct_stationery_find(cases[i].name);
        CtBox first, last, paper;

        print_message("case %zu: %s\n", i, cases[i].name);
        assert_non_null(sheet);
        paper = ct_paper_box(sheet->paper);
        first = ct_stationery_place(sheet, 0);
        last = ct_stationery_place(sheet, sheet->across * sheet->down - 1);
        assert_true(fabs(first.x - cases[i].left) < 0.01);
        assert_true(fabs(first.y - cases[i].top) < 0.01);
        assert_true(fabs(paper.width - last.x - last.width - first.x) < 0.001);
        assert_true(fabs(paper.height - last.y - last.height - first.y) < 0.001);
    }
    assert_null(ct_stationery_find("L9999"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper__has__the_pages_it_needs),
        cmocka_unit_test(paper__never__prints_one_thing_over_another),
        cmocka_unit_test(paper__keeps__a_margin),
        cmocka_unit_test(paper__says__when_it_cannot_be_drawn),
        cmocka_unit_test(paper__holds__texts_beyond_all_measure),
        cmocka_unit_test(overlap__is_seen__when_there_is_one),
        cmocka_unit_test(paragraph__always__fits_its_box),
        cmocka_unit_test(paragraph__shrinks__before_it_wraps),
        cmocka_unit_test(paper__survives__any_bytes),
        cmocka_unit_test(square__is_large__and_has_white_around),
        cmocka_unit_test(cards__never__leave_a_heading_alone),
        cmocka_unit_test(labels__stay__inside_their_inner_margin),
        cmocka_unit_test(labels__refuse__a_start_that_is_not_on_the_sheet),
        cmocka_unit_test(stationery__has__symmetrical_margins),
        cmocka_unit_test(paper__repeats__its_bytes),
    };

    return cmocka_run_group_tests(tests, draw_all, free_all);
}
