/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/schema.h"

#include "page/schema_claims.h"
#include "page/schema_config.h"
#include "page/schema_judgements.h"
#include "page/schema_notifications.h"
#include "page/schema_pack.h"
#include "page/schema_progress.h"
#include "page/schema_repeats.h"
#include "page/schema_result.h"
#include "page/schema_series.h"
#include "page/schema_sources.h"
#include "page/schema_suppress.h"
#include "page/schema_table.h"

static const struct schema {
    const char *name, *text;
} SCHEMAS[] = {
    {"result", TIE_SCHEMA_RESULT},
    {"claims", TIE_SCHEMA_CLAIMS},
    {"series", TIE_SCHEMA_SERIES},
    {"sources", TIE_SCHEMA_SOURCES},
    {"repeats", TIE_SCHEMA_REPEATS},
    {"pack", TIE_SCHEMA_PACK},
    {"config", TIE_SCHEMA_CONFIG},
    {"suppress", TIE_SCHEMA_SUPPRESS},
    {"judgements", TIE_SCHEMA_JUDGEMENTS},
    {"progress", TIE_SCHEMA_PROGRESS},
    {"notifications", TIE_SCHEMA_NOTIFICATIONS},
    {"table", TIE_SCHEMA_TABLE},
};

const char *tie_schema_name(int index) {
    return (size_t)index < sizeof SCHEMAS / sizeof *SCHEMAS ? SCHEMAS[index].name : NULL;
}

tie_str tie_schema_find(tie_str name) {
    for (size_t i = 0; i < sizeof SCHEMAS / sizeof *SCHEMAS; i++)
        if (tie_str_eq(name, tie_str_c(SCHEMAS[i].name)))
            return tie_str_c(SCHEMAS[i].text);
    return (tie_str){0};
}
