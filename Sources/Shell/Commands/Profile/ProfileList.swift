package import ArgumentParser

/// The command `profile list`.
package struct ProfileList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "profile list", abstract: "List the clusters that connect knows by a name.")
  package static let examples = [
    Example("profile list", "names, places and where their secrets come from")
  ]
  package static let seeAlso = ["connect", "profile show", "profile save", "topic profiles"]

  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let profiles = try session.profiles.all().values.sorted { ($0.name ?? "") < ($1.name ?? "") }
    return CommandResult(ProfileTable(profiles: profiles))
  }
}

/// Profiles, a row each.
struct ProfileTable: Renderable {
  static let schema = "profiles/1"
  static let rows: String? = "profiles"

  var profiles: [Profile]

  var json: JSONObject { ["profiles": .array(profiles.map { .object($0.document) })] }

  var sections: [Section] {
    guard !profiles.isEmpty else {
      return [.text("no profiles yet; connect source 10.0.0.7 --save prod makes one")]
    }
    let rows = profiles.map { profile -> [Cell] in
      [
        Cell(profile.name ?? ""), Cell(profile.shown(.place) ?? ""),
        profile.values[.database].map { Cell($0) } ?? .absent, Cell(profile.secretSource),
        profile.isProtected ? Cell("yes", tone: .warning) : .absent,
      ]
    }
    let columns: [Table.Column] = [
      .text("NAME"), .text("PLACE"), .text("DATABASE").yieldingFirst,
      .text("SECRET FROM").yieldingFirst, .text("PROTECTED"),
    ]
    return [.table(Table(columns, rows: rows))]
  }
}

extension Profile {
  /// The profile as JSON: the name, and each key in the spelling of JSON's fields: `tokenFile`.
  var document: JSONObject {
    var document: JSONObject = ["name": .optional(name)]
    for key in ProfileKey.allCases {
      document["\(key)"] =
        key.isFlag ? .bool(self[key] == "true") : .optional(shown(key))
    }
    return document
  }
}
