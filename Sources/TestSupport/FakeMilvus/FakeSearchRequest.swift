internal import Foundation
internal import MilvusClient

/// A search as it came, held to what every release asks of one.
struct FakeSearchRequest {
  private(set) var database = ""
  private(set) var collection = ""
  private(set) var partitions: [String] = []
  private(set) var filter = ""
  private(set) var inputType: Int32 = 0
  private(set) var inputs: [[UInt8]] = []
  private var parameters: [String: String] = [:]

  // The window of a search, on every release.
  private static let window = 16_384

  /// Reads a serialised `SearchRequest`; a part that the fake does not know ends the test.
  init(_ bytes: [UInt8]) throws {
    for part in try bytes.parts() {
      switch part.number {
      case 2: database = part.text
      case 3: collection = part.text
      case 4: partitions.append(part.text)
      case 5: filter = part.text
      case 6: try readInputs(part.content)
      case 7: precondition(part.value == 1, "a filter is an expression")
      case 9:
        let pair = try part.content.parts()
        parameters[pair[0].text] = pair[1].text
      case 11, 14: continue
      case 12: precondition(part.value == UInt64(inputs.count), "inputs are counted")
      default: preconditionFailure("the fake does not know field \(part.number) of a search")
      }
    }
    for name in ["anns_field", "topk", "params"] where parameters[name] == nil {
      throw FakeRefusal.invalid("\(name) not found in search_params")
    }
    guard 1...Self.window ~= limit else {
      throw FakeRefusal.unclassified(
        "topk [\(limit)] is invalid, it should be in range [1, 16384]")
    }
    if let width, width < limit {
      throw FakeRefusal.unclassified(
        "failed to search: out of range in json: ef(\(width)) should be larger than k(\(limit))")
    }
  }

  private mutating func readInputs(_ group: [UInt8]) throws {
    for placeholder in try group.parts() {
      for part in try placeholder.content.parts() {
        switch part.number {
        case 1: precondition(part.text == "$0", "the placeholder has its usual name")
        case 2: inputType = Int32(truncatingIfNeeded: part.value)
        case 3: inputs.append(part.content)
        default: preconditionFailure("the fake does not know part \(part.number) of an input")
        }
      }
    }
  }

  /// The vector field.
  var field: ServerName { ServerName(parameters["anns_field"] ?? "") }
  /// The largest number of neighbours of each input.
  var limit: Int { parameters["topk"].flatMap(Int.init) ?? 0 }
  /// How many candidates an HNSW keeps, which every AUTOINDEX is here; nil leaves it to the server.
  private var width: Int? {
    let numbers = try? JSONDecoder().decode(
      [String: Int].self, from: Data((parameters["params"] ?? "").utf8))
    return numbers?["ef"]
  }
  /// The metric that is asked for; empty leaves it to the index.
  var metric: String { parameters["metric_type"] ?? "" }
}
