/* One row of a file of contacts: a call, a mail, a card or a visit, in or out. */
#include "config.h"

#include "staging-private.h"

#include <string.h>

static const char *
read_channel(CtImport *import)
{
    static const CtMeaning meanings[] = {
        {"mail", "mail email emails emailmessage courriel correo correoelectronico"},
        {"call",
         "call calls phone phonecall telephone telefon anruf telefonat llamada telefono appel "
         "telefonata chiamata bellen gesprek"},
        {"card",
         "card postcard letter post karte postkarte brief carta lettre carte lettera kaart"},
        {"visit", "visit meeting inperson store shop besuch termin treffen visita visite reunion "
                  "rendezvous bezoek afspraak"},
    };
    const char *text = import->cells[CT_FIELD_CHANNEL];
    const char *channel =
        text != NULL ? ct_import_find_meaning(meanings, G_N_ELEMENTS(meanings), text) : NULL;
    g_autofree char *quoted = ct_import_quote(text != NULL ? text : "");

    if (channel == NULL)
        ct_import_reject(import, "the channel %s is not one of mail, call, card, visit", quoted);
    return channel;
}

static const char *
read_direction(CtImport *import)
{
    static const CtMeaning meanings[] = {
        {"in", "in inbound incoming received from eingehend eingang entrante entrant entrata "
               "inkomend"},
        {"out", "out outbound outgoing sent to ausgehend ausgang saliente sortant uscita uitgaand"},
    };
    const char *text = import->cells[CT_FIELD_DIRECTION];
    const char *direction = "out"; /* who keeps no record of it writes down what they did */

    if (text != NULL)
        direction = ct_import_find_meaning(meanings, G_N_ELEMENTS(meanings), text);
    if (direction == NULL) {
        g_autofree char *quoted = ct_import_quote(text);

        ct_import_reject(import, "the direction %s is neither in nor out", quoted);
    }
    return direction;
}

/* 1 to 5; 0: not known. */
static int
read_mood(CtImport *import)
{
    const char *text = import->cells[CT_FIELD_MOOD];

    if (text == NULL)
        return 0;
    if (*text >= '1' && *text <= '5' && (text[1] == '\0' || strcmp(text + 1, ".0") == 0))
        return *text - '0';
    ct_import_wrong_cell(import, CT_FIELD_MOOD, "a mood from 1 to 5");
    return 0;
}

/* False: the row was rejected. */
static bool
read_contact(CtImport *import, CtDay *day, const char **channel, const char **direction)
{
    bool has_day;

    if (!ct_import_read_day(import, CT_FIELD_DAY, CT_TENSE_PAST, day, &has_day))
        return false;
    if (!has_day) {
        ct_import_reject(import, "no date");
        return false;
    }
    *channel = read_channel(import);
    *direction = *channel != NULL ? read_direction(import) : NULL;
    return *direction != NULL;
}

bool
ct_import_stage_contact(CtImport *import, GError **error)
{
    const char *channel, *direction;
    g_auto(CtWhose) whose = {0};
    CtDay day = {0};
    bool forgotten;
    int mood;

    if (!read_contact(import, &day, &channel, &direction))
        return true;
    if (!ct_import_find_person(import, &whose, &forgotten, error))
        return false;
    if (forgotten)
        return true;
    mood = read_mood(import);
    ct_import_bind_identity(import, &whose, day, channel);
    ct_stmt_bind_int(import->insert, ":day", day.n);
    ct_stmt_bind_text(import->insert, ":channel", channel);
    ct_stmt_bind_text(import->insert, ":direction", direction);
    ct_stmt_bind_text(import->insert, ":person", import->cells[CT_FIELD_PERSON]);
    ct_import_bind_number(import->insert, ":mood", mood > 0, mood);
    ct_stmt_bind_text(import->insert, ":words", import->cells[CT_FIELD_WORDS]);
    return ct_stmt_run(import->insert, NULL, error);
}
