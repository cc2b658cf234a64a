/* Triggers: one small fixed sentence that names an occasion. */
#include "config.h"

#include "sentence-private.h"

#include <string.h>

#define WORD(member, word) word,
const char *const ct_event_words[] = {CT_EVENTS(WORD) NULL};

#define BEGINNINGS  "a number such as 2, on, every, or halfway to the next purchase"
#define MONTHS_ONLY "months; this sentence counts in months alone"

/* The events that "on", "before" and "after" speak of, in the order in which they are listed. */
static const struct {
    CtEvent event;
    CtScope scope;
    const char *words; /* as they are listed; those of NTH_PURCHASE and OUTSIDE stand for many */
    bool foreseen;     /* its day is known before it comes */
    bool steps;        /* more can follow the first contact about it */
} dated_events[] = {
    {CT_EVENT_BIRTHDAY, CT_SCOPE_CUSTOMER, "birthday", true, false},
    {CT_EVENT_EACH_PURCHASE, CT_SCOPE_PURCHASE, "each purchase", false, true},
    {CT_EVENT_FIRST_PURCHASE, CT_SCOPE_PURCHASE, "first purchase", false, true},
    {CT_EVENT_NTH_PURCHASE, CT_SCOPE_PURCHASE, "3rd purchase", false, true},
    {CT_EVENT_LAST_PURCHASE, CT_SCOPE_PURCHASE, "last purchase", false, true},
    {CT_EVENT_DELIVERY, CT_SCOPE_DELIVERY, "delivery", false, true},
    {CT_EVENT_INSTALLATION, CT_SCOPE_INSTALLATION, "installation", false, true},
    {CT_EVENT_JOINING, CT_SCOPE_CUSTOMER, "joining", false, true},
    {CT_EVENT_ANNIVERSARY, CT_SCOPE_ANNIVERSARY, "anniversary of first purchase", true, false},
    {CT_EVENT_COMPLAINT_OPENED, CT_SCOPE_CASE, "complaint opened", false, true},
    {CT_EVENT_COMPLAINT_CLOSED, CT_SCOPE_CASE, "complaint closed", false, true},
    {CT_EVENT_REFERRAL, CT_SCOPE_CUSTOMER, "referral", false, true},
    {CT_EVENT_LOW_SCORE, CT_SCOPE_CUSTOMER, "low score", false, true},
    {CT_EVENT_PROMISE, CT_SCOPE_CUSTOMER, "promise due", true, true},
    {CT_EVENT_OUTSIDE, CT_SCOPE_CUSTOMER, "event NAME", true, false},
};
#define DATED_EVENTS G_N_ELEMENTS(dated_events)

/* --- events --------------------------------------------------------------------------- */

/* The words of the dated events, NULL-terminated, in the order of dated_events. */
static void
event_words(const char *words[DATED_EVENTS + 1])
{
    for (size_t i = 0; i < DATED_EVENTS; i++)
        words[i] = dated_events[i].words;
    words[DATED_EVENTS] = NULL;
}

/* Tells which events fit. `foreseen`: only those whose day is known before it comes. */
static bool
expected_event(CtSentence *sentence, bool foreseen)
{
    const char *words[DATED_EVENTS + 1], *nearest;
    g_autofree char *rest = g_strjoinv(" ", sentence->words + sentence->at);
    g_autoptr(GString) all = g_string_new(NULL);

    event_words(words);
    for (size_t i = 0; i < DATED_EVENTS; i++)
        if (!foreseen || dated_events[i].foreseen)
            g_string_append_printf(all, "%s%s", all->len > 0 ? ", " : "", words[i]);
    nearest = foreseen ? NULL : ct_vocabulary_nearest(words, rest);
    if (nearest != NULL)
        g_string_append_printf(all, "; did you mean \"%s\"?", nearest);
    return ct_sentence_expected(sentence, all->str);
}

/* "3rd": the number of a purchase, 0 when the word is none. At most one more than there may be. */
static int
ordinal(const char *word)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", NULL};
    guint64 number;
    char *end;

    if (word == NULL || !g_ascii_isdigit(*word))
        return 0;
    number = g_ascii_strtoull(word, &end, 10);
    if (ct_vocabulary_find(endings, end) < 0)
        return 0;
    return (int)MIN(number, CT_NTH_PURCHASE_MAX + 1);
}

