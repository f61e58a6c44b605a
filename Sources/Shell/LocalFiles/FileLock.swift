internal import CEditline
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The lock by which Milvus Lite keeps other programs from a database that it has open.
///
/// Version 2 locks a hidden file beside its own, as `fcntl` does; version 3 a file in its folder, as
/// `flock` does. It is held until it is freed, also by a child process that was given the descriptor.
final class FileLock: Sendable {
  private let file: Mutex<Int32?>
  /// A lock file that is removed with the lock, as Milvus Lite 2 does it.
  private let ownPath: String?
  private let layout: LiteLayout

  /// Takes the lock of a database.
  ///
  /// - Throws: `UsageError.fileInUse`.
  init(of path: String, _ layout: LiteLayout) throws(UsageError) {
    let lockPath = Self.path(for: path, layout)
    let flags = layout.isFile ? O_RDWR | O_CREAT | O_CLOEXEC : O_RDWR | O_CLOEXEC
    let writable = open(lockPath, flags, 0o644)
    // Where this user may not write, looking has to do.
    let descriptor = writable >= 0 ? writable : open(lockPath, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0, !Self.lock(descriptor, layout, exclusive: writable >= 0) {
      // Before this object is whole: the lock file is the other program's.
      close(descriptor)
      throw UsageError(
        .fileInUse, "\"\(path)\" is open in another program, such as a notebook",
        hint: "close it there, or end that program, and type the command again")
    }
    file = Mutex(descriptor >= 0 ? descriptor : nil)
    ownPath = layout.isFile && writable >= 0 ? lockPath : nil
    self.layout = layout
  }

  private static func lock(_ descriptor: Int32, _ layout: LiteLayout, exclusive: Bool) -> Bool {
    switch layout {
    case .file: ce_lock_file(descriptor, exclusive ? 1 : 0) == 0
    case .folder: flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
  }

  deinit { free() }

  /// The open lock file; nil once it is free, and where none can be made, so that nobody could have
  /// locked it.
  var descriptor: Int32? { file.withLock(\.self) }

  /// Lets others open the database.
  func free() {
    guard let descriptor = file.withLock({ $0.take() }) else { return }
    if let ownPath { unlink(ownPath) }
    // A child that is being started has a copy of it for a moment.
    if layout == .folder { flock(descriptor, LOCK_UN) }
    close(descriptor)
  }

  private static func path(for path: String, _ layout: LiteLayout) -> String {
    guard layout.isFile, let slash = path.lastIndex(of: "/") else { return path + "/LOCK" }
    return "\(path[...slash]).\(path[path.index(after: slash)...]).lock"
  }
}
