/* note: what somebody of the house writes down about a customer, in the five seconds after a call.
 */
#include "config.h"

#include "cli.h"

#include <string.h>

#define LANGUAGE    "en-GB"
#define DAYS_AHEAD  3660 /* of a promise */
#define DAYS_A_WEEK 7

/* What was said on the command line. */
typedef struct {
    gboolean channel[CT_CHANNEL_COUNT], visit, inbound, complaint, close, kept;
    char *person, *open, *promise, *by;
    const char *words; /* NULL: none */
    char *named_case;  /* the case that was named instead of a customer, or after them */
} Said;

static void
said_clear(Said *said)
{
    g_free(said->person);
    g_free(said->open);
    g_free(said->promise);
    g_free(said->by);
    g_free(said->named_case);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Said, said_clear)

/* What was written down. */
typedef struct {
    bool note;
    bool household;               /* others live with the customer */
    const char *exchange;         /* NULL: none */
    char *opened, *closed, *kept; /* cases, and the words of a promise */
    CtDay due;                    /* of a promise */
} Written;

static void
written_clear(Written *written)
{
    g_free(written->opened);
    g_free(written->closed);
    g_free(written->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Written, written_clear)

/* --- days as people say them ---------------------------------------------------------- */

/* "in 3 days", "in 2 weeks" */
static bool
parse_distance(const char *text, CtDay today, CtDay *day_out)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    char *end = NULL;
    int64_t count;

    if (g_strv_length(words) != 3 || strcmp(words[0], "in") != 0)
        return false;
    count = g_ascii_strtoll(words[1], &end, 10);
    if (end == words[1] || *end != '\0' || count < 0 || count > DAYS_AHEAD)
        return false;
    if (strcmp(words[2], "week") == 0 || strcmp(words[2], "weeks") == 0)
        count *= DAYS_A_WEEK;
    else if (strcmp(words[2], "day") != 0 && strcmp(words[2], "days") != 0)
        return false;
    *day_out = (CtDay){today.n + (int32_t)count};
    return true;
}

/* "today", "tomorrow", "friday": the next one after today. */
static bool
parse_name(const char *text, CtDay today, CtDay *day_out)
{
    int weekday = ct_vocabulary_find(ct_weekday_words, text), ahead;

    if (strcmp(text, "today") == 0 || strcmp(text, "tomorrow") == 0) {
        *day_out = (CtDay){today.n + (strcmp(text, "tomorrow") == 0)};
        return true;
    }
    if (weekday < 0)
        return false;
    ahead = (weekday + 1 - ct_day_weekday(today) + DAYS_A_WEEK) % DAYS_A_WEEK;
    *day_out = (CtDay){today.n + (ahead > 0 ? ahead : DAYS_A_WEEK)};
    return true;
}

static bool
parse_day(const char *text, CtDay today, CtDay *day_out, GError **error)
{
    g_autofree char *clean = ct_text_clean(text, false);
    g_autofree char *folded = g_ascii_strdown(clean, -1);

    if (parse_name(folded, today, day_out) || parse_distance(folded, today, day_out) ||
        ct_day_parse(folded, day_out, NULL))
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                "--by: \"%s\" is not a day; say 2025-06-20, friday, tomorrow or \"in 3 days\"",
                text);
    return false;
}

/* --- the command line ----------------------------------------------------------------- */

/* The channel of an exchange; NULL: it is none. False: several were said. */
static bool
exchange_of(const Said *said, const char **channel_out, GError **error)
{
    const char *channel = said->visit ? "visit" : NULL;
    int count = said->visit;

    for (int i = 0; i < CT_CHANNEL_COUNT; i++) {
        if (said->channel[i])
            channel = ct_channel_words[i];
        count += said->channel[i];
    }
    if (count > 1) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "an exchange is one of --call, --visit, --mail and --card");
        return false;
    }
    *channel_out = channel;
    return true;
}

/* What contradicts itself, or lacks something. */
static bool
makes_sense(const Said *said, const char *exchange, GError **error)
{
    bool opens = said->complaint || said->open != NULL;
    bool needs_words =
        opens || (exchange == NULL && !said->close && !said->kept && said->promise == NULL);
    const char *wrong = NULL;

    if (said->complaint && said->open != NULL)
        wrong = "--complaint is a case already; say it, or --open KIND";
    else if (opens && said->close)
        wrong = "a case is opened or closed, not both at once";
    else if (said->inbound && exchange == NULL)
        wrong = "--inbound goes with --call, --visit, --mail or --card";
    else if ((said->promise != NULL) != (said->by != NULL))
        wrong = "a promise is --promise \"words\" --by DAY";
    else if (needs_words && said->words == NULL)
        wrong = "what is to be written down? courtesy note CUSTOMER \"words\"";
    if (wrong != NULL)
        g_set_error_literal(error, CT_ERROR, CT_ERROR_USAGE, wrong);
    return wrong == NULL;
}

