/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* the kinds of directory entries are in no POSIX standard before 2024 */

#include "base/io.h"

#include "base/err.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* No descriptor may be open across an allocation (arena.h), so memory is taken before a file is
 * opened: as much as most files need; one that is longer is opened again. */
enum { USUAL_BYTES = 64 * 1024 };

static const char *c_path(tie_arena *arena, tie_str path) {
    return tie_arena_printf(arena, "%.*s", TIE_FMT(path)).ptr;
}

static tie_code refused(tie_err *err, tie_str path, int reason) {
    char why[128] = "unknown error";
    strerror_r(reason, why, sizeof why);
    return tie_fail_file(err, TIE_EIO, path, "cannot be read: %s", why);
}

static tie_code too_long(tie_err *err, tie_str path, uint64_t max_bytes) {
    return tie_fail_file(err, TIE_EINPUT, path, "longer than %llu bytes",
                         (unsigned long long)max_bytes);
}

/* Reads until room is full or the end; false when the system refuses. */
static bool read_some(int fd, char *into, size_t room, size_t *got) {
    *got = 0;
    while (*got < room) {
        ssize_t n = read(fd, into + *got, room - *got);
        if (n == 0)
            break;
        if (n < 0 && errno != EINTR)
            return false;
        *got += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static tie_code read_stdin(tie_arena *arena, uint64_t max_bytes, tie_str *out, tie_err *err) {
    tie_str name = TIE_STR("standard input");
    size_t len = 0, capacity = 64 * 1024;
    char *bytes = tie_arena_alloc(arena, capacity, 1);
    for (;;) {
        size_t got;
        if (!read_some(STDIN_FILENO, bytes + len, capacity - len, &got))
            return refused(err, name, errno);
        len += got;
        if (max_bytes && len > max_bytes)
            return too_long(err, name, max_bytes);
        if (len < capacity)
            break;
        char *more = tie_arena_alloc(arena, capacity * 2, 1);
        memcpy(more, bytes, len);
        bytes = more;
        capacity *= 2;
    }
    *out = (tie_str){bytes, len};
    return TIE_OK;
}

/* A file, and what of it there was room for. */
typedef struct portion {
    uint64_t size;
    size_t got; /* 0 where it would not fit */
    bool regular;
} portion;

/* Opens, reads a regular file of less than room bytes, as many as it has then, closes; returns
 * errno or 0. What says that it has none may have some all the same: /proc. */
static int read_regular(const char *name, char *into, size_t room, portion *out) {
    *out = (portion){0};
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno;
    struct stat st;
    int reason = fstat(fd, &st) == 0 ? 0 : errno;
    out->regular = !reason && S_ISREG(st.st_mode);
    out->size = out->regular ? (uint64_t)st.st_size : 0;
    size_t want = out->size ? (size_t)out->size : room;
    if (out->regular && out->size < room && !read_some(fd, into, want, &out->got))
        reason = errno;
    close(fd);
    return reason;
}

tie_code tie_io_read(tie_arena *arena, tie_str path, uint64_t max_bytes, tie_str *out,
                     tie_err *err) {
    if (tie_str_eq(path, TIE_STR("-")))
        return read_stdin(arena, max_bytes, out, err);
    const char *name = c_path(arena, path);
    for (size_t room = USUAL_BYTES;;) {
        tie_arena_reserve(arena, room);
        tie_mark start = tie_arena_mark(arena);
        portion file;
        int reason = read_regular(name, tie_arena_alloc(arena, room, 1), room, &file);
        tie_arena_rewind(arena, start); /* its bytes stay until they are taken */
        if (reason)
            return refused(err, path, reason);
        if (!file.regular)
            return tie_fail_file(err, TIE_EINPUT, path, "no regular file");
        uint64_t size = file.size > file.got ? file.size : file.got;
        if (max_bytes && size > max_bytes)
            return too_long(err, path, max_bytes);
        if (size < room) {
            *out = (tie_str){tie_arena_alloc(arena, file.got, 1), file.got};
            return TIE_OK;
        }
        room = file.got ? room * 2 : (size_t)size + 1;
    }
}

static bool look_at(tie_str path, struct stat *st) {
    char name[4096];
    if (path.len >= sizeof name)
        return false;
    snprintf(name, sizeof name, "%.*s", TIE_FMT(path));
    return stat(name, st) == 0;
}

bool tie_io_exists(tie_str path) {
    struct stat st;
    return look_at(path, &st);
}

uint64_t tie_io_size(tie_str path) {
    struct stat st;
    return look_at(path, &st) && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

/* What the folder says that an entry is. */
enum { A_FILE = 'f', A_FOLDER = 'd', UNSAID = '?' };

static char kind_of(const struct dirent *entry) {
#ifdef DT_REG
    return entry->d_type == DT_REG ? A_FILE : entry->d_type == DT_DIR ? A_FOLDER : UNSAID;
#else
    (void)entry;
    return UNSAID;
#endif
}

/* NUL-terminated names, one after the other, each behind its kind. */
typedef struct names {
    char *bytes;
    size_t len, capacity, count;
} names;

/* Lists a folder into what room there is; len says how much it takes. Returns errno or 0. */
static int scan_folder(const char *folder, names *found) {
    DIR *dir = opendir(folder);
    if (!dir)
        return errno;
    found->len = found->count = 0;
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(dir)) != NULL) {
        size_t size = 1 + strlen(entry->d_name) + 1;
        if (entry->d_name[0] == '.')
            continue;
        if (found->len + size <= found->capacity) {
            found->bytes[found->len] = kind_of(entry);
            memcpy(found->bytes + found->len + 1, entry->d_name, size - 1);
        }
        found->len += size;
        found->count++;
    }
    int reason = errno;
    closedir(dir);
    return reason;
}

static int by_bytes(const void *a, const void *b) {
    return tie_str_cmp(*(const tie_str *)a, *(const tie_str *)b);
}

typedef struct listing {
    tie_arena *arena;
    TIE_VEC(tie_str) files;
    tie_err *err;
} listing;

static tie_code read_names(listing *list, const char *folder, tie_str **out, size_t *count) {
    names found = {.capacity = 0};
    do {
        found.capacity = found.len + 4096;
        found.bytes = tie_arena_alloc(list->arena, found.capacity, 1);
        int reason = scan_folder(folder, &found);
        if (reason)
            return refused(list->err, tie_str_c(folder), reason);
    } while (found.len > found.capacity);
    tie_str *sorted = TIE_NEW(list->arena, tie_str, found.count);
    const char *at = found.bytes;
    for (size_t i = 0; i < found.count; i++) {
        sorted[i] = tie_str_c(at + 1);
        at += 1 + sorted[i].len + 1;
    }
    if (found.count)
        qsort(sorted, found.count, sizeof *sorted, by_bytes);
    *out = sorted;
    *count = found.count;
    return TIE_OK;
}

/* Looks at what a folder has not told: UNSAID for what is neither, is gone, or leads to nothing;
 * returns errno or 0. */
static int look_closer(const char *path, char *kind) {
    struct stat st, target;
    errno = 0;
    if (lstat(path, &st) == 0 && stat(path, &target) == 0) {
        *kind = S_ISDIR(st.st_mode) ? A_FOLDER : S_ISREG(target.st_mode) ? A_FILE : UNSAID;
        return 0;
    }
    bool gone = errno == ENOENT || errno == ELOOP || errno == ENOTDIR;
    return gone ? 0 : errno; /* what is not seen has not gone */
}

static tie_str joined(tie_arena *arena, const char *folder, tie_str name) {
    size_t len = strlen(folder), slash = folder[len - 1] != '/';
    char *path = tie_arena_alloc(arena, len + slash + name.len + 1, 1);
    memcpy(path, folder, len);
    path[len] = '/';
    memcpy(path + len + slash, name.ptr, name.len + 1); /* names end in a NUL */
    return (tie_str){path, len + slash + name.len};
}

static tie_code list_folder(listing *list, const char *folder) {
    tie_str *sorted = NULL;
    size_t count = 0, folders = 0;
    tie_code code = read_names(list, folder, &sorted, &count);
    if (code)
        return code;
    for (size_t i = 0; i < count; i++) {
        char kind = sorted[i].ptr[-1];
        tie_str path = joined(list->arena, folder, sorted[i]);
        int reason = kind == UNSAID ? look_closer(path.ptr, &kind) : 0;
        if (reason)
            return refused(list->err, path, reason);
        if (kind == A_FOLDER)
            sorted[folders++] = path;
        else if (kind == A_FILE)
            *TIE_PUSH(list->arena, &list->files) = path;
    }
    for (size_t i = 0; i < folders && !code; i++)
        code = list_folder(list, sorted[i].ptr);
    return code;
}

tie_code tie_io_list(tie_arena *arena, tie_str path, tie_strs *out, tie_err *err) {
    listing list = {.arena = arena, .err = err};
    const char *name = c_path(arena, path);
    struct stat st;
    if (stat(name, &st) != 0)
        return tie_fail(err, TIE_EUSAGE, "nothing at %.*s", TIE_FMT(path));
    if (S_ISDIR(st.st_mode)) {
        tie_code code = list_folder(&list, name);
        if (code)
            return code;
    } else {
        *TIE_PUSH(arena, &list.files) = tie_arena_str(arena, path);
    }
    *out = (tie_strs){list.files.items, list.files.count};
    return TIE_OK;
}

static int64_t nanoseconds(struct timespec t) { return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec; }

/* The folder of paths that are looked at one after the other: the system looks it up once. */
typedef struct folder {
    tie_str path; /* with the slash behind it */
    int fd;
} folder;

static bool enter(folder *at, tie_str path) {
    char name[4096];
    if (at->fd >= 0)
        close(at->fd);
    at->path = path;
    at->fd = -1;
    if (path.len >= sizeof name)
        return false;
    snprintf(name, sizeof name, "%.*s", TIE_FMT(path));
    at->fd = open(path.len ? name : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return at->fd >= 0;
}

static void look_in(const folder *at, tie_str base, tie_io_state *out) {
    char name[256];
    struct stat st;
    if (base.len >= sizeof name)
        return;
    memcpy(name, base.ptr, base.len);
    name[base.len] = 0;
    if (fstatat(at->fd, name, &st, 0) == 0)
        *out = (tie_io_state){.there = true,
                              .inode = (uint64_t)st.st_ino,
                              .size_bytes = (uint64_t)st.st_size,
                              .mtime_ns = nanoseconds(st.st_mtim),
                              .ctime_ns = nanoseconds(st.st_ctim)};
}

void tie_io_look(tie_strs paths, tie_io_state *out) {
    folder at = {.fd = -1};
    for (size_t i = 0; i < paths.count; i++) {
        tie_str path = paths.items[i], base = tie_path_base(path);
        tie_str parent = tie_str_sub(path, 0, path.len - base.len);
        out[i] = (tie_io_state){0};
        bool same = at.fd >= 0 && tie_str_eq(at.path, parent);
        if (same || enter(&at, parent))
            look_in(&at, base, &out[i]);
    }
    if (at.fd >= 0)
        close(at.fd);
}

tie_code tie_io_write(void *stdio_file, tie_str s, tie_err *err) {
    FILE *file = stdio_file;
    if (fwrite(s.len ? s.ptr : "", 1, s.len, file) == s.len && fflush(file) == 0)
        return TIE_OK;
    char why[128] = "unknown error";
    strerror_r(errno, why, sizeof why);
    return tie_fail(err, TIE_EIO, "cannot write: %s", why);
}

tie_str tie_path_base(tie_str path) {
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return tie_str_sub(path, start, path.len);
}

tie_str tie_path_ext(tie_str path) {
    tie_str base = tie_path_base(path);
    for (size_t i = base.len; i-- > 1;)
        if (base.ptr[i] == '.')
            return tie_str_sub(base, i + 1, base.len);
    return tie_str_sub(base, base.len, base.len);
}
