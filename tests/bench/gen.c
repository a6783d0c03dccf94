/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a corpus to measure on: invented official prose in files of 2 to 20 KB, with eight
 * numerals in a KB (1024 bytes), one in five of them in words. The same seed gives the same bytes.
 *
 *   gen corpus DIR MEGABYTES SEED      many files DIR/NNN/NNNNN.txt
 *   gen corpus DIR MEGABYTES SEED BYTES     files that end with the first paragraph behind so many
 *   gen paragraph BYTES SEED           one paragraph of that length, to standard output
 *   gen sentence BYTES SEED            one sentence of that length: no full stop before its end
 *
 * The prose comes from the grammar in grammar.h. After each sentence the numerals written so far
 * decide whether the next one carries figures, and those in words, how the next figure is spelled;
 * so the two ratios hold in every file, not just on average. */
#include "tests/bench/grammar.h"
#include "tests/random.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NUMERALS_PER_KB = 8, WORDS_PCT = 20, FILE_MIN = 2048, FILE_MAX = 20480, TEXT_MAX = 65536 };

typedef struct writer {
    test_random random;
    char *text;
    size_t len, capacity;
    size_t numerals, in_words; /* since the file began */
    bool capital;              /* the next letter opens a sentence */
} writer;

static unsigned below(writer *w, unsigned n) { return random_below(&w->random, n); }

static void put(writer *w, const char *bytes, size_t len) {
    if (w->len + len + 1 > w->capacity) {
        w->capacity = (w->len + len + 1) * 2;
        w->text = realloc(w->text, w->capacity);
        if (!w->text) {
            fputs("gen: out of memory\n", stderr);
            exit(1);
        }
    }
    memcpy(w->text + w->len, bytes, len);
    for (size_t i = 0; w->capital && i < len; i++) { /* past an opening quotation mark */
        char *c = w->text + w->len + i;
        w->capital = !isalnum((unsigned char)*c);
        *c = (char)toupper((unsigned char)*c);
    }
    w->len += len;
}

static void print(writer *w, const char *format, ...) {
    char line[128];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    put(w, line, (size_t)len);
}

static bool spell_next(const writer *w) { return w->in_words * 100 < w->numerals * WORDS_PCT; }

