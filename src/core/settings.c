/* courtesy.conf: one table declares every setting; the same table documents it. How the text of a
 * value is read is in settings-value.c. */
#include "config.h"

#include "settings-private.h"

#include <string.h>

#define INTO(field)    offsetof(CtSettings, field)
#define MANAGER(field) offsetof(CtManager, field)

static const char *const transports[] = {"folder", "smtp", NULL};
static const char *const securities[] = {"none", "starttls", NULL};
static const char *const papers[] = {"A4", "Letter", NULL};
static const char *const leap_days[] = {"28 february", "1 march", NULL};

static const CtSetting settings_table[] = {
    {"business", "name", ct_read_text, INTO(business.name), .fallback = "Our shop",
     .help = "the name that customers know"},
    {"business", "address", ct_read_lines, INTO(business.address), .fallback = "",
     .help = "the postal address, one line below the other; marketing mail has to show it"},
    {"business", "country", ct_read_country, INTO(business.country), .fallback = "GB",
     .help = "ISO 3166 code of the country that the business is in"},
    {"business", "time zone", ct_read_time_zone, INTO(business.time_zone), .fallback = "",
     .help = "IANA name of the time zone that days are counted in; empty: the machine's"},
    {"business", "languages", ct_read_languages, INTO(business.languages), .fallback = "en",
     .help = "the languages of the templates, the house language first"},
    {"business", "currency", ct_read_currency, INTO(business.currency), .fallback = "EUR",
     .help = "ISO 4217 code of the currency that amounts are in"},
    {"business", "reply to", ct_read_mail, INTO(business.reply_to),
     .fallback = "shop@courtesy.invalid",
     .help = "the address that mail comes from and goes back to"},
    {"business", "website", ct_read_text, INTO(business.website), .fallback = "",
     .help = "the address of the website, for templates"},
    {"hours", "holidays", ct_read_text, INTO(holidays), .fallback = "",
     .help = "an .ics file with the holidays, beside courtesy.conf"},
    {"hours", "closed", ct_read_closed, INTO(closed), .fallback = "",
     .help = "days of every year when nobody is there: 24 dec - 1 jan"},
    {"mail", "transport", ct_read_choice, INTO(mail.transport), .words = transports,
     .fallback = "folder", .help = "folder: mail lands as files; smtp: it is sent"},
    {"mail", "server", ct_read_server, INTO(mail.server), .fallback = "127.0.0.1:25",
     .help = "host:port of the mail server"},
    {"mail", "security", ct_read_choice, INTO(mail.security), .words = securities,
     .fallback = "starttls", .help = "starttls, or none, which only works to this machine itself"},
    {"mail", "user", ct_read_text, INTO(mail.user), .fallback = "",
     .help = "the name to log in with; empty: no login"},
    {"mail", "password command", ct_read_text, INTO(mail.password_command), .fallback = "",
     .help = "a command that prints the password"},
    {"mail", "password file", ct_read_text, INTO(mail.password_file), .fallback = "",
     .help = "a file with the password, readable by its owner only"},
    {"mail", "timeout", ct_read_seconds, INTO(mail.timeout_seconds), .min = 1, .max = 3600,
     .fallback = "600 seconds", .help = "how long to wait for an answer of the mail server"},
    {"policy", "live since", ct_read_live_since, 0, .fallback = "",
     .help = "events before this day start nothing; default: the day of courtesy live on"},
    {"policy", "at most", ct_read_limits, INTO(policy.at_most),
     .fallback = "1 contact in 7 days\n2 marketing mails in 30 days\n4 calls in 12 months\n"
                 "12 contacts in 12 months",
     .help = "how often one person may be contacted, one limit a line"},
    {"policy", "quiet days", ct_read_quiet, 0, .fallback = "sunday, holidays",
     .help = "weekdays, and holidays, on which nothing is sent and nobody is called"},
    {"policy", "daily limits", ct_read_daily, INTO(policy.daily_limit), .fallback = "",
     .help = "how much may leave in one night: 200 mails, 15 cards, 20 calls"},
    {"policy", "consent needed", ct_read_channels, INTO(policy.consent_needed), .fallback = "mail",
     .help = "channels on which marketing needs a recorded yes; on the others no recorded no"},
    {"policy", "29 february", ct_read_choice, INTO(policy.leap_birthday), .words = leap_days,
     .fallback = "28 february", .help = "when a birthday on 29 February is kept in other years"},
    {"policy", "post takes", ct_read_post, INTO(policy.post_takes),
     .fallback = "home 2, Europe 5, world 8",
     .help = "working days the post takes: to country codes, home, Europe and the world"},
    {"policy", "top share", ct_read_percent, INTO(policy.top_share_percent), .min = 1, .max = 100,
     .fallback = "10%", .help = "the share of those who bought in 12 months that is tier 'top'"},
    {"policy", "hold out", ct_read_percent, INTO(policy.hold_out_percent), .min = 0, .max = 50,
     .fallback = "0%", .help = "the share, drawn by lot, that a measured rule leaves out"},
    {"print", "paper", ct_read_choice, INTO(print.paper), .words = papers, .fallback = "A4",
     .help = "A4 or Letter"},
    {"print", "font", ct_read_text, INTO(print.font), .fallback = "Liberation Sans",
     .help = "the family of the printed pages; other scripts fall back by themselves"},
    {"print", "labels", ct_read_text, INTO(print.labels), .fallback = "L7160",
     .help = "the label sheet in the printer"},
};

