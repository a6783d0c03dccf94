/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each value of a JSON file stands in its text, by the hash of its JSON pointer. The parser
 * does not keep this; a second, quick walk over text that is known to be well formed does. */
#ifndef TIE_RULES_POSITION_H
#define TIE_RULES_POSITION_H

#include "rules/json.h"

#define TIE_JSON_ROOT ((uint64_t)0x7469656F7574u)

static inline uint64_t tie_json_member_pointer(uint64_t parent, tie_str key) {
    return tie_hash_mix(parent, tie_hash(key));
}
static inline uint64_t tie_json_item_pointer(uint64_t parent, size_t index) {
    return tie_hash_mix(parent + 1, index);
}

/* Fills file->places. Notes duplicate keys; false when the nesting is over the limit. */
bool tie_json_map_places(tie_json_file *file);
tie_json_spot tie_json_spot_of(const tie_json_file *file, uint64_t pointer);

#endif
