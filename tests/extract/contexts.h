/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures whose reading hangs on words or lines further away. A row as in phrases.h. */
#ifndef TIE_TESTS_EXTRACT_CONTEXTS_H
#define TIE_TESTS_EXTRACT_CONTEXTS_H

#include "tests/extract/harness.h"

static const phrase pages[] = {
    {"page under a running title",
     NULL,
     "The fleet lost 9 ships.\n\n\n\nAnnual Report\n283\n\nThe crews drowned.",
     {"9|9|ship|exact|count"}},
    {"label over its value", NULL, "Lost ships\n283\n", {"283|283||exact"}},
    {"note on a line of its own", NULL, "1\n  Harbour Office. The list of wrecks.", {NULL}},
    {"list in a sentence",
     NULL,
     "The crew should: 1) close the hatch, 2) man the 14 pumps and 3) wait.",
     {"14|14|pump|exact|count"}},
    {"make of a plane",
     NULL,
     "Guards found a Cessna 210 aircraft with 88 bales of wool.",
     {"88|88|bale|exact|count"}},
    {"count that looks like a year, in a column",
     NULL,
     "Port          Ships     Boats     Rafts\nNorth        17345      1821        12\n"
     "South         1926       340        15\n",
     {"17345|17345", "1821|1821", "12|12", "1926|1926", "340|340", "15|15"}},
};

static const phrase times_elsewhere[] = {
    {"planned for later",
     NULL,
     "The port bought a tug for $7.5 million, which will be in service by late 2019.",
     {"$7.5 million|7500000|USD|exact|money|-"}},
    {"by governs its own words",
     NULL,
     "The tug will be in service by 2019. The port has 14 cranes.",
     {"14|14|crane|exact|count|-"}},
    {"by in front governs what follows",
     NULL,
     "By the end of 2001, the port had 14 cranes. It owned 3 tugs.",
     {"14|14|crane|exact|count|2001-12-31", "3|3|tug|exact|count|2001-12-31"}},
    {"period in brackets about something else",
     "2019-05-01",
     "In 2018 the port sold 6 tugs (a class not built in the past two years).",
     {"6|6|tug|exact|count|2018"}},
    {"the same period",
     NULL,
     "In May 2018 the port sold 6 tugs. During the same period it bought 2 cranes.",
     {"6|6|tug|exact|count|2018-05", "2|2|crane|exact|count|2018-05"}},
    {"month, year, persons",
     NULL,
     "In April 2018 police fined 14 captains.",
     {"14|14|person|exact|count|2018-04"}},
};

static const phrase nouns[] = {
    {"noun before a time",
     "2023-05-10",
     "The port sold 488 kg of copper two weeks ago.",
     {"488 kg|488|kg|exact|amount|2023-04-26"}},
    {"initials in the noun",
     NULL,
     "The port has three U.S.-built 110-foot cutters.",
     {"three|3|cutter|exact|count", "110-foot|110|foot|exact|amount"}},
    {"bound for", NULL, "About 90 percent of the copper bound for Genoa was lost.", {"90 percent"}},
    {"range that ends in a fraction",
     NULL,
     "The rate stayed at 0 to 1/4 percent.",
     {"0 to 1/4 percent|0..0.25|%|between|percent"}},
    {"range of fractions",
     NULL,
     "The rate stayed at 1/4 to 1/2 percent.",
     {"1/4 to 1/2 percent|0.25..0.5|%|between|percent"}},
    {"change told far before its figure",
     NULL,
     "The bank raised its target for the overnight rate by 25 basis points.",
     {"25 basis points|25|bp|exact|change|||up"}},
};

#endif
