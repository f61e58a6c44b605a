#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The system's reason for a failure, in its own few words.
enum SystemReason {
  /// The words for a number of `errno`: `Permission denied`.
  static func text(of number: Int32) -> String { String(cString: strerror(number)) }
}
