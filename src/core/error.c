#include "config.h"

#include "courtesy/core.h"

#include <sysexits.h>

G_DEFINE_QUARK(courtesy, ct_error)

static const int exit_status[] = {
    [CT_ERROR_USAGE] = EX_USAGE,       [CT_ERROR_INPUT] = EX_DATAERR,
    [CT_ERROR_NO_FILE] = EX_NOINPUT,   [CT_ERROR_SERVICE] = EX_UNAVAILABLE,
    [CT_ERROR_BUG] = EX_SOFTWARE,      [CT_ERROR_OUTPUT] = EX_CANTCREAT,
    [CT_ERROR_STORE] = EX_IOERR,       [CT_ERROR_LATER] = EX_TEMPFAIL,
    [CT_ERROR_PERMISSION] = EX_NOPERM, [CT_ERROR_CONFIG] = EX_CONFIG,
};

int
ct_error_exit_status(const GError *error)
{
    if (error->domain != CT_ERROR || error->code < 0 ||
        (size_t)error->code >= G_N_ELEMENTS(exit_status))
        return EX_SOFTWARE;
    return exit_status[error->code];
}
