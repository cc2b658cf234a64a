/* What the pieces of a property mean: parameters, encodings, escapes, days. */
#include "config.h"

#include "vcard-private.h"

#include <string.h>
#include <unicode/ucnv.h>

#define OUTLOOK  "windows-1252" /* quoted-printable without a CHARSET comes from there */
#define NO_YEAR  1604           /* what telephones write for a birthday without a year */
#define ANY_YEAR 2000           /* a leap year: 29 February may stand without one */

/* --- parameters ----------------------------------------------------------------------- */

void
ct_vcard_parameters_clear(CtVcardParameters *parameters)
{
    g_clear_pointer(&parameters->group, g_free);
    g_clear_pointer(&parameters->charset, g_free);
}

/* "HOME" of TYPE=HOME and of a bare HOME; "BASE64" of both too. */
static void
take_word(CtVcardParameters *parameters, const char *word)
{
    static const struct {
        const char *word;
        CtVcardTypes type;
    } words[] = {
        {"home", CT_VCARD_HOME},
        {"fax", CT_VCARD_FAX},
        {"pager", CT_VCARD_FAX},
        {"voice", CT_VCARD_VOICE},
        {"quoted-printable", CT_VCARD_QUOTED_PRINTABLE},
        {"base64", CT_VCARD_BASE64},
        {"b", CT_VCARD_BASE64},
    };

    if (g_ascii_strcasecmp(word, "pref") == 0)
        parameters->preference = 1;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(word, words[i].word) == 0)
            parameters->types |= words[i].type;
}

static void
take_parameter(CtVcardParameters *parameters, const char *text)
{
    const char *equals = strchr(text, '=');
    g_autofree char *name = g_strndup(text, equals != NULL ? (gsize)(equals - text) : 0);
    g_autofree char *value = g_strdup(equals != NULL ? equals + 1 : text);
    int64_t number;

    g_strstrip(name);
    g_strstrip(g_strdelimit(value, "\"", ' '));
    number = g_ascii_strtoll(value, NULL, 10);
    if (g_ascii_strcasecmp(name, "charset") == 0) {
        g_free(parameters->charset);
        parameters->charset = g_steal_pointer(&value);
    } else if (g_ascii_strcasecmp(name, "pref") == 0) {
        parameters->preference = (int)CLAMP(number, 1, CT_VCARD_NO_PREFERENCE - 1);
    } else if (g_ascii_strcasecmp(name, "x-apple-omit-year") == 0) {
        parameters->omitted_year = (int)CLAMP(number, 0, 9999);
    } else {
        g_auto(GStrv) words = g_strsplit(value, ",", 32);

        for (int i = 0; words[i] != NULL; i++)
            take_word(parameters, g_strstrip(words[i]));
    }
}

CtVcardParameters
ct_vcard_parameters(const char *head)
{
    CtVcardParameters parameters = {.preference = CT_VCARD_NO_PREFERENCE};
    size_t length = strcspn(head, ";");
    const char *dot = g_strrstr_len(head, (gssize)length, ".");

    parameters.group = g_ascii_strdown(head, dot != NULL ? dot - head : 0);
    for (const char *from = head + length; *from == ';';) {
        bool quoted = false;
        const char *end = from + 1;
        g_autofree char *text = NULL;

        for (; *end != '\0' && (quoted || *end != ';'); end++)
            if (*end == '"')
                quoted = !quoted;
        text = g_strndup(from + 1, (gsize)(end - from - 1));
        take_parameter(&parameters, text);
        from = end;
    }
    return parameters;
}

/* --- encodings ------------------------------------------------------------------------ */

/* RFC 2045, 6.7; what is no escape is taken as it stands. */
static GString *
decode_quoted_printable(const char *value, size_t size)
{
    GString *bytes = g_string_sized_new(size);

    for (size_t i = 0; i < size; i++) {
        bool is_escape = value[i] == '=' && i + 2 < size && g_ascii_isxdigit(value[i + 1]) &&
                         g_ascii_isxdigit(value[i + 2]);

        if (!is_escape) {
            g_string_append_c(bytes, value[i]);
            continue;
        }
        g_string_append_c(bytes, (char)(g_ascii_xdigit_value(value[i + 1]) * 16 +
                                        g_ascii_xdigit_value(value[i + 2])));
        i += 2;
    }
    return bytes;
}

static GString *
decode(const CtVcardLine *line, const CtVcardParameters *parameters)
{
    if ((parameters->types & CT_VCARD_BASE64) != 0) {
        gsize size;
        g_autofree guchar *bytes = g_base64_decode(line->value, &size);

        return g_string_new_len((const char *)bytes, (gssize)size);
    }
    if ((parameters->types & CT_VCARD_QUOTED_PRINTABLE) != 0)
        return decode_quoted_printable(line->value, line->size);
    return g_string_new_len(line->value, (gssize)line->size);
}

