/* Common names, invented streets and real towns: what the people of the toy shop are put together
 * from. Nobody of them exists. After '/' stands a name as its owner writes it in an e-mail address,
 * where its own letters do not fit there. */
#include "config.h"

#include "demo-private.h"

static const char *const english_first[] = {
    "Alice",   "Arthur",  "Beatrice", "Charlotte", "Clara",    "Daniel", "Edith",
    "Eleanor", "Frances", "George",   "Grace",     "Harriet",  "Henry",  "Hugh",
    "Isobel",  "James",   "Jane",     "Julian",    "Kate",     "Laura",  "Margaret",
    "Martin",  "Nora",    "Oliver",   "Peter",     "Philippa", "Rose",   "Ruth",
    "Simon",   "Thomas",  "Walter",   "William",   NULL};

static const char *const english_last[] = {
    "Ashdown",  "Barlow",   "Bexley",  "Brook",   "Chilcott",  "Cooper",    "Dunford",
    "Fairley",  "Fletcher", "Garland", "Hartley", "Hollis",    "Kendrick",  "Langley",
    "Marlow",   "Meredith", "Norwood", "Oakes",   "Pemberton", "Penrose",   "Radley",
    "Redfern",  "Sedgwick", "Shaw",    "Thornby", "Turner",    "Underhill", "Wakefield",
    "Westcott", "Whitlow",  "Winslow", "Yardley", NULL};

static const char *const irish_last[] = {"Brennan",        "Byrne",    "Doyle",    "Farrell",
                                         "Gallagher",      "Kavanagh", "Kinsella", "O'Brien/obrien",
                                         "O'Dwyer/odwyer", "Tierney",  NULL};

static const char *const american_last[] = {
    "Alvarez",    "Bennett", "Carter", "Delgado",  "Freeman", "Hudson",   "Jefferson", "Kowalczyk",
    "McAllister", "Novak",   "Parker", "Sullivan", "Tanaka",  "Williams", NULL};

static const char *const german_first[] = {
    "Anke",           "Bärbel/baerbel",   "Björn/bjoern", "Dieter",  "Elke",   "Friedrich",
    "Gisela",         "Günther/guenther", "Hannelore",    "Heike",   "Jonas",  "Jörg/joerg",
    "Jürgen/juergen", "Katrin",           "Lukas",        "Manfred", "Renate", "Sabine",
    "Stefan",         "Ulrike",           "Uwe",          "Wiebke",  NULL};

static const char *const german_last[] = {"Baumgärtner/baumgaertner",
                                          "Brückner/brueckner",
                                          "Eichhorn",
                                          "Feldmann",
                                          "Großmann/grossmann",
                                          "Hagedorn",
                                          "Hölzel/hoelzel",
                                          "Kästner/kaestner",
                                          "Körner/koerner",
                                          "Lindemann",
                                          "Möller/moeller",
                                          "Petersen",
                                          "Rößler/roessler",
                                          "Schäfer/schaefer",
                                          "Schönfeld/schoenfeld",
                                          "Tischler",
                                          "Vogt",
                                          "Weiß/weiss",
                                          "Wendt",
                                          "Zimmermann",
                                          NULL};

static const char *const spanish_first[] = {
    "Álvaro/alvaro", "Ana",         "Begoña/begona", "Carmen", "Concepción/concepcion",
    "Diego",         "Elena",       "Íñigo/inigo",   "Javier", "José/jose",
    "Lucía/lucia",   "María/maria", "Nuria",         "Pablo",  "Raúl/raul",
    "Rocío/rocio",   "Sofía/sofia", "Teresa",        NULL};

static const char *const spanish_last[] = {"Aguilar",
                                           "Benítez/benitez",
                                           "Castaño/castano",
                                           "Domínguez/dominguez",
                                           "Fuentes",
                                           "Gutiérrez/gutierrez",
                                           "Herrera",
                                           "Ibáñez/ibanez",
                                           "López/lopez",
                                           "Muñoz/munoz",
                                           "Navarro",
                                           "Peña/pena",
                                           "Quintana",
                                           "Robles",
                                           "Serrano",
                                           "Vázquez/vazquez",
                                           NULL};

