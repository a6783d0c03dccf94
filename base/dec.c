/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/dec.h"

#include <stdio.h>
#include <stdlib.h>

/* The only 128-bit arithmetic of the program. Two 19-digit mantissas multiply to 38 digits, which
 * is what a signed 128-bit integer holds. */
typedef __int128 wide;

enum { MAX_DIGITS = 18, WIDE_DIGITS = 37 };

static wide wide_pow10(int n) {
    wide out = 1;
    while (n-- > 0)
        out *= 10;
    return out;
}

/* Nearly all figures are short: what follows does their sums in 64 bits, which divide much faster,
 * and leaves the rest to the wide forms. */
enum { SHORT_DIGITS = 17 };
static const int64_t POWERS[SHORT_DIGITS + 1] = {1,
                                                 10,
                                                 100,
                                                 1000,
                                                 10000,
                                                 100000,
                                                 1000000,
                                                 10000000,
                                                 100000000,
                                                 1000000000,
                                                 10000000000,
                                                 100000000000,
                                                 1000000000000,
                                                 10000000000000,
                                                 100000000000000,
                                                 1000000000000000,
                                                 10000000000000000,
                                                 100000000000000000};

/* a in units of 10^exp, where that is a whole number of at most 17 digits. */
static bool short_in(tie_dec a, int32_t exp, int64_t *out) {
    int64_t places = (int64_t)a.exp - exp;
    if (places < 0 || places > SHORT_DIGITS)
        return false;
    int64_t most = POWERS[SHORT_DIGITS - places];
    *out = a.mant * (a.mant > -most && a.mant < most ? POWERS[places] : 0);
    return a.mant > -most && a.mant < most;
}

/* Both in units of the lower of their exponents. */
static bool short_pair(tie_dec a, tie_dec b, int64_t *x, int64_t *y) {
    int32_t exp = a.exp < b.exp ? a.exp : b.exp;
    return short_in(a, exp, x) && short_in(b, exp, y);
}

static bool short_exp(int64_t exp) {
    return exp >= -TIE_DEC_EXP_MAX && exp < TIE_DEC_EXP_MAX - MAX_DIGITS;
}

static int wide_digits(wide x) {
    int n = 0;
    for (x = x < 0 ? -x : x; x > INT64_MAX; x /= 10)
        n++;
    for (int64_t rest = (int64_t)x; rest != 0; rest /= 10)
        n++;
    return n;
}

/* x / 10^drop toward -inf or +inf (toward 0 for NONE); *exact is cleared when digits are lost. */
static wide wide_cut(wide x, int64_t drop, tie_round round, bool *exact) {
    if (drop <= 0 || x == 0)
        return x;
    wide unit = drop > WIDE_DIGITS + 1 ? 0 : wide_pow10((int)drop);
    wide quotient = unit ? x / unit : 0;
    if (unit && quotient * unit == x)
        return quotient;
    *exact = false;
    if (round == TIE_ROUND_UP && x > 0)
        return quotient + 1;
    if (round == TIE_ROUND_DOWN && x < 0)
        return quotient - 1;
    return quotient;
}

tie_dec tie_dec_normal(tie_dec a) {
    if (a.mant == 0)
        return (tie_dec){0, 0};
    while (a.mant % 10 == 0 && a.exp < INT32_MAX) {
        a.mant /= 10;
        a.exp++;
    }
    return a;
}

/* mant * 10^exp in normal form, cut to 18 digits as asked. exact false: the caller already knows
 * that mant is not the true result (it lies on the asked side of it). */
