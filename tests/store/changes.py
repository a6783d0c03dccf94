# SPDX-License-Identifier: GPL-3.0-or-later
"""Sequences of changes: after each the run finds what a check from scratch finds."""
import json
import os
import shutil

from lab import Lab, document


def cases(args):
    def sequence():
        """any sequence of added, changed, removed, renamed documents and packs equals a fresh check"""
        lab = Lab(args.tieout, args.seed)
        for _ in range(args.steps):
            for _ in range(lab.rng.randint(0, 3)):
                lab.step()
            lab.verify()
        lab.close()

    def recalls():
        """what did not change is not read again; --rehash looks at all"""
        lab = Lab(args.tieout, args.seed + 1)
        lab.verify()
        lab.verify()  # files as young as the run before are looked at once more
        code, _, err = lab.run()
        assert ": %d files, 0 changed" % len(lab.files()) in err, err
        with lab.database() as db:
            assert db.execute("SELECT read FROM run ORDER BY id DESC").fetchone() == (0,)
        lab.run("--rehash")
        with lab.database() as db:
            assert db.execute("SELECT read, changed FROM run ORDER BY id DESC").fetchone() == (len(lab.files()), 0)
        lab.close()

    def same_stat():
        """a file rewritten in place, with its old size and times, is found by --rehash"""
        lab = Lab(args.tieout, args.seed + 2)
        path = lab.path("note-x.txt")
        lab.write(path, "In 2023, patrols carried out 1,240 breath tests.\n")
        lab.verify()
        stat = os.stat(path)
        lab.write(path, "In 2023, patrols carried out 1,420 breath tests.\n")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        lab.verify(lab.run("--rehash"))
        lab.close()

    def reworded():
        """what is kept of a finding quotes the documents as they are now, and only what changed is written"""
        lab = Lab(args.tieout, args.seed + 4, documents=0)
        one = "In 2023, 1,240 breath tests were carried out in Germany.\n"
        lab.write(lab.path("a.txt"), one)
        lab.write(lab.path("b.txt"), one.replace("1,240", "1,751"))
        lab.verify()
        for words in (one.replace("In 2023", "IN 2023"), one + "\nNothing else happened.\n"):
            lab.write(lab.path("a.txt"), words)
            lab.verify()
            with lab.database() as db:
                quotes = [q for (q,) in db.execute("SELECT quote FROM finding_claim WHERE path LIKE '%a.txt'")]
                events = db.execute("SELECT count(*) FROM event WHERE kind <> 'new'").fetchone()
            assert quotes and all(q == words.splitlines()[0] for q in quotes), quotes
            assert events == (0,), events
        lab.close()

    def quoted_rows():
        """a finding among claims from a file quotes them as the file does now"""
        lab = Lab(args.tieout, args.seed + 8, documents=0)
        with open(os.path.join(lab.dir, "tieout.json")) as file:
            config = json.load(file)
        lab.write(os.path.join(lab.dir, "tieout.json"), json.dumps({**config, "claims": ["claims.ndjson"]}))
        lab.write(lab.path("a.txt"), "Nothing was counted.\n")
        for words in ("A total of", "A count of"):
            quotes = [f"{words} {value} permits were issued in France in 2022." for value in ("4,512", "4,871")]
            rows = [{"row": "claim", "doc": f"far-{number}.pdf", "source": "Far", "text": quote.split()[3], "value": quote.split()[3].replace(",", ""),
                     "unit": "permit", "measure": "permits", "period": "2022", "place": "France", "quote": quote}
                    for number, quote in enumerate(quotes)]
            lab.write(os.path.join(lab.dir, "claims.ndjson"), "\n".join(map(json.dumps, rows)) + "\n")
            code, _, err = lab.run()
            with lab.database() as db:
                kept = [q for (q,) in db.execute("SELECT quote FROM finding_claim ORDER BY path")]
                events = db.execute("SELECT kind FROM event").fetchall()
            assert kept == quotes and events == [("new",)], (kept, events, code, err)
        lab.close()

    def namesakes():
        """members of one file with one id are documents of their own, come and go"""
        lab = Lab(args.tieout, args.seed + 7, documents=0)
        rows = [json.dumps({"id": "m", "text": f"In 2023, {value} breath tests were carried out in Germany."})
                for value in ("1,240", "1,751", "1,862")]
        for kept in (rows, rows[1:], rows + rows[:1], rows):
            lab.write(lab.path("rows.jsonl"), "\n".join(kept) + "\n")
            lab.verify()
            with lab.database() as db:
                assert db.execute("SELECT count(*) FROM document WHERE last_run IS NULL").fetchone() == (len(kept),)
        lab.close()

    def life():
        """a finding is new, updated, resolved, reopened, gone, and its history tells so"""
        lab = Lab(args.tieout, args.seed + 3, documents=0)
        one, two = "In 2023, 1,240 breath tests were carried out in Germany.\n", "1,751"
        lab.write(lab.path("a.txt"), one)
        steps = [(two, "new"), ("1,862", "updated"), ("1,240", "resolved"), ("1,751", "reopened"), (None, "gone")]
        for value, _ in steps:
            if value:
                lab.write(lab.path("b.txt"), one.replace("1,240", value))
            else:
                os.remove(lab.path("b.txt"))
            lab.verify()
        with lab.database() as db:
            found = db.execute("SELECT fingerprint FROM finding WHERE code = 'compare' AND severity <> 'info'").fetchall()
            kinds = [k for (k,) in db.execute(
                "SELECT kind FROM event e JOIN finding f ON f.id = e.finding_id WHERE f.fingerprint = ? ORDER BY e.id", found[0])]
        assert len(found) == 1 and kinds == [kind for _, kind in steps], (found, kinds)
        lab.close()

    def failed_listing():
        """a folder or file that cannot be read resolves nothing; one that is listed without a document does"""
        lab = Lab(args.tieout, args.seed + 4)
        lab.verify()
        with lab.database() as db:
            before = db.execute("SELECT fingerprint FROM v_open o JOIN finding f ON f.id = o.finding_id ORDER BY 1").fetchall()
        assert before
        os.rename(lab.docs, lab.docs + ".away")
        code, _, _ = lab.run()
        with lab.database() as db:
            after = db.execute("SELECT fingerprint FROM v_open o JOIN finding f ON f.id = o.finding_id ORDER BY 1").fetchall()
            assert code == 3 and after == before, (code, len(before), len(after))
        os.rename(lab.docs + ".away", lab.docs)
        broken = lab.files()[0]
        kept = open(broken, "rb").read()
        open(broken, "wb").write(b"\x1f\x8b\x08" + bytes(range(256)))
        code, _, _ = lab.run()
        with lab.database() as db:
            after = db.execute("SELECT fingerprint FROM v_open o JOIN finding f ON f.id = o.finding_id ORDER BY 1").fetchall()
        assert code == 3 and after == before, (code, len(before), len(after))
        open(broken, "wb").write(kept)
        lab.verify()
        shutil.rmtree(lab.docs)
        os.makedirs(lab.docs)
        code, _, err = lab.run()
        with lab.database() as db:
            assert db.execute("SELECT count(*) FROM finding WHERE state = 'open'").fetchone() == (0,), err
            assert db.execute("SELECT count(*) FROM finding WHERE state = 'gone'").fetchone() != (0,)
        lab.close()

    def accepted():
        """an accepted finding is neither open nor told; without the suppression it is told"""
        lab = Lab(args.tieout, args.seed + 5)
        lab.verify()
        with lab.database() as db:
            name = db.execute("SELECT finding FROM v_open WHERE severity <> 'info' LIMIT 1").fetchone()[0]
        short = name.split("/")[0]
        lab.write(os.path.join(lab.dir, "suppress.json"), json.dumps({"suppress": [{"finding": name, "reason": "known"}]}))
        lab.run()
        with lab.database() as db:
            assert db.execute("SELECT count(*) FROM v_open WHERE finding = ?", (name,)).fetchone() == (0,)
            assert db.execute("SELECT count(*) FROM finding WHERE fingerprint = ? AND suppressed = 'known'", (short,)).fetchone() == (1,)
        os.remove(os.path.join(lab.dir, "suppress.json"))
        lab.verify()
        with lab.database() as db:
            assert db.execute("SELECT count(*) FROM v_open WHERE finding = ?", (name,)).fetchone() == (1,)
        lab.close()

    def by_hand():
        """what another program changes in the table of findings is noticed, though no document has changed"""
        lab = Lab(args.tieout, args.seed + 8)
        lab.verify()
        changes = (("UPDATE finding SET state = 'resolved', last_run = first_run WHERE id = ?", "reopened"),
                   ("UPDATE finding SET evidence = '0000000000000000' WHERE id = ?", "updated"))
        for change, kind in changes:
            with lab.database() as db:
                (finding,) = db.execute("SELECT max(id) FROM finding WHERE state = 'open'").fetchone()
                db.execute(change, (finding,))
            db.close()
            lab.verify()
            with lab.database() as db:
                told = db.execute("SELECT finding_id, kind FROM event ORDER BY id DESC").fetchone()
                assert told == (finding, kind), (told, finding, kind)
            db.close()
        lab.close()

    def two_jobs():
        """two jobs of one database do not see each other"""
        lab = Lab(args.tieout, args.seed + 6)
        lab.verify()
        os.makedirs(os.path.join(lab.dir, "other"))
        lab.write(os.path.join(lab.dir, "other", "x.txt"), document(lab.rng))
        config = json.load(open(os.path.join(lab.dir, "tieout.json")))
        config["jobs"]["weekly"] = {"inputs": ["other"]}
        lab.write(os.path.join(lab.dir, "tieout.json"), json.dumps(config))
        import subprocess
        done = subprocess.run(lab.command("run", "weekly"), cwd=lab.dir, capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr
        with lab.database() as db:
            lonely = db.execute("SELECT count(*) FROM finding f JOIN job j ON j.id = f.job_id WHERE j.name = 'daily' AND state = 'open'").fetchone()
            assert lonely != (0,)
        lab.close()

    return [sequence, recalls, same_stat, reworded, quoted_rows, namesakes, life, failed_listing, accepted, by_hand, two_jobs]
