internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

extension FaultCourse {
  /// Makes the copy anew, lets it lose rows, have others changed and keep one too many.
  func outdate() async throws {
    try await loseRows()
    var changed = sample.write(rows: [30, 32])
    let other = sample.write(rows: [230, 232])
    for place in changed.fieldsData.indices where changed.fieldsData[place].fieldName == "v" {
      changed.fieldsData[place] = other.fieldsData[place]
    }
    try target.perform("Upsert", changed)
    try target.perform("Insert", sample.write(rows: [90]))
    source.forgetCalls()
    target.forgetCalls()
  }

  /// Makes the copy anew, and lets it lose rows.
  func loseRows() async throws {
    let ending = try await migrate(patience: 0)
    _ = try #require(ending.result, "\(ending)")
    let rows = target.rows(of: sample.name)
    let lost = rows.prefix(5).map(\.key.literal).joined(separator: ", ")
    try target.perform(
      "Delete",
      WireDeleteRequest.with {
        $0.collectionName = sample.name
        $0.expr = "id in [\(lost)]"
      })
  }
}
