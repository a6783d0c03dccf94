/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static const double LONG_SECONDS = 1; /* before this nobody wonders */
static const double LINE_SECONDS = 0.1, ROW_SECONDS = 0.5;
static const double MEGABYTE = 1e6;

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A terminal that knows how to clear a line. */
static bool on_terminal(void) {
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

/* They print while they read: rows and a line that is written over do not share a terminal. */
static bool streams(tie_command command) {
    return command == TIE_COMMAND_EXTRACT || command == TIE_COMMAND_REPEATS;
}

bool tie_cli_progress_init(const tie_cli_options *o, tie_cli_progress *out) {
    bool wanted = o->progress != TIE_PROGRESS_NEVER;
    if (o->progress == TIE_PROGRESS_AUTO)
        wanted = !o->quiet && on_terminal() && !(streams(o->command) && isatty(STDOUT_FILENO));
    if (wanted)
        *out = (tie_cli_progress){.json = o->progress == TIE_PROGRESS_JSON,
                                  .streams = streams(o->command),
                                  .at_once = o->progress != TIE_PROGRESS_AUTO,
                                  .begun = seconds_now()};
    return wanted;
}

/* Bytes a second so far; 0 where it is too early to say. */
static double rate_of(const tie_cli_progress *p, const tie_progress *now, double at) {
    return at > p->begun ? (double)now->bytes / (at - p->begun) : 0;
}

/* Negative where it cannot be told. */
static double seconds_left(const tie_progress *now, double rate) {
    return rate > 0 && now->bytes_total >= now->bytes
               ? (double)(now->bytes_total - now->bytes) / rate
               : -1;
}

static void put_json(const tie_cli_progress *p, const tie_progress *now, double at) {
    double rate = rate_of(p, now, at), left = seconds_left(now, rate);
    fprintf(stderr,
            "{\"stage\":\"%s\",\"inputs\":%" PRIu64 ",\"inputs_total\":%" PRIu64
            ",\"bytes\":%" PRIu64 ",\"bytes_total\":%" PRIu64 ",\"claims\":%" PRIu64
            ",\"seconds\":%.1f,\"bytes_per_second\":%.0f,\"seconds_left\":",
            now->inputs < now->inputs_total ? "reading" : "read", now->inputs, now->inputs_total,
            now->bytes, now->bytes_total, now->claims, at - p->begun, rate);
    if (left < 0)
        fputs("null}\n", stderr);
    else
        fprintf(stderr, "%.0f}\n", left);
}

static const char *files(uint64_t count) { return count == 1 ? "file" : "files"; }

/* "reading 120 of 1000 files, 3.1 of 24.0 MB, 4521 claims, 12.5 MB/s, 2 s left" */
static void format_line(char *line, size_t size, const tie_cli_progress *p, const tie_progress *now,
                        double at) {
    double rate = rate_of(p, now, at), left = seconds_left(now, rate);
    if (now->inputs == now->inputs_total) {
        snprintf(line, size, "read %" PRIu64 " %s, %.1f MB, %" PRIu64 " claims%s", now->inputs,
                 files(now->inputs), (double)now->bytes / MEGABYTE, now->claims,
                 p->streams ? "" : "; comparing");
        return;
    }
    int used = snprintf(
        line, size,
        "reading %" PRIu64 " of %" PRIu64 " %s, %.1f of %.1f MB, %" PRIu64 " claims, %.1f MB/s",
        now->inputs, now->inputs_total, files(now->inputs_total), (double)now->bytes / MEGABYTE,
        (double)now->bytes_total / MEGABYTE, now->claims, rate / MEGABYTE);
    if (left >= 0 && used > 0 && (size_t)used < size)
        snprintf(line + used, size - (size_t)used, left < 120 ? ", %.0f s left" : ", %.0f min left",
                 left < 120 ? left : left / 60);
}

/* What is longer than the terminal is wide could not be written over. */
static void put_line(tie_cli_progress *p, const tie_progress *now, double at) {
    struct winsize size = {0};
    char line[200];
    format_line(line, sizeof line, p, now, at);
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_col < sizeof line)
        line[size.ws_col - 1] = '\0';
    fprintf(stderr, "\r\x1b[K%s", line);
    fflush(stderr);
    p->shown = true;
}

void tie_cli_progress_tell(void *progress, const tie_progress *now) {
    tie_cli_progress *p = progress;
    double at = seconds_now();
    bool end = !p->printed || now->inputs == now->inputs_total;
    bool due = at - p->printed >= (p->json ? ROW_SECONDS : LINE_SECONDS);
    if (!p->at_once && at - p->begun < LONG_SECONDS)
        return;
    if (!due && !end)
        return;
    p->printed = at;
    if (p->json)
        put_json(p, now, at);
    else
        put_line(p, now, at);
}

void tie_cli_progress_clear(tie_cli_progress *p) {
    if (!p || !p->shown)
        return;
    fputs("\r\x1b[K", stderr);
    fflush(stderr);
    p->shown = false;
}
