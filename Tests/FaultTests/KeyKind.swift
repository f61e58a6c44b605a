internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

/// What the keys of a collection are.
enum KeyKind: String, Sendable, CaseIterable, CustomTestStringConvertible {
  case int64, varchar, generated

  /// A collection of two partitions with such keys, an alias and a property.
  var sample: SampleCollection {
    var sample: SampleCollection
    switch self {
    case .int64: sample = .init("docs")
    case .varchar: sample = .init("docs", key: .varchar)
    case .generated: sample = .init("docs") { $0.fields[0].autoID = true }
    }
    sample.partitions = ["east"]
    sample.aliases = ["live"]
    sample.properties = ["collection.ttl.seconds": "86400"]
    return sample
  }

  /// The name in failures.
  var testDescription: String { "\(rawValue) keys" }
}
