internal import MigrationPlanning
internal import MilvusClient

/// How rows of one collection are written over those of another that exists already; pure.
///
/// A plan says this for a collection that it makes. Here both collections are there, so it follows
/// from how their servers describe them now.
struct RowWriting: Sendable, Equatable {
  /// What the target wants of each column that is read.
  let columns: [PlannedColumn]
  /// How rows are written that may be there already.
  let replay: ReplayStrategy
  /// A property that the target needs while it is given keys; nil if it needs none.
  let property: TemporaryProperty?

  /// Decides from the two descriptions and the target's version.
  ///
  /// - Throws: `MigrationError` with `.schemaMismatch` if rows of the one do not fit into the other,
  ///   or with `.notRepairable` if the target takes no keys.
  init(
    from source: CollectionSchema, to target: CollectionDescription, on version: ServerVersion
  ) throws(MigrationError) {
    let obstacles = RowFit(source: source, target: target.schema).obstacles
    guard obstacles.isEmpty else {
      throw MigrationError(
        .schemaMismatch,
        """
        rows of the source do not fit into the target "\(target.address)": \
        \(obstacles.joined(separator: "; "))
        """)
    }
    let keys = KeyPolicy.decide(
      schema: target.schema,
      properties: target.properties.map { PlannedProperty(key: $0.key, value: $0.value) },
      target: version, choice: .automatic)
    if case .undecided(let reason) = keys {
      throw MigrationError(
        .notRepairable, "the target \"\(target.address)\" cannot be given rows again: \(reason)")
    }
    let mapping = ColumnMapping(schema: target.schema.carryable(), keys: keys, target: version)
    let names = RowFit.storedColumns(of: source)
    columns = mapping.columns.filter { names.contains($0.name) }
    replay = keys.replay(on: version)
    if case .keptWhileGenerating(let needed) = keys { property = needed } else { property = nil }
  }
}

/// Whether rows of one collection fit into another.
struct RowFit {
  let source: CollectionSchema
  let target: CollectionSchema

  /// Names of the columns that are read of a collection: all but those that functions compute.
  static func storedColumns(of schema: CollectionSchema) -> Set<ServerName> {
    var names = Set(schema.storedFields.map(\.name) + schema.structFields.map(\.name))
    if schema.isDynamic { names.insert(ColumnRule.dynamicField.name) }
    return names
  }

  /// Why rows do not fit, in plain words; empty if they do.
  ///
  /// Sizes, nulls and values are the target's to judge, row by row.
  var obstacles: [String] {
    let read = Self.storedColumns(of: source)
    let computed = Set(target.computedFields.map(\.name))
    var found = source.storedFields.flatMap { field in
      computed.contains(field.name)
        ? ["field \"\(field.name)\" is computed by the target"]
        : obstacles(field, target.field(named: field.name))
    }
    found += source.structFields.flatMap { obstacles($0) }
    if source.isDynamic, !target.isDynamic { found.append("the target has no dynamic field") }
    for field in target.storedFields where !read.contains(field.name) {
      guard !field.isNullable, !field.hasDefault else { continue }
      found.append("field \"\(field.name)\" of the target needs values that the source lacks")
    }
    return found
  }

  private func obstacles(_ field: FieldSchema, _ twin: FieldSchema?) -> [String] {
    guard let twin else { return ["field \"\(field.name)\" is missing"] }
    let differs = { (what: String) in "field \"\(field.name)\" has another \(what)" }
    var found: [String] = []
    if field.type != twin.type { found.append(differs("type")) }
    if field.elementType != twin.elementType { found.append(differs("element type")) }
    if field.dimension != twin.dimension { found.append(differs("dimension")) }
    if field.isPrimaryKey != twin.isPrimaryKey { found.append("the primary key is another field") }
    if field.isPartitionKey != twin.isPartitionKey {
      found.append("the partition key is another field")
    }
    return found
  }

  private func obstacles(_ field: StructFieldSchema) -> [String] {
    guard let twin = target.structFields.first(where: { $0.name == field.name }) else {
      return ["field \"\(field.name)\" is missing"]
    }
    return field.fields.flatMap { inner in
      obstacles(inner, twin.fields.first { $0.name == inner.name })
    }
  }
}
