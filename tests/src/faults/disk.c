/* A disk that fails, a disk that loses power, and a clock that jumps: preloaded into a server, which knows nothing of it.
 *
 * What is to happen stands in a page that is shared with the test (ESTAFETTE_FAULTS). It is mapped before the server shuts
 * itself in, as it could not be opened afterwards. Only the database, its journal and the cells are looked at. All that is
 * done to them is noted in a log (ESTAFETTE_FAULTS_LOG), where there is one: `power.rs` reads it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#undef open
#undef open64
#undef lseek64
#undef ftruncate64
#undef pwrite64

enum call { SYNC = 1, WRITE = 2, TORN = 4, OPEN = 8 };
enum file { NONE, DATABASE, JOURNAL, LARGE_CELLS, SMALL_CELLS };
enum note { WROTE = 1, CUT = 2, SYNCED = 3, LOST = 4, REMOVED = 5 };

/* As `faults.rs` writes it: each a number of 64 bits. */
struct page {
    volatile uint64_t calls;  /* which fail: bits of `enum call` */
    volatile uint64_t number; /* with which errno */
    volatile int64_t after;   /* once so many of them went well */
    volatile int64_t times;   /* and so many times; negative: until told otherwise */
    volatile uint64_t failed; /* how many did */
    volatile int64_t clock;   /* seconds that the clock is ahead */
};

/* Before each note; WROTE is followed by its bytes. */
struct head {
    uint8_t note, file;
    uint8_t unused[6];
    uint64_t offset, length;
};

#define FILES 4096
static struct page *page;
static int log_file = -1;
static unsigned char files[FILES];
/* What is done and what is noted have one order. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);
static int (*real_clock_gettime)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    const char *shared = getenv("ESTAFETTE_FAULTS"), *log = getenv("ESTAFETTE_FAULTS_LOG");
    int file = shared ? real_open(shared, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *mapped = mmap(0, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    real_close(file);
    if (mapped == MAP_FAILED) abort();
    if (log && (log_file = real_open(log, O_WRONLY | O_APPEND | O_CLOEXEC)) < 0) abort();
    page = mapped;
}

static int ends(const char *path, const char *with) {
    size_t length = strlen(path), end = strlen(with);
    return length >= end && strcmp(path + length - end, with) == 0;
}

static enum file named(const char *path) {
    return ends(path, ".sqlite") ? DATABASE
        : ends(path, ".sqlite-wal") ? JOURNAL
        : ends(path, ".cells-64k") ? LARGE_CELLS
        : ends(path, ".cells-4k") ? SMALL_CELLS
        : NONE;
}

static enum file file_of(int file) {
    return page && file >= 0 && file < FILES ? files[file] : NONE;
}

/* Whether this call is one that fails. */
static int fails(enum call call) {
    if (!(page->calls & call)) return 0;
    if (__atomic_fetch_sub(&page->after, 1, __ATOMIC_SEQ_CST) > 0) return 0;
    if (page->times >= 0 && __atomic_fetch_sub(&page->times, 1, __ATOMIC_SEQ_CST) <= 0) {
        page->times = 0;
        return 0;
    }
    __atomic_fetch_add(&page->failed, 1, __ATOMIC_SEQ_CST);
    errno = (int)page->number;
    return 1;
}

static void note(enum note note, enum file file, off64_t offset, size_t length, const void *bytes) {
    if (log_file < 0 || file == NONE) return;
    struct head head = {.note = note, .file = file, .offset = (uint64_t)offset, .length = length};
    if (real_write(log_file, &head, sizeof head) != sizeof head) abort();
    for (size_t done = 0; bytes && done < length;) {
        ssize_t more = real_write(log_file, (const char *)bytes + done, length - done);
        if (more <= 0) abort();
        done += (size_t)more;
    }
}

static int opened(const char *path, int flags, mode_t mode) {
    enum file name = page ? named(path) : NONE;
    if (name != NONE && (flags & (O_WRONLY | O_RDWR)) && fails(OPEN)) return -1;
    int file = real_open(path, flags, mode);
    if (page && file >= 0 && file < FILES) files[file] = name;
    return file;
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (!real_open) real_open = dlsym(RTLD_NEXT, "open64");
    return opened(path, flags, mode);
}

int open(const char *path, int flags, ...) __attribute__((alias("open64")));

int close(int file) {
    if (!real_close) real_close = dlsym(RTLD_NEXT, "close");
    if (page && file >= 0 && file < FILES) files[file] = NONE;
    return real_close(file);
}

/* Half of what is torn arrives. */
static ssize_t put(int file, const void *bytes, size_t length, off64_t offset) {
    enum file name = files[file];
    pthread_mutex_lock(&order);
    ssize_t done = -1;
    if (!fails(WRITE)) {
        int torn = fails(TORN), failed = errno;
        size_t some = torn ? length / 2 : length;
        done = real_pwrite(file, bytes, some, offset);
        if (done > 0) note(WROTE, name, offset, (size_t)done, bytes);
        if (torn) {
            errno = failed;
            done = -1;
        }
    }
    int kept = errno;
    pthread_mutex_unlock(&order);
    errno = kept;
    return done;
}

ssize_t write(int file, const void *bytes, size_t length) {
    if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
    off64_t offset;
    if (file_of(file) == NONE || (offset = lseek64(file, 0, SEEK_CUR)) < 0) return real_write(file, bytes, length);
    ssize_t done = put(file, bytes, length, offset);
    if (done > 0) lseek64(file, offset + done, SEEK_SET);
    return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
    if (!real_pwrite) real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    return file_of(file) == NONE ? real_pwrite(file, bytes, length, offset) : put(file, bytes, length, offset);
}

/* A sync that fails has written nothing: as if the kernel had marked as clean what it could not write. */
static int sync_by(int (*real)(int), int file) {
    enum file name = file_of(file);
    if (name == NONE) return real(file);
    pthread_mutex_lock(&order);
    int done = fails(SYNC) ? -1 : real(file);
    int kept = errno;
    note(done == 0 ? SYNCED : LOST, name, 0, 0, 0);
    pthread_mutex_unlock(&order);
    errno = kept;
    return done;
}

int fsync(int file) { return sync_by(real_fsync, file); }

int fdatasync(int file) { return sync_by(real_fdatasync, file); }

int ftruncate64(int file, off64_t length) {
    enum file name = file_of(file);
    if (name == NONE) return real_ftruncate(file, length);
    pthread_mutex_lock(&order);
    int done = fails(WRITE) ? -1 : real_ftruncate(file, length);
    int kept = errno;
    if (done == 0) note(CUT, name, length, 0, 0);
    pthread_mutex_unlock(&order);
    errno = kept;
    return done;
}

int unlink(const char *path) {
    if (!real_unlink) real_unlink = dlsym(RTLD_NEXT, "unlink");
    pthread_mutex_lock(&order);
    int done = real_unlink(path);
    int kept = errno;
    if (page && done == 0) note(REMOVED, named(path), 0, 0, 0);
    pthread_mutex_unlock(&order);
    errno = kept;
    return done;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!real_clock_gettime) real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real_clock_gettime(clock, time);
    if (page && done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += page->clock;
    return done;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void)zone;
    struct timespec time;
    if (clock_gettime(CLOCK_REALTIME, &time) != 0) return -1;
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return 0;
}
