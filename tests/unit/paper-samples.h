/* Calls, cards and labels for the tests of printed pages: long, tall and from many countries. All
 * of these people and places are made up. */
#pragma once

#include "courtesy/render.h"

/* Old versions of cairo forget a little memory for each font of the CFF kind, which the fallback
 * fonts for Korean and Chinese are; fontconfig keeps its settings. Neither is ours to free. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libcairo\nleak:libfontconfig\n";
}

typedef struct {
    const char *name, *company, *phone, *language, *speaks, *why, *evidence;
    const char *last_bought, *last_talk, *open;
    const char *say[4];
    const char *dont, *code, *mailto;
    const char *address[7];
    const char *occasion, *details, *words;
} Sample;

static const Sample samples[] = {
    {"María López Ångström",
     "",
     "+34 600 123 456",
     "es",
     "speaks English",
     "CHECK-IN",
     "top customer, 61 days since the last order; usually buys every 90",
     "2 April: oak table 180 cm, 640 €",
     "14 January, Anna: waiting for the chairs in spring",
     "nothing open; card for her birthday posts 20 June",
     {"How is the oil finish holding up?", "The matching chairs came in last week",
      "Ask after the new kitchen"},
     "Don't make it a sales call",
     "K7Q4XM",
     "mailto:calls+k7q4xm@oakandlamp.example?subject=K7Q4XM%20ok",
     {"Calle de la Constitución 12, 3º izq.", "28012 Madrid", "SPAIN"},
     "Birthday Thu 19 June",
     "call her “María”; Spanish\nlast bought: oak table, 2 April",
     "¡Feliz cumpleaños, María! Que la mesa vea muchas buenas cenas."},
    {"Dr. Ayodele Williams-Featherstonehaugh-Cholmondeley Fitzgera",
     "Royal Institution for the Advancement of Most Serious Lamps",
     "",
     "en",
     "speaks English",
     "COMPLAINT FOLLOW-UP AFTER A DELIVERY THAT CAME TOO LATE",
     "case 311 closed on 5 June; we promised to ring within a week, which ends tomorrow evening, "
     "and nobody has rung so far; the replacement lamp arrived on the fifth, in the afternoon",
     "11 May: reading lamp with two arms and a shade of green glass, 129 €, and a spare bulb",
     "26 May, Tom: the lamp flickers, and she is very annoyed because it is the second one",
     "case 311: replacement sent 3 June, delivered 5 June; an answer to her letter is still due",
     {"Say sorry first, before anything else is said. Has the flicker gone with the new one?",
      "Thank her for the photographs: they helped the workshop to find what was wrong",
      "Ask whether the parcel service may ring at the side door next time, as she suggested"},
     "Don't offer anything else, and don't mention the summer sale, whatever she says",
     "M2XDWR",
     "mailto:calls+m2xdwr@oakandlamp.example?subject=M2XDWR%20ok&body=Please%20change%20the%20word"
     "%20ok%20above%20and%20write%20here%20what%20was%20said",
     {"Department of Reading and Writing", "Attn. Reception, 4th floor, east wing",
      "The Old Lamp Works, 1177 Great Western Crescent", "Bathampton", "Bath", "BA1 2LR"},
     "Anniversary: 10 years with us on Friday 20 June",
     "formal: “Dr. Williams”\nlast bought: reading lamp with two arms, 11 May\nlast card: 2023",
     "Ten years of good light: thank you for every one of them. We hope that the lamp in the study "
     "has many long novels ahead of it, and that you come by when the new shades are here."},
    {"Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis",
     "Bäckerei Körner GmbH",
     "+49 30 901820",
     "de",
     "speaks German",
     "HELP",
     "oven fitted 3 days ago",
     "",
     "",
     "",
     {"Is the first batch coming out right?"},
     NULL,
     "R9THJP",
     "",
     {"Unter den Linden 77", "10117 Berlin", "GERMANY"},
     "Birthday Fri 20 June",
     "",
     ""},
    {"Zoë Kļaviņa-Šķēle 😀",
     "",
     "+371 67 123 456",
     "lv",
     "speaks Latvian",
     "BIRTHDAY",
     "",
     "",
     "",
     "",
     {NULL},
     "Don't sing",
     "CD45EF",
     "mailto:a@b.example",
     {"Brīvības iela 21-4", "Rīga, LV-1010", "LATVIA"},
     "Birthday Sat 21 June",
     "last card: none",
     "Daudz laimes dzimšanas dienā!"},
    {"김민준",
     "주식회사 참나무",
     "+82 2 312 3456",
     "ko",
     "speaks Korean",
     "CHECK-IN",
     "30 days",
     "4월 2일: 참나무 책상",
     "",
     "",
     {"새 책상은 어떠세요?"},
     NULL,
     "AB23CD",
     "mailto:a@b.example",
     {"서울특별시 중구 세종대로 110", "Seoul 04524", "SOUTH KOREA"},
     "Birthday Sun 22 June",
     "last card: none",
     "생일 축하합니다! 새 책상이 마음에 드시길 바랍니다."},
    {"王小明",
     "北京橡木有限公司",
     "+86 10 1234 5678",
     "zh-Hans",
     "speaks Chinese",
     "CHECK-IN",
     "30 days",
     "2 April: 橡木桌",
     "",
     "",
     {"新桌子怎么样？"},
     NULL,
     "GH89JK",
     "mailto:a@b.example",
     {"东城区灯市口大街 33 号", "Beijing, 100006", "CHINA"},
     "Birthday Sun 22 June",
     "last card: none",
     "祝您生日快乐！"},
    /* Without the letters that join to one, lam and alef: pdftotext turns those around. */
    {"محمد عبد الرحمن منصور",
     "مكتبة الشرق",
     "+20 2 1234 5678",
     "ar",
     "speaks Arabic",
     "CHECK-IN",
     "30 days",
     "خزانة من خشب البلوط",
     "",
     "",
     {"كيف حال الخزانة الجديدة؟"},
     NULL,
     "EF67GH",
     "mailto:a@b.example",
     {"شارع النيل", "الجيزة", "EGYPT"},
     "Birthday Mon 23 June",
     "last card: none",
     "كل عام وأنت بخير، ونتمنى لك سنة سعيدة."},
};

