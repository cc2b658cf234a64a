/* Columns by their names, in the languages and programs that shops use. */
#include "config.h"

#include "mapping-private.h"

#include <string.h>

#define CUSTOMERS    (1u << CT_IMPORT_CUSTOMERS)
#define PURCHASES    (1u << CT_IMPORT_PURCHASES)
#define CASES        (1u << CT_IMPORT_CASES)
#define CONTACTS     (1u << CT_IMPORT_CONTACTS)
#define BIRTHDAYS    (1u << CT_IMPORT_BIRTHDAYS)
#define EVENTS       (1u << CT_IMPORT_EVENTS)
#define REFERRALS    (1u << CT_IMPORT_REFERRALS)
#define CONSENT      (1u << CT_IMPORT_CONSENT)
#define DO_NOT_CALL  (1u << CT_IMPORT_DO_NOT_CALL)
#define ALL          ((1u << CT_IMPORT_KIND_COUNT) - 1)
#define OF_CUSTOMERS (ALL & ~(CUSTOMERS | DO_NOT_CALL)) /* what names a customer */
#define ANY          CT_SOURCE_SPREADSHEET

const CtAlias ct_aliases[] = {
    /* what only one program means by a name */
    {"name", PURCHASES, CT_FIELD_REF, CT_SOURCE_SHOPIFY_ORDERS, false},
    {"id receiptnumber", PURCHASES, CT_FIELD_COUNT, CT_SOURCE_SHOPIFY_ORDERS, false},
    {"customerid customeruser transactionid", PURCHASES, CT_FIELD_COUNT, CT_SOURCE_ORDER_EXPORT,
     false},
    {"role", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_WOOCOMMERCE_CUSTOMERS, false},
    {"squarecustomerid", CUSTOMERS, CT_FIELD_REF, CT_SOURCE_SQUARE, false},
    {"referenceid", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_SQUARE, false},
    {"status", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_STRIPE, false},
    {"cleantime", CUSTOMERS, CT_FIELD_BOUNCED, CT_SOURCE_MAILCHIMP_CLEANED, false},
    {"unsubtime", CUSTOMERS, CT_FIELD_NO_EMAIL, CT_SOURCE_MAILCHIMP_UNSUBSCRIBED, true},
    {"unsubtime", CUSTOMERS, CT_FIELD_ANSWER_DAY, CT_SOURCE_MAILCHIMP_UNSUBSCRIBED, false},
    {"confirmtime", CUSTOMERS, CT_FIELD_MAY_EMAIL, CT_SOURCE_MAILCHIMP_SUBSCRIBED, true},
    {"confirmtime optintime", CUSTOMERS, CT_FIELD_ANSWER_DAY, CT_SOURCE_MAILCHIMP_SUBSCRIBED,
     false},
    {"optintime", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_MAILCHIMP_CLEANED, false},
    {"optintime", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_MAILCHIMP_UNSUBSCRIBED, false},
    {"cc region", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_MAILCHIMP_CLEANED, false},
    {"address", CUSTOMERS, CT_FIELD_ADDRESS, CT_SOURCE_MAILCHIMP_CLEANED, false},
    {"cc region", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_MAILCHIMP_UNSUBSCRIBED, false},
    {"address", CUSTOMERS, CT_FIELD_ADDRESS, CT_SOURCE_MAILCHIMP_UNSUBSCRIBED, false},
    {"cc region", CUSTOMERS, CT_FIELD_COUNT, CT_SOURCE_MAILCHIMP_SUBSCRIBED, false},
    {"address", CUSTOMERS, CT_FIELD_ADDRESS, CT_SOURCE_MAILCHIMP_SUBSCRIBED, false},
    {"title", CUSTOMERS, CT_FIELD_ROLE, CT_SOURCE_ZOHO, false},
    {"accountname", CUSTOMERS, CT_FIELD_COMPANY, CT_SOURCE_ZOHO, false},
    {"refnum", CUSTOMERS, CT_FIELD_REF, CT_SOURCE_QUICKBOOKS_DESKTOP, false},
    {"baddr1 baddr2 baddr3 baddr4 baddr5", CUSTOMERS, CT_FIELD_ADDRESS,
     CT_SOURCE_QUICKBOOKS_DESKTOP, false},
    {"rep", CUSTOMERS, CT_FIELD_MANAGER, CT_SOURCE_QUICKBOOKS_DESKTOP, false},
    {"ctype", CUSTOMERS, CT_FIELD_TAGS, CT_SOURCE_QUICKBOOKS_DESKTOP, false},
    {"uid", CUSTOMERS, CT_FIELD_REF, CT_SOURCE_VCARD, false},
    /* who and what */
    {"customerid customerno customernr customernumber customercode customerref clientid "
     "clientno clientnumber accountnumber kundennummer kundennr kdnr kundenid "
     "numerodecliente nodecliente ndecliente nocliente ncliente idcliente codigocliente "
     "numeroclient numclient nclient noclient codeclient klientanumurs klientanr klientaid "
     "klientakods contactid recordid referenceid memberid mitgliedsnummer",
     CUSTOMERS, CT_FIELD_REF, ANY, false},
    {"invoiceid invoiceno invoicenr invoicenumber invoice orderid orderno ordernr "
     "ordernumber order purchaseid transactionid transaction receiptnumber receiptno "
     "rechnungsnummer rechnungsnr rechnung belegnummer belegnr bestellnummer bestellnr "
     "auftragsnummer auftragsnr bestellung numerodepedido npedido pedido numerodefactura "
     "factura numerodecommande ncommande commande numerodefacture facture pasutijumanumurs "
     "pasutijums rekinanumurs rekinanr rekins cekanumurs",
     PURCHASES, CT_FIELD_REF, ANY, false},
    {"caseid caseno casenumber ticketid ticketnumber ticket fallnummer vorgangsnummer", CASES,
     CT_FIELD_REF, ANY, false},
    {"contactid", CONTACTS, CT_FIELD_REF, ANY, false},
    {"eventid", EVENTS, CT_FIELD_REF, ANY, false},
    {"ref reference number no nr id", CUSTOMERS | PURCHASES | CASES | CONTACTS | EVENTS,
     CT_FIELD_REF, ANY, false},
    {"customerid customerno customernr customernumber customercode customerref clientid "
     "clientno clientnumber accountnumber kundennummer kundennr kdnr kundenid "
     "numerodecliente nodecliente ndecliente nocliente ncliente idcliente codigocliente "
     "numeroclient numclient nclient noclient codeclient klientanumurs klientanr klientaid "
     "klientakods contactid",
     OF_CUSTOMERS, CT_FIELD_CUSTOMER, ANY, false},
    {"id ref", BIRTHDAYS | REFERRALS, CT_FIELD_CUSTOMER, ANY, false},
    {"customer client kunde kundin cliente klients",
     PURCHASES | CASES | CONTACTS | BIRTHDAYS | EVENTS | REFERRALS | CONSENT, CT_FIELD_CUSTOMER,
     ANY, false},
    {"email emailaddress mail mailaddress customeremail billingemail emailbilling "
     "clientemail emailadresse mailadresse correo correoelectronico direcciondecorreo "
     "courriel adressemail adresseemail adresseelectronique adressedecourriel epasts "
     "epastaadrese epasta primaryemail email1 email#value email#address",
     ALL, CT_FIELD_EMAIL, ANY, false},
    {"otheremail otheremails secondaryemail alternateemail alternativeemail "
     "additionalemail weitereemail privateemail workemail homeemail email2 email3",
     CUSTOMERS, CT_FIELD_OTHER_EMAIL, ANY, false},
    {"firstname givenname forename fname vorname rufname prenom nombre nombres vards",
     CUSTOMERS | BIRTHDAYS | EVENTS | REFERRALS | CONSENT, CT_FIELD_FIRST_NAME, ANY, false},
    {"middlename additionalname secondname midinit zweitervorname weiterevornamen "
     "segundonombre",
     CUSTOMERS | BIRTHDAYS | EVENTS | REFERRALS | CONSENT, CT_FIELD_MIDDLE_NAME, ANY, false},
    {"lastname surname familyname lname nachname familienname zuname apellido apellidos "
     "primerapellido nomdefamille uzvards",
     CUSTOMERS | BIRTHDAYS | EVENTS | REFERRALS | CONSENT, CT_FIELD_LAST_NAME, ANY, false},
    {"fullname displayname name customername clientname contactname contact customer "
     "client kundenname kunde vorundnachname vornamenachname vollstandigername "
     "nombrecompleto nombreyapellidos nombrecliente cliente nomcomplet nometprenom "
     "prenometnom nomclient nom vardsuzvards uzvardsvards vardsunuzvards klientavards "
     "klients",
     CUSTOMERS | BIRTHDAYS | EVENTS | REFERRALS | CONSENT, CT_FIELD_NAME, ANY, false},
    {"company companyname organization organisation organizationname organisationname "
     "organization#name business businessname associatedcompany billingcompany firma "
     "firmenname unternehmen betrieb empresa razonsocial entreprise societe raisonsociale "
     "uznemums uznemumanosaukums defaultaddresscompany",
     CUSTOMERS, CT_FIELD_COMPANY, ANY, false},
    {"role jobtitle position funktion rolle cargo puesto fonction poste amats "
     "organizationtitle organization#title",
     CUSTOMERS, CT_FIELD_ROLE, ANY, false},
    {"phone phonenumber telephone telephonenumber tel telno telefon telefonnummer "
     "telefonnr telefono numerodetelefono numerodetelephone talrunis talrunanumurs "
     "telefons primaryphone phone1 mobile mobilephone mobilenumber mobileno mobil "
     "mobiltelefon mobilnummer mobiltelefonnummer cell cellphone handy handynummer movil "
     "telefonomovil celular portable telephoneportable mobilais mobilaistalrunis gsm "
     "phone#value defaultaddressphone homephone festnetz telefonprivat telefono1 workphone "
     "businessphone telefongeschaftlich billingphone",
     ALL, CT_FIELD_PHONE, ANY, false},
    {"companymainphone shippingphone", CUSTOMERS, CT_FIELD_PHONE, ANY, false},
    {"otherphone otherphones phone2 phone3 homephone2 businessphone2 carphone "
     "weiteretelefonnummer telefon2 secondaryphone alternatephone alternativephone",
     CUSTOMERS, CT_FIELD_OTHER_PHONE, ANY, false},
    /* postal addresses; ct_alias_address() takes "home" and its like off their names */
    {"street street1 streetaddress streetaddress1 address1 addressline1 line1 strasse "
     "strassehausnummer strasseundhausnummer strassehausnr strasseundhausnr strassenr "
     "straat calle calleynumero rue rueetnumero iela address adresse anschrift direccion "
     "direccion1 adresse1 adreseiela adrese postaladdress deliveryaddress lieferadresse "
     "postanschrift formatted",
     CUSTOMERS, CT_FIELD_STREET, ANY, false},
    {"housenumber houseno hausnummer hausnr hnr numerodecasa numeroderue majasnumurs "
     "majasnr",
     CUSTOMERS, CT_FIELD_HOUSE, ANY, false},
    {"street2 streetaddress2 address2 addressline2 line2 adresszusatz adresszeile2 "
     "strasse2 extendedaddress addressextended direccion2 complementodireccion "
     "complementdadresse adresse2 adrese2 apartment apt",
     CUSTOMERS, CT_FIELD_STREET2, ANY, false},
    {"street3 address3 addressline3 adresszeile3 strasse3 adresse3 pobox addresspobox "
     "postfach",
     CUSTOMERS, CT_FIELD_STREET3, ANY, false},
    {"postcode postalcode zip zipcode postalzipcode zippostalcode zippostal postleitzahl "
     "plz codepostal cp codigopostal pastaindekss indekss",
     CUSTOMERS | EVENTS, CT_FIELD_POSTCODE, ANY, false},
    {"city town townorcity suburb locality ort wohnort stadt ville localite commune ciudad "
     "poblacion localidad municipio pilseta",
     CUSTOMERS, CT_FIELD_CITY, ANY, false},
    {"provincecode statecode state province stateprovince stateregion region county "
     "provincename bundesland kanton bundeslandkanton provincia comunidad departement "
     "canton novads",
     CUSTOMERS | EVENTS, CT_FIELD_REGION, ANY, false},
    {"estado", CUSTOMERS, CT_FIELD_REGION, ANY, false},
    {"countrycode country countryregion countryname land landregion staat pays pais valsts",
     CUSTOMERS | EVENTS, CT_FIELD_COUNTRY, ANY, false},
    {"language locale preferredlanguage preferredlocale lang sprache idioma langue valoda",
     CUSTOMERS, CT_FIELD_LANGUAGE, ANY, false},
    /* about a customer */
    {"birthday birthdate dateofbirth dob geburtstag geburtsdatum geburtstagsdatum geboren "
     "geborenam geb gebdatum fechadenacimiento fechanacimiento cumpleanos nacimiento "
     "datedenaissance naissance anniversaire nele dzimsanasdiena dzimsanasdatums dzimis",
     CUSTOMERS | BIRTHDAYS, CT_FIELD_BIRTHDAY, ANY, false},
    {"birthdayday dayofbirth geburtstagtag", CUSTOMERS | BIRTHDAYS, CT_FIELD_BIRTH_DAY, ANY, false},
    {"birthmonth monthofbirth geburtsmonat mesdenacimiento moisdenaissance "
     "dzimsanasmenesis",
     CUSTOMERS | BIRTHDAYS, CT_FIELD_BIRTH_MONTH, ANY, false},
    {"birthyear yearofbirth geburtsjahr jahrgang anodenacimiento anneedenaissance "
     "dzimsanasgads",
     CUSTOMERS | BIRTHDAYS, CT_FIELD_BIRTH_YEAR, ANY, false},
    {"supportrepid manager accountmanager accountowner salesrep salesperson contactowner "
     "owner assignedto betreuer betreuerin kundenbetreuer ansprechpartner gestor "
     "gestordecuenta responsable comercial menedzeris",
     CUSTOMERS, CT_FIELD_MANAGER, ANY, false},
    {"tags tag labels groupmembership groups categories kategorien schlagworte etiquetas "
     "etiquettes birkas ctype",
     CUSTOMERS, CT_FIELD_TAGS, ANY, false},
    {"joined joinedon customersince membersince since signup signupdate dateregistered "
     "registered registeredat firstvisit firstorder created createdat createdon createdutc "
     "createdateutc createddateutc createdate createddate createdtime datecreated "
     "dateadded kundeseit kundinseit mitgliedseit erstelltam erstellt angelegtam angelegt "
     "anmeldedatum clientedesde fechadealta fechaderegistro alta clientdepuis "
     "datedinscription datedecreation klientskops registracijasdatums",
     CUSTOMERS, CT_FIELD_JOINED, ANY, false},
    {"standing customerstatus kundenstatus estadodelcliente statutclient klientastatuss "
     "lifestatus",
     CUSTOMERS, CT_FIELD_STANDING, ANY, false},
    {"referredby referral referrer recommendedby introducedby empfohlenvon geworbenvon "
     "empfehlungvon recomendadopor referidopor recommandepar parrain parrainepar ieteica "
     "ieteicejs werber",
     CUSTOMERS | REFERRALS, CT_FIELD_REFERRED_BY, ANY, false},
    /* may they be written to or called */
    {"acceptsemailmarketing acceptsmarketing emailmarketing emailmarketingconsent "
     "emailsubscriptionstatus emailconsent emailoptin mayemail maymail newsletter "
     "newsletteroptin marketing marketingconsent marketingoptin optin subscribed "
     "subscriptionstatus emailstatus werbeeinwilligung einwilligungemail emaileinwilligung "
     "einwilligungwerbung newslettererlaubt werbungperemail boletin aceptaboletin "
     "aceptamarketing aceptapublicidad suscripcion abonnenewsletter accepteemails "
     "accepteemail inscritnewsletter infolettre jaunumi piekritjaunumiem piekrisanaepasts",
     CUSTOMERS, CT_FIELD_MAY_EMAIL, ANY, false},
    {"maycall mayphone phoneconsent callconsent acceptscalls phonemarketing phoneoptin "
     "werbungpertelefon telefonerlaubt anruferlaubt einwilligungtelefon aceptallamadas "
     "accepteappels driksszvanit driekstzvanit",
     CUSTOMERS, CT_FIELD_MAY_CALL, ANY, false},
    {"maypost mayletter postconsent acceptspost postalmarketing maycard mailingbypost "
     "directmail postoptin werbungperpost posterlaubt einwilligungpost aceptacartas "
     "acceptecourrier",
     CUSTOMERS, CT_FIELD_MAY_POST, ANY, false},
    {"donotemail donotmail dontemail noemail nomail unsubscribed unsubscribedat "
     "unsubscribedfromallemail emailoptout hasoptedoutofemail optout optedout "
     "hsemailoptout emailblacklisted keinnewsletter keineemail keineemails "
     "keinewerbungperemail noenviarcorreo nocorreo baja desinscrit desabonne neemail "
     "nesutitepastu",
     CUSTOMERS, CT_FIELD_NO_EMAIL, ANY, false},
    {"donotcall dnc nocalls nocall donotphone dontcall nophone phoneoptout keineanrufe "
     "nichtanrufen nollamar nepasappeler nezvanit",
     CUSTOMERS, CT_FIELD_NO_CALL, ANY, false},
    {"donotpost donotpostalmail donotmailpost nopost nomailings postoptout keinepost "
     "keinewerbungperpost nocartas pasdecourrier",
     CUSTOMERS, CT_FIELD_NO_POST, ANY, false},
    {"donotcontact nocontact nomarketing donotmarket keinewerbung werbesperre "
     "werbungverboten nichtkontaktieren nocontactar sinpublicidad nepascontacter "
     "pasdepublicite nesazinaties",
     CUSTOMERS, CT_FIELD_NO_CONTACT, ANY, false},
    {"bounced bounce hardbounce hardbounced bouncedat emailbounced emailhardbouncereason "
     "hardbouncereason emailinvalid undeliverable unzustellbar rebotado",
     CUSTOMERS, CT_FIELD_BOUNCED, ANY, false},
    {"optintime optindate optinat consentdate consentgivenat dateofconsent newsletterdate "
     "subscribedat subscribedon subscriptiondate einwilligungam einwilligungsdatum "
     "newsletterseit fechadeconsentimiento datedeconsentement piekrisanasdatums",
     CUSTOMERS | CONSENT, CT_FIELD_ANSWER_DAY, ANY, false},
    {"date day datum fecha datums timestamp answered answeredat answeredon when zeitpunkt", CONSENT,
     CT_FIELD_ANSWER_DAY, ANY, false},
    {"answer consent consentstatus decision permission granted antwort einwilligung "
     "entscheidung respuesta consentimiento reponse consentement atbilde piekrisana",
     CONSENT, CT_FIELD_ANSWER, ANY, false},
    {"purpose topic zweck proposito finalidad finalite but merkis nolukis", CONSENT,
     CT_FIELD_PURPOSE, ANY, false},
    {"source origin collectedvia collectedby form quelle herkunft origen fuente origine "
     "avots",
     CONSENT, CT_FIELD_SOURCE, ANY, false},
    {"wording text consenttext statement wortlaut einwilligungstext texto texte teksts", CONSENT,
     CT_FIELD_WORDING, ANY, false},
    /* purchases */
    {"invoicedate orderdate purchasedate purchasedon purchased dateofpurchase "
     "transactiondate createdat created rechnungsdatum bestelldatum kaufdatum "
     "auftragsdatum belegdatum fechadepedido fechapedido fechadecompra fechadefactura "
     "datedecommande datecommande datedachat datefacture pasutijumadatums rekinadatums "
     "pirkumadatums",
     PURCHASES, CT_FIELD_DAY, ANY, false},
    {"date day datum fecha datums", PURCHASES | CONTACTS | EVENTS | REFERRALS | DO_NOT_CALL,
     CT_FIELD_DAY, ANY, false},
    {"when am", CONTACTS | EVENTS, CT_FIELD_DAY, ANY, false},
    {"total ordertotal ordertotalamount invoicetotal grandtotal totalprice totalamount "
     "orderamount gesamt gesamtbetrag gesamtsumme rechnungsbetrag endbetrag totalpedido "
     "importetotal totalfactura montanttotal totalttc totalcommande kopa kopsumma "
     "summakopa",
     PURCHASES, CT_FIELD_TOTAL, ANY, false},
    {"amount sum linetotal netamount value betrag summe umsatz positionssumme importe "
     "montant summa",
     PURCHASES, CT_FIELD_AMOUNT, ANY, false},
    {"refundedamount refunded refund refundamount refundtotal totalrefunded "
     "orderrefundamount erstattet erstattung reembolso reembolsado rembourse remboursement "
     "atmaksats",
     PURCHASES, CT_FIELD_REFUNDED, ANY, false},
    {"quantity qty lineitemquantity itemquantity pieces menge anzahl stuck cantidad "
     "quantite daudzums skaits",
     PURCHASES, CT_FIELD_QUANTITY, ANY, false},
    {"unitprice price lineitemprice itemprice itemcost preis einzelpreis stuckpreis precio "
     "preciounitario prix prixunitaire cena vienibascena",
     PURCHASES, CT_FIELD_PRICE, ANY, false},
    {"item itemname product productname producttitle lineitemname lineitem description "
     "artikel artikelname artikelbezeichnung bezeichnung produkt articulo producto "
     "descripcion article produit designation prece preces nosaukums",
     PURCHASES, CT_FIELD_ITEM, ANY, false},
    {"category productcategory producttype itemcategory kategorie warengruppe categoria "
     "categorie kategorija",
     PURCHASES, CT_FIELD_CATEGORY, ANY, false},
    {"currency ordercurrency currencycode waehrung wahrung moneda divisa devise monnaie "
     "valuta",
     PURCHASES, CT_FIELD_CURRENCY, ANY, false},
    {"financialstatus status orderstatus paymentstatus bestellstatus zahlungsstatus estado "
     "estadodelpedido statut statutcommande statuss",
     PURCHASES, CT_FIELD_STATUS, ANY, false},
    {"cancelledat canceledat cancelled canceled cancelledon storniert storniertam storno "
     "cancelado anulado annule anulets",
     PURCHASES, CT_FIELD_CANCELLED, ANY, false},
    {"delivered deliveredat deliveredon deliverydate dateofdelivery geliefert geliefertam "
     "lieferdatum zugestellt zugestelltam entregado fechadeentrega fechaentrega livre "
     "livrele datedelivraison datelivraison piegadats piegadesdatums",
     PURCHASES, CT_FIELD_DELIVERED, ANY, false},
    {"installed installedat installedon installationdate dateofinstallation montiert "
     "montiertam montagedatum installiert installiertam einbaudatum instalado "
     "fechadeinstalacion fechainstalacion dateinstallation datedinstallation uzstadits "
     "uzstadisanasdatums",
     PURCHASES, CT_FIELD_INSTALLED, ANY, false},
    /* cases, contacts, events, referrals */
    {"opened openedat openedon opendate dateopened eroffnet eroffnetam gemeldetam abierto "
     "fechadeapertura ouvert ouvertle atverts",
     CASES, CT_FIELD_OPENED, ANY, false},
    {"closed closedat closedon closedate dateclosed resolved resolvedat geschlossen "
     "geschlossenam erledigtam cerrado fechadecierre cloture fermele slegts",
     CASES, CT_FIELD_CLOSED, ANY, false},
    {"kind type art typ tipo tips", CASES, CT_FIELD_KIND, ANY, false},
    {"channel medium via kanal canal medio kanals", CONTACTS | CONSENT, CT_FIELD_CHANNEL, ANY,
     false},
    {"direction richtung direccion sens virziens", CONTACTS, CT_FIELD_DIRECTION, ANY, false},
    {"person by agent mitarbeiter persona personne darbinieks", CONTACTS, CT_FIELD_PERSON, ANY,
     false},
    {"mood stimmung animo humeur noskanojums", CONTACTS, CT_FIELD_MOOD, ANY, false},
    {"words notes note subject comment comments notiz notizen bemerkung bemerkungen "
     "betreff notas comentario asunto remarque remarques piezimes",
     CASES | CONTACTS | EVENTS, CT_FIELD_WORDS, ANY, false},
    {"description beschreibung descripcion apraksts", CASES | EVENTS, CT_FIELD_WORDS, ANY, false},
    {"event eventname occasion ereignis anlass evento evenement notikums", EVENTS, CT_FIELD_EVENT,
     ANY, false},
    {"until enddate validuntil bis gultigbis hasta jusquau lidz", EVENTS, CT_FIELD_UNTIL, ANY,
     false},
    {"startdate eventdate validfrom from start beginn von desde apartirde datumno", EVENTS,
     CT_FIELD_DAY, ANY, false},
    {"referraldate referredon empfohlenam", REFERRALS, CT_FIELD_DAY, ANY, false},
    {"dateofregistration registrationdate addedon", DO_NOT_CALL, CT_FIELD_DAY, ANY, false},
};
const size_t ct_alias_count = G_N_ELEMENTS(ct_aliases);

