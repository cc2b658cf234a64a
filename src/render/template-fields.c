/* The fields that a template may use. The example is their whole definition. */
#include "config.h"

#include "courtesy/render.h"

static const char example_text[] =
    "{\"first_name\": \"Maria\", \"last_name\": \"Lopez\", \"name\": \"Maria Lopez\","
    " \"company\": \"Lopez Interiors\", \"city\": \"Valencia\", \"country\": \"Spain\","
    " \"language\": \"en\", \"salutation\": \"Dear Maria\", \"today\": \"12 June 2025\","
    " \"code\": \"K7Q4\", \"unsubscribe\": \"mailto:hello@oakandlamp.example?subject=stop%20K7Q4\","
    " \"orders_total\": 7, \"spent_total\": \"€4,210.50\", \"days_since_purchase\": 71,"
    " \"usual_gap_days\": 140, \"years_as_customer\": 5,"
    " \"purchase\": {\"item\": \"reading lamp\", \"category\": \"lamps\","
    "  \"date\": \"2 April 2025\", \"total\": \"€189.00\", \"is_first\": true},"
    " \"birthday\": {\"date\": \"26 June\"},"
    " \"occasion\": {\"name\": \"spring sale\", \"date\": \"20 June 2025\"},"
    " \"manager\": {\"name\": \"Anna Berg\", \"first_name\": \"Anna\","
    "  \"mail\": \"anna@oakandlamp.example\"},"
    " \"business\": {\"name\": \"Oak & Lamp\", \"website\": \"https://oakandlamp.example\","
    "  \"address\": \"4 High Street, Bath BA1 5AQ, United Kingdom\","
    "  \"reply_to\": \"hello@oakandlamp.example\"}}";

JsonNode *
ct_template_example(void)
{
    static gsize once;
    static JsonNode *example;

    if (g_once_init_enter(&once)) { /* NOLINT(performance-no-int-to-ptr): inside GLib's macro */
        g_autoptr(GError) error = NULL;

        example = json_from_string(example_text, &error);
        g_assert_no_error(error);
        json_node_seal(example);
        g_once_init_leave(&once, 1);
    }
    return example;
}
