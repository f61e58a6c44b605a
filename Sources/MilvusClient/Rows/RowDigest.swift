/// The content of one row as numbers that two servers' answers can be compared by.
public struct RowDigest: Sendable, Hashable {
  /// The content of a whole row, in 128 bits.
  public struct Whole: Sendable, Hashable {
    /// The upper 64 bits.
    package var high: UInt64
    /// The lower 64 bits.
    package var low: UInt64
  }

  /// The row's key.
  public var key: PrimaryKey
  /// Equal for rows of equal content.
  public var whole: Whole
  /// One number for each field, in the order in which the fields were asked for.
  public var fields: [UInt64]

  init(key: PrimaryKey, fields: [UInt64]) {
    var hash = ContentHash()
    for field in fields { hash.add(field) }
    let (high, low) = hash.halves
    self.key = key
    self.fields = fields
    whole = Whole(high: high, low: low)
  }
}

extension RowPage {
  /// Digests every row, in the order of the answer.
  ///
  /// Equal digests mean equal content, whichever server answered: nulls, empty arrays, packing,
  /// shapes and points in time are told by what they mean, vectors bit by bit.
  /// - Parameters:
  ///   - names: The columns to compare, structs and dynamic fields among them.
  ///   - jsonByMeaning: Whether JSON is compared by what it means, a JSON null being a null,
  ///     instead of byte by byte.
  /// - Returns: One digest for each row, its fields in the order of the names.
  /// - Throws: `unexpectedAnswer` if a column is missing, torn, or of an unknown kind.
  public func rowDigests(
    columns names: [ServerName], jsonByMeaning: Bool
  ) throws(MilvusError) -> [RowDigest] {
    guard rowCount > 0 else { return [] }
    var columns: [[UInt64]] = []
    for name in names {
      guard let column = column(name) else {
        throw MilvusError(.unexpectedAnswer, "the answer has no column \"\(name)\"")
      }
      let digests = ColumnDigests(rowCount: rowCount, jsonByMeaning: jsonByMeaning)
      columns.append(try digests.rows(of: column, in: bytes.span.bytes))
    }
    return try keys().enumerated().map { row, key in
      RowDigest(key: key, fields: columns.map { $0[row] })
    }
  }

  /// Digests whole columns, rows in the order of the answer; nil if one is missing or unreadable.
  ///
  /// Much faster than rows. Equal digests of all columns, the key's among them, mean equal pages.
  /// Different ones mean nothing yet: one content has several forms, which
  /// ``rowDigests(columns:jsonByMeaning:)`` sees through.
  public func columnDigests(columns names: [ServerName]) -> [ServerName: UInt64]? {
    var digests: [ServerName: UInt64] = [:]
    for name in names {
      guard let column = column(name), let digest = try? columnDigest(of: column) else {
        return nil
      }
      digests[name] = digest
    }
    return digests
  }

  private func columnDigest(of column: ColumnSlice) throws(MilvusError) -> UInt64 {
    let rule = ColumnRule(name: column.name, isNullable: true)
    let content = try ColumnNormaliser(page: self).content(of: column, rule: rule)
    var hash = ContentHash()
    if let slice = content.onlySlice {
      hash.add(bytes.span.bytes.extracting(slice))
    } else {
      hash.add(content.assemble(copying: bytes).span.bytes)
    }
    if column.hasNulls { column.validity.forEach { hash.add($0 ? 1 : 0) } }
    return hash.value
  }
}
