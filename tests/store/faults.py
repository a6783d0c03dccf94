# SPDX-License-Identifier: GPL-3.0-or-later
"""Trouble that kill.py does not make: afterwards the next run succeeds and nothing is lost."""
import os
import signal
import subprocess
import time

from lab import Lab


def cases(args):
    def full_filesystem():
        """a full file system"""
        lab = Lab(args.tieout, args.seed + 201)
        small = os.path.join(lab.dir, "small")
        os.makedirs(small)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", small], capture_output=True).returncode:
            lab.close()
            return "skipped: no file system can be mounted here"
        try:
            code, _, err = lab.run("--db", "small/tieout.db")
            assert code == 2 and err, (code, err)
        finally:
            subprocess.run(["umount", small])
        lab.verify()
        lab.close()

    def corrupted():
        """a page of the file is overwritten"""
        lab = Lab(args.tieout, args.seed + 203)
        lab.verify()
        path = os.path.join(lab.dir, "tieout.db")
        for _ in range(8):
            lab.step()
            page = lab.rng.randrange(os.path.getsize(path) // 4096)
            with open(path, "r+b") as file:
                file.seek(page * 4096)
                file.write(lab.rng.randbytes(4096))
            lab.verify()
        lab.close()

    def first_page():
        """the first page is overwritten: the run begins anew and says that the history is elsewhere"""
        lab = Lab(args.tieout, args.seed + 205)
        lab.verify()
        path = os.path.join(lab.dir, "tieout.db")
        with open(path, "r+b") as file:
            file.write(bytes(4096))
        code, _, err = lab.run()
        assert code in (0, 1) and "nothing in it can be read" in " ".join(err.split()), (code, err)
        assert os.path.exists(path + ".damaged")
        lab.verify()
        lab.close()

    def no_entry():
        """a folder below that may not be entered resolves nothing"""
        lab = Lab(args.tieout, args.seed + 208)
        user = {}
        if os.geteuid() == 0:  # whom no permission stops
            user = {"user": 65534}
            for folder, _, names in os.walk(lab.dir):
                for path in [folder] + [os.path.join(folder, name) for name in names]:
                    os.chown(path, 65534, 65534)
        lab.verify(lab.run(**user))
        with lab.database() as db:
            before = db.execute("SELECT count(*) FROM finding WHERE state = 'open'").fetchone()
        db.close()
        for mode in (0o444, 0o000):
            os.chmod(lab.path("more"), mode)
            code, _, err = lab.run(**user)
            os.chmod(lab.path("more"), 0o755)
            with lab.database() as db:
                after = db.execute("SELECT count(*) FROM finding WHERE state = 'open'").fetchone()
            db.close()
            assert code == 3 and after == before, (code, before, after, err)
        lab.verify(lab.run(**user))
        lab.close()

    def remembered():
        """what is known of repeated passages is damaged or partly lost"""
        lab = Lab(args.tieout, args.seed + 209)
        lab.verify()
        for lose in (False, True) * 6:
            lab.step()
            with lab.database() as db:
                part, size = lab.rng.choice(db.execute("SELECT id, length(bytes) FROM repeat_part ORDER BY id").fetchall())
                if lose:
                    db.execute("DELETE FROM repeat_part WHERE id = ?", (part,))
                else:
                    db.execute("UPDATE repeat_part SET bytes = ? WHERE id = ?", (lab.rng.randbytes(size), part))
            db.close()
            told = subprocess.run([lab.tieout, "db", "check"], cwd=lab.dir, capture_output=True, text=True)
            assert ("repeated passages" in told.stdout + told.stderr) == (not lose), told
            lab.verify()
        lab.close()

    def memos():
        """what is known of a file or a document is damaged or lost"""
        lab = Lab(args.tieout, args.seed + 210)
        lab.verify()
        for lose in (False, True) * 6:
            lab.verify()  # files that are older than the run are not read again
            table, key = lab.rng.choice((("memo_head", "input_id"), ("memo_body", "input_id"), ("brief", "id")))
            with lab.database() as db:
                rows = db.execute(f"SELECT {key}, length(bytes) FROM {table} ORDER BY 1").fetchall()
                for row, size in lab.rng.sample(rows, min(len(rows), lab.rng.randint(1, 3))):
                    if lose:
                        db.execute(f"DELETE FROM {table} WHERE {key} = ?", (row,))
                    else:
                        db.execute(f"UPDATE {table} SET bytes = ? WHERE {key} = ?", (lab.rng.randbytes(size), row))
            db.close()
            told = subprocess.run([lab.tieout, "db", "check"], cwd=lab.dir, capture_output=True, text=True)
            harm = bool(rows) and not (lose and table == "brief")
            assert ("damaged" in told.stdout + told.stderr or "left no memo" in told.stdout + told.stderr) == harm, told
            lab.step()
            lab.verify()
        lab.close()

    def cut_short():
        """the file is cut to half, and to nothing"""
        lab = Lab(args.tieout, args.seed + 204)
        path = os.path.join(lab.dir, "tieout.db")
        for part in (2, 0):
            lab.verify()
            os.truncate(path, os.path.getsize(path) // part if part else 0)
        lab.verify()
        lab.close()

    def clock_back():
        """a clock that was set back, files of the future"""
        lab = Lab(args.tieout, args.seed + 206)
        lab.verify()
        lab.verify()
        with lab.database() as db:  # the last run began tomorrow
            db.execute("UPDATE run SET started_ns = started_ns + 86400000000000")
        db.close()
        path = lab.files()[0]
        stat = os.stat(path)
        lab.change()
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**15))
        lab.verify()
        lab.change()
        lab.verify()
        lab.close()

    def notify_fails():
        """a command that fails is told again by the next run"""
        lab = Lab(args.tieout, args.seed + 207)
        lab.configure(notify_cmd="exit 7")
        code, _, err = lab.run()
        assert code == 2 and "status 7" in err, (code, err)
        assert not lab.told()
        lab.configure()
        assert lab.verify()
        lab.close()

    def kill_first():
        """the very first run is killed: the next one begins anew"""
        for _ in range(3):
            lab = Lab(args.tieout, args.seed + 101)
            run = lab.start()
            time.sleep(lab.rng.uniform(0.005, 0.15))
            run.kill()
            run.communicate()
            lab.verify()
            lab.close()

    def kill_between():
        """killed between telling and noting: told again, under the same key"""
        lab = Lab(args.tieout, args.seed + 102)
        lab.configure(notify_cmd="cat >> told; kill -9 $PPID")
        run = lab.start()
        run.communicate()
        assert run.returncode == -signal.SIGKILL
        first = lab.told()
        assert first
        lab.configure()
        again = lab.verify()
        assert sorted(again) == sorted(first * 2), (len(first), len(again))
        lab.close()

    return [full_filesystem, corrupted, first_page, no_entry, remembered, memos, cut_short, clock_back, notify_fails, kill_first,
            kill_between]
