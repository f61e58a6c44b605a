internal import Foundation
internal import MilvusWire

/// Random values as messages, through the generated code: the model that the splice is held to.
enum RandomMessages {
  /// A scalar message; an empty one has no member at all if `isBare`.
  static func scalars(
    slot: Int, _ values: [RandomValue], kind: ColumnKind? = nil, bareCells: Bool = false
  ) -> WireScalarField {
    var field = WireScalarField()
    switch slot {
    case 1:
      field.boolData.data = values.compactMap { if case .bool(let it) = $0 { it } else { nil } }
    case 2: field.intData.data = values.compactMap { if case .int(let it) = $0 { it } else { nil } }
    case 3: field.longData.data = longs(values)
    case 4:
      field.floatData.data = values.compactMap { if case .float(let it) = $0 { it } else { nil } }
    case 5:
      field.doubleData.data = values.compactMap { if case .double(let it) = $0 { it } else { nil } }
    case 6: field.stringData.data = datas(values)
    case 7: field.bytesData.data = datas(values)
    case 8: field.arrayData = arrays(values, kind: kind, bareCells: bareCells)
    case 9: field.jsonData.data = datas(values)
    case 10: field.geometryData.data = datas(values)
    case 11: field.timestamptzData.data = longs(values)
    default: field.geometryWktData.data = datas(values)
    }
    return field
  }

  /// A vector message.
  static func vectors(
    _ values: [RandomValue], kind: ColumnKind, bareCells: Bool = false
  ) -> WireVectorField {
    var field = WireVectorField()
    field.dim = kind.dimension
    let joined = values.reduce(into: Data()) { if case .vector(let data) = $1 { $0 += data } }
    switch kind.slot {
    case 6: field.sparseFloatVector.contents = datas(values)
    case 8:
      field.vectorArray.dim = kind.dimension
      field.vectorArray.elementType = kind.elementType
      field.vectorArray.data = values.map { cell($0, kind: kind, isBare: bareCells) }
    default: fill(&field, slot: kind.slot, joined)
    }
    return field
  }

  private static func cell(_ value: RandomValue, kind: ColumnKind, isBare: Bool) -> WireVectorField
  {
    guard case .vectors(let vectors) = value else { return WireVectorField() }
    var cell = WireVectorField()
    cell.dim = kind.dimension
    if !(isBare && vectors.isEmpty) {
      fill(&cell, slot: kind.elementSlot, vectors.reduce(Data(), +))
    }
    return cell
  }

  private static func fill(_ field: inout WireVectorField, slot: Int, _ bytes: Data) {
    switch slot {
    case 2: field.floatVector.data = RandomValue.floats(bytes)
    case 3: field.binaryVector = bytes
    case 4: field.float16Vector = bytes
    case 5: field.bfloat16Vector = bytes
    default: field.int8Vector = bytes
    }
  }

  private static func arrays(
    _ values: [RandomValue], kind: ColumnKind?, bareCells: Bool
  ) -> WireArrayArray {
    var arrays = WireArrayArray()
    arrays.elementType = kind?.elementType ?? 0
    arrays.data = values.map { value in
      guard case .array(let elements) = value, !(bareCells && elements.isEmpty) else {
        return WireScalarField()
      }
      return scalars(slot: kind?.elementSlot ?? 0, elements)
    }
    return arrays
  }

  private static func longs(_ values: [RandomValue]) -> [Int64] {
    values.compactMap { if case .long(let it) = $0 { it } else { nil } }
  }

  private static func datas(_ values: [RandomValue]) -> [Data] {
    values.compactMap { if case .bytes(let it) = $0 { it } else { nil } }
  }
}
