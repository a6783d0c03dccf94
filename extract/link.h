/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the figures that words relate. */
#ifndef TIE_EXTRACT_LINK_H
#define TIE_EXTRACT_LINK_H

#include "extract/reader.h"

void tie_link_sentence(tie_reader *reader, const tie_sentence *sentence);

/* A block that ends in a colon opens a list; its items follow; any other block closes it.
 * first_claim: number of claims before the block. */
void tie_link_open_list(tie_reader *reader, size_t first_claim);
void tie_link_item(tie_reader *reader, size_t first_claim);
void tie_link_close_list(tie_reader *reader);

#endif
