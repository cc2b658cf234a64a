/* sheet-private - what the call boxes and their overview share. */
#pragma once

#include "page-private.h"

#define CT_OVERVIEW_FROM 6 /* more calls than this have an overview in front */

typedef struct {
    const char *manager, *hours;
    const CtCall *calls;
    size_t count;
} CtCallList;

/* A new page of a call list, with its head and foot. */
void ct_call_page(CtDocument *document, const CtCallList *list, int pages);

/* One line a call, laid out and divided into pages, so that they can be counted before the first
 * is drawn. The caller owns the result. */
typedef struct CtOverview CtOverview;
CtOverview *ct_overview_new(CtDocument *document, const CtCallList *list);
void ct_overview_free(CtOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtOverview, ct_overview_free)
/* 0 for NULL. */
int ct_overview_pages(const CtOverview *overview);
/* Draws all its pages; nothing for NULL. `pages`: of the whole document. */
void ct_overview_draw(CtDocument *document, const CtOverview *overview, const CtCallList *list,
                      int pages);
