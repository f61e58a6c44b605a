internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

/// The status with which the program ends, and the three lines of what went wrong.
@Suite(.timeLimit(.minutes(15)))
struct StatusTests {
  @Test func `what is done has status 0`() async throws {
    let end = try await run("list collections *_of_source")
    #expect(end.end == .exited(0) && end.output.contains("_of_source"), "\(end)")
  }

  @Test(arguments: [
    ("count nobody_has_this_name", 1, "collection.notFound"),
    ("frobnicate", 64, "usage.unknownCommand"),
    ("list collections --frobnicate", 64, "usage.unknownOption"),
    ("connect source http://127.0.0.1:1", 69, "source.unreachable"),
  ])
  func `what fails has the status of its kind, and three lines`(
    command: String, status: Int32, code: String
  ) async throws {
    let end = try await run(command)
    #expect(end.end == .exited(status), "\(end)")
    let lines = end.errors.split(separator: "\n").suffix(3).map { String($0.prefix(7)) }
    #expect(lines == ["error: ", "hint:  ", "code:  "], "\(end)")
    #expect(end.errors.contains("code:  \(code)"), "\(end)")
  }

  @Test func `blockers have status 3`() async throws {
    let name = try await SeededCollections.shared.collection("sparse", on: .lite)
    let end = try await BuiltProgram().run([
      "--source", try TestServer.lite.address, "--target", try TestServer.target.address, "-c",
      "check \(name)",
    ])
    #expect(end.end == .exited(3) && end.output.contains("1 blocker"), "\(end)")
  }

  @Test func `a key that is refused has status 77`() async throws {
    try await CloudStage.with { stage in
      let end = try await stage.program.run(
        ["-c", "login --key-env WRONG"],
        environment: ["VECFERRY_CLOUD_URL": stage.cloud.address, "WRONG": "status-wrong-key-51"])
      #expect(end.end == .exited(77) && end.errors.contains("code:  cloud.keyRefused"), "\(end)")
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `what a signal ends has the status of the signal`(
    signal: Int32, status: Int32
  ) async throws {
    let fake = FakeMilvus("2.6.18")
    try await withFakeMilvus(fake) { access in
      let gate = fake.hold("ShowCollections")
      let end = try await BuiltProgram().run([
        "-c", "connect source \(access.endpoint)",
      ]) { program in
        await gate.arrival()
        program.send(signal)
      }
      gate.open()
      #expect(end.end == .exited(status), "\(end)")
    }
  }

  @Test(
    arguments: [
      ("", "", 3), (" &", "", 3), (" &", "wait 1", 3), (" &", "wait", 3), (" &", "fg 1", 3),
      (" &", "fg", 3), (" &", "wait 1 || echo told", 0), (" &", "fg 1 || echo told", 0),
      (" || echo told", "", 0),
    ] as [(String, String, Int32)])
  func `a job with rejects has one status, however it is followed`(
    ending: String, then: String, status: Int32
  ) async throws {
    let name = try await SeededCollections.shared.collection("unwelcome", on: .lite)
    let copy = "followed_\(UInt32.random(in: 0..<UInt32.max))"
    let end = try await BuiltProgram().run([
      "--source", try TestServer.lite.address, "--target", try TestServer.target.address, "-c",
      "migrate \(name) --rename \(name):\(copy) --no-aliases --index same --yes\(ending)\n\(then)",
    ])
    #expect(end.end == .exited(status), "\(end)")
    try await ServerProbe(try TestServer.target.address).drop(copy)
  }

  private func run(_ command: String) async throws -> ProgramEnd {
    _ = try await SeededCollections.shared.collection("scalars", on: .source)
    let words = command.split(separator: " ").map(String.init)
    return try await BuiltProgram().run(["--source", try TestServer.source.address] + words)
  }
}
