/* What the parser, the checker and the renderer of Mustache share. */
#pragma once

#include "courtesy/render.h"

#define CT_MUSTACHE_STEPS (1 << 20) /* tags, texts and turns of lists in one result */

typedef enum {
    CT_TOKEN_TEXT,     /* literal text */
    CT_TOKEN_VALUE,    /* {{name}} */
    CT_TOKEN_SECTION,  /* {{#name}} */
    CT_TOKEN_INVERTED, /* {{^name}} */
    CT_TOKEN_PARTIAL,  /* {{> name}} */
} CtTokenKind;

typedef struct {
    CtTokenKind kind;
    bool raw;        /* {{{name}}} or {{&name}} */
    bool line_start; /* a text that begins a line: the indent of a partial goes before it */
    char *text;      /* the literal text, or the name as written */
    char **path;     /* the name, split at its dots; empty for {{.}} */
    char *fallback;  /* what stands for an empty value; NULL when nothing does */
    char *indent;    /* the blanks before a partial on a line of its own, else "" */
    CtPlace place;
    guint end; /* the number of the first token after a section */
} CtToken;

struct CtMustache {
    char *file;
    CtMustacheMode mode;
    GArray *tokens; /* of CtToken */
};

/* Like ct_mustache_parse() in strict mode, but returns what could be read in spite of mistakes, so
 * that the names in it can be checked too. `entry`: the value of a template's head, which knows its
 * own place in the file, or NULL for `text`. The caller owns the result. */
CtMustache *ct_mustache_parse_strict(const char *file, int first_line, const char *text,
                                     const CtEntry *entry, CtProblems *problems);

/* Finds a parsed partial, which belongs to whoever finds it. NULL with CT_ERROR_NO_FILE when there
 * is none, or with CT_ERROR_INPUT and all its mistakes, one a line. */
typedef const CtMustache *(*CtPartialFind)(const char *name, void *data, GError **error);

/* ct_mustache_render() with partials that are parsed once and used for many results. */
char *ct_mustache_render_parsed(const CtMustache *mustache, JsonNode *data, CtEscape escape,
                                CtPartialFind find, void *find_data, GError **error);

/* Adds every name that the object `example` lacks to `problems`, with the nearest name that it has;
 * follows partials and finds those that include themselves. */
void ct_mustache_check(const CtMustache *mustache, JsonNode *example, CtPartialFind find,
                       void *find_data, CtProblems *problems);

/* What a name is looked up in: the object of the data, then those of the sections, innermost last.
 */
typedef struct {
    JsonNode *nodes[CT_MUSTACHE_DEPTH + 1];
    guint count;
} CtContext;

/* As Mustache does it: the first part of a path from the innermost object outward, the other parts
 * inside what was found. NULL when there is none. */
JsonNode *ct_context_find(const CtContext *context, char *const *path);

/* `text`, with what could mean something to its surroundings made harmless. */
void ct_escape_append(GString *out, const char *text, CtEscape escape);
