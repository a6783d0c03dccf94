/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines: the figures of one measure, agent, place and unit over time, one for each period. Of
 * several figures for a period the one of the best class of source and of the latest date stands,
 * narrowed by those that agree with it; earlier ones that do not are kept as superseded, and
 * figures of one date that are at odds stand for nothing. Periods of one timeline are of one grain:
 * years with years, months with months, "January to October" with the same months of other years.
 * What a pack declares a break cuts the timeline; cumulative totals become the growth between them.
 * Lifetime: that of the run. */
#ifndef TIE_ANALYZE_SERIES_H
#define TIE_ANALYZE_SERIES_H

#include "analyze/stat.h"
#include "rules/ruleset.h"

typedef struct tie_run tie_run;

/* Times of a timeline count its grain: years, months (quarters, ...) of year 0 on, days of 1970 on.
 */
typedef enum tie_grain {
    TIE_GRAIN_DAY,
    TIE_GRAIN_WEEK,
    TIE_GRAIN_MONTH,
    TIE_GRAIN_QUARTER,
    TIE_GRAIN_HALF,
    TIE_GRAIN_YEAR,
    TIE_GRAIN_PART /* the same part of each year; counts years */
} tie_grain;

typedef enum tie_point_use {
    TIE_POINT_USED,       /* the figure of its period */
    TIE_POINT_SPAN,       /* average of a total over several periods: shown, not tested */
    TIE_POINT_SUPERSEDED, /* of an earlier date, or of a lesser source */
    TIE_POINT_DISPUTED    /* figures of one date that cannot all hold */
} tie_point_use;

enum {
    TIE_POINT_NEXT = 1 << 0,    /* outside what the figures before it lead to expect */
    TIE_POINT_OUTLIER = 1 << 1, /* far from the line through all others */
    TIE_POINT_STEP = 1 << 2,    /* the first after a step */
    TIE_POINT_FINDING = 1 << 3  /* part of a finding that deserves a reader */
};

typedef struct tie_point {
    tie_point_use use;
    uint8_t flags;
    tie_period period;
    double time;          /* of a span: its middle */
    double from, to;      /* first and last time covered */
    double value, lo, hi; /* in the unit of the timeline; lo and hi may be infinite */
    uint32_t claim;       /* the one shown; of a difference, the later */
    uint32_t less;        /* of a difference, the earlier; else TIE_NO_CLAIM */
    uint32_t count;       /* claims that say so */
    uint32_t source;      /* among the sources of the timeline */
} tie_point;

typedef struct tie_timeline {
    const tie_measure *measure; /* of a pack; NULL: open */
    tie_str title;              /* of the measure, or the words that are counted */
    tie_str predicate;          /* of an open measure: its class of verbs */
    tie_str agent, place, unit;
    tie_str units; /* the same for several: "cases", "tons", "kg" */
    tie_grain grain;
    const char *per;    /* of growth between cumulative totals: "day", "month", "year"; else NULL */
    tie_point *points;  /* by time; of one time the figure that stands first */
    size_t count;       /* all of them */
    size_t spans;       /* those of use TIE_POINT_SPAN */
    size_t superseded;  /* those of use TIE_POINT_SUPERSEDED */
    size_t disputed;    /* those of use TIE_POINT_DISPUTED */
    size_t left_out;    /* figures of the same thing over other stretches of time */
    tie_series figures; /* of the points in use */
    const tie_str *sources; /* publishers, by first use; an empty one is not known */
    size_t source_count;
    const uint32_t *rows; /* findings that speak of its points, as indexes of the run's rows */
    size_t row_count;
    /* What the tests say. Until it is studied, trend.kendall alone is filled. */
    bool studied;
    tie_trend trend;
    double p_trend, p_next, p_outlier, p_step; /* adjusted for all timelines tested */
} tie_timeline;

typedef struct tie_timelines {
    tie_timeline *items; /* measures of packs first, then the longer, then by name */
    size_t count;
} tie_timelines;

/* What: all timelines of two points and more, with the Mann-Kendall test of each, adjusted for all.
 * Owns: the run's arena. Work: sorts the claims once. */
void tie_timelines_build(tie_run *run);

/* What: all statistics of the timelines that `wanted` takes (NULL: all), adjusted for each other,
 * and the flags of their points. */
void tie_timelines_study(tie_arena *scratch, tie_timelines *timelines,
                         bool (*wanted)(const void *user, const tie_timeline *t), const void *user);

/* What: for each timeline the findings of severity `least` and up that speak of its figures, which
 * are flagged. Owns: arena. */
void tie_timelines_mark(const tie_run *run, tie_arena *arena, tie_timelines *timelines,
                        tie_severity least);

const tie_timelines *tie_run_timelines(const tie_run *run);

/* The point of figure `at` of timeline->figures. */
const tie_point *tie_timeline_used(const tie_timeline *timeline, size_t at);

/* ---- series_when.c: periods and times ---- */

typedef struct tie_moment {
    tie_grain grain;
    uint32_t phase;        /* which part of the year; 0 for all other grains */
    bool span;             /* several periods of the grain */
    double time, from, to; /* as of a point */
} tie_moment;

/* False for what has no place on a line of time: unknown, open or reversed periods. */
bool tie_moment_of(tie_period period, tie_moment *out);
/* "Jan" of 1 */
const char *tie_month_name(int month);
/* "Jan to Oct", "1 Jan to 12 Oct": a part of a year, whatever the year */
void tie_part_label(tie_buf *buf, tie_period period);
/* "year", "years" */
const char *tie_grain_name(tie_grain grain, bool many);
/* "2021", "2021-03", "Q1 2021", "H1 2021", "2021-03-05"; what a time of that grain is called. */
void tie_grain_label(tie_buf *buf, tie_grain grain, double time);

/* ---- series_words.c: sentences ---- */

/* Owns: arena. "Rose in 33 of 35 comparable pairs of years between 2010 and 2021; the typical rise
 * is 1.5 per year (1.0 to 2.0). Clear upward trend, 9 figures." */
tie_str tie_timeline_sentence(tie_arena *arena, const tie_timeline *timeline);
/* What else a reader should know: growth, the next value, odd figures, a step, doubts. */
tie_strs tie_timeline_remarks(tie_arena *arena, const tie_timeline *timeline);
/* Those about one point alone: empty unless it is flagged. */
tie_strs tie_timeline_point_remarks(tie_arena *arena, const tie_timeline *timeline,
                                    const tie_point *point);
/* "drug cases solved, China, 2010 to 2021" */
tie_str tie_timeline_name(tie_arena *arena, const tie_timeline *timeline);
/* A figure of a timeline with as many digits as tell it from `step`, grouped: "1,234.5". */
void tie_word_double(tie_buf *buf, double x, double step);

#endif
