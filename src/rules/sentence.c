/* The words of an entry that is a small fixed sentence. */
#include "config.h"

#include "sentence-private.h"

#include <string.h>

#define WORD(member, word) word,
const char *const ct_unit_words[] = {CT_UNITS(WORD) NULL};

#define AMOUNT_MAX 120
#define DAYS_MAX   3650

CtSentence
ct_sentence(const CtEntry *entry, CtProblems *problems)
{
    CtSentence sentence = {.entry = entry, .problems = problems};
    const char *value = entry->value, *p = value;
    int i = 0;

    while (i < CT_SENTENCE_WORDS && *(p += strspn(p, " \t\n")) != '\0') {
        size_t length = *p == ',' ? 1 : strcspn(p, " \t\n,");

        sentence.words[i] = g_utf8_strdown(p, (gssize)length);
        sentence.places[i++] = (size_t)(p - value);
        p += length;
    }
    sentence.places[i] = (size_t)(p - value);
    return sentence;
}

void
ct_sentence_clear(CtSentence *sentence)
{
    for (int i = 0; i < CT_SENTENCE_WORDS; i++)
        g_clear_pointer(&sentence->words[i], g_free);
}

const char *
ct_sentence_peek(const CtSentence *sentence)
{
    return sentence->words[sentence->at];
}

bool
ct_sentence_accept(CtSentence *sentence, const char *word)
{
    if (g_strcmp0(ct_sentence_peek(sentence), word) != 0)
        return false;
    sentence->at++;
    return true;
}

int
ct_sentence_length_of(const CtSentence *sentence, const char *phrase)
{
    g_auto(GStrv) words = g_strsplit(phrase, " ", -1);
    int i = 0;

    while (words[i] != NULL && g_strcmp0(sentence->words[sentence->at + i], words[i]) == 0)
        i++;
    return words[i] == NULL ? i : 0;
}

bool
ct_sentence_expected(CtSentence *sentence, const char *what)
{
    const char *found = ct_sentence_peek(sentence);
    size_t place = sentence->places[sentence->at];

    if (found == NULL)
        ct_problems_add_at(sentence->problems, sentence->entry, place,
                           "the sentence ends too early; here fits: %s", what);
    else
        ct_problems_add_at(sentence->problems, sentence->entry, place,
                           "\"%.40s\" does not fit here; here fits: %s", found, what);
    return false;
}

bool
ct_sentence_expect_rest(CtSentence *sentence, const char *phrase)
{
    g_auto(GStrv) words = g_strsplit(phrase, " ", -1);

    for (int i = 0; words[i] != NULL; i++) {
        g_autofree char *rest = NULL;

        if (ct_sentence_accept(sentence, words[i]))
            continue;
        rest = g_strjoinv(" ", words + i);
        return ct_sentence_expected(sentence, rest);
    }
    return ct_sentence_peek(sentence) == NULL || ct_sentence_expected(sentence, "nothing more");
}

/* --- amounts -------------------------------------------------------------------------- */

static bool
read_unit(CtSentence *sentence, CtUnit *unit_out)
{
    static const struct {
        const char *one, *many;
        CtUnit unit;
    } units[] = {
        {"day", "days", CT_UNIT_DAY},
        {"week", "weeks", CT_UNIT_WEEK},
        {"month", "months", CT_UNIT_MONTH},
    };

    if (ct_sentence_accept(sentence, "working")) {
        *unit_out = CT_UNIT_WORKING_DAY;
        return ct_sentence_accept(sentence, "days") || ct_sentence_accept(sentence, "day") ||
               ct_sentence_expected(sentence, "days");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (ct_sentence_accept(sentence, units[i].many) ||
            ct_sentence_accept(sentence, units[i].one)) {
            *unit_out = units[i].unit;
            return true;
        }
    }
    return ct_sentence_expected(sentence, "days, weeks, months, working days");
}

bool
ct_sentence_read_delay(CtSentence *sentence, CtDelay *delay_out)
{
    const char *word = ct_sentence_peek(sentence);
    int place = sentence->at, most;
    guint64 amount;
    char *end;

    if (word == NULL || !g_ascii_isdigit(*word))
        return ct_sentence_expected(sentence, "a number, such as 6");
    amount = g_ascii_strtoull(word, &end, 10);
    if (*end != '\0')
        return ct_sentence_expected(sentence, "a whole number and then, after a blank, its unit");
    sentence->at++;
    if (!read_unit(sentence, &delay_out->unit))
        return false;
    most = delay_out->unit == CT_UNIT_DAY ? DAYS_MAX : AMOUNT_MAX;
    if (amount < 1 || amount > (guint64)most) {
        ct_problems_add_at(sentence->problems, sentence->entry, sentence->places[place],
                           "%.20s %s is too %s; here fits: a number from 1 to %d%s", word,
                           ct_unit_words[delay_out->unit], amount < 1 ? "few" : "many", most,
                           amount < 1 ? " (the day itself is: on ...)" : "");
        return false;
    }
    delay_out->amount = (int)amount;
    return true;
}

char *
ct_delay_text(CtDelay delay)
{
    const char *word = ct_unit_words[delay.unit];
    int length = (int)strlen(word) - (delay.amount == 1); /* without its s */

    return g_strdup_printf("%d %.*s", delay.amount, length, word);
}

/* --- one time after the other --------------------------------------------------------- */

bool
ct_delays_parse(const CtEntry *entry, int most, CtDelay *delays, int *count_out,
                CtProblems *problems)
{
    g_auto(CtSentence) sentence = ct_sentence(entry, problems);
    int count = 0;

    do {
        if (count == most) {
            ct_problems_add_at(problems, entry, sentence.places[sentence.at],
                               "a series has at most %d steps, the first included", most + 1);
            return false;
        }
        if (!ct_sentence_read_delay(&sentence, &delays[count++]))
            return false;
        if (!ct_sentence_accept(&sentence, "later"))
            return ct_sentence_expected(&sentence, "later");
    } while (ct_sentence_accept(&sentence, ","));
    if (ct_sentence_peek(&sentence) != NULL)
        return ct_sentence_expected(&sentence, "a comma and the next step, or nothing more");
    *count_out = count;
    return true;
}
