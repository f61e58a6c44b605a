internal import MilvusClient

extension JSONValue {
  /// The text of a name.
  static func string(_ name: ServerName) -> JSONValue { .string(name.text) }

  /// The text of a name, or null.
  static func optional(_ name: ServerName?) -> JSONValue { .optional(name?.text) }

  /// The texts of names.
  static func strings(_ names: [ServerName]) -> JSONValue { .strings(names.map(\.text)) }
}

extension Cell {
  /// The text of a name.
  init(_ name: ServerName) { self.init(name.text) }
}
