/* Where the password of the mail server comes from. */
#include "ct-test.h"

#include "courtesy/deliver.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *dir, *file, *credential;
} Place;

static int
make_place(void **state)
{
    Place *place = g_new0(Place, 1);

    place->dir = g_dir_make_tmp("courtesy-test-XXXXXX", NULL);
    place->file = g_build_filename(place->dir, "password", NULL);
    place->credential = g_build_filename(place->dir, "smtp", NULL);
    g_unsetenv("CREDENTIALS_DIRECTORY");
    *state = place;
    return place->dir != NULL ? 0 : -1;
}

static int
remove_place(void **state)
{
    Place *place = *state;

    g_unsetenv("CREDENTIALS_DIRECTORY");
    g_unlink(place->file);
    g_unlink(place->credential);
    g_rmdir(place->dir);
    g_free(place->credential);
    g_free(place->file);
    g_free(place->dir);
    g_free(place);
    return 0;
}

/* Reads with these settings; what `user`, `command` and `file` say is only borrowed. */
static bool
read_secret(const Place *place, const char *const words[3], char **secret_out, GError **error)
{
    g_autofree char *user = g_strdup(words[0]), *command = g_strdup(words[1]);
    g_autofree char *file = g_strdup(words[2]);
    const CtSettings settings = {
        .mail = {.user = user, .password_command = command, .password_file = file}};

    return ct_secret_read(&settings, place->dir, secret_out, error);
}

static void
write_file(const char *path, const char *text, mode_t mode)
{
    assert_true(g_file_set_contents(path, text, -1, NULL));
    assert_int_equal(g_chmod(path, (int)mode), 0);
}

static void
secret__is_taken__from_the_first_source_there_is(void **state)
{
    const Place *place = *state;
    static const struct {
        bool credential;
        const char *command, *file;
        const char *expected;
    } cases[] = {
        {true, "echo from a command", "password", "from systemd"},
        {true, "false", "missing", "from systemd"},
        {false, "echo from a command", "password", "from a command"},
        {false, "", "password", "from a file"},
    };

    write_file(place->file, "from a file\n", 0600);
    write_file(place->credential, "from systemd\n", 0440);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *const words[] = {"anna", cases[i].command, cases[i].file};
        g_autoptr(GError) error = NULL;
        char *secret = NULL;

        print_message("case %zu: %s\n", i, cases[i].expected);
        if (cases[i].credential)
            g_setenv("CREDENTIALS_DIRECTORY", place->dir, TRUE);
        else
            g_unsetenv("CREDENTIALS_DIRECTORY");
        ct_assert_ok(read_secret(place, words, &secret, &error), error);
        assert_string_equal(secret, cases[i].expected);
        ct_secret_free(secret);
    }
}

static void
secret__goes_on__when_systemd_has_none(void **state)
{
    const Place *place = *state;
    const char *const words[] = {"anna", "", "password"};
    g_autoptr(GError) error = NULL;
    char *secret = NULL;

    write_file(place->file, "from a file", 0600);
    g_setenv("CREDENTIALS_DIRECTORY", place->dir, TRUE);
    ct_assert_ok(read_secret(place, words, &secret, &error), error);
    assert_string_equal(secret, "from a file");
    ct_secret_free(secret);
}

static void
secret__is_not_looked_for__without_a_user(void **state)
{
    const Place *place = *state;
    const char *const words[] = {"", "false", "missing"};
    g_autoptr(GError) error = NULL;
    char *secret = (char *)*state;

    ct_assert_ok(read_secret(place, words, &secret, &error), error);
    assert_null(secret);
}

static void
secret__is_the_first_line__as_it_stands(void **state)
{
    const Place *place = *state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"plain", "plain"},
        {"with a line end\n", "with a line end"},
        {"from Windows\r\n", "from Windows"},
        {"two\nlines\n", "two"},
        {" blanks count \n", " blanks count "},
        {"p\xc3\xa4ssw\xc3\xb6rd\n", "p\xc3\xa4ssw\xc3\xb6rd"},
    };
    const char *const words[] = {"anna", "", "password"};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        char *secret = NULL;

        print_message("case %zu: %s\n", i, cases[i].expected);
        write_file(place->file, cases[i].text, 0600);
        ct_assert_ok(read_secret(place, words, &secret, &error), error);
        assert_string_equal(secret, cases[i].expected);
        ct_secret_free(secret);
    }
}

static void
secret__refuses__a_file_that_others_can_touch(void **state)
{
    const Place *place = *state;
    static const mode_t modes[] = {0604, 0640, 0620, 0601, 0644, 0660, 0777};
    const char *const words[] = {"anna", "", "password"};
    g_autofree char *advice = g_strdup_printf("type: chmod 600 %s", place->file);

    for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
        g_autoptr(GError) error = NULL;
        char *secret = NULL;

        print_message("case %zu: %03o\n", i, modes[i]);
        write_file(place->file, "secret", modes[i]);
        ct_assert_fails(read_secret(place, words, &secret, &error), error, CT_ERROR_PERMISSION);
        assert_non_null(strstr(error->message, advice));
        assert_null(secret);
    }
}

