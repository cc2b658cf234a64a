/* The files that show a person. Lists lose the person's records, byte for byte the rest; mails,
 * tasks and the sheets of a day that show the person are removed, because they cannot be made
 * without. */
#include "config.h"

#include "courtesy/import.h"
#include "forget-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DEEPEST    6          /* folders in folders: out/2025-06-12/rehearsal/mail */
#define FILE_BYTES (32 << 20) /* a mail or a list of tasks is never larger */

typedef struct {
    const char *dir;
    const CtTraces *traces;
    CtFilesHow how;
    GPtrArray *files;
} Work;

/* What the list of a night says about its sheets of paper. */
typedef struct {
    bool there, shows_card;
} NightList;

static bool
fail(const char *path, GError **error)
{
    g_set_error(error, CT_ERROR, CT_ERROR_OUTPUT, "%s cannot be cleaned: %s", path,
                g_strerror(errno));
    return false;
}

static void
note(const Work *work, const char *path)
{
    g_ptr_array_add(work->files, g_strdup(path));
}

static bool
remove_file(const Work *work, const char *path, GError **error)
{
    g_autofree char *full = g_build_filename(work->dir, path, NULL);

    note(work, path);
    return work->how == CT_FILES_LOOK || g_unlink(full) == 0 || errno == ENOENT ||
           fail(path, error);
}

/* --- lists ---------------------------------------------------------------------------- */

/* Lines of a file that belong to one record: from the first, and up to the one before `end`. */
typedef struct {
    int64_t first, end;
} Lines;

/* The first column of a list that holds ids of customers; -1: none. Where a list has its own ids
 * besides ("id" of a purchase), the column that names the customer counts. */
static int
ref_column(const CtCsv *csv)
{
    static const char *const names[] = {
        "ref",          "customer", "customer id", "customer_id", "customer number",
        "customer ref", "id",       NULL};
    static const char *const people[] = {"name",  "first name", "first_name", "last name",
                                         "email", "e-mail",     "birthday",   NULL};
    bool of_people = false;

    for (guint i = 0; i < ct_csv_count(csv); i++) {
        g_autofree char *heading = g_ascii_strdown(ct_csv_field(csv, i), -1);

        of_people = of_people || ct_vocabulary_find(people, heading) >= 0;
    }
    for (int n = 0; names[n] != NULL && (of_people || strcmp(names[n], "id") != 0); n++)
        for (guint i = 0; i < ct_csv_count(csv); i++)
            if (g_ascii_strcasecmp(ct_csv_field(csv, i), names[n]) == 0)
                return (int)i;
    return -1;
}

/* Whether the record at hand is about the person. Neighbouring cells are read together: first and
 * last name. */
static bool
is_theirs(const Work *work, const CtCsv *csv, int ref)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (ref >= 0) {
        const char *cell = ct_csv_field(csv, (guint)ref);

        if (g_hash_table_contains(work->traces->refs, *cell == '\'' ? cell + 1 : cell))
            return true;
    }
    for (guint i = 0; i < ct_csv_count(csv); i++) {
        const char *cell = ct_csv_field(csv, i);

        if (*cell != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", cell);
    }
    return ct_traces_mean(work->traces, text->str);
}

static bool
says_card(const CtCsv *csv)
{
    for (guint i = 0; i < ct_csv_count(csv); i++)
        if (strcmp(ct_csv_field(csv, i), ct_channel_words[CT_CHANNEL_CARD]) == 0)
            return true;
    return false;
}

/* The person's records; *kept_out: how many others there are. A file that is no table has none: if
 * it holds the person all the same, the search for what is left finds it. */
static GArray *
find_records(const Work *work, int fd, const char *path, NightList *night, int64_t *kept_out)
{
    g_autoptr(CtCsv) csv = ct_csv_open(fd, path);
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(Lines));
    bool open = false; /* the last record of `records` has no end yet */
    int ref = -1;
    CtCsvStep step;

    *kept_out = 0;
    while ((step = ct_csv_next(csv, NULL)) == CT_CSV_ROW) {
        int64_t line = ct_csv_line(csv);

        if (open)
            g_array_index(records, Lines, records->len - 1).end = line;
        open = false;
        if (ct_csv_record(csv) == 1) {
            ref = ref_column(csv);
            continue;
        }
        open = is_theirs(work, csv, ref);
        *kept_out += !open;
        if (!open)
            continue;
        night->shows_card = night->shows_card || says_card(csv);
        g_array_append_val(records, ((Lines){line, INT64_MAX}));
    }
    if (step == CT_CSV_FAILED)
        g_array_set_size(records, 0);
    return g_steal_pointer(&records);
}

