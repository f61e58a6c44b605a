internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// What must hold for the requests that a plan leads to, read as a server would read them.
struct RequestProperties {
  let plan: MigrationPlan
  let version: ServerVersion

  /// Makes the collection and the write request of a random page, and reads both again.
  func check(using generator: inout SeededGenerator) throws {
    try checkCreation()
    try checkWrite(using: &generator)
  }

  /// The server that made the collection as it was told describes what was planned.
  private func checkCreation() throws {
    let request = try plan.definition().request(for: plan.target)
    let made = try CollectionSchema(serialized: [UInt8](request.schema))
    let differences = made.differences(from: try plan.targetSchema(), describedBy: version)
    try require(differences.isEmpty, "the collection is made otherwise: \(differences)")
    try require(
      ServerName(request.collectionName) == plan.target.name && made.name == plan.target.name,
      "a collection of another name is made")
  }

  private func checkWrite(using generator: inout SeededGenerator) throws {
    let answer = try RandomAnswer(to: plan, using: &generator)
    let bytes: [UInt8] = try answer.wire.serializedBytes()
    let page = try RowPage(bytes: bytes, keyField: plan.keyField)
    let request = try WriteRequest(
      page: page, collection: plan.target, partition: plan.partitions.first,
      columns: plan.columnRules)
    var written = WireQueryResults()
    written.fieldsData = try WireWriteRequest(serializedBytes: request.bytes).fieldsData
    let kept = plan.columns.filter { !$0.isDropped }.map(\.name)
    try require(
      Set(written.fieldsData.map { ServerName($0.fieldName) }) == Set(kept),
      "columns are missing in the request")
    guard !plan.makesNewKeys else { return }
    try compare(page, with: written, answer.comparable)
  }

  private func compare(
    _ page: RowPage, with written: WireQueryResults, _ names: [ServerName]
  ) throws {
    let bytes: [UInt8] = try written.serializedBytes()
    let copy = try RowPage(bytes: bytes, keyField: plan.keyField)
    let before = try page.rowDigests(columns: names, jsonByMeaning: false)
    let after = try copy.rowDigests(columns: names, jsonByMeaning: false)
    try require(before == after, "the rows of the copy are others")
  }
}
