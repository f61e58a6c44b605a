internal import Foundation
internal import Synchronization

/// A file, a pipe or a device whose text is read as a whole.
struct ForeignFile: Sendable {
  /// The file as it was named.
  var name: String
  /// Where it is.
  var path: String
  /// What it is called in messages: `the script`.
  var noun: String
  /// The most bytes that it may have: more than any script that a person, or a program for a person,
  /// has written.
  var capacity = 16 * 1024 * 1024

  /// The text, and whether it came from a regular file, which has a folder.
  ///
  /// Suspends until all of it is there; being cancelled ends the wait, also for a writer of a pipe
  /// that never comes.
  /// - Throws: `UsageError.unreadableFile` or `.badText`, or `CancellationError`.
  func read() async throws -> (text: String, isRegular: Bool) {
    let wish = Wish()
    let result = await withTaskCancellationHandler {
      await InputThread(name: "file") { self }.perform { $0.result(until: wish) }
    } onCancel: {
      wish.isGivenUp.store(true, ordering: .relaxed)
    }
    let contents = try result.get()
    try Task.checkCancellation()
    do {
      return (try ForeignText.decoded(contents.bytes), contents.isRegular)
    } catch {
      throw error.error(of: title)
    }
  }

  private var title: String { "\(noun) \"\(name)\"" }

  /// Whether the contents are not wanted any more.
  private final class Wish: Sendable {
    let isGivenUp = Atomic(false)
  }

  private struct Contents: Sendable {
    var bytes: [UInt8] = []
    var isRegular: Bool
  }

  private func result(until wish: Wish) -> Result<Contents, UsageError> {
    do {
      return .success(try contents(until: wish))
    } catch {
      return .failure(error)
    }
  }

  private func contents(until wish: Wish) throws(UsageError) -> Contents {
    // Without O_NONBLOCK a pipe that nobody writes to could not be given up.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw unreadable(errno) }
    defer { close(file) }
    guard let facts = FileFacts(descriptor: file) else { throw unreadable(errno) }
    guard facts.kind != .folder else { throw unreadable(EISDIR) }
    var contents = Contents(isRegular: facts.kind == .file)
    while !wish.isGivenUp.load(ordering: .relaxed) {
      guard let more = try chunk(of: file) else { continue }
      guard !more.isEmpty else { break }
      contents.bytes += more
      guard contents.bytes.count <= capacity else {
        throw UsageError(
          .unreadableFile, "\(title) is larger than \(Figures.size(Int64(capacity)))")
      }
    }
    return contents
  }

  /// The next bytes, none at the end; nil if there are none yet.
  private func chunk(of file: Int32) throws(UsageError) -> ArraySlice<UInt8>? {
    var question = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    // 100 ms: how late being cancelled is noticed.
    guard poll(&question, 1, 100) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(file, &buffer, buffer.count)
    guard count >= 0 else {
      guard errno == EINTR || errno == EAGAIN else { throw unreadable(errno) }
      return nil
    }
    return buffer[..<count]
  }

  private func unreadable(_ reason: Int32) -> UsageError {
    UsageError(
      .unreadableFile, "\(title) cannot be read: \(SystemReason.text(of: reason))",
      hint: reason == ENOENT
        ? "is the name right? a relative one begins in the folder of the script, "
          + "or else in the working directory" : nil)
  }
}
