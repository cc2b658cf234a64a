/* Triggers: one small fixed sentence. Wherever a word does not fit, the words that do are told. */
#include "config.h"

#include "courtesy/rules.h"

#include <string.h>

#define WORD(member, word) word,
const char *const ct_event_words[] = {CT_EVENTS(WORD) NULL};
const char *const ct_unit_words[] = {CT_UNITS(WORD) NULL};

#define WORDS_MAX  12
#define AMOUNT_MAX 120
#define DAYS_MAX   3650

#define BEGINNINGS  "a number such as 2, on, every, or halfway to the next purchase"
#define MONTHS_ONLY "months; this sentence counts in months alone"

/* The events that "on", "before" and "after" speak of. */
static const CtEvent dated_events[] = {
    CT_EVENT_BIRTHDAY, CT_EVENT_EACH_PURCHASE,    CT_EVENT_FIRST_PURCHASE,   CT_EVENT_LAST_PURCHASE,
    CT_EVENT_JOINING,  CT_EVENT_COMPLAINT_OPENED, CT_EVENT_COMPLAINT_CLOSED,
};

typedef struct {
    const CtEntry *entry;
    CtProblems *problems;
    char *words[WORDS_MAX + 1]; /* in lower case; the rest is NULL */
    size_t places[WORDS_MAX + 1];
    int at;
} Sentence;

