# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to the database, by those who mean well and by those who do not."""
import json
import os
import subprocess

from lab import Lab, sentence

HERE = os.path.dirname(os.path.realpath(__file__))


def ask(lab, *args):
    done = subprocess.run([lab.tieout, *args], cwd=lab.dir, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def cases(args):
    def answers():
        """runs, history, diff, sql, search, export, prune, vacuum"""
        lab = Lab(args.tieout, args.seed + 300)
        lab.verify()
        for _ in range(5):
            lab.change()
            lab.verify()
        code, out, _ = ask(lab, "runs", "-o", "json")
        assert code == 0 and len(json.loads(out)) == 6
        code, out, _ = ask(lab, "sql", "-o", "json", "SELECT finding FROM v_open LIMIT 1")
        name = json.loads(out)[0]["finding"]
        code, out, _ = ask(lab, "history", name)
        assert code == 0 and "run 1" in out or "new" in out, out
        code, out, _ = ask(lab, "diff", "1", "6")
        assert code == 0 and out.startswith("kind"), out
        code, out, _ = ask(lab, "sql", "SELECT path FROM search WHERE search MATCH 'patrols'")
        assert code == 0 and "docs/" in out, out
        code, out, _ = ask(lab, "db", "export")
        tables = {json.loads(line)["table"] for line in out.splitlines()}
        assert code == 0 and {"run", "finding", "event", "claim"} <= tables
        with lab.database() as db:
            seen = db.execute("SELECT id, first_run, last_run FROM finding ORDER BY id").fetchall()
        db.close()
        code, out, err = ask(lab, "db", "prune", "--keep", "2")
        assert code == 0 and out.startswith("removed"), out + err
        code, out, err = ask(lab, "db", "vacuum")
        assert code == 0, err
        with lab.database() as db:
            assert db.execute("SELECT id, first_run, last_run FROM finding ORDER BY id").fetchall() == seen
            assert db.execute("SELECT count(*) FROM finding WHERE first_run NOT IN (SELECT id FROM run)").fetchone() == (0,)
        db.close()
        lab.verify()
        lab.close()

    def injection():
        """SQL in names of files and jobs, in fingerprints and in sql does nothing"""
        lab = Lab(args.tieout, args.seed + 301)
        evil = "x'); DROP TABLE finding; --"
        os.makedirs(lab.path(evil))
        for name in (f"{evil}/{evil}.txt", "a\"b.txt", "50%_off.txt", "new\nline.txt"):
            lab.write(lab.path(name), sentence(lab.rng) + "\n")
        lab.write(lab.path("rows-evil.jsonl"), json.dumps({"id": evil, "source": evil, "title": evil, "text": sentence(lab.rng)}) + "\n")
        lab.verify()
        config = json.load(open(os.path.join(lab.dir, "tieout.json")))
        config["jobs"][evil] = {"inputs": ["docs"]}
        lab.write(os.path.join(lab.dir, "tieout.json"), json.dumps(config))
        code, _, err = ask(lab, "run", evil)
        assert code in (0, 1), err
        code, out, _ = ask(lab, "runs", evil, "-o", "json")
        assert code == 0 and len(json.loads(out)) == 1
        for name in ("' OR 1=1 --", "abcd' OR '1'='1", "%%%%", "8d84'; DROP TABLE run; --", "8d84/1 OR 1"):
            assert ask(lab, "history", name)[0] == 2, name
        for numbers in (("1", "2; DROP TABLE run"), ("1 OR 1", "2"), ("-1", "2")):
            assert ask(lab, "diff", *numbers)[0] == 2, numbers
        marker = os.path.join(lab.dir, "marker")
        for sql in ("DELETE FROM finding", "DROP TABLE run", "UPDATE run SET open = 0", "INSERT INTO job (name) VALUES ('x')",
                    "PRAGMA user_version = 99", "PRAGMA writable_schema = 1", "PRAGMA journal_mode = DELETE",
                    f"ATTACH '{marker}' AS m", f"VACUUM INTO '{marker}'", "SELECT load_extension('x')",
                    "SELECT 1; DELETE FROM finding", "SELECT 1; --\nDROP TABLE run", "CREATE TEMP TABLE t (a)", "BEGIN", "DETACH main",
                    "WITH a AS (SELECT 1) DELETE FROM finding", "EXPLAIN DELETE FROM finding", "INSERT INTO search (search) VALUES ('rebuild')",
                    "ANALYZE", "REINDEX", ""):
            code, _, err = ask(lab, "sql", sql)
            assert code == 2 and err, sql
        assert not os.path.exists(marker)
        code, _, err = ask(lab, "sql", "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c")
        assert code == 2 and "too long" in err, err
        lab.verify()
        lab.close()

    def migration():
        """a database of an older version is brought up to date; a newer one and a foreign file are refused"""
        lab = Lab(args.tieout, args.seed + 302)
        newer = (5, ("TABLE brief", "TABLE memo_head", "TABLE memo_body", "TABLE finding_sum", "TRIGGER finding_added",
                     "TRIGGER finding_changed", "TRIGGER finding_removed")), (4, ("INDEX finding_mark",)), \
            (3, ("TABLE repeat_part",)), (2, ("TABLE series", "TABLE search", "VIEW v_text"))
        for old in (4, 1):  # back to what that version was
            lab.verify()
            with lab.database() as db:
                for version, things in newer:
                    for thing in things if version > old else ():
                        db.execute(f"DROP {thing}")
                db.execute("CREATE TABLE memo (input_id INTEGER PRIMARY KEY REFERENCES input (id) ON DELETE CASCADE, "
                           "bytes BLOB NOT NULL) STRICT")
                db.execute("INSERT INTO memo SELECT id, x'00' FROM input")
                db.execute(f"PRAGMA user_version = {old}")
                events = db.execute("SELECT count(*) FROM event").fetchone()
            db.close()
            code, _, err = ask(lab, "runs")
            assert code == 2 and f"version {old}" in err, err
            lab.verify()  # nothing changed: all is read anew, and nothing of it is news
            with lab.database() as db:
                assert db.execute("SELECT count(*) FROM event").fetchone() == events
                assert db.execute("SELECT changed FROM run ORDER BY id DESC").fetchone() == (len(lab.files()),)
            db.close()
            code, out, err = ask(lab, "db", "check")
            assert code == 0, out + err
            lab.change()
            lab.verify()
        code, out, _ = ask(lab, "sql", "SELECT count(*) FROM search WHERE search MATCH 'roads'")
        assert code == 0 and out.split()[-1] != "0", out
        with lab.database() as db:
            db.execute("PRAGMA user_version = 6")
        db.close()
        for command in (("run", "daily"), ("runs",)):
            code, _, err = ask(lab, *command)
            assert code == 2 and "version 6" in err and "newer" in err, err
        other = os.path.join(lab.dir, "other.db")
        import sqlite3
        with sqlite3.connect(other) as db:
            db.execute("CREATE TABLE mine (a)")
        db.close()
        for command in (("run", "daily", "--db", other), ("runs", "--db", other)):
            code, _, err = ask(lab, *command)
            assert code == 2 and "another program" in err, err
        lab.write(other, "plain text, no database at all\n" * 50)
        code, _, err = ask(lab, "run", "daily", "--db", other)
        assert code == 2 and open(other).read().startswith("plain text"), err
        lab.close()

    return [answers, injection, migration]
