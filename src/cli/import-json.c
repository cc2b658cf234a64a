/* The report of an import for programs. */
#include "config.h"

#include "importing-private.h"

static void
add_fields(JsonBuilder *builder, const GPtrArray *fields)
{
    json_builder_set_member_name(builder, "fields");
    json_builder_begin_array(builder);
    for (guint i = 0; i < fields->len; i++) {
        const CtImportField *field = g_ptr_array_index(fields, i);

        json_builder_begin_object(builder);
        ct_cli_json_text(builder, "field", field->field);
        ct_cli_json_text(builder, "columns", field->columns);
        ct_cli_json_number(builder, "filled", field->filled);
        ct_cli_json_number(builder, "wrong", field->wrong);
        ct_cli_json_text(builder, "wrong_rows", field->wrong_rows);
        ct_cli_json_text(builder, "note", field->note);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void
add_lists(JsonBuilder *builder, const CtImportReport *report)
{
    const char *const *unused = (const char *const *)report->unused;
    const char *const *lacking = (const char *const *)report->lacking;

    add_fields(builder, report->fields);
    ct_cli_json_texts(builder, "unused", unused,
                      unused != NULL ? g_strv_length(report->unused) : 0);
    ct_cli_json_texts(builder, "lacking", lacking,
                      lacking != NULL ? g_strv_length(report->lacking) : 0);
    ct_cli_json_texts(builder, "messages", (const char *const *)report->wrong->pdata,
                      report->wrong->len);
}

void
ct_import_screen_json(const CtImportScreen *screen, const CtImportReport *report)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {{"rows", report->rows},
                   {"added", report->added},
                   {"changed", report->changed},
                   {"unchanged", report->unchanged},
                   {"rejected", report->rejected},
                   {"unmatched", report->unmatched},
                   {"forgotten", report->forgotten},
                   {"twins", report->twins},
                   {"joined", report->joined},
                   {"doubtful_birthdays", report->doubtful_birthdays},
                   {"import", report->import_id},
                   {"wrong", report->wrong_total},
                   {"consent_yes", report->consent_yes},
                   {"consent_no", report->consent_no},
                   {"consent_kept", report->consent_kept}};

    json_builder_begin_object(builder);
    ct_cli_json_text(builder, "file", screen->file);
    ct_cli_json_text(builder, "source", report->source);
    ct_cli_json_text(builder, "kind", ct_import_kind_words[report->kind]);
    ct_cli_json_text(builder, "encoding", report->encoding);
    ct_cli_json_text(builder, "delimiter", report->delimiter);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        ct_cli_json_number(builder, numbers[i].name, numbers[i].value);
    ct_cli_json_text(builder, "rejected_file", report->rejected > 0 ? screen->rejected : NULL);
    add_lists(builder, report);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}