static tie_code fit(wide mant, int64_t exp, tie_round round, bool exact, tie_dec *out) {
    if (round == TIE_ROUND_NONE && !exact)
        return TIE_ERANGE;
    int64_t drop = wide_digits(mant) - MAX_DIGITS;
    /* Nearly always: nothing to cut, and 64 bits, which divide much faster, hold it. */
    if (drop <= 0 && exp >= -TIE_DEC_EXP_MAX && exp <= TIE_DEC_EXP_MAX) {
        tie_dec small = tie_dec_normal((tie_dec){(int64_t)mant, (int32_t)exp});
        if (small.exp > TIE_DEC_EXP_MAX)
            return TIE_ERANGE;
        *out = small;
        return TIE_OK;
    }
    if (-TIE_DEC_EXP_MAX - exp > drop)
        drop = -TIE_DEC_EXP_MAX - exp;
    while (mant != 0 && mant % 10 == 0) {
        mant /= 10;
        exp++;
        drop--;
    }
    mant = wide_cut(mant, drop, round, &exact);
    if (drop > 0)
        exp += drop;
    while (mant != 0 && mant % 10 == 0) {
        mant /= 10;
        exp++;
    }
    if (mant == 0)
        exp = 0;
    if ((round == TIE_ROUND_NONE && !exact) || exp > TIE_DEC_EXP_MAX)
        return TIE_ERANGE;
    *out = (tie_dec){(int64_t)mant, (int32_t)exp};
    return TIE_OK;
}

int tie_dec_cmp(tie_dec a, tie_dec b) {
    int64_t short_a, short_b;
    if (short_pair(a, b, &short_a, &short_b))
        return (short_a > short_b) - (short_a < short_b);
    int sign = tie_dec_sign(a);
    if (sign != tie_dec_sign(b))
        return sign < tie_dec_sign(b) ? -1 : 1;
    if (sign == 0)
        return 0;
    int64_t top_a = wide_digits(a.mant) + (int64_t)a.exp;
    int64_t top_b = wide_digits(b.mant) + (int64_t)b.exp;
    if (top_a != top_b)
        return (top_a < top_b) == (sign > 0) ? -1 : 1;
    wide x = a.mant, y = b.mant; /* equal tops: the exponents differ by 18 at most */
    if (a.exp > b.exp)
        x *= wide_pow10(a.exp - b.exp);
    else
        y *= wide_pow10(b.exp - a.exp);
    return (x > y) - (x < y);
}

/* x in units of 10^exp. */
static wide align_to(tie_dec x, int64_t exp, tie_round round, bool *exact) {
    if (x.exp >= exp)
        return x.mant * wide_pow10((int)(x.exp - exp));
    return wide_cut(x.mant, exp - x.exp, round, exact);
}

tie_code tie_dec_add_round(tie_dec a, tie_dec b, tie_round round, tie_dec *out) {
    int32_t low = a.exp < b.exp ? a.exp : b.exp;
    int64_t x, y;
    if (short_exp(low) && short_pair(a, b, &x, &y)) {
        *out = tie_dec_normal((tie_dec){x + y, low});
        return TIE_OK;
    }
    a = tie_dec_normal(a);
    b = tie_dec_normal(b);
    if (a.mant == 0 || b.mant == 0) {
        tie_dec sum = a.mant == 0 ? b : a;
        return fit(sum.mant, sum.exp, round, true, out);
    }
    int64_t top_a = wide_digits(a.mant) + (int64_t)a.exp;
    int64_t top_b = wide_digits(b.mant) + (int64_t)b.exp;
    int64_t top = top_a > top_b ? top_a : top_b;
    /* Digits more than 37 places below the highest cannot be part of a result that fits. */
    int64_t exp = a.exp < b.exp ? a.exp : b.exp;
    if (exp < top - WIDE_DIGITS)
        exp = top - WIDE_DIGITS;
    bool exact = true;
    wide sum = align_to(a, exp, round, &exact);
    sum += align_to(b, exp, round, &exact);
    return fit(sum, exp, round, exact, out);
}

tie_code tie_dec_mul_round(tie_dec a, tie_dec b, tie_round round, tie_dec *out) {
    enum { SHORT = 1000000000 };
    bool is_short = a.mant > -SHORT && a.mant < SHORT && b.mant > -SHORT && b.mant < SHORT;
    int64_t exp = (int64_t)a.exp + b.exp;
    if (is_short && short_exp(exp)) {
        *out = tie_dec_normal((tie_dec){a.mant * b.mant, (int32_t)exp});
        return TIE_OK;
    }
    return fit((wide)a.mant * b.mant, (int64_t)a.exp + b.exp, round, true, out);
}

