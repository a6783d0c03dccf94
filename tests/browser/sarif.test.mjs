// SPDX-License-Identifier: GPL-3.0-or-later
// SARIF as its own schema judges it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv-draft-04";

const require = createRequire(import.meta.url);
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const formats = { uri: true, "uri-reference": true, "date-time": true };
const validate = new Ajv({ strict: false, allErrors: true, formats, unicodeRegExp: false }).compile(schema);

for (const name of readdirSync(process.env.PAGES).filter(name => name.endsWith(".sarif")))
  test(name, () => {
    const log = JSON.parse(readFileSync(`${process.env.PAGES}/${name}`, "utf8"));
    assert.ok(validate(log), JSON.stringify(validate.errors?.slice(0, 5)));
  });
