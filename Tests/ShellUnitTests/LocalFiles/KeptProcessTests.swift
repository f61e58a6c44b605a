internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// The Python that keeps the programs.
private let python = ProgramPath.find("python3", ProcessInfo.processInfo.environment)

/// A program ends with this process, and with the small one that keeps it.
@Suite(.timeLimit(.minutes(5)), .enabled(if: python != nil))
struct KeptProcessTests {
  private let scratch: Scratch
  private var mark: String { scratch.path(of: "mark") }

  init() throws { scratch = try Scratch() }

  /// Starts a program that holds the mark.
  private func start() async throws -> KeptProcess {
    let descriptor = open(mark, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let started = scratch.path(of: "started")
    let process = try KeptProcess(
      ["/bin/sh", "-c", "echo > \(started); exec /bin/sleep 600"],
      python: try #require(python), environment: [:], log: scratch.path(of: "log"),
      inheriting: [descriptor])
    _ = try await waitUntil("the program") {
      FileManager.default.fileExists(atPath: started) ? true : nil
    }
    return process
  }

  private var isMarked: Bool {
    let descriptor = open(mark, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }

  @Test func `it ends when it is let go of`() async throws {
    let process = try await start()
    #expect(process.isRunning && isMarked)
    process.end { isMarked }
    #expect(!process.isRunning && !isMarked)
  }

  #if os(Linux)
    @Test func `it ends with its keeper`() async throws {
      let process = try await start()
      kill(process.id, SIGKILL)
      _ = try await waitUntil("the end of the program") { isMarked ? nil : true }
      #expect(!process.isRunning)
      process.end { isMarked }
    }
  #endif
}
