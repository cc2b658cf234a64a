/* The words of an entry, walked along one by one; shared by the sentences of triggers and of steps
 * (sentence.c). Wherever a word does not fit, the words that do are told. */
#pragma once

#include "courtesy/rules.h"

#define CT_SENTENCE_WORDS 40

typedef struct {
    const CtEntry *entry;
    CtProblems *problems;
    char *words[CT_SENTENCE_WORDS + 1]; /* in small letters; the rest is NULL */
    size_t places[CT_SENTENCE_WORDS + 1];
    int at;
} CtSentence;

/* Takes the entry apart. A comma is a word of its own. */
CtSentence ct_sentence(const CtEntry *entry, CtProblems *problems);
void ct_sentence_clear(CtSentence *sentence);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtSentence, ct_sentence_clear)

/* The next word; NULL at the end. */
const char *ct_sentence_peek(const CtSentence *sentence);
/* Moves past the next word if it is this one. */
bool ct_sentence_accept(CtSentence *sentence, const char *word);
/* The number of words of `phrase` when the sentence goes on with it, else 0. */
int ct_sentence_length_of(const CtSentence *sentence, const char *phrase);
/* The words of `phrase`, and then the end. */
bool ct_sentence_expect_rest(CtSentence *sentence, const char *phrase);

/* Tells what fits at the next word. Always false. */
bool ct_sentence_expected(CtSentence *sentence, const char *what);
/* "6 days". The number is from 1 to what a person can mean by it. */
bool ct_sentence_read_delay(CtSentence *sentence, CtDelay *delay_out);
