/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/diagnose.h"

#include <stdlib.h>

enum { DIGITS_MAX = 18, DIGITS_FOR_ONE_WRONG = 3 };

/* The digits of a figure as one integer and where its point stands. */
typedef struct digits {
    char at[DIGITS_MAX + 1];
    int count, exp;
    bool negative;
} digits;

/* u: the last printed place; zeros down to it are digits as well. */
static bool read_digits(tie_dec value, tie_dec u, digits *out) {
    tie_dec v = tie_dec_abs(tie_dec_normal(value)), place = tie_dec_normal(u);
    char backwards[DIGITS_MAX];
    digits d = {.negative = value.mant < 0, .exp = v.exp < 0 ? v.exp : 0};
    if (place.mant == 1 && place.exp < d.exp)
        d.exp = place.exp;
    for (int zeros = v.exp - d.exp; zeros > 0; zeros--) {
        if (d.count == DIGITS_MAX)
            return false;
        backwards[d.count++] = '0';
    }
    for (int64_t rest = v.mant; rest > 0; rest /= 10) {
        if (d.count == DIGITS_MAX)
            return false;
        backwards[d.count++] = (char)('0' + rest % 10);
    }
    for (int i = 0; i < d.count; i++)
        d.at[i] = backwards[d.count - 1 - i];
    *out = d;
    return d.count > 0;
}

static tie_dec value_of(const digits *d) {
    int64_t mant = 0;
    for (int i = 0; i < d->count; i++)
        mant = mant * 10 + (d->at[i] - '0');
    return tie_dec_normal((tie_dec){d->negative ? -mant : mant, d->exp});
}

static bool meets(const tie_suspect *s, tie_dec candidate, tie_dec u) {
    return tie_interval_meet(tie_interval_rounding(candidate, u), s->expected);
}

static int significant(tie_dec value) {
    int count = 0;
    for (int64_t rest = tie_dec_normal(value).mant; rest; rest /= 10)
        count++;
    return count;
}

static tie_str scale_words(tie_arena *arena, const tie_suspect *s, int power) {
    const char *side = power > 0 ? "smaller" : "larger";
    int size = abs(power);
    if (power == 6 && s->scale == 0)
        return TIE_STR("reads as if the word \"million\" were missing");
    if (power == -6 && s->scale == 6)
        return TIE_STR("reads as if the word \"million\" stood there by mistake");
    if (size == 2 && s->scale == 6)
        return tie_arena_printf(arena,
                                "a factor of exactly 100 %s: as when a myriad (10,000) is "
                                "read as a million",
                                side);
    if (size == 4)
        return tie_arena_printf(
            arena, "a factor of exactly 10,000 %s: as when a myriad is lost or added", side);
    static const char *const factors[] = {"1", "10", "100", "1,000"};
    return size < 4 ? tie_arena_printf(arena, "a factor of exactly %s %s", factors[size], side)
                    : tie_arena_printf(arena, "a factor of a million %s", side);
}

static tie_diagnosis scale_slip(tie_arena *arena, const tie_suspect *s) {
    static const int powers[] = {1, -1, 2, -2, 3, -3, 6, -6, 4, -4};
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
        tie_dec by = {1, powers[i]}, candidate, u;
        if (tie_dec_mul(s->value, by, &candidate) || tie_dec_mul(s->u, by, &u))
            continue;
        if (tie_interval_has(s->expected, tie_dec_int(0))) /* anything is a fraction of nothing */
            break;
        /* 268.70 for 26.87: the digit too many stands before the last printed place */
        if (meets(s, candidate, powers[i] == -1 ? s->u : u))
            return (tie_diagnosis){TIE_SLIP_SCALE, significant(s->value) >= 2,
                                   scale_words(arena, s, powers[i])};
    }
    return (tie_diagnosis){0};
}

static tie_str instead(tie_arena *arena, const char *what, tie_dec value) {
    tie_buf buf = tie_buf_new(arena);
    tie_buf_printf(&buf, "%s: ", what);
    tie_dec_render_grouped(&buf, value);
    tie_buf_puts(&buf, " would fit");
    return tie_buf_str(&buf);
}

static tie_diagnosis transposition(tie_arena *arena, const tie_suspect *s, const digits *d) {
    for (int i = 0; i + 1 < d->count; i++) {
        digits swapped = *d;
        swapped.at[i] = d->at[i + 1];
        swapped.at[i + 1] = d->at[i];
        bool real = d->at[i] != d->at[i + 1] && swapped.at[0] != '0';
        if (real && meets(s, value_of(&swapped), s->u))
            return (tie_diagnosis){
                TIE_SLIP_TRANSPOSITION, true,
                instead(arena, "two neighbouring digits may be swapped", value_of(&swapped))};
    }
    return (tie_diagnosis){0};
}

static tie_diagnosis one_digit(tie_arena *arena, const tie_suspect *s, const digits *d) {
    for (int i = 0; i < d->count && significant(s->value) >= DIGITS_FOR_ONE_WRONG; i++) {
        for (int digit = i ? 0 : 1; digit <= 9; digit++) {
            digits changed = *d;
            changed.at[i] = (char)('0' + digit);
            if (changed.at[i] != d->at[i] && meets(s, value_of(&changed), s->u))
                return (tie_diagnosis){
                    TIE_SLIP_DIGIT, false,
                    instead(arena, "one digit may be wrong", value_of(&changed))};
        }
    }
    return (tie_diagnosis){0};
}

tie_diagnosis tie_diagnose(tie_arena *arena, const tie_suspect *suspect) {
    digits d;
    bool bounded = !suspect->expected.lo_inf && !suspect->expected.hi_inf; /* else all too easy */
    if (!bounded || tie_dec_zero(suspect->value) || !read_digits(suspect->value, suspect->u, &d))
        return (tie_diagnosis){0};
    tie_diagnosis found = scale_slip(arena, suspect);
    if (!found.slip)
        found = transposition(arena, suspect, &d);
    if (!found.slip)
        found = one_digit(arena, suspect, &d);
    if (!found.slip && meets(suspect, tie_dec_neg(suspect->value), suspect->u))
        found = (tie_diagnosis){TIE_SLIP_SIGN, true, TIE_STR("the sign may be wrong")};
    return found;
}
