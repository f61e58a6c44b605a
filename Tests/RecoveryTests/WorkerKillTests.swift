internal import Foundation
internal import TestSupport
internal import Testing

/// Copies by worker processes stand whatever ends one of them, or the program itself.
@Suite(.timeLimit(.minutes(15)))
struct WorkerKillTests {
  @Test func `four workers of which one is killed copy every row once`() async throws {
    try await CopyRun.with { run in
      let ended = try await run.migrate("--on", "worker:4") { program in
        let workers = try await slowly(program, on: run, workers: 4)
        kill(workers[0], SIGKILL)
        run.proxy.slow(to: nil)
      }
      #expect(ended.end == .exited(0), "\(ended)")
      try await run.expectEquality()
    }
  }

  @Test(arguments: [[], ["--on", "worker:2"]])
  func `what workers began when the program was killed is gone on with anywhere`(
    options: [String]
  ) async throws {
    try await CopyRun.with { run in
      let killed = try await run.migrate("--on", "worker:2") { program in
        let workers = try await slowly(program, on: run, workers: 2)
        program.send(SIGKILL)
        run.proxy.slow(to: nil)
        try await waitUntil("the end of the workers") {
          workers.contains { kill($0, 0) == 0 && !isZombie($0) } ? nil : ()
        }
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      let resumed = try await run.resume(options)
      #expect(resumed.end == .exited(0), "\(resumed)")
      try await run.expectEquality()
    }
  }

  @Test func `a pause lets workers end what is in flight`() async throws {
    try await CopyRun.with { run in
      let paused = try await run.migrate("--on", "worker:2") { program in
        _ = try await slowly(program, on: run, workers: 2)
        program.send(SIGINT)
        run.proxy.slow(to: nil)
      }
      try #require(paused.end == .exited(75), "\(paused)")
      let resumed = try await run.resume()
      #expect(resumed.end == .exited(0), "\(resumed)")
      try await run.expectEquality()
    }
  }

  /// Waits until a range is done and others are under way; returns the workers.
  private func slowly(
    _ program: RunningProgram, on run: CopyRun, workers count: Int
  ) async throws -> [Int32] {
    // So slow that the copy is not over before it is seen.
    run.proxy.slow(to: .trickle(kilobytesPerSecond: 400))
    try await run.reach(.rangesDone(1))
    let workers = children(of: program.id)
    try #require(workers.count == count, "\(workers)")
    return workers
  }

  private func children(of parent: Int32) -> [Int32] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { Int32($0) }.filter { fields($0).dropFirst().first == "\(parent)" }
  }

  private func isZombie(_ process: Int32) -> Bool { fields(process).first == "Z" }

  /// What follows the name of a process in its line of `/proc`: its state, its parent and so on.
  private func fields(_ process: Int32) -> [Substring] {
    let line = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
    let text = String(decoding: line, as: UTF8.self)
    return text.lastIndex(of: ")").map { text[text.index(after: $0)...].split(separator: " ") }
      ?? []
  }
}
