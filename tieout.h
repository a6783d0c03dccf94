/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout: reads a corpus, extracts every numeric claim with its exact place, ties the claims to
 * each other by rule packs, and reports what cannot all be true. This is the only installed header
 * and the manual of the library.
 *
 * Three handles own memory, each made by a _new or _load function and ended by its _free:
 *   tie_ruleset   compiled lexicons and packs; immutable, may be shared by threads
 *   tie_corpus    documents read and the claims found in them
 *   tie_run       the findings of one analysis of one corpus
 * A run borrows from its corpus, a corpus from its ruleset: free them in the opposite order.
 * Everything else is plain data that lives as long as the handle it came from.
 *
 * Functions that can fail return a tie_code and, where they take one, fill a tie_err; their outputs
 * are untouched on failure. A bad input is not a failure: it becomes a tie_diag of the corpus and
 * the work goes on. */
#ifndef TIEOUT_H
#define TIEOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TIE_VERSION "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Values ---- */

/* A view of bytes; never NUL-terminated, never owned. An absent string is {NULL, 0}. */
typedef struct tie_str {
    const char *ptr;
    size_t len;
} tie_str;

/* Bytes [start, end) of a document's decoded text. */
typedef struct tie_span {
    uint64_t start, end;
} tie_span;

/* The exact decimal mant * 10^exp. Two spellings of one value compare equal; a normal form has no
 * trailing zero. */
typedef struct tie_dec {
    int64_t mant;
    int32_t exp;
} tie_dec;

/* A set of reals between two ends, each of which may be open or absent. lo above hi means empty. */
typedef struct tie_interval {
    tie_dec lo, hi;
    bool lo_inf, hi_inf;   /* no end on that side; lo or hi is then 0 and means nothing */
    bool lo_open, hi_open; /* the end itself is outside */
} tie_interval;

#define TIE_YEAR_UNKNOWN INT16_MIN

/* A date as printed, to the day, the month (day 0) or the year (month 0). */
typedef struct tie_date {
    int16_t year; /* TIE_YEAR_UNKNOWN: printed XXXX */
    uint8_t month, day;
} tie_date;

/* From one printed date to another, both inside; ISO 8601 in print. */
typedef struct tie_period {
    tie_date from, to;
    bool known;              /* false: no period; nothing else means anything */
    bool from_open, to_open; /* "../1949", "2013/.." */
    bool instant;            /* "as of", "by the end of": a state at that day, not a span of time */
} tie_period;

/* ---- Errors and diagnostics ---- */

typedef enum tie_code {
    TIE_OK = 0,
    TIE_EMEM,   /* out of memory or over a configured limit */
    TIE_EIO,    /* the system refused: open, read, write */
    TIE_EUSAGE, /* the caller asked for something that cannot be */
    TIE_EPACK,  /* a lexicon or pack is wrong */
    TIE_EINPUT, /* an input cannot be read as text */
    TIE_ERANGE  /* a number does not fit or a quotient has no value */
} tie_code;

/* What went wrong and where; filled by the function that failed. line 0: the place is the whole
 * file. */
typedef struct tie_err {
    tie_code code;
    char path[256];
    uint32_t line, col; /* from 1; col counts code points */
    char message[320];  /* lower case, the fault first */
    char hint[200];     /* what to do; may be empty */
    char excerpt[200];  /* the line of the file, for the caret; may be empty */
} tie_err;

/* One bad input: path:line:col, what is wrong, what to do. The run went on without it. */
typedef struct tie_diag {
    tie_code code;
    tie_str path, message, hint;
    uint32_t line, col;
} tie_diag;

/* ---- Documents and claims ---- */

typedef struct tie_doc {
    tie_str path;    /* as given or found, with '/' */
    tie_str segment; /* member id or ordinal of the segment; empty where the file is one document */
    tie_str source, title, place, url, encoding;
    tie_period date; /* of publication, to the day where known */
    tie_span span;   /* of the segment in the file's text */
    uint64_t text_hash;
    uint32_t index; /* position in document order */
    uint32_t first_claim, claim_count;
} tie_doc;

