/* value - what a cell of a file means; the parts that only src/import needs. */
#pragma once

#include "courtesy/import.h"

/* Lower case, without accents, only letters and digits: "E-Mail Address" -> "emailaddress". The
 * caller owns the result. */
char *ct_import_fold(const char *text);

/* The text for a message: in quotes, made printable, shortened to 40 characters. The caller owns
 * the result. */
char *ct_import_quote(const char *text);

/* An e-mail address as it is written to: an international domain in its ASCII form. NULL when mail
 * cannot be sent to it. The caller owns the result. */
char *ct_import_email(const char *text);

/* The BCP 47 tag of a tag or of a language's name in English or in itself; NULL: unknown. The
 * caller owns the result. */
char *ct_import_language(const char *text);

/* "yes", "true", "1", "ja", "subscribed" ... or their opposites. */
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
