/* The file is converted while it is read, a block at a time and by way of UTF-16, so that neither
 * memory nor a second file grows with it. */
#include "config.h"

#include "encoding-private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/ucnv.h>
#include <unistd.h>

#define BLOCK (16 << 10)

struct CtDecoder {
    int fd;
    char *encoding;
    int64_t at, size;         /* the next byte, and the end that the file had at the start */
    UConverter *from, *to;    /* into UTF-16 and out of it; NULL: the bytes are given as they are */
    bool ended;               /* nothing is left to be converted */
    GError *failure;          /* once something is wrong, it stays so */
    size_t out_at, out_size;  /* what was converted and not yet given */
    char in[BLOCK];           /* bytes of the file */
    UChar units[BLOCK];       /* what they are */
    char out[4 * BLOCK + 16]; /* a unit is at most three bytes, and a few may be left over */
};

/* --- opening -------------------------------------------------------------------------- */

static bool
measure(CtDecoder *decoder, GError **error)
{
    struct stat status;

    if (fstat(decoder->fd, &status) != 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "cannot be read: %s", g_strerror(errno));
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "this is not a file");
        return false;
    }
    decoder->size = status.st_size;
    return true;
}

/* The bytes of UTF-8 need no conversion: who reads them looks at every one anyway. */
static bool
open_converters(CtDecoder *decoder, const char *encoding, GError **error)
{
    decoder->encoding = g_strdup(encoding);
    if (g_ascii_strcasecmp(encoding, "UTF-8") == 0)
        return true;
    decoder->from = ct_encoding_converter(encoding);
    if (decoder->from == NULL) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT,
                    "\"%s\" is not an encoding; UTF-8, windows-1252 and UTF-16 are", encoding);
        return false;
    }
    decoder->to = ct_encoding_converter("UTF-8");
    return true;
}

static bool
prepare(CtDecoder *decoder, const char *encoding, const CtSettings *settings, GError **error)
{
    if (!measure(decoder, error))
        return false;
    if (encoding == NULL)
        encoding = ct_encoding_guess(decoder->fd, decoder->size, settings, error);
    return encoding != NULL && open_converters(decoder, encoding, error);
}

CtDecoder *
ct_decoder_open(int fd, const char *file, const char *encoding, const CtSettings *settings,
                GError **error)
{
    CtDecoder *decoder = g_new0(CtDecoder, 1);

    decoder->fd = fd;
    if (prepare(decoder, encoding, settings, error))
        return decoder;
    g_prefix_error(error, "%s: ", file);
    ct_decoder_free(decoder);
    return NULL;
}

static void
close_converters(CtDecoder *decoder)
{
    g_clear_pointer(&decoder->from, ucnv_close);
    g_clear_pointer(&decoder->to, ucnv_close);
}

void
ct_decoder_free(CtDecoder *decoder)
{
    if (decoder == NULL)
        return;
    close_converters(decoder);
    g_clear_error(&decoder->failure);
    g_free(decoder->encoding);
    g_free(decoder);
}

void
ct_decoder_keep_bytes(CtDecoder *decoder)
{
    if (decoder->from != NULL && ucnv_getMinCharSize(decoder->from) == 1)
        close_converters(decoder);
}

bool
ct_decoder_keeps_bytes(const CtDecoder *decoder)
{
    return decoder->from == NULL;
}

const char *
ct_decoder_encoding(const CtDecoder *decoder)
{
    return decoder->encoding;
}

/* --- reading -------------------------------------------------------------------------- */

bool
ct_decoder_is_complete(const CtDecoder *decoder, GError **error)
{
    struct stat status;

    if (fstat(decoder->fd, &status) == 0 && status.st_size == decoder->size)
        return true;
    g_set_error(error, CT_ERROR, CT_ERROR_LATER,
                "the file changed while it was read; please import it when it is complete");
    return false;
}

