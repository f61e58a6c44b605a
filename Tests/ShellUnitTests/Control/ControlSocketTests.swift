internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// The socket through which other processes steer the jobs of this one.
@Suite(.timeLimit(.minutes(5))) struct ControlSocketTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func folder(isDeep: Bool = false) throws -> String {
    // A socket's address has room for some hundred bytes.
    let name = isDeep ? String(repeating: "deep/", count: 40) : "state"
    let path = scratch.path(of: name)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test(arguments: [false, true])
  func `a request gets its answer, and nobody else can ask`(isDeep: Bool) async throws {
    let folder = try folder(isDeep: isDeep)
    let socket = try #require(ControlSocket(folder: folder))
    defer { socket.end() }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(names[0])")
    #expect(facts[.posixPermissions] as? Int == 0o600)
    async let answer = ControlSocket.ask(Data("one".utf8), of: getpid(), in: [folder], patience: 20)
    for await call in socket.calls {
      #expect(call.request == Data("one".utf8))
      call.answer(Data("two".utf8))
      break
    }
    let said = try await answer
    #expect(said == Data("two".utf8))
  }

  @Test func `a process without a socket gives no answer`() async throws {
    let folder = try folder()
    #expect(try await ControlSocket.ask(Data(), of: getpid(), in: [folder], patience: 1) == nil)
    let socket = try #require(ControlSocket(folder: folder))
    socket.end()
    for await _ in socket.calls { Issue.record("nobody calls") }
    #expect(try await ControlSocket.ask(Data(), of: getpid(), in: [folder], patience: 1) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func `the socket of a dead process is removed`() throws {
    let folder = try folder()
    // No process has a number that large.
    try Data().write(to: URL(filePath: folder + "/control-99999999.sock"))
    try Data().write(to: URL(filePath: folder + "/control-1.sock"))
    let socket = try #require(ControlSocket(folder: folder))
    socket.end()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["control-1.sock"])
  }

  @Test(
    arguments: [
      (0o700, ["/vecferry", "state"]), (0o755, ["state"]), (0o770, ["state"]), (nil, ["state"]),
    ] as [(Int?, [String])])
  func `the runtime folder is preferred where it is the user's alone`(
    mode: Int?, names: [String]
  ) throws {
    let runtime = scratch.path(of: "run")
    if let mode {
      try FileManager.default.createDirectory(atPath: runtime, withIntermediateDirectories: false)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: runtime)
    }
    let folders = ControlFolder.all(
      environment: ["XDG_RUNTIME_DIR": runtime], stateFolder: "state")
    #expect(folders == names.map { $0 == "state" ? $0 : runtime + $0 })
    #expect(ControlFolder.all(environment: [:], stateFolder: "state") == ["state"])
    #expect(
      ControlFolder.all(environment: ["XDG_RUNTIME_DIR": "run"], stateFolder: "state") == ["state"])
  }

  @Test(arguments: [true, false])
  func `a process is found wherever its socket is`(isRuntime: Bool) async throws {
    let folders = [scratch.path(of: "run/vecferry"), try folder()]
    try FileManager.default.createDirectory(
      atPath: scratch.path(of: "run"), withIntermediateDirectories: false)
    let socket = try #require(ControlSocket(folder: folders[isRuntime ? 0 : 1]))
    defer { socket.end() }
    async let answer = ControlSocket.ask(Data("one".utf8), of: getpid(), in: folders, patience: 20)
    for await call in socket.calls {
      call.answer(Data("two".utf8))
      break
    }
    let said = try await answer
    #expect(said == Data("two".utf8))
  }

  @Test func `a request is read as it was written, and what cannot be done is said`() async throws {
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"))
    let desk = ControlDesk(session: recorded.session)
    for deed in [ControlRequest.Deed.pause, .cancel, .rate] {
      let request = try JSONEncoder().encode(ControlRequest(deed: deed, job: 7))
      let answer = try JSONDecoder().decode(
        ControlAnswer.self, from: await desk.answer(to: request))
      #expect(answer.message == "there is no job 7", "\(deed)")
    }
    let answer = await desk.answer(to: Data("nonsense".utf8))
    #expect(try JSONDecoder().decode(ControlAnswer.self, from: answer).message != nil)
  }

  @Test(arguments: [
    ("./bin/x", "/here/bin/x"), ("x", "/here/x"), ("../x", "/here/../x"), ("/opt/x", "/opt/x"),
  ])
  func `programs that another process starts are named from the root`(typed: String, path: String) {
    let wish = ExecutionWish(on: "yarn", sparkSubmit: typed, workerBinary: typed)
    let handed = ExecutionWish(on: "yarn", sparkSubmit: path, workerBinary: path)
    #expect(wish.handed(from: "/here") == handed)
    let installed = ExecutionWish(on: "yarn", workerBinary: "installed")
    #expect(installed.handed(from: "/here") == installed)
  }

  @Test(
    arguments: [
      ("usage.confirmationNeeded", 64), ("usage.declined", 1), ("job.notFound", 64),
      ("target.unreachable", 69), ("target.permissionDenied", 77), ("journal.diskFull", 75),
      ("shell.interrupted", 1), ("of.tomorrow", 1), (nil, 1),
    ] as [(String?, Int32)])
  func `what another process could not do has the status that it would have here`(
    code: String?, status: Int32
  ) throws {
    let answer = ControlAnswer(message: "it failed", hint: "look", code: code)
    let failure = try #require(answer.failure(of: 7))
    let report = Report(failure)
    #expect(report.message == "process 7 says: it failed" && report.hint == "look")
    #expect(Shell.ExitStatus(failure).rawValue == status)
    if status != 1 { #expect(report.code == code) }
  }

  @Test func `a process that takes no request is no mistake in what was typed`() async throws {
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"))
    let request = ControlRequest(deed: .pause, job: 7)
    let error = await #expect(throws: UsageError.self) {
      try await recorded.session.steer(request, by: 99_999_999)
    }
    #expect(error?.code == .processSilent)
  }
}
