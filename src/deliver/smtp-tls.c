/* The certificates of STARTTLS, checked by OpenSSL itself and not by libESMTP 1.1.0, which would
 * compare them with whatever canonical name the resolver returns, sends no server name (SNI), and
 * hangs when a TLS 1.3 session ticket comes while it has an unsent EHLO. */
#include "config.h"

#include "smtp-private.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

static CtGuard *
guard_of(const SSL *ssl)
{
    return SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
}

static bool
is_address(const char *host)
{
    unsigned char address[sizeof(struct in6_addr)];

    return inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
}

/* Called for each certificate of the chain; a session that was tampered with has no good one. */
static int
verify(int good, X509_STORE_CTX *store)
{
    const SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    CtGuard *guard = guard_of(ssl);
    int reason = X509_STORE_CTX_get_error(store);

    if (!good)
        ct_guard_stop(guard, CT_ERROR_CONFIG, "has a certificate that is not valid for %s: %s",
                      guard->host, X509_verify_cert_error_string(reason));
    return good && guard->verdict == NULL;
}

/* The one moment at which the handshake exists and nothing of it is sent yet. */
static void
set_server_name(const SSL *ssl, int where, int result)
{
    CtGuard *guard = guard_of(ssl);

    if ((where & SSL_CB_HANDSHAKE_START) != 0 && !is_address(guard->host))
        /* OpenSSL has no other callback so early, and its macro casts a const away. */
        /* NOLINTNEXTLINE(clang-diagnostic-cast-qual) */
        SSL_set_tlsext_host_name((SSL *)(uintptr_t)ssl, guard->host);
}

static bool
expect_host(SSL_CTX *tls, const char *host)
{
    X509_VERIFY_PARAM *parameters = SSL_CTX_get0_param(tls);

    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (is_address(host))
        return X509_VERIFY_PARAM_set1_ip_asc(parameters, host) == 1;
    return X509_VERIFY_PARAM_set1_host(parameters, host, 0) == 1;
}

const char *
ct_guard_tls_reason(void)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());

    return reason != NULL ? reason : "the connection was closed";
}

SSL_CTX *
ct_guard_tls_new(CtGuard *guard, GError **error)
{
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());

    if (tls != NULL && SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION) == 1 &&
        SSL_CTX_set_max_proto_version(tls, TLS1_2_VERSION) == 1 &&
        SSL_CTX_set_default_verify_paths(tls) == 1 && expect_host(tls, guard->host)) {
        SSL_CTX_set_options(tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
        SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, verify);
        SSL_CTX_set_info_callback(tls, set_server_name);
        SSL_CTX_set_app_data(tls, guard);
        return tls;
    }
    g_set_error(error, CT_ERROR, CT_ERROR_CONFIG, "cannot prepare TLS for %s: %s", guard->host,
                ct_guard_tls_reason());
    SSL_CTX_free(tls);
    return NULL;
}
