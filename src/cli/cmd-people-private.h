/* The pieces of the command people. */
#pragma once

#include "cli.h"

/* What was said on the command line. */
typedef struct {
    gboolean twins, all;
} CtPeopleOptions;

/* --- people-show.c, people-json.c ----------------------------------------------------- */

/* Everything about one customer: who it is, what is allowed, and the timeline. */
bool ct_people_show(CtContext *ctx, const CtPeopleOptions *options, const char *who,
                    GError **error);

/* What is shown of one customer. */
typedef struct {
    CtPerson *person;
    CtStmt *row;            /* of schema/people/show.sql */
    CtStmt *household;      /* of schema/people/show-household.sql */
    CtStmt *more;           /* of schema/people/show-more.sql */
    GPtrArray *permissions; /* of CtPermission */
    GPtrArray *moments;     /* of CtMoment */
    bool cut;               /* there are more moments */
} CtPortrait;
bool ct_portrait_print_json(const CtContext *ctx, const CtPortrait *portrait, GError **error);

/* --- people-twins.c, people-merge.c --------------------------------------------------- */

/* The pairs that somebody has to look at, side by side. */
bool ct_people_list_twins(CtContext *ctx, const CtPeopleOptions *options, GError **error);
/* The differences of two records in two columns under `one` and `other`. */
void ct_people_print_differences(const GPtrArray *differences, const char *one, const char *other);
/* The same as a member "differences" of an object. */
void ct_people_json_differences(JsonBuilder *builder, const GPtrArray *differences);

bool ct_people_merge_two(CtContext *ctx, int64_t kept, int64_t gone, GError **error);
