internal import MigrationEngine
internal import TestSupport
internal import Testing
internal import ZillizCloud

@testable internal import Shell

/// Keys of a session: where they come from, whom they count for, and that they stay there.
@Suite(.timeLimit(.minutes(5)))
struct CloudLoginTests {
  private func keys(_ talk: CloudSession) throws -> [String?] {
    try Side.allCases.map { try talk.session.cloudAccess($0)?.key.token }
  }

  @Test func `a typed key counts for both sides and is shown nowhere`() async throws {
    try await CloudSession.with(answering: CloudSession.owner) { talk in
      try await talk.run("login", .done)
      #expect(try keys(talk) == [CloudSession.owner, CloudSession.owner])
      #expect(talk.results.contains("source, target  logged in   \(talk.cloud.address)"))
      #expect(talk.results.contains("2 projects, 5 clusters"))
      #expect(!"\(talk.results)\(talk.messages)".contains(CloudSession.owner))
    }
  }

  @Test func `each side may have a key of its own`() async throws {
    let environment = ["A": CloudSession.owner, "B": CloudSession.southern]
    try await CloudSession.with(environment) { talk in
      try await talk.run("login --key-env A; login target --key-env B", .done)
      #expect(try keys(talk) == [CloudSession.owner, CloudSession.southern])
      try await talk.run("logout source", .done)
      #expect(try keys(talk) == [nil, CloudSession.southern])
    }
  }

  @Test func `a key of one side never counts for the other`() async throws {
    try await CloudSession.with(["A": CloudSession.owner]) { talk in
      try await talk.run("login source --key-env A", .done)
      try await talk.run("list clusters --on target", .usage)
      #expect(talk.messages.contains("there is no API key of Zilliz Cloud for the target"))
      #expect(talk.messages.contains("usage.notLoggedIn"))
    }
  }

  @Test func `a refused key is not kept, and its refusal does not repeat it`() async throws {
    try await CloudSession.with(["A": CloudSession.owner, "B": "books-admin-0000"]) { talk in
      try await talk.run("login --key-env A", .done)
      try await talk.run("login --key-env B", .refused)
      #expect(talk.messages.contains("code:  cloud.keyRefused"))
      #expect(!talk.messages.contains("books-admin-0000"))
      #expect(try keys(talk) == [CloudSession.owner, CloudSession.owner])
    }
  }

  @Test func `a cluster's user and password are no key, and are not repeated`() async throws {
    try await CloudSession.with(["A": "db_admin:hunter2"]) { talk in
      try await talk.run("login --key-env A", .usage)
      #expect(talk.messages.contains("code:  cloud.keyMalformed"))
      #expect(!talk.messages.contains("hunter2"))
      #expect(talk.cloud.asks.isEmpty)
    }
  }

  @Test func `the environment's keys count without login, a side's own before the common one`()
    async throws
  {
    let environment = [
      "VECFERRY_KEY": CloudSession.owner, "VECFERRY_TARGET_KEY": CloudSession.southern,
    ]
    try await CloudSession.with(environment) { talk in
      #expect(try keys(talk) == [CloudSession.owner, CloudSession.southern])
      #expect(try talk.session.logins().map(\.sideText) == ["source", "target"])
      try await talk.run("login", .done)
      #expect(try talk.session.logins().map(\.sideText) == ["source, target"])
      try await talk.run("logout", .done)
      #expect(talk.messages.contains("the key in VECFERRY_KEY counts"))
    }
  }

  @Test func `without a key and without anybody to ask there is no login`() async throws {
    try await CloudSession.with { talk in
      try await talk.run("login", .usage)
      #expect(talk.messages.contains("--key-env NAME"))
      try await talk.run("logout source", .usage)
    }
  }

  @Test func `a key that may not list projects logs in all the same`() async throws {
    try await CloudSession.with(["A": CloudSession.owner]) { talk in
      talk.cloud.meet(.failure(83001, "no"))
      try await talk.run("login --key-env A -o json", .done)
      #expect(talk.results.contains(#""projects":null,"clusters":5"#))
    }
  }

  @Test func `the setting chooses the control plane of a login`() async throws {
    try await withFakeCloud(.sample()) { other in
      try await CloudSession.with(["A": CloudSession.owner]) { talk in
        try await talk.run("set cloud-url \(other.address); login --key-env A", .done)
        #expect(other.asks.count == 2 && talk.cloud.asks.isEmpty)
        try await talk.run("login --key-env A --url auto", .done)
        #expect(talk.cloud.asks.count == 2)
      }
    }
  }
}
