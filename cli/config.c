/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/config.h"

#include "base/io.h"
#include "rules/json.h"

#include <unistd.h>

static const char FILE_NAME[] = "tieout.json";

typedef enum shape { TEXT, PATH, TEXTS, PATHS, PACKS, OUTPUTS, FLAG, SIZE } shape;

static const struct member {
    const char *key;
    tie_option_id option;
    shape shape;
} MEMBERS[] = {
#define TIE_SETTING(key, option, shape, otherwise) {key, TIE_OPTION_##option, shape},
#include "cli/config.def"
};

enum { MEMBER_COUNT = sizeof MEMBERS / sizeof *MEMBERS, INPUTS = MEMBER_COUNT, JOBS, KEY_COUNT };

static const char *job_key(int i) {
    return i < MEMBER_COUNT ? MEMBERS[i].key : i == INPUTS ? "inputs" : NULL;
}
static const char *top_key(int i) { return i == JOBS ? "jobs" : job_key(i); }

/* ---- Reading ---- */

typedef struct reader {
    tie_arena *arena;
    tie_config *config;
    tie_config_part *part; /* under way */
    tie_cli_options
        probe; /* takes every value once, so that wrong ones are seen where they stand */
} reader;

static tie_str located(const reader *r, tie_str path) {
    bool fixed = !r->config->folder.len || tie_str_starts(path, TIE_STR("/")) ||
                 tie_str_eq(path, TIE_STR("-"));
    return fixed
               ? path
               : tie_arena_printf(r->arena, "%.*s%.*s", TIE_FMT(r->config->folder), TIE_FMT(path));
}

/* FORMAT or FORMAT:FILE */
static tie_str located_output(const reader *r, tie_str output) {
    size_t colon = tie_str_find(output, TIE_STR(":"));
    if (colon + 1 >= output.len)
        return output;
    tie_str file = located(r, tie_str_sub(output, colon + 1, output.len));
    return tie_arena_printf(r->arena, "%.*s%.*s", (int)colon + 1, output.ptr, TIE_FMT(file));
}

static tie_str spelled(const reader *r, shape form, tie_str value) {
    switch (form) {
    case PATH:
    case PATHS:
        return located(r, value);
    case PACKS: /* names, or files that end in .json */
        return tie_str_ends(value, TIE_STR(".json")) ? located(r, value) : value;
    case OUTPUTS:
        return located_output(r, value);
    case TEXT:
    case TEXTS:
    case FLAG:
    case SIZE:
        break;
    }
    return value;
}

static void add(reader *r, const struct member *member, tie_json at, tie_str value) {
    tie_setting setting = {.option = member->option, .value = spelled(r, member->shape, value)};
    uint32_t col;
    tie_json_place(at, &setting.line, &col);
    if (tie_cli_option_set(r->arena, &r->probe, setting)) {
        *TIE_PUSH(r->arena, &r->part->settings) = setting;
        return;
    }
    tie_str hint = tie_cli_option_hint(r->arena, r->probe.command, member->option);
    tie_err_hint(tie_json_fault(at, "wrong value of \"%s\": \"%.*s\"", member->key, TIE_FMT(value)),
                 "%.*s", TIE_FMT(hint));
}

static void read_size(reader *r, const struct member *member, tie_json value) {
    int64_t n;
    tie_str s;
    if (tie_json_is_string(value)) {
        if (tie_json_str(value, &s))
            add(r, member, value, s);
    } else if (tie_json_int(value, 1, INT64_MAX, &n)) {
        add(r, member, value, tie_arena_printf(r->arena, "%lld", (long long)n));
    }
}

static void read_member(reader *r, const struct member *member, tie_json value) {
    bool flag;
    tie_str s;
    switch (member->shape) {
    case TEXT:
    case PATH:
        if (tie_json_str(value, &s))
            add(r, member, value, s);
        break;
    case FLAG:
        if (tie_json_bool(value, &flag))
            add(r, member, value, flag ? TIE_STR("true") : TIE_STR("false"));
        break;
    case SIZE:
        read_size(r, member, value);
        break;
    case TEXTS:
    case PATHS:
    case PACKS:
    case OUTPUTS: {
        tie_json_walk walk = tie_json_items(value);
        for (tie_json item; tie_json_next(&walk, &item);)
            if (tie_json_str(item, &s))
                add(r, member, item, s);
        break;
    }
    }
}

