/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/decode.h"

#include "base/io.h"
#include "base/utf8.h"

#include <iconv.h>
#include <uchardet/uchardet.h>

enum { GUESS_BYTES = 64 * 1024 };

static tie_code convert(tie_arena *arena, tie_str path, tie_str bytes, const char *name,
                        tie_str *text, tie_err *err) {
    size_t room = bytes.len * 4 +
                  16; /* before iconv_open, so that no handle is open while the arena may jump */
    char *out = tie_arena_alloc(arena, room, 1), *to = out;
    iconv_t handle = iconv_open("UTF-8", name);
    if (handle == (iconv_t)-1)
        return tie_fail(err, TIE_EINPUT, "%.*s: encoding %s cannot be converted", TIE_FMT(path),
                        name);
    char *from = (char *)(uintptr_t)bytes.ptr;
    size_t left = bytes.len, free_bytes = room;
    while (left && iconv(handle, &from, &left, &to, &free_bytes) == (size_t)-1) {
        if (free_bytes < 3)
            break;
        memcpy(to, "\xEF\xBF\xBD", 3); /* what cannot be converted stays visible */
        to += 3;
        free_bytes -= 3;
        from++;
        left--;
    }
    iconv_close(handle);
    *text = (tie_str){out, (size_t)(to - out)};
    return TIE_OK;
}

/* NULs in every second byte and nowhere else: UTF-16 without a mark. */
static const char *utf16_pattern(tie_str bytes) {
    size_t n = bytes.len < 512 ? bytes.len & ~(size_t)1 : 512, even = 0, odd = 0;
    for (size_t i = 0; i < n; i++) {
        even += i % 2 == 0 && !bytes.ptr[i];
        odd += i % 2 == 1 && !bytes.ptr[i];
    }
    if (n >= 4 && odd > n / 4 && !even)
        return "UTF-16LE";
    if (n >= 4 && even > n / 4 && !odd)
        return "UTF-16BE";
    return NULL;
}

static bool guess(tie_str bytes, char *name, size_t size) {
    uchardet_t detector = uchardet_new();
    if (!detector)
        return false;
    size_t n = bytes.len < GUESS_BYTES ? bytes.len : GUESS_BYTES;
    bool fed = uchardet_handle_data(detector, bytes.ptr, n) == 0;
    uchardet_data_end(detector);
    const char *found = fed ? uchardet_get_charset(detector) : "";
    size_t len = strlen(found);
    bool fits = len && len < size;
    if (fits)
        memcpy(name, found, len + 1);
    uchardet_delete(detector);
    return fits;
}

static unsigned char byte_at(tie_str s, size_t i) {
    return i < s.len ? (unsigned char)s.ptr[i] : 0;
}

/* Bytes of the double or fourfold GB18030 character that may begin at i; 0 when the byte stands
 * alone. 0xA8 before ASCII is one (dashes, accented letters): as Windows-1252 it would be a bare
 * diaeresis. */
static size_t gb_bytes(tie_str s, size_t i) {
    unsigned char a = byte_at(s, i), b = byte_at(s, i + 1), c = byte_at(s, i + 2),
                  d = byte_at(s, i + 3);
    if (b >= 0x80 || (a == 0xA8 && b >= 0x40 && b < 0x7F))
        return 2;
    bool digits = b >= '0' && b <= '9' && c >= 0x81 && d >= '0' && d <= '9';
    return digits ? 4 : 0;
}

/* Text that is ASCII but for a few bytes betrays its encoding by how they stand: never alone in
 * GB18030, mostly alone (curly quotes, accents) in Windows-1252. Statistical detectors misjudge
 * such text. */
static const char *sparse_encoding(tie_str bytes) {
    enum { SPARSE = 20 };
    size_t alone = 0, together = 0;
    for (size_t i = 0; i < bytes.len;) {
        if (byte_at(bytes, i) < 0x80) {
            i++;
            continue;
        }
        size_t n = gb_bytes(bytes, i);
        alone += n == 0;
        together += n > 0;
        i += n ? n : 1;
    }
    if ((alone + together) * SPARSE > bytes.len)
        return NULL;
    return alone > together ? "WINDOWS-1252" : alone ? NULL : "GB18030";
}

size_t tie_decode_mark(tie_str head) {
    return tie_str_starts(head, TIE_STR("\xEF\xBB\xBF")) ? 3 : 0;
}

/* The encoding of two-byte units whose mark the bytes begin with, or NULL. */
static const char *utf16_marked(tie_str bytes) {
    if (tie_str_starts(bytes, TIE_STR("\xFF\xFE")))
        return "UTF-16LE";
    return tie_str_starts(bytes, TIE_STR("\xFE\xFF")) ? "UTF-16BE" : NULL;
}

bool tie_decode_plain(tie_str head) {
    head = tie_str_sub(head, tie_decode_mark(head), head.len);
    return !utf16_marked(head) && !utf16_pattern(head) && !tie_io_binary(head);
}

tie_code tie_decode(tie_arena *arena, tie_str path, tie_str bytes, tie_str *text, tie_str *encoding,
                    tie_err *err) {
    *encoding = (tie_str){0};
    bytes = tie_str_sub(bytes, tie_decode_mark(bytes), bytes.len);
    const char *utf16 = utf16_marked(bytes);
    if (utf16)
        bytes = tie_str_sub(bytes, 2, bytes.len);
    else
        utf16 = utf16_pattern(bytes);
    if (utf16) {
        *encoding = tie_str_c(utf16);
        return convert(arena, path, bytes, utf16, text, err);
    }
    const char *binary = tie_io_binary(bytes);
    if (binary) {
        tie_fail(err, TIE_EINPUT, "%s file, not text", binary);
        tie_err_hint(err, "convert it to text first");
        return TIE_EINPUT;
    }
    if (tie_utf8_valid(bytes) == bytes.len) {
        *text = bytes;
        return TIE_OK;
    }
    const char *sparse = sparse_encoding(bytes);
    if (sparse) {
        *encoding = tie_str_c(sparse);
        return convert(arena, path, bytes, sparse, text, err);
    }
    char name[32] = "WINDOWS-1252";
    if (guess(bytes, name, sizeof name) &&
        (strcmp(name, "UTF-8") == 0 || strcmp(name, "ASCII") == 0))
        strcpy(name, "WINDOWS-1252");
    *encoding = tie_arena_printf(arena, "%s", name);
    return convert(arena, path, bytes, name, text, err);
}
