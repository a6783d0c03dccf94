/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/plural.h"

static bool vowel(char c) { return memchr("aeiou", tie_ascii_lower(c), 5) != NULL; }

static tie_str replace_end(tie_arena *arena, tie_str s, size_t drop, const char *end) {
    return tie_arena_printf(arena, "%.*s%s", (int)(s.len - drop), s.ptr, end);
}

tie_str tie_plural(tie_arena *arena, tie_str s) {
    static const char *const hissing[] = {"s", "x", "z", "ch", "sh"};
    if (tie_str_ends(s, TIE_STR("man")))
        return replace_end(arena, s, 2, "en");
    if (s.len > 1 && tie_str_ends(s, TIE_STR("y")) && !vowel(s.ptr[s.len - 2]))
        return replace_end(arena, s, 1, "ies");
    for (size_t i = 0; i < sizeof hissing / sizeof *hissing; i++)
        if (tie_str_ends(s, tie_str_c(hissing[i])))
            return replace_end(arena, s, 0, "es");
    return replace_end(arena, s, 0, "s");
}
