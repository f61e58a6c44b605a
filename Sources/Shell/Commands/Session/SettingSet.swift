package import ArgumentParser

/// The command `set [KEY [VALUE]]`.
package struct SettingSet: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Show or change how the session behaves.")
  package static let examples = [
    Example("set", "all settings"), Example("set output json", "results as JSON from now on"),
    Example("set timing on", "print the time that each command took"),
    Example("set events moves.jsonl", "tell everything that happens in a file (help events)"),
  ]
  package static let seeAlso = ["let", "topic keys"]
  package static let isPreparation = true

  @Argument(help: "Setting.", completion: .names(.settings))
  package var key: String?
  @Argument(help: "Its new value.", completion: .names(.settingValues))
  package var value: String?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    guard let key else { return CommandResult(SettingsScreen(settings: session.settings)) }
    guard let setting = SettingKey(rawValue: key) else { throw unknown(key) }
    guard let value else {
      return CommandResult(SettingsScreen(settings: session.settings, keys: [setting]))
    }
    var settings = session.settings
    try setting.set(value, in: &settings)
    // A dry run writes no file.
    if setting == .events, !session.isRehearsing { try session.tellEvents(in: settings.events) }
    session.settings = settings
    return .nothing
  }

  private func unknown(_ key: String) -> UsageError {
    let keys = SettingKey.allCases.map(\.rawValue)
    let near = DidYouMean.phrase(DidYouMean.candidates(for: key, among: keys))
    return UsageError(
      .invalidValue, "there is no setting \"\(key)\"", hint: near ?? "set shows all settings")
  }
}

/// Settings with their values.
struct SettingsScreen: Renderable {
  static let schema = "settings/1"

  var settings: Settings
  var keys = SettingKey.allCases

  var json: JSONObject {
    var object = JSONObject()
    for key in keys { object[key.rawValue] = .string(key.value(in: settings)) }
    return object
  }

  var sections: [Section] {
    let rows = keys.map { key -> [Cell] in
      [Cell(key.rawValue), Cell(key.value(in: settings)), Cell(Self.meaning(of: key))]
    }
    return [.table(Table([.text("SETTING"), .text("VALUE"), .long("MEANING")], rows: rows))]
  }

  private static func meaning(of key: SettingKey) -> String {
    let choices = key.choices
    return choices.isEmpty ? key.purpose : "\(key.purpose): \(choices.joined(separator: ", "))"
  }
}
