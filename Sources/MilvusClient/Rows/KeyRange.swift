/// A half-open range of primary keys: above `lower`, up to and including `upper`.
public struct KeyRange: Sendable, Hashable, Codable {
  /// The key that all keys of the range are above; nil if the range has no beginning.
  public var lower: PrimaryKey?
  /// The largest key that the range may hold; nil if the range has no end.
  public var upper: PrimaryKey?

  /// Makes a range; without bounds it holds every key.
  public init(lower: PrimaryKey? = nil, upper: PrimaryKey? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// Returns the filter expression that selects the range; it is never empty.
  ///
  /// Queries without a limit need an expression, so a range without bounds becomes one that holds
  /// for every key. The smallest Int64 never appears: old parsers cannot read it.
  public func filter(keyField: ServerName, keyType: DataType) -> String {
    let terms = [lower.map { Self.above($0, keyField) }, upper.map { Self.upTo($0, keyField) }]
    let filter = terms.compactMap(\.self).joined(separator: " and ")
    guard filter.isEmpty else { return filter }
    return keyType == .varchar ? "\(keyField) >= \"\"" : "\(keyField) <= \(Int64.max)"
  }

  private static func above(_ key: PrimaryKey, _ field: ServerName) -> String {
    key == .int64(.min) ? "\(field) >= \(Int64.min + 1)" : "\(field) > \(key.literal)"
  }

  private static func upTo(_ key: PrimaryKey, _ field: ServerName) -> String {
    key == .int64(.min) ? "\(field) < \(Int64.min + 1)" : "\(field) <= \(key.literal)"
  }
}

extension KeyRange {
  /// Whether the range holds the key.
  public func contains(_ key: PrimaryKey) -> Bool {
    lower.map { $0 < key } ?? true && upper.map { key <= $0 } ?? true
  }
}

extension PrimaryKey {
  /// Returns the filter expression that selects the rows with this key.
  public func filter(keyField: ServerName) -> String {
    switch self {
    case .int64(let number):
      // A range: the smallest Int64 must not appear.
      KeyRange(lower: number == .min ? nil : .int64(number - 1), upper: self)
        .filter(keyField: keyField, keyType: .int64)
    case .varchar: "\(keyField) in [\(literal)]"
    }
  }
}
