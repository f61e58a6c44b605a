internal import CEditline
internal import Foundation

/// What the process finds when it begins, made such that the rest of the program can rely on it.
///
/// Whoever started it may have closed descriptors, left variables unset or empty, or passed bytes
/// that are no text.
struct ProcessSurroundings: Sendable {
  /// The words after the name of the program.
  var arguments: [String]
  /// The variables; `HOME` is missing only where the user has no home folder at all.
  var environment: [String: String]

  /// Keeps what was freed for what comes next: pages and requests are large, and all alike.
  static func keepFreedMemory() { ce_keep_freed_memory() }

  /// Opens descriptors 0 to 2 where they are closed; before anything else opens a file.
  ///
  /// Otherwise the next pipe of the program would get one of their numbers, and results would be
  /// written into it. Standard output is opened such that writing fails, because results are lost.
  static func openStandardDescriptors() {
    for (number, mode) in [(0, O_RDONLY), (1, O_RDONLY), (2, O_WRONLY)] as [(Int32, Int32)]
    where fcntl(number, F_GETFD) < 0 {
      // The lowest free number is the next one that is closed.
      _ = open("/dev/null", mode)
    }
  }

  /// Reads them.
  ///
  /// - Throws: `UsageError.badText` for an argument that is no text, `.unreadableFile` if there is no
  ///   way to the arguments.
  static func read() throws(UsageError) -> ProcessSurroundings {
    ProcessSurroundings(
      arguments: try arguments(CommandLine.unsafeArgv, count: Int(CommandLine.argc)),
      environment: environment(ProcessInfo.processInfo.environment, home: homeOfUser))
  }

  /// The environment with the home folder in it, if the user has one.
  static func environment(_ given: [String: String], home: String?) -> [String: String] {
    var environment = given
    if environment.filled("HOME") == nil { environment["HOME"] = home }
    return environment
  }

  /// The words after the name of the program, which is the first.
  ///
  /// Swift reads them from `/proc`, and without it finds none: what was asked for would be ignored.
  static func arguments(
    _ words: UnsafePointer<UnsafeMutablePointer<CChar>?>, count: Int
  ) throws(UsageError) -> [String] {
    guard count > 0 else {
      throw UsageError(
        .unreadableFile, "the arguments of the process cannot be read: /proc is not mounted",
        hint: "mount -t proc proc /proc")
    }
    var texts: [String] = []
    for place in 1..<count {
      guard let pointer = words[place] else { break }
      let bytes = UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw flaw(of: Array(bytes), at: place)
      }
      texts.append(text)
    }
    return texts
  }

  static func flaw(of bytes: [UInt8], at place: Int) -> UsageError {
    do {
      _ = try ForeignText.decoded(bytes, isBeginning: false)
      return UsageError(.badText, "argument \(place) is no UTF-8 text")
    } catch {
      return error.error(of: "argument \(place)")
    }
  }

  /// The home folder by the system's list of users.
  private static var homeOfUser: String? {
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
    let home = String(cString: folder)
    return home.isEmpty ? nil : home
  }
}
