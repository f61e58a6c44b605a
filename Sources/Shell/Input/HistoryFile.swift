internal import CoreFoundation
internal import Foundation

/// The file under the history: one JSON object per line, for this user only.
///
/// Several sessions write to it. Each entry is one write at the end, under a lock. The lock is a
/// file of its own, because a rewrite puts a new file in the place of the old one.
struct HistoryFile: Sendable {
  let path: String

  /// The lines of the file, without line ends; none if there is no file.
  func lines() throws -> [Data] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let content = try Data(contentsOf: URL(filePath: path))
    var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Adds `line` at the end, and a line end before it if the last writer died in its midst.
  func append(_ line: Data) throws {
    try locked {
      let file = try OpenFile(path: path)
      defer { file.close() }
      let isTorn = file.lastByte.map { $0 != UInt8(ascii: "\n") } ?? false
      try file.write((isTorn ? Data("\n".utf8) : Data()) + line + Data("\n".utf8))
    }
  }

  /// Puts what `change` makes of the lines in their place.
  func rewrite(_ change: ([Data]) -> [Data]) throws {
    try locked {
      let text = change(try lines()).reduce(into: Data()) { $0 += $1 + Data("\n".utf8) }
      let replacement = path + ".new"
      unlink(replacement)  // of a session that died in its midst
      let file = try OpenFile(path: replacement)
      defer { file.close() }
      try file.write(text)
      guard rename(replacement, path) == 0 else { throw OpenFile.lastError }
    }
  }

  private func locked(_ body: () throws -> Void) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let lock = try OpenFile(path: path + ".lock")
    defer { lock.close() }
    try lock.lock()
    try body()
  }
}

/// An open file that is only ever written at its end.
private struct OpenFile {
  let descriptor: Int32

  static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.lastError }
  }

  func close() {
    Foundation.close(descriptor)
  }

  /// Blocks until no other session holds the lock; closing the file gives it back.
  func lock() throws {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw Self.lastError }
    }
  }

  /// The last byte of the file, or nil if it is empty.
  var lastByte: UInt8? {
    let end = lseek(descriptor, 0, SEEK_END)
    var byte: UInt8 = 0
    return end > 0 && pread(descriptor, &byte, 1, end - 1) == 1 ? byte : nil
  }

  func write(_ data: Data) throws {
    var rest = data[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { throw Self.lastError }
        continue
      }
      rest = rest.dropFirst(count)
    }
  }
}
