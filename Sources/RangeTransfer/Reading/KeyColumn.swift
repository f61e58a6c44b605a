internal import MigrationPlanning
package import MilvusClient

/// The column that holds the primary key.
package struct KeyColumn: Codable, Equatable, Sendable {
  package let name: ServerName
  package let type: DataType

  package init(_ field: FieldSchema) {
    (name, type) = (field.name, field.type)
  }
}
