/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Objects read by a table of their members. */
#include "rules/json.h"

static int find_name(tie_str s, const char *(*names)(int), tie_guess *guess) {
    *guess = tie_guess_new(s);
    for (int i = 0; names(i); i++)
        if (tie_str_eq(s, tie_str_c(names(i))))
            return i;
    for (int i = 0; names(i); i++)
        tie_guess_offer(guess, tie_str_c(names(i)));
    return -1;
}

bool tie_json_name(tie_json value, const char *what, const char *(*names)(int), int *out) {
    tie_str s;
    tie_guess guess;
    if (!tie_json_str(value, &s))
        return false;
    int found = find_name(s, names, &guess);
    if (found >= 0)
        *out = found;
    else
        tie_guess_hint(&guess, tie_json_fault(value, "unknown %s \"%.*s\"", what, TIE_FMT(s)));
    return found >= 0;
}

bool tie_json_key_name(tie_json member, const char *what, const char *(*names)(int), int *out) {
    tie_guess guess;
    int found = find_name(member.key, names, &guess);
    if (found >= 0)
        *out = found;
    else
        tie_guess_hint(
            &guess, tie_json_fault_key(member, "unknown %s \"%.*s\"", what, TIE_FMT(member.key)));
    return found >= 0;
}

static bool read_field(tie_json value, const tie_field *field, void *out) {
    void *at = (char *)out + field->offset;
    switch (field->type) {
    case TIE_FIELD_STR:
        return tie_json_str(value, at);
    case TIE_FIELD_BOOL:
        return tie_json_bool(value, at);
    case TIE_FIELD_DEC:
        return tie_json_dec(value, at);
    case TIE_FIELD_PERIOD:
        return tie_json_period(value, at);
    case TIE_FIELD_STRS:
        return tie_json_strs(value, at);
    case TIE_FIELD_NAME:
        return tie_json_name(value, field->key, field->names, at);
    case TIE_FIELD_JSON:
        *(tie_json *)at = value;
        return true;
    }
    return true;
}

static const tie_field *find_field(tie_str key, const tie_field *fields, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (tie_str_eq(tie_str_c(fields[i].key), key))
            return &fields[i];
    return NULL;
}

static void unknown_key(tie_json member, const tie_field *fields, size_t count) {
    tie_guess guess = tie_guess_new(member.key);
    for (size_t i = 0; i < count; i++)
        tie_guess_offer(&guess, tie_str_c(fields[i].key));
    tie_guess_hint(&guess, tie_json_fault_key(member, "unknown key \"%.*s\"", TIE_FMT(member.key)));
}

/* strict: what a person wrote, where an unknown member is a slip. */
static bool read_members(tie_json object, const tie_field *fields, size_t count, void *out,
                         bool strict) {
    enum { MOST = 64 };
    bool seen[MOST] = {false}, good = tie_json_is_object(object);
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        const tie_field *field = find_field(member.key, fields, count);
        if (!field && strict && !tie_json_is_comment(member))
            unknown_key(member, fields, count);
        if (!field || (!strict && tie_json_is_blank(member)))
            continue;
        seen[field - fields] = true;
        good &= read_field(member, field, out);
    }
    for (size_t i = 0; i < count && tie_json_is_object(object); i++) {
        if (!fields[i].required || seen[i])
            continue;
        tie_json_fault(object, "no \"%s\"", fields[i].key);
        good = false;
    }
    return good;
}

bool tie_json_read(tie_json object, const tie_field *fields, size_t count, void *out) {
    return read_members(object, fields, count, out, true);
}

bool tie_json_read_known(tie_json object, const tie_field *fields, size_t count, void *out) {
    return read_members(object, fields, count, out, false);
}
