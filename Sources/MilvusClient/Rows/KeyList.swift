/// Lists of keys as filter expressions.
package enum KeyList {
  // Expressions are parsed whole: a few ten thousand characters take a server milliseconds.
  private static let maximumKeys = 1000
  private static let maximumBytes = 64 * 1024

  /// Returns expressions that together select exactly the keys, each of them short.
  package static func filters(_ keys: [PrimaryKey], keyField: ServerName) -> [String] {
    var filters: [String] = []
    var literals: [String] = []
    var size = 0
    for literal in keys.lazy.map(\.literal) {
      let isFull = literals.count == maximumKeys || size + literal.utf8.count > maximumBytes
      if isFull, !literals.isEmpty {
        filters.append(filter(literals, keyField))
        literals = []
        size = 0
      }
      literals.append(literal)
      size += literal.utf8.count + 2
    }
    if !literals.isEmpty { filters.append(filter(literals, keyField)) }
    return filters
  }

  private static func filter(_ literals: [String], _ keyField: ServerName) -> String {
    "\(keyField) in [\(literals.joined(separator: ", "))]"
  }
}
