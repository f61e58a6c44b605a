internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

/// What the program is told in confidence is afterwards in no file, no output and no list of processes.
@Suite(.timeLimit(.minutes(15)))
struct SecretTraceTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
  }

  @Test func `tokens of a file and of a command leave no trace`() async throws {
    let secrets = ["trace-of-a-file-7f31", "trace-of-a-command-b2d8"]
    let (file, other) = (try write(secrets[0], to: "one"), try write(secrets[1], to: "other"))
    let trace = try await migrate(
      "lite", secrets, from: .lite,
      """
      connect source \(try TestServer.lite.address) --token-file \(file)
      connect target \(try TestServer.target.address) --user ann --token-command 'cat \(other)'
      """)
    #expect(trace.isEmpty, "\(trace)")
  }

  @Test func `a token of the environment and the key of a login leave no trace`() async throws {
    let token = "trace-of-a-variable-90ce"
    try await CloudStage.with { stage in
      let trace = try await migrate(
        "cloud", [token, CloudStage.key], from: .source,
        """
        login source
        connect source in05-here
        connect target \(try TestServer.target.address) --token-env TRACE
        """,
        environment: [
          "TRACE": token, "VECFERRY_CLOUD_URL": stage.cloud.address,
          "VECFERRY_SOURCE_KEY": CloudStage.key,
        ])
      #expect(trace.isEmpty, "\(trace)")
    }
  }

  @Test func `the secret of an address that was typed wrongly leaves no trace`() async throws {
    let secret = "trace-of-a-mistake-41d9"
    let lines = MistypedAddress.lines(with: secret).joined(separator: "\n")
    let script = try write(lines, to: "script")
    let program = try BuiltProgram()
    let end = try await program.run([
      "-k", "-x", "--events", program.path(of: "events"), "--log", program.path(of: "log"),
      "--log-level", "trace", "-f", script,
    ])
    #expect(end.end == .exited(1) && !"\(end)".contains(secret), "\(end)")
    let files = try files(of: program)
    // The search would find what is there.
    #expect(files["events"]?.range(of: Data(MistypedAddress.host.utf8)) != nil)
    #expect(files["log"]?.isEmpty == false)
    #expect(files.filter { $0.value.range(of: Data(secret.utf8)) != nil }.isEmpty)
  }

  /// Migrates, with rejects if there can be any, and returns where the secrets are found.
  private func migrate(
    _ name: String, _ secrets: [String], from server: TestServer, _ connections: String,
    environment: [String: String] = [:]
  ) async throws -> [String] {
    let (kind, collection) = (server.isLite ? "unwelcome" : "varchar", "trace_\(name)")
    try await SeededCollections.make(kind, collection, on: server)
    try await ServerProbe(try TestServer.target.address).drop(collection)
    let program = try BuiltProgram()
    var trace: [String] = []
    let end = try await program.run(
      [
        "-x", "--events", program.path(of: "events"), "--log", program.path(of: "log"),
        "--log-level", "trace", "-c", "\(connections)\nmigrate \(collection) --yes; status 1",
      ],
      environment: environment
    ) { _ in
      try await waitUntil("the end of the job") { () async throws -> Void? in
        trace += commandLines().filter { line in secrets.contains { line.contains($0) } }
        guard let journal = try? Journal.open(folder: program.stateFolder, as: .reader),
          let job = try await journal.job(1)
        else { return nil }
        return [.successful, .failed, .paused].contains(job.state) ? () : nil
      }
    }
    #expect(end.end == .exited(server.isLite ? 3 : 0), "\(end)")
    let files = try files(of: program)
    // The search would find what is there.
    #expect(files.contains { $0.value.range(of: Data(collection.utf8)) != nil })
    for name in ["events", "log"] { #expect(files[name]?.isEmpty == false, "\(name)") }
    for secret in secrets {
      if "\(end)".contains(secret) { trace.append("output: \(end)") }
      trace += files.filter { $0.value.range(of: Data(secret.utf8)) != nil }.map(\.key)
    }
    return trace
  }

  /// Writes a file that nobody else may read, and returns its path.
  private func write(_ secret: String, to name: String) throws -> String {
    let file = folder.path(of: name)
    let isMade = FileManager.default.createFile(
      atPath: file, contents: Data("\(secret)\n".utf8), attributes: [.posixPermissions: 0o600])
    try #require(isMade)
    return file
  }

  /// Everything in the home of the program: journal, rejects, history, events, log.
  private func files(of program: BuiltProgram) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let home = program.path(of: "")
    for path in try FileManager.default.subpathsOfDirectory(atPath: home) {
      files[path] = FileManager.default.contents(atPath: home + path)
    }
    return files
  }

  /// The command line of every process, as `ps` shows it.
  private func commandLines() -> [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { Int($0) != nil }.compactMap { process in
      FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
