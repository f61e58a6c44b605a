internal import TestSupport
internal import Testing

/// The nine pairs of kinds and the three scopes, through the program.
@Suite(.timeLimit(.minutes(15)))
struct CloudPairTests {
  private static let ways: [String: String] = [
    "Free -> Free": "Dedicated", "Free -> Serverless": "upgrade the Free cluster",
    "Serverless -> Free": "Serverless or Dedicated", "Dedicated -> Free": "another Dedicated",
    "Dedicated -> Serverless": "another Dedicated",
  ]

  @Test func `each pair is judged by the matrix, a refusal with the way out`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let kinds = FakeCluster.Kind.allCases
    try await CloudStage.with { stage in
      let commands = kinds.flatMap { source in
        ["connect source \(source.prefix)here"]
          + kinds.flatMap { ["connect target \($0.prefix)far", "check \(name)"] }
      }
      let play = try await stage.run(commands.joined(separator: "; "))
      try #require(play.checks.count == 9, "\(play)")
      for (findings, number) in zip(play.checks, 0...) {
        let pair = "\(kinds[number / 3].rawValue) -> \(kinds[number % 3].rawValue)"
        let seen = try #require(findings.first { $0.subject == "pair" }, "\(pair): \(findings)")
        #expect(seen.text.hasPrefix(pair))
        if let way = Self.ways[pair] {
          #expect(seen.code == "check.pairUnsupported" && seen.level == "blocker", "\(seen)")
          #expect(seen.hint?.contains(way) == true, "\(pair): \(seen)")
        } else {
          #expect(seen.code == "check.pairSupported" && seen.level == "ok", "\(seen)")
        }
      }
    }
  }

  @Test(arguments: [
    ("same", CloudStage.key, "check.scopeSameProject", "same project, here"),
    ("near", CloudStage.key, "check.scopeOtherProject", "another project, here -> near"),
    (
      "far", CloudStage.farKey, "check.scopeOtherOrganization",
      "another organisation, here -> far"
    ),
  ])
  func `the scope is told on connecting and by check`(
    place: String, key: String, code: String, text: String
  ) async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    try await CloudStage.with { stage in
      let play = try await stage.run(
        "connect source in05-here; connect target in01-\(place); check \(name)",
        keys: (CloudStage.key, key))
      let seen = try #require(play.finding(code), "\(play)")
      #expect(seen.subject == "scope" && seen.text.hasPrefix(text), "\(seen)")
      #expect(play.end.output.contains(#""scope":{"code":"\#(code)""#), "\(play)")
    }
  }

  @Test func `a key that is not of the cluster's organisation does not reach it`() async throws {
    try await CloudStage.with { stage in
      let play = try await stage.run(
        "connect target in01-far", keys: (CloudStage.key, CloudStage.key))
      #expect(play.end.errors.contains("cloud.clusterNotFound"), "\(play)")
    }
  }
}
