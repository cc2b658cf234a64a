/* One row of a file of consent records, or of a list of numbers that are not to be called. */
#include "config.h"

#include "staging-private.h"

#include <string.h>

/* --- consent records ------------------------------------------------------------------ */

#define EVERY_CHANNEL ((1u << CT_CHANNEL_COUNT) - 1)

/* A set of 1u << CtChannel; 0: the word is none. */
static unsigned
find_channels(const char *text)
{
    static const CtMeaning meanings[] = {
        {"mail", "mail email emails newsletter newsletters mailing mailings courriel correo "
                 "correoelectronico electronicmail nieuwsbrief"},
        {"call",
         "call calls phone phonecall phonecalls telephone telefon anruf anrufe llamada telefono "
         "appel appels telefonata chiamata telefoon bellen"},
        {"card",
         "card cards postcard letter letters post postal postalmail directmail mailpost karte "
         "postkarte brief briefe carta cartas lettre lettres carte lettera lettere courrier "
         "correopostal kaart"},
        {"all",
         "all any every everything alle alles allekanale alle kanale tous tout toutes todo todos "
         "tutto tutti allekanalen anychannel allchannels"},
    };
    const char *meaning = ct_import_find_meaning(meanings, G_N_ELEMENTS(meanings), text);
    int channel = meaning != NULL ? ct_vocabulary_find(ct_channel_words, meaning) : -1;

    if (meaning == NULL)
        return 0;
    return channel < 0 ? EVERY_CHANNEL : 1u << channel;
}

/* As the row says; a row without a channel is about the address that it gives. */
static unsigned
read_channels(CtImport *import)
{
    const char *text = import->cells[CT_FIELD_CHANNEL];
    unsigned channels = 0;

    if (text != NULL) {
        g_autofree char *quoted = ct_import_quote(text);

        channels = find_channels(text);
        if (channels == 0) {
            ct_import_count_wrong(import, CT_FIELD_CHANNEL);
            ct_import_reject(import, "the channel %s is not one of mail, call, card, all", quoted);
        }
        return channels;
    }
    channels |= import->cells[CT_FIELD_EMAIL] != NULL ? 1u << CT_CHANNEL_MAIL : 0;
    channels |= import->cells[CT_FIELD_PHONE] != NULL ? 1u << CT_CHANNEL_CALL : 0;
    if (channels == 0)
        ct_import_reject(import, "no channel; it is one of mail, call, card, all");
    return channels;
}

/* NULL: the row was rejected. */
static const char *
read_purpose(CtImport *import)
{
    static const CtMeaning meanings[] = {
        {"marketing",
         "marketing advertising advertisement ads promotion promotions newsletter offers "
         "werbung angebote publicite publicidad pubblicita reclame promociones"},
        {"service", "service services transactional order orders information kundendienst servicio "
                    "servizio"},
        {"any",
         "any all everything every contact alle alles tout tous toutes todo todos tutto tutti"},
    };
    const char *text = import->cells[CT_FIELD_PURPOSE];
    const char *purpose =
        text != NULL ? ct_import_find_meaning(meanings, G_N_ELEMENTS(meanings), text) : "marketing";

    if (purpose == NULL) {
        g_autofree char *quoted = ct_import_quote(text);

        ct_import_count_wrong(import, CT_FIELD_PURPOSE);
        ct_import_reject(import, "the purpose %s is not one of marketing, service, any", quoted);
    }
    return purpose;
}

static bool
read_answer(CtImport *import, bool *yes)
{
    const char *text = import->cells[CT_FIELD_ANSWER];
    g_autofree char *quoted = NULL;

    if (text != NULL && ct_import_answer(text, yes))
        return true;
    if (text == NULL) {
        ct_import_reject(import, "no answer; it is yes or no");
        return false;
    }
    quoted = ct_import_quote(text);
    ct_import_count_wrong(import, CT_FIELD_ANSWER);
    ct_import_reject(import, "%s is neither a yes nor a no", quoted);
    return false;
}

/* Everything but the channel. Without a source nobody can look it up: such a record does not rise
 * over an older no. False: the row was rejected. */
