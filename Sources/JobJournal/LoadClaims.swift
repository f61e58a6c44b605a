internal import Foundation
internal import Synchronization

/// The claims of a state folder: a file each, written before a collection is loaded, or a property of it
/// changed, for a while, and removed once it is as it was.
///
/// A process holds a lock on the files of its own claims, which the system frees however the process
/// ends: a claim that nobody holds is an abandoned one. Any process may write claims, also while another
/// holds the journal.
public final class LoadClaims: Sendable {
  private struct Held {
    let claim: LoadClaim
    let path: String
    let descriptor: Int32
  }

  private let folder: String
  private let held = Mutex<[Held]>([])

  /// The claims below a state folder; nothing is read or made before it is needed.
  public init(folder: String) {
    self.folder = folder + "/claims"
  }

  deinit {
    held.withLock { $0.forEach { PrivateFile.unlock($0.descriptor) } }
  }

  /// Writes a claim; it is on disk, and held by this process, when this returns.
  public func add(_ claim: LoadClaim) throws(JournalError) {
    try JournalFiles.makeFolder(folder)
    let path = "\(folder)/\(UUID().uuidString).json"
    // It becomes visible by its name once it is whole and locked.
    let draft = path + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw JournalError("make", path: draft, errno: errno) }
    do throws(JournalError) {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw JournalError("lock", path: draft, errno: errno)
      }
      try PrivateFile.write(try claim.encoded(), into: descriptor, path: draft)
      guard rename(draft, path) == 0 else { throw JournalError("make", path: path, errno: errno) }
    } catch {
      close(descriptor)
      unlink(draft)
      throw error
    }
    held.withLock { $0.append(Held(claim: claim, path: path, descriptor: descriptor)) }
  }

  /// Ends all claims on the collection that no other process holds: it is released.
  public func settle(_ subject: LoadClaim.Subject) throws(JournalError) {
    for own in drop(subject) { try PrivateFile.remove(own.path) }
    try settleAbandoned(subject)
  }

  /// Ends the claims on the collection that no process holds: it is released.
  public func settleAbandoned(_ subject: LoadClaim.Subject) throws(JournalError) {
    for file in abandonedFiles() where file.claim.subject == subject {
      try PrivateFile.remove(file.path)
    }
  }

  /// Takes all claims on the collection away, whoever holds them: its user has loaded or released it.
  public func disown(_ subject: LoadClaim.Subject) throws(JournalError) {
    let paths = files().filter { $0.claim.subject == subject }.map(\.path)
    for path in paths { try PrivateFile.remove(path) }
  }

  /// Whether a claim of this process on the collection was taken away.
  public func isDisowned(_ subject: LoadClaim.Subject) -> Bool {
    held.withLock { held in
      held.contains { $0.claim.subject == subject && access($0.path, F_OK) != 0 }
    }
  }

  /// Leaves this process's claims on the collection behind: it could not be released.
  public func abandon(_ subject: LoadClaim.Subject) {
    _ = drop(subject)
  }

  /// The claims that no process holds any more, oldest first; not those that ended with their process.
  public func abandoned() -> [LoadClaim] {
    abandonedFiles().map(\.claim).filter { !$0.endsWithProcess }.sorted { $0.at < $1.at }
  }

  /// Removes the claims that ended with their process.
  public func sweep() throws(JournalError) {
    for file in abandonedFiles() where file.claim.endsWithProcess {
      try PrivateFile.remove(file.path)
    }
  }

  /// Frees the locks on the collection's claims and returns what they were on.
  private func drop(_ subject: LoadClaim.Subject) -> [Held] {
    held.withLock { held in
      let dropped = held.filter { $0.claim.subject == subject }
      held.removeAll { $0.claim.subject == subject }
      dropped.forEach { PrivateFile.unlock($0.descriptor) }
      return dropped
    }
  }

  private func abandonedFiles() -> [(path: String, claim: LoadClaim)] {
    files().filter { file in
      let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return false }
      defer { PrivateFile.unlock(descriptor) }
      return flock(descriptor, LOCK_SH | LOCK_NB) == 0
    }
  }

  /// What cannot be read is no claim that anybody could give back.
  private func files() -> [(path: String, claim: LoadClaim)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.compactMap { name in
      let path = "\(folder)/\(name)"
      guard let bytes = FileManager.default.contents(atPath: path),
        let claim = try? JSONDecoder().decode(LoadClaim.self, from: bytes)
      else { return nil }
      return (path, claim)
    }
  }
}

extension LoadClaim {
  fileprivate func encoded() throws(JournalError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      return Array(try encoder.encode(self))
    } catch {
      throw JournalError(
        .ioFailed, "cannot write down that \"\(subject.collection)\" is loaded", cause: error)
    }
  }
}
