/* import - the work in progress, shared by the files of src/import. */
#pragma once

#include "mapping-private.h"
#include "value-private.h"

/* What became of the order that the row before belongs to. */
typedef enum { CT_ORDER_TAKEN, CT_ORDER_REFUSED, CT_ORDER_FORGOTTEN } CtOrderFate;

typedef struct {
    CtStore *store;
    const CtImportOptions *options;
    char *file; /* for messages and the history */
    CtRows *rows;
    CtMapping *mapping;
    CtReading reading;     /* how its days and amounts are meant */
    char *secret;          /* the key of the hashes of addresses */
    GHashTable *forgotten; /* of char*: hashes of people who asked to be forgotten; NULL: nobody */
    CtImportReport *report;

    CtStmt *insert;                        /* writes one row into the staging table */
    CtStmt *insert_item;                   /* and an item of a purchase; NULL: the file has none */
    CtStmt *insert_answer;                 /* and what somebody answered (stage_answer) */
    CtStmt *insert_address;                /* and another mailbox or number of a customer */
    CtStmt *insert_extra;                  /* and a column that was asked for with --keep */
    CtStmt *insert_rejected;               /* a row that is left out, and why */
    CtImportField *fields[CT_FIELD_COUNT]; /* of the report; NULL: no such column */
    char *cells[CT_FIELD_COUNT];           /* of this row, cleaned; NULL: empty */
    bool corrected; /* the file is one of rejected rows that this program wrote */

    char *order; /* the id of the order that the row before belongs to */
    CtOrderFate order_fate;
    GHashTable *statuses;  /* of char*: the words for states of orders met, and their meaning */
    CtStmt *insert_sender; /* who sent a customer (sender.c) */
    CtStmt *find_by_ref;   /* whose a row is, by the id (whose.c) */
    CtStmt *find_customer; /* and by all else */
    char *found_ref;       /* the id that was found last, and whose it is */
    int64_t found_customer;
    GString *rejections; /* the first rejected rows, for the error that refuses a file */
    GError *trouble;     /* of the store, while a row was rejected */
} CtImport;

/* --- report.c ------------------------------------------------------------------------- */

