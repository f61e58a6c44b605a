internal import Foundation

/// The profiles of a user: a YAML file of their own, which they may edit, too.
///
/// It is read anew each time, so that what another session saved is known at once.
package struct ProfileFile: Sendable {
  private static let heading = """
    # Clusters that vecferry connects by a name: options of connect, no secrets (help profiles).
    # profile set and connect --save write this file anew, without other comments.

    """

  /// Where the file is; nil where the user has no home folder.
  package let path: String?

  /// All profiles by their names; none if there is no file.
  ///
  /// - Throws: `UsageError.unreadableFile` or `.badText` with the line.
  package func all() throws(UsageError) -> [String: Profile] {
    guard let path, FileManager.default.fileExists(atPath: path) else { return [:] }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw UsageError(.unreadableFile, "the profiles \"\(path)\" cannot be read")
    }
    do {
      return try ProfileText.profiles(in: ForeignText.decoded(bytes))
    } catch let flaw as ForeignText.Flaw {
      throw flaw.error(of: "the file \"\(path)\"")
    } catch let mistake as ProfileText.Mistake {
      let place = mistake.line.map { ":\($0)" } ?? ""
      throw UsageError(
        .badText, "\(path)\(place): \(mistake.message)",
        hint: "mend it in an editor; a profile is a name and indented lines as place: 10.0.0.7")
    } catch {
      throw UsageError(.badText, "the profiles \"\(path)\" cannot be read: \(error)")
    }
  }

  /// The profile of that name; nil if there is none.
  package func profile(named name: String) throws(UsageError) -> Profile? {
    guard Profile.isName(name) else { return nil }
    return try all()[name]
  }

  /// The profile of that name.
  ///
  /// - Throws: `UsageError.notFound` if there is none.
  package func existing(_ name: String) throws(UsageError) -> Profile {
    let all = try all()
    guard let profile = all[name] else {
      let near = DidYouMean.phrase(DidYouMean.candidates(for: name, among: Array(all.keys)))
      throw UsageError(
        .notFound, "there is no profile \"\(name)\"", hint: near ?? "profile list")
    }
    return profile
  }

  /// Saves a profile under a name, in the place of one that may be there.
  package func save(_ profile: Profile, as name: String) throws {
    var all = try all()
    all[name] = profile
    try write(all)
  }

  /// Removes a profile; one that is not there is an error.
  package func remove(_ name: String) throws {
    _ = try existing(name)
    var all = try all()
    all[name] = nil
    try write(all)
  }

  private func write(_ profiles: [String: Profile]) throws {
    guard let path else {
      throw UsageError(
        .unwritableFile, "there is no place for profiles: neither HOME nor XDG_CONFIG_HOME is set")
    }
    // A link of a collection of settings stays a link.
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    let text = Self.heading + (try ProfileText.text(of: profiles))
    try? FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    // A new file takes the place of the old one, so that it is whole whatever happens.
    let draft = "\(file).\(getpid()).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.unwritable(file) }
    do {
      defer { close(descriptor) }
      try FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(text.utf8))
    } catch {
      unlink(draft)
      throw Self.unwritable(file)
    }
    guard rename(draft, file) == 0 else {
      let error = Self.unwritable(file)
      unlink(draft)
      throw error
    }
  }

  private static func unwritable(_ file: String) -> UsageError {
    UsageError(
      .unwritableFile,
      "the profiles \"\(file)\" cannot be written: \(SystemReason.text(of: errno))")
  }
}
