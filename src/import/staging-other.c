/* One row of a file of events from outside, or of referrals. */
#include "config.h"

#include "staging-private.h"

#include <string.h>

/* --- events --------------------------------------------------------------------------- */

/* What the whole file is about: "storm-2025-06.csv" is about a storm. */
static char *
name_of_file(const CtImport *import)
{
    g_autofree char *map = ct_import_map_path(".", import->options->path);
    g_autofree char *name = g_path_get_basename(map);
    char *dot = strrchr(name, '.');

    if (dot != NULL)
        *dot = '\0';
    return strcmp(import->options->path, "-") != 0 ? g_utf8_strdown(name, -1) : g_strdup("");
}

/* Of the row, else as somebody said, else of the file. */
static char *
read_name(const CtImport *import)
{
    const char *name = import->cells[CT_FIELD_EVENT];

    if (name == NULL)
        name = import->options->map.event;
    return name != NULL ? g_utf8_strdown(name, -1) : name_of_file(import);
}

/* False: the row was rejected. */
static bool
read_span(CtImport *import, CtDay *day, CtDay *until, bool *has_until)
{
    bool has_day;

    if (!ct_import_read_day(import, CT_FIELD_DAY, CT_TENSE_FUTURE, day, &has_day) ||
        !ct_import_read_day(import, CT_FIELD_UNTIL, CT_TENSE_FUTURE, until, has_until))
        return false;
    if (!has_day) {
        ct_import_reject(import, "no date");
        return false;
    }
    if (*has_until && until->n < day->n) {
        ct_import_reject(import, "it ends before it begins");
        return false;
    }
    return true;
}

/* A row that names nobody is about everybody who lives somewhere. */
static bool
bind_place(CtImport *import, CtWhose *whose)
{
    const char *postcode = import->cells[CT_FIELD_POSTCODE];
    const char *region = import->cells[CT_FIELD_REGION];
    bool somewhere = whose->said == NULL;

    ct_stmt_bind_text(import->insert, ":postcode", somewhere ? postcode : NULL);
    ct_stmt_bind_text(import->insert, ":region", somewhere && postcode == NULL ? region : NULL);
    if (somewhere)
        whose->key = g_strdup(postcode != NULL ? postcode : region);
    return whose->key != NULL || !somewhere;
}

bool
ct_import_stage_event(CtImport *import, GError **error)
{
    g_autofree char *name = read_name(import);
    g_auto(CtWhose) whose = {0};
    CtDay day = {0}, until = {0};
    bool forgotten, has_until;

    if (!read_span(import, &day, &until, &has_until))
        return true;
    if (!ct_import_find_person(import, &whose, &forgotten, error))
        return false;
    if (forgotten)
        return true;
    if (*name == '\0') {
        ct_import_reject(import, "no event; say which with --event NAME");
    } else if (!bind_place(import, &whose)) {
        ct_import_reject(import, "names no customer, postcode or region");
    } else {
        ct_import_bind_identity(import, &whose, day, name);
        ct_stmt_bind_text(import->insert, ":kind", name);
        ct_stmt_bind_int(import->insert, ":day", day.n);
        ct_import_bind_number(import->insert, ":until_day", has_until, until.n);
        ct_stmt_bind_text(import->insert, ":words", import->cells[CT_FIELD_WORDS]);
        return ct_stmt_run(import->insert, NULL, error);
    }
    return true;
}

/* --- referrals ------------------------------------------------------------------------ */

/* Who sent the customer of this row. The store numbers nobody 0. */
static bool
find_sender(CtImport *import, CtWhose *sender, bool *forgotten_out, GError **error)
{
    const char *text = import->cells[CT_FIELD_REFERRED_BY];
    const CtNaming naming = {.ref = text, .full = text};

    if (!ct_import_find_whose(import, &naming, sender, error))
        return false;
    *forgotten_out = sender->customer == 0 && ct_import_is_forgotten(import);
    import->report->forgotten += *forgotten_out;
    return true;
}

/* Either of the two may be unknown here: the one that is not is named in the report. */
static bool
write_referral(CtImport *import, const CtWhose *sent, const CtWhose *sender, const CtDay *day,
               GError **error)
{
    CtStmt *insert = import->insert;
    bool known = sent->customer != 0 && sender->customer != 0;

    ct_stmt_bind_int(insert, ":row", ct_rows_record(import->rows));
    ct_stmt_bind_text(insert, ":customer", sent->customer != 0 ? sender->said : sent->said);
    ct_import_bind_number(insert, ":customer_id", known, sent->customer);
    ct_import_bind_number(insert, ":other_id", known, sender->customer);
    ct_import_bind_number(insert, ":day", day != NULL, day != NULL ? day->n : 0);
    return ct_stmt_run(insert, NULL, error);
}

bool
ct_import_stage_referral(CtImport *import, GError **error)
{
    g_auto(CtWhose) sent = {0}, sender = {0};
    CtDay day = {0};
    bool forgotten, has_day;

    if (!ct_import_read_day(import, CT_FIELD_DAY, CT_TENSE_PAST, &day, &has_day))
        return true;
    if (import->cells[CT_FIELD_REFERRED_BY] == NULL) {
        ct_import_reject(import, "does not say who sent them");
        return true;
    }
    if (!ct_import_find_person(import, &sent, &forgotten, error) ||
        (!forgotten && !find_sender(import, &sender, &forgotten, error)))
        return false;
    if (forgotten)
        return true;
    if (sent.customer != 0 && sent.customer == sender.customer) {
        ct_import_reject(import, "names one person as both");
        return true;
    }
    return write_referral(import, &sent, &sender, has_day ? &day : NULL, error);
}
