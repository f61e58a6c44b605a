internal import MigrationPlanning
internal import MilvusClient

/// The column that holds the primary key.
struct KeyColumn: Codable, Equatable, Sendable {
  let name: ServerName
  let type: DataType

  init(_ field: FieldSchema) {
    (name, type) = (field.name, field.type)
  }
}
