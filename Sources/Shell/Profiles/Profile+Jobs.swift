internal import MigrationEngine

/// What a job keeps of how its clusters were connected, for a process that goes on with it.
extension Profile {
  /// The options but for what may hold a secret, and the label, which a job has anyway.
  var optionsOfJobs: [String: String] {
    var options = kept().values
    (options[.tokenCommand], options[.label]) = (nil, nil)
    return Dictionary(uniqueKeysWithValues: options.map { ($0.key.rawValue, $0.value) })
  }

  /// The profile with what a job keeps and the profile leaves open.
  ///
  /// A saved profile says for itself where the secret comes from, and whether the cluster is protected.
  func completed(byOptionsOfJob options: [String: String]) -> Profile {
    let own = [.protect] + ProfileKey.secretSources
    var profile = self
    for (name, value) in options {
      guard let key = ProfileKey(rawValue: name), values[key] == nil,
        self.name == nil || !own.contains(key)
      else { continue }
      profile.values[key] = value
    }
    return profile
  }

  /// The place and the options as `connect` takes them.
  func words(for side: Side) -> [String] {
    var words = [place]
    for key in ProfileKey.allCases where ![.place, .label].contains(key) {
      guard let value = values[key], value != "false" else { continue }
      // A target is written in place anyway.
      if key == .inPlace, side == .target { continue }
      words += key.isFlag ? ["--\(key.rawValue)"] : ["--\(key.rawValue)", value]
    }
    return words
  }
}
