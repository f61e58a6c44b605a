internal import MilvusClient

/// Which columns are read, and what the target wants of them.
struct ColumnMapping {
  let schema: CollectionSchema
  let keys: KeyPolicy
  let target: ServerVersion

  /// The name of the column with the values of undeclared fields.
  static let dynamicField: ServerName = "$meta"

  /// All columns but those that the target's functions compute.
  var columns: [PlannedColumn] {
    let computed = Set(schema.functions.flatMap(\.outputs))
    var columns = schema.fields
      .filter { !$0.isFunctionOutput && !computed.contains($0.name) }
      .map(column)
    columns += schema.structFields.map(column)
    if schema.isDynamic {
      var column = PlannedColumn(name: Self.dynamicField, isOptional: true)
      column.dynamicKeys = DynamicKeyRule.of(schema, on: target)
      columns.append(column)
    }
    return columns
  }

  private func column(_ field: FieldSchema) -> PlannedColumn {
    PlannedColumn(
      name: field.name, isDropped: field.isPrimaryKey && keys == .generatedAnew,
      isPrimaryKey: field.isPrimaryKey, isNullable: field.isNullable,
      wantsValidData: field.isNullable
        || field.hasDefault && !target.supports(.defaultWithoutValidData),
      elementType: field.elementType)
  }

  private func column(_ field: StructFieldSchema) -> PlannedColumn {
    PlannedColumn(
      name: field.name, isNullable: field.isNullable, wantsValidData: field.isNullable,
      inner: field.fields.map(column))
  }
}
