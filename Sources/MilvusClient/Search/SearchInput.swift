/// What a search looks for: a vector, or a text that the server makes a vector of.
public struct SearchInput: Sendable, Hashable {
  /// The type of the vector; VarChar for a text.
  public var type: DataType
  /// The value as a column stores it: numbers with their lowest byte first, a text as UTF-8.
  ///
  /// A sparse vector is a row of pairs: an index and a weight, four bytes each.
  public var bytes: [UInt8]

  /// Makes an input of the bytes of one stored value.
  public init(_ type: DataType, bytes: [UInt8]) {
    self.type = type
    self.bytes = bytes
  }

  /// Makes an input of a text.
  public init(text: String) {
    self.init(.varchar, bytes: Array(text.utf8))
  }
}

/// A row that a search found.
public struct Neighbour: Sendable, Hashable {
  /// Its key.
  public var key: PrimaryKey
  /// How near it is, by the metric: a distance of L2, HAMMING and JACCARD, else a similarity.
  public var score: Double

  /// Makes a neighbour.
  public init(_ key: PrimaryKey, score: Double) {
    self.key = key
    self.score = score
  }
}
