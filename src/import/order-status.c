/* The words of shops for the state of an order. What is not paid yet starts nothing: it counts like
 * a cancelled order until a later file calls it paid. What is promised for certain (authorized, in
 * work) counts. */
#include "config.h"

#include "staging-private.h"

#include <string.h>

/* Folded; the languages are those of the programs that are sold here. */
static const CtMeaning meanings[] = {
    {"valid",
     "paid complete completed processing processed authorized authorised captured succeeded "
     "success "
     "successful partiallypaid partiallyrefunded partialrefund partialrefunded fulfilled "
     "unfulfilled "
     "partiallyfulfilled partial shipped partiallyshipped intransit delivered pickedup ready "
     "readyforpickup awaitingfulfillment awaitingshipment awaitingpickup accepted paymentaccepted "
     "invoiced closed archived done sold valid ok "
     "bezahlt abgeschlossen fertiggestellt inbearbeitung versendet geliefert erledigt "
     "teilweiseerstattet teilweisebezahlt "
     "payee paye terminee termine encours encoursdetraitement expediee livree "
     "partiellementremboursee "
     "pagado pagada completado completada procesando enviado entregado "
     "pagato completato inlavorazione spedito consegnato "
     "betaald afgerond voltooid inbehandeling verwerkt verzonden "
     "zaplacone zrealizowane wtrakcierealizacji"},
    {"cancelled",
     "cancelled canceled cancellation cancel void voided refunded fullyrefunded refund expired "
     "failed "
     "failure declined denied rejected reversed chargeback chargedback disputed fraud "
     "suspectedfraud "
     "trash trashed deleted returned error paymenterror invalid "
     "storniert abgebrochen erstattet zuruckerstattet ruckerstattet fehlgeschlagen abgelehnt "
     "papierkorb "
     "annulee annule remboursee rembourse echouee echoue refusee "
     "cancelado cancelada reembolsado reembolsada fallido fallida rechazado "
     "annullato annullata rimborsato rimborsata fallito fallita rifiutato "
     "geannuleerd terugbetaald mislukt geweigerd "
     "anulowane zwrocone nieudane "
     /* not paid yet */
     "pending pendingpayment paymentpending onhold hold holded unpaid notpaid awaitingpayment "
     "awaitingbankwire awaitingbankwirepayment awaitingcheckpayment paymentreview draft "
     "checkoutdraft autodraft incomplete abandoned uncaptured requirespaymentmethod requiresaction "
     "requiresconfirmation manualverificationrequired quote estimate "
     "ausstehend zahlungausstehend unbezahlt nichtbezahlt inwartestellung wartetaufzahlung entwurf "
     "enattente attentepaiement enattentedepaiement attentedepaiement impayee brouillon "
     "pendiente pendientedepago enespera borrador "
     "inattesa inattesadipagamento sospeso bozza "
     "inafwachting wachtopbetaling indewacht wachtend concept "
     "oczekujace oczekujacenaplatnosc wstrzymane"},
    {"test", "test testing testorder testmode testbestellung sandbox bogus"},
};

const char *
ct_import_order_status(const char *text)
{
    const char *meaning = ct_import_find_meaning(meanings, G_N_ELEMENTS(meanings), text);

    if (meaning == NULL && g_ascii_strncasecmp(text, "wc-", strlen("wc-")) == 0)
        meaning = ct_import_find_meaning(meanings, G_N_ELEMENTS(meanings), text + strlen("wc-"));
    return meaning;
}