static const char *const french_first[] = {"Amélie/amelie",
                                           "Benoît/benoit",
                                           "Cécile/cecile",
                                           "Élodie/elodie",
                                           "Françoise/francoise",
                                           "Gaël/gael",
                                           "Hélène/helene",
                                           "Mathieu",
                                           "Noémie/noemie",
                                           "Océane/oceane",
                                           "Rémi/remi",
                                           "Yves",
                                           NULL};

static const char *const french_last[] = {
    "Bellerose",     "Charpentier",     "Delacour", "Fontaine",
    "Garçon/garcon", "Lefèvre/lefevre", "Moreau",   "Prévost/prevost",
    "Roussel",       "Vaillant",        NULL};

static const char *const latvian_women[] = {
    "Agnese",      "Anita",       "Dace", "Dzintra",
    "Elīna/elina", "Ilze",        "Inga", "Kristīne/kristine",
    "Līga/liga",   "Vēsma/vesma", NULL};

static const char *const latvian_women_last[] = {
    "Bērziņa/berzina", "Eglīte/eglite",   "Kalniņa/kalnina",
    "Krūmiņa/krumina", "Liepiņa/liepina", "Ozoliņa/ozolina",
    "Zvirbule",        "Šķēle/skele",     NULL};

static const char *const latvian_men[] = {
    "Aivars",          "Andris",   "Edgars", "Guntis",          "Jānis/janis", "Kārlis/karlis",
    "Mārtiņš/martins", "Raimonds", "Uldis",  "Zigmārs/zigmars", NULL};

static const char *const latvian_men_last[] = {
    "Bērziņš/berzins", "Eglītis/eglitis", "Kalniņš/kalnins",
    "Krūmiņš/krumins", "Liepiņš/liepins", "Ozoliņš/ozolins",
    "Zvirbulis",       "Āboliņš/abolins", NULL};

static const char *const polish_first[] = {
    "Agnieszka",   "Bożena/bozena",       "Grzegorz",      "Jadwiga",
    "Katarzyna",   "Krzysztof",           "Łukasz/lukasz", "Małgorzata/malgorzata",
    "Paweł/pawel", "Stanisław/stanislaw", "Wojciech",      "Zofia",
    NULL};

static const char *const polish_last[] = {
    "Dąbek/dabek", "Dudek",  "Jóźwiak/jozwiak", "Kaczmarek",     "Król/krol",   "Mazur",
    "Nowak",       "Pawlak", "Wójcik/wojcik",   "Wróbel/wrobel", "Zając/zajac", NULL};

static const char *const korean_first[] = {"지우/jiwoo", "민준/minjun",  "서연/seoyeon",
                                           "도윤/doyun", "하은/haeun",   "수빈/subin",
                                           "예진/yejin", "현우/hyunwoo", NULL};

static const char *const korean_last[] = {"김/kim",  "이/lee",  "박/park", "최/choi", "정/jung",
                                          "강/kang", "윤/yoon", "한/han",  NULL};

static const char *const chinese_first[] = {"伟/wei",    "芳/fang",       "秀英/xiuying",
                                            "敏/min",    "静/jing",       "建国/jianguo",
                                            "丽娜/lina", "晓明/xiaoming", NULL};

static const char *const chinese_last[] = {
    "王/wang", "李/li", "张/zhang", "刘/liu", "陈/chen", "赵/zhao", "欧阳/ouyang", "林/lin", NULL};

static const char *const arabic_first[] = {"ليلى/layla", "أحمد/ahmad",  "فاطمة/fatima",
                                           "يوسف/yusuf", "مريم/maryam", "خالد/khalid",
                                           "نور/nour",   "سمير/samir",  NULL};

