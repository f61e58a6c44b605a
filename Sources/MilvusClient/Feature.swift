/// Something that not every server can do.
///
/// Servers are never asked by trying: an old one accepts a schema that it does not understand and
/// cannot start again afterwards.
public enum Feature: String, CaseIterable, Sendable {
  /// Values of undeclared fields.
  case dynamicField
  /// Fields that hold JSON.
  case json
  /// A field that decides the partition of a row.
  case partitionKey
  /// Fields that hold lists of scalar values.
  case array
  /// Sparse vectors.
  case sparseVector
  /// Vectors of 16-bit floats, of both kinds.
  case float16Vector
  /// Vectors of bits.
  case binaryVector
  /// More than one vector field in a collection.
  case severalVectorFields
  /// A field by which rows are clustered.
  case clusteringKey
  /// Scalar fields and arrays without a value.
  case nullable
  /// Values for rows that have none.
  case defaultValue
  /// Sparse vectors that the server computes from text.
  case bm25
  /// Text that the server cuts into words.
  case analyzer
  /// Vectors of 8-bit integers.
  case int8Vector
  /// Vectors that the server has a model compute.
  case embeddingFunction
  /// Points in time, written with their zone.
  case timestamptz
  /// Lists of structs, and of vectors.
  case structArray
  /// Shapes.
  case geometry
  /// Vectors without a value.
  case nullableVector
  /// Text of any length.
  case text
  /// Hashes that the server computes from text.
  case minHash
  /// Elements of lists without a value.
  case elementNulls
  /// Lists of structs without a value.
  case nullableStructArray
  /// Types of the protocol that no release has.
  case unreleasedType
  /// Databases beside the default one.
  case databases
  /// Writing a row whether or not its key is there.
  case upsert
  /// `count(*)`.
  case countRows
  /// Timestamps of the server's clock.
  case allocateTimestamp
  /// Descriptions of databases.
  case describeDatabase
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
  /// Loading and releasing single partitions.
  case loadPartitions
  /// Row counts without a query.
  case statistics
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
