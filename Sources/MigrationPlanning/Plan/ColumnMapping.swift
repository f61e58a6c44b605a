package import MilvusClient

/// Which columns are read, and what the target wants of them.
package struct ColumnMapping {
  package let schema: CollectionSchema
  package let keys: KeyPolicy
  package let target: ServerVersion

  /// Makes it from its parts.
  package init(schema: CollectionSchema, keys: KeyPolicy, target: ServerVersion) {
    self.schema = schema
    self.keys = keys
    self.target = target
  }

  /// All columns but those that the target's functions compute.
  package var columns: [PlannedColumn] {
    var columns = schema.storedFields.map(column) + schema.structFields.map(column)
    if schema.isDynamic {
      var column = PlannedColumn(name: ColumnRule.dynamicField.name, isOptional: true)
      column.dynamicKeys = DynamicKeyRule.of(schema, on: target)
      columns.append(column)
    }
    return columns
  }

  private func column(_ field: FieldSchema) -> PlannedColumn {
    var column = PlannedColumn(
      name: field.name, isDropped: field.isPrimaryKey && keys == .generatedAnew,
      isPrimaryKey: field.isPrimaryKey, isNullable: field.isNullable,
      wantsValidData: field.isNullable
        || field.hasDefault && !target.supports(.defaultWithoutValidData),
      elementType: field.elementType)
    let isNumber = field.isPrimaryKey && field.type == .int64
    if isNumber, !target.supports(.largestKey) { column.hidesLargestKey = true }
    return column
  }

  private func column(_ field: StructFieldSchema) -> PlannedColumn {
    PlannedColumn(
      name: field.name, isNullable: field.isNullable, wantsValidData: field.isNullable,
      inner: field.fields.map(column))
  }
}
