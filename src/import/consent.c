/* What was answered before and what a file answers: which answers are news, and may count. */
#include "config.h"

#include "import-private.h"

bool
ct_import_sift_answers(CtImport *import, GError **error)
{
    return ct_store_run(import->store, "import/index-answers", error) &&
           ct_store_run(import->store, "import/index-answerers", error) &&
           ct_import_step(import, "keep-refusals", &import->report->consent_kept, error) &&
           ct_import_step(import, "mark-answers", NULL, error);
}

bool
ct_import_add_answers(CtImport *import, GError **error)
{
    return ct_import_step(import, "add-consent", NULL, error);
}
