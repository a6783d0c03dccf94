/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document says about itself at its top. */
#ifndef TIE_EXTRACT_FACTS_H
#define TIE_EXTRACT_FACTS_H

#include "extract/reader.h"

/* What: fills the title and date of reader->doc from the top of the segment where they are not
 * known yet; the dates of a meeting in its minutes become the frame of the segment. */
void tie_read_facts(tie_reader *reader, tie_span segment);

#endif
