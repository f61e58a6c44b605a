internal import Foundation
internal import Synchronization

/// The right to write the journal of a folder, which one process holds at a time.
///
/// It is an advisory lock on a file that names its holder, and the system frees it when the process
/// ends, however it ends.
public final class JournalLock: Sendable {
  private let descriptor: Mutex<Int32?>

  private init(_ descriptor: Int32) {
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// Takes the lock, or fails at once; makes the folder if there is none.
  ///
  /// - Throws: `.locked` with the number of the process that holds it.
  public static func acquire(folder: String) throws(JournalError) -> JournalLock {
    try JournalFiles.makeFolder(folder)
    let path = JournalFiles.lock(in: folder)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw JournalError("open", path: path, errno: errno) }
    let lock = JournalLock(descriptor)
    guard take(descriptor) else {
      let holder = pid(in: descriptor).map { "process \($0)" } ?? "another process"
      throw JournalError(.locked, "the journal \"\(folder)\" is in use by \(holder)")
    }
    try sign(descriptor, path: path)
    return lock
  }

  /// The process that holds the lock of a folder, or nil if none does.
  public static func holder(folder: String) -> Int32? {
    let descriptor = open(JournalFiles.lock(in: folder), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { PrivateFile.unlock(descriptor) }
    guard let pid = pid(in: descriptor) else { return nil }
    return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : pid
  }

  /// Frees the lock; further calls do nothing.
  public func release() {
    descriptor.withLock { descriptor in
      guard let held = descriptor.take() else { return }
      PrivateFile.unlock(held)
    }
  }

  /// Tries for a moment: `holder` of another process takes the lock for an instant to test it.
  private static func take(_ descriptor: Int32) -> Bool {
    for _ in 0..<5 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(2_000)
    }
    return false
  }

  private static func sign(_ descriptor: Int32, path: String) throws(JournalError) {
    let text = "\(getpid())\n"
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.utf8.count, 0) > 0 else {
      throw JournalError("write", path: path, errno: errno)
    }
  }

  private static func pid(in descriptor: Int32) -> Int32? {
    // 16 bytes: more digits than a process number has.
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes.prefix(count), as: UTF8.self).prefix { $0 != "\n" })
  }
}
