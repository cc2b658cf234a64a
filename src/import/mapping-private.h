/* mapping - which column of a file holds what. Inside src/import only. */
#pragma once

#include "rows-private.h"

/* How the text of a cell is treated. */
typedef enum {
    CT_SHAPE_LINE,  /* one line */
    CT_SHAPE_LINES, /* line breaks are kept */
    CT_SHAPE_CODE,  /* spreadsheets add to it: '0123 and 12923.0 */
    CT_SHAPE_DATE,  /* one line; the order of day and month may be in question */
    CT_SHAPE_MONEY  /* one line; the decimal sign may be in question */
} CtShape;

/* Everything that a column can mean: member, its name in imports/NAME.map, the word for people,
 * most characters, shape. Fields with the same word are shown together. */
#define CT_IMPORT_FIELDS(X)                                                                        \
    X(CT_FIELD_REF, "id", "id", 200, CT_SHAPE_CODE)                                                \
    X(CT_FIELD_FIRST_NAME, "first name", "name", 200, CT_SHAPE_LINE)                               \
    X(CT_FIELD_MIDDLE_NAME, "middle name", "name", 200, CT_SHAPE_LINE)                             \
    X(CT_FIELD_LAST_NAME, "last name", "name", 200, CT_SHAPE_LINE)                                 \
    X(CT_FIELD_NAME, "name", "name", 200, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_COMPANY, "company", "company", 200, CT_SHAPE_LINE)                                  \
    X(CT_FIELD_ROLE, "role", "role", 200, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_CUSTOMER, "customer", "customer", 200, CT_SHAPE_CODE)                               \
    X(CT_FIELD_EMAIL, "e-mail", "e-mail", 500, CT_SHAPE_LINE)                                      \
    X(CT_FIELD_PHONE, "phone", "phone", 200, CT_SHAPE_CODE)                                        \
    X(CT_FIELD_OTHER_EMAIL, "other e-mail", "other e-mail", 500, CT_SHAPE_LINE)                    \
    X(CT_FIELD_OTHER_PHONE, "other phone", "other phone", 200, CT_SHAPE_CODE)                      \
    X(CT_FIELD_ADDRESS, "address", "street", 1000, CT_SHAPE_LINES)                                 \
    X(CT_FIELD_STREET, "street", "street", 500, CT_SHAPE_LINES)                                    \
    X(CT_FIELD_HOUSE, "house number", "street", 50, CT_SHAPE_CODE)                                 \
    X(CT_FIELD_STREET2, "street 2", "street", 500, CT_SHAPE_LINES)                                 \
    X(CT_FIELD_STREET3, "street 3", "street", 500, CT_SHAPE_LINES)                                 \
    X(CT_FIELD_POSTCODE, "postcode", "postcode", 50, CT_SHAPE_CODE)                                \
    X(CT_FIELD_CITY, "city", "city", 200, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_REGION, "region", "region", 200, CT_SHAPE_LINE)                                     \
    X(CT_FIELD_COUNTRY, "country", "country", 200, CT_SHAPE_LINE)                                  \
    X(CT_FIELD_LANGUAGE, "language", "language", 100, CT_SHAPE_LINE)                               \
    X(CT_FIELD_BIRTHDAY, "birthday", "birthday", 100, CT_SHAPE_DATE)                               \
    X(CT_FIELD_BIRTH_DAY, "day of birth", "birthday", 20, CT_SHAPE_CODE)                           \
    X(CT_FIELD_BIRTH_MONTH, "month of birth", "birthday", 20, CT_SHAPE_CODE)                       \
    X(CT_FIELD_BIRTH_YEAR, "year of birth", "birthday", 20, CT_SHAPE_CODE)                         \
    X(CT_FIELD_MANAGER, "manager", "manager", 200, CT_SHAPE_CODE)                                  \
    X(CT_FIELD_TAGS, "tags", "tags", 5000, CT_SHAPE_LINE)                                          \
    X(CT_FIELD_JOINED, "joined", "joined", 100, CT_SHAPE_DATE)                                     \
    X(CT_FIELD_MAY_EMAIL, "may e-mail", "may e-mail", 100, CT_SHAPE_LINE)                          \
    X(CT_FIELD_MAY_CALL, "may call", "may call", 100, CT_SHAPE_LINE)                               \
    X(CT_FIELD_MAY_POST, "may post", "may post", 100, CT_SHAPE_LINE)                               \
    X(CT_FIELD_NO_EMAIL, "do not e-mail", "do not e-mail", 100, CT_SHAPE_LINE)                     \
    X(CT_FIELD_NO_CALL, "do not call", "do not call", 100, CT_SHAPE_LINE)                          \
    X(CT_FIELD_NO_POST, "do not post", "do not post", 100, CT_SHAPE_LINE)                          \
    X(CT_FIELD_NO_CONTACT, "do not contact", "do not contact", 100, CT_SHAPE_LINE)                 \
    X(CT_FIELD_BOUNCED, "bounced", "bounced", 100, CT_SHAPE_LINE)                                  \
    X(CT_FIELD_ANSWER_DAY, "answered", "answered", 100, CT_SHAPE_DATE)                             \
    X(CT_FIELD_PURPOSE, "purpose", "purpose", 100, CT_SHAPE_LINE)                                  \
    X(CT_FIELD_ANSWER, "answer", "answer", 100, CT_SHAPE_LINE)                                     \
    X(CT_FIELD_SOURCE, "source", "source", 200, CT_SHAPE_LINE)                                     \
    X(CT_FIELD_WORDING, "wording", "wording", 2000, CT_SHAPE_LINES)                                \
    X(CT_FIELD_STANDING, "standing", "standing", 100, CT_SHAPE_LINE)                               \
    X(CT_FIELD_REFERRED_BY, "referred by", "referred by", 200, CT_SHAPE_CODE)                      \
    X(CT_FIELD_EVENT, "event", "event", 100, CT_SHAPE_LINE)                                        \
    X(CT_FIELD_UNTIL, "until", "until", 100, CT_SHAPE_DATE)                                        \
    X(CT_FIELD_DELIVERED, "delivered", "delivered", 100, CT_SHAPE_DATE)                            \
    X(CT_FIELD_INSTALLED, "installed", "installed", 100, CT_SHAPE_DATE)                            \
    X(CT_FIELD_DAY, "date", "date", 100, CT_SHAPE_DATE)                                            \
    X(CT_FIELD_OPENED, "opened", "opened", 100, CT_SHAPE_DATE)                                     \
    X(CT_FIELD_CLOSED, "closed", "closed", 100, CT_SHAPE_DATE)                                     \
    X(CT_FIELD_TOTAL, "total", "total", 100, CT_SHAPE_MONEY)                                       \
    X(CT_FIELD_AMOUNT, "amount", "amount", 100, CT_SHAPE_MONEY)                                    \
    X(CT_FIELD_REFUNDED, "refunded", "refunded", 100, CT_SHAPE_MONEY)                              \
    X(CT_FIELD_QUANTITY, "quantity", "quantity", 100, CT_SHAPE_MONEY)                              \
    X(CT_FIELD_PRICE, "price", "price", 100, CT_SHAPE_MONEY)                                       \
    X(CT_FIELD_ITEM, "item", "item", 1000, CT_SHAPE_LINE)                                          \
    X(CT_FIELD_CATEGORY, "category", "category", 200, CT_SHAPE_LINE)                               \
    X(CT_FIELD_CURRENCY, "currency", "currency", 20, CT_SHAPE_LINE)                                \
    X(CT_FIELD_STATUS, "status", "status", 100, CT_SHAPE_LINE)                                     \
    X(CT_FIELD_CANCELLED, "cancelled", "cancelled", 100, CT_SHAPE_LINE)                            \
    X(CT_FIELD_KIND, "kind", "kind", 100, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_CHANNEL, "channel", "channel", 100, CT_SHAPE_LINE)                                  \
    X(CT_FIELD_DIRECTION, "direction", "direction", 100, CT_SHAPE_LINE)                            \
    X(CT_FIELD_PERSON, "person", "person", 200, CT_SHAPE_LINE)                                     \
    X(CT_FIELD_MOOD, "mood", "mood", 20, CT_SHAPE_LINE)                                            \
    X(CT_FIELD_WORDS, "words", "words", 10000, CT_SHAPE_LINES)

