/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions of packs (PCRE2, UTF and Unicode properties, compiled to machine code where
 * possible). A compiled pattern is immutable and shared; each thread matches with its own matcher,
 * which bounds what one match may cost. */
#ifndef TIE_RULES_PATTERN_H
#define TIE_RULES_PATTERN_H

#include "base/str.h"

/* What: a compiled pattern, or NULL with the reason in message and the byte in *at where the
 * pattern fails. Owns: the caller, end it with tie_pattern_free. */
void *tie_pattern_compile(tie_str source, char message[256], size_t *at);
void tie_pattern_free(void *pattern);

typedef struct tie_matcher {
    void *context, *data, *stack;
} tie_matcher;

bool tie_matcher_init(tie_matcher *matcher); /* false when out of memory; release it all the same */
void tie_matcher_release(tie_matcher *matcher);
/* A match of pattern in sentence overlaps the figure (offsets in sentence). A match that goes over
 * its limits is none. */
bool tie_matcher_around(tie_matcher *matcher, const void *pattern, tie_str sentence,
                        tie_span figure);

#endif
