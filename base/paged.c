/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* anonymous memory and madvise are in no POSIX standard before 2024 */

#include "base/paged.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool tie_paged_open(const char *path, tie_paged *out) {
    struct stat st;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool regular = file >= 0 && fstat(file, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
    void *bytes = regular ? mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                          : MAP_FAILED;
    if (bytes == MAP_FAILED) {
        if (file >= 0)
            close(file);
        return false;
    }
    size_t size = (size_t)st.st_size;
    *out = (tie_paged){.bytes = bytes, .size = size, .reserved = size, .file = file};
    return true;
}

void tie_paged_bring(tie_paged *paged, size_t end) {
    end = end < paged->size ? end : paged->size;
    while (paged->high < end) {
        ssize_t n =
            pread(paged->file, paged->bytes + paged->high, end - paged->high, (off_t)paged->high);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) /* cut short meanwhile: it ends here */
            paged->size = end = paged->high;
        else
            paged->high += (size_t)n;
    }
}

bool tie_paged_read(const tie_paged *paged, size_t start, size_t end, char *out) {
    while (start < end) {
        ssize_t n = pread(paged->file, out, end - start, (off_t)start);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        out += n;
        start += (size_t)n;
    }
    return true;
}

void tie_paged_drop(tie_paged *paged, size_t start) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t from = paged->low / page * page, to = start / page * page;
    if (to > from)
        madvise(paged->bytes + from, to - from, MADV_DONTNEED);
    paged->low = start > paged->low ? start : paged->low;
}

void tie_paged_rewind(tie_paged *paged) {
    tie_paged_drop(paged, paged->high);
    paged->low = paged->high = 0;
}

void tie_paged_close(tie_paged *paged) {
    if (!paged->bytes)
        return;
    munmap(paged->bytes, paged->reserved);
    close(paged->file);
    *paged = (tie_paged){0};
}
