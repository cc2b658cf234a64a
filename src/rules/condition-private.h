/* Shared by the files of src/rules that read and print conditions:
 * lexer.c             text to words
 * condition-words.c   walking along the words
 * condition-value.c   words to values and arithmetic
 * condition-parser.c  words to conditions
 * condition-check.c   the types of the tree, as it grows
 * condition-sql.c     tree to SQL
 * condition.c         segments, clauses, the functions of rules.h */
#pragma once

#include "courtesy/rules.h"

/* --- words ---------------------------------------------------------------------------- */

typedef enum {
    CT_TOKEN_END,
    CT_TOKEN_WORD, /* a fact or a function */
    CT_TOKEN_NAME, /* what follows "in": a segment */
    CT_TOKEN_NUMBER,
    CT_TOKEN_TEXT,
    CT_TOKEN_OPEN,
    CT_TOKEN_CLOSE,
    CT_TOKEN_COMMA,
    CT_TOKEN_PLUS,
    CT_TOKEN_MINUS,
    CT_TOKEN_TIMES,
    CT_TOKEN_DIVIDE,
    CT_TOKEN_EQUAL,
    CT_TOKEN_UNEQUAL,
    CT_TOKEN_LESS,
    CT_TOKEN_LESS_EQUAL,
    CT_TOKEN_GREATER,
    CT_TOKEN_GREATER_EQUAL,
    CT_TOKEN_AND,
    CT_TOKEN_OR,
    CT_TOKEN_NOT,
    CT_TOKEN_IN,
    CT_TOKEN_BETWEEN,
    CT_TOKEN_LIKE,
    CT_TOKEN_IS,
    CT_TOKEN_NULL,
    CT_TOKEN_YES,
    CT_TOKEN_NO,
} CtTokenKind;

typedef struct {
    CtTokenKind kind;
    size_t start, end; /* in the value of the entry */
    char *text;        /* WORD in lower case, NAME as written, TEXT without its quotes */
    int64_t number;    /* NUMBER: 99.50 is 9950 with 2 decimals */
    int decimals;
} CtToken;

#define CT_CONDITION_TEXT         500 /* bytes of one 'text' */
#define CT_CONDITION_DIGITS       9   /* of a number, before the point */
#define CT_CONDITION_DECIMALS     4   /* of a number as it is written */
#define CT_CONDITION_DECIMALS_SQL 8   /* of a number as it is reckoned with */
#define CT_CONDITION_CHAIN        16  /* conditions in a row, in SQL, without brackets */
#define CT_CONDITION_MISTAKES     20  /* that are told of one condition */

/* --- one reading ---------------------------------------------------------------------- */

/* What the reading of a condition and of all segments in it have in common. */
typedef struct {
    const CtEntry *entry; /* the condition itself, not one of its segments */
    const CtSettings *settings;
    CtProblems *problems;
    guint n_tokens, n_mistakes;
    int depth;       /* of brackets and segments */
    GPtrArray *open; /* of const char*: the segments that are being read, outermost first */
} CtConditionReading;

/* The reading of one text: the condition itself or one segment. */
typedef struct {
    CtConditionReading *reading;
    const CtEntry *entry;
    CtScope scope;
    GArray *tokens; /* of CtToken, the last is END */
    guint at;
} CtParser;

/* Tells of a mistake at `offset` of the entry, unless the same was told before (segments are read
 * again wherever they are used) or too many were. */