bool
ct_decoder_rewind(CtDecoder *decoder, GError **error)
{
    decoder->at = 0;
    decoder->out_at = 0;
    decoder->out_size = 0;
    decoder->ended = false;
    g_clear_error(&decoder->failure);
    if (decoder->from != NULL) {
        ucnv_reset(decoder->from);
        ucnv_reset(decoder->to);
    }
    return ct_decoder_is_complete(decoder, error);
}

static bool
read_bytes(CtDecoder *decoder, char *buffer, size_t size, size_t *got_out, GError **error)
{
    ssize_t got;

    size = (size_t)MIN((int64_t)size, decoder->size - decoder->at);
    do
        got = pread(decoder->fd, buffer, size, decoder->at);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "cannot be read: %s", g_strerror(errno));
        return false;
    }
    decoder->at += got;
    *got_out = (size_t)got;
    return true;
}

/* Remembers what is wrong: the text in front of it is given first. */
static void
refuse_bytes(CtDecoder *decoder)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    UErrorCode status = U_ZERO_ERROR;
    int8_t length = 8;
    char bytes[8];

    ucnv_getInvalidChars(decoder->from, bytes, &length, &status);
    for (int i = 0; i < length && U_SUCCESS(status); i++)
        g_string_append_printf(shown, " %02x", (unsigned char)bytes[i]);
    g_string_append(shown, length == 1 ? " is" : " are");
    g_set_error(&decoder->failure, CT_ERROR, CT_ERROR_INPUT,
                "the %s%s no character of %s; please say --encoding NAME, or save the file as "
                "UTF-8",
                length == 1 ? "byte" : "bytes", shown->str, decoder->encoding);
}

static void
encode(CtDecoder *decoder, const UChar *units, const UChar *end)
{
    UErrorCode status = U_ZERO_ERROR;
    char *out = decoder->out;

    ucnv_fromUnicode(decoder->to, &out, decoder->out + sizeof decoder->out, &units, end, NULL,
                     (UBool)decoder->ended, &status);
    decoder->out_at = 0;
    decoder->out_size = (size_t)(out - decoder->out);
    if (U_FAILURE(status) && decoder->failure == NULL)
        g_set_error(&decoder->failure, CT_ERROR, CT_ERROR_INPUT,
                    "half a character of %s; please save the file as UTF-8", decoder->encoding);
}

/* Converts the next block; a block may be nothing but the first half of a character. */
static bool
convert_block(CtDecoder *decoder, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *in = decoder->in;
    UChar *units = decoder->units;
    size_t got;

    if (!read_bytes(decoder, decoder->in, BLOCK / 2, &got, error))
        return false;
    decoder->ended = got == 0;
    ucnv_toUnicode(decoder->from, &units, decoder->units + BLOCK, &in, decoder->in + got, NULL,
                   (UBool)decoder->ended, &status);
    if (U_FAILURE(status)) {
        decoder->ended = true;
        refuse_bytes(decoder);
    }
    encode(decoder, decoder->units, units);
    return true;
}

static bool
read_converted(CtDecoder *decoder, char *buffer, size_t size, size_t *got_out, GError **error)
{
    while (decoder->out_at == decoder->out_size && !decoder->ended)
        if (!convert_block(decoder, error))
            return false;
    *got_out = MIN(size, decoder->out_size - decoder->out_at);
    if (*got_out == 0 && decoder->failure != NULL) {
        g_propagate_error(error, g_error_copy(decoder->failure));
        return false;
    }
    memcpy(buffer, decoder->out + decoder->out_at, *got_out);
    decoder->out_at += *got_out;
    return true;
}

bool
ct_decoder_read(CtDecoder *decoder, char *buffer, size_t size, size_t *got_out, GError **error)
{
    if (decoder->from == NULL)
        return read_bytes(decoder, buffer, size, got_out, error);
    return read_converted(decoder, buffer, size, got_out, error);
}