tie_code tie_dec_add(tie_dec a, tie_dec b, tie_dec *out) {
    return tie_dec_add_round(a, b, TIE_ROUND_NONE, out);
}

tie_code tie_dec_sub(tie_dec a, tie_dec b, tie_dec *out) {
    return tie_dec_add_round(a, tie_dec_neg(b), TIE_ROUND_NONE, out);
}

tie_code tie_dec_mul(tie_dec a, tie_dec b, tie_dec *out) {
    return tie_dec_mul_round(a, b, TIE_ROUND_NONE, out);
}

tie_code tie_dec_div(tie_dec a, tie_dec b, tie_round round, tie_dec *out) {
    if (b.mant == 0)
        return TIE_ERANGE;
    if (a.mant == 0)
        return fit(0, 0, round, true, out);
    /* A dividend of 37 digits leaves a quotient of at least 18 before the remainder. */
    int shift = WIDE_DIGITS - wide_digits(a.mant);
    wide dividend = a.mant * wide_pow10(shift), divisor = b.mant;
    wide quotient = dividend / divisor;
    bool exact = quotient * divisor == dividend;
    bool positive = (dividend > 0) == (divisor > 0);
    if (!exact && round == TIE_ROUND_UP && positive)
        quotient++;
    if (!exact && round == TIE_ROUND_DOWN && !positive)
        quotient--;
    return fit(quotient, (int64_t)a.exp - b.exp - shift, round, exact, out);
}

tie_dec tie_dec_round(tie_dec a, int places) {
    int64_t drop = -(int64_t)places - a.exp;
    if (drop <= 0)
        return tie_dec_normal(a);
    if (drop > 19 || -(int64_t)places > TIE_DEC_EXP_MAX)
        return (tie_dec){0, 0};
    wide unit = wide_pow10((int)drop);
    wide half = a.mant < 0 ? -(unit / 2) : unit / 2;
    return tie_dec_normal((tie_dec){(int64_t)((a.mant + half) / unit), -places});
}

static tie_dec to_integer(tie_dec a, tie_round round) {
    if (a.exp >= 0)
        return tie_dec_normal(a);
    bool exact = true;
    wide whole = wide_cut(a.mant, -(int64_t)a.exp, round, &exact);
    return tie_dec_normal((tie_dec){(int64_t)whole, 0});
}

tie_dec tie_dec_floor(tie_dec a) { return to_integer(a, TIE_ROUND_DOWN); }
tie_dec tie_dec_ceil(tie_dec a) { return to_integer(a, TIE_ROUND_UP); }

double tie_dec_double(tie_dec a) {
    char text[40];
    snprintf(text, sizeof text, "%llde%ld", (long long)a.mant, (long)a.exp);
    return strtod(text, NULL);
}

/* Reads an optional sign and digits of an exponent; false unless they are all of s. */
static bool parse_exponent(tie_str s, int64_t *out) {
    bool negative = s.len && s.ptr[0] == '-';
    size_t at = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
    if (at == s.len)
        return false;
    int64_t n = 0;
    for (; at < s.len; at++) {
        if (!tie_ascii_digit(s.ptr[at]))
            return false;
        if (n < INT32_MAX) /* beyond any exponent that fits */
            n = n * 10 + (s.ptr[at] - '0');
    }
    *out = negative ? -n : n;
    return true;
}

