internal import MigrationPlanning
internal import MilvusWire
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import MilvusClient

/// The file of a baseline, which proves that it is whole.
@Suite struct BaselineFileTests {
  private func baseline(_ edit: (inout Baseline) -> Void = { _ in }) throws -> Baseline {
    let definition = Baseline.Definition(
      schema: CollectionSchema(wire: SampleCollection("docs").schema), shards: 2,
      consistency: .bounded, properties: [PlannedProperty(key: "mmap.enabled", value: "true")],
      partitions: ["_default", "p1"],
      indexes: [PlannedIndex(field: "v", name: "v", type: "HNSW", metric: "L2")], aliases: ["d"],
      version: ServerVersion(2, 3, 5), kind: .dedicated)
    var baseline = Baseline(
      collection: CollectionAddress(database: "sales", name: "docs"), server: "v2.3.5",
      takenAt: "2026-11-29T12:00:00Z", definition: definition, columns: ["id", "v"], rowBytes: 24)
    baseline.parts = [
      Baseline.Part(
        name: "_default", entities: 31,
        ranges: [
          Baseline.Range(upper: .int64(.min), rows: 1, digest: 0),
          Baseline.Range(upper: .int64(9_007_199_254_740_993), rows: 20, digest: .max),
          Baseline.Range(upper: nil, rows: 10, digest: 0xABCD_EF12_3456_7890),
        ]),
      Baseline.Part(
        name: "p1", entities: 0, ranges: [Baseline.Range(upper: nil, rows: 0, digest: 1)]),
    ]
    baseline.rows = [
      Baseline.Row(partition: "_default", key: .int64(-3), fields: [1, .max]),
      Baseline.Row(partition: nil, key: .varchar("a \"quoted\"\nkey"), fields: [2, 3]),
    ]
    baseline.fields = [
      Baseline.Field(
        name: "v", index: "HNSW", metric: "L2", limit: 2,
        searches: [
          Baseline.Search(
            partition: "_default", key: .int64(7),
            neighbours: [Neighbour(.int64(7), score: 0), Neighbour(.varchar("8"), score: 0.25)])
        ])
    ]
    edit(&baseline)
    return baseline
  }

  private func flaw(_ text: String) -> BaselineFlaw? {
    do {
      _ = try Baseline(text: text)
      return nil
    } catch { return error as? BaselineFlaw }
  }

  @Test func `what was written is read again`() throws {
    let written = try baseline()
    let read = try Baseline(text: try written.text)
    #expect(read.collection == written.collection && read.takenAt == written.takenAt)
    #expect(read.definition == written.definition && read.columns == written.columns)
    #expect(read.parts == written.parts && read.rows == written.rows)
    #expect(read.definition.snapshot(of: read.collection).profile.kind == .dedicated)
    #expect(read.fields == written.fields && read.rowBytes == written.rowBytes)
    #expect(try read.text == written.text)
  }

  @Test(arguments: [0, -1]) func `a search for no neighbour is damage`(limit: Int) throws {
    let text = try baseline { $0.fields[0].limit = limit }.text
    #expect(flaw(text) == .damaged(line: nil))
  }

  @Test func `numbers that nothing can have are numbers still`() throws {
    let huge = try baseline {
      $0.rowBytes = .max
      $0.parts[0].ranges[0].rows = .max
      $0.parts[0].ranges[1].rows = .max
    }
    let read = try Baseline(text: try huge.text)
    #expect(read.parts[0].rows == .max)
    let ranges = read.parts[0].ranges
    #expect(ranges.reduce(0) { $0 + read.bytes(of: $1) } > 0)
    #expect(read.bytes(of: Baseline.Range(upper: nil, rows: 0, digest: 0)) == 0)
  }

  @Test func `a distance that nobody measured is none again`() throws {
    let written = try baseline {
      $0.fields[0].searches[0].neighbours = [Neighbour(.int64(1), score: .nan)]
    }
    let score = try Baseline(text: try written.text).fields[0].searches[0].neighbours[0].score
    #expect(score.isNaN)
  }

  @Test(arguments: [
    PrimaryKey.int64(.min), .varchar("550e8400-e29b-41d4-a716-446655440000"),
  ])
  func `a key range takes 64 bytes at most`(key: PrimaryKey) throws {
    let count = 1000
    let bytes = { (ranges: Int) in
      try self.baseline {
        $0.parts[0].ranges =
          Array(
            repeating: Baseline.Range(upper: key, rows: 16_384, digest: .max), count: ranges)
          + [Baseline.Range(upper: nil, rows: 1, digest: 1)]
      }.text.utf8.count
    }
    // The number of lines is in the last one.
    #expect(try bytes(count) - bytes(0) <= 64 * count + 4)
  }

  @Test func `a file that was cut off anywhere is none`() throws {
    let text = try baseline().text
    for length in 1..<text.utf8.count {
      let flaw = flaw(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      #expect(flaw == .truncated || flaw == .foreign, "\(length)")
    }
  }

  @Test func `a line that is missing, doubled or changed is noticed`() throws {
    let lines = try baseline().text.split(separator: "\n").map(String.init)
    for place in 1..<lines.count - 1 {
      var (fewer, more) = (lines, lines)
      fewer.remove(at: place)
      more.insert(lines[place], at: place)
      for text in [fewer, more] {
        guard case .damaged? = flaw(text.joined(separator: "\n") + "\n") else {
          Issue.record("line \(place + 1)")
          continue
        }
      }
    }
    let changed = try baseline().text.replacing("\"entities\":31", with: "\"entities\":32")
    #expect(flaw(changed) == .damaged(line: nil))
    let torn = try baseline().text.replacing("[-9223372036854775808,1,", with: "[-92233720,")
    #expect(flaw(torn) == .damaged(line: 3))
  }

  @Test func `what is something else, or newer, is said to be so`() throws {
    for text in ["", "\n", "{}\n", "no JSON\n", "{\"schema\":\"vecferry.searches/1\"}\n"] {
      #expect(flaw(text) == .foreign, "\(text)")
    }
    let newer = try baseline().text.replacing("baseline/1", with: "baseline/2")
    #expect(flaw(newer) == .newer("vecferry.baseline/2"))
  }
}
