/* What a row answers about being written to or called: the columns that ask, and one row of
 * stage_answer for each answer. */
#include "config.h"

#include "import-private.h"

#include <string.h>

#define MAIL (1u << CT_CHANNEL_MAIL)
#define CALL (1u << CT_CHANNEL_CALL)
#define CARD (1u << CT_CHANNEL_CARD)

/* The columns that answer whether somebody may be written to or called. An objection is a column
 * in which a yes forbids; a no there is the absence of an objection, and permits nothing. */
static const struct {
    CtField field;
    bool objection;
    unsigned channels;
} questions[] = {
    {CT_FIELD_MAY_EMAIL, false, MAIL},
    {CT_FIELD_MAY_CALL, false, CALL},
    {CT_FIELD_MAY_POST, false, CARD},
    {CT_FIELD_NO_EMAIL, true, MAIL},
    {CT_FIELD_NO_CALL, true, CALL},
    {CT_FIELD_NO_POST, true, CARD},
    {CT_FIELD_NO_CONTACT, true, MAIL | CALL | CARD},
};

/* The answers of a row, one a channel. */
typedef struct {
    bool says[CT_CHANNEL_COUNT], may[CT_CHANNEL_COUNT]; /* whether there is one, and which */
    bool nothing_at_all;                                /* not even what a purchase asks for */
} Answers;

/* One cell of one question. Of several answers about a channel the "no" counts. */
static void
read_answer(CtImport *import, Answers *answers, size_t question, const char *text)
{
    CtField field = questions[question].field;
    bool objection = questions[question].objection;
    bool may;

    if (objection ? !ct_import_objection(text, &may) : !ct_import_answer(text, &may)) {
        ct_import_wrong_text(import, field, text, "yes or no");
        return;
    }
    if (objection && may)
        return;
    if (field == CT_FIELD_NO_CONTACT)
        answers->nothing_at_all = true;
    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++) {
        if ((questions[question].channels & (1u << channel)) == 0)
            continue;
        answers->may[channel] = may && (!answers->says[channel] || answers->may[channel]);
        answers->says[channel] = true;
    }
}

/* All columns of a question are read, not only the first one that is filled: a "no" may stand in
 * any of them. */
static void
read_answers(CtImport *import, Answers *answers)
{
    for (size_t i = 0; i < G_N_ELEMENTS(questions); i++) {
        g_autoptr(GPtrArray) cells = NULL;

        if (import->cells[questions[i].field] == NULL)
            continue;
        cells = g_ptr_array_new_with_free_func(g_free);
        ct_mapping_cells(import->mapping, import->rows, questions[i].field, cells);
        for (guint k = 0; k < cells->len; k++)
            read_answer(import, answers, i, cells->pdata[k]);
    }
    if (!answers->says[CT_CHANNEL_MAIL])
        return;
    if (answers->may[CT_CHANNEL_MAIL])
        import->report->consent_yes++;
    else
        import->report->consent_no++;
}

/* When it was answered: as the row says, else today. */
static CtDay
answer_day(CtImport *import)
{
    const char *text = import->cells[CT_FIELD_ANSWER_DAY];
    CtDay today = import->options->today, day;

    if (text == NULL)
        return today;
    if (ct_import_day(text, import->reading.dates, &day) && day.n <= today.n)
        return day;
    ct_import_wrong_cell(import, CT_FIELD_ANSWER_DAY, "a day up to today");
    return today;
}

bool
ct_import_stage_answer(CtImport *import, const CtAnswer *answer, GError **error)
{
    CtStmt *insert = import->insert_answer;

    ct_stmt_bind_int(insert, ":place", answer->place);
    ct_stmt_bind_text(insert, ":channel", ct_channel_words[answer->channel]);
    ct_stmt_bind_text(insert, ":purpose", answer->purpose);
    ct_stmt_bind_text(insert, ":address", answer->address);
    ct_stmt_bind_int(insert, ":answer", answer->yes);
    ct_stmt_bind_int(insert, ":day", answer->day.n);
    ct_stmt_bind_int(insert, ":dated", answer->dated);
    ct_stmt_bind_text(insert, ":source", answer->source);
    ct_stmt_bind_text(insert, ":wording", answer->wording);
    return ct_stmt_run(insert, NULL, error);
}

/* Post is addressed to a person, so that an address binds nobody else. */
bool
ct_import_stage_answers(CtImport *import, int64_t place, const char *email_key,
                        const char *phone_key, GError **error)
{
    const char *const addresses[CT_CHANNEL_COUNT] = {
        [CT_CHANNEL_MAIL] = email_key,
        [CT_CHANNEL_CALL] = phone_key,
    };
    Answers answers = {0};
    CtDay day;

    read_answers(import, &answers);
    if (!answers.says[CT_CHANNEL_MAIL] && !answers.says[CT_CHANNEL_CALL] &&
        !answers.says[CT_CHANNEL_CARD])
        return true;
    day = answer_day(import);
    for (CtChannel channel = 0; channel < CT_CHANNEL_COUNT; channel++) {
        const CtAnswer answer = {.place = place,
                                 .channel = channel,
                                 .purpose = answers.nothing_at_all ? "any" : "marketing",
                                 .address = addresses[channel],
                                 .yes = answers.may[channel],
                                 .day = day,
                                 .wording = import->cells[CT_FIELD_WORDING]};

        if (answers.says[channel] && !ct_import_stage_answer(import, &answer, error))
            return false;
    }
    return true;
}
