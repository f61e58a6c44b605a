internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import TestSupport

/// Random rows of the collection that a plan reads, as its source answers with them.
struct RandomAnswer {
  /// The answer.
  private(set) var wire = WireQueryResults()
  /// The columns whose rows can be told apart: those of known types.
  private(set) var comparable: [ServerName] = []

  private let rows: Int

  init(to plan: MigrationPlan, using generator: inout SeededGenerator) throws {
    rows = generator.below(4)
    let schema = try plan.sourceSchema()
    for column in plan.columns {
      if let field = schema.field(named: column.name) {
        try add(field, column, using: &generator)
      } else if let field = schema.structFields.first(where: { $0.name == column.name }) {
        try add(field, column, using: &generator)
      } else {
        try add(ColumnKind(documentsOf: column.name.text), column, using: &generator)
      }
    }
    wire.fieldsData.shuffle(using: &generator)
  }

  private mutating func add(
    _ field: FieldSchema, _ column: PlannedColumn, using generator: inout SeededGenerator
  ) throws {
    guard let kind = ColumnKind(of: field) else { return addUnknown(field, using: &generator) }
    if field.isPrimaryKey {
      addKeys(field, kind)
    } else {
      try add(kind, column, using: &generator)
    }
  }

  private mutating func addKeys(_ field: FieldSchema, _ kind: ColumnKind) {
    var keys = WireFieldData()
    keys.fieldName = field.name.text
    keys.type = kind.type
    keys.fieldID = 100
    if kind.type == 5 {
      keys.scalars.longData.data = (0..<rows).map(Int64.init)
    } else {
      keys.scalars.stringData.data = (0..<rows).map { Data("key \($0)".utf8) }
    }
    wire.fieldsData.append(keys)
    comparable.append(field.name)
  }

  private mutating func add(
    _ kind: ColumnKind, _ column: PlannedColumn, using generator: inout SeededGenerator
  ) throws {
    let random = Self.column(kind, column, rows: rows, using: &generator)
    wire.fieldsData.append(try random.answered(using: &generator))
    comparable.append(column.name)
  }

  private mutating func add(
    _ field: StructFieldSchema, _ column: PlannedColumn, using generator: inout SeededGenerator
  ) throws {
    var structs = WireFieldData()
    structs.fieldName = field.name.text
    structs.type = DataType.arrayOfStruct.rawValue
    let hasValue = (0..<rows).map { _ in !(field.isNullable && generator.once(in: 3)) }
    for (inner, innerColumn) in zip(field.fields, column.inner) {
      guard let kind = ColumnKind(of: inner) else { continue }
      var random = Self.column(kind, innerColumn, rows: rows, using: &generator)
      random.values = zip(random.values, hasValue).map { $1 ? $0 ?? kind.placeholder : nil }
      structs.structArrays.fields.append(try random.answered(using: &generator))
    }
    wire.fieldsData.append(structs)
    if !structs.structArrays.fields.isEmpty { comparable.append(field.name) }
  }

  /// A column of a type from the future, in a member that no message has.
  private mutating func addUnknown(_ field: FieldSchema, using generator: inout SeededGenerator) {
    var column = WireFieldData()
    column.fieldName = field.name.text
    column.type = field.type.rawValue
    let content = Unknown.field(9, generator.bytes(rows))
    wire.fieldsData.append((try? column.adding(content)) ?? column)
  }

  private static func column(
    _ kind: ColumnKind, _ column: PlannedColumn, rows: Int, using generator: inout SeededGenerator
  ) -> RandomColumn {
    var random = RandomColumn(name: column.name.text, kind: kind, rows: rows, using: &generator)
    random.isNullable = column.isNullable
    random.wantsValidData = column.wantsValidData
    random.isDynamic = column.name == "$meta"
    random.values = random.values.map { value in
      column.isNullable && generator.once(in: 3) ? nil : value ?? kind.placeholder
    }
    return random
  }
}

extension ColumnKind {
  /// The kind of a field's column; nil for types that do not exist yet.
  fileprivate init?(of field: FieldSchema) {
    let fitting = Self.all.first {
      $0.type == field.type.rawValue && $0.elementType == field.elementType.rawValue
    }
    guard let fitting else { return nil }
    self = fitting
  }

  /// The kind of the column with the values of undeclared fields.
  fileprivate init(documentsOf name: String) {
    let documents = Self.all.first { $0.type == DataType.json.rawValue }
    precondition(documents != nil, "JSON is among the kinds of columns")
    self = documents ?? Self.all[0]
  }
}
