/* Sorts pseudo-random numbers by insertion and merging, and prints the processor time of it: what compiler flags are tuned by. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { count = 1 << 19, run = 32 };
static uint32_t numbers[count], other[count];

static void insertion(uint32_t *a, int n) {
    for (int i = 1; i < n; i++) {
        uint32_t value = a[i];
        int j = i;
        for (; j > 0 && a[j - 1] > value; j--) a[j] = a[j - 1];
        a[j] = value;
    }
}

static void merge(const uint32_t *a, int left, int n, uint32_t *to) {
    for (int i = 0, j = left, k = 0; k < n; k++) to[k] = i < left && (j >= n || a[i] <= a[j]) ? a[i++] : a[j++];
}

int main(void) {
    uint32_t state = 1;
    for (int i = 0; i < count; i++) numbers[i] = state = state * 1664525u + 1013904223u;
    clock_t start = clock();
    for (int i = 0; i < count; i += run) insertion(numbers + i, run);
    for (int width = run; width < count; width *= 2) {
        for (int i = 0; i < count; i += 2 * width) merge(numbers + i, width, 2 * width, other + i);
        memcpy(numbers, other, sizeof numbers);
    }
    for (int i = 1; i < count; i++) if (numbers[i - 1] > numbers[i]) return 1;
    printf("seconds=%.6f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    return 0;
}
