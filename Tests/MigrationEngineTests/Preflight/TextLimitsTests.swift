internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

/// Sampled rows held against what the target takes.
struct TextLimitsTests {
  @Test(arguments: [
    (Sample.milvus235, ["id", "title"]), (Sample.milvus264, ["id", "title", "tags"]),
    (Sample.lite, ["id"]),
  ])
  func `a field of which some texts are too long for the target is named`(
    target: ServerVersion, fields: [ServerName]
  ) throws {
    let excesses = TextLimits(schema: schema, target: target).excesses(in: try page())
    #expect(excesses.map(\.field) == fields)
    #expect(excesses.first == TextLimits.Excess(field: "id", limit: 4, rows: 1))
  }

  /// 2.3.5: "the length (70009) of json field (j) exceeds max length (65536)".
  @Test(arguments: [(Sample.milvus235, ["j", "$meta"]), (Sample.lite, [])])
  func `JSON is bounded by Milvus, declared or not`(
    target: ServerVersion, fields: [ServerName]
  ) throws {
    let documents = Sample.schema([Sample.field("j", .json)]) { $0.enableDynamicField = true }
    var writer = WireWriter()
    for name in ["j", "$meta"] {
      let long = "\"" + String(repeating: "x", count: 65_535) + "\""
      writer.message(2, column(name, .json, slot: 9, texts([long, "1"])))
    }
    writer.message(2, column("id", .int64, slot: 3, numbers([1, 2])))
    let page = try RowPage(bytes: writer.assemble(copying: []), keyField: "id")
    let excesses = TextLimits(schema: documents, target: target).excesses(in: page)
    #expect(excesses.map(\.field) == fields)
    #expect(excesses.allSatisfy { $0.limit == 65_536 && $0.rows == 1 })
  }

  private func numbers(_ values: [UInt64]) -> WireWriter {
    var packed = WireWriter()
    for value in values { packed.varint(1, value) }
    return packed
  }

  private let schema = Sample.schema(
    [
      Sample.field("title", .varchar, parameters: ["max_length": "5"]),
      Sample.field("tags", .array, parameters: ["max_length": "2"]) {
        $0.elementType = DataType.varchar.rawValue
      },
      Sample.field("free", .varchar),
    ],
    key: Sample.field("id", .varchar, isKey: true, parameters: ["max_length": "4"]))

  /// Two rows: one key is too long however it is counted, one title in bytes, one tag.
  private func page() throws -> RowPage {
    var writer = WireWriter()
    writer.message(2, column("id", .varchar, slot: 6, texts(["abcde", "b"])))
    writer.message(2, column("title", .varchar, slot: 6, texts(["語語", "b"])))
    writer.message(2, column("free", .varchar, slot: 6, texts(["語語語", "b"])))
    var tags = WireWriter()
    for tag in [["a", "abc"], ["b"]] { tags.message(1, holding(6, texts(tag))) }
    writer.message(2, column("tags", .array, slot: 8, tags))
    return try RowPage(bytes: writer.assemble(copying: []), keyField: "id")
  }

  private func texts(_ values: [String]) -> WireWriter {
    var writer = WireWriter()
    for value in values { writer.bytes(1, value.utf8) }
    return writer
  }

  private func holding(_ number: Int, _ content: WireWriter) -> WireWriter {
    var writer = WireWriter()
    writer.message(number, content)
    return writer
  }

  private func column(
    _ name: String, _ type: DataType, slot: Int, _ values: WireWriter
  ) -> WireWriter {
    var writer = WireWriter()
    writer.varint(1, UInt64(type.rawValue))
    writer.bytes(2, name.utf8)
    writer.message(3, holding(slot, values))
    return writer
  }
}
