internal import Foundation
internal import GRDB

/// A public record that is read from a row of the journal.
///
/// GRDB's own protocol would appear in this module's API, which knows nothing of GRDB.
protocol StoredRecord: Sendable {
  init(row: Row) throws
}

extension Database {
  /// All records that a request returns.
  func all<Record: StoredRecord>(_ request: SQLRequest<Row>) throws -> [Record] {
    try Array(request.fetchCursor(self).map { row in try Record(row: row) })
  }

  /// The first record that a request returns, if there is one.
  func first<Record: StoredRecord>(_ request: SQLRequest<Row>) throws -> Record? {
    let records: [Record] = try all(request)
    return records.first
  }

  /// The one record that a request returns, or `.notFound` with a message.
  func only<Record: StoredRecord>(
    _ request: SQLRequest<Row>, or message: String
  ) throws -> Record {
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
