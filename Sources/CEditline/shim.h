/* Typed doors to libedit (histedit.h) and to a few C calls.
 *
 * libedit is steered through variadic functions, which Swift cannot call, and
 * stdin, stdout and stderr are mutable C globals, which Swift 6 refuses to
 * read. Each operation the shell needs has one inline wrapper here, so that
 * nothing has to be compiled for this target.
 */
#ifndef VECFERRY_CEDITLINE_SHIM_H
#define VECFERRY_CEDITLINE_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

/* The commit that was built: empty until scripts/install-vecferry writes it into the section. */
__attribute__((section("vecferry_commit"))) static char ce_commit_place[41] = {0};

static inline const char *ce_commit(void) {
  const char *place = ce_commit_place;
  /* The optimizer must not take what it sees here for what will stand there. */
  __asm__("" : "+r"(place));
  return place;
}

typedef wchar_t *(*ce_prompt_source)(EditLine *);
typedef unsigned char (*ce_key_handler)(EditLine *, int);
typedef int (*ce_character_source)(EditLine *, wchar_t *);
typedef void (*ce_signal_handler)(int);

/* An editor that reads standard input and draws on standard output or standard error. */
static inline EditLine *ce_open(const char *program, int on_standard_error) {
  return el_init(program, stdin, on_standard_error ? stderr : stdout, stderr);
}

static inline int ce_set_owner(EditLine *e, void *owner) {
  return el_wset(e, EL_CLIENTDATA, owner);
}

static inline void *ce_owner(EditLine *e) {
  void *owner = NULL;
  return el_wget(e, EL_CLIENTDATA, &owner) == 0 ? owner : NULL;
}

/* `mark` encloses what takes no room on the screen. */
static inline int ce_set_prompt(EditLine *e, ce_prompt_source source, wchar_t mark) {
  return el_wset(e, EL_PROMPT_ESC, source, mark);
}

static inline int ce_set_reader(EditLine *e, ce_character_source source) {
  return el_wset(e, EL_GETCFN, source);
}

static inline int ce_set_mode(EditLine *e, const wchar_t *mode) {
  return el_wset(e, EL_EDITOR, mode);
}

static inline int ce_is_vi(EditLine *e) {
  const wchar_t *mode = NULL;
  return el_wget(e, EL_EDITOR, &mode) == 0 && mode != NULL && mode[0] == L'v';
}

/* Signals stay with the program: libedit would send each to the whole process group. */
static inline int ce_leave_signals(EditLine *e) { return el_wset(e, EL_SIGNAL, 0); }

/* libedit keeps `name` and does not copy it. */
static inline int ce_add_function(EditLine *e, const wchar_t *name, ce_key_handler handler) {
  return el_wset(e, EL_ADDFN, name, name, handler);
}

static inline int ce_bind(EditLine *e, const wchar_t *key, const wchar_t *function) {
  return el_wset(e, EL_BIND, key, function, NULL);
}

/* In vi mode: the map of the command state. */
static inline int ce_bind_command_state(EditLine *e, const wchar_t *key,
                                        const wchar_t *function) {
  return el_wset(e, EL_BIND, L"-a", key, function, NULL);
}

/* One flag of the terminal while a line is edited, as "-isig". */
static inline int ce_set_editing_flag(EditLine *e, const wchar_t *flag) {
  return el_wset(e, EL_SETTY, L"-d", flag, NULL);
}

/* 1: as the editor needs the terminal; 0: as it was. */
static inline int ce_prepare_terminal(EditLine *e, int for_editing) {
  return el_wset(e, EL_PREP_TERM, for_editing);
}

/* Forgets what is on the screen and draws prompt and line at the cursor. */
static inline int ce_redraw(EditLine *e) { return el_wset(e, EL_REFRESH); }

/* Whether the terminal can move its cursor up; a dumb one cannot. */
static inline int ce_moves_up(EditLine *e) {
  char *sequence = NULL;
  return el_get(e, EL_GETTC, "up", &sequence) == 0 && sequence != NULL && *sequence != '\0';
}

/* wcwidth is hidden from Swift's importer by a feature macro. */
extern int wcwidth(wchar_t);
static inline int ce_character_width(wchar_t c) { return wcwidth(c); }

