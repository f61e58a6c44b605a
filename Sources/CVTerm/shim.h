/* Typed doors to libvterm (vterm.h): the terminal that tests look at.
 *
 * Swift reads neither C's bit fields nor fixed arrays with ease; what a test wants of a cell is its
 * text and its width.
 */
#ifndef VECFERRY_CVTERM_SHIM_H
#define VECFERRY_CVTERM_SHIM_H

#include <string.h>
#include <vterm.h>

/* Takes a row that scrolls off the top. */
typedef int (*cvt_row_taker)(int columns, const VTermScreenCell *cells, void *owner);

/* A terminal of UTF-8 whose rows go to `take` when they scroll off. `callbacks` has to outlive it. */
static inline VTerm *cvt_open(int rows, int columns, VTermScreenCallbacks *callbacks,
                              cvt_row_taker take, void *owner) {
  VTerm *terminal = vterm_new(rows, columns);
  VTermScreen *screen = vterm_obtain_screen(terminal);
  memset(callbacks, 0, sizeof *callbacks);
  callbacks->sb_pushline = take;
  vterm_set_utf8(terminal, 1);
  vterm_screen_set_callbacks(screen, callbacks, owner);
  vterm_screen_enable_altscreen(screen, 1);
  vterm_screen_reset(screen, 1);
  return terminal;
}

static inline VTermPos cvt_cursor(VTerm *terminal) {
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place);
  return place;
}

/* The code points of a cell, of which there are as many as are returned; none in a blank one. */
static inline int cvt_code_points(const VTermScreenCell *cell, uint32_t *points) {
  int count = 0;
  while (count < VTERM_MAX_CHARS_PER_CELL && cell->chars[count] != 0) {
    points[count] = cell->chars[count];
    count++;
  }
  return count;
}

/* Writes the text of a row without blanks at its end and returns its bytes. */
static inline size_t cvt_text(VTerm *terminal, int row, int columns, char *text, size_t room) {
  VTermRect place = {row, row + 1, 0, columns};
  size_t count = vterm_screen_get_text(vterm_obtain_screen(terminal), text, room, place);
  while (count > 0 && text[count - 1] == ' ') count--;
  return count;
}

static inline VTermScreenCell cvt_cell(VTerm *terminal, int row, int column) {
  VTermScreenCell cell;
  VTermPos place = {row, column};
  memset(&cell, 0, sizeof cell);
  vterm_screen_get_cell(vterm_obtain_screen(terminal), place, &cell);
  return cell;
}

#endif
