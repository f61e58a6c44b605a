internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// A fake server with one collection, to which requests are put.
struct Bench {
  let fake: FakeMilvus
  let sample: SampleCollection

  /// Makes the collection, loaded and with its rows if it is to have any.
  init(_ version: String, _ sample: SampleCollection, isFilled: Bool = false) throws {
    fake = FakeMilvus(version)
    self.sample = sample
    if isFilled { try sample.make(on: fake) } else { try sample.create(on: fake) }
  }

  /// The code that a write of some rows is refused with, after an edit; nil if it is taken.
  func code(
    _ method: String = "Insert", rows numbers: [Int] = [0, 1, 2, 3],
    _ edit: (inout WireWriteRequest) -> Void = { _ in }
  ) throws -> Int32? {
    var request = sample.write(rows: numbers)
    edit(&request)
    return try refusalCode { try fake.perform(method, request) }
  }

  /// An answer to a query, decoded by the model.
  func query(_ edit: (inout WireQueryRequest) -> Void) throws -> WireQueryResults {
    var request = WireQueryRequest()
    request.collectionName = sample.name
    request.outputFields = ["id"]
    edit(&request)
    let answer = try fake.perform("Query", request)
    return try WireQueryResults(serializedBytes: answer)
  }

  /// The number keys that a query returns.
  func keys(_ edit: (inout WireQueryRequest) -> Void) throws -> [Int64] {
    try query(edit).fieldsData.first { $0.fieldName == "id" }?.scalars.longData.data ?? []
  }
}

/// The code that the body is refused with; nil if it is not refused.
func refusalCode(_ body: () throws -> Void) throws -> Int32? {
  do {
    try body()
    return nil
  } catch FakeRefusal.status(let code, _) {
    return code
  }
}

extension WireWriteRequest {
  /// Changes the column of a field, which has to be there.
  mutating func edit(_ name: String, _ change: (inout WireFieldData) -> Void) {
    guard let index = fieldsData.firstIndex(where: { $0.fieldName == name }) else {
      preconditionFailure("the request has no column \(name)")
    }
    change(&fieldsData[index])
  }
}

extension WireQueryRequest {
  /// Adds a parameter.
  mutating func set(_ key: String, _ value: String) {
    queryParams.append(
      .with {
        $0.key = key
        $0.value = value
      })
  }
}
