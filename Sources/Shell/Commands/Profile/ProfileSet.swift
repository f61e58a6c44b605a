package import ArgumentParser
internal import MilvusClient

/// The command `profile set NAME KEY=VALUE…`.
package struct ProfileSet: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "profile set", abstract: "Change a profile, or make one of a place.")
  package static let examples = [
    Example("profile set prod token-env=PROD_TOKEN protect=true", "two of its keys"),
    Example("profile set lab place=10.0.0.9", "a new one"),
    Example("profile set prod label=", "without a label of its own"),
  ]
  package static let seeAlso = ["profile show", "profile save", "connect", "topic profiles"]
  package static let rehearsal = Rehearsal.isTold

  @Argument(help: "Profile.", completion: .names(.profiles))
  package var name: String
  @Argument(
    help: ArgumentHelp(
      "A long option of connect, or place, and its value; nothing takes it away.",
      valueName: "key=value"))
  package var changes: [String]
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    try Profile.checkName(name)
    var profile = try session.profiles.profile(named: name) ?? Profile(name: name, place: "")
    for change in changes { try Self.apply(change, to: &profile) }
    guard !profile.place.isEmpty else {
      throw UsageError(
        .missingArgument, "the profile \"\(name)\" has no place",
        hint: "profile set \(name) place=10.0.0.7")
    }
    try Self.check(profile, home: session.variable("HOME"))
    try session.profiles.save(profile.kept(), as: name)
    return CommandResult(ProfileScreen(profile: try session.profiles.existing(name)))
  }

  private static func apply(_ change: String, to profile: inout Profile) throws(UsageError) {
    let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let word = String(parts[0].drop { $0 == "-" })
    guard let key = ProfileKey(rawValue: word) else {
      let keys = ProfileKey.allCases.map(\.rawValue)
      let near = DidYouMean.phrase(DidYouMean.candidates(for: word, among: keys))
      throw UsageError(
        .invalidValue, "a profile has no \"\(word)\"",
        hint: near ?? "one of \(keys.joined(separator: ", "))")
    }
    guard parts.count == 2 else {
      throw UsageError(
        .missingArgument, "\"\(word)\" needs an equals sign and a value",
        hint: "as in: profile set prod database=sales")
    }
    let value = String(parts[1])
    if ProfileKey.secretSources.contains(key) {
      // A secret comes from one place.
      for other in ProfileKey.secretSources { profile.values[other] = nil }
    }
    if key == .place {
      profile.place = value
    } else {
      profile.values[key] = value.isEmpty ? nil : value
    }
  }

  /// Makes sure that `connect` would take what the profile says, as far as no server has to be asked.
  private static func check(_ profile: Profile, home: String?) throws(UsageError) {
    let options = try ConnectionOptions(of: profile, home: home)
    let isFile = profile.file(home: home) != nil
    try options.check(for: Scrubber.scrubbed(profile.place), isFile: isFile)
    if let proxy = options.proxy { _ = try ProxyWord(proxy) }
    guard !isFile, !ClusterResolver.isClusterID(profile.place) else { return }
    do {
      _ = try ClusterResolver().place(profile.place)
    } catch {
      throw UsageError(
        .invalidValue, error.message,
        hint: "write host, host:port, a URI, a cluster's id or the path of a file, as ./demo.db")
    }
  }
}
