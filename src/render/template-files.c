/* The folder of templates: which file answers for a name in a language, and what was read from it.
 * No name leads out of the folder: names are checked, and symbolic links are not followed. */
#include "config.h"

#include "template-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PARTIALS     "partials"
#define NAME_LENGTH  64
#define LANGUAGE_MAX 35 /* RFC 5646, 4.4.1: the longest tag that a program must take */
#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_-"

struct CtTemplates {
    int folder; /* an open directory, -1 when there is none */
    char *path;
    char **house_languages;
    GHashTable *templates; /* "thanks/en.md" -> Finding */
    GHashTable *partials;  /* "partials/signature.en.md" -> Finding */
};

/* What came of reading a file: one of the two, or an error. */
typedef struct {
    CtTemplate *template;
    CtMustache *partial;
    GError *error; /* CT_ERROR_NO_FILE: there is no such file */
    bool used;     /* by a template or another partial */
} Finding;

static const char *const suffixes[] = {
    [CT_TEMPLATE_MAIL] = ".md",
    [CT_TEMPLATE_CARD] = ".card.txt",
    [CT_TEMPLATE_CALL] = ".call.md",
};

static void
finding_free(void *data)
{
    Finding *finding = data;

    ct_template_free(finding->template);
    ct_mustache_free(finding->partial);
    g_clear_error(&finding->error);
    g_free(finding);
}

CtTemplates *
ct_templates_open(const char *folder, char **house_languages)
{
    CtTemplates *templates = g_new0(CtTemplates, 1);

    templates->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    templates->path = g_strdup(folder);
    templates->house_languages = g_strdupv(house_languages);
    templates->templates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, finding_free);
    templates->partials = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, finding_free);
    return templates;
}

void
ct_templates_free(CtTemplates *templates)
{
    if (templates == NULL)
        return;
    if (templates->folder >= 0)
        close(templates->folder);
    g_hash_table_unref(templates->templates);
    g_hash_table_unref(templates->partials);
    g_strfreev(templates->house_languages);
    g_free(templates->path);
    g_free(templates);
}

/* --- names ---------------------------------------------------------------------------- */

static bool
is_name(const char *name)
{
    size_t length = strlen(name);

    return length >= 1 && length <= NAME_LENGTH && strspn(name, NAME_LETTERS) == length;
}

static bool
is_language(const char *language)
{
    size_t length = strlen(language);

    for (const char *p = language; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && *p != '-')
            return false;
    return length >= 2 && length <= LANGUAGE_MAX && g_ascii_isalpha(*language);
}

static void
add_language(GPtrArray *languages, const char *language)
{
    if (is_language(language) &&
        !g_ptr_array_find_with_equal_func(languages, language, g_str_equal, NULL))
        g_ptr_array_add(languages, g_strdup(language));
}

/* "es-MX": es-MX, then es. */
static void
add_with_parents(GPtrArray *languages, const char *language)
{
    g_autofree char *tag = g_strdup(language);

    for (char *end = tag + strlen(tag); end != NULL; end = strrchr(tag, '-')) {
        *end = '\0';
        add_language(languages, tag);
    }
}

/* The customer's own language, then those of the house, each before its parents. The caller owns
 * the result. */
static GPtrArray *
languages_for(const CtTemplates *templates, const char *language)
{
    GPtrArray *languages = g_ptr_array_new_with_free_func(g_free);
    char **house = templates->house_languages;

    add_with_parents(languages, language != NULL ? language : "");
    for (guint i = 0; house != NULL && house[i] != NULL; i++)
        add_with_parents(languages, house[i]);
    return languages;
}

/* --- reading -------------------------------------------------------------------------- */

static void
fail_to_open(const CtTemplates *templates, const char *file, int reason, GError **error)
{
    CtError code = CT_ERROR_INPUT;
    const char *why = g_strerror(reason);

    if (reason == ENOENT)
        code = CT_ERROR_NO_FILE;
    else if (reason == EACCES)
        code = CT_ERROR_PERMISSION;
    else if (reason == ELOOP || reason == ENOTDIR)
        why = "it is, or is in, a symbolic link; put a copy of the file there";
    g_set_error(error, CT_ERROR, (int)code, "%s: it cannot be read from %s: %s", file,
                templates->path, why);
}

