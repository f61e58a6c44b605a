internal import MigrationEngine
internal import Synchronization

/// The private folders of what runs on Spark, each of which is removed when its `spark-submit` has ended.
///
/// Those of a process that was killed are removed when another session begins.
final class SparkFolders: Sendable {
  private let stateFolder: String
  private let folders = Mutex<[String: LocalFolder]>([:])

  /// Has none yet; they are to be below a state folder.
  init(in stateFolder: String) { self.stateFolder = stateFolder }

  /// Makes one.
  ///
  /// - Throws: `Failure` with what keeps it from being made.
  func make() throws(Failure) -> LocalFolder {
    do {
      let folder = try LocalFolder(in: stateFolder)
      folders.withLock { $0[folder.path] = folder }
      return folder
    } catch {
      throw Failure(.workersFailed, error.message)
    }
  }

  /// Removes one.
  func remove(_ folder: LocalFolder) {
    folder.remove()
    folders.withLock { $0[folder.path] = nil }
  }

  /// Waits for the end of programs that were hung up on, and removes what is left then.
  func removeAll() async {
    // 12 s: one that does not end by itself is killed after 10.
    for _ in 0..<600 where !folders.withLock(\.isEmpty) {
      try? await Task.sleep(for: .milliseconds(20))
    }
    for folder in folders.withLock({ Array($0.values) }) { remove(folder) }
  }
}
