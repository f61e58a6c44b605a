internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// The folder of a file's server is removed with what holds it.
@Suite struct LocalFolderTests {
  @Test func `removing it again closes nothing that was opened since`() throws {
    let scratch = try Scratch()
    let folder = try LocalFolder(in: scratch.path(of: "state"))
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    // One of them has the number that the claim had.
    let opened = (0..<64).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
    defer { for descriptor in opened { close(descriptor) } }
    folder.remove()
    #expect(opened.allSatisfy { fcntl($0, F_GETFD) >= 0 })
  }
}
