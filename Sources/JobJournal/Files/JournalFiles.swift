internal import Foundation

/// The files of a journal: where they are, and that only their owner reads them.
enum JournalFiles {
  static func database(in folder: String) -> String { folder + "/journal.sqlite" }
  static func lock(in folder: String) -> String { folder + "/journal.lock" }

  /// Makes the folder with mode 0700, and those above it.
  ///
  /// One that exists keeps its mode: it may be shared.
  static func makeFolder(_ folder: String) throws(JournalError) {
    guard !isFolder(folder) else { return }
    let parent = (folder as NSString).deletingLastPathComponent
    if !parent.isEmpty { try makeFolder(parent) }
    // Foundation's own words for a failure are for programmers.
    guard mkdir(folder, 0o700) != 0 else { return }
    let number = errno
    // Another process may have made it meanwhile.
    guard !isFolder(folder) else { return }
    throw JournalError("make the folder", path: folder, errno: number)
  }

  private static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes an empty database if there is none, and gives it and its companions mode 0600.
  ///
  /// SQLite gives new `-wal` and `-shm` files the mode of the database. A database that exists is
  /// not opened here: closing it would drop the locks that SQLite holds for this process.
  static func makePrivateDatabase(at path: String) throws(JournalError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw JournalError("make the journal", path: path, errno: errno)
    }
    for suffix in ["", "-wal", "-shm"] where chmod(path + suffix, 0o600) != 0 && errno != ENOENT {
      throw JournalError("protect", path: path + suffix, errno: errno)
    }
  }

  /// Whether less is free than SQLite needs to go on.
  static func isDiskFull(_ folder: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    guard let free = attributes?[.systemFreeSize] as? NSNumber else { return false }
    // 64 KiB: twice the step by which SQLite grows its shared memory.
    return free.int64Value < 65_536
  }
}
