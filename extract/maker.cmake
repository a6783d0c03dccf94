# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DNAME=NAME -DIN=SOURCE,SOURCE... -DOUT=HEADER -P maker.cmake: a header with one number that
# stands for all the sources.
string(REPLACE "," ";" sources "${IN}")
set(sums)
foreach(source ${sources})
  file(SHA256 ${source} sum)
  string(APPEND sums ${sum})
endforeach()
string(SHA256 sum "${sums}")
string(SUBSTRING ${sum} 0 16 sum)
file(WRITE ${OUT} "/* Made by extract/maker.cmake. */\n#define ${NAME} UINT64_C(0x${sum})\n")
