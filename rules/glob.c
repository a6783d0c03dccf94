/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/glob.h"

#include "base/utf8.h"

/* A wildcard to come back to when what follows it does not fit: where the pattern goes on, and the
 * first byte of the path that it has not swallowed yet. */
typedef struct retry {
    bool set;
    bool folders; /* swallows whole names with their slash */
    size_t pattern, path;
} retry;

/* One character class "[...]" at *at against c; *at moves behind it. An unclosed class is the
 * character '['. */
static bool match_class(tie_str pattern, size_t *at, uint32_t c) {
    size_t i = *at + 1;
    bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
    bool in = false;
    i += negated;
    for (size_t first = i; i < pattern.len && (pattern.ptr[i] != ']' || i == first);) {
        uint32_t lo = tie_utf8_next(pattern, &i), hi = lo;
        if (i + 1 < pattern.len && pattern.ptr[i] == '-' && pattern.ptr[i + 1] != ']') {
            i++;
            hi = tie_utf8_next(pattern, &i);
        }
        in |= lo <= c && c <= hi;
    }
    if (i >= pattern.len) {
        ++*at;
        return c == '[';
    }
    *at = i + 1;
    return in != negated && c != '/';
}

/* One character of the path against one place of the pattern; both move on when they fit. */
static bool match_one(tie_str pattern, size_t *at, tie_str path, size_t *to) {
    if (*at >= pattern.len || *to >= path.len)
        return false;
    size_t next = *to, behind = *at;
    uint32_t c = tie_utf8_next(path, &next);
    bool fits;
    if (pattern.ptr[behind] == '?') {
        behind++;
        fits = c != '/';
    } else if (pattern.ptr[behind] == '[') {
        fits = match_class(pattern, &behind, c);
    } else {
        fits = tie_utf8_next(pattern, &behind) == c;
    }
    if (fits) {
        *at = behind;
        *to = next;
    }
    return fits;
}

static bool try_again(retry *r, tie_str path, size_t *at, size_t *to) {
    if (!r->set)
        return false;
    if (r->folders)
        while (r->path < path.len && path.ptr[r->path] != '/')
            r->path++;
    if (r->path >= path.len)
        return false;
    r->path++;
    *at = r->pattern;
    *to = r->path;
    return true;
}

bool tie_glob_match(tie_str pattern, tie_str path) {
    size_t at = 0, to = 0;
    retry near = {0}, far = {.set = !tie_str_starts(pattern, TIE_STR("/")), .folders = true};
    while (at < pattern.len || to < path.len) {
        if (at < pattern.len && pattern.ptr[at] == '*') {
            bool deep = at + 1 < pattern.len && pattern.ptr[at + 1] == '*';
            bool folders = deep && at + 2 < pattern.len && pattern.ptr[at + 2] == '/';
            at += deep ? 2 + folders : 1;
            if (deep)
                near = (retry){0};
            *(deep ? &far : &near) = (retry){true, folders, at, to};
            continue;
        }
        if (match_one(pattern, &at, path, &to))
            continue;
        if (near.set && near.path < path.len && path.ptr[near.path] != '/' &&
            try_again(&near, path, &at, &to))
            continue;
        near = (retry){0};
        if (!try_again(&far, path, &at, &to))
            return false;
    }
    return true;
}
