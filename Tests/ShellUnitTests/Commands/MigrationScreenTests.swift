import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct MigrationScreenTests {
  private let report = CheckReport(
    findings: [
      Finding(.ok, .pairSupported, subject: .pair, "Dedicated -> Dedicated: supported"),
      Finding(.unknown, .roleUnverified, subject: .role, "could not be verified"),
      Finding(.ok, .loaded, subject: Self.collection("docs_v1"), topic: "load state", "Loaded"),
      Finding(
        .note, .timeToLive, subject: Self.collection("docs_v1"), topic: "TTL",
        "7,776,000 s is carried"),
      Finding(
        .blocker, .nameTaken, subject: Self.collection("images"), topic: "name on target",
        "\"images\" exists with 88,001 entities", hint: "migrate images --rename images:images_new"),
    ], plans: [])

  @Test func `findings stand under their subject with their level at the right`() {
    #expect(
      screen(CheckScreen(report: report)) == """
        pair        Dedicated -> Dedicated: supported                                 ok
        role        could not be verified                                             unknown
        docs_v1     load state        Loaded                                          ok
                    TTL               7,776,000 s is carried                          note
        images      name on target    "images" exists with 88,001 entities            BLOCKER
                    hint: migrate images --rename images:images_new
        2 collections: 1 blocker, 1 note, 1 unknown

        """)
  }

  @Test func `a text that is too long pushes its level to the right`() {
    let long = String(repeating: "x", count: 90)
    let list = CheckScreen.list(of: [
      Finding(.warning, .schema, subject: Self.collection("docs"), long)
    ])
    #expect(list.lines(width: nil) == ["docs        \(long)  WARNING"])
  }

  @Test(arguments: [30, 40, 60, 80, 110])
  func `in a window the text wraps beside its level`(width: Int) {
    let lines = CheckScreen.list(of: report.findings).lines(width: width)
    for line in lines { #expect(DisplayWidth.columns(of: line) <= width, "\(line)") }
    #expect(lines.contains { $0.hasSuffix("  BLOCKER") })
  }

  @Test func `of many collections only what is not in order is shown, unless all is asked for`() {
    let many = (1...5).map { number in
      Finding(
        .ok, .loaded, subject: Self.collection(ServerName("c\(number)")), topic: "load state",
        "Loaded")
    }
    var check = CheckScreen(report: CheckReport(findings: report.findings + many, plans: []))
    let short = screen(check)
    #expect(!short.contains("c1") && short.contains("images"))
    #expect(short.contains("7 checks ok (--verbose shows them)\n7 collections: 1 blocker"))
    check.isVerbose = true
    #expect(screen(check).contains("c5"))
    #expect(json(check).contains("c1"))
  }

  @Test(
    arguments: [
      "pair", "scope", "status", "rights", "role", "access", "reach", "server", "capacity",
    ])
  func `a collection is counted and shown as one, whatever its name is`(name: String) {
    let report = CheckReport(
      findings: [
        Finding(.ok, .reach, subject: .reach, "source 1 ms"),
        Finding(.ok, .versions, subject: .server, "2.3.5"),
        Finding(
          .ok, .loaded, subject: Self.collection(ServerName(name)), topic: "load state", "Loaded"),
      ], plans: [])
    let lines = CheckScreen(report: report)
    #expect(screen(lines).contains("default.\(name)"))
    #expect(screen(lines).hasSuffix("1 collection: nothing to note\n"))
    #expect(json(lines).contains("\"subject\":\"default.\(name)\""))
  }

  @Test func `findings have stable codes in JSON`() {
    let text = json(CheckScreen(report: CheckReport(findings: [report.findings[4]], plans: [])))
    #expect(
      text == """
        {"schema":"vecferry.check/1","worst":"blocker","blockers":1,"findings":[{"level":"blocker",\
        "code":"check.nameTaken","subject":"images","topic":"name on target",\
        "text":"\\"images\\" exists with 88,001 entities",\
        "hint":"migrate images --rename images:images_new"}],"plans":[],\
        "access":null}

        """)
  }

  @Test func `blockers refuse a start, each with its code and its way out`() {
    let refusal = BlockedCollections(in: [], of: report).refusal(of: report)
    #expect(ExitStatus(refusal) == .differs)
    #expect(Report(refusal).message == "cannot start the migration: 1 blocker")
    #expect(
      Report(report.findings[4]).text == """
        error: images, name on target: "images" exists with 88,001 entities
        hint:  migrate images --rename images:images_new
        code:  check.nameTaken
        """)
  }

  private static func collection(_ name: ServerName) -> Finding.Subject {
    .collection(CollectionAddress(name: name))
  }

  @Test func `whoever is not shown the plans is asked with what is copied`() {
    var screen = PlanScreen(plans: [.docs], sourceLabel: "prod", targetLabel: "test")
    #expect(
      screen.brief
        == "Copy sessions, an unknown number of entities, 2 partitions, from prod to test")
    screen.plans += screen.plans
    #expect(screen.brief == "Copy 2 collections, from prod to test")
  }

  @Test func `nothing to do is said in words`() {
    let plan = PlanScreen(plans: [], sourceLabel: "prod", targetLabel: "test")
    #expect(screen(plan) == "nothing to migrate\n")
  }
}
