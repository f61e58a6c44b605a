internal import MilvusClient
internal import Testing

/// What servers say about themselves, and what follows from it.
@Suite struct ServerVersionTests {
  @Test(
    arguments: [
      (["v2.3.5-lite", "v2.3.5-lite"], ServerVersion(2, 3, 5)),
      (["milvus_lite", "milvus_lite-3.2.2"], ServerVersion(3, 2, 2, isLite: true)),
      (["milvus_lite"], ServerVersion(3, 0, isLite: true)),
      (["2.6.1"], ServerVersion(2, 6, 1)), (["v2.5.4.3-abc"], ServerVersion(2, 5, 4)),
      (["v3.0-beta"], ServerVersion(3, 0)), (["2.6.0-rc1"], ServerVersion(2, 6, 0)),
      (
        ["Zilliz Cloud Vector Database (Compatible with Milvus 2.6)", "v2.6.18-20260101"],
        ServerVersion(2, 6, 18)
      ),
      (
        ["Zilliz Cloud 1.9 (Compatible with Milvus 2.6)", "internal-build"], ServerVersion(2, 6)
      ),
      (["", "unknown"], nil), ([], nil),
    ] as [([String], ServerVersion?)])
  func `the most exact text wins`(_ texts: [String], _ version: ServerVersion?) {
    #expect(ServerVersion.parse(texts) == version)
  }

  @Test func `the head of a line is its newest version`() {
    #expect(ServerVersion(2, 5, 99) < ServerVersion(2, 5))
    #expect(ServerVersion(2, 5) < ServerVersion(2, 6, 0))
    #expect(ServerVersion(2, 10, 0) > ServerVersion(2, 9, 9))
  }

  @Test(arguments: [
    (ServerVersion(2, 3, 5), "2.3.5"), (ServerVersion(2, 6), "2.6"),
    (ServerVersion(3, 2, 2, isLite: true), "Lite 3.2.2"), (.assumed, "2.4 (assumed)"),
  ])
  func `a version prints with its product`(_ version: ServerVersion, _ text: String) {
    #expect("\(version)" == text)
  }

  @Test(arguments: [
    (Feature.nullable, "2.4.17", false), (.nullable, "2.5.0", true), (.nullable, "2.6", true),
    (.insertAutoID, "2.5.18", false), (.insertAutoID, "2.5.19", true),
    (.insertAutoID, "2.6.2", false), (.insertAutoID, "2.6.3", true),
    (.insertAutoID, "3.0.0", true), (.nullableVector, "2.6.17", false),
    (.nullableVector, "2.6.18", true), (.text, "2.6", false), (.text, "3.0-beta", true),
    (.array, "2.3.5", true), (.sparseVector, "2.3.5", false), (.unreleasedType, "3.9.9", false),
    (.upsert, "2.2.16", false), (.sortedPages, "milvus_lite-3.2.0", false),
    (.sortedPages, "milvus_lite-3.2.1", true), (.connect, "2.2.8", false),
    (.connect, "2.2.9", true), (.array, "2.3.1", false), (.array, "2.3.2", true),
    (.listAliases, "2.3.4", false), (.listAliases, "2.3.5", true),
    (.float16Vector, "milvus_lite-2.5.1", true), (.float16Vector, "milvus_lite-3.2.2", false),
    (.analyzer, "milvus_lite-2.4.12", false), (.analyzer, "milvus_lite-2.5.1", true),
    (.text, "milvus_lite-3.2.2", false),
    (.nullable, "milvus_lite-3.2.2", true), (.binaryVector, "milvus_lite-3.2.2", false),
    (.severalVectorFields, "milvus_lite-3.2.2", true),
  ])
  func `a feature begins with its first version on each line`(
    _ feature: Feature, _ text: String, _ isThere: Bool
  ) throws {
    let version = try #require(ServerVersion.parse(text))
    #expect(version.supports(feature) == isThere)
  }

  @Test(
    arguments: [
      ("2.3.4", ServerVersion(2, 3, 4)), ("v2.2.16", ServerVersion(2, 2, 16)),
      ("lite-2.5.1", ServerVersion(2, 5, 1, isLite: true)),
      ("milvus-lite 2.4.12", ServerVersion(2, 4, 12, isLite: true)), ("2", nil), ("new", nil),
      ("2.3.5-rc1", ServerVersion(2, 3, 5)), ("2.6", ServerVersion(2, 6)), ("2.2.x", nil),
      ("2.3.", nil), ("2.3.5x", nil), ("2..3", nil), ("2.3.4.5.6", nil), ("lite-2.x", nil),
      ("lite", nil), ("", nil), ("-2.3", nil),
    ] as [(String, ServerVersion?)])
  func `a version can be stated`(_ text: String, _ version: ServerVersion?) {
    #expect(ServerVersion.parse(stated: text) == version)
  }

  @Test(arguments: [
    ("2.2.16", "2.3.5", false), ("2.3.5", "2.3.4", false), ("2.3.5", "2.3.5", true),
    ("2.3.5", "2.3", true), ("2.6", "2.6.4", true), ("2.6", "2.5.4", false),
    ("2.3.5", "lite-2.3.5", false), ("lite-3.2.2", "lite-3.2.1", false),
    ("milvus_lite", "lite-3.2.2", true), ("milvus_lite", "lite-2.5.1", false),
  ])
  func `what is told of a version may be less than what is stated`(
    told: String, stated: String, fits: Bool
  ) throws {
    let told = try #require(ServerVersion.parse(stated: told) ?? ServerVersion.parse(told))
    #expect(told.admits(try #require(ServerVersion.parse(stated: stated))) == fits)
  }

  @Test func `Lite 3 does not hold all that Lite 2 describes`() {
    let (old, new) = (ServerVersion(2, 5, 1, isLite: true), ServerVersion(3, 2, 2, isLite: true))
    #expect(!new.holdsAll(of: old))
    #expect(ServerVersion(2, 6, 4).holdsAll(of: ServerVersion(2, 5, 0)))
  }

  @Test(arguments: Feature.allCases)
  func `no feature of a Milvus line is lost in a later one`(_ feature: Feature) {
    let lines = [
      ServerVersion(2, 3), ServerVersion(2, 4), ServerVersion(2, 5), ServerVersion(2, 6),
    ]
    let support = (lines + [ServerVersion(3, 0)]).map { $0.supports(feature) }
    #expect(support == support.filter { !$0 } + support.filter { $0 })
  }
}