#define CT_FIELD_MEMBER(member, name, word, characters, shape) member,
typedef enum { CT_IMPORT_FIELDS(CT_FIELD_MEMBER) CT_FIELD_COUNT } CtField;

/* What is known of a field besides its value. */
typedef struct {
    const char *name, *word;
    int characters;
    CtShape shape;
} CtFieldTraits;
extern const CtFieldTraits ct_field_traits[CT_FIELD_COUNT];

/* The name in a map of a column that nothing is to be made of. */
#define CT_FIELD_NOTHING "nothing"
/* The names of all fields in the order of CtField, then CT_FIELD_NOTHING; NULL-terminated. */
extern const char *const ct_field_names[];
/* The field of a name as somebody wrote it, "E-Mail" or "Street 2"; CT_FIELD_COUNT: nothing is made
 * of the column; -1: there is no such field. */
int ct_field_find(const char *name);

/* --- sources.c: the programs whose exports are known ---------------------------------- */

/* In the order in which they are looked for: a list of cleaned addresses has the columns of one of
 * subscribers, too. */
typedef enum {
    CT_SOURCE_SPREADSHEET,
    CT_SOURCE_SHOPIFY_CUSTOMERS,
    CT_SOURCE_SHOPIFY_ORDERS,
    CT_SOURCE_WOOCOMMERCE_CUSTOMERS,
    CT_SOURCE_WOOCOMMERCE_ORDERS,
    CT_SOURCE_ORDER_EXPORT, /* of the plug-ins of WooCommerce */
    CT_SOURCE_SQUARE,
    CT_SOURCE_STRIPE,
    CT_SOURCE_MAILCHIMP_CLEANED,
    CT_SOURCE_MAILCHIMP_UNSUBSCRIBED,
    CT_SOURCE_MAILCHIMP_SUBSCRIBED,
    CT_SOURCE_ZOHO,
    CT_SOURCE_HUBSPOT,
    CT_SOURCE_GOOGLE,
    CT_SOURCE_OUTLOOK,
    CT_SOURCE_THUNDERBIRD,
    CT_SOURCE_QUICKBOOKS_DESKTOP,
    CT_SOURCE_QUICKBOOKS_ONLINE,
    CT_SOURCE_VCARD,
    CT_SOURCE_COUNT
} CtSource;

