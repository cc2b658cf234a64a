/* render - facts and templates to bytes: mail, tasks, sheets, labels. Pure: no database, no clock,
 * no network; the same input gives the same bytes.
 * May include: core. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/settings.h"

#include <json-glib/json-glib.h>

/* --- words in the customer's language (ICU) ------------------------------------------- */

/* "12 June 2025", "12 de junio de 2025". `language` is a BCP 47 tag. The caller owns the result. */
char *ct_format_day(CtDay day, const char *language);
/* "Thursday, 12 June 2025" */
char *ct_format_weekday(CtDay day, const char *language);
/* "12 June": without the year. */
char *ct_format_day_short(CtDay day, const char *language);
/* "4.210,50 €": `currency` is an ISO 4217 code. */
char *ct_format_money(int64_t cents, const char *currency, const char *language);
/* The name of a country (ISO 3166-1 code) in a language; the code itself when unknown. */
char *ct_format_country(const char *country, const char *language);
/* The name of a language (BCP 47 tag) in another: "German"; the tag itself when unknown. */
char *ct_format_language(const char *tag, const char *language);

/* --- Mustache ------------------------------------------------------------------------- */

/* What stands around the text that a value is put into. */
typedef enum {
    CT_ESCAPE_HTML,     /* & < > " ' as the Mustache specification says */
    CT_ESCAPE_MARKDOWN, /* &#42; for every ASCII punctuation mark that could mean something */
    CT_ESCAPE_HEADER,   /* line breaks and control characters become blanks */
    CT_ESCAPE_NONE,     /* paper */
} CtEscape;

typedef enum {
    CT_MUSTACHE_SPEC,   /* a missing name prints nothing, as the specification demands */
    CT_MUSTACHE_STRICT, /* a name that is missing or empty is an error, unless it has a fallback:
                         * {{name | these words}}; {{{name}}} and {{&name}} are errors */
} CtMustacheMode;

#define CT_MUSTACHE_DEPTH  16        /* partials and sections inside each other */
#define CT_MUSTACHE_OUTPUT (1 << 20) /* bytes of one result */

typedef struct CtMustache CtMustache; /* a parsed template */

/* Finds the text of a partial; NULL when there is none. The caller owns the result. */
typedef char *(*CtPartialFn)(const char *name, void *data);

/* Parses `text`. `file` and `first_line` are for messages. Mistakes go to `problems`, and then the
 * result is NULL. The caller owns the result. Follows https://github.com/mustache/spec, all core
 * modules (interpolation, sections, inverted, comments, delimiters, partials). */
CtMustache *ct_mustache_parse(const char *file, int first_line, const char *text,
                              CtMustacheMode mode, CtProblems *problems);
void ct_mustache_free(CtMustache *mustache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtMustache, ct_mustache_free)
/* Renders with the object `data`. The caller owns the result. Errors: CT_ERROR_INPUT naming file,
 * line, column and the field; output or depth over the limit. */
char *ct_mustache_render(const CtMustache *mustache, JsonNode *data, CtEscape escape,
                         CtPartialFn partial, void *partial_data, GError **error);

/* --- templates ------------------------------------------------------------------------ */

typedef enum {
    CT_TEMPLATE_MAIL, /* NAME/LANG.md */
    CT_TEMPLATE_CARD, /* NAME/LANG.card.txt */
    CT_TEMPLATE_CALL, /* NAME/LANG.call.md */
} CtTemplateKind;

typedef struct CtTemplate CtTemplate; /* one file, parsed */

/* A folder of templates: finds NAME in the language, its parent language, the house language, in
 * that order; keeps what it has parsed. Partials are the files `partials/NAME.LANG.md`, by the same
 * fallback, then `partials/NAME.md`; names [a-z0-9_-]{1,64}, never through a symbolic link. The
 * caller owns the result. */
typedef struct CtTemplates CtTemplates;
CtTemplates *ct_templates_open(const char *folder, char **house_languages);
void ct_templates_free(CtTemplates *templates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtTemplates, ct_templates_free)
/* Belongs to `templates`. CT_ERROR_NO_FILE when there is none in any language (the message says
 * where it was looked for); CT_ERROR_INPUT with all mistakes of the file. */
const CtTemplate *ct_templates_find(CtTemplates *templates, const char *name, CtTemplateKind kind,
                                    const char *language, GError **error);
/* Parses every template of the folder; mistakes go to `problems`. */
void ct_templates_check(CtTemplates *templates, CtProblems *problems);
/* "en", "de": the language of the file that was found. */
const char *ct_template_language(const CtTemplate *template);

/* The fields that a template may use: one object in the shape of the data, with an example of
 * each; its names are what strict mode checks at parse time. Belongs to the library. */
JsonNode *ct_template_example(void);

/* A rendered mail body. */
typedef struct {
    char *subject, *preview; /* preview: "" when the head has none */
    char *text, *html;       /* UTF-8, LF; text wrapped at 72, html a whole document */
} CtBody;
void ct_body_free(CtBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtBody, ct_body_free)
/* `footer`: the partial that is put under the text (who writes, postal address, how to stop), or
 * NULL. */
