internal import Foundation

/// A file whose first line is a secret.
struct SecretFile {
  /// The longest secret that is read; tokens have some hundred bytes.
  private static let capacity = 64 * 1024

  /// The file as it was named.
  var path: String
  /// What is in it.
  var word = SecretWord.token

  /// The first line of the file.
  ///
  /// The permissions are those of the opened file, so that it cannot be exchanged in between.
  func read() throws(UsageError) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw UsageError(
        .unreadableFile,
        "the \(word) file \"\(path)\" cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    try refuseIfShared(file)
    return try SecretText.secret(in: contents(of: file), of: "the \(word) file \"\(path)\"")
  }

  private func refuseIfShared(_ file: Int32) throws(UsageError) {
    guard let facts = FileFacts(descriptor: file), facts.kind != .folder else {
      throw UsageError(
        .unreadableFile, "\"\(path)\" is a folder and no \(word) file",
        hint: "name the file in it")
    }
    // What comes through a pipe, or is typed, has no permissions that mean anything.
    guard facts.kind == .file else { return }
    guard facts.permissions & 0o077 == 0 else {
      throw UsageError(
        .unreadableFile, "the \(word) file \"\(path)\" can be read by others and is not used",
        hint: "chmod 600 \(Quoting.quoted(path))")
    }
  }

  private func contents(of file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < Self.capacity {
      let count = Glibc.read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