/* Whether the character table of the environment, or else C.UTF-8, is in force and is UTF-8. */
static inline int ce_use_utf8(void) {
  if (setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  if (setlocale(LC_CTYPE, "C.UTF-8") != NULL) return 1;
  return setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

/* 0, or -1 if the descriptor is no terminal. */
static inline int ce_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

/* System calls that a signal interrupts go on by themselves, poll excepted. */
static inline int ce_handle_signal(int number, ce_signal_handler handler) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL);
}

/* Whether the signal is ignored, as nohup and a shell's background leave it. */
static inline int ce_ignores_signal(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static inline int ce_ignore_signal(int number) { return ce_handle_signal(number, SIG_IGN); }
static inline int ce_default_signal(int number) { return ce_handle_signal(number, SIG_DFL); }

/* Lets a signal through to the calling thread; threads of a pool have most of them blocked. */
static inline int ce_unblock_signal(int number) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, number);
  return pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

/* Takes a record lock of a whole file without waiting; 0, or -1 if another holds one. Where there are
 * locks of the open file, not of the process, the second of two in one process fails, too. */
static inline int ce_lock_file(int descriptor, int exclusive) {
  struct flock lock;
  memset(&lock, 0, sizeof lock);
  lock.l_type = exclusive ? F_WRLCK : F_RDLCK;
  lock.l_whence = SEEK_SET;
#ifdef F_OFD_SETLK
  return fcntl(descriptor, F_OFD_SETLK, &lock);
#else
  return fcntl(descriptor, F_SETLK, &lock);
#endif
}

/* A pipe that a program inherits only as what it is given: closed to all others from the start, where
 * that can be had. 0, or -1 with errno. pipe2 is hidden by a feature macro, as wcwidth is. */
#ifdef __linux__
extern int pipe2(int ends[2], int flags);
#endif
static inline int ce_make_pipe(int ends[2]) {
#ifdef __linux__
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  return fcntl(ends[1], F_SETFD, FD_CLOEXEC);
#endif
}

/* Runs a line of the system's shell, in which $1 is the argument, waits for it, and returns its
 * wait status, or -1. A descriptor below 0 leaves that of this program in place. */
static inline int ce_run_line(const char *line, const char *argument, int input, int output) {
  extern char **environ;
  char *arguments[] = {"sh", "-c", (char *)line, "sh", (char *)argument, NULL};
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t defaults, none;
  pid_t child;
  int status = -1;
  sigemptyset(&none);
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  posix_spawn_file_actions_init(&files);
  if (input >= 0) posix_spawn_file_actions_adddup2(&files, input, 0);
  if (output >= 0) posix_spawn_file_actions_adddup2(&files, output, 1);
  if (posix_spawn(&child, "/bin/sh", &files, &attributes, arguments, environ) == 0) {
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  return status;
}

/* What the system says of a file. */
struct ce_file {
  unsigned mode;
  unsigned owner;
  long long size;
};

static inline int ce_file_from(int outcome, const struct stat *facts, struct ce_file *file) {
  if (outcome != 0) return -1;
  file->mode = facts->st_mode;
  file->owner = facts->st_uid;
  file->size = facts->st_size;
  return 0;
}

/* 0, or -1 with errno. */
static inline int ce_look_at_path(const char *path, struct ce_file *file) {
  struct stat facts;
  return ce_file_from(stat(path, &facts), &facts, file);
}

/* 0, or -1 with errno. */
static inline int ce_look_at_descriptor(int descriptor, struct ce_file *file) {
  struct stat facts;
  return ce_file_from(fstat(descriptor, &facts), &facts, file);
}

/* What was freed stays here for the next page or request, whichever thread makes it. By default
 * glibc maps each buffer of megabytes anew, or keeps some for each thread: twice as many page faults
 * in a copy, and a larger peak. 32 MiB is the most that it takes as the threshold of mapping; with
 * the other two, what a few pages and requests took is neither given back nor asked for in small
 * pieces.
 */
static inline void ce_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 16 << 20);
#endif
}

/* Runs the user's editor on a file, waits for it, and returns its wait status, or -1. */
static inline int ce_edit_file(const char *path, int terminal) {
  return ce_run_line("exec ${VISUAL:-${EDITOR:-vi}} \"$1\"", path, -1, terminal);
}

#endif
