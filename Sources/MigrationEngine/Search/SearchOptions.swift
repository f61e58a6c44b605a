internal import MigrationPlanning
public import MilvusClient

/// How the answers of two collections to the same searches are compared.
public struct SearchOptions: Sendable {
  /// Where the searches come from.
  public enum Queries: Sendable {
    /// Vectors of so many of the source's own rows, drawn by a seed.
    case sample(Int, seed: UInt64)
    /// Those of a file.
    case list([ListedQuery])
  }

  /// The number of neighbours that is usually asked for.
  public static let usualLimit = 10
  /// The number of rows that are usually searched for.
  public static let usualQueries = 100

  /// What is searched for.
  public var queries: Queries
  /// The number of neighbours of each search, 1 to 16,384.
  public var limit = usualLimit
  /// The vector fields to search by; nil means all.
  public var fields: [ServerName]?
  /// The partitions to search, of those that can be named; nil means all.
  public var partitions: [ServerName]?
  /// A filter expression that neighbours, and rows that are searched for, pass; nil means all.
  public var filter: String?
  /// Whether recall is against the nearest of all rows of the source, whose vectors are read for that,
  /// instead of the nearest of those that either end found.
  public var isExact = false
  /// Parameters of the searches for the indexes of both sides, a JSON object.
  public var parameters = "{}"

  /// Options for searches, by every vector field.
  public init(queries: Queries) {
    self.queries = queries
  }
}

/// A search that was written down.
public struct ListedQuery: Sendable, Equatable {
  /// What it looks for.
  public enum Subject: Sendable, Equatable {
    /// A vector of numbers; bits are 0 and 1.
    case numbers([Double])
    /// A sparse vector: weights by their index.
    case weights([UInt32: Double])
    /// A text.
    case text(String)
  }

  /// The name by which a report speaks of it.
  public var name: String
  /// The vector field to search by; nil where the collection has one that fits.
  public var field: ServerName?
  /// What it looks for.
  public var subject: Subject
  /// The keys that somebody judged to be right answers; nil if nobody did.
  public var relevant: [PrimaryKey]?
  /// The line of the file that it stands in; nil if it is of none.
  public var line: Int?

  /// Makes a search.
  public init(
    name: String, field: ServerName? = nil, subject: Subject, relevant: [PrimaryKey]? = nil,
    line: Int? = nil
  ) {
    (self.name, self.field, self.subject, self.relevant) = (name, field, subject, relevant)
    self.line = line
  }
}
