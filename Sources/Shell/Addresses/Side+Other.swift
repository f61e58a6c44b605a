package import MigrationEngine

extension Side {
  /// The opposite end.
  package var other: Side {
    self == .source ? .target : .source
  }
}
