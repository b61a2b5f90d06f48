// The floor of the comparison: the job of job.py and nothing else. It knows one layout of columns
// and ids only, finds no fault, and never asks whether a record is whole.
//   floor TABLE OUTPUT [THREADS]
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "floor_tables.h"

typedef struct { uint64_t key[64]; signed char code[64]; } Words;
enum { OPEN = -1, NONE = -2, UNKNOWN = -3 };
static Words words[2];
static int16_t table[CODED][8][16] __attribute__((aligned(32)));
static const uint64_t MUL = 0xcd613e30d8f16adfull;

static void put(Words *w, const char *text, int code) {
    uint64_t key = 0;
    memcpy(&key, text, strlen(text));
    unsigned slot = key * MUL >> 58;
    if (w->key[slot] != ~0ull) { fprintf(stderr, "collision\n"); exit(1); }
    w->key[slot] = key;
    w->code[slot] = code;
}

static void prepare(void) {
    memset(words, 0xff, sizeof words);
    for (int i = 0; i < 2; i++) { put(&words[i], "", OPEN); put(&words[i], "unknown", UNKNOWN); }
    put(&words[0], "no", 0); put(&words[0], "yes", 4);
    put(&words[1], "none", 0); put(&words[1], "some", 1); put(&words[1], "most", 3);
    put(&words[1], "all", 4);
    // Indexed by code + 3: unknown, not applicable, open, none … all.
    for (int i = 0; i < CODED; i++) for (int code = -3; code <= 4; code++) {
        int16_t *t = table[i][code + 3];
        for (int d = 0; d < 4; d++) {
            if (code >= 0) t[d] = WEIGHT[i][d] * code, t[4 + d] = 4 * WEIGHT[i][d];
            if (code != NONE) t[8 + d] = 4 * WEIGHT[i][d];
        }
        t[12] = code >= 0; t[13] = code == UNKNOWN;
    }
}

static inline uint64_t equal(uint64_t word, uint64_t pattern) {
    uint64_t x = word ^ pattern;
    return (x - 0x0101010101010101ull) & ~x & 0x8080808080808080ull;
}

static inline char *number(char *o, long v) {
    char digits[24];
    int n = 0;
    do digits[n++] = '0' + v % 10; while (v /= 10);
    while (n) *o++ = digits[--n];
    return o;
}

static inline char *cell(char *o, long part, long whole) {
    *o++ = ',';
    return whole > 0 ? number(o, (2000 * part + whole) / (2 * whole)) : o;
}

