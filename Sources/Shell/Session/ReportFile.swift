internal import Foundation

/// A file that a command writes its report, or something else that it found, into.
///
/// One that exists is replaced only with the user's consent, which is asked for before the work
/// begins; and a new one is as little there before it is whole, so that a failure leaves what was there.
struct ReportFile: Sendable {
  /// The path as it was typed.
  let path: String
  /// What it is called in messages: `report`.
  private let noun: String
  /// Whether the user agreed that an existing file is replaced.
  private let replaces: Bool

  /// Makes sure that the file can be written, and asks if there is one already.
  static func prepare(
    _ path: String, as noun: String = "report", in session: ShellSession, yes isAgreed: Bool
  ) async throws -> ReportFile {
    guard let facts = FileFacts(path: path) else {
      guard access(folder(of: path), W_OK) == 0 else { throw failure(noun, path, errno) }
      return ReportFile(path: path, noun: noun, replaces: false)
    }
    guard facts.kind == .file else {
      throw UsageError(.unwritableFile, "the \(noun) cannot be written: \"\(path)\" is no file")
    }
    try await session.confirm("\(path) exists. Replace it?", yes: isAgreed)
    return ReportFile(path: path, noun: noun, replaces: true)
  }

  /// Writes the text, and says where it is unless nothing but results is wanted.
  func write(
    _ text: String, notedIn session: ShellSession, isQuiet: Bool
  ) async throws(UsageError) {
    try write(text)
    guard !isQuiet, !session.isQuiet else { return }
    await session.console.note("the \(noun) is in \(path)")
  }

  /// Writes the text.
  func write(_ text: String) throws(UsageError) {
    let draft = "\(path).\(getpid()).part"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failure(noun, path, errno) }
    var isWritten = Self.write(Array(text.utf8), to: file)
    isWritten = close(file) == 0 && isWritten
    if isWritten { isWritten = put(draft) }
    guard !isWritten else { return }
    let reason = errno
    unlink(draft)
    throw Self.failure(noun, path, reason)
  }

  /// Gives a draft its name; one that came meanwhile is not replaced.
  private func put(_ draft: String) -> Bool {
    if replaces { return rename(draft, path) == 0 }
    if link(draft, path) == 0 { return unlink(draft) == 0 }
    // Some file systems know no second name of a file.
    guard errno == EPERM || errno == ENOTSUP, access(path, F_OK) != 0 else { return false }
    return rename(draft, path) == 0
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func failure(_ noun: String, _ path: String, _ reason: Int32) -> UsageError {
    UsageError(
      .unwritableFile,
      "the \(noun) \"\(path)\" cannot be written: \(String(cString: strerror(reason)))")
  }
}
