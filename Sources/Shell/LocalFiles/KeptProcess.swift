internal import CEditline
internal import Foundation
internal import Synchronization

/// A program that ends when this process lets go of it, or ends itself, in whatever way.
///
/// A small Python program in between starts it and reads a pipe whose other end only this process holds:
/// when the pipe ends, it interrupts the program, and kills it if it has not ended 10 s later. Should the
/// keeper itself be killed, the system interrupts the program (on Linux). Both are in a process group of
/// their own, so that the terminal's keys do not reach them.
final class KeptProcess: Sendable {
  /// The number of the process, and of its group.
  let id: pid_t
  private let state: Mutex<State>

  private struct State {
    /// The end of the pipe that keeps the program; nil once it was let go.
    var leash: Int32?
    /// Whether its number may be that of another process by now.
    var isReaped = false
  }

  private static let keeper = """
    import os, signal, subprocess, sys, threading
    follow, keeper = None, os.getpid()
    try:
        import ctypes
        prctl = ctypes.CDLL(None).prctl
        def follow():
            prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG
            if os.getppid() != keeper:
                os._exit(1)
    except (ImportError, AttributeError):
        pass
    server = subprocess.Popen(
        sys.argv[1:], stdin=subprocess.DEVNULL, close_fds=False, preexec_fn=follow)
    def watch():
        while os.read(0, 4096):
            pass
        server.send_signal(signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
    threading.Thread(target=watch, daemon=True).start()
    sys.exit(1 if server.wait() else 0)
    """

  /// Starts a program; what it says goes to the log, and it inherits descriptors as 3, 4 and so on.
  ///
  /// - Throws: `UsageError.liteFailed`.
  init(
    _ words: [String], python: String, environment: [String: String], log: String,
    inheriting descriptors: [Int32]
  ) throws(UsageError) {
    guard let ends = Spawning.makePipe() else { throw Self.failure(python, errno) }
    var actions = Self.actions(input: ends.read, log: log, descriptors)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = Spawning.attributes()
    defer { posix_spawnattr_destroy(&attributes) }
    let arguments = [python, "-B", "-c", Self.keeper] + words
    let variables = environment.map { "\($0.key)=\($0.value)" }
    var id = pid_t()
    let number = Spawning.withCStrings(arguments) { arguments in
      Spawning.withCStrings(variables) {
        posix_spawn(&id, python, &actions, &attributes, arguments, $0)
      }
    }
    close(ends.read)
    guard number == 0 else {
      close(ends.write)
      throw Self.failure(python, number)
    }
    self.id = id
    state = Mutex(State(leash: ends.write))
  }

  /// Whether its keeper still runs; once it does not, its number stays taken until `end`.
  var isRunning: Bool {
    state.withLock { state in
      guard !state.isReaped else { return false }
      var info = siginfo_t()
      let options = WEXITED | WNOHANG | WNOWAIT
      return waitid(P_PID, id_t(id), &info, options) == 0 && info.si_signo == 0
    }
  }

  /// Lets go of it, and blocks until nobody holds the mark that it inherited: 12 s at most, then the
  /// group is killed.
  func end(isMarked: () -> Bool) {
    let leash = state.withLock { $0.leash.take() }
    if let leash { close(leash) }
    for _ in 0..<1200 where isRunning || isMarked() { usleep(10_000) }
    state.withLock { state in
      guard !state.isReaped else { return }
      kill(-id, SIGKILL)
      var status: Int32 = 0
      state.isReaped = waitpid(id, &status, 0) == id
    }
  }

  // MARK: - Starting

  private static func actions(
    input: Int32, log: String, _ descriptors: [Int32]
  ) -> posix_spawn_file_actions_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Higher than any descriptor that has to be taken from first.
    let room = (descriptors.max() ?? 0) + 64
    for (place, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, room + Int32(place))
    }
    for place in descriptors.indices {
      posix_spawn_file_actions_adddup2(&actions, room + Int32(place), 3 + Int32(place))
      posix_spawn_file_actions_addclose(&actions, room + Int32(place))
    }
    return actions
  }

  private static func failure(_ python: String, _ number: Int32) -> UsageError {
    UsageError(.liteFailed, "cannot start \(python): \(SystemReason.text(of: number))")
  }
}
