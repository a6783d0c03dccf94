/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Schemas (draft 2020-12) of all JSON that the program writes or reads; the files of
 * reports/schema/. */
#ifndef TIE_REPORTS_SCHEMA_H
#define TIE_REPORTS_SCHEMA_H

#include "base/str.h"

/* NULL behind the last. */
const char *tie_schema_name(int index);
/* The text of the schema of that name; empty when there is none. */
tie_str tie_schema_find(tie_str name);

#endif
