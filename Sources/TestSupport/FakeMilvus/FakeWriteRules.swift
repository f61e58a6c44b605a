internal import MilvusClient
internal import MilvusWire

/// What a release asks of a write, and the rows that come of it.
///
/// The order is that of servers: the key column is looked for before ids are replaced by names, so a
/// column that carries the id of the key misleads the server about the rows' keys.
struct FakeWriteRules {
  let release: FakeRelease
  let collection: FakeCollection
  let isUpsert: Bool
  var takesAnyValue = false

  /// The keys by which the rows are routed.
  func routes(of write: FakeWrite) throws -> [PrimaryKey]? {
    let key = collection.keyField
    let column = write.columns.first { $0.fieldID == key.wire.fieldID || $0.name == key.name }
    guard let column else { return nil }
    for type: Int32 in [5, 21] {
      guard let storage = FakeStorage(type: type, dimension: 0),
        column.payload == storage.payload, column.member?.slot == storage.slot
      else { continue }
      return try column.values(as: storage).map { PrimaryKey(cell: $0, type: type) }
    }
    throw FakeRefusal.invalid("currently only support DataType Int64 or VarChar as PrimaryField")
  }

  /// The values of all rows by column, nulls as nil.
  func cells(of write: FakeWrite) throws -> [ServerName: [[UInt8]?]] {
    guard write.rowCount > 0 else { throw FakeRefusal.invalid("num_rows should be greater than 0") }
    let given = try flattened(write.columns)
    for (name, column) in given {
      guard let field = collection.field(name) else {
        throw FakeRefusal.invalid("field \(name) does not exist in collection")
      }
      try check(column, field)
    }
    var cells: [ServerName: [[UInt8]?]] = [:]
    for field in collection.fields {
      if let column = given[field.name] {
        let reader = FakeColumnRules(
          release: release, field: field, rowCount: write.rowCount, takesAnyValue: takesAnyValue)
        cells[field.name] = try reader.cells(of: column)
      } else {
        cells[field.name] = try missing(field, count: write.rowCount)
      }
    }
    try FakeRowRules(
      release: release, collection: collection, takesAnyName: takesAnyValue
    ).check(cells)
    return cells
  }

  /// Columns by the names that rows know them by.
  private func flattened(_ columns: [FakeColumn]) throws -> [ServerName: FakeColumn] {
    var given: [ServerName: FakeColumn] = [:]
    for column in columns {
      let parts =
        column.payload == FakeStorage.structs
        ? try inner(column).map { ("\(column.name)[\($0.name)]", $0) } : [(column.name, column)]
      for (name, part) in parts {
        guard given.updateValue(part, forKey: name) == nil else {
          throw FakeRefusal.invalid("duplicated field \(name)")
        }
      }
    }
    return given
  }

  private func inner(_ column: FakeColumn) throws -> [FakeColumn] {
    let wanted = collection.fields.filter { $0.parent == column.name }
    guard !wanted.isEmpty, wanted.count == column.inner.count else {
      throw FakeRefusal.invalid("length of fields of struct field \(column.name) mismatch")
    }
    guard column.validity == nil else {
      throw FakeRefusal.invalid("struct \(column.name) cannot say which rows have a value")
    }
    return column.inner
  }

  private func check(_ column: FakeColumn, _ field: FakeField) throws {
    if field.wire.isDynamic, !column.isDynamic {
      throw FakeRefusal.invalid("duplicated field $meta")
    }
    if column.isDynamic, !field.wire.isDynamic {
      throw FakeRefusal.invalid("field \(field.name) is not dynamic")
    }
    if field.isComputed { try checkComputed(field) }
    if field.wire.isPrimaryKey, collection.isAutoID { try checkGivenKeys() }
    // Servers fill in a type that is not said.
    guard [0, field.type].contains(column.type) else {
      throw FakeRefusal.invalid("field \(field.name) has type \(column.type), not \(field.type)")
    }
  }

  private func checkComputed(_ field: FakeField) throws {
    let property = "collection.function.allowInsertNonBM25FunctionOutputs"
    let isAllowed =
      release.mayTakeFunctionOutputs && !field.isHidden
      && collection.property(property)?.lowercased() == "true"
    guard isAllowed else {
      throw FakeRefusal.invalid("cannot insert data to function output field \(field.name)")
    }
  }

  private func checkGivenKeys() throws {
    guard !isUpsert else {
      guard release.upsertsGeneratedKeys else {
        throw FakeRefusal.invalid("upsert is not supported when auto id is enabled")
      }
      return
    }
    let isAllowed =
      release.mayAllowGivenKeys
      && collection.property("allow_insert_auto_id")?.lowercased() == "true"
    guard isAllowed else {
      throw FakeRefusal.invalid("can not assign primary field data when auto id enabled")
    }
  }

  /// What rows get of a column that a request leaves out.
  private func missing(_ field: FakeField, count: Int) throws -> [[UInt8]?]? {
    if field.wire.isDynamic { return Array(repeating: Array("{}".utf8), count: count) }
    if field.isHidden { return nil }
    if field.isComputed { return Array(repeating: field.computedValue, count: count) }
    if field.wire.isPrimaryKey, collection.isAutoID, !isUpsert { return nil }
    guard release.readsValidity, field.isNullable || field.hasDefault else {
      throw FakeRefusal.invalid(
        "the number of fields is less than needed: field \(field.name) is missing")
    }
    return Array(repeating: field.defaultValue, count: count)
  }
}

extension FakeField {
  /// What the fake's model makes of any text: a vector whose bytes are all 1.
  fileprivate var computedValue: [UInt8]? {
    switch storage.layout {
    case .fixed(let width), .rows(let width): [UInt8](repeating: 1, count: width)
    case .varints, .items: []
    }
  }
}

extension PrimaryKey {
  /// The key that a value of a column is.
  init(cell: [UInt8], type: Int32) {
    self =
      type == 5
      ? .int64(Int64(bitPattern: cell.varintValue))
      : .varchar(String(decoding: cell, as: UTF8.self))
  }

  /// The value of a column that the key is.
  var cell: [UInt8] {
    switch self {
    case .int64(let value): [UInt8](varint: UInt64(bitPattern: value))
    case .varchar(let text): Array(text.utf8)
    }
  }
}
