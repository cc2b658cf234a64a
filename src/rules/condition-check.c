/* The types of a condition, looked at while its tree grows: what may be compared with what, what
 * can be added, and how many decimals a value carries. */
#include "config.h"

#include "condition-private.h"

#include <string.h>

/* What SQLite's parser takes is limited: a stack of 100 for the text, a tree 1000 high. Facts and
 * the statement around the condition need their part of both. */
#define STACK_MAX         50
#define HEIGHT_MAX        800
#define SOURCE_SHOWN      40
/* A quotient is reckoned to so many decimals, so that 7 / 2 is 3.5 without floating point. */
#define QUOTIENT_DECIMALS 4

CtNode *
ct_node_new(CtNodeKind kind, CtSort sort, size_t start, size_t end)
{
    CtNode *node = g_new0(CtNode, 1);

    node->kind = kind;
    node->sort = sort;
    node->start = start;
    node->end = end;
    return node;
}

static void
free_child(void *data)
{
    ct_node_free(data);
}

void
ct_node_free(CtNode *node)
{
    if (node == NULL)
        return;
    if (node->children != NULL)
        g_ptr_array_unref(node->children);
    g_free(node->text);
    g_free(node);
}

void
ct_node_add(CtNode *node, CtNode *child)
{
    if (node->children == NULL)
        node->children = g_ptr_array_new_with_free_func(free_child);
    g_ptr_array_add(node->children, child);
    node->end = MAX(node->end, child->end);
}

const CtNode *
ct_node_child(const CtNode *node, guint i)
{
    return g_ptr_array_index(node->children, i);
}

CtNode *
ct_node_parent(CtNodeKind kind, CtSort sort, CtNode *first)
{
    CtNode *node = ct_node_new(kind, sort, first->start, first->end);

    ct_node_add(node, first);
    return node;
}

char *
ct_node_source(const CtParser *parser, const CtNode *node)
{
    const char *start = parser->entry->value + node->start;
    g_autofree char *source = g_strndup(start, node->end - node->start);

    g_strdelimit(source, "\n\t", ' ');
    if (g_utf8_strlen(source, -1) > SOURCE_SHOWN) {
        g_autofree char *begin = g_utf8_substring(source, 0, SOURCE_SHOWN);

        return g_strconcat(begin, " ...", NULL);
    }
    return g_steal_pointer(&source);
}

static CtNode *
wrong(const CtNode *node)
{
    return ct_node_new(CT_NODE_WRONG, CT_SORT_WRONG, node->start, node->end);
}

static bool
has_wrong_child(const CtNode *node)
{
    for (guint i = 0; i < node->children->len; i++)
        if (ct_node_child(node, i)->sort == CT_SORT_WRONG)
            return true;
    return false;
}

/* How many places on the stack of an SQL parser are taken when it comes to child `i`: brackets,
 * signs and words that wait for their other side. */
static int
stack_before(const CtNode *node, guint i)
{
    int halvings = 0;

    for (guint n = node->children->len; n > CT_CONDITION_CHAIN; n = (n + 1) / 2)
        halvings++;
    if (node->kind == CT_NODE_NOT)
        return 2;
    if (i == 0 && (node->kind == CT_NODE_SUM || node->kind == CT_NODE_PRODUCT) &&
        ct_node_child(node, 0)->kind == node->kind)
        return 0; /* printed in a row, without brackets */
    if (node->sign == CT_TOKEN_DIVIDE && i > 0)
        return 7;
    if (node->kind == CT_NODE_BETWEEN && i == 2)
        return 5;
    return (i == 0 ? 1 : 3) + 3 * halvings;
}

CtNode *
ct_node_measure(CtParser *parser, CtNode *node)
{
    g_autoptr(CtNode) self = node;
    int width = (int)MIN(self->children->len, CT_CONDITION_CHAIN);

    if (has_wrong_child(self))
        return wrong(self);
    for (guint i = 0; i < self->children->len; i++) {
        const CtNode *child = ct_node_child(self, i);

        self->stack = MAX(self->stack, child->stack + stack_before(self, i));
        self->height = MAX(self->height, child->height + width + 8);
    }
    if (self->stack > STACK_MAX || self->height > HEIGHT_MAX) {
        ct_parser_mistake(parser, self->start,
                          "too much is inside each other here; write it shorter");
        return wrong(self);
    }
    return g_steal_pointer(&self);
}

