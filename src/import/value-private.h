/* value - what a cell of a file means; the parts that only src/import needs. */
#pragma once

#include "courtesy/import.h"

/* Lower case, without accents, only letters and digits: "E-Mail Address" -> "emailaddress". The
 * caller owns the result. */
char *ct_import_fold(const char *text);

/* The same in `buffer` for short ASCII text, without a copy to free; NULL for all other text. */
#define CT_IMPORT_SHORT 24
const char *ct_import_fold_short(const char *text, char buffer[CT_IMPORT_SHORT]);

/* As ct_text_clean(); most cells are clean already, which costs little. The caller owns the result.
 */
char *ct_import_clean(const char *text, bool keep_lines);

/* The text for a message: in quotes, made printable, shortened to 40 characters. The caller owns
 * the result. */
char *ct_import_quote(const char *text);

/* An e-mail address as it is written to: an international domain in its ASCII form. NULL when mail
 * cannot be sent to it. The caller owns the result. */
char *ct_import_email(const char *text);

/* As ct_import_email(), with its folded form as ct_import_email_key() makes it: one reading for
 * both. False: mail cannot be sent to it. The caller owns both. */
bool ct_import_email_and_key(const char *text, char **email_out, char **key_out);

/* The BCP 47 tag of a tag or of a language's name in English or in itself; NULL: unknown. The
 * caller owns the result. */
char *ct_import_language(const char *text);

/* True for what programs and people write when they know nothing: "-", "n/a", "null", "unknown",
 * "not set", "unbekannt". */
bool ct_import_is_nothing(const char *text);

/* "yes", "true", "1", "ja", "subscribed" ... or their opposites. A day is a yes: the day on which
 * it was said. */
bool ct_import_answer(const char *text, bool *yes_out);
/* The same of a column that names an objection, "do not call": "yes" there, and "opted out", is a
 * no. */
bool ct_import_objection(const char *text, bool *may_out);

/* What the text of a day tells about the order of days and months in a file. */
typedef enum {
    CT_HINT_NONE,  /* nothing: not a day with slashes, or 5/5/2025 */
    CT_HINT_DMY,   /* the day is written first: 25/12/2025 */
    CT_HINT_MDY,   /* the month is written first: 12/25/2025 */
    CT_HINT_EITHER /* it could be both: 03/04/2025 */
} CtDateHint;
/* *first_out and *second_out are the two numbers; only for CT_HINT_EITHER. */
CtDateHint ct_import_date_hint(const char *text, int *first_out, int *second_out);
/* "January" .. "December" for 1 .. 12. */
const char *ct_import_month_name(int month);
/* The month of a name in one of the languages that are known, or of its beginning in English; 0:
 * none. `length` bytes of text. */
int ct_import_month(const char *text, size_t length);
/* True for the name of a day of the week. */
bool ct_import_is_weekday(const char *text, size_t length);
/* A birthday in three cells, of which the year may be NULL or empty. As ct_import_birthday(). */
bool ct_import_birthday_parts(const char *day, const char *month, const char *year, int *mmdd_out,
                              int *year_out);

/* What the text of an amount tells about the decimal sign of a file. */
typedef enum {
    CT_MONEY_NONE,  /* nothing: 12 */
    CT_MONEY_POINT, /* 12.50 or 1,234,567 */
    CT_MONEY_COMMA, /* 12,50 or 1.234.567 */
    CT_MONEY_EITHER /* 1.234 */
} CtMoneyHint;
CtMoneyHint ct_import_money_hint(const char *text);
/* As ct_import_money(), and the currency that stands beside the number: its ISO 4217 code; "" when
 * there is none, or when it could be several ("$"). */
bool ct_import_money_in(const char *text, CtDecimal decimal, int64_t *cents_out,
                        char currency_out[4]);

/* --- address-lines.c: a postal address in one text ------------------------------------ */

/* Its parts, as they were written; NULL: there is none. */
typedef struct {
    char *street, *postcode, *city, *region, *country;
} CtPostal;
void ct_import_postal_clear(CtPostal *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtPostal, ct_import_postal_clear)
/* Takes an address of these lines apart (char*, cleaned, none empty). False: in doubt, where all of
 * them are the street. */
bool ct_import_postal(GPtrArray *lines, CtPostal *place_out);

/* --- identity-key.c: the same person, written in two ways ----------------------------- */

/* An address in one way of writing: "hauptstr 5|12345|DE" for "Hauptstraße 5" and "Hauptstr. 5".
 * NULL unless there is a street and a postcode or a city. `country` is an ISO code or NULL. The
 * caller owns the result. */
char *ct_import_address_key(const char *street, const char *postcode, const char *city,
                            const char *country);
/* Those who live at an address under one family name: both are equal. NULL without an address key
 * or without a family name, which is the last word of `full` when `last` is NULL. The caller owns
 * the result. */
char *ct_import_household_key(const char *address_key, const char *last, const char *full);
