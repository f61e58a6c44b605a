/// Something that not every server can do, or does.
///
/// Servers are never asked by trying: an old one accepts a schema that it does not understand and
/// cannot start again afterwards. Which release has what is in `Feature+Releases.swift`.
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
  /// Collections without a vector field.
  case vectorlessCollection
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

  /// The call that introduces a client; servers without it end when they are asked for databases.
  case connect
  /// Databases beside the default one.
  case databases
  /// Descriptions of databases.
  case describeDatabase
  /// Users, roles and grants.
  case users
  /// Privileges by the group.
  case privilegeGroups
  /// Other names of collections.
  case aliases
  /// The call that lists them; without it the description of a collection has them.
  case listAliases
  /// Another name for a collection in the place of its own.
  case renameCollection
  /// Partitions beside the default one.
  case partitions
  /// Loading and releasing single partitions.
  case loadPartitions
  /// Writing a row whether or not its key is there.
  case upsert
  /// `count(*)`.
  case countRows
  /// Counts of key ranges that cost less than reading them.
  case rangeCounts
  /// Row counts without a query.
  case statistics
  /// Answers about the server's health.
  case health
  /// Timestamps of the server's clock.
  case allocateTimestamp
  /// Settings of a collection that the server acts on.
  case collectionProperties
  /// A time to live that a field holds.
  case timeToLiveField
  /// Separate indexes for the values of a partition key.
  case partitionKeyIsolation
  /// Consistency levels that are kept.
  case consistencyLevels
  /// Shards.
  case shards
  /// A number of partitions that the maker of a partition key chooses.
  case partitionKeyBuckets
  /// Filters on collections that have a partition key.
  case filterWithPartitionKey
  /// Filters that name texts with line breaks.
  case lineBreaksInFilters
  /// The query parameter `reduce_stop_for_best`.
  case stopForBest
  /// The query parameter `iterator`.
  case iterator
  /// Pages in the order of their keys.
  case sortedPages
  /// Answers to queries without a limit that are whole, whatever their number of rows.
  case unlimitedQueries
  /// Answers that name the timestamp they are of.
  case sessionTimestamp
  /// Queries that read as of a timestamp instead of at least as of it.
  case snapshotRead
  /// The check of a write against the schema's timestamp.
  case schemaTimestamp
  /// The collection property `allow_insert_auto_id`, or keys accepted without it.
  case insertAutoID
  /// Keys accepted without a property by a collection that generates them.
  case insertAutoIDAtOnce
  /// Upserts that keep the keys of a collection whose keys the server makes up.
  case upsertKeepsAutoID
  /// Generated keys of type VarChar.
  case varcharAutoID
  /// Writes without `valid_data` for fields that have a default value.
  case defaultWithoutValidData
  /// Several rows of one key, where they were inserted so.
  case duplicateKeys
  /// One row of a key, the newest, also where it was inserted several times.
  case insertReplaces
  /// A row for each partition that has its key.
  case keyPerPartition
  /// Rows that are returned although their key is the largest Int64.
  case largestKey
  /// Scalar indexes of type INVERTED.
  case invertedIndex
  /// Indexes with many probes on graphics processors.
  case gpuIndex
  /// Loading a collection whose vectors have no index.
  case loadWithoutIndex
  /// Collections that are made unloaded.
  case unloadedCreation
  /// More than one reader of a collection at a time.
  case concurrentReaders
  /// More than one writer to a collection at a time.
  case concurrentWriters
  /// Schemas that are described as they were made, texts and sizes included.
  case wholeSchemas
  /// Schemas that hold nothing which the server does not know: others are refused.
  case refusesUnknownTypes
  /// JSON that is returned as it was written.
  case verbatimJSON
  /// Nulls of vectors that are returned as nulls.
  case returnedNullVectors
  /// Texts that are refused if they are longer than their field allows.
  case textLimits
  /// Texts whose length is counted in bytes, not in characters.
  case textLimitsInBytes
  /// Texts in arrays that are refused if they are too long.
  case textLimitsInArrays
  /// Rows refused for undeclared fields that are called like declared ones.
  case refusesDoubleNames
  /// Undeclared fields kept apart from declared ones and from columns of the server.
  case separateNames
  /// The number of fields and the lengths of texts as settings.
  case sizeSettings
}
