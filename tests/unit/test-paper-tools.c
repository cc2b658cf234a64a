/* Printed pages, looked at from outside: what other programs find in the PDF. Each test needs a
 * tool (poppler-utils, zbar-tools) and is skipped, with the reason, where it is missing. */
#include "ct-test.h"

#include "paper-samples.h"

#include <glib/gstdio.h>
#include <string.h>

/* A folder with one PDF of each kind. */
typedef struct {
    char *folder, *calls, *cards, *labels;
} Prints;

enum { N_CALLS = 7, N_CARDS = 14, N_LABELS = 21 };

static void
save(char **path_out, const Prints *prints, const char *name, GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    gsize size;
    const char *data;

    assert_non_null(bytes);
    data = g_bytes_get_data(bytes, &size);
    *path_out = g_build_filename(prints->folder, name, NULL);
    ct_assert_ok(g_file_set_contents(*path_out, data, (gssize)size, &error), error);
    g_bytes_unref(bytes);
}

static int
print_all(void **state)
{
    const CtPage *page = sample_page(CT_PAPER_A4);
    Prints *prints = g_new0(Prints, 1);

    *state = prints;
    prints->folder = g_dir_make_tmp("courtesy-paper-XXXXXX", NULL);
    assert_non_null(prints->folder);
    save(&prints->calls, prints, "calls.pdf",
         ct_call_sheet(page, "Anna Berg", "9:00-18:00", sample_calls(N_CALLS), N_CALLS, NULL));
    save(&prints->cards, prints, "cards.pdf",
         ct_card_list(page, "L7160, first free label 4", sample_cards(N_CARDS, page->day), N_CARDS,
                      NULL));
    save(&prints->labels, prints, "labels.pdf",
         ct_labels(page, ct_stationery_find("L7160"), 1, sample_labels(N_LABELS), N_LABELS, NULL));
    return 0;
}

static int
remove_all(void **state)
{
    Prints *prints = *state;
    g_autoptr(GDir) folder = g_dir_open(prints->folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(prints->folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(prints->folder);
    g_free(prints->folder);
    g_free(prints->calls);
    g_free(prints->cards);
    g_free(prints->labels);
    g_free(prints);
    return 0;
}

/* skip() leaves the test, so this is a macro. */
#define NEED(tool)                                                                                 \
    do {                                                                                           \
        g_autofree char *path_ = g_find_program_in_path(tool);                                     \
        if (path_ == NULL) {                                                                       \
            print_message("skipped: " tool " is not installed\n");                                 \
            skip();                                                                                \
        }                                                                                          \
    } while (0)

/* What the tool prints; it has to succeed. */
static char *
run(const char *tool, const char *const *arguments)
{
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    char *output = NULL;
    int status = 0;

    g_ptr_array_add(argv, (char *)(uintptr_t)tool);
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(argv, (char *)(uintptr_t)*arguments);
    g_ptr_array_add(argv, NULL);
    ct_assert_ok(g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                              &output, NULL, &status, &error),
                 error);
    ct_assert_ok(g_spawn_check_wait_status(status, &error), error);
    return output;
}

/* Letters and digits alone, in one form: what remains the same however a text is broken into lines
 * and whichever way it is written. */
static char *
reduce(const char *text)
{
    g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *reduced = g_string_new(NULL);

    for (const char *p = normal; *p != '\0'; p += g_utf8_skip[(guchar)*p]) {
        const gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalnum(c))
            g_string_append_unichar(reduced, c);
    }
    return g_string_free(reduced, FALSE);
}

/* The text of a PDF: as it lies on the page, and in the order it was drawn, where the lines of one
 * text follow each other. */
typedef struct {
    char *layout, *raw;
} Words;

static void
clear_words(Words *words)
{
    g_free(words->layout);
    g_free(words->raw);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, clear_words)

static Words
read_words(const char *path)
{
    g_autofree char *layout = run("pdftotext", (const char *[]){"-layout", path, "-", NULL});
    g_autofree char *raw = run("pdftotext", (const char *[]){"-raw", path, "-", NULL});

    return (Words){reduce(layout), reduce(raw)};
}

static void
assert_printed(const Words *words, const char *text)
{
    g_autofree char *reduced = reduce(text != NULL ? text : "");

    if (strstr(words->layout, reduced) == NULL && strstr(words->raw, reduced) == NULL)
        fail_msg("\"%s\" is not on the paper", text);
}

