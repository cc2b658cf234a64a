/* The lower half of the grammar, values and arithmetic:
 *     sum     = product { ("+" | "-") product }
 *     product = signed { ("*" | "/") signed }
 *     signed  = "-" signed | value
 *     value   = FACT | NUMBER | TEXT | "yes" | "no" | FUNCTION "(" TEXT ")" | "(" any ")" */
#include "config.h"

#include "condition-private.h"

const char *const ct_condition_functions[] = {"bought_category", "bought_item", NULL};
/* The column of purchase_item that each function looks at. */
static const char *const function_columns[] = {"category", "name"};

static CtNode *
leaf(CtNodeKind kind, CtSort sort, const CtToken *token)
{
    return ct_node_new(kind, sort, token->start, token->end);
}

static CtNode *
wrong(const CtToken *token)
{
    return leaf(CT_NODE_WRONG, CT_SORT_WRONG, token);
}

static CtSort
fact_sort(const CtFact *fact)
{
    switch (fact->type) {
    case CT_TYPE_NUMBER:
    case CT_TYPE_DAYS:
        return CT_SORT_COUNT;
    case CT_TYPE_MONEY:
        return CT_SORT_MONEY;
    case CT_TYPE_TEXT:
        return CT_SORT_TEXT;
    case CT_TYPE_YESNO:
        return CT_SORT_YESNO;
    }
    g_assert_not_reached();
}

/* The rules in which facts of this scope have a meaning. */
static const char *
scope_words(CtScope scope)
{
    switch (scope) {
    case CT_SCOPE_PURCHASE:
    case CT_SCOPE_DELIVERY:
    case CT_SCOPE_INSTALLATION:
        return "a purchase, a delivery or an installation";
    case CT_SCOPE_CASE:
        return "a complaint";
    case CT_SCOPE_ANNIVERSARY:
        return "the anniversary of the first purchase";
    case CT_SCOPE_CUSTOMER:
    case CT_SCOPE_ANY:
        break;
    }
    g_assert_not_reached();
}

static CtNode *
parse_fact(CtParser *parser)
{
    const CtToken *token = ct_parser_peek(parser);
    const CtFact *fact = ct_fact_find(token->text);
    CtNode *node;

    if (fact == NULL)
        ct_parser_unknown_word(parser, token);
    ct_parser_next(parser);
    if (fact != NULL && !ct_scope_has(parser->scope, fact->scope)) {
        ct_parser_mistake(parser, token->start, "\"%s\" has a meaning only in rules about %s",
                          fact->name, scope_words(fact->scope));
        return wrong(token);
    }
    if (fact == NULL)
        return wrong(token);
    node = leaf(CT_NODE_FACT, fact_sort(fact), token);
    node->fact = fact;
    node->decimals = fact->type == CT_TYPE_MONEY ? 2 : 0;
    return node;
}

/* Moves past "( ... )" after a function that nobody knows. */
static void
skip_brackets(CtParser *parser)
{
    int open = 0;

    do {
        const CtToken *token = ct_parser_next(parser);

        open += token->kind == CT_TOKEN_OPEN;
        open -= token->kind == CT_TOKEN_CLOSE;
    } while (open > 0 && ct_parser_peek(parser)->kind != CT_TOKEN_END);
}

static CtNode *
parse_function(CtParser *parser)
{
    const CtToken *token = ct_parser_next(parser), *text;
    int function = ct_vocabulary_find(ct_condition_functions, token->text);
    g_autoptr(CtNode) node = NULL;
    g_autofree char *expected = NULL;

    if (function < 0) {
        g_autofree char *found = ct_parser_source(parser, token);

        ct_parser_mistake(parser, token->start,
                          "\"%s\" is not a function; there are " CT_CONDITION_FUNCTIONS " alone",
                          found);
        skip_brackets(parser);
        return wrong(token);
    }
    expected = g_strdup_printf("%s('text')", token->text);
    ct_parser_next(parser);
    text = ct_parser_peek(parser);
    if (!ct_parser_accept(parser, CT_TOKEN_TEXT) || ct_parser_peek(parser)->kind != CT_TOKEN_CLOSE)
        return ct_parser_unexpected(parser, expected);
    node = leaf(CT_NODE_BOUGHT, CT_SORT_CONDITION, token);
    node->end = ct_parser_next(parser)->end;
    node->column = function_columns[function];
    node->text = g_strdup(text->text);
    if (*node->text != '\0')
        return g_steal_pointer(&node);
    ct_parser_mistake(parser, text->start, "the text is empty; write what was bought");
    return wrong(token);
}

