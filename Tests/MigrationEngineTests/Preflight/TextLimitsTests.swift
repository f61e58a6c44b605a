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
