/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small words of a language by what they do: a lexicon says which words open a place, join two
 * nouns or count days in a row, an algorithm asks whether a token does. */
#ifndef TIE_RULES_ROLES_H
#define TIE_RULES_ROLES_H

#include <stdbool.h>
#include <stdint.h>

typedef enum tie_role {
#define TIE_ROLE(id, name) TIE_ROLE_##id,
#include "rules/roles.def"
#undef TIE_ROLE
    TIE_ROLE_COUNT
} tie_role;

typedef struct tie_roles {
    const uint64_t *keys;               /* of words (base/token.h), role by role */
    uint16_t first[TIE_ROLE_COUNT + 1]; /* of each role among them */
    uint64_t some[TIE_ROLE_COUNT];      /* tie_role_bit of all keys of a role */
} tie_roles;

/* The bit of a key; some share one. */
static inline uint64_t tie_role_bit(uint64_t key) { return UINT64_C(1) << (key & 63); }

/* The word of that key does it. */
static inline bool tie_roles_has(const tie_roles *roles, tie_role role, uint64_t key) {
    if (!(roles->some[role] & tie_role_bit(key))) /* as most */
        return false;
    for (unsigned i = roles->first[role]; i < roles->first[role + 1]; i++)
        if (roles->keys[i] == key)
            return true;
    return false;
}

#endif
