internal import CoreFoundation
internal import Foundation

/// The file under the history: one JSON object per line, for this user only.
///
/// Several sessions write to it. Each entry is one write at the end, under a lock. The lock is a
/// file of its own, because a rewrite puts a new file in the place of the old one.
struct HistoryFile: Sendable {
  /// What a file may grow to before its oldest lines go: years of a person's work.
  private static let capacity = 16 * 1024 * 1024
  /// What is then left of it.
  private static let kept = (lines: 50_000, bytes: 8 * 1024 * 1024)

  let path: String

  /// The lines of the file, without line ends; none if there is no file.
  func lines() throws(UsageError) -> [Data] {
    Array(try newestFirst()).map(\.text).reversed()
  }

  /// The lines with their numbers, the newest first; those that are not asked for are not read.
  func newestFirst() throws(UsageError) -> HistoryLines {
    guard access(path, F_OK) == 0 || errno != ENOENT else { return HistoryLines(Data()) }
    // A folder can be opened and not read.
    guard FileFacts(path: path)?.kind == .file else {
      throw Self.failure("read", path, EISDIR)
    }
    do {
      return HistoryLines(try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe))
    } catch {
      throw Self.failure("read", path, Self.reason(of: error))
    }
  }

  /// Adds `line` at the end, and a line end before it if the last writer died in its midst.
  func append(_ line: Data) throws(UsageError) {
    try locked { () throws(UsageError) in
      let file = try OpenFile(path: path)
      defer { file.close() }
      let isTorn = file.lastByte.map { $0 != UInt8(ascii: "\n") } ?? false
      try file.write((isTorn ? Data("\n".utf8) : Data()) + line + Data("\n".utf8))
      guard file.size > Self.capacity else { return }
      try replace(try newest())
    }
  }

  /// Puts what `change` makes of the lines in their place.
  func rewrite(_ change: ([Data]) -> [Data]) throws(UsageError) {
    try locked { () throws(UsageError) in try replace(change(try lines())) }
  }

  /// The lines that are kept of a file that has grown too large.
  private func newest() throws(UsageError) -> [Data] {
    var room = Self.kept.bytes
    let lines = try newestFirst().prefix(Self.kept.lines).map(\.text).prefix { line in
      room -= line.count + 1
      return room >= 0
    }
    return lines.reversed()
  }

  private func replace(_ lines: [Data]) throws(UsageError) {
    let text = lines.reduce(into: Data()) { $0 += $1 + Data("\n".utf8) }
    let replacement = path + ".new"
    unlink(replacement)  // of a session that died in its midst
    let file = try OpenFile(path: replacement)
    defer { file.close() }
    try file.write(text)
    guard rename(replacement, path) == 0 else { throw Self.failure("written", path, errno) }
  }

  private func locked(_ body: () throws(UsageError) -> Void) throws(UsageError) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Self.failure("written", path, Self.reason(of: error))
    }
    let lock = try OpenFile(path: path + ".lock")
    defer { lock.close() }
    try lock.lock()
    try body()
  }

  /// The number of `errno` behind a failure of Foundation, whose own words are for programmers.
  private static func reason(of error: any Error) -> Int32 {
    let failure = error as NSError
    if failure.domain == NSPOSIXErrorDomain { return Int32(truncatingIfNeeded: failure.code) }
    if let cause = failure.userInfo[NSUnderlyingErrorKey] as? any Error { return reason(of: cause) }
    switch CocoaError.Code(rawValue: failure.code) {
    case .fileReadNoPermission, .fileWriteNoPermission: return EACCES
    case .fileNoSuchFile, .fileReadNoSuchFile: return ENOENT
    case .fileWriteFileExists: return ENOTDIR
    case .fileWriteOutOfSpace: return ENOSPC
    case .fileWriteVolumeReadOnly: return EROFS
    default: return EIO
    }
  }

  fileprivate static func failure(_ deed: String, _ path: String, _ reason: Int32) -> UsageError {
    UsageError(
      deed == "read" ? .unreadableFile : .unwritableFile,
      "the history \"\(path)\" cannot be \(deed): \(SystemReason.text(of: reason))",
      hint: "mend it or move it away; --no-history does without")
  }
}

/// The lines of a history from its end to its beginning.
struct HistoryLines: Sequence, IteratorProtocol {
  private let content: Data
  private var end: Int
  private var number: Int

  /// The lines of the content of a file.
  init(_ content: Data) {
    self.content = content
    let isEnded = content.last == UInt8(ascii: "\n")
    end = isEnded ? content.count - 1 : content.count
    number = content.isEmpty ? 0 : Self.ends(in: content) + (isEnded ? 0 : 1)
  }

  /// The next older line.
  mutating func next() -> (number: Int, text: Data)? {
    guard number > 0 else { return nil }
    let start = content[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    defer {
      end = start - 1
      number -= 1
    }
    return (number, content[start..<end])
  }

  /// How many line ends there are.
  private static func ends(in content: Data) -> Int {
    content.withUnsafeBytes { bytes in
      var (count, place) = (0, 0)
      while place < bytes.count, let start = bytes.baseAddress,
        let found = memchr(start + place, Int32(UInt8(ascii: "\n")), bytes.count - place)
      {
        count += 1
        place = start.distance(to: UnsafeRawPointer(found)) + 1
      }
      return count
    }
  }
}

/// An open file that is only ever written at its end.
private struct OpenFile {
  let descriptor: Int32
  let path: String

  init(path: String) throws(UsageError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HistoryFile.failure("written", path, errno) }
    // What others could read until now they shall not read any more.
    if let facts = FileFacts(descriptor: descriptor), facts.permissions & 0o077 != 0 {
      fchmod(descriptor, 0o600)
    }
  }

  func close() {
    Foundation.close(descriptor)
  }

  /// Blocks until no other session holds the lock; closing the file gives it back.
  func lock() throws(UsageError) {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw HistoryFile.failure("written", path, errno) }
    }
  }

  /// The bytes that it has.
  var size: Int { Int(lseek(descriptor, 0, SEEK_END)) }

  /// The last byte of the file, or nil if it is empty.
  var lastByte: UInt8? {
    let end = lseek(descriptor, 0, SEEK_END)
    var byte: UInt8 = 0
    return end > 0 && pread(descriptor, &byte, 1, end - 1) == 1 ? byte : nil
  }

  func write(_ data: Data) throws(UsageError) {
    var rest = data[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { throw HistoryFile.failure("written", path, errno) }
        continue
      }
      rest = rest.dropFirst(count)
    }
  }
}