void ct_parser_mistake(CtParser *parser, size_t offset, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Fills parser->tokens. False when the text cannot be taken apart. */
bool ct_parser_read_tokens(CtParser *parser);

/* --- the tree ------------------------------------------------------------------------- */

typedef enum {
    CT_NODE_WRONG, /* in the place of a mistake, so that reading can go on */
    CT_NODE_FACT,
    CT_NODE_NUMBER,
    CT_NODE_TEXT,
    CT_NODE_YESNO,
    CT_NODE_SUM,     /* two children, PLUS or MINUS */
    CT_NODE_PRODUCT, /* two children, TIMES or DIVIDE */
    CT_NODE_COMPARE, /* two children */
    CT_NODE_BETWEEN, /* three */
    CT_NODE_LIST,    /* the value, then the members of the list */
    CT_NODE_LIKE,    /* two */
    CT_NODE_IS_NULL, /* one */
    CT_NODE_BOUGHT,  /* one: the text that is looked for */
    CT_NODE_TRUTH,   /* one: a yes/no value that stands as a condition */
    CT_NODE_NOT,     /* one */
    CT_NODE_AND,     /* two or more */
    CT_NODE_OR,      /* two or more */
} CtNodeKind;

/* What a value is, as far as it matters for what it can be compared with. */
typedef enum {
    CT_SORT_WRONG,
    CT_SORT_BARE,  /* a written number: a count or an amount of money, as its neighbour needs */
    CT_SORT_COUNT, /* numbers and days */
    CT_SORT_MONEY,
    CT_SORT_TEXT,
    CT_SORT_YESNO,
    CT_SORT_CONDITION,
} CtSort;

typedef struct CtNode CtNode;
struct CtNode {
    CtNodeKind kind;
    CtSort sort;
    CtTokenKind sign; /* of SUM, PRODUCT and COMPARE */
    bool negated;     /* NOT IN, NOT LIKE, NOT BETWEEN, IS NOT NULL */
    bool is_segment;
    int decimals;      /* the SQL value is the number times 10 to this power: money has 2 */
    int stack, height; /* what the text costs an SQL parser; see ct_node_measure() */
    size_t start, end; /* in the value of the entry */
    const CtFact *fact;
    int64_t number;
    const char *column; /* BOUGHT: of purchase_item */
    char *text;
    GPtrArray *children; /* of CtNode; NULL for leaves */
};

CtNode *ct_node_new(CtNodeKind kind, CtSort sort, size_t start, size_t end);
void ct_node_free(CtNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CtNode, ct_node_free)
/* A node that begins where its first child does. Takes over the child. */
CtNode *ct_node_parent(CtNodeKind kind, CtSort sort, CtNode *first);
/* Takes over the child. */
void ct_node_add(CtNode *node, CtNode *child);
const CtNode *ct_node_child(const CtNode *node, guint i);

/* For 0 to 18. */
int64_t ct_power_of_ten(int exponent);

/* The functions below take over `node`, and return it, or a WRONG one after telling of a mistake
 * (once: a WRONG child makes no second one). Never NULL. */

/* The node's children are all there: refuses what an SQL engine could not take. */
CtNode *ct_node_measure(CtParser *parser, CtNode *node);
/* The same after a look at the types of the children. */
CtNode *ct_node_check_arithmetic(CtParser *parser, CtNode *node);
CtNode *ct_node_check_comparison(CtParser *parser, CtNode *node);
/* A condition made of a value: a yes/no fact may stand alone. */
CtNode *ct_node_truth(CtParser *parser, CtNode *node);
/* What the user wrote there, on one line, shortened when it is long. The caller owns it. */
char *ct_node_source(const CtParser *parser, const CtNode *node);

/* --- reading -------------------------------------------------------------------------- */

bool ct_token_is_comparison(CtTokenKind kind);
const CtToken *ct_parser_peek(const CtParser *parser);
const CtToken *ct_parser_peek_after(const CtParser *parser);
/* The token before the next one, or NULL. */
const CtToken *ct_parser_behind(const CtParser *parser);
/* Returns the next token and moves past it; never past the END. */
const CtToken *ct_parser_next(CtParser *parser);
/* Moves past the next token if it is of this kind. */
bool ct_parser_accept(CtParser *parser, CtTokenKind kind);
/* The token as the user wrote it, shortened. The caller owns the result. */
char *ct_parser_source(const CtParser *parser, const CtToken *token);
/* Tells that something else stands here than what is `expected`. Returns NULL, for the caller. */
CtNode *ct_parser_unexpected(CtParser *parser, const char *expected);
/* Tells that the next token is not a fact, and what it may have been meant to be. */
void ct_parser_unknown_word(CtParser *parser, const CtToken *token);
bool ct_parser_is_segment(const CtParser *parser, const char *name);

/* A mistake of meaning leaves a WRONG node and reading goes on; a mistake of grammar ends it: then
 * these functions return NULL. */

/* condition-value.c */
CtNode *ct_parser_value(CtParser *parser);
CtNode *ct_parser_signed(CtParser *parser);
CtNode *ct_parser_sum(CtParser *parser);
/* condition-parser.c */
CtNode *ct_parser_any(CtParser *parser);
/* The whole entry of the parser. */
CtNode *ct_parser_read(CtParser *parser);
/* condition.c: the condition of the segment whose name is `token`; never NULL. */
CtNode *ct_parser_segment(CtParser *parser, const CtToken *token);
/* One bracket or segment deeper; false, with a mistake at `offset`, when that is too deep. */
bool ct_parser_enter(CtParser *parser, size_t offset);
void ct_parser_leave(CtParser *parser);

/* The names of the functions, NULL-terminated. */
extern const char *const ct_condition_functions[];
#define CT_CONDITION_FUNCTIONS "bought_category('...') and bought_item('...')"

/* --- the condition -------------------------------------------------------------------- */

struct CtCondition {
    CtNode *root;
    GPtrArray *clauses; /* what condition.c tells of each */
};

const CtNode *ct_condition_clause(const CtCondition *condition, guint i);
