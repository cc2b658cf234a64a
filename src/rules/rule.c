/* Rules from files: which there are, which of them can work, and what they replace. */
#include "config.h"

#include "rule-private.h"

#include <string.h>

/* Every rule that a file names, those with mistakes too: two of one name are a mistake, and what
 * replaces a rule that rests is not one. */
typedef struct {
    char *name, *file;
    int line;
    const CtEntry *replaces; /* belongs to the text of the file */
} Seen;

typedef struct {
    GPtrArray *rules; /* of CtRule: the caller's */
    const CtSettings *settings;
    CtProblems *problems;
    GPtrArray *seen; /* of Seen */
} Loader;

GPtrArray *
ct_rules_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)ct_rule_free);
}

void
ct_rule_free(CtRule *rule)
{
    if (rule == NULL)
        return;
    g_free(rule->name);
    g_free(rule->says);
    g_free(rule->template_name);
    g_free(rule->file);
    g_free(rule->replaces);
    ct_condition_free(rule->who);
    g_free(rule);
}

static void
seen_free(void *data)
{
    Seen *seen = data;

    g_free(seen->name);
    g_free(seen->file);
    g_free(seen);
}

static void
loader_clear(Loader *loader)
{
    g_ptr_array_unref(loader->seen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Loader, loader_clear)

static Seen *
find_seen(const Loader *loader, const char *name)
{
    for (guint i = 0; i < loader->seen->len; i++) {
        Seen *seen = g_ptr_array_index(loader->seen, i);

        if (strcmp(seen->name, name) == 0)
            return seen;
    }
    return NULL;
}

static void
add_seen(Loader *loader, const char *name, const char *file, int line, const CtEntry *replaces)
{
    Seen *seen = g_new0(Seen, 1);

    seen->name = g_strdup(name);
    seen->file = g_strdup(file);
    seen->line = line;
    seen->replaces = replaces;
    g_ptr_array_add(loader->seen, seen);
}

static Loader
loader_new(GPtrArray *rules, const CtSettings *settings, CtProblems *problems)
{
    Loader loader = {rules, settings, problems, g_ptr_array_new_with_free_func(seen_free)};

    for (guint i = 0; i < rules->len; i++) {
        const CtRule *rule = g_ptr_array_index(rules, i);

        add_seen(&loader, rule->name, rule->file, rule->line, NULL);
    }
    return loader;
}

/* --- one block ------------------------------------------------------------------------ */

/* True when the reader of the file itself found a mistake on these lines (a line without "=", one
 * entry twice): then nobody knows what the rule was meant to say. */
static bool
has_mistake_on_lines(const CtProblems *problems, const char *file, int from, int until)
{
    g_autofree char *prefix = g_strdup_printf("%s:", file);

    for (guint i = 0; i < ct_problems_count(problems); i++) {
        const char *line = ct_problems_line(problems, i);
        gint64 number;

        if (!g_str_has_prefix(line, prefix))
            continue;
        number = g_ascii_strtoll(line + strlen(prefix), NULL, 10);
        if (number >= from && number < until)
            return true;
    }
    return false;
}

/* False, after telling, when no rule can be made of this heading. */
static bool
check_heading(Loader *loader, const CtBlock *block, const char *file)
{
    const Seen *seen = find_seen(loader, block->name);

    if (strcmp(block->kind, "rule") != 0) {
        ct_problems_add(loader->problems, file, block->line, 1,
                        "[%.40s] has no place among rules; write: [rule name]", block->kind);
        return false;
    }
    if (!ct_rule_name_is_good(block->name)) {
        ct_problems_add(loader->problems, file, block->line, 1,
                        "\"%.60s\" is not the name of a rule: up to %d small letters, digits and "
                        "hyphens",
                        block->name, CT_RULE_NAME);
        return false;
    }
    if (seen == NULL)
        return true;
    /* Twice in one file was told by the reader of the file. */
    if (strcmp(seen->file, file) != 0)
        ct_problems_add(loader->problems, file, block->line, 1,
                        "[rule %s] is here a second time; %s:%d has the first", block->name,
                        seen->file, seen->line);
    return false;
}

static void
read_block(Loader *loader, const CtTextFile *text, guint i)
{
    const CtBlock *block = g_ptr_array_index(text->blocks, i);
    int until = i + 1 < text->blocks->len
                    ? ((const CtBlock *)g_ptr_array_index(text->blocks, i + 1))->line
                    : G_MAXINT;
    bool sound = !has_mistake_on_lines(loader->problems, text->file, block->line, until);
    g_autoptr(CtRule) rule = NULL;

    if (!check_heading(loader, block, text->file))
        return;
    add_seen(loader, block->name, text->file, block->line, ct_block_find(block, "replaces"));
    rule = g_new0(CtRule, 1);
    rule->name = g_strdup(block->name);
    rule->file = g_strdup(text->file);
    rule->line = block->line;
    rule->on = true;
    if (ct_rule_read_block(rule, block, loader->settings, loader->problems) && sound)
        g_ptr_array_add(loader->rules, g_steal_pointer(&rule));
}

static void
read_text(Loader *loader, const CtTextFile *text)
{
    for (guint i = 0; i < text->blocks->len; i++) {
        const CtBlock *block = g_ptr_array_index(text->blocks, i);

        if (*block->kind != '\0') {
            read_block(loader, text, i);
        } else if (block->entries->len > 0) {
            const CtEntry *first = g_ptr_array_index(block->entries, 0);

            ct_problems_add(loader->problems, first->file, first->line, first->column,
                            "\"%.40s\" stands before the first [rule name]", first->name);
        }
    }
}

/* --- replaces ------------------------------------------------------------------------- */

static const CtRule *
find_rule(const GPtrArray *rules, const char *name)
{
    for (guint i = 0; i < rules->len; i++) {
        const CtRule *rule = g_ptr_array_index(rules, i);

        if (strcmp(rule->name, name) == 0)
            return rule;
    }
    return NULL;
}

/* True when a rule is replaced by what it replaces, however far round. */
static bool
goes_round(const GPtrArray *rules, const CtRule *start)
{
    const CtRule *rule = start;

    for (guint i = 0; i < rules->len && rule != NULL && rule->replaces != NULL; i++) {
        if (strcmp(rule->replaces, start->name) == 0)
            return true;
        rule = find_rule(rules, rule->replaces);
    }
    return false;
}

static void
tell_unknown_rule(Loader *loader, const CtEntry *entry)
{
    g_autoptr(GArray) names = g_array_new(TRUE, FALSE, sizeof(const char *));
    const char *nearest;

    for (guint i = 0; i < loader->seen->len; i++)
        g_array_append_val(names, ((Seen *)g_ptr_array_index(loader->seen, i))->name);
    nearest = ct_vocabulary_nearest((const char *const *)(void *)names->data, entry->value);
    ct_problems_add_at(loader->problems, entry, 0, "there is no rule \"%.40s\"%s%s%s", entry->value,
                       nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                       nearest != NULL ? "\"?" : " to replace");
}

/* Leaves out the rules that replace what is not there, or each other. */
static void
check_replaces(Loader *loader)
{
    g_autoptr(GPtrArray) wrong = g_ptr_array_new();

    for (guint i = 0; i < loader->rules->len; i++) {
        CtRule *rule = g_ptr_array_index(loader->rules, i);
        const Seen *seen = find_seen(loader, rule->name);

        if (seen == NULL || seen->replaces == NULL)
            continue;
        if (find_seen(loader, rule->replaces) == NULL)
            tell_unknown_rule(loader, seen->replaces);
        else if (goes_round(loader->rules, rule))
            ct_problems_add_at(loader->problems, seen->replaces, 0,
                               "rules replace each other in a circle: %s and %s", rule->name,
                               rule->replaces);
        else
            continue;
        g_ptr_array_add(wrong, rule);
    }
    for (guint i = 0; i < wrong->len; i++)
        g_ptr_array_remove(loader->rules, g_ptr_array_index(wrong, i));
}

/* --- files ---------------------------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
    const CtRule *one = *(CtRule *const *)a, *other = *(CtRule *const *)b;

    return strcmp(one->name, other->name);
}

void
ct_rules_parse(const CtTextFile *text, const CtSettings *settings, GPtrArray *rules,
               CtProblems *problems)
{
    g_auto(Loader) loader = loader_new(rules, settings, problems);

    read_text(&loader, text);
    check_replaces(&loader);
    g_ptr_array_sort(rules, by_name);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names of the *.rules files of a folder, sorted. NULL when it cannot be read. */
static GPtrArray *
list_files(const char *folder, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &reason);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    if (dir == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_NO_FILE, "the rules cannot be read: %s",
                    reason->message);
        return NULL;
    }
    while ((name = g_dir_read_name(dir)) != NULL)
        if (g_str_has_suffix(name, ".rules") && *name != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_text);
    return g_steal_pointer(&names);
}

static void
free_text(void *data)
{
    ct_textfile_free(data);
}

GPtrArray *
ct_rules_read(const char *folder, const CtSettings *settings, CtProblems *problems, GError **error)
{
    g_autoptr(GPtrArray) names = list_files(folder, error);
    g_autoptr(GPtrArray) rules = ct_rules_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_text);
    g_auto(Loader) loader = loader_new(rules, settings, problems);

    if (names == NULL)
        return NULL;
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        g_autoptr(GError) reason = NULL;
        CtTextFile *text = ct_textfile_read(path, problems, &reason);

        if (text == NULL) {
            ct_problems_add(problems, NULL, 0, 0, "%s", reason->message);
            continue;
        }
        g_ptr_array_add(texts, text);
        read_text(&loader, text);
    }
    check_replaces(&loader);
    g_ptr_array_sort(rules, by_name);
    return g_steal_pointer(&rules);
}
