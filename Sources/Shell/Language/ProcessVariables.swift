#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the environment of the process holds beside its readable variables.
enum ProcessVariables {
  /// Whether the variable is set to something that is no text.
  static func isUnreadable(_ name: String) -> Bool {
    guard let value = getenv(name) else { return false }
    return String(validatingCString: value) == nil
  }
}
