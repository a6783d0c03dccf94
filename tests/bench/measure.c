/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure OUTPUT COMMAND...: runs the command with its output in a file (or /dev/null) and prints
 * its wall time in seconds, its peak memory in kilobytes and its processor time in seconds. Leaves
 * with 1 unless the command left with 0 or 1. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double of(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    double begin = now();
    pid_t child = fork();
    if (child == 0) {
        int out = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (out >= 0 && dup2(out, STDOUT_FILENO) >= 0)
            execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child)
        return 1;
    double seconds = now() - begin;
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    double busy = of(used.ru_utime) + of(used.ru_stime);
    printf("%.4f %ld %.4f\n", seconds, used.ru_maxrss, busy);
    return WIFEXITED(status) && WEXITSTATUS(status) <= 1 ? 0 : 1;
}
