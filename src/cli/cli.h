/* cli - the commands. Includes anything; nothing includes it. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/deliver.h"
#include "courtesy/import.h"
#include "courtesy/people.h"
#include "courtesy/plan.h"
#include "courtesy/render.h"
#include "courtesy/rules.h"
#include "courtesy/settings.h"
#include "courtesy/store.h"

/* What a command wants to find open when it begins. */
typedef enum {
    CT_NEEDS_NOTHING = 0,
    CT_NEEDS_SETTINGS = 1 << 0, /* courtesy.conf without a mistake, and the holidays */
    CT_NEEDS_STORE = 1 << 1,    /* courtesy.db, at the newest schema */
    CT_NEEDS_RULES = 1 << 2,    /* rules.d; rules with mistakes rest, see rule_problems */
    CT_NO_DRY_RUN = 1 << 3,     /* the command has no --dry-run: it is refused, not ignored */
} CtNeeds;

typedef struct CtCommand CtCommand;

/* What every command gets. */
typedef struct {
    const CtCommand *command;
    char *dir;   /* the folder of everything */
    CtDay today; /* --date, or the local day */
    int64_t now; /* seconds since 1970, UTC: the only clock; with --date 6:00 of that day */
    bool dated;  /* --date was given */
    gboolean dry_run, json, yes, no_input, quiet, verbose; /* the options of all commands */
    gboolean accept_clock; /* of run: the day is right, however odd */
    char *output;          /* -o */

    CtSettings *settings;
    GArray *holidays;
    GPtrArray *rules;          /* of CtRule */
    GPtrArray *resting_rules;  /* those with a mistake, as far as they could be read */
    CtProblems *rule_problems; /* mistakes in rules.d */
    CtStore *store;
    int exit_status; /* of a command that succeeded: EXIT_SUCCESS or CT_EXIT_ATTENTION */
} CtContext;

struct CtCommand {
    const char *name, *group, *summary; /* the summary: one line, no full stop */
    const char *arguments;              /* "FILE...": for --help */
    CtNeeds needs;
    bool (*run)(CtContext *ctx, int argc, char **argv, GError **error);
};

/* Every command, ended by one without a name. */
extern const CtCommand ct_commands[];

/* Prints every command with its summary. */
void ct_cli_print_help(void);

/* How a command begins: reads its own options (`entries`, ended by G_OPTION_ENTRY_NULL, may be
 * NULL) and those of all commands, leaves the other arguments in argv (argv[0] is the command), and
 * opens what the command needs. */
bool ct_cli_begin(CtContext *ctx, const GOptionEntry *entries, int *argc, char ***argv,
                  GError **error);
/* Opens more, for a command that finds out later what it needs. */
bool ct_cli_open(CtContext *ctx, CtNeeds needs, GError **error);
/* Closes what is open; the context can be opened again. */
void ct_cli_close(CtContext *ctx);
/* Takes the day that it is now in a time zone, unless --date was given. */
void ct_cli_set_today(CtContext *ctx, GTimeZone *zone);
/* A path in the folder of everything. The caller owns the result. */
char *ct_cli_path(const CtContext *ctx, const char *name);
/* The number of arguments is at least `least` and at most `most`, else CT_ERROR_USAGE. */
bool ct_cli_arguments(const CtContext *ctx, int argc, int least, int most, GError **error);

/* True when there is a person at a terminal who may be asked. */
bool ct_cli_can_ask(const CtContext *ctx);
/* Asks a question on the terminal. The answer of --yes is yes; without a terminal, or with
 * --no-input, it is no. */
bool ct_cli_confirm(const CtContext *ctx, const char *question);
/* Asks which of two it is, each shown with its number: 0 or 1. -1: --no-input, no terminal, or no
 * answer that fits. */
int ct_cli_choose(const CtContext *ctx, const char *question, char *const choices[2]);
/* Asks for one line; an empty answer, --no-input or no terminal: `fallback`. The caller owns it. */
char *ct_cli_ask(const CtContext *ctx, const char *question, const char *fallback);