typedef struct facts {
    tie_str path, source, place;
    tie_json date;
} facts;

static const tie_field FACTS[] = {
    {"path", TIE_FIELD_STR, offsetof(facts, path), true, NULL},
    {"source", TIE_FIELD_STR, offsetof(facts, source), false, NULL},
    {"place", TIE_FIELD_STR, offsetof(facts, place), false, NULL},
    {"date", TIE_FIELD_JSON, offsetof(facts, date), false, NULL},
};

static bool read_date(tie_json value, tie_date *out) {
    tie_str s;
    if (!value.file)
        return true;
    if (!tie_json_str(value, &s))
        return false;
    if (!tie_date_parse(s, out) && out->year != TIE_YEAR_UNKNOWN && out->year != 0)
        return true;
    tie_err_hint(tie_json_fault(value, "no date: \"%.*s\"", TIE_FMT(s)),
                 "write YYYY-MM-DD, YYYY-MM or YYYY");
    return false;
}

static void read_input(reader *r, tie_json value) {
    tie_cli_input input = {0};
    facts in = {0};
    uint32_t col;
    bool good = tie_json_is_string(value) ? tie_json_str(value, &in.path)
                                          : TIE_JSON_READ(value, FACTS, &in);
    if (!good || !read_date(in.date, &input.defaults.date))
        return;
    tie_json_place(value, &input.line, &col);
    input.path = located(r, in.path);
    input.defaults.source = in.source;
    input.defaults.place = in.place;
    *TIE_PUSH(r->arena, &r->part->inputs) = input;
}

static void read_part(reader *r, tie_config_part *part, tie_json object);

static void read_jobs(reader *r, tie_json jobs) {
    tie_json_walk walk = tie_json_members(jobs);
    for (tie_json job; tie_json_next(&walk, &job);) {
        uint32_t col;
        if (tie_json_is_comment(job))
            continue;
        if (!job.key.len)
            tie_json_fault_key(job, "a job without a name");
        tie_config_part *part = TIE_PUSH(r->arena, &r->config->jobs);
        *part = (tie_config_part){.name = job.key};
        tie_json_place(job, &part->line, &col);
        read_part(r, part, job);
    }
}

/* Jobs come last, whatever the order of the file: they are parts of their own. */
static void read_part(reader *r, tie_config_part *part, tie_json object) {
    tie_json jobs = {0};
    tie_json_walk walk = tie_json_members(object);
    r->part = part;
    for (tie_json member; tie_json_next(&walk, &member);) {
        int key;
        if (tie_json_is_comment(member) || tie_str_eq(member.key, TIE_STR("$schema")) ||
            !tie_json_key_name(member, "key", part->name.len ? job_key : top_key, &key))
            continue;
        if (key < MEMBER_COUNT) {
            part->has[MEMBERS[key].option] = true;
            read_member(r, &MEMBERS[key], member);
        }
        if (key == JOBS)
            jobs = member;
        if (key != INPUTS)
            continue;
        part->has_inputs = true;
        tie_json_walk inputs = tie_json_items(member);
        for (tie_json input; tie_json_next(&inputs, &input);)
            read_input(r, input);
    }
    if (jobs.file)
        read_jobs(r, jobs);
}

static tie_code read_file(tie_arena *arena, tie_config *config, tie_err_sink *sink, void *user,
                          tie_err *err) {
    tie_faults faults = {.arena = arena};
    tie_json_file file = {.arena = arena, .faults = &faults, .path = config->path};
    reader r = {.arena = arena, .config = config, .probe = {.command = TIE_COMMAND_CHECK}};
    tie_json root;
    tie_code code = tie_io_read(arena, config->path, 0, &file.text, err);
    if (code)
        return code;
    if (tie_json_open(&file, &root))
        read_part(&r, &config->top, root);
    tie_faults_report(&faults, sink, user, err);
    return faults.items.count ? TIE_EINPUT : TIE_OK;
}

