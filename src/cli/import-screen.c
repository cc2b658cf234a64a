/* The screen of an import: what was recognised, how full each field is, what cannot be right, what
 * will rest, and what would be stored. */
#include "config.h"

#include "importing-private.h"

#include <string.h>

#define NAME_WIDTH    12 /* of the word for a field */
#define COLUMNS_WIDTH 30 /* of the columns of the file; more of them go on below */
#define NUMBER_WIDTH  7
#define WIDE          (COLUMNS_WIDTH + 34) /* a line without a number: 80 columns in all */
#define LINES         4                    /* of one list, unless all of it was asked for */
#define REASONS       3                    /* of rejected rows, unless all were asked for */

/* --- one line a field ----------------------------------------------------------------- */

/* "and 12 more": the pieces of a folded list from a line on. */
static void
print_rest(char **lines)
{
    guint pieces = 0;
    g_autofree char *more = NULL;

    for (int i = 0; lines[i] != NULL; i++)
        for (const char *p = lines[i]; *p != '\0'; p++)
            pieces += (strchr(",+", *p) != NULL && (p[1] == ' ' || p[1] == '\0')) ? 1 : 0;
    more = ct_number(pieces + 1);
    g_print("  %*sand %s more (-v shows them)\n", NAME_WIDTH, "", more);
}

/* "  name        First Name + Last Name          " and what follows; long columns go on below. */
static void
print_line(const CtImportScreen *screen, const char *name, const char *columns, int width,
           const char *rest)
{
    g_autofree char *marked = g_strconcat(name, " ", NULL);
    g_autofree char *padded_name = ct_cli_pad(marked, NAME_WIDTH);
    int over = MAX((int)g_utf8_strlen(padded_name, -1) - NAME_WIDTH, 0);
    g_auto(GStrv) lines = ct_cli_fold(columns, width - over);
    g_autofree char *first = ct_cli_pad(lines[0], *rest != '\0' ? width - over : 0);

    g_print("  %s%s%s\n", padded_name, first, rest);
    for (int i = 1; lines[i] != NULL; i++) {
        if (i == LINES - 1 && lines[i + 1] != NULL && !screen->verbose) {
            print_rest(lines + i);
            return;
        }
        g_print("  %*s%s\n", NAME_WIDTH, "", lines[i]);
    }
}

/* A line in which no number stands: its text begins where the numbers end. */
static void
print_words(const CtImportScreen *screen, const char *name, const char *columns, const char *words)
{
    g_autofree char *rest = g_strdup_printf("%*s%s", NUMBER_WIDTH - 3, "", words);

    print_line(screen, name, columns, COLUMNS_WIDTH, *words != '\0' ? rest : "");
}

static void
print_field(const CtImportScreen *screen, const CtImportField *field)
{
    g_autofree char *filled = ct_number(field->filled);
    g_autofree char *wrong = ct_number(field->wrong);
    g_autoptr(GString) rest = g_string_new(NULL);

    g_string_append_printf(rest, "%*s filled", NUMBER_WIDTH, filled);
    if (field->wrong > 0)
        g_string_append_printf(rest, ", %s cannot be right", wrong);
    if (field->wrong > 0 && *field->wrong_rows != '\0')
        g_string_append_printf(rest, " (row%s %s)", field->wrong == 1 ? "" : "s",
                               field->wrong_rows);
    if (*field->note != '\0')
        g_string_append_printf(rest, " (%s)", field->note);
    print_line(screen, field->field, field->columns, COLUMNS_WIDTH, rest->str);
}

/* "a Shopify customer export" without its article. */
static const char *
source_name(const CtImportReport *report)
{
    static const char *const articles[] = {"a ", "an ", "the "};

    for (size_t i = 0; i < G_N_ELEMENTS(articles); i++)
        if (g_str_has_prefix(report->source, articles[i]))
            return report->source + strlen(articles[i]);
    return report->source;
}

/* What people allowed, and under which name it is kept. */
static void
print_consent(const CtImportScreen *screen, const CtImportReport *report,
              const CtImportField *field)
{
    g_autofree char *yes = ct_number(report->consent_yes);
    g_autofree char *no = ct_number(report->consent_no);
    g_autofree char *kept = ct_number(report->consent_kept);
    g_autofree char *day = ct_format_day(screen->today, "en-GB");
    g_autofree char *rest = g_strdup_printf("%*s yes, %s no   kept as \"%s, %s\"", NUMBER_WIDTH,
                                            yes, no, source_name(report), day);

    print_line(screen, field->field, field->columns, COLUMNS_WIDTH, rest);
    if (report->consent_kept > 0)
        g_print("  %*s%s said no before: that no stays\n", NAME_WIDTH, "", kept);
}

