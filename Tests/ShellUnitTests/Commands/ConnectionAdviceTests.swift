internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What is said beside a connection: what to type after a failure, and what else has changed.
@Suite(.timeLimit(.minutes(5))) struct ConnectionAdviceTests {
  @Test(
    arguments: [
      (
        "http://milvus:8080", .notMilvus,
        "its own default is 19530: connect source http://milvus:19530"
      ),
      ("http://milvus", .notMilvus, "another program answers at the port of Milvus there"),
      ("http://[::1]:54530", .tlsMismatch, "connect source https://[::1]:54530"),
      ("https://milvus:19530", .tlsMismatch, "connect source http://milvus:19530"),
      ("unix:/run/lite.sock", .unreachable, "a Milvus Lite 2 listening at /run/lite.sock?"),
      ("http://milvus/shop", .databaseNotFound, "and then: list databases --on source"),
      ("http://milvus", .unreachable, nil), ("http://milvus", .unauthenticated, nil),
    ] as [(String, MilvusError.Code, String?)])
  func `advice looks at the address that was asked`(
    place: String, code: MilvusError.Code, words: String?
  ) throws {
    let access = MilvusAccess(endpoint: try MilvusEndpoint.parse(place).endpoint)
    let failure = ConnectionWish(access: access, label: "x")
      .failure(MilvusError(code, "no"), on: .source)
    let advice = try #require(failure as? AdvisedError).advice
    let usual = Hints.hint(for: code, side: .source)
    #expect(words.map { advice.contains($0) } ?? (advice == usual), "\(advice)")
  }

  @Test(arguments: [(10, 60), (60, 120)])
  func `more patience is offered than was given`(given: Int, offered: Int) throws {
    let endpoint = try MilvusEndpoint.parse("http://milvus").endpoint
    let failure = ConnectionWish(
      access: MilvusAccess(endpoint: endpoint, timeout: .seconds(given)), label: "x"
    ).failure(MilvusError(.timedOut, "no"), on: .source)
    let advice = try #require(failure as? AdvisedError).advice
    #expect(advice.hasSuffix(": connect source http://milvus:19530 --timeout \(offered)"))
  }

  @Test func `a host that is down is a file only where one is called so`() throws {
    let here = FileManager.default.currentDirectoryPath
    let name = try FileManager.default.contentsOfDirectory(atPath: here)
      .first { Profile.isName($0) }
    let usual = Hints.hint(for: .unreachable, side: .source)
    for (place, words) in [("milvus", "\(usual); "), (try #require(name), "")] {
      let endpoint = try MilvusEndpoint.parse("http://milvus").endpoint
      var wish = ConnectionWish(access: MilvusAccess(endpoint: endpoint), label: "x")
      wish.profile = Profile(place: place)
      let failure = wish.failure(MilvusError(.unreachable, "no"), on: .source)
      let advice = try #require(failure as? AdvisedError).advice
      #expect(advice.hasPrefix("\(words)\"\(place)\" was taken for a host; "), "\(advice)")
    }
  }

  @Test func `a password of an address with percent signs may have been read otherwise`() throws {
    let parsed = try MilvusEndpoint.parse("http://ann:100%41x@milvus")
    var wish = ConnectionWish(access: MilvusAccess(endpoint: parsed.endpoint), label: "x")
    wish.access.credentials = try #require(parsed.credentials)
    wish.hasPercentSigns = true
    let failure = wish.failure(MilvusError(.unauthenticated, "refused"), on: .source)
    let advised = try #require(failure as? AdvisedError)
    #expect(advised.advice.hasPrefix("the password in the address was read with %41 as A"))
    #expect(!"\(Report(failure))".contains("100"))
  }

  @Test(
    arguments: [
      ("CERTIFICATE", CertificateFile.Kind.key, "holds a certificate and no private key"),
      ("PRIVATE KEY", .certificate, "holds a private key and no certificate"),
      ("ENCRYPTED PRIVATE KEY", .key, "is encrypted"), ("", .key, "holds no key in PEM form"),
      ("", .certificate, "holds no certificate in PEM form"), ("PRIVATE KEY", .key, nil),
      ("CERTIFICATE", .certificate, nil),
    ] as [(String, CertificateFile.Kind, String?)])
  func `a file of a connection is looked at before a server is asked`(
    title: String, kind: CertificateFile.Kind, words: String?
  ) throws {
    let folder = try Scratch()
    let path = folder.path(of: "file.pem")
    let text = "\u{FEFF}-----BEGIN \(title)-----\r\nMIIB\r\n-----END \(title)-----\r\n"
    try Data(text.utf8).write(to: URL(filePath: path))
    let file = CertificateFile(path: path, option: "--ca")
    guard let words else { return try file.check(kind) }
    let error = #expect(throws: UsageError.self) { try file.check(kind) }
    #expect(error?.message == "the file \"\(path)\" of --ca \(words)")
  }

  @Test func `a file of a connection that cannot be read is named with its option`() {
    let error = #expect(throws: UsageError.self) {
      try CertificateFile(path: "/nonexistent/ca.pem", option: "--ca").check(.certificate)
    }
    #expect(
      error?.message == "the file \"/nonexistent/ca.pem\" of --ca cannot be read: "
        + "No such file or directory")
  }

  @Test func `a connection that takes the place of another says so`() async throws {
    let recorded = RecordedSession(tree: .standard)
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        let place = access.endpoint.description
        _ = try await recorded.run("connect source \(place) --label first")
        #expect(!recorded.outputs.messages.contains("is closed"))
        _ = try await recorded.run("connect source \(place) --label second")
        #expect(recorded.outputs.messages.contains("the connection to first is closed\n"))
        #expect(!recorded.outputs.messages.contains("the same server"))
        _ = try await recorded.run("connect target \(place)")
        #expect(recorded.outputs.messages.contains("source and target are the same server now\n"))
        group.cancelAll()
      }
    }
  }
}