static const CtSetting hours_setting = {
    "hours", "monday", ct_read_hours, .fallback = "",
    .help = "opening hours of a day, or of a range: monday-friday = 9:00-18:00"};

static const CtSetting manager_table[] = {
    {"manager", "name", ct_read_text, MANAGER(name), .help = "as printed on the call list"},
    {"manager", "mail", ct_read_mail, MANAGER(mail), .fallback = "",
     .help = "where the manager reads mail"},
    {"manager", "calls per day", ct_read_number, MANAGER(calls_per_day), .min = 0, .max = 200,
     .fallback = "8", .help = "more calls than this wait for another day"},
    {"manager", "works", ct_read_week, MANAGER(works), .fallback = "monday-friday",
     .help = "the weekdays of the manager"},
};

#define IMPORT(field) offsetof(CtImportSource, field)

static const CtSetting import_table[] = {
    {"import", "file", ct_read_text, IMPORT(file), .help = "the file that every night brings in"},
    {"import", "as", ct_read_choice, IMPORT(kind), .words = ct_import_kind_words,
     .help = "what its rows are: customers, purchases, cases or contacts"},
    {"import", "dates", ct_read_choice, IMPORT(dates), .words = ct_date_order_words,
     .fallback = "unknown", .help = "how 03/04/2025 is meant: dmy or mdy"},
};

static const CtSettingHelp segment_help[] = {
    {"segment", "says", "", "the segment in words"},
    {"segment", "who", "", "the condition that its members meet"},
};

static const CtSettingHelp rates_help = {
    "rates", "USD", "", "what one unit of this currency is worth in the currency of the business"};

static void
add_help(GArray *all, const CtSetting *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CtSettingHelp one = {table[i].block, table[i].name, table[i].fallback, table[i].help};

        g_array_append_val(all, one);
    }
}

GArray *
ct_settings_help(void)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(CtSettingHelp));

    add_help(all, settings_table, G_N_ELEMENTS(settings_table));
    add_help(all, &hours_setting, 1);
    add_help(all, manager_table, G_N_ELEMENTS(manager_table));
    add_help(all, import_table, G_N_ELEMENTS(import_table));
    g_array_append_vals(all, segment_help, G_N_ELEMENTS(segment_help));
    g_array_append_val(all, rates_help);
    return all;
}

/* --- reading one block by a table ----------------------------------------------------- */

static const CtSetting *
find(const CtSetting *table, size_t count, const char *block, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].block, block) == 0 && strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static void
unknown(const CtSetting *table, size_t count, const char *block, const CtEntry *entry,
        CtProblems *problems)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *hint = NULL;

    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].block, block) == 0)
            g_ptr_array_add(names, (void *)(uintptr_t)table[i].name);
    g_ptr_array_add(names, NULL);
    hint = ct_vocabulary_hint((const char *const *)names->pdata, entry->name,
                              "; see courtesy.conf(5)");
    ct_problems_add(problems, entry->file, entry->line, entry->column,
                    "[%s] \"%s\" is not a setting%s", block, entry->name, hint);
}

static void
read_defaults(const CtSetting *table, size_t count, CtReading *reading, void *base)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(CtEntry) entry = NULL;

        if (table[i].fallback == NULL)
            continue;
        entry = ct_entry_new("(default)", table[i].fallback);
        table[i].read(reading, &table[i], entry, (char *)base + table[i].offset);
    }
}

static void
read_block(const CtSetting *table, size_t count, CtReading *reading, const CtBlock *block,
           void *base)
{
    for (guint i = 0; i < block->entries->len; i++) {
        const CtEntry *entry = g_ptr_array_index(block->entries, i);
        const CtSetting *setting = find(table, count, block->kind, entry->name);

        if (setting != NULL)
            setting->read(reading, setting, entry, (char *)base + setting->offset);
        else if (strcmp(block->kind, "hours") != 0 || !ct_read_weekday_hours(reading, entry))
            unknown(table, count, block->kind, entry, reading->problems);
    }
}

/* --- [manager], [segment] ------------------------------------------------------------- */

