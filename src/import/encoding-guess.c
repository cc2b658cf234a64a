/* What a file is: text, and in which encoding, or something else that has a name. Marks and valid
 * UTF-8 leave no doubt; what remains is a matter of statistics, where the answer is windows-1252
 * unless much speaks for another one. */
#include "config.h"

#include "encoding-private.h"

#include <errno.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unistd.h>

#define SAMPLE      (64 << 10)
#define FALLBACK    "windows-1252"
#define ENOUGH_HIGH 8    /* bytes over 0x7f that statistics need */
#define SURE_SINGLE 20   /* of 100: the confidence that speaks for one byte a character */
#define SURE_DOUBLE 50   /* and for two */
#define DAMAGED     2    /* times as many good characters as bad bytes: UTF-8 with damage */
#define MANY_BAD    1000 /* bad bytes, after which nothing new is learned */

/* Only plain names: ICU would take a comma for an option and a slash for a place. */
UConverter *
ct_encoding_converter(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = NULL;

    if (*name == '\0' || strlen(name) > 40 ||
        name[strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_:")] != '\0')
        return NULL;
    converter = ucnv_open(name, &status);
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (U_SUCCESS(status))
        return converter;
    ucnv_close(converter);
    return NULL;
}

/* --- files that are no text ----------------------------------------------------------- */

#define MARK(bytes) (bytes), sizeof(bytes) - 1

static const struct {
    size_t offset;
    const char *bytes;
    size_t size;
    const char *what;
} others[] = {
    {30, MARK("[Content_Types].xml"), "a workbook; please open it and save the table as CSV"},
    {30, MARK("_rels/"), "a workbook; please open it and save the table as CSV"},
    {30, MARK("docProps/"), "a workbook; please open it and save the table as CSV"},
    {30, MARK("xl/"), "a workbook; please open it and save the table as CSV"},
    {30, MARK("mimetypeapplication/vnd.oasis"),
     "a workbook; please open it and save the table as CSV"},
    {0, MARK("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
     "a workbook; please open it and save the table as CSV"},
    {0, MARK("PK\x03\x04"),
     "a zip archive; please unpack it and import the file inside (a workbook is saved as CSV)"},
    {0, MARK("\x1f\x8b"), "compressed (gzip); please unpack it and import the file inside"},
    {0, MARK("BZh"), "compressed (bzip2); please unpack it and import the file inside"},
    {0,
     MARK("\xfd"
          "7zXZ"),
     "compressed (xz); please unpack it and import the file inside"},
    {0, MARK("7z\xbc\xaf"), "compressed (7z); please unpack it and import the file inside"},
    {0, MARK("Rar!"), "compressed (rar); please unpack it and import the file inside"},
    {0, MARK("%PDF-"), "a PDF; please export the list as CSV where it was made"},
    {0, MARK("\x89PNG"), "a picture; please export the list as CSV where it is kept"},
    {0, MARK("\xff\xd8\xff"), "a picture; please export the list as CSV where it is kept"},
    {0, MARK("GIF8"), "a picture; please export the list as CSV where it is kept"},
    {0, MARK("SQLite format 3\0"), "a database (SQLite); please export the table from it as CSV"},
    {0, MARK("{\\rtf"), "a text document (RTF); please save the table in it as CSV"},
    {0, MARK("<?xml"), "XML; please export the list as CSV"},
    {0, MARK("<!DOCTYPE html"), "a web page; please download the list itself, as CSV"},
    {0, MARK("<html"), "a web page; please download the list itself, as CSV"},
    {0, MARK("BEGIN:VCALENDAR"), "a calendar; people are exported as CSV or as vCards (.vcf)"},
};

static bool
is_text(const char *head, size_t size, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (others[i].offset + others[i].size > size)
            continue;
        if (others[i].offset > 0 && memcmp(head, "PK", 2) != 0)
            continue;
        if (memcmp(head + others[i].offset, others[i].bytes, others[i].size) != 0)
            continue;
        g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "this is %s", others[i].what);
        return false;
    }
    return true;
}

/* --- marks, zeros --------------------------------------------------------------------- */

static const char *
find_mark(const char *head, size_t size)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *encoding;
    } marks[] = {
        {MARK("\xef\xbb\xbf"), "UTF-8"},    {MARK("\xff\xfe\0\0"), "UTF-32LE"},
        {MARK("\0\0\xfe\xff"), "UTF-32BE"}, {MARK("\xff\xfe"), "UTF-16LE"},
        {MARK("\xfe\xff"), "UTF-16BE"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (size >= marks[i].size && memcmp(head, marks[i].bytes, marks[i].size) == 0)
            return marks[i].encoding;
    return NULL;
}

/* In UTF-16 every second byte of a Western text is zero, and hardly any of the others. */
static const char *
find_zeros(const char *head, size_t size)
{
    size_t zeros[2] = {0};

    for (size_t i = 0; i < size; i++)
        zeros[i % 2] += head[i] == '\0';
    if (zeros[1] > size / 6 && zeros[0] <= size / 40)
        return "UTF-16LE";
    if (zeros[0] > size / 6 && zeros[1] <= size / 40)
        return "UTF-16BE";
    return NULL;
}

/* --- UTF-8 ---------------------------------------------------------------------------- */

/* What the bytes of a file are as UTF-8, kept from block to block. */
typedef struct {
    int missing;               /* bytes that the character at hand still needs */
    unsigned char least, most; /* and what the next one of them may be */
    int64_t good, bad;         /* characters of several bytes; bytes that belong to none */
    int64_t first_high;        /* -1: all is ASCII so far */
} Scan;

/* A byte that begins a character (RFC 3629, 4). */
static void
begin_character(Scan *scan, unsigned char byte)
{
    scan->least = 0x80;
    scan->most = 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) {
        scan->missing = 1;
    } else if (byte >= 0xe0 && byte <= 0xef) {
        scan->missing = 2;
        scan->least = byte == 0xe0 ? 0xa0 : 0x80;
        scan->most = byte == 0xed ? 0x9f : 0xbf;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
        scan->missing = 3;
        scan->least = byte == 0xf0 ? 0x90 : 0x80;
        scan->most = byte == 0xf4 ? 0x8f : 0xbf;
    } else if (byte >= 0x80) {
        scan->bad++;
    }
}

