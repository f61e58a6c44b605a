internal import MigrationEngine
internal import MilvusClient

/// What is typed to connect a cluster again, as it was or with a change; it holds no secret.
struct ConnectLine: Sendable {
  private var profile: Profile
  /// What the file has under the profile's name.
  private var saved: Profile?

  /// The line of a profile as it was used; by its name where the file has one of it.
  init(_ profile: Profile, saved: Profile? = nil) {
    (self.profile, self.saved) = (profile.kept(), saved?.kept())
  }

  /// The line of an address alone.
  init(_ endpoint: MilvusEndpoint) {
    self.init(Profile(place: endpoint.description))
  }

  /// The line with another value of an option, or without it.
  func with(_ key: ProfileKey, _ value: String?) -> ConnectLine {
    var line = self
    line.profile.values[key] = value
    return line
  }

  /// The line with another address, which no profile has.
  func at(_ place: String) -> ConnectLine {
    var line = self
    let database = (try? MilvusEndpoint.parse(profile.place))?.database?.text
    line.profile.values[.database] = profile.values[.database] ?? database
    (line.profile.place, line.profile.name) = (place, nil)
    return line
  }

  /// The line for a side.
  func text(on side: Side) -> String {
    (["connect", side.rawValue] + words(for: side)).map(Quoting.quoted).joined(separator: " ")
  }

  private func words(for side: Side) -> [String] {
    guard let name = profile.name, let saved else { return profile.words(for: side) }
    let options = profile.values.filter { saved.values[$0.key] != $0.value }
    // What the file has and this one lacks cannot be said by an option.
    guard saved.overridden(by: options) == profile else { return profile.words(for: side) }
    return Profile(place: name, values: options).words(for: side)
  }
}