static void
sentence_clear(Sentence *sentence)
{
    for (int i = 0; i < WORDS_MAX; i++)
        g_free(sentence->words[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sentence, sentence_clear)

static void
take_apart(Sentence *sentence)
{
    const char *value = sentence->entry->value, *p = value;
    int i = 0;

    while (i < WORDS_MAX && *(p += strspn(p, " \t\n")) != '\0') {
        size_t length = strcspn(p, " \t\n");

        sentence->words[i] = g_ascii_strdown(p, (gssize)length);
        sentence->places[i++] = (size_t)(p - value);
        p += length;
    }
    sentence->places[i] = (size_t)(p - value);
}

/* Tells what fits at the next word. Always false. */
static bool
expected(Sentence *sentence, const char *what)
{
    const char *found = sentence->words[sentence->at];

    if (found == NULL)
        ct_problems_add_at(sentence->problems, sentence->entry, sentence->places[sentence->at],
                           "the trigger ends too early; here fits: %s", what);
    else
        ct_problems_add_at(sentence->problems, sentence->entry, sentence->places[sentence->at],
                           "\"%.40s\" does not fit here; here fits: %s", found, what);
    return false;
}

static bool
accept(Sentence *sentence, const char *word)
{
    if (g_strcmp0(sentence->words[sentence->at], word) != 0)
        return false;
    sentence->at++;
    return true;
}

static bool
expect_end(Sentence *sentence)
{
    return sentence->words[sentence->at] == NULL || expected(sentence, "nothing more");
}

/* The words of `phrase`, and then the end. */
static bool
expect_phrase(Sentence *sentence, const char *phrase)
{
    g_auto(GStrv) words = g_strsplit(phrase, " ", -1);

    for (int i = 0; words[i] != NULL; i++) {
        g_autofree char *rest = NULL;

        if (accept(sentence, words[i]))
            continue;
        rest = g_strjoinv(" ", words + i);
        return expected(sentence, rest);
    }
    return expect_end(sentence);
}

/* --- amounts -------------------------------------------------------------------------- */

static bool
is_number(const char *word)
{
    return word != NULL && g_ascii_isdigit(*word);
}

static bool
read_unit(Sentence *sentence, CtUnit *unit_out)
{
    static const struct {
        const char *one, *many;
        CtUnit unit;
    } units[] = {
        {"day", "days", CT_UNIT_DAY},
        {"week", "weeks", CT_UNIT_WEEK},
        {"month", "months", CT_UNIT_MONTH},
    };

    if (accept(sentence, "working")) {
        *unit_out = CT_UNIT_WORKING_DAY;
        return accept(sentence, "days") || accept(sentence, "day") || expected(sentence, "days");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (accept(sentence, units[i].many) || accept(sentence, units[i].one)) {
            *unit_out = units[i].unit;
            return true;
        }
    }
    return expected(sentence, "days, weeks, months, working days");
}

static bool
read_amount(Sentence *sentence, int *amount_out, CtUnit *unit_out)
{
    const char *word = sentence->words[sentence->at];
    int place = sentence->at, most;
    char *end;
    guint64 amount;

    if (!is_number(word))
        return expected(sentence, "a number, such as 6");
    amount = g_ascii_strtoull(word, &end, 10);
    if (*end != '\0')
        return expected(sentence, "a whole number and then, after a blank, its unit");
    sentence->at++;
    if (!read_unit(sentence, unit_out))
        return false;
    most = *unit_out == CT_UNIT_DAY ? DAYS_MAX : AMOUNT_MAX;
    if (amount < 1 || amount > (guint64)most) {
        ct_problems_add_at(sentence->problems, sentence->entry, sentence->places[place],
                           "%.20s %s is too %s; here fits: a number from 1 to %d%s", word,
                           ct_unit_words[*unit_out], amount < 1 ? "few" : "many", most,
                           amount < 1 ? " (the day itself is: on ...)" : "");
        return false;
    }
    *amount_out = (int)amount;
    return true;
}

/* --- events --------------------------------------------------------------------------- */

/* The words of the dated events, NULL-terminated, in the order of dated_events. */
static void
event_words(const char *words[G_N_ELEMENTS(dated_events) + 1])
{
    for (size_t i = 0; i < G_N_ELEMENTS(dated_events); i++)
        words[i] = ct_event_words[dated_events[i]];
    words[G_N_ELEMENTS(dated_events)] = NULL;
}

/* The number of words of the event that the sentence goes on with; 0 when it is another. */
static int
event_length(const Sentence *sentence, const char *event)
{
    g_auto(GStrv) words = g_strsplit(event, " ", -1);
    int i = 0;

    while (words[i] != NULL && g_strcmp0(sentence->words[sentence->at + i], words[i]) == 0)
        i++;
    return words[i] == NULL ? i : 0;
}

/* Reads the rest of the sentence as an event. */
static bool
read_event(Sentence *sentence, CtEvent *event_out)
{
    const char *words[G_N_ELEMENTS(dated_events) + 1], *nearest;
    g_autofree char *rest = g_strjoinv(" ", sentence->words + sentence->at);
    g_autoptr(GString) all = g_string_new(NULL);

    event_words(words);
    for (size_t i = 0; words[i] != NULL; i++) {
        int length = event_length(sentence, words[i]);

        if (length == 0)
            continue;
        sentence->at += length;
        *event_out = dated_events[i];
        return expect_end(sentence);
    }
    for (size_t i = 0; words[i] != NULL; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", words[i]);
    nearest = ct_vocabulary_nearest(words, rest);
    if (nearest != NULL)
        g_string_append_printf(all, "; did you mean \"%s\"?", nearest);
    return expected(sentence, all->str);
}

static bool
read_before(Sentence *sentence, CtTrigger *trigger)
{
    int place = sentence->at;

    if (!read_event(sentence, &trigger->event))
        return false;
    trigger->amount = -trigger->amount;
    if (trigger->event == CT_EVENT_BIRTHDAY)
        return true;
    ct_problems_add_at(sentence->problems, sentence->entry, sentence->places[place],
                       "nobody knows the day before it comes; before fits birthday alone");
    return false;
}

/* --- the sentence --------------------------------------------------------------------- */

static bool
read_counted(Sentence *sentence, CtTrigger *trigger)
{
    int unit_place = sentence->at + 1;

    if (!read_amount(sentence, &trigger->amount, &trigger->unit))
        return false;
    if (accept(sentence, "after"))
        return read_event(sentence, &trigger->event);
    if (accept(sentence, "before"))
        return read_before(sentence, trigger);
    if (!accept(sentence, "without"))
        return expected(sentence, "before, after, without any contact");
    trigger->event = CT_EVENT_SILENCE;
    if (!expect_phrase(sentence, "any contact"))
        return false;
    sentence->at = unit_place;
    return trigger->unit == CT_UNIT_MONTH || expected(sentence, MONTHS_ONLY);
}

static bool
read_every(Sentence *sentence, CtTrigger *trigger)
{
    int unit_place = sentence->at + 1;

    trigger->event = CT_EVENT_EVERY;
    if (!read_amount(sentence, &trigger->amount, &trigger->unit) || !expect_end(sentence))
        return false;
    sentence->at = unit_place;
    return trigger->unit == CT_UNIT_MONTH || expected(sentence, MONTHS_ONLY);
}

/* The sentence begins with none of its words: perhaps one is misspelt, or "on" was left out. */
static bool
wrong_beginning(Sentence *sentence)
{
    static const char *const beginnings[] = {"on", "every", "halfway", NULL};
    const char *words[G_N_ELEMENTS(dated_events) + 1], *nearest;
    g_autofree char *rest = g_strjoinv(" ", sentence->words);
    g_autofree char *hint = NULL;

    if (sentence->words[0] == NULL)
        return expected(sentence, BEGINNINGS);
    event_words(words);
    if (ct_vocabulary_find(words, rest) >= 0) {
        hint = g_strdup_printf("on %s, or: 2 days after %s", rest, rest);
        return expected(sentence, hint);
    }
    nearest = ct_vocabulary_nearest(beginnings, sentence->words[0]);
    if (nearest == NULL)
        return expected(sentence, BEGINNINGS);
    hint = g_strdup_printf(BEGINNINGS "; did you mean \"%s\"?", nearest);
    return expected(sentence, hint);
}

static bool
read_sentence(Sentence *sentence, CtTrigger *trigger)
{
    if (is_number(sentence->words[0]))
        return read_counted(sentence, trigger);
    if (accept(sentence, "on"))
        return read_event(sentence, &trigger->event);
    if (accept(sentence, "every"))
        return read_every(sentence, trigger);
    if (!accept(sentence, "halfway"))
        return wrong_beginning(sentence);
    trigger->event = CT_EVENT_HALFWAY;
    return expect_phrase(sentence, "to the next purchase");
}

bool
ct_trigger_parse(const CtEntry *entry, CtTrigger *trigger_out, CtProblems *problems)
{
    g_auto(Sentence) sentence = {.entry = entry, .problems = problems};
    CtTrigger trigger = {.amount = 0, .unit = CT_UNIT_DAY};

    take_apart(&sentence);
    if (!read_sentence(&sentence, &trigger))
        return false;
    *trigger_out = trigger;
    return true;
}

/* --- saying it back ------------------------------------------------------------------- */

static char *
amount_text(int amount, CtUnit unit)
{
    const char *word = ct_unit_words[unit];
    int length = (int)strlen(word) - (amount == 1); /* without its s */

    return g_strdup_printf("%d %.*s", amount, length, word);
}

char *
ct_trigger_text(const CtTrigger *trigger)
{
    const char *event = ct_event_words[trigger->event];
    g_autofree char *amount = amount_text(ABS(trigger->amount), trigger->unit);

    if (trigger->event == CT_EVENT_HALFWAY)
        return g_strdup(event);
    if (trigger->event == CT_EVENT_EVERY)
        return g_strdup_printf("%s %s", event, amount);
    if (trigger->event == CT_EVENT_SILENCE)
        return g_strdup_printf("%s %s", amount, event);
    if (trigger->amount == 0)
        return g_strdup_printf("on %s", event);
    return g_strdup_printf("%s %s %s", amount, trigger->amount < 0 ? "before" : "after", event);
}

CtScope
ct_trigger_scope(const CtTrigger *trigger)
{
    switch (trigger->event) {
    case CT_EVENT_EACH_PURCHASE:
    case CT_EVENT_FIRST_PURCHASE:
    case CT_EVENT_LAST_PURCHASE:
        return CT_SCOPE_PURCHASE;
    case CT_EVENT_BIRTHDAY:
    case CT_EVENT_JOINING:
    case CT_EVENT_COMPLAINT_OPENED:
    case CT_EVENT_COMPLAINT_CLOSED:
    case CT_EVENT_HALFWAY:
    case CT_EVENT_SILENCE:
    case CT_EVENT_EVERY:
    case CT_EVENT_COUNT:
        break;
    }
    return CT_SCOPE_CUSTOMER;
}
