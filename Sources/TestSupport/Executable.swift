internal import Foundation

/// Programs of this package, as tests start them.
package enum Executable {
  /// The path of the product `name`, beside the test bundle that is running.
  ///
  /// - Throws: `ExecutableMissing` if it was not built.
  package static func path(of name: String) throws -> String {
    let beginnings = CommandLine.arguments.filter { $0.contains("/") } + [Bundle.main.bundlePath]
    for beginning in beginnings {
      var folder = URL(filePath: beginning).standardizedFileURL
      while folder.path.count > 1 {
        folder.deleteLastPathComponent()
        let candidate = folder.appending(path: name).path
        if isProgram(candidate) { return candidate }
      }
    }
    throw ExecutableMissing(name: name)
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}

/// A product that was not built beside the tests.
package struct ExecutableMissing: Error, CustomStringConvertible {
  /// The name of the product.
  package let name: String

  /// What to do about it.
  package var description: String {
    "no executable \"\(name)\" beside the tests: build the whole package first"
  }
}
