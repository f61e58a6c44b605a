/// One respect in which a schema differs from the one that was wanted.
public struct SchemaDifference: Sendable, Hashable {
  /// The part of a schema that differs.
  public enum Part: Sendable, Hashable {
    /// The collection itself.
    case collection
    /// A field; one inside a struct is named as `struct[field]`.
    case field(ServerName)
    /// A function.
    case function(ServerName)
  }

  /// What about the part differs.
  public enum Aspect: Sendable, Hashable {
    /// Whether it is there.
    case presence
    /// Its description.
    case description
    /// Whether rows may have values for undeclared fields.
    case dynamicField
    /// Whether the server makes up the keys.
    case autoID
    /// The order of the fields.
    case order
    /// Its type.
    case type
    /// The type of an array's elements.
    case elementType
    /// Whether it holds the primary key.
    case primaryKey
    /// Whether it decides the partition of a row.
    case partitionKey
    /// Whether rows are clustered by it.
    case clusteringKey
    /// Whether a row may have no value there.
    case nullable
    /// Whether the server computes it.
    case functionOutput
    /// The value that a row without one gets.
    case defaultValue
    /// A parameter of that name.
    case parameter(String)
    /// The fields that a function reads.
    case input
    /// The fields that a function fills.
    case output
    /// Something that this program carries without understanding it.
    case unknown
  }

  /// The part that differs.
  public var part: Part
  /// What about it differs.
  public var aspect: Aspect
  /// The wanted value; nil if there is none.
  public var wanted: String?
  /// The value here; nil if there is none.
  public var here: String?

  /// A difference from its parts.
  public init(_ part: Part, _ aspect: Aspect, wanted: String?, here: String?) {
    self.part = part
    self.aspect = aspect
    self.wanted = wanted
    self.here = here
  }
}

extension SchemaDifference: CustomStringConvertible {
  /// The difference in plain words: `field "text": nullable is on, not off`.
  public var description: String {
    switch aspect {
    case .presence:
      return "\(part) \(here == nil ? "is missing" : "is there and was not wanted")"
    case .order where part == .collection:
      return "the field order is \(here ?? "unknown")"
    case .unknown:
      guard part != .collection else {
        return "a part of the schema that this program does not understand is different"
      }
      return "\(part): a part that this program does not understand is different"
    default:
      let place = part == .collection ? "" : "\(part): "
      return "\(place)\(aspect) is \(shown(here)), not \(shown(wanted))"
    }
  }

  private func shown(_ value: String?) -> String {
    guard let value else { return "missing" }
    return aspect.isSwitch ? value : "\"\(value)\""
  }
}

extension SchemaDifference.Part: CustomStringConvertible {
  /// The part in plain words: `field "text"`.
  public var description: String {
    switch self {
    case .collection: "collection"
    case .field(let name): "field \"\(name)\""
    case .function(let name): "function \"\(name)\""
    }
  }
}

extension SchemaDifference.Aspect: CustomStringConvertible {
  /// The aspect in plain words: `element type`.
  public var description: String {
    switch self {
    case .presence: "presence"
    case .description: "description"
    case .dynamicField: "dynamic field"
    case .autoID: "auto id"
    case .order: "order"
    case .type: "type"
    case .elementType: "element type"
    case .primaryKey: "primary key"
    case .partitionKey: "partition key"
    case .clusteringKey: "clustering key"
    case .nullable: "nullable"
    case .functionOutput: "function output"
    case .defaultValue: "default value"
    case .parameter(let name): "parameter \(name)"
    case .input: "input"
    case .output: "output"
    case .unknown: "unknown part"
    }
  }

  /// Whether its values are `on` and `off`.
  fileprivate var isSwitch: Bool {
    switch self {
    case .dynamicField, .autoID, .primaryKey, .partitionKey, .clusteringKey, .nullable,
      .functionOutput:
      true
    default: false
    }
  }
}