/* True when the text is the number of a case of this customer. */
static bool
is_case(CtContext *ctx, int64_t customer, const char *text, bool *is_out, GError **error)
{
    g_autoptr(CtStmt) stmt = ct_store_query(ctx->store, "people/case-state", error);
    CtStep step;

    if (stmt == NULL)
        return false;
    ct_stmt_bind_int(stmt, ":customer", customer);
    ct_stmt_bind_text(stmt, ":ref", text);
    step = ct_stmt_step(stmt, error);
    *is_out = step == CT_ROW;
    return step != CT_FAILED;
}

/* CUSTOMER [CASE] [WORDS], where the number of a case also stands for its customer. */
static bool
read_names(CtContext *ctx, int argc, char **argv, int64_t customer, Said *said, GError **error)
{
    int next = 2;

    for (int i = 1; i < MIN(argc, 3) && said->close && said->named_case == NULL; i++) {
        g_autofree char *text = g_ascii_strup(argv[i], -1);
        bool exact = false, folded = false;

        if (!is_case(ctx, customer, argv[i], &exact, error) ||
            !is_case(ctx, customer, text, &folded, error))
            return false;
        if (exact || folded)
            said->named_case = g_strdup(exact ? argv[i] : text);
        if ((exact || folded) && i == 2)
            next = 3;
    }
    if (argc - next > 1) {
        g_set_error(error, CT_ERROR, CT_ERROR_USAGE,
                    "what is written down stands in one pair of quotes: courtesy note CUSTOMER "
                    "\"words\"");
        return false;
    }
    said->words = argc > next ? argv[next] : NULL;
    return true;
}

/* --- writing -------------------------------------------------------------------------- */

/* Whether others live with the customer: an open case is about them, too. */
static bool
look_at_household(CtContext *ctx, int64_t customer, Written *written, GError **error)
{
    g_autoptr(CtStmt) others = ct_store_query(ctx->store, "people/show-household", error);
    CtStep step;

    if (others == NULL)
        return false;
    ct_stmt_bind_int(others, ":customer", customer);
    step = ct_stmt_step(others, error);
    written->household = step == CT_ROW;
    return step != CT_FAILED;
}

static bool
write_case(CtContext *ctx, int64_t customer, const Said *said, Written *written, GError **error)
{
    const CtRemark entry = {said->words, said->person, ctx->today};

    if (said->complaint || said->open != NULL)
        return look_at_household(ctx, customer, written, error) &&
               ct_people_open_case(ctx->store, customer,
                                   said->open != NULL ? said->open : "complaint", &entry,
                                   &written->opened, error);
    if (said->close)
        return ct_people_close_case(ctx->store, customer, said->named_case, &entry,
                                    &written->closed, error);
    return true;
}

static bool
write_promise(CtContext *ctx, int64_t customer, const Said *said, Written *written, GError **error)
{
    if (said->kept &&
        !ct_people_keep_promise(ctx->store, customer, ctx->today, &written->kept, error))
        return false;
    return said->promise == NULL ||
           ct_people_promise(ctx->store, customer,
                             &(CtRemark){said->promise, said->person, ctx->today}, written->due,
                             error);
}

static bool
write_all(CtContext *ctx, int64_t customer, const Said *said, Written *written, GError **error)
{
    const CtRemark entry = {said->words, said->person, ctx->today};
    bool elsewhere =
        written->exchange != NULL || said->complaint || said->open != NULL || said->close;

    if (written->exchange != NULL &&
        !ct_people_contact(ctx->store, customer, written->exchange, said->inbound, &entry, error))
        return false;
    if (!write_case(ctx, customer, said, written, error) ||
        !write_promise(ctx, customer, said, written, error))
        return false;
    written->note = said->words != NULL && !elsewhere;
    return !written->note || ct_people_note(ctx->store, customer, &entry, error);
}

/* --- saying it back ------------------------------------------------------------------- */

