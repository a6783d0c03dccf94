/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From files to a compiled rule set. All outside resources of a load hang on the loader or the rule
 * set, so that one place gives them back however the load ends. */
#include "rules/lexicon.h"
#include "rules/limits.h"
#include "rules/pack.h"
#include "rules/pattern.h"

#include "base/io.h"

#include <stdlib.h>

/* The handle's own memory: the arena, and the patterns it cannot own. */
typedef struct owner {
    tie_ruleset rules;
    tie_arena arena;
    jmp_buf guard;
    tie_loader loader;
} owner;

static void free_patterns(owner *o) {
    for (size_t i = 0; i < o->loader.patterns.count; i++)
        if (o->loader.patterns.items[i])
            tie_pattern_free(o->loader.patterns.items[i]);
    o->loader.patterns.count = 0;
}

void tie_ruleset_free(tie_ruleset *rules) {
    if (!rules)
        return;
    owner *o = (owner *)rules; /* rules is its first member */
    free_patterns(o);
    tie_arena_release(&o->arena);
    free(o);
}

static void start(owner *o, const tie_rule_text *texts, size_t count) {
    enum { BYTES_A_WORD = 16 /* of a form, in most files */, MOST_ROOM = 1 << 16 };
    size_t room = 0;
    for (size_t i = 0; i < count && room < MOST_ROOM; i++)
        room += texts[i].text.len / BYTES_A_WORD;
    tie_loader *loader = &o->loader;
    *loader = (tie_loader){.arena = &o->arena, .rules = &o->rules};
    loader->faults.arena = &o->arena;
    o->rules = (tie_ruleset){.arena = &o->arena,
                             .approx_slack = {1, -1},
                             .loose_slack = {5, -2},
                             .one_unit = TIE_SEVERITY_NOTE};
    o->rules.phrases = tie_phrases_new(&o->arena, room < MOST_ROOM ? room : MOST_ROOM);
    o->rules.terms = tie_phrases_new(&o->arena, 0);
}

static void read_text(tie_loader *loader, tie_rule_text input, bool lexicon) {
    tie_json_file *file = TIE_NEW(loader->arena, tie_json_file, 1);
    *file = (tie_json_file){.arena = loader->arena,
                            .faults = &loader->faults,
                            .path = tie_arena_str(loader->arena, input.path),
                            .text = tie_arena_str(loader->arena, input.text),
                            .index = loader->file_count++};
    loader->rules->hash = tie_hash_mix(loader->rules->hash, tie_hash(file->text));
    tie_json root;
    if (!tie_json_open(file, &root))
        return;
    if (lexicon)
        tie_lexicon_read(loader, root);
    else
        tie_pack_read(loader, root);
}

static void set_traits(tie_loader *loader, tie_json names, uint8_t trait, uint8_t *traits) {
    tie_json_walk walk = tie_json_items(names);
    for (tie_json item; tie_json_next(&walk, &item);) {
        int64_t index = tie_loader_find(&loader->predicates, item, "predicate class");
        if (index >= 0)
            traits[index] |= trait;
    }
}

