/* The upper half of the grammar of conditions, by recursive descent; the depth is limited:
 *     any        = all { "or" all }
 *     all        = not { "and" not }
 *     not        = "not" not | "in" SEGMENT | comparison
 *     comparison = sum [ sign sum | ["not"] ("between" sum "and" sum | "like" TEXT | "in" list)
 *                        | "is" ["not"] "null" ]
 * A mistake of meaning leaves a WRONG node and reading goes on; a mistake of grammar ends it: then
 * these functions return NULL. */
#include "config.h"

#include "condition-private.h"

/* --- comparisons ---------------------------------------------------------------------- */

/* Takes over `left`, as all functions of this part do. */
static CtNode *
parse_compare(CtParser *parser, CtNode *left)
{
    g_autoptr(CtNode) node = ct_node_parent(CT_NODE_COMPARE, CT_SORT_CONDITION, left);
    CtNode *right;

    node->sign = ct_parser_next(parser)->kind;
    right = ct_parser_sum(parser);
    if (right == NULL)
        return NULL;
    ct_node_add(node, right);
    if (!ct_token_is_comparison(ct_parser_peek(parser)->kind))
        return ct_node_check_comparison(parser, g_steal_pointer(&node));
    ct_parser_mistake(parser, ct_parser_peek(parser)->start,
                      "comparisons stand alone; write: a < b and b < c, or: b between a and c");
    return NULL;
}

static CtNode *
parse_between(CtParser *parser, CtNode *left)
{
    g_autoptr(CtNode) node = ct_node_parent(CT_NODE_BETWEEN, CT_SORT_CONDITION, left);
    CtNode *low = ct_parser_sum(parser), *high;

    if (low == NULL)
        return NULL;
    ct_node_add(node, low);
    if (!ct_parser_accept(parser, CT_TOKEN_AND))
        return ct_parser_unexpected(parser, "and (between 10 and 20)");
    high = ct_parser_sum(parser);
    if (high == NULL)
        return NULL;
    ct_node_add(node, high);
    return ct_node_check_comparison(parser, g_steal_pointer(&node));
}

static CtNode *
parse_like(CtParser *parser, CtNode *left)
{
    g_autoptr(CtNode) node = ct_node_parent(CT_NODE_LIKE, CT_SORT_CONDITION, left);

    if (ct_parser_peek(parser)->kind != CT_TOKEN_TEXT)
        return ct_parser_unexpected(parser, "a pattern in quotes, such as 'garden%'");
    ct_node_add(node, ct_parser_value(parser));
    return ct_node_check_comparison(parser, g_steal_pointer(&node));
}

/* One member of a list: a number, perhaps with a minus, a text, yes or no. */
static CtNode *
parse_member(CtParser *parser)
{
    CtTokenKind kind = ct_parser_peek(parser)->kind;

    if (kind == CT_TOKEN_MINUS && ct_parser_peek_after(parser)->kind == CT_TOKEN_NUMBER)
        return ct_parser_signed(parser);
    if (kind == CT_TOKEN_NUMBER || kind == CT_TOKEN_TEXT || kind == CT_TOKEN_YES ||
        kind == CT_TOKEN_NO)
        return ct_parser_value(parser);
    return ct_parser_unexpected(parser, "a number or 'text' in quotes");
}

static CtNode *
parse_list(CtParser *parser, CtNode *left)
{
    g_autoptr(CtNode) node = ct_node_parent(CT_NODE_LIST, CT_SORT_CONDITION, left);

    if (ct_parser_peek(parser)->kind == CT_TOKEN_NAME &&
        ct_parser_is_segment(parser, ct_parser_peek(parser)->text)) {
        g_autofree char *name = ct_parser_source(parser, ct_parser_peek(parser));

        ct_parser_mistake(parser, ct_parser_peek(parser)->start,
                          "\"in %s\" stands alone, without a fact before it", name);
        return NULL;
    }
    if (!ct_parser_accept(parser, CT_TOKEN_OPEN))
        return ct_parser_unexpected(parser, "a list in brackets, such as ('GB', 'IE')");
    do {
        CtNode *member = parse_member(parser);

        if (member == NULL)
            return NULL;
        ct_node_add(node, member);
    } while (ct_parser_accept(parser, CT_TOKEN_COMMA));
    if (ct_parser_peek(parser)->kind != CT_TOKEN_CLOSE)
        return ct_parser_unexpected(parser, "a comma or the closing bracket of the list");
    node->end = ct_parser_next(parser)->end;
    return ct_node_check_comparison(parser, g_steal_pointer(&node));
}

static CtNode *
parse_is(CtParser *parser, CtNode *left)
{
    g_autoptr(CtNode) node = ct_node_parent(CT_NODE_IS_NULL, CT_SORT_CONDITION, left);

    node->negated = ct_parser_accept(parser, CT_TOKEN_NOT);
    node->end = ct_parser_peek(parser)->end;
    if (!ct_parser_accept(parser, CT_TOKEN_NULL))
        return ct_parser_unexpected(parser, "null or not null (two values are compared with =)");
    return ct_node_check_comparison(parser, g_steal_pointer(&node));
}

