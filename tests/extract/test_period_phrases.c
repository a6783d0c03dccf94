/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dates and periods are found, and what days they mean. */
#include "tests/extract/periods.h"
#include "tests/extract/variants.h"

static const phrase_table tables[] = {PHRASE_TABLE(dates),      PHRASE_TABLE(spans),
                                      PHRASE_TABLE(parts),      PHRASE_TABLE(points),
                                      PHRASE_TABLE(relatives),  PHRASE_TABLE(holidays),
                                      PHRASE_TABLE(orders),     PHRASE_TABLE(counts),
                                      PHRASE_TABLE(impossible), PHRASE_TABLE(period_variants)};

static const known_failure known[] = {{NULL, NULL}};

int main(int argc, char **argv) {
    const phrase_suite suite = {.name = "period phrases",
                                .tables = tables,
                                .table_count = sizeof tables / sizeof *tables,
                                .known = known,
                                .holds = dates_are};
    return phrase_suite_main(&suite, argc, argv);
}
