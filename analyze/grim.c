/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grim: of n persons only n + 1 percentages are possible; one of them must print as the one given.
 * Source: N. J. L. Brown and J. A. J. Heathers, "The GRIM test" (2017), for percentages. */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"

enum { MORE_PLACES = 2 };

static const char *const roles[] = {"share", "whole", NULL};

static tie_dec percent_of(tie_dec count, tie_dec people, tie_round round) {
    tie_dec hundredfold, out;
    bool fits = !tie_dec_mul(count, tie_dec_int(100), &hundredfold) &&
                !tie_dec_div(hundredfold, people, round, &out);
    return fits ? out : tie_dec_int(0);
}

/* Whole numbers of persons whose percentages lie in the interval. */
static tie_interval counts_in(tie_interval percent, tie_dec people) {
    tie_interval persons =
        tie_interval_scale(tie_interval_scale(percent, people), (tie_dec){1, -2});
    return tie_interval_clip(tie_interval_integers(persons), tie_dec_int(0), people);
}

static void put(tie_buf *buf, tie_dec count, tie_dec people, int places) {
    tie_dec_render_grouped(buf, count);
    tie_buf_puts(buf, " would be ");
    tie_word_fixed(buf, tie_dec_round(percent_of(count, people, TIE_ROUND_DOWN), places), places);
    tie_buf_putc(buf, '%');
}

/* "of 23: 10 would be 43.478%, 11 would be 47.826%; printed 47.0%" */
static tie_str computation(tie_run *run, const tie_claim *percent, tie_dec people, tie_dec below,
                           bool between) {
    tie_buf buf = tie_buf_new(&run->arena);
    int places = percent->decimals + MORE_PLACES;
    tie_buf_puts(&buf, "of ");
    tie_dec_render_grouped(&buf, people);
    tie_buf_puts(&buf, ": ");
    put(&buf, below, people, places);
    tie_dec above;
    if (between && !tie_dec_add(below, tie_dec_int(1), &above)) {
        tie_buf_puts(&buf, ", ");
        put(&buf, above, people, places);
    }
    tie_buf_puts(&buf, "; printed ");
    tie_word_claim(&buf, percent);
    return tie_buf_str(&buf);
}

void tie_check_grim(tie_run *run, const tie_link *link) {
    const tie_claim *percent = tie_run_claim(run, link->claims[0]);
    tie_dec people = tie_run_claim(run, link->claims[1])->value;
    if (tie_dec_cmp(percent->value, tie_dec_int(100)) > 0)
        return;
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_GRIM, 0);
    tie_interval fits = counts_in(r.printed, people), cut = counts_in(r.cut, people);
    tie_interval nearest = !tie_interval_empty(fits) ? fits : cut;
    bool none = tie_interval_empty(nearest);
    tie_dec persons;
    if (tie_dec_mul(percent->value, people, &persons) ||
        tie_dec_mul(persons, (tie_dec){1, -2}, &persons))
        return;
    tie_dec below = none ? tie_dec_floor(persons) : nearest.lo;
    tie_dec near = none ? tie_dec_round(persons, 0) : below;
    r.computed = tie_interval_closed(percent_of(near, people, TIE_ROUND_DOWN),
                                     percent_of(near, people, TIE_ROUND_UP));
    r.roles = roles;
    r.name = "the percentage";
    r.message = "no whole number of them gives this percentage";
    r.computation = computation(run, percent, people, below, none);
    tie_recount_report(run, &r);
}
