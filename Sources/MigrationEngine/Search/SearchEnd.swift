internal import MigrationPlanning
internal import MilvusClient

/// One end, as searches ask it.
struct SearchEnd: Sendable {
  /// What an end answered, and when.
  struct Answer: Sendable {
    let neighbours: [Neighbour]
    let seconds: Double
  }

  private let end: CollectionEnd
  private let options: SearchOptions
  /// The moment up to which writes are seen; nil where the server has no timestamps.
  private let timestamp: UInt64?
  private let indexes: [IndexDescription]

  /// Asks the end for its time and its indexes.
  ///
  /// A search with strong consistency waits for the server's next tick, each time anew, which is
  /// what would be measured then. So all searches see what was written before the first of them.
  init(_ end: CollectionEnd, _ options: SearchOptions) async throws {
    (self.end, self.options) = (end, options)
    timestamp = try await end.call { client throws(MilvusError) in
      try await client.allocateTimestamp()
    }
    indexes = try await end.call { client throws(MilvusError) in
      try await client.indexes(of: end.address)
    }
  }

  /// The metric of the index of a field; nil if there is no index.
  func metric(of field: SearchField) -> String? { index(of: field)?.metric }

  /// What a report says of the index of a field.
  func index(of field: SearchField, metric: String) -> ComparedField.Index {
    let index = index(of: field)
    return ComparedField.Index(
      type: index?.type, metric: metric, pendingRows: index?.pendingRows ?? 0,
      isUnfinished: index?.isUnfinished ?? false)
  }

  private func index(of field: SearchField) -> IndexDescription? {
    indexes.first { $0.field == field.name }
  }

  /// Searches for one input, and measures how long the answer takes.
  func answer(
    to input: SearchInput, by field: SearchField, metric: String
  ) async throws -> Answer {
    var search = VectorSearch(
      end.address, field: field.name, inputs: [input], metric: metric, limit: options.limit)
    search.partitions = options.partitions ?? []
    search.filter = options.filter ?? ""
    search.timestamp = timestamp
    search.parameters = parameters(for: field)
    let request = search
    let (lists, seconds) = try await end.call { client throws(MilvusError) in
      let start = ContinuousClock.now
      let lists = try await client.search(request)
      return (lists, (ContinuousClock.now - start).seconds)
    }
    return Answer(neighbours: lists.first ?? [], seconds: seconds)
  }

  /// The parameters that were given; where none were, an HNSW of Milvus 2.2 needs one.
  private func parameters(for field: SearchField) -> String {
    guard options.parameters == "{}", !end.version.supports(.countRows),
      index(of: field)?.type == "HNSW"
    else { return options.parameters }
    return "{\"ef\":\(max(64, options.limit))}"
  }
}
