/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rarer spellings of figures, units and names, met in reports, papers, contracts and news. Rows as
 * in phrases.h. */
#ifndef TIE_TESTS_EXTRACT_VARIANTS_H
#define TIE_TESTS_EXTRACT_VARIANTS_H

#include "tests/extract/harness.h"

static const phrase number_variants[] = {
    {"exponent without a plus", NULL, "The flask held 1.5e-3 grams.", {"1.5e-3 grams|0.0015|g"}},
    {"room, no exponent", NULL, "Unit 12E3 is to let.", {NULL}},
    {"minus and a point", NULL, "Prices changed by -.5 percent.", {"-.5 percent|-0.5|%"}},
    {"point behind a currency", NULL, "Shares lost $.50 each.", {"$.50|0.5|USD|exact"}},
    {"point in brackets",
     NULL,
     "Hay stood on two farms (.8 ha).",
     {"two|2|farm", ".8 ha|0.8|ha|exact|amount"}},
    {"two and half", NULL, "The siege took two and half years.", {"two and half years|2.5|year"}},
    {"quarter of a million",
     NULL,
     "A quarter of a million people fled.",
     {"A quarter of a million|250000|person|exact|count"}},
    {"three quarters of a million",
     NULL,
     "Three quarters of a million sheep died.",
     {"Three quarters of a million|750000|sheep|exact|count"}},
    {"told twice, words first",
     NULL,
     "The lessee plants twenty (20) elms within thirty (30) days.",
     {"twenty (20)|20|elm|exact|count", "thirty (30) days|30|day|at_most|duration"}},
    {"told twice, digits first", NULL, "The lessee plants 20 (twenty) elms.", {"|20|elm|exact"}},
    {"feet and inches", NULL, "The plank is 12 ft 2 in long.", {"12 ft 2 in||foot"}},
    {"feet, then a year", NULL, "It sank 6 ft 2 in 2019.", {"6 ft|6|foot", "2|2"}},
    {"inches with a stop", NULL, "The plank is 4 in. thick.", {"4 in.|4|inch|exact|amount"}},
    {"million in the currency's name",
     NULL,
     "The fund lent 120 MEUR and EURm 45.",
     {"120 MEUR|120000000|EUR|exact|money", "EURm 45|45000000|EUR|exact|money"}},
    {"m set apart behind a currency", NULL, "The dam cost $5 m.", {"$5 m|5000000|USD|exact|money"}},
    {"age behind a name",
     NULL,
     "Ann Lee, 45, of Ashford, was rescued.",
     {"45|45|year|exact|duration"}},
    {"make of planes counted",
     NULL,
     "The navy lost two CASA 235 planes and three MiG-29 jets.",
     {"two|2|plane|exact|count", "three|3|jet|exact|count"}},
    {"model in front of what is counted",
     NULL,
     "The clinic received 54 000 N95 masks.",
     {"54 000|54000|mask|exact|count"}},
};

/* What the name of a column says of its figures. */
static const phrase columns[] = {
    {"columns in thousands and millions",
     NULL,
     "Crop    Area ('000 ha)    Sales (million dollars)    Cost (\u20acm)\n"
     "Wheat             12.5                         8.1         2.5\n"
     "Rye                3.5                         2.2         1.5\n",
     {"12.5|12500|ha", "8.1|8100000|USD", "2.5|2500000|EUR", "3.5|3500|ha", "2.2|2200000|USD",
      "1.5|1500000|EUR"}},
};

static const phrase name_variants[] = {
    {"emergency number", NULL, "She made calls to 911 and a 911 operator answered.", {NULL}},
    {"the next in a row", NULL, "A sixth, smaller ship sank.", {NULL}},
    {"a share stays one", NULL, "Output fell by a third, to 45.", {"|0.333333", "45|45"}},
    {"scale of a caption", NULL, "Exports (in millions of dollars)", {NULL}},
    {"exercise", NULL, "Exercise no. 5 is hard.", {NULL}},
    {"list behind a label", NULL, "See pages 3, 4 and 7 and Articles 12, 14 and 16.", {NULL}},
    {"count behind a label's number",
     NULL,
     "At Gate 5 and 12 men waited.",
     {"12|12|person|exact|count"}},
    {"short phone number", NULL, "Call 555-1234 for the tide.", {NULL}},
    {"savings plan", NULL, "Its 401(k) plan was closed.", {NULL}},
    {"zip code", NULL, "The office is in Springfield, IL 62704.", {NULL}},
    {"hours of a clock", NULL, "The raid began at 0800 hours and ended at 1530 GMT.", {NULL}},
    {"noon", NULL, "The tide turned at 12 noon, not at 2 p.m. EST.", {NULL}},
    {"era", NULL, "The wall fell in 110 AD, the gate in 44 BC.", {NULL}},
    {"standard and its year", NULL, "The mill keeps to ISO 9001:2015.", {NULL}},
    {"article of a journal", NULL, "See doi: 10.1016/S0140-6736(20)30154-9.", {NULL}},
    {"this one", NULL, "This one is dry. Which one leaks?", {NULL}},
};

static const phrase period_variants[] = {
    {"year cut behind hyphens", "2018-10-24", "The lease ran out on 05-Aug-16.", {"2016-08-05"}},
    {"year cut behind an apostrophe",
     NULL,
     "It opened in April '87 and closed in '91.",
     {"1987-04", "1991"}},
    {"decade cut", NULL, "Wool was dear in the '70s.", {"1970/1979"}},
    {"season cut", NULL, "It rained in the summer of '69.", {"1969-06/1969-08"}},
    {"later year cut", NULL, "Between floods, 1914-18, wool was dear.", {"1914/1918"}},
    {"later year cut, dash", NULL, "The 2005\u201310 survey was lost.", {"2005/2010"}},
    {"number of a notice", NULL, "Wool fell under Notice 2014-18.", {"2014"}},
    {"months with slashes", NULL, "The plan for 2018/12-2019/05 was cut.", {"2018-12/2019-05"}},
    {"year before its half", NULL, "In the 2019 first half wool was dear.", {"2019-01/2019-06"}},
    {"last week of the year",
     NULL,
     "Wool fell in the last week of the year 2021.",
     {"2021-12-27/2022-01-02"}},
    {"no earlier than", NULL, "Sales began no earlier than 2010.", {"2010/.."}},
    {"product of two numbers", NULL, "The screen has 1920x1080 dots.", {NULL}},
};

#endif
