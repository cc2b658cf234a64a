/* What became of a message, from what is known of it. No library, no connection: a truth table. */
#include "config.h"

#include "smtp-private.h"

#include <string.h>

static int
class_of(int code)
{
    return code / 100;
}

/* RFC 3463, 3.2: bad mailbox, bad system, bad syntax, mailbox has moved, null MX (RFC 7505). Policy
 * (X.7.x), a full mailbox (X.2.2) and all other refusals say nothing about the address. */
static bool
is_about_the_address(const int enhanced[3])
{
    static const int details[] = {1, 2, 3, 6, 10};

    if (enhanced[1] != 1)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(details); i++)
        if (enhanced[2] == details[i])
            return true;
    return false;
}

static bool
is_accepted(const CtMailFacts *facts)
{
    return class_of(facts->recipient_code) == 2 && class_of(facts->transfer_code) == 2 &&
           facts->complete && facts->end_handed && facts->sent;
}

/* The end is out, and nobody can say what came of it. */
static bool
is_uncertain(const CtMailFacts *facts)
{
    int transfer = class_of(facts->transfer_code);
    bool answered = facts->sent && (transfer == 2 || transfer == 4 || transfer == 5);

    return facts->end_handed && !answered;
}

CtMailFate
ct_mail_fate(const CtMailFacts *facts)
{
    int mail = class_of(facts->mail_code), recipient = class_of(facts->recipient_code);
    int transfer = class_of(facts->transfer_code);

    if (is_uncertain(facts))
        return CT_FATE_UNCERTAIN;
    if (is_accepted(facts))
        return CT_FATE_ACCEPTED;
    if (mail == 5)
        return CT_FATE_REFUSED;
    if (recipient == 5)
        return is_about_the_address(facts->recipient_enhanced) ? CT_FATE_REFUSED_ADDRESS
                                                               : CT_FATE_REFUSED;
    if (mail == 4 || recipient == 4)
        return CT_FATE_DEFERRED;
    return transfer == 5 ? CT_FATE_REFUSED : CT_FATE_DEFERRED;
}

void
ct_enhanced_code(const char *text, int code_out[3])
{
    static const size_t digits[] = {1, 3, 3};
    int code[3];

    if (text == NULL)
        return;
    for (int i = 0; i < 3; i++) {
        size_t length = strspn(text, "0123456789");

        if (length == 0 || length > digits[i])
            return;
        code[i] = (int)g_ascii_strtoll(text, NULL, 10);
        text += length;
        if (i < 2 && *text++ != '.')
            return;
    }
    memcpy(code_out, code, sizeof code);
}
