internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The rows of a job that the target refused, as a file beside the journal: a JSON object a line.
///
/// A row is named by its key and partition, with the server's words; its values stay where they are, on
/// the source. The file is made anew from the journal whenever a run of the job ends.
struct RejectFile {
  let folder: String
  let job: JobID

  /// Where the file is, or would be.
  var path: String { "\(folder)/rejects/job-\(job).jsonl" }

  /// Where the file is, if there is one.
  var existingPath: String? { FileManager.default.fileExists(atPath: path) ? path : nil }

  /// Makes the file; without a row there is none.
  func write(_ rows: [RejectedRow], of collection: CollectionAddress) throws {
    if rows.isEmpty {
      try PrivateFile.remove(path)
    } else {
      try PrivateFile.replace(path, with: Array(try Self.text(rows, of: collection).utf8))
    }
  }

  /// The lines of the file, each with its line feed.
  static func text(_ rows: [RejectedRow], of collection: CollectionAddress) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try rows.map { row in
      let line = Line(
        collection: collection.name, database: collection.database, key: row.key,
        partition: row.partition, reason: row.reason)
      return String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
    }.joined()
  }

  private struct Line: Encodable {
    let collection: ServerName
    let database: ServerName
    let key: PrimaryKey
    let partition: ServerName?
    let reason: String

    private enum CodingKeys: String, CodingKey {
      case collection, database, key, partition, reason
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(collection, forKey: .collection)
      try values.encode(database, forKey: .database)
      switch key {
      case .int64(let number): try values.encode(number, forKey: .key)
      case .varchar(let text): try values.encode(text, forKey: .key)
      }
      // Null and not left out: a reader asks each line for the same members.
      try values.encode(partition, forKey: .partition)
      try values.encode(reason, forKey: .reason)
    }
  }
}
