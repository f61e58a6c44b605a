internal import MilvusClient
internal import MilvusWire

/// One column that rows have: a field, or a field inside an array of structs.
struct FakeField: Sendable {
  /// The field as its collection describes it.
  var wire: WireFieldSchema
  /// The name of the array of structs that it is in.
  var parent: ServerName?
  /// How its values travel.
  var storage: FakeStorage
  /// Whether a row may have no value.
  var isNullable: Bool
  /// Whether it is the output of a function whose outputs are never shown.
  var isHidden = false
  /// Whether a function fills it.
  var isComputed = false

  /// The name by which rows know it: `struct[field]` inside an array of structs.
  var name: ServerName { parent.map { "\($0)[\(wire.name)]" } ?? ServerName(wire.name) }
  /// The number of its type.
  var type: Int32 { wire.dataType }
  /// Whether a row without a value gets one.
  var hasDefault: Bool { wire.hasDefaultValue && wire.defaultValue.data != nil }
  /// Whether it holds a vector, or several.
  var isVector: Bool { storage.payload == FakeStorage.vectors }
  /// Whether a value is a list of scalars or of vectors.
  var holdsLists: Bool { type == 22 || type == 106 }
  /// The dimension of its vectors; 0 if it has none.
  var dimension: Int { number("dim") ?? 0 }

  /// How the elements of its lists travel.
  var elementStorage: FakeStorage? {
    FakeStorage(type: wire.elementType, dimension: dimension)
  }

  /// The value of a numeric parameter of its type.
  func number(_ parameter: String) -> Int? {
    wire.typeParams.last { $0.key == parameter }.flatMap { Int($0.value) }
  }
}

extension FakeField {
  /// The column of a dynamic field.
  static func dynamic(id: Int64) -> FakeField {
    var wire = WireFieldSchema()
    wire.fieldID = id
    wire.name = "$meta"
    wire.dataType = 23
    wire.isDynamic = true
    return FakeField(
      wire: wire, storage: FakeStorage(payload: 3, slot: 9, layout: .items(field: 1)),
      isNullable: false)
  }

  /// The value that a row without one gets, as its bytes.
  var defaultValue: [UInt8]? {
    switch wire.defaultValue.data {
    case .boolData(let value): [value ? 1 : 0]
    case .intData(let value): [UInt8](varint: UInt64(bitPattern: Int64(value)))
    case .longData(let value), .timestamptzData(let value):
      [UInt8](varint: UInt64(bitPattern: value))
    case .floatData(let value): [UInt8](littleEndian: value.bitPattern)
    case .doubleData(let value): [UInt8](littleEndian: value.bitPattern)
    case .stringData(let value): Array(value.utf8)
    case .bytesData(let value): Array(value)
    case nil: nil
    }
  }
}
