#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A command of the system's shell that prints a secret, such as one of a password manager.
struct SecretCommand {
  /// The command line, for `/bin/sh`.
  var line: String
  /// What it prints.
  var word = SecretWord.token

  /// The first line that the command prints.
  ///
  /// It runs on a thread of its own, because it may ask its user something and take as long.
  func read() async throws(UsageError) -> String {
    let thread = InputThread(name: "\(word) command") { line }
    let (output, status) = await thread.perform { Self.run($0) }
    guard status == 0 else {
      throw UsageError(
        .secretNeeded, "the command of --\(word)-command \(Self.ending(status))",
        hint: "run it by itself to see what is wrong")
    }
    guard !output.isEmpty else {
      throw UsageError(.secretNeeded, "the command of --\(word)-command printed nothing")
    }
    return try SecretText.secret(in: output, of: "the output of --\(word)-command")
  }

  private static func run(_ line: String) -> (output: [UInt8], status: Int32) {
    guard let pipe = popen(line, "re") else { return ([], -1) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return (bytes, pclose(pipe))
  }

  private static func ending(_ status: Int32) -> String {
    guard status >= 0 else { return "could not be started" }
    let (signal, code) = (status & 0x7F, status >> 8 & 0xFF)
    return signal == 0 ? "ended with status \(code)" : "was ended by signal \(signal)"
  }
}
