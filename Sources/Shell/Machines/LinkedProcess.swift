internal import CEditline
internal import Foundation
internal import MigrationEngine
internal import Synchronization

/// A program that this process has started, and speaks with in lines over standard input and output.
///
/// It is to end when its standard input does, which it also does when this process is killed. It is in a
/// process group of its own, so that the terminal's keys do not reach it.
final class LinkedProcess: Sendable {
  private struct State {
    /// The end of the pipe that is its standard input; nil once it is closed.
    var input: Int32?
    /// Whether its number may be that of another process by now.
    var isReaped = false
    /// The end of what it has said on standard error.
    var said: [UInt8] = []
  }

  /// One pipe is made and handed over at a time: a program that inherited another's would keep it open.
  private static let spawning = Mutex(())
  // 10 s, as long as a job that is to pause waits for calls in flight.
  private static let patience = 10
  // 16 KiB: a trace of Java with what it is a trace of.
  private static let kept = 16 << 10

  private let id: pid_t
  private let onEnd: @Sendable () -> Void
  private let state: Mutex<State>
  private let lines: AsyncStream<String>
  private let writing = DispatchQueue(label: "lines to a program")

  /// Starts a program with exactly this environment; `onEnd` is done once it has ended.
  ///
  /// - Throws: `Failure` with the system's reason.
  init(
    _ words: [String], environment: [String: String],
    onEnd: @escaping @Sendable () -> Void = {}
  ) throws(Failure) {
    let (pipes, id, number) = Self.spawning.withLock { _ in
      let pipes = (0..<3).map { _ -> Pipe in Spawning.makePipe() ?? (read: -1, write: -1) }
      var id = pid_t()
      let number =
        pipes.contains { $0.read < 0 } ? errno : Self.spawn(words, environment, pipes, &id)
      for end in [pipes[0].read, pipes[1].write, pipes[2].write] where end >= 0 { close(end) }
      return (pipes, id, number)
    }
    guard number == 0 else {
      for end in [pipes[0].write, pipes[1].read, pipes[2].read] where end >= 0 { close(end) }
      throw Failure(
        .workersFailed, "cannot start \(words.first ?? ""): \(SystemReason.text(of: number))")
    }
    (self.id, self.onEnd) = (id, onEnd)
    state = Mutex(State(input: pipes[0].write))
    let (lines, voice) = AsyncStream<String>.makeStream()
    self.lines = lines
    Self.thread("lines of a program") { Self.read(pipes[1].read, into: voice) }
    Self.thread("errors of a program") { self.listen(pipes[2].read) }
  }

  /// The line to it.
  var link: WorkerLink {
    WorkerLink(
      lines: lines, write: write, hangUp: hangUp, lastWords: { await self.lastWords() })
  }

  /// Writes a line after those before; a program that is gone does not get it.
  private func write(_ line: String) {
    writing.async { [self] in
      guard let input = state.withLock(\.input) else { return }
      var rest = Array((line + "\n").utf8)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
        guard count > 0 || errno == EINTR else { return }
        rest = rest.dropFirst(max(0, count))
      }
    }
  }

  /// Ends its standard input, and kills it with its group if it does not end by that.
  private func hangUp() {
    writing.async { [self] in
      if let input = state.withLock({ $0.input.take() }) { close(input) }
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Self.patience)) { [self] in
      state.withLock { if !$0.isReaped { kill(-id, SIGKILL) } }
    }
  }

  /// Why it has ended, by its errors, once it has; waits a moment for that.
  private func lastWords() async -> String? {
    // 5 s: a worker that repairs has four to complete it.
    for _ in 0..<250 where !state.withLock(\.isReaped) {
      try? await Task.sleep(for: .milliseconds(20))
    }
    return LastWords.line(of: String(decoding: state.withLock(\.said), as: UTF8.self))
  }
}

// MARK: - Starting and reading

extension LinkedProcess {
  private typealias Pipe = (read: Int32, write: Int32)

  private static func spawn(
    _ words: [String], _ environment: [String: String], _ pipes: [Pipe], _ id: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, end) in [pipes[0].read, pipes[1].write, pipes[2].write].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
    }
    var attributes = Spawning.attributes()
    defer { posix_spawnattr_destroy(&attributes) }
    return Spawning.withCStrings(words) { arguments in
      Spawning.withCStrings(environment.map { "\($0.key)=\($0.value)" }) {
        posix_spawn(&id, words[0], &actions, &attributes, arguments, $0)
      }
    }
  }

  private static func thread(_ name: String, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.name = name
    thread.start()
  }

  /// Reads to the end of a pipe, and closes it.
  private static func readAll(_ pipe: Int32, _ take: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(pipe, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      take(buffer[..<count])
    }
    close(pipe)
  }

  private static func read(_ pipe: Int32, into voice: AsyncStream<String>.Continuation) {
    var rest: [UInt8] = []
    readAll(pipe) { bytes in
      rest += bytes
      var parts = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
      rest = Array(parts.removeLast())
      for part in parts { voice.yield(String(decoding: part, as: UTF8.self)) }
    }
    voice.finish()
  }

  /// Keeps the end of what it complains of, and learns of its end.
  private func listen(_ pipe: Int32) {
    Self.readAll(pipe) { bytes in
      state.withLock { $0.said = ($0.said + bytes).suffix(Self.kept) }
    }
    var info = siginfo_t()
    while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    state.withLock { state in
      var status: Int32 = 0
      _ = waitpid(id, &status, 0)
      state.isReaped = true
    }
    onEnd()
  }
}