/* In the order of their bits. */
static const char *trait_name(int i) {
    static const char *const names[] = {"state",  "person", "counts", "tallies",
                                        "occurs", "grows",  "home"};
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

static void read_traits(tie_loader *loader) {
    uint8_t *traits = TIE_NEW(loader->arena, uint8_t, loader->predicates.items.count);
    tie_json_walk walk = {0};
    if (loader->predicate_traits.value)
        walk = tie_json_members(loader->predicate_traits);
    int index;
    for (tie_json member; loader->predicate_traits.value && tie_json_next(&walk, &member);)
        if (tie_json_key_name(member, "trait", trait_name, &index))
            set_traits(loader, member, (uint8_t)(1U << index), traits);
    loader->rules->predicate_traits = traits;
    for (size_t i = 0; i < loader->predicates.items.count; i++)
        tie_map_put(&loader->rules->predicate_names, loader->arena,
                    tie_hash(loader->predicates.items.items[i]), (uint32_t)i);
}

unsigned tie_predicate_traits(const tie_ruleset *rules, tie_str predicate) {
    const uint32_t *at =
        predicate.len ? tie_map_find(&rules->predicate_names, tie_hash(predicate)) : NULL;
    return at ? rules->predicate_traits[*at] : 0;
}

/* The words of each role side by side. */
static void sort_roles(tie_loader *loader) {
    tie_roles *roles = &loader->rules->roles;
    size_t count = loader->role_words.count, next[TIE_ROLE_COUNT] = {0};
    uint64_t *keys = TIE_NEW(loader->arena, uint64_t, count);
    for (size_t i = 0; i < count; i++)
        roles->first[loader->role_words.items[i].role + 1]++;
    for (int role = 0; role < TIE_ROLE_COUNT; role++) {
        next[role] = roles->first[role];
        roles->first[role + 1] = (uint16_t)(roles->first[role + 1] + roles->first[role]);
    }
    for (size_t i = 0; i < count; i++) {
        const tie_role_word *word = &loader->role_words.items[i];
        keys[next[word->role]++] = word->key;
        roles->some[word->role] |= tie_role_bit(word->key);
    }
    roles->keys = keys;
}

/* The loader's growing arrays become the rule set's. */
static void publish(tie_loader *loader) {
    tie_ruleset *r = loader->rules;
    tie_pack_finish_measures(loader);
    read_traits(loader);
    sort_roles(loader);
    tie_phrases_freeze(r->phrases, loader->arena);
    tie_phrases_freeze(r->terms, loader->arena);
#define PUBLISH(field, from)                                                                       \
    (r->field.items = loader->from.items, r->field.count = loader->from.count)
    PUBLISH(texts, texts.items);
    PUBLISH(predicates, predicates.items);
    PUBLISH(links, links);
    r->link_index = tie_links_index(r->links.items, r->links.count, loader->arena);
    r->link_rest = tie_names_find(&loader->link_cues, TIE_STR("rest"));
    r->link_remainder = tie_names_find(&loader->link_cues, TIE_STR("remainder"));
    r->link_head = tie_names_find(&loader->link_cues, TIE_STR("head"));
    r->link_total = tie_names_find(&loader->link_cues, TIE_STR("total"));
    r->link_split = tie_names_find(&loader->link_cues, TIE_STR("split"));
    PUBLISH(units, units);
    PUBLISH(places, places);
    PUBLISH(measures, measures);
    PUBLISH(rules, rule_items);
    PUBLISH(sources, sources);
    PUBLISH(segments, segments);
    PUBLISH(tests, tests);
    PUBLISH(packs, packs);
#undef PUBLISH
}

/* Reads all texts; with faults, reports them all. */
static tie_code compile(owner *o, const tie_rule_text *texts, size_t count, tie_err_sink *sink,
                        void *user, tie_err *err) {
    tie_loader *loader = &o->loader;
    start(o, texts, count);
    loader->stemmer = tie_stemmer_new();
    if (!loader->stemmer)
        return tie_fail(err, TIE_EMEM, "out of memory");
    for (size_t i = 0; i < count; i++)
        read_text(loader, texts[i], i == 0);
    publish(loader);
    tie_faults_report(&loader->faults, sink, user, err);
    return loader->faults.items.count ? TIE_EPACK : TIE_OK;
}

typedef struct sources {
    tie_str data_dir;
    tie_strs packs;
    const tie_rule_text *last; /* a pack in memory behind them; NULL: none */
    tie_arena texts;           /* bytes of the files, until they are compiled */
    tie_rule_text *items;
    size_t count;
} sources;

static tie_code guarded_compile(owner *o, sources *from, tie_code (*gather)(sources *, tie_err *),
                                tie_err_sink *sink, void *user, tie_err *err) {
    if (TIE_GUARD(o->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_code code = gather ? gather(from, err) : TIE_OK;
    return code ? code : compile(o, from->items, from->count, sink, user, err);
}

static tie_code load(sources *from, tie_code (*gather)(sources *, tie_err *), tie_err_sink *sink,
                     void *user, tie_ruleset **out, tie_err *err) {
    owner *o = calloc(1, sizeof *o);
    if (!o)
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_arena_init(&o->arena, TIE_LIMIT_RULESET_BYTES, &o->guard);
    tie_arena_init(&from->texts, TIE_LIMIT_RULESET_BYTES, &o->guard);
    tie_code code = guarded_compile(o, from, gather, sink, user, err);
    tie_stemmer_free(o->loader.stemmer);
    o->loader.stemmer = NULL;
    tie_arena_release(&from->texts);
    if (code)
        tie_ruleset_free(&o->rules);
    else
        *out = &o->rules;
    return code;
}

tie_code tie_ruleset_load_text(const tie_rule_text *texts, size_t count, tie_err_sink *sink,
                               void *user, tie_ruleset **out, tie_err *err) {
    sources from = {.items = (tie_rule_text *)(uintptr_t)texts, .count = count};
    return load(&from, NULL, sink, user, out, err);
}

/* ---- Files ---- */

static tie_str default_dir(void) {
    tie_str installed = TIE_STR(TIEOUT_DATA_DIR);
    return tie_io_exists(installed) ? installed : TIE_STR(TIEOUT_SOURCE_DATA_DIR);
}

static tie_code gather_file(sources *from, tie_str path, tie_err *err) {
    tie_rule_text *text = &from->items[from->count];
    text->path = path;
    tie_code code = tie_io_read(&from->texts, path, TIE_LIMIT_PACK_BYTES, &text->text, err);
    from->count += code == TIE_OK;
    return code;
}

static tie_str pack_path(sources *from, tie_str dir, tie_str pack) {
    if (tie_str_ends(pack, TIE_STR(".json")))
        return pack;
    return tie_arena_printf(&from->texts, "%.*s/packs/%.*s.json", TIE_FMT(dir), TIE_FMT(pack));
}

/* With the name that was meant, where one is near. */
static tie_code no_pack(sources *from, tie_str dir, tie_str name, tie_str path, tie_err *err) {
    tie_guess guess = tie_guess_new(name);
    tie_strs files = {0};
    tie_err ignored = {0};
    tie_str packs = tie_arena_printf(&from->texts, "%.*s/packs", TIE_FMT(dir));
    if (!tie_io_list(&from->texts, packs, &files, &ignored))
        for (size_t i = 0; i < files.count; i++) {
            tie_str base = tie_path_base(files.items[i]);
            if (tie_str_ends(base, TIE_STR(".json")))
                tie_guess_offer(&guess, tie_str_sub(base, 0, base.len - strlen(".json")));
        }
    tie_fail(err, TIE_EUSAGE, "no pack \"%.*s\"", TIE_FMT(name));
    if (guess.best.len)
        tie_guess_hint(&guess, err);
    else
        tie_err_hint(err, "looked for %.*s; a path must end in .json", TIE_FMT(path));
    return TIE_EUSAGE;
}

static tie_code gather_files(sources *from, tie_err *err) {
    tie_str dir = from->data_dir.len ? from->data_dir : default_dir();
    from->items = TIE_NEW(&from->texts, tie_rule_text, from->packs.count + 3);
    tie_code code = gather_file(
        from, tie_arena_printf(&from->texts, "%.*s/lexicons/en.json", TIE_FMT(dir)), err);
    if (!code)
        code = gather_file(from, pack_path(from, dir, TIE_STR("core")), err);
    for (size_t i = 0; !code && i < from->packs.count; i++) {
        tie_str path = pack_path(from, dir, from->packs.items[i]);
        if (!tie_io_exists(path)) {
            return no_pack(from, dir, from->packs.items[i], path, err);
        }
        if (!tie_str_eq(from->packs.items[i], TIE_STR("core")))
            code = gather_file(from, path, err);
    }
    if (!code && from->last)
        from->items[from->count++] = *from->last;
    return code;
}

tie_code tie_ruleset_load(tie_str data_dir, tie_strs packs, tie_err_sink *sink, void *user,
                          tie_ruleset **out, tie_err *err) {
    sources from = {.data_dir = data_dir, .packs = packs};
    return load(&from, gather_files, sink, user, out, err);
}

tie_code tie_ruleset_load_with(tie_str data_dir, tie_strs packs, const tie_rule_text *last,
                               tie_err_sink *sink, void *user, tie_ruleset **out, tie_err *err) {
    sources from = {.data_dir = data_dir, .packs = packs, .last = last};
    return load(&from, gather_files, sink, user, out, err);
}
