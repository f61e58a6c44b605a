internal import Foundation

/// A file system with little room, in memory; whoever makes one has to be root.
package final class SmallDisk: Sendable {
  /// The folder at which it is mounted.
  package let path: String
  private let scratch: Scratch

  /// Mounts an empty one for the time of the body.
  ///
  /// - Throws: `ProgramFailed` if the system forbids it, else whatever the body throws.
  package static func with<R>(
    megabytes: Int, _ body: (SmallDisk) async throws -> R
  ) async throws -> R {
    let disk = try SmallDisk()
    try await Program.require(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "vecferry-test", disk.path])
    do {
      let result = try await body(disk)
      try await disk.remove()
      return result
    } catch {
      try await disk.remove()
      throw error
    }
  }

  private init() throws {
    scratch = try Scratch()
    path = scratch.path(of: "disk")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Takes all room that is left.
  package func fill() {
    let descriptor = open(ballast, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let block = [UInt8](repeating: 0, count: 4096)
    while write(descriptor, block, block.count) > 0 {}
    close(descriptor)
  }

  /// Gives back what `fill` took.
  package func makeRoom() {
    unlink(ballast)
  }

  /// The journal may still be open on it, in this process.
  private func remove() async throws {
    try await Program.require("/bin/umount", ["-l", path])
  }

  private var ballast: String { path + "/ballast" }
}
