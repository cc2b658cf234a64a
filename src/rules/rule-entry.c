/* The lines of one rule. The table below says which there are, in the order in which they are read:
 * the trigger first, because defaults and the meaning of the condition hang on it. */
#include "config.h"

#include "rule-private.h"

#include <string.h>

typedef struct {
    CtRule *rule;
    const CtSettings *settings;
    CtProblems *problems;
    CtScope scope;
} Reader;

bool
ct_rule_name_is_good(const char *name)
{
    return *name != '\0' && strlen(name) <= CT_RULE_NAME &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* --- sentences with one number -------------------------------------------------------- */

/* True when two words are the same, or the one the singular of the other: "day", "days". */
static bool
same_word(const char *form, const char *word)
{
    size_t length = strlen(form);

    if (g_ascii_strcasecmp(form, word) == 0)
        return true;
    return length > 1 && form[length - 1] == 's' && strlen(word) == length - 1 &&
           g_ascii_strncasecmp(form, word, length - 1) == 0;
}

static bool
read_number(const char *word, int least, int most, int *number_out)
{
    gint64 number;

    if (strlen(word) > 6 || word[strspn(word, "0123456789")] != '\0')
        return false;
    number = g_ascii_strtoll(word, NULL, 10);
    if (number < least || number > most)
        return false;
    *number_out = (int)number;
    return true;
}

/* Reads the entry as the sentence `form`, where # stands for one whole number. */
static bool
read_sentence(const CtEntry *entry, const char *form, int least, int most, int *number_out)
{
    g_auto(GStrv) forms = g_strsplit(form, " ", -1);
    g_auto(GStrv) words = g_strsplit_set(entry->value, " \t\n", -1);
    int f = 0, number = 0;

    for (int i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            continue;
        if (forms[f] == NULL)
            return false;
        if (strcmp(forms[f], "#") == 0 ? !read_number(words[i], least, most, &number)
                                       : !same_word(forms[f], words[i]))
            return false;
        f++;
    }
    if (forms[f] != NULL)
        return false;
    *number_out = number;
    return true;
}

/* The same, with a mistake that shows the sentence as it should be: `example`. */
static void
expect_sentence(Reader *reader, const CtEntry *entry, const char *form, int least, int most,
                int *number_out)
{
    const char *number = strchr(form, '#');

    if (read_sentence(entry, form, least, most, number_out))
        return;
    ct_problems_add_at(reader->problems, entry, 0,
                       "\"%.60s\" is not understood; write: %.*s%d%s (a number from %d to %d)",
                       entry->value, (int)(number - form), form, MIN(most, MAX(least, 2)),
                       number + 1, least, most);
}

/* One word of a closed list; -1 after a mistake. */
static int
expect_word(Reader *reader, const CtEntry *entry, const char *text, const char *const *words)
{
    int i = ct_vocabulary_find(words, text);
    const char *nearest;
    g_autoptr(GString) all = g_string_new(NULL);

    if (i >= 0)
        return i;
    for (i = 0; words[i] != NULL; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", words[i]);
    nearest = ct_vocabulary_nearest(words, text);
    if (nearest != NULL)
        g_string_append_printf(all, "; did you mean \"%s\"?", nearest);
    ct_problems_add_at(reader->problems, entry, 0, "\"%.40s\" does not fit here; here fit: %s",
                       text, all->str);
    return -1;
}

/* --- one function an entry ------------------------------------------------------------ */

static void
read_says(Reader *reader, const CtEntry *entry)
{
    reader->rule->says = ct_text_clean(entry->value, false);
}

/* What a rule does when it does not say how long an occasion lasts, and how far apart two of them
 * have to be. -1: until the trigger's own end. */
static const struct {
    int late_days, again_days;
} defaults[CT_EVENT_COUNT] = {
    [CT_EVENT_BIRTHDAY] = {2, 180},
    [CT_EVENT_EACH_PURCHASE] = {7, 14},
    /* A purchase that was taken back makes the next one the first, or the third. */
    [CT_EVENT_FIRST_PURCHASE] = {7, 3650},
    [CT_EVENT_NTH_PURCHASE] = {7, 3650},
    [CT_EVENT_LAST_PURCHASE] = {7, 14},
    [CT_EVENT_DELIVERY] = {7, 14},
    [CT_EVENT_INSTALLATION] = {7, 14},
    [CT_EVENT_JOINING] = {7, 300},
    [CT_EVENT_ANNIVERSARY] = {5, 300},
    /* Two complaints within three days are about one matter. */
    [CT_EVENT_COMPLAINT_OPENED] = {7, 4},
    [CT_EVENT_COMPLAINT_CLOSED] = {7, 30},
    [CT_EVENT_COMPLAINT_OPEN] = {7, 4},
    [CT_EVENT_REFERRAL] = {7, 0},
    [CT_EVENT_LOW_SCORE] = {7, 14},
    [CT_EVENT_PROMISE] = {7, 0},
    [CT_EVENT_OUTSIDE] = {7, 0},
    [CT_EVENT_HALFWAY] = {-1, 14},
    [CT_EVENT_SILENCE] = {30, 0},
    [CT_EVENT_EVERY] = {7, 0},
};

static void
read_when(Reader *reader, const CtEntry *entry)
{
    CtRule *rule = reader->rule;

    if (!ct_trigger_parse(entry, &rule->trigger, reader->problems))
        return;
    reader->scope = ct_trigger_scope(&rule->trigger);
    rule->late_days = defaults[rule->trigger.event].late_days;
    rule->again_days = defaults[rule->trigger.event].again_days;
    if (rule->says == NULL)
        rule->says = ct_trigger_text(&rule->trigger);
}

static void
read_then(Reader *reader, const CtEntry *entry)
{
    CtRule *rule = reader->rule;

    if (!ct_delays_parse(entry, CT_RULE_STEPS - 1, rule->then, &rule->n_then, reader->problems) ||
        reader->scope == CT_SCOPE_ANY || ct_trigger_has_steps(&rule->trigger))
        return;
    ct_problems_add_at(reader->problems, entry, 0,
                       "no further steps can follow \"%s\": it comes again by itself, or is over",
                       ct_event_words[rule->trigger.event]);
}

static void
read_who(Reader *reader, const CtEntry *entry)
{
    reader->rule->who =
        ct_condition_parse(entry, reader->settings, reader->scope, reader->problems);
}

G_STATIC_ASSERT(CT_CHANNEL_COUNT <= CT_RULE_CHOICES); /* each is named once */

/* "card, else mail" */
static void
read_send(Reader *reader, const CtEntry *entry)
{
    CtRule *rule = reader->rule;
    g_auto(GStrv) ways = g_strsplit(entry->value, ",", -1);

    for (int i = 0; ways[i] != NULL; i++) {
        const char *way = g_strstrip(ways[i]);
        int channel;

        if (i > 0 && g_str_has_prefix(way, "else") && g_ascii_isspace(way[4]))
            way += 4 + strspn(way + 4, " \t\n");
        else if (i > 0) {
            ct_problems_add_at(reader->problems, entry, 0,
                               "every way after the first begins with else: card, else mail");
            return;
        }
        channel = expect_word(reader, entry, way, ct_channel_words);
        if (channel < 0)
            return;
        for (int j = 0; j < rule->n_send; j++) {
            if ((int)rule->send[j] == channel) {
                ct_problems_add_at(reader->problems, entry, 0, "\"%s\" is here twice", way);
                return;
            }
        }
        rule->send[rule->n_send++] = (CtChannel)channel;
    }
}

static void
read_template(Reader *reader, const CtEntry *entry)
{
    if (ct_rule_name_is_good(entry->value))
        reader->rule->template_name = g_strdup(entry->value);
    else
        ct_problems_add_at(reader->problems, entry, 0,
                           "\"%.40s\" is not the name of a template: up to %d small letters, "
                           "digits and hyphens",
                           entry->value, CT_RULE_NAME);
}

static void
read_kind(Reader *reader, const CtEntry *entry)
{
    int kind = expect_word(reader, entry, entry->value, ct_kind_words);

    if (kind >= 0)
        reader->rule->kind = (CtKind)kind;
}

static void
read_priority(Reader *reader, const CtEntry *entry)
{
    if (!read_number(entry->value, 0, 100, &reader->rule->priority))
        ct_problems_add_at(reader->problems, entry, 0,
                           "\"%.40s\" is not a whole number from 0 to 100", entry->value);
}

static void
read_late(Reader *reader, const CtEntry *entry)
{
    expect_sentence(reader, entry, "# days", 0, 365, &reader->rule->late_days);
}

/* That there is such a rule is looked at when all are read. */
static void
read_replaces(Reader *reader, const CtEntry *entry)
{
    if (strcmp(entry->value, reader->rule->name) == 0)
        ct_problems_add_at(reader->problems, entry, 0, "a rule cannot replace itself");
    reader->rule->replaces = g_strdup(entry->value);
}

static void
read_again(Reader *reader, const CtEntry *entry)
{
    expect_sentence(reader, entry, "not within # days", 0, 3650, &reader->rule->again_days);
}

static void
read_stop(Reader *reader, const CtEntry *entry)
{
    expect_sentence(reader, entry, "after # without an answer", 1, 100, &reader->rule->stop_after);
}

static void
read_measured(Reader *reader, const CtEntry *entry)
{
    if (strcmp(entry->value, "no") == 0)
        return;
    expect_sentence(reader, entry, "yes, bought again within # days", 1, 365,
                    &reader->rule->measured_days);
}

static void
read_on(Reader *reader, const CtEntry *entry)
{
    static const char *const words[] = {"no", "yes", NULL};
    int on = expect_word(reader, entry, entry->value, words);

    if (on >= 0)
        reader->rule->on = on == 1;
}

/* clang-format off */
static const struct {
    const char *name;
    void (*read)(Reader *reader, const CtEntry *entry);
    const char *example; /* of an entry that every rule needs; else NULL */
} table[] = {
    {"says", read_says, NULL},
    {"when", read_when, "2 days after each purchase"},
    {"then", read_then, NULL},
    {"who", read_who, NULL},
    {"send", read_send, "mail"},
    {"template", read_template, NULL},
    {"kind", read_kind, "marketing"},
    {"priority", read_priority, "50"},
    {"late", read_late, NULL},
    {"replaces", read_replaces, NULL},
    {"again", read_again, NULL},
    {"stop", read_stop, NULL},
    {"measured", read_measured, NULL},
    {"on", read_on, NULL},
};
/* clang-format on */

static void
tell_unknown_entries(const CtBlock *block, CtProblems *problems)
{
    const char *names[G_N_ELEMENTS(table) + 1] = {NULL};

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        names[i] = table[i].name;
    for (guint i = 0; i < block->entries->len; i++) {
        const CtEntry *entry = g_ptr_array_index(block->entries, i);
        const char *nearest;

        if (ct_vocabulary_find(names, entry->name) >= 0)
            continue;
        nearest = ct_vocabulary_nearest(names, entry->name);
        ct_problems_add(problems, entry->file, entry->line, entry->column,
                        "\"%.40s\" is not an entry of a rule%s%s%s", entry->name,
                        nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                        nearest != NULL ? "\"?" : "; courtesy-rules(5) lists them");
    }
}

bool
ct_rule_read_block(CtRule *rule, const CtBlock *block, const CtSettings *settings,
                   CtProblems *problems)
{
    Reader reader = {rule, settings, problems, CT_SCOPE_ANY};
    guint before = ct_problems_count(problems);

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        const CtEntry *entry = ct_block_find(block, table[i].name);

        if (entry != NULL)
            table[i].read(&reader, entry);
        else if (table[i].example != NULL)
            ct_problems_add(problems, rule->file, rule->line, 1,
                            "[rule %s] does not say %s; add a line such as: %s = %s", rule->name,
                            table[i].name, table[i].name, table[i].example);
    }
    tell_unknown_entries(block, problems);
    if (ct_block_find(block, "template") == NULL)
        rule->template_name = g_strdup(rule->name);
    return ct_problems_count(problems) == before;
}
