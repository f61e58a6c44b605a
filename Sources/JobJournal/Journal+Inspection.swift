internal import GRDB

extension Journal {
  /// Runs one statement past the API and returns its first value as text; for tests.
  ///
  /// - Returns: nil if the statement returns no row.
  package func sql(_ statement: String) async throws(JournalError) -> String? {
    try await write("run a statement") { db in
      try DatabaseValue.fetchOne(db, sql: statement).map { value in
        String.fromDatabaseValue(value) ?? Int64.fromDatabaseValue(value)?.description ?? ""
      }
    }
  }
}
