import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct BlockedCollectionsTests {
  private func blocker(_ name: ServerName, in database: ServerName = "default") -> Finding {
    Finding(
      .blocker, .notLoaded, subject: .collection(CollectionAddress(database: database, name: name)),
      topic: "load state", "not loaded")
  }

  private func request(_ database: ServerName, _ names: ServerName...) -> MigrationRequest {
    MigrationRequest(
      sourceDatabase: database, collections: names.map { CollectionChoice(source: $0) })
  }

  private func blocked(
    _ requests: [MigrationRequest], _ findings: [Finding], plans: [MigrationPlan]
  ) -> BlockedCollections {
    BlockedCollections(in: requests, of: CheckReport(findings: findings, plans: plans))
  }

  @Test func `what is blocked is left out by the options to type`() {
    let blocked = blocked(
      [request("default", "docs", "docs.2024", "-v", "it's")],
      [blocker("docs.2024"), blocker("-v"), blocker("it's")], plans: [.docs])
    #expect(
      blocked.exclusions == #"--exclude 'docs\.2024' --exclude=-v --exclude 'it'\''s'"#)
    #expect(!blocked.isEverything)
  }

  @Test func `among several databases the options name them`() {
    let blocked = blocked(
      [request("default", "docs", "images"), request("law", "docs")],
      [blocker("docs"), blocker("docs", in: "law")], plans: [.docs])
    #expect(blocked.exclusions == "--exclude default.docs --exclude law.docs")
  }

  @Test func `a database of which nothing is told is left out as a whole`() {
    let hidden = Finding(.blocker, .databaseUnlisted, subject: .database("a.b"), "not told")
    let blocked = blocked([request("default", "docs")], [hidden], plans: [.docs])
    #expect(blocked.exclusions == #"--exclude 'a\.b.*'"#)
    let summary = JobSummary(jobs: [], leftOut: blocked.entries)
    #expect(screen(summary) == "database a.b  left out: not told\n")
    #expect(json(summary).contains(#""leftOut":[{"database":"a.b","collection":null"#))
  }

  @Test func `what is about both ends blocks everything`() {
    let blocked = blocked(
      [request("default", "docs", "images")],
      [blocker("docs"), Finding(.blocker, .pairUnsupported, subject: .pair, "not supported")],
      plans: [.docs])
    #expect(blocked.isEverything && blocked.exclusions == nil)
  }

  @Test func `with nothing left to move there is nothing to leave out`() {
    let report = CheckReport(findings: [blocker("docs")], plans: [])
    let blocked = BlockedCollections(in: [request("default", "docs")], of: report)
    #expect(blocked.isEverything)
    #expect(Report(blocked.refusal(of: report)).code == "check.blocked")
    #expect(ExitStatus(blocked.refusal(of: report)) == .differs)
  }

  @Test func `the refusal tells what to type, and jobs tell what was left out`() {
    let report = CheckReport(findings: [blocker("docs")], plans: [.docs])
    let blocked = BlockedCollections(in: [request("default", "docs", "images")], of: report)
    #expect(
      Report(blocked.refusal(of: report)).hint
        == "move the others with --skip-blocked, or with --exclude docs")
    let summary = JobSummary(jobs: [], leftOut: blocked.entries)
    #expect(screen(summary) == "docs  left out: not loaded\n")
    #expect(json(summary).contains(#""leftOut":[{"database":"default","collection":"docs""#))
    #expect(ExitStatus(leavingOut: blocked.entries) == .differs)
  }
}
