/* import - the work in progress, shared by the files of src/import. */
#pragma once

#include "mapping-private.h"
#include "value-private.h"

typedef struct {
    CtStore *store;
    const CtImportOptions *options;
    char *file; /* for messages and the history */
    CtCsv *csv;
    CtMapping *mapping;
    CtDates dates;
    CtStmt *insert;      /* writes one row into the staging table */
    CtStmt *insert_item; /* and an item of a purchase */
    char *secret;        /* the key of the hashes of addresses */
    CtImportReport *report;

    CtImportField *fields[CT_FIELD_COUNT]; /* of the report; NULL: no such column */
    char *cells[CT_FIELD_COUNT];           /* of this row, cleaned; NULL: empty */

    char *order;         /* the id of the order that the row before belongs to */
    bool order_refused;  /* and what became of it */
    GString *rejections; /* the first rejected rows, for the error that refuses a file */
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
/* This row is left out. */
void ct_import_reject(CtImport *import, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* True when few enough rows were rejected; CT_ERROR_INPUT naming the first ones. */
bool ct_import_report_is_good(const CtImport *import, GError **error);

/* --- survey.c ------------------------------------------------------------------------- */

/* Reads the rest of the file for what its dates tell about the order of day and month.
 * CT_ERROR_INPUT when they could be read in both ways, or contradict each other. */
bool ct_import_survey(CtImport *import, GError **error);

/* --- staging.c ------------------------------------------------------------------------ */

/* Reads all rows of the file into the staging table of its kind. */
bool ct_import_stage(CtImport *import, GError **error);

/* --- staging-customer.c, staging-event.c: one row ------------------------------------- */

/* Writes the row whose cells were loaded, or rejects it. False: the store failed. */
bool ct_import_stage_customer(CtImport *import, GError **error);
bool ct_import_stage_purchase(CtImport *import, GError **error);
bool ct_import_stage_case(CtImport *import, GError **error);
bool ct_import_stage_contact(CtImport *import, GError **error);

/* Binds a number, or NULL when there is none. */
void ct_import_bind_number(CtStmt *stmt, const char *name, bool filled, int64_t number);

/* --- merge.c -------------------------------------------------------------------------- */

/* Merges what was staged into the base. */
bool ct_import_merge(CtImport *import, GError **error);