/* A program by the columns that only it writes. */
typedef struct {
    const char *name;    /* with its article: "a Shopify customer export" */
    const char *needs;   /* folded headings, a blank between; "a|b": one of the two */
    const char *refusal; /* why such a file is of no use, and what is; NULL: it is of use */
    CtImportKind kind;
    bool joins;  /* several values stand in one cell, " ::: " between them */
    bool blanks; /* and two blanks between the lines of an address */
} CtSourceTraits;
extern const CtSourceTraits ct_source_traits[CT_SOURCE_COUNT];

/* The program that wrote these folded headings; `kind` is a CtImportKind, or -1: any. */
CtSource ct_source_find(GPtrArray *folded, CtFormat format, int kind);

/* --- aliases.c: columns by their names ------------------------------------------------ */

/* Columns of these names, in these kinds of file, hold this field. Of several columns for one field
 * the one whose name stands further up in the table is asked first. */
typedef struct {
    const char *columns; /* as ct_import_fold() makes them, a blank between; # is any number */
    unsigned kinds;      /* bits of CtImportKind */
    CtField field;       /* CT_FIELD_COUNT: nothing is made of it */
    CtSource source;     /* only in files of this program; CT_SOURCE_SPREADSHEET: in all */
    bool shared;         /* the column means something else besides */
} CtAlias;
extern const CtAlias ct_aliases[];
extern const size_t ct_alias_count;

/* Which of several postal addresses in one row a column belongs to, by the beginning or end of its
 * name, "homecity" or "ortprivat": the lower number is the better address; 0: the name tells none.
 * *rest_out is the name without it; the caller owns it. */
int ct_alias_address(const char *folded, char **rest_out);

/* --- mapping.c ------------------------------------------------------------------------ */

/* The fields of each kind of file, besides those that its name tells:
 *   customers    REF; name, company, role; addresses; birthday; answers (MAY_, NO_, BOUNCED) and
 *                ANSWER_DAY, their day; MANAGER TAGS JOINED LANGUAGE STANDING REFERRED_BY
 *   purchases    REF; CUSTOMER, EMAIL or PHONE; DAY TOTAL AMOUNT ... DELIVERED INSTALLED
 *   cases        REF; CUSTOMER, EMAIL or PHONE; OPENED CLOSED KIND WORDS
 *   contacts     REF; CUSTOMER, EMAIL or PHONE; DAY CHANNEL DIRECTION PERSON MOOD WORDS
 *   birthdays    CUSTOMER, EMAIL or a name; BIRTHDAY or BIRTH_DAY BIRTH_MONTH BIRTH_YEAR
 *   events       EVENT DAY UNTIL WORDS; CUSTOMER, EMAIL, PHONE, NAME, POSTCODE or REGION
 *   referrals    CUSTOMER, EMAIL, PHONE or a name; REFERRED_BY DAY
 *   consent      CUSTOMER, EMAIL or PHONE; CHANNEL ANSWER ANSWER_DAY PURPOSE SOURCE WORDING
 *   do-not-call  PHONE DAY
 * What the heading of a file says: */
