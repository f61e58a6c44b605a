internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine

struct DefinitionComparisonTests {
  @Test(arguments: [Sample.milvus235, Sample.milvus264, Sample.lite])
  func `a collection does not differ from itself`(_ version: ServerVersion) {
    #expect(Snapshots.findings(Snapshots.snapshot(version), Snapshots.snapshot(version)) == [])
  }

  @Test func `another name, another order and other spellings are no difference`() {
    let source = Snapshots.snapshot {
      $0.description.properties = [KeyValue("mmap.enabled", "true"), KeyValue("timezone", "UTC")]
      $0.indexes[0].parameters = [
        PlannedProperty(key: "M", value: "16"), PlannedProperty(key: "ef", value: "64"),
      ]
    }
    let target = Snapshots.snapshot(name: "docs_v2") {
      $0.description.properties = [KeyValue("timezone", "UTC"), KeyValue("mmap.enabled", "True")]
      $0.partitions = ["p", "_default"]
      $0.indexes[0].parameters = source.indexes[0].parameters.reversed()
      $0.indexes[0].metric = "l2"
    }
    #expect(Snapshots.findings(source, target) == [])
  }

  /// A change of the target, and what is to be found.
  struct Change: Sendable {
    let found: [String]
    let make: @Sendable (inout CollectionSnapshot) -> Void

    init(_ found: String..., make: @escaping @Sendable (inout CollectionSnapshot) -> Void) {
      self.found = found
      self.make = make
    }
  }

  private static let changes = [
    Change("different description description: - / texts") {
      $0.description.schema.wire.description_p = "texts"
    },
    Change("different fieldParameter title parameter max_length: 512 / 64") {
      $0.description.schema.wire.fields[2].typeParams[0].value = "64"
    },
    Change("different fieldMissing title: VarChar 512 / -") {
      $0.description.schema.wire.fields.removeLast()
    },
    Change("different fieldExtra more: - / Bool") {
      $0.description.schema.wire.fields.append(Sample.field("more", .bool))
    },
    Change("different fieldOrder order: id, embedding, title / id, title, embedding") {
      $0.description.schema.wire.fields.swapAt(1, 2)
    },
    Change("different dynamicField dynamic field: off / on") {
      $0.description.schema.wire.enableDynamicField = true
    },
    Change("different functionExtra bm: - / BM25") {
      $0.description.schema.wire.functions = [
        Sample.function("bm", .bm25, of: "title", to: "words")
      ]
    },
    Change("different consistency consistency level: Bounded / Strong") {
      $0.description.consistency = .strong
    },
    Change("different shards shards: 1 / 2") { $0.description.shards = 2 },
    Change("different partitionMissing p: p / -", "different partitionExtra q: - / q") {
      $0.partitions = ["_default", "q"]
    },
    Change("different propertyMissing mmap.enabled: true / -") { $0.description.properties = [] },
    Change("different propertyValue mmap.enabled value: true / false") {
      $0.description.properties[0].value = "false"
    },
    Change("different propertyExtra collection.ttl.seconds: - / 60") {
      $0.description.properties.append(KeyValue("collection.ttl.seconds", "60"))
    },
    Change("different aliasMissing live: docs / -") { $0.aliases = [] },
    Change("different aliasElsewhere live collection: docs / other") {
      $0.aliases = []
      $0.owners = ["live": "other"]
    },
    Change("different aliasExtra next: - / docs") { $0.aliases.append("next") },
  ]

  @Test(arguments: changes) func `every changed part is named`(_ change: Change) {
    let target = Snapshots.snapshot(change: change.make)
    #expect(Snapshots.findings(Snapshots.snapshot(), target) == change.found)
  }

