internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A file of searches: JSON Lines, an object for each search.
///
/// `{"vector": [0.1, …]}`, `{"vector": {"17": 0.5, …}}` for a sparse one, or `{"text": "…"}`; beside
/// it, if wanted, `id`, `field`, and the judged keys as `relevant`.
enum QueryFile {
  /// The searches of a text; empty lines are none.
  ///
  /// - Throws: `UsageError.badText` with the number of the line.
  static func queries(in text: String, of name: String) throws(UsageError) -> [ListedQuery] {
    var queries: [ListedQuery] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (place, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      do {
        let parsed = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        queries.append(try parsed.query(number: place + 1))
      } catch {
        throw UsageError(
          .badText, "line \(place + 1) of \"\(name)\" is no search: \(reason(of: error))",
          hint: "a line is an object, as {\"vector\": [0.1, 0.2]} or {\"text\": \"what to find\"}")
      }
    }
    guard queries.isEmpty else { return queries }
    throw UsageError(.badText, "\"\(name)\" holds no search")
  }

  private static func reason(of error: any Error) -> String {
    switch error {
    case let obstacle as Obstacle: obstacle.reason
    case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty: "it is no JSON"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.keyNotFound(_, let context), DecodingError.dataCorrupted(let context):
      context.codingPath.first.map { "\"\($0.stringValue)\" is of another type" }
        ?? "it is no object"
    default: "it cannot be read"
    }
  }

  private struct Obstacle: Error {
    let reason: String
  }

  private struct Line: Decodable {
    let id: Key?
    let field: String?
    let vector: Vector?
    let text: String?
    let relevant: [Key]?

    func query(number: Int) throws -> ListedQuery {
      let subject: ListedQuery.Subject
      switch (vector, text) {
      case (.dense(let numbers)?, nil): subject = .numbers(numbers)
      case (.sparse(let weights)?, nil): subject = .weights(weights)
      case (nil, let text?): subject = .text(text)
      case (nil, nil): throw Obstacle(reason: "it has neither \"vector\" nor \"text\"")
      default: throw Obstacle(reason: "it has both \"vector\" and \"text\"")
      }
      return ListedQuery(
        name: id?.text ?? "line \(number)", field: field.map { ServerName($0) }, subject: subject,
        relevant: relevant?.map(\.key), line: number)
    }
  }

  /// A key: a whole number or a text.
  private struct Key: Decodable {
    let key: PrimaryKey

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let number = try? value.decode(Int64.self) {
        key = .int64(number)
      } else {
        key = .varchar(try value.decode(String.self))
      }
    }

    var text: String {
      switch key {
      case .int64(let number): String(number)
      case .varchar(let text): text
      }
    }
  }

  private enum Vector: Decodable {
    case dense([Double])
    case sparse([UInt32: Double])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let numbers = try? value.decode([Double].self) {
        self = .dense(numbers)
        return
      }
      let members = try value.decode([String: Double].self)
      let weights = members.compactMap { index, weight in UInt32(index).map { ($0, weight) } }
      guard weights.count == members.count else {
        throw Obstacle(reason: "an index of the sparse vector is no number")
      }
      self = .sparse(Dictionary(weights) { $1 })
    }
  }
}