#define MOST_SAMPLES 40

/* The first `n` calls of an endless row of samples. */
static inline const CtCall *
sample_calls(size_t n)
{
    static CtCall calls[MOST_SAMPLES];

    for (size_t i = 0; i < n; i++) {
        const Sample *sample = &samples[i % G_N_ELEMENTS(samples)];

        calls[i] = (CtCall){
            .name = sample->name,
            .company = sample->company,
            .phone = sample->phone,
            .language = sample->language,
            .speaks = sample->speaks,
            .why = sample->why,
            .evidence = sample->evidence,
            .last_bought = sample->last_bought,
            .last_talk = sample->last_talk,
            .open = sample->open,
            .say = sample->say,
            .dont = sample->dont,
            .code = sample->code,
            .mailto = sample->mailto,
        };
    }
    return calls;
}

/* Five cards are posted a day. */
static inline const CtCard *
sample_cards(size_t n, CtDay first)
{
    static CtCard cards[MOST_SAMPLES];

    for (size_t i = 0; i < n; i++) {
        const Sample *sample = &samples[i % G_N_ELEMENTS(samples)];

        cards[i] = (CtCard){
            .name = sample->name,
            .language = sample->language,
            .address = sample->address,
            .occasion = sample->occasion,
            .details = sample->details,
            .text = sample->words,
            .post_by = {first.n + (int32_t)i / 5},
            .abroad = i % 3 == 0,
            .code = sample->code,
        };
    }
    return cards;
}

static inline const CtLabel *
sample_labels(size_t n)
{
    static const char *lines[G_N_ELEMENTS(samples)][8];
    static CtLabel labels[MOST_SAMPLES];

    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        lines[i][0] = samples[i].name;
        for (int j = 0; samples[i].address[j] != NULL; j++)
            lines[i][j + 1] = samples[i].address[j];
    }
    for (size_t i = 0; i < n; i++)
        labels[i] = (CtLabel){lines[i % G_N_ELEMENTS(samples)],
                              samples[i % G_N_ELEMENTS(samples)].language};
    return labels;
}

/* 12 June 2025 */
static const CtPage sample_pages[] = {
    [CT_PAPER_A4] = {"Oak & Lamp", {20251}, "en", CT_PAPER_A4, "Liberation Sans"},
    [CT_PAPER_LETTER] = {"Oak & Lamp", {20251}, "en", CT_PAPER_LETTER, "Liberation Sans"},
};

static inline const CtPage *
sample_page(CtPaper paper)
{
    return &sample_pages[paper];
}