static void
calls__print__every_text_whole(void **state)
{
    const Prints *prints = *state;
    g_auto(Words) words = {NULL, NULL};

    NEED("pdftotext");
    words = read_words(prints->calls);
    for (size_t i = 0; i < N_CALLS; i++) {
        const CtCall *call = &sample_calls(N_CALLS)[i];
        const char *const texts[] = {
            call->name, call->company,  call->phone,       call->speaks,
            call->why,  call->evidence, call->last_talk,   call->open,
            call->dont, call->code,     call->last_bought, call->say[0],
        };

        for (size_t j = 0; j < G_N_ELEMENTS(texts); j++)
            assert_printed(&words, texts[j]);
        for (int j = 0; call->say[j] != NULL; j++)
            assert_printed(&words, call->say[j]);
    }
    assert_printed(&words, "Calls for Anna Berg");
    assert_printed(&words, "page 4 of 4");
    assert_printed(&words, "no telephone number");
    assert_null(strstr(words.raw, "…"));
}

static void
cards__print__every_text_whole(void **state)
{
    const Prints *prints = *state;
    g_auto(Words) words = {NULL, NULL};

    NEED("pdftotext");
    words = read_words(prints->cards);
    for (size_t i = 0; i < N_CARDS; i++) {
        const CtCard *card = &sample_cards(N_CARDS, sample_page(CT_PAPER_A4)->day)[i];

        assert_printed(&words, card->name);
        assert_printed(&words, card->occasion);
        assert_printed(&words, card->details);
        assert_printed(&words, card->text);
        for (int j = 0; card->address[j] != NULL; j++)
            assert_printed(&words, card->address[j]);
    }
    assert_printed(&words, "stamps: 9 inland, 5 abroad");
}

static void
labels__print__every_line_whole(void **state)
{
    const Prints *prints = *state;
    g_auto(Words) words = {NULL, NULL};

    NEED("pdftotext");
    words = read_words(prints->labels);
    for (size_t i = 0; i < N_LABELS; i++) {
        const CtLabel *label = &sample_labels(N_LABELS)[i];

        for (int j = 0; label->lines[j] != NULL; j++)
            assert_printed(&words, label->lines[j]);
    }
}

static void
paper__knows__its_day_and_pages(void **state)
{
    const Prints *prints = *state;
    const struct {
        const char *path, *pages;
    } cases[] = {{prints->calls, "Pages:           4\n"}, {prints->labels, "Pages:           1\n"}};

    NEED("pdfinfo");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *info = run("pdfinfo", (const char *[]){"-isodates", cases[i].path, NULL});

        print_message("case %zu: %s\n", i, info);
        assert_non_null(strstr(info, cases[i].pages));
        assert_non_null(strstr(info, "2025-06-12T00:00:00"));
        assert_non_null(strstr(info, "(A4)"));
    }
}

/* The columns from the right: object (two numbers), uni, sub, emb. */
static bool
is_embedded(const char *line)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit_set(line, " ", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (**part != '\0')
            g_ptr_array_add(words, g_strdup(*part));
    }
    return words->len > 5 && g_str_equal(g_ptr_array_index(words, words->len - 5), "yes");
}

static void
paper__embeds__every_font(void **state)
{
    const Prints *prints = *state;
    const char *const paths[] = {prints->calls, prints->cards, prints->labels};

    NEED("pdffonts");
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autofree char *output = run("pdffonts", (const char *[]){paths[i], NULL});
        g_auto(GStrv) lines = g_strsplit(output, "\n", -1);

        print_message("case %zu: %s\n", i, output);
        assert_true(g_strv_length(lines) > 3);
        for (char **line = lines + 2; *line != NULL && **line != '\0'; line++)
            assert_true(is_embedded(*line));
    }
}

static void
squares__can__be_read(void **state)
{
    const Prints *prints = *state;
    g_autofree char *prefix = g_build_filename(prints->folder, "page", NULL);
    g_autoptr(GString) found = g_string_new("\n");

    NEED("pdftoppm");
    NEED("zbarimg");
    g_free(run("pdftoppm",
               (const char *[]){"-r", "150", "-gray", "-f", "2", prints->calls, prefix, NULL}));
    for (int page = 2; page <= 4; page++) {
        g_autofree char *image = g_strdup_printf("%s-%d.pgm", prefix, page);
        g_autofree char *codes = run("zbarimg", (const char *[]){"-q", "--raw", image, NULL});

        g_string_append(found, codes);
    }
    for (size_t i = 0; i < N_CALLS; i++) {
        const CtCall *call = &sample_calls(N_CALLS)[i];
        g_autofree char *line =
            g_strdup_printf("\n%s\n", *call->mailto != '\0' ? call->mailto : call->code);

        print_message("call %zu:%s", i + 1, line);
        assert_non_null(strstr(found->str, line));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls__print__every_text_whole),
        cmocka_unit_test(cards__print__every_text_whole),
        cmocka_unit_test(labels__print__every_line_whole),
        cmocka_unit_test(paper__knows__its_day_and_pages),
        cmocka_unit_test(paper__embeds__every_font),
        cmocka_unit_test(squares__can__be_read),
    };

    return cmocka_run_group_tests(tests, print_all, remove_all);
}
