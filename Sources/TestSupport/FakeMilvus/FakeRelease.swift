internal import MilvusClient

/// What servers of one release do, and those of another do not.
struct FakeRelease: Sendable {
  /// The release.
  let version: ServerVersion

  /// Whether the release is one of these, or newer in its line; lines after the last have it too.
  private func has(since firsts: (Int, Int, Int)...) -> Bool {
    let line = (version.major, version.minor)
    guard let first = firsts.last(where: { ($0.0, $0.1) <= line }) else { return false }
    return (first.0, first.1) < line || (version.patch ?? .max) >= first.2
  }

  // MARK: - Calls

  var isIntroducedTo: Bool { has(since: (2, 2, 9)) }
  var namesAliasCall: Bool { has(since: (2, 3, 0)) }
  var listsAliases: Bool { has(since: (2, 3, 5)) }
  var describesDatabases: Bool { has(since: (2, 4, 3)) }
  var groupsPrivileges: Bool { has(since: (2, 5, 0)) }

  // MARK: - Schemas

  var keepsClusteringKeys: Bool { has(since: (2, 4, 0)) }
  var keepsNullability: Bool { has(since: (2, 5, 0)) }
  var keepsFunctions: Bool { has(since: (2, 5, 0)) }
  var keepsStructs: Bool { has(since: (2, 6, 4)) }
  var takesNullableVectors: Bool { has(since: (2, 6, 18)) }
  var takesNullableStructs: Bool { has(since: (3, 0, 0)) }
  /// Whether parts of a schema that nobody knows are kept: a stand-in for releases to come.
  var keepsUnknownParts: Bool { has(since: (3, 0, 0)) }
  var checksProperties: Bool { has(since: (2, 6, 0)) }
  var mostVectorFields: Int { has(since: (2, 6, 0)) ? 10 : has(since: (2, 4, 0)) ? 4 : 1 }

  /// Whether the release knows the data type of that number.
  func knows(type: Int32) -> Bool {
    switch type {
    case 1...5, 10, 11, 21...23, 100, 101: true
    case 102...104: has(since: (2, 4, 0))
    case 24, 105: has(since: (2, 6, 0))
    case 26: has(since: (2, 6, 3))
    case 106, 200, 201: has(since: (2, 6, 4))
    case 25: has(since: (3, 0, 0))
    default: false
    }
  }

  /// Whether the release has that type of index.
  func knows(index type: String) -> Bool {
    switch type.uppercased() {
    case "AUTOINDEX", "FLAT", "HNSW", "IVF_FLAT", "IVF_SQ8", "IVF_PQ", "SCANN", "DISKANN",
      "BIN_FLAT", "BIN_IVF_FLAT", "STL_SORT", "TRIE", "MARISA-TRIE":
      true
    case "SPARSE_INVERTED_INDEX", "SPARSE_WAND", "INVERTED": has(since: (2, 4, 0))
    case "BITMAP", "HNSW_SQ", "HNSW_PQ", "HNSW_PRQ": has(since: (2, 5, 0))
    case "IVF_RABITQ", "MINHASH_LSH", "NGRAM": has(since: (2, 6, 0))
    case "RTREE": has(since: (2, 6, 4))
    default: false
    }
  }

  // MARK: - Writes

  /// Whether a cell of an array without a member is refused; before, it ends the process.
  var refusesNilArrays: Bool { has(since: (2, 4, 2)) }
  var refusesStaticNames: Bool { has(since: (2, 4, 0)) }
  /// Whether requests say which rows have a value; before, servers do not know that list.
  var readsValidity: Bool { has(since: (2, 5, 0)) }
  var fillsDefaultsWithoutValidity: Bool { has(since: (2, 6, 12)) }
  var takesInnerNulls: Bool { has(since: (3, 0, 0)) }
  var mayAllowGivenKeys: Bool { has(since: (2, 5, 19), (2, 6, 3)) }
  var upsertsGeneratedKeys: Bool { has(since: (2, 4, 0)) }
  var refusesDoubledKeys: Bool { has(since: (2, 6, 0)) }
  var mayTakeFunctionOutputs: Bool { has(since: (2, 6, 3)) }

  // MARK: - Answers

  var shufflesColumns: Bool { !has(since: (2, 4, 0)) }
  var returnsNewestCopy: Bool { has(since: (2, 4, 0)) }
  var limitsFlushes: Bool { has(since: (2, 4, 0)) }
  var knowsIterators: Bool { has(since: (2, 5, 0)) }
  var namesKeyField: Bool { has(since: (2, 5, 4)) }
  var typesEmptyArrays: Bool { has(since: (2, 5, 24), (2, 6, 7)) }
  var repeatsValidity: Bool { has(since: (3, 0, 0)) }
  var codesUnloadedPartitions: Bool { has(since: (2, 4, 0)) }
  var parsesSmallestInt64: Bool { has(since: (2, 4, 0)) }
  /// Buckets of a partition key where the request does not say.
  var usualBuckets: Int64 { has(since: (2, 4, 0)) ? 16 : 64 }
}
