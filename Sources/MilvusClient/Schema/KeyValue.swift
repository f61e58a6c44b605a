internal import MilvusWire
internal import SwiftProtobuf

/// A property or parameter in the order that a server gave it.
public struct KeyValue: Sendable, Hashable, CustomStringConvertible {
  /// The name.
  public var key: String
  /// The value as text, as the server has it.
  public var value: String

  /// A pair.
  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }

  init(_ wire: WireKeyValuePair) { self.init(wire.key, wire.value) }

  var wire: WireKeyValuePair {
    .with {
      $0.key = key
      $0.value = value
    }
  }

  /// Whether the property of a collection means something on its own cluster only.
  public var isClusterBound: Bool { CarriedProperties.bond(of: key) != nil }

  /// The pair as `key=value`.
  public var description: String { "\(key)=\(value)" }
}

extension [KeyValue] {
  /// The value of the first pair with that key.
  public subscript(key: String) -> String? { first { $0.key == key }?.value }
}