/* NULL: there is no such encoding. Bytes that it does not know become U+FFFD. */
static char *
convert(const char *charset, const GString *bytes)
{
    UConverter *converter = ct_encoding_converter(charset);
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = (int32_t)bytes->len * 2 + 1, length = 0;
    UChar *units = NULL;
    char *text = NULL;

    if (converter == NULL)
        return NULL;
    units = g_new(UChar, room);
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_SUBSTITUTE, NULL, NULL, NULL, &status);
    length = ucnv_toUChars(converter, units, room, bytes->str, (int32_t)bytes->len, &status);
    if (U_SUCCESS(status))
        text = g_utf16_to_utf8((const gunichar2 *)units, length, NULL, NULL, NULL);
    g_free(units);
    ucnv_close(converter);
    return text;
}

static char *
to_utf8(const GString *bytes, const CtVcardParameters *parameters, const CtDecoder *decoder)
{
    const unsigned encoded = CT_VCARD_QUOTED_PRINTABLE | CT_VCARD_BASE64;
    bool is_encoded = (parameters->types & encoded) != 0;
    const char *charset = ct_decoder_encoding(decoder);
    char *text = NULL;

    if (!is_encoded && !ct_decoder_keeps_bytes(decoder))
        return g_strndup(bytes->str, bytes->len);
    if (parameters->charset != NULL)
        text = convert(parameters->charset, bytes);
    if (text != NULL)
        return text;
    if (g_utf8_validate(bytes->str, (gssize)bytes->len, NULL))
        return g_strndup(bytes->str, bytes->len);
    if (g_ascii_strcasecmp(charset, "UTF-8") != 0)
        return convert(charset, bytes);
    return is_encoded ? convert(OUTLOOK, bytes) : NULL;
}

char *
ct_vcard_text(const CtVcardLine *line, const CtVcardParameters *parameters,
              const CtDecoder *decoder)
{
    g_autoptr(GString) bytes = decode(line, parameters);

    for (size_t i = 0; i < bytes->len; i++)
        if (bytes->str[i] == '\0')
            bytes->str[i] = ' ';
    return to_utf8(bytes, parameters, decoder);
}

/* --- escapes -------------------------------------------------------------------------- */

char **
ct_vcard_split(const char *text, char separator)
{
    GPtrArray *pieces = g_ptr_array_new();
    const char *from = text, *p = text;

    for (; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0') {
            p++;
        } else if (*p == separator) {
            g_ptr_array_add(pieces, g_strndup(from, (gsize)(p - from)));
            from = p + 1;
        }
    }
    g_ptr_array_add(pieces, g_strndup(from, (gsize)(p - from)));
    g_ptr_array_add(pieces, NULL);
    return (char **)g_ptr_array_free(pieces, FALSE);
}

char *
ct_vcard_plain(const char *text)
{
    g_autoptr(GString) plain = g_string_sized_new(strlen(text));

    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\\' && (p[1] == 'n' || p[1] == 'N')) {
            g_string_append_c(plain, '\n');
            p++;
        } else if (*p == '\\' && g_ascii_ispunct(p[1])) {
            g_string_append_c(plain, *++p);
        } else if (*p != '\r') {
            g_string_append_c(plain, *p);
        }
    }
    return g_strstrip(g_string_free(g_steal_pointer(&plain), FALSE));
}

/* --- days ----------------------------------------------------------------------------- */

/* Y, M and D stand for a digit of a year, month or day. The time behind a day does not matter. */
static bool
matches(const char *text, const char *form, int *year_out, int *month_out, int *day_out)
{
    int year = 0, month = 0, day = 0;

    for (; *form != '\0'; form++, text++) {
        int *number = *form == 'Y' ? &year : *form == 'M' ? &month : *form == 'D' ? &day : NULL;

        if (number == NULL && *text == *form)
            continue;
        if (number == NULL || !g_ascii_isdigit(*text))
            return false;
        *number = *number * 10 + g_ascii_digit_value(*text);
    }
    *year_out = year;
    *month_out = month;
    *day_out = day;
    return *text == '\0' || *text == 'T' || *text == ' ';
}

char *
ct_vcard_day(const char *text, int omitted_year)
{
    static const char *const forms[] = {"YYYY-MM-DD", "YYYYMMDD", "--MM-DD", "--MMDD"};
    int year, month, day;

    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        bool has_year = *forms[i] == 'Y';

        if (!matches(text, forms[i], &year, &month, &day) ||
            !ct_day_is_valid(has_year ? year : ANY_YEAR, month, day))
            continue;
        if (!has_year || year == omitted_year || year == NO_YEAR)
            return g_strdup_printf("--%02d%02d", month, day);
        return g_strdup_printf("%04d-%02d-%02d", year, month, day);
    }
    return g_strdup(text);
}