static void
take_byte(Scan *scan, unsigned char byte)
{
    if (scan->missing == 0) {
        begin_character(scan, byte);
        return;
    }
    if (byte < scan->least || byte > scan->most) {
        scan->bad++;
        scan->missing = 0;
        begin_character(scan, byte);
        return;
    }
    scan->least = 0x80;
    scan->most = 0xbf;
    if (--scan->missing == 0)
        scan->good++;
}

/* Most of most files is ASCII: eight bytes of it are passed over at once. */
static void
scan_block(Scan *scan, const char *block, size_t size, int64_t offset)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    uint64_t word;

    for (size_t i = 0; i < size;) {
        if (scan->missing == 0 && size - i >= sizeof word) {
            memcpy(&word, block + i, sizeof word);
            if ((word & high) == 0) {
                i += sizeof word;
                continue;
            }
        }
        if (scan->missing == 0 && (unsigned char)block[i] < 0x80) {
            i++;
            continue;
        }
        if (scan->first_high < 0 && (unsigned char)block[i] >= 0x80)
            scan->first_high = offset + (int64_t)i;
        take_byte(scan, (unsigned char)block[i++]);
    }
}

/* Reads until `size` bytes are there or the file ends. */
static bool
read_at(int fd, int64_t offset, char *buffer, size_t size, size_t *got_out, GError **error)
{
    size_t have = 0;

    while (have < size) {
        ssize_t got = pread(fd, buffer + have, size - have, offset + (int64_t)have);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            g_set_error(error, CT_ERROR, CT_ERROR_INPUT, "cannot be read: %s", g_strerror(errno));
            return false;
        }
        if (got == 0)
            break;
        have += (size_t)got;
    }
    *got_out = have;
    return true;
}

/* Looks at all of the file, or at enough of it to know that it is not UTF-8. */
static bool
scan_file(int fd, int64_t size, Scan *scan, GError **error)
{
    char block[SAMPLE];
    int64_t offset = 0;
    size_t got = 1;

    while (offset < size && got > 0 && scan->bad < MANY_BAD) {
        if (!read_at(fd, offset, block, (size_t)MIN(SAMPLE, size - offset), &got, error))
            return false;
        scan_block(scan, block, got, offset);
        offset += (int64_t)got;
    }
    scan->bad += scan->missing > 0;
    return true;
}

/* --- statistics ----------------------------------------------------------------------- */

/* What ICU tells apart, and what programs mean by it: the Windows encodings are the ISO ones with
 * more characters. */
static const struct {
    const char *found, *encoding;
    bool is_double;
} candidates[] = {
    {"Shift_JIS", "Shift_JIS", true},
    {"EUC-JP", "EUC-JP", true},
    {"EUC-KR", "EUC-KR", true},
    {"GB18030", "GB18030", true},
    {"Big5", "Big5", true},
    {"ISO-8859-1", FALLBACK, false},
    {"windows-1252", FALLBACK, false},
    {"ISO-8859-2", "ISO-8859-2", false},
    {"windows-1250", "windows-1250", false},
    {"ISO-8859-5", "ISO-8859-5", false},
    {"windows-1251", "windows-1251", false},
    {"KOI8-R", "KOI8-R", false},
    {"ISO-8859-7", "windows-1253", false},
    {"windows-1253", "windows-1253", false},
    {"ISO-8859-9", "windows-1254", false},
    {"windows-1254", "windows-1254", false},
    {"ISO-8859-8", "windows-1255", false},
    {"ISO-8859-8-I", "windows-1255", false},
    {"windows-1255", "windows-1255", false},
    {"ISO-8859-6", "ISO-8859-6", false},
    {"windows-1256", "windows-1256", false},
};