/* Opens "folder/file" without following a link. -1 when that fails; the caller closes it. */
static int
open_below(const CtTemplates *templates, const char *file, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(file, "/", 2);
    int folder = -1, fd = -1, reason = ENOENT;

    if (templates->folder >= 0) {
        folder =
            openat(templates->folder, parts[0], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        reason = errno;
    }
    if (folder >= 0) {
        fd = openat(folder, parts[1], O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        reason = errno;
        close(folder);
    }
    if (fd < 0)
        fail_to_open(templates, file, reason, error);
    return fd;
}

/* At most `room` bytes; -1 when they cannot be read. */
static ssize_t
read_all(int fd, char *buffer, size_t room)
{
    size_t size = 0;

    while (size < room) {
        ssize_t got = read(fd, buffer + size, room - size);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        size += (size_t)got;
    }
    return (ssize_t)size;
}

/* Without a byte order mark, and with bare line feeds. */
static char *
tidy(const char *bytes, size_t size)
{
    GString *text = g_string_sized_new(size);

    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != '\r' || i + 1 == size || bytes[i + 1] != '\n')
            g_string_append_c(text, bytes[i]);
    return g_string_free(text, FALSE);
}

static bool
is_text(const char *file, const char *bytes, size_t size, GError **error)
{
    const char *end;
    int line = 1;

    if (g_utf8_validate_len(bytes, size, &end))
        return true;
    for (const char *p = bytes; p < end; p++)
        line += *p == '\n';
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                "%s:%d: this line is not UTF-8 text; save the file as UTF-8", file, line);
    return false;
}

/* The text of a file below the folder. The caller owns the result. */
static char *
read_below(const CtTemplates *templates, const char *file, GError **error)
{
    g_autofree char *buffer = NULL;
    struct stat status;
    ssize_t size = -1;
    int fd = open_below(templates, file, error);

    if (fd < 0)
        return NULL;
    buffer = g_malloc(CT_TEXTFILE_MAX + 1);
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        size = read_all(fd, buffer, CT_TEXTFILE_MAX + 1);
    close(fd);
    if (size < 0 || size > CT_TEXTFILE_MAX) {
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it */
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: it is %s", file,
                    size < 0 ? "not a file that can be read" : "larger than 1 MiB");
        return NULL;
    }
    return is_text(file, buffer, (size_t)size, error) ? tidy(buffer, (size_t)size) : NULL;
}

/* --- templates ------------------------------------------------------------------------ */

static Finding *
read_template(CtTemplates *templates, CtTemplateKind kind, const char *name, const char *language)
{
    g_autofree char *file = g_strconcat(name, "/", language, suffixes[kind], NULL);
    Finding *finding = g_hash_table_lookup(templates->templates, file);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autofree char *text = NULL;

    if (finding != NULL)
        return finding;
    finding = g_new0(Finding, 1);
    text = read_below(templates, file, &finding->error);
    if (text != NULL) {
        finding->template = ct_template_parse(templates, kind, file, language, text, problems);
        ct_problems_none(problems, CT_ERROR_INPUT, &finding->error);
    }
    g_hash_table_insert(templates->templates, g_steal_pointer(&file), finding);
    return finding;
}

static void
fail_to_find(const CtTemplates *templates, CtTemplateKind kind, const char *name,
             const GPtrArray *languages, GError **error)
{
    g_autoptr(GString) places = g_string_new(NULL);

    for (guint i = 0; i < languages->len; i++)
        g_string_append_printf(places, "%s%s/%s/%s%s", i > 0 ? ", " : "", templates->path, name,
                               (const char *)languages->pdata[i], suffixes[kind]);
    g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE,
                "there is no template \"%s\" in any language; it was looked for in %s", name,
                places->str);
}

const CtTemplate *
ct_templates_find(CtTemplates *templates, const char *name, CtTemplateKind kind,
                  const char *language, GError **error)
{
    g_autoptr(GPtrArray) languages = languages_for(templates, language);

    if (!is_name(name) || strcmp(name, PARTIALS) == 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "\"%.64s\" cannot be the name of a template; it is made of a-z, 0-9, _ and -",
                    name);
        return NULL;
    }
    for (guint i = 0; i < languages->len; i++) {
        const Finding *finding = read_template(templates, kind, name, languages->pdata[i]);

        if (finding->template != NULL)
            return finding->template;
        if (!g_error_matches(finding->error, CT_ERROR, CT_ERROR_NO_FILE)) {
            g_propagate_error(error, g_error_copy(finding->error));
            return NULL;
        }
    }
    fail_to_find(templates, kind, name, languages, error);
    return NULL;
}

/* --- partials ------------------------------------------------------------------------- */

/* The file `partials/NAME`: the names in it are checked where it is used. */
static Finding *
read_partial(CtTemplates *templates, const char *name)
{
    g_autofree char *file = g_strconcat(PARTIALS "/", name, NULL);
    Finding *finding = g_hash_table_lookup(templates->partials, file);
    g_autoptr(CtProblems) problems = ct_problems_new();
    g_autofree char *text = NULL;

    if (finding != NULL)
        return finding;
    finding = g_new0(Finding, 1);
    text = read_below(templates, file, &finding->error);
    if (text != NULL) {
        finding->partial = ct_mustache_parse(file, 1, text, CT_MUSTACHE_STRICT, problems);
        ct_problems_none(problems, CT_ERROR_INPUT, &finding->error);
    }
    g_hash_table_insert(templates->partials, g_steal_pointer(&file), finding);
    return finding;
}

