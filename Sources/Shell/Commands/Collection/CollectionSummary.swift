internal import MigrationEngine
internal import MilvusClient

/// What a list says of one collection.
struct CollectionSummary: Sendable, Equatable {
  /// Whether the other side has a collection of the name.
  enum Counterpart: String, Sendable {
    case none, sameName
  }

  /// A field that holds vectors.
  struct Vector: Sendable, Equatable {
    var name: ServerName
    /// The type with its size: `FloatVector 768`.
    var type: String
    /// The type of its index; nil without one.
    var index: String?
  }

  var side: Side
  var database: ServerName
  var name: ServerName
  var state: LoadState
  var entities: EntityCount?
  var vectors: [Vector]
  /// Name and type of the primary key: `id Int64`.
  var key: String
  var isAutoID: Bool
  /// What the other side has; nil if no cluster is connected there.
  var counterpart: Counterpart?
}

extension CollectionSummary {
  /// Asks the server for everything that the list says.
  init(
    _ collection: LocatedCollection, choice: CountChoice, counterparts: Set<ServerName>?
  ) async throws {
    let (client, address) = (collection.cluster.client, collection.address)
    let description = try await client.describe(address)
    let state = try await client.loadState(of: address)
    let indexes = try await client.indexes(of: address)
    let schema = description.schema
    self.init(
      side: collection.side, database: address.database, name: address.name, state: state,
      entities: try await client.entityCount(of: address, state: state, choice: choice),
      vectors: schema.fields.filter(\.type.isVector).map { field in
        Vector(
          name: field.name, type: field.typeText,
          index: indexes.first { $0.field == field.name }?.type)
      },
      key: schema.primaryKey.map { "\($0.name) \($0.typeText)" } ?? "-",
      isAutoID: schema.isAutoID,
      counterpart: counterparts.map { $0.contains(address.name) ? .sameName : .none })
  }
}
