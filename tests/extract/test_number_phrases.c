/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What figures are found, and read how. */
#include "tests/extract/contexts.h"
#include "tests/extract/inherited.h"
#include "tests/extract/measures.h"
#include "tests/extract/not_claims.h"
#include "tests/extract/phrases.h"
#include "tests/extract/variants.h"

static const phrase_table tables[] = {
    PHRASE_TABLE(separators),      PHRASE_TABLE(scales),        PHRASE_TABLE(words),
    PHRASE_TABLE(fractions),       PHRASE_TABLE(hedges),        PHRASE_TABLE(ranges),
    PHRASE_TABLE(rates),           PHRASE_TABLE(money),         PHRASE_TABLE(units),
    PHRASE_TABLE(times),           PHRASE_TABLE(changes),       PHRASE_TABLE(shapes),
    PHRASE_TABLE(identifiers),     PHRASE_TABLE(clocks),        PHRASE_TABLE(names),
    PHRASE_TABLE(pronouns),        PHRASE_TABLE(neighbours),    PHRASE_TABLE(pages),
    PHRASE_TABLE(times_elsewhere), PHRASE_TABLE(nouns),         PHRASE_TABLE(compared),
    PHRASE_TABLE(sides),           PHRASE_TABLE(codes),         PHRASE_TABLE(number_variants),
    PHRASE_TABLE(shared_words),    PHRASE_TABLE(name_variants), PHRASE_TABLE(columns),
    PHRASE_TABLE(times_told),      PHRASE_TABLE(places_told)};

static const known_failure known[] = {{NULL, NULL}};

int main(int argc, char **argv) {
    const phrase_suite suite = {.name = "number phrases",
                                .tables = tables,
                                .table_count = sizeof tables / sizeof *tables,
                                .known = known,
                                .holds = claims_are};
    return phrase_suite_main(&suite, argc, argv);
}