/* The words after "event": its name, as it is written but for blanks and capital letters. */
static bool
read_name(CtSentence *sentence, CtTrigger *trigger)
{
    size_t place = sentence->places[sentence->at];
    g_autofree char *small = g_utf8_strdown(sentence->entry->value + place, -1);
    g_auto(GStrv) words = g_strsplit_set(small, " \t\n", -1);
    g_autoptr(GString) name = g_string_new(NULL);

    for (int i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "", words[i]);
    if (name->len == 0)
        return ct_sentence_expected(sentence, "the name of an event, as in the imported file");
    if (name->len > CT_OUTSIDE_NAME) {
        ct_problems_add_at(sentence->problems, sentence->entry, place,
                           "\"%.40s ...\" is too long for the name of an event: at most %d bytes",
                           name->str, CT_OUTSIDE_NAME);
        return false;
    }
    g_strlcpy(trigger->name, name->str, sizeof trigger->name);
    return true;
}

/* Reads the rest of the sentence as an event. */
static bool
read_event(CtSentence *sentence, CtTrigger *trigger)
{
    int number = ordinal(ct_sentence_peek(sentence));

    if (number > CT_NTH_PURCHASE_MAX)
        return ct_sentence_expected(sentence,
                                    "a number up to " G_STRINGIFY(CT_NTH_PURCHASE_MAX) "th");
    if (number > 0) {
        sentence->at++;
        trigger->event = number == 1 ? CT_EVENT_FIRST_PURCHASE : CT_EVENT_NTH_PURCHASE;
        trigger->number = number == 1 ? 0 : number;
        return ct_sentence_expect_rest(sentence, "purchase");
    }
    if (ct_sentence_accept(sentence, "event")) {
        trigger->event = CT_EVENT_OUTSIDE;
        return read_name(sentence, trigger);
    }
    for (size_t i = 0; i < DATED_EVENTS; i++) {
        if (ct_sentence_length_of(sentence, dated_events[i].words) == 0)
            continue;
        trigger->event = dated_events[i].event;
        return ct_sentence_expect_rest(sentence, dated_events[i].words);
    }
    return expected_event(sentence, false);
}

static bool
read_before(CtSentence *sentence, CtTrigger *trigger)
{
    int place = sentence->at;

    if (!read_event(sentence, trigger))
        return false;
    trigger->amount = -trigger->amount;
    for (size_t i = 0; i < DATED_EVENTS; i++)
        if (dated_events[i].event == trigger->event && dated_events[i].foreseen)
            return true;
    sentence->at = place;
    return expected_event(sentence, true);
}

/* --- the sentence --------------------------------------------------------------------- */

static bool
read_amount(CtSentence *sentence, CtTrigger *trigger)
{
    CtDelay delay;

    if (!ct_sentence_read_delay(sentence, &delay))
        return false;
    trigger->amount = delay.amount;
    trigger->unit = delay.unit;
    return true;
}

/* This sentence counts in months: the unit stood at `place`. */
static bool
expect_months(CtSentence *sentence, const CtTrigger *trigger, int place)
{
    sentence->at = place;
    return trigger->unit == CT_UNIT_MONTH || ct_sentence_expected(sentence, MONTHS_ONLY);
}

static bool
read_counted(CtSentence *sentence, CtTrigger *trigger)
{
    int unit_place = sentence->at + 1;

    if (!read_amount(sentence, trigger))
        return false;
    if (ct_sentence_accept(sentence, "after"))
        return read_event(sentence, trigger);
    if (ct_sentence_accept(sentence, "before"))
        return read_before(sentence, trigger);
    if (!ct_sentence_accept(sentence, "without"))
        return ct_sentence_expected(sentence, "before, after, without any contact");
    trigger->event = CT_EVENT_SILENCE;
    return ct_sentence_expect_rest(sentence, "any contact") &&
           expect_months(sentence, trigger, unit_place);
}

static bool
read_every(CtSentence *sentence, CtTrigger *trigger)
{
    int unit_place = sentence->at + 1;

    trigger->event = CT_EVENT_EVERY;
    if (!read_amount(sentence, trigger))
        return false;
    if (ct_sentence_peek(sentence) == NULL)
        return expect_months(sentence, trigger, unit_place);
    if (ct_sentence_length_of(sentence, "a") == 0)
        return ct_sentence_expected(sentence, "a complaint is open, or nothing more");
    trigger->event = CT_EVENT_COMPLAINT_OPEN;
    return ct_sentence_expect_rest(sentence, ct_event_words[CT_EVENT_COMPLAINT_OPEN]);
}

