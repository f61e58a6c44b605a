package import MilvusWire
internal import SwiftProtobuf

/// The schema of a collection: a thin view over the wire message, so that unknown parts are kept.
public struct CollectionSchema: Sendable, Equatable {
  /// The message as the server sent it, or as it will be sent.
  package var wire: WireCollectionSchema

  /// A view of a message.
  package init(wire: WireCollectionSchema) { self.wire = wire }

  /// The name of the collection.
  public var name: ServerName {
    get { ServerName(wire.name) }
    set { wire.name = newValue.text }
  }
  /// The description, empty if there is none.
  public var description: String { wire.description_p }
  /// The declared fields in their order, without those inside structs.
  public var fields: [FieldSchema] { wire.fields.filter { !$0.isDynamic }.map(FieldSchema.init) }
  /// The fields that hold lists of structs.
  public var structFields: [StructFieldSchema] {
    wire.structArrayFields.map(StructFieldSchema.init)
  }
  /// The functions that compute fields.
  public var functions: [FunctionSchema] { wire.functions.map(FunctionSchema.init) }
  /// The declared fields whose values functions compute.
  ///
  /// A server may tell that by the field, by the function, or by both.
  public var computedFields: [FieldSchema] {
    let outputs = Set(functions.flatMap(\.outputs))
    return fields.filter { $0.isFunctionOutput || outputs.contains($0.name) }
  }
  /// The declared fields whose values clients write: all but those that functions compute.
  public var storedFields: [FieldSchema] {
    let computed = Set(computedFields.map(\.name))
    return fields.filter { !computed.contains($0.name) }
  }
  /// The primary key.
  public var primaryKey: FieldSchema? { fields.first(where: \.isPrimaryKey) }
  /// The field that decides the partition of a row.
  public var partitionKey: FieldSchema? { fields.first(where: \.isPartitionKey) }
  /// Whether rows may have values for undeclared fields.
  public var isDynamic: Bool { wire.enableDynamicField || wire.fields.contains(where: \.isDynamic) }
  /// Whether the server makes up the keys.
  public var isAutoID: Bool { wire.autoID || primaryKey?.isAutoID == true }

  /// The field of that name.
  public func field(named name: ServerName) -> FieldSchema? { fields.first { $0.name == name } }

  /// The schema with the server making up the keys, or not.
  public func settingAutoID(_ isAutoID: Bool) -> CollectionSchema {
    var copy = self
    copy.wire.autoID = isAutoID
    for index in copy.wire.fields.indices where copy.wire.fields[index].isPrimaryKey {
      copy.wire.fields[index].autoID = isAutoID
    }
    return copy
  }

  /// The schema without what belongs to one cluster: ids, states, database, version, outside sources.
  public func carryable() -> CollectionSchema {
    var copy = wire
    copy.dbName = ""
    copy.version = 0
    copy.externalSource = ""
    copy.externalSpec = ""
    copy.fileResourceIds = []
    copy.fields = copy.fields.filter { !$0.isDynamic }.map(Self.carryable)
    copy.structArrayFields = copy.structArrayFields.map { field in
      var field = field
      field.fieldID = 0
      field.fields = field.fields.map(Self.carryable)
      return field
    }
    copy.functions = copy.functions.map { function in
      var function = function
      function.id = 0
      function.inputFieldIds = []
      function.outputFieldIds = []
      return function
    }
    copy.enableDynamicField = isDynamic
    return CollectionSchema(wire: copy)
  }

  private static func carryable(_ field: WireFieldSchema) -> WireFieldSchema {
    var field = field
    field.fieldID = 0
    field.state = 0
    field.indexParams = []
    return field
  }

  /// The parts that this program carries without understanding them, each with its place.
  public var unknownParts: [String] {
    var parts: [String] = []
    let note = { (fields: UnknownStorage, place: String) in
      if !fields.data.isEmpty { parts.append("\(place): \(fields.data.count) bytes") }
    }
    note(wire.unknownFields, "collection")
    for field in wire.fields {
      note(field.unknownFields, "field \"\(field.name)\"")
      let type = DataType(rawValue: field.dataType)
      if !type.isKnown { parts.append("field \"\(field.name)\": \(type)") }
    }
    for field in wire.structArrayFields {
      note(field.unknownFields, "field \"\(field.name)\"")
      for inner in field.fields {
        note(inner.unknownFields, "field \"\(field.name)[\(inner.name)]\"")
      }
    }
    for function in wire.functions { note(function.unknownFields, "function \"\(function.name)\"") }
    return parts
  }
}
