/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling others what a run found: a command that gets JSON, a feed. */
#ifndef TIE_CLI_NOTIFY_H
#define TIE_CLI_NOTIFY_H

#include "cli/cli.h"
#include "store/store.h"

#define TIE_NOTIFY_CHANNEL "command"

/* The least severity that is told: what --fail-on says, minor where that is never. */
tie_severity tie_notify_least(const tie_cli *cli);

/* What: runs --notify-cmd with all notifications of the job that are not known to be sent, as one
 * JSON object on its standard input, and notes them as sent when it leaves with 0. A run that is
 * killed in between tells them again under the same keys. True where there is nothing to do; false
 * when it failed, told: the next run tries again. */
bool tie_notify_command(tie_cli *cli, tie_store *store, tie_str job);

/* What: writes --feed, whole or not at all. */
bool tie_notify_feed(tie_cli *cli, tie_store *store, tie_str job);

#endif