static void
print_words(const CtPerson *person, const Said *said, const Written *written)
{
    static const char *const exchanges[] = {"mail", "An e-mail", "call",  "A call",
                                            "card", "A card",    "visit", "A visit"};
    g_autofree char *name = ct_cli_person(person);
    g_autofree char *due = ct_format_weekday(written->due, LANGUAGE);

    for (size_t i = 0; written->exchange != NULL && i < G_N_ELEMENTS(exchanges); i += 2)
        if (strcmp(exchanges[i], written->exchange) == 0)
            g_print("%s %s %s is written down; the days without contact count from today.\n",
                    exchanges[i + 1], said->inbound ? "from" : "with", name);
    if (written->opened != NULL)
        g_print("Case %s is open: no marketing to %s%s until it is closed.\n", written->opened,
                name, written->household ? " or anybody in the household" : "");
    if (written->closed != NULL)
        g_print("Case %s of %s is closed.\n", written->closed, name);
    if (written->kept != NULL)
        g_print("Kept what was promised to %s: %s.\n", name, written->kept);
    if (said->promise != NULL)
        g_print("Promised to %s by %s: %s.\n", name, due, said->promise);
    if (written->note)
        g_print("Written down about %s.\n", name);
}

static void
print_json(const CtPerson *person, const Said *said, const Written *written)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) node = NULL;

    json_builder_begin_object(builder);
    ct_cli_json_text(builder, "ref", person->ref);
    ct_cli_json_text(builder, "name", person->name);
    json_builder_set_member_name(builder, "note");
    json_builder_add_boolean_value(builder, written->note);
    ct_cli_json_text(builder, "exchange", written->exchange);
    ct_cli_json_text(builder, "opened", written->opened);
    ct_cli_json_text(builder, "closed", written->closed);
    ct_cli_json_text(builder, "kept", written->kept);
    if (said->promise != NULL)
        ct_cli_json_day(builder, "promised_by", written->due);
    else
        ct_cli_json_text(builder, "promised_by", NULL);
    json_builder_end_object(builder);
    node = json_builder_get_root(builder);
    ct_cli_print_json(node);
}

static bool
write_down(CtContext *ctx, int64_t customer, const Said *said, Written *written, GError **error)
{
    g_auto(CtTxn) txn = CT_TXN_INIT;
    g_autoptr(CtPerson) person = ct_people_get(ctx->store, customer, error);

    if (person == NULL || !ct_txn_begin(&txn, ctx->store, error) ||
        !write_all(ctx, customer, said, written, error))
        return false;
    if (ctx->json)
        print_json(person, said, written);
    else if (!ctx->quiet)
        print_words(person, said, written);
    return ct_cli_commit(ctx, &txn, error);
}

bool
ct_cmd_note(CtContext *ctx, int argc, char **argv, GError **error)
{
    g_auto(Said) said = {0};
    g_auto(Written) written = {0};
    const GOptionEntry entries[] = {
        {"person", 0, 0, G_OPTION_ARG_STRING, &said.person, "Who of the house", "NAME"},
        {"call", 0, 0, G_OPTION_ARG_NONE, &said.channel[CT_CHANNEL_CALL], "There was a call", NULL},
        {"mail", 0, 0, G_OPTION_ARG_NONE, &said.channel[CT_CHANNEL_MAIL], "There was a mail", NULL},
        {"card", 0, 0, G_OPTION_ARG_NONE, &said.channel[CT_CHANNEL_CARD], "There was a card", NULL},
        {"visit", 0, 0, G_OPTION_ARG_NONE, &said.visit, "There was a visit", NULL},
        {"inbound", 0, 0, G_OPTION_ARG_NONE, &said.inbound, "It came from the customer", NULL},
        {"complaint", 0, 0, G_OPTION_ARG_NONE, &said.complaint, "Open a case: a complaint", NULL},
        {"open", 0, 0, G_OPTION_ARG_STRING, &said.open, "Open a case of another kind", "KIND"},
        {"close", 0, 0, G_OPTION_ARG_NONE, &said.close, "Close the case", NULL},
        {"promise", 0, 0, G_OPTION_ARG_STRING, &said.promise, "Something was promised", "WORDS"},
        {"by", 0, 0, G_OPTION_ARG_STRING, &said.by, "By when: 2025-06-20, friday, \"in 3 days\"",
         "DAY"},
        {"kept", 0, 0, G_OPTION_ARG_NONE, &said.kept, "What was promised was done", NULL},
        G_OPTION_ENTRY_NULL,
    };
    int64_t customer;

    if (!ct_cli_begin(ctx, entries, &argc, &argv, error) ||
        !ct_cli_arguments(ctx, argc, 1, 3, error) ||
        !ct_cli_customer(ctx, argv[1], &customer, error) ||
        !read_names(ctx, argc, argv, customer, &said, error) ||
        !exchange_of(&said, &written.exchange, error) ||
        !makes_sense(&said, written.exchange, error) ||
        (said.by != NULL && !parse_day(said.by, ctx->today, &written.due, error)))
        return false;
    return write_down(ctx, customer, &said, &written, error);
}
