/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TIE_ANALYZE_REPEAT_LEXICON_H
#define TIE_ANALYZE_REPEAT_LEXICON_H

#include "analyze/repeat_words.h"
#include "rules/ruleset.h"

/* What: the figures, months and stop words of a rule set, single words alone. Owns: arena. */
tie_repeat_words *tie_repeat_words_of(const tie_ruleset *rules, tie_arena *arena);

#endif
