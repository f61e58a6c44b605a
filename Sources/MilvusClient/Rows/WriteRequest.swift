/// The bytes of a request to insert or upsert the rows of a page.
///
/// One request serves both calls. Its columns are slices of the answer, copied once, to where they are
/// sent from.
public struct WriteRequest: Sendable {
  /// How many rows the request holds; one without rows must not be sent.
  public let rowCount: Int
  /// Where the rows go.
  public let collection: CollectionAddress
  /// The request as it is sent.
  let message: Splice

  /// The size of the request.
  public var byteCount: Int { message.count }

  /// The serialised request.
  package var bytes: [UInt8] { message.bytes }

  /// Makes the request that writes a page.
  ///
  /// - Parameters:
  ///   - page: The rows.
  ///   - collection: Where they go.
  ///   - partition: The partition to write to; nil leaves the choice to the server, as it must be
  ///     left to it in collections with a partition key.
  ///   - columns: What the target wants, one rule for each column of the page.
  /// - Throws: `invalidRequest` if columns and rules do not match, `invalidRow` if the target
  ///   would refuse or alter a row; `unexpectedAnswer` if the page's bytes are torn.
  public init(
    page: RowPage, collection: CollectionAddress, partition: ServerName?, columns: [ColumnRule]
  ) throws(MilvusError) {
    let rules = try Self.match(columns, with: page, collection)
    let normaliser = ColumnNormaliser(page: page)
    var writer = WireWriter()
    if !collection.database.isEmpty { writer.bytes(2, collection.database.text.utf8) }
    writer.bytes(3, collection.name.text.utf8)
    if let partition, !partition.isEmpty { writer.bytes(4, partition.text.utf8) }
    for rule in Self.inOrder(rules) {
      guard let column = page.column(rule.name) else { continue }
      writer.message(5, try normaliser.column(column, rule: rule))
    }
    writer.varint(7, UInt64(page.rowCount))
    self.collection = collection
    rowCount = page.rowCount
    message = Splice(writer, copying: page.bytes)
  }

  /// The rules in the order in which columns are written.
  ///
  /// The key comes first: servers take the first column that looks like it. Before it goes only a
  /// column of undeclared fields, where declared ones of the same names are to win over them.
  private static func inOrder(_ rules: [ColumnRule]) -> [ColumnRule] {
    let rank = { (rule: ColumnRule) in
      rule.dynamicKeys?.areOverwritten == true ? 0 : rule.isPrimaryKey ? 1 : 2
    }
    return (0...2).flatMap { place in rules.filter { rank($0) == place } }
  }

  /// Returns the rules of the columns to write.
  private static func match(
    _ rules: [ColumnRule], with page: RowPage, _ collection: CollectionAddress
  ) throws(MilvusError) -> [ColumnRule] {
    let names = Set(rules.map(\.name))
    guard names.count == rules.count else {
      throw MilvusError(
        .invalidRequest, "cannot write rows to \"\(collection)\": a column has two rules")
    }
    for column in page.columns where !names.contains(column.name) {
      throw MilvusError(
        .invalidRequest,
        "cannot write rows to \"\(collection)\": it has no place for column \"\(column.name)\"")
    }
    for rule in rules where rule.use == .required && page.rowCount > 0 {
      guard page.column(rule.name) == nil else { continue }
      throw MilvusError(
        .invalidRequest,
        "cannot write rows to \"\(collection)\": the page lacks field \"\(rule.name)\"")
    }
    return rules.filter { $0.use != .dropped }
  }
}
