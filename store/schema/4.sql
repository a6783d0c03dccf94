-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 4: what decides how a finding stands, in one place: each run reads it of all findings.

CREATE INDEX finding_mark ON finding (job_id, fingerprint, ordinal, evidence, shape, state, suppressed);