typedef enum tie_hedge {
#define TIE_HEDGE(id, name) TIE_HEDGE_##id,
    TIE_HEDGE(EXACT, "exact") TIE_HEDGE(MORE_THAN, "more_than") TIE_HEDGE(AT_LEAST, "at_least")
        TIE_HEDGE(LESS_THAN, "less_than") TIE_HEDGE(AT_MOST, "at_most") TIE_HEDGE(UP_TO, "up_to")
            TIE_HEDGE(NEARLY, "nearly") TIE_HEDGE(APPROX, "approx") TIE_HEDGE(BETWEEN, "between")
                TIE_HEDGE(SEVERAL, "several")
#undef TIE_HEDGE
} tie_hedge;

typedef enum tie_kind {
    TIE_KIND_COUNT,
    TIE_KIND_AMOUNT,
    TIE_KIND_PERCENT,
    TIE_KIND_POINTS,
    TIE_KIND_MONEY,
    TIE_KIND_DURATION,
    TIE_KIND_RATIO,
    TIE_KIND_CHANGE,
    TIE_KIND_RANK,
    TIE_KIND_INDEX
} tie_kind;

typedef enum tie_direction {
    TIE_DIRECTION_NONE,
    TIE_DIRECTION_UP,
    TIE_DIRECTION_DOWN
} tie_direction;
typedef enum tie_modality {
    TIE_MODALITY_STATED,
    TIE_MODALITY_PLANNED,
    TIE_MODALITY_ESTIMATED,
    TIE_MODALITY_CONDITIONAL
} tie_modality;

/* Where a period or a place was taken from, nearest first. */
typedef enum tie_origin {
    TIE_ORIGIN_NONE,
    TIE_ORIGIN_OWN,
    TIE_ORIGIN_FRAME,
    TIE_ORIGIN_SENTENCE,
    TIE_ORIGIN_PARAGRAPH,
    TIE_ORIGIN_HEADING,
    TIE_ORIGIN_DOCUMENT,
    TIE_ORIGIN_PACK
} tie_origin;

/* What had to be assumed to read a claim; a set of bits. Names by tie_assumption_name. */
typedef enum tie_assumption {
    TIE_ASSUME_PERIOD_FRAME = 1 << 0,    /* period of a frame in another sentence */
    TIE_ASSUME_PERIOD_SENTENCE = 1 << 1, /* period of another figure in the sentence */
    TIE_ASSUME_PERIOD_HEADING = 1 << 2,
    TIE_ASSUME_PERIOD_DOCUMENT = 1 << 3,
    TIE_ASSUME_YEAR = 1 << 4,           /* the year was not printed with the date */
    TIE_ASSUME_PLACE_SENTENCE = 1 << 5, /* place of the preceding sentence */
    TIE_ASSUME_PLACE_HEADING = 1 << 6,
    TIE_ASSUME_PLACE_DOCUMENT = 1 << 7,
    TIE_ASSUME_HEDGE_SCOPE = 1 << 8, /* the hedge of an earlier conjunct */
    TIE_ASSUME_NOUN = 1 << 9,        /* the counted noun stands elsewhere */
    TIE_ASSUME_METRIC_TON = 1 << 10,
    TIE_ASSUME_RELATIVE_PERIOD = 1 << 11, /* "in the past two months" against the document's date */
    TIE_ASSUME_PERIOD_UNKNOWN = 1 << 12,  /* unknown periods tied because the pack says so */
    TIE_ASSUME_AGENT = 1 << 13,           /* who is meant where nobody is named, as the pack says */
    TIE_ASSUME_FISCAL_YEAR = 1 << 14,     /* a fiscal year, or "2010/11", read as the calendar's */
    TIE_ASSUME_SUBJECT = 1 << 15          /* texts of like words, which name nobody and no place,
                                             speak of the same */
} tie_assumption;

typedef struct tie_strs {
    const tie_str *items;
    size_t count;
} tie_strs;

