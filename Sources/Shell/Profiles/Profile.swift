internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// How a cluster is connected: its place and options of `connect`, but no secret.
package struct Profile: Sendable, Equatable {
  /// What it is called; nil for one that was not saved.
  package var name: String?
  /// An address, the path of a file of Milvus Lite, or the id of a cloud cluster.
  package var place: String
  /// The options that are not as usual.
  package var values: [ProfileKey: String]

  /// Makes a profile of a place and options.
  package init(name: String? = nil, place: String, values: [ProfileKey: String] = [:]) {
    self.name = name
    self.place = place
    self.values = values
  }

  /// The value of a key, the place among them.
  package subscript(key: ProfileKey) -> String? {
    key == .place ? place : values[key]
  }

  /// The value of a key as it may be shown: a person may have written a secret into an address.
  func shown(_ key: ProfileKey) -> String? {
    [.place, .proxy].contains(key) ? self[key].map { Scrubber.scrubbed($0) } : self[key]
  }

  /// Whether each write to the cluster needs its name to be typed.
  package var isProtected: Bool { values[.protect] == "true" }

  /// Where the secret comes from, in words.
  var secretSource: String {
    guard let key = ProfileKey.secretSources.first(where: { values[$0] != nil }) else {
      return "variable or question"
    }
    // A command line may hold more than it should.
    return key == .tokenCommand ? "command" : "\(key.rawValue) \(values[key] ?? "")"
  }

  /// The profile with options that count more than its own.
  ///
  /// A secret comes from one place: one that is given takes the place of the one that was saved.
  func overridden(by options: [ProfileKey: String]) -> Profile {
    var profile = self
    if !options.keys.filter(ProfileKey.secretSources.contains).isEmpty {
      for key in ProfileKey.secretSources { profile.values[key] = nil }
    }
    profile.values.merge(options) { $1 }
    return profile
  }

  /// The profile as it may be kept: without the secret of an address, its files found from anywhere.
  func kept(in folder: String = FileManager.default.currentDirectoryPath) -> Profile {
    var profile = self
    if LocalPlace.path(of: place) != nil {
      profile.place = Self.whole(place, in: folder)
    } else if let parsed = try? MilvusEndpoint.parse(place), let credentials = parsed.credentials {
      profile.place = parsed.endpoint.description
      profile.values[.database] = values[.database] ?? parsed.database?.text
      profile.values[.user] = values[.user] ?? credentials.user
    }
    // A Python may also be one of PATH.
    for (key, path) in values where key.isPath && (key != .litePython || path.contains("/")) {
      profile.values[key] = Self.whole(path, in: folder)
    }
    if let proxy = values[.proxy], case .proxy(let known)? = try? ProxyWord(proxy) {
      profile.values[.proxy] = "http://\(known)"
    }
    return profile
  }

  /// The path as it leads there from any folder.
  static func whole(_ path: String, in folder: String) -> String {
    guard !path.hasPrefix("/"), !path.hasPrefix("~/") else { return path }
    return "\(folder)/\(path.hasPrefix("./") ? path.dropFirst(2) : path[...])"
  }

  /// The path of the file, if the place is one.
  func file(home: String?) -> String? {
    if let home, place.hasPrefix("~/") { return home + place.dropFirst() }
    return LocalPlace.path(of: place)
  }

  /// What the journal calls the cluster: its address, or the path of its file; nil for a cloud cluster.
  func address(home: String?) -> String? {
    if let file = file(home: home) { return try? LocalPlace.resolved(file) }
    guard !ClusterResolver.isClusterID(place) else { return nil }
    return (try? MilvusEndpoint.parse(place))?.endpoint.description
  }

  /// Whether the text can be the name of a profile: `[A-Za-z][A-Za-z0-9_-]*`, and no cluster's id.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, VariableName.allows(first, first: true),
      first != "_"
    else { return false }
    let isWord = text.unicodeScalars.allSatisfy {
      $0 == "-" || VariableName.allows($0, first: false)
    }
    return isWord && !ClusterResolver.isClusterID(text)
  }

  /// Makes sure that a profile can be called so.
  ///
  /// - Throws: `UsageError.invalidValue`.
  static func checkName(_ text: String) throws(UsageError) {
    guard !isName(text) else { return }
    throw UsageError(
      .invalidValue, "\"\(text)\" cannot be the name of a profile",
      hint: "a letter, then letters, digits, _ and -, as in: prod-eu")
  }
}