/* --- arithmetic ----------------------------------------------------------------------- */

static bool
is_numeric(const CtNode *node)
{
    return node->sort == CT_SORT_BARE || node->sort == CT_SORT_COUNT || node->sort == CT_SORT_MONEY;
}

int64_t
ct_power_of_ten(int exponent)
{
    int64_t power = 1;

    for (; exponent > 0; exponent--)
        power *= 10;
    return power;
}

/* Two written numbers become one. False when it is too large to reckon with. */
static bool
fold(const CtNode *left, const CtNode *right, CtTokenKind sign, CtNode *result)
{
    int64_t a = left->number, b = right->number, limit;
    int decimals = MAX(left->decimals, right->decimals);
    bool over = false;

    if (sign == CT_TOKEN_PLUS || sign == CT_TOKEN_MINUS) {
        a *= ct_power_of_ten(decimals - left->decimals);
        b *= ct_power_of_ten(decimals - right->decimals);
        result->number = sign == CT_TOKEN_PLUS ? a + b : a - b;
    } else if (sign == CT_TOKEN_TIMES) {
        decimals = left->decimals + right->decimals;
        over = __builtin_mul_overflow(a, b, &result->number);
    } else {
        int shift = MAX(0, QUOTIENT_DECIMALS + right->decimals - left->decimals);

        decimals = left->decimals + shift - right->decimals;
        over = __builtin_mul_overflow(a, ct_power_of_ten(shift), &result->number);
        result->number /= b;
    }
    for (; decimals > 0 && result->number % 10 == 0; decimals--)
        result->number /= 10;
    result->decimals = decimals;
    if (over || decimals > CT_CONDITION_DECIMALS_SQL)
        return false;
    limit = ct_power_of_ten(CT_CONDITION_DIGITS + decimals);
    return result->number > -limit && result->number < limit;
}

static CtNode *
fold_arithmetic(CtParser *parser, CtNode *node)
{
    g_autoptr(CtNode) self = node;
    g_autoptr(CtNode) result = ct_node_new(CT_NODE_NUMBER, CT_SORT_BARE, self->start, self->end);

    if (fold(ct_node_child(self, 0), ct_node_child(self, 1), self->sign, result))
        return g_steal_pointer(&result);
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr, which the analyser does not know */
    ct_parser_mistake(parser, self->start, "the result is too large, or has too many decimals");
    return wrong(self);
}

/* The sort of a sum or product; WRONG when there is none. */
static CtSort
arithmetic_sort(const CtNode *left, const CtNode *right, CtTokenKind sign)
{
    bool money = left->sort == CT_SORT_MONEY || right->sort == CT_SORT_MONEY;
    bool both = left->sort == CT_SORT_MONEY && right->sort == CT_SORT_MONEY;

    if (!money)
        return CT_SORT_COUNT;
    if (sign == CT_TOKEN_DIVIDE && both)
        return CT_SORT_COUNT;
    if (sign == CT_TOKEN_DIVIDE)
        return left->sort == CT_SORT_MONEY ? CT_SORT_MONEY : CT_SORT_WRONG;
    if (sign == CT_TOKEN_TIMES)
        return both ? CT_SORT_WRONG : CT_SORT_MONEY;
    if (left->sort == CT_SORT_COUNT || right->sort == CT_SORT_COUNT)
        return CT_SORT_WRONG;
    return CT_SORT_MONEY;
}

static const char *
arithmetic_remedy(CtTokenKind sign)
{
    if (sign == CT_TOKEN_TIMES)
        return "money times money is nothing; multiply money by a number";
    if (sign == CT_TOKEN_DIVIDE)
        return "a number cannot be divided by money; money can, by money or by a number";
    return "money and a number of something else cannot be added; "
           "add money to money, or an amount such as 250";
}

static int
arithmetic_decimals(const CtNode *left, const CtNode *right, CtTokenKind sign)
{
    if (sign == CT_TOKEN_TIMES)
        return left->decimals + right->decimals;
    if (sign == CT_TOKEN_DIVIDE)
        return MAX(QUOTIENT_DECIMALS, left->decimals - right->decimals);
    return MAX(left->decimals, right->decimals);
}

