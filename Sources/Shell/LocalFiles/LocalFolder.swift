internal import MilvusClient
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A private folder for the server of one file: a copy of the file, its socket, what it says; or for
/// what Spark needs.
///
/// Two locks tell whether it is in use: of its claim, which this process holds, and of its server, which
/// the server inherits. Both are freed however their holders end.
final class LocalFolder: Sendable {
  /// The folder, with mode 0700.
  let path: String
  /// The folder of the socket: the same, or one whose path is short enough.
  private let socketFolder: String
  /// The locked claim; nil once it is closed, when its number may be that of another file.
  private let claim: Mutex<Int32?>

  /// Makes one below a state folder.
  ///
  /// - Throws: `UsageError.unwritableFile`.
  init(in stateFolder: String) throws(UsageError) {
    let parent = Self.parent(stateFolder)
    for place in [stateFolder, parent] where mkdir(place, 0o700) != 0 && errno == ENOENT {
      Self.makeFolders(place)
    }
    guard let path = Self.makeUnique(parent + "/") else { throw Self.failure(parent) }
    let isShort = path.utf8.count + 10 < MilvusEndpoint.longestSocket
    guard let socketFolder = isShort ? path : Self.makeUnique("/tmp/vecferry-") else {
      throw Self.failure("/tmp")
    }
    // It becomes a claim by its name once it is locked.
    let draft = path + "/claim.new"
    let claim = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let line = socketFolder + "\n"
    guard claim >= 0, flock(claim, LOCK_EX | LOCK_NB) == 0,
      write(claim, line, line.utf8.count) == line.utf8.count,
      rename(draft, path + "/claim") == 0
    else { throw Self.failure(path) }
    (self.path, self.socketFolder) = (path, socketFolder)
    self.claim = Mutex(claim)
  }

  /// The path of the socket.
  var socket: String { socketFolder + "/socket" }
  /// What the server says.
  var log: String { path + "/log" }

  /// Locks the mark of the server, for the server to inherit.
  func lockedMark() throws(UsageError) -> Int32 {
    let mark = open(path + "/server", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard mark >= 0, flock(mark, LOCK_EX | LOCK_NB) == 0 else { throw Self.failure(path) }
    return mark
  }

  /// Whether a process lives that has inherited the mark.
  var isServed: Bool {
    let mark = open(path + "/server", O_RDWR | O_CLOEXEC)
    guard mark >= 0 else { return false }
    defer { close(mark) }
    return flock(mark, LOCK_EX | LOCK_NB) != 0
  }

  /// Writes down which processes serve the file.
  func record(group: pid_t) {
    let line = "\(group)\n"
    claim.withLock { claim in
      guard let claim else { return }
      _ = write(claim, line, line.utf8.count)
    }
  }

  /// Removes it with everything in it, once; its server has ended.
  func remove() {
    guard let claim = claim.withLock({ $0.take() }) else { return }
    FileTree.remove(path)
    if socketFolder != path { FileTree.remove(socketFolder) }
    // A child that is being started has a copy of it for a moment.
    flock(claim, LOCK_UN)
    close(claim)
  }

  // MARK: - What others left behind

  /// Ends the servers of processes that were killed, and removes their folders, blocking.
  static func sweep(_ stateFolder: String, while isWanted: () -> Bool) {
    let parent = parent(stateFolder)
    for name in FileTree.names(in: parent) ?? [] {
      let path = "\(parent)/\(name)"
      let claim = open(path + "/claim", O_RDWR | O_CLOEXEC)
      guard claim >= 0 else { continue }
      defer { close(claim) }
      guard flock(claim, LOCK_EX | LOCK_NB) == 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = max(0, pread(claim, &bytes, bytes.count, 0))
      let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
      guard endServer(of: path, group: lines.dropFirst().first.flatMap { pid_t($0) }, isWanted)
      else { continue }
      FileTree.remove(path)
      if let sockets = lines.first, sockets.hasPrefix("/tmp/vecferry-") {
        FileTree.remove(String(sockets))
      }
    }
  }

  /// Waits for the server, which ends by itself when its shell is gone; kills one that does not.
  private static func endServer(
    of path: String, group: pid_t?, _ isWanted: () -> Bool
  ) -> Bool {
    let mark = open(path + "/server", O_RDWR | O_CLOEXEC)
    guard mark >= 0 else { return true }
    defer { close(mark) }
    // 15 s: longer than the server is given to end.
    for _ in 0..<600 where flock(mark, LOCK_EX | LOCK_NB) != 0 {
      guard isWanted() else { return false }
      usleep(25_000)
    }
    guard flock(mark, LOCK_EX | LOCK_NB) != 0 else { return true }
    guard let group, group > 1 else { return false }
    kill(-group, SIGKILL)
    return flock(mark, LOCK_EX) == 0
  }

  private static func parent(_ stateFolder: String) -> String { stateFolder + "/local" }

  private static func makeFolders(_ path: String) {
    var place = ""
    for name in path.split(separator: "/") {
      place += "/\(name)"
      mkdir(place, 0o700)
    }
  }

  private static func makeUnique(_ start: String) -> String? {
    var bytes = Array("\(start)XXXXXX".utf8CString)
    guard mkdtemp(&bytes) != nil else { return nil }
    return String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func failure(_ path: String) -> UsageError {
    UsageError(
      .unwritableFile,
      "cannot make a private folder in \"\(path)\": \(SystemReason.text(of: errno))",
      hint: "name a place for it with XDG_STATE_HOME")
  }
}
