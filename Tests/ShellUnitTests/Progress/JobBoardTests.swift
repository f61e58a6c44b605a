import MigrationEngine
import Testing

@testable import Shell

/// How far jobs are that are followed together.
@Suite struct JobBoardTests {
  private static let terminal = Screen(
    resultsAreTerminal: true, errorsAreTerminal: true, welcomesColor: false, fixedWidth: 140)

  /// What a board prints of so many jobs that copy, after others have ended.
  private func lines(moving: Int, ended: Int, on screen: Screen) async -> [String] {
    let recorded = RecordedSession(screen: screen)
    var board = JobBoard(
      jobs: moving + ended, in: recorded.session, isQuiet: false, showsKeys: true)
    let jobs = (1...moving).map { number in
      var job = JobStatus.copying
      job.id = JobID(rawValue: Int64(number))
      return job
    }
    await board.show(jobs, ended: ended)
    return recorded.outputs.messages.split(separator: "\n").map(String.init)
  }

  @Test func `six of many jobs have a row, the others are counted, and the last row is for all`()
    async
  {
    let rows = (1...6).map { number in
      "[\(number)] docs_v1   copy          [##############..........]  58 %"
        + "   1,396,700 of 2,408,113   3,204/s   9.8 MB/s   5 min left"
    }
    // All of those that copy are in the rate, shown or not.
    let all = "    all       jobs          [#####...................]  20 %   2 of 10   25,632/s"
    #expect(
      await lines(moving: 8, ended: 2, on: Self.terminal)
        == rows + ["    and 2 more", all + "   78 MB/s", ProgressLine.keys])
  }

  @Test(
    arguments: [
      (2, []), (6, []), (7, ["    and 1 more"]), (1006, ["    and 1,000 more"]),
    ] as [(Int, [String])])
  func `those without a row are counted if there are any`(moving: Int, more: [String]) async {
    let lines = await lines(moving: moving, ended: 0, on: Self.terminal)
    #expect(lines.filter { $0.contains(" more") } == more)
    #expect(lines.count == min(moving, 6) + more.count + 2)
  }

  @Test func `without a terminal each job has a line, and all have one`() async {
    let lines = await lines(moving: 8, ended: 2, on: .files).map { $0.dropFirst("00:00:00 ".count) }
    let jobs = lines.filter { $0.hasPrefix("[") && $0.contains("] docs_v1 copy 58 %, 1,396,700") }
    #expect(jobs.count == 8)
    #expect(lines.last == "all jobs 20 %, 2 of 10, 25,632/s, 78 MB/s")
  }

  @Test func `one job alone is shown with its steps and no row for all`() async {
    let lines = await lines(moving: 1, ended: 0, on: Self.terminal)
    #expect(lines.first?.hasPrefix("[1] docs_v1   copy          [##############") == true)
    #expect(!lines.contains { $0.hasPrefix("    all") })
  }
}
