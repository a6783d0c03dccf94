/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include "base/date.h"
#include "base/err.h"

enum {
#define TIE_COMMAND(id, name, operands, line, help) IN_##id = 1 << TIE_COMMAND_##id,
#include "cli/options.def"
    IN_ANY = (1 << TIE_COMMAND_COUNT) - 1,
    IN_READING = IN_CHECK | IN_EXTRACT | IN_REPEATS | IN_SERIES | IN_SOURCES | IN_WHY | IN_EXPLAIN |
                 IN_SUGGEST | IN_RUN | IN_CONFIG | IN_JUDGE,
    IN_ASKING = IN_HISTORY | IN_RUNS | IN_DIFF | IN_SQL,
    IN_DATABASE = IN_RUN | IN_ASKING | IN_DB
};

static const struct option {
    const char *name, *argument, *help;
    unsigned commands;
    char letter;
} OPTIONS[] = {
#define TIE_OPTION(id, name, letter, argument, commands, help)                                     \
    {name, argument, help, commands, letter},
#include "cli/options.def"
};

static const struct command {
    const char *name, *operands, *line, *help;
} COMMANDS[] = {
#define TIE_COMMAND(id, name, operands, line, help) {name, operands, line, help},
#include "cli/options.def"
};

/* ---- Values ---- */

/* "256M", "1G", "4096" */
static bool parse_size(tie_str s, uint64_t *out) {
    static const char SUFFIXES[] = "KMG";
    const char *suffix = s.len ? strchr(SUFFIXES, s.ptr[s.len - 1] & ~0x20) : NULL;
    unsigned shift = suffix && *suffix ? 10 * (unsigned)(suffix - SUFFIXES + 1) : 0;
    uint64_t n = 0;
    s.len -= shift != 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!tie_ascii_digit(s.ptr[i]) || n > UINT64_MAX / 100)
            return false;
        n = n * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    if (!s.len || !n || n > UINT64_MAX >> shift)
        return false;
    *out = n << shift;
    return true;
}

static bool parse_jobs(tie_str s, unsigned *out) {
    enum { JOBS_MAX = 1024 };
    uint64_t n;
    if (!parse_size(s, &n) || n > JOBS_MAX)
        return false;
    *out = (unsigned)n;
    return true;
}

static bool parse_level(tie_str s, int *out) {
    if (tie_str_eq(s, TIE_STR("never"))) {
        *out = TIE_FAIL_NEVER;
        return true;
    }
    for (int level = TIE_SEVERITY_INFO; level <= TIE_SEVERITY_CRITICAL; level++) {
        if (tie_str_eq(s, tie_str_c(tie_severity_name((tie_severity)level)))) {
            *out = level;
            return true;
        }
    }
    return false;
}

static const char *const WHENS[] = {"auto", "always", "never", NULL};
static const char *const PROGRESSES[] = {"auto", "always", "never", "json", NULL};
static const char *const OCCASIONS[] = {"new", "any", "never", NULL};

