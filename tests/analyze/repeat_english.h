/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short English word list for tests of repeats: the program takes its own from a lexicon. */
#ifndef TIE_TESTS_REPEAT_ENGLISH_H
#define TIE_TESTS_REPEAT_ENGLISH_H

#include "analyze/repeat_words.h"

static inline tie_repeat_words *tie_repeat_english(tie_arena *arena) {
    static const struct {
        const char *word;
        int value;
    } numerals[] = {{"one", 1},        {"two", 2},       {"three", 3},     {"four", 4},
                    {"five", 5},       {"six", 6},       {"seven", 7},     {"eight", 8},
                    {"nine", 9},       {"ten", 10},      {"eleven", 11},   {"twelve", 12},
                    {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},  {"sixteen", 16},
                    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
                    {"thirty", 30},    {"forty", 40},    {"fifty", 50},    {"sixty", 60},
                    {"seventy", 70},   {"eighty", 80},   {"ninety", 90}},
      scales[] = {
          {"hundred", 2}, {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}};
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    static const char *const stops[] = {
        "a",    "an",   "and",  "are",   "as",    "at",   "be",   "been", "but",   "by",   "for",
        "from", "had",  "has",  "have",  "he",    "her",  "his",  "i",    "in",    "into", "is",
        "it",   "its",  "more", "no",    "not",   "of",   "on",   "or",   "our",   "s",    "she",
        "so",   "than", "that", "the",   "their", "them", "then", "they", "this",  "to",   "up",
        "was",  "we",   "were", "which", "while", "will", "with", "who",  "would", "you"};
    tie_repeat_words *words = tie_repeat_words_new(arena);
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        tie_repeat_words_add(words, arena, tie_str_c(numerals[i].word), TIE_REPEAT_NUMERAL,
                             numerals[i].value);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        tie_repeat_words_add(words, arena, tie_str_c(scales[i].word), TIE_REPEAT_SCALE,
                             scales[i].value);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        tie_repeat_words_add(words, arena, tie_str_c(months[i]), TIE_REPEAT_MONTH, (int)i + 1);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        tie_repeat_words_add(words, arena, tie_str_c(stops[i]), TIE_REPEAT_STOP, 0);
    return words;
}

#endif
