/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of relative dates share. Each fills an atom that is counted from the document's
 * date, or from the period told before; where that is not known the atom is unknown. */
#ifndef TIE_EXTRACT_RELATIVE_H
#define TIE_EXTRACT_RELATIVE_H

#include "extract/calendar.h"

/* Where one expression is read. */
typedef struct tie_scope {
    const tie_reader *r;
    const tie_whens *before; /* of the sentence, or NULL */
    uint32_t limit;
} tie_scope;

/* ---- relative.c ---- */

/* The document's date where it is a day. */
bool tie_scope_day(const tie_scope *s, tie_date *out);
/* The period before in the text: of the sentence, else the last with a year in the paragraph. */
bool tie_scope_told(const tie_scope *s, tie_period *out);
/* The calendar week, month, quarter or year that lies `move` units from the date. */
bool tie_relative_unit(tie_date date, tie_period_unit unit, int move, tie_atom *out);
/* That day (from 1, Monday) of the week which lies `weeks` from the one that holds day. */
tie_date tie_week_day(tie_date day, int weekday, int weeks);
/* Begin an atom; set its one day. Always true. */
bool tie_relative_start(tie_atom *out, uint32_t begin, uint32_t end);
bool tie_relative_day(tie_atom *out, tie_date date);

/* ---- step.c ---- */

bool tie_step_read_unit(const tie_scope *s, uint32_t token, tie_atom *out);
bool tie_step_read_named(const tie_scope *s, uint32_t token, tie_atom *out);

/* ---- offset.c ---- */

bool tie_offset_read_ago(const tie_scope *s, uint32_t token, tie_atom *out);
bool tie_offset_read_told(const tie_scope *s, uint32_t token, tie_atom *out);
bool tie_offset_read_same(const tie_scope *s, uint32_t token, tie_atom *out);
bool tie_offset_read_year_before(const tie_scope *s, uint32_t token, tie_atom *out);
bool tie_offset_read(const tie_scope *s, uint32_t token, tie_atom *out);

#endif
