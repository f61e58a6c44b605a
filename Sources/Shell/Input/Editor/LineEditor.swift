internal import CEditline
internal import Foundation

/// Edits one line after the other with libedit, on a thread of its own, because it blocks.
///
/// libedit asks for each character through `nextCharacter`, which waits for the keyboard and for
/// the notice box at once. At that moment the screen is in step with the line. So notices, hints and
/// changes of the window are drawn there, on this thread, with no lock around libedit; and because
/// no key is consumed, they work in the midst of a search or a key sequence.
///
/// It is not `Sendable`: the compiler keeps it on its thread.
final class LineEditor {
  /// What the editor works with.
  struct Surroundings: Sendable {
    var program: String
    var noticeBox: NoticeBox
    var interrupts: Interrupts
    var history: History
    var completer: any Completer
    var output: TerminalOutput
  }

  let handle: OpaquePointer
  let surroundings: Surroundings
  let output: TerminalOutput
  let input: TerminalInput
  private(set) var settings = EditorSettings()
  private let prompt = PromptMemory()

  /// What the user asked to leave with, shown on the first Ctrl-C that had nothing to abandon.
  var hasExplainedLeaving = false
  var isAbandoned = false
  /// While keys are read by a function of ours, libedit's picture gets no hint.
  var isReadingKeys = false
  var shownHintWidth = 0
  /// The window that prompt and line were drawn for.
  var drawnSize = TerminalSize.usual
  var basePrompt = Prompt("")
  var promptOverride: Prompt?
  var walk: HistoryWalk?
  var paste = PendingPaste()
  var undoStack = UndoStack()
  var released = ReleasedLines()

  /// Opens libedit on the terminal; nil if there is no memory for it.
  init?(_ surroundings: Surroundings) {
    CharacterTable.prepare()
    let isOnStandardError = surroundings.output.descriptor == STDERR_FILENO
    guard let handle = ce_open(surroundings.program, isOnStandardError ? 1 : 0) else { return nil }
    let output = surroundings.output
    self.handle = handle
    self.surroundings = surroundings
    self.output = TerminalOutput(
      descriptor: output.descriptor,
      canMoveCursor: output.canMoveCursor && ce_moves_up(handle) != 0,
      usesColour: output.usesColour)
    input = TerminalInput(noticeBox: surroundings.noticeBox)
    setUp()
  }

  deinit {
    el_end(handle)
  }

  /// Blocks until a line was entered or something else happened.
  func readLine(_ prompt: Prompt, _ settings: EditorSettings) -> LineEvent {
    surroundings.interrupts.claimed {
      if let event = releasedEvent(prompt) { return event }
      showNotices()
      apply(settings)
      begin(prompt)
      defer { setBracketedPaste(false) }
      return event(of: edit())
    }
  }

  /// The editor that libedit calls back for.
  static func owner(of handle: OpaquePointer?) -> LineEditor? {
    guard let handle, let pointer = ce_owner(handle) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(pointer).takeUnretainedValue()
  }

  private func setUp() {
    _ = ce_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    _ = ce_leave_signals(handle)
    _ = ce_set_prompt(
      handle, { LineEditor.owner(of: $0)?.prompt.pointer }, wchar_t(PromptMemory.mark.value))
    _ = ce_set_reader(
      handle,
      { handle, slot in
        guard let slot, let editor = LineEditor.owner(of: handle) else { return 0 }
        return editor.nextCharacter(into: slot)
      })
    // Ctrl-C, Ctrl-Z and Ctrl-S are keys while a line is edited and signals while a command runs.
    for flag in ["-isig", "-ixon"] { _ = ce_set_editing_flag(handle, wide(flag)) }
    _ = ce_set_mode(handle, wide(EditorSettings.Mode.emacs.rawValue))
    addFunctions()
    applyUserFile()
    bindKeys()
  }

  /// `~/.editrc` comes before our keys: a `bind -v` or `bind -e` in it takes all keys away.
  private func applyUserFile() {
    let path = FileManager.default.homeDirectoryForCurrentUser.appending(path: ".editrc").path
    guard el_source(handle, nil) != 0, FileManager.default.fileExists(atPath: path) else { return }
    surroundings.noticeBox.post("~/.editrc was not understood to its end")
  }

  private func apply(_ settings: EditorSettings) {
    defer { self.settings = settings }
    guard let mode = settings.mode, mode != self.settings.mode else { return }
    _ = ce_set_mode(handle, wide(mode.rawValue))
    bindKeys()
  }

  private func begin(_ prompt: Prompt) {
    isAbandoned = false
    walk = nil
    undoStack = UndoStack()
    basePrompt = prompt
    promptOverride = nil
    _ = surroundings.noticeBox.takePrompt()
    renderPrompt()
    // libedit does this only once the prompt is on the screen, and keys typed in between were echoed.
    _ = ce_prepare_terminal(handle, 1)
    setBracketedPaste(true)
  }

  private func edit() -> String? {
    var count: Int32 = 0
    return el_wgets(handle, &count).map { text($0, Int(count)) }
  }

  /// Returns what it means that libedit answered with `line`.
  ///
  /// The flags come first: after Ctrl-C on an empty line libedit answers as at the end of input.
  /// And `errno` says nothing, because it is left from the last call of `nextCharacter`.
  private func event(of line: String?) -> LineEvent {
    if surroundings.interrupts.termination != nil {
      output.write("\n")
      return .terminated
    }
    if isAbandoned {
      paste.discard()
      return .interrupted
    }
    guard let line else {
      output.write("\n")
      return .end
    }
    // Rows that a narrower window left below the line would show through the answer.
    if output.canMoveCursor { output.write("\u{1b}[J") }
    let entered = line.last?.isNewline == true ? String(line.dropLast()) : line
    guard !paste.held.isEmpty else { return .line(entered, at: nil) }
    released = ReleasedLines(paste.accept(entered))
    return releasedEvent(basePrompt) ?? .line("", at: nil)
  }

  /// Draws the prompt for the window as it is now: half of it, or what a short prompt needs.
  func renderPrompt() {
    drawnSize = output.size
    let columns = drawnSize.columns
    let room = max(columns / 2, min(columns - 8, 16))
    prompt.set((promptOverride ?? basePrompt).shortened(to: room), inColour: output.usesColour)
  }

  /// The columns of the prompt as it is drawn.
  var promptWidth: Int { prompt.width }
}

/// How a line is edited; may change from line to line.
package struct EditorSettings: Sendable, Equatable {
  /// The two sets of keys.
  package enum Mode: String, Sendable, CaseIterable {
    case emacs, vi
  }

  /// Whether suggestions and hints are shown behind the cursor.
  package var showsHints = true
  /// The keys to use; nil for what `~/.editrc` says, or else emacs.
  package var mode: Mode?

  /// Hints, and the keys of `~/.editrc`.
  package init() {}
}
