/* Rules from files: which there are, which of them can work, and what they replace. */
#include "config.h"

#include "rule-private.h"

#include <string.h>

/* Every rule that a file names, those with mistakes too: two of one name are a mistake, and what
 * replaces a rule that rests is not one. */
typedef struct {
    char *name, *file, *replaces; /* `replaces`: NULL when it replaces none */
    int line;
    const CtEntry *entry; /* that says so; belongs to the text of the file */
    bool rests;           /* for a mistake that only shows beside other rules */
} Seen;

typedef struct {
    GPtrArray *rules;   /* of CtRule: the caller's */
    GPtrArray *resting; /* of CtRule: those with a mistake; the caller's, or NULL */
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
    g_free(seen->replaces);
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
add_seen(Loader *loader, const CtRule *rule, const CtEntry *replaces)
{
    Seen *seen = g_new0(Seen, 1);

    seen->name = g_strdup(rule->name);
    seen->file = g_strdup(rule->file);
    seen->line = rule->line;
    seen->replaces = g_strdup(replaces != NULL ? replaces->value : rule->replaces);
    seen->entry = replaces;
    g_ptr_array_add(loader->seen, seen);
}

static Loader
loader_new(GPtrArray *rules, GPtrArray *resting, const CtSettings *settings, CtProblems *problems)
{
    Loader loader = {rules, resting, settings, problems, g_ptr_array_new_with_free_func(seen_free)};

    for (guint i = 0; i < rules->len; i++)
        add_seen(&loader, g_ptr_array_index(rules, i), NULL);
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
    if (strcmp(block->kind, "rule") != 0) {
        ct_problems_add(loader->problems, file, block->line, 1,
                        "[%.40s] has no place among rules; write: [rule name]", block->kind);
        return false;
    }
    if (ct_rule_name_is_good(block->name))
        return true;
    ct_problems_add(loader->problems, file, block->line, 1,
                    "\"%.60s\" is not the name of a rule: up to %d small letters, digits and "
                    "hyphens",
                    block->name, CT_RULE_NAME);
    return false;
}

/* Nobody knows which of two rules of one name is meant: both rest. */
static void
tell_twice(Loader *loader, Seen *first, const CtRule *rule)
{
    first->rests = true;
    /* Twice in one file was told by the reader of the file. */
    if (strcmp(first->file, rule->file) != 0)
        ct_problems_add(loader->problems, rule->file, rule->line, 1,
                        "[rule %s] is here a second time; %s:%d has the first, and both rest until "
                        "one has another name",
                        rule->name, first->file, first->line);
}

static CtRule *
rule_new(const CtBlock *block, const char *file)
{
    CtRule *rule = g_new0(CtRule, 1);

    rule->name = g_strdup(block->name);
    rule->file = g_strdup(file);
    rule->line = block->line;
    rule->on = true;
    return rule;
}

static void
read_block(Loader *loader, const CtTextFile *text, guint i)
{
    const CtBlock *block = g_ptr_array_index(text->blocks, i);
    int until = i + 1 < text->blocks->len
                    ? ((const CtBlock *)g_ptr_array_index(text->blocks, i + 1))->line
                    : G_MAXINT;
    bool sound = !has_mistake_on_lines(loader->problems, text->file, block->line, until);
    Seen *first = find_seen(loader, block->name);
    g_autoptr(CtRule) rule = NULL;

    if (!check_heading(loader, block, text->file))
        return;
    rule = rule_new(block, text->file);
    if (first != NULL)
        tell_twice(loader, first, rule);
    else
        add_seen(loader, rule, ct_block_find(block, "replaces"));
    sound = ct_rule_read_block(rule, block, loader->settings, loader->problems) && sound;
    if (sound && first == NULL)
        g_ptr_array_add(loader->rules, g_steal_pointer(&rule));
    else if (loader->resting != NULL)
        g_ptr_array_add(loader->resting, g_steal_pointer(&rule));
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

/* --- what only shows when all are read ------------------------------------------------ */

/* True when a rule is replaced by what it replaces, however far round. */
static bool
goes_round(const Loader *loader, const Seen *start)
{
    const Seen *seen = start;

    for (guint i = 0; i < loader->seen->len && seen != NULL && seen->replaces != NULL; i++) {
        if (strcmp(seen->replaces, start->name) == 0)
            return true;
        seen = find_seen(loader, seen->replaces);
    }
    return false;
}

static void
tell_unknown_rule(Loader *loader, const CtEntry *entry)
{
    g_autoptr(GArray) names = g_array_new(TRUE, FALSE, sizeof(const char *));
    g_autofree char *hint = NULL;

    for (guint i = 0; i < loader->seen->len; i++)
        g_array_append_val(names, ((Seen *)g_ptr_array_index(loader->seen, i))->name);
    hint =
        ct_vocabulary_hint((const char *const *)(void *)names->data, entry->value, " to replace");
    ct_problems_add_at(loader->problems, entry, 0, "there is no rule \"%.40s\"%s", entry->value,
                       hint);
}

/* A rule that has other mistakes is looked at as well, so that all are told in one go. */
static void
check_replaces(Loader *loader)
{
    for (guint i = 0; i < loader->seen->len; i++) {
        Seen *seen = g_ptr_array_index(loader->seen, i);

        if (seen->entry == NULL || strcmp(seen->replaces, seen->name) == 0) /* told before */
            continue;
        if (find_seen(loader, seen->replaces) == NULL)
            tell_unknown_rule(loader, seen->entry);
        else if (goes_round(loader, seen))
            ct_problems_add_at(loader->problems, seen->entry, 0,
                               "rules replace each other in a circle: %s and %s", seen->name,
                               seen->replaces);
        else
            continue;
        seen->rests = true;
    }
}

static int
by_name(const void *a, const void *b)
{
    const CtRule *one = *(CtRule *const *)a, *other = *(CtRule *const *)b;

    return strcmp(one->name, other->name);
}

/* Moves the rules that rest out of those that work. */
static void
finish(Loader *loader)
{
    check_replaces(loader);
    for (guint i = loader->rules->len; i-- > 0;) {
        const CtRule *rule = g_ptr_array_index(loader->rules, i);
        CtRule *taken;
        const Seen *seen = find_seen(loader, rule->name);

        if (seen == NULL || !seen->rests)
            continue;
        taken = g_ptr_array_steal_index(loader->rules, i);
        if (loader->resting != NULL)
            g_ptr_array_add(loader->resting, taken);
        else
            ct_rule_free(taken);
    }
    g_ptr_array_sort(loader->rules, by_name);
    if (loader->resting != NULL)
        g_ptr_array_sort(loader->resting, by_name);
}

/* --- files ---------------------------------------------------------------------------- */

void
ct_rules_parse(const CtTextFile *text, const CtSettings *settings, GPtrArray *rules,
               CtProblems *problems)
{
    g_auto(Loader) loader = loader_new(rules, NULL, settings, problems);

    read_text(&loader, text);
    finish(&loader);
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
ct_rules_read(const char *folder, const CtSettings *settings, GPtrArray *resting,
              CtProblems *problems, GError **error)
{
    g_autoptr(GPtrArray) names = list_files(folder, error);
    g_autoptr(GPtrArray) rules = ct_rules_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_text);
    g_auto(Loader) loader = loader_new(rules, resting, settings, problems);

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
    finish(&loader);
    return g_steal_pointer(&rules);
}