static CtNode *
parse_comparison(CtParser *parser)
{
    g_autoptr(CtNode) left = ct_parser_sum(parser);
    bool negated;
    CtNode *node;

    if (left == NULL)
        return NULL;
    if (ct_token_is_comparison(ct_parser_peek(parser)->kind))
        return parse_compare(parser, g_steal_pointer(&left));
    if (ct_parser_accept(parser, CT_TOKEN_IS))
        return parse_is(parser, g_steal_pointer(&left));
    negated = ct_parser_accept(parser, CT_TOKEN_NOT);
    if (ct_parser_accept(parser, CT_TOKEN_BETWEEN))
        node = parse_between(parser, g_steal_pointer(&left));
    else if (ct_parser_accept(parser, CT_TOKEN_LIKE))
        node = parse_like(parser, g_steal_pointer(&left));
    else if (ct_parser_accept(parser, CT_TOKEN_IN))
        node = parse_list(parser, g_steal_pointer(&left));
    else
        return negated ? ct_parser_unexpected(parser, "in, between or like after not")
                       : g_steal_pointer(&left);
    if (node != NULL)
        node->negated = negated;
    return node;
}

/* --- conditions ----------------------------------------------------------------------- */

static CtNode *
parse_in_segment(CtParser *parser)
{
    const CtToken *in = ct_parser_next(parser);
    CtNode *node;

    if (ct_parser_peek(parser)->kind == CT_TOKEN_OPEN)
        return ct_parser_unexpected(parser,
                                    "a fact before this list, such as country in ('GB', 'IE')");
    if (ct_parser_peek(parser)->kind != CT_TOKEN_NAME)
        return ct_parser_unexpected(parser, "the name of a segment");
    node = ct_parser_segment(parser, ct_parser_next(parser));
    node->start = in->start;
    return node;
}

static CtNode *
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets through */
parse_not(CtParser *parser)
{
    const CtToken *token = ct_parser_peek(parser);
    CtNode *inner, *node;

    if (token->kind == CT_TOKEN_IN)
        return parse_in_segment(parser);
    if (!ct_parser_accept(parser, CT_TOKEN_NOT))
        return parse_comparison(parser);
    if (!ct_parser_enter(parser, token->start))
        return NULL;
    inner = parse_not(parser);
    if (inner == NULL)
        return NULL;
    ct_parser_leave(parser);
    node = ct_node_new(CT_NODE_NOT, CT_SORT_CONDITION, token->start, token->end);
    ct_node_add(node, ct_node_truth(parser, inner));
    return ct_node_measure(parser, node);
}

/* One part alone stays what it is: it may be a value in brackets. */
static CtNode *
parse_joined(CtParser *parser, CtNodeKind kind, CtTokenKind word, CtNode *(*parse_part)(CtParser *))
{
    g_autoptr(CtNode) first = parse_part(parser);
    g_autoptr(CtNode) node = NULL;

    if (first == NULL || ct_parser_peek(parser)->kind != word)
        return g_steal_pointer(&first);
    node = ct_node_parent(kind, CT_SORT_CONDITION, ct_node_truth(parser, g_steal_pointer(&first)));
    while (ct_parser_accept(parser, word)) {
        CtNode *part = parse_part(parser);

        if (part == NULL)
            return NULL;
        ct_node_add(node, ct_node_truth(parser, part));
    }
    return ct_node_measure(parser, g_steal_pointer(&node));
}

static CtNode *
parse_all(CtParser *parser)
{
    return parse_joined(parser, CT_NODE_AND, CT_TOKEN_AND, parse_not);
}

CtNode *
ct_parser_any(CtParser *parser)
{
    return parse_joined(parser, CT_NODE_OR, CT_TOKEN_OR, parse_all);
}

/* What stands after the whole condition. */
static CtNode *
left_over(CtParser *parser)
{
    const CtToken *token = ct_parser_peek(parser), *before = ct_parser_behind(parser);

    if (token->kind == CT_TOKEN_COMMA && before->kind == CT_TOKEN_NUMBER)
        return ct_parser_unexpected(parser, "a number without a comma, such as 1000 or 99.50");
    if (token->kind == CT_TOKEN_CLOSE)
        return ct_parser_unexpected(parser, "an opening bracket before this one");
    return ct_parser_unexpected(parser, "and, or, or a comparison");
}

CtNode *
ct_parser_read(CtParser *parser)
{
    g_autoptr(CtNode) node = NULL;

    if (!ct_parser_read_tokens(parser))
        return NULL;
    if (ct_parser_peek(parser)->kind == CT_TOKEN_END) {
        ct_parser_mistake(parser, 0, "the condition is empty; write one, or leave out the line");
        return NULL;
    }
    node = ct_parser_any(parser);
    if (node == NULL)
        return NULL;
    if (ct_parser_peek(parser)->kind != CT_TOKEN_END)
        return left_over(parser);
    return ct_node_truth(parser, g_steal_pointer(&node));
}
