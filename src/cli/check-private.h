/* check - the parts of the command. Inside src/cli only. */
#pragma once

#include "cli.h"

/* What is odd about the customer base and the files that came in, one a line, each with what to do
 * next: to `problems` what needs a person, to `notes` what is only good to know. The settings are
 * open; a store that is not there yet is passed over. */
bool ct_check_data(CtContext *ctx, CtProblems *problems, CtProblems *notes, GError **error);
