/* Closed lists of words. Each list is made from the same macro as its enum, so that the two cannot
 * drift apart. */
#include "config.h"

#include "courtesy/core.h"

#include <string.h>

#define WORD(member, word) word,
const char *const ct_channel_words[] = {CT_CHANNELS(WORD) NULL};
const char *const ct_kind_words[] = {CT_KINDS(WORD) NULL};
const char *const ct_state_words[] = {CT_STATES(WORD) NULL};
const char *const ct_weekday_words[] = {CT_WEEKDAYS(WORD) NULL};
const char *const ct_import_kind_words[] = {CT_IMPORT_KINDS(WORD) NULL};
const char *const ct_decimal_words[] = {CT_DECIMALS(WORD) NULL};
const char *const ct_date_order_words[] = {CT_DATE_ORDERS(WORD) NULL};

#define WORD_MAX 64 /* longer words are never taken for a slip of the pen */

int
ct_vocabulary_find(const char *const *words, const char *word)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

/* Damerau's distance, in the form where no piece of text is changed twice: how many letters were
 * left out, put in, changed or swapped with their neighbour. Lengths up to WORD_MAX. */
static int
distance(const char *a, const char *b)
{
    size_t a_length = strlen(a), b_length = strlen(b);
    int rows[3][WORD_MAX + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];

    for (size_t j = 0; j <= b_length; j++)
        last[j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        int *recycled = before;

        now[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            int change = last[j - 1] + (a[i - 1] != b[j - 1]);

            now[j] = MIN(MIN(last[j] + 1, now[j - 1] + 1), change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = MIN(now[j], before[j - 2] + 1);
        }
        before = last;
        last = now;
        now = recycled;
    }
    return last[b_length];
}

const char *
ct_vocabulary_nearest(const char *const *words, const char *word)
{
    size_t length = strlen(word);
    int best_distance = MAX(1, (int)length / 3) + 1;
    const char *best = NULL;

    if (length == 0 || length > WORD_MAX)
        return NULL;
    for (int i = 0; words[i] != NULL; i++) {
        int d;

        if (strlen(words[i]) > WORD_MAX)
            continue;
        d = distance(word, words[i]);
        if (d < best_distance) {
            best_distance = d;
            best = words[i];
        }
    }
    return best;
}

char *
ct_vocabulary_hint(const char *const *words, const char *word, const char *otherwise)
{
    const char *nearest = ct_vocabulary_nearest(words, word);

    return nearest != NULL ? g_strdup_printf("; did you mean \"%s\"?", nearest)
                           : g_strdup(otherwise);
}
