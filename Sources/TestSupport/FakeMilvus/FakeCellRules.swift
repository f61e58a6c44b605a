internal import MilvusWire

/// What a release asks of one value.
struct FakeCellRules {
  let release: FakeRelease
  let field: FakeField
  var takesAnyNumber = false

  func check(_ cell: [UInt8]) throws {
    switch field.type {
    case 2: try check(cell, in: -128...127)
    case 3: try check(cell, in: -32_768...32_767)
    case 4: try check(cell, in: Int64(Int32.min)...Int64(Int32.max))
    case 10, 101: try checkNumbers(cell, width: 4, exponent: 0x7F80_0000)
    case 11: try checkNumbers(cell, width: 8, exponent: 0x7FF0_0000_0000_0000)
    case 102: try checkNumbers(cell, width: 2, exponent: 0x7C00)
    case 103: try checkNumbers(cell, width: 2, exponent: 0x7F80)
    case 21: try checkText(cell)
    case 22: try checkArray(cell)
    case 26: try checkTime(cell)
    case 104: try checkSparse(cell)
    case 106: try checkVectors(cell)
    default: return
    }
  }

  private func check(_ cell: [UInt8], in range: ClosedRange<Int64>) throws {
    guard range.contains(Int64(bitPattern: cell.varintValue)) else {
      throw invalid("a number is out of range")
    }
  }

  /// Neither NaN nor infinite: that is what an exponent of ones means.
  private func checkNumbers(_ cell: [UInt8], width: Int, exponent: UInt64) throws {
    guard !takesAnyNumber else { return }
    for number in cell.pieces(of: width) ?? [] where number.littleEndianValue & exponent == exponent
    {
      throw invalid("value is not a number or infinite")
    }
  }

  private func checkText(_ cell: [UInt8]) throws {
    guard cell.count <= field.number("max_length") ?? 0 else {
      throw invalid("length of varchar \(cell.count) exceeds max length")
    }
  }

  private func checkTime(_ cell: [UInt8]) throws {
    // A date, and at least the T before the time of the day.
    guard let first = cell.first, (0x30...0x39).contains(first), cell.contains(0x54) else {
      throw invalid("invalid timestamptz string")
    }
  }

  private func checkArray(_ cell: [UInt8]) throws {
    let list = try FakeColumn(cell: cell, payload: FakeStorage.scalars)
    guard !list.hasInnerValidity || release.takesInnerNulls else {
      throw invalid("elements of an array cannot be null")
    }
    guard list.member != nil else { throw nilCell }
    guard let storage = field.elementStorage else {
      throw invalid("insert data does not match the element type")
    }
    let elements = try list.values(as: storage)
    guard elements.count <= field.number("max_capacity") ?? 0 else {
      throw invalid("the length (\(elements.count)) of an array exceeds max capacity")
    }
    guard field.wire.elementType == 21 else { return }
    try elements.forEach(checkText)
  }

  private var nilCell: FakeRefusal {
    release.refusesNilArrays
      ? invalid("array data of field is nil, nil array")
      : .crash("an array without a member in field \(field.name)")
  }

  /// Pairs of an index and a value, by ascending indices.
  private func checkSparse(_ cell: [UInt8]) throws {
    guard let pairs = cell.pieces(of: 8) else {
      throw invalid("invalid data length in sparse float vector")
    }
    let indices = pairs.map { Array($0.prefix(4)).littleEndianValue }
    guard zip(indices, indices.dropFirst()).allSatisfy(<) else {
      throw invalid("unsorted or same indices in sparse float vector")
    }
    for pair in pairs { try checkNumbers(Array(pair.suffix(4)), width: 4, exponent: 0x7F80_0000) }
  }

  private func checkVectors(_ cell: [UInt8]) throws {
    let list = try FakeColumn(cell: cell, payload: FakeStorage.vectors)
    guard list.member != nil else { throw invalid("vector array is nil, nil array") }
    guard let storage = field.elementStorage, list.dimension ?? 0 == field.dimension else {
      throw invalid("the dim of a vector array is not equal to schema dim")
    }
    guard try list.values(as: storage).count <= field.number("max_capacity") ?? 0 else {
      throw invalid("the length of a vector array exceeds max capacity")
    }
  }

  private func invalid(_ words: String) -> FakeRefusal {
    .invalid("field \(field.name): \(words)")
  }
}