/* "signature": signature.es.md, signature.en.md, signature.md. The caller owns the result. */
static GPtrArray *
partial_files(const CtTemplates *templates, const char *name, const char *language)
{
    g_autoptr(GPtrArray) languages = languages_for(templates, language);
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < languages->len; i++)
        g_ptr_array_add(files, g_strconcat(name, ".", languages->pdata[i], ".md", NULL));
    g_ptr_array_add(files, g_strconcat(name, ".md", NULL));
    return files;
}

const CtMustache *
ct_templates_partial(const char *name, void *data, GError **error)
{
    const CtPartialSource *source = data;
    g_autoptr(GPtrArray) files = partial_files(source->templates, name, source->language);

    if (!is_name(name)) {
        g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE,
                    "\"%.64s\" cannot be the name of a partial; it is made of a-z, 0-9, _ and -",
                    name);
        return NULL;
    }
    for (guint i = 0; i < files->len; i++) {
        Finding *finding = read_partial(source->templates, files->pdata[i]);

        finding->used = true;
        if (finding->partial != NULL)
            return finding->partial;
        if (!g_error_matches(finding->error, CT_ERROR, CT_ERROR_NO_FILE)) {
            g_propagate_error(error, g_error_copy(finding->error));
            return NULL;
        }
    }
    g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE,
                "there is no partial \"%s\"; it would be the file %s/" PARTIALS "/%s", name,
                source->templates->path, (const char *)files->pdata[0]);
    return NULL;
}

/* --- the whole folder ----------------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted, without hidden files and the copies that editors leave. */
static GPtrArray *
list_folder(const CtTemplates *templates, const char *name)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    int fd = openat(templates->folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    const struct dirent *entry;

    if (folder == NULL)
        return names;
    while ((entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.' && !g_str_has_suffix(entry->d_name, "~"))
            g_ptr_array_add(names, g_strdup(entry->d_name));
    closedir(folder);
    g_ptr_array_sort(names, by_name);
    return names;
}

/* The lines of an error that are not among the problems yet: templates share partials. */
static void
add_new_lines(CtProblems *problems, const GError *error)
{
    g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        bool known = false;

        for (guint j = 0; !known && j < ct_problems_count(problems); j++)
            known = strcmp(ct_problems_line(problems, j), lines[i]) == 0;
        if (!known)
            ct_problems_add(problems, NULL, 0, 0, "%s", lines[i]);
    }
}

/* "en.card.txt": a card in English. */
static bool
read_file_name(const char *file, CtTemplateKind *kind_out, char **language_out)
{
    size_t length = strcspn(file, ".");
    g_autofree char *language = g_strndup(file, length);

    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (strcmp(file + length, suffixes[i]) != 0 || !is_language(language))
            continue;
        *kind_out = (CtTemplateKind)i;
        *language_out = g_steal_pointer(&language);
        return true;
    }
    return false;
}

static void
check_folder(CtTemplates *templates, const char *name, CtProblems *problems)
{
    g_autoptr(GPtrArray) files = list_folder(templates, name);

    for (guint i = 0; i < files->len; i++) {
        g_autofree char *file = g_strconcat(name, "/", files->pdata[i], NULL);
        g_autofree char *language = NULL;
        CtTemplateKind kind;
        const Finding *finding;

        if (!is_name(name) || !read_file_name(files->pdata[i], &kind, &language)) {
            ct_problems_add(problems, file, 0, 0,
                            "no template is called so; it would be NAME/LANGUAGE.md, .card.txt or "
                            ".call.md, like thanks/en.md");
            continue;
        }
        finding = read_template(templates, kind, name, language);
        if (finding->error != NULL)
            add_new_lines(problems, finding->error);
    }
}

/* A partial that no template asks for (the footer is one) may use the fields of the data. */
static void
check_names(CtTemplates *templates, const char *file, const CtMustache *partial,
            CtProblems *problems)
{
    g_autoptr(CtProblems) found = ct_problems_new();
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) parts = g_strsplit(file, ".", 3);
    CtPartialSource source = {templates, parts[2] != NULL ? parts[1] : NULL};

    ct_mustache_check(partial, ct_template_example(), ct_templates_partial, &source, found);
    if (!ct_problems_none(found, CT_ERROR_INPUT, &error))
        add_new_lines(problems, error);
}

static void
check_partials(CtTemplates *templates, CtProblems *problems)
{
    g_autoptr(GPtrArray) files = list_folder(templates, PARTIALS);

    for (guint i = 0; i < files->len; i++) {
        const Finding *finding = read_partial(templates, files->pdata[i]);

        if (finding->error != NULL)
            add_new_lines(problems, finding->error);
        else if (!finding->used)
            check_names(templates, files->pdata[i], finding->partial, problems);
    }
}

void
ct_templates_check(CtTemplates *templates, CtProblems *problems)
{
    g_autoptr(GPtrArray) names = list_folder(templates, ".");

    if (templates->folder < 0)
        ct_problems_add(problems, templates->path, 0, 0, "there is no such folder");
    for (guint i = 0; i < names->len; i++)
        if (strcmp(names->pdata[i], PARTIALS) != 0)
            check_folder(templates, names->pdata[i], problems);
    check_partials(templates, problems);
}
