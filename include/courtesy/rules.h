/* rules - rule text to SQL with parameters. Pure: knows the names of tables, never opens one.
 * May include: core. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/settings.h"

/* --- facts: the words of conditions and templates ------------------------------------- */

typedef enum {
    CT_TYPE_NUMBER,
    CT_TYPE_DAYS,  /* a whole number of days; CT_DAYS_NEVER when it never happened */
    CT_TYPE_MONEY, /* cents in SQL; written in whole currency in conditions: 250 or 99.50 */
    CT_TYPE_TEXT,
    CT_TYPE_YESNO, /* 1/0 in SQL; written yes or no (or 1, 0) */
} CtType;

#define CT_DAYS_NEVER 36500 /* "days since ..." of what never happened */

/* When a fact has a meaning. */
typedef enum {
    CT_SCOPE_CUSTOMER, /* always */
    CT_SCOPE_PURCHASE, /* while a purchase is in play: triggers about a purchase */
} CtScope;

/* One fact. `sql` is an expression over the aliases c (customer), f (customer_fact), with scope
 * PURCHASE also v (visit), and the parameters :today and :top_cents. */
typedef struct {
    const char *name;
    CtType type;
    CtScope scope;
    const char *unit; /* "days", "purchases", "" */
    const char *help; /* one line, no full stop */
    const char *sql;
} CtFact;

/* The one table, in the order of the manual. */
const CtFact *ct_facts(size_t *count_out);
/* NULL when there is none of that name. */
const CtFact *ct_fact_find(const char *name);
/* "number", "days", "money", "text", "yes/no" */
const char *ct_type_word(CtType type);

/* --- conditions ----------------------------------------------------------------------- */

/* A value bound to a statement: the name starts with ':'. */
typedef struct {
    char *name;
    bool is_text;
    int64_t number;
    char *text;
} CtParam;

/* SQL text under construction, and the values that go with it. Parameters are named :p1, :p2 ... */
typedef struct {
    GString *text;
    GPtrArray *params; /* of CtParam */
} CtSql;
CtSql *ct_sql_new(void);
void ct_sql_free(CtSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtSql, ct_sql_free)
/* Adds the next parameter and appends its name to the text. */
void ct_sql_add_number(CtSql *sql, int64_t value);
void ct_sql_add_text(CtSql *sql, const char *value);

typedef struct CtCondition CtCondition; /* a typed tree */

#define CT_CONDITION_DEPTH  64   /* brackets and segments inside each other */
#define CT_CONDITION_TOKENS 2000 /* words in one condition */

/* Parses the condition in `entry` (courtesy-rules(5), CONDITIONS). Segments of `settings` are put
 * in where `in NAME` stands (a circle is a mistake); without a [segment top], `in top` means
 * tier = 'top'. Facts of a purchase are refused unless `scope` is CT_SCOPE_PURCHASE. Mistakes go
 * to `problems` with line and column in the entry's file and a suggestion; then the result is
 * NULL. The caller owns the result. */
CtCondition *ct_condition_parse(const CtEntry *entry, const CtSettings *settings, CtScope scope,
                                CtProblems *problems);
void ct_condition_free(CtCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtCondition, ct_condition_free)

/* Appends the condition as one SQL expression, in brackets. A NULL condition is true. */
void ct_condition_sql(const CtCondition *condition, CtSql *sql);

/* A condition is a list of clauses that all have to be so: the parts between its outermost ands
 * (segments are not taken apart). */
guint ct_condition_clauses(const CtCondition *condition);
/* The text of clause i (from 0) as the user wrote it, on one line. */
const char *ct_condition_clause_text(const CtCondition *condition, guint i);
/* Appends an SQL expression: 0 when the condition is true, else the number (from 1) of the first
 * clause that is not. */
void ct_condition_failed_sql(const CtCondition *condition, CtSql *sql);
/* The names of the facts that clause i uses, segments included; NULL-terminated, no repeats.
 * Belongs to the condition. */
const char *const *ct_condition_clause_facts(const CtCondition *condition, guint i);

/* --- triggers ------------------------------------------------------------------------- */

