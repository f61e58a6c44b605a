package import MigrationPlanning
package import MilvusClient

/// From where to where the rows of a job go, and how they are read and written; without credentials.
package struct RowRoute: Codable, Equatable, Sendable {
  /// The collection that is read, and the one that is written.
  package let source, target: CollectionAddress
  /// The column whose values ranges are of.
  package let key: KeyColumn
  /// Columns to read, the key among them, as the target wants them.
  package let columns: [PlannedColumn]
  /// Whether the source has a partition key, beside which some servers take no filter.
  package let hasPartitionKey: Bool
  /// What rows must pass to be seen at all; nil lets all of them be seen.
  package let filter: String?
  /// The moment that reading waits for; nil where the source has no timestamps.
  package let timestamp: UInt64?
  /// How rows are sent again whose first sending may have been stored.
  package let replay: ReplayStrategy
  /// Whether rows take the place of others that the target has under the same keys.
  package let replaces: Bool

  /// The route of a plan whose source is read as it is at the timestamp.
  package init(_ plan: MigrationPlan, timestamp: UInt64?) throws {
    let schema = try plan.sourceSchema()
    guard let key = schema.primaryKey else {
      throw MigrationError(.planChanged, "the plan's schema has no primary key")
    }
    (source, target) = (plan.source, plan.target)
    self.key = KeyColumn(key)
    columns = plan.columns
    hasPartitionKey = schema.partitionKey != nil
    filter = plan.options.filter
    self.timestamp = timestamp
    replay = plan.replay
    replaces = plan.targetUse == .merge
  }

  /// What becomes of each column.
  package var rules: [ColumnRule] { columns.map(\.rule) }

  /// Whether rows may be sent twice without being there twice.
  package var isRepeatable: Bool { replay != .impossible }
}
