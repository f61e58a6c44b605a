internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct FieldRulesTests {
  private func judge(
    _ field: WireFieldSchema, to target: ServerVersion, kind: ClusterKind? = nil
  ) -> [Finding] {
    FieldRules.judge(
      Sample.collection(
        Sample.facts(Sample.schema([Sample.vector, field])), from: Sample.lite, to: target,
        kind: kind))
  }

  @Test(
    arguments: [
      ("my field", Sample.milvus235), ("doc-id", Sample.milvus264), ("日本", Sample.milvus235),
      ("1st", Sample.milvus264), ("$x", Sample.milvus235), ("count(*)", Sample.milvus235),
      ("RowID", Sample.milvus235), ("Timestamp", Sample.milvus264), ("like", Sample.milvus264),
      (ServerName(String(repeating: "x", count: 256)), Sample.milvus235), ("_seq", Sample.lite),
      ("Iso", Sample.lite), ("count(*)", Sample.lite),
    ] as [(ServerName, ServerVersion)])
  func `a name that no field can have is a blocker`(name: ServerName, target: ServerVersion) {
    let findings = judge(Sample.field(name.text, .int64), to: target)
    #expect(findings.map(\.code) == [.fieldName])
    #expect(findings[.fieldName] == .blocker)
  }

  @Test(
    arguments: [
      ("my field", Sample.lite), ("日本", Sample.lite), ("_seq", Sample.milvus235),
      ("like", Sample.milvus235), ("RowId", Sample.milvus264),
      (ServerName(String(repeating: "x", count: 255)), Sample.milvus235),
    ] as [(ServerName, ServerVersion)])
  func `a name that a field can have passes`(name: ServerName, target: ServerVersion) {
    #expect(judge(Sample.field(name.text, .int64), to: target).isEmpty)
  }

  @Test(
    arguments: [
      (["max_length": "65535"], Sample.milvus235, nil),
      (["max_length": "1"], Sample.milvus235, nil),
      (["max_length": "65536"], Sample.milvus235, .blocker),
      (["max_length": "0"], Sample.milvus264, .blocker), ([:], Sample.milvus264, .blocker),
      (["max_length": "65536"], Sample.milvus264, .warning),
      ([:], Sample.lite, nil), (["max_length": "100000"], Sample.lite, nil),
    ] as [([String: String], ServerVersion, Finding.Level?)])
  func `the length of a text is bounded and has to be said`(
    parameters: [String: String], target: ServerVersion, level: Finding.Level?
  ) {
    let findings = judge(Sample.field("t", .varchar, parameters: parameters), to: target)
    #expect(findings[.fieldSize] == level)
  }

  @Test(
    arguments: [
      ("4096", Sample.milvus235, nil), ("4097", Sample.milvus235, .blocker),
      ("0", Sample.milvus264, .blocker), ("5000", Sample.lite, nil),
    ] as [(String, ServerVersion, Finding.Level?)])
  func `the capacity of an array is bounded`(
    capacity: String, target: ServerVersion, level: Finding.Level?
  ) {
    let array = Sample.field("a", .array, parameters: ["max_capacity": capacity]) {
      $0.elementType = DataType.int64.rawValue
    }
    #expect(judge(array, to: target)[.fieldSize] == level)
  }

  @Test func `an array need not say its sizes, because the target is told the largest`() {
    let array = Sample.field("a", .array) { $0.elementType = DataType.varchar.rawValue }
    #expect(judge(array, to: Sample.milvus235).isEmpty)
  }

  @Test(
    arguments: [
      ("like", Sample.milvus235, Side.target), ("TRUE", Sample.milvus235, .target),
      ("json_contains", Sample.milvus235, .target), ("AND", Sample.milvus264, .target),
      ("is", Sample.lite, .target), ("NULL", Sample.lite, .target), ("not", Sample.lite, .source),
      ("doc-id", Sample.lite, .source), ("1st", Sample.lite, .source),
      ("x'y", Sample.lite, .source),
      ("array_length", Sample.milvus235, .source),
    ] as [(ServerName, ServerVersion, Side)])
  func `a key that a filter cannot name is a blocker on either end`(
    name: ServerName, version: ServerVersion, side: Side
  ) {
    let facts = Sample.facts(Sample.schema(key: Sample.field(name.text, .int64, isKey: true)))
    let other = version.isLite ? Sample.milvus235 : Sample.lite
    let findings = KeyNameRules.judge(
      side == .source
        ? Sample.collection(facts, from: version, to: other)
        : Sample.collection(facts, from: other, to: version))
    #expect(findings[.keyName] == .blocker)
    #expect(findings.contains { $0.text.hasPrefix("the \(side.rawValue), Milvus \(version)") })
  }

  @Test(
    arguments: [
      ("is", Sample.milvus235), ("AND", Sample.milvus235), ("count", Sample.milvus235),
      ("Like", Sample.milvus235), ("日本", Sample.lite), ("json_contains", Sample.lite),
      ("id", Sample.milvus264), ("x²", Sample.lite),
    ] as [(ServerName, ServerVersion)])
  func `a key that a filter can name passes`(name: ServerName, version: ServerVersion) {
    #expect(FilterLanguage(version: version).refusal(of: name) == nil)
  }

  @Test func `a schema alone is moved whatever its key is called, with a warning`() {
    let facts = Sample.facts(Sample.schema(key: Sample.field("is", .int64, isKey: true)))
    let findings = KeyNameRules.judge(
      Sample.collection(
        facts, from: Sample.milvus235, to: Sample.lite,
        options: Sample.options { $0.only = .schema }))
    #expect(findings.map(\.level) == [.warning])
  }

  @Test(
    arguments: [
      ("2024-01", Sample.milvus235, Finding.Level.blocker), ("2024", Sample.milvus235, nil),
      ("2024-01", Sample.milvus264, nil), ("a b", Sample.milvus264, .blocker),
      ("日本", Sample.lite, nil),
    ] as [(ServerName, ServerVersion, Finding.Level?)])
  func `names of partitions are judged by the target`(
    name: ServerName, target: ServerVersion, level: Finding.Level?
  ) {
    let facts = Sample.facts {
      $0.partitions = [
        .init(name: "_default", loadState: .loaded), .init(name: name, loadState: .loaded),
      ]
    }
    let findings = PartitionRules.judge(Sample.collection(facts, to: target))
    #expect(findings[.partitionName] == level)
    let hint = findings.first?.hint ?? "--partition _default, or connect"
    #expect(hint.contains("--partition _default, or connect"))
  }

  @Test func `partitions of a key are not chosen, and others that stay behind are told`() {
    let options = Sample.options { $0.partitions = ["a"] }
    let keyed = Sample.schema([
      Sample.vector, Sample.field("tenant", .int64) { $0.isPartitionKey = true },
    ])
    let chosen = PartitionRules.judge(Sample.collection(Sample.facts(keyed), options: options))
    #expect(chosen[.partitionOfKey] == .blocker)
    let left = Sample.facts { $0.leftPartitions = ["b"] }
    #expect(
      PartitionRules.judge(Sample.collection(left, options: options))[.partitionsLeftOut] == .note)
  }

  @Test func `what is in order is said`() {
    #expect(LimitRules.judge(Sample.collection())[.vectorFields] == .ok)
    let schemaOnly = Sample.options { $0.only = .schema }
    #expect(SizeRules.judge(Sample.collection(options: schemaOnly))[.schemaOnly] == .note)
    let existing = Sample.facts {
      $0.existing = .init(schema: $0.schema, properties: [], rows: 0)
    }
    let fill = Sample.options { $0.only = .data }
    #expect(ExistingRules.judge(Sample.collection(existing, options: fill))[.sameSchema] == .ok)
  }
}
