/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plurals of the nouns that lexicons and packs name in the singular. */
#ifndef TIE_RULES_PLURAL_H
#define TIE_RULES_PLURAL_H

#include "base/arena.h"

/* What: the regular English plural of a noun or of the last word of a phrase: user -> users,
 * refugee -> refugees, country -> countries, witness -> witnesses, policeman -> policemen.
 * Irregular nouns belong into the lexicon. */
tie_str tie_plural(tie_arena *arena, tie_str singular);

#endif
