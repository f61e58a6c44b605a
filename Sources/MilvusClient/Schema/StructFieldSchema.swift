package import MilvusWire

/// A field that holds a list of structs, with the fields of the struct.
public struct StructFieldSchema: Sendable, Equatable {
  /// The message as the server sent it, or as it will be sent.
  package var wire: WireStructArrayFieldSchema

  /// A view of a message.
  package init(wire: WireStructArrayFieldSchema) { self.wire = wire }

  /// The name.
  public var name: ServerName { ServerName(wire.name) }
  /// The description, empty if there is none.
  public var description: String { wire.description_p }
  /// The fields of one struct, under their plain names.
  public var fields: [FieldSchema] { wire.fields.map(FieldSchema.init) }
  /// Whether a row may have no list here.
  public var isNullable: Bool { wire.nullable }
  /// Sizes and other parameters, in the server's order.
  public var typeParameters: [KeyValue] { wire.typeParams.map(KeyValue.init) }
}