/* The mistake of a sum or product, or NULL; *place_out is where it stands. */
static const char *
arithmetic_mistake(const CtNode *node, const CtNode **place_out)
{
    const CtNode *left = ct_node_child(node, 0), *right = ct_node_child(node, 1);

    for (guint i = 0; i < 2; i++) {
        *place_out = ct_node_child(node, i);
        if (!is_numeric(*place_out))
            return "only numbers, days and money can be added, multiplied or divided";
    }
    *place_out = node;
    if (node->sign == CT_TOKEN_DIVIDE && right->kind == CT_NODE_NUMBER && right->number == 0)
        return "nothing can be divided by 0";
    if (arithmetic_sort(left, right, node->sign) == CT_SORT_WRONG)
        return arithmetic_remedy(node->sign);
    if (arithmetic_decimals(left, right, node->sign) > CT_CONDITION_DECIMALS_SQL)
        return "too many decimals come together here; write fewer digits after the points";
    return NULL;
}

CtNode *
ct_node_check_arithmetic(CtParser *parser, CtNode *node)
{
    g_autoptr(CtNode) self = ct_node_measure(parser, node);
    const CtNode *place, *left, *right;
    const char *mistake;

    if (self->kind == CT_NODE_WRONG)
        return g_steal_pointer(&self);
    mistake = arithmetic_mistake(self, &place);
    if (mistake != NULL) {
        g_autofree char *source = ct_node_source(parser, place);

        ct_parser_mistake(parser, place->start, "%s: %s", source, mistake);
        return wrong(self);
    }
    left = ct_node_child(self, 0);
    right = ct_node_child(self, 1);
    if (left->kind == CT_NODE_NUMBER && right->kind == CT_NODE_NUMBER)
        return fold_arithmetic(parser, g_steal_pointer(&self));
    self->sort = arithmetic_sort(left, right, self->sign);
    self->decimals = arithmetic_decimals(left, right, self->sign);
    return g_steal_pointer(&self);
}

/* --- comparison ----------------------------------------------------------------------- */

static const char *
sort_words(CtSort sort)
{
    switch (sort) {
    case CT_SORT_BARE:
    case CT_SORT_COUNT:
        return "a number";
    case CT_SORT_MONEY:
        return "money";
    case CT_SORT_TEXT:
        return "text";
    case CT_SORT_YESNO:
        return "yes or no";
    case CT_SORT_CONDITION:
        return "a condition";
    case CT_SORT_WRONG:
        break;
    }
    return "wrong";
}

static bool
fits(const CtNode *left, const CtNode *right)
{
    if (left->sort == CT_SORT_CONDITION || right->sort == CT_SORT_CONDITION)
        return false;
    if (left->sort == right->sort)
        return true;
    if (left->sort == CT_SORT_BARE)
        return is_numeric(right);
    return right->sort == CT_SORT_BARE && is_numeric(left);
}

static bool
either(const CtNode *left, const CtNode *right, CtSort sort)
{
    return left->sort == sort || right->sort == sort;
}

/* What to write instead of a comparison of two values that do not fit. */
static char *
comparison_remedy(const CtParser *parser, const CtNode *left, const CtNode *right)
{
    const CtNode *number = left->kind == CT_NODE_NUMBER ? left : right;
    g_autofree char *source = ct_node_source(parser, number);

    if (either(left, right, CT_SORT_CONDITION))
        return g_strdup("join conditions with and, or, not");
    if (either(left, right, CT_SORT_YESNO))
        return g_strdup("compare it with yes or no");
    if (left->kind == CT_NODE_TEXT || right->kind == CT_NODE_TEXT)
        return g_strdup("a number is written without quotes");
    if (either(left, right, CT_SORT_TEXT))
        return number->kind == CT_NODE_NUMBER
                   ? g_strdup_printf("text is written in quotes: '%s'", source)
                   : g_strdup("compare text with text");
    return g_strdup("compare money with money, or with an amount such as 250 or 99.50");
}