#define CT_EVENTS(X)                                                                               \
    X(CT_EVENT_BIRTHDAY, "birthday")                                                               \
    X(CT_EVENT_EACH_PURCHASE, "each purchase")                                                     \
    X(CT_EVENT_FIRST_PURCHASE, "first purchase")                                                   \
    X(CT_EVENT_LAST_PURCHASE, "last purchase")                                                     \
    X(CT_EVENT_JOINING, "joining")                                                                 \
    X(CT_EVENT_COMPLAINT_OPENED, "complaint opened")                                               \
    X(CT_EVENT_COMPLAINT_CLOSED, "complaint closed")                                               \
    X(CT_EVENT_HALFWAY, "halfway to the next purchase")                                            \
    X(CT_EVENT_SILENCE, "without any contact")                                                     \
    X(CT_EVENT_EVERY, "every")
#define CT_UNITS(X)                                                                                \
    X(CT_UNIT_DAY, "days")                                                                         \
    X(CT_UNIT_WEEK, "weeks")                                                                       \
    X(CT_UNIT_MONTH, "months")                                                                     \
    X(CT_UNIT_WORKING_DAY, "working days")
typedef enum { CT_EVENTS(CT_VOCABULARY_MEMBER) CT_EVENT_COUNT } CtEvent;
typedef enum { CT_UNITS(CT_VOCABULARY_MEMBER) CT_UNIT_COUNT } CtUnit;
extern const char *const ct_event_words[];
extern const char *const ct_unit_words[];

/* "2 days after each purchase", "on birthday", "halfway to the next purchase", "12 months without
 * any contact", "every 6 months". */
typedef struct {
    CtEvent event;
    int amount; /* negative: before the event; for SILENCE and EVERY: the months */
    CtUnit unit;
} CtTrigger;

/* Mistakes go to `problems` with the words that fit at that place. */
bool ct_trigger_parse(const CtEntry *entry, CtTrigger *trigger_out, CtProblems *problems);
/* Says the trigger back in words. The caller owns the result. */
char *ct_trigger_text(const CtTrigger *trigger);
/* CT_SCOPE_PURCHASE when a purchase is in play. */
CtScope ct_trigger_scope(const CtTrigger *trigger);

/* --- rules ---------------------------------------------------------------------------- */

#define CT_RULE_CHOICES 3

typedef struct {
    char *name, *says, *template_name;
    char *file; /* for messages */
    int line;
    bool on;
    CtTrigger trigger;
    CtCondition *who;                /* NULL: everybody */
    CtChannel send[CT_RULE_CHOICES]; /* in order of preference, each once */
    int n_send;
    CtKind kind;
    int priority;      /* 0 .. 100 */
    int late_days;     /* days after due; -1: until the trigger's own end (halfway) */
    char *replaces;    /* the rule it takes the place of on the same occasion, or NULL */
    int again_days;    /* the same rule never twice within so many days of anchors */
    int stop_after;    /* touches without a purchase or an answer since; 0: never stop */
    int measured_days; /* hold-out: bought again within so many days; 0: not measured */
} CtRule;

void ct_rule_free(CtRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtRule, ct_rule_free)

/* Reads every *.rules file of a folder, in order of name. A rule with a mistake is left out and
 * its mistakes are in `problems`: the others work. NULL only when the folder cannot be read. The
 * caller owns the result, an array of CtRule in order of name. */
GPtrArray *ct_rules_read(const char *folder, const CtSettings *settings, CtProblems *problems,
                         GError **error);
/* The same from one text. Adds to `rules`. */
void ct_rules_parse(const CtTextFile *text, const CtSettings *settings, GPtrArray *rules,
                    CtProblems *problems);
GPtrArray *ct_rules_new(void);

/* The INSERT INTO candidate ... SELECT of way `choice` (0 .. n_send - 1): whoever has an event in
 * the rule's windows. Parameters beside :p1 ..., each only where it is needed: :today, :since (the
 * first day on which windows may have closed unseen), :live_since (what began before starts
 * nothing), :silence_start (whose last contact was before it is spread over a year), :top_cents,
 * :home (the country of the business), :trigger (its words), :customer (0: all). */
void ct_rule_candidates_sql(const CtRule *rule, int choice, CtSql *sql);

/* SELECT of the facts `names` (NULL-terminated), a column each in that order, of customer
 * :customer. With scope PURCHASE about the visit that the day :anchor falls in. */
void ct_facts_sql(const char *const *names, CtScope scope, CtSql *sql);
/* SELECT of the ref of every customer who meets the condition, in order of id. */
void ct_condition_matches_sql(const CtCondition *condition, CtSql *sql);
/* A value of a fact as a person reads it: "640.00", "never", "yes", "unknown". `text` is the value
 * as text, NULL when there is none. The caller owns the result. */
char *ct_fact_value_text(const CtFact *fact, const char *text, int64_t number);
