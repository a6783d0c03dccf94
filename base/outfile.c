/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/outfile.h"

#include "base/err.h"
#include "base/io.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static tie_code refused(tie_err *err, const char *path, int reason) {
    char why[128] = "unknown error";
    strerror_r(reason, why, sizeof why);
    return tie_fail_file(err, TIE_EIO, tie_str_c(path), "cannot be written: %s", why);
}

/* mkstemp makes files for their owner alone; a report is a file like any other. */
static mode_t usual_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* A device or a pipe is written as it is: it cannot be put in place. */
static bool in_place(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

tie_code tie_outfile_open(tie_arena *arena, tie_str path, tie_outfile *out, tie_err *err) {
    const char *name = tie_arena_printf(arena, "%.*s", TIE_FMT(path)).ptr;
    char *temporary = NULL;
    FILE *file = NULL;
    if (in_place(name)) {
        file = fopen(name, "w");
    } else {
        temporary = TIE_NEW(arena, char, path.len + sizeof ".XXXXXX");
        snprintf(temporary, path.len + sizeof ".XXXXXX", "%s.XXXXXX", name);
        int fd = mkstemp(temporary);
        file = fd < 0 ? NULL : fdopen(fd, "w");
        if (file)
            fchmod(fd, usual_mode());
    }
    if (!file)
        return refused(err, name, errno);
    *out = (tie_outfile){file, name, temporary};
    return TIE_OK;
}

tie_code tie_outfile_keep(tie_outfile *out, tie_err *err) {
    FILE *file = out->stdio_file;
    bool good = fflush(file) == 0 && (!out->temporary || fsync(fileno(file)) == 0);
    int reason = errno;
    out->stdio_file = NULL;
    if (fclose(file) != 0 && good) {
        good = false;
        reason = errno;
    }
    if (good && (!out->temporary || rename(out->temporary, out->path) == 0))
        return TIE_OK;
    reason = good ? errno : reason;
    if (out->temporary)
        unlink(out->temporary);
    return refused(err, out->path, reason);
}

void tie_outfile_drop(tie_outfile *out) {
    if (!out->stdio_file)
        return;
    fclose(out->stdio_file);
    if (out->temporary)
        unlink(out->temporary);
    out->stdio_file = NULL;
}

tie_code tie_outfile_write(tie_arena *arena, tie_str path, tie_str bytes, tie_err *err) {
    tie_outfile out = {0};
    tie_code code = tie_outfile_open(arena, path, &out, err);
    if (!code)
        code = tie_io_write(out.stdio_file, bytes, err);
    if (!code)
        return tie_outfile_keep(&out, err);
    tie_outfile_drop(&out);
    return code;
}
