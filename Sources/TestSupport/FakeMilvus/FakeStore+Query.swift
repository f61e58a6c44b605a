internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

extension FakeStore {
  func query(_ bytes: [UInt8]) throws -> [UInt8] {
    guard let request = try? WireQueryRequest(serializedBytes: bytes) else {
      throw FakeRefusal.torn
    }
    precondition(request.unknownFields.data.isEmpty, "the fake does not know all of a query")
    guard settings.countsRows || request.outputFields != ["count(*)"] else {
      throw FakeRefusal.invalid("field count(*) not exist")
    }
    let collection = try collection(request.collectionName, in: request.dbName)
    let parameters = try FakeQueryParameters(request.queryParams)
    let reading = FakeReading(
      release: release, settings: settings, collection: collection, request: request,
      parameters: parameters)
    let answer = try request.outputFields == ["count(*)"] ? reading.count() : reading.page()
    guard answer.count <= settings.longestAnswer else {
      throw FakeRefusal.unclassified("query results exceed the maxOutputSize limit")
    }
    return answer
  }
}

/// What a query says beside its filter.
struct FakeQueryParameters {
  private(set) var limit: Int?
  private(set) var isIterator = false
  private(set) var stopsForBest = false

  // The window of a query, on every release.
  private static let window = 16_384

  init(_ pairs: [WireKeyValuePair]) throws {
    for pair in pairs {
      switch pair.key {
      case "limit": limit = Int(pair.value)
      case "iterator": isIterator = pair.value == "True"
      case "reduce_stop_for_best": stopsForBest = pair.value == "True"
      default: preconditionFailure("the fake does not know the query parameter \(pair.key)")
      }
    }
    guard limit.map({ 1...Self.window ~= $0 }) ?? true else {
      throw FakeRefusal.unclassified(
        "invalid max query result window, (offset+limit) should be in range [1, 16384]")
    }
  }
}
