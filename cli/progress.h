/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a long run has come, on standard error: a line that is written over while it reads, or
 * JSON lines for a program. Never on standard output, never in a report. All of it happens on the
 * thread that reads (tie_progress_sink), and nothing but numbers of ours is printed. */
#ifndef TIE_CLI_PROGRESS_H
#define TIE_CLI_PROGRESS_H

#include "cli/options.h"

typedef struct tie_cli_progress {
    bool json;
    bool streams;          /* nothing is left to do once all is read */
    bool at_once;          /* from the first moment on, not only when it takes long */
    bool shown;            /* a line stands on the terminal */
    double begun, printed; /* seconds of a clock that only goes forward */
} tie_cli_progress;

/* What: whether progress is to be told, and how, as the options and the terminal say. */
bool tie_cli_progress_init(const tie_cli_options *options, tie_cli_progress *out);
/* A tie_progress_sink; progress is a tie_cli_progress. */
void tie_cli_progress_tell(void *progress, const tie_progress *now);
/* Takes the line away; harmless when there is none. progress may be NULL. */
void tie_cli_progress_clear(tie_cli_progress *progress);

#endif
