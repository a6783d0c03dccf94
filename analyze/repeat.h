/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repeats: passages that several places share but for their figures or a few words.
 *
 * Add the documents one after the other; each is read once and its text is not needed again. Then
 * find, then take the clusters one by one. What is found depends on the texts, their files and
 * days alone: not on the order of documents (which only names them and breaks ties), not on the
 * memory budget.
 *
 * A passage: at least 12 matched words (adjacent figures count as one), 8 of them no figures, seven
 * in ten of both sides the same. Chance alone makes such passages of a phrase that many places
 * vary: the more places share a gram, the more words must match, fewer where the passages are whole
 * sentences or lie in one file. options.common asks for every run of 12 matched words instead.
 * Sentences equal but for their figures are found whatever they are. Clusters that others hold, or
 * that consist of far larger ones, are left out; those that always stand side by side are one.
 *
 * Method: winnowing (Schleimer, Wilkerson, Aiken 2003) over words whose figures are masked, seeds
 * on diagonals extended over gaps, clusters split by their earliest member. */
#ifndef TIE_ANALYZE_REPEAT_H
#define TIE_ANALYZE_REPEAT_H

#include "analyze/repeat_ignore.h"
#include "analyze/repeat_memory.h"
#include "analyze/repeat_origin.h"
#include "analyze/repeat_words.h"

typedef struct tie_repeats tie_repeats;

typedef struct tie_repeat_options {
    size_t memory_bytes; /* budget for tokens, keys and pairs; 0: none */
    bool common;         /* report short matches in phrases common to many places too */
    const tie_repeat_ignores *ignores; /* borrowed; its phrases say nothing new; may be NULL */
    const tie_repeat_memory *memory;   /* borrowed; of the search before this one; may be NULL */
} tie_repeat_options;

#define TIE_REPEAT_NO_COLUMN UINT32_MAX

/* A figure or changed words of a member. Figures that equal the canonical member's are slots too
 * (op SAME); words that equal its words are not. */
typedef struct tie_repeat_slot {
    tie_span span;   /* empty where the canonical member has words that this one has not */
    tie_slot_op op;  /* against the canonical member */
    uint32_t column; /* of a figure that has a counterpart; else TIE_REPEAT_NO_COLUMN */
    uint32_t value;  /* equal for figures of equal value */
} tie_repeat_slot;

typedef struct tie_repeat_member {
    uint32_t doc; /* index of its document, in the order of adding */
    tie_span span;
    bool canonical;
    const tie_repeat_slot *slots; /* in the order of the text */
    size_t slot_count;
} tie_repeat_member;

/* A figure of the canonical member and its counterparts. */
typedef struct tie_repeat_column {
    tie_span span; /* in the canonical member */
    bool differs;  /* not all members that have it have the same value */
    bool date;     /* it looks like a year or is a month */
} tie_repeat_column;

/* Passages in the order of their documents and places. The canonical one is that of the earliest
 * day, of those the first. */
typedef struct tie_repeat_cluster {
    uint32_t number; /* from 0, in the order of the first members */
    const tie_repeat_member *members;
    size_t member_count;
    const tie_repeat_column *columns;
    size_t column_count;
} tie_repeat_cluster;

/* What of a cluster is known without aligning its members. */
typedef struct tie_repeat_outline {
    uint32_t number;
    const uint32_t *docs; /* of the members, in their order; valid until the next outline */
    size_t member_count, canonical;
    uint32_t note; /* of this search or, with a memory, of the one before; 0: none */
} tie_repeat_outline;

/* Return false to stop. The pointers are valid during the call. */
typedef bool tie_repeat_sink(void *user, const tie_repeat_cluster *cluster);

/* words (borrowed): see tie_repeat_words_new. Owns: *out. Fails: TIE_EMEM. */
tie_code tie_repeats_new(const tie_repeat_words *words, const tie_repeat_options *options,
                         tie_repeats **out, tie_err *err);
