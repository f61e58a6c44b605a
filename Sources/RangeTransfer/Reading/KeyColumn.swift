internal import MigrationPlanning
package import MilvusClient

/// The column that holds the primary key.
package struct KeyColumn: Codable, Equatable, Sendable {
  /// What the schema calls it.
  package let name: ServerName
  /// Whether its keys are numbers or texts.
  package let type: DataType

  /// The column of the schema's key field.
  package init(_ field: FieldSchema) {
    (name, type) = (field.name, field.type)
  }
}
