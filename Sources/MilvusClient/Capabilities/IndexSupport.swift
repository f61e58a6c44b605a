/// Which types of index a server builds, by its version: the one table of it.
package struct IndexSupport {
  let version: ServerVersion

  /// The indexes of a server of the version.
  package init(version: ServerVersion) { self.version = version }

  /// The type that a vector field gets where nobody asks for another one.
  package func automaticType(for vector: DataType) -> String {
    guard version.isLite else {
      // 2.2 builds AUTOINDEX for vectors of floats only.
      return vector == .binaryVector && !version.isAtLeast(2, 3) ? "BIN_IVF_FLAT" : "AUTOINDEX"
    }
    if vector == .sparseFloatVector { return "SPARSE_INVERTED_INDEX" }
    guard !version.isLiteThree else { return "AUTOINDEX" }
    switch vector {
    case .binaryVector: return "BIN_FLAT"
    case .float16Vector, .bfloat16Vector: return "FLAT"
    default: return "AUTOINDEX"
    }
  }

  /// Whether an index of the type is built for vectors of another type; nil if that is not known.
  package func builds(_ type: String, for vector: DataType) -> Bool? {
    let type = type.uppercased()
    if version.isLite, !version.isLiteThree { return Self.liteTwo(vector).contains(type) }
    return Self.vectorIndexes[type].map { isGiven($0) }
  }

  /// The type to ask for in place of the source's on a field of scalars; nil if there is none.
  ///
  /// A type that this program does not know is kept where `isTaken` says so.
  package func scalarType(
    inPlaceOf type: String, on field: DataType, isUnknownTaken: Bool
  ) -> String? {
    if version.isLite { return Self.indexedByLite.contains(field) ? "INVERTED" : nil }
    guard version.isAtLeast(2, 4) else { return Self.oldScalarType(type, on: field) }
    let builds = { (type: String) in
      Self.scalarIndexes[type.uppercased()].map { isGiven($0) } ?? isUnknownTaken
    }
    if field == .json, !version.isAtLeast(2, 5, 11) { return nil }
    if field == .geometry { return builds("RTREE") ? "RTREE" : nil }
    if type == "marisa-trie" { return "Trie" }
    return !type.isEmpty && builds(type) ? type : "AUTOINDEX"
  }

  /// Since when Milvus has a type, nil if no target has it any more, and whether Lite 3.2 does.
  private struct Since {
    let milvus: ServerVersion?
    var isInLite = false
  }

  private func isGiven(_ since: Since) -> Bool {
    version.isLite ? since.isInLite : since.milvus.map { version >= $0 } ?? false
  }

  private static let always = ServerVersion(2, 2, 0)

  private static let vectorIndexes: [String: Since] = [
    "AUTOINDEX": Since(milvus: always, isInLite: true),
    "FLAT": Since(milvus: always, isInLite: true),
    "HNSW": Since(milvus: always, isInLite: true),
    "IVF_FLAT": Since(milvus: always, isInLite: true),
    "IVF_SQ8": Since(milvus: always, isInLite: true),
    "IVF_PQ": Since(milvus: always), "DISKANN": Since(milvus: always),
    "BIN_FLAT": Since(milvus: always), "BIN_IVF_FLAT": Since(milvus: always),
    "ANNOY": Since(milvus: nil),  // until 2.2
    "SCANN": Since(milvus: ServerVersion(2, 3, 0)),
    "SPARSE_INVERTED_INDEX": Since(milvus: ServerVersion(2, 4, 0), isInLite: true),
    "SPARSE_WAND": Since(milvus: ServerVersion(2, 4, 0)),
    "HNSW_SQ": Since(milvus: ServerVersion(2, 5, 0), isInLite: true),
    "HNSW_PQ": Since(milvus: ServerVersion(2, 5, 0)),
    "HNSW_PRQ": Since(milvus: ServerVersion(2, 5, 0)),
    "IVF_RABITQ": Since(milvus: ServerVersion(2, 6, 0)),
    "MINHASH_LSH": Since(milvus: ServerVersion(2, 6, 0)),
  ]

  /// What Lite 2.4 and 2.5 build.
  private static func liteTwo(_ vector: DataType) -> Set<String> {
    switch vector {
    case .floatVector: ["FLAT", "IVF_FLAT", "AUTOINDEX"]
    case .float16Vector, .bfloat16Vector: ["FLAT"]
    case .binaryVector: ["BIN_FLAT"]
    case .sparseFloatVector: ["SPARSE_INVERTED_INDEX", "SPARSE_WAND"]
    default: []
    }
  }

  private static let scalarIndexes: [String: Since] = [
    "STL_SORT": Since(milvus: always), "TRIE": Since(milvus: always),
    "AUTOINDEX": Since(milvus: ServerVersion(2, 4, 0)),
    "INVERTED": Since(milvus: ServerVersion(2, 4, 0), isInLite: true),
    "BITMAP": Since(milvus: ServerVersion(2, 5, 0)),
    "NGRAM": Since(milvus: ServerVersion(2, 6, 0)),
    "RTREE": Since(milvus: ServerVersion(2, 6, 4)),
  ]

  /// Before 2.4 there was one type for numbers and one for texts, and none for other fields.
  private static func oldScalarType(_ type: String, on field: DataType) -> String? {
    switch field {
    case .int8, .int16, .int32, .int64, .float, .double: "STL_SORT"
    case .varchar: type == "marisa-trie" ? type : "Trie"
    default: nil
    }
  }

  private static let indexedByLite: Set<DataType> = [
    .bool, .int8, .int16, .int32, .int64, .float, .double, .varchar, .timestamptz,
  ]
}