CtBody *ct_template_mail(const CtTemplate *template, CtTemplates *templates, JsonNode *data,
                         const char *footer, GError **error);
/* A suggested card text, one or more lines. The caller owns the result. */
char *ct_template_card(const CtTemplate *template, CtTemplates *templates, JsonNode *data,
                       GError **error);
/* What to say in a call: the list items of the template, and the one that starts with "Don't". */
typedef struct {
    char **say; /* NULL-terminated */
    char *dont; /* NULL when none */
} CtPrompts;
void ct_prompts_free(CtPrompts *prompts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtPrompts, ct_prompts_free)
CtPrompts *ct_template_call(const CtTemplate *template, CtTemplates *templates, JsonNode *data,
                            GError **error);

/* --- e-mail --------------------------------------------------------------------------- */

typedef struct {
    const char *from_name, *from_mail, *to_name, *to_mail, *reply_to;
    const char *message_id; /* without the angle brackets */
    int64_t date;           /* seconds since 1970, UTC */
    const char *subject, *text, *html, *language;
    const char *unsubscribe; /* a mailto: or https: address for List-Unsubscribe, or NULL */
    bool bulk;               /* marketing: Precedence: bulk */
} CtEmail;

/* One message, multipart/alternative, UTF-8, quoted-printable, CRLF, all headers ours (RFC 5322,
 * 2045, 2047, 3834, 2369), with a boundary made from the Message-ID. The caller owns the bytes.
 * Errors: CT_ERROR_INPUT for an address that ct_address_is_sendable() refuses. */
GBytes *ct_email_render(const CtEmail *email, GError **error);
/* The last look at finished bytes: only CRLF line ends, no NUL, lines of at most 998 octets,
 * headers 7-bit, exactly one From, To, Date, Message-ID and Subject, no Bcc. Errors: CT_ERROR_BUG
 * naming the line. */
bool ct_email_check(GBytes *message, GError **error);

/* --- calendar tasks (RFC 5545) -------------------------------------------------------- */

typedef struct {
    const char *uid;
    const char *summary, *description, *phone; /* phone: NULL when none */
    CtDay start, due;
    int priority;  /* 1 high .. 9 low */
    int64_t stamp; /* seconds since 1970, UTC */
} CtTask;

/* A VCALENDAR with one VTODO a task; whole days, no time zone. `name`: shown by the client. */
GBytes *ct_tasks_render(const char *name, const CtTask *tasks, size_t count, GError **error);

/* --- paper (PDF) ---------------------------------------------------------------------- */

/* What every page shares. */
typedef struct {
    const char *business;
    CtDay day;
    const char *language; /* of the house: titles and dates */
    CtPaper paper;
    const char *font; /* one family name; the system falls back for other scripts */
} CtPage;

typedef struct {
    const char *name, *company, *phone, *language; /* language: of the customer, BCP 47 */
    const char *speaks;                            /* "speaks German", or "" */
    const char *why;                               /* "CHECK-IN": the rule in plain words */
    const char *evidence;                          /* "61 days since the last order; usually 90" */
    const char *last_bought, *last_talk, *open;    /* "" when nothing is known */
    const char *const *say;                        /* at most three are printed */
    const char *dont;                              /* NULL when none */
    const char *code, *mailto;                     /* what the square says */
} CtCall;
/* The call list of one manager: three a page, with a one-line-a-call overview page first when
 * there are more than six. */
GBytes *ct_call_sheet(const CtPage *page, const char *manager, const char *hours,
                      const CtCall *calls, size_t count, GError **error);

typedef struct {
    const char *name, *language;
    const char *const *address; /* lines without the name, NULL-terminated */
    const char *occasion;       /* "Birthday Thu 19 June" */
    const char *details;        /* lines: how to address, last bought, last card */
    const char *text;           /* suggested words */
    CtDay post_by;
    bool abroad;
    const char *code;
} CtCard;
/* The card list, grouped by posting day; the cards come sorted by it. */
GBytes *ct_card_list(const CtPage *page, const char *labels, const CtCard *cards, size_t count,
                     GError **error);

/* One label sheet: sizes in millimetres; margins are computed, the sheets are symmetrical. */
typedef struct {
    const char *name;
    CtPaper paper;
    int across, down;
    double width, height, pitch_x, pitch_y;
} CtStationery;
const CtStationery *ct_stationery(size_t *count_out);
const CtStationery *ct_stationery_find(const char *name);

typedef struct {
    const char *const *lines; /* name first, NULL-terminated, no empty ones */
    const char *language;
} CtLabel;
/* `start`: the first free label of the sheet, from 1. */
GBytes *ct_labels(const CtPage *page, const CtStationery *sheet, int start, const CtLabel *labels,
                  size_t count, GError **error);

/* A postal address; any part may be "" or NULL. `country` is an ISO 3166-1 code. */
typedef struct {
    const char *company, *street, *postcode, *city, *region, *country;
} CtAddress;
/* Its lines in the order of its country, without empty ones, the country in capitals as the last
 * when it is not `home`. Free with g_strfreev(). */
char **ct_address_lines(const CtAddress *address, const char *home, const char *language);
