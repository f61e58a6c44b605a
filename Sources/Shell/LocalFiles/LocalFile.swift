internal import MilvusClient

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A database of Milvus Lite on this machine, looked at before a server is started for it.
struct LocalFile: Sendable, Equatable {
  /// Its path, without links in it.
  var path: String
  /// How it is kept; what is not there yet will be a folder.
  var layout: LiteLayout
  /// Whether there is something.
  var exists: Bool

  /// Looks at what will be read.
  ///
  /// - Throws: `UsageError` if there is nothing, or nothing that Milvus Lite made.
  static func source(_ typed: String) throws(UsageError) -> LocalFile {
    let path = try LocalPlace.resolved(typed)
    guard let layout = try LiteLayout.recognise(path) else {
      let isFolder = access(path, F_OK) == 0
      throw UsageError(
        .notFound, isFolder ? "the folder \"\(path)\" is empty" : "there is no file \"\(path)\"",
        hint: socketHint(path) ?? "check the path, TAB completes it")
    }
    return LocalFile(path: path, layout: layout, exists: true)
  }

  /// That nothing is at a path, as the error that says so; nil if a database is.
  ///
  /// - Throws: `UsageError` for what Milvus Lite did not make, or cannot be read.
  static func absence(of path: String) throws(UsageError) -> UsageError? {
    do throws(UsageError) {
      _ = try source(path)
      return nil
    } catch {
      guard error.code == .notFound else { throw error }
      return error
    }
  }

  /// Looks at what will be written; what is not there has to end in `.db`, or pymilvus does not open it.
  static func target(_ typed: String) throws(UsageError) -> LocalFile {
    let path = try LocalPlace.resolved(typed)
    let layout = try LiteLayout.recognise(path)
    if layout == nil, !path.hasSuffix(".db") {
      throw UsageError(
        .invalidValue, "\"\(path)\" would be made anew, and its name does not end in .db",
        hint: socketHint(path)
          ?? "pymilvus opens it with that end only: connect target \(Quoting.quoted(typed + ".db"))"
      )
    }
    let exists = access(path, F_OK) == 0
    guard exists ? access(path, W_OK) == 0 : canBeMade(path) else {
      throw UsageError(
        .unwritableFile, "cannot write to \"\(path)\": \(SystemReason.text(of: errno))")
    }
    return LocalFile(path: path, layout: layout ?? .folder, exists: exists)
  }

  /// What to type if a path is that of a socket by its name.
  private static func socketHint(_ path: String) -> String? {
    path.hasSuffix(".sock") ? "a socket is written with unix: in front: unix:\(path)" : nil
  }

  /// Whether a folder can be made there, which is tried; `errno` says why not.
  private static func canBeMade(_ path: String) -> Bool {
    guard mkdir(path, 0o755) == 0 else { return false }
    rmdir(path)
    return true
  }

  /// What has to be copied: a folder without its lock, a file with the journal of a crash.
  func trees() throws(UsageError) -> [FileTree] {
    var trees = [try FileTree(path, without: ["LOCK"])]
    if layout.isFile {
      for suffix in ["-journal", "-wal"] where access(path + suffix, F_OK) == 0 {
        trees.append(try FileTree(path + suffix))
      }
    }
    return trees
  }
}
