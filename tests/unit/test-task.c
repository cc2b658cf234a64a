#include "ct-test.h"

#include "courtesy/render.h"

#include <string.h>

static char *
render(const char *name, const CtTask *tasks, size_t count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = ct_tasks_render(name, tasks, count, &error);
    gsize size;
    const char *data;

    ct_assert_ok(bytes != NULL, error);
    data = g_bytes_get_data(bytes, &size);
    assert_null(memchr(data, '\0', size));
    return g_strndup(data, size);
}

/* Undoes the folding of long lines (RFC 5545, 3.1). */
static char *
unfold(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\r\n ", -1);

    return g_strjoinv("", parts);
}

static void
assert_line(const char *text, const char *line)
{
    g_autofree char *whole = g_strconcat("\r\n", line, "\r\n", NULL);

    if (strstr(text, whole) == NULL)
        fail_msg("no line \"%s\" in:\n%s", line, text);
}

static const CtTask anna = {
    .uid = "7d4c5a1e@oakandlamp.example",
    .summary = "Call María López +34 600 123 456",
    .description = "CHECK-IN: 61 days since the last order; usually 90\nSay: the chairs, in oak",
    .phone = "+34 600 123-456",
    .start = {20251},
    .due = {20253},
    .priority = 1,
    .stamp = 1749686400,
};

static void
tasks__say__all_they_know(void **state)
{
    static const char *const lines[] = {
        "VERSION:2.0",
        "PRODID:-//courtesy//0.1.0//EN",
        "NAME:Anna\\, Oak & Lamp",
        "X-WR-CALNAME:Anna, Oak & Lamp",
        "UID:7d4c5a1e@oakandlamp.example",
        "DTSTAMP:20250612T000000Z",
        "SUMMARY:Call María López +34 600 123 456",
        "DESCRIPTION:CHECK-IN: 61 days since the last order\\; usually 90\\nSay: the chairs\\, in "
        "oak",
        "LOCATION:tel:+34600123456",
        "DTSTART;VALUE=DATE:20250612",
        "DUE;VALUE=DATE:20250614",
        "PRIORITY:1",
        "STATUS:NEEDS-ACTION",
    };
    g_autofree char *text = render("Anna, Oak & Lamp", &anna, 1);
    g_autofree char *unfolded = unfold(text);

    assert_true(g_str_has_prefix(text, "BEGIN:VCALENDAR\r\n"));
    assert_true(g_str_has_suffix(text, "END:VTODO\r\nEND:VCALENDAR\r\n"));
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        print_message("case %zu: %s\n", i, lines[i]);
        assert_line(unfolded, lines[i]);
    }
    assert_null(strstr(text, "TZID"));
    assert_null(strstr(text, "VTIMEZONE"));
}

/* Every line ends in CR LF and has at most 75 octets, whole characters only. */
static void
assert_well_formed(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        assert_true(strlen(*line) <= 75);
        assert_true(g_utf8_validate(*line, -1, NULL));
        for (const char *p = *line; *p != '\0'; p++)
            assert_true((unsigned char)*p >= 0x20 && *p != 0x7f);
    }
}

static void
tasks__survive__any_text(void **state)
{
    static const char *const hostile[] = {
        "",
        "a\r\nSTATUS:COMPLETED\r\nX-EVIL:1",
        "\xff\xfe broken \x80",
        "bell \a, escape \x1b, \xe2\x80\xae"
        "override",
        "; , \\ \\n : \"quoted\"",
        "김민준 왕小明 محمد 😀 김민준 왕小明 محمد 😀 김민준 왕小明 محمد 😀 김민준 왕小明 محمد 😀 "
        "김민준 왕小明",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        const CtTask task = {hostile[i], hostile[i], hostile[i], hostile[i],
                             {20251},    {20251},    -3,         0};
        g_autofree char *text = NULL;

        print_message("case %zu\n", i);
        text = render(hostile[i], &task, 1);
        assert_well_formed(text);
        assert_null(strstr(text, "\r\nX-EVIL"));
        assert_null(strstr(text, "STATUS:COMPLETED\r\n"));
        assert_line(text, "PRIORITY:1");
        assert_line(text, "DTSTAMP:19700101T000000Z");
    }
}

/* RFC 5545 wants DUE later than DTSTART. */
static void
tasks__of_one_day__say_only_when_they_are_due(void **state)
{
    CtTask task = anna;
    g_autofree char *text = NULL;

    task.due = task.start;
    text = render("Anna", &task, 1);
    assert_null(strstr(text, "DTSTART"));
    assert_line(text, "DUE;VALUE=DATE:20250612");
}

static void
tasks__leave_out__what_is_not_known(void **state)
{
    static const char *const phones[] = {NULL, "", "ask at the desk"};

    for (size_t i = 0; i < G_N_ELEMENTS(phones); i++) {
        CtTask task = anna;
        g_autofree char *text = NULL;

        print_message("case %zu\n", i);
        task.phone = phones[i];
        task.description = NULL;
        text = render(NULL, &task, 1);
        assert_null(strstr(text, "LOCATION"));
        assert_null(strstr(text, "DESCRIPTION"));
        assert_null(strstr(text, "NAME"));
    }
}

static void
tasks__repeat__their_bytes(void **state)
{
    const CtTask tasks[] = {anna, anna, anna};
    g_autofree char *first = render("Anna", tasks, 3);
    g_autofree char *second = render("Anna", tasks, 3);
    g_autofree char *none = render("Anna", NULL, 0);
    g_auto(GStrv) parts = g_strsplit(first, "BEGIN:VTODO\r\n", -1);

    assert_string_equal(first, second);
    assert_int_equal(g_strv_length(parts), 4);
    assert_string_equal(parts[1], parts[2]);
    assert_true(g_str_has_suffix(none, "\r\nEND:VCALENDAR\r\n"));
    assert_null(strstr(none, "VTODO"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks__say__all_they_know),
        cmocka_unit_test(tasks__survive__any_text),
        cmocka_unit_test(tasks__of_one_day__say_only_when_they_are_due),
        cmocka_unit_test(tasks__leave_out__what_is_not_known),
        cmocka_unit_test(tasks__repeat__their_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
