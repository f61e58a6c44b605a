/// The type of a field, also one that this program has never heard of.
public struct DataType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The number on the wire.
  public var rawValue: Int32

  /// The type of that number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// No type: what the element type of a field that is no array is.
  public static let none = Self(rawValue: 0)
  /// A truth value.
  public static let bool = Self(rawValue: 1)
  /// An integer of 8 bits.
  public static let int8 = Self(rawValue: 2)
  /// An integer of 16 bits.
  public static let int16 = Self(rawValue: 3)
  /// An integer of 32 bits.
  public static let int32 = Self(rawValue: 4)
  /// An integer of 64 bits.
  public static let int64 = Self(rawValue: 5)
  /// A floating point number of 32 bits.
  public static let float = Self(rawValue: 10)
  /// A floating point number of 64 bits.
  public static let double = Self(rawValue: 11)
  /// Text up to a given length in bytes.
  public static let varchar = Self(rawValue: 21)
  /// A list of scalar values of one type.
  public static let array = Self(rawValue: 22)
  /// A JSON document.
  public static let json = Self(rawValue: 23)
  /// A shape on a plane or on the earth.
  public static let geometry = Self(rawValue: 24)
  /// Text of any length.
  public static let text = Self(rawValue: 25)
  /// A point in time.
  public static let timestamptz = Self(rawValue: 26)
  /// A molecule.
  public static let mol = Self(rawValue: 27)
  /// A day.
  public static let date = Self(rawValue: 28)
  /// A time of day.
  public static let time = Self(rawValue: 29)
  /// A decimal number.
  public static let decimal = Self(rawValue: 30)
  /// A universally unique identifier.
  public static let uuid = Self(rawValue: 31)
  /// A vector of bits.
  public static let binaryVector = Self(rawValue: 100)
  /// A vector of 32-bit floats.
  public static let floatVector = Self(rawValue: 101)
  /// A vector of 16-bit floats.
  public static let float16Vector = Self(rawValue: 102)
  /// A vector of 16-bit floats with the exponent of 32-bit ones.
  public static let bfloat16Vector = Self(rawValue: 103)
  /// A vector of which only the components that are not 0 are kept.
  public static let sparseFloatVector = Self(rawValue: 104)
  /// A vector of 8-bit integers.
  public static let int8Vector = Self(rawValue: 105)
  /// A list of vectors.
  public static let arrayOfVector = Self(rawValue: 106)
  /// A list of structs.
  public static let arrayOfStruct = Self(rawValue: 200)
  /// A struct.
  public static let structure = Self(rawValue: 201)

  private static let names: [Self: String] = [
    .none: "None", .bool: "Bool", .int8: "Int8", .int16: "Int16", .int32: "Int32",
    .int64: "Int64", .float: "Float", .double: "Double", .varchar: "VarChar", .array: "Array",
    .json: "JSON", .geometry: "Geometry", .text: "Text", .timestamptz: "Timestamptz",
    .mol: "Mol", .date: "Date", .time: "Time", .decimal: "Decimal", .uuid: "UUID",
    .binaryVector: "BinaryVector", .floatVector: "FloatVector",
    .float16Vector: "Float16Vector", .bfloat16Vector: "BFloat16Vector",
    .sparseFloatVector: "SparseFloatVector", .int8Vector: "Int8Vector",
    .arrayOfVector: "ArrayOfVector", .arrayOfStruct: "ArrayOfStruct", .structure: "Struct",
  ]

  /// Whether this program knows the type by name.
  public var isKnown: Bool { Self.names[self] != nil }

  /// The name that Milvus gives the type, or `type 77`.
  public var name: String { Self.names[self] ?? "type \(rawValue)" }

  /// The name.
  public var description: String { name }

  /// Whether a field of this type holds a vector, or several.
  public var isVector: Bool { (100..<200).contains(rawValue) }
}
