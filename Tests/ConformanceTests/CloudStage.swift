internal import Foundation
internal import TestSupport
internal import Testing

/// The program between two organisations of a fake control plane, whose clusters are real servers.
///
/// Sources of every kind lead to one server, targets to another. An id is a kind and a place:
/// `in05-here` is the Serverless cluster from which rows come, `in01-same`, `in01-near` and `in01-far`
/// are targets in its project, in another one of its organisation, and in another organisation.
struct CloudStage {
  /// The key that owns the organisation of the source.
  static let key = "stage-owner-27d1c0"
  /// The key that owns the other organisation.
  static let farKey = "stage-other-90ab3f"

  let cloud: FakeCloud
  let program: BuiltProgram

  /// Opens the stage; the closure may change what the control plane knows.
  static func with(
    _ change: (inout CloudEstate) throws -> Void = { _ in },
    _ body: (CloudStage) async throws -> Void
  ) async throws {
    let (here, there) = (try TestServer.source.address, try TestServer.target.address)
    let home = [clusters("here", at: here), clusters("same", at: there)].flatMap(\.self)
    var estate = CloudEstate(organizations: [
      FakeOrganization(
        id: "org-home", keys: homeKeys,
        projects: [
          FakeProject(id: "proj-here", name: "here", clusters: home),
          FakeProject(id: "proj-near", name: "near", clusters: clusters("near", at: there)),
        ]),
      FakeOrganization(
        id: "org-far", keys: [FakeKey(secret: farKey, name: "far")],
        projects: [FakeProject(id: "proj-far", name: "far", clusters: clusters("far", at: there))]),
    ])
    try change(&estate)
    try await withFakeCloud(estate) { cloud in
      // Several programs may ask within a second.
      cloud.keepsLimit = false
      try await body(CloudStage(cloud: cloud, program: try BuiltProgram()))
    }
  }

  private static let homeKeys = [
    FakeKey(secret: key, name: "owner of home"),
    FakeKey(secret: "stage-expired-11e0aa", name: "last year", isExpired: true),
    FakeKey(secret: "stage-billing-5520cd", name: "invoices", role: .billingAdmin),
  ]

  private static func clusters(_ place: String, at address: String) -> [FakeCluster] {
    FakeCluster.Kind.allCases.map { kind in
      var cluster = FakeCluster(
        id: "\(kind.prefix)\(place)", name: place, kind: kind, address: address)
      if kind == .dedicated { cluster.metrics = ["CU_CAPACITY": [41.5], "STORAGE_USE": [3.25]] }
      return cluster
    }
  }

  /// Runs commands to the end, failures or not; the keys are those of both organisations.
  func run(
    _ commands: String, keys: (source: String, target: String) = (Self.key, Self.farKey)
  ) async throws -> CloudPlay {
    let end = try await program.run(
      ["-k", "-o", "json", "-c", commands],
      environment: [
        "VECFERRY_CLOUD_URL": cloud.address, "VECFERRY_SOURCE_KEY": keys.source,
        "VECFERRY_TARGET_KEY": keys.target,
      ])
    for secret in [keys.source, keys.target] where "\(end)".contains(secret) {
      Issue.record("a key is shown: \(end)")
    }
    return CloudPlay(end: end)
  }
}

/// What a program on the stage left behind.
struct CloudPlay: CustomStringConvertible {
  /// A finding of a check, as JSON has it.
  struct Seen: Decodable {
    let level: String
    let code: String
    let subject: String
    let text: String
    let hint: String?
  }

  private struct Document: Decodable {
    let schema: String
    let findings: [Seen]?
  }

  let end: ProgramEnd

  var description: String { "\(end)" }

  /// The findings of each check, in order.
  var checks: [[Seen]] {
    end.output.split(separator: "\n").compactMap { line in
      try? JSONDecoder().decode(Document.self, from: Data(line.utf8))
    }.filter { $0.schema == "vecferry.check/1" }.compactMap(\.findings)
  }

  /// The one finding of that code in the last check.
  func finding(_ code: String) -> Seen? { checks.last?.first { $0.code == code } }
}
