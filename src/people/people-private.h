/* people - what the files of src/people share. */
#pragma once

#include "courtesy/people.h"

/* A prepared statement of schema/people with :customer bound. The caller owns it. */
CtStmt *ct_people_query(CtStore *store, const char *name, int64_t customer, GError **error);
/* Runs such a statement that has no other parameters. */
bool ct_people_run(CtStore *store, const char *name, int64_t customer, GError **error);

/* Facts of the customer are out of date. */
bool ct_people_soil(CtStore *store, int64_t customer, GError **error);

/* The words as they are stored: clean, lines kept. CT_ERROR_INPUT when there are none, or too many.
 * The caller owns *clean_out. */
bool ct_people_words(const char *words, char **clean_out, GError **error);
/* The same of a name of somebody of the house; NULL and nothing stay NULL. */
bool ct_people_staff(const char *person, char **clean_out, GError **error);

/* The next number of a series that is counted in meta, so that one that was given is never given
 * again: "C-12" for prefix "C-". `taken` names the statement of schema/people that counts the rows
 * which have it already. The caller owns the result; NULL on failure. */
char *ct_people_number(CtStore *store, const char *prefix, const char *taken, GError **error);

/* Forgets a household in which nobody lives any more. */
bool ct_people_sweep_household(CtStore *store, int64_t household, GError **error);
