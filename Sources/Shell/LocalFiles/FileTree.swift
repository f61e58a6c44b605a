internal import Foundation

/// A file, or a folder with all that is in it.
struct FileTree: Sendable {
  /// A file or folder, by its path below the root; empty for the root itself.
  struct Entry: Sendable {
    var path: String
    var isFolder: Bool
    var size: Int64
  }

  /// Where it is.
  var root: String
  /// All of it, folders before what is in them.
  var entries: [Entry]

  /// The sum of the sizes of all files.
  var size: Int64 { entries.reduce(0) { $0 + $1.size } }

  /// Looks at everything below a path but the names to be left out; sockets and the like are none of it.
  ///
  /// - Throws: `UsageError.unreadableFile`.
  init(_ root: String, without excluded: Set<String> = []) throws(UsageError) {
    self.root = root
    entries = []
    var waiting = [""]
    while let path = waiting.popLast() {
      let place = root + path
      guard let facts = FileFacts(path: place) else { throw Self.failure("read", place) }
      switch facts.kind {
      case .file:
        entries.append(Entry(path: path, isFolder: false, size: facts.size))
      case .folder:
        entries.append(Entry(path: path, isFolder: true, size: 0))
        guard let names = Self.names(in: place) else { throw Self.failure("read", place) }
        waiting += names.filter { !excluded.contains($0) }.map { "\(path)/\($0)" }
      case .socket, .other: break
      }
    }
  }

  /// Copies it to a place where nothing is, blocking; stops if the task that waits is cancelled.
  ///
  /// - Throws: `UsageError.unreadableFile` or `.unwritableFile`, with what is left half done.
  func copy(to place: String, while isWanted: () -> Bool) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    for entry in entries {
      if entry.isFolder {
        guard mkdir(place + entry.path, 0o700) == 0 else {
          throw Self.failure("write", place + entry.path)
        }
      } else {
        try Self.copyFile(root + entry.path, to: place + entry.path, &buffer, isWanted)
      }
    }
  }

  private static func copyFile(
    _ path: String, to place: String, _ buffer: inout [UInt8], _ isWanted: () -> Bool
  ) throws {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw failure("read", path) }
    defer { close(source) }
    let target = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw failure("write", place) }
    defer { close(target) }
    while true {
      guard isWanted() else { throw CancellationError() }
      let count = read(source, &buffer, buffer.count)
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return }
      var written = 0
      while written < count {
        let step = buffer[written..<count].withUnsafeBytes {
          write(target, $0.baseAddress, $0.count)
        }
        guard step > 0 else { throw failure("write", place) }
        written += step
      }
    }
  }

  /// Removes a file or a folder with everything in it; what is not there is no error.
  static func remove(_ path: String) {
    if unlink(path) == 0 || errno == ENOENT { return }
    for name in names(in: path) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// The names in a folder; nil with `errno` if it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func failure(_ attempt: String, _ path: String) -> UsageError {
    let number = errno
    let code: UsageError.Code = attempt == "read" ? .unreadableFile : .unwritableFile
    return UsageError(
      code, "cannot \(attempt) \"\(path)\": \(SystemReason.text(of: number))",
      hint: number == ENOSPC ? "free space there, or read the file itself with --in-place" : nil)
  }
}
