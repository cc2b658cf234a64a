/* The transport that makes .eml files. */
#include "mail-peers.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>

typedef struct {
    char *top, *mail;
} Place;

static int
make_place(void **state)
{
    Place *place = g_new0(Place, 1);

    place->top = new_folder();
    place->mail = g_build_filename(place->top, "mail", NULL);
    *state = place;
    return 0;
}

static int
remove_place(void **state)
{
    Place *place = *state;

    remove_folder(place->top);
    g_free(place->mail);
    g_free(place->top);
    g_free(place);
    return 0;
}

static bool
flow_into_folder(Flow *flow, const char *folder, GError **error)
{
    g_autoptr(CtTransport) transport = ct_transport_folder(folder);
    CtMailFlow callbacks = flow_callbacks(flow);

    return transport->send(transport, &callbacks, error);
}

static void
assert_file_is(const Place *place, int number, size_t size)
{
    g_autofree char *name = g_strdup_printf("thanks-%d.eml", number), *text = NULL;
    g_autofree char *path = g_build_filename(place->mail, name, NULL);
    g_autoptr(GBytes) expected = sample_message(number, size);
    gsize length;

    assert_true(g_file_get_contents(path, &text, &length, NULL));
    assert_int_equal(length, g_bytes_get_size(expected));
    assert_memory_equal(text, g_bytes_get_data(expected, NULL), length);
}

/* How many entries the folder has, temporary ones too. */
static int
entries(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    int count = 0;

    if (dir == NULL)
        return 0;
    while (g_dir_read_name(dir) != NULL)
        count++;
    g_dir_close(dir);
    return count;
}

static void
folder__takes__one_file_a_message_byte_for_byte(void **state)
{
    const Place *place = *state;
    g_auto(Flow) flow = {.count = 5, .size = 20000};
    g_autoptr(GError) error = NULL;

    ct_assert_ok(flow_into_folder(&flow, place->top, &error), error);
    assert_string_equal(flow.fates, "AAAAA");
    assert_int_equal(flow.ends, 5);
    assert_string_equal(flow.last_reply, "thanks-5.eml");
    assert_int_equal(entries(place->mail), 5);
    for (int i = 1; i <= 5; i++)
        assert_file_is(place, i, 20000);
}

static void
folder__is_not_made__for_nothing(void **state)
{
    const Place *place = *state;
    g_auto(Flow) flow = {.count = 0};

    assert_true(flow_into_folder(&flow, place->top, NULL));
    assert_false(g_file_test(place->mail, G_FILE_TEST_EXISTS));
}

static ino_t
inode_of(const Place *place, const char *name)
{
    g_autofree char *path = g_build_filename(place->mail, name, NULL);
    struct stat about;

    assert_int_equal(lstat(path, &about), 0);
    return about.st_ino;
}

static void
folder__leaves__a_file_that_says_the_same(void **state)
{
    const Place *place = *state;
    g_auto(Flow) first = {.count = 2, .size = 4000}, second = {.count = 2, .size = 4000};
    ino_t before;

    assert_true(flow_into_folder(&first, place->top, NULL));
    before = inode_of(place, "thanks-2.eml");
    assert_true(flow_into_folder(&second, place->top, NULL));
    assert_string_equal(second.fates, "AA");
    assert_int_equal(second.ends, 2);
    assert_true(inode_of(place, "thanks-2.eml") == before);
    assert_int_equal(entries(place->mail), 2);
}

static void
folder__replaces__a_file_that_says_something_else(void **state)
{
    const Place *place = *state;
    g_auto(Flow) first = {.count = 2, .size = 4000}, second = {.count = 2, .size = 8000};
    g_autofree char *link = g_build_filename(place->mail, "thanks-1.eml", NULL);
    g_autofree char *outside = g_build_filename(place->top, "outside", NULL), *text = NULL;
    g_autofree char *left_over = g_build_filename(place->mail, ".thanks-2.eml.part", NULL);

    assert_true(flow_into_folder(&first, place->top, NULL));
    assert_int_equal(g_unlink(link), 0);
    assert_true(g_file_set_contents(outside, "not ours", -1, NULL));
    assert_int_equal(symlink(outside, link), 0); /* a link is replaced, not followed */
    assert_true(g_file_set_contents(left_over, "of a killed run", -1, NULL));
    assert_true(flow_into_folder(&second, place->top, NULL));
    assert_string_equal(second.fates, "AA");
    assert_file_is(place, 1, 8000);
    assert_file_is(place, 2, 8000);
    assert_true(g_file_get_contents(outside, &text, NULL, NULL));
    assert_string_equal(text, "not ours");
    assert_int_equal(entries(place->mail), 2);
}

