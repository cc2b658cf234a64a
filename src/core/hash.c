/* Keyed hashes: drawing lots that nobody can foresee, and tokens that say nothing about a person.
 */
#include "config.h"

#include "courtesy/core.h"

#include <string.h>

#define ADDRESS_HASH 32 /* letters of base 32: 160 bits */

static uint64_t
rotate(uint64_t x, int bits)
{
    return (x << bits) | (x >> (64 - bits));
}

static uint64_t
read_le64(const uint8_t *bytes, size_t size)
{
    uint64_t value = 0;

    for (size_t i = 0; i < size; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static void
sip_rounds(uint64_t v[4], int rounds)
{
    for (; rounds > 0; rounds--) {
        v[0] += v[1];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[0] = rotate(v[0], 32);
        v[2] += v[3];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[2] = rotate(v[2], 32);
    }
}

static void
sip_absorb(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    sip_rounds(v, 2);
    v[0] ^= word;
}

uint64_t
ct_siphash(const uint8_t key[16], const void *data, size_t size)
{
    const uint8_t *bytes = data;
    uint64_t k0 = read_le64(key, 8), k1 = read_le64(key + 8, 8);
    /* The four constants of the paper: "somepseudorandomlygeneratedbytes". */
    uint64_t v[4] = {k0 ^ 0x736f6d6570736575U, k1 ^ 0x646f72616e646f6dU, k0 ^ 0x6c7967656e657261U,
                     k1 ^ 0x7465646279746573U};
    size_t whole = size - size % 8;

    for (size_t i = 0; i < whole; i += 8)
        sip_absorb(v, read_le64(bytes + i, 8));
    sip_absorb(v, read_le64(bytes + whole, size % 8) | (uint64_t)size << 56);
    v[2] ^= 0xff;
    sip_rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

char *
ct_token(const char *key, const char *text, const char *alphabet, int length)
{
    GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, (const guchar *)key, strlen(key));
    size_t letters = strlen(alphabet);
    guint8 digest[32];
    uint32_t digits[sizeof digest / 4]; /* of the same number, most significant first */
    gsize size = sizeof digest;
    GString *token = g_string_new(NULL);

    g_assert(letters >= 2 && length <= 40);
    g_hmac_update(hmac, (const guchar *)text, (gssize)strlen(text));
    g_hmac_get_digest(hmac, digest, &size);
    g_hmac_unref(hmac);
    /* The digest is read as one large number, written to the base of the alphabet. */
    for (size_t j = 0; j < G_N_ELEMENTS(digits); j++)
        digits[j] = (uint32_t)digest[4 * j] << 24 | (uint32_t)digest[4 * j + 1] << 16 |
                    (uint32_t)digest[4 * j + 2] << 8 | digest[4 * j + 3];
    for (int i = 0; i < length; i++) {
        uint64_t rest = 0;

        for (size_t j = 0; j < G_N_ELEMENTS(digits); j++) {
            uint64_t value = rest << 32 | digits[j];

            digits[j] = (uint32_t)(value / letters);
            rest = value % letters;
        }
        g_string_append_c(token, alphabet[rest]);
    }
    return g_string_free(token, FALSE);
}

char *
ct_address_hash(const char *secret, const char *key)
{
    return ct_token(secret, key, CT_ALPHABET_BASE32, ADDRESS_HASH);
}