/* What: reads one document; its index is the number of those added before. Fails: TIE_EMEM,
 * TIE_ERANGE (4 GiB in one document, 2^32 words in all). */
tie_code tie_repeats_add(tie_repeats *repeats, tie_str text, tie_repeat_origin origin,
                         tie_err *err);
/* What: as tie_repeats_add, for a text whose bytes come one stretch after the other, at the
 * addresses that text says; hash as tie_hash would tell. Then tie_repeats_read for each stretch. */
tie_code tie_repeats_begin(tie_repeats *repeats, tie_str text, tie_repeat_origin origin,
                           uint64_t hash, tie_err *err);
/* What: reads on, as far as the bytes before `there` tell; the last TIE_TEXT_KEPT of them must
 * still be there the next time. Call with the whole length in the end. Fails: TIE_EMEM. */
tie_code tie_repeats_read(tie_repeats *repeats, size_t there, tie_err *err);
/* What: adds a document of so many bytes that the memory knows, without its text. *known false: it
 * does not, and the document was not added. Fails: as tie_repeats_add. */
tie_code tie_repeats_recall(tie_repeats *repeats, uint64_t text_bytes, tie_repeat_origin origin,
                            uint64_t hash, bool *known, tie_err *err);
/* The text of the newest document could not be read to the end: nobody is to know it. */
void tie_repeats_doubt(tie_repeats *repeats);
/* What: finds the clusters; call once, after the last add. Fails: TIE_EMEM, TIE_EIO (temporary
 * file), TIE_EINPUT (what is known is damaged: to be forgotten). */
tie_code tie_repeats_find(tie_repeats *repeats, tie_err *err);
size_t tie_repeats_count(const tie_repeats *repeats);
/* Clusters that options->ignores left out. */
size_t tie_repeats_ignored(const tie_repeats *repeats);
/* What: the cluster of that number, with its alignment, to sink. Fails: as
 * tie_repeats_find. */
tie_code tie_repeats_take(tie_repeats *repeats, uint32_t number, tie_repeat_sink *sink, void *user,
                          tie_err *err);
/* What: each cluster in order. Fails: as
 * tie_repeats_find. */
tie_code tie_repeats_each(tie_repeats *repeats, tie_repeat_sink *sink, void *user, tie_err *err);
tie_repeat_outline tie_repeats_outline(const tie_repeats *repeats, uint32_t number);
/* What: notes of a cluster that was taken what depends on its passages and their documents alone,
 * with a remark of any bytes: a search that remembers this one has both of the same passages of the
 * same documents. */
void tie_repeats_note(tie_repeats *repeats, uint32_t number, uint32_t note, tie_str remark);
/* What: the remark that was made of it; before there is a note, one that was made of the same
 * passages of documents of which some have changed elsewhere. Empty: none. Owns: valid as long as
 * the cluster that was taken. */
tie_str tie_repeats_remark(tie_repeats *repeats, uint32_t number);
/* Is the document one of the search before, as it was? */
bool tie_repeats_knows(const tie_repeats *repeats, uint32_t doc);
/* What: with a memory, leaves the clusters that were taken to the next search, with their notes.
 * The last call. Fails: as tie_repeats_find. */
tie_code tie_repeats_keep(tie_repeats *repeats, tie_err *err);
void tie_repeats_free(tie_repeats *repeats);

/* ---- Two texts side by side ---- */

/* One step of an edit script: a's bytes become b's. SAME: equal bytes. SPELLING: equal but for
 * case, punctuation, spaces or the form of a figure. FIGURE: another value. WORDS: anything else.
 */
typedef struct tie_repeat_edit {
    tie_span a, b;
    tie_slot_op op;
} tie_repeat_edit;

/* What: edits that cover all of a and all of b in order, without gap or overlap. Owns: arena. */
size_t tie_repeat_script(const tie_repeat_words *words, tie_arena *arena, tie_str a, tie_str b,
                         const tie_repeat_edit **out);

#endif
