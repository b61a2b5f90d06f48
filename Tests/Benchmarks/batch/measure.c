// Runs a command and writes to descriptor 3: wall time and processor time in seconds, peak memory
// in kilobytes. A small program does this because a process inherits the peak of the one that
// started it.
//   measure COMMAND ARGUMENT… 3>FIGURES
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec * 1e-6; }

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    struct timespec start, end;
    struct rusage usage;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t process = fork();
    if (process == 0) {
        close(3);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    if (process < 0 || wait4(process, &status, 0, &usage) < 0) return 126;
    clock_gettime(CLOCK_MONOTONIC, &end);
    dprintf(3, "%.6f %.6f %ld\n",
            end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) * 1e-9,
            seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}
