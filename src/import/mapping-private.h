/* mapping - which column of a file holds what. Inside src/import only. */
#pragma once

#include "courtesy/import.h"

/* How the text of a cell is treated. */
typedef enum {
    CT_SHAPE_LINE,  /* one line */
    CT_SHAPE_LINES, /* line breaks are kept */
    CT_SHAPE_CODE,  /* spreadsheets add to it: '0123 and 12923.0 */
    CT_SHAPE_DATE   /* the order of day and month may be in question */
} CtShape;

/* Everything that a column can mean: member, word for people, most characters, shape. Fields with
 * the same word are shown together. */
#define CT_IMPORT_FIELDS(X)                                                                        \
    X(CT_FIELD_REF, "id", 200, CT_SHAPE_CODE)                                                      \
    X(CT_FIELD_FIRST_NAME, "name", 200, CT_SHAPE_LINE)                                             \
    X(CT_FIELD_LAST_NAME, "name", 200, CT_SHAPE_LINE)                                              \
    X(CT_FIELD_NAME, "name", 200, CT_SHAPE_LINE)                                                   \
    X(CT_FIELD_COMPANY, "company", 200, CT_SHAPE_LINE)                                             \
    X(CT_FIELD_CUSTOMER, "customer", 200, CT_SHAPE_CODE)                                           \
    X(CT_FIELD_EMAIL, "e-mail", 500, CT_SHAPE_LINE)                                                \
    X(CT_FIELD_PHONE, "phone", 200, CT_SHAPE_CODE)                                                 \
    X(CT_FIELD_STREET, "street", 500, CT_SHAPE_LINES)                                              \
    X(CT_FIELD_STREET2, "street", 500, CT_SHAPE_LINES)                                             \
    X(CT_FIELD_POSTCODE, "postcode", 50, CT_SHAPE_CODE)                                            \
    X(CT_FIELD_CITY, "city", 200, CT_SHAPE_LINE)                                                   \
    X(CT_FIELD_REGION, "region", 200, CT_SHAPE_LINE)                                               \
    X(CT_FIELD_COUNTRY, "country", 200, CT_SHAPE_LINE)                                             \
    X(CT_FIELD_LANGUAGE, "language", 100, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_BIRTHDAY, "birthday", 100, CT_SHAPE_DATE)                                           \
    X(CT_FIELD_MANAGER, "manager", 200, CT_SHAPE_CODE)                                             \
    X(CT_FIELD_TAGS, "tags", 5000, CT_SHAPE_LINE)                                                  \
    X(CT_FIELD_JOINED, "joined", 100, CT_SHAPE_DATE)                                               \
    X(CT_FIELD_MAY_EMAIL, "may e-mail", 100, CT_SHAPE_LINE)                                        \
    X(CT_FIELD_MAY_CALL, "may call", 100, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_MAY_POST, "may post", 100, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_NO_EMAIL, "do not e-mail", 100, CT_SHAPE_LINE)                                      \
    X(CT_FIELD_NO_CALL, "do not call", 100, CT_SHAPE_LINE)                                         \
    X(CT_FIELD_NO_POST, "do not post", 100, CT_SHAPE_LINE)                                         \
    X(CT_FIELD_NO_CONTACT, "do not contact", 100, CT_SHAPE_LINE)                                   \
    X(CT_FIELD_DAY, "date", 100, CT_SHAPE_DATE)                                                    \
    X(CT_FIELD_OPENED, "opened", 100, CT_SHAPE_DATE)                                               \
    X(CT_FIELD_CLOSED, "closed", 100, CT_SHAPE_DATE)                                               \
    X(CT_FIELD_TOTAL, "total", 100, CT_SHAPE_LINE)                                                 \
    X(CT_FIELD_AMOUNT, "amount", 100, CT_SHAPE_LINE)                                               \
    X(CT_FIELD_REFUNDED, "refunded", 100, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_QUANTITY, "quantity", 100, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_PRICE, "price", 100, CT_SHAPE_LINE)                                                 \
    X(CT_FIELD_ITEM, "item", 1000, CT_SHAPE_LINE)                                                  \
    X(CT_FIELD_CATEGORY, "category", 200, CT_SHAPE_LINE)                                           \
    X(CT_FIELD_CURRENCY, "currency", 20, CT_SHAPE_LINE)                                            \
    X(CT_FIELD_STATUS, "status", 100, CT_SHAPE_LINE)                                               \
    X(CT_FIELD_CANCELLED, "cancelled", 100, CT_SHAPE_LINE)                                         \
    X(CT_FIELD_KIND, "kind", 100, CT_SHAPE_LINE)                                                   \
    X(CT_FIELD_CHANNEL, "channel", 100, CT_SHAPE_LINE)                                             \
    X(CT_FIELD_DIRECTION, "direction", 100, CT_SHAPE_LINE)                                         \
    X(CT_FIELD_PERSON, "person", 200, CT_SHAPE_LINE)                                               \
    X(CT_FIELD_MOOD, "mood", 20, CT_SHAPE_LINE)                                                    \
    X(CT_FIELD_WORDS, "words", 10000, CT_SHAPE_LINES)

#define CT_FIELD_MEMBER(member, word, characters, shape) member,
typedef enum { CT_IMPORT_FIELDS(CT_FIELD_MEMBER) CT_FIELD_COUNT } CtField;

/* What is known of a field besides its value. */
typedef struct {
    const char *word;
    int characters;
    CtShape shape;
} CtFieldTraits;
extern const CtFieldTraits ct_field_traits[CT_FIELD_COUNT];

/* A program whose exports are known. */
typedef enum {
    CT_SOURCE_SPREADSHEET,
    CT_SOURCE_SHOPIFY_CUSTOMERS,
    CT_SOURCE_SHOPIFY_ORDERS,
    CT_SOURCE_WOOCOMMERCE_CUSTOMERS,
    CT_SOURCE_WOOCOMMERCE_ORDERS,
    CT_SOURCE_COUNT
} CtSource;

/* What the heading of a file says. */
typedef struct {
    CtImportKind kind;
    CtSource source;
    GArray *columns[CT_FIELD_COUNT]; /* of guint: the first one that is filled counts */
    GPtrArray *headings;             /* of char*, cleaned, one a column */
    char **unused;                   /* headings that nothing was made of */
} CtMapping;

/* Reads the heading, which is the current record of `csv`. `kind` is a CtImportKind, or -1: find
 * out. The caller owns the result. Errors: CT_ERROR_INPUT. */
CtMapping *ct_mapping_new(const CtCsv *csv, const char *file, int kind, GError **error);
void ct_mapping_free(CtMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtMapping, ct_mapping_free)

bool ct_mapping_has(const CtMapping *mapping, CtField field);
/* The first filled cell of the field in the current record, "" when there is none. */
const char *ct_mapping_cell(const CtMapping *mapping, const CtCsv *csv, CtField field);
/* "Shopify customer export", "spreadsheet" */
const char *ct_mapping_source_name(const CtMapping *mapping);
