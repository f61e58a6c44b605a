/// Lists of keys as filter expressions.
package enum KeyList {
  // Expressions are parsed whole: a few ten thousand characters take a server milliseconds.
  private static let maximumKeys = 1000
  private static let maximumBytes = 64 * 1024

  /// Returns expressions that together select exactly the keys, each of them short.
  package static func filters(_ keys: [PrimaryKey], keyField: ServerName) -> [String] {
    groups(keys).map { filter($0, keyField: keyField) }
  }

  /// Returns the keys, in their order, in groups whose expressions are short.
  ///
  /// The smallest Int64 is a group of its own: old parsers cannot read it in a list.
  package static func groups(_ keys: [PrimaryKey]) -> [ArraySlice<PrimaryKey>] {
    var groups: [ArraySlice<PrimaryKey>] = []
    var start = 0
    var size = 0
    for (place, key) in keys.enumerated() {
      let length = key.literal.utf8.count + 2
      let isFull = place - start == maximumKeys || size + length > maximumBytes
      if place > start, isFull || key == smallest || keys[start] == smallest {
        groups.append(keys[start..<place])
        (start, size) = (place, 0)
      }
      size += length
    }
    if start < keys.count { groups.append(keys[start...]) }
    return groups
  }

  /// Returns the expression that selects exactly the keys of a group.
  package static func filter(
    _ keys: some Collection<PrimaryKey>, keyField: ServerName
  ) -> String {
    if keys.count == 1, keys.first == smallest { return smallest.filter(keyField: keyField) }
    return "\(keyField) in [\(keys.map(\.literal).joined(separator: ", "))]"
  }

  private static let smallest = PrimaryKey.int64(.min)
}
