/* The label sheets we know, and where their labels lie. */
#include "config.h"

#include "page-private.h"

static const CtStationery sheets[] = {
    {"L7160", CT_PAPER_A4, 3, 7, 63.5, 38.1, 66.04, 38.1},
    {"L7159", CT_PAPER_A4, 3, 8, 63.5, 33.9, 66.04, 33.9},
    {"L7161", CT_PAPER_A4, 3, 6, 63.5, 46.6, 66.04, 46.6},
    {"L7162", CT_PAPER_A4, 2, 8, 99.1, 33.9, 101.6, 33.9},
    {"L7163", CT_PAPER_A4, 2, 7, 99.1, 38.1, 101.6, 38.1},
    {"L7165", CT_PAPER_A4, 2, 4, 99.1, 67.7, 101.6, 67.7},
    {"5160", CT_PAPER_LETTER, 3, 10, 66.68, 25.4, 69.85, 25.4},
    {"5161", CT_PAPER_LETTER, 2, 10, 101.6, 25.4, 106.36, 25.4},
    {"5163", CT_PAPER_LETTER, 2, 5, 101.6, 50.8, 106.36, 50.8},
};

const CtStationery *
ct_stationery(size_t *count_out)
{
    *count_out = G_N_ELEMENTS(sheets);
    return sheets;
}

const CtStationery *
ct_stationery_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sheets); i++) {
        if (g_ascii_strcasecmp(sheets[i].name, name) == 0)
            return &sheets[i];
    }
    return NULL;
}

/* The sheets are symmetrical: what the labels leave free is shared by both margins. */
static double
margin(double paper, int labels, double pitch, double size)
{
    return (paper - ((labels - 1) * pitch + size)) / 2;
}

CtBox
ct_stationery_place(const CtStationery *sheet, int index)
{
    const CtBox paper = ct_paper_box(sheet->paper);
    const int column = index % sheet->across, row = index / sheet->across;

    return (CtBox){
        .x = margin(paper.width, sheet->across, sheet->pitch_x, sheet->width) +
             column * sheet->pitch_x,
        .y =
            margin(paper.height, sheet->down, sheet->pitch_y, sheet->height) + row * sheet->pitch_y,
        .width = sheet->width,
        .height = sheet->height,
    };
}
