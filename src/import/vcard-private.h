/* vcard - a file of vCards as a table: one record a card. Inside src/import only.
 * vCard 2.1 (versit Consortium, 1996), 3.0 (RFC 2426), 4.0 (RFC 6350), and what telephones and
 * mail programs really write. */
#pragma once

#include "courtesy/import.h"
#include "encoding-private.h"

#define CT_VCARD_PROPERTY   CT_CSV_FIELD  /* bytes a property that is used, unfolded */
#define CT_VCARD_CARD       CT_CSV_RECORD /* bytes of them a card */
#define CT_VCARD_PROPERTIES 10000         /* properties a card, used or not */
#define CT_VCARD_DEPTH      10            /* cards inside cards */

/* The heading, which no file contains. Several values in a cell stand behind each other with
 * CT_VCARD_BETWEEN between them. */
#define CT_VCARD_BETWEEN " ::: "
#define CT_VCARD_COLUMNS(X)                                                                        \
    X(CT_VCARD_UID, "UID")                                                                         \
    X(CT_VCARD_FULL_NAME, "Full Name") /* FN, else what N makes of it */                           \
    X(CT_VCARD_FIRST_NAME, "First Name")                                                           \
    X(CT_VCARD_MIDDLE_NAME, "Middle Name")                                                         \
    X(CT_VCARD_LAST_NAME, "Last Name")                                                             \
    X(CT_VCARD_COMPANY, "Company") /* ORG without its departments */                               \
    X(CT_VCARD_ROLE, "Role")       /* TITLE, else ROLE */                                          \
    X(CT_VCARD_EMAIL, "Email")     /* the preferred one, else the first */                         \
    X(CT_VCARD_OTHER_EMAILS, "Other Emails")                                                       \
    X(CT_VCARD_PHONE, "Phone") /* likewise; neither fax nor pager */                               \
    X(CT_VCARD_OTHER_PHONES, "Other Phones")                                                       \
    X(CT_VCARD_STREET, "Street") /* of the preferred address, else of the home's */                \
    X(CT_VCARD_CITY, "City")                                                                       \
    X(CT_VCARD_REGION, "Region")                                                                   \
    X(CT_VCARD_POSTCODE, "Postcode")                                                               \
    X(CT_VCARD_COUNTRY, "Country")                                                                 \
    X(CT_VCARD_LANGUAGE, "Language")                                                               \
    X(CT_VCARD_BIRTHDAY, "Birthday")       /* 1985-06-12, --0612, or the text when it is no day */ \
    X(CT_VCARD_ANNIVERSARY, "Anniversary") /* likewise */                                          \
    X(CT_VCARD_TAGS, "Tags")                                                                       \
    X(CT_VCARD_NOTES, "Notes")                                                                     \
    X(CT_VCARD_WEBSITE, "Website")

#define CT_VCARD_COLUMN(member, heading) member,
typedef enum { CT_VCARD_COLUMNS(CT_VCARD_COLUMN) CT_VCARD_COLUMN_COUNT } CtVcardColumn;

typedef struct CtVcards CtVcards; /* a stream of cards */

/* `decoder` lives as long as the result and is at its beginning. */
CtVcards *ct_vcards_open(CtDecoder *decoder, const char *file);
void ct_vcards_free(CtVcards *vcards);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtVcards, ct_vcards_free)

/* Reads the heading, and then a card at a time. Groups, places and devices are passed over.
 * Errors: CT_ERROR_INPUT naming file and line: a card that never ends, a limit, NUL, no card at
 * all. */
CtCsvStep ct_vcards_next(CtVcards *vcards, GError **error);
/* As ct_csv_field() and its sisters; the record is the number of the card, 0 for the heading. */
guint ct_vcards_count(const CtVcards *vcards);
const char *ct_vcards_field(const CtVcards *vcards, guint i);
int64_t ct_vcards_line(const CtVcards *vcards);
int64_t ct_vcards_record(const CtVcards *vcards);

/* --- vcard-card.c: one card ----------------------------------------------------------- */

typedef struct CtVcardCard CtVcardCard;
typedef struct CtVcardLine CtVcardLine;

CtVcardCard *ct_vcard_card_new(const CtDecoder *decoder);
void ct_vcard_card_free(CtVcardCard *card);
/* Begins another card. */
void ct_vcard_card_begin(CtVcardCard *card);
/* Takes a property. The error names no place. */
bool ct_vcard_card_take(CtVcardCard *card, const CtVcardLine *line, GError **error);
/* Settles what only the whole card tells; false: it stands for neither a person nor a company. */
bool ct_vcard_card_end(CtVcardCard *card);
const char *ct_vcard_card_cell(const CtVcardCard *card, CtVcardColumn column);

/* --- vcard-line.c: lines that belong together ----------------------------------------- */