/* One of some words, by its index. */
static bool parse_word(tie_str s, const char *const *words, int *out) {
    for (int i = 0; words[i]; i++) {
        if (tie_str_eq(s, tie_str_c(words[i]))) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool parse_when(tie_str s, tie_when *out) {
    int when = TIE_WHEN_AUTO;
    bool known = parse_word(s, WHENS, &when);
    *out = (tie_when)when;
    return known;
}

static bool parse_progress(tie_str s, tie_progress_when *out) {
    int when = TIE_PROGRESS_AUTO;
    bool known = parse_word(s, PROGRESSES, &when);
    *out = (tie_progress_when)when;
    return known;
}

static bool parse_notify(tie_str s, tie_notify_on *out) {
    int when = 0;
    bool known = parse_word(s, OCCASIONS, &when);
    *out = (tie_notify_on)when;
    return known;
}

/* What each sub-command prints as, the default first. */
static const char *const FORMATS[TIE_COMMAND_COUNT] = {
    [TIE_COMMAND_CHECK] = "text, json, ndjson, html, md, csv, sarif, junit, github",
    [TIE_COMMAND_CONFIG] = "text, json, ndjson, html, md, csv, sarif, junit, github",
    [TIE_COMMAND_RUN] = "text, json, ndjson, html, md, csv, sarif, junit, github",
    [TIE_COMMAND_HISTORY] = "text, json, csv",
    [TIE_COMMAND_RUNS] = "text, json, csv",
    [TIE_COMMAND_DIFF] = "text, json, csv",
    [TIE_COMMAND_SQL] = "text, json, csv",
    [TIE_COMMAND_REPORT] = "text, json, ndjson, html, md, csv, sarif, junit, github",
    [TIE_COMMAND_EXTRACT] = "text, json, ndjson, csv, html",
    [TIE_COMMAND_REPEATS] = "text, json, tsv, side",
    [TIE_COMMAND_SERIES] = "text, json, csv, svg",
    [TIE_COMMAND_SOURCES] = "text, json, csv",
    [TIE_COMMAND_RULES] = "text, md",
};

static bool parse_format(tie_str s, tie_command command, tie_str *out) {
    const char *list = command < TIE_COMMAND_COUNT ? FORMATS[command] : NULL;
    for (tie_str rest = tie_str_c(list ? list : ""); rest.len;) {
        size_t end = tie_str_find(rest, TIE_STR(", "));
        *out = tie_str_sub(rest, 0, end);
        if (tie_str_eq(s, *out))
            return true;
        rest = end < rest.len ? tie_str_sub(rest, end + 2, rest.len) : (tie_str){0};
    }
    return false;
}

/* FORMAT or FORMAT:FILE */
static bool add_output(tie_arena *arena, tie_str s, tie_cli_options *o) {
    size_t colon = tie_str_find(s, TIE_STR(":"));
    tie_output output = {.file = tie_str_sub(s, colon < s.len ? colon + 1 : colon, s.len)};
    bool known = parse_format(tie_str_sub(s, 0, colon), o->command, &output.format);
    if (!known || (colon < s.len && !output.file.len))
        return false;
    *TIE_PUSH(arena, &o->outputs) = output;
    o->format = o->outputs.items[0].format;
    return true;
}

static bool parse_date(tie_str s, tie_date *out) {
    return tie_date_parse(s, out) == TIE_OK && out->year != TIE_YEAR_UNKNOWN && out->year != 0;
}

static bool parse_day(tie_str s, tie_date *out) { return parse_date(s, out) && out->day != 0; }

static bool set_flag(bool *flag) { return *flag = true; }

static bool set_str(tie_str s, tie_str *out) {
    *out = s;
    return s.len != 0;
}

/* False when the value is not one of this option's. */
static bool set(tie_arena *arena, tie_cli_options *o, tie_option_id id, tie_str value) {
    switch (id) {
    case TIE_OPTION_PACK:
        *TIE_PUSH(arena, &o->packs) = value;
        return value.len != 0;
    case TIE_OPTION_CLAIMS:
        *TIE_PUSH(arena, &o->claims) = value;
        return value.len != 0;
    case TIE_OPTION_FORMAT:
        return add_output(arena, value, o);
    case TIE_OPTION_ALL:
        return set_flag(&o->all);
    case TIE_OPTION_VERBOSE:
        return set_flag(&o->verbose);
    case TIE_OPTION_QUIET:
        return set_flag(&o->quiet);
    case TIE_OPTION_FAIL_ON:
        return parse_level(value, &o->fail_on);
    case TIE_OPTION_STRICT:
        *TIE_PUSH(arena, &o->packs) = TIE_STR("strict");
        return true;
    case TIE_OPTION_MEASURE:
        *TIE_PUSH(arena, &o->measures) = value;
        return value.len != 0;
    case TIE_OPTION_SUPPRESS:
        return set_str(value, &o->suppress);
    case TIE_OPTION_BASELINE:
        return set_str(value, &o->baseline);
    case TIE_OPTION_NEW_ONLY:
        return set_flag(&o->new_only);
    case TIE_OPTION_JUDGEMENTS:
        return set_str(value, &o->judgements);
    case TIE_OPTION_RESULT:
        return set_str(value, &o->result);
    case TIE_OPTION_NOTE:
        return set_str(value, &o->note);
    case TIE_OPTION_REASON:
        return set_str(value, &o->reason);
    case TIE_OPTION_UNTIL:
        return parse_day(value, &o->until);
    case TIE_OPTION_DATABASE:
        return set_str(value, &o->database);
    case TIE_OPTION_REHASH:
        return set_flag(&o->rehash);
    case TIE_OPTION_NOTIFY_CMD:
        return set_str(value, &o->notify_cmd);
    case TIE_OPTION_NOTIFY_ON:
        return parse_notify(value, &o->notify_on);
    case TIE_OPTION_FEED:
        return set_str(value, &o->feed);
    case TIE_OPTION_KEEP:
        return parse_size(value, &o->keep);
    case TIE_OPTION_SOURCE:
        return set_str(value, &o->source);
    case TIE_OPTION_DATE:
        return parse_date(value, &o->date);
    case TIE_OPTION_PLACE:
        return set_str(value, &o->place);
    case TIE_OPTION_SIDECAR:
        return set_str(value, &o->sidecar);
    case TIE_OPTION_TODAY:
        return parse_day(value, &o->today);
    case TIE_OPTION_WITH_DATES:
        return set_flag(&o->with_dates);
    case TIE_OPTION_WITH_NUMBERS:
        return set_flag(&o->with_numbers);
    case TIE_OPTION_WHY:
        return set_flag(&o->why);
    case TIE_OPTION_MAX_SIZE:
        return parse_size(value, &o->max_bytes);
    case TIE_OPTION_MEMORY:
        return parse_size(value, &o->memory_bytes);
    case TIE_OPTION_IGNORE:
        *TIE_PUSH(arena, &o->ignores) = value;
        return value.len != 0;
    case TIE_OPTION_JOBS:
        return parse_jobs(value, &o->jobs);
    case TIE_OPTION_DATA:
        return set_str(value, &o->data);
    case TIE_OPTION_CONFIG:
        return set_str(value, &o->config);
    case TIE_OPTION_NO_CONFIG:
        return set_flag(&o->no_config);
    case TIE_OPTION_COLOR:
        return parse_when(value, &o->color);
    case TIE_OPTION_PROGRESS:
        return parse_progress(value, &o->progress);
    case TIE_OPTION_HELP:
        return set_flag(&o->help);
    case TIE_OPTION_VERSION:
        return set_flag(&o->version);
    case TIE_OPTION_COUNT:
        break;
    }
    return false;
}

bool tie_cli_option_set(tie_arena *arena, tie_cli_options *o, tie_setting setting) {
    bool off = !OPTIONS[setting.option].argument && tie_str_eq(setting.value, TIE_STR("false"));
    if (!off && !set(arena, o, setting.option, setting.value))
        return false;
    *TIE_PUSH(arena, &o->settings) = setting;
    return true;
}

const tie_setting *tie_cli_option_given(const tie_cli_options *o, tie_option_id id) {
    for (size_t i = 0; i < o->settings.count; i++)
        if (o->settings.items[i].option == id)
            return &o->settings.items[i];
    return NULL;
}

/* ---- Arguments ---- */

typedef struct reader {
    tie_arena *arena;
    tie_cli_options *options;
    tie_err *err;
    char **at, **end; /* arguments not yet read */
} reader;

bool tie_cli_option_taken(tie_command command, tie_option_id id) {
    return command < TIE_COMMAND_COUNT && OPTIONS[id].commands >> command & 1;
}

const char *tie_cli_option_name(tie_option_id id) { return OPTIONS[id].name; }

tie_str tie_cli_option_hint(tie_arena *arena, tie_command command, tie_option_id id) {
    if (id == TIE_OPTION_FORMAT)
        return tie_arena_printf(arena, "FORMAT or FORMAT:FILE; tieout %s prints %s",
                                tie_cli_command_name(command), FORMATS[command]);
    return tie_arena_printf(arena, "%s: %s", OPTIONS[id].argument, OPTIONS[id].help);
}

static bool allowed(const tie_cli_options *o, size_t id) {
    unsigned commands = OPTIONS[id].commands;
    return o->command == TIE_COMMAND_NONE ? commands == IN_ANY : commands >> o->command & 1;
}

static tie_code unknown(reader *r, tie_str name, const char *dashes) {
    enum { FAR = 3 };
    unsigned best = FAR;
    const char *nearest = NULL;
    for (size_t id = 0; id < TIE_OPTION_COUNT; id++) {
        unsigned d = tie_str_distance(name, tie_str_c(OPTIONS[id].name), FAR);
        if (d < best && allowed(r->options, id)) {
            best = d;
            nearest = OPTIONS[id].name;
        }
    }
    const char *command = tie_cli_command_name(r->options->command);
    tie_code code = tie_fail(r->err, TIE_EUSAGE, "unknown option %s%.*s", dashes, TIE_FMT(name));
    if (nearest)
        tie_err_hint(r->err, "did you mean --%s?", nearest);
    else
        tie_err_hint(r->err, "see tieout %s%s--help", command, *command ? " " : "");
    return code;
}

/* value: given with the option ("--jobs=4", "-j4"), or NULL pointer when it is the next argument.
 */
static tie_code apply(reader *r, size_t id, tie_str value) {
    const struct option *option = &OPTIONS[id];
    if (!option->argument && value.ptr)
        return tie_fail(r->err, TIE_EUSAGE, "option --%s takes no argument", option->name);
    if (option->argument && !value.ptr && r->at == r->end)
        return tie_fail(r->err, TIE_EUSAGE, "option --%s needs an argument: %s", option->name,
                        option->argument);
    if (option->argument && !value.ptr)
        value = tie_str_c(*r->at++);
    tie_setting setting = {(tie_option_id)id, option->argument ? value : TIE_STR("true"), 0};
    if (tie_cli_option_set(r->arena, r->options, setting))
        return TIE_OK;
    tie_fail(r->err, TIE_EUSAGE, "wrong argument of --%s: %.*s", option->name, TIE_FMT(value));
    tie_str hint = tie_cli_option_hint(r->arena, r->options->command, (tie_option_id)id);
    tie_err_hint(r->err, "%.*s", TIE_FMT(hint));
    return TIE_EUSAGE;
}

static tie_code read_long(reader *r, tie_str argument) {
    size_t equals = tie_str_find(argument, TIE_STR("="));
    tie_str name = tie_str_sub(argument, 0, equals), value = {0};
    if (equals < argument.len)
        value =
            tie_str_sub(argument, equals + 1, argument.len); /* may be empty, but is not absent */
    for (size_t id = 0; id < TIE_OPTION_COUNT; id++) {
        if (allowed(r->options, id) && tie_str_eq(name, tie_str_c(OPTIONS[id].name)))
            return apply(r, id, value);
    }
    return unknown(r, name, "--");
}

/* "-v", "-vq", "-j4", "-o" followed by its argument */
static tie_code read_letters(reader *r, tie_str letters) {
    for (size_t i = 0; i < letters.len; i++) {
        size_t id = 0;
        while (id < TIE_OPTION_COUNT &&
               !(allowed(r->options, id) && OPTIONS[id].letter == letters.ptr[i]))
            id++;
        if (id == TIE_OPTION_COUNT)
            return unknown(r, tie_str_sub(letters, i, i + 1), "-");
        bool glued = OPTIONS[id].argument && i + 1 < letters.len;
        tie_code code =
            apply(r, id, glued ? tie_str_sub(letters, i + 1, letters.len) : (tie_str){0});
        if (code || glued)
            return code;
    }
    return TIE_OK;
}

static tie_code read_command(reader *r, tie_str name) {
    enum { FAR = 3 };
    unsigned best = FAR;
    const char *nearest = NULL;
    for (size_t i = 0; i < TIE_COMMAND_COUNT; i++) {
        unsigned d = tie_str_distance(name, tie_str_c(COMMANDS[i].name), FAR);
        if (d == 0) {
            r->options->command = (tie_command)i;
            return TIE_OK;
        }
        if (d < best) {
            best = d;
            nearest = COMMANDS[i].name;
        }
    }
    tie_fail(r->err, TIE_EUSAGE, "unknown command: %.*s", TIE_FMT(name));
    if (nearest)
        tie_err_hint(r->err, "did you mean tieout %s?", nearest);
    else
        tie_err_hint(r->err, "tieout --help lists the commands");
    return TIE_EUSAGE;
}

static tie_code read_argument(reader *r, bool *only_operands) {
    tie_str argument = tie_str_c(*r->at++);
    bool dashed = argument.len > 1 && argument.ptr[0] == '-';
    bool option = dashed && argument.ptr[1] != ':' && !*only_operands; /* "-:3": of why */
    if (option && tie_str_eq(argument, TIE_STR("--"))) {
        *only_operands = true;
        return TIE_OK;
    }
    if (option && argument.ptr[1] == '-')
        return read_long(r, tie_str_sub(argument, 2, argument.len));
    if (option)
        return read_letters(r, tie_str_sub(argument, 1, argument.len));
    if (r->options->command == TIE_COMMAND_NONE)
        return read_command(r, argument);
    *TIE_PUSH(r->arena, &r->options->operands) = argument;
    return TIE_OK;
}

tie_code tie_cli_options_parse(tie_arena *arena, int argc, char **argv, tie_cli_options *out,
                               tie_err *err) {
    tie_cli_options options = {
        .command = TIE_COMMAND_NONE, .format = TIE_STR("text"), .fail_on = TIE_SEVERITY_MINOR};
    reader r = {arena, &options, err, argv, argv + argc};
    bool only_operands = false;
    while (r.at < r.end) {
        tie_code code = read_argument(&r, &only_operands);
        if (code)
            return code;
    }
    *out = options;
    return TIE_OK;
}

/* ---- The table ---- */

static tie_str choices_of_format(tie_arena *arena, tie_command command) {
    tie_str list = tie_arena_str(arena, tie_str_c(FORMATS[command] ? FORMATS[command] : ""));
    tie_buf words = tie_buf_new(arena);
    for (size_t i = 0; i < list.len; i++)
        if (list.ptr[i] != ',')
            tie_buf_putc(&words, list.ptr[i]);
    return tie_buf_str(&words);
}

static void put_words(tie_buf *out, const char *const *words) {
    for (int i = 0; words[i]; i++)
        tie_buf_printf(out, "%s%s", out->len ? " " : "", words[i]);
}

tie_str tie_cli_option_choices(tie_arena *arena, tie_command command, tie_option_id id) {
    tie_buf words = tie_buf_new(arena);
    if (id == TIE_OPTION_FORMAT)
        return choices_of_format(arena, command);
    for (int i = 0; id == TIE_OPTION_FAIL_ON && i <= TIE_SEVERITY_CRITICAL; i++)
        tie_buf_printf(&words, "%s ", tie_severity_name((tie_severity)i));
    if (id == TIE_OPTION_FAIL_ON)
        tie_buf_puts(&words, "never");
    if (id == TIE_OPTION_COLOR)
        put_words(&words, WHENS);
    if (id == TIE_OPTION_PROGRESS)
        put_words(&words, PROGRESSES);
    if (id == TIE_OPTION_NOTIFY_ON)
        put_words(&words, OCCASIONS);
    return tie_buf_str(&words);
}

const char *tie_cli_option_argument(tie_option_id id) { return OPTIONS[id].argument; }
const char *tie_cli_option_help(tie_option_id id) { return OPTIONS[id].help; }
char tie_cli_option_letter(tie_option_id id) { return OPTIONS[id].letter; }
const char *tie_cli_command_name(tie_command command) {
    return command < TIE_COMMAND_COUNT ? COMMANDS[command].name : "";
}
const char *tie_cli_command_line(tie_command command) { return COMMANDS[command].line; }
const char *tie_cli_command_help(tie_command command) { return COMMANDS[command].help; }
const char *tie_cli_command_operands(tie_command command) { return COMMANDS[command].operands; }
const char *tie_cli_command_formats(tie_command command) { return FORMATS[command]; }
