/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_store.h"

#include "analyze/repeat_retold.h"
#include "base/err.h"
#include "base/hash.h"

enum { LEAST_FRAMES = 16, BATCH = 256 };

void tie_repeat_store_init(tie_repeat_store *store, tie_repeat_arenas arenas, size_t limit_bytes) {
    *store = (tie_repeat_store){.arena = arenas.tokens, .arenas = arenas};
    if (limit_bytes) {
        store->limit_frames = limit_bytes / sizeof(tie_repeat_page);
        if (store->limit_frames < LEAST_FRAMES)
            store->limit_frames = LEAST_FRAMES;
    }
}

void tie_repeat_store_expect(tie_repeat_store *store) {
    const tie_repeat_known *known = store->known;
    uint64_t tokens = 0;
    for (size_t i = 0; i < known->before.count; i++)
        tokens += known->before.items[i].tokens;
    tokens = tokens < UINT32_MAX ? tokens : UINT32_MAX;
    size_t pages = (size_t)(tokens + tokens / 32) / TIE_PAGE_TOKENS + 1;
    TIE_RESERVE(store->arena, &store->documents, known->before.count + 1);
    TIE_RESERVE(store->arena, &store->pages, pages);
    TIE_RESERVE(store->arena, &store->filed, pages);
}

void tie_repeat_store_release(tie_repeat_store *store) {
    if (store->file)
        fclose(store->file);
    store->file = NULL;
    tie_known_release(store->known);
    store->known = NULL;
}

/* ---- Pages ---- */

static bool seek_page(tie_repeat_store *store, uint32_t number) {
    return fseek(store->file, (long)number * (long)sizeof(tie_repeat_page), SEEK_SET) == 0;
}

/* Pages fill in order and never change once full, and the one being filled is never given up: each
 * is written once. */
static void write_page(tie_repeat_store *store, const tie_repeat_frame *frame) {
    if (store->filed.items[frame->number])
        return;
    store->filed.items[frame->number] = true;
    if (!store->file && (store->file = tmpfile()))
        setvbuf(store->file, NULL, _IONBF, 0); /* pages are read anywhere, each as a whole */
    if (!store->file || !seek_page(store, frame->number) ||
        fwrite(frame->page, sizeof *frame->page, 1, store->file) != 1)
        store->failed = true;
}

static tie_repeat_page *new_page(tie_repeat_store *store) {
    return tie_arena_alloc(store->arena, sizeof(tie_repeat_page), alignof(tie_repeat_page));
}

/* A frame whose page may be given up, or a new one. */
static tie_repeat_page *take_frame(tie_repeat_store *store, uint32_t number) {
    if (!store->limit_frames)
        return new_page(store);
    tie_repeat_frame *frame;
    if (store->frames.count < store->limit_frames) {
        tie_repeat_page *page = new_page(store);
        frame = TIE_PUSH(store->arena, &store->frames);
        frame->page = page;
    } else {
        frame = &store->frames.items[store->hand++ % store->frames.count];
        write_page(store, frame);
        store->pages.items[frame->number] = NULL;
    }
    frame->number = number;
    return frame->page;
}