/* ---- Finding ---- */

/* The file in the working directory or the nearest folder above it: "../../tieout.json". */
static tie_str find(tie_arena *arena) {
    char cwd[4096];
    const char *at = getcwd(cwd, sizeof cwd) ? cwd : "/";
    tie_buf up = tie_buf_new(arena);
    for (size_t len = strlen(at);;) {
        tie_str path = tie_arena_printf(arena, "%.*s%s", TIE_FMT(tie_buf_str(&up)), FILE_NAME);
        if (tie_io_exists(path))
            return path;
        if (len <= 1)
            return (tie_str){0};
        while (len > 1 && at[len - 1] != '/')
            len--;
        len -= len > 1;
        tie_buf_puts(&up, "../");
    }
}

tie_code tie_config_load(tie_arena *arena, tie_str file, tie_err_sink *sink, void *user,
                         tie_config *out, tie_err *err) {
    tie_config config = {.path = file.len ? file : find(arena)};
    config.folder = tie_str_sub(config.path, 0, config.path.len - tie_path_base(config.path).len);
    tie_code code = config.path.len ? read_file(arena, &config, sink, user, err) : TIE_OK;
    if (!code)
        *out = config;
    return code;
}

tie_code tie_config_job(const tie_config *config, tie_str name, const tie_config_part **out,
                        tie_err *err) {
    tie_guess guess = tie_guess_new(name);
    for (size_t i = 0; i < config->jobs.count; i++) {
        tie_guess_offer(&guess, config->jobs.items[i].name);
        if (!tie_str_eq(config->jobs.items[i].name, name))
            continue;
        *out = &config->jobs.items[i];
        return TIE_OK;
    }
    if (!config->path.len)
        tie_fail(err, TIE_EUSAGE, "no job \"%.*s\": there is no %s", TIE_FMT(name), FILE_NAME);
    else
        tie_fail_file(err, TIE_EUSAGE, config->path, "no job \"%.*s\"", TIE_FMT(name));
    tie_guess_hint(&guess, err);
    return TIE_EUSAGE;
}

/* ---- Applying ---- */

/* Only a check writes reports by itself: the others are asked for what they print. */
static bool takes(tie_command command, tie_option_id option) {
    return tie_cli_option_taken(command, option) &&
           (option != TIE_OPTION_FORMAT || command == TIE_COMMAND_CHECK ||
            command == TIE_COMMAND_CONFIG);
}

static void give(tie_arena *arena, const tie_config_part *part, tie_option_id option,
                 tie_cli_options *out) {
    for (size_t i = 0; i < part->settings.count; i++)
        if (part->settings.items[i].option == option)
            tie_cli_option_set(arena, out, part->settings.items[i]);
}

static bool from_command_line(const tie_cli_options *o, tie_option_id option) {
    const tie_setting *given = tie_cli_option_given(o, option);
    return given && !given->line;
}

/* What the command line says of all documents comes before what the file says of some. */
static void give_inputs(tie_arena *arena, const tie_config_part *part, tie_cli_options *out) {
    for (size_t i = 0; i < part->inputs.count; i++) {
        tie_cli_input input = part->inputs.items[i];
        if (from_command_line(out, TIE_OPTION_SOURCE))
            input.defaults.source = (tie_str){0};
        if (from_command_line(out, TIE_OPTION_PLACE))
            input.defaults.place = (tie_str){0};
        if (from_command_line(out, TIE_OPTION_DATE))
            input.defaults.date = (tie_date){0};
        *TIE_PUSH(arena, &out->inputs) = input;
    }
}

void tie_config_apply(tie_arena *arena, const tie_config *config, const tie_config_part *job,
                      tie_cli_options *options) {
    options->folder = config->folder;
    give_inputs(arena, job && job->has_inputs ? job : &config->top, options);
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        tie_option_id option = MEMBERS[i].option;
        if (!tie_cli_option_given(options, option) && takes(options->command, option))
            give(arena, job && job->has[option] ? job : &config->top, option, options);
    }
}
