internal import MigrationEngine
internal import TestSupport
internal import Testing
internal import ZillizCloud

@testable internal import Shell

/// A session with the program's own commands, and a fake control plane that it asks.
struct CloudSession {
  let cloud: FakeCloud
  let recorded: RecordedSession

  /// The key of whoever owns the first organisation of the sample.
  static let owner = "north-owner-5f0c2a"
  /// The key of whoever owns the second.
  static let southern = "south-owner-6e13ab"

  /// Runs the body with a session whose environment names the fake and holds these variables.
  static func with(
    _ environment: [String: String] = [:], estate: CloudEstate = .sample(),
    answering line: String? = nil, _ body: (CloudSession) async throws -> Void
  ) async throws {
    try await withFakeCloud(estate) { cloud in
      var environment = environment
      environment[CloudSite.variable] = cloud.address
      let recorded = RecordedSession(
        environment: environment, answerer: line.map { FixedAnswerer(line: $0) },
        tree: .standard)
      try await body(CloudSession(cloud: cloud, recorded: recorded))
    }
  }

  var session: ShellSession { recorded.session }
  var results: String { recorded.outputs.results }
  var messages: String { recorded.outputs.messages }

  /// Runs statements, the last of which has to end with the status.
  func run(
    _ text: String, _ expected: Shell.ExitStatus,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let status = try await recorded.run(text).status
    #expect(status == expected, "\(text): \(messages)", sourceLocation: sourceLocation)
  }
}