/* --- postal addresses ----------------------------------------------------------------- */

#define NUMBERED 8 /* "address3city" is of address NUMBERED + 3 */
#define MOST     20

/* What begins or ends the names of the columns of one postal address, best address first. */
static const struct {
    const char *mark;
    int address;
    bool behind;
} marks[] = {
    {"defaultaddress", 1, false}, {"default", 1, false},     {"primary", 1, false},
    {"home", 2, false},           {"privat", 2, true},       {"mailing", 3, false},
    {"postal", 3, false},         {"business", 4, false},    {"work", 4, false},
    {"company", 4, false},        {"geschaftlich", 4, true}, {"dienstlich", 4, true},
    {"billing", 5, false},        {"shipping", 6, false},    {"other", 7, false},
    {"weitere", 7, false},
};

/* "address2city" */
static int
numbered_address(const char *folded, char **rest_out)
{
    const char *digits, *rest;
    guint64 number;

    if (!g_str_has_prefix(folded, "address"))
        return 0;
    digits = folded + strlen("address");
    rest = digits + strspn(digits, "0123456789");
    if (rest == digits || *rest == '\0')
        return 0;
    number = g_ascii_strtoull(digits, NULL, 10);
    *rest_out = g_strdup(rest);
    return NUMBERED + (int)MIN(number, MOST);
}

int
ct_alias_address(const char *folded, char **rest_out)
{
    size_t length = strlen(folded);

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        size_t mark = strlen(marks[i].mark);

        if (length <= mark || (marks[i].behind ? !g_str_has_suffix(folded, marks[i].mark)
                                               : !g_str_has_prefix(folded, marks[i].mark)))
            continue;
        *rest_out = marks[i].behind ? g_strndup(folded, length - mark) : g_strdup(folded + mark);
        return marks[i].address;
    }
    *rest_out = NULL;
    return numbered_address(folded, rest_out);
}
