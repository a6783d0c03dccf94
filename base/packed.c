/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/packed.h"

/* Flags of a period and of an interval. */
enum { ONE_DAY = 1 << 4, AS_BEFORE = 1 << 4 };

/* ---- Writing ---- */

void tie_pack_str(tie_buf *to, tie_str s) {
    tie_pack(to, s.len);
    tie_buf_add(to, s);
}

void tie_pack_span(tie_buf *to, tie_span span, uint64_t from) {
    tie_pack_signed(to, (int64_t)(span.start - from));
    tie_pack(to, span.end - span.start);
}

void tie_pack_dec(tie_buf *to, tie_dec d) {
    tie_pack_signed(to, d.mant);
    tie_pack_signed(to, d.exp);
}

static void pack_date(tie_buf *to, tie_date d) {
    tie_pack_signed(to, d.year);
    tie_pack(to, (uint64_t)d.month << 5 | d.day);
}

void tie_pack_period(tie_buf *to, tie_period p) {
    bool day = memcmp(&p.from, &p.to, sizeof p.from) == 0;
    tie_pack(to, p.known | (unsigned)p.from_open << 1 | (unsigned)p.to_open << 2 |
                     (unsigned)p.instant << 3 | (day ? (unsigned)ONE_DAY : 0u));
    pack_date(to, p.from);
    if (!day)
        pack_date(to, p.to);
}

static bool same(const tie_interval *a, const tie_interval *b) {
    return a->lo.mant == b->lo.mant && a->lo.exp == b->lo.exp && a->hi.mant == b->hi.mant &&
           a->hi.exp == b->hi.exp && a->lo_inf == b->lo_inf && a->hi_inf == b->hi_inf &&
           a->lo_open == b->lo_open && a->hi_open == b->hi_open;
}

void tie_pack_interval(tie_buf *to, const tie_interval *i, const tie_interval *before) {
    if (before && same(i, before)) {
        tie_pack(to, AS_BEFORE);
        return;
    }
    tie_pack(to, i->lo_inf | (unsigned)i->hi_inf << 1 | (unsigned)i->lo_open << 2 |
                     (unsigned)i->hi_open << 3);
    tie_pack_dec(to, i->lo);
    tie_pack_dec(to, i->hi);
}

/* ---- Reading ---- */

uint64_t tie__unpack_long(tie_packed *p) {
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64 && p->at < p->end; shift += 7) {
        unsigned char byte = *p->at++;
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return n;
    }
    p->good = false;
    return 0;
}

tie_str tie_unpack_str(tie_packed *p) {
    size_t len = tie_unpack_count(p);
    if (!len)
        return (tie_str){0};
    tie_str s = {(const char *)p->at, len};
    p->at += len;
    return s;
}

tie_span tie_unpack_span(tie_packed *p, uint64_t from) {
    uint64_t start = from + (uint64_t)tie_unpack_signed(p);
    return (tie_span){start, start + tie_unpack(p)};
}

tie_dec tie_unpack_dec(tie_packed *p) {
    int64_t mant = tie_unpack_signed(p);
    return (tie_dec){mant, (int32_t)tie_unpack_signed(p)};
}

static tie_date unpack_date(tie_packed *p) {
    int16_t year = (int16_t)tie_unpack_signed(p);
    uint64_t rest = tie_unpack(p);
    return (tie_date){year, (uint8_t)(rest >> 5), (uint8_t)(rest & 31)};
}

tie_period tie_unpack_period(tie_packed *p) {
    uint64_t flags = tie_unpack(p);
    tie_period out = {.known = flags & 1,
                      .from_open = flags >> 1 & 1,
                      .to_open = flags >> 2 & 1,
                      .instant = flags >> 3 & 1};
    out.from = unpack_date(p);
    out.to = flags & ONE_DAY ? out.from : unpack_date(p);
    return out;
}

tie_interval tie_unpack_interval(tie_packed *p, const tie_interval *before) {
    uint64_t flags = tie_unpack(p);
    if (flags == AS_BEFORE && before)
        return *before;
    tie_interval i = {.lo_inf = flags & 1,
                      .hi_inf = flags >> 1 & 1,
                      .lo_open = flags >> 2 & 1,
                      .hi_open = flags >> 3 & 1};
    i.lo = tie_unpack_dec(p);
    i.hi = tie_unpack_dec(p);
    return i;
}
