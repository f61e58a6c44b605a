internal import Foundation

/// What programs print.
enum ShellOutput {
  /// The output of a program that succeeds, blocking; nil for any other.
  ///
  /// Its complaints are not shown.
  static func of(_ words: [String]) -> [UInt8]? {
    let line = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    guard let pipe = popen("exec \(line) 2>/dev/null </dev/null", "re") else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      bytes += buffer[..<count]
    }
    return pclose(pipe) == 0 ? bytes : nil
  }
}

/// Where programs are.
enum ProgramPath {
  /// Whether a path is that of a program.
  static func isProgram(_ path: String) -> Bool {
    access(path, X_OK) == 0 && FileFacts(path: path)?.kind == .file
  }

  /// The first program of that name in the folders of `PATH`.
  static func find(_ name: String, _ environment: [String: String]) -> String? {
    (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first(where: isProgram)
  }
}
