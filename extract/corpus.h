/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus as analyze/ reads it. */
#ifndef TIE_EXTRACT_CORPUS_H
#define TIE_EXTRACT_CORPUS_H

#include "extract/intake.h"
#include "extract/long_text.h"
#include "extract/memo.h"

const tie_ruleset *tie_corpus_rules(const tie_corpus *corpus);

/* ---- Documents ---- */

/* All that was found in one document, in order of the text; claims are named by their numbers among
 * the corpus's. Sums of one group stand together. Sentences: those with claims, when
 * options->passages asks for them. Lives as long as the corpus. */
typedef struct tie_doc_part {
    const tie_claim *claims;
    const tie_date_expr *dates;
    const tie_link *links;
    const tie_footing *footings;
    const tie_sentence_key *sentences;
    uint32_t claim_count, date_count, link_count, footing_count, sentence_count;
} tie_doc_part;

/* What: where the questions below jump to when memory runs out or what is remembered is damaged,
 * until it is NULL again; what they have begun stays the corpus's. Without it claims of nothing
 * stand in, and the corpus counts as damaged. */
void tie_corpus_guard(tie_corpus *corpus, jmp_buf *guard);
/* What: all of one document; asks the memory for it, where it is recalled, the first time. */
const tie_doc_part *tie_corpus_part(tie_corpus *corpus, uint32_t doc);
/* What: the same, but the claims of one that is recalled need not be there: claims may be NULL. */
const tie_doc_part *tie_corpus_lists(tie_corpus *corpus, uint32_t doc);
/* What: the sentence that begins at start; NULL where there is none with claims. */
const tie_sentence_key *tie_part_sentence(const tie_doc_part *part, uint64_t start);
/* What: likewise, of a document; a few are taken up without the others. NULL where there is none
 * with claims. */
const tie_sentence_key *tie_corpus_sentence(tie_corpus *corpus, uint32_t doc, uint64_t start);
/* What: one claim, without the others of its document; the same pointer each time. */
const tie_claim *tie_corpus_claim(tie_corpus *corpus, uint32_t id);
/* What: takes up these claims together, which is cheaper than one by one where many documents have
 * a few of them. ids: in ascending order. */
void tie_corpus_prepare(tie_corpus *corpus, const uint32_t *ids, size_t count);
size_t tie_corpus_claim_count(const tie_corpus *corpus);

/* Is it as an earlier run left it, and nothing of it was read in this one? */
bool tie_corpus_recalled(const tie_corpus *corpus, uint32_t doc);
#define TIE_NO_TAG UINT64_MAX
/* What: the tag of a document's input, TIE_NO_TAG where no memory knows it, and which of its
 * documents it is, from 0. */
void tie_corpus_origin(const tie_corpus *corpus, uint32_t doc, uint64_t *tag, uint32_t *part);
/* A memo that was asked for is damaged: what was made of its claims since is worth nothing. */
bool tie_corpus_damaged(const tie_corpus *corpus);

/* What: the text that a document's spans count in, read again from its file from the start to the
 * end: a long file a stretch after the other, others at once. sink must not jump. False when sink
 * has not taken all of it: the file has changed or gone, or was never there. */
bool tie_corpus_reread(tie_corpus *corpus, uint32_t doc, tie_stretch_sink *sink, void *user);

/* What: the bytes of span alone, read again; of a long file without the rest of it. Valid until the
 * next call. Empty as above. */
tie_str tie_corpus_excerpt(tie_corpus *corpus, uint32_t doc, tie_span span);
/* What: line and column of a place in that text; 1 and 1 when the file has gone. */
void tie_corpus_line_col(tie_corpus *corpus, uint32_t doc, uint64_t at, uint32_t *line,
                         uint32_t *col);

/* What: adds a document from memory (borrowed until the corpus is freed), as a file of that name
 * would be. Fails: TIE_EMEM. */
tie_code tie_corpus_add_text(tie_corpus *corpus, tie_str name, tie_str text, tie_err *err);

/* ---- Memory between runs ---- */

/* An input that was read, and what was found in it. */
typedef struct tie_lesson {
    uint64_t tag;
    uint64_t content_hash; /* of its bytes */
    uint64_t bytes;
    bool failed;    /* it could not be read: nothing else is known */
    bool confirmed; /* its bytes are the known ones: nothing else is told */
    tie_str text;   /* all of it, decoded */
    tie_memo memo;
    const tie_found_part *parts; /* its documents */
    size_t part_count;
} tie_lesson;

/* What earlier runs know of inputs; whoever owns it names each by a tag. All functions are called
 * on the thread of whoever calls the corpus. */
typedef struct tie_memory {
    void *user;
    /* The two pieces of an input's memo; empty: there is none. Of each input that is recalled the
     * head is asked for while the corpus is read, in the order of inputs; the body when something
     * of it is wanted, mostly never, until the corpus is freed. Valid until the next call. */
    tie_str (*head)(void *user, uint64_t tag);
    tie_str (*body)(void *user, uint64_t tag);
    /* All of an input's text, decoded; empty: it is not there. Valid until the next call. */
    tie_str (*text)(void *user, uint64_t tag);
    /* Takes an input that was not recalled, in the order of inputs. False: stop. */
    bool (*learn)(void *user, const tie_lesson *lesson);
} tie_memory;

/* Borrowed until the corpus is freed; call before inputs are added. Every input is then held as a
 * whole while it is read, and quotes come from the memory; what is recalled goes to no sink.
 * tie_corpus_read fails with TIE_EINPUT where the head of a memo is damaged. */
void tie_corpus_remember(tie_corpus *corpus, const tie_memory *memory);

/* What: adds one file that the memory knows by a tag; content_hash: of the bytes it knows, where
 * doubtful. An unreadable file that is known is recalled, and counts as unread. False when the
 * corpus has it already. Fails: never but for memory: tie_corpus_read tells. */
bool tie_corpus_add_input(tie_corpus *corpus, tie_str path, const tie_defaults *defaults,
                          tie_input_state state, uint64_t tag, uint64_t content_hash);

#endif
