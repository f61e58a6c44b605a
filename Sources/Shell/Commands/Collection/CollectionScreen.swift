internal import MigrationEngine
internal import MilvusClient

/// Everything about one collection.
struct CollectionScreen: Renderable {
  static let schema = "collection/1"
  static let rows: String? = nil

  var side: Side
  var cluster: String
  /// The name that was typed, which may be an alias.
  var asked: ServerName
  var description: CollectionDescription
  /// Whether it is loaded; here and below, nil is what the server did not say.
  var state: LoadState?
  var entities: EntityCount?
  var countTime: Duration
  var partitions: [ServerName]?
  var indexes: [IndexDescription]?
  var aliases: [ServerName]?
  /// What the server did not say.
  var refusals: [Refusal] = []

  var json: JSONObject {
    var object: JSONObject = [
      "side": .string(side.rawValue), "cluster": .string(cluster),
      "database": .string(description.address.database),
      "name": .string(description.address.name), "state": .optional(state?.rawValue),
      "entities": .optional(entities?.number),
      "counted": .string(entities?.method.rawValue ?? "none"),
      "consistency": .optional(description.consistency?.rawValue),
      "shards": .integer(Int64(description.shards)),
      "partitions": partitions.map { .strings($0) } ?? .null,
      "aliases": aliases.map { .strings($0) } ?? .null,
      "properties": .object(description.properties.document),
      "createdAt": .optional(description.createdAt.map(Figures.timestamp)),
    ]
    for field in description.schema.document.fields where field.name != "name" {
      object[field.name] = field.value
    }
    object["indexes"] = indexes.map { .array($0.map(\.document)) } ?? .null
    if !refusals.isEmpty { object["refused"] = .array(refusals.map(\.document)) }
    return object
  }

  var sections: [Section] {
    let notes = Refusal.footnotes(of: refusals)
    return [.lines([heading]), .fields(facts), .blank, .table(fieldTable)]
      + (notes.isEmpty ? [] : [.blank, .lines(notes)])
  }

  private var heading: String {
    let name = description.address.name
    let alias = asked == name ? "" : " (by its alias \(asked))"
    return "\(name)\(alias)    \(side.rawValue), \(cluster)/\(description.address.database)"
  }

  private var facts: [Field] {
    let schema = description.schema
    let all: [Field?] = [
      schema.description.isEmpty ? nil : Field("description", Cell(schema.description)),
      Field("state", Cell(state?.rawValue ?? "?")),
      Field("entities", Cell(counted)),
      Field("key", Cell(key)),
      description.consistency.map { Field("consistency", Cell($0.rawValue)) },
      Field("shards", .count(Int64(description.shards))),
      Field("partitions", Cell(partitionText)),
      schema.partitionKey.map { Field("partition key", Cell($0.name)) },
      Field("dynamic field", Cell(schema.isDynamic ? "on" : "off")),
      Field("properties", list(description.properties.map(\.description))),
      Field("aliases", aliases.map { list($0.map(\.text)) } ?? Cell("?")),
    ]
    return all.compactMap(\.self)
  }

  private var counted: String {
    guard let entities else { return "?" }
    let how = entities.method == .exact ? "exact, \(Figures.duration(countTime))" : "statistics"
    return "\(Figures.count(entities.number)) (\(how))"
  }

  private var key: String {
    guard let key = description.schema.primaryKey else { return "none" }
    let generated = description.schema.isAutoID ? "generated" : "not generated"
    return "\(key.name) \(key.typeText), \(generated)"
  }

  /// A partition-key collection has many partitions with names that mean nothing.
  private var partitionText: String {
    guard let partitions else { return "?" }
    guard partitions.count <= 8 else { return Figures.count(partitions.count) }
    return partitions.joined(separator: ", ")
  }

  private func list(_ texts: [String]) -> Cell {
    texts.isEmpty ? .absent : Cell(texts.joined(separator: ", "))
  }

  private var fieldTable: Table {
    let columns: [Table.Column] = [
      .text("FIELD"), .text("TYPE"), .text("NULL"), .text("DEFAULT"), .text("INDEX"),
      .text("NOTE"),
    ]
    let plain = description.schema.fields.map { row($0, name: $0.name) }
    let inner = description.schema.structFields.flatMap { outer in
      outer.fields.map { row($0, name: "\(outer.name)[\($0.name)]") }
    }
    return Table(columns, rows: plain + inner, indent: 2)
  }

  private func row(_ field: FieldSchema, name: ServerName) -> [Cell] {
    let index = indexes?.first { $0.field == name }
    let indexText =
      indexes == nil
      ? "?" : index.map { [$0.type, $0.metric].compactMap(\.self).joined(separator: " ") }
    let note = notes(of: field).joined(separator: ", ")
    return [
      Cell(name), Cell(field.typeText), field.isNullable ? "yes" : "no",
      field.defaultText.map { Cell($0) } ?? .absent, indexText.map { Cell($0) } ?? .absent,
      Cell(note),
    ]
  }

  private func notes(of field: FieldSchema) -> [String] {
    let maker = description.schema.functions.first { $0.outputs.contains(field.name) }
    return [
      field.isPrimaryKey ? "primary key" : nil,
      field.isPartitionKey ? "partition key" : nil,
      field.isClusteringKey ? "clustering key" : nil,
      field.maxCapacity.map { "at most \($0)" },
      maker.map { "made by function \($0.name)(\($0.inputs.joined(separator: ", ")))" },
      field.description.isEmpty ? nil : field.description,
    ].compactMap(\.self)
  }
}
