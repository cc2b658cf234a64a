/* Which mail addresses can be written to at all, and which servers can be reached. */
#include "config.h"

#include "courtesy/core.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#define ADDRESS_MAX 254
#define LOCAL_MAX   64
#define LABEL_MAX   63

/* RFC 5322, 3.2.3: atext. */
static bool
is_atom_character(char c)
{
    return g_ascii_isalnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
is_label_character(char c)
{
    return g_ascii_isalnum(c) || c == '-';
}

/* Atoms with single dots between them, up to `end`; counts them. */
static int
count_atoms(const char *text, const char *end, bool (*belongs)(char))
{
    int atoms = 1;

    if (text == end || *text == '.' || end[-1] == '.')
        return 0;
    for (const char *p = text; p < end; p++) {
        if (*p == '.' && p[1] == '.')
            return 0;
        if (*p != '.' && !belongs(*p))
            return 0;
        atoms += *p == '.';
    }
    return atoms;
}

static bool
labels_are_good(const char *domain)
{
    g_auto(GStrv) labels = g_strsplit(domain, ".", -1);

    for (int i = 0; labels[i] != NULL; i++)
        if (strlen(labels[i]) > LABEL_MAX || g_str_has_prefix(labels[i], "-") ||
            g_str_has_suffix(labels[i], "-"))
            return false;
    return true;
}

/* Only what needs no quoting, to a domain of at least two labels whose last one is not a number
 * (RFC 5321, 2.3.5 and 4.1.2; an address such as a@[192.0.2.1] is nobody's customer). */
bool
ct_address_is_sendable(const char *address)
{
    const char *at = strrchr(address, '@');
    const char *end = address + strlen(address);

    if (at == NULL || end - address > ADDRESS_MAX || at - address > LOCAL_MAX)
        return false;
    return count_atoms(address, at, is_atom_character) >= 1 &&
           count_atoms(at + 1, end, is_label_character) >= 2 && labels_are_good(at + 1) &&
           !g_ascii_isdigit(*(strrchr(at, '.') + 1));
}

bool
ct_address_is_server(const char *address)
{
    size_t host = strcspn(address, ":[] \t\n");

    return host > 0 && address[host] == ':' &&
           g_ascii_string_to_unsigned(address + host + 1, 10, 1, 65535, NULL, NULL);
}

bool
ct_address_is_loopback(const char *host)
{
    struct in6_addr six;
    struct in_addr four;

    if (inet_pton(AF_INET, host, &four) == 1)
        return ntohl(four.s_addr) >> 24 == IN_LOOPBACKNET;
    if (inet_pton(AF_INET6, host, &six) == 1)
        return IN6_IS_ADDR_LOOPBACK(&six);
    return g_ascii_strcasecmp(host, "localhost") == 0;
}