  @Test func `what is ignored is not found`() {
    let target = Snapshots.snapshot {
      $0.aliases = []
      $0.indexes = []
      $0.description.properties = []
      $0.description.shards = 2
    }
    let all = Set(DiffOptions.Part.allCases)
    #expect(
      Snapshots.findings(Snapshots.snapshot(), target, ignoring: all)
        == ["different shards shards: 1 / 2"])
  }

  @Test func `partitions of a key are compared by their number`() {
    let tenant = Sample.field("tenant", .varchar) { $0.isPartitionKey = true }
    let schema = Sample.schema([Sample.vector, tenant])
    let snapshot = { (version: ServerVersion, count: Int) in
      Snapshots.snapshot(version, schema: schema) {
        $0.partitions = (0..<count).map { "_default_\($0)" }
      }
    }
    let source = snapshot(Sample.milvus264, 64)
    #expect(
      Snapshots.findings(source, snapshot(Sample.milvus264, 16)) == [
        "different partitionCount buckets of the partition key: 64 / 16"
      ])
    #expect(
      Snapshots.findings(source, snapshot(Sample.lite, 16)).contains(
        "notComparable partitionCount buckets of the partition key: 64 / 16"))
  }

  @Test func `what Lite cannot hold is not comparable, and what it can is`() {
    let described = Sample.field("title", .varchar, parameters: ["max_length": "512"]) {
      $0.description_p = "its title"
      $0.isClusteringKey = true
    }
    let source = Snapshots.snapshot(schema: Sample.schema([Sample.vector, described])) {
      $0.description.schema.wire.description_p = "documents"
      $0.description.shards = 2
      $0.description.consistency = .strong
    }
    let target = Snapshots.snapshot(Sample.lite, schema: Sample.schema()) {
      $0.description.schema.wire.fields[2].typeParams[0].value = "64"
      $0.indexes[0].name = "embedding"
    }
    #expect(
      Snapshots.findings(source, target) == [
        "notComparable description description: documents / -",
        "notComparable fieldDescription title description: its title / -",
        "notComparable fieldClusteringKey title clustering key: on / off",
        "different fieldParameter title parameter max_length: 512 / 64",
        "notComparable consistency consistency level: Strong / -",
        "notComparable shards shards: 2 / 1",
        "notComparable indexName ix name: ix / embedding",
      ])
    let reverse = Snapshots.findings(target, source)
    #expect(reverse.filter { $0.hasPrefix("different") }.count == 1)
  }

  @Test func `shards that a plan does not allow are as migrated`() {
    let source = Snapshots.snapshot { $0.description.shards = 4 }
    let target = Snapshots.snapshot {
      $0.description.shards = 2
      $0.profile = ClusterProfile(kind: .free)
    }
    #expect(
      Snapshots.findings(source, target, ignoring: [.index]) == ["asMigrated shards shards: 4 / 2"])
  }

  @Test func `properties that a copy does not get are as migrated`() {
    let source = Snapshots.snapshot(schema: Sample.generating()) {
      $0.description.properties = [
        KeyValue("collection.insertRate.max.mb", "5"), KeyValue("strange", "1"),
      ]
    }
    let target = Snapshots.snapshot(schema: Sample.generating()) {
      $0.description.properties = [
        KeyValue("allow_insert_auto_id", "false"), KeyValue("collection.replica.number", "2"),
      ]
    }
    #expect(
      Snapshots.findings(source, target) == [
        "asMigrated propertyMissing collection.insertRate.max.mb: 5 / -",
        "asMigrated propertyMissing strange: 1 / -",
        "asMigrated propertyExtra allow_insert_auto_id: - / false",
        "asMigrated propertyExtra collection.replica.number: - / 2",
      ])
    // Left on, or in a collection that generates no keys, it is no trace of a migration.
    #expect(
      Snapshots.findings(
        Snapshots.snapshot { $0.description.properties = [] },
        Snapshots.snapshot {
          $0.description.properties = [KeyValue("allow_insert_auto_id", "false")]
        }) == ["different propertyExtra allow_insert_auto_id: - / false"])
  }
}
