/* forget - what the files that forget a person share. Inside src/people only. */
#pragma once

#include "courtesy/people.h"

/* --- traces.c: what a person can be recognised by ------------------------------------- */

typedef enum {
    CT_TRACE_NAME,
    CT_TRACE_COMPANY,
    CT_TRACE_MAILBOX,
    CT_TRACE_PHONE,
    CT_TRACE_STREET,
    CT_TRACE_WORDS, /* what was written about the person */
    CT_TRACE_COUNT
} CtTraceKind;

#define CT_TRACE_MOST   500 /* traces of one person */
#define CT_TRACE_LENGTH 60  /* characters of one; the rest of a long text is not looked for */
#define CT_TRACE_BYTES  (CT_TRACE_LENGTH * 6)

/* A text to look for; case does not matter. */
typedef struct CtTrace CtTrace;

typedef struct {
    GPtrArray *list;     /* of CtTrace */
    GHashTable *refs;    /* of char*: the ids of the person */
    GHashTable *codes;   /* of char*: the codes of their touches */
    uint8_t pairs[8192]; /* a bit for each two bytes that a trace can begin with */
} CtTraces;

/* Everything the person was called, as the base knows it. What somebody else is called, too, or the
 * house in its settings, is marked as shared. CT_ERROR_INPUT when there is no such customer. */
CtTraces *ct_traces_read(CtStore *store, const char *dir, int64_t customer, GError **error);
void ct_traces_free(CtTraces *traces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtTraces, ct_traces_free)

/* Sets found[i] to 1 for each trace that stands somewhere in the bytes. Allocates nothing. */
void ct_traces_search(const CtTraces *traces, const char *bytes, size_t size, uint8_t *found);

CtTraceKind ct_trace_kind(const CtTraces *traces, guint i);
/* "the name", "the e-mail address". */
const char *ct_trace_word(const CtTraces *traces, guint i);
bool ct_trace_is_shared(const CtTraces *traces, guint i);
void ct_trace_share(CtTraces *traces, guint i);
/* A name of one word, which says little outside of a list of people. */
bool ct_trace_is_one_word(const CtTraces *traces, guint i);

/* True when the text speaks of this person and nobody else: something that only they are called, or
 * a shared name together with something else of theirs. */
bool ct_traces_mean(const CtTraces *traces, const char *text);

/* --- files.c: what lies about --------------------------------------------------------- */

typedef enum { CT_FILES_LOOK, CT_FILES_CLEAN } CtFilesHow;
/* Removes the person from the folders out, outbox and imports below `dir`: lists lose their
 * records, mails, tasks and sheets that show the person are removed. CT_FILES_LOOK only says which.
 * Adds the names, relative to `dir`, to `files`, which frees with g_free(). Errors:
 * CT_ERROR_OUTPUT. */
bool ct_forget_files(const char *dir, const CtTraces *traces, CtFilesHow how, GPtrArray *files,
                     GError **error);

/* --- residue.c: is anything left? ----------------------------------------------------- */

/* A trace that was found; trace G_MAXUINT: the file cannot be read. */
typedef struct {
    char *file; /* relative */
    guint trace;
} CtResidue;

/* Another process looks through every file below `dir`, but for older copies of the database, for
 * the traces that are not shared, in contents and names. *found_out is an array of CtResidue, owned
 * by the caller. Errors: CT_ERROR_STORE when that process fails. */
bool ct_residue_find(const char *dir, const CtTraces *traces, GPtrArray **found_out,
                     GError **error);
/* Adds the older copies of the database in `dir`. */
void ct_residue_copies(const char *dir, GPtrArray *copies);

/* --- dossier.c ------------------------------------------------------------------------ */

/* Counts the rows of the customer that go with them, into rows and parts. CT_ERROR_INPUT when there
 * is no such customer. */
bool ct_dossier_count(CtStore *store, int64_t customer, CtForgotten *forgotten, GError **error);
