import MilvusClient
import Testing

@testable import MigrationEngine
@testable import Shell

@Suite struct DiffScreenTests {
  private func diff(
    _ findings: [DefinitionDifference], options: DiffOptions = DiffOptions()
  ) -> DiffScreen {
    DiffScreen(
      diff: CollectionDiff(
        source: CollectionAddress(name: "docs"), target: CollectionAddress(name: "docs_2"),
        sourceVersion: ServerVersion(2, 3, 5), targetVersion: ServerVersion(2, 6, 4),
        options: options, findings: findings))
  }

  private let length = DefinitionDifference(
    .fieldParameter, .field, "title", "parameter max_length", source: "512", target: "64")
  private let alias = DefinitionDifference(
    .aliasMissing, .alias, "live", source: "docs", target: nil)
  private let level = DefinitionDifference(
    .consistency, .collection, "", "consistency level", source: "Strong", target: nil
  ).notComparable(because: "Milvus Lite does not keep it")
  private let index = DefinitionDifference(
    .indexType,
    of: PlannedIndex(field: "embedding", name: "ix", type: "HNSW"), "type", source: "HNSW",
    target: "AUTOINDEX"
  ).asMigrated(because: "migrate makes it so")

  @Test func `no difference is said in one line`() {
    #expect(screen(diff([])) == "no difference between source:docs and target:docs_2\n")
  }

  @Test func `differences come first, and what does not count has its reason`() {
    #expect(
      screen(diff([level, length, index, alias])) == """
        WHAT                                 SOURCE  TARGET     VERDICT
        field "title": parameter max_length  512     64         differs
        alias "live"                         docs    -          differs
        index "ix" on "embedding": type      HNSW    AUTOINDEX  as migrated: migrate makes it so
        consistency level                    Strong  -          not comparable: Milvus Lite does not keep it
        2 differences between source:docs and target:docs_2, 1 as migrated, 1 not comparable

        """)
  }

  @Test func `strictly, what a migration leads to differs, too`() {
    let strict = diff([index], options: DiffOptions(ignored: [.alias, .index], isStrict: true))
    #expect(
      screen(strict) == """
        WHAT                             SOURCE  TARGET     VERDICT
        index "ix" on "embedding": type  HNSW    AUTOINDEX  differs: migrate makes it so
        1 difference between source:docs and target:docs_2, index, alias not compared

        """)
    #expect(!strict.diff.isEqual && diff([index]).diff.isEqual)
  }

  @Test func `a program reads every finding under its verdict`() {
    #expect(
      json(diff([length, index], options: DiffOptions(ignored: [.properties]))) == """
        {"schema":"vecferry.diff/1","source":"source:docs","target":"target:docs_2",\
        "sourceVersion":"2.3.5","targetVersion":"2.6.4","equal":false,"strict":false,\
        "ignored":["properties"],"differences":[{"code":"diff.fieldParameter","subject":"field",\
        "name":"title","field":null,"aspect":"parameter max_length","source":"512",\
        "target":"64","reason":null}],"asMigrated":[{"code":"diff.indexType","subject":"index",\
        "name":"ix","field":"embedding","aspect":"type","source":"HNSW","target":"AUTOINDEX",\
        "reason":"migrate makes it so"}],"notComparable":[]}

        """)
    let rows = Renderer(format: .jsonl).text(of: diff([length, alias, index]))
    #expect(rows.split(separator: "\n").count == 2)
  }
}
