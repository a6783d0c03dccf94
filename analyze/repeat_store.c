/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_store.h"

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

void tie_repeat_store_release(tie_repeat_store *store) {
    if (store->file)
        fclose(store->file);
    store->file = NULL;
}

/* ---- Pages ---- */

static bool seek_page(tie_repeat_store *store, uint32_t number) {
    return fseek(store->file, (long)number * (long)sizeof(tie_repeat_page), SEEK_SET) == 0;
}

/* Pages fill in order and never change once full: each is written once. */
static void write_page(tie_repeat_store *store, const tie_repeat_frame *frame) {
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
        if (frame->number >= store->written) {
            write_page(store, frame);
            store->written = frame->number + 1;
        }
        store->pages.items[frame->number] = NULL;
    }
    frame->number = number;
    return frame->page;
}

tie_repeat_page *tie_repeat_page_load(tie_repeat_store *store, uint32_t number) {
    tie_repeat_page *page = take_frame(store, number);
    store->pages.items[number] = page;
    if (!store->file || !seek_page(store, number) ||
        fread(page, sizeof *page, 1, store->file) != 1) {
        store->failed = true;
        memset(page, 0, sizeof *page);
    }
    return page;
}

/* ---- Adding documents ---- */

/* Where tokens go: the page and the sentence being filled. */
typedef struct filler {
    tie_repeat_store *store;
    tie_repeat_page *page;
    tie_repeat_wording *sentence;
    bool after_figure;
} filler;

static void begin_page(filler *f, uint64_t place) {
    tie_repeat_store *store = f->store;
    tie_repeat_page *page = take_frame(store, store->token_count / TIE_PAGE_TOKENS);
    *TIE_PUSH(store->arena, &store->pages) = page;
    page->base = place;
    f->page = page;
}

static void begin_sentence(filler *f) {
    tie_repeat_store *store = f->store;
    tie_arena *sentences = store->arenas.sentences, *wordings = store->arenas.wordings;
    uint32_t at = store->sentence_count % TIE_PAGE_SENTENCES;
    if (at == 0) {
        uint32_t *page = TIE_NEW(sentences, uint32_t, TIE_PAGE_SENTENCES);
        *TIE_PUSH(sentences, &store->sentence_pages) = page;
        tie_repeat_wording *words = TIE_NEW(wordings, tie_repeat_wording, TIE_PAGE_SENTENCES);
        *TIE_PUSH(wordings, &store->wording_pages) = words;
    }
    store->sentence_pages.items[store->sentence_count / TIE_PAGE_SENTENCES][at] =
        store->token_count;
    f->sentence = tie_repeat_wording_of(store, store->sentence_count++);
    f->after_figure = false;
}

static void add_to_index(tie_repeat_store *store) {
    uint32_t at = store->token_count / TIE_INDEX_TOKENS;
    if (at % TIE_PAGE_INDEX == 0) {
        uint32_t *page = TIE_NEW(store->arenas.index, uint32_t, TIE_PAGE_INDEX);
        *TIE_PUSH(store->arenas.index, &store->sentence_index) = page;
    }
    store->sentence_index.items[at / TIE_PAGE_INDEX][at % TIE_PAGE_INDEX] =
        store->sentence_count - 1;
    if (store->token_count % TIE_INDEX_DOCUMENTS == 0)
        *TIE_PUSH(store->arena, &store->document_index) = (uint32_t)store->documents.count - 1;
}

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

static uint16_t far_offset(tie_repeat_store *store, uint64_t place) {
    *TIE_PUSH(store->arena, &store->far) = (tie_repeat_far){place, store->token_count};
    return TIE_OFFSET_FAR;
}

static void add_token(filler *f, tie_repeat_token token) {
    uint32_t number = f->store->token_count, at = number % TIE_PAGE_TOKENS;
    uint64_t place = f->store->bytes + token.start;
    if (at == 0)
        begin_page(f, place);
    if (token.len & TIE_REPEAT_SENTENCE)
        begin_sentence(f);
    if (number % TIE_INDEX_TOKENS == 0)
        add_to_index(f->store);
    f->page->words[at] = token.word;
    uint64_t offset = place - f->page->base;
    f->page->offsets[at] = offset < TIE_OFFSET_FAR ? (uint16_t)offset : far_offset(f->store, place);
    f->page->lens[at] = token.len;
    f->store->token_count = number + 1;
    count_word(f, token.word);
}

tie_code tie_repeat_store_begin(tie_repeat_store *store, tie_str text, tie_repeat_origin origin,
                                uint64_t text_hash, tie_err *err) {
    if (text.len > UINT32_MAX || text.len / 2 + 1 > UINT32_MAX - 1 - store->token_count ||
        store->documents.count == TIE_DOCUMENTS_MAX)
        return tie_fail(err, TIE_ERANGE, "too much text to look for repeats in");
    store->bytes += store->text_bytes;
    store->text_bytes = text.len;
    *TIE_PUSH(store->arena, &store->documents) =
        (tie_repeat_document){.base = store->bytes,
                              .first_token = store->token_count,
                              .first_sentence = store->sentence_count,
                              .origin = origin,
                              .text_hash = text_hash};
    store->after_figure = false;
    return TIE_OK;
}

void tie_repeat_store_read(tie_repeat_store *store, tie_repeat_scan *scan, size_t there) {
    filler f = {.store = store, .after_figure = store->after_figure};
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
    tie_code code = tie_repeat_store_begin(store, text, origin, 0, err);
    if (code)
        return code;
    store->documents.items[store->documents.count - 1].text_hash = tie_hash(text);
    tie_repeat_scan scan = tie_repeat_scan_new(words, scratch, text);
    tie_repeat_store_read(store, &scan, text.len);
    return TIE_OK;
}

/* ---- Finding ---- */

static uint64_t far_place(const tie_repeat_store *store, uint32_t token) {
    size_t low = 0, high = store->far.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (store->far.items[mid].token < token)
            low = mid + 1;
        else
            high = mid;
    }
    return store->far.items[low].place;
}

static uint64_t place_of(tie_repeat_store *store, uint32_t token) {
    const tie_repeat_page *page = tie_repeat_page_of(store, token);
    uint16_t offset = page->offsets[token % TIE_PAGE_TOKENS];
    return offset == TIE_OFFSET_FAR ? far_place(store, token) : page->base + offset;
}

tie_span tie_repeat_span(tie_repeat_store *store, uint32_t first, uint32_t end) {
    uint64_t base = store->documents.items[tie_repeat_document_of(store, first)].base;
    uint64_t last = place_of(store, end - 1);
    return (tie_span){place_of(store, first) - base,
                      last + (tie_repeat_len(store, end - 1) & TIE_REPEAT_LEN) - base};
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