/* Finds one customer by what the person typed, as ct_people_find() does. */
bool ct_cli_customer(CtContext *ctx, const char *text, int64_t *id_out, GError **error);

/* What tonight is decided on; borrows from the context. */
bool ct_cli_night(CtContext *ctx, CtNight *night_out, GError **error);

/* One whole night: recover, import the files of the settings, plan, render, deliver, balance. *said
 * is what a person has to hear, one a line, empty when all is well. */
typedef struct {
    CtPlanReport plan;
    CtDelivered *delivered;
    bool live;
    int64_t unknown; /* mails that an interrupted run left uncertain */
    double plan_seconds;
    char *out_dir; /* relative to the folder of everything */
} CtNightResult;
void ct_night_result_clear(CtNightResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtNightResult, ct_night_result_clear)
bool ct_cli_run_night(CtContext *ctx, CtNightResult *result, CtProblems *said, GError **error);

/* How the columns of a query print; both lists are ended by NULL. */
typedef struct {
    const char *days[8];  /* day numbers: as YYYY-MM-DD */
    const char *money[4]; /* cents: as 12.34 */
    CtCsvReader reader;
} CtTable;
/* Prints the rows of a query to -o FILE or standard output: with --json one object a line, else CSV
 * with a heading. */
bool ct_cli_print_table(CtContext *ctx, CtStmt *rows, const CtTable *table, GError **error);
/* The same for people; `days` (may be NULL) are the columns of day numbers. */
bool ct_cli_print_rows(CtContext *ctx, CtStmt *rows, const char *const *days, GError **error);
/* Prints a text to -o FILE, which nobody but its owner can read, or to standard output. */
bool ct_cli_print_private(CtContext *ctx, const char *text, GError **error);
/* The same rows, without a heading, at the end of `out`. */
bool ct_cli_format_rows(CtContext *ctx, CtStmt *rows, const char *const *days, GString *out,
                        GError **error);
/* The text, followed by blanks up to `width` columns of a terminal, where letters of East Asian
 * scripts take two and combining marks none. The caller owns the result. */
char *ct_cli_pad(const char *text, int width);
/* A list, "First Name + Last Name, Nickname", in lines of at most `width` columns, parted after its
 * commas and plus signs; a longer piece has a line of its own. At least one line. The caller owns
 * the result. */
char **ct_cli_fold(const char *list, int width);
/* Prints one JSON node on a line. */
void ct_cli_print_json(JsonNode *node);
/* Adds one member to an object; a text that is NULL becomes null. */
void ct_cli_json_text(JsonBuilder *builder, const char *name, const char *value);
void ct_cli_json_number(JsonBuilder *builder, const char *name, int64_t value);
void ct_cli_json_texts(JsonBuilder *builder, const char *name, const char *const *texts,
                       guint count);
/* A day as YYYY-MM-DD. */
void ct_cli_json_day(JsonBuilder *builder, const char *name, CtDay day);

/* "Maria Lopez (no. 12)". The caller owns the result. */
char *ct_cli_person(const CtPerson *person);
/* "yes (Shopify customer export, 12 June 2025)", "no: the address bounced on 3 May 2025": whether
 * what `permission` is about may go, and how that is known. The caller owns the result. */
char *ct_cli_permission(const CtContext *ctx, const CtPermission *permission);
/* Commits, or with --dry-run takes everything back and says so. */
bool ct_cli_commit(const CtContext *ctx, CtTxn *txn, GError **error);

/* Gives every file of a built-in folder a place under `target`; files that are there already are
 * kept. */
bool ct_cli_unpack(const char *resource, const char *target, GError **error);

bool ct_cmd_init(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_help(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_import(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_check(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_live(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_plan(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_replay(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_run(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_status(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_explain(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_facts(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_export(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_rule(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_resolve(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_forget(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_undo(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_people(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_note(CtContext *ctx, int argc, char **argv, GError **error);
bool ct_cmd_stop(CtContext *ctx, int argc, char **argv, GError **error);
