/* A stream of cards: where each one begins and ends, and the limits that it keeps. */
#include "config.h"

#include "vcard-private.h"

#include <string.h>

struct CtVcards {
    char *file;
    CtVcardLines *lines;
    CtVcardCard *card;
    bool heading_given, at_heading;
    int64_t cards, card_line; /* how many began, and where the last one did */

    bool is_open;       /* inside a card */
    bool agent_follows; /* a card inside it is announced */
    int depth;          /* of cards inside the card */
    size_t bytes;       /* of its properties */
    int64_t properties; /* of the file, when it began */
};

static const char *const headings[] = {
#define HEADING(member, heading) heading,
    CT_VCARD_COLUMNS(HEADING)
#undef HEADING
};

CtVcards *
ct_vcards_open(CtDecoder *decoder, const char *file)
{
    CtVcards *vcards = g_new0(CtVcards, 1);

    vcards->file = g_strdup(file);
    vcards->lines = ct_vcard_lines_open(decoder, file);
    vcards->card = ct_vcard_card_new(decoder);
    return vcards;
}

void
ct_vcards_free(CtVcards *vcards)
{
    if (vcards == NULL)
        return;
    ct_vcard_card_free(vcards->card);
    ct_vcard_lines_free(vcards->lines);
    g_free(vcards->file);
    g_free(vcards);
}

guint
ct_vcards_count(const CtVcards *vcards)
{
    return CT_VCARD_COLUMN_COUNT;
}

const char *
ct_vcards_field(const CtVcards *vcards, guint i)
{
    if (i >= CT_VCARD_COLUMN_COUNT)
        return "";
    return vcards->at_heading ? headings[i] : ct_vcard_card_cell(vcards->card, (CtVcardColumn)i);
}

int64_t
ct_vcards_line(const CtVcards *vcards)
{
    return vcards->at_heading ? 1 : vcards->card_line;
}

int64_t
ct_vcards_record(const CtVcards *vcards)
{
    return vcards->at_heading ? 0 : vcards->cards;
}

/* --- the frame of a card -------------------------------------------------------------- */

static bool fail(const CtVcards *vcards, int64_t line, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static bool
fail(const CtVcards *vcards, int64_t line, GError **error, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start(arguments, format);
    what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s:%" G_GINT64_FORMAT ": %s", vcards->file, line,
                what);
    return false;
}

static void
begin_card(CtVcards *vcards, int64_t line)
{
    ct_vcard_card_begin(vcards->card);
    ct_vcard_lines_keep_blanks(vcards->lines, false);
    vcards->cards++;
    vcards->card_line = line;
    vcards->is_open = true;
    vcards->agent_follows = false;
    vcards->depth = 0;
    vcards->bytes = 0;
    vcards->properties = ct_vcard_lines_count(vcards->lines);
}

static bool
go_deeper(CtVcards *vcards, int64_t line, GError **error)
{
    vcards->agent_follows = false;
    if (++vcards->depth > CT_VCARD_DEPTH)
        return fail(vcards, line, error, "more than %d cards inside each other", CT_VCARD_DEPTH);
    return true;
}

/* A card may hold the card of an agent; without one the card before was never ended. */
static bool
take_begin(CtVcards *vcards, const CtVcardLine *line, GError **error)
{
    if (!vcards->is_open) {
        begin_card(vcards, line->line);
        return true;
    }
    if (vcards->agent_follows)
        return go_deeper(vcards, line->line, error);
    return fail(vcards, vcards->card_line, error,
                "the card that begins here has no END:VCARD before the next one begins (line "
                "%" G_GINT64_FORMAT ")",
                line->line);
}

/* An agent is a card in the lines that follow, or in escapes in this one. */
static bool
take_agent(CtVcards *vcards, const CtVcardLine *line, GError **error)
{
    g_autofree char *value = g_ascii_strup(line->value, -1);

    g_strstrip(value);
    vcards->agent_follows = *value == '\0';
    if (g_str_has_prefix(value, "BEGIN:VCARD") && strstr(value, "END:VCARD") == NULL)
        return go_deeper(vcards, line->line, error);
    return true;
}

/* A property of the card itself, whose first line may be missing. */
static bool
take_property(CtVcards *vcards, const CtVcardLine *line, GError **error)
{
    if (!vcards->is_open)
        begin_card(vcards, line->line);
    vcards->agent_follows = false;
    if (vcards->depth > 0)
        return true;
    vcards->bytes += line->size;
    if (vcards->bytes > CT_VCARD_CARD)
        return fail(vcards, line->line, error, "a card longer than %d bytes", CT_VCARD_CARD);
    if (ct_vcard_lines_count(vcards->lines) - vcards->properties > CT_VCARD_PROPERTIES)
        return fail(vcards, line->line, error, "a card of more than %d properties",
                    CT_VCARD_PROPERTIES);
    if (line->name == CT_VCARD_VERSION)
        ct_vcard_lines_keep_blanks(vcards->lines, g_str_has_prefix(line->value, "2"));
    if (ct_vcard_card_take(vcards->card, line, error))
        return true;
    g_prefix_error(error, "%s:%" G_GINT64_FORMAT ": ", vcards->file, line->line);
    return false;
}

static bool
take_line(CtVcards *vcards, const CtVcardLine *line, GError **error)
{
    bool is_frame = g_ascii_strncasecmp(line->value, "VCARD", strlen("VCARD")) == 0;

    if (line->name == CT_VCARD_BEGIN)
        return !is_frame || take_begin(vcards, line, error);
    if (line->name == CT_VCARD_AGENT)
        return take_agent(vcards, line, error);
    if (line->name != CT_VCARD_END)
        return take_property(vcards, line, error);
    if (!is_frame)
        return true;
    if (vcards->depth > 0)
        vcards->depth--;
    else
        vcards->is_open = false;
    return true;
}

/* --- reading -------------------------------------------------------------------------- */

static CtCsvStep
end_file(const CtVcards *vcards, GError **error)
{
    if (vcards->is_open) {
        fail(vcards, vcards->card_line, error,
             "the card that begins here has no END:VCARD; the file ends first");
        return CT_CSV_FAILED;
    }
    if (vcards->cards > 0)
        return CT_CSV_END;
    g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "%s: there is no vCard in this file",
                vcards->file);
    return CT_CSV_FAILED;
}

/* Reads on to the end of the card. */
static CtCsvStep
read_card(CtVcards *vcards, GError **error)
{
    bool was_open = false;

    while (vcards->is_open || !was_open) {
        CtVcardLine line;
        CtCsvStep step = ct_vcard_lines_next(vcards->lines, &line, error);

        if (step != CT_CSV_ROW)
            return step == CT_CSV_END ? end_file(vcards, error) : step;
        if (!take_line(vcards, &line, error))
            return CT_CSV_FAILED;
        was_open = was_open || vcards->is_open;
    }
    return CT_CSV_ROW;
}

CtCsvStep
ct_vcards_next(CtVcards *vcards, GError **error)
{
    CtCsvStep step;

    vcards->at_heading = !vcards->heading_given;
    if (vcards->at_heading) {
        vcards->heading_given = true;
        return CT_CSV_ROW;
    }
    do
        step = read_card(vcards, error);
    while (step == CT_CSV_ROW && !ct_vcard_card_end(vcards->card));
    return step;
}
