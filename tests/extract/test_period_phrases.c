/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dates and periods are found, and what days they mean. */
#include "tests/extract/periods.h"

static const phrase_table tables[] = {PHRASE_TABLE(dates),     PHRASE_TABLE(spans),
                                      PHRASE_TABLE(parts),     PHRASE_TABLE(points),
                                      PHRASE_TABLE(relatives), PHRASE_TABLE(impossible)};

static const known_failure known[] = {
    {"dates: year month day", "orders of a date"},
    {"spans: days, day first", "orders of a date"},
    {"spans: between days", "orders of a date"},
    {"spans: numeric days", "orders of a date"},
    {"parts: year before the quarter", "orders of a date"},
    {"dates: abbreviated month", "a full stop behind a short month"},
    {"spans: abbreviated months", "a full stop behind a short month"},
    {"dates: month of the year before", "a year from the wrong place"},
    {"dates: year of the heading", "a year from the wrong place"},
    {"dates: three years listed", "a list of years is taken for a span"},
    {"parts: three quarters", "a count of quarters, months or days"},
    {"parts: last two months of", "a count of quarters, months or days"},
    {"relatives: last ten days", "a count of quarters, months or days"},
    {"relatives: two years ago", "a count of quarters, months or days"},
    {"parts: year to March", "year to, months to, week ending"},
    {"parts: twelve months to June", "year to, months to, week ending"},
    {"parts: year ended", "year to, months to, week ending"},
    {"parts: six months to", "year to, months to, week ending"},
    {"parts: quarter ended", "year to, months to, week ending"},
    {"parts: week ending", "year to, months to, week ending"},
    {"parts: FY with two years", "FY with a second year"},
    {"points: onwards", "onwards, before, after"},
    {"points: before", "onwards, before, after"},
    {"points: after", "onwards, before, after"},
    {"relatives: next year", "next year is the calendar year"},
    {"relatives: same period last year", "the same period of another year"},
    {"relatives: same period of a year", "the same period of another year"},
    {"relatives: same month last year", "the same period of another year"},
    {"impossible: two years in one expression", "what is impossible as written"},
    {"impossible: year behind a year", "what is impossible as written"},
    {"impossible: no such day", "what is impossible as written"},
    {"impossible: no such leap day", "what is impossible as written"},
    {NULL, NULL}};

int main(int argc, char **argv) {
    const phrase_suite suite = {.name = "period phrases",
                                .tables = tables,
                                .table_count = sizeof tables / sizeof *tables,
                                .known = known,
                                .holds = dates_are};
    return phrase_suite_main(&suite, argc, argv);
}