/* The properties that something is made of; all others are passed over while they are read. */
#define CT_VCARD_PROPERTY_NAMES(X)                                                                 \
    X(CT_VCARD_BEGIN, "BEGIN")                                                                     \
    X(CT_VCARD_END, "END")                                                                         \
    X(CT_VCARD_VERSION, "VERSION")                                                                 \
    X(CT_VCARD_AGENT, "AGENT")                                                                     \
    X(CT_VCARD_UID_TEXT, "UID")                                                                    \
    X(CT_VCARD_FN, "FN")                                                                           \
    X(CT_VCARD_N, "N")                                                                             \
    X(CT_VCARD_ORG, "ORG")                                                                         \
    X(CT_VCARD_TITLE, "TITLE")                                                                     \
    X(CT_VCARD_ROLE_TEXT, "ROLE")                                                                  \
    X(CT_VCARD_MAIL, "EMAIL")                                                                      \
    X(CT_VCARD_TEL, "TEL")                                                                         \
    X(CT_VCARD_ADR, "ADR")                                                                         \
    X(CT_VCARD_LANG, "LANG")                                                                       \
    X(CT_VCARD_BDAY, "BDAY")                                                                       \
    X(CT_VCARD_WEDDING, "ANNIVERSARY")                                                             \
    X(CT_VCARD_WEDDING_X, "X-ANNIVERSARY")                                                         \
    X(CT_VCARD_WEDDING_EVOLUTION, "X-EVOLUTION-ANNIVERSARY")                                       \
    X(CT_VCARD_WEDDING_KDE, "X-KADDRESSBOOK-X-ANNIVERSARY")                                        \
    X(CT_VCARD_APPLE_DATE, "X-ABDATE")                                                             \
    X(CT_VCARD_APPLE_LABEL, "X-ABLABEL")                                                           \
    X(CT_VCARD_CATEGORIES, "CATEGORIES")                                                           \
    X(CT_VCARD_NOTE, "NOTE")                                                                       \
    X(CT_VCARD_URL, "URL")                                                                         \
    X(CT_VCARD_KIND, "KIND")                                                                       \
    X(CT_VCARD_KIND_APPLE, "X-ADDRESSBOOKSERVER-KIND")                                             \
    X(CT_VCARD_SHOW_AS, "X-ABSHOWAS")

#define CT_VCARD_NAME(member, name) member,
typedef enum { CT_VCARD_PROPERTY_NAMES(CT_VCARD_NAME) CT_VCARD_UNUSED } CtVcardName;

/* A property as it is written, with its lines put together; nothing is decoded yet. */
struct CtVcardLine {
    CtVcardName name;
    int64_t line;     /* its first one in the file */
    const char *head; /* "item1.EMAIL;TYPE=HOME", without the colon; ends in NUL */
    const char *value;
    size_t size; /* of the value, which ends in NUL and has none inside */
};

typedef struct CtVcardLines CtVcardLines;

CtVcardLines *ct_vcard_lines_open(CtDecoder *decoder, const char *file);
void ct_vcard_lines_free(CtVcardLines *lines);
/* Reads one property that is used; `line_out` is good until the next one is read. */
CtCsvStep ct_vcard_lines_next(CtVcardLines *lines, CtVcardLine *line_out, GError **error);
/* The number of properties so far, also of those that are passed over. */
int64_t ct_vcard_lines_count(const CtVcardLines *lines);
/* vCard 2.1 folds a line in front of a blank that belongs to it, the others in front of one that
 * does not. */
void ct_vcard_lines_keep_blanks(CtVcardLines *lines, bool keep);

/* --- vcard-value.c: what a property says ---------------------------------------------- */

#define CT_VCARD_NO_PREFERENCE 101

typedef enum {
    CT_VCARD_HOME = 1 << 0,
    CT_VCARD_FAX = 1 << 1, /* or a pager: nobody hears a voice there */
    CT_VCARD_VOICE = 1 << 2,
    CT_VCARD_QUOTED_PRINTABLE = 1 << 3,
    CT_VCARD_BASE64 = 1 << 4
} CtVcardTypes;

/* The parameters in all their spellings: TYPE=HOME,PREF; TYPE="home"; HOME;PREF; PREF=1. */
typedef struct {
    char *group; /* "item1", "" */
    char *charset;
    unsigned types;   /* of CtVcardTypes */
    int preference;   /* 1: the best, .. CT_VCARD_NO_PREFERENCE */
    int omitted_year; /* 0: none */
} CtVcardParameters;
void ct_vcard_parameters_clear(CtVcardParameters *parameters);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtVcardParameters, ct_vcard_parameters_clear)
CtVcardParameters ct_vcard_parameters(const char *head);

/* The value as UTF-8, escapes left in place. NULL: it is not in the encoding of the file. The
 * caller owns the result. */
char *ct_vcard_text(const CtVcardLine *line, const CtVcardParameters *parameters,
                    const CtDecoder *decoder);
/* The pieces between separators that no backslash stands in front of; escapes left in place. */
char **ct_vcard_split(const char *text, char separator);
/* Without escapes, and without white space at its ends. The caller owns the result. */
char *ct_vcard_plain(const char *text);
/* "1985-06-12", "--0612" when the year is left out, is `omitted_year` or the 1604 of telephones;
 * a text that is no day is given back. The caller owns the result. */
char *ct_vcard_day(const char *text, int omitted_year);