typedef struct {
    int confidence[G_N_ELEMENTS(candidates)];
} Votes;

/* Two findings that mean the same encoding count together. */
static void
add_vote(Votes *votes, const char *found, int confidence)
{
    size_t at = 0;

    while (at < G_N_ELEMENTS(candidates) && strcmp(candidates[at].found, found) != 0)
        at++;
    if (at == G_N_ELEMENTS(candidates))
        return;
    for (size_t i = 0; i <= at; i++) {
        if (strcmp(candidates[i].encoding, candidates[at].encoding) != 0)
            continue;
        votes->confidence[i] += confidence;
        return;
    }
}

static void
vote(UCharsetDetector *detector, const char *text, size_t size, Votes *votes)
{
    UErrorCode status = U_ZERO_ERROR;
    const UCharsetMatch **matches = NULL;
    int32_t count = 0;

    ucsdet_setText(detector, text, (int32_t)size, &status);
    matches = ucsdet_detectAll(detector, &count, &status);
    for (int32_t i = 0; i < count && U_SUCCESS(status); i++)
        add_vote(votes, ucsdet_getName(matches[i], &status),
                 ucsdet_getConfidence(matches[i], &status));
}

static const char *
winner(const Votes *votes, bool is_double, int at_least)
{
    const char *best = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
        if (candidates[i].is_double != is_double || votes->confidence[i] < at_least)
            continue;
        best = candidates[i].encoding;
        at_least = votes->confidence[i] + 1;
    }
    return best;
}

/* The words with a byte over 0x7f in them. The rest of a table, its numbers and addresses, looks
 * like English and drowns them. Returns the number of such bytes. */
static size_t
keep_words(const char *sample, size_t size, GString *words)
{
    size_t high = 0;

    for (size_t start = 0, end; start < size; start = end + 1) {
        size_t before = high;

        for (end = start; end < size; end++) {
            if ((unsigned char)sample[end] >= 0x80)
                high++;
            else if (!g_ascii_isalpha(sample[end]))
                break;
        }
        if (high == before)
            continue;
        g_string_append_len(words, sample + start, (gssize)(end - start));
        g_string_append_c(words, ' ');
    }
    return high;
}

static const char *
guess_by_letters(const char *sample, size_t size, const GString *words)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = NULL;
    Votes by_all = {0}, by_words = {0};
    const char *best = NULL;

    detector = ucsdet_open(&status);
    if (U_FAILURE(status))
        return FALLBACK;
    vote(detector, sample, size, &by_all);
    vote(detector, words->str, words->len, &by_words);
    ucsdet_close(detector);
    best = winner(&by_all, true, SURE_DOUBLE);
    if (best == NULL)
        best = winner(&by_words, false, SURE_SINGLE);
    return best != NULL ? best : FALLBACK;
}

static bool
is_double(const char *encoding)
{
    for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++)
        if (strcmp(candidates[i].encoding, encoding) == 0)
            return candidates[i].is_double;
    return false;
}

static const char *
guess_by_statistics(const char *sample, size_t size, const CtSettings *settings)
{
    g_autoptr(GString) words = g_string_new(NULL);
    const char *guess = FALLBACK;

    if (keep_words(sample, size, words) >= ENOUGH_HIGH)
        guess = guess_by_letters(sample, size, words);
    if (settings == NULL || is_double(guess))
        return guess;
    return ct_encoding_at_home(settings, words->str, words->len, guess);
}

/* --- all of it ------------------------------------------------------------------------ */

const char *
ct_encoding_guess(int fd, int64_t size, const CtSettings *settings, GError **error)
{
    char sample[SAMPLE];
    Scan scan = {.first_high = -1};
    const char *encoding = NULL;
    size_t got;

    if (!read_at(fd, 0, sample, SAMPLE, &got, error) || !is_text(sample, got, error))
        return NULL;
    encoding = find_mark(sample, got);
    if (encoding == NULL)
        encoding = find_zeros(sample, got);
    if (encoding != NULL)
        return encoding;
    if (!scan_file(fd, size, &scan, error))
        return NULL;
    if (scan.bad == 0 || scan.good > DAMAGED * scan.bad)
        return "UTF-8";
    if (!read_at(fd, scan.first_high, sample, SAMPLE, &got, error))
        return NULL;
    return guess_by_statistics(sample, got, settings);
}