static void put_small_words(writer *w, unsigned n) {
    static const char *const ones[] = {"zero",    "one",     "two",       "three",    "four",
                                       "five",    "six",     "seven",     "eight",    "nine",
                                       "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                       "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                       "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (n < 20)
        print(w, "%s", ones[n]);
    else
        print(w, n % 10 ? "%s-%s" : "%s", tens[n / 10], ones[n % 10]);
}

/* A count in words: "seven", "forty-two", "three hundred", "twelve thousand". */
static void put_words(writer *w) {
    w->in_words++;
    switch (below(w, 6)) {
    case 0:
        put_small_words(w, 2 + below(w, 9));
        put(w, " hundred", 8);
        break;
    case 1:
        put_small_words(w, 2 + below(w, 90));
        put(w, " thousand", 9);
        break;
    case 2:
        put_small_words(w, 20 + below(w, 79));
        break;
    default:
        put_small_words(w, 2 + below(w, 11));
    }
}

static void put_grouped(writer *w, unsigned n) {
    if (n >= 1000000)
        print(w, "%u,%03u,%03u", n / 1000000, n / 1000 % 1000, n % 1000);
    else if (n >= 1000)
        print(w, "%u,%03u", n / 1000, n % 1000);
    else
        print(w, "%u", n);
}

/* How many, from a handful to millions, each order of magnitude as likely. */
static void put_count(writer *w) {
    if (spell_next(w)) {
        put_words(w);
        return;
    }
    unsigned limit = 100;
    for (unsigned orders = below(w, 5); orders; orders--)
        limit *= 10;
    unsigned n = 2 + below(w, limit);
    if (below(w, 5) == 0)
        print(w, "%u.%u million", 1 + below(w, 40), 1 + below(w, 99));
    else
        put_grouped(w, n > 10000 && below(w, 3) == 0 ? n / 1000 * 1000 : n);
}

/* A figure by its letter in the grammar; false for a letter that is none. */
static bool put_figure(writer *w, char letter) {
    switch (letter) {
    case 'n':
        put_count(w);
        break;
    case 'p':
        print(w, below(w, 2) ? "%u.%u" : "%u", below(w, 100), below(w, 10));
        break;
    case 'd': /* a decimal amount */
        print(w, "%u.%u", 1 + below(w, 900), below(w, 10));
        break;
    case 'y':
        print(w, "%u", 1998 + below(w, 27));
        break;
    case 'm': /* day of a month */
        print(w, "%u", 1 + below(w, 28));
        break;
    case 's': /* a small number of things, of months, of times */
        if (spell_next(w)) {
            w->in_words++;
            put_small_words(w, 2 + below(w, 11));
        } else {
            print(w, "%u", 2 + below(w, 28));
        }
        break;
    default:
        return false;
    }
    w->numerals++;
    return true;
}

static const char *find_rule(const char *name, size_t len) {
    for (size_t i = 0; i < sizeof grammar / sizeof *grammar; i++)
        if (strlen(grammar[i].name) == len && memcmp(grammar[i].name, name, len) == 0)
            return grammar[i].alternatives;
    fprintf(stderr, "gen: the grammar has no <%.*s>\n", (int)len, name);
    exit(1);
}

/* Writes one alternative of a rule: <name> is a rule, #x a figure, the rest stands for itself. */
static void expand(writer *w, const char *alternatives) {
    unsigned count = 1;
    for (const char *p = alternatives; *p; p++)
        count += *p == '|';
    const char *p = alternatives;
    for (unsigned skip = below(w, count); skip; p++)
        skip -= *p == '|';
    while (*p && *p != '|') {
        size_t plain = strcspn(p, "<#|");
        put(w, p, plain);
        p += plain;
        if (*p == '<') {
            size_t len = strcspn(p, ">");
            expand(w, find_rule(p + 1, len - 1));
            p += len + 1;
        } else if (*p == '#') {
            if (!put_figure(w, p[1]))
                put(w, p, 2);
            p += 2;
        }
    }
}

static void rule(writer *w, const char *name) { expand(w, find_rule(name, strlen(name))); }

static void sentence(writer *w) {
    bool figures = w->numerals * 1024 < w->len * NUMERALS_PER_KB;
    w->capital = true;
    rule(w, figures ? "fact" : "talk");
    w->capital = false;
}

static void list(writer *w) {
    rule(w, "list-head");
    put(w, "\n\n", 2);
    for (unsigned items = 3 + below(w, 6); items; items--) {
        put(w, "- ", 2);
        rule(w, "item");
        put(w, "\n", 1);
    }
    put(w, "\n", 1);
}

static void document(writer *w, size_t length) {
    w->len = w->numerals = w->in_words = 0;
    rule(w, "head");
    while (w->len < length) {
        if (below(w, 12) == 0)
            rule(w, "heading");
        if (below(w, 10) == 0)
            list(w);
        for (unsigned left = 2 + below(w, 6); left; left--) {
            sentence(w);
            put(w, left == 1 ? "\n\n" : " ", left == 1 ? 2 : 1);
        }
    }
}

static bool save(const char *path, const writer *w) {
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(w->text, 1, w->len, file) == w->len;
    return (file && fclose(file) == 0) && good;
}

/* file_bytes 0: files of 2 to 20 KB. */
static int corpus(const char *dir, size_t bytes, uint64_t seed, size_t file_bytes) {
    writer w = {.random = {seed}};
    mkdir(dir, 0777);
    size_t total = 0, numerals = 0, in_words = 0;
    unsigned files = 0;
    for (; total < bytes; files++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%03u", dir, files / 500);
        mkdir(path, 0777);
        snprintf(path, sizeof path, "%s/%03u/%05u.txt", dir, files / 500, files);
        document(&w, file_bytes ? file_bytes : FILE_MIN + below(&w, FILE_MAX - FILE_MIN - 1024));
        if (!save(path, &w)) {
            perror(path);
            return 1;
        }
        total += w.len, numerals += w.numerals, in_words += w.in_words;
    }
    free(w.text);
    printf("%u documents, %.1f MB, %.2f numerals a KB, %.1f%% of them in words\n", files,
           (double)total / 1e6, (double)numerals * 1024 / (double)total,
           100.0 * (double)in_words / (double)numerals);
    return 0;
}

static int stretch(size_t bytes, uint64_t seed, bool one_sentence) {
    writer w = {.random = {seed}};
    while (w.len < bytes) {
        sentence(&w);
        if (one_sentence)
            w.text[w.len - 1] = ',';
        put(&w, " ", 1);
    }
    w.text[w.len - 1] = '\n';
    return fwrite(w.text, 1, w.len, stdout) == w.len ? 0 : 1;
}

int main(int argc, char **argv) {
    if ((argc == 5 || argc == 6) && strcmp(argv[1], "corpus") == 0)
        return corpus(argv[2], strtoul(argv[3], NULL, 10) * 1000000, strtoull(argv[4], NULL, 10),
                      argc == 6 ? strtoul(argv[5], NULL, 10) : 0);
    if (argc == 4 && (strcmp(argv[1], "paragraph") == 0 || strcmp(argv[1], "sentence") == 0))
        return stretch(strtoul(argv[2], NULL, 10), strtoull(argv[3], NULL, 10), argv[1][0] == 's');
    fputs("usage: gen corpus DIR MEGABYTES SEED [BYTES] | gen paragraph|sentence BYTES SEED\n",
          stderr);
    return 2;
}
