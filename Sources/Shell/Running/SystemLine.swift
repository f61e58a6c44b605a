internal import CEditline

/// A line of the system's shell, which has the terminal while it runs.
struct SystemLine: Sendable {
  /// The line, for `/bin/sh`.
  var text: String
  /// What it reads in the place of the terminal; -1 for the terminal.
  var input: Int32 = -1

  /// Waits for its end and returns its status, as a shell tells it.
  ///
  /// It runs on a thread of its own. Ctrl-C reaches it through the terminal, so that it decides itself
  /// what becomes of it.
  func run() async -> Int32 {
    let line = self
    let thread = InputThread(name: "system's shell") { line }
    let status = await thread.perform { ce_run_line($0.text, nil, $0.input, -1) }
    guard status >= 0 else { return 127 }
    let (signal, code) = (status & 0x7F, status >> 8 & 0xFF)
    return signal == 0 ? code : 128 + signal
  }
}
