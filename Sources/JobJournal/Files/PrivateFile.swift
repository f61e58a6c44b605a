internal import Foundation

/// Files of the state folder that only their owner reads, and that are whole or not there.
package enum PrivateFile {
  /// Puts a file with mode 0600 in place of one that may be there; on disk when it returns.
  ///
  /// - Throws: `.ioFailed` or `.diskFull`; what was there stays as it was.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(JournalError) {
    try JournalFiles.makeFolder((path as NSString).deletingLastPathComponent)
    let draft = path + ".new"
    // One that a process left when it died may have another mode.
    unlink(draft)
    try write(bytes, to: draft)
    guard rename(draft, path) == 0 else { throw JournalError("make", path: path, errno: errno) }
  }

  /// Removes a file; one that is not there is no error.
  package static func remove(_ path: String) throws(JournalError) {
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw JournalError("remove", path: path, errno: errno)
  }

  /// Frees the lock that a file was opened for, and closes the file.
  ///
  /// To close it is not enough: a child process that is being made has a copy of the descriptor, and the
  /// lock with it, until it becomes its program.
  static func unlock(_ descriptor: Int32) {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(JournalError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw JournalError("make", path: path, errno: errno) }
    defer { close(descriptor) }
    try write(bytes, into: descriptor, path: path)
  }

  /// Writes bytes into an open file; they are on disk when it returns.
  static func write(
    _ bytes: [UInt8], into descriptor: Int32, path: String
  ) throws(JournalError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw JournalError("write", path: path, errno: errno) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw JournalError("write", path: path, errno: errno) }
  }
}
