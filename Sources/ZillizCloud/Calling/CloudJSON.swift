#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A JSON value that is read leniently: the service's pages contradict their own samples.
enum CloudJSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([CloudJSON])
  case object([String: CloudJSON])

  /// The value of a JSON text; nil if it is none.
  init?(_ text: [UInt8]) {
    guard let value = try? JSONDecoder().decode(CloudJSON.self, from: Data(text)) else {
      return nil
    }
    self = value
  }

  /// The value of a field; null where there is none.
  subscript(name: String) -> CloudJSON {
    guard case .object(let fields) = self else { return .null }
    return fields[name] ?? .null
  }

  /// A text that is not empty; numbers are texts as well.
  var text: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .integer(let number): String(number)
    case .number(let number): "\(number)"
    case .null, .bool, .array, .object: nil
    }
  }

  /// A whole number, or a text that is one.
  var integer: Int64? {
    switch self {
    case .integer(let number): number
    case .number(let number): Int64(exactly: number)
    case .string(let text): Int64(text)
    case .null, .bool, .array, .object: nil
    }
  }

  /// A number, or a text that is one.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .string(let text): Double(text)
    case .null, .bool, .array, .object: nil
    }
  }

  /// The elements of an array.
  var elements: [CloudJSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// Whether it is an object with the field.
  func holds(_ name: String) -> Bool { self[name] != .null }
}

extension CloudJSON: Decodable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let truth = try? value.decode(Bool.self) {
      self = .bool(truth)
    } else if let number = try? value.decode(Int64.self) {
      self = .integer(number)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let elements = try? value.decode([CloudJSON].self) {
      self = .array(elements)
    } else {
      self = .object(try value.decode([String: CloudJSON].self))
    }
  }
}
