package import ArgumentParser

/// The command `profile show NAME`.
package struct ProfileShow: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "profile show", abstract: "Show how a profile is connected.")
  package static let examples = [Example("profile show prod", "its place and options")]
  package static let seeAlso = ["profile list", "profile set", "topic profiles"]

  @Argument(help: "Profile.", completion: .names(.profiles))
  package var name: String
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    CommandResult(ProfileScreen(profile: try session.profiles.existing(name)))
  }
}

/// One profile: what is set, a line each.
struct ProfileScreen: Renderable {
  static let schema = "profile/1"

  var profile: Profile

  var json: JSONObject { profile.document }

  var sections: [Section] {
    let width = (ProfileKey.allCases.map(\.rawValue.count).max() ?? 0) + 2
    let lines = ProfileKey.allCases.compactMap { key in
      profile.shown(key).map { DisplayWidth.padded(key.rawValue, to: width) + $0 }
    }
    return [.lines(lines)]
  }
}