static CtNode *
parse_brackets(CtParser *parser)
{
    const CtToken *open = ct_parser_next(parser);
    g_autoptr(CtNode) node = NULL;

    if (!ct_parser_enter(parser, open->start))
        return NULL;
    node = ct_parser_any(parser);
    if (node == NULL)
        return NULL;
    if (ct_parser_peek(parser)->kind == CT_TOKEN_END) {
        ct_parser_mistake(parser, open->start, "this bracket is never closed");
        return NULL;
    }
    if (ct_parser_peek(parser)->kind != CT_TOKEN_CLOSE)
        return ct_parser_unexpected(parser, "and, or, or a closing bracket");
    ct_parser_leave(parser);
    node->start = open->start;
    node->end = ct_parser_next(parser)->end;
    return g_steal_pointer(&node);
}

/* What to expect where a value must stand and none does. */
static CtNode *
no_value(CtParser *parser)
{
    const CtToken *token = ct_parser_peek(parser), *before = ct_parser_behind(parser);

    if (token->kind == CT_TOKEN_NULL)
        return ct_parser_unexpected(parser, "a value (for what is not known write: is null)");
    if (before != NULL && ct_token_is_comparison(before->kind) &&
        ct_token_is_comparison(token->kind))
        return ct_parser_unexpected(parser, "one comparison of = <> < <= > >=");
    return ct_parser_unexpected(parser, "a fact, a number or 'text'");
}

CtNode *
ct_parser_value(CtParser *parser)
{
    const CtToken *token = ct_parser_peek(parser);
    CtNode *node;

    if (token->kind == CT_TOKEN_WORD)
        return ct_parser_peek_after(parser)->kind == CT_TOKEN_OPEN ? parse_function(parser)
                                                                   : parse_fact(parser);
    if (token->kind == CT_TOKEN_OPEN)
        return parse_brackets(parser);
    if (token->kind == CT_TOKEN_NUMBER) {
        node = leaf(CT_NODE_NUMBER, CT_SORT_BARE, token);
        node->number = token->number;
        node->decimals = token->decimals;
    } else if (token->kind == CT_TOKEN_TEXT) {
        node = leaf(CT_NODE_TEXT, CT_SORT_TEXT, token);
        node->text = g_strdup(token->text);
    } else if (token->kind == CT_TOKEN_YES || token->kind == CT_TOKEN_NO) {
        node = leaf(CT_NODE_YESNO, CT_SORT_YESNO, token);
        node->number = token->kind == CT_TOKEN_YES;
    } else {
        return no_value(parser);
    }
    ct_parser_next(parser);
    return node;
}

CtNode *
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the parser lets through */
ct_parser_signed(CtParser *parser)
{
    const CtToken *token = ct_parser_peek(parser);
    CtNode *value, *node;

    if (!ct_parser_accept(parser, CT_TOKEN_MINUS))
        return ct_parser_value(parser);
    if (!ct_parser_enter(parser, token->start))
        return NULL;
    value = ct_parser_signed(parser);
    if (value == NULL)
        return NULL;
    ct_parser_leave(parser);
    /* "-x" is "0 - x": written numbers become one, and the types are looked at in one place. */
    node = ct_node_parent(CT_NODE_SUM, CT_SORT_COUNT, leaf(CT_NODE_NUMBER, CT_SORT_BARE, token));
    node->sign = CT_TOKEN_MINUS;
    ct_node_add(node, value);
    return ct_node_check_arithmetic(parser, node);
}

/* One chain of sums or products, from the left. */
static CtNode *
parse_chain(CtParser *parser, CtNodeKind kind, CtTokenKind one, CtTokenKind other,
            CtNode *(*parse_part)(CtParser *))
{
    g_autoptr(CtNode) left = parse_part(parser);

    while (left != NULL &&
           (ct_parser_peek(parser)->kind == one || ct_parser_peek(parser)->kind == other)) {
        CtTokenKind sign = ct_parser_next(parser)->kind;
        CtNode *right = parse_part(parser), *node;

        if (right == NULL)
            return NULL;
        node = ct_node_parent(kind, CT_SORT_COUNT, g_steal_pointer(&left));
        node->sign = sign;
        ct_node_add(node, right);
        left = ct_node_check_arithmetic(parser, node);
    }
    return g_steal_pointer(&left);
}

static CtNode *
parse_product(CtParser *parser)
{
    return parse_chain(parser, CT_NODE_PRODUCT, CT_TOKEN_TIMES, CT_TOKEN_DIVIDE, ct_parser_signed);
}

CtNode *
ct_parser_sum(CtParser *parser)
{
    return parse_chain(parser, CT_NODE_SUM, CT_TOKEN_PLUS, CT_TOKEN_MINUS, parse_product);
}
