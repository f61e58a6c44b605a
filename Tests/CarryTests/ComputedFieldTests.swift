internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

/// A field that a function computes on one side alone is no reason not to compare the others.
@Suite(.timeLimit(.minutes(15))) struct ComputedFieldTests {
  @Test(arguments: [true, false])
  func `a field that one side computes is told, and not compared`(
    isComputedThere: Bool
  ) async throws {
    let text = WireFieldSchema.sample(
      "t", .varchar, ["max_length": "64", "enable_analyzer": "true"])
    let written = SampleCollection("docs", [text, .sample("x", .sparseFloatVector)])
    let computed = SampleCollection.computing("x", .sparseFloatVector, by: 1, from: text)
    let (here, there) = isComputedThere ? (written, computed) : (computed, written)
    try await FakePair.open(here, from: "2.6.18", to: "2.6.18") { pair in
      try there.make(on: pair.to)
      let report = try await pair.verify(.full)
      #expect(report.schemaDifferences.contains { $0.contains("function output") })
      #expect(report.differenceCount == 0 && report.comparedRows == Int64(here.rowCount))
      let refusal = await #expect(throws: SideError.self) {
        try await pair.verify(.full, fields: ["x"])
      }
      let message = try #require(refusal?.error.message)
      #expect(message.hasPrefix("cannot compare field \"x\": both sides keep "), "\(message)")
    }
  }
}
