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
  /// Whether it is loaded; nil if the server did not say.
  var state: LoadState?
  var entities: EntityCount?
  var vectors: [Vector]
  /// Name and type of the primary key: `id Int64`.
  var key: String
  var isAutoID: Bool
  /// What the other side has; nil if no cluster is connected there.
  var counterpart: Counterpart?
  /// What the server did not say.
  var refusals: [Refusal] = []

  /// Whether the server refused to answer a question.
  func refuses(_ question: Refusal.Question) -> Bool {
    refusals.contains { $0.question == question }
  }
}

extension CollectionSummary {
  /// Asks the server for everything that the list says; what it refuses stays open.
  init(
    _ collection: LocatedCollection, choice: CountChoice, counterparts: Set<ServerName>?
  ) async throws {
    let address = collection.address
    var questions = Questions(about: collection)
    let schema = try await questions.ask(.schema) { try await $0.describe(address).schema }
    let state = try await questions.ask(.state) { try await $0.loadState(of: address) }
    let indexes = try await questions.ask(.indexes) { try await $0.indexes(of: address) }
    let entities = try await questions.ask(.entities) {
      try await $0.entityCount(of: address, state: state, choice: choice)
    }
    self.init(
      side: collection.side, database: address.database, name: address.name, state: state,
      entities: entities ?? nil,
      vectors: (schema?.fields ?? []).filter(\.type.isVector).map { field in
        Vector(
          name: field.name, type: field.typeText,
          index: indexes?.first { $0.field == field.name }?.type)
      },
      key: schema?.primaryKey.map { "\($0.name) \($0.typeText)" } ?? "-",
      isAutoID: schema?.isAutoID ?? false,
      counterpart: counterparts.map { $0.contains(address.name) ? .sameName : .none },
      refusals: questions.refusals)
  }
}
