/* What the files that stage events share: whose a row is, its id, its days and its words. Inside
 * src/import only. */
#pragma once

#include "import-private.h"

/* --- whose.c -------------------------------------------------------------------------- */

/* By what a row names somebody; all may be NULL. */
typedef struct {
    const char *ref;                 /* an id, or what somebody wrote instead of one */
    const char *email, *phone;       /* as written */
    const char *first, *last, *full; /* a name, which counts when only one customer has it */
} CtNaming;

/* Whom a row means. */
typedef struct {
    int64_t customer; /* 0: nobody who is here */
    char *said;       /* how the row names them, as written; NULL: it names nobody */
    char *key;        /* the same, folded: the beginning of an id */
} CtWhose;
void ct_whose_clear(CtWhose *whose);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtWhose, ct_whose_clear)

/* Finds who is meant: by id, else mailbox, else number, else name; of several with one mailbox or
 * number the oldest. False: the store failed. */
bool ct_import_find_whose(CtImport *import, const CtNaming *naming, CtWhose *whose_out,
                          GError **error);
/* The customer of this row, by the cells of its customer, mailbox and number. *forgotten_out: it is
 * somebody who asked to be forgotten; the row was counted, and nothing else is made of it. */
bool ct_import_find_customer(CtImport *import, CtWhose *whose_out, bool *forgotten_out,
                             GError **error);
/* The same, also by a name. */
bool ct_import_find_person(CtImport *import, CtWhose *whose_out, bool *forgotten_out,
                           GError **error);

/* --- staging-cell.c ------------------------------------------------------------------- */

/* When something can have been. */
typedef enum {
    CT_TENSE_PAST,  /* it happened */
    CT_TENSE_FUTURE /* it may also be still to come */
} CtTense;
/* A day; without text *filled_out is false. False: the text is no day, or none that can be right,
 * and the row was rejected. */
bool ct_import_read_day(CtImport *import, CtField field, CtTense tense, CtDay *day_out,
                        bool *filled_out);
/* The same of a cell that the row can do without: what cannot be right is left out. */
bool ct_import_try_day(CtImport *import, CtField field, CtTense tense, CtDay *day_out);

/* Binds the id of the row, and whose it is. Without an id: of whom, when and what; the store
 * numbers those that are alike in the order of the file, so that the same file gives the same ids
 * again. */
void ct_import_bind_identity(CtImport *import, const CtWhose *whose, CtDay day, const char *what);

/* The meaning of a word, from a list of folded words with a blank between. */
typedef struct {
    const char *meaning, *words;
} CtMeaning;
/* NULL: no list has the word. */
const char *ct_import_find_meaning(const CtMeaning *meanings, size_t count, const char *text);

/* --- order-status.c ------------------------------------------------------------------- */

/* What a shop's word for the state of an order means: 'valid', 'cancelled' (also: not paid yet) or
 * 'test'; NULL: nobody knows. */
const char *ct_import_order_status(const char *text);