typedef struct {
    char *file; /* for messages */
    CtImportKind kind;
    CtSource source;
    GArray *columns[CT_FIELD_COUNT];   /* of guint: the first one that is filled counts */
    GArray *kept;                      /* of guint: kept because somebody asked for it */
    GPtrArray *headings;               /* of char*, cleaned, one a column */
    bool has_event;                    /* the map names the event of all rows */
    bool is_told;                      /* somebody said what the rows are */
    bool is_empty[CT_FIELD_COUNT];     /* who has read all rows says so: no cell was filled */
    char **unused;                     /* headings that nothing was made of */
    char **absent;                     /* headings that are remembered, and that it has not */
    uint8_t addresses[CT_CSV_COLUMNS]; /* of each column: which postal address it is a part of */
    int most_addresses;                /* the highest of them */
    GArray *whole;                     /* of guint: the lines of an address in one text, which stand
                                          for street, postcode, city, region and country */
    GString *part;                     /* room for one of several values in a cell */
} CtMapping;

/* Reads the heading, which is the current record of `rows`. What the map says of a column counts
 * more than what its name says; of columns that are not there it may speak unless it was said for
 * this file (map->said). In a list of numbers or mailboxes that are to be left alone, as the map
 * has to say, the first record may be one of them: it is read once more then (ct_rows_repeat()).
 * The caller owns the result. Errors: CT_ERROR_INPUT. */
CtMapping *ct_mapping_new(CtRows *rows, const char *file, const CtImportMap *map, GError **error);
void ct_mapping_free(CtMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtMapping, ct_mapping_free)

bool ct_mapping_has(const CtMapping *mapping, CtField field);
/* The first filled cell of the field in the current record, "" when there is none; of several
 * values in it the first. The parts of a postal address come from one and the same address; a
 * street has its house number behind it. "n/a" and its like are no values (ct_import_is_nothing()),
 * but of names. Valid until the next call or record. */
const char *ct_mapping_cell(const CtMapping *mapping, const CtRows *rows, CtField field);
/* Appends every filled cell of the field, and every value in it, cleaned, to `cells`, which frees
 * with g_free(): all e-mail addresses of a contact, all answers to one question. The first one is
 * that of ct_mapping_cell(). */
void ct_mapping_cells(const CtMapping *mapping, const CtRows *rows, CtField field,
                      GPtrArray *cells);
/* True when the address of the current record stands in one text and cannot be taken apart without
 * doubt: all of it is the street. */
bool ct_mapping_is_whole(const CtMapping *mapping, const CtRows *rows);
/* "a Shopify customer export", "a spreadsheet" */
const char *ct_mapping_source_name(const CtMapping *mapping);
/* Fields that a file of this kind could have and this one has not, and what will rest for want of
 * them: "birthday: birthday rules will rest". A column that mapping->is_empty speaks of is none.
 * The caller owns the result. */
char **ct_mapping_lacking(const CtMapping *mapping);

/* --- mapping-kind.c: what the rows of a file are -------------------------------------- */

/* Of which kind a file without a known source is: the first one whose needs its columns meet, from
 * the one that is known by most columns to the one that fits nearly all; -1: none. `map_columns` is
 * called for each kind that is tried, with `data`, and fills mapping->columns. */
int ct_kind_find(CtMapping *mapping, void (*map_columns)(CtMapping *mapping, void *data),
                 void *data);
/* What a file of this kind cannot do without and this one has not, "customer id, e-mail or phone";
 * NULL: it has all. An event may be named by the map. */
const char *ct_kind_lack(const CtMapping *mapping);

/* --- no-heading.c --------------------------------------------------------------------- */

/* Reads a list of numbers or mailboxes that are to be left alone, whose first record is one of
 * them: it is read once more. False: it is none such. */
bool ct_mapping_read_bare(CtMapping *mapping, CtRows *rows);

/* --- survey.c ------------------------------------------------------------------------- */

/* How the texts of a file are to be read. */
typedef struct {
    CtDates dates;
    CtDecimal decimal;
} CtReading;

/* Settles how to read the days and amounts of a file: as the map says, else as its own rows tell,
 * for which they are read once, as far as needed. `rows` stands behind the heading, before and
 * afterwards. With a doubt that nothing settles *question_out is set, and true returned. Errors:
 * CT_ERROR_INPUT when the file cannot be read, or two of its rows contradict each other. */
bool ct_survey(CtRows *rows, const CtMapping *mapping, const CtImportMap *map,
               CtReading *reading_out, CtImportQuestion *question_out, GError **error);
/* The question of ct_survey() as a refusal that names the options which answer it. The caller owns
 * the result. */
char *ct_survey_refusal(const char *file, const CtImportQuestion *question);

/* --- map.c ---------------------------------------------------------------------------- */

/* The blocks of imports/NAME.map; false when something in them is wrong. */
bool ct_import_map_read(const CtTextFile *text, CtImportMap *map_out, CtProblems *problems);
/* The text of such a file. The caller owns the result. */
char *ct_import_map_text(const char *path, const CtImportMap *map);
/* The column of this folded heading holds the field; CT_FIELD_COUNT: nothing. */
void ct_import_map_put(CtImportMap *map, const char *folded, int field);
