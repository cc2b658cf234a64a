/* Shared by rule.c (files and blocks) and rule-entry.c (the lines of one block). */
#pragma once

#include "courtesy/rules.h"

#define CT_RULE_NAME 40

/* [a-z0-9-]{1,40} */
bool ct_rule_name_is_good(const char *name);

/* Fills the rule from its block. False, with every mistake in `problems`, when it cannot be used.
 */
bool ct_rule_read_block(CtRule *rule, const CtBlock *block, const CtSettings *settings,
                        CtProblems *problems);