tie_code tie_dec_parse(tie_str s, tie_dec *out, int *decimals) {
    bool negative = s.len && s.ptr[0] == '-';
    size_t at = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
    wide mant = 0;
    int64_t zeros = 0, places = 0, exp = 0; /* zeros: read, but not yet part of mant */
    int64_t count = 0;                      /* of the digits in mant */
    bool point = false, digit = false, fits = true;
    for (; at < s.len && (tie_ascii_digit(s.ptr[at]) || (s.ptr[at] == '.' && !point)); at++) {
        point = point || s.ptr[at] == '.';
        digit = s.ptr[at] != '.';
        if (!digit)
            continue;
        places += point;
        zeros++;
        if (s.ptr[at] == '0' || !fits)
            continue;
        int64_t more = count ? zeros : 1; /* leading zeros do not count */
        fits = count + more <= MAX_DIGITS;
        if (fits)
            mant = mant * wide_pow10((int)more) + (s.ptr[at] - '0');
        count += more;
        zeros = 0;
    }
    if (!digit) /* nothing, a sign, or a point with no digit behind it */
        return TIE_EINPUT;
    bool scaled = at < s.len && (s.ptr[at] == 'e' || s.ptr[at] == 'E');
    if (scaled ? !parse_exponent(tie_str_sub(s, at + 1, s.len), &exp) : at < s.len)
        return TIE_EINPUT;
    if (!fits || fit(negative ? -mant : mant, exp + zeros - places, TIE_ROUND_NONE, true, out))
        return TIE_ERANGE;
    if (decimals)
        *decimals = (int)places;
    return TIE_OK;
}

static void put_zeros(tie_buf *buf, int64_t count) {
    while (count-- > 0)
        tie_buf_putc(buf, '0');
}

/* The digits that stand before the point, with zeros behind them up to `whole` digits. */
static void put_whole(tie_buf *buf, tie_str digits, int whole, bool grouped) {
    int count = (int)digits.len < whole ? (int)digits.len : whole;
    if (!grouped) {
        tie_buf_add(buf, tie_str_sub(digits, 0, (size_t)count));
        put_zeros(buf, whole - count);
        return;
    }
    for (int i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            tie_buf_putc(buf, ',');
        tie_buf_putc(buf, i < count ? digits.ptr[i] : '0');
    }
}

static void render(tie_buf *buf, tie_dec a, bool grouped) {
    a = tie_dec_normal(a);
    char space[24]; /* any int64_t */
    tie_buf text = {.ptr = space, .capacity = sizeof space};
    tie_buf_digits(&text, a.mant < 0 ? 0 - (uint64_t)a.mant : (uint64_t)a.mant, 1);
    tie_str digits = tie_buf_str(&text);
    if (a.mant < 0)
        tie_buf_putc(buf, '-');
    if (a.exp > TIE_DEC_EXP_MAX || a.exp < -TIE_DEC_EXP_MAX - MAX_DIGITS) {
        tie_buf_add(buf, digits); /* no result of ours; kept short */
        tie_buf_printf(buf, "e%ld", (long)a.exp);
        return;
    }
    int whole = (int)digits.len + a.exp; /* digits before the point */
    if (whole <= 0)
        tie_buf_putc(buf, '0');
    else
        put_whole(buf, digits, whole, grouped);
    if (a.exp >= 0)
        return;
    tie_buf_putc(buf, '.');
    put_zeros(buf, -(int64_t)whole);
    tie_buf_add(buf, tie_str_sub(digits, whole > 0 ? (size_t)whole : 0, digits.len));
}

/* Of the end of a row of digits, so many behind a point. */
static char *set_point(char *end, int decimals) {
    char *at = end;
    for (; end - at < decimals; at--)
        *at = at[-1];
    *at = '.';
    return end + 1;
}

/* Most numbers are positive, and neither very large nor very small. */
void tie_dec_render(tie_buf *buf, tie_dec a) {
    if (a.exp < 0)
        a = tie_dec_normal(a);
    if (a.mant <= 0 || a.exp > MAX_DIGITS || a.exp <= -MAX_DIGITS) {
        render(buf, a, false);
        return;
    }
    tie_buf_reserve(buf, TIE_DIGITS_ROOM + MAX_DIGITS);
    int decimals = a.exp < 0 ? -a.exp : 0;
    char *end = tie_put_digits(buf->ptr + buf->len, (uint64_t)a.mant, decimals + 1);
    if (decimals)
        end = set_point(end, decimals);
    for (int zeros = a.exp; zeros > 0; zeros--)
        *end++ = '0';
    buf->len = (size_t)(end - buf->ptr);
}

void tie_dec_render_grouped(tie_buf *buf, tie_dec a) { render(buf, a, true); }

int tie_dec_digits(tie_dec value) {
    int count = 0;
    for (int64_t rest = tie_dec_normal(value).mant; rest; rest /= 10)
        count++;
    return count;
}
