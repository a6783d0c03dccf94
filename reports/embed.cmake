# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIN=FILE -DOUT=FILE.h -DNAME=SYMBOL -P embed.cmake: the bytes of FILE as a C string, so that
# style sheets and scripts are written as what they are. SYMBOL_SHA256 is their digest in Base64, as a
# content security policy names an inline script by.
file(READ "${IN}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "    \\1\n"
  bytes "${bytes}")

# Base64: each three bytes, 24 bits, become four letters; 32 bytes leave two.
set(letters ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
file(SHA256 "${IN}" digest)
set(digest "${digest}00")
set(base64 "")
foreach(from RANGE 0 60 6)
  string(SUBSTRING "${digest}" ${from} 6 group)
  math(EXPR bits "0x${group}")
  foreach(shift 18 12 6 0)
    math(EXPR index "(${bits} >> ${shift}) & 63")
    string(SUBSTRING "${letters}" ${index} 1 letter)
    string(APPEND base64 "${letter}")
  endforeach()
endforeach()
string(REGEX REPLACE ".$" "=" base64 "${base64}")

file(WRITE "${OUT}" "/* Made from ${NAME} by embed.cmake. */\n"
  "#define ${NAME}_SHA256 \"${base64}\"\nstatic const char ${NAME}[] = {\n${bytes}    0};\n")