static bool
is_dropped(const GArray *records, guint *at, int64_t line)
{
    while (*at < records->len && line >= g_array_index(records, Lines, *at).end)
        (*at)++;
    return *at < records->len && line >= g_array_index(records, Lines, *at).first;
}

/* Copies all lines but those of the records. LF, CR and CRLF each end a line, as in ct_csv_line().
 */
static bool
copy_lines(FILE *from, FILE *to, const GArray *records)
{
    int64_t line = 1;
    guint at = 0;
    int before = 0;
    int c;

    while ((c = getc(from)) != EOF) {
        if (before == '\n' || (before == '\r' && c != '\n'))
            line++;
        before = c;
        if (!is_dropped(records, &at, line) && putc(c, to) == EOF)
            return false;
    }
    return !ferror(from);
}

static bool
write_without(int fd, const char *full, const GArray *records)
{
    g_autofree char *part = g_strconcat(full, ".part", NULL);
    int target = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    int source = target >= 0 ? dup(fd) : -1;
    FILE *to = target >= 0 ? fdopen(target, "w") : NULL;
    FILE *from = source >= 0 ? fdopen(source, "r") : NULL;
    bool ok = to != NULL && from != NULL && lseek(fd, 0, SEEK_SET) == 0 &&
              copy_lines(from, to, records) && fflush(to) == 0 && fsync(target) == 0;

    if (from != NULL)
        fclose(from);
    ok = (to == NULL || fclose(to) == 0) && ok && g_rename(part, full) == 0;
    if (!ok && to != NULL)
        g_unlink(part);
    return ok;
}

static bool
clean_list(const Work *work, const char *path, NightList *night, GError **error)
{
    g_autofree char *full = g_build_filename(work->dir, path, NULL);
    g_autoptr(GArray) records = NULL;
    int fd = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    int64_t kept;
    bool ok = true;

    if (fd < 0)
        return errno == ENOENT || fail(path, error);
    records = find_records(work, fd, path, night, &kept);
    if (records->len > 0 && kept == 0 && g_str_has_suffix(path, ".rejected.csv")) {
        ok = remove_file(work, path, error);
    } else if (records->len > 0) {
        note(work, path);
        ok = work->how == CT_FILES_LOOK || write_without(fd, full, records) || fail(path, error);
    }
    close(fd);
    return ok;
}

/* --- mails, tasks, sheets ------------------------------------------------------------- */

/* The whole file, or NULL. */
static char *
read_file(const Work *work, const char *path)
{
    g_autofree char *full = g_build_filename(work->dir, path, NULL);
    char *text = NULL;
    GStatBuf about;

    if (g_lstat(full, &about) != 0 || about.st_size > FILE_BYTES)
        return NULL;
    return g_file_get_contents(full, &text, NULL, NULL) ? text : NULL;
}

/* The text of a calendar with its folded lines joined and its escapes undone (RFC 5545, 3.1 and
 * 3.3.11), in place. */
static void
unfold(char *text)
{
    char *to = text;

    for (const char *p = text; *p != '\0'; p++) {
        if (p[0] == '\r' && p[1] == '\n' && (p[2] == ' ' || p[2] == '\t'))
            p += 2;
        else if (p[0] == '\\' && p[1] != '\0')
            *to++ = *++p;
        else
            *to++ = *p;
    }
    *to = '\0';
}

/* Tasks are of several people: the person is among them when one of their codes is, something that
 * is theirs alone, or their name. */
static bool
shows_task(const Work *work, char *text)
{
    uint8_t found[CT_TRACE_MOST] = {0};
    GHashTableIter codes;
    gpointer code;

    unfold(text);
    g_hash_table_iter_init(&codes, work->traces->codes);
    while (g_hash_table_iter_next(&codes, &code, NULL)) {
        g_autofree char *words = g_strdup_printf("Code %s:", (char *)code);

        if (strstr(text, words) != NULL)
            return true;
    }
    ct_traces_search(work->traces, text, strlen(text), found);
    for (guint i = 0; i < work->traces->list->len; i++)
        if (found[i] != 0 && (ct_trace_kind(work->traces, i) == CT_TRACE_NAME ||
                              (!ct_trace_is_shared(work->traces, i) &&
                               ct_trace_kind(work->traces, i) != CT_TRACE_WORDS)))
            return true;
    return false;
}

