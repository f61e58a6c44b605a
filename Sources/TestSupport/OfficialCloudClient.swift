internal import Foundation

/// The official command-line client of Zilliz Cloud (zilliz-cli 1.0.2), asking another address.
///
/// Its configuration file may name a control plane, and a variable the folder of that file.
package struct OfficialCloudClient: Sendable {
  private let key: String
  private let folder: Scratch

  /// Makes a client with a configuration of its own.
  package init(address: String, key: String) throws {
    self.key = key
    folder = try Scratch()
    try Data("[default]\nbase_url = \(address)\n".utf8).write(
      to: URL(filePath: folder.path(of: "config")))
  }

  /// Runs it with the arguments and returns what it left behind, in JSON.
  ///
  /// - Throws: `ServersMissing` if there is no Python for it.
  package func run(_ arguments: String...) async throws -> ProgramEnd {
    let python = try ServersMissing.variable("VECFERRY_TEST_PYTHON")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return try await Program.run(
      python, ["-m", "zilliz_cli"] + arguments + ["-o", "json"],
      environment: [
        "PATH": path, "HOME": folder.path, "ZILLIZ_CONFIG_DIR": folder.path,
        "ZILLIZ_API_KEY": key, "NO_PROXY": "*",
      ])
  }
}