static void
folder__ends_the_process__when_the_mark_is_refused(void **state)
{
    const Place *place = *state;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        Flow flow = {.count = 2, .size = 4000, .refuse_end = true};

        flow_into_folder(&flow, place->top, NULL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EX_TEMPFAIL);
    assert_int_equal(entries(place->mail), 0);
}

/* A write that stops in the middle leaves neither the file nor a piece of it. */
static void
folder__stops__when_a_file_cannot_be_written(void **state)
{
    const Place *place = *state;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        const struct rlimit limit = {.rlim_cur = 2048, .rlim_max = 2048};
        Flow flow = {.count = 2, .size = 4000};
        g_autoptr(GError) error = NULL;
        bool good;

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        good = flow_into_folder(&flow, place->top, &error);
        _exit(!good && g_error_matches(error, CT_ERROR, CT_ERROR_OUTPUT) &&
                      strcmp(flow.fates, "S") == 0 && flow.ends == 0
                  ? 0
                  : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(entries(place->mail), 0);
}

static void
folder__stops__when_it_cannot_be_made(void **state)
{
    const Place *place = *state;
    g_auto(Flow) flow = {.count = 2};
    g_autoptr(GError) error = NULL;

    assert_true(g_file_set_contents(place->mail, "a file where the folder should be", -1, NULL));
    ct_assert_fails(flow_into_folder(&flow, place->top, &error), error, CT_ERROR_OUTPUT);
    print_message("%s\n", error->message);
    assert_string_equal(flow.fates, "S");
    assert_string_equal(flow.last_reply, error->message);
}

static void
folder__stops__when_the_name_is_taken_by_a_folder(void **state)
{
    const Place *place = *state;
    g_autofree char *path = g_build_filename(place->mail, "thanks-1.eml", NULL);
    g_auto(Flow) flow = {.count = 2};
    g_autoptr(GError) error = NULL;

    assert_int_equal(g_mkdir_with_parents(path, 0700), 0);
    ct_assert_fails(flow_into_folder(&flow, place->top, &error), error, CT_ERROR_OUTPUT);
    assert_string_equal(flow.fates, "S");
    assert_int_equal(entries(place->mail), 1);
}

/* --- names ---------------------------------------------------------------------------- */

static const CtOutgoing *
give_once(void *data)
{
    CtOutgoing **message = data, *given = *message;

    *message = NULL;
    return given;
}

static bool
never_ends(const CtOutgoing *message, void *data)
{
    fail_msg("%s was about to be written", message->file_name);
    return false;
}

static void
expect_refusal(const CtOutgoing *message, CtMailFate fate, const char *reply, void *data)
{
    assert_int_equal(fate, CT_FATE_REFUSED);
}

static void
folder__refuses__names_that_lead_elsewhere(void **state)
{
    const Place *place = *state;
    static const char *const names[] = {
        "../thanks.eml", "/tmp/thanks.eml", "a/b.eml", ".hidden", "..", ""};
    g_autoptr(GBytes) bytes = sample_message(1, 100);

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(CtTransport) transport = ct_transport_folder(place->top);
        CtOutgoing message = {.bytes = bytes, .file_name = names[i]}, *next = &message;
        const CtMailFlow flow = {
            .next = give_once, .before_end = never_ends, .done = expect_refusal, .data = &next};

        print_message("case %zu: \"%s\"\n", i, names[i]);
        assert_true(transport->send(transport, &flow, NULL));
        assert_null(next);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(folder__takes__one_file_a_message_byte_for_byte, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(folder__is_not_made__for_nothing, make_place, remove_place),
        cmocka_unit_test_setup_teardown(folder__leaves__a_file_that_says_the_same, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(folder__replaces__a_file_that_says_something_else,
                                        make_place, remove_place),
        cmocka_unit_test_setup_teardown(folder__ends_the_process__when_the_mark_is_refused,
                                        make_place, remove_place),
        cmocka_unit_test_setup_teardown(folder__stops__when_a_file_cannot_be_written, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(folder__stops__when_it_cannot_be_made, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(folder__stops__when_the_name_is_taken_by_a_folder,
                                        make_place, remove_place),
        cmocka_unit_test_setup_teardown(folder__refuses__names_that_lead_elsewhere, make_place,
                                        remove_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
