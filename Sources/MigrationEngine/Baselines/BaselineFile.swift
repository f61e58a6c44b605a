internal import MigrationPlanning
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Why a text is no baseline that can be used.
public enum BaselineFlaw: Error, Sendable, Equatable {
  /// It is something else.
  case foreign
  /// It is of a form that this program does not know.
  case newer(String)
  /// It ends too early.
  case truncated
  /// It is not what was written; nil where no single line is wrong.
  case damaged(line: Int?)
}

extension Baseline {
  /// The name of its form.
  public static let schema = "vecferry.baseline/1"

  /// The baseline as a file has it: JSON Lines of which the last one proves the others.
  ///
  /// A key range is a list of its last key, its rows and its digest: `[12345,4096,"q83vEjRWeJA="]`.
  public var text: String {
    get throws {
      let coder = JSONEncoder()
      coder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      var text = ""
      let add = { (line: any Encodable) in
        text += String(decoding: try coder.encode(line), as: UTF8.self) + "\n"
      }
      try add(BaselineHeader(self))
      for part in parts {
        try add(BaselineLine(partition: .init(name: part.name, entities: part.entities)))
        for range in part.ranges { try add(range) }
      }
      for row in rows { try add(BaselineLine(row: row)) }
      for field in fields {
        try add(
          BaselineLine(
            field: .init(
              name: field.name, index: field.index, metric: field.metric, limit: field.limit)))
        for search in field.searches { try add(BaselineLine(search: search)) }
      }
      try add(BaselineLine(end: Self.proof(of: text)))
      return text
    }
  }

  /// Reads a baseline.
  ///
  /// - Throws: `BaselineFlaw`.
  public init(text: String) throws {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"))
    let coder = JSONDecoder()
    guard let first = lines.first,
      let form = try? coder.decode(BaselineForm.self, from: Data(first)),
      form.schema.hasPrefix("vecferry.baseline/")
    else { throw BaselineFlaw.foreign }
    guard form.schema == Self.schema else { throw BaselineFlaw.newer(form.schema) }
    guard text.utf8.last == UInt8(ascii: "\n"),
      let end = lines.popLast().flatMap({ try? coder.decode(BaselineLine.self, from: Data($0)) })?
        .end
    else { throw BaselineFlaw.truncated }
    do {
      self = try coder.decode(BaselineHeader.self, from: Data(first)).baseline
    } catch { throw BaselineFlaw.damaged(line: 1) }
    for (place, line) in lines.enumerated().dropFirst() {
      do { try add(Data(line), coder) } catch { throw BaselineFlaw.damaged(line: place + 1) }
    }
    let proven = lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    guard end == Self.proof(of: proven), isWhole else { throw BaselineFlaw.damaged(line: nil) }
  }

  /// Whether every partition is covered, every row has a digest of each column, and every search can be
  /// asked again.
  private var isWhole: Bool {
    parts.allSatisfy { part in
      part.ranges.last.map { $0.upper == nil } ?? false
        && part.ranges.dropLast().allSatisfy { $0.upper != nil }
    } && rows.allSatisfy { $0.fields.count == columns.count }
      && fields.allSatisfy { $0.limit >= 1 }
  }

  private mutating func add(_ line: Data, _ coder: JSONDecoder) throws {
    guard line.first != UInt8(ascii: "[") else {
      guard !parts.isEmpty else { throw BaselineFlaw.damaged(line: nil) }
      return parts[parts.count - 1].ranges.append(try coder.decode(Range.self, from: line))
    }
    let line = try coder.decode(BaselineLine.self, from: line)
    if let part = line.partition { parts.append(Part(name: part.name, entities: part.entities)) }
    if let row = line.row { rows.append(row) }
    if let field = line.field {
      fields.append(
        Field(name: field.name, index: field.index, metric: field.metric, limit: field.limit))
    }
    if let search = line.search {
      guard !fields.isEmpty else { throw BaselineFlaw.damaged(line: nil) }
      fields[fields.count - 1].searches.append(search)
    }
  }

  private static func proof(of text: String) -> BaselineLine.End {
    var hash = ContentHash()
    let bytes = Array(text.utf8)
    hash.add(bytes.span.bytes)
    return BaselineLine.End(lines: bytes.count { $0 == UInt8(ascii: "\n") }, digest: hash.value)
  }
}

/// What every line of a form begins with.
private struct BaselineForm: Decodable {
  let schema: String
}

/// The first line: what the collection is, apart from rows.
private struct BaselineHeader: Codable {
  let schema: String
  let takenAt: String
  let collection: CollectionAddress
  let server: String
  let version: ServerVersion
  let kind: ClusterKind
  let columns: [ServerName]
  let rowBytes: Int
  /// The schema as servers exchange it, so that unknown parts are kept.
  let definition: Data
  let shards: Int
  let consistency: ConsistencyLevel?
  let properties: [PlannedProperty]
  let partitions: [ServerName]
  let indexes: [PlannedIndex]
  let aliases: [ServerName]

  init(_ baseline: Baseline) throws {
    let definition = baseline.definition
    schema = Baseline.schema
    (takenAt, collection, server) = (baseline.takenAt, baseline.collection, baseline.server)
    (columns, rowBytes) = (baseline.columns, baseline.rowBytes)
    (version, kind) = (definition.version, definition.kind)
    self.definition = Data(try definition.schema.serialized())
    (shards, consistency) = (definition.shards, definition.consistency)
    (properties, partitions) = (definition.properties, definition.partitions)
    (indexes, aliases) = (definition.indexes, definition.aliases)
  }

  var baseline: Baseline {
    get throws {
      let definition = Baseline.Definition(
        schema: try CollectionSchema(serialized: Array(definition)), shards: shards,
        consistency: consistency, properties: properties, partitions: partitions, indexes: indexes,
        aliases: aliases, version: version, kind: kind)
      return Baseline(
        collection: collection, server: server, takenAt: takenAt, definition: definition,
        columns: columns, rowBytes: max(0, rowBytes))
    }
  }
}

/// Every other line: an object of one member, or a key range.
private struct BaselineLine: Codable {
  struct Part: Codable {
    let name: ServerName?
    let entities: Int64
  }
  struct Field: Codable {
    let name: ServerName
    let index: String?
    let metric: String
    let limit: Int
  }
  struct End: Codable, Equatable {
    let lines: Int
    let digest: UInt64
  }

  var partition: Part?
  var row: Baseline.Row?
  var field: Field?
  var search: Baseline.Search?
  var end: End?
}
