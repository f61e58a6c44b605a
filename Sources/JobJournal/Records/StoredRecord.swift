internal import Foundation
internal import GRDB

/// A public record that is read from a row of the journal.
///
/// GRDB's own protocol would appear in this module's API, which knows nothing of GRDB.
protocol StoredRecord: Sendable {
  init(row: Row) throws
}

// Statements stay prepared, by their text.
extension Database {
  /// Runs a statement.
  func run(_ statement: SQL) throws {
    let (sql, arguments) = try statement.build(self)
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The rows that a query selects, to be read before it is asked again.
  func rows(_ query: SQL) throws -> RowCursor {
    try SQLRequest<Row>(literal: query, cached: true).fetchCursor(self)
  }

  /// The number that a query computes; 0 in place of NULL.
  func number(_ query: SQL) throws -> Int {
    try SQLRequest<Int>(literal: query, cached: true).fetchOne(self) ?? 0
  }

  /// All records that a request returns.
  func all<Record: StoredRecord>(_ request: SQL) throws -> [Record] {
    try Array(rows(request).map { row in try Record(row: row) })
  }

  /// The first record that a request returns, if there is one.
  func first<Record: StoredRecord>(_ request: SQL) throws -> Record? {
    let records: [Record] = try all(request)
    return records.first
  }

  /// The one record that a request returns, or `.notFound` with a message.
  func only<Record: StoredRecord>(_ request: SQL, or message: String) throws -> Record {
    guard let record: Record = try first(request) else { throw JournalError(.notFound, message) }
    return record
  }
}

extension Row {
  /// Reads a row key from the blob that holds its UTF-8.
  func key(_ column: String) throws -> String? {
    let bytes: Data? = try decode(forColumn: column)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads options from the JSON that holds them; none where nothing does.
  func options(_ column: String) throws -> [String: String] {
    let text: String? = try decode(forColumn: column)
    guard let text else { return [:] }
    return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }

  /// Reads a state or phase by its name.
  func named<Name: RawRepresentable<String>>(_ column: String) throws -> Name {
    let text: String = try decode(forColumn: column)
    guard let name = Name(rawValue: text) else {
      throw JournalError(.corrupt, "the journal holds an unknown \(column) \"\(text)\"")
    }
    return name
  }
}