/* One figure as stated. Strings live as long as the corpus. */
typedef struct tie_claim {
    uint32_t doc;  /* index of its document in the corpus */
    uint32_t id;   /* position among the corpus's claims, in document order */
    tie_span span; /* the figure with scale word and measured unit; without hedge or counted noun */
    tie_span sentence;                        /* the sentence it stands in */
    uint32_t line, col;                       /* of span.start */
    uint32_t sentence_index, paragraph_index; /* within the document */
    tie_str text;                             /* bytes of span */

    tie_dec value;        /* after the scale word; lower end of a range; positive for a change */
    tie_dec value_hi;     /* upper end where hedge is BETWEEN, else equal to value */
    tie_dec unit_u;       /* u: last printed place times the scale; 1 for 38,765 */
    tie_interval worded;  /* as worded: more than x is [x, inf) */
    tie_interval decides; /* R or H of the design: what decides conflicts */
    tie_interval loose;   /* S: what it suggests; used for notes only */
    int8_t decimals;      /* printed after the point, before the scale */
    int8_t scale;         /* power of ten of the scale word */

    tie_hedge hedge;
    tie_kind kind;
    tie_direction direction;
    tie_modality modality;
    tie_str unit;        /* "%", "kg", "USD", or the counted noun's singular; empty when unknown */
    tie_str dimension;   /* "mass", "money", "count", ... */
    tie_dec base_factor; /* value in base units of the dimension = value * base_factor */
    tie_str noun;        /* noun phrase as printed */
    tie_str head;        /* its head, singular, folded */
    tie_strs modifiers;  /* distinguishing words before the head, folded */
    tie_str predicate;   /* class of the governing verb, or its stem */
    tie_str agent;       /* who did or counted it; empty when none is named */
    tie_str attribution;
    tie_str measure;   /* id of a pack's measure, or empty (open) */
    tie_str pack_rule; /* pack:measure that decided, or empty */

    tie_period period;
    tie_origin period_from;
    tie_str place; /* canonical name, or as worded for a counted group */
    tie_origin place_from;
    uint32_t assumptions; /* set of tie_assumption */
} tie_claim;

/* A date or period expression, kept for the date check and for --with-dates. */
typedef struct tie_date_expr {
    uint32_t doc;
    tie_span span, sentence;
    uint32_t line, col;
    tie_str text;
    tie_period period;
    tie_str fault; /* why it is impossible as written ("two years in one expression"), or empty */
} tie_date_expr;

/* A numeral that is no claim, and why. */
typedef struct tie_number {
    uint32_t doc;
    tie_span span;
    uint32_t line, col;
    tie_str text;
    tie_dec value;
    tie_str reject;
} tie_number;

/* Which words gave a claim what it holds; empty where none did. Entries are named by their form in
 * the lexicon or pack; period and place by the words of the text that named them. */
typedef struct tie_trace {
    tie_str unit, hedge, predicate, agent;
    tie_str period, place;
    uint32_t period_line, place_line; /* of those words */
    tie_strs terms;                   /* of the measure, those that stand in the claim's clause */
} tie_trace;

/* ---- Findings ---- */

typedef enum tie_verdict {
    TIE_VERDICT_TIES,
    TIE_VERDICT_ROUNDING,
    TIE_VERDICT_TRUNCATION,
    TIE_VERDICT_CONFLICT,
    TIE_VERDICT_REVISION,
    TIE_VERDICT_RESTATED,
    TIE_VERDICT_NOT_COMPARABLE
} tie_verdict;

typedef enum tie_severity {
    TIE_SEVERITY_INFO,
    TIE_SEVERITY_NOTE,
    TIE_SEVERITY_MINOR,
    TIE_SEVERITY_MAJOR,
    TIE_SEVERITY_CRITICAL
} tie_severity;

typedef enum tie_confidence {
    TIE_CONFIDENCE_LOW,
    TIE_CONFIDENCE_MEDIUM,
    TIE_CONFIDENCE_HIGH
} tie_confidence;

#define TIE_NO_CLAIM UINT32_MAX

/* One claim's part in a finding. A derived member carries the span of its first source. */
typedef struct tie_member {
    tie_str role;   /* "value", "part", "total", "derived", "date", ... */
    uint32_t claim; /* index in the corpus, or TIE_NO_CLAIM for a date or derived member */
    uint32_t doc;
    tie_span span;
    uint32_t line, col;
    tie_str text;
    tie_span sentence; /* what the quote shows */
    bool has_value;    /* false: a date; value and interval mean nothing */
    tie_dec value;
    tie_interval interval;
    const uint32_t *from; /* a derived member's operands, as indexes into the finding's members */
    size_t from_count;
} tie_member;

typedef enum tie_slot_op {
    TIE_SLOT_SAME,
    TIE_SLOT_SPELLING,
    TIE_SLOT_FIGURE,
    TIE_SLOT_WORDS
} tie_slot_op;

typedef struct tie_slot {
    tie_span span;
    tie_slot_op op;
} tie_slot;