static bool
read_record(CtImport *import, CtAnswer *answer)
{
    bool has_day;

    if (!ct_import_read_day(import, CT_FIELD_ANSWER_DAY, CT_TENSE_PAST, &answer->day, &has_day) ||
        !read_answer(import, &answer->yes))
        return false;
    if (!has_day) {
        ct_import_reject(import, "no day of the answer");
        return false;
    }
    answer->place = ct_rows_record(import->rows);
    answer->purpose = read_purpose(import);
    answer->source = import->cells[CT_FIELD_SOURCE];
    answer->wording = import->cells[CT_FIELD_WORDING];
    answer->dated = answer->source != NULL;
    return answer->purpose != NULL;
}

static bool
write_answers(CtImport *import, CtAnswer *answer, unsigned channels, GError **error)
{
    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++) {
        answer->channel = channel;
        if ((channels & 1u << channel) != 0 && !ct_import_stage_answer(import, answer, error))
            return false;
    }
    return true;
}

bool
ct_import_stage_consent(CtImport *import, GError **error)
{
    g_auto(CtWhose) whose = {0};
    CtAnswer answer = {0};
    unsigned channels;
    bool forgotten;

    if (!read_record(import, &answer))
        return true;
    channels = read_channels(import);
    if (channels == 0)
        return true;
    if (!ct_import_find_customer(import, &whose, &forgotten, error))
        return false;
    if (forgotten)
        return true;
    ct_stmt_bind_int(import->insert, ":row", answer.place);
    ct_stmt_bind_text(import->insert, ":customer", whose.said);
    ct_import_bind_number(import->insert, ":customer_id", whose.customer != 0, whose.customer);
    if (whose.customer != 0 && (channels & 1u << CT_CHANNEL_MAIL) != 0) {
        import->report->consent_yes += answer.yes;
        import->report->consent_no += !answer.yes;
    }
    return ct_stmt_run(import->insert, NULL, error) &&
           write_answers(import, &answer, channels, error);
}

/* --- numbers that are not to be called ------------------------------------------------ */

/* A number or a mailbox of the list; *count grows when the text is one. */
static bool
write_stop(CtImport *import, CtChannel channel, const char *key, CtDay day, GError **error)
{
    g_autofree char *hash = ct_import_hash(import, key);

    ct_stmt_bind_int(import->insert, ":row", ct_rows_record(import->rows));
    ct_stmt_bind_text(import->insert, ":channel", ct_channel_words[channel]);
    ct_stmt_bind_text(import->insert, ":hash", hash);
    ct_stmt_bind_int(import->insert, ":day", day.n);
    return ct_stmt_run(import->insert, NULL, error);
}

static bool
write_stops(CtImport *import, CtField field, CtDay day, int *count, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    if (!ct_mapping_has(import->mapping, field))
        return true;
    ct_import_values(import, field, texts);
    for (guint i = 0; i < texts->len; i++) {
        bool mail = field == CT_FIELD_EMAIL;
        g_autofree char *key =
            mail ? ct_import_email_key(texts->pdata[i])
                 : ct_import_phone_key(texts->pdata[i], ct_import_row_country(import));

        if (key == NULL)
            ct_import_wrong_text(import, field, texts->pdata[i],
                                 mail ? "an e-mail address" : "a phone number");
        else if (!write_stop(import, mail ? CT_CHANNEL_MAIL : CT_CHANNEL_CALL, key, day, error))
            return false;
        else
            (*count)++;
    }
    return true;
}

bool
ct_import_stage_do_not_call(CtImport *import, GError **error)
{
    CtDay day = import->options->today;
    int count = 0;
    bool has_day;

    if (!ct_import_read_day(import, CT_FIELD_DAY, CT_TENSE_PAST, &day, &has_day))
        return true;
    if (!write_stops(import, CT_FIELD_PHONE, day, &count, error) ||
        !write_stops(import, CT_FIELD_EMAIL, day, &count, error))
        return false;
    if (count == 0)
        ct_import_reject(import, "names neither a number nor an e-mail address");
    return true;
}