static const char *const arabic_last[] = {"الحداد/alhaddad", "النجار/alnajjar", "الخياط/alkhayat",
                                          "منصور/mansour",   "سلمان/salman",    "القاضي/alqadi",
                                          "حمدان/hamdan",    "زيدان/zeidan",    NULL};

static const char *const nigerian_first[] = {
    "Adaeze", "Ayodele", "Babajide",        "Chiamaka", "Chinedu", "Folake", "Ifeoma",
    "Ngozi",  "Obinna",  "Olúfẹ́mi/olufemi", "Temitope", "Yewande", NULL};

static const char *const nigerian_last[] = {
    "Adebayo",  "Adéyẹmí/adeyemi", "Balogun", "Eze",       "Nwankwo", "Obi",
    "Ogunleye", "Okafor",          "Okonkwo", "Onyekachi", NULL};

/* Telephone numbers are from ranges that are kept free for films and books where the country has
 * such (Ofcom in Britain and ComReg in Ireland, 555-01xx in America, Bundesnetzagentur, ARCEP,
 * ACMA); elsewhere from blocks of zeros. */

static const CtDemoTown british_towns[] = {
    {"BA# #@@", "Bath", "Somerset", "+44 1632 960###"},
    {"BS# #@@", "Bristol", "", "+44 117 496 0###"},
    {"BS## #@@", "Bristol", "", "+44 7700 900###"},
    {"N# #@@", "London", "", "+44 20 7946 0###"},
    {"LS# #@@", "Leeds", "West Yorkshire", "+44 113 496 0###"},
    {"EH# #@@", "Edinburgh", "", "+44 131 496 0###"},
    {"CF## #@@", "Cardiff", "", "+44 29 2018 0###"},
    {"M## #@@", "Manchester", "", "+44 161 496 0###"},
    {NULL, NULL, NULL, NULL},
};

static const char *const british_streets[] = {"* Lime Walk",
                                              "* Kiln Lane",
                                              "* Weavers Row",
                                              "* Old Orchard Road",
                                              "Flat 2, * Quarry Steps",
                                              "* Pear Tree Close",
                                              "* Tannery Lane",
                                              "The Old Bakery, * Mill Green",
                                              "* Lantern Hill",
                                              "* Upper Meadow",
                                              NULL};

static const char *const british_companies[] = {
    "* Interiors", "* & Daughters", "The \"*\" Guest House", "* Architects, Ltd", "Café *", NULL};

static const CtDemoTown irish_towns[] = {
    {"D0# @#@#", "Dublin", "Co. Dublin", "+353 20 910 0###"},
    {"T12 @#@#", "Cork", "Co. Cork", "+353 20 911 0###"},
    {"H91 @#@#", "Galway", "Co. Galway", "+353 20 912 0###"},
    {NULL, NULL, NULL, NULL},
};

static const CtDemoTown american_towns[] = {
    {"100##", "New York", "NY", "+1 212 555 01##"},
    {"021##", "Boston", "MA", "+1 617 555 01##"},
    {"606##", "Chicago", "IL", "+1 312 555 01##"},
    {"972##", "Portland", "OR", "+1 503 555 01##"},
    {NULL, NULL, NULL, NULL},
};

static const char *const american_streets[] = {"* Cedar Hollow Road",   "* Maple Court, Apt 4B",
                                               "* Sycamore Lane",       "* Lighthouse Drive",
                                               "* North Willow Avenue", NULL};

static const CtDemoTown australian_towns[] = {
    {"300#", "Melbourne", "VIC", "+61 3 5550 0###"},
    {"200#", "Sydney", "NSW", "+61 2 5550 0###"},
    {NULL, NULL, NULL, NULL},
};

static const CtDemoTown german_towns[] = {
    {"10###", "Berlin", "", "+49 30 23125 ###"},
    {"20###", "Hamburg", "", "+49 40 66969 ###"},
    {"80###", "München", "", "+49 89 99998 ###"},
    {"50###", "Köln", "", "+49 221 4710 ###"},
    {"60###", "Frankfurt am Main", "", "+49 69 90009 ###"},
    {NULL, NULL, NULL, NULL},
};

