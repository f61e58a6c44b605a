internal import MilvusClient
internal import MilvusWire

extension FakeStore {
  func search(_ bytes: [UInt8]) throws -> [UInt8] {
    let request = try FakeSearchRequest(bytes)
    let collection = try collection(request.collection, in: request.database)
    return try FakeSearching(
      release: release, settings: settings, collection: collection, request: request
    ).answer()
  }
}

/// One search, carried out by measuring every row.
struct FakeSearching {
  let release: FakeRelease
  let settings: FakeSettings
  let collection: FakeCollection
  let request: FakeSearchRequest

  private struct Hit {
    let key: PrimaryKey
    let score: Double
  }

  /// The serialised `SearchResults`.
  func answer() throws -> [UInt8] {
    let rows = try rows()
    let measure = try measure()
    let lists = try request.inputs.map { input in
      try hits(input, among: rows, measure)
    }
    return message(lists)
  }

  /// What is asked of a row, and how near it is.
  private struct Measure {
    let column: ServerName
    let metric: String
    var isSimilarity: Bool { ["IP", "COSINE", "BM25"].contains(metric) }
  }

  private func measure() throws -> Measure {
    guard let field = collection.field(request.field), field.isVector else {
      throw FakeRefusal.invalid("failed to get field schema by name: \(request.field)")
    }
    guard
      let index = collection.indexes.first(where: { ServerName($0.fieldName) == field.name }),
      let metric = index.params.last(where: { $0.key == "metric_type" })?.value
    else { throw FakeRefusal.status(700, "index not found[field=\(field.name)]") }
    guard request.metric.isEmpty || request.metric == metric else {
      throw FakeRefusal.invalid(
        "metric type not match: invalid [expected=\(metric)][actual=\(request.metric)]")
    }
    let function = collection.schema.functions.first {
      $0.outputFieldNames.contains { ServerName($0) == field.name }
    }
    let column = metric == "BM25" ? function?.inputFieldNames.first.map(ServerName.init(_:)) : nil
    guard request.inputType == (column == nil ? field.type : 21) else {
      throw FakeRefusal.invalid(
        "vector type must be the same, field \(field.name) - type \(field.type)")
    }
    return Measure(column: column ?? field.name, metric: metric)
  }

  /// Live rows that may be found, the newest copy of each key.
  private func rows() throws -> [FakeRow] {
    let partitions = try collection.readable(request.partitions, release)
    let filter = try FakeFilter(request.filter, of: collection, release: release)
    let live = collection.liveRows.filter {
      partitions.contains($0.partition) && filter.holds(for: $0.key)
    }
    let newest = Dictionary(live.map { ($0.key, $0) }) { $0.born < $1.born ? $1 : $0 }
    return newest.values.filter { !isOverlooked($0.key) }
  }

  private func isOverlooked(_ key: PrimaryKey) -> Bool {
    settings.overlooksOneOf.map { key.cell.stableHash % UInt64($0) == 0 } ?? false
  }

  private func hits(
    _ input: [UInt8], among rows: [FakeRow], _ measure: Measure
  ) throws -> [Hit] {
    let hits = try rows.compactMap { row -> Hit? in
      guard let cell = row.cells[measure.column],
        let score = try FakeDistance(metric: measure.metric, type: request.inputType)
          .score(input, cell)
      else { return nil }
      return Hit(key: row.key, score: score)
    }
    let sorted = hits.sorted { one, other in
      guard one.score != other.score else { return one.key < other.key }
      return measure.isSimilarity ? one.score > other.score : one.score < other.score
    }
    return Array(sorted.prefix(request.limit))
  }

  private func message(_ lists: [[Hit]]) -> [UInt8] {
    let hits = lists.flatMap(\.self)
    var results = WireWriter()
    results.varint(1, UInt64(lists.count))
    results.varint(2, UInt64(request.limit))
    if !hits.isEmpty {
      results.bytes(4, hits.flatMap { [UInt8](littleEndian: Float($0.score).bitPattern) })
      results.message(5, hits.map(\.key).ids)
    }
    results.bytes(6, lists.flatMap { [UInt8](varint: UInt64($0.count)) })
    var answer = WireWriter()
    answer.message(2, results)
    answer.bytes(3, request.collection.utf8)
    return answer.assemble(copying: [])
  }
}
