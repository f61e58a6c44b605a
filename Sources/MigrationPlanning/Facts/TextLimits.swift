package import MilvusClient

/// Which texts of sampled rows are longer than a target takes; pure.
package struct TextLimits {
  /// A field of which some sampled rows do not fit.
  package struct Excess: Sendable, Equatable {
    /// The field.
    var field: ServerName
    /// The longest text that it may hold, in the target's unit.
    var limit: Int
    /// How many of the sampled rows have a longer one.
    var rows: Int
  }

  package let schema: CollectionSchema
  package let target: ServerVersion

  /// Makes it from its parts.
  package init(schema: CollectionSchema, target: ServerVersion) {
    self.schema = schema
    self.target = target
  }

  /// What the target counts.
  static func unit(of target: ServerVersion) -> TextUnit {
    target.supports(.textLimitsInBytes) ? .bytes : .characters
  }

  /// The fields that do not take the texts of all rows.
  ///
  /// A page whose columns cannot be told apart says nothing; the copy will.
  func excesses(in page: RowPage) -> [Excess] {
    limits.compactMap { field, limit in
      guard let lengths = try? page.textLengths(of: field, in: Self.unit(of: target)) else {
        return nil
      }
      let rows = lengths.count { $0 > limit }
      return rows > 0 ? Excess(field: field, limit: limit, rows: rows) : nil
    }
  }

  private var limits: [(field: ServerName, limit: Int)] {
    guard target.supports(.textLimits) else { return [] }
    let texts = schema.fields.filter(isLimited).compactMap { field in
      field.maxLength.map { (field: field.name, limit: $0) }
    }
    guard let most = Acceptance(version: target).jsonLength else { return texts }
    var documents = schema.fields.filter { $0.type == .json }.map(\.name)
    if schema.isDynamic { documents.append(ColumnRule.dynamicField.name) }
    return texts + documents.map { (field: $0, limit: most) }
  }

  /// Texts in arrays are looked at by Milvus since 2.4, and never by Lite.
  private func isLimited(_ field: FieldSchema) -> Bool {
    field.type == .varchar
      || field.type == .array && field.elementType == .varchar
        && target.supports(.textLimitsInArrays)
  }
}
