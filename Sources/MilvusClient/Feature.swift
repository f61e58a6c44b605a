/// Something that not every server can do.
///
/// Servers are never asked by trying: an old one accepts a schema that it does not understand and
/// cannot start again afterwards.
public enum Feature: String, CaseIterable, Sendable {
  // Schema.
  case dynamicField, json, partitionKey, array
  case sparseVector, float16Vector, binaryVector, severalVectorFields, clusteringKey
  case nullable, defaultValue, bm25, analyzer
  case int8Vector, embeddingFunction, timestamptz, structArray, geometry, nullableVector
  case text, minHash, elementNulls, nullableStructArray
  /// Types of the protocol that no release has.
  case unreleasedType
  // Calls and their parameters.
  case databases, upsert, countRows, allocateTimestamp, describeDatabase
  /// The query parameter `reduce_stop_for_best`.
  case stopForBest
  /// The query parameter `iterator`.
  case iterator
  /// Answers that name the timestamp they are of.
  case sessionTimestamp
  /// Queries that read as of a timestamp instead of at least as of it.
  case snapshotRead
  /// The check of a write against the schema's timestamp.
  case schemaTimestamp
  case loadPartitions, statistics
  /// The collection property `allow_insert_auto_id`, or keys accepted without it.
  case insertAutoID
  /// Upserts that keep the keys of a collection whose keys the server makes up.
  case upsertKeepsAutoID
  /// Writes without `valid_data` for fields that have a default value.
  case defaultWithoutValidData
  /// Scalar indexes of type INVERTED.
  case invertedIndex
  /// More than one writer to a collection at a time.
  case concurrentWriters

  /// The first version of each line that has the feature; later lines have it too.
  var firstVersions: [ServerVersion] {
    switch self {
    case .dynamicField, .json, .partitionKey, .databases: [ServerVersion(2, 2, 9)]
    case .binaryVector, .loadPartitions, .statistics, .concurrentWriters: [ServerVersion(2, 0, 0)]
    case .upsert, .countRows, .allocateTimestamp, .array, .stopForBest: [ServerVersion(2, 3, 0)]
    case .sparseVector, .float16Vector, .severalVectorFields, .clusteringKey, .invertedIndex:
      [ServerVersion(2, 4, 0)]
    case .describeDatabase: [ServerVersion(2, 4, 3)]
    case .nullable, .defaultValue, .bm25, .analyzer, .iterator, .sessionTimestamp, .snapshotRead:
      [ServerVersion(2, 5, 0)]
    case .schemaTimestamp: [ServerVersion(2, 5, 4)]
    case .insertAutoID: [ServerVersion(2, 5, 19), ServerVersion(2, 6, 3)]
    case .int8Vector, .embeddingFunction, .geometry: [ServerVersion(2, 6, 0)]
    case .timestamptz: [ServerVersion(2, 6, 3)]
    case .structArray: [ServerVersion(2, 6, 4)]
    case .defaultWithoutValidData: [ServerVersion(2, 6, 12)]
    case .nullableVector: [ServerVersion(2, 6, 18)]
    case .text, .minHash, .elementNulls, .nullableStructArray: [ServerVersion(3, 0, 0)]
    case .unreleasedType, .upsertKeepsAutoID: []
    }
  }

  /// Whether Milvus Lite has the feature, as of 3.2.2.
  var isInLite: Bool {
    switch self {
    case .dynamicField, .json, .partitionKey, .array, .databases, .upsert, .countRows, .nullable,
      .defaultValue, .bm25, .analyzer, .sparseVector, .geometry, .timestamptz, .insertAutoID,
      .upsertKeepsAutoID, .defaultWithoutValidData, .iterator, .statistics, .severalVectorFields,
      .invertedIndex:
      true
    case .binaryVector, .float16Vector, .int8Vector, .clusteringKey, .embeddingFunction,
      .structArray, .nullableVector, .text, .minHash, .elementNulls, .nullableStructArray,
      .unreleasedType, .allocateTimestamp, .describeDatabase, .stopForBest, .sessionTimestamp,
      .snapshotRead, .schemaTimestamp, .loadPartitions, .concurrentWriters:
      false
    }
  }
}

extension ServerVersion {
  /// Whether a server of this version has the feature, by what is known of its releases.
  public func supports(_ feature: Feature) -> Bool {
    if isLite { return feature.isInLite && (feature != .iterator || self > Self.unsortedLite) }
    let line = (major, minor)
    guard let first = feature.firstVersions.last(where: { ($0.major, $0.minor) <= line }) else {
      return false
    }
    return (first.major, first.minor) < line || self >= first
  }

  /// The last Lite whose pages are not in the order of keys: it ignores the `iterator` parameter.
  private static let unsortedLite = ServerVersion(3, 2, 0, isLite: true)
}
