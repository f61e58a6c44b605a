internal import MilvusWire

/// What a release asks of one column of a write.
struct FakeColumnRules {
  let release: FakeRelease
  let field: FakeField
  let rowCount: Int
  var takesAnyValue = false

  /// The values of all rows, nulls as nil.
  func cells(of column: FakeColumn) throws -> [[UInt8]?] {
    try checkValidity(of: column)
    try checkStated(column)
    let values = try column.values(as: field.storage)
    let validity = release.readsValidity ? column.validity : nil
    let isValid = validity ?? Array(repeating: true, count: rowCount)
    let expected = isValid.count { $0 }
    guard values.count == expected else {
      throw FakeRefusal.invalid(
        """
        the num_rows (\(values.count)) of field (\(field.name)) is not equal to passed num_rows \
        (\(expected))
        """)
    }
    let rules = FakeCellRules(release: release, field: field, takesAnyNumber: takesAnyValue)
    try values.forEach(rules.check)
    var rest = values[...]
    return isValid.map { $0 ? rest.popFirst() : field.defaultValue }
  }

  private func checkValidity(of column: FakeColumn) throws {
    guard release.readsValidity else { return }
    guard !column.hasInnerValidity else {
      throw FakeRefusal.invalid("field \(field.name) says twice which rows have a value")
    }
    guard let validity = column.validity else {
      let mayLack =
        !field.isNullable && (!field.hasDefault || release.fillsDefaultsWithoutValidity)
      guard mayLack else {
        throw FakeRefusal.invalid("the length of valid_data of field(\(field.name)) is wrong")
      }
      return
    }
    guard field.isNullable || field.hasDefault else {
      throw FakeRefusal.invalid("valid_data is not allowed for field \(field.name)")
    }
    guard validity.count == rowCount else {
      throw FakeRefusal.invalid("the length of valid_data of field(\(field.name)) is wrong")
    }
  }

  private func checkStated(_ column: FakeColumn) throws {
    if let stated = column.dimension, stated != UInt64(field.dimension), field.type != 104 {
      throw FakeRefusal.invalid(
        "the dim (\(stated)) of field data(\(field.name)) is not equal to schema dim")
    }
    guard field.holdsLists else { return }
    let element = try column.statedElementType()
    guard [0, field.wire.elementType].contains(element) else {
      throw FakeRefusal.invalid(
        "elements of field \(field.name) have type \(element), not \(field.wire.elementType)")
    }
  }
}
