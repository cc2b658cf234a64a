/* What the folder of templates and a single template know of each other. */
#pragma once

#include "mustache-private.h"

struct CtTemplate {
    CtTemplateKind kind;
    char *file;                    /* "thanks/en.md": for messages */
    char *language;                /* that of the file */
    CtMustache *subject, *preview; /* of a mail's head; NULL when there is none */
    CtMustache *body;
};

/* Reads the text of one template and adds its mistakes, those of its partials too, to `problems`.
 * NULL when there are any. The caller owns the result. */
CtTemplate *ct_template_parse(CtTemplates *templates, CtTemplateKind kind, const char *file,
                              const char *language, const char *text, CtProblems *problems);
void ct_template_free(CtTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtTemplate, ct_template_free)

/* Whom to ask for partials, and for which language: the data of ct_templates_partial(). */
typedef struct {
    CtTemplates *templates;
    const char *language;
} CtPartialSource;

/* A CtPartialFind for the folder `partials`. */
const CtMustache *ct_templates_partial(const char *name, void *source, GError **error);
