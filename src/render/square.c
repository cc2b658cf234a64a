/* Squares for telephones: libqrencode makes the matrix, one filled path draws it. */
#include "config.h"

#include "page-private.h"

#include <qrencode.h>
#include <string.h>

#define SMALLEST_SIDE 18.0 /* mm, without the white margin */
#define MODULE        0.5  /* mm: what a plain telephone reads in poor light */
#define LARGEST_SIDE  24.0
#define WHITE_MODULES 4

struct CtSquare {
    QRcode *code;
    double module; /* mm */
};

CtSquare *
ct_square_new(const char *text)
{
    QRcode *code;
    CtSquare *square;

    if (text == NULL || *text == '\0')
        return NULL;
    /* Short texts can afford to survive a stain; long ones need large modules more. */
    code = QRcode_encodeString(text, 0, strlen(text) <= 60 ? QR_ECLEVEL_M : QR_ECLEVEL_L, QR_MODE_8,
                               1);
    if (code == NULL)
        return NULL;
    square = g_new0(CtSquare, 1);
    square->code = code;
    square->module = CLAMP(MODULE * code->width, SMALLEST_SIDE, LARGEST_SIDE) / code->width;
    return square;
}

void
ct_square_free(CtSquare *square)
{
    if (square == NULL)
        return;
    QRcode_free(square->code);
    g_free(square);
}

double
ct_square_side(const CtSquare *square)
{
    return (square->code->width + 2 * WHITE_MODULES) * square->module;
}

void
ct_square_draw(CtDocument *document, const CtSquare *square, double x, double y)
{
    const int width = square->code->width;
    const double module = square->module, side = ct_square_side(square);

    /* Dark modules side by side become one rectangle: fewer seams, a smaller file. */
    for (int row = 0; row < width; row++) {
        const unsigned char *modules = square->code->data + (size_t)row * (size_t)width;

        for (int start = 0, end; start < width; start = end + 1) {
            for (end = start; end < width && (modules[end] & 1) != 0; end++)
                ;
            if (end > start)
                cairo_rectangle(document->cairo, x + (start + WHITE_MODULES) * module,
                                y + (row + WHITE_MODULES) * module, (end - start) * module, module);
        }
    }
    cairo_set_source_rgb(document->cairo, 0, 0, 0);
    cairo_fill(document->cairo);
    ct_document_note_ink(document, CT_INK_SQUARE, (CtBox){x, y, side, side}, NULL);
}
