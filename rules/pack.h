/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packs: units, places, measures, rules, sources, segments and tests of one subject. */
#ifndef TIE_RULES_PACK_H
#define TIE_RULES_PACK_H

#include "rules/loader.h"

/* Reads one pack into the loader. */
void tie_pack_read(tie_loader *loader, tie_json root);

/* Parts of tie_pack_read, each a list of objects. */
void tie_pack_read_units(tie_loader *loader, tie_json list);
void tie_pack_read_places(tie_loader *loader, tie_json list);
void tie_pack_read_measures(tie_loader *loader, tie_json list);
void tie_pack_read_rules(tie_loader *loader, tie_json list);
void tie_pack_read_sources(tie_loader *loader, tie_json list);
void tie_pack_read_segments(tie_loader *loader, tie_json list);
void tie_pack_read_tests(tie_loader *loader, tie_json list);

/* What: the expression of a rule, a string; its measures stand above. Owns: the loader's arena.
 * NULL and a fault, at its byte, where it is none. */
tie_formula *tie_formula_read(tie_loader *loader, tie_json at);

/* When all packs are read: the verbs of measures, which may be predicate classes of any of them. */
void tie_pack_finish_measures(tie_loader *loader);

#endif
