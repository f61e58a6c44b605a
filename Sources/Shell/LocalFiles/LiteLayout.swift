internal import Foundation
internal import MilvusClient

/// How Milvus Lite keeps its data on disk.
enum LiteLayout: Sendable, Equatable {
  /// An SQLite file of Milvus Lite 2, which release 2.5 or only 2.4 has opened.
  case file(minor: Int)
  /// A folder of Milvus Lite 3.
  case folder

  /// The layout of what is at a path; nil if nothing is there, or an empty folder.
  ///
  /// - Throws: `UsageError.unreadableFile`, or `.invalidValue` for what is no Milvus Lite.
  static func recognise(_ path: String) throws(UsageError) -> LiteLayout? {
    guard let facts = FileFacts(path: path) else {
      if errno == ENOENT { return nil }
      throw unreadable(path)
    }
    switch facts.kind {
    case .folder: return try folderLayout(path)
    case .file: return try fileLayout(path)
    case .socket: throw foreign(path, "is a socket", hint: "write unix:\(path)")
    case .other: throw foreign(path, "is neither a file nor a folder")
    }
  }

  private static func folderLayout(_ path: String) throws(UsageError) -> LiteLayout? {
    guard let names = FileTree.names(in: path) else { throw unreadable(path) }
    if names.isEmpty { return nil }
    // A copy may lack the lock.
    let signs = ["LOCK", "collections", "databases"].count(where: names.contains)
    guard signs >= 2 else { throw foreign(path, "is a folder that no Milvus Lite made") }
    return .folder
  }

  private static func fileLayout(_ path: String) throws(UsageError) -> LiteLayout {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    // Milvus Lite makes the tables when it opens a new file, so their names stand near the beginning.
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw unreadable(path) }
    let head = bytes[..<count]
    guard head.starts(with: "SQLite format 3\0".utf8) else {
      throw foreign(path, "is no database of Milvus Lite")
    }
    guard head.firstRange(of: "collection_meta".utf8) != nil else {
      throw foreign(path, "is an SQLite database that no Milvus Lite made")
    }
    let isLater = head.firstRange(of: "bm25_stats".utf8) != nil
    return .file(minor: isLater ? 5 : 4)
  }

  private static func unreadable(_ path: String) -> UsageError {
    UsageError(.unreadableFile, "cannot read \"\(path)\": \(SystemReason.text(of: errno))")
  }

  private static func foreign(
    _ path: String, _ reason: String, hint: String? = nil
  ) -> UsageError {
    UsageError(
      .invalidValue, "\"\(path)\" \(reason)",
      hint: hint ?? "give the SQLite file of a Milvus Lite 2, or the folder of a Milvus Lite 3")
  }

  // MARK: - Who reads it

  /// Whether a release of Milvus Lite serves it as this program needs it.
  func isServed(by release: ServerVersion) -> Bool {
    switch self {
    case .file(let minor): release.major == 2 && release.minor >= minor
    // Before 3.2.1 pages come in no order.
    case .folder: release.major == 3 && release >= ServerVersion(3, 2, 1)
    }
  }

  /// The release to install, which the tests use.
  var recommended: String {
    switch self {
    case .file: "2.5.1"
    case .folder: "3.2.2"
    }
  }

  /// The packages to install, as pip takes them; Milvus Lite 3 does not name what it needs.
  var requirement: String {
    let package = "milvus-lite==\(recommended)"
    return self == .folder ? "\(package) pymilvus" : package
  }

  /// Whether it is a file.
  var isFile: Bool { self != .folder }

  /// The layout in words.
  var title: String {
    switch self {
    case .file(let minor):
      minor == 4 ? "a file of Milvus Lite 2" : "a file of Milvus Lite 2.\(minor)"
    case .folder: "a folder of Milvus Lite 3"
    }
  }
}
