internal import Foundation
internal import TestSupport
internal import Testing

/// Certificates and keys that do not do, at a server with TLS: each is told apart, with its way out.
@Suite(.timeLimit(.minutes(15)))
struct CertificateTests {
  private let program: BuiltProgram
  private let folder: Scratch

  init() throws {
    (program, folder) = (try BuiltProgram(), try Scratch())
  }

  @Test(arguments: [
    ("expired", "--ca ca.pem", "or it has expired", "ca.pem is not the authority"),
    ("right", "--ca other.pem", "its authority is unknown", "other.pem is not the authority"),
    ("right", "", "its authority is unknown", "connect with --ca and the file of its authority"),
    ("below", "--ca ca.pem", "its chain has a gap", "openssl s_client -connect 127.0.0.1"),
    ("named", "--ca ca.pem", "is for another name", "connect by a name that the certificate has"),
  ])
  func `what is wrong with a server's certificate is told with the way out`(
    server: String, options: String, words: String, hint: String
  ) async throws {
    try await expect(words, hint, of: options, at: server)
  }

  @Test(arguments: [
    ("", "the server asks for a client certificate", "connect with --cert and --key"),
    (
      "--cert stranger.pem --key stranger.key",
      "the server does not know the client certificate's authority", "in place of stranger.pem"
    ),
    (
      "--cert client.pem --key right.key", "a certificate or key file is not valid",
      "a key has to belong to its certificate"
    ),
  ])
  func `what is wrong with a client's certificate is told with the way out`(
    options: String, words: String, hint: String
  ) async throws {
    try await expect(
      words, hint, of: "--ca ca.pem \(options)", at: "right",
      asking: ["-CAfile", "ca.pem", "-Verify", "1", "-verify_return_error"])
  }

  /// Expects the message and the hint of a connection to a server with this certificate.
  private func expect(
    _ words: String, _ hint: String, of options: String, at server: String,
    asking: [String] = []
  ) async throws {
    try await makeCertificates()
    try await withServer(server, asking) { port in
      let end = try await program.run([
        "-c", "connect source https://127.0.0.1:\(port) \(inFolder(options))",
      ])
      #expect(end.end == .exited(69), "\(end)")
      let errors = end.errors.replacing(folder.path + "/", with: "")
      let lines = errors.split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.contains("error:") && $0.contains(words) }, "\(end)")
      #expect(lines.contains { $0.hasPrefix("hint:") && $0.contains(hint) }, "\(end)")
      #expect(lines.contains("code:  source.tlsFailed"), "\(end)")
    }
  }

  private func inFolder(_ options: String) -> String {
    options.split(separator: " ").map { word in
      word.hasPrefix("--") ? String(word) : folder.path(of: String(word))
    }.joined(separator: " ")
  }

  /// Runs the body while a server with this certificate listens; it asks callers for what is given.
  private func withServer(
    _ name: String, _ asking: [String], _ body: (Int) async throws -> Void
  ) async throws {
    let port = try StrangePort(.closed).port
    _ = try await Program.run(
      "openssl",
      [
        "s_server", "-www", "-accept", "127.0.0.1:\(port)", "-alpn", "h2",
        "-cert", folder.path(of: "\(name).pem"), "-key", folder.path(of: "\(name).key"),
      ] + asking.map { $0.hasSuffix(".pem") ? folder.path(of: $0) : $0 },
      environment: ["PATH": "/usr/bin:/bin"]
    ) { server in
      try await waitUntil("the start of the server") {
        let end = try await openssl("s_client", "-connect", "127.0.0.1:\(port)")
        return end.errors.contains("Connection refused") ? nil : ()
      }
      try await body(port)
      server.send(SIGKILL)
    }
  }

  private func makeCertificates() async throws {
    for name in ["ca", "other"] {
      try await run("req", "-x509", "-days", "2", "-out", "\(name).pem", newKey: name)
    }
    let server = "subjectAltName=IP:127.0.0.1"
    try await certify("right", server, by: "ca")
    try await certify("expired", server, by: "ca", days: "-1")
    try await certify("named", "subjectAltName=DNS:elsewhere.example", by: "ca")
    try await certify("between", "basicConstraints=critical,CA:TRUE", by: "ca")
    try await certify("below", server, by: "between")
    try await certify("client", "extendedKeyUsage=clientAuth", by: "ca")
    try await certify("stranger", "extendedKeyUsage=clientAuth", by: "other")
  }

  private func certify(
    _ name: String, _ extensions: String, by authority: String, days: String = "2"
  ) async throws {
    try Data("\(extensions)\n".utf8).write(to: URL(filePath: folder.path(of: "\(name).ext")))
    try await run("req", "-out", "\(name).csr", newKey: name)
    try await run(
      "x509", "-req", "-days", days, "-in", "\(name).csr", "-CA", "\(authority).pem",
      "-CAkey", "\(authority).key", "-CAcreateserial", "-extfile", "\(name).ext",
      "-out", "\(name).pem")
  }

  /// Runs openssl on files of the folder, with a new key in `NAME.key` if one is named.
  private func run(_ words: String..., newKey name: String? = nil) async throws {
    let key =
      name.map {
        [
          "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
          "-keyout", folder.path(of: "\($0).key"), "-subj", "/CN=\($0)",
        ]
      } ?? []
    let files = [".pem", ".key", ".csr", ".ext"]
    let placed = words.map { word in
      files.contains(where: word.hasSuffix) ? folder.path(of: word) : word
    }
    let end = try await openssl(placed + key)
    try #require(end.end == .exited(0), "\(end)")
  }

  private func openssl(_ words: String...) async throws -> ProgramEnd {
    try await openssl(words)
  }

  private func openssl(_ words: [String]) async throws -> ProgramEnd {
    try await Program.run("openssl", words, environment: ["PATH": "/usr/bin:/bin"])
  }
}