static void
manager_free(void *data)
{
    CtManager *manager = data;

    g_free(manager->key);
    g_free(manager->name);
    g_free(manager->mail);
    g_free(manager);
}

static void
segment_free(void *data)
{
    CtSegment *segment = data;

    g_free(segment->name);
    g_free(segment->says);
    ct_entry_free(segment->who);
    g_free(segment);
}

static bool
is_key(const char *name)
{
    return *name != '\0' && strlen(name) <= 40 &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0';
}

static bool
check_key(const CtBlock *block, const char *file, CtProblems *problems)
{
    if (is_key(block->name))
        return true;
    ct_problems_add(problems, file, block->line, 1,
                    "[%s %s] needs a name of small letters, digits and hyphens, like [%s anna]",
                    block->kind, block->name, block->kind);
    return false;
}

static CtManager *
manager_new(CtReading *reading, const char *key)
{
    CtManager *manager = g_new0(CtManager, 1);

    manager->key = g_strdup(key);
    manager->name = g_strdup(key);
    read_defaults(manager_table, G_N_ELEMENTS(manager_table), reading, manager);
    return manager;
}

static void
read_manager(CtReading *reading, const CtBlock *block, const char *file)
{
    CtManager *manager;

    if (!check_key(block, file, reading->problems))
        return;
    manager = manager_new(reading, block->name);
    read_block(manager_table, G_N_ELEMENTS(manager_table), reading, block, manager);
    g_ptr_array_add(reading->settings->managers, manager);
}

static CtEntry *
entry_copy(const CtEntry *entry)
{
    CtEntry *copy = ct_entry_new(entry->file, entry->value);

    copy->line = entry->line;
    copy->column = entry->column;
    g_array_set_size(copy->places, 0);
    g_array_append_vals(copy->places, entry->places->data, entry->places->len);
    return copy;
}

static void
entry_free(void *data)
{
    ct_entry_free(data);
}

static void
import_free(void *data)
{
    CtImportSource *source = data;

    g_free(source->name);
    g_free(source->file);
    g_free(source);
}

static void
read_import(CtReading *reading, const CtBlock *block, const char *file)
{
    CtImportSource *source;

    if (!check_key(block, file, reading->problems))
        return;
    source = g_new0(CtImportSource, 1);
    source->name = g_strdup(block->name);
    source->file = g_strdup("");
    source->kind = -1;
    read_defaults(import_table, G_N_ELEMENTS(import_table), reading, source);
    read_block(import_table, G_N_ELEMENTS(import_table), reading, block, source);
    if (*source->file == '\0')
        ct_problems_add(reading->problems, file, block->line, 1,
                        "[import %s] names no file; add a line: file = ...", block->name);
    g_ptr_array_add(reading->settings->imports, source);
}

static void
read_segment(CtReading *reading, const CtBlock *block, const char *file)
{
    const CtEntry *who = ct_block_find(block, "who"), *says = ct_block_find(block, "says");
    CtSegment *segment;

    if (!check_key(block, file, reading->problems))
        return;
    for (guint i = 0; i < block->entries->len; i++) {
        const CtEntry *entry = g_ptr_array_index(block->entries, i);

        if (entry != who && entry != says)
            ct_problems_add(reading->problems, entry->file, entry->line, entry->column,
                            "[segment %s] \"%s\" is not a setting; a segment has says and who",
                            block->name, entry->name);
    }
    if (who == NULL) {
        ct_problems_add(reading->problems, file, block->line, 1,
                        "[segment %s] has no condition; add a line: who = ...", block->name);
        return;
    }
    segment = g_new0(CtSegment, 1);
    segment->name = g_strdup(block->name);
    segment->says = g_strdup(says != NULL ? says->value : "");
    segment->who = entry_copy(who);
    g_ptr_array_add(reading->settings->segments, segment);
}

/* --- the whole file ------------------------------------------------------------------- */

/* Where each setting is written, for what other modules say of it. */
static void
remember_places(CtReading *reading, const CtBlock *block)
{
    for (guint i = 0; i < block->entries->len; i++) {
        const CtEntry *entry = g_ptr_array_index(block->entries, i);

        g_hash_table_replace(reading->settings->written,
                             g_strdup_printf(CT_SETTING_KEY, block->kind, entry->name),
                             entry_copy(entry));
    }
}

static void
read_rates(CtReading *reading, const CtBlock *block)
{
    for (guint i = 0; i < block->entries->len; i++)
        ct_read_rate(reading, g_ptr_array_index(block->entries, i));
    remember_places(reading, block);
}