static const char *record(const char *p, const char **out) {
    signed char k[CODED];
    long n[2] = {-1, -1};
    unsigned flags[4] = {0}, options[4] = {0}, unknown = 0, answered = 0;
    const char *id = p, *kind = p;
    int id_length = 0, kind_length = 0;
    for (int c = 0; c < COLUMNS; c++) {
        const char end = c == COLUMNS - 1 ? '\n' : ',';
        const char *start = p;
        uint64_t word;
        switch (KIND[c]) {
        case 0: case 1: {
            memcpy(&word, p, 8);
            uint64_t found = equal(word, 0x0101010101010101ull * end);
            if (__builtin_expect(found != 0, 1)) {
                unsigned bits = __builtin_ctzll(found) & 0x38;
                uint64_t key = word & ((1ull << bits) - 1);
                const Words *w = &words[KIND[c]];
                k[PLACE[c]] = w->code[key * MUL >> 58];
                p += bits / 8 + 1;
            } else {
                k[PLACE[c]] = NONE;  // not_applicable
                while (*p++ != end) {}
            }
            continue;
        }
        case 2: {
            unsigned set = 0, count = 0;
            do {
                const char *part = p;
                while (*p != '|' && *p != end) p++;
                long length = p - part;
                if (length == 0) break;
                count++;
                if (length == 4 && !memcmp(part, "none", 4)) set |= 1;
                if (length == 12 && !memcmp(part, "institutions", 12)) set |= 2;
                if (length == 8 && !memcmp(part, "planning", 8)) set |= 4;
                if (length == 10 && !memcmp(part, "retirement", 10)) set |= 8;
                if (length == 7 && !memcmp(part, "unknown", 7)) { unknown++; count = 0; }
            } while (*p == '|' && p++);
            flags[PLACE[c]] = set; options[PLACE[c]] = count;
            answered += count > 0;
            p++;
            continue;
        }
        case 3: {
            long v = 0;
            if (*p == 'u') { unknown++; while (*p != end) p++; v = -1; }
            else if (*p == end) v = -1;
            else while (*p != end) v = v * 10 + *p++ - '0';
            n[PLACE[c]] = v;
            p++;
            continue;
        }
        default:
            if (*p == '"') {
                do p++; while (*p != '"' || *++p == '"');
                p++;
            } else {
                for (;;) {
                    memcpy(&word, p, 8);
                    uint64_t found = equal(word, 0x0101010101010101ull * end);
                    if (found) { p += __builtin_ctzll(found) / 8 + 1; break; }
                    p += 8;
                }
            }
            if (KIND[c] == 4) id = start, id_length = p - start - 1;
            if (KIND[c] == 5) kind = start, kind_length = p - start - 1;
        }
    }
    int services = n[0] != 0;
    if (!services) { n[1] = -1; k[U6] = NONE; memset(k + FIRST_SHARE, NONE, 2 * SHARES); }
    if (n[1] == 0) for (int i = 0; i < SHARES; i++) k[FIRST_SHARE + 2 * i + 1] = NONE;
    if (kind_length && !(kind_length == 7 && !memcmp(kind, "unknown", 7))
        && !(kind_length == 12 && !memcmp(kind, "municipality", 12)))
        k[FIRST_SHARE + 2 * K1] = k[FIRST_SHARE + 2 * K1 + 1] = NONE;
    typedef int16_t lanes __attribute__((vector_size(32)));
    lanes sum = {0};
    for (int i = 0; i < CODED; i++) {
        sum += *(const lanes *)table[i][k[i] + 3];
        if (k[i] == UNKNOWN) k[i] = OPEN;
    }
    answered += sum[12] + (n[0] >= 0) + (n[1] >= 0);
    unknown += sum[13];
    char *o = (char *)*out;
    memcpy(o, id, id_length);
    o += id_length;
    *o++ = ',';
    o = number(o, answered);
    *o++ = ',';
    o = number(o, unknown);
    int blocked[4], overall = 4;
    levels(k, blocked);
    long whole = 1, parts = 0;
    for (int d = 0; d < 4; d++) {
        long s = sum[d], w = sum[4 + d], all = sum[8 + d];
        o = cell(o, s, w);
        o = cell(o, s, all);
        o = cell(o, s + all - w, all);
        *o++ = ',';
        int level = 0;
        while (level + 1 < blocked[d] && 4 * s >= (level + 1) * w) level++;
        if (w) *o++ = '0' + level;
        if (level < overall) overall = level;
        parts = parts * w + s * whole;
        whole *= w;
    }
    *o++ = ',';
    if (whole) o = number(o, (2000 * parts + 4 * whole) / (8 * whole));
    *o++ = ',';
    if (whole) *o++ = '0' + overall;
    *o++ = ',';
    o = number(o, violated(k, n[0], n[1], services, flags, options));
    *o++ = '\n';
    *out = o;
    return p;
}

typedef struct { const char *from, *to; char *out; size_t count; } Part;

static void *work(void *argument) {
    Part *part = argument;
    const char *o = part->out;
    for (const char *p = part->from; p < part->to;) p = record(p, &o);
    part->count = o - part->out;
    return NULL;
}

int main(int argc, char **argv) {
    prepare();
    int threads = argc > 3 ? atoi(argv[3]) : 1, input = open(argv[1], O_RDONLY);
    struct stat status;
    fstat(input, &status);
    const size_t chunk = 1 << 20;
    // A file is read chunk by chunk; each thread takes a part of the chunk that ends with a record.
    char *buffer = malloc(threads * chunk + 4096 + 64), *output = malloc(threads * chunk);
    size_t filled = 0;
    int target = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    static const char *names = HEADER;
    if (write(target, names, strlen(names)) < 0) return 1;
    int is_first = 1;
    for (;;) {
        ssize_t got = read(input, buffer + filled, threads * chunk + 4096 - filled);
        filled += got;
        if (filled == 0) break;
        const char *start = buffer;
        if (is_first) start = (char *)memchr(buffer, '\n', filled) + 1;
        is_first = 0;
        const char *end = (char *)memrchr(buffer, '\n', filled) + 1;
        Part parts[64];
        pthread_t ids[64];
        for (int i = 0; i < threads; i++) {
            const char *to = i + 1 == threads ? end : start + (end - start) / (threads - i);
            if (to < end) to = (char *)memchr(to, '\n', end - to) + 1;
            parts[i] = (Part){start, to, output + i * chunk, 0};
            start = to;
            if (i) pthread_create(&ids[i], NULL, work, &parts[i]);
        }
        work(&parts[0]);
        for (int i = 0; i < threads; i++) {
            if (i) pthread_join(ids[i], NULL);
            if (write(target, parts[i].out, parts[i].count) < 0) return 1;
        }
        filled -= end - buffer;
        memmove(buffer, end, filled);
    }
    return 0;
}
