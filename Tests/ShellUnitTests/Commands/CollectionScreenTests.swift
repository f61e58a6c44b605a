import Foundation
import MigrationEngine
import MilvusWire
import Testing

@testable import MilvusClient
@testable import Shell

@Suite struct CollectionScreenTests {
  private let place = CollectionTable.Place(side: .source, cluster: "prod", database: "default")

  private func summary(_ name: ServerName, _ count: EntityCount?, vectors: Int = 1)
    -> CollectionSummary
  {
    CollectionSummary(
      side: .source, database: "default", name: name,
      state: count?.method == .stats ? .notLoaded : .loaded, entities: count,
      vectors: (0..<vectors).map {
        .init(name: "v\($0)", type: "FloatVector 768", index: "AUTOINDEX")
      },
      key: "id Int64", isAutoID: name == "sessions",
      counterpart: name == "images" ? .sameName : CollectionSummary.Counterpart.none)
  }

  @Test func `a list of collections says how entities were counted`() {
    let table = CollectionTable(
      places: [place],
      collections: [
        summary("docs_v1", EntityCount(number: 2_408_113, method: .exact)),
        summary("docs_v2", EntityCount(number: 104_220, method: .stats)),
        summary("images", EntityCount(number: 88_001, method: .exact), vectors: 2),
        summary("sessions", nil, vectors: 0),
      ])
    #expect(
      screen(table) == """
        COLLECTION  STATE     ENTITIES  COUNTED  VECTORS                 KEY            INDEX      ON TARGET
        docs_v1     Loaded   2,408,113  exact    v0 FloatVector 768      id Int64       AUTOINDEX  -
        docs_v2     NotLoad    104,220  stats    v0 FloatVector 768      id Int64       AUTOINDEX  -
        images      Loaded      88,001  exact    v0 FloatVector 768, +1  id Int64       AUTOINDEX  same name
        sessions    Loaded           -  -        -                       id Int64 auto  -          -
        4 collections in prod/default

        """)
  }

  @Test func `a list of collections is one JSON document`() {
    let table = CollectionTable(
      places: [place],
      collections: [summary("docs_v2", EntityCount(number: 104_220, method: .stats))])
    #expect(
      json(table) == """
        {"schema":"vecferry.collections/1","side":"source","cluster":"prod","database":"default",\
        "places":[{"side":"source","cluster":"prod","database":"default"}],\
        "collections":[{"name":"docs_v2","side":"source","database":"default","state":"NotLoad",\
        "entities":104220,"counted":"stats","vectors":[{"name":"v0","type":"FloatVector 768",\
        "index":"AUTOINDEX"}],"key":"id Int64","autoID":false,"onOtherSide":false,"refused":[]}],\
        "refused":[]}

        """)
  }

  @Test func `lists of both sides and of several databases say where each is`() {
    var other = summary("docs_v1", nil)
    (other.side, other.database) = (.target, "sales")
    let table = CollectionTable(
      places: [place, .init(side: .target, cluster: "test", database: "sales")],
      collections: [summary("docs_v1", nil), other], hidden: 3)
    let lines = screen(table).split(separator: "\n")
    #expect(lines[0].hasPrefix("SIDE    DATABASE  COLLECTION"))
    #expect(lines[2].hasPrefix("target  sales     docs_v1"))
    #expect(
      lines[3] == "2 collections in prod/default, test/sales, 3 more not shown (--limit)")
  }

  @Test func `an empty database has no table`() {
    #expect(
      screen(CollectionTable(places: [place], collections: [])) == "0 collections in prod/default\n"
    )
  }

  @Test func `sorting by entities puts the largest first and the uncounted last`() {
    let rows = [
      summary("a", nil), summary("b", EntityCount(number: 5, method: .exact)),
      summary("c", EntityCount(number: 9, method: .stats)),
    ]
    #expect(SortChoice.entities.sorted(rows).map(\.name) == ["c", "b", "a"])
    #expect(SortChoice.name.sorted(rows).map(\.name) == ["a", "b", "c"])
  }

  @Test func `a count says how it was got`() {
    let exact = CountScreen(
      collection: "source:docs", count: .init(number: 2_408_113, method: .exact),
      time: .milliseconds(310))
    #expect(screen(exact) == "2,408,113 (exact, 0.3 s)\n")
    #expect(
      json(exact) == """
        {"schema":"vecferry.count/1","collection":"source:docs","entities":2408113,\
        "counted":"exact","seconds":0.31}

        """)
  }

  @Test func `loading says the state and the time`() {
    let value = LoadingScreen(entries: [
      .init(collection: "target:docs", state: .loaded, time: .seconds(15.2)),
      .init(collection: "target:images", state: .loading, time: nil),
      .init(collection: "target:tiny", state: nil, time: nil),
    ])
    #expect(
      screen(value)
        == "target:docs  Loaded, 15.2 s\ntarget:images  Loading\ntarget:tiny  failed\n")
  }

  @Test func `describing a collection shows facts and fields`() {
    let value = CollectionScreen(
      side: .source, cluster: "prod", asked: "docs", description: description, state: .loaded,
      entities: EntityCount(number: 2_408_113, method: .exact), countTime: .milliseconds(300),
      partitions: ["_default", "archive"], indexes: [index], aliases: ["docs"])
    #expect(
      screen(value) == """
        docs_v1 (by its alias docs)    source, prod/default
          state          Loaded
          entities       2,408,113 (exact, 0.3 s)
          key            id Int64, not generated
          consistency    Bounded
          shards         2
          partitions     _default, archive
          dynamic field  on
          properties     collection.ttl.seconds=7776000
          aliases        docs

          FIELD      TYPE             NULL  DEFAULT  INDEX             NOTE
          id         Int64            no    -        -                 primary key
          embedding  FloatVector 768  no    -        AUTOINDEX COSINE
          title      VarChar 512      yes   -        -

        """)
  }

  @Test func `a schema by itself is JSON`() {
    let text = screen(SchemaScreen(schema: description.schema))
    #expect(
      text.hasPrefix(
        "{\"name\":\"docs_v1\",\"description\":\"\",\"autoID\":false,\"dynamicField\":true,"))
    #expect(text.contains("\"name\":\"title\",\"type\":\"VarChar\",\"elementType\":null"))
  }

  @Test func `indexes are a table`() {
    #expect(
      screen(IndexTable(collection: "source:docs_v1", indexes: [index])) == """
        INDEX  FIELD      TYPE       METRIC  STATE     INDEXED  OF  TO GO  PARAMETERS
        emb    embedding  AUTOINDEX  COSINE  Finished       10  10      0  -

        """)
    var failed = index
    (failed.state, failed.stateReason, failed.pendingRows) = (.failed, "no space left", 4)
    #expect(
      screen(IndexTable(collection: "source:docs_v1", indexes: [failed]))
        .hasSuffix(" Failed       10  10      4  -\nemb: no space left\n"))
    #expect(failed.document.text.contains(#""pending":4,"reason":"no space left""#))
    #expect(
      screen(IndexTable(collection: "source:docs_v1", indexes: []))
        == "source:docs_v1 has no index\n")
  }

  @Test func `partitions, aliases and databases are tables`() {
    let partitions = PartitionTable(
      collection: "source:docs", partitions: [.init(name: "_default", state: .loaded, entities: 12)]
    )
    #expect(
      screen(partitions) == """
        PARTITION  STATE   ENTITIES  COUNTED
        _default   Loaded        12  stats

        """)
    let aliases = AliasTable(aliases: [
      .init(side: .source, alias: "docs", collection: CollectionAddress(name: "docs_v1"))
    ])
    #expect(screen(aliases) == "ALIAS  COLLECTION  SIDE\ndocs   docs_v1     source\n")
    #expect(screen(AliasTable(aliases: [])) == "no aliases\n")
    let databases = DatabaseTable(databases: [
      .init(side: .source, name: "default", isCurrent: true, collections: 12)
    ])
    #expect(
      screen(databases) == """
        SIDE    DATABASE  COLLECTIONS
        source  default            12  current

        """)
  }

  private var description: CollectionDescription {
    var schema = WireCollectionSchema()
    schema.name = "docs_v1"
    schema.enableDynamicField = true
    schema.fields = [
      field("id", .int64), field("embedding", .floatVector, ("dim", "768")),
      field("title", .varchar, ("max_length", "512")),
    ]
    schema.fields[0].isPrimaryKey = true
    schema.fields[2].nullable = true
    return CollectionDescription(
      address: CollectionAddress(name: "docs_v1"), schema: CollectionSchema(wire: schema),
      shards: 2, consistency: .bounded,
      properties: [KeyValue("collection.ttl.seconds", "7776000")])
  }

  private func field(
    _ name: String, _ type: DataType, _ parameter: (String, String)? = nil
  ) -> WireFieldSchema {
    var field = WireFieldSchema()
    field.name = name
    field.dataType = type.rawValue
    if let parameter { field.typeParams = [pair(parameter.0, parameter.1)] }
    return field
  }

  private var index: IndexDescription {
    var wire = WireIndexDescription()
    wire.indexName = "emb"
    wire.fieldName = "embedding"
    wire.params = [pair("index_type", "AUTOINDEX"), pair("metric_type", "COSINE")]
    (wire.indexedRows, wire.totalRows) = (10, 10)
    var index = IndexDescription(wire)
    index.state = .finished
    return index
  }

  private func pair(_ key: String, _ value: String) -> WireKeyValuePair {
    var pair = WireKeyValuePair()
    pair.key = key
    pair.value = value
    return pair
  }
}
