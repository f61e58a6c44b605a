internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// `verify --mode search` from line to hint.
@Suite(.timeLimit(.minutes(5))) struct SearchCommandTests {
  private let line = "verify docs --mode search --min-overlap 1"
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// What a comparison with a target prints whose index overlooks rows.
  private func results(
    of line: String, _ state: IndexDescription.State, pending: Int64, rows: Int = 40
  ) async throws -> String {
    var settings = FakeSettings()
    settings.overlooksOneOf = 4
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18", settings: settings))
    var docs = SampleCollection("docs")
    docs.rowCount = rows
    for fake in [here, there] { try docs.make(on: fake) }
    there.build("docs", state, pending: pending, of: 40)
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    return try await recorded.whileConnected(to: here, there) {
      let status = try await recorded.run(line).status
      #expect(status == .differs, "\(recorded.outputs.messages)")
      return recorded.outputs.results
    }
  }

  @Test func `an index of the target that is not built can be waited for`() async throws {
    let text = try await results(of: line, .inProgress, pending: 40)
    #expect(text.contains("40 entities to go"), "\(text)")
    #expect(text.contains("hint: wait for the index with: load target:docs --index\n"), "\(text)")
    let quiet = try await results(of: line + " -q", .inProgress, pending: 40)
    #expect(!quiet.contains("hint:"), "\(quiet)")
  }

  @Test func `an index that is built is not waited for`() async throws {
    let text = try await results(of: line, .finished, pending: 0)
    #expect(text.contains("the indexes are approximate"), "\(text)")
    #expect(!text.contains("hint:"), "\(text)")
  }

  @Test func `parameters that a server refuses lead to what its index takes`() async throws {
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    for fake in [here, there] { try SampleCollection("docs").make(on: fake) }
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    let (refused, taken) = try await recorded.whileConnected(to: here, there) {
      let line = "verify docs --mode search --params '{\"ef\": NUMBER}'"
      let refused = try await recorded.run(line.replacing("NUMBER", with: "1")).status
      return (refused, try await recorded.run(line.replacing("NUMBER", with: "10")).status)
    }
    #expect(refused == .failed && taken == .done)
    let text = recorded.outputs.messages
    #expect(text.contains("ef(1) should be larger than k(10)"), "\(text)")
    #expect(text.contains("hint:  list indexes "), "\(text)")
    #expect(text.contains("without --params the servers use their own"), "\(text)")
  }

  @Test func `an empty collection is said to be empty`() async throws {
    let text = try await results(of: line, .finished, pending: 0, rows: 0)
    #expect(text.contains("nothing was searched for: the collection is empty"), "\(text)")
  }
}
