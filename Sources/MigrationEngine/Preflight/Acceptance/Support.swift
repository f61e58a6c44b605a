internal import MilvusClient

/// Since when servers have a type of index.
struct Support: Equatable {
  /// The first version of Milvus that has it.
  let since: ServerVersion
  /// Whether Milvus Lite 3.2 has it.
  var inLite = false

  /// Whether a server of that version has it.
  func isGiven(by version: ServerVersion) -> Bool {
    version.isLite ? inLite : version >= since
  }

  /// Support for a type of vector index; nil for types that this program does not know.
  static func vectorIndex(_ type: String) -> Support? { vectorIndexes[type.uppercased()] }

  /// Support for a type of scalar index; nil for types that this program does not know.
  static func scalarIndex(_ type: String) -> Support? { scalarIndexes[type.uppercased()] }

  /// Support for scalar indexes whose type the server chooses.
  static let scalarAutoIndex = Support(since: ServerVersion(2, 4, 0))
  /// Support for indexes on JSON.
  static let jsonIndex = Support(since: ServerVersion(2, 5, 11))

  private static let always = ServerVersion(2, 2, 0)

  private static let vectorIndexes: [String: Support] = [
    "AUTOINDEX": Support(since: always, inLite: true),
    "FLAT": Support(since: always, inLite: true),
    "HNSW": Support(since: always, inLite: true),
    "IVF_FLAT": Support(since: always, inLite: true),
    "IVF_SQ8": Support(since: always, inLite: true),
    "IVF_PQ": Support(since: always), "DISKANN": Support(since: always),
    "BIN_FLAT": Support(since: always), "BIN_IVF_FLAT": Support(since: always),
    "SCANN": Support(since: ServerVersion(2, 3, 0)),
    "SPARSE_INVERTED_INDEX": Support(since: ServerVersion(2, 4, 0), inLite: true),
    "SPARSE_WAND": Support(since: ServerVersion(2, 4, 0)),
    "HNSW_SQ": Support(since: ServerVersion(2, 5, 0), inLite: true),
    "HNSW_PQ": Support(since: ServerVersion(2, 5, 0)),
    "HNSW_PRQ": Support(since: ServerVersion(2, 5, 0)),
    "IVF_RABITQ": Support(since: ServerVersion(2, 6, 0)),
    "MINHASH_LSH": Support(since: ServerVersion(2, 6, 0)),
  ]

  private static let scalarIndexes: [String: Support] = [
    "STL_SORT": Support(since: always), "TRIE": Support(since: always),
    "AUTOINDEX": scalarAutoIndex,
    "INVERTED": Support(since: ServerVersion(2, 4, 0), inLite: true),
    "BITMAP": Support(since: ServerVersion(2, 5, 0)),
    "NGRAM": Support(since: ServerVersion(2, 6, 0)),
    "RTREE": Support(since: ServerVersion(2, 6, 4)),
  ]
}

extension ServerVersion {
  /// Whether this is Milvus of that version or newer; Lite counts its versions by itself.
  func isAtLeast(_ major: Int, _ minor: Int, _ patch: Int = 0) -> Bool {
    !isLite && self >= ServerVersion(major, minor, patch)
  }

  /// Whether this is the same software in the same or a newer version.
  func isNoOlder(than other: ServerVersion) -> Bool {
    isLite == other.isLite && self >= other
  }

  /// Whether a server of this version holds whatever a server of `source` describes.
  ///
  /// What a server of 2.4 or newer describes, it has. 2.3 describes types that it does not know.
  func holdsAll(of source: ServerVersion) -> Bool {
    isNoOlder(than: source) && (source.isLite || source.isAtLeast(2, 4))
  }
}
