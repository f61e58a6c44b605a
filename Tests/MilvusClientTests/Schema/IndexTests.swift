internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

@testable internal import MilvusClient

/// Indexes and the JSON in which their parameters travel.
@Suite struct IndexTests {
  @Test(
    arguments: [
      ("{}", []), (#"{"M":8,"efConstruction":64}"#, ["M=8", "efConstruction=64"]),
      (
        #" { "M" : "8" , "r" : 1e-1 , "on":true, "no":null } "#,
        ["M=8", "r=1e-1", "on=true", "no=null"]
      ),
      (#"{"big":9223372036854775808}"#, ["big=9223372036854775808"]),
      (#"{"o":{"a":[1,"}"]},"l":[1, 2]}"#, [#"o={"a":[1,"}"]}"#, "l=[1, 2]"]),
      (#"{"s":"a\"b\\c\ndé\uD83D\uDE00"}"#, ["s=a\"b\\c\nd\u{e9}😀"]),
      ("", nil), ("[1]", nil), (#"{"a":1"#, nil), (#"{"a":}"#, nil), (#"{"a":1} x"#, nil),
      (#"{"a":nan}"#, nil),
    ] as [(String, [String]?)])
  func `parameters keep their text`(_ json: String, _ pairs: [String]?) {
    #expect(IndexParameters.members(of: json)?.map(\.description) == pairs)
  }

  @Test func `parameters come back from their JSON`() {
    let pairs = [
      KeyValue("M", "16"), KeyValue("name", "a\"b\\c\n\u{1}"), KeyValue("path", "json['a']"),
      KeyValue("ratio", "0.2"), KeyValue("on", "true"), KeyValue("list", "[1,2]"),
      KeyValue("empty", ""),
    ]
    let json = IndexParameters.json(pairs)
    #expect(json.hasPrefix(#"{"M":16,"name":"a\"b\\c\n\u0001","#))
    #expect(IndexParameters.members(of: json) == pairs)
  }

  @Test(arguments: ["01", "1.", "[1,]", "{x}", "{", "[1", "nul", "\"a\"", " 1", ""])
  func `what is nearly JSON travels as text`(_ value: String) {
    let json = IndexParameters.json([KeyValue("k", value)])
    #expect(JSONMeaning.form(of: Array(json.utf8)) != nil)
    #expect(IndexParameters.members(of: json) == [KeyValue("k", value)])
  }

  @Test func `a description reads both ways in which servers tell parameters`() {
    let nested = index([
      KeyValue("params", #"{"M":8}"#), KeyValue("metric_type", "COSINE"),
      KeyValue("index_type", "HNSW"), KeyValue("mmap.enabled", "true"),
    ])
    #expect(nested.type == "HNSW" && nested.metric == "COSINE")
    #expect(nested.parameters.map(\.description) == ["mmap.enabled=true", "M=8"])
    let flat = index([
      KeyValue("index_type", "INVERTED"), KeyValue("metric_type", "NONE"), KeyValue("params", ""),
    ])
    #expect(flat.type == "INVERTED" && flat.metric == nil && flat.parameters.isEmpty)
    let inside = index([KeyValue("params", #"{"index_type":"FLAT","metric_type":"L2"}"#)])
    #expect(inside.type == "FLAT" && inside.metric == "L2" && inside.parameters.isEmpty)
  }

  @Test func `a definition sends its parameters as JSON and its settings beside it`() {
    let definition = IndexDefinition(
      field: "v", name: "i", type: "HNSW", metric: "IP",
      parameters: [KeyValue("M", "8"), KeyValue("mmap.enabled", "true")])
    let request = definition.request(for: CollectionAddress(name: "docs"))
    #expect(
      request.extraParams.map { "\($0.key)=\($0.value)" } == [
        "index_type=HNSW", "metric_type=IP", #"params={"M":8}"#, "mmap.enabled=true",
      ])
    #expect(request.indexName == "i" && request.fieldName == "v")
  }

  @Test func `the definition of a described index makes the same index`() {
    let described = index([
      KeyValue("index_type", "IVF_FLAT"), KeyValue("metric_type", "L2"),
      KeyValue("params", #"{"nlist":128}"#),
    ])
    let sent = described.definition.request(for: CollectionAddress(name: "docs"))
    #expect(index(sent.extraParams.map { KeyValue($0.key, $0.value) }) == described)
  }

  @Test(
    arguments: [
      (.inProgress, 0, 1000, false), (.inProgress, 0, 0, false), (.unissued, 0, 0, false),
      (.retry, 0, 0, false), (.failed, 0, 0, false), (.finished, 0, 0, true),
      // Rows that were written after the index was made do not count for the state.
      (.finished, 600, 400, false), (.none, 600, 400, false),
    ] as [(IndexDescription.State, Int64, Int64, Bool)])
  func `an index is built when the state says so and no row is pending`(
    state: IndexDescription.State, indexed: Int64, pending: Int64, isFinished: Bool
  ) throws {
    let build = try #require(IndexBuild([vectorIndex(state, indexed, pending, of: 1000)]))
    #expect(build.isFinished == isFinished)
    #expect(build.pendingRows == pending && build.indexedRows == indexed)
    #expect((build.failed != nil) == (state == .failed))
  }

  @Test func `the vector index that lacks most counts, and what was compacted is not indexed yet`()
  {
    let scalar = index([KeyValue("index_type", "INVERTED")])
    let (done, behind) = (vectorIndex(.finished, 4096, 0), vectorIndex(.inProgress, 2048, 4096))
    let build = IndexBuild([scalar, done, behind, done])
    #expect(build?.pendingRows == 4096 && build?.indexedRows == 0 && build?.totalRows == 4096)
    #expect(build?.isFinished == false)
  }

  @Test func `a server that tells no state tells nothing of the index`() {
    #expect(IndexBuild([]) == nil)
    #expect(IndexBuild([vectorIndex(.none, 0, 0, of: 0)]) == nil)
    #expect(IndexBuild([index([KeyValue("index_type", "INVERTED")])]) == nil)
  }

  private func vectorIndex(
    _ state: IndexDescription.State, _ indexed: Int64, _ pending: Int64, of total: Int64 = 4096
  ) -> IndexDescription {
    var index = index([KeyValue("index_type", "HNSW"), KeyValue("metric_type", "L2")])
    index.state = state
    (index.indexedRows, index.pendingRows, index.totalRows) = (indexed, pending, total)
    return index
  }

  private func index(_ parameters: [KeyValue]) -> IndexDescription {
    IndexDescription(
      .with {
        $0.indexName = "i"
        $0.fieldName = "v"
        $0.params = parameters.map(\.wire)
        $0.state = 3
      })
  }
}
