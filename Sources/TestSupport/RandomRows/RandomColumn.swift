package import MilvusClient
package import MilvusWire

/// A random column and what the target says of its field.
package struct RandomColumn {
  /// The name of the field.
  package var name: String
  /// What it holds.
  package var kind: ColumnKind
  /// One value for each row, nil for a null.
  package var values: [RandomValue?]
  /// Whether the target's field takes nulls.
  package var isNullable: Bool
  /// Whether the target wants to be told which rows have a value.
  package var wantsValidData: Bool
  /// Whether it is the column of dynamic fields.
  package var isDynamic: Bool

  /// Makes a column of so many rows; some nullable ones have nulls.
  package init(name: String, kind: ColumnKind, rows: Int, using generator: inout SeededGenerator) {
    let isNullable = Bool.random(using: &generator)
    self.name = name
    self.kind = kind
    self.isNullable = isNullable
    wantsValidData = isNullable || Bool.random(using: &generator)
    isDynamic = kind.type == 23
    // Half of the nullable columns have no null in this page.
    let hasNulls = isNullable && Bool.random(using: &generator)
    values = (0..<rows).map { _ in
      hasNulls && generator.once(in: 3) ? nil : generator.value(kind)
    }
  }

  /// What the target wants of the column.
  package var rule: ColumnRule {
    ColumnRule(
      name: ServerName(name), isNullable: isNullable, wantsValidData: wantsValidData,
      elementType: DataType(rawValue: kind.elementType))
  }

  /// The column as a request must carry it.
  package func requested() throws -> WireFieldData {
    var field = envelope(values.compactMap { $0 }, bareCells: false)
    if wantsValidData { field.validData = values.map { $0 != nil } }
    return try field.adding(Unknown.field(15, [1, 2, 3]))
  }

  /// The column in one of the forms that servers answer with.
  package func answered(using generator: inout SeededGenerator) throws -> WireFieldData {
    let hasNulls = values.contains { $0 == nil }
    let isDense = Bool.random(using: &generator)
    let stored = isDense ? values.map { $0 ?? kind.placeholder } : values.compactMap { $0 }
    var field = envelope(stored, bareCells: Bool.random(using: &generator))
    field.fieldID = Int64.random(in: 1...500, using: &generator)
    if hasNulls || wantsValidData && Bool.random(using: &generator) {
      let place = Int.random(in: 0...2, using: &generator)
      let validity = values.map { $0 != nil }
      if place != 1 { field.validData = validity }
      if place != 0, kind.isVector { field.vectors.validData = validity }
      if place != 0, !kind.isVector { field.scalars.validData = validity }
    }
    return try field.adding(Unknown.field(15, [1, 2, 3]))
  }

  private func envelope(_ values: [RandomValue], bareCells: Bool) -> WireFieldData {
    var field = WireFieldData()
    field.type = kind.type
    field.fieldName = name
    field.isDynamic = isDynamic
    if kind.isVector {
      field.vectors = RandomMessages.vectors(values, kind: kind, bareCells: bareCells)
    } else {
      field.scalars = RandomMessages.scalars(
        slot: kind.slot, values, kind: kind, bareCells: bareCells)
    }
    return field
  }
}
