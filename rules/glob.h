/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns over paths, as packs write them. */
#ifndef TIE_RULES_GLOB_H
#define TIE_RULES_GLOB_H

#include "base/str.h"

/* What: path fits pattern. * any run within a name, ? one character of a name, [a-z] [!a-z] one of
 * a set, ** any run across names, "**" and a slash any folders or none. A pattern that does not
 * begin with '/' may begin at any name of the path. Takes time in proportion to the product of the
 * lengths. */
bool tie_glob_match(tie_str pattern, tie_str path);

#endif