static const char *const german_streets[] = {"Lindengrund *",
                                             "Am Alten Ziegelhof *",
                                             "Fliederbogen *",
                                             "Große Webergasse *",
                                             "Sägemühlenweg *",
                                             "Apfelallee *",
                                             NULL};

static const char *const german_companies[] = {"Praxis *", "Hotel *", "Tischlerei *",
                                               "Buchhandlung *", NULL};

static const CtDemoTown austrian_towns[] = {
    {"10#0", "Wien", "", "+43 1 000 0###"},
    {"50#0", "Salzburg", "", "+43 662 000 0###"},
    {NULL, NULL, NULL, NULL},
};

static const CtDemoTown spanish_towns[] = {
    {"28###", "Madrid", "Madrid", "+34 910 000 0##"},
    {"410##", "Sevilla", "Sevilla", "+34 950 000 0##"},
    {"480##", "Bilbao", "Vizcaya", "+34 940 000 0##"},
    {NULL, NULL, NULL, NULL},
};

static const char *const spanish_streets[] = {
    "Calle del Olivo Viejo, *, 3.º B", "Calle de los Faroleros, *", "Plaza del Carpintero, *",
    "Avenida de la Encina, *, 1.º izq.", NULL};

static const char *const spanish_companies[] = {"Estudio *", "Hostal *", "Librería *", NULL};

static const CtDemoTown mexican_towns[] = {
    {"06###", "Ciudad de México", "CDMX", "+52 55 0000 0###"},
    {"440##", "Guadalajara", "Jalisco", "+52 33 0000 0###"},
    {NULL, NULL, NULL, NULL},
};

static const char *const mexican_streets[] = {"Calle Farol *, Col. Las Encinas",
                                              "Av. de los Nogales *, Int. 5", NULL};

static const CtDemoTown french_towns[] = {
    {"750##", "Paris", "", "+33 1 99 00 ## ##"},
    {"690##", "Lyon", "", "+33 4 65 71 ## ##"},
    {"350##", "Rennes", "", "+33 2 61 91 ## ##"},
    {NULL, NULL, NULL, NULL},
};

static const char *const french_streets[] = {
    "* rue des Tilleuls-Neufs", "* bis, impasse du Menuisier", "* quai des Lanternes", NULL};

static const char *const french_companies[] = {"Atelier *", "Librairie *", NULL};

static const CtDemoTown latvian_towns[] = {
    {"LV-10##", "Rīga", "", "+371 60 000 0##"},
    {"LV-300#", "Jelgava", "", "+371 60 000 1##"},
    {NULL, NULL, NULL, NULL},
};

static const char *const latvian_streets[] = {"Ozolzaru iela *", "Lukturu iela *, dz. 7",
                                              "Galdnieku iela *", NULL};

static const char *const latvian_companies[] = {"SIA „*”", NULL};

static const CtDemoTown polish_towns[] = {
    {"00-###", "Warszawa", "", "+48 22 000 0###"},
    {"31-###", "Kraków", "", "+48 12 000 0###"},
    {"80-###", "Gdańsk", "", "+48 58 000 0###"},
    {NULL, NULL, NULL, NULL},
};

static const char *const polish_streets[] = {"ul. Latarników * m. 12", "ul. Dębowa Polana *",
                                             "ul. Stolarzy *", NULL};

static const char *const polish_companies[] = {"Kawiarnia *", "Pracownia *", NULL};

static const CtDemoTown korean_towns[] = {
    {"040##", "서울특별시 마포구", "", "+82 2 000 00##"},
    {"480##", "부산광역시 해운대구", "", "+82 51 000 00##"},
    {NULL, NULL, NULL, NULL},
};

static const char *const korean_streets[] = {"등불로 *", "참나무길 *, 3층", NULL};

static const char *const korean_companies[] = {"* 디자인", NULL};