/* Days that too many share, and ages that nobody reaches. */
static void
print_doubtful(const CtImportReport *report)
{
    g_autofree char *doubtful = ct_number(report->doubtful_birthdays);

    if (report->doubtful_birthdays > 0)
        g_print("  %*s%s set aside: an unlikely day or age (courtesy check)\n", NAME_WIDTH, "",
                doubtful);
}

/* A field that no row fills says nothing; its columns are listed together. */
static bool
is_empty(const CtImportReport *report, const CtImportField *field)
{
    return field->filled == 0 && field->wrong == 0 && report->rows > 0;
}

/* Something else is read from the same columns: they are not empty. */
static bool
is_read_otherwise(const CtImportReport *report, const CtImportField *empty)
{
    for (guint i = 0; i < report->fields->len; i++) {
        const CtImportField *field = g_ptr_array_index(report->fields, i);

        if (!is_empty(report, field) && strcmp(field->columns, empty->columns) == 0)
            return true;
    }
    return false;
}

static void
print_empty(const CtImportScreen *screen, const CtImportReport *report)
{
    g_autoptr(GString) columns = g_string_new(NULL);

    for (guint i = 0; i < report->fields->len; i++) {
        const CtImportField *field = g_ptr_array_index(report->fields, i);

        if (is_empty(report, field) && !is_read_otherwise(report, field))
            g_string_append_printf(columns, "%s%s", columns->len > 0 ? ", " : "", field->columns);
    }
    if (columns->len > 0)
        print_line(screen, "empty", columns->str, WIDE, "");
}

/* The field that answers about e-mail come from, or most of them; NULL: there are none. */
static const CtImportField *
consent_field(const CtImportReport *report)
{
    static const char *const names[] = {"may e-mail", "do not e-mail", "do not contact", "answer"};

    if (report->consent_yes + report->consent_no == 0)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        for (guint j = 0; j < report->fields->len; j++) {
            const CtImportField *field = g_ptr_array_index(report->fields, j);

            if (strcmp(field->field, names[i]) == 0)
                return field;
        }
    }
    return NULL;
}

static void
print_fields(const CtImportScreen *screen, const CtImportReport *report)
{
    const CtImportField *consent = consent_field(report);

    for (guint i = 0; i < report->fields->len; i++) {
        const CtImportField *field = g_ptr_array_index(report->fields, i);

        if (is_empty(report, field))
            continue;
        if (field == consent)
            print_consent(screen, report, field);
        else
            print_field(screen, field);
        if (strcmp(field->field, "birthday") == 0)
            print_doubtful(report);
    }
}

/* --- what is missing, and what is not used -------------------------------------------- */

static void
print_lacking(const CtImportScreen *screen, const CtImportReport *report)
{
    for (int i = 0; report->lacking != NULL && report->lacking[i] != NULL; i++) {
        g_auto(GStrv) parts = g_strsplit(report->lacking[i], ": ", 2);
        const char *rests = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";
        bool birthday = g_strcmp0(parts[0], "birthday") == 0;
        g_autofree char *words =
            g_strdup_printf("%s%s", rests, birthday ? ": courtesy help birthdays" : "");

        print_words(screen, parts[0] != NULL ? parts[0] : "", "none in this file", words);
    }
}

/* The heading as it is typed on a command line. */
static char *
typed(const char *heading)
{
    for (const char *p = heading; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && strchr("_-.", *p) == NULL)
            return g_shell_quote(heading);
    return g_strdup(heading);
}

static void
print_unused(const CtImportScreen *screen, const CtImportReport *report)
{
    g_autofree char *unused = g_strjoinv(", ", report->unused);
    g_autofree char *example = NULL, *hint = NULL;

    if (*unused == '\0')
        return;
    if (report->kind != CT_IMPORT_CUSTOMERS) {
        print_line(screen, "not used", unused, WIDE, "");
        return;
    }
    example = typed(report->unused[0]);
    hint = g_strdup_printf("(keep one:  --keep %s)", example);
    if (g_utf8_strlen(unused, -1) <= COLUMNS_WIDTH) {
        print_words(screen, "not used", unused, hint);
        return;
    }
    print_line(screen, "not used", unused, WIDE, "");
    g_print("  %*s%s\n", NAME_WIDTH, "", hint);
}

/* Sentences about the whole file always; single rows when somebody asked, or when some of them
 * will be left out. */
static void
print_wrong(const CtImportScreen *screen, const CtImportReport *report)
{
    guint most = screen->verbose ? report->wrong->len : report->rejected > 0 ? REASONS : 0;
    guint rows = 0;

    for (guint i = 0; i < report->wrong->len; i++) {
        const char *reason = g_ptr_array_index(report->wrong, i);

        if (!g_str_has_prefix(reason, "row ") || rows++ < most)
            g_print("  ! %s\n", reason);
    }
    if (most > 0 && rows > most)
        g_print("  ! and more of this kind (-v shows them)\n");
}

