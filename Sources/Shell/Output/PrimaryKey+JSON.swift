internal import MilvusClient

extension PrimaryKey {
  /// The key as JSON: a number or a text.
  var jsonValue: JSONValue {
    switch self {
    case .int64(let number): .integer(number)
    case .varchar(let text): .string(text)
    }
  }
}
