/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tie_io_binary: tells a file that is no plain text by how it starts. */
#include "base/eight.h"
#include "base/io.h"

enum { LOOK_BYTES = 8192, MEMBER_BYTES = 65536, MIN_CONTROLS = 4 };

typedef struct magic {
    tie_str bytes;
    const char *name;
} magic;

/* Signatures that no text starts with. Shorter ones ("MZ", "BM") are left to the count of NULs. */
static const magic magics[] = {
    {{"PK\x03\x04", 4}, "zip"},
    {{"PK\x05\x06", 4}, "zip"},
    {{"%PDF-", 5}, "pdf"},
    {{"\x89PNG\r\n\x1A\n", 8}, "png"},
    {{"\xFF\xD8\xFF", 3}, "jpeg"},
    {{"GIF87a", 6}, "gif"},
    {{"GIF89a", 6}, "gif"},
    {{"\x1F\x8B\x08", 3}, "gzip"},
    {{"BZh91AY&SY", 10}, "bzip2"},
    {{"\xFD"
      "7zXZ\0",
      6},
     "xz"},
    {{"\x28\xB5\x2F\xFD", 4}, "zstd"},
    {{"7z\xBC\xAF\x27\x1C", 6}, "7z"},
    {{"Rar!\x1A\x07", 6}, "rar"},
    {{"SQLite format 3\0", 16}, "sqlite"},
    {{"\x7F"
      "ELF",
      4},
     "elf"},
    {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, "ole"},
    {{"{\\rtf", 5}, "rtf"},
    {{"II*\0", 4}, "tiff"},
    {{"MM\0*", 4}, "tiff"},
};

/* Members by which a zip archive is known to be a document; their names stand in clear. */
static const magic members[] = {
    {{"word/document.xml", 17}, "docx"},
    {{"xl/workbook.xml", 15}, "xlsx"},
    {{"ppt/presentation.xml", 20}, "pptx"},
    {{"application/vnd.oasis.opendocument.text", 39}, "odt"},
    {{"application/vnd.oasis.opendocument.spreadsheet", 46}, "ods"},
    {{"application/epub+zip", 20}, "epub"},
};

static const char *zip_kind(tie_str bytes) {
    size_t edge = bytes.len < MEMBER_BYTES ? bytes.len : MEMBER_BYTES;
    tie_str head = tie_str_sub(bytes, 0, edge);
    tie_str tail = tie_str_sub(bytes, bytes.len - edge, bytes.len); /* the archive's directory */
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (tie_str_find(tail, members[i].bytes) < edge ||
            tie_str_find(head, members[i].bytes) < edge)
            return members[i].name;
    return "zip";
}

/* All eight are plain. */
static bool plain_eight(uint64_t bytes) {
    if (!tie_eight_below(bytes, ' ')) /* nearly always */
        return true;
    uint64_t blanks = tie_eight_all_below(bytes, '\r' + 1) & ~tie_eight_all_below(bytes, '\t');
    return !(tie_eight_all_below(bytes, ' ') & ~blanks);
}

static bool plain(unsigned char c) { return c >= ' ' || (c >= '\t' && c <= '\r'); }

/* Shift and escape codes of the ISO 2022 encodings, and the old end-of-file mark. */
static bool tolerated(unsigned char c) {
    return c == 0x0E || c == 0x0F || c == 0x1A || c == 0x1B || c == '\b';
}

/* UTF-16 without a mark: NULs at every second byte only, at least two of five there, and few
 * controls between them (curly quotes look like some). */
static bool utf16_pattern(const unsigned char *bytes, size_t len) {
    size_t nuls[2] = {0, 0}, controls[2] = {0, 0};
    for (size_t i = 0; i < len; i++) {
        nuls[i % 2] += bytes[i] == 0;
        controls[i % 2] += bytes[i] != 0 && !plain(bytes[i]);
    }
    int high = nuls[0] == 0; /* which half of a unit holds the NULs */
    return nuls[!high] == 0 && nuls[high] * 5 >= len && controls[!high] * 10 <= len;
}

const char *tie_io_binary(tie_str bytes) {
    if (tie_str_starts(bytes, TIE_STR("\xFF\xFE")) || tie_str_starts(bytes, TIE_STR("\xFE\xFF")))
        return NULL;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (tie_str_starts(bytes, magics[i].bytes))
            return i < 2 ? zip_kind(bytes) : magics[i].name;
    const unsigned char *start = (const unsigned char *)bytes.ptr;
    size_t len = bytes.len < LOOK_BYTES ? bytes.len : LOOK_BYTES;
    size_t nuls = 0, controls = 0;
    for (size_t i = 0; i < len;) {
        if (i + 8 <= len && plain_eight(tie_eight_load(bytes.ptr + i))) {
            i += 8;
            continue;
        }
        for (size_t end = i + 8 < len ? i + 8 : len; i < end; i++) {
            nuls += start[i] == 0;
            controls += !plain(start[i]) && !tolerated(start[i]);
        }
    }
    if (nuls)
        return utf16_pattern(start, len) ? NULL : "binary";
    return controls >= MIN_CONTROLS && controls * 20 > len ? "binary" : NULL;
}
