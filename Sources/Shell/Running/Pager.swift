internal import Foundation

/// Shows what is longer than the window, page by page, in the user's program for that.
struct Pager: Sendable {
  /// Whether results may go to a pager: not while a command is repeated.
  @TaskLocal static var isWelcome = true

  /// What `set pager` says: `auto`, `off`, or a line of the system's shell.
  var choice: String

  /// Shows the text; returns whether it did, which it does not where there is no such program.
  func show(_ text: String) async -> Bool {
    guard choice != "off", let file = Self.unnamedFile(holding: text) else { return false }
    defer { close(file) }
    return await SystemLine(text: line, input: file).run() != 127
  }

  /// `less` leaves short texts alone, keeps colours, and leaves the text on the screen.
  ///
  /// `PAGER` is a line for the shell, as it is to others who read it.
  private var line: String {
    let usual = "p=${PAGER:-less}; command -v ${p%% *} >/dev/null || exit 127; eval \"$p\""
    return "LESS=${LESS-FRX}; export LESS; \(choice == "auto" ? usual : choice)"
  }

  /// A file that is gone once it is closed, at its beginning.
  private static func unnamedFile(holding text: String) -> Int32? {
    var path = Array("\(FileManager.default.temporaryDirectory.path)/vecferry.XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { return nil }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(path)
    guard TextFile.write(text, to: file), lseek(file, 0, SEEK_SET) == 0 else {
      close(file)
      return nil
    }
    return file
  }
}
