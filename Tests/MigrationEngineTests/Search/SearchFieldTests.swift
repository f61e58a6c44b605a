internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine

/// Which fields both ends can be searched by.
@Suite struct SearchFieldTests {
  private let fields = [
    Sample.vector, Sample.title, Sample.field("bits", .binaryVector, parameters: ["dim": "64"]),
    Sample.field("words", .sparseFloatVector) { $0.isFunctionOutput = true },
  ]

  private var schema: CollectionSchema {
    Sample.schema(fields) {
      $0.functions = [Sample.function("bm25", .bm25, of: "title", to: "words")]
    }
  }

  private func choice(
    _ source: CollectionSchema? = nil, _ target: CollectionSchema? = nil,
    versions: (ServerVersion, ServerVersion) = (Sample.milvus264, Sample.milvus264),
    wanted: [ServerName]? = nil
  ) -> SearchFieldChoice {
    SearchFieldChoice(
      source: source ?? schema, target: target ?? schema,
      versions: BothEnds(source: versions.0, target: versions.1), wanted: wanted)
  }

  @Test func `vectors are asked for by themselves, words by their text`() throws {
    let (fields, skipped) = try choice().fields()
    #expect(fields.map(\.name) == ["embedding", "bits", "words"])
    #expect(fields.map(\.asking) == [.vector, .vector, .text(in: "title")])
    #expect(skipped.isEmpty)
  }

  @Test func `one field may be chosen`() throws {
    #expect(try choice(wanted: ["bits"]).fields().fields.map(\.name) == ["bits"])
  }

  @Test func `a field that is no vector is refused with those that are`() {
    let error = #expect(throws: SideError.self) { try choice(wanted: ["title"]).fields() }
    #expect(error?.error.code == .invalidRequest)
    #expect(error?.error.message.contains("\"embedding\", \"bits\", \"words\"") == true)
  }

  @Test func `a field that a server lacks is passed over, or refused if asked for`() throws {
    let versions = (Sample.milvus264, Sample.lite)
    let (fields, skipped) = try choice(versions: versions).fields()
    #expect(fields.map(\.name) == ["embedding", "words"])
    #expect(skipped.map(\.field) == ["bits"])
    #expect(skipped.first?.reason.contains("BinaryVector") == true)
    let error = #expect(throws: SideError.self) {
      try choice(versions: versions, wanted: ["bits"]).fields()
    }
    #expect(error?.error.code == .unsupportedByServer)
  }

  @Test func `BM25 is refused on a server that has none`() {
    let error = #expect(throws: SideError.self) {
      try choice(versions: (Sample.milvus264, Sample.milvus235), wanted: ["words"]).fields()
    }
    #expect(error?.error.code == .unsupportedByServer)
    #expect(error?.error.message.contains("2.3.5") == true)
  }

  @Test func `a field that the target lacks, or has otherwise, is passed over`() throws {
    let other = Sample.schema([
      Sample.vector, Sample.field("bits", .floatVector, parameters: ["dim": "64"]),
    ])
    let skipped = try choice(nil, other).fields().skipped
    #expect(skipped.map(\.field) == ["bits", "words"])
    #expect(
      skipped.map(\.reason) == [
        "it is a FloatVector on the target", "the target has no such field",
      ])
  }

  @Test func `vectors that servers do not return are not searched by`() throws {
    let hashed = Sample.schema([
      Sample.vector, Sample.title,
      Sample.field("hashes", .binaryVector, parameters: ["dim": "64"]) {
        $0.isFunctionOutput = true
      },
    ]) { $0.functions = [Sample.function("mh", .minHash, of: "title", to: "hashes")] }
    let newest = ServerVersion(3, 0, 0)
    let skipped = try choice(hashed, hashed, versions: (newest, newest)).fields().skipped
    #expect(skipped.first?.reason.hasPrefix("MinHash computes its vectors") == true)
  }

  @Test func `a collection without a vector cannot be searched`() {
    let plain = Sample.schema([Sample.title])
    let error = #expect(throws: SideError.self) { try choice(plain, plain).fields() }
    #expect(error?.error.code == .invalidRequest)
  }
}
