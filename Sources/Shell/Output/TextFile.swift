#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file that only its owner may read and that grows by whole lines, each written at once.
struct TextFile: Sendable {
  /// The path as it was typed.
  let path: String
  private let descriptor: Int32

  /// Opens a file at its end; without `appends` it must not be there yet.
  ///
  /// A named pipe that nobody reads is waited for, or an error.
  /// - Throws: `UsageError.unwritableFile`.
  init(_ path: String, appends: Bool, waitsForReader: Bool = true) throws(UsageError) {
    self.path = path
    let mode = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | (appends ? 0 : O_EXCL)
    descriptor = open(path, waitsForReader ? mode : mode | O_NONBLOCK, 0o600)
    guard descriptor < 0 else {
      if !waitsForReader { _ = fcntl(descriptor, F_SETFL, mode & ~O_CREAT & ~O_EXCL) }
      return
    }
    throw Self.error(opening: path, errno)
  }

  private static func error(opening path: String, _ number: Int32) -> UsageError {
    let reason = number == ENXIO ? "nobody reads the pipe" : SystemReason.text(of: number)
    return UsageError(
      .unwritableFile, "\"\(path)\" cannot be written: \(reason)",
      hint: number == EEXIST
        ? "choose another name, or add to it with --append"
        : number == ENXIO ? "begin to read it first, as with: cat \(Quoting.shortest(path))" : nil)
  }

  /// Adds lines; returns whether all of them were written.
  func add(_ lines: [String]) -> Bool {
    Self.write(lines.map { $0 + "\n" }.joined(), to: descriptor)
  }

  /// Closes the file, which takes no more lines then.
  func end() {
    close(descriptor)
  }

  /// Writes the text to an open file; returns whether all of it was written.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
