/* secret - where the password of the mail server comes from. Inside deliver and for the command.
 * It is never on a command line, in the environment, in a log or in the database. */
#pragma once

#include "courtesy/core.h"
#include "courtesy/settings.h"

#define CT_SECRET_BYTES   4096 /* what a file or a command may give */
#define CT_SECRET_SECONDS 10   /* what a command may take */

/* The first of: the file "smtp" in $CREDENTIALS_DIRECTORY (systemd.exec(5)); the first line that
 * `password command` prints (its words are split as a shell would, but no shell runs them); the
 * first line of `password file`. A file name that does not begin with "/" counts from `dir`.
 * *secret_out is NULL when the settings name no user. Free with ct_secret_free().
 * Errors: CT_ERROR_CONFIG (a user without a password, a command that fails or prints nothing
 * useful), CT_ERROR_NO_FILE, CT_ERROR_PERMISSION (others can read the file; the message says what
 * to type). */
bool ct_secret_read(const CtSettings *settings, const char *dir, char **secret_out, GError **error);

/* Overwrites the secret before its memory is given back. NULL is fine. */
void ct_secret_free(char *secret);