/* 1 and 0 may be written for yes and no. */
static void
read_as_yesno(CtNode *node, const CtNode *other)
{
    if (other->sort != CT_SORT_YESNO || node->kind != CT_NODE_NUMBER || node->decimals > 0 ||
        (node->number != 0 && node->number != 1))
        return;
    node->kind = CT_NODE_YESNO;
    node->sort = CT_SORT_YESNO;
}

static bool
is_written(const CtNode *node)
{
    return node->kind == CT_NODE_NUMBER || node->kind == CT_NODE_TEXT ||
           node->kind == CT_NODE_YESNO;
}

static bool
check_pair(CtParser *parser, CtNode *left, CtNode *right)
{
    g_autofree char *left_source = NULL, *right_source = NULL, *remedy = NULL;

    read_as_yesno(left, right);
    read_as_yesno(right, left);
    if (fits(left, right))
        return true;
    left_source = ct_node_source(parser, left);
    right_source = ct_node_source(parser, right);
    remedy = comparison_remedy(parser, left, right);
    ct_parser_mistake(parser, left->start, "%s is %s and %s is %s; %s", left_source,
                      sort_words(left->sort), right_source, sort_words(right->sort), remedy);
    return false;
}

/* What is wrong with a comparison whose values fit; NULL when nothing is. */
static const char *
comparison_mistake(const CtNode *node)
{
    const CtNode *first = ct_node_child(node, 0), *second = ct_node_child(node, 1);
    bool ordered = node->kind == CT_NODE_BETWEEN ||
                   (node->kind == CT_NODE_COMPARE && node->sign != CT_TOKEN_EQUAL &&
                    node->sign != CT_TOKEN_UNEQUAL);
    bool written = true;

    for (guint i = 0; i < node->children->len; i++)
        written = written && is_written(ct_node_child(node, i));
    if (first->sort == CT_SORT_CONDITION)
        return "a condition is never unknown; write the name of a fact before is null";
    if (written || (node->kind == CT_NODE_LIST && is_written(first)))
        return "this is the same for every customer; compare a fact, such as orders_total";
    if (ordered && first->sort == CT_SORT_YESNO)
        return "yes and no have no order; write = or <>";
    if (node->kind == CT_NODE_BETWEEN && second->kind == CT_NODE_NUMBER &&
        ct_node_child(node, 2)->kind == CT_NODE_NUMBER) {
        const CtNode *third = ct_node_child(node, 2);
        int decimals = MAX(second->decimals, third->decimals);

        if (second->number * ct_power_of_ten(decimals - second->decimals) >
            third->number * ct_power_of_ten(decimals - third->decimals))
            return "nothing is between these; write the smaller number first";
    }
    return NULL;
}

CtNode *
ct_node_check_comparison(CtParser *parser, CtNode *node)
{
    g_autoptr(CtNode) self = ct_node_measure(parser, node);
    const char *mistake;

    if (self->kind == CT_NODE_WRONG)
        return g_steal_pointer(&self);
    for (guint i = 1; i < self->children->len; i++) {
        if (!check_pair(parser, g_ptr_array_index(self->children, 0),
                        g_ptr_array_index(self->children, i)))
            return wrong(self);
    }
    mistake = comparison_mistake(self);
    if (mistake != NULL) {
        g_autofree char *source = ct_node_source(parser, self);

        ct_parser_mistake(parser, self->start, "%s: %s", source, mistake);
        return wrong(self);
    }
    return g_steal_pointer(&self);
}

CtNode *
ct_node_truth(CtParser *parser, CtNode *node)
{
    g_autoptr(CtNode) self = node;
    g_autofree char *source = NULL;

    if (self->sort == CT_SORT_CONDITION || self->sort == CT_SORT_WRONG)
        return g_steal_pointer(&self);
    if (self->sort == CT_SORT_YESNO && self->kind == CT_NODE_FACT) {
        CtNode *truth = ct_node_new(CT_NODE_TRUTH, CT_SORT_CONDITION, self->start, self->end);

        ct_node_add(truth, g_steal_pointer(&self));
        /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): ct_node_measure() takes it over */
        return ct_node_measure(parser, truth);
    }
    source = ct_node_source(parser, self);
    ct_parser_mistake(parser, self->start, "%s is %s, not a condition; compare it with something",
                      source, sort_words(self->sort));
    return wrong(self);
}
