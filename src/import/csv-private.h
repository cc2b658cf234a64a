/* csv - the parts that only src/import needs. */
#pragma once

#include "courtesy/import.h"
#include "encoding-private.h"

/* The same as ct_csv_open(), from text that was decoded; `decoder` lives as long as the result. */
CtCsv *ct_csv_open_text(CtDecoder *decoder, const char *file);
/* The same with tabs between the fields whatever the first line holds, and with a quote inside a
 * bare field taken as it stands. */
CtCsv *ct_csv_open_tabs(CtDecoder *decoder, const char *file);
