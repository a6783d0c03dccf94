/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/registry.h"

const tie_check tie_checks[] = {
#define TIE_CHECK(id, code, title, why, fires, quiet, severity)                                    \
    {code, title, why, fires, quiet, severity},
#include "rules/registry.def"
#undef TIE_CHECK
};

const char *tie_check_code(int id) {
    return id >= 0 && id < TIE_CHECK_COUNT ? tie_checks[id].code : NULL;
}

const tie_check *tie_check_find(tie_str code) {
    for (size_t i = 0; i < TIE_CHECK_COUNT; i++)
        if (tie_str_eq(code, tie_str_c(tie_checks[i].code)))
            return &tie_checks[i];
    return NULL;
}
