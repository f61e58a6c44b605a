internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import Testing
internal import ZillizCloud

@testable internal import Shell

@Suite struct ReportTests {
  @Test func `a report has three lines`() {
    let report = Report(UsageError(.notFound, "no \"x\"", hint: "list things"))
    #expect(report.text == "error: no \"x\"\nhint:  list things\ncode:  usage.notFound")
  }

  @Test func `in a script it begins with its place`() {
    let place = ScriptPlace(name: "a.vecferry", line: 6)
    let report = Report(SideError(.target, MilvusError(.writeDenied, "disk full")), place: place)
    #expect(report.text.hasPrefix("a.vecferry:6: error: disk full\n"))
    #expect(report.text.hasSuffix("\ncode:  target.writeDenied"))
    #expect(
      report.json.text.hasSuffix(
        #""code":"target.writeDenied","file":"a.vecferry","line":6}"#))
    #expect(report.json.text.hasPrefix(#"{"schema":"vecferry.error/1","error":"disk full","#))
  }

  @Test func `names that are nearly right are offered first`() {
    let error = MigrationError(.collectionNotFound, "none", candidates: ["docs_v1", "docs_v2"])
    let report = Report(error)
    #expect(report.hint?.hasPrefix("did you mean docs_v1 or docs_v2? ") == true)
    #expect(report.code == "collection.notFound")
  }

  @Test func `a message cannot steer the terminal`() {
    let report = Report(MilvusError(.invalidRequest, "bad\u{1B}[2J\nline"))
    #expect(report.text.split(separator: "\n").count == 3)
    #expect(!report.text.contains("\u{1B}"))
  }

  @Test(arguments: MilvusError.Code.allCases)
  func `every failure of a cluster has a hint for both ends`(code: MilvusError.Code) {
    let (source, target) = (
      Hints.hint(for: code, side: .source), Hints.hint(for: code, side: .target)
    )
    #expect(!source.isEmpty)
    // The two say the same, each of its own end.
    #expect(source.replacing("source", with: "target") == target)
  }

  @Test func `no hint has a placeholder`() {
    // Words that stand for something that the user would have to know.
    let placeholders = /\b(NAME|JOB|PLACE|FILE|ID|OLD|NEW|N|COMMAND|LINE|VALUE)\b/
    var hints = UsageError.Code.allCases.map { Hints.hint(for: $0) }
    hints += MigrationError.Code.allCases.map { Hints.hint(for: $0) }
    hints += JournalFailure.allCases.map { Hints.hint(for: $0) }
    for side in Side.allCases {
      hints += MilvusError.Code.allCases.map { Hints.hint(for: $0, side: side) }
    }
    for hint in hints {
      #expect(!hint.isEmpty && hint.firstMatch(of: placeholders) == nil, "\(hint)")
    }
  }

  @Test func `a hint about a collection has its name`() {
    let hint = Hints.hint(for: .notLoaded, side: .source, about: HintNames(typed: "source:big"))
    #expect(hint == "load source:big, and type the command again")
  }

  @Test(arguments: [
    (FailureCode.end(.source, .notLoaded), "load source:docs_v1, then: resume 1"),
    (.migration(.sourceNotLoaded), "load source:docs_v1, which uses memory there, then: resume 1"),
    (.end(.target, .schemaChanged), "somebody changed the collection meanwhile: resume 1"),
    (
      .end(.target, .timedOut),
      "the cluster is slow or far away: resume 1 goes on once it answers"
    ),
  ])
  func `a job goes on by its number, as its command would find a taken name`(
    code: FailureCode, hint: String
  ) {
    var job = JobStatus.stopped
    job.failure = Failure(code, "it stopped")
    #expect(job.advisedError?.advice == hint)
  }

  @Test func `who lost its workers goes on without them, as a job or by its command`() {
    let hints = [HintNames(), HintNames(of: .stopped)].map {
      Hints.hint(for: FailureCode.workersFailed, about: $0)
    }
    #expect(hints[0].hasSuffix("; without --on the command works in this process"))
    #expect(hints[1].hasSuffix("; resume 1 without --on goes on in this process"))
  }

  @Test(arguments: CloudError.Code.allCases)
  func `every failure of the control plane has a hint and a code`(code: CloudError.Code) {
    let report = Report(CloudError(code, "it failed"))
    #expect(report.hint?.isEmpty == false && report.code == "cloud.\(code.rawValue)")
  }

  @Test func `every failure of a migration has a name of its own`() {
    let names = MigrationError.Code.allCases.map { Report(MigrationError($0, "x")).code }
    #expect(Set(names).count == names.count)
  }
}
