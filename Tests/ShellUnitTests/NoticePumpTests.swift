internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer
@testable internal import Shell

/// What jobs in the background have to say, above the line that is being typed.
@Suite struct NoticePumpTests {
  @Test func `a notice is broken at blanks`() async throws {
    let scratch = try Scratch()
    let terminal = Screen(
      resultsAreTerminal: true, errorsAreTerminal: true, welcomesColor: false, fixedWidth: 40)
    let recorded = RecordedSession(screen: terminal, stateFolder: scratch.path(of: "state"))
    await recorded.session.engine.supervisor.speak(
      JobID(rawValue: 1), .hindered, "the target does not answer; it is asked again in 4 s")
    recorded.session.endNotices()
    let noticeBox = NoticeBox()
    await NoticePump(session: recorded.session, noticeBox: noticeBox).run()
    #expect(
      noticeBox.take() == ["[1] the target does not answer; it is\n  asked again in 4 s"])
  }
}
