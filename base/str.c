/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

int tie_str_cmp(tie_str a, tie_str b) {
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool tie_str_eq_fold(tie_str a, tie_str b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (tie_ascii_lower(a.ptr[i]) != tie_ascii_lower(b.ptr[i]))
            return false;
    return true;
}

bool tie_str_starts(tie_str s, tie_str prefix) {
    return s.len >= prefix.len && tie_str_eq(tie_str_sub(s, 0, prefix.len), prefix);
}

bool tie_str_ends(tie_str s, tie_str suffix) {
    return s.len >= suffix.len && tie_str_eq(tie_str_sub(s, s.len - suffix.len, s.len), suffix);
}

size_t tie_str_find(tie_str s, tie_str needle) {
    if (needle.len == 0)
        return 0;
    for (size_t i = 0; i + needle.len <= s.len; i++) {
        const char *hit = memchr(s.ptr + i, needle.ptr[0], s.len - needle.len - i + 1);
        if (!hit)
            break;
        i = (size_t)(hit - s.ptr);
        if (memcmp(hit, needle.ptr, needle.len) == 0)
            return i;
    }
    return s.len;
}

tie_str tie_str_trim(tie_str s) {
    while (s.len && tie_ascii_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len && tie_ascii_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

unsigned tie_str_distance(tie_str a, tie_str b, unsigned limit) {
    enum { MAX = 64 };
    if (a.len > MAX || b.len > MAX)
        return limit + 1;
    unsigned rows[3][MAX + 1];
    unsigned *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.len; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= a.len; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            unsigned best = last[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            bool swapped =
                i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1];
            if (swapped && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        unsigned *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.len] > limit ? limit + 1 : last[b.len];
}
