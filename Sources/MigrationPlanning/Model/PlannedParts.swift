public import MilvusClient

/// A property of a collection, by name.
public struct PlannedProperty: Sendable, Codable, Equatable {
  /// Its name, as the server knows it.
  public var key: String
  /// Its value as text.
  public var value: String

  /// Makes a property.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

/// A property that has another value while rows are copied.
public struct TemporaryProperty: Sendable, Codable, Equatable {
  /// Its name, as the server knows it.
  public var key: String
  /// Its value from the collection's creation until all rows are there.
  public var during: String
  /// Its value from then on.
  public var after: String

  /// Makes a property that is put back.
  public init(key: String, during: String, after: String) {
    self.key = key
    self.during = during
    self.after = after
  }
}

/// An index that the target gets.
public struct PlannedIndex: Sendable, Codable, Equatable {
  /// The field that it is built on.
  public var field: ServerName
  /// Its name.
  public var name: ServerName
  /// Its type ("AUTOINDEX").
  public var type: String
  /// Its metric; scalar indexes have none.
  public var metric: String?
  /// Its other parameters.
  public var parameters: [PlannedProperty]

  /// Makes an index from its parts.
  public init(
    field: ServerName, name: ServerName, type: String, metric: String? = nil,
    parameters: [PlannedProperty] = []
  ) {
    self.field = field
    self.name = name
    self.type = type
    self.metric = metric
    self.parameters = parameters
  }

  /// The index in the client's terms.
  public var definition: IndexDefinition {
    IndexDefinition(
      field: field, name: name, type: type, metric: metric,
      parameters: parameters.map { KeyValue($0.key, $0.value) })
  }
}

/// A column of the rows, as the target wants it.
public struct PlannedColumn: Sendable, Codable, Equatable {
  /// The field's name; "$meta" for the dynamic field.
  public var name: ServerName
  /// Whether a page may come without it.
  public var isOptional = false
  /// Whether it is read but not written, because the target makes it itself.
  public var isDropped = false
  /// Whether it holds the primary key.
  public var isPrimaryKey = false
  /// Whether the target accepts nulls in it.
  public var isNullable = false
  /// Whether the target must be told of every row whether it has a value.
  public var wantsValidData = false
  /// The type of an array's elements.
  public var elementType = DataType.none
  /// The columns inside an array of structs.
  public var inner: [PlannedColumn] = []
  /// What the target demands of undeclared fields; nil where it takes them all, and for other columns.
  public var dynamicKeys: DynamicKeyRule?
  /// Whether the target never returns a row with the largest Int64 as its key; nil if it does.
  public var hidesLargestKey: Bool?

  /// The column in the client's terms.
  public var rule: ColumnRule {
    ColumnRule(
      name: name, use: isDropped ? .dropped : isOptional ? .optional : .required,
      isPrimaryKey: isPrimaryKey, isNullable: isNullable, wantsValidData: wantsValidData,
      elementType: elementType, subrules: inner.map(\.rule), dynamicKeys: dynamicKeys,
      hidesLargestKey: hidesLargestKey ?? false)
  }
}

/// Something of the source that the target does not get.
public struct NotCarried: Sendable, Codable, Equatable {
  /// What it is ("property \"replicate.id\"").
  public var what: String
  /// Why it stays behind.
  public var reason: String

  /// Says what stays behind, and why.
  public init(_ what: String, because reason: String) {
    self.what = what
    self.reason = reason
  }
}

/// How rows are sent again whose first sending may have been stored.
public enum ReplayStrategy: String, Sendable, Codable, CaseIterable {
  /// By Upsert, which keeps keys.
  case upsert
  /// By deleting their keys and inserting again, where Upsert would give them other keys.
  case deleteThenInsert
  /// Not at all: the target generates keys, so nothing tells a repeated row from a new one.
  case impossible
}

/// What to load on the source before the copy, and to release afterwards.
public enum SourceLoading: Sendable, Codable, Equatable {
  /// Nothing: all of it is loaded.
  case none
  /// The whole collection.
  case collection
  /// These partitions, of a collection that is loaded in part.
  case partitions([ServerName])
}
