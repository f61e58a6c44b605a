internal import FoundationEssentials
internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

@testable internal import MilvusClient

/// What a copy of a collection is made from.
@Suite struct DefinitionTests {
  private static let milvus = ServerVersion(2, 6)
  private static let lite = ServerVersion(3, 2, 2, isLite: true)

  @Test func `properties are carried by a list, and the others are named with a reason`() {
    let description = describe(properties: [
      KeyValue("collection.ttl.seconds", "60"), KeyValue("replicate.id", "x"),
      KeyValue("mmap.enabled", "true"), KeyValue("collection.insertRate.max.mb", "8"),
      KeyValue("new.thing", "1"),
    ])
    let definition = CollectionDefinition(
      schema: description.schema, description: description, describedBy: Self.milvus)
    #expect(definition.properties.map(\.key) == ["collection.ttl.seconds", "mmap.enabled"])
    #expect(
      definition.leftOut.map { "\($0.key): \($0.reason)" } == [
        "replicate.id: it concerns the replication of the source cluster",
        "collection.insertRate.max.mb: it is a rate limit of the source cluster",
        "new.thing: not known to mean the same on another cluster",
      ])
  }

  @Test func `the number of partitions is carried only where a key fills them and Milvus counts`() {
    var description = describe(partitionCount: 64)
    let partitions = { (version: ServerVersion) in
      CollectionDefinition(
        schema: description.schema, description: description, describedBy: version
      ).partitionCount
    }
    #expect(partitions(Self.milvus) == nil)
    description.schema.wire.fields[1].isPartitionKey = true
    #expect(partitions(Self.milvus) == 64)
    #expect(partitions(Self.lite) == nil)
  }

  @Test func `the request holds the whole schema under the target's name`() throws {
    let texts = Sample.field("tags", .array) { $0.elementType = 21 }
    let definition = CollectionDefinition(
      schema: Sample.schema([texts]), shards: 2, consistency: .session,
      properties: [KeyValue("a", "b")])
    let request = try definition.request(for: CollectionAddress(database: "d", name: "copy"))
    let schema = try WireCollectionSchema(serializedBytes: request.schema)
    #expect(request.dbName == "d" && request.collectionName == "copy" && schema.name == "copy")
    #expect(request.shardsNum == 2 && request.consistencyLevel == .consistencySession)
    #expect(request.properties.map(\.key) == ["a"] && request.numPartitions == 0)
    #expect(schema.fields.map(\.name) == ["id", "text", "embedding", "tags"])
    let sizes = FieldSchema(wire: schema.fields[3]).typeParameters.map(\.description)
    #expect(sizes == ["max_capacity=4096", "max_length=65535"])
  }

  @Test func `a description bears the collection's own name, whatever it was asked by`() {
    let answer = WireDescribeCollectionResponse.with {
      $0.collectionName = "alias"
      $0.schema.name = "docs"
      $0.collectionID = 7
      $0.consistencyLevel = .consistencyStrong
      $0.createdUtcTimestamp = 1_500
    }
    let asked = CollectionAddress(database: "d", name: "alias")
    let description = CollectionDescription(answer, asked: asked)
    #expect("\(description.address)" == "d.docs")
    #expect(description.consistency == .strong)
    #expect(description.createdAt?.timeIntervalSince1970 == 1.5)
    var terse = answer
    terse.collectionID = 0
    #expect(CollectionDescription(terse, asked: asked).consistency == nil)
  }

  private func describe(
    properties: [KeyValue] = [], partitionCount: Int64 = 1
  ) -> CollectionDescription {
    CollectionDescription(
      address: CollectionAddress(name: "docs"), schema: Sample.schema(), properties: properties,
      partitionCount: partitionCount)
  }
}
