/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar atoms: the smallest words that name a date or a stretch of the calendar ("June 3, 1839",
 * "mid-June", "first half of 2002", "2010/11", "the 1990s"). when.c builds expressions from them.
 */
#ifndef TIE_EXTRACT_CALENDAR_H
#define TIE_EXTRACT_CALENDAR_H

#include "extract/reader.h"

typedef struct tie_atom {
    uint32_t begin, end; /* tokens */
    tie_date from, to;   /* equal for a single date */
    bool year_printed;
    bool day_printed;
    bool mid; /* "mid-June": as an end it means the 15th */
} tie_atom;

/* The longest atom that begins at token, within limit. */
bool tie_atom_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out);
/* A bare day ("25" in "August 22 to 25, 2023") in the month of the atom before; takes a year behind
 * it. */
bool tie_atom_read_day(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom before,
                       tie_atom *out);
/* Fills a missing year of both ends. */
void tie_atom_set_year(tie_atom *atom, int year);
/* A number of four digits that reads as a year where it stands. */
bool tie_year_at(const tie_reader *reader, uint32_t token, uint32_t limit, int *year);
/* The token holds an integer of at most max_digits digits. */
bool tie_integer_at(const tie_reader *reader, uint32_t token, uint32_t limit, unsigned max_digits,
                    int *out);

#endif