/* A mail is the person's when its name has one of their codes, or when it has their mailbox: those
 * of somebody with the same mailbox go as well. */
static bool
shows_mail(const Work *work, const char *path)
{
    g_autofree char *text = NULL;
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *code = g_strdup(strrchr(name, '-') != NULL ? strrchr(name, '-') + 1 : "");
    uint8_t found[CT_TRACE_MOST] = {0};

    code[strcspn(code, ".")] = '\0';
    if (g_hash_table_contains(work->traces->codes, code))
        return true;
    text = read_file(work, path);
    if (text == NULL)
        return false;
    ct_traces_search(work->traces, text, strlen(text), found);
    for (guint i = 0; i < work->traces->list->len; i++)
        if (found[i] != 0 && ct_trace_kind(work->traces, i) == CT_TRACE_MAILBOX)
            return true;
    return false;
}

/* A page cannot be searched. It goes when the list beside it shows the person, and when there is no
 * such list any more. */
static bool
shows_page(const Work *work, const char *path, const NightList *night)
{
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen("pdf"));
    g_autofree char *tasks = g_strconcat(stem, "ics", NULL);
    g_autofree char *text = NULL;
    g_autofree char *name = g_path_get_basename(path);

    if (!g_str_has_prefix(name, "calls-"))
        return !night->there || night->shows_card;
    text = read_file(work, tasks);
    return text == NULL || shows_task(work, text);
}

/* --- folders -------------------------------------------------------------------------- */

typedef enum { LIST, PAGE, TASKS, MAIL, OTHER } Form;

static Form
form_of(const char *name)
{
    static const struct {
        const char *end;
        Form form;
    } forms[] = {{".csv", LIST}, {".tsv", LIST},  {".tab", LIST}, {".txt", LIST},
                 {".pdf", PAGE}, {".ics", TASKS}, {".eml", MAIL}, {".part", MAIL}};

    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_str_has_suffix(name, forms[i].end))
            return forms[i].form;
    return OTHER;
}

static bool
clean_file(const Work *work, const char *path, Form form, NightList *night, GError **error)
{
    g_autofree char *text = NULL;
    bool shows = false;

    switch (form) {
    case LIST:
        return clean_list(work, path, night, error);
    case PAGE:
        shows = shows_page(work, path, night);
        break;
    case TASKS:
        text = read_file(work, path);
        shows = text != NULL && shows_task(work, text);
        break;
    case MAIL:
        shows = shows_mail(work, path);
        break;
    case OTHER:
        break;
    }
    return !shows || remove_file(work, path, error);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted; none when it is not there. */
static GPtrArray *
names_in(const Work *work, const char *folder)
{
    g_autofree char *full = g_build_filename(work->dir, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    return names;
}

static bool
is_folder(const Work *work, const char *path)
{
    g_autofree char *full = g_build_filename(work->dir, path, NULL);

    return g_file_test(full, G_FILE_TEST_IS_DIR) && !g_file_test(full, G_FILE_TEST_IS_SYMLINK);
}

/* NOLINTBEGIN(misc-no-recursion): DEEPEST ends it */
/* One folder: the lists first, because they tell about the pages, and the pages before the tasks.
 */
static bool
clean_folder(const Work *work, const char *folder, int depth, GError **error)
{
    g_autoptr(GPtrArray) names = names_in(work, folder);
    NightList night = {0};

    for (Form form = LIST; form <= OTHER; form++) {
        for (guint i = 0; i < names->len; i++) {
            const char *name = g_ptr_array_index(names, i);
            g_autofree char *path = g_build_filename(folder, name, NULL);

            night.there = night.there || strcmp(name, "plan.csv") == 0;
            if (form_of(name) != form)
                continue;
            if (is_folder(work, path)) {
                if (depth < DEEPEST && !clean_folder(work, path, depth + 1, error))
                    return false;
            } else if (!clean_file(work, path, form, &night, error)) {
                return false;
            }
        }
    }
    return true;
}
/* NOLINTEND(misc-no-recursion) */

bool
ct_forget_files(const char *dir, const CtTraces *traces, CtFilesHow how, GPtrArray *files,
                GError **error)
{
    static const char *const folders[] = {"imports", "outbox", "out"};
    const Work work = {.dir = dir, .traces = traces, .how = how, .files = files};

    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (!clean_folder(&work, folders[i], 0, error))
            return false;
    return true;
}
