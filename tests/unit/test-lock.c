/* One run at a time. */
#include "ct-test.h"

#include "courtesy/deliver.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *dir, *file;
} Place;

static int
make_place(void **state)
{
    Place *place = g_new0(Place, 1);

    place->dir = g_dir_make_tmp("courtesy-test-XXXXXX", NULL);
    place->file = g_build_filename(place->dir, "courtesy.lock", NULL);
    *state = place;
    return place->dir != NULL ? 0 : -1;
}

static int
remove_place(void **state)
{
    Place *place = *state;

    g_unlink(place->file);
    g_rmdir(place->dir);
    g_free(place->file);
    g_free(place->dir);
    g_free(place);
    return 0;
}

static void
lock__is_taken__once_at_a_time(void **state)
{
    const Place *place = *state;
    g_autoptr(GError) error = NULL;
    g_autofree char *words = g_strdup_printf("another run is at work (lock %s)", place->file);
    int first = -1, second = -1;

    ct_assert_ok(ct_lock_take(place->dir, &first, &error), error);
    ct_assert_fails(ct_lock_take(place->dir, &second, &error), error, CT_ERROR_LATER);
    assert_string_equal(error->message, words);
    assert_int_equal(second, -1);
    g_clear_error(&error);
    close(first);
    ct_assert_ok(ct_lock_take(place->dir, &second, &error), error);
    close(second);
}

static void
lock__ends__with_the_process_that_holds_it(void **state)
{
    const Place *place = *state;
    g_autoptr(GError) error = NULL;
    int ready[2], fd = -1;
    char byte = '\0';
    pid_t child;

    assert_int_equal(pipe(ready), 0);
    child = fork();
    if (child == 0) {
        byte = ct_lock_take(place->dir, &fd, NULL) ? 'y' : 'n';
        if (write(ready[1], &byte, 1) == 1)
            pause();
        _exit(0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    ct_assert_fails(ct_lock_take(place->dir, &fd, &error), error, CT_ERROR_LATER);
    g_clear_error(&error);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    ct_assert_ok(ct_lock_take(place->dir, &fd, &error), error);
    close(fd);
    close(ready[0]);
    close(ready[1]);
}

static void
lock__is_not_left__to_the_programs_we_start(void **state)
{
    const Place *place = *state;
    int fd = -1;

    assert_true(ct_lock_take(place->dir, &fd, NULL));
    assert_true((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    close(fd);
}

static void
lock__makes__a_file_for_its_owner_only(void **state)
{
    const Place *place = *state;
    struct stat about;
    int fd = -1;

    assert_true(ct_lock_take(place->dir, &fd, NULL));
    assert_int_equal(fstat(fd, &about), 0);
    assert_int_equal(about.st_mode & 077, 0);
    close(fd);
}

/* A lock on a file that was removed keeps nobody out; the file must be there again. */
static void
lock__holds__the_file_of_that_name(void **state)
{
    const Place *place = *state;
    struct stat ours, named;
    int old = -1, new = -1;

    assert_true(ct_lock_take(place->dir, &old, NULL));
    assert_int_equal(g_unlink(place->file), 0);
    assert_true(ct_lock_take(place->dir, &new, NULL));
    assert_int_equal(fstat(new, &ours), 0);
    assert_int_equal(stat(place->file, &named), 0);
    assert_true(ours.st_ino == named.st_ino);
    close(old);
    close(new);
}

static void
lock__says__why_it_cannot_be_taken(void **state)
{
    const Place *place = *state;
    g_autofree char *missing = g_build_filename(place->dir, "missing", NULL);
    g_autoptr(GError) error = NULL;
    int fd = -1;

    ct_assert_fails(ct_lock_take(missing, &fd, &error), error, CT_ERROR_NO_FILE);
    g_clear_error(&error);
    assert_int_equal(symlink("elsewhere", place->file), 0); /* never followed */
    ct_assert_fails(ct_lock_take(place->dir, &fd, &error), error, CT_ERROR_OUTPUT);
    assert_int_equal(fd, -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lock__is_taken__once_at_a_time, make_place, remove_place),
        cmocka_unit_test_setup_teardown(lock__ends__with_the_process_that_holds_it, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(lock__is_not_left__to_the_programs_we_start, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(lock__makes__a_file_for_its_owner_only, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(lock__holds__the_file_of_that_name, make_place,
                                        remove_place),
        cmocka_unit_test_setup_teardown(lock__says__why_it_cannot_be_taken, make_place,
                                        remove_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
