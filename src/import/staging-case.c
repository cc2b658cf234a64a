/* One row of a file of cases: complaints, and other matters that somebody has to see to. */
#include "config.h"

#include "staging-private.h"

/* The days of a case. */
typedef struct {
    CtDay opened, closed;
    bool has_closed;
} Span;

/* False: the row was rejected. */
static bool
read_span(CtImport *import, Span *span)
{
    bool has_opened;

    if (!ct_import_read_day(import, CT_FIELD_OPENED, CT_TENSE_PAST, &span->opened, &has_opened) ||
        !ct_import_read_day(import, CT_FIELD_CLOSED, CT_TENSE_PAST, &span->closed,
                            &span->has_closed))
        return false;
    if (!has_opened) {
        ct_import_reject(import, "no day on which it was opened");
        return false;
    }
    if (span->has_closed && span->closed.n < span->opened.n) {
        ct_import_reject(import, "closed before it was opened");
        return false;
    }
    return true;
}

bool
ct_import_stage_case(CtImport *import, GError **error)
{
    const char *text = import->cells[CT_FIELD_KIND];
    g_autofree char *kind = text != NULL ? g_utf8_strdown(text, -1) : NULL;
    g_auto(CtWhose) whose = {0};
    Span span = {0};
    bool forgotten;

    if (!read_span(import, &span))
        return true;
    if (!ct_import_find_person(import, &whose, &forgotten, error))
        return false;
    if (forgotten)
        return true;
    ct_import_bind_identity(import, &whose, span.opened, kind != NULL ? kind : "complaint");
    ct_stmt_bind_int(import->insert, ":day", span.opened.n);
    ct_import_bind_number(import->insert, ":closed_day", span.has_closed, span.closed.n);
    ct_stmt_bind_text(import->insert, ":kind", kind);
    ct_stmt_bind_text(import->insert, ":words", import->cells[CT_FIELD_WORDS]);
    return ct_stmt_run(import->insert, NULL, error);
}