/* One occurrence of repeated text. */
typedef struct tie_passage {
    uint32_t doc;
    tie_span span;
    uint32_t line, col;
    bool canonical;
    const tie_slot *slots;
    size_t slot_count;
} tie_passage;

/* The outcome of a check. kind FINDING deserves a reader, CHECK ran and held, SKIPPED was not
 * comparable. */
/* Against the findings of an earlier run. */
typedef enum tie_state {
    TIE_STATE_NONE, /* there was none */
    TIE_STATE_NEW,
    TIE_STATE_UNCHANGED,
    TIE_STATE_UPDATED,  /* the same finding with other figures */
    TIE_STATE_REOPENED, /* found before, then not, now again */
    TIE_STATE_ABSENT    /* found then, not now */
} tie_state;

typedef enum tie_row { TIE_ROW_FINDING, TIE_ROW_CHECK, TIE_ROW_SKIPPED } tie_row;

typedef struct tie_finding {
    tie_row row;
    tie_str code; /* of the check: "compare", "sum", ... */
    tie_str rule; /* pack:rule, or core:code */
    tie_verdict verdict;
    tie_severity severity;
    tie_confidence confidence;
    uint64_t fingerprint, evidence;
    uint32_t ordinal; /* among equal fingerprints of the run, from 0 */
    uint64_t cause;   /* fingerprint of the finding that causes this one, or 0 */
    double gap;       /* distance between nearest ends over the larger value; for ranking alone */
    tie_str message, computation, diagnosis;
    tie_str reason; /* why not comparable; rows SKIPPED only */
    uint32_t count; /* how many times; rows SKIPPED only */
    uint32_t assumptions;
    tie_str measure, agent, place, unit;
    tie_period period;
    tie_str suppressed; /* why a person accepted it; empty: nobody did */
    tie_state state;
    const tie_member *members;
    size_t member_count;
    const tie_passage *passages;
    size_t passage_count;
} tie_finding;

typedef struct tie_ruleset tie_ruleset;
typedef struct tie_corpus tie_corpus;
typedef struct tie_run tie_run;

/* ---- Rule sets ---- */

/* Called once for each fault of a lexicon or pack, in the order of the file. */
typedef void tie_err_sink(void *user, const tie_err *err);

/* What: compiles the English lexicon, the core pack and the named packs, in that order.
 * packs: names found in data_dir/packs, or paths that end in .json. data_dir empty: the installed
 * data. Owns: *out, end it with tie_ruleset_free. Fails: TIE_EPACK with every fault reported to
 * sink; TIE_EIO; TIE_EMEM. */
tie_code tie_ruleset_load(tie_str data_dir, tie_strs packs, tie_err_sink *sink, void *user,
                          tie_ruleset **out, tie_err *err);
void tie_ruleset_free(tie_ruleset *rules);

/* ---- Corpora ---- */

/* How far reading has come. The total is that of the files which were added; what is read from
 * standard input adds to bytes alone. */
typedef struct tie_progress {
    uint64_t inputs, inputs_total, bytes, bytes_total, claims;
} tie_progress;
/* Called by the reading thread that the caller is, as inputs are done; never from another. */
typedef void tie_progress_sink(void *user, const tie_progress *progress);

typedef struct tie_options {
    tie_str source, place; /* for documents that name none */
    tie_date date;         /* publication date of documents that have none; year 0: none */
    tie_date today;        /* the only clock */
    tie_str sidecar;       /* path of a CSV with path,source,date,place,title,url; empty: none */
    uint64_t max_bytes; /* of one document; 0: 256 MiB where it is held as a whole, 4 GiB where it
                           is read in pieces */
    unsigned jobs;      /* threads; 0: as many as processors */
    bool with_dates, with_numbers;
    bool passages;   /* keep what the repeats check needs */
    bool why;        /* tell which words gave what: tie_extraction.traces */
    bool pieces;     /* a long document may be given to the sink in pieces: memory does not grow */
    bool texts_only; /* no claims, dates, numbers: the documents alone, with their date of
                        publication */
    tie_progress_sink *progress; /* NULL: nobody asks */
    void *progress_user;
} tie_options;

#define TIE_TEXT_KEPT 4096

/* Takes the claims of one document as soon as they and those of all earlier documents are known.
 * The pointers are valid during the call. Return false to stop. */
