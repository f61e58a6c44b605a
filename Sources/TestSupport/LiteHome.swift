internal import Foundation

/// A home folder with files of Milvus Lite in it, and the program in a folder of it.
package struct LiteHome: Sendable {
  private let scratch: Scratch

  /// The Python of Milvus Lite 3.2.2.
  package let python: String

  /// Makes a home in which `~/milvus-lite-2.5.1` is an environment with that release.
  ///
  /// - Throws: `ServersMissing` if there is no Python for the tests.
  package init() throws {
    scratch = try Scratch()
    python = try ServersMissing.variable("VECFERRY_TEST_PYTHON")
    try FileManager.default.createDirectory(
      atPath: path(of: "work"), withIntermediateDirectories: true)
    try makePython(in: "milvus-lite-2.5.1", "PYTHONPATH='\(Self.release)' exec '\(python)' \"$@\"")
  }

  /// Whether Milvus Lite 2.5.1 is installed: `scripts/install release lite25`.
  package static var hasOldRelease: Bool {
    FileManager.default.fileExists(atPath: release + "/installed")
  }

  private static var release: String {
    let scripts = (try? ServersMissing.variable("VECFERRY_TEST_SERVERS")) ?? ""
    return URL(filePath: scripts).appending(path: "../../.releases/lite25").standardizedFileURL.path
  }

  /// The path of something in the home; the program runs in `work`.
  package func path(of name: String) -> String { scratch.path(of: name) }

  /// The private folders that are there for servers.
  package var serverFolders: [String] {
    let folder = path(of: "state/vecferry/local")
    return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// Puts a program in the place of an environment's Python.
  package func makePython(in environment: String, _ line: String) throws {
    let folder = path(of: environment + "/bin")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = folder + "/python3"
    try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(filePath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
  }

  /// Lets a notebook work in the folder of the program, with either release.
  @discardableResult
  package func notebook(_ words: [String], isOld: Bool = false) async throws -> String {
    let python = isOld ? path(of: "milvus-lite-2.5.1/bin/python3") : python
    let file = PythonTool.notebook.path
    return try await Program.require(
      "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", path(of: "work"), python, "-B", file] + words)
  }

  /// Runs the program with `$VIRTUAL_ENV` at the environment of Milvus Lite 3.2.2.
  package func run(
    _ arguments: [String], environment: [String: String] = [:],
    while body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> ProgramEnd {
    let own = ProcessInfo.processInfo.environment
    let kept = own.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
    let places = [
      "HOME": scratch.path, "XDG_STATE_HOME": path(of: "state"),
      "VIRTUAL_ENV": URL(filePath: python).appending(path: "../..").standardizedFileURL.path,
    ]
    return try await Program.run(
      "/bin/sh",
      ["-c", "cd \"$0\" && exec \"$@\"", path(of: "work"), try Executable.path(of: "vecferry")]
        + arguments,
      environment: kept.merging(places) { $1 }.merging(environment) { $1 }, while: body)
  }
}