/* The sentence begins with none of its words: perhaps one is misspelt, or "on" was left out. */
static bool
wrong_beginning(CtSentence *sentence)
{
    static const char *const beginnings[] = {"on", "every", "halfway", NULL};
    const char *words[DATED_EVENTS + 1], *nearest;
    g_autofree char *rest = g_strjoinv(" ", sentence->words);
    g_autofree char *hint = NULL;

    if (sentence->words[0] == NULL)
        return ct_sentence_expected(sentence, BEGINNINGS);
    event_words(words);
    if (ct_vocabulary_find(words, rest) >= 0 || g_str_has_prefix(rest, "event ")) {
        hint = g_strdup_printf("on %s, or: 2 days after %s", rest, rest);
        return ct_sentence_expected(sentence, hint);
    }
    nearest = ct_vocabulary_nearest(beginnings, sentence->words[0]);
    if (nearest == NULL)
        return ct_sentence_expected(sentence, BEGINNINGS);
    hint = g_strdup_printf(BEGINNINGS "; did you mean \"%s\"?", nearest);
    return ct_sentence_expected(sentence, hint);
}

static bool
read_sentence(CtSentence *sentence, CtTrigger *trigger)
{
    const char *first = ct_sentence_peek(sentence);

    if (first != NULL && g_ascii_isdigit(*first) && ordinal(first) == 0)
        return read_counted(sentence, trigger);
    if (ct_sentence_accept(sentence, "on"))
        return read_event(sentence, trigger);
    if (ct_sentence_accept(sentence, "every"))
        return read_every(sentence, trigger);
    if (!ct_sentence_accept(sentence, "halfway"))
        return wrong_beginning(sentence);
    trigger->event = CT_EVENT_HALFWAY;
    return ct_sentence_expect_rest(sentence, "to the next purchase");
}

bool
ct_trigger_parse(const CtEntry *entry, CtTrigger *trigger_out, CtProblems *problems)
{
    g_auto(CtSentence) sentence = ct_sentence(entry, problems);
    CtTrigger trigger = {.amount = 0, .unit = CT_UNIT_DAY};

    if (!read_sentence(&sentence, &trigger))
        return false;
    *trigger_out = trigger;
    return true;
}

/* --- saying it back ------------------------------------------------------------------- */

/* "3rd purchase" */
static char *
nth_purchase(int number)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int last = number % 10;
    bool teen = number % 100 / 10 == 1;

    return g_strdup_printf("%d%s purchase", number, last > 3 || teen ? "th" : endings[last]);
}

static char *
event_text(const CtTrigger *trigger)
{
    if (trigger->event == CT_EVENT_NTH_PURCHASE)
        return nth_purchase(trigger->number);
    if (trigger->event == CT_EVENT_OUTSIDE)
        return g_strdup_printf("event %s", trigger->name);
    return g_strdup(ct_event_words[trigger->event]);
}

char *
ct_trigger_text(const CtTrigger *trigger)
{
    g_autofree char *event = event_text(trigger);
    g_autofree char *amount = ct_delay_text((CtDelay){ABS(trigger->amount), trigger->unit});

    if (trigger->event == CT_EVENT_HALFWAY)
        return g_steal_pointer(&event);
    if (trigger->event == CT_EVENT_EVERY)
        return g_strdup_printf("every %s", amount);
    if (trigger->event == CT_EVENT_COMPLAINT_OPEN)
        return g_strdup_printf("every %s %s", amount, event);
    if (trigger->event == CT_EVENT_SILENCE)
        return g_strdup_printf("%s %s", amount, event);
    if (trigger->amount == 0)
        return g_strdup_printf("on %s", event);
    return g_strdup_printf("%s %s %s", amount, trigger->amount < 0 ? "before" : "after", event);
}

/* --- what hangs on it ----------------------------------------------------------------- */

CtScope
ct_trigger_scope(const CtTrigger *trigger)
{
    for (size_t i = 0; i < DATED_EVENTS; i++)
        if (dated_events[i].event == trigger->event)
            return dated_events[i].scope;
    return trigger->event == CT_EVENT_COMPLAINT_OPEN ? CT_SCOPE_CASE : CT_SCOPE_CUSTOMER;
}

bool
ct_trigger_has_steps(const CtTrigger *trigger)
{
    for (size_t i = 0; i < DATED_EVENTS; i++)
        if (dated_events[i].event == trigger->event)
            return dated_events[i].steps;
    return trigger->event == CT_EVENT_HALFWAY || trigger->event == CT_EVENT_EVERY;
}

bool
ct_scope_has(CtScope scope, CtScope needed)
{
    if (needed == CT_SCOPE_CUSTOMER || needed == scope || scope == CT_SCOPE_ANY)
        return true;
    return needed == CT_SCOPE_PURCHASE &&
           (scope == CT_SCOPE_DELIVERY || scope == CT_SCOPE_INSTALLATION);
}