typedef struct tie_extraction {
    const tie_doc *doc;
    tie_str text; /* decoded text of the file; empty where the claims come from rows; of a piece,
                     bytes outside of its claims' sentences may be missing */
    size_t there; /* texts_only: bytes of text that are there so far, of which a piece brings those
                     behind the piece before and keeps the last TIE_TEXT_KEPT of that one */
    const tie_claim *claims;
    const tie_trace *traces; /* of each claim; NULL unless tie_options.why */
    size_t claim_count;
    const tie_date_expr *dates;
    size_t date_count;
    const tie_number *numbers;
    size_t number_count;
    bool continued; /* a piece of the document given before */
} tie_extraction;
typedef bool tie_extraction_sink(void *user, const tie_extraction *found);

/* What: an empty corpus over rules (borrowed). Owns: *out. Fails: TIE_EMEM, TIE_EUSAGE, TIE_EIO
 * (sidecar). */
tie_code tie_corpus_new(const tie_ruleset *rules, const tie_options *options, tie_corpus **out,
                        tie_err *err);

/* Facts of documents that name none themselves. */
typedef struct tie_defaults {
    tie_str source, place;
    tie_date date; /* of publication; year 0: none */
} tie_defaults;

/* What: as tie_corpus_add, with facts for the documents at path; what they leave open comes from
 * the corpus's options. Copies. */
tie_code tie_corpus_add_with(tie_corpus *corpus, tie_str path, const tie_defaults *defaults,
                             tie_err *err);

/* What: adds a file, a folder (its files, in order of name, folders last), or "-" (standard input).
 * Fails: TIE_EUSAGE when there is nothing at path; TIE_EIO. Files that are no text become
 * diagnostics later. */
tie_code tie_corpus_add(tie_corpus *corpus, tie_str path, tie_err *err);

/* What: adds claims that were extracted before, or elsewhere: the rows `claim` of a file as `tieout
 * extract -o ndjson` writes them, or of standard input for "-". Their documents need not be there:
 * what is quoted of them comes from the rows. Wrong rows become diagnostics later.
 * Fails: TIE_EUSAGE when there is nothing at path; TIE_EIO. */
tie_code tie_corpus_add_claims(tie_corpus *corpus, tie_str path, tie_err *err);

/* What: reads every document and keeps its claims; call once, after the last add.
 * sink (may be NULL) is called in document order. keep false: claims are given to the sink alone
 * and then forgotten. */
tie_code tie_corpus_read(tie_corpus *corpus, tie_extraction_sink *sink, void *user, bool keep,
                         tie_err *err);

size_t tie_corpus_docs(const tie_corpus *corpus, const tie_doc **out);
size_t tie_corpus_claims(const tie_corpus *corpus, const tie_claim **out);
size_t tie_corpus_dates(const tie_corpus *corpus, const tie_date_expr **out);
size_t tie_corpus_diags(const tie_corpus *corpus, const tie_diag **out);
uint64_t tie_corpus_bytes(const tie_corpus *corpus);

/* What: the text of a span, read again from its file. Owns: the corpus. Empty when the file has
 * changed or gone. */
tie_str tie_corpus_quote(tie_corpus *corpus, uint32_t doc, tie_span span);
void tie_corpus_free(tie_corpus *corpus);

/* ---- Runs ---- */

/* What: runs every check over a read corpus. Owns: *out. Fails: TIE_EMEM. */
tie_code tie_run_new(tie_corpus *corpus, tie_run **out, tie_err *err);
/* Findings, then checks that held, then the ledger, each in total order. */
size_t tie_run_rows(const tie_run *run, const tie_finding **out);
const tie_corpus *tie_run_corpus(const tie_run *run);
void tie_run_free(tie_run *run);

/* ---- Names ---- */

const char *tie_hedge_name(tie_hedge hedge);
const char *tie_kind_name(tie_kind kind);
const char *tie_direction_name(tie_direction direction); /* NULL for none */
const char *tie_modality_name(tie_modality modality);
const char *tie_origin_name(tie_origin origin); /* NULL for none */
const char *tie_verdict_name(tie_verdict verdict);
const char *tie_severity_name(tie_severity severity);
const char *tie_confidence_name(tie_confidence confidence);
const char *tie_assumption_name(tie_assumption bit); /* one bit */
const char *tie_slot_op_name(tie_slot_op op);
const char *tie_state_name(tie_state state); /* NULL for none */

#ifdef __cplusplus
}
#endif
#endif