/* --- what would be stored ------------------------------------------------------------- */

/* What the rows of each kind of file become, one of them and many. */
static const char *const things[CT_IMPORT_KIND_COUNT][2] = {
    [CT_IMPORT_CUSTOMERS] = {"person", "people"},
    [CT_IMPORT_PURCHASES] = {"purchase", "purchases"},
    [CT_IMPORT_CASES] = {"case", "cases"},
    [CT_IMPORT_CONTACTS] = {"contact", "contacts"},
    [CT_IMPORT_BIRTHDAYS] = {"birthday", "birthdays"},
    [CT_IMPORT_EVENTS] = {"event", "events"},
    [CT_IMPORT_REFERRALS] = {"referral", "referrals"},
    [CT_IMPORT_CONSENT] = {"answer", "answers"},
    [CT_IMPORT_DO_NOT_CALL] = {"number not to call", "numbers not to call"},
};

/* Adds a part to a line of them. */
static void G_GNUC_PRINTF(2, 3) append_part(GString *line, const char *format, ...)
{
    va_list args;

    if (line->len > 0)
        g_string_append(line, ", ");
    va_start(args, format);
    g_string_append_vprintf(line, format, args);
    va_end(args);
}

/* "1,187 new people, 17 look like someone already here (courtesy people --twins)" */
static void
print_news(const CtImportReport *report)
{
    const char *const *thing = things[report->kind];
    g_autofree char *apart = ct_number(report->added - report->twins);
    g_autofree char *twins = ct_count(report->twins, "looks", "look");
    g_autofree char *changed = ct_number(report->changed);
    g_autofree char *unchanged = ct_number(report->unchanged);
    g_autoptr(GString) line = g_string_new(NULL);

    if (report->added > report->twins)
        append_part(line, "%s new %s", apart, thing[report->added - report->twins == 1 ? 0 : 1]);
    if (report->twins > 0) {
        append_part(line, "%s like someone already here (courtesy people --twins)", twins);
        g_print("%s\n", line->str);
        g_string_truncate(line, 0);
    }
    if (report->changed > 0)
        append_part(line, "%s changed", changed);
    if (report->added + report->changed == 0)
        append_part(line, "Nothing new, nothing changed");
    if (report->unchanged > 0)
        append_part(line, "%s as before", unchanged);
    if (line->len > 0)
        g_print("%s\n", line->str);
}

/* True when a sentence about the whole file says what to do. */
static bool
has_advice(const CtImportReport *report)
{
    return report->wrong->len > 0 && !g_str_has_prefix(report->wrong->pdata[0], "row ");
}

static void
print_left_out(const CtImportScreen *screen, const CtImportReport *report)
{
    g_autofree char *joined = ct_count(report->joined, "person is", "people are");
    const char *const *thing = things[report->kind];
    g_autofree char *unmatched = ct_count(report->unmatched, thing[0], thing[1]);
    g_autofree char *forgotten = ct_count(report->forgotten, "row", "rows");
    g_autofree char *rejected =
        ct_count(report->rejected, "row cannot be read and is", "rows cannot be read and are");

    if (report->joined > 0)
        g_print("%s known by e-mail, phone or name, not by the id of this file\n", joined);
    if (report->unmatched > 0)
        g_print("%s %s of customers who are not here%s\n", unmatched,
                report->unmatched == 1 ? "is" : "are",
                has_advice(report) ? "" : ": import the customers first");
    if (report->forgotten > 0)
        g_print("%s left out, of people who asked to be forgotten\n", forgotten);
    if (report->rejected > 0)
        g_print("%s left out%s%s\n", rejected, screen->rejected != NULL ? ": " : "",
                screen->rejected != NULL ? screen->rejected : "");
    if (report->rejected > 0 && screen->rejected != NULL)
        g_print("says why in its last column; correct %s there and import that file\n",
                report->rejected == 1 ? "it" : "them");
}

void
ct_import_screen(const CtImportScreen *screen, const CtImportReport *report)
{
    g_autofree char *rows = ct_count(report->rows, "row", "rows");

    g_print("%s: %s. %s, %s%s%s.\n", screen->file, report->source, rows, report->encoding,
            *report->delimiter != '\0' ? ", " : "", report->delimiter);
    print_fields(screen, report);
    print_empty(screen, report);
    print_lacking(screen, report);
    print_unused(screen, report);
    print_wrong(screen, report);
    print_news(report);
    print_left_out(screen, report);
}
