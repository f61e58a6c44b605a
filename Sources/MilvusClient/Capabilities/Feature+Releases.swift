/// The releases that have a feature.
struct FeatureReleases {
  /// The first version of each line of Milvus that has it; later lines have it too.
  var milvus: [ServerVersion]
  /// The lines of Milvus Lite that have it.
  var lite: Set<LiteLine>
}

/// Releases of Milvus Lite that can do the same.
enum LiteLine: CaseIterable {
  /// 2.4, one file.
  case v24
  /// 2.5, one file.
  case v25
  /// 3.0 to 3.2.0, a folder; pages have no order.
  case v30
  /// 3.2.1 and newer.
  case v321

  init(_ version: ServerVersion) {
    if version.major < 3 {
      self = (version.major, version.minor) < (2, 5) ? .v24 : .v25
    } else {
      self = version < ServerVersion(3, 2, 1) ? .v30 : .v321
    }
  }

  static let all = Set(allCases)
  static let two: Set<LiteLine> = [.v24, .v25]
  static let three: Set<LiteLine> = [.v30, .v321]
}

extension Feature {
  /// The releases that have the feature: of Milvus, and of Milvus Lite.
  ///
  /// Lines of Milvus after 2.3 are known by their sources, everything else by real servers.
  var releases: FeatureReleases {
    FeatureReleases(milvus: firstVersions, lite: liteLines)
  }

  private var firstVersions: [ServerVersion] {
    switch self {
    case .binaryVector, .loadPartitions, .statistics, .concurrentWriters, .concurrentReaders,
      .users, .aliases, .partitions, .health, .collectionProperties, .consistencyLevels, .shards,
      .filterWithPartitionKey, .lineBreaksInFilters, .sortedPages, .unlimitedQueries,
      .varcharAutoID, .duplicateKeys, .keyPerPartition, .gpuIndex, .unloadedCreation,
      .wholeSchemas, .verbatimJSON, .returnedNullVectors, .textLimits, .textLimitsInBytes,
      .separateNames, .vectorlessCollection, .partitionKeyBuckets:
      [ServerVersion(2, 0, 0)]
    case .connect, .dynamicField, .json, .partitionKey, .databases, .allocateTimestamp,
      .renameCollection:
      [ServerVersion(2, 2, 9)]
    case .upsert, .countRows, .rangeCounts, .stopForBest: [ServerVersion(2, 3, 0)]
    case .array: [ServerVersion(2, 3, 2)]
    case .listAliases: [ServerVersion(2, 3, 5)]
    case .sparseVector, .float16Vector, .severalVectorFields, .clusteringKey, .invertedIndex,
      .refusesUnknownTypes, .textLimitsInArrays, .refusesDoubleNames, .sizeSettings,
      .partitionKeyIsolation:
      [ServerVersion(2, 4, 0)]
    case .describeDatabase: [ServerVersion(2, 4, 3)]
    case .nullable, .defaultValue, .bm25, .analyzer, .iterator, .sessionTimestamp, .snapshotRead,
      .privilegeGroups:
      [ServerVersion(2, 5, 0)]
    case .schemaTimestamp: [ServerVersion(2, 5, 4)]
    case .insertAutoID: [ServerVersion(2, 5, 19), ServerVersion(2, 6, 3)]
    case .int8Vector, .embeddingFunction, .geometry: [ServerVersion(2, 6, 0)]
    case .timestamptz: [ServerVersion(2, 6, 3)]
    case .structArray: [ServerVersion(2, 6, 4)]
    case .defaultWithoutValidData: [ServerVersion(2, 6, 12)]
    case .nullableVector: [ServerVersion(2, 6, 18)]
    case .text, .minHash, .elementNulls, .nullableStructArray, .timeToLiveField:
      [ServerVersion(3, 0, 0)]
    case .unreleasedType, .upsertKeepsAutoID, .insertAutoIDAtOnce, .insertReplaces,
      .loadWithoutIndex, .largestKey:
      []
    }
  }

  private var liteLines: Set<LiteLine> {
    switch self {
    case .connect, .dynamicField, .json, .array, .upsert, .countRows, .sparseVector,
      .severalVectorFields, .statistics, .insertAutoID, .insertAutoIDAtOnce, .upsertKeepsAutoID,
      .invertedIndex, .loadWithoutIndex, .largestKey:
      LiteLine.all
    case .float16Vector, .binaryVector, .clusteringKey, .wholeSchemas, .verbatimJSON,
      .duplicateKeys, .rangeCounts:
      LiteLine.two
    case .partitionKey, .databases, .aliases, .listAliases, .renameCollection, .partitions,
      .health, .nullable,
      .defaultValue, .bm25, .geometry, .timestamptz, .defaultWithoutValidData, .iterator,
      .filterWithPartitionKey, .lineBreaksInFilters, .unlimitedQueries, .textLimits,
      .refusesUnknownTypes, .insertReplaces:
      LiteLine.three
    case .analyzer: [.v25, .v30, .v321]
    case .sortedPages: [.v24, .v25, .v321]
    case .int8Vector, .embeddingFunction, .structArray, .nullableVector, .text, .minHash,
      .elementNulls, .nullableStructArray, .unreleasedType, .allocateTimestamp, .describeDatabase,
      .stopForBest, .sessionTimestamp, .snapshotRead, .schemaTimestamp, .loadPartitions,
      .concurrentReaders, .concurrentWriters, .users, .collectionProperties, .timeToLiveField,
      .partitionKeyIsolation, .consistencyLevels, .shards, .partitionKeyBuckets, .varcharAutoID,
      .keyPerPartition, .gpuIndex, .unloadedCreation, .returnedNullVectors, .textLimitsInBytes,
      .textLimitsInArrays, .refusesDoubleNames, .separateNames, .sizeSettings,
      .vectorlessCollection, .privilegeGroups:
      []
    }
  }
}

extension ServerVersion {
  /// Whether a server of this version has the feature, by what is known of its releases.
  public func supports(_ feature: Feature) -> Bool {
    let releases = feature.releases
    if isLite { return releases.lite.contains(LiteLine(self)) }
    let line = (major, minor)
    guard let first = releases.milvus.last(where: { ($0.major, $0.minor) <= line }) else {
      return false
    }
    return (first.major, first.minor) < line || self >= first
  }

  /// Whether this is the same software in the same or a newer version, which lost nothing since.
  package func isNoOlder(than other: ServerVersion) -> Bool {
    // Lite 3 was written anew and lacks types of Lite 2.
    isLite == other.isLite && self >= other && (!isLite || major == other.major)
  }

  /// Whether a server of this version holds whatever a server of `source` describes.
  ///
  /// What a server that refuses unknown types describes, it has.
  package func holdsAll(of source: ServerVersion) -> Bool {
    isNoOlder(than: source) && source.supports(.refusesUnknownTypes)
  }
}
