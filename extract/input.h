/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One input file to the documents in it: the whole file, its segments, or the members of JSON
 * Lines. */
#ifndef TIE_EXTRACT_INPUT_H
#define TIE_EXTRACT_INPUT_H

#include "extract/sidecar.h"

/* What an input is to be read for, where a memory knows it (extract/corpus.h). */
typedef enum tie_input_state {
    TIE_INPUT_NEW,      /* read it */
    TIE_INPUT_DOUBTFUL, /* read it, unless its bytes are those that are known */
    TIE_INPUT_KNOWN     /* recall it */
} tie_input_state;

typedef struct tie_input {
    tie_str path;
    tie_str memory; /* the text, where it is no file */
    const tie_defaults *defaults;
    bool in_memory;
    bool claims; /* rows of claims, no document */
    tie_input_state state;
    uint64_t tag, content_hash; /* of a memory: its name for the input, and the known bytes */
} tie_input;

/* A document to be read. text is of the file, or of the member "text" for JSON Lines. */
typedef struct tie_part {
    tie_doc doc;
    tie_str text;
} tie_part;

typedef TIE_VEC(tie_part) tie_parts_found;
typedef TIE_VEC(tie_diag) tie_diags;

/* What: splits decoded text of the file at path. Bad members of JSON Lines become diagnostics.
 * Owns: arena. */
void tie_input_split(tie_arena *arena, const tie_ruleset *rules, tie_str path, tie_str text,
                     tie_parts_found *out, tie_diags *diags);

/* The file at path is JSON Lines, by its name. */
bool tie_input_has_rows(tie_str path);
/* A segment rule of a pack splits it. */
bool tie_input_segmented(const tie_ruleset *rules, tie_str path);
/* One line of JSON Lines, of that number: adds its document or a diagnostic; nothing when blank. */
void tie_input_add_row(tie_arena *arena, tie_str path, tie_str line, uint32_t number,
                       tie_parts_found *out, tie_diags *diags);

#endif
