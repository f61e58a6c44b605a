internal import Yams

/// The YAML of profiles: names, and under each its keys with plain values.
enum ProfileText {
  /// What is wrong with the text, and where.
  struct Mistake: Error, Equatable {
    var message: String
    var line: Int?
  }

  /// The profiles of a text.
  ///
  /// - Throws: `Mistake` for what is no YAML, or says more than a profile can.
  static func profiles(in text: String) throws(Mistake) -> [String: Profile] {
    guard let root = try root(of: text), root.scalar?.string.isEmpty != true else { return [:] }
    guard let mapping = root.mapping else {
      throw Mistake(message: "the names of profiles are expected", line: root.mark?.line)
    }
    var profiles: [String: Profile] = [:]
    for (name, node) in mapping { profiles[name.string ?? ""] = try profile(name, node) }
    return profiles
  }

  /// The text of profiles, in the order of their names.
  static func text(of profiles: [String: Profile]) throws -> String {
    guard !profiles.isEmpty else { return "" }
    let pairs = profiles.sorted { $0.key < $1.key }.map { name, profile in
      let values = ProfileKey.allCases.compactMap { key in
        profile[key].map { (Node(key.rawValue), Node($0)) }
      }
      return (Node(name), Node(values))
    }
    return try Yams.serialize(node: Node(pairs), width: -1, allowUnicode: true)
  }

  private static func root(of text: String) throws(Mistake) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw mistake(error)
    } catch {
      throw Mistake(message: "this is no YAML", line: nil)
    }
  }

  private static func profile(_ name: Node, _ node: Node) throws(Mistake) -> Profile {
    guard let text = name.string, Profile.isName(text) else {
      throw Mistake(
        message: "\"\(name.string ?? "?")\" cannot be the name of a profile", line: name.mark?.line)
    }
    guard let mapping = node.mapping else {
      throw Mistake(message: "the profile \"\(text)\" has no place", line: name.mark?.line)
    }
    var values: [ProfileKey: String] = [:]
    for (key, value) in mapping {
      guard let known = key.string.flatMap(ProfileKey.init) else {
        throw Mistake(
          message: "a profile has no \"\(key.string ?? "?")\"", line: key.mark?.line)
      }
      guard let scalar = value.scalar, !scalar.string.isEmpty else {
        throw Mistake(message: "\"\(known.rawValue)\" needs a value", line: key.mark?.line)
      }
      values[known] = scalar.string
    }
    guard let place = values.removeValue(forKey: .place) else {
      throw Mistake(message: "the profile \"\(text)\" has no place", line: name.mark?.line)
    }
    return Profile(name: text, place: place, values: values)
  }

  private static func mistake(_ error: YamlError) -> Mistake {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Mistake(message: problem, line: mark.line)
    case .duplicatedKeysInMapping(let keys, let context):
      Mistake(
        message: "\(keys.map { "\"\($0)\"" }.joined(separator: ", ")) stands there twice",
        line: context.mark.line)
    default: Mistake(message: "this is no YAML", line: nil)
    }
  }
}
