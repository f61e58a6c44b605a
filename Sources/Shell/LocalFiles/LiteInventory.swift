internal import Foundation

/// What a folder of Milvus Lite 3 lacks of the files that its collections are made of.
///
/// The server takes a collection whose files are gone for an empty one, and does not see one without
/// a schema at all. It removes files that no manifest names, so that it must not be started then.
struct LiteInventory {
  /// A file that is not there, or says nothing, and the folder of its collection.
  struct Loss: Equatable {
    var file: String
    var collection: String
  }

  /// What is missing, by paths, in the order of their names.
  private(set) var losses: [Loss] = []

  /// Looks at every collection of every database; of the entities' files at their presence only.
  init(of folder: String) {
    let databases = Self.names(in: folder + "/databases").map { "\(folder)/databases/\($0)" }
    for database in [folder] + databases {
      for name in Self.names(in: database + "/collections") {
        look(at: "\(database)/collections/\(name)")
      }
    }
  }

  private mutating func look(at collection: String) {
    let manifest = collection + "/manifest.json"
    guard let bytes = FileManager.default.contents(atPath: manifest) else {
      // A collection gets its manifest with its first files, and until then lives in its log.
      if Self.isThere(manifest + ".prev") || Self.hasFilesAlone(collection) {
        losses.append(Loss(file: manifest, collection: collection))
      }
      return
    }
    guard let said = try? JSONDecoder().decode(Manifest.self, from: bytes) else {
      return losses.append(Loss(file: manifest, collection: collection))
    }
    let files = said.partitions.sorted { $0.key < $1.key }.flatMap { name, files in
      files.all.map { "\(collection)/partitions/\(name)/\($0)" }
    }
    losses += ([collection + "/schema.json"] + files).filter { !Self.isThere($0) }
      .map { Loss(file: $0, collection: collection) }
  }

  /// Whether there are files of entities, and no log of which a crash may have left them.
  private static func hasFilesAlone(_ collection: String) -> Bool {
    guard names(in: collection + "/wal").isEmpty else { return false }
    return names(in: collection + "/partitions").contains { partition in
      !names(in: "\(collection)/partitions/\(partition)/data").isEmpty
    }
  }

  private static func names(in folder: String) -> [String] {
    (FileTree.names(in: folder) ?? []).sorted()
  }

  private static func isThere(_ path: String) -> Bool { FileFacts(path: path)?.kind == .file }
}

extension LiteInventory {
  /// Makes sure that nothing is missing.
  ///
  /// - Throws: `UsageError.fileDamaged`, which names the first file and tells how many there are.
  static func requireWhole(_ folder: String) throws(UsageError) {
    let losses = LiteInventory(of: folder).losses
    guard let first = losses.first else { return }
    let file = "\"\(first.file.dropFirst(folder.count + 1))\""
    let state = isThere(first.file) ? "is damaged" : "is missing"
    let others = losses.count == 1 ? "" : ", the first of \(losses.count) such files"
    let (from, to) = (first.collection, "\(folder)-\(Self.name(of: first.collection))")
    throw UsageError(
      .fileDamaged,
      "\"\(folder)\" is not whole: \(file) \(state)\(others)",
      hint:
        "restore it from a backup; or leave the collection out: "
        + "mv \(Quoting.quoted(from)) \(Quoting.quoted(to))")
  }

  private static func name(of path: String) -> Substring {
    path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }
}

/// What `manifest.json` says of a collection.
private struct Manifest: Decodable {
  struct Files: Decodable {
    private var data, deletions: [String]?

    private enum CodingKeys: String, CodingKey {
      case data = "data_files"
      case deletions = "delta_files"
    }

    /// Their paths below the folder of the partition; Windows may have written them.
    var all: [String] {
      ((data ?? []) + (deletions ?? [])).map { $0.replacing("\\", with: "/") }
    }
  }

  var partitions: [String: Files]
}
