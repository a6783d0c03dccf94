/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/pattern.h"

#include "rules/limits.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

void *tie_pattern_compile(tie_str source, char message[256], size_t *at) {
    int error = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)source.ptr, source.len, PCRE2_UTF | PCRE2_UCP, &error, at, NULL);
    if (!code) {
        pcre2_get_error_message(error, (PCRE2_UCHAR *)message, 256);
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* where it fails, the interpreter serves */
    return code;
}

void tie_pattern_free(void *pattern) { pcre2_code_free(pattern); }

bool tie_matcher_init(tie_matcher *matcher) {
    enum { FIRST_STACK_BYTES = 32 << 10 };
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_jit_stack *stack =
        pcre2_jit_stack_create(FIRST_STACK_BYTES, TIE_LIMIT_PATTERN_STACK_BYTES, NULL);
    *matcher = (tie_matcher){context, pcre2_match_data_create(1, NULL), stack};
    if (!context || !stack || !matcher->data)
        return false;
    pcre2_set_match_limit(context, TIE_LIMIT_PATTERN_STEPS);
    pcre2_set_depth_limit(context, TIE_LIMIT_PATTERN_DEPTH);
    pcre2_set_heap_limit(context, TIE_LIMIT_PATTERN_HEAP_KIB);
    pcre2_jit_stack_assign(context, NULL, stack);
    return true;
}

void tie_matcher_release(tie_matcher *matcher) {
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_jit_stack_free(matcher->stack);
    *matcher = (tie_matcher){0};
}

bool tie_matcher_around(tie_matcher *matcher, const void *pattern, tie_str sentence,
                        tie_span figure) {
    size_t at = 0;
    uint32_t options = 0;
    while (at <= figure.end) {
        int rc = pcre2_match(pattern, (PCRE2_SPTR)sentence.ptr, sentence.len, at, options,
                             matcher->data, matcher->context);
        if (rc < 0)
            return false;
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(matcher->data);
        if (ends[0] >= figure.end)
            return false;
        if (ends[1] > figure.start)
            return true;
        /* An empty match: ask for a longer one or one further on, or the walk would stand still. */
        options = PCRE2_NO_UTF_CHECK | (ends[0] == ends[1] ? PCRE2_NOTEMPTY : 0);
        at = ends[1];
    }
    return false;
}
