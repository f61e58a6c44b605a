import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct ProgressTests {
  private let copy = ProgressReading(
    job: 1, subject: "docs_v1", step: "copy", done: 987_000, total: 2_408_113, rate: 3190,
    byteRate: 9_800_000, timeLeft: .seconds(415))

  @Test func `a wide row shows everything`() {
    #expect(
      ProgressLine.running(copy, width: 200)
        == "[1] docs_v1   copy          [##########..............]  41 %   987,000 of 2,408,113"
        + "   3,190/s   9.8 MB/s   7 min left")
  }

  @Test func `a narrow row drops what is least important`() {
    let row = ProgressLine.running(copy, width: 90)
    #expect(row.hasSuffix("987,000 of 2,408,113"))
    #expect(ProgressLine.running(copy, width: 50).hasSuffix("copy          41 %"))
  }

  @Test(arguments: 1...140) func `a row is never wider than the window`(_ width: Int) {
    #expect(ProgressLine.running(copy, width: width).count <= width)
  }

  @Test func `rows around it say what is done and what waits`() {
    #expect(
      ProgressLine.ended(job: 1, subject: "docs_v1", step: "create", took: .seconds(1))
        == "[1] docs_v1   create        done      0:01")
    #expect(
      ProgressLine.waiting(job: nil, subject: "docs_v1", step: "index, alias")
        == "    docs_v1   index, alias  waiting")
  }

  @Test func `loading shows per cent and the time that has passed`() {
    let reading = CollectionLoad.reading(of: "target:docs_v1", percent: 78, elapsed: .seconds(12))
    #expect(
      ProgressLine.running(reading, width: 100)
        == "    target:docs_v1  Loading       [###################.....]  78 %   12 s")
  }

  @Test func `rows of several stand below each other`() {
    let readings = ["target:tiny", "target:unloaded", "all"].map {
      ProgressReading(subject: $0, step: "Loading", total: 100, measure: .percent)
    }
    let starts = ProgressLine.running(readings, width: 100).map { row in
      row.prefix { $0 != "L" }.count
    }
    #expect(starts == [21, 21, 21])
  }

  @Test func `trouble takes the place of the time left`() {
    var stuck = copy
    stuck.silence = .seconds(61)
    #expect(stuck.parts.last == "no progress for 1 min 01 s")
    stuck.hindrance = "rate limit"
    #expect(stuck.parts.last == "rate limit")
  }

  @Test func `an unknown whole has neither bar nor per cent`() {
    let reading = ProgressReading(job: 2, subject: "docs", step: "copy", done: 1200)
    #expect(ProgressLine.running(reading, width: 80) == "[2] docs      copy          1,200")
  }

  @Test(arguments: [(0, 0), (41, 10), (78, 19), (100, 24), (-5, 0), (300, 24)])
  func `the bar has a cell for each 4 per cent`(_ percent: Int, _ full: Int) {
    let bar = ProgressBar.text(percent: percent)
    #expect(bar.count == 26)
    #expect(bar.filter { $0 == "#" }.count == full)
  }

  @Test func `plain lines come at each step, ten per cent and thirty seconds`() {
    let start = ContinuousClock.now
    var pace = PlainProgress()
    func line(_ step: String, _ done: Int64, after seconds: Double) -> String? {
      pace.line(
        for: ProgressReading(subject: "docs", step: step, done: done, total: 100),
        at: start.advanced(by: .seconds(seconds)))
    }
    #expect(line("create", 0, after: 0) == "docs create 0 %, 0 of 100")
    #expect(line("copy", 0, after: 1) == "docs copy 0 %, 0 of 100")
    #expect(line("copy", 9, after: 2) == nil)
    #expect(line("copy", 10, after: 3) == "docs copy 10 %, 10 of 100")
    #expect(line("copy", 19, after: 4) == nil)
    #expect(line("copy", 38, after: 5) != nil)
    #expect(line("copy", 39, after: 34) == nil)
    #expect(line("copy", 39, after: 36) != nil)
    #expect(line("copy", 39, after: 37) == nil)
  }

  @Test func `a plain line comes when something begins to hold the work back`() {
    let start = ContinuousClock.now
    var pace = PlainProgress()
    var reading = ProgressReading(subject: "docs", step: "create")
    #expect(pace.line(for: reading, at: start) == "docs create")
    reading.hindrance = "waiting for the target: it takes 0.1 such calls a second"
    #expect(
      pace.line(for: reading, at: start)
        == "docs create waiting for the target: it takes 0.1 such calls a second")
    #expect(pace.line(for: reading, at: start) == nil)
    reading.hindrance = nil
    #expect(pace.line(for: reading, at: start) == nil)
    reading.limit = "at the target's limit of about 4.2 MB/s"
    #expect(pace.line(for: reading, at: start)?.hasSuffix("4.2 MB/s") == true)
    #expect(pace.line(for: reading, at: start) == nil)
  }

  @Test func `a stall is said once, in lines and above rows`() async {
    for isTerminal in [false, true] {
      let outputs = RecordedSession.Outputs()
      let screen = Screen(
        resultsAreTerminal: isTerminal, errorsAreTerminal: isTerminal, welcomesColor: false,
        fixedWidth: 120)
      let console = Console(screen: screen) { outputs.add($0, to: $1) }
      var view = ProgressView(on: console, style: isTerminal ? .bar : .plain)
      let start = ContinuousClock.now
      for (second, silence) in [(0, nil), (1, 61), (2, 62), (3, nil), (4, 60)] as [(Int, Int?)] {
        var reading = copy
        reading.silence = silence.map { .seconds($0) }
        await view.show(reading, at: start.advanced(by: .seconds(second)))
      }
      let lines = outputs.messages.split(separator: "\n").filter {
        $0.contains(/\d\d:\d\d:\d\d \[1\] docs_v1 copy 41 %.*, no progress for 1 min/)
      }
      #expect(lines.map { $0.suffix(5) } == ["01 s", "00 s"].map { " " + $0 })
    }
  }

  @Test(arguments: [false, true])
  func `of several that load each stall is said once`(isTerminal: Bool) async throws {
    let screen = Screen(
      resultsAreTerminal: isTerminal, errorsAreTerminal: isTerminal, welcomesColor: false,
      fixedWidth: 120)
    let recorded = RecordedSession(screen: screen)
    let progress = SeveralProgress(
      session: recorded.session, isQuiet: false, step: "Loading", total: 2)
    let start = ContinuousClock.now
    try await progress.whileShown { voice in
      for (second, percent) in [(0, 5), (59, 5), (60, 5), (62, 5), (63, 6), (124, 6)] {
        for (name, done) in [("docs", percent), ("images", second)] {
          voice.moves(
            CollectionLoad.reading(of: name, percent: done, elapsed: .seconds(second)),
            at: start.advanced(by: .seconds(second)))
        }
      }
    }
    let alarms = recorded.outputs.messages.split(separator: "\n").compactMap {
      $0.firstMatch(of: /\d\d:\d\d:\d\d (.*no progress.*)/)?.output.1
    }
    #expect(
      alarms == [
        "docs Loading 5 %, 1 min 00 s, no progress for 1 min 00 s",
        "docs Loading 6 %, 2 min 04 s, no progress for 1 min 01 s",
      ])
  }

  @Test func `steps of collections side by side do not take turns in being new`() async {
    let outputs = RecordedSession.Outputs()
    let console = Console(screen: .files) { outputs.add($0, to: $1) }
    var view = ProgressView(on: console, style: .plain)
    let start = ContinuousClock.now
    let readings = [("docs", "Loading"), ("images", "Building the index")].map { subject, step in
      ProgressReading(subject: subject, step: step, done: 1, total: 100)
    }
    for second in 0..<5 {
      await view.show(
        readings, atMost: 8,
        all: ProgressReading(subject: "all", step: "Loading", done: 0, total: 2),
        at: start.advanced(by: .seconds(second)))
    }
    #expect(outputs.messages.split(separator: "\n").count == 2, "\(outputs.messages)")
  }

  @Test func `plain lines begin with the time of day, JSON has fields only`() async {
    let outputs = RecordedSession.Outputs()
    let console = Console(screen: .files) { outputs.add($0, to: $1) }
    for style in [ProgressView.Style.plain, .json] {
      var view = ProgressView(on: console, style: style)
      await view.show(copy)
    }
    let lines = outputs.messages.split(separator: "\n")
    #expect(lines.first?.wholeMatch(of: /\d\d:\d\d:\d\d \[1\] docs_v1 copy 41 %, .* left/) != nil)
    #expect(lines.last?.hasPrefix("{\"schema\":\"vecferry.progress/1\"") == true)
  }

  @Test func `a limit stands beside the time that is left`() {
    var held = copy
    held.limit = "at the target's limit of about 4.2 MB/s"
    #expect(held.parts.suffix(2) == ["7 min left", "at the target's limit of about 4.2 MB/s"])
  }

  @Test func `a plain line has all parts`() {
    #expect(
      PlainProgress.text(of: copy)
        == "[1] docs_v1 copy 41 %, 987,000 of 2,408,113, 3,190/s, 9.8 MB/s, 7 min left")
  }

  @Test func `a block of rows needs a terminal`() {
    #expect(ProgressView.style(.auto, isTerminal: true) == .bar)
    #expect(ProgressView.style(.auto, isTerminal: false) == .plain)
    #expect(ProgressView.style(.bar, isTerminal: false) == .plain)
    #expect(ProgressView.style(.json, isTerminal: true) == .json)
    #expect(ProgressView.style(.none, isTerminal: true) == .none)
  }

  @Test func `a comparison guesses its end once a share is done`() {
    let early = ComparisonProgress.reading(
      "docs", "verify", rows: 40, of: 1000, after: .seconds(20))
    let late = ComparisonProgress.reading(
      "docs", "verify", rows: 500, of: 1000, after: .seconds(20))
    #expect(early.timeLeft == nil)
    #expect(late.parts == ["500 of 1,000", "25/s", "20 s left"])
  }

  @Test func `what a server did not say to have released may stay loaded`() async throws {
    let recorded = RecordedSession()
    let progress = ComparisonProgress(
      session: recorded.session, isQuiet: true, subject: "docs", step: "verify")
    await #expect(throws: CancellationError.self) {
      try await progress.whileShown { announce -> Int in
        announce(
          .leavesLoaded(
            CollectionAddress(name: "docs"), because: "the server did not answer within 2 s"))
        throw CancellationError()
      }
    }
    #expect(
      recorded.outputs.messages.contains(
        "target:docs may stay loaded: the server did not answer within 2 s"))
  }
}
