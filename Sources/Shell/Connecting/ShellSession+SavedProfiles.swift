extension ShellSession {
  /// What is typed to connect a cluster as a profile says.
  func connectLine(of profile: Profile) -> ConnectLine {
    // A hint does not fail because the file cannot be read.
    let saved = profile.name.flatMap { name in try? profiles.profile(named: name) }
    return ConnectLine(profile, saved: saved)
  }

  /// Asks before a profile becomes one of another place.
  func confirmReplacement(
    of name: String, by profile: Profile, yes: Bool, insteadOf option: String = "--yes"
  ) async throws {
    guard let former = try profiles.profile(named: name), former.place != profile.place else {
      return
    }
    try await confirm(
      "The profile \(name) is \(former.shown(.place) ?? ""). Replace it?", yes: yes,
      insteadOf: option)
  }
}