/* Its place among the tokens that are far, or that of the first one behind it. */
static size_t find_far(const tie_repeat_store *store, uint32_t token) {
    size_t low = 0, high = store->far.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (store->far.items[mid].token < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* A page that is loaded again has told already. */
static void add_far(tie_repeat_store *store, uint64_t place, uint32_t token) {
    size_t at = find_far(store, token);
    if (at < store->far.count && store->far.items[at].token == token)
        return;
    TIE_PUSH(store->arena, &store->far);
    tie_repeat_far *far = store->far.items + at;
    memmove(far + 1, far, (store->far.count - 1 - at) * sizeof *far);
    *far = (tie_repeat_far){place, token};
}

static void put_token(tie_repeat_store *store, tie_repeat_page *page, uint32_t number,
                      uint64_t text_base, tie_repeat_token token) {
    uint32_t at = number % TIE_PAGE_TOKENS;
    uint64_t place = text_base + token.start;
    if (at == 0)
        page->base = place;
    uint64_t offset = place - page->base;
    if (offset >= TIE_OFFSET_FAR) {
        add_far(store, place, number);
        offset = TIE_OFFSET_FAR;
    }
    page->words[at] = token.word;
    page->offsets[at] = (uint16_t)offset;
    page->lens[at] = token.len;
}

/* Puts tokens [first, end), all of one page, in their places as they are known. */
static void fill_page(tie_repeat_store *store, tie_repeat_page *page, uint32_t first,
                      uint32_t end) {
    tie_repeat_token tokens[TIE_PAGE_TOKENS];
    for (uint32_t d = tie_repeat_document_of(store, first); first < end; d++) {
        const tie_repeat_document *document = &store->documents.items[d];
        uint32_t stop = tie_repeat_document_end(store, d);
        uint32_t count = (stop < end ? stop : end) - first;
        tie_known_tokens(store->known, &store->known->now.items[d], first - document->first_token,
                         count, tokens);
        for (uint32_t i = 0; i < count; i++)
            put_token(store, page, first + i, document->base, tokens[i]);
        first += count;
    }
}

/* Of the tokens that there are. */
static uint32_t end_of_page(const tie_repeat_store *store, uint32_t token) {
    uint64_t end = ((uint64_t)token / TIE_PAGE_TOKENS + 1) * TIE_PAGE_TOKENS;
    return end < store->token_count ? (uint32_t)end : store->token_count;
}

static void read_page(tie_repeat_store *store, tie_repeat_page *page, uint32_t number) {
    if (!store->file || !seek_page(store, number) ||
        fread(page, sizeof *page, 1, store->file) != 1) {
        store->failed = true;
        memset(page, 0, sizeof *page);
    }
}

tie_repeat_page *tie_repeat_page_load(tie_repeat_store *store, uint32_t number) {
    tie_repeat_page *page = take_frame(store, number);
    store->pages.items[number] = page;
    uint32_t first = number * TIE_PAGE_TOKENS;
    if (store->filed.items[number])
        read_page(store, page, number);
    else
        fill_page(store, page, first, end_of_page(store, first));
    return page;
}

/* The next page; NULL: nobody has asked for it yet. */
static void add_page(tie_repeat_store *store, tie_repeat_page *page) {
    *TIE_PUSH(store->arena, &store->pages) = page;
    *TIE_PUSH(store->arena, &store->filed) = false;
}

/* ---- Sentences and indexes ---- */

/* Room for count sentences more. */
static void add_sentences(tie_repeat_store *store, uint32_t count) {
    tie_arena *sentences = store->arenas.sentences, *wordings = store->arenas.wordings;
    store->sentence_count += count;
    while (store->sentence_pages.count * TIE_PAGE_SENTENCES < store->sentence_count) {
        uint32_t *page = TIE_NEW(sentences, uint32_t, TIE_PAGE_SENTENCES);
        *TIE_PUSH(sentences, &store->sentence_pages) = page;
        tie_repeat_wording *words = TIE_NEW(wordings, tie_repeat_wording, TIE_PAGE_SENTENCES);
        *TIE_PUSH(wordings, &store->wording_pages) = words;
    }
}

/* Its wording is to be filled. */
static tie_repeat_wording *begin_sentence(tie_repeat_store *store, uint32_t sentence,
                                          uint32_t token) {
    store->sentence_pages.items[sentence / TIE_PAGE_SENTENCES][sentence % TIE_PAGE_SENTENCES] =
        token;
    return tie_repeat_wording_of(store, sentence);
}

static void set_sentence_at(const tie_repeat_store *store, uint32_t token, uint32_t sentence) {
    uint32_t at = token / TIE_INDEX_TOKENS;
    store->sentence_index.items[at / TIE_PAGE_INDEX][at % TIE_PAGE_INDEX] = sentence;
}

/* token: a multiple of TIE_INDEX_TOKENS in the newest document. */
static void add_to_index(tie_repeat_store *store, uint32_t token) {
    uint32_t at = token / TIE_INDEX_TOKENS;
    if (at % TIE_PAGE_INDEX == 0) {
        uint32_t *page = TIE_NEW(store->arenas.index, uint32_t, TIE_PAGE_INDEX);
        *TIE_PUSH(store->arenas.index, &store->sentence_index) = page;
    }
    if (token % TIE_INDEX_DOCUMENTS == 0)
        *TIE_PUSH(store->arena, &store->document_index) = (uint32_t)store->documents.count - 1;
}

/* ---- Adding documents ---- */

/* Where tokens go: the page and the sentence being filled. */
typedef struct filler {
    tie_repeat_store *store;
    tie_repeat_page *page;
    tie_repeat_wording *sentence;
    uint64_t base; /* of the text */
    bool after_figure;
} filler;

static void count_word(filler *f, uint32_t word) {
    bool figure = tie_repeat_masked(word);
    if (!(figure && f->after_figure)) {
        tie_repeat_wording *s = f->sentence;
        s->hash = (s->hash ^ tie_repeat_mask(word)) * 0x9FB21C651E98DF25u;
        s->hash ^= s->hash >> 29;
        s->words = (uint16_t)(s->words + (s->words < UINT16_MAX));
        s->unmasked = (uint16_t)(s->unmasked + (!figure && s->unmasked < UINT16_MAX));
    }
    f->after_figure = figure;
}

static void add_token(filler *f, tie_repeat_token token) {
    tie_repeat_store *store = f->store;
    uint32_t number = store->token_count;
    if (number % TIE_PAGE_TOKENS == 0) {
        f->page = take_frame(store, number / TIE_PAGE_TOKENS);
        add_page(store, f->page);
    }
    if (token.len & TIE_REPEAT_SENTENCE) {
        add_sentences(store, 1);
        f->sentence = begin_sentence(store, store->sentence_count - 1, number);
        f->after_figure = false;
    }
    if (number % TIE_INDEX_TOKENS == 0) {
        add_to_index(store, number);
        set_sentence_at(store, number, store->sentence_count - 1);
    }
    put_token(store, f->page, number, f->base, token);
    store->token_count = number + 1;
    count_word(f, token.word);
    if (store->retold && tie_repeat_masked(token.word))
        tie_repeat_retold_figure(store->retold, number, token.word, token.len & TIE_REPEAT_LEN);
    if (store->known)
        tie_known_add(store->known, &token);
}

static tie_code begin_document(tie_repeat_store *store, uint64_t text_bytes,
                               tie_repeat_origin origin, uint64_t text_hash, tie_err *err) {
    tie_repeat_store_end(store);
    if (text_bytes > UINT32_MAX || text_bytes / 2 + 1 > UINT32_MAX - 1 - store->token_count ||
        store->documents.count == TIE_DOCUMENTS_MAX)
        return tie_fail(err, TIE_ERANGE, "too much text to look for repeats in");
    store->bytes += store->text_bytes;
    store->text_bytes = text_bytes;
    *TIE_PUSH(store->arena, &store->documents) =
        (tie_repeat_document){.base = store->bytes,
                              .first_token = store->token_count,
                              .first_sentence = store->sentence_count,
                              .origin = origin,
                              .text_hash = text_hash};
    return TIE_OK;
}

tie_code tie_repeat_store_begin(tie_repeat_store *store, tie_str text, tie_repeat_origin origin,
                                uint64_t text_hash, tie_err *err) {
    tie_repeat_store_settle(store);
    tie_code code = begin_document(store, text.len, origin, text_hash, err);
    if (code)
        return code;
    store->settled = store->documents.count;
    store->after_figure = false;
    store->open = true;
    if (store->retold)
        tie_repeat_retold_enter(store->retold, origin.file);
    if (store->known) {
        tie_known_enter(store->known, origin, text_hash);
        store->documents.items[store->documents.count - 1].number =
            store->known->now.items[store->known->now.count - 1].number;
    }
    return TIE_OK;
}

void tie_repeat_store_read(tie_repeat_store *store, tie_repeat_scan *scan, size_t there) {
    filler f = {.store = store, .base = store->bytes, .after_figure = store->after_figure};
    if (store->pages.count)
        f.page = tie_repeat_page_of(store, store->token_count ? store->token_count - 1 : 0);
    if (store->sentence_count)
        f.sentence = tie_repeat_wording_of(store, store->sentence_count - 1);
    tie_repeat_token batch[BATCH];
    for (size_t n; (n = tie_repeat_scan_next(scan, there, batch, BATCH)) > 0;)
        for (size_t i = 0; i < n; i++)
            add_token(&f, batch[i]);
    store->after_figure = f.after_figure;
}

tie_code tie_repeat_store_add(tie_repeat_store *store, const tie_repeat_words *words,
                              tie_arena *scratch, tie_str text, tie_repeat_origin origin,
                              tie_err *err) {
    tie_code code = tie_repeat_store_begin(store, text, origin, tie_hash(text), err);
    if (code)
        return code;
    tie_repeat_scan scan = tie_repeat_scan_new(words, scratch, text);
    tie_repeat_store_read(store, &scan, text.len);
    return TIE_OK;
}

/* ---- What is known of a document ---- */

/* Of each sentence its tokens and whether it is long enough for a passage, of those that are their
 * wording. */
static void put_sentences(const tie_repeat_store *store, uint32_t first, tie_buf *out) {
    for (uint32_t i = first; i < store->sentence_count; i++) {
        const tie_repeat_wording *wording = tie_repeat_wording_of(store, i);
        bool is_long = tie_repeat_long_enough(wording);
        uint32_t tokens = tie_repeat_sentence_end(store, i) - tie_repeat_sentence_start(store, i);
        tie_pack(out, (uint64_t)tokens << 1 | is_long);
        if (is_long)
            tie_pack_hash(out, wording->hash);
    }
}

static tie_repeat_saying saying_of(const tie_repeat_store *store, uint32_t sentence) {
    tie_repeat_saying s = {.least = UINT64_MAX};
    for (uint64_t last = 0; sentence < store->sentence_count; sentence++) {
        uint64_t hash = tie_repeat_wording_of(store, sentence)->hash;
        uint64_t both = tie_hash_mix(last, hash);
        s.all = tie_hash_mix(s.all, hash);
        s.least = both < s.least ? both : s.least;
        last = hash;
    }
    return s;
}

void tie_repeat_store_end(tie_repeat_store *store) {
    if (!store->open)
        return;
    store->open = false;
    tie_repeat_document *d = &store->documents.items[store->documents.count - 1];
    d->saying = saying_of(store, d->first_sentence);
    tie_buf *out = store->known ? tie_shelf_begin(&store->known->columns) : NULL;
    if (out)
        put_sentences(store, d->first_sentence, out);
    if (store->retold)
        tie_repeat_retold_leave(store->retold, d->first_token, out);
    if (out)
        tie_known_leave(store->known, d->saying, store->sentence_count - d->first_sentence,
                        tie_shelf_end(&store->known->columns));
}

/* So many tokens of the newest document, which nobody has asked for yet. */
static void add_tokens(tie_repeat_store *store, uint32_t count) {
    uint32_t end = store->token_count + count;
    uint32_t at = (store->token_count + TIE_INDEX_TOKENS - 1) / TIE_INDEX_TOKENS;
    for (at *= TIE_INDEX_TOKENS; at < end; at += TIE_INDEX_TOKENS) {
        add_to_index(store, at);
        if (at % TIE_PAGE_TOKENS == 0)
            add_page(store, NULL);
    }
    store->token_count = end;
}

static void get_sentences(tie_repeat_store *store, const tie_repeat_document *d,
                          const tie_known_document *told, tie_packed *columns) {
    uint32_t token = d->first_token, end = token + told->tokens;
    for (uint32_t i = d->first_sentence; i < d->first_sentence + told->sentences; i++) {
        uint64_t tokens = tie_unpack(columns);
        columns->good &= tokens >> 1 <= end - token;
        if (!columns->good)
            return;
        tie_repeat_wording *wording = begin_sentence(store, i, token);
        if (tokens & 1) /* no more is asked of it */
            *wording = (tie_repeat_wording){tie_unpack_hash(columns), TIE_PASSAGE_WORDS,
                                            TIE_PASSAGE_UNMASKED};
        uint32_t at = (token + TIE_INDEX_TOKENS - 1) / TIE_INDEX_TOKENS * TIE_INDEX_TOKENS;
        token += (uint32_t)(tokens >> 1);
        for (; at < token; at += TIE_INDEX_TOKENS)
            set_sentence_at(store, at, i);
    }
    columns->good &= token == end;
}

void tie_repeat_store_settle(tie_repeat_store *store) {
    for (; store->settled < store->documents.count; store->settled++) {
        const tie_repeat_document *d = &store->documents.items[store->settled];
        const tie_known_document *told = &store->known->now.items[store->settled];
        tie_packed columns = tie_packed_new(tie_shelf_read(&store->known->columns, told->columns));
        get_sentences(store, d, told, &columns);
        tie_repeat_retold_recall(store->retold, d->origin.file, d->first_token, &columns);
        store->known->damaged |= !columns.good;
    }
}

tie_code tie_repeat_store_recall(tie_repeat_store *store, uint64_t text_bytes,
                                 tie_repeat_origin origin, uint64_t text_hash, bool *known,
                                 tie_err *err) {
    tie_repeat_store_end(store);
    *known = store->known && tie_known_recall(store->known, origin, text_hash);
    if (!*known)
        return TIE_OK;
    tie_code code = begin_document(store, text_bytes, origin, text_hash, err);
    if (code)
        return code;
    tie_known_document *told = &store->known->now.items[store->known->now.count - 1];
    tie_repeat_document *d = &store->documents.items[store->documents.count - 1];
    d->saying = told->saying;
    d->number = told->number;
    d->known = true;
    if (told->tokens > text_bytes / 2 + 1 || told->sentences > told->tokens) {
        store->known->damaged = true;
        told->tokens = told->sentences = 0; /* there is room for no more */
    }
    tie_repeat_page *page = d->first_token % TIE_PAGE_TOKENS
                                ? store->pages.items[d->first_token / TIE_PAGE_TOKENS]
                                : NULL;
    add_tokens(store, told->tokens);
    add_sentences(store, told->sentences);
    if (page) /* the tokens before are in memory: one page, one way to have it */
        fill_page(store, page, d->first_token, end_of_page(store, d->first_token));
    return TIE_OK;
}

/* ---- Finding ---- */

static uint64_t place_of(tie_repeat_store *store, uint32_t token) {
    const tie_repeat_page *page = tie_repeat_page_of(store, token);
    uint16_t offset = page->offsets[token % TIE_PAGE_TOKENS];
    return offset == TIE_OFFSET_FAR ? store->far.items[find_far(store, token)].place
                                    : page->base + offset;
}

tie_span tie_repeat_span(tie_repeat_store *store, uint32_t first, uint32_t end) {
    uint64_t base = store->documents.items[tie_repeat_document_of(store, first)].base;
    uint64_t last = place_of(store, end - 1);
    return (tie_span){place_of(store, first) - base,
                      last + (tie_repeat_len(store, end - 1) & TIE_REPEAT_LEN) - base};
}

static uint64_t stretch_key(uint32_t document, uint32_t first, uint32_t end) {
    return tie_hash_mix((uint64_t)document << 32 | first, end - first);
}

uint64_t tie_repeat_stretch_key(const tie_repeat_store *store, uint32_t first, uint32_t end) {
    const tie_repeat_document *d = &store->documents.items[tie_repeat_document_of(store, first)];
    return stretch_key(d->number, first - d->first_token, end - d->first_token);
}

uint64_t tie_repeat_former_key(const tie_repeat_store *store, uint32_t first, uint32_t end) {
    uint32_t document = tie_repeat_document_of(store, first);
    const tie_repeat_document *d = &store->documents.items[document];
    const tie_known_document *known = &store->known->now.items[document];
    uint32_t number = end - d->first_token <= known->alike ? known->revises : d->number;
    return stretch_key(number, first - d->first_token, end - d->first_token);
}

uint32_t tie_repeat_sentence_end(const tie_repeat_store *store, uint32_t sentence) {
    return sentence + 1 < store->sentence_count ? tie_repeat_sentence_start(store, sentence + 1)
                                                : store->token_count;
}

uint32_t tie_repeat_sentence_of(const tie_repeat_store *store, uint32_t token) {
    uint32_t at = token / TIE_INDEX_TOKENS;
    uint32_t sentence = store->sentence_index.items[at / TIE_PAGE_INDEX][at % TIE_PAGE_INDEX];
    while (sentence + 1 < store->sentence_count &&
           tie_repeat_sentence_start(store, sentence + 1) <= token)
        sentence++;
    return sentence;
}

uint32_t tie_repeat_document_of(const tie_repeat_store *store, uint32_t token) {
    uint32_t document = store->document_index.items[token / TIE_INDEX_DOCUMENTS];
    while (document + 1u < store->documents.count &&
           store->documents.items[document + 1].first_token <= token)
        document++;
    return document;
}

uint32_t tie_repeat_document_end(const tie_repeat_store *store, uint32_t document) {
    return document + 1u < store->documents.count ? store->documents.items[document + 1].first_token
                                                  : store->token_count;
}
