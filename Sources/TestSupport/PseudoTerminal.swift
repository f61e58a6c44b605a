internal import Foundation

/// The modes of a terminal that a program may leave wrong.
package struct TerminalModes: Sendable, Hashable {
  /// Whether what is typed is shown.
  package let echoes: Bool
  /// Whether input comes in lines.
  package let isCanonical: Bool
  /// Whether Ctrl-C is a signal.
  package let sendsSignals: Bool
  /// Whether Ctrl-S stops the output.
  package let hasFlowControl: Bool

  /// The modes that a program finds and has to leave.
  package static let ordinary = TerminalModes(
    echoes: true, isCanonical: true, sendsSignals: true, hasFlowControl: true)
}

/// A pair of connected terminals: a program sits at one, a test at the other.
final class PseudoTerminal: Sendable {
  private let controller: Int32
  private let name: String

  init(columns: Int, rows: Int) throws {
    var ends: (controller: Int32, program: Int32) = (-1, -1)
    var path = [CChar](repeating: 0, count: 128)
    var size = Self.size(columns, rows)
    guard openpty(&ends.controller, &ends.program, &path, nil, &size) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    _ = fcntl(ends.controller, F_SETFD, FD_CLOEXEC)
    close(ends.program)
    controller = ends.controller
    name = String(decoding: path.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    close(controller)
  }

  /// Starts a program in a session of its own; the first terminal it opens becomes its own.
  func start(
    _ executable: String, _ arguments: [String], environment: [String: String]
  ) throws -> pid_t {
    var files = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&files, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&files, 0, 1)
    posix_spawn_file_actions_adddup2(&files, 0, 2)
    try Self.setSignals(&attributes)
    return try withCStrings([executable] + arguments) { argumentPointers in
      try withCStrings(environment.map { "\($0)=\($1)" }) { environmentPointers in
        var process = pid_t()
        let code = posix_spawn(
          &process, executable, &files, &attributes, argumentPointers, environmentPointers)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        return process
      }
    }
  }

  /// Blocks until the program and all it started have closed the terminal.
  func readAll(into feed: TerminalFeed) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(controller, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return feed.endOutput() }
      feed.take(buffer[..<count])
    }
  }

  /// Blocks until all of `text` was taken, or the terminal is closed.
  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(controller, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { return }
        continue
      }
      rest = rest.dropFirst(count)
    }
  }

  var modes: TerminalModes {
    var state = termios()
    tcgetattr(controller, &state)
    return TerminalModes(
      echoes: state.c_lflag & tcflag_t(ECHO) != 0,
      isCanonical: state.c_lflag & tcflag_t(ICANON) != 0,
      sendsSignals: state.c_lflag & tcflag_t(ISIG) != 0,
      hasFlowControl: state.c_iflag & tcflag_t(IXON) != 0)
  }

  func resize(columns: Int, rows: Int) {
    var size = Self.size(columns, rows)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// Blocks until the process has ended.
  static func end(of process: pid_t) -> ProcessEnd {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return .killed(0) }
    }
    return ProcessEnd(waitStatus: status)
  }

  /// The program finds all signals as after a login, whatever the thread that starts it blocks.
  private static func setSignals(_ attributes: inout posix_spawnattr_t) throws {
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which Swift's importer does not see
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    guard posix_spawnattr_setflags(&attributes, Int16(flags)) == 0 else {
      throw POSIXError(.EINVAL)
    }
  }

  private static func size(_ columns: Int, _ rows: Int) -> winsize {
    winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  }
}

/// Runs `body` with an array of C strings that ends with a null pointer.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
) rethrows -> Result {
  let pointers = strings.map { strdup($0) }
  defer { pointers.forEach { free($0) } }
  return try body(pointers + [nil])
}