static void
secret__refuses__a_file_of_somebody_else(void **state)
{
    const Place *place = *state;
    const char *const words[] = {"anna", "", "password"};
    g_autoptr(GError) error = NULL;
    char *secret = NULL;

    write_file(place->file, "secret", 0600);
    if (chown(place->file, 12345, (gid_t)-1) != 0)
        skip(); /* only root can give a file away */
    ct_assert_fails(read_secret(place, words, &secret, &error), error, CT_ERROR_PERMISSION);
    assert_non_null(strstr(error->message, "type: chown"));
}

static void
secret__refuses__what_is_not_an_ordinary_file(void **state)
{
    const Place *place = *state;
    const char *const pipe[] = {"anna", "", "password"}, *const folder[] = {"anna", "", "."};
    const char *const missing[] = {"anna", "", "missing"};
    const char *const device[] = {"anna", "", "/dev/zero"};
    g_autoptr(GError) error = NULL;
    char *secret = NULL;

    assert_int_equal(mkfifo(place->file, 0600), 0);
    ct_assert_fails(read_secret(place, pipe, &secret, &error), error, CT_ERROR_PERMISSION);
    g_clear_error(&error);
    ct_assert_fails(read_secret(place, folder, &secret, &error), error, CT_ERROR_PERMISSION);
    g_clear_error(&error);
    ct_assert_fails(read_secret(place, device, &secret, &error), error, CT_ERROR_PERMISSION);
    g_clear_error(&error);
    ct_assert_fails(read_secret(place, missing, &secret, &error), error, CT_ERROR_NO_FILE);
}

static void
secret__runs__a_command_without_a_shell(void **state)
{
    const Place *place = *state;
    static const struct {
        const char *command, *expected;
    } cases[] = {
        {"echo 'two words'", "two words"},
        {"echo $HOME", "$HOME"},
        {"echo a; echo b", "a; echo b"},
        {"echo a | cat", "a | cat"},
        {"printf '%s\\n%s\\n' first second", "first"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *const words[] = {"anna", cases[i].command, ""};
        g_autoptr(GError) error = NULL;
        char *secret = NULL;

        print_message("case %zu: %s\n", i, cases[i].command);
        ct_assert_ok(read_secret(place, words, &secret, &error), error);
        assert_string_equal(secret, cases[i].expected);
        ct_secret_free(secret);
    }
}

static void
secret__refuses__a_command_that_gives_none(void **state)
{
    const Place *place = *state;
    static const struct {
        const char *command, *words;
    } cases[] = {
        {"false", "code 1"},
        {"sh -c 'echo half; exit 3'", "code 3"},
        {"true", "gives no password"},
        {"echo", "gives no password"},
        {"printf 'a\\000b'", "gives no password"},
        {"no-such-command-anywhere", "password command"},
        {"echo 'unbalanced", "password command"},
        {"   ", "password command"},
        {"head -c 4097 /dev/zero", "more than 4096 bytes"},
        {"cat /dev/zero", "more than 4096 bytes"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *const words[] = {"anna", cases[i].command, ""};
        g_autoptr(GError) error = NULL;
        char *secret = NULL;
        bool good = read_secret(place, words, &secret, &error);

        print_message("case %zu: %s: %s\n", i, cases[i].command,
                      error != NULL ? error->message : "no error");
        ct_assert_fails(good, error, CT_ERROR_CONFIG);
        assert_non_null(strstr(error->message, cases[i].words));
        assert_null(strstr(error->message, "half"));
        assert_null(secret);
    }
}

/* The limit is ten seconds: this waits for it, once. */
static void
secret__does_not_wait__for_a_command_that_hangs(void **state)
{
    const Place *place = *state;
    const char *const words[] = {"anna", "sh -c 'exec >&-; exec sleep 60'", ""};
    g_autoptr(GError) error = NULL;
    int64_t began = g_get_monotonic_time();
    char *secret = NULL;

    ct_assert_fails(read_secret(place, words, &secret, &error), error, CT_ERROR_CONFIG);
    assert_non_null(strstr(error->message, "did not end within 10 seconds"));
    assert_true(g_get_monotonic_time() - began < 12 * G_USEC_PER_SEC);
}

static void
secret__is_missed__when_there_is_a_user(void **state)
{
    const Place *place = *state;
    const char *const words[] = {"anna", "", ""};
    g_autoptr(GError) error = NULL;
    char *secret = NULL;

    ct_assert_fails(read_secret(place, words, &secret, &error), error, CT_ERROR_CONFIG);
    assert_non_null(strstr(error->message, "user = anna has no password"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(secret__is_taken__from_the_first_source_there_is),
        TEST(secret__goes_on__when_systemd_has_none),
        TEST(secret__is_not_looked_for__without_a_user),
        TEST(secret__is_the_first_line__as_it_stands),
        TEST(secret__refuses__a_file_that_others_can_touch),
        TEST(secret__refuses__a_file_of_somebody_else),
        TEST(secret__refuses__what_is_not_an_ordinary_file),
        TEST(secret__runs__a_command_without_a_shell),
        TEST(secret__refuses__a_command_that_gives_none),
        TEST(secret__does_not_wait__for_a_command_that_hangs),
        TEST(secret__is_missed__when_there_is_a_user),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
