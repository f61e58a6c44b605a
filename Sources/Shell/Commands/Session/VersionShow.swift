package import ArgumentParser

/// The command `version`.
package struct VersionShow: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version of this program.")
  package static let examples = [
    Example("version", "one line"), Example("version -o json", "for programs"),
  ]
  package static let seeAlso = ["help"]

  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    CommandResult(VersionScreen())
  }
}

/// The version of this program.
struct VersionScreen: Renderable {
  static let schema = "version/1"

  var json: JSONObject {
    [
      "version": .string(Version.text), "commit": .optional(Version.commit),
      "swift": .string(Version.swift), "libedit": .string(Version.libedit),
      "platform": .string(Version.platform),
    ]
  }
  var sections: [Section] { [.text(Version.full)] }
}