/* Of the columns that the mapping understood; sets import->fields too. */
CtImportReport *ct_import_report_new(CtImport *import);
/* Adds a sentence about a row of the file, unless there are enough of them; counts it. */
void ct_import_report_wrong(CtImport *import, int64_t row, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* Puts a sentence about the whole file above those about its rows. */
void ct_import_report_advice(CtImport *import, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A text of this row, in one of the columns of the field, that cannot be right. */
void ct_import_wrong_text(CtImport *import, CtField field, const char *text, const char *what);
/* A cell of this row that is left out because it cannot be right. */
void ct_import_wrong_cell(CtImport *import, CtField field, const char *what);
/* The same of a cell without which the row is worth nothing: counts it as wrong. */
void ct_import_count_wrong(CtImport *import, CtField field);
/* This row is left out. */
void ct_import_reject(CtImport *import, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A row that was staged already is left out after all; the caller takes it out of its table. */
void ct_import_reject_row(CtImport *import, int64_t row, const char *what);
/* True when few enough rows were rejected; CT_ERROR_INPUT naming the first ones. */
bool ct_import_report_is_good(const CtImport *import, GError **error);
/* Ends the lists of rows, once all of them were read. */
void ct_import_report_finish(CtImport *import);

/* --- rejected.c ----------------------------------------------------------------------- */

/* Writes the rows that were left out to options->rejected, or removes an old such file. */
bool ct_import_write_rejected(CtImport *import, GError **error);
/* Whether the heading is that of a file which ct_import_write_rejected() made. */
bool ct_import_is_corrected(const CtMapping *mapping);

/* --- forgotten.c ---------------------------------------------------------------------- */

/* Fills import->forgotten. */
bool ct_import_load_forgotten(CtImport *import, GError **error);
/* Whether this row is about somebody who asked to be forgotten: by id, mailbox or number. */
bool ct_import_is_forgotten(CtImport *import);
/* Whether a text is the id, mailbox or number of somebody who asked to be forgotten. */
bool ct_import_is_forgotten_text(const CtImport *import, const char *text);
/* The same of a row of a file of people, unless they are here under the id of the row; counts it.
 */
bool ct_import_leave_out(CtImport *import, bool *left_out, GError **error);
/* The keyed hash by which suppression, forgetting and the status of addresses know a key. The
 * caller owns it. */
char *ct_import_hash(const CtImport *import, const char *key);

/* --- staging.c ------------------------------------------------------------------------ */

/* Whether the rows are customers: of customers and birthdays. */
bool ct_import_is_of_people(const CtImport *import);
/* Reads all rows of the file into the staging table of its kind. */
bool ct_import_stage(CtImport *import, GError **error);
/* Makes empty staging tables for this kind of file; takes them away. */
bool ct_import_create_staging(CtImport *import, GError **error);
bool ct_import_drop_staging(CtImport *import, GError **error);

/* Binds a number, or NULL when there is none. */
void ct_import_bind_number(CtStmt *stmt, const char *name, bool filled, int64_t number);
/* Adds every value of a field in this row, cleaned, to `values`, which frees with g_free(): those
 * of several columns, and several in one cell with ; or , between them. */
void ct_import_values(CtImport *import, CtField field, GPtrArray *values);
/* The id of a customer whose row has none: mailbox or number, and name; else name and postcode.
 * NULL when the row says none of them. The caller owns it. */
char *ct_import_made_ref(const CtImport *import);
/* What ct_import_likenesses() makes of this row. */
void ct_import_row_likenesses(const CtImport *import, GPtrArray *texts);
/* The country of this row, else of the business; NULL: not known. */
const char *ct_import_row_country(const CtImport *import);

/* --- one row -------------------------------------------------------------------------- */

/* Writes the row whose cells were loaded, or rejects it. False: the store failed. */
bool ct_import_stage_customer(CtImport *import, GError **error); /* staging-customer.c */
bool ct_import_stage_birthday(CtImport *import, GError **error);
bool ct_import_stage_purchase(CtImport *import, GError **error); /* staging-purchase.c */
bool ct_import_stage_case(CtImport *import, GError **error);     /* staging-case.c */
bool ct_import_stage_contact(CtImport *import, GError **error);  /* staging-contact.c */
bool ct_import_stage_event(CtImport *import, GError **error);    /* staging-other.c */
bool ct_import_stage_referral(CtImport *import, GError **error);
bool ct_import_stage_consent(CtImport *import, GError **error); /* staging-record.c */
bool ct_import_stage_do_not_call(CtImport *import, GError **error);

/* --- staging-answer.c, consent.c: what somebody answered, of every kind of file -------- */

/* One answer on one channel. Purposes: 'marketing', 'service', 'any'. */
typedef struct {
    int64_t place; /* the row of the file; of customers the one that named them first */
    CtChannel channel;
    const char *purpose;
    const char *address; /* the key that others may share and are bound by; NULL: nobody is */
    bool yes;
    CtDay day;
    bool dated;          /* a record with its own day, which may rise over an older no */
    const char *source;  /* NULL: the name of the export */
    const char *wording; /* NULL: none */
} CtAnswer;
/* Writes it into stage_answer. Of a customers file the no of two answers of one row's customer
 * counts. */
bool ct_import_stage_answer(CtImport *import, const CtAnswer *answer, GError **error);
/* Writes what this row of a file of customers answers. */
bool ct_import_stage_answers(CtImport *import, int64_t place, const char *email_key,
                             const char *phone_key, GError **error);
/* Once stage_answer.customer_id is filled for everybody who is in the base: takes out what may not
 * rise (counted in report->consent_kept) and what is no news. What remains is to be added. */
bool ct_import_sift_answers(CtImport *import, GError **error);
/* Adds what remains; every row has its customer now. */
bool ct_import_add_answers(CtImport *import, GError **error);

/* --- identity.c: who is who ----------------------------------------------------------- */

/* How two names, as ct_import_name_key() makes them, go together. */
typedef enum {
    CT_NAMES_EQUAL,
    CT_NAMES_SHORTER, /* the first one says less: "anna" and "a berg" beside "anna berg" */
    CT_NAMES_LONGER,  /* and more */
    CT_NAMES_SIMILAR, /* one of them may be a slip of the pen */
    CT_NAMES_DIFFERENT
} CtNames;
CtNames ct_import_compare_names(const char *one, const char *other);
/* Finds out whom the staged rows mean whose id is not known, and rejects those whose id is known
 * and stands for somebody else. */
bool ct_import_identify(CtImport *import, GError **error);
/* Lists the new and changed customers who may be somebody who is here already. */
bool ct_import_list_twins(CtImport *import, GError **error); /* twin.c */

/* --- keys.c: what customers are recognised by ----------------------------------------- */

/* The key of a name; of a company's record, in which nobody is named, of the company. The caller
 * owns the result, here and below; NULL: there is none. */
char *ct_import_person_key(const char *first, const char *last, const char *full,
                           const char *company);
char *ct_import_company_key(const char *company);
/* Makes the keys of the customers that a query lists, with their companies and households; the
 * query is list-customers-to-key or list-changed-customers. */
bool ct_import_make_keys(CtImport *import, const char *query, GError **error);
/* The same for all, once, in a base that is older than the keys. */
bool ct_import_make_keys_due(CtImport *import, GError **error);

/* --- doubt.c -------------------------------------------------------------------------- */

/* Sets birthdays aside that cannot be believed, and takes back those that can. It is a matter of
 * the whole base: a day that too many share is not known to be one before they came. */
bool ct_import_doubt_birthdays(CtStore *store, CtDay today, GError **error);

/* --- sender.c ------------------------------------------------------------------------- */

/* Writes who sent the customer of this row, whom row `place` named first. */
bool ct_import_stage_sender(CtImport *import, int64_t place, GError **error);
/* Once everybody of the file is in the base: adds who sent them, and tells of senders who are not
 * here. */
bool ct_import_add_senders(CtImport *import, GError **error);
bool ct_import_list_unknown_senders(CtImport *import, GError **error);

/* --- merge.c -------------------------------------------------------------------------- */

/* Merges what was staged into the base. */
bool ct_import_merge(CtImport *import, GError **error);
bool ct_import_merge_customers(CtImport *import, GError **error); /* merge-customer.c */
bool ct_import_merge_events(CtImport *import, GError **error);    /* merge-event.c: all others */

/* Runs schema/import/<name>.sql, with :import, :day and :source bound where it has them, and counts
 * the rows that it changes, unless that is NULL. */
bool ct_import_step(CtImport *import, const char *name, int64_t *changed_out, GError **error);
/* Runs several, up to NULL. */
bool ct_import_steps(CtImport *import, const char *const *names, GError **error);
/* Reads staged, added and changed from a query into the report. */
bool ct_import_count(CtImport *import, const char *query, GError **error);
bool ct_import_has_news(const CtImport *import);
/* Gives this import its number: report->import_id. */
bool ct_import_begin(CtImport *import, GError **error);
/* "Shopify customer export": what the base calls the source. */
const char *ct_import_source(const CtImport *import);
