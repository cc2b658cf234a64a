/* encoding - the bytes of a file as UTF-8, whatever they were before. Inside src/import only. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/settings.h"

typedef struct CtDecoder CtDecoder;

/* Reads from an open, seekable file descriptor, which it does not close and whose position it
 * leaves alone. `encoding` and `settings`: see ct_rows_open_for(). Only the bytes that are there
 * now are read, so that a file that grows meanwhile has an end nevertheless. `file` is for
 * messages. */
CtDecoder *ct_decoder_open(int fd, const char *file, const char *encoding,
                           const CtSettings *settings, GError **error);
void ct_decoder_free(CtDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtDecoder, ct_decoder_free)

/* Begins again at the first byte. CT_ERROR_LATER: the file is not what it was. */
bool ct_decoder_rewind(CtDecoder *decoder, GError **error);
/* True while the file has the size that it had. What somebody is still writing may end in half a
 * row: CT_ERROR_LATER. */
bool ct_decoder_is_complete(const CtDecoder *decoder, GError **error);
/* From here on the bytes are given as they stand in the file; for those who know the encoding of
 * each piece better. Nothing changes for UTF-16 and UTF-32, where a byte means nothing alone. */
void ct_decoder_keep_bytes(CtDecoder *decoder);
/* Reads at most `size` bytes; *got_out is 0 at the end only. What comes from another encoding is
 * valid UTF-8; what was UTF-8 from the start is given as it is. The error names no place: the
 * reader knows the line that it has come to. */
bool ct_decoder_read(CtDecoder *decoder, char *buffer, size_t size, size_t *got_out,
                     GError **error);
/* "UTF-8", "UTF-16LE", "windows-1252": of the file, also when its bytes are kept. */
const char *ct_decoder_encoding(const CtDecoder *decoder);
/* True when ct_decoder_read() gives bytes that are in ct_decoder_encoding(). */
bool ct_decoder_keeps_bytes(const CtDecoder *decoder);

/* --- encoding-guess.c ----------------------------------------------------------------- */

/* The encoding that the `size` bytes of the file are most probably in; NULL: the file cannot be
 * read, or is no text. `settings`: of the shop, whose languages settle what statistics cannot; may
 * be NULL. Errors: CT_ERROR_INPUT, without the name of the file. */
const char *ct_encoding_guess(int fd, int64_t size, const CtSettings *settings, GError **error);
/* The converter of a name such as "latin1" or "Shift_JIS", which stops at bytes that it does not
 * know; NULL: there is none. */
struct UConverter *ct_encoding_converter(const char *name);

/* --- encoding-home.c ------------------------------------------------------------------ */

/* `guess`, unless an encoding of the languages of the shop makes more sense of these words with
 * bytes over 0x7f in them. */
const char *ct_encoding_at_home(const CtSettings *settings, const char *words, size_t size,
                                const char *guess);