static void
read_any_block(CtReading *reading, const CtBlock *block, const char *file)
{
    static const char *const kinds[] = {"business", "hours",   "mail",   "policy", "print",
                                        "manager",  "segment", "import", "rates",  NULL};
    const char *nearest;

    if (strcmp(block->kind, "manager") == 0) {
        read_manager(reading, block, file);
    } else if (strcmp(block->kind, "segment") == 0) {
        read_segment(reading, block, file);
    } else if (strcmp(block->kind, "import") == 0) {
        read_import(reading, block, file);
    } else if (strcmp(block->kind, "rates") == 0) {
        read_rates(reading, block);
    } else if (ct_vocabulary_find(kinds, block->kind) >= 0) {
        read_block(settings_table, G_N_ELEMENTS(settings_table), reading, block, reading->settings);
        remember_places(reading, block);
    } else if (*block->kind != '\0') {
        nearest = ct_vocabulary_nearest(kinds, block->kind);
        ct_problems_add(reading->problems, file, block->line, 1, "[%s] is not a block%s%s%s",
                        block->kind, nearest != NULL ? "; did you mean [" : "",
                        nearest != NULL ? nearest : "", nearest != NULL ? "]?" : "");
    } else if (block->entries->len > 0) {
        const CtEntry *first = g_ptr_array_index(block->entries, 0);

        ct_problems_add(reading->problems, file, first->line, first->column,
                        "\"%s\" stands before the first [block]", first->name);
    }
}

CtSettings *
ct_settings_parse(const CtTextFile *text, CtProblems *problems)
{
    CtSettings *settings = g_new0(CtSettings, 1);
    CtReading reading = {.settings = settings, .problems = problems};

    settings->managers = g_ptr_array_new_with_free_func(manager_free);
    settings->segments = g_ptr_array_new_with_free_func(segment_free);
    settings->imports = g_ptr_array_new_with_free_func(import_free);
    settings->rates = g_array_new(FALSE, FALSE, sizeof(CtRate));
    settings->written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entry_free);
    read_defaults(settings_table, G_N_ELEMENTS(settings_table), &reading, settings);
    for (int i = 0; i < 5; i++)
        settings->hours[i] = (CtHours){9 * 60, 18 * 60};
    for (guint i = 0; i < text->blocks->len; i++)
        read_any_block(&reading, g_ptr_array_index(text->blocks, i), text->file);
    if (settings->managers->len == 0) {
        CtManager *owner = manager_new(&reading, "owner");

        g_free(owner->name);
        owner->name = g_strdup(settings->business.name);
        g_ptr_array_add(settings->managers, owner);
    }
    ct_settings_check(settings, problems);
    return settings;
}

CtSettings *
ct_settings_read(const char *dir, CtProblems *problems, GError **error)
{
    g_autofree char *path = g_build_filename(dir, "courtesy.conf", NULL);
    g_autoptr(CtTextFile) text = NULL;

    text = g_file_test(path, G_FILE_TEST_EXISTS) ? ct_textfile_read(path, problems, error)
                                                 : ct_textfile_parse(path, "", 0, problems);
    return text != NULL ? ct_settings_parse(text, problems) : NULL;
}

void
ct_settings_free(CtSettings *settings)
{
    if (settings == NULL)
        return;
    g_free(settings->business.name);
    g_free(settings->business.address);
    g_free(settings->business.country);
    g_free(settings->business.time_zone);
    g_free(settings->business.currency);
    g_free(settings->business.reply_to);
    g_free(settings->business.website);
    g_strfreev(settings->business.languages);
    g_free(settings->holidays);
    g_array_unref(settings->closed);
    g_free(settings->mail.server);
    g_free(settings->mail.user);
    g_free(settings->mail.password_command);
    g_free(settings->mail.password_file);
    g_ptr_array_unref(settings->policy.at_most);
    g_array_unref(settings->policy.post_takes);
    g_free(settings->print.font);
    g_free(settings->print.labels);
    g_ptr_array_unref(settings->managers);
    g_ptr_array_unref(settings->segments);
    g_ptr_array_unref(settings->imports);
    g_array_unref(settings->rates);
    g_hash_table_unref(settings->written);
    g_free(settings);
}

bool
ct_settings_works_on(const CtSettings *settings, const GArray *holidays, CtDay day)
{
    const CtHours *hours = &settings->hours[ct_day_weekday(day) - 1];
    int mmdd = ct_day_mmdd(day);

    if (hours->closes == 0)
        return false;
    for (guint i = 0; holidays != NULL && i < holidays->len; i++)
        if (g_array_index(holidays, CtDay, i).n == day.n)
            return false;
    for (guint i = 0; i < settings->closed->len; i++) {
        CtClosed closed = g_array_index(settings->closed, CtClosed, i);
        bool over_new_year = closed.from > closed.to;

        if (over_new_year ? mmdd >= closed.from || mmdd <= closed.to
                          : mmdd >= closed.from && mmdd <= closed.to)
            return false;
    }
    return true;
}
