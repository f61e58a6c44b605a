import ArgumentParser
import MigrationEngine
import MilvusClient
import TestSupport
import Testing

@testable import Shell

/// Questions that a server refuses, and what a list, a description and a count make of it.
@Suite struct RefusalTests {
  private func refusal(_ question: Refusal.Question, _ name: String) -> Refusal {
    Refusal(
      question,
      SideError(.source, MilvusError(.permissionDenied, "cannot count \"\(name)\": no privilege")))
  }

  private func summary(_ name: ServerName, refusing: [Refusal]) -> CollectionSummary {
    CollectionSummary(
      side: .source, database: "default", name: name, state: .loaded, entities: nil, vectors: [],
      key: "id Int64", isAutoID: false, counterpart: nil, refusals: refusing)
  }

  private let place = CollectionTable.Place(side: .source, cluster: "prod", database: "default")

  @Test func `what a server refuses is a question mark, told once`() {
    let table = CollectionTable(
      places: [place],
      collections: [
        summary("docs", refusing: [refusal(.entities, "docs")]),
        summary("images", refusing: [refusal(.entities, "images")]),
      ])
    #expect(
      screen(table) == """
        COLLECTION  STATE   ENTITIES  COUNTED  VECTORS  KEY       INDEX
        docs        Loaded         ?  ?        -        id Int64  -
        images      Loaded         ?  ?        -        id Int64  -
        2 collections in prod/default
        ? entities: cannot count "docs": no privilege, and 1 more (help privileges)

        """)
    #expect(Shell.ExitStatus(leaving: table.allRefusals) == .differs)
  }

  @Test func `what is not known is null for a program, with the reason`() {
    let table = CollectionTable(
      places: [place], collections: [summary("docs", refusing: [refusal(.schema, "docs")])])
    #expect(json(table).contains(#""vectors":null,"key":null,"autoID":null"#))
    #expect(
      json(table).contains(
        #""refused":[{"question":"schema","code":"source.permissionDenied","message":"#))
  }

  @Test(arguments: [
    (MilvusError.Code.permissionDenied, true), (.invalidRequest, true), (.unreachable, false),
    (.unauthenticated, false), (.cancelled, false),
  ])
  func `a lost server is more than a refusal`(code: MilvusError.Code, isRefusal: Bool) {
    #expect(SideError(.source, MilvusError(code, "x")).isRefusal == isRefusal)
  }

  @Test(arguments: [
    (3, 0, Shell.ExitStatus.done), (3, 1, .differs), (3, 3, .refused), (1, 1, .refused),
  ])
  func `some failures among several are a difference, and nothing but failures the worst of them`(
    count: Int, failed: Int, status: Shell.ExitStatus
  ) {
    let failure = SideError(.source, MilvusError(.permissionDenied, "x"))
    #expect(
      Shell.ExitStatus(of: count, failures: Array(repeating: failure, count: failed)) == status)
  }

  @Test func `several counts are a row each, a failed one with a question mark`() {
    let table = CountTable(rows: [
      .counted(
        CountScreen(
          collection: "source:docs", count: EntityCount(number: 12, method: .exact),
          time: .seconds(1))),
      .failed("source:images", Report("no", code: "source.permissionDenied")),
    ])
    #expect(
      screen(table) == """
        COLLECTION     ENTITIES  COUNTED
        source:docs          12  exact
        source:images         ?  ?

        """)
  }

  @Test func `a description needs names, or all`() throws {
    #expect(throws: (any Error).self) { try CollectionDescribe.parse([]) }
    #expect(throws: (any Error).self) { try CollectionDescribe.parse(["a", "--all"]) }
    #expect(try CollectionDescribe.parse(["a", "b"]).names == ["a", "b"])
  }

  @Test func `privileges are listed by command`() {
    let text = HelpTopic.privileges.text
    #expect(text.contains("\ncount\n  count entities:\n      Query"))
    #expect(PrivilegeNeed.Work.allCases.allSatisfy { text.contains("\n\($0.rawValue)\n") })
  }

  @Test(arguments: [
    ("GetLoadState", "list collections", #"\? state: "#),
    ("DescribeIndex", "list collections", #"\? indexes: "#),
    ("ShowPartitions", "describe collection docs", #"\? partitions: "#),
    ("GetLoadState", "describe collection --all", #"\? state: "#),
    // Of those that are asked side by side either may be the first.
    ("Query", "count docs images", #"source:(docs|images) +\?  \?"#),
    ("LoadCollection", "load source:docs source:images --yes", #"source:\w+ +failed"#),
    ("ReleaseCollection", "release source:docs source:images --yes", #"source:\w+ +failed"#),
  ])
  func `what is refused about one collection does not keep others from being asked`(
    method: String, command: String, shown: String
  ) async throws {
    let fake = FakeMilvus("2.3.5")
    for name in ["docs", "images"] { try SampleCollection(name).make(on: fake) }
    let recorded = RecordedSession(tree: .standard)
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        _ = try await recorded.run("connect source \(access.endpoint)")
        fake.arm(FaultPlan(.permissionDenied, atCall: 1, of: [method]))
        let outcome = try await recorded.run(command)
        #expect(outcome.status == .differs && fake.disarm())
        group.cancelAll()
      }
    }
    let results = recorded.outputs.results
    #expect(results.matches(of: try Regex(shown)).count == 1, "\(results)")
  }

  @Test func `a failure about the only collection is the command's own`() async throws {
    let fake = FakeMilvus("2.3.5")
    try SampleCollection("docs").make(on: fake)
    let recorded = RecordedSession(tree: .standard)
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        _ = try await recorded.run("connect source \(access.endpoint)")
        fake.arm(FaultPlan(.permissionDenied, atCall: 1, of: ["Query"]))
        let outcome = try await recorded.run("count docs")
        #expect(outcome.status == .refused && fake.disarm())
        group.cancelAll()
      }
    }
  }
}
