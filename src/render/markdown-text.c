/* Markdown to plain text as a careful person would type it. */
#include "config.h"

#include "markdown-private.h"

#include <string.h>

#define NESTED_MAX   8  /* quotes and lists inside each other that still indent their text */
#define RULE_COLUMNS 24 /* a line across the page */

/* What goes before the lines of a quote or an item: "- " once, then "  ". */
typedef struct {
    char *first, *rest;
    bool used;
} Margin;

typedef struct {
    GString *out;
    CtWords words;      /* of the block at hand */
    GPtrArray *margins; /* of Margin, outermost first */
    bool gap;           /* an empty line goes before the next block */
} Writer;

/* --- lines of words ------------------------------------------------------------------- */

static int
columns_of(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

static int
text_columns(const char *text)
{
    int columns = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char(p, NULL))
        columns += columns_of(g_utf8_get_char(p));
    return columns;
}

/* Chinese and Japanese have no blanks: a line may end between two ideographs, and between a closing
 * mark and an ideograph. */
static bool
may_part(gunichar before, gunichar after)
{
    GUnicodeBreakType first = g_unichar_break_type(before);

    return g_unichar_break_type(after) == G_UNICODE_BREAK_IDEOGRAPHIC && g_unichar_iswide(before) &&
           (first == G_UNICODE_BREAK_IDEOGRAPHIC || first == G_UNICODE_BREAK_CLOSE_PUNCTUATION);
}

/* The end of the piece that starts at `p` and cannot be parted. */
static const char *
piece_end(const char *p, int *columns_out)
{
    gunichar before = 0;

    *columns_out = 0;
    for (; *p != '\0' && *p != ' '; p = g_utf8_find_next_char(p, NULL)) {
        gunichar c = g_utf8_get_char(p);

        if (before != 0 && may_part(before, c))
            break;
        *columns_out += columns_of(c);
        before = c;
    }
    return p;
}

/* One line of words as lines of text. */
static void
wrap(GString *out, const char *words, const char *first, const char *rest)
{
    int column = text_columns(first);
    bool begins = true;

    g_string_append(out, first);
    for (const char *p = words + strspn(words, " "), *end; *p != '\0'; p = end + strspn(end, " ")) {
        bool blank = p > words && p[-1] == ' ';
        int columns;

        end = piece_end(p, &columns);
        if (!begins && column + blank + columns > CT_TEXT_COLUMNS) {
            g_string_append_printf(out, "\n%s", rest);
            column = text_columns(rest);
        } else if (!begins && blank) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append_len(out, p, end - p);
        column += columns;
        begins = false;
    }
    g_string_append_c(out, '\n');
}

/* --- blocks --------------------------------------------------------------------------- */

static void
margin_free(void *data)
{
    Margin *margin = data;

    g_free(margin->first);
    g_free(margin->rest);
    g_free(margin);
}

static void
push_margin(Writer *writer, const char *first, const char *rest)
{
    Margin *margin = g_new0(Margin, 1);
    bool deep = writer->margins->len >= NESTED_MAX;

    margin->first = g_strdup(deep ? "" : first);
    margin->rest = g_strdup(deep ? "" : rest);
    g_ptr_array_add(writer->margins, margin);
}

static void
pop_margin(Writer *writer)
{
    g_ptr_array_set_size(writer->margins, (int)writer->margins->len - 1);
}

/* The margin of the next line: marks that were not shown yet, blanks for those that were. */
static char *
take_margin(Writer *writer)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < writer->margins->len; i++) {
        Margin *margin = g_ptr_array_index(writer->margins, i);

        g_string_append(text, margin->used ? margin->rest : margin->first);
        margin->used = true;
    }
    return g_string_free(text, FALSE);
}

static void
write_gap(Writer *writer)
{
    g_autoptr(GString) line = g_string_new(NULL);

    if (!writer->gap)
        return;
    for (guint i = 0; i < writer->margins->len; i++) {
        const Margin *margin = g_ptr_array_index(writer->margins, i);

        if (margin->used)
            g_string_append(line, margin->rest);
    }
    g_string_append_printf(writer->out, "%s\n", g_strchomp(line->str));
    writer->gap = false;
}

