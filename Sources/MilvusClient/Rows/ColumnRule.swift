/// What the target wants of one column.
public struct ColumnRule: Sendable, Hashable {
  /// What becomes of the column.
  public enum Use: Sendable, Hashable {
    /// It is written; a page without it is an error.
    case required
    /// It is written if the page has it; the target fills it otherwise.
    case optional
    /// It is left out, for the target makes it itself.
    case dropped
  }

  /// The name of the field, on both sides.
  public var name: ServerName
  /// What becomes of the column.
  public var use: Use
  /// Whether it is the primary key, which is written before all other declared columns.
  public var isPrimaryKey: Bool
  /// Whether the field takes nulls.
  public var isNullable: Bool
  /// Whether a request must say of every row that it has a value.
  ///
  /// True for nullable fields, and for those with a default value before 2.6.12; servers refuse the
  /// list for any other field.
  public var wantsValidData: Bool
  /// The type of an array's elements; an unknown one leaves it to the answer to say it.
  public var elementType: DataType
  /// Rules of the fields of an array of structs, by their plain names.
  public var subrules: [ColumnRule]
  /// What the target demands of undeclared fields, for the column that holds them.
  public var dynamicKeys: DynamicKeyRule?
  /// Whether the target counts a row with the largest Int64 as its key, and never returns it.
  public var hidesLargestKey: Bool

  /// Makes a rule; by default for a column that is required and has no nulls.
  public init(
    name: ServerName, use: Use = .required, isPrimaryKey: Bool = false, isNullable: Bool = false,
    wantsValidData: Bool = false, elementType: DataType = .none,
    subrules: [ColumnRule] = [], dynamicKeys: DynamicKeyRule? = nil, hidesLargestKey: Bool = false
  ) {
    self.name = name
    self.use = use
    self.isPrimaryKey = isPrimaryKey
    self.isNullable = isNullable
    self.wantsValidData = wantsValidData || isNullable
    self.elementType = elementType
    self.subrules = subrules
    self.dynamicKeys = dynamicKeys
    self.hidesLargestKey = hidesLargestKey
  }

  /// Makes the rule of a field of the target.
  ///
  /// - Parameters:
  ///   - field: The field as the target describes it.
  ///   - use: What becomes of the column.
  ///   - defaultsWantValidData: Whether the target's version asks for validity of fields with a
  ///     default value.
  public init(field: FieldSchema, use: Use = .required, defaultsWantValidData: Bool = false) {
    self.init(
      name: field.name, use: use, isPrimaryKey: field.isPrimaryKey, isNullable: field.isNullable,
      wantsValidData: field.hasDefault && defaultsWantValidData, elementType: field.elementType)
  }

  /// The rule of the column that holds dynamic fields.
  public static let dynamicField = ColumnRule(name: "$meta", use: .optional)
}
