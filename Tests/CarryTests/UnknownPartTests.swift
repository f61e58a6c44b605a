internal import Foundation
internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// What this program has never heard of travels as the bytes that it came in.
@Suite(.timeLimit(.minutes(15))) struct UnknownPartTests {
  private static let number = DataType(rawValue: 77)
  private static let vector = DataType(rawValue: 177)

  private static var future: SampleCollection {
    var sample = SampleCollection(
      "docs", [.sample("x", number), .sample("y", vector, ["dim": "4"])])
    sample.futureTypes = [
      number.rawValue: FakeStorage(payload: 3, slot: 20, layout: .items(field: 1)),
      vector.rawValue: FakeStorage(payload: 4, slot: 14, layout: .rows(width: 4)),
    ]
    return sample
  }

  @Test func `values of a type from the future arrive`() async throws {
    try await FakePair.open(Self.future, from: "3.0.0", to: "3.0.0") { pair in
      let report = try await pair.check()
      let note = report.findings.first { $0.code == .unknownParts }
      #expect(note?.level == .note)
      #expect(note?.text.contains("field \"x\": type 77") == true)
      try await pair.migrate()
      try pair.expectSame()
    }
  }

  @Test func `a type from the future is a blocker for an older target`() async throws {
    try await FakePair.open(Self.future, from: "3.0.0", to: "2.6.18") { pair in
      let texts = try await pair.check().blockers.map(\.text)
      #expect(texts.contains { $0.contains("\"x\"") })
      #expect(texts.contains { $0.contains("\"y\"") })
    }
  }

  /// A schema with a part of a number that is not known, in each place.
  private static var extended: SampleCollection {
    get throws {
      var sample = SampleCollection("docs") { $0.enableDynamicField = true }
      // Field 90, a text.
      let strange: [UInt8] = [0xD2, 0x05, 3, 0x61, 0x62, 0x63]
      try sample.schema.merge(serializedBytes: strange)
      for index in sample.schema.fields.indices {
        try sample.schema.fields[index].merge(serializedBytes: strange)
      }
      return sample
    }
  }

  @Test func `parts of a schema from the future arrive`() async throws {
    try await FakePair.open(try Self.extended, from: "3.0.0", to: "3.0.0") { pair in
      try await pair.migrate()
      try pair.expectSame()
      let there = try pair.description(on: pair.to).schema
      #expect(there.unknownFields.data.count == 6)
      #expect(there.fields.allSatisfy { $0.unknownFields.data.count == 6 })
    }
  }

  @Test func `a part that the target forgets is noticed before a row is sent`() async throws {
    try await FakePair.open(try Self.extended, from: "3.0.0", to: "2.6.18") { pair in
      let report = try await pair.check()
      #expect(report.findings.first { $0.code == .unknownParts }?.level == .warning)
      let job = try await pair.run(report)
      #expect(job.state == .failed)
      #expect(job.failure?.code == .migration(.schemaMismatch))
      #expect(pair.to.rows(of: "docs").isEmpty)
      #expect(!pair.to.calls.contains { $0.method == "Insert" })
    }
  }
}