static bool
is_tight(cmark_node *block)
{
    cmark_node *item = cmark_node_parent(block);

    return cmark_node_get_type(item) == CMARK_NODE_ITEM &&
           cmark_node_get_list_tight(cmark_node_parent(item));
}

/* Writes a block whose lines end where a person ended them; `wrapped`: and where they are full. */
static void
write_lines(Writer *writer, const char *text, bool wrapped)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    write_gap(writer);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *first = take_margin(writer);
        g_autofree char *rest = take_margin(writer);

        if (wrapped)
            wrap(writer->out, lines[i], first, rest);
        else
            g_string_append_printf(writer->out, "%s%s\n", first, lines[i]);
    }
}

static void
write_heading(Writer *writer, cmark_node *heading)
{
    int level = cmark_node_get_heading_level(heading);
    int columns = MIN(text_columns(writer->words.text->str), CT_TEXT_COLUMNS);
    g_autofree char *line = g_strnfill((gsize)columns, level == 1 ? '=' : '-');

    write_lines(writer, writer->words.text->str, true);
    if (level <= 2)
        write_lines(writer, line, false);
}

static void
write_code(Writer *writer, cmark_node *block)
{
    g_autofree char *code = g_strchomp(g_strdup(cmark_node_get_literal(block)));

    push_margin(writer, "    ", "    ");
    write_lines(writer, code, false);
    pop_margin(writer);
}

/* Each list counts its own items, in the place that the tree keeps for us. */
static void
push_item(Writer *writer, cmark_node *item)
{
    cmark_node *list = cmark_node_parent(item);
    int number = GPOINTER_TO_INT(cmark_node_get_user_data(list));
    g_autofree char *mark = NULL;
    g_autofree char *blanks = NULL;

    /* NOLINTNEXTLINE(performance-no-int-to-ptr): the place takes a pointer */
    cmark_node_set_user_data(list, GINT_TO_POINTER(number + 1));
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST)
        mark = g_strdup_printf("%d. ", cmark_node_get_list_start(list) + number);
    else
        mark = g_strdup("- ");
    blanks = g_strnfill(strlen(mark), ' ');
    push_margin(writer, mark, blanks);
}

static void
enter_block(Writer *writer, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_ITEM) {
        push_item(writer, node);
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
        push_margin(writer, "> ", "> ");
    } else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
        g_string_truncate(writer->words.text, 0);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        write_code(writer, node);
        writer->gap = !is_tight(node);
    } else if (type == CMARK_NODE_THEMATIC_BREAK) {
        g_autofree char *line = g_strnfill(RULE_COLUMNS, '-');

        write_lines(writer, line, false);
        writer->gap = !is_tight(node);
    }
}

static void
leave_block(Writer *writer, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE) {
        pop_margin(writer);
    } else if (type == CMARK_NODE_PARAGRAPH && *writer->words.text->str != '\0') {
        write_lines(writer, writer->words.text->str, true);
        writer->gap = !is_tight(node);
    } else if (type == CMARK_NODE_HEADING) {
        write_heading(writer, node);
        writer->gap = true;
    } else if (type == CMARK_NODE_LIST) {
        writer->gap = !is_tight(node);
    }
}

char *
ct_markdown_text(const char *markdown)
{
    g_autoptr(cmark_node) root = ct_markdown_read(markdown);
    g_autoptr(cmark_iter) iter = cmark_iter_new(root);
    g_autoptr(GPtrArray) margins = g_ptr_array_new_with_free_func(margin_free);
    g_autoptr(GString) text = g_string_new(NULL);
    Writer writer = {.out = g_string_new(NULL), .words = {.text = text}, .margins = margins};
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);

        ct_words_add(&writer.words, node, event);
        if (event == CMARK_EVENT_ENTER)
            enter_block(&writer, node);
        else
            leave_block(&writer, node);
    }
    return g_string_free(writer.out, FALSE);
}