static const CtDemoTown chinese_towns[] = {
    {"2000##", "上海市", "", "+86 21 0000 00##"},
    {"1000##", "北京市", "", "+86 10 0000 00##"},
    {NULL, NULL, NULL, NULL},
};

static const char *const chinese_streets[] = {"橡树路*号", "灯笼巷*号2单元", NULL};

static const char *const chinese_companies[] = {"*记茶馆", NULL};

static const CtDemoTown emirati_towns[] = {
    {"", "دبي", "", "+971 4 000 00##"},
    {"", "الشارقة", "", "+971 6 000 00##"},
    {NULL, NULL, NULL, NULL},
};

static const char *const emirati_streets[] = {"شارع السنديان *", "شارع الفوانيس *", NULL};

static const char *const arabic_companies[] = {"مكتب *", NULL};

static const CtDemoTown nigerian_towns[] = {
    {"101###", "Lagos", "Lagos", "+234 800 000 0###"},
    {"900###", "Abuja", "FCT", "+234 800 000 0###"},
    {NULL, NULL, NULL, NULL},
};

static const char *const nigerian_streets[] = {"* Palm Grove Close", "Plot *, Lantern Crescent",
                                               NULL};

static const char *const nigerian_companies[] = {"* & Sons Ltd", "* Furnishings", NULL};

static const CtDemoPeople peoples[] = {
    {"GB", "en", 42, english_first, english_last, british_towns, british_streets,
     british_companies},
    {"GB", "en", 4, nigerian_first, nigerian_last, british_towns, british_streets,
     nigerian_companies},
    {"GB", "pl", 2, polish_first, polish_last, british_towns, british_streets, british_companies},
    {"GB", "zh", 2, chinese_first, chinese_last, british_towns, british_streets, british_companies},
    {"GB", "ar", 2, arabic_first, arabic_last, british_towns, british_streets, arabic_companies},
    {"GB", "ko", 1, korean_first, korean_last, british_towns, british_streets, korean_companies},
    {"GB", "lv", 1, latvian_women, latvian_women_last, british_towns, british_streets,
     british_companies},
    {"IE", "en", 3, english_first, irish_last, irish_towns, british_streets, british_companies},
    {"US", "en-US", 4, english_first, american_last, american_towns, american_streets,
     british_companies},
    {"AU", "en", 1, english_first, english_last, australian_towns, british_streets,
     british_companies},
    {"DE", "de", 11, german_first, german_last, german_towns, german_streets, german_companies},
    {"AT", "de-AT", 3, german_first, german_last, austrian_towns, german_streets, german_companies},
    {"ES", "es", 7, spanish_first, spanish_last, spanish_towns, spanish_streets, spanish_companies},
    {"MX", "es-MX", 2, spanish_first, spanish_last, mexican_towns, mexican_streets,
     spanish_companies},
    {"FR", "fr", 3, french_first, french_last, french_towns, french_streets, french_companies},
    {"LV", "lv", 2, latvian_women, latvian_women_last, latvian_towns, latvian_streets,
     latvian_companies},
    {"LV", "lv", 2, latvian_men, latvian_men_last, latvian_towns, latvian_streets,
     latvian_companies},
    {"PL", "pl", 2, polish_first, polish_last, polish_towns, polish_streets, polish_companies},
    {"KR", "ko", 2, korean_first, korean_last, korean_towns, korean_streets, korean_companies},
    {"CN", "zh", 2, chinese_first, chinese_last, chinese_towns, chinese_streets, chinese_companies},
    {"AE", "ar", 2, arabic_first, arabic_last, emirati_towns, emirati_streets, arabic_companies},
    {"NG", "en", 2, nigerian_first, nigerian_last, nigerian_towns, nigerian_streets,
     nigerian_companies},
};

const CtDemoPeople *
ct_demo_peoples(size_t *count_out)
{
    *count_out = G_N_ELEMENTS(peoples);
    return peoples;
}
