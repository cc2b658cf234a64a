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

/* What is in play beside the customer: the trigger of a rule decides it. A fact has the scope that
 * it needs: CUSTOMER, PURCHASE, CASE or ANNIVERSARY. */
typedef enum {
    CT_SCOPE_CUSTOMER,
    CT_SCOPE_PURCHASE,
    CT_SCOPE_DELIVERY,     /* of a purchase, which is in play as well */
    CT_SCOPE_INSTALLATION, /* the same */
    CT_SCOPE_CASE,
    CT_SCOPE_ANNIVERSARY,
    CT_SCOPE_ANY, /* nobody knows: the trigger has a mistake, and one mistake is enough */
} CtScope;
/* Whether a fact that needs `needed` has a meaning in `scope`. */
bool ct_scope_has(CtScope scope, CtScope needed);

/* One fact. `sql` is an expression over the aliases c (customer), f (customer_fact), w.anchor (the
 * day of the occasion), with scope PURCHASE also v (visit), with scope CASE k (customer_case), and
 * the parameters :today and :top_cents. */
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
 * tier = 'top'. Facts that have no meaning in `scope` are refused. Mistakes go
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
    X(CT_EVENT_NTH_PURCHASE, "nth purchase")                                                       \
    X(CT_EVENT_LAST_PURCHASE, "last purchase")                                                     \
    X(CT_EVENT_DELIVERY, "delivery")                                                               \
    X(CT_EVENT_INSTALLATION, "installation")                                                       \
    X(CT_EVENT_JOINING, "joining")                                                                 \
    X(CT_EVENT_ANNIVERSARY, "anniversary of first purchase")                                       \
    X(CT_EVENT_COMPLAINT_OPENED, "complaint opened")                                               \
    X(CT_EVENT_COMPLAINT_CLOSED, "complaint closed")                                               \
    X(CT_EVENT_COMPLAINT_OPEN, "a complaint is open")                                              \
    X(CT_EVENT_REFERRAL, "referral")                                                               \
    X(CT_EVENT_LOW_SCORE, "low score")                                                             \
    X(CT_EVENT_PROMISE, "promise due")                                                             \
    X(CT_EVENT_OUTSIDE, "event")                                                                   \
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

#define CT_OUTSIDE_NAME     60   /* bytes of the NAME in "event NAME" */
#define CT_NTH_PURCHASE_MAX 1000 /* of the purchases that "nth purchase" counts */

/* "2 days after each purchase", "on birthday", "3 days before event storm", "halfway to the next
 * purchase", "12 months without any contact", "every 6 months", "every 5 working days a complaint
 * is open". */
typedef struct {
    CtEvent event;
    int amount; /* negative: before the event; for SILENCE and EVERY: the months */
    CtUnit unit;
    int number;                     /* of NTH_PURCHASE: which one */
    char name[CT_OUTSIDE_NAME + 1]; /* of OUTSIDE: as in the table event, in small letters */
} CtTrigger;

/* A time that passes after something. */
typedef struct {
    int amount;
    CtUnit unit;
} CtDelay;

/* Mistakes go to `problems` with the words that fit at that place. */
bool ct_trigger_parse(const CtEntry *entry, CtTrigger *trigger_out, CtProblems *problems);
/* Says the trigger back in words. The caller owns the result. */
char *ct_trigger_text(const CtTrigger *trigger);
/* What is in play when the trigger is due. */
CtScope ct_trigger_scope(const CtTrigger *trigger);
/* Whether the occasion is one event, which further steps can follow. */
bool ct_trigger_has_steps(const CtTrigger *trigger);

/* Reads "10 days later, 3 weeks later" into delays[], which has room for `most`. Mistakes go to
 * `problems`. */
bool ct_delays_parse(const CtEntry *entry, int most, CtDelay *delays, int *count_out,
                     CtProblems *problems);
/* "1 day", "3 working days". The caller owns the result. */
char *ct_delay_text(CtDelay delay);

/* --- rules ---------------------------------------------------------------------------- */

#define CT_RULE_CHOICES 3
#define CT_RULE_STEPS   6 /* of a series, the first included */

typedef struct {
    char *name, *says, *template_name;
    char *file; /* for messages */
    int line;
    bool on;
    CtTrigger trigger;
    CtDelay then[CT_RULE_STEPS - 1]; /* of each further step, after the one before went out */
    int n_then;
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
 * its mistakes are in `problems`: the others work. Of two rules of one name both are left out. What
 * could be read of the rules that were left out is added to `resting`, when that is not NULL. NULL
 * only when the folder cannot be read. The caller owns the result, an array of CtRule in order of
 * name. */
GPtrArray *ct_rules_read(const char *folder, const CtSettings *settings, GPtrArray *resting,
                         CtProblems *problems, GError **error);
/* The same from one text. Adds to `rules`, out of which it takes what is there a second time. */
void ct_rules_parse(const CtTextFile *text, const CtSettings *settings, GPtrArray *rules,
                    CtProblems *problems);
GPtrArray *ct_rules_new(void);

/* The INSERT INTO candidate ... SELECT of way `choice` (0 .. n_send - 1), for all steps: whoever
 * has an event in the rule's windows. Parameters beside :p1 ..., each only where it is needed:
 * :today, :since (the first day on which windows may have closed unseen), :live_since (what began
 * before starts nothing), :silence_start (whose last contact was before it is spread over a year),
 * :top_cents, :home (the country of the business), :trigger (its words), :customer (0: all). */
void ct_rule_candidates_sql(const CtRule *rule, int choice, CtSql *sql);

/* SELECT of the facts `names` (NULL-terminated), a column each in that order, of customer
 * :customer. In every scope but CUSTOMER about what happened on the day :anchor. */
void ct_facts_sql(const char *const *names, CtScope scope, CtSql *sql);
/* SELECT of the ref of every customer who meets the condition, in order of id. */
void ct_condition_matches_sql(const CtCondition *condition, CtSql *sql);
/* A value of a fact as a person reads it: "640.00", "never", "yes", "unknown". `text` is the value
 * as text, NULL when there is none. The caller owns the result. */
char *ct_fact_value_text(const CtFact *fact, const char *text, int64_t number);
