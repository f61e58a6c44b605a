internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// A master of Spark is asked before anything is made on the target.
@Suite(.timeLimit(.minutes(5))) struct SparkMasterTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func run(_ line: String) async throws -> (RecordedSession, FakeMilvus) {
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    for fake in [here, there] { try SampleCollection("docs").make(on: fake) }
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    return try await recorded.whileConnected(to: here, there) {
      there.forgetCalls()
      let status = try await recorded.run(line).status
      #expect(status == .stopped)
      return (recorded, there)
    }
  }

  @Test(arguments: ["verify docs", "migrate docs --rename docs:new --yes"])
  func `where none answers nothing is begun`(line: String) async throws {
    let place = "--on spark://127.0.0.1:1 --spark-submit /bin/sh --worker-binary installed"
    let (recorded, target) = try await run("\(line) \(place)")
    let text = recorded.outputs.messages
    #expect(text.contains("no master answers at spark://127.0.0.1:1"), "\(text)")
    #expect(!target.calls.contains { $0.method == "CreateCollection" })
  }
}
