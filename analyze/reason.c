/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why figures were not compared, as a name and in words. */
#include "analyze/facet.h"

typedef struct reason_words {
    const char *name, *words;
} reason_words;

static const reason_words reasons[] = {
    [TIE_REASON_NONE] = {"", ""},
    [TIE_REASON_PERIOD] = {"period", "the period differs or is not known"},
    [TIE_REASON_AGENT] = {"agent", "who counted differs or is named on one side only"},
    [TIE_REASON_PLACE] = {"place", "the place differs or is not known"},
    [TIE_REASON_UNIT] = {"unit", "the units are of different kinds"},
    [TIE_REASON_NOUN] = {"noun", "what is counted is not said"},
    [TIE_REASON_DEFINITION] = {"definition", "what is measured is not plainly the same"},
    [TIE_REASON_TOO_FEW] = {"too few", "there is nothing, or too little, of the same measure"},
    [TIE_REASON_LIST] = {"list", "a list may not name everything, or names other things"},
    [TIE_REASON_LAYOUT] = {"layout", "the layout of the table is not plain enough"},
    [TIE_REASON_TEXT] = {"text", "there is no text of the document to look for repeats in"},
};

tie_str tie_reason_name(tie_reason reason) { return tie_str_c(reasons[reason].name); }

const char *tie_reason_words(tie_str name) {
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (tie_str_eq(name, tie_str_c(reasons[i].name)))
            return reasons[i].words;
    return NULL;
}
